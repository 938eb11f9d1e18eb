import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImageReport } from "../../src/model/report.ts";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";
import { docker, engineEnv, folderWith, STORES, stagegate } from "./engine.ts";
import { type Gated, gateIn } from "./gated.ts";
import { registryOf } from "./registry.ts";
import { type Files, Repository } from "./repository.ts";

/** Makes the steps of each run unique, so that no earlier cache has them. */
const NONCE = Date.now();

const DOCKERFILE = `FROM alpine:3.22
RUN echo ${NONCE} > /nonce
COPY app /app
USER 10001
`;
const bytes = (count: number) => new Uint8Array(count).fill(7);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A repository whose branch `change` is checked out, one commit after `main`. */
function repository(main: Files, change: Files): Repository {
  const made = new Repository(main);
  folders.push(made.folder);
  made.git("checkout", "--quiet", "-b", "change");
  if (Object.keys(change).length > 0) made.commit(change);
  return made;
}

const gate = (store: string, { folder }: Repository, ...argv: string[]): Promise<Gated> =>
  gateIn(folder, store, argv, { XDG_CACHE_HOME: join(folder, "cache") });

/** The baseline in the output of the run; MAIN stands for the tip of main. */
function comparison({ stdout }: Gated, made: Repository): string | undefined {
  const main = made.git("rev-parse", "--short=7", "main");
  return /^(?:Compared with|No baseline|Baseline)\b.*$/m.exec(stdout)?.[0].replaceAll(main, "MAIN");
}

function only({ report }: Gated): ImageReport | undefined {
  return report.images[0];
}

const SMALL = { Dockerfile: DOCKERFILE, "app/a.bin": bytes(1_000_000) };
const LARGER = { "app/b.bin": bytes(500_000) };

/** A repository with the baseline in its output and the reported change; null for none. */
type Comparison = [
  what: string,
  main: Files,
  change: Files,
  argv: string[],
  said: string,
  report: object | null,
];

/** Expects a run of a change to pass with this comparison. */
async function expectComparison(
  store: string,
  [, main, change, argv, expected, report]: Comparison,
): Promise<void> {
  const made = repository(main, change);
  const run = await gate(store, made, ...argv, "--max-growth=9GB");
  expect(comparison(run, made)).toBe(expected);
  expect(run.code).toBe(0);
  if (report === null) expect(only(run)?.change).toBeNull();
  else expect(only(run)?.change).toMatchObject(report);
  const growth = only(run)?.findings.find(({ rule }) => rule === "growth");
  expect(growth?.level).toBe(report === null ? "notice" : undefined);
}

