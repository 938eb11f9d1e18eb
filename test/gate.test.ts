import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BaseCommit } from "../src/baseline/commit.ts";
import { decodeMeasurement } from "../src/baseline/stored.ts";
import { StagegateError, StoppedError } from "../src/host/errors.ts";
import type { Report } from "../src/model/report.ts";
import { newRepository, type Repository, removeFolders } from "./baseline/repository.ts";
import { type GateRun, gateIn } from "./gate-world.ts";

afterAll(removeFolders);

/** The Dockerfile of an image called app with one file, `app.bin`. */
const DOCKERFILE = "FROM scratch AS app\nCOPY app.bin /app.bin\nUSER 10001\n";
const bytes = (count: number) => "x".repeat(count);

/** Two images, each with a Dockerfile and a file of its own. */
const TWO = {
  "a/Dockerfile": DOCKERFILE,
  "a/app.bin": bytes(2000),
  "b/Dockerfile": DOCKERFILE,
  "b/app.bin": bytes(3000),
};

type Files = Readonly<Record<string, string>>;

/** A repository with one commit on main and, if there are changes, one on top of it. */
function repositoryOf(main: Files, change: Files | null = null): Repository {
  const repository = newRepository();
  repository.commit(main);
  if (change !== null) {
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(change);
  }
  return repository;
}

const config = (images: Readonly<Record<string, object>>) => ({
  ".stagegate.yml": JSON.stringify({ images }),
});

/** The verdict of an image, and every finding that is not a notice. */
function verdictOf(report: Report, name: string) {
  const image = report.images.find((one) => one.name === name);
  const findings = image?.findings.filter(({ level }) => level !== "notice") ?? [];
  return [image?.verdict, ...findings.map(({ rule, level, message }) => `${level} ${rule}: ${message}`)];
}

describe("the verdict", () => {
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000) };

  test("an image within its budget passes", async () => {
    const { run } = gateIn(repositoryOf(files), { inputs: { "max-size": "5kB" } });
    expect(await run()).toMatchObject({
      verdict: "pass",
      images: [
        {
          name: "app",
          target: "app",
          image: {
            size: 5000,
            user: { uid: 10001 },
            layers: [{ origin: { instruction: "COPY app.bin /app.bin", lines: [2, 2] } }],
          },
        },
      ],
      engine: { store: "containerd", builder: "default" },
    });
  });

  test("an image over its budget fails", async () => {
    const report = await gateIn(repositoryOf(files), { inputs: { "max-size": "4kB" } }).run();
    expect(report.verdict).toBe("fail");
    expect(verdictOf(report, "app")).toEqual([
      "fail",
      "error size: app is 5.0 kB, 1.0 kB over max-size (4 kB)",
    ]);
  });

  test("a waiver turns failures of size into warnings and no others", async () => {
    const root = { ...files, Dockerfile: DOCKERFILE.replace("USER 10001\n", "") };
    const inputs = { "max-size": "4kB" };
    const waived = await gateIn(repositoryOf(files), { inputs, waiver: "image-size-ok" }).run();
    expect(verdictOf(waived, "app")).toEqual(["pass", expect.stringMatching(/^warning size: /)]);
    expect(waived).toMatchObject({ verdict: "pass", waiver: "image-size-ok" });
    const failing = await gateIn(repositoryOf(root), { inputs, waiver: "image-size-ok" }).run();
    expect(verdictOf(failing, "app")).toEqual([
      "fail",
      expect.stringMatching(/^error user: /),
      expect.stringMatching(/^warning size: /),
    ]);
  });

  test("an image that is only reported passes and has only notices", async () => {
    const inputs = { "max-size": "4kB", "report-only": "true" };
    const report = await gateIn(repositoryOf(files), { inputs }).run();
    expect(report).toMatchObject({ verdict: "pass", images: [{ verdict: "pass", reportOnly: true }] });
    expect(report.images[0]?.findings).toMatchObject([{ rule: "size", level: "notice" }]);
  });
});

describe("several images", () => {
  test("they are reported in the order of the configuration", async () => {
    const images = config({
      large: { context: "b", "max-size": "2kB" },
      small: { context: "a", "max-size": "2kB" },
    });
    const report = await gateIn(repositoryOf({ ...TWO, ...images })).run();
    expect(report).toMatchObject({
      verdict: "fail",
      images: [
        { name: "large", verdict: "fail", image: { size: 3000 } },
        { name: "small", verdict: "pass", image: { size: 2000 } },
      ],
    });
  });

  test("an image that does not build fails beside one that is measured", async () => {
    const images = config({ broken: { context: "a" }, good: { context: "b" } });
    const broken = { "a/Dockerfile": DOCKERFILE.replace("USER 10001", "RUN exit 3") };
    const report = await gateIn(repositoryOf({ ...TWO, ...images, ...broken })).run();
    expect(report).toMatchObject({
      verdict: "fail",
      images: [
        {
          image: null,
          findings: [{ rule: "build", place: { file: "a/Dockerfile", lines: [3, 3] } }],
        },
        { verdict: "pass", image: { size: 3000 } },
      ],
    });
    expect(verdictOf(report, "broken")).toEqual([
      "fail",
      "error build: broken could not be built: RUN exit 3 ended with exit code 3",
    ]);
  });

  test("a failing test stage fails its measured image", async () => {
    const images = config({ a: { context: "a", target: "app" }, b: { context: "b" } });
    const tests = { "a/Dockerfile": `${DOCKERFILE}FROM app AS test\nRUN exit 3\n` };
    const report = await gateIn(repositoryOf({ ...TWO, ...images, ...tests })).run();
    expect(report).toMatchObject({
      images: [
        { verdict: "fail", image: { size: 2000 }, tests: [{ target: "test", status: "failed" }] },
        { verdict: "pass", image: { size: 3000 }, tests: [] },
      ],
    });
    expect(verdictOf(report, "a")).toEqual(["fail", expect.stringMatching(/^error test: .*exit code 3/)]);
  });
});

