import { join } from "node:path";
import type { Report } from "../src/model/report.ts";
import { newRepository, type Repository, removeFolders } from "./baseline/repository.ts";
import { type ArtifactSpec, withArtifact } from "./fixtures/artifacts.ts";
import { makeImage, ociLayout, writeDirectory } from "./fixtures/images.ts";
import { gateIn } from "./gate-world.ts";

afterAll(removeFolders);

/** An image with a file for each architecture: 2,000 bytes on amd64, 3,000 on arm64. */
const FILES = {
  Dockerfile: "FROM scratch AS app\nCOPY app-$TARGETARCH /app\nUSER 10001\n",
  "app-amd64": "x".repeat(2000),
  "app-arm64": "x".repeat(3000),
};
const BOTH = "linux/amd64,linux/arm64";

const config = (images: Readonly<Record<string, object>>) => ({
  ".stagegate.yml": JSON.stringify({ images }),
});

function repositoryOf(main: Readonly<Record<string, string>>, change?: Readonly<Record<string, string>>) {
  const repository = newRepository();
  repository.commit(main);
  if (change !== undefined) {
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(change);
  }
  return repository;
}

/** Each row in short. */
const rowsOf = ({ images }: Report) =>
  images.map(({ name, platform, verdict, image }) => [name, platform, verdict, image?.size]);

/** The findings of the run and of its rows that are not notices. */
const said = ({ findings, images }: Report) =>
  [...findings, ...images.flatMap((image) => image.findings)].flatMap(({ level, message }) =>
    level === "notice" ? [] : [message],
  );

describe("an image for several platforms", () => {
  test("has a row per platform, and the worst verdict", async () => {
    const { run } = gateIn(repositoryOf(FILES), { inputs: { platforms: BOTH, "max-size": "2kB" } });
    const report = await run();
    expect(report.verdict).toBe("fail");
    expect(rowsOf(report)).toEqual([
      ["app · linux/amd64", "linux/amd64", "pass", 2000],
      ["app · linux/arm64", "linux/arm64", "fail", 3000],
    ]);
    expect(report.images.map(({ imageName }) => imageName)).toEqual(["app", "app"]);
    expect(said(report)).toEqual(["app · linux/arm64 is 3.0 kB, 1.0 kB over max-size (2 kB)"]);
  });

  test("has its plain name with one platform", async () => {
    const report = await gateIn(repositoryOf(FILES), { inputs: { platforms: "linux/aarch64" } }).run();
    expect(rowsOf(report)).toEqual([["app", "linux/arm64", "pass", 3000]]);
  });

  test("has a platform's own budget in its place", async () => {
    const platforms = { "linux/amd64": {}, "linux/arm64": { "max-size": "3kB" } };
    const images = config({ app: { "max-size": "2kB", platforms } });
    const report = await gateIn(repositoryOf({ ...FILES, ...images })).run();
    expect(report.images.map(({ verdict, budgets }) => [verdict, budgets])).toEqual([
      ["pass", { size: 2000 }],
      ["pass", { size: 3000 }],
    ]);
  });

  test("is built by one bake run", async () => {
    const { run, commands } = gateIn(repositoryOf(FILES), { inputs: { platforms: BOTH } });
    await run();
    const bakes = commands.filter((command) => command.startsWith("docker buildx bake"));
    expect(bakes).toEqual([expect.stringMatching(/ image-0 image-1$/)]);
  });

  test("names a platform that does not build in its row", async () => {
    const platforms = { platforms: BOTH };
    const broken = { Dockerfile: `${FILES.Dockerfile}RUN exit 3\n` };
    const report = await gateIn(repositoryOf({ ...FILES, ...broken }), { inputs: platforms }).run();
    expect(rowsOf(report)).toEqual([
      ["app · linux/amd64", "linux/amd64", "fail", undefined],
      ["app · linux/arm64", "linux/arm64", "fail", undefined],
    ]);
  });

  test("is an error if another image has its row's name", async () => {
    const images = config({ app: { platforms: BOTH }, "app · linux/arm64": {} });
    await expect(gateIn(repositoryOf({ ...FILES, ...images })).run()).rejects.toThrow(
      '"app · linux/arm64" is also the name of a platform of another image',
    );
  });

  test("has its build context measured once", async () => {
    const images = config({ app: { platforms: BOTH } });
    const report = await gateIn(repositoryOf({ ...FILES, ...images })).run();
    const [first, second] = report.images;
    expect(first?.context).toBe(second?.context);
    const needless = first?.context?.needless.map(({ pattern }) => pattern);
    expect(needless).toEqual([".git"]);
  });
});