describe.each(STORES)("on the %s store", (store) => {
  test("the base is built with the image and stored for the next run", async () => {
    const made = repository(SMALL, {
      "app/demo.mp4": bytes(1_800_000),
      Dockerfile: DOCKERFILE.replace("COPY", "RUN head -c 36000000 /dev/zero > /ffmpeg\nCOPY"),
    });
    const built = await gate(store, made, "--max-growth=10MB");
    expect(comparison(built, made)).toBe("Compared with main at MAIN (built)");
    expect(built.code).toBe(1);
    const change = only(built)?.change;
    expect(change).toMatchObject({
      size: 37_800_000,
      growth: 37_800_000,
      drift: 0,
      layers: 1,
      origins: [
        {
          before: null,
          after: { lines: [3, 3], instruction: "RUN head -c 36000000 /dev/zero > /ffmpeg" },
          size: 36_000_000,
          files: [{ path: "/ffmpeg", kind: "added", size: 36_000_000, files: 1 }],
        },
        {
          before: { lines: [3, 3], instruction: "COPY app /app" },
          after: { lines: [4, 4], instruction: "COPY app /app" },
          size: 1_800_000,
          files: [{ path: "/app/demo.mp4", kind: "added", size: 1_800_000, files: 1 }],
        },
      ],
    });
    expect(only(built)?.findings.find(({ rule }) => rule === "growth")).toMatchObject({
      level: "error",
      place: { file: "Dockerfile", lines: [3, 3] },
      advice:
        "Largest growth: `/ffmpeg` (36.0 MB). Remove what the image does not need in this RUN, or raise `max-growth`.",
    });

    const stored = await gate(store, made, "--max-growth=10MB");
    expect(comparison(stored, made)).toBe("Compared with main at MAIN (stored)");
    expect(only(stored)?.change).toEqual(change);

    // A manipulated measurement is not used.
    const folder = join(made.folder, "cache/stagegate/measurements");
    const path = join(folder, readdirSync(folder)[0] ?? "");
    const measurement = readFileSync(path);
    measurement.writeUInt8(measurement.readUInt8(60) ^ 1, 60);
    writeFileSync(path, measurement);
    const again = await gate(store, made, "--max-growth=10MB");
    expect(comparison(again, made)).toBe("Compared with main at MAIN (built)");
    expect(only(again)?.change).toEqual(change);
  });

  test("the repository's history is no growth", async () => {
    const dockerfile = `FROM alpine:3.22\nRUN echo ${NONCE} > /nonce\nCOPY . /src\nUSER 10001\n`;
    const made = repository({ Dockerfile: dockerfile, "old.bin": randomBytes(1_500_000) }, {});
    made.git("rm", "--quiet", "old.bin");
    made.git("commit", "--quiet", "--message=smaller");
    made.git("branch", "--force", "main");
    made.commit({ "new.txt": "12345" });
    const run = await gate(store, made, "--max-growth=1kB");
    expect(comparison(run, made)).toBe("Compared with main at MAIN (built)");
    const { size = 0, history = 0, growth, origins = [] } = only(run)?.change ?? {};
    expect(growth).toBe(5);
    // Both have a complete repository, not the path of one.
    expect(Math.abs(history)).toBeLessThan(10_000);
    expect(size).toBe(growth === undefined ? null : history + growth);
    expect(origins.reduce((sum, origin) => sum + origin.size, 0)).toBe(size);
    expect(run.code).toBe(0);
  });

  test("a base has the permissions of the checkout", async () => {
    const dockerfile = `FROM alpine:3.22\nRUN echo ${NONCE} > /nonce\nCOPY app /app\nRUN chmod -R u=rwX,go=rX /app\nUSER 10001\n`;
    const made = repository({ ...SMALL, Dockerfile: dockerfile }, { "README.md": "" });
    execFileSync("chmod", ["-R", "g+w", "app", "Dockerfile", ".gitignore", "README.md"], {
      cwd: made.folder,
    });
    const run = await gate(store, made, "--max-growth=1kB");
    expect(comparison(run, made)).toBe("Compared with main at MAIN (built)");
    expect(only(run)?.change).toMatchObject({ size: 0, origins: [] });
  });

  test("the base is built before growth against an ancestor fails", async () => {
    const made = repository(SMALL, { "README.md": "one" });
    await gate(store, made);
    made.git("checkout", "--quiet", "main");
    made.commit({ "app/merged.bin": bytes(1_000_000) });
    made.git("checkout", "--quiet", "-b", "other");
    made.commit({ "app/own.bin": bytes(1) });
    const stored = await gate(store, made, "--max-growth=500kB", "--baseline=stored");
    expect(stored.code).toBe(0);
    expect(only(stored)?.findings.find(({ rule }) => rule === "growth")).toMatchObject({
      level: "warning",
      actual: 1_000_001,
    });
    const run = await gate(store, made, "--max-growth=500kB");
    expect(comparison(run, made)).toBe("Compared with main at MAIN (built)");
    expect(only(run)?.change?.growth).toBe(1);
    expect(run.code).toBe(0);
  });

  test.each<Comparison>([
    [
      "a base that does not build blocks nothing",
      { ...SMALL, Dockerfile: `${DOCKERFILE}RUN echo the base is broken && false\n` },
      { Dockerfile: DOCKERFILE },
      [],
      "No baseline: the base does not build (RUN echo the base is broken && false ended with exit code 1)",
      null,
    ],
    [
      "another FROM, which is no drift",
      SMALL,
      { Dockerfile: DOCKERFILE.replace("alpine:3.22", "debian:trixie-slim") },
      [],
      "Compared with main at MAIN (built)",
      { drift: 0, origins: [{ before: { kind: "base" }, after: { kind: "base" } }] },
    ],
    [
      "another platform",
      {
        ...SMALL,
        Dockerfile: "FROM scratch\nCOPY app /app\nUSER 10001\n",
        ".stagegate.yml": "images: {app: {platforms: linux/amd64}}",
      },
      { ".stagegate.yml": "images: {app: {platforms: linux/arm64}}" },
      [],
      "No baseline: the base has no such platform",
      null,
    ],
  ])("%s", (...comparison) => expectComparison(store, comparison));

  test("an image fails even if its base fails the same way", async () => {
    const broken = `${DOCKERFILE}RUN echo both ${NONCE} are broken && false\n`;
    const made = repository({ ...SMALL, Dockerfile: broken }, { Dockerfile: `# changed\n${broken}` });
    const run = await gate(store, made);
    expect(run.code).toBe(1);
    expect(only(run)?.findings).toMatchObject([
      {
        rule: "build",
        message: expect.stringContaining(`RUN echo both ${NONCE} are broken && false ended with exit code 1`),
        log: `both ${NONCE} are broken`,
      },
    ]);
    expect(comparison(run, made)).toMatch(/^No baseline: the base does not build /);
  });

  test("growth of the base image is drift", async () => {
    const env = engineEnv(store);
    const tag = `stagegate-test-${NONCE}:base`;
    const makeBase = (size: number) => {
      const context = folderWith({
        Dockerfile: `FROM alpine:3.22\nRUN head -c ${size} /dev/zero > /base.bin\n`,
      });
      folders.push(context);
      docker(env, "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", tag, context);
    };
    const made = repository({ ...SMALL, Dockerfile: DOCKERFILE.replace("alpine:3.22", tag) }, LARGER);
    makeBase(2_000_000);
    await gate(store, made);
    makeBase(5_000_000);
    try {
      const stored = await gate(store, made, "--max-growth=600kB");
      expect(comparison(stored, made)).toBe("Compared with main at MAIN (stored)");
      expect(only(stored)?.change).toMatchObject({ size: 3_500_000, drift: 3_000_000, growth: 500_000 });
      expect(stored.stdout).toContain(
        `+3.0 MB of it is drift, which does not count: ${tag} changed although its FROM did not`,
      );
      expect(stored.code).toBe(0);
      const counted = await gate(store, made, "--max-growth=600kB", "--max-growth-includes-drift");
      expect(counted.code).toBe(1);
      const built = await gate(store, made, "--baseline=build");
      expect(only(built)?.change).toMatchObject({ size: 500_000, drift: 0, growth: 500_000 });
    } finally {
      docker(env, "image", "rm", tag);
    }
  });

  test("growth of an unchanged line is drift", async () => {
    const env = engineEnv(store);
    const up = `stagegate-test-${NONCE}:up`;
    const make = (size: number) => {
      const context = folderWith({ Dockerfile: "FROM scratch\nCOPY x /x\n", x: "x".repeat(size) });
      folders.push(context);
      docker(env, "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", up, context);
    };
    const line = `COPY --from=${up} /x /x`;
    const dockerfile = DOCKERFILE.replace("COPY app", `${line}\nCOPY app`);
    const made = repository({ ...SMALL, Dockerfile: dockerfile }, { "app/a.bin": bytes(1_000_001) });
    make(1_000_000);
    try {
      await gate(store, made);
      make(11_000_000);
      const run = await gate(store, made, "--max-growth=5MB");
      expect(comparison(run, made)).toBe(
        "Compared with main at MAIN (stored measurement; built again to tell drift from growth)",
      );
      expect(only(run)?.change).toMatchObject({ size: 10_000_001, drift: 10_000_000, growth: 1 });
      expect(only(run)?.change?.origins[0]).toMatchObject({
        after: { lines: [3, 3], instruction: line },
        size: 10_000_000,
        drift: 10_000_000,
      });
      expect(run.stdout).toContain(
        "+10.0 MB of it is drift, which does not count: Dockerfile:3 grew although its text and inputs did not change",
      );
      expect(run.code).toBe(0);
      const built = await gate(store, made, "--max-growth=5MB", "--baseline=build");
      expect(only(built)?.change).toMatchObject({ size: 1, drift: 0, growth: 1 });
      expect(built.code).toBe(0);
    } finally {
      docker(env, "image", "rm", up);
    }
  });

  test("drift of a COPY --from is at the line that grew", async () => {
    const env = engineEnv(store);
    const up = `stagegate-test-${NONCE}:behind`;
    const make = (size: number) => {
      const context = folderWith({ Dockerfile: "FROM scratch\nCOPY x /x\n", x: "x".repeat(size) });
      folders.push(context);
      docker(env, "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", up, context);
    };
    // Its content differs in each run.
    const dockerfile = `FROM alpine:3.22 AS builder
RUN --mount=from=${up},target=/up mkdir /data && head -c $(wc -c < /up/x) /dev/urandom > /data/x
${DOCKERFILE.replace("COPY app", "COPY --from=builder /data /data\nCOPY app")}`;
    const made = repository({ ...SMALL, Dockerfile: dockerfile }, { "app/a.bin": bytes(1_000_001) });
    make(1_000_000);
    try {
      await gate(store, made);
      make(5_000_000);
      const run = await gate(store, made, "--max-growth=1MB", "--no-cache");
      expect(only(run)?.baseline.state).toBe("rebuilt");
      expect(only(run)?.change?.origins[0]).toMatchObject({
        after: { lines: [5, 5] },
        drift: 4_000_000,
        trace: [{ origin: { lines: [2, 2] }, size: 4_000_000 }],
      });
      expect(run.stdout).toContain(
        "+4.0 MB of it is drift, which does not count: Dockerfile:2 (copied by Dockerfile:5) grew although its text and inputs did not change",
      );
      expect(run.code).toBe(0);
    } finally {
      docker(env, "image", "rm", up);
    }
  });

  test("a previous image is in the engine, a registry or an archive", async () => {
    const made = repository(SMALL, LARGER);
    const env = engineEnv(store);
    const tag = `stagegate-test-${NONCE}:before`;
    made.git("checkout", "--quiet", "main");
    docker(env, "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", tag, made.folder);
    docker(env, "image", "save", "--output", join(made.folder, "out.tar"), tag);
    made.git("checkout", "--quiet", "change");
    const layout = join(made.folder, "cache/layout");
    const archive = makeImage({ layers: [[{ name: "a", content: "a" }]], platform: "linux/s390x" });
    writeDirectory(join(made.folder, "cache/other"), ociLayout([archive]));
    execFileSync("tar", ["--extract", "--file", "out.tar", "--one-top-level=cache/layout"], {
      cwd: made.folder,
    });
    const registry = await registryOf(layout);
    try {
      const compared: unknown[] = [];
      for (const name of [tag, "./out.tar", `${registry.host}/app:main`, "./cache/other"]) {
        const run = await gate(store, made, `--baseline=${name}`);
        const { change, baseline } = only(run) ?? {};
        compared.push([
          baseline?.source ?? "",
          baseline?.state,
          baseline?.why ?? change?.origins.map(({ size }) => size),
        ]);
      }
      expect(compared).toEqual([
        ["engine", "given", [500_000]],
        ["archive", "given", [500_000]],
        ["registry", "given", [500_000]],
        ["oci-directory", "unreadable", "it has no image for linux/amd64, only for linux/s390x"],
      ]);
      const gone = await gate(store, made, "--baseline=127.0.0.1:9/app:main");
      expect(only(gone)?.baseline).toMatchObject({
        state: "unreadable",
        name: "127.0.0.1:9/app:main",
        why: expect.stringContaining("127.0.0.1:9"),
      });
      expect(gone.code).toBe(2);
    } finally {
      await registry.close();
      docker(env, "image", "rm", tag);
    }
  });

  test("a run leaves no files of the base, even after a stop", async () => {
    // Other suites use the same engine.
    const label = `dev.stagegate.test=baseline-${process.pid}`;
    const labelled = `${DOCKERFILE}LABEL ${label}\n`;
    const made = repository(
      { ...SMALL, Dockerfile: labelled },
      { ...LARGER, Dockerfile: `${labelled}RUN echo first ${NONCE}\nRUN sleep 120\n` },
    );
    const temporary = mkdtempSync(join(tmpdir(), "stagegate-test-"));
    folders.push(temporary);
    const env = { ...engineEnv(store), XDG_CACHE_HOME: join(made.folder, "cache"), TMPDIR: temporary };
    let sent = false;
    const { code } = await stagegate(["--progress=plain"], made.folder, env, (text, kill) => {
      if (sent || !text.includes("RUN echo first")) return;
      sent = true;
      kill("SIGTERM");
    });
    expect(code).toBe(143);
    expect(made.git("worktree", "list", "--porcelain")).not.toContain(temporary);
    expect(readdirSync(temporary)).toEqual([]);
    expect(docker(env, "image", "ls", "--quiet", `--filter=label=${label}`)).toBe("");
  });
});