describe("the saving against a variant", () => {
  test.each([
    ["a smaller image saves bytes", "small", "large", 1000, ["pass"]],
    [
      "a larger image saves less than nothing",
      "large",
      "small",
      -1000,
      ["fail", "error saving: large saves -1.0 kB (-50.0 %) against small, less than min-saving (10 %)"],
    ],
  ])("%s", async (_, name, variant, saving, verdict) => {
    const own = { "compare-with": variant, "min-saving": "10%" };
    const images = config({
      small: { context: "a", ...(name === "small" ? own : {}) },
      large: { context: "b", ...(name === "large" ? own : {}) },
    });
    const report = await gateIn(repositoryOf({ ...TWO, ...images })).run();
    expect(report.images.find((image) => image.name === name)?.variant).toMatchObject({
      name: variant,
      saving,
    });
    expect(verdictOf(report, name)).toEqual(verdict);
  });
});

describe("the baseline", () => {
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000) };
  const larger = { "app.bin": bytes(7000) };

  test("growth is judged against the base that the run builds", async () => {
    const repository = repositoryOf(files, larger);
    const report = await gateIn(repository, { inputs: { "max-growth": "1kB" } }).run();
    expect(report.images[0]).toMatchObject({
      baseline: {
        state: "built",
        commit: repository.git("rev-parse", "main"),
        name: "main",
        image: { size: 5000 },
      },
      change: { size: 2000, growth: 2000 },
    });
    expect(verdictOf(report, "app")).toEqual([
      "fail",
      "error growth: app grew by 2.0 kB, 1.0 kB over max-growth (1 kB)",
    ]);
  });

  test("a base belongs to its image by name or after a rename", async () => {
    const repository = repositoryOf(
      { ...TWO, ...config({ first: { context: "a" }, old: { context: "b" } }) },
      {
        "a/app.bin": bytes(2100),
        "b/app.bin": bytes(3200),
        ...config({ new: { context: "b" }, first: { context: "a" } }),
      },
    );
    const report = await gateIn(repository).run();
    expect(report.images).toMatchObject([
      { name: "new", baseline: { image: { renamedFrom: "old", size: 3000 } }, change: { size: 200 } },
      { name: "first", baseline: { image: { renamedFrom: null, size: 2000 } }, change: { size: 100 } },
    ]);
    expect(report.removedImages).toEqual([]);
  });

  test("a base that does not build leaves the other images their bases", async () => {
    const images = config({ first: { context: "a" }, second: { context: "b" } });
    const broken = { "a/Dockerfile": DOCKERFILE.replace("USER 10001", "RUN exit 3") };
    const repository = repositoryOf({ ...TWO, ...images, ...broken }, TWO);
    const report = await gateIn(repository).run();
    expect(report).toMatchObject({
      verdict: "pass",
      images: [
        {
          baseline: {
            state: "none",
            why: "the base does not build (RUN exit 3 ended with exit code 3)",
            logFile: expect.stringMatching(/^logs\/first-.*before.*\.log$/),
          },
          change: null,
        },
        { baseline: { state: "built" }, change: { size: 0 } },
      ],
    });
  });

  test("a platform that the base has not has no baseline", async () => {
    const repository = repositoryOf(
      { ...files, ...config({ app: { platforms: "linux/amd64" } }) },
      config({ app: { platforms: "linux/arm64", "max-growth": "1kB" } }),
    );
    const report = await gateIn(repository).run();
    expect(report.images[0]).toMatchObject({
      verdict: "pass",
      baseline: {
        state: "none",
        why: "the base has no such platform",
        image: null,
      },
      change: null,
    });
    expect(report.images[0]?.findings).toContainEqual(
      expect.objectContaining({ rule: "growth", level: "notice" }),
    );
  });

  test("images of the base that are gated no more are reported", async () => {
    const repository = repositoryOf(
      { ...TWO, ...config({ app: { context: "a" }, old: { context: "b" } }) },
      config({ app: { context: "a" }, other: { context: "a", target: "app" } }),
    );
    const all = await gateIn(repository).run();
    expect(all.removedImages).toEqual(["old"]);
    const only = await gateIn(repository, { inputs: { only: "app" } }).run();
    expect(only.images.map(({ name }) => name)).toEqual(["app"]);
    expect(only.removedImages).toEqual([]);
  });
});

