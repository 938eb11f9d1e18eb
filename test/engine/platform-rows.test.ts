import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ENGINES, folderWith } from "./engine.ts";
import { gateIn } from "./gated.ts";

/** Sizes by architecture: 2,000 bytes and 3,000. */
const FILES = {
  Dockerfile: `FROM alpine:3.22 AS test
RUN true
FROM scratch AS production
ARG TARGETARCH
COPY app-$TARGETARCH /app
USER 10001
`,
  "app-amd64": "x".repeat(2000),
  "app-arm64": "x".repeat(3000),
};

const MAPPING = "{linux/amd64: {max-size: 2kB}, linux/arm64: {max-size: 3kB}}";

const BAKE = `target "default" {
  target = "production"
  platforms = ["linux/amd64", "linux/arm64"]
}
`;

const STARTED = `FROM --platform=$BUILDPLATFORM alpine:3.22 AS tools
FROM scratch AS app-amd64
COPY --from=tools /bin/busybox /busybox
FROM scratch AS app-arm64
COPY --chmod=755 foreign /busybox
FROM app-$TARGETARCH AS app
USER 10001
CMD ["/busybox", "echo", "hello"]
`;

const NOT_STARTED = "the engine runs linux/amd64 and cannot start an image for linux/arm64";

describe.each(ENGINES)("on the %s engine", (engine) => {
  test.each<[way: string, files: Readonly<Record<string, string>>, argv: readonly string[]]>([
    ["a flag", {}, ["--target=production", "--platforms=linux/amd64,linux/arm64"]],
    [
      "a mapping in the file",
      { ".stagegate.yml": `images: {production: {target: production, platforms: ${MAPPING}}}` },
      [],
    ],
    ["a bake file", { "docker-bake.hcl": BAKE }, ["--bake=docker-bake.hcl"]],
  ])("all platforms of %s are built and measured", async (_, files, argv) => {
    const cwd = folderWith({ ...FILES, ...files });
    try {
      const { report, code } = await gateIn(cwd, engine, ["--baseline=none", ...argv]);
      expect(report.images).toMatchObject([
        {
          name: expect.stringMatching(/ · linux\/amd64$/),
          platform: "linux/amd64",
          verdict: "pass",
          image: { platform: "linux/amd64", size: 2000, user: { uid: 10001 } },
          tests: [{ status: "passed" }],
          testsOn: null,
        },
        {
          name: expect.stringMatching(/ · linux\/arm64$/),
          platform: "linux/arm64",
          verdict: "pass",
          image: { platform: "linux/arm64", size: 3000, user: { uid: 10001 } },
          tests: [],
          testsOn: "linux/amd64",
        },
      ]);
      expect(code).toBe(0);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  test.each([
    ["linux/amd64,linux/arm64", ["pass", "pass"], 0],
    ["linux/arm64", ["error"], 2],
  ])("a smoke test of %s runs for platforms of the engine", async (platforms, verdicts, code) => {
    const smoke = `images: {app: {platforms: "${platforms}", smoke: {wait: exit}}}`;
    const cwd = folderWith({ Dockerfile: STARTED, ".stagegate.yml": smoke });
    // A program of another machine: the header of an ELF file says that it is for AArch64.
    const program = readFileSync("/bin/true");
    program.writeUInt16LE(0xb7, 18);
    writeFileSync(join(cwd, "foreign"), program);
    try {
      const { report, images, ...ended } = await gateIn(cwd, engine, ["--baseline=none"]);
      const [native, foreign] = [images["app · linux/amd64"], report.images.at(-1)];
      expect(report.images.map(({ verdict }) => verdict)).toEqual(verdicts);
      if (native !== undefined) expect(native.smoke?.status).toBe("passed");
      expect(foreign).toMatchObject({ smoke: null, smokeNotRun: NOT_STARTED });
      expect(foreign?.findings).toContainEqual(
        expect.objectContaining({ rule: "smoke", message: expect.stringContaining(NOT_STARTED) }),
      );
      expect(ended.code).toBe(code);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });
});