// Git and the configuration decide here, not the store.
describe("on any store", () => {
  const [store = ""] = STORES;

  test("the base has the submodules of the working tree", async () => {
    const library = repository({ "lib.bin": bytes(5_000_000) }, {});
    const dockerfile = `FROM alpine:3.22\nRUN echo ${NONCE} > /nonce\nCOPY vendor /vendor\nUSER 10001\n`;
    const made = repository({ Dockerfile: dockerfile }, {});
    const add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"];
    made.git(...add, library.folder, "vendor");
    made.git("commit", "--quiet", "--message=submodule");
    made.git("branch", "--force", "main");
    made.commit({ "README.md": "" });
    const run = await gate(store, made, "--max-growth=1kB");
    expect(comparison(run, made)).toBe("Compared with main at MAIN (built)");
    expect(only(run)?.change).toMatchObject({ growth: 0, layers: 0 });
    expect(run.code).toBe(0);
  });

  test("the files of `prepare` are made for the base, too", async () => {
    const dockerfile = DOCKERFILE.replace("COPY app /app", "COPY app/dist /app");
    const ignored = { ...SMALL, Dockerfile: dockerfile, "app/.gitignore": "dist\n" };
    const made = repository(ignored, { "app/a.bin": bytes(1_300_000) });
    const prepare = "mkdir dist && cp a.bin dist/b.bin";
    execFileSync("sh", ["-c", prepare], { cwd: join(made.folder, "app") });
    const refused = await gate(store, made);
    expect(comparison(refused, made)).toBe(
      "No baseline: the build context sends 1.3 MB in 1 file that git does not track: app/dist/ (set `prepare` to the command that makes them, add them to git, or leave them out by .dockerignore)",
    );
    const run = await gate(store, made, `--prepare=cd app && ${prepare}`, "--progress=plain");
    expect(comparison(run, made)).toBe("Compared with main at MAIN (built)");
    expect(only(run)?.change?.growth).toBe(300_000);
    const broken = await gate(store, made, "--baseline=build", "--prepare=echo no compiler; exit 4");
    expect(comparison(broken, made)).toBe(
      "No baseline: prepare: echo no compiler; exit 4 ended with exit code 4",
    );
    expect(only(broken)?.baseline.log).toBe("no compiler");
  });

  test("the nearest measured ancestor replaces an unmeasured base", async () => {
    const made = repository(SMALL, LARGER);
    await gate(store, made);
    made.git("checkout", "--quiet", "main");
    made.commit({ "README.md": "one" });
    made.commit({ "README.md": "two" });
    made.git("checkout", "--quiet", "-b", "other");
    made.commit(LARGER);
    const run = await gate(store, made);
    expect(comparison(run, made)).toBe(
      `Compared with ${made.git("rev-parse", "--short=7", "main~2")} of main (stored, 2 commits before the base commit)`,
    );
    expect(only(run)?.change?.size).toBe(500_000);
  });

  test("uncommitted changes are compared with their commit", async () => {
    const made = repository(SMALL, {});
    made.write(LARGER);
    const untracked = await gate(store, made);
    expect(comparison(untracked, made)).toMatch(
      /^No baseline: the build context sends 500\.0 kB in 1 file that git does not track: app\/b\.bin \(/,
    );
    made.git("add", "app");
    const run = await gate(store, made);
    expect(comparison(run, made)).toBe("Compared with main at MAIN (built)");
    expect(only(run)?.change?.size).toBe(500_000);
  });

  test("loosened budgets and ungated images are reported", async () => {
    const made = repository(
      { ...SMALL, ".stagegate.yml": "images:\n  app: {max-size: 20MB}\n  old: {target: x}\n" },
      { ".stagegate.yml": "images:\n  app:\n    max-size: 30MB\n" },
    );
    const run = await gate(store, made);
    expect(run.report.removedImages).toEqual(["old"]);
    expect(only(run)?.findings).toMatchObject([
      {
        rule: "loosened",
        level: "warning",
        message: "this change loosens max-size of app: 20 MB → 30 MB",
        place: { file: ".stagegate.yml", lines: [3, 3] },
      },
    ]);
  });

  test.each<Comparison>([
    [
      "a base without the stage",
      SMALL,
      { Dockerfile: `${DOCKERFILE}FROM alpine:3.22 AS small\nUSER 10001\n` },
      ["--target=small"],
      'No baseline: the base has no such image (target: Dockerfile has no stage "small")',
      null,
    ],
    [
      "a base without a Dockerfile",
      { "README.md": "" },
      SMALL,
      [],
      "No baseline: the base has no such image (there is no Dockerfile at Dockerfile)",
      null,
    ],
    [
      "a base whose configuration is not valid",
      { ...SMALL, ".stagegate.yml": "imagse: {}" },
      { ".stagegate.yml": "images: {app: {}}" },
      [],
      'No baseline: the base\'s configuration is not valid (unknown key "imagse" at the top level)',
      null,
    ],
    [
      "a base without a configuration file",
      { ...SMALL, "docker/Dockerfile": DOCKERFILE },
      { ...LARGER, ".stagegate.yml": "images: {app: {file: docker/Dockerfile}}" },
      [],
      "Compared with main at MAIN (built)",
      { size: 500_000 },
    ],
    [
      "an image that was renamed",
      { ...SMALL, ".stagegate.yml": "images: {old: {}}" },
      { ...LARGER, ".stagegate.yml": "images: {new: {}}" },
      [],
      "Compared with main at MAIN (built, renamed from old)",
      { size: 500_000 },
    ],
    [
      "a target that was renamed",
      { ...SMALL, Dockerfile: DOCKERFILE.replace("FROM alpine:3.22", "FROM alpine:3.22 AS prod") },
      { ...LARGER, Dockerfile: DOCKERFILE.replace("FROM alpine:3.22", "FROM alpine:3.22 AS production") },
      [],
      "Compared with main at MAIN (built, target prod there)",
      { size: 500_000, growth: 500_000 },
    ],
    [
      "nothing that changed",
      SMALL,
      {},
      [],
      "No baseline: HEAD is the first commit, so there is nothing to compare with",
      null,
    ],
    [
      "none, by the settings",
      SMALL,
      LARGER,
      ["--baseline=none"],
      "No baseline: `baseline: none` is set",
      null,
    ],
    [
      "a stored one from an empty store",
      SMALL,
      LARGER,
      ["--baseline=stored"],
      "No baseline: first run: no measurement of MAIN or the commits before it is stored",
      null,
    ],
  ])("%s", (...comparison) => expectComparison(store, comparison));
});