describe("stored measurements", () => {
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000) };
  const larger = { "app.bin": bytes(7000) };

  /** The size of every stored measurement, by the commit in its key and in its content. */
  async function keptSizes({ kept }: GateRun): Promise<Record<string, number | undefined>> {
    const sizes = await Promise.all(
      [...kept].map(async ([key, stored]) => {
        const found = await decodeMeasurement(stored);
        expect(key).toMatch(new RegExp(`^stagegate-[0-9a-f]+-${found?.commit}-m`));
        return [found?.commit, found?.measurement.image.size];
      }),
    );
    return Object.fromEntries(sizes);
  }

  test("a built base is stored under its commit", async () => {
    const repository = repositoryOf(files, larger);
    const gate = gateIn(repository);
    await gate.run();
    expect(await keptSizes(gate)).toEqual({ [repository.git("rev-parse", "main")]: 5000 });
  });

  test("an image is stored under the commit of the run", async () => {
    const repository = repositoryOf(files, larger);
    const head = repository.git("rev-parse", "HEAD");
    const gate = gateIn(repository, { keepAs: head });
    await gate.run();
    expect(await keptSizes(gate)).toEqual({ [repository.git("rev-parse", "main")]: 5000, [head]: 7000 });
  });

  test("the first run of the CLI announces the parent build", async () => {
    const repository = newRepository();
    const parent = repository.commit({ Dockerfile: DOCKERFILE, "app.bin": bytes(2000) });
    repository.commit({ "app.bin": bytes(3000) });
    const first = gateIn(repository);
    await first.run();
    expect(first.told).toEqual([
      `stagegate also builds the commit before this one (${parent.slice(0, 7)}), because no measurement of it is stored yet, and the report compares with it. To compare with nothing, use --baseline none.`,
    ]);
    for (const change of [
      { kept: first.kept },
      { inputs: { baseline: "none" } },
      { inputs: { baseline: "build" } },
      { isCommandLine: false },
    ]) {
      const other = gateIn(repository, change);
      await other.run();
      expect(other.told).toEqual([]);
    }
    repository.write({ "app.bin": bytes(4000) });
    const changed = gateIn(repository);
    await changed.run();
    expect(changed.told).toEqual([
      expect.stringMatching(/^stagegate also builds commit [0-9a-f]{7}, because/),
    ]);
  });

  test("a later run reads the measurement and builds no base", async () => {
    const repository = repositoryOf(files, larger);
    const first = gateIn(repository);
    const { images } = await first.run();
    const second = gateIn(repository, { kept: first.kept });
    expect(await second.run()).toMatchObject({
      images: [{ baseline: { state: "stored" }, change: images[0]?.change }],
    });
    expect(second.commands.join("\n")).not.toContain("base-0");
  });

  test("a store that cannot be written is a warning", async () => {
    const gate = gateIn(repositoryOf(files, larger), {
      keep: async () => {
        throw new StagegateError("the disk is full");
      },
    });
    expect(await gate.run()).toMatchObject({ verdict: "pass", images: [{ change: { size: 2000 } }] });
    expect(gate.warnings).toEqual(["the disk is full"]);
  });

  test("an unexpected error of the store ends the run", async () => {
    const gate = gateIn(repositoryOf(files, larger), {
      keep: async () => {
        throw new TypeError("no function");
      },
    });
    await expect(gate.run()).rejects.toThrow(TypeError);
    expect(gate.warnings).toEqual([]);
  });
});

describe("a baseline that the settings name", () => {
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000) };
  const UNREADABLE =
    "error growth: app: growth was not checked: the baseline ./old.tar cannot be read: there is no such file or directory";

  test("leaves its image unjudged if unreadable", async () => {
    const report = await gateIn(repositoryOf(files), { inputs: { baseline: "./old.tar" } }).run();
    expect(report).toMatchObject({
      verdict: "error",
      images: [
        {
          image: { size: 5000 },
          baseline: { state: "unreadable", name: "./old.tar", why: "there is no such file or directory" },
          change: null,
        },
      ],
    });
    expect(verdictOf(report, "app")).toEqual(["error", UNREADABLE]);
  });

  test("leaves its image unjudged if it is no image", async () => {
    const repository = repositoryOf({ ...files, "old.tar": "no archive" });
    const report = await gateIn(repository, { inputs: { baseline: "./old.tar" } }).run();
    expect(verdictOf(report, "app")).toEqual([
      "error",
      expect.stringMatching(/the baseline \.\/old\.tar cannot be read: (?!.*old\.tar)/),
    ]);
  });

  test("does not hide what else fails", async () => {
    const inputs = { baseline: "./old.tar", "max-size": "1kB" };
    const report = await gateIn(repositoryOf(files), { inputs }).run();
    expect(verdictOf(report, "app")).toEqual(["error", expect.stringMatching(/^error size: /), UNREADABLE]);
  });

  test.each([{ rules: { growth: "off" } }, { rules: { growth: "warning" } }, { "report-only": true }])(
    "leaves its image unjudged with %j",
    async (settings) => {
      const repository = repositoryOf({ ...files, ...config({ app: settings }) });
      const report = await gateIn(repository, { inputs: { baseline: "./old.tar" } }).run();
      expect(report.verdict).toBe("error");
      expect(verdictOf(report, "app")).toEqual(["error", UNREADABLE]);
    },
  );
});

