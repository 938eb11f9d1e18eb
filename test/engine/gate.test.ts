import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAYER_FORMAT } from "../../src/image/layer-file.ts";
import type { LayerReport, MeasuredImage } from "../../src/model/report.ts";
import { docker, ENGINES, engineEnv, folderWith, stagegate, storeOf } from "./engine.ts";
import { type Gated, gateIn } from "./gated.ts";

/** Makes the steps of each run unique, so that no earlier cache has them. */
const NONCE = Date.now();

/** Marks the images that are made here, since other suites use the same engines. */
const LABEL = `dev.stagegate.test=gate-${process.pid}`;

const DOCKERFILE = `ARG BASE=alpine:3.22
FROM \${BASE} AS builder
RUN echo ${NONCE} > /nonce && dd if=/dev/zero of=/big bs=1000 count=3000 && ln /big /hard && ln -s /big /soft
FROM builder AS test
RUN echo the tests run && cat /nonce
FROM alpine:3.22 AS production
RUN addgroup -g 2000 app && adduser -D -u 2000 -G app app
COPY --from=builder /big /hard /soft /app/
COPY <<EOF /app/note
noted
EOF
RUN rm /app/big
USER app
LABEL ${LABEL}
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function gate(
  engine: string,
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Gated> {
  const cwd = folderWith(files);
  folders.push(cwd);
  return gateIn(cwd, engine, argv, env);
}

/** Files and images that a stopped or finished run must remove. */
function leftovers(engine: string, temporary: string): string[] {
  const args = ["--format", "{{.Repository}}:{{.Tag}}", "--filter", `label=${LABEL}`];
  const images = docker(engineEnv(engine), "image", "ls", ...args).split("\n");
  return [...readdirSync(temporary), ...images.filter((name) => name !== "")];
}

/** A wrapper of docker on the PATH that returns the commands since the last call. */
function listeningDocker(folder: string, env: NodeJS.ProcessEnv) {
  const log = join(folder, "asked");
  const bin = join(folder, "bin");
  const real = execFileSync("bash", ["-c", "type -P docker"], { env, encoding: "utf8" }).trim();
  mkdirSync(bin);
  writeFileSync(join(bin, "docker"), `#!/bin/sh\necho "$@" >> '${log}'\nexec '${real}' "$@"\n`, {
    mode: 0o755,
  });
  return {
    PATH: `${bin}:${env["PATH"]}`,
    asked: () => {
      const lines = readFileSync(log, "utf8").split("\n");
      rmSync(log);
      return lines;
    },
  };
}

