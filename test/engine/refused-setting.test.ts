import { rmSync } from "node:fs";
import { ENGINES, engineEnv, folderWith, stagegate, storeOf } from "./engine.ts";

const DOCKERFILE = `FROM scratch AS production
COPY Dockerfile /
USER 1000
FROM production AS test
COPY --from=named / /
`;

interface Refused {
  /** A setting of the image `app`, on line 4 of the file. */
  readonly setting: string;
  /** What follows `.stagegate.yml:4: `. */
  readonly message: RegExp;
  /** What must not be shown. */
  readonly secret?: string;
  /** The one store that refuses it; the other does not look at it. */
  readonly store?: string;
}

const REFUSED: readonly Refused[] = [
  {
    setting: "secrets: ['type=file,id=c,src=\"a b\"']",
    message: /secrets: entry 1 is not valid CSV/,
    secret: "a b",
  },
  {
    setting: "secrets: ['id=c,src=./hunter2']",
    message: /secrets: the file of id c does not exist/,
    secret: "hunter2",
  },
  {
    setting: "ssh: [default=./no-key]",
    message: /ssh: docker buildx refuses entry 1: failed to convert agent config/,
  },
  {
    setting: "cache-from: ['type=gha', 'type=registry,hunter2=x']",
    message: /cache-from: docker buildx refuses entry 2|cache-from: docker buildx refuses the value/,
    secret: "hunter2",
  },
  {
    setting: "cache-from: ['type=local,src=\"a b\"']",
    message: /cache-from: docker buildx refuses entry 1/,
  },
  {
    setting: "cache-to: ['type=hunter2']",
    message: /cache-to: docker buildx refuses entry 1: unknown cache exporter/,
    store: "containerd",
  },
  {
    setting: "cache-to: ['type=local']",
    message: /cache-to: docker buildx refuses entry 1: local cache exporter requires dest/,
    store: "containerd",
  },
  {
    setting: "cache-to: ['type=local,dest=out']",
    message: /cache-to: docker buildx refuses entry 1: Cache export is not supported/,
    store: "classic",
  },
  {
    setting: "build-contexts: {named: ./nowhere}",
    message: /build-contexts: docker buildx refuses named: failed to get build context named/,
  },
  {
    setting: "build-contexts: {named: 'oci-layout://nowhere'}",
    message: /build-contexts: docker buildx refuses named: oci-layout reference/,
  },
  {
    setting: "build-contexts: {named: 'target:nowhere'}",
    message: /build-contexts: docker buildx refuses named: failed to find target nowhere/,
  },
  {
    setting: "build-contexts: {named: 'docker-image://UPPER:bad:ref'}",
    message: /build-contexts: docker buildx refuses named: .*invalid reference/,
  },
  {
    setting: "cache-to: ['# x']",
    message: /cache-to: the value is not a list of caches without comments/,
  },
  {
    setting: "cache-to: ['a b']",
    message: /cache-to: docker buildx refuses entry 1: failed to configure registry cache exporter/,
    store: "containerd",
  },
  { setting: "test-target: 'a b/c'", message: /test-target: Dockerfile has no stage "a b\/c"/ },
  {
    setting: "build-args: {BUILDKIT_SYNTAX: 'hunter2:::'}",
    message: /build-args: docker buildx refuses BUILDKIT_SYNTAX/,
    secret: "hunter2",
  },
];

// Whether bake runs for one target or for several is the same on each store.
const cases = ENGINES.flatMap((engine, at) =>
  REFUSED.filter((refused) => (refused.store ?? storeOf(engine)) === storeOf(engine)).flatMap((refused) =>
    (at === 0 || refused.store === storeOf(engine)
      ? (["one image", "two images"] as const)
      : (["two images"] as const)
    ).map((images) => [engine, images, refused.setting, refused] as const),
  ),
);

test.each(cases)(
  "on the %s engine and with %s, %s is an error at its line",
  async (engine, images, _, refused) => {
    const { setting, message, secret } = refused;
    const other = images === "two images" ? "  other: {target: production, test-target: []}\n" : "";
    const cwd = folderWith({
      Dockerfile: DOCKERFILE,
      ".stagegate.yml": `images:\n  app:\n    target: production\n    ${setting}\n${other}`,
    });
    const { code, stderr } = await stagegate(["--baseline=none"], cwd, engineEnv(engine)).finally(() =>
      rmSync(cwd, { recursive: true }),
    );
    expect(stderr).toMatch(new RegExp(`\\.stagegate\\.yml:4: ${message.source}`));
    expect(code).toBe(2);
    expect(stderr).not.toContain("Dockerfile:");
    if (secret !== undefined) expect(stderr).not.toContain(secret);
  },
);

test.each(ENGINES)("on the %s engine a rejected flag is an error of the flag", async (engine) => {
  const cwd = folderWith({ Dockerfile: DOCKERFILE });
  const argv = [
    "--baseline=none",
    "--target=production",
    "--test-target=production",
    "--ssh=default=./no-key",
  ];
  const { code, stderr } = await stagegate(argv, cwd, engineEnv(engine)).finally(() =>
    rmSync(cwd, { recursive: true }),
  );
  expect(stderr).toContain("--ssh: docker buildx refuses entry 1");
  expect(code).toBe(2);
});