describe("tests", () => {
  const tested = { ...FILES, Dockerfile: `FROM scratch AS test\nRUN true\n${FILES.Dockerfile}` };

  test.each([
    ["on the builder's own platform", BOTH, [1, 0]],
    ["for the first row if none is the builder's own", "linux/s390x,linux/arm64", [1, 0]],
    ["for the row of the builder's own platform in any position", "linux/arm64,linux/amd64", [0, 1]],
  ])("run once, %s", async (_, platforms, counts) => {
    const files = { ...tested, "app-s390x": "x" };
    const { run, commands } = gateIn(repositoryOf(files), { inputs: { platforms, target: "app" } });
    const { images } = await run();
    expect(images.map(({ tests }) => tests.length)).toEqual(counts);
    for (const { platform, testsOn } of images)
      expect(testsOn).toBe(platform === "linux/amd64" ? null : "linux/amd64");
    expect(commands.join("\n").match(/image-\d-test-\d/g)).toHaveLength(1);
  });

  test("have a row that says where they ran and is not shown as passed", async () => {
    const inputs = { platforms: BOTH, target: "app" };
    const { images } = await gateIn(repositoryOf(tested), { inputs }).run();
    const [, arm] = images;
    expect(arm).toMatchObject({ tests: [], testsOn: "linux/amd64" });
    expect(arm?.rules).toContainEqual(
      expect.objectContaining({ id: "test", skipped: "the tests ran on linux/amd64" }),
    );
  });
});

describe("baselines", () => {
  const both = config({ app: { platforms: BOTH, "max-growth": "10%" } });

  test("each platform is compared with the same one", async () => {
    const change = { "app-arm64": "x".repeat(4000) };
    const report = await gateIn(repositoryOf({ ...FILES, ...both }, change)).run();
    expect(report.images.map(({ change }) => change?.size)).toEqual([0, 1000]);
    expect(said(report)).toEqual([expect.stringMatching(/^app · linux\/arm64 grew by 1.0 kB/)]);
  });

  test("a platform that the base lacks has none", async () => {
    const { images } = await gateIn(repositoryOf({ ...FILES, ...config({ app: {} }) }, both)).run();
    expect(images.map(({ baseline: { state, why, image } }) => [state, why, image?.renamedFrom])).toEqual([
      ["built", null, null],
      ["none", "the base has no such platform", undefined],
    ]);
  });

  test("a stored measurement belongs to its platform", async () => {
    const repository = repositoryOf({ ...FILES, ...both });
    const head = repository.git("rev-parse", "HEAD").trim();
    const { run, kept } = gateIn(repository, { keepAs: head });
    await run();
    expect(kept.size).toBe(2);
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit({ "app-amd64": "x".repeat(2100) });
    const { images } = await gateIn(repository, { kept }).run();
    expect(images.map(({ baseline: { state }, change }) => [state, change?.size])).toEqual([
      ["stored", 100],
      ["stored", 0],
    ]);
  });
});