describe("growth without a baseline", () => {
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000) };
  const limited = { "max-growth": "1kB" };
  const why = "HEAD is the first commit, so there is nothing to compare with";
  const inCi = { CI: "true" };

  test("is a notice on a laptop", async () => {
    const { verdict, images } = await gateIn(repositoryOf(files), { inputs: limited }).run();
    expect(verdict).toBe("pass");
    expect(images[0]?.findings).toContainEqual(
      expect.objectContaining({ level: "notice", message: `app: max-growth was not judged: ${why}` }),
    );
  });

  test("is a warning in a CI that names the limits", async () => {
    const both = { ...limited, "warn-growth": "1B" };
    expect(verdictOf(await gateIn(repositoryOf(files), { inputs: both, env: inCi }).run(), "app")).toEqual([
      "pass",
      `warning growth: app: max-growth and warn-growth were not judged: ${why}`,
    ]);
  });

  test("is not reported in a CI without a limit", async () => {
    expect(verdictOf(await gateIn(repositoryOf(files), { env: inCi }).run(), "app")).toEqual(["pass"]);
  });

  test("cannot be judged if a baseline is required", async () => {
    const inputs = { ...limited, "require-baseline": "true" };
    const report = await gateIn(repositoryOf(files), { inputs }).run();
    expect(report.verdict).toBe("error");
    expect(verdictOf(report, "app")).toEqual([
      "error",
      `error growth: app: growth was not checked: no baseline: ${why}; \`require-baseline\` demands one`,
    ]);
  });

  test.each([
    ["without a limit", {}, files],
    ["of an image that is only reported", { ...limited, "report-only": "true" }, files],
  ])("%s does not matter if a baseline is required", async (_, own, main) => {
    const inputs = { ...own, "require-baseline": "true" };
    expect(await gateIn(repositoryOf(main), { inputs, env: inCi }).run()).toMatchObject({ verdict: "pass" });
  });

  test("is a notice for an image that the change adds", async () => {
    const one = { a: { context: "a", "max-growth": "1kB" } };
    const two = { ...one, b: { context: "b", "max-growth": "1kB" } };
    const repository = repositoryOf({ ...TWO, ...config(one) }, config(two));
    const report = await gateIn(repository, { inputs: { "require-baseline": "true" }, env: inCi }).run();
    expect(report.verdict).toBe("pass");
    expect(verdictOf(report, "b")).toEqual(["pass"]);
  });
});

test.each([
  [".", {}, []],
  ["web/src", { config: "../../.stagegate.yml" }, []],
  ["web/src", {}, ["This run gates 2 images of the configuration file ../../.stagegate.yml"]],
])("a run in the folder %s with %j names its configuration", async (subfolder, inputs, told) => {
  const repository = repositoryOf({
    Dockerfile: DOCKERFILE,
    "app.bin": bytes(5000),
    "web/src/a": "",
    ...config({ app: {}, other: {} }),
  });
  const run = gateIn(repository, { subfolder, inputs: { baseline: "none", ...inputs } });
  await run.run();
  expect(run.told).toEqual(told);
});

describe("the setting base", () => {
  const main = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000) };

  test("names the baseline of growth", async () => {
    const repository = repositoryOf(main, { "app.bin": bytes(9000) });
    repository.git("tag", "v1", "main");
    repository.commit({ "app.bin": bytes(9500) });
    const report = await gateIn(repository, { inputs: { base: "v1", "max-growth": "1kB" } }).run();
    expect(report.images[0]?.baseline).toMatchObject({ state: "built", name: "v1" });
    expect(verdictOf(report, "app")).toEqual([
      "fail",
      "error growth: app grew by 4.5 kB, 3.5 kB over max-growth (1 kB)",
    ]);
  });

  test.each([
    ["mian", "Did you mean main?"],
    ["elsewhere", "Name a branch, a tag or a commit that the clone or origin has."],
  ])("that names nothing (%s) ends the run before anything is built", async (base, hint) => {
    const gate = gateIn(repositoryOf(main), { inputs: { base } });
    await expect(gate.run()).rejects.toThrow(`base: there is no branch, tag or commit "${base}". ${hint}`);
    expect(gate.commands.filter((command) => command.includes("bake"))).toEqual([]);
  });
});

