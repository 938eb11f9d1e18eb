# stagegate in a container. Both images have the command line as their entry point, and no root.

FROM node:24-slim AS node

# Node.js with the libraries that it loads, and nothing else.
FROM node AS root
RUN mkdir -p /root-fs/etc /root-fs/usr/local/bin && mkdir -m 1777 /root-fs/cache /root-fs/tmp /root-fs/work \
    && cp --parents --dereference /usr/local/bin/node $(ldd /usr/local/bin/node | grep -o '/[^ ]*') /root-fs \
    && echo 'stagegate:x:65532:65532::/tmp:/sbin/nologin' >/root-fs/etc/passwd \
    && echo 'stagegate:x:65532:' >/root-fs/etc/group

# Reads images: archives, layouts, registries, reports.
FROM scratch AS slim
COPY --from=root /root-fs /
COPY dist /opt/stagegate
ENV HOME=/tmp PATH=/usr/local/bin XDG_CACHE_HOME=/cache
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["node", "/opt/stagegate/cli.cjs"]
CMD ["--help"]

# Needs no shell, as the image has none.
FROM slim AS test
RUN ["node", "/opt/stagegate/cli.cjs", "--version"]

FROM docker:29-cli AS docker

# Gates images: has git, and Docker's client with buildx for the engine that DOCKER_HOST or a mounted socket names.
FROM debian:trixie-slim AS gate
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates git \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/* /var/log/* \
    && useradd --uid 65532 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin stagegate \
    # The mounted repository belongs to another user.
    && git config --system safe.directory '*'
COPY --from=docker /usr/local/bin/docker /usr/local/bin/
COPY --from=docker /usr/local/libexec/docker/cli-plugins/docker-buildx /usr/local/libexec/docker/cli-plugins/
# The libraries that it loads are those that apt loads.
COPY --from=node /usr/local/bin/node /usr/local/bin/
COPY dist /opt/stagegate
# What must be written is for every user, since docker run --user may name any.
RUN ln -s /opt/stagegate/cli.cjs /usr/local/bin/stagegate && mkdir -m 1777 /cache
ENV HOME=/tmp XDG_CACHE_HOME=/cache
USER stagegate
WORKDIR /work
ENTRYPOINT ["stagegate"]
