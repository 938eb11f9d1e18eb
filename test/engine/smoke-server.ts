/** Label of the images of this file and of their containers. */
export const LABEL = `dev.stagegate.test=smoke-${process.pid}`;

/** A server whose behaviour depends on `MODE`, and whose answers depend on the path. */
const DOCKERFILE = `FROM alpine:3.22
LABEL ${LABEL}
RUN adduser -D -u 2000 app
COPY --chmod=755 <<"END" /start
#!/bin/sh
case $MODE in
  done) echo "4 rows written"; exit $CODE ;;
  crash) echo "no database" >&2; exit 3 ;;
  idle) exec sleep 600 ;;
  stubborn) trap "" TERM INT; while :; do sleep 1; done ;;
  chatty) while :; do echo "much ado about nothing"; done ;;
  writing) touch /tmp/here /data/here "$PLACE/here" || exit 4 ;;
  fragile) trap "exit 7" TERM; nc -ll -p 8000 -e /answer & wait; exit ;;
  late) sleep 1 ;;
esac
echo "listening on 8000"
exec nc -ll -p 8000 -e /answer
END
COPY --chmod=755 <<"END" /answer
#!/bin/sh
say() { printf 'HTTP/1.1 %s\\r\\ncontent-type: %s\\r\\ncontent-length: %s\\r\\n\\r\\n%s' "$1" "$2" "\${#3}" "$3"; }
read -r method path version
while read -r name value && [ "\${name%?}" ]; do
  case $name in
    [Cc]ontent-[Ll]ength:) length=\${value%?} ;;
    [Cc]ontent-[Tt]ype:) type=\${value%?} ;;
    [Hh]ost:) host=\${value%?} ;;
  esac
done
case $path in
  /) say "200 OK" text/plain hello ;;
  /json) say "200 OK" application/json '{"text": "hi", "items": [{"id": 1, "name": "a"}]}' ;;
  /echo) say "200 OK" "$type" "$(head -c "$length")" ;;
  /host) say "200 OK" text/plain "$host" ;;
  /moved) printf 'HTTP/1.1 302 Found\\r\\nlocation: /broken\\r\\ncontent-length: 0\\r\\n\\r\\n' ;;
  /broken) say "500 Internal Server Error" text/plain "no database" ;;
  /garbage) printf 'SSH-2.0-OpenSSH_9.9\\r\\n' ;;
  /closed) ;;
  /cut) printf 'HTTP/1.1 200 OK\\r\\ncontent-length: 100\\r\\n\\r\\nonly this' ;;
  /endless) printf 'HTTP/1.1 200 OK\\r\\n\\r\\n'; while printf 'more and '; do sleep 0.1; done ;;
  /huge) printf 'HTTP/1.1 200 OK\\r\\n\\r\\n'; yes ;;
  /slow) sleep 60 ;;
  /crash) kill 1 ;;
  *) say "404 Not Found" text/plain "" ;;
esac
END
RUN mkdir /data && chown app /data
VOLUME /data
USER app
HEALTHCHECK --interval=60s --start-period=60s --retries=1 CMD echo "looking for \${FILE:=/start}" && test -e $FILE
CMD ["/start"]
`;

/** The image of most smoke tests. */
export const SERVER = "smoke-test-server";

/** Dockerfiles of all images, by their names, in the order in which they are built. */
export const DOCKERFILES: Readonly<Record<string, string>> = {
  [SERVER]: DOCKERFILE,
  "smoke-test-root": `FROM ${SERVER}\nUSER root\n`,
  "smoke-test-ghost": `FROM ${SERVER}\nUSER ghost\n`,
  "smoke-test-missing": `FROM ${SERVER}\nCMD ["/nothing/here"]\n`,
  "smoke-test-empty": `FROM scratch\nLABEL ${LABEL}\nCOPY Dockerfile /\nUSER 2000\n`,
  "smoke-test-unchecked": `FROM ${SERVER}\nHEALTHCHECK NONE\n`,
};