describe("a baseline of an ancestor", () => {
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000), ...config({ app: {} }) };
  const limits = { "max-growth": "1kB" };

  /** Main grew by 2 kB since the measured commit; the change adds this many bytes. */
  async function measuredBefore(added: number) {
    const repository = repositoryOf(files);
    const first = repository.git("rev-parse", "HEAD");
    const { run, kept } = gateIn(repository, { keepAs: first });
    await run();
    repository.commit({ "app.bin": bytes(7000) });
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "app.bin": bytes(7000 + added), "other.txt": "" });
    return { repository, first, kept };
  }

  test("the base is built before growth fails", async () => {
    const { repository, kept } = await measuredBefore(1);
    const gate = gateIn(repository, { inputs: limits, kept });
    expect(await gate.run()).toMatchObject({
      verdict: "pass",
      images: [
        {
          baseline: { state: "built", behind: 0, commit: repository.git("rev-parse", "main"), why: null },
          change: { growth: 1 },
        },
      ],
    });
    // The next run finds it.
    const next = gateIn(repository, { inputs: limits, kept: gate.kept });
    expect(await next.run()).toMatchObject({ images: [{ baseline: { state: "stored", behind: 0 } }] });
  });

  test("growth against the base itself fails", async () => {
    const { repository, kept } = await measuredBefore(1500);
    const report = await gateIn(repository, { inputs: limits, kept }).run();
    expect(verdictOf(report, "app")).toEqual([
      "fail",
      "error growth: app grew by 1.5 kB, 500 B over max-growth (1 kB)",
    ]);
  });

  test("the base is built before growth warns", async () => {
    const { repository, kept } = await measuredBefore(1);
    const report = await gateIn(repository, { inputs: { "warn-growth": "1kB" }, kept }).run();
    expect(verdictOf(report, "app")).toEqual(["pass"]);
  });

  test("growth fails even if main shrank since the ancestor", async () => {
    const { repository, kept } = await measuredBefore(0);
    // Main shrank by more than the change adds.
    repository.git("checkout", "--quiet", "main");
    repository.commit({ "app.bin": bytes(1000) });
    repository.git("checkout", "--quiet", "-B", "change");
    repository.commit({ "app.bin": bytes(3000) });
    const report = await gateIn(repository, { inputs: limits, kept }).run();
    expect(verdictOf(report, "app")).toEqual([
      "fail",
      "error growth: app grew by 2.0 kB, 1.0 kB over max-growth (1 kB)",
    ]);
  });

  test("growth without a limit costs no build", async () => {
    const { repository, kept } = await measuredBefore(1);
    const gate = gateIn(repository, { kept });
    expect(await gate.run()).toMatchObject({ images: [{ baseline: { state: "stored", behind: 1 } }] });
    expect(gate.commands.filter((command) => command.includes(" bake "))).toHaveLength(1);
  });

  test("growth is a warning if builds are off", async () => {
    const { repository, first, kept } = await measuredBefore(1);
    const report = await gateIn(repository, { inputs: { ...limits, baseline: "stored" }, kept }).run();
    expect(report.images[0]?.baseline).toMatchObject({ state: "stored", behind: 1, commit: first });
    expect(verdictOf(report, "app")).toEqual([
      "pass",
      `warning growth: app grew by 2.0 kB since ${first.slice(0, 7)} (1 commit before the base commit), 1.0 kB over max-growth (1 kB); only a warning, because the base commit was not built: \`baseline: stored\` builds no base image`,
    ]);
  });

  test("growth is a warning if the base does not build", async () => {
    const { repository, first, kept } = await measuredBefore(1);
    repository.git("checkout", "--quiet", "main");
    repository.commit({ Dockerfile: DOCKERFILE.replace("USER 10001", "RUN exit 3\nUSER 10001") });
    repository.git("checkout", "--quiet", "-B", "change");
    repository.commit({ Dockerfile: DOCKERFILE });
    const report = await gateIn(repository, { inputs: limits, kept }).run();
    expect(verdictOf(report, "app")).toEqual([
      "pass",
      `warning growth: app grew by 2.0 kB since ${first.slice(0, 7)} (2 commits before the base commit), 1.0 kB over max-growth (1 kB); only a warning, because the base commit was not built: the base does not build (RUN exit 3 ended with exit code 3)`,
    ]);
    expect(report.images[0]?.baseline.logFile).toMatch(/^logs\/app-.*before.*\.log$/);
  });
});