describe("a baseline that the settings name", () => {
  test("has each platform, or is an error", async () => {
    const repository = repositoryOf(FILES);
    const layers = [[{ name: "app", content: "x".repeat(1000) }]];
    const before = makeImage({ layers, platform: "linux/amd64" });
    writeDirectory(
      join(repository.folder, "cache"),
      ociLayout([before, makeImage({ layers, platform: "linux/s390x" })]),
    );
    const inputs = { platforms: BOTH, baseline: "./cache" };
    const report = await gateIn(repository, { inputs }).run();
    expect(report.verdict).toBe("error");
    expect(report.images.map(({ baseline: { state, why }, change }) => [state, why, change?.size])).toEqual([
      ["given", null, 1000],
      ["unreadable", "it has no image for linux/arm64, only for linux/amd64, linux/s390x", undefined],
    ]);
    expect(report.images.map(({ verdict }) => verdict)).toEqual(["pass", "error"]);
    expect(report.images.map(({ baseline: { source } }) => source)).toEqual(["oci-directory", undefined]);
  });
});

test("a named baseline of another platform is an error in any case", async () => {
  const repository = repositoryOf(FILES);
  const other = makeImage({ layers: [[{ name: "app", content: "x" }]], platform: "linux/s390x" });
  writeDirectory(join(repository.folder, "cache"), ociLayout([other]));
  const report = await gateIn(repository, { inputs: { baseline: "./cache" } }).run();
  expect(report).toMatchObject({
    verdict: "error",
    images: [
      {
        baseline: {
          state: "unreadable",
          name: "./cache",
          source: "oci-directory",
          why: "it has no image for linux/amd64, only for linux/s390x",
        },
        change: null,
      },
    ],
  });
});

describe("a change that loosens the gate", () => {
  const loosenedBy = async (before: object, after: object) => {
    const repository = repositoryOf({ ...FILES, ...config({ app: before }) }, config({ app: after }));
    return said(await gateIn(repository, { isProposal: true }).run());
  };

  test.each<[what: string, before: object, after: object, expected: readonly string[]]>([
    [
      "a platform that is gone",
      { platforms: BOTH },
      { platforms: "linux/amd64" },
      ["this change loosens platforms of app: linux/arm64 → no longer judged"],
    ],
    ["a new platform with a budget of its own", { "max-size": "5kB" }, TWO_BUDGETS("9kB"), []],
    [
      "a higher budget of one platform",
      TWO_BUDGETS("4kB"),
      TWO_BUDGETS("5kB"),
      ["this change loosens max-size of app · linux/arm64: 4 kB → 5 kB"],
    ],
    [
      "a budget of one platform above the image's",
      { "max-size": "5kB", platforms: BOTH },
      TWO_BUDGETS("6kB"),
      ["this change loosens max-size of app · linux/arm64: 5 kB → 6 kB"],
    ],
    ["a lower budget of one platform", TWO_BUDGETS("6kB"), TWO_BUDGETS("4kB"), []],
    [
      "a setting of all platforms, once",
      { platforms: BOTH },
      { platforms: BOTH, "allow-root": true },
      ["this change loosens allow-root of app: false → true"],
    ],
    ["another spelling", { platforms: BOTH }, { platforms: ["linux/arm64/v8", "linux/x86_64"] }, []],
  ])("%s", async (_, before, after, expected) => {
    expect(await loosenedBy(before, after)).toEqual(expected);
  });
});

/** A budget of 5 kB, and another one for arm64. */
function TWO_BUDGETS(own: string) {
  return { "max-size": "5kB", platforms: { "linux/amd64": {}, "linux/arm64": { "max-size": own } } };
}

describe("a variant", () => {
  test("is compared platform by platform", async () => {
    const images = config({
      small: { platforms: BOTH, "compare-with": "large" },
      large: { platforms: "linux/arm64,linux/amd64" },
    });
    const report = await gateIn(repositoryOf({ ...FILES, ...images })).run();
    expect(report.images.map(({ name, variant }) => [name, variant?.name, variant?.size])).toEqual([
      ["small · linux/amd64", "large · linux/amd64", 2000],
      ["small · linux/arm64", "large · linux/arm64", 3000],
      ["large · linux/arm64", undefined, undefined],
      ["large · linux/amd64", undefined, undefined],
    ]);
  });

  test("without one of the platforms is a configuration error", async () => {
    const images = config({
      small: { platforms: BOTH, "compare-with": "large" },
      large: { platforms: "linux/amd64" },
    });
    await expect(gateIn(repositoryOf({ ...FILES, ...images })).run()).rejects.toThrow(
      "compare-with: large is not built for linux/arm64",
    );
  });
});