describe.each(ENGINES)("on the %s engine", (engine) => {
  test("an image is built, tested, measured and judged by line", async () => {
    const { code, report, images, stdout } = await gate(engine, { Dockerfile: DOCKERFILE }, [
      "--max-size=15MB",
      "--max-layers",
      "6",
      "--run-as",
      "app",
    ]);
    expect(stdout).toContain("stagegate: ✓ the image passes");
    expect(code).toBe(0);
    expect(report).toMatchObject({ verdict: "pass", engine: { store: storeOf(engine), builder: "default" } });
    const { image, tests } = images["production"] ?? {};
    expect(tests).toEqual([
      { target: "test", status: "passed", cached: false, duration: expect.any(Number) },
    ]);
    expect(image?.user).toEqual({ configured: "app", name: "app", uid: 2000, gid: 2000, problem: null });
    expect(image?.baseImage).toMatchObject({ name: "alpine:3.22" });
    const own = image?.layers.flatMap(({ origin, size, files }) =>
      origin.kind === "instruction" ? [{ lines: origin.lines, stage: origin.stage, size, files }] : [],
    );
    // COPY of a hard link copies its bytes; a symbolic link counts nothing.
    expect(own?.slice(1)).toEqual([
      { lines: [8, 8], stage: "production", size: expect.any(Number), files: expect.any(Number) },
      { lines: [9, 11], stage: "production", size: 6, files: 1 },
      { lines: [12, 12], stage: "production", size: 0, files: 0 },
    ]);
    expect(own?.[1]?.size).toBeGreaterThanOrEqual(6_000_000);
    expect(image?.size).toBe(image?.layers.reduce((sum, layer) => sum + (layer.size ?? 0), 0));
    expect(image?.transferSize === null).toBe(engine === "classic");
  });

  test("a failing test stage fails the gate after the measurement", async () => {
    const files = {
      Dockerfile: DOCKERFILE.replace("cat /nonce", `echo ${NONCE}1 && \\\n  exit 3`),
    };
    const { code, images } = await gate(engine, files);
    expect(code).toBe(1);
    const { image, tests, findings, verdict } = images["production"] ?? {};
    expect(verdict).toBe("fail");
    expect(image?.size).toBeGreaterThan(6_000_000);
    expect(tests).toMatchObject([{ target: "test", status: "failed", cached: false }]);
    expect(findings?.[0]).toMatchObject({
      rule: "test",
      level: "error",
      message: expect.stringContaining("exit code 3"),
      place: { file: "Dockerfile", lines: [5, 6] },
      log: `the tests run\n${NONCE}1`,
    });
  });

  test("a failure hides no other finding", async () => {
    const config = `
defaults: {allow-root: true}
images:
  good: {target: builder}
  broken: {file: Broken}
  typo: {file: Typo}
  watcher: {target: production, run-as: nobody, max-layers: 1, compare-with: good, min-saving: 99%}
`;
    const files = {
      ".stagegate.yml": config,
      Dockerfile: DOCKERFILE,
      Broken: "FROM alpine:3.22\nCOPY nothing /\n",
      Typo: "FROM alpine:3.22\nFORM x\n",
    };
    const { code, images, stdout } = await gate(engine, files);
    expect(code).toBe(1);
    expect(stdout).toContain("stagegate: ✗ 3 of 4 images fail");
    expect(images["good"]).toMatchObject({ verdict: "pass", image: { user: { uid: 0 } } });
    expect(images["broken"]).toMatchObject({
      verdict: "fail",
      image: null,
      findings: [{ rule: "build", place: { file: "Broken", lines: [2, 2] } }],
    });
    expect(images["typo"]).toMatchObject({
      image: null,
      findings: [
        {
          rule: "build",
          message: expect.stringContaining("unknown instruction: FORM"),
          place: { file: "Typo", lines: [2, 2] },
        },
      ],
    });
    expect(
      images["watcher"]?.findings.filter(({ level }) => level === "error").map(({ rule }) => rule),
    ).toEqual(["layers", "user", "saving"]);
  });

  test("every layer has its lines and shows no build argument", async () => {
    const Dockerfile = `ARG BASE=alpine
FROM \${BASE}:3.22 AS first
ONBUILD COPY trigger /trigger
WORKDIR /app
FROM first AS second
ARG PASSPHRASE
RUN --mount=type=bind,target=/in echo ${NONCE} \${PASSPHRASE} > /second \\
  && true
ADD trigger a b \\
  /added/
FROM second
COPY --link <<ONE <<TWO /two/
1
ONE
2
TWO
RUN <<END
rm /second
END
ENV A=b
USER 7
`;
    const { report, images } = await gate(engine, { Dockerfile, trigger: "t", a: "a", b: "b" }, [
      "--build-args",
      "PASSPHRASE=s3cret",
    ]);
    const { image } = Object.values(images)[0] ?? {};
    expect(
      image?.layers.map(({ origin }) =>
        origin.kind === "instruction" ? [origin.stage, ...origin.lines] : origin.kind,
      ),
    ).toEqual([
      "base",
      ["first", 4, 4],
      ["first", 3, 3],
      ["second", 7, 8],
      ["second", 9, 10],
      [null, 12, 16],
      [null, 17, 19],
    ]);
    expect(image?.baseImage).toMatchObject({ name: "alpine:3.22", knownBy: "provenance", layers: 1 });
    expect(image?.size).toBe(image?.layers.reduce((sum, { size }) => sum + (size ?? 0), 0));
    expect(JSON.stringify(report)).not.toContain("s3cret");
  });

  test("a second run reads no layer and has the same report", async () => {
    const home = folderWith({});
    folders.push(home);
    const { PATH, asked } = listeningDocker(home, engineEnv(engine));
    const env = { XDG_CACHE_HOME: home, PATH };
    const first = await gate(engine, { Dockerfile: DOCKERFILE }, [], env);
    expect(asked().filter((words) => words.startsWith("save "))).toHaveLength(engine === "classic" ? 1 : 0);
    const second = await gate(engine, { Dockerfile: DOCKERFILE }, [], env);
    expect(asked()).not.toContainEqual(expect.stringMatching(/^save /));
    const labelled = await gate(engine, { Dockerfile: `${DOCKERFILE}LABEL a=b\n` }, [], env);
    expect(asked()).not.toContainEqual(expect.stringMatching(/^save /));
    const { image } = first.images["production"] ?? {};
    expect(second.images["production"]?.image).toEqual(image);
    expect(labelled.images["production"]?.image).toMatchObject({ size: image?.size, user: image?.user });
    const diffIds = image?.layers.map(({ diffId }) => diffId);
    expect(readdirSync(join(home, `stagegate/layers/v${LAYER_FORMAT}`))).toHaveLength(new Set(diffIds).size);
  });

  test("root fails", async () => {
    const { code, images } = await gate(engine, { Dockerfile: "FROM alpine:3.22\n" });
    expect(code).toBe(1);
    expect(Object.values(images)[0]?.findings[0]).toMatchObject({
      rule: "user",
      actual: 0,
      place: { file: "Dockerfile", lines: [1, 1] },
    });
  });

  test.each([
    ["--target", "prodcution", "Did you mean production? "],
    ["--test-target", "e2e", ""],
  ])("an unknown stage is an error that lists the stages: %s %s", async (flag, name, hint) => {
    const cwd = folderWith({ Dockerfile: DOCKERFILE });
    folders.push(cwd);
    const { code, stderr } = await stagegate([flag, name], cwd, engineEnv(engine));
    expect(stderr).toBe(
      `${flag}: Dockerfile has no stage "${name}". ${hint}Stages: builder, test, production.\n`,
    );
    expect(code).toBe(2);
  });

  test("an inspected image of the engine equals its build", async () => {
    const env = engineEnv(engine);
    const cwd = folderWith({ Dockerfile: DOCKERFILE });
    folders.push(cwd);
    const tag = `stagegate-test-${NONCE}:inspect`;
    docker(env, "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", tag, cwd);
    const built = await gate(engine, { Dockerfile: DOCKERFILE });
    const inspected = await stagegate(["inspect", "--json", tag, "--file", "Dockerfile"], cwd, env);
    docker(env, "image", "rm", tag);
    const { size, layers, user, baseImage } = built.images["production"]?.image ?? {};
    const found = JSON.parse(inspected.stdout) as MeasuredImage;
    expect(found).toMatchObject({ size, user, platform: built.images["production"]?.image?.platform });
    // Provenance is not in the image; its history tells the same lines of every layer.
    expect([baseImage?.knownBy, found.baseImage?.knownBy]).toEqual(["provenance", "history"]);
    expect(found.baseImage?.layers).toBe(baseImage?.layers);
    const comparable = (own: readonly LayerReport[] | undefined) =>
      own?.map(({ transferSize, ...layer }) => layer);
    expect(comparable(found.layers)).toEqual(comparable(layers));
  });

  test("a stopped engine is an error with a hint", async () => {
    const cwd = folderWith({ Dockerfile: DOCKERFILE });
    folders.push(cwd);
    const env = { ...engineEnv(engine), DOCKER_HOST: `unix://${cwd}/nothing.sock` };
    const gated = await stagegate([], cwd, env);
    expect(gated.stderr).toMatch(
      /^the Docker engine does not answer: .*nothing\.sock.*\nStart it, or select one that runs by DOCKER_HOST/,
    );
    const inspected = await stagegate(["inspect", "docker-daemon:alpine:3.22"], cwd, env);
    expect(inspected.stderr).toMatch(/^the engine is not running: .*nothing\.sock.*\nStart Docker/);
    expect([gated.code, inspected.code]).toEqual([2, 2]);
  });

  test("a missing image is named", async () => {
    const { code, stderr } = await stagegate(["inspect", "127.0.0.1:9/nothing"], ".", engineEnv(engine));
    expect(stderr).toContain(
      "127.0.0.1:9/nothing: the engine does not have it, and 127.0.0.1:9 cannot be reached",
    );
    expect(code).toBe(2);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s stops the build and removes its files and images", async (signal, expected) => {
    const cwd = folderWith({
      Dockerfile: `FROM alpine:3.22\nLABEL ${LABEL}\nRUN echo first ${NONCE}${signal}\nRUN sleep 120\n`,
      "tmp/.keep": "",
    });
    folders.push(cwd);
    const env = { ...engineEnv(engine), TMPDIR: join(cwd, "tmp") };
    let sent = false;
    const { code, stdout } = await stagegate(["--progress=plain"], cwd, env, (text, kill) => {
      // The first step has ended, so the one that sleeps is running.
      if (sent || !text.includes("RUN echo first")) return;
      sent = true;
      kill(signal);
    });
    expect({ code, stdout }).toEqual({ code: expected, stdout: "" });
    expect(leftovers(engine, join(cwd, "tmp"))).toEqual([".keep"]);
  });

  test("a run leaves no files or images", async () => {
    const cwd = folderWith({ Dockerfile: DOCKERFILE, "tmp/.keep": "" });
    folders.push(cwd);
    await stagegate(["--progress=quiet"], cwd, { ...engineEnv(engine), TMPDIR: join(cwd, "tmp") });
    expect(leftovers(engine, join(cwd, "tmp"))).toEqual([".keep"]);
  });
});