describe("an unchanged line", () => {
  const dockerfile = `FROM scratch AS app
COPY --from=up:1 /x /x
COPY app.bin /app.bin
RUN get /packages
USER 10001
`;
  const limits = { "max-growth": "1kB" };

  /** Main was measured with 1 kB for each of two lines; then their content changed. */
  async function measured(now: Files, change: Files) {
    const repository = repositoryOf({
      Dockerfile: dockerfile,
      "app.bin": bytes(5000),
      "other.txt": "",
      ...config({ app: {} }),
    });
    const outside = new Map(Object.entries({ x: bytes(1000), packages: bytes(1000) }));
    const { run, kept } = gateIn(repository, { keepAs: repository.git("rev-parse", "HEAD"), outside });
    await run();
    for (const [path, text] of Object.entries(now)) outside.set(path, text);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(change);
    return { repository, kept, outside };
  }

  const bakes = ({ commands }: GateRun) => commands.filter((command) => command.includes(" bake ")).length;
  const changeOf = ({ images: [image] }: Report) => {
    const { size, drift, growth, origins = [] } = image?.change ?? {};
    return [size, drift, growth, ...origins.map((origin) => [origin.size, origin.drift])];
  };

  test("that grew is drift after a build of the base", async () => {
    const { repository, ...world } = await measured({ x: bytes(11_000) }, { "other.txt": "1" });
    const gate = gateIn(repository, { inputs: limits, ...world });
    const report = await gate.run();
    expect(verdictOf(report, "app")).toEqual(["pass"]);
    expect(changeOf(report)).toEqual([10_000, 10_000, 0, [10_000, 10_000]]);
    expect(report.images[0]?.baseline).toMatchObject({ state: "rebuilt", behind: 0, why: null });
    expect(bakes(gate)).toBe(2);
    expect(gate.kept).toEqual(world.kept);
  });

  test.each([{}, { baseline: "build" }])(
    "that grew is reported by each run: first with %p",
    async (first) => {
      const { repository, ...world } = await measured({ x: bytes(11_000) }, { "other.txt": "1" });
      const gate = gateIn(repository, { inputs: { ...limits, ...first }, ...world });
      await gate.run();
      const strict = { ...limits, "max-growth-includes-drift": "true" };
      const next = await gateIn(repository, { inputs: strict, ...world, kept: gate.kept }).run();
      expect(changeOf(next)).toEqual([10_000, 10_000, 0, [10_000, 10_000]]);
      expect(verdictOf(next, "app")[0]).toBe("fail");
    },
  );

  test("that grew within the limits costs no build", async () => {
    const { repository, ...world } = await measured({ x: bytes(1900) }, { "other.txt": "1" });
    const gate = gateIn(repository, { inputs: limits, ...world });
    const report = await gate.run();
    expect(changeOf(report)).toEqual([900, 900, 0, [900, 900]]);
    expect(report.images[0]?.baseline.state).toBe("stored");
    expect(bakes(gate)).toBe(1);
  });

  test("that grew is a warning if builds are off", async () => {
    const { repository, ...world } = await measured({ x: bytes(11_000) }, { "other.txt": "1" });
    const report = await gateIn(repository, { inputs: { ...limits, baseline: "stored" }, ...world }).run();
    expect(verdictOf(report, "app")).toEqual([
      "pass",
      "warning growth: app grew by 10.0 kB, 9.0 kB over max-growth (1 kB); only a warning, because 10.0 kB may be drift of lines that did not change, and the base commit was not built: `baseline: stored` builds no base image",
    ]);
    expect(changeOf(report)).toEqual([10_000, 10_000, 0, [10_000, 10_000]]);
  });

  test("that grew counts with max-growth-includes-drift", async () => {
    const { repository, ...world } = await measured({ x: bytes(11_000) }, { "other.txt": "1" });
    const gate = gateIn(repository, { inputs: { ...limits, "max-growth-includes-drift": "true" }, ...world });
    const report = await gate.run();
    expect(verdictOf(report, "app")[0]).toBe("fail");
    expect(report.images[0]?.findings[0]).toMatchObject({ rule: "growth", place: { lines: [2, 2] } });
    expect(bakes(gate)).toBe(1);
  });

  test("that grew after a changed line is drift if the base grew", async () => {
    const { repository, ...world } = await measured({ packages: bytes(11_000) }, { "app.bin": bytes(5300) });
    const report = await gateIn(repository, { inputs: limits, ...world }).run();
    expect(verdictOf(report, "app")).toEqual(["pass"]);
    expect(changeOf(report)).toEqual([10_300, 10_000, 300, [10_000, 10_000], [300, 0]]);
  });

  test("that grew after a changed line counts if builds are off", async () => {
    const { repository, ...world } = await measured({ packages: bytes(11_000) }, { "app.bin": bytes(5300) });
    const report = await gateIn(repository, { inputs: { ...limits, baseline: "stored" }, ...world }).run();
    expect(changeOf(report)).toEqual([10_300, 0, 10_300, [10_000, 0], [300, 0]]);
    expect(verdictOf(report, "app")[0]).toBe("fail");
  });

  test("that shrank hides no growth", async () => {
    const { repository, ...world } = await measured({ x: "" }, { "app.bin": bytes(6900) });
    const report = await gateIn(repository, { inputs: limits, ...world }).run();
    expect(changeOf(report)).toEqual([900, -1000, 1900, [1900, 0], [-1000, -1000]]);
    expect(verdictOf(report, "app")).toEqual([
      "fail",
      "error growth: app grew by 1.9 kB, 900 B over max-growth (1 kB)",
    ]);
  });

  test("counts as a whole if the change edits it", async () => {
    const { repository, ...world } = await measured(
      { x: bytes(11_000), packages: bytes(3000) },
      { Dockerfile: dockerfile.replace("COPY --from=up:1 /x /x", "COPY --from=up:1 /y /x") },
    );
    const gate = gateIn(repository, { inputs: limits, ...world });
    const report = await gate.run();
    expect(verdictOf(report, "app")[0]).toBe("fail");
    expect(report.images[0]?.findings[0]?.place).toMatchObject({ lines: [2, 2] });
    expect(bakes(gate)).toBe(1);
  });

  test("has no drift against a base of the same run", async () => {
    const { repository, ...world } = await measured({ x: bytes(11_000) }, { "other.txt": "1" });
    const report = await gateIn(repository, { inputs: { ...limits, baseline: "build" }, ...world }).run();
    expect(verdictOf(report, "app")).toEqual(["pass"]);
    expect(changeOf(report)).toEqual([0, 0, 0]);
  });
});