describe("an existing image", () => {
  const PLATFORMS = ["linux/amd64", "linux/arm64", "linux/arm/v7"];

  /** A repository that gates an OCI layout of three platforms. */
  function repositoryWith(settings: object): Repository {
    const repository = repositoryOf(config({ app: { image: "./layout", ...settings } }));
    const layers = [[{ name: "app", content: "x".repeat(1000) }]];
    const images = PLATFORMS.map((platform) => makeImage({ layers, platform, user: "10001" }));
    writeDirectory(join(repository.folder, "layout"), ociLayout(images));
    return repository;
  }

  test("has all its platforms judged", async () => {
    const report = await gateIn(repositoryWith({})).run();
    expect(rowsOf(report)).toEqual([
      ["app · linux/amd64", "linux/amd64", "pass", 1000],
      ["app · linux/arm64", "linux/arm64", "pass", 1000],
      ["app · linux/arm/v7", "linux/arm/v7", "pass", 1000],
    ]);
  });

  test("names platforms that the settings leave out", async () => {
    const report = await gateIn(repositoryWith({ platforms: "linux/arm/v7,linux/arm64" })).run();
    expect(rowsOf(report).map(([name]) => name)).toEqual(["app · linux/arm/v7", "app · linux/arm64"]);
    const notices = report.images.flatMap(({ findings }) =>
      findings.filter(({ rule }) => rule === "platforms"),
    );
    expect(notices).toMatchObject([
      {
        level: "notice",
        message: "app: judged 2 of 3 platforms: linux/arm/v7, linux/arm64; not judged: linux/amd64",
      },
    ]);
  });

  test("names entries of its index that are not images", async () => {
    const repository = repositoryOf(config({ app: { image: "./layout" } }));
    const chart: ArtifactSpec = {
      config: { mediaType: "application/vnd.helm+json", content: Buffer.from("{}") },
      descriptor: { platform: { os: "linux", architecture: "arm64" } },
      layers: [],
    };
    writeDirectory(
      join(repository.folder, "layout"),
      withArtifact(ociLayout([makeImage({ user: "1" })]), chart),
    );
    const [image] = (await gateIn(repository).run()).images;
    expect(image?.verdict).toBe("pass");
    expect(image?.findings.filter(({ rule }) => rule === "platforms")).toMatchObject([
      {
        level: "notice",
        message:
          "app: judged 1 of 2 platforms: linux/amd64; not judged: linux/arm64 (application/vnd.helm+json)",
        advice:
          "An entry that was not judged is not an image. Rebuild the index without it, or with an image in its place.",
      },
    ]);
  });

  test("has the platform in its name if the settings select only one", async () => {
    const report = await gateIn(repositoryWith({ platforms: "linux/arm64" })).run();
    expect(rowsOf(report)).toEqual([["app · linux/arm64", "linux/arm64", "pass", 1000]]);
    expect(report.images[0]?.image?.source).toEqual({ kind: "oci-directory", name: "layout", digest: null });
  });

  test("names a missing platform as the settings spell it", async () => {
    await expect(gateIn(repositoryWith({ platforms: ["linux/armel"] })).run()).rejects.toThrow(
      /^\.stagegate\.yml:1: platforms: .*layout has no image for linux\/armel \(that is linux\/arm\/v6\)\. It has: /,
    );
  });

  test("lists its platforms in the error for missing ones", async () => {
    await expect(gateIn(repositoryWith({ platforms: ["linux/s390x", "linux/amd64"] })).run()).rejects.toThrow(
      /^\.stagegate\.yml:1: platforms: .*layout has no image for linux\/s390x\. It has: linux\/amd64, linux\/arm64, linux\/arm\/v7\.$/,
    );
  });
});