describe("untracked files", () => {
  const dockerfile = DOCKERFILE.replace("USER", "COPY dist/out.bin /out.bin\nUSER");
  const files = {
    Dockerfile: dockerfile,
    "app.bin": bytes(5000),
    "source.bin": bytes(150_000),
    ".gitignore": "dist\n",
  };
  const REFUSED =
    "the build context sends 150.0 kB in 1 file that git does not track: dist/ (set `prepare` to the command that makes them, add them to git, or leave them out by .dockerignore)";

  /** The change adds 2 kB to what the build makes `dist/out.bin` from, which lies there already. */
  function withOutput(main: Files = {}, change: Files = {}, size = 152_000): Repository {
    const repository = repositoryOf({ ...files, ...main }, { "source.bin": bytes(size), ...change });
    repository.write({ "dist/out.bin": bytes(size) });
    return repository;
  }

  test("prevent a base if the build takes them", async () => {
    const repository = repositoryOf(files, { "app.bin": bytes(5001) });
    repository.write({ "dist/out.bin": bytes(150_000) });
    const report = await gateIn(repository, { inputs: { "max-growth": "1kB" } }).run();
    expect(report.images[0]).toMatchObject({
      verdict: "pass",
      baseline: { state: "none", why: REFUSED },
      change: null,
    });
  });

  test("that are not ignored prevent a base, too", async () => {
    const repository = repositoryOf({ ...files, Dockerfile: DOCKERFILE });
    repository.write({ Dockerfile: DOCKERFILE.replace("app.bin", "new.bin"), "new.bin": bytes(200_000) });
    const report = await gateIn(repository).run();
    expect(report.images[0]?.baseline.why).toMatch(/ 200\.0 kB in 1 file that git does not track: new\.bin /);
    repository.git("add", "new.bin");
    expect(await gateIn(repository, { commit: commitOf(repository, "HEAD") }).run()).toMatchObject({
      images: [{ baseline: { state: "built" }, change: { growth: 195_000 } }],
    });
  });

  test.each<[string, Files]>([
    ["that .dockerignore leaves out", { ".dockerignore": "dist\n" }],
    ["that no line takes", {}],
  ])("%s do not matter", async (_, more) => {
    const repository = withOutput({ ...more, Dockerfile: DOCKERFILE });
    expect(await gateIn(repository).run()).toMatchObject({ images: [{ baseline: { state: "built" } }] });
  });

  test("are part of a stored measurement", async () => {
    const repository = withOutput();
    repository.git("checkout", "--quiet", "main");
    const stored = gateIn(repository, { keepAs: repository.git("rev-parse", "main") });
    await stored.run();
    repository.git("checkout", "--quiet", "change");
    expect(await gateIn(repository, { kept: stored.kept }).run()).toMatchObject({
      images: [{ baseline: { state: "stored" }, change: { growth: 0 } }],
    });
  });

  test("prevent a base even if they are small", async () => {
    const repository = repositoryOf(files, { "app.bin": bytes(5001) });
    repository.write({ "dist/out.bin": bytes(1) });
    const report = await gateIn(repository).run();
    expect(report.images[0]?.baseline.why).toMatch(/ sends 1 B in 1 file that git does not track: dist\/ /);
  });

  test("come from `prepare` in the same folder of the base", async () => {
    const inputs = { prepare: "mkdir dist && cp source.bin dist/out.bin && echo done && echo well >&2" };
    const gate = gateIn(withOutput(), { inputs });
    expect(await gate.run()).toMatchObject({
      images: [{ baseline: { state: "built" }, change: { growth: 2000 } }],
    });
    expect([...gate.logs.keys()]).toEqual([`prepare: ${inputs.prepare}`]);
    expect([...gate.logs.values()].join().split("\n").sort()).toEqual(["done", "well"]);
    expect(existsSync(gate.worktree)).toBe(false);
    // Another command could make another base of the same commit.
    expect(gate.kept.size).toBe(0);
  });

  test("prevent a base if `prepare` fails", async () => {
    const inputs = { prepare: "echo compiling; echo no such file >&2; exit 3" };
    expect(await gateIn(withOutput(), { inputs }).run()).toMatchObject({
      verdict: "pass",
      images: [
        {
          baseline: {
            state: "none",
            why: `prepare: ${inputs.prepare} ended with exit code 3`,
            log: expect.stringContaining("no such file"),
          },
        },
      ],
    });
  });

  test("are not prepared if nothing is built", async () => {
    const inputs = { prepare: "exit 3", baseline: "stored" };
    const gate = gateIn(withOutput(), { inputs });
    await gate.run();
    expect(gate.logs.size).toBe(0);
  });
});

const commitOf = ({ git }: Repository, name: string): BaseCommit => ({
  kind: "commit",
  sha: git("rev-parse", name),
  name: "main",
});

describe("a check that throws", () => {
  const images = { checked: { context: "a" }, other: { context: "b", "max-size": "2kB" } };
  const fault = (begin: string, error: Error) => (command: string) => {
    if (command.startsWith(begin)) throw error;
    return undefined;
  };

  test.each([
    ["smoke", { smoke: { wait: "exit" } }, "docker create", "smoke"],
    ["scan", { "max-critical": 0 }, "trivy", "vulnerability"],
  ])("%s is an error of its image alone", async (_, settings, command, rule) => {
    const repository = repositoryOf({
      ...TWO,
      ...config({ ...images, checked: { ...images.checked, ...settings } }),
    });
    const answer = fault(command, new Error("spawn EAGAIN"));
    const report = await gateIn(repository, { answer }).run();
    expect(verdictOf(report, "checked")).toEqual([
      "error",
      `error ${rule}: checked: ${rule} was not checked: spawn EAGAIN`,
    ]);
    expect(report.images[0]).toMatchObject({ image: { size: 2000 } });
    expect(verdictOf(report, "other")).toEqual(["fail", expect.stringMatching(/^error size: /)]);
    expect(report.verdict).toBe("fail");
  });

  const REFUSED = "Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?";
  const CHECK = "Check the setting `smoke`, and check the engine with `docker info`.";

  test.each<[what: string, settings: object, begin: string, answer: object, message: string]>([
    [
      "a budget without a scanner",
      { "max-critical": 0 },
      "trivy",
      { code: 127 },
      "vulnerability was not checked: neither trivy nor grype is on the PATH. Install trivy (https://trivy.dev) or grype (https://github.com/anchore/grype), or remove max-critical.",
    ],
    [
      "a container that the engine cannot inspect",
      { smoke: { port: 80 } },
      "docker inspect",
      { stdout: "[{" },
      `smoke was not checked: the engine lost the container of a smoke test: docker inspect gave no container. ${CHECK}`,
    ],
    [
      "a container that the engine cannot create",
      { smoke: { wait: "exit" } },
      "docker create",
      { code: 1, stderr: REFUSED },
      `smoke was not checked: the engine cannot create the container of a smoke test: ${REFUSED}. ${CHECK}`,
    ],
  ])("%s leaves its image alone unjudged", async (_, settings, begin, answer, message) => {
    const repository = repositoryOf({
      ...TWO,
      ...config({ checked: { ...images.checked, ...settings }, other: { context: "b" } }),
    });
    const report = await gateIn(repository, {
      answer: (command) => (command.startsWith(begin) ? answer : undefined),
    }).run();
    const [finding] = report.images[0]?.findings ?? [];
    expect(finding).toMatchObject({ level: "error", message: `checked: ${message}` });
    expect(report).toMatchObject({ verdict: "error", images: [{ verdict: "error" }, { verdict: "pass" }] });
  });

  test("about an image or container to remove is a warning", async () => {
    const repository = repositoryOf({ ...TWO, ...config({ a: { context: "a", smoke: { wait: "exit" } } }) });
    const answers: Readonly<Record<string, object>> = {
      "docker wait": { stdout: "0\n" },
      "docker rm": { code: 1, stderr: "Error response from daemon: driver failed" },
      "docker image rm": { code: 1, stderr: "Error response from daemon: No such image: x\nError: in use" },
    };
    const gate = gateIn(repository, {
      answer: (command) => Object.entries(answers).find(([begin]) => command.startsWith(begin))?.[1],
    });
    expect(await gate.run()).toMatchObject({ verdict: "pass" });
    expect(gate.warnings).toEqual([
      "The container stagegate-0a1b2c-image-0 cannot be removed: driver failed. Run `docker rm --force stagegate-0a1b2c-image-0`.",
      "Images of this run cannot be removed: Error: in use. Run `docker image rm stagegate-0a1b2c:image-0`.",
    ]);
  });

  test("leaves an image passing that is only reported", async () => {
    const settings = { context: "a", smoke: { wait: "exit" }, "report-only": true };
    const repository = repositoryOf({ ...TWO, ...config({ checked: settings }) });
    const answer = fault("docker create", new Error("spawn EAGAIN"));
    const report = await gateIn(repository, { answer }).run();
    expect(report).toMatchObject({
      verdict: "pass",
      images: [{ verdict: "pass", findings: [{ rule: "smoke", level: "notice" }] }],
    });
  });

  test.each([
    ["smoke", { smoke: { wait: "exit" } }, "docker create"],
    ["scan", { "max-critical": 0 }, "trivy"],
  ])("%s stops the run if it is stopped", async (_, settings, command) => {
    const repository = repositoryOf({
      ...TWO,
      ...config({ ...images, checked: { ...images.checked, ...settings } }),
    });
    const { run } = gateIn(repository, { answer: fault(command, new StoppedError()) });
    await expect(run()).rejects.toThrow(StoppedError);
  });
});

describe("clean-up", () => {
  const started = config({ app: { smoke: { wait: "exit" } } });
  const files = { Dockerfile: DOCKERFILE, "app.bin": bytes(5000), ...started };
  const changed = { "app.bin": bytes(7000) };
  const BAKE = "docker buildx bake";

  /** The remaining worktree of the run, in git and on disk. */
  function leftovers(repository: Repository, { worktree }: GateRun) {
    const known = repository.git("worktree", "list", "--porcelain").match(/^worktree /gm);
    return { worktrees: known?.length, isThere: existsSync(worktree) };
  }

  test.each<[string, (command: string) => Error | null]>([
    ["ends", () => null],
    ["cannot build", (command) => (command.startsWith(BAKE) ? new StagegateError("no space left") : null)],
    ["is stopped", (command) => (command.startsWith("docker start") ? new StoppedError() : null)],
  ])("removes loaded images and the worktree if the run %s", async (_, errorOf) => {
    const repository = repositoryOf(files, changed);
    let wasThere = false;
    const gate: GateRun = gateIn(repository, {
      answer: (command) => {
        if (command.startsWith(BAKE)) wasThere = existsSync(`${gate.worktree}/app.bin`);
        const error = errorOf(command);
        if (error !== null) throw error;
        return undefined;
      },
    });
    await gate.run().catch((error: unknown) => {
      if (!(error instanceof StagegateError || error instanceof StoppedError)) throw error;
    });
    expect(wasThere).toBe(true);
    expect(gate.commands).toContain("docker image rm stagegate-0a1b2c:image-0");
    expect(leftovers(repository, gate)).toEqual({ worktrees: 1, isThere: false });
  });

  test("removes no image if the run loads none", async () => {
    const gate = gateIn(repositoryOf({ ...files, ...config({ app: {} }) }, changed));
    await gate.run();
    expect(gate.commands.filter((command) => command.startsWith("docker image"))).toEqual([]);
  });
});

describe("the report of an earlier run", () => {
  const REPORT = '{\n  "schemaVersion": 1,\n  "verdict": "pass"\n}\n';
  const files = { Dockerfile: "FROM scratch\nCOPY app.bin /\nUSER 1\n", "app.bin": bytes(10) };

  test("is removed by a stopped run", async () => {
    const repository = repositoryOf({ ...files, "reports/report.json": REPORT, "reports/report.md": "" });
    const stopped = () => {
      throw new StoppedError();
    };
    const { run } = gateIn(repository, { inputs: { "output-dir": "reports" }, answer: stopped });
    await expect(run()).rejects.toBeInstanceOf(StoppedError);
    expect(readdirSync(join(repository.folder, "reports"))).toEqual([]);
  });

  test("and its folder are not in the build context", async () => {
    const repository = repositoryOf({ ...files, Dockerfile: "FROM scratch\nCOPY . /\nUSER 1\n" });
    mkdirSync(join(repository.folder, "reports"));
    writeFileSync(join(repository.folder, "reports/report.json"), REPORT);
    const { run, warnings } = gateIn(repository, { inputs: { "output-dir": "reports" } });
    await run();
    expect(existsSync(join(repository.folder, "reports"))).toBe(false);
    expect(warnings).toEqual([]);
  });
});
