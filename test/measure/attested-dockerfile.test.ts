import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuiltFrom } from "../../src/dockerfile/built-from.ts";
import type { Image } from "../../src/image/image.ts";
import { originsOf, warningOf } from "../../src/measure/attested-dockerfile.ts";
import { measure } from "../../src/measure/measure.ts";

const recorded = (name: string) => readFileSync(join("test/fixtures/recorded", name), "utf8");
const provenance = (name: string) => JSON.parse(recorded(`provenance-${name}.json`));
const TEXT = recorded("App.Dockerfile");
const PATH = "docker/App.Dockerfile";

/** An image of three layers, as the recorded builds made it. */
const image = (attached?: unknown): Image => ({
  config: {
    platform: "linux/amd64",
    user: "",
    labels: {},
    env: [],
    healthcheck: false,
    history: [
      { createdBy: "COPY note /note # buildkit", comment: "buildkit.dockerfile.v0", emptyLayer: false },
      { createdBy: "ARG V=1.2.3-xyz", comment: "buildkit.dockerfile.v0", emptyLayer: true },
      {
        createdBy: "COPY note /note-1.2.3-xyz # buildkit",
        comment: "buildkit.dockerfile.v0",
        emptyLayer: false,
      },
      { createdBy: "WORKDIR /app", comment: "buildkit.dockerfile.v0", emptyLayer: false },
    ],
  },
  layers: [1, 2, 3].map((size) => ({
    diffId: `sha256:${size}`,
    transferSize: null,
    contents: { size, files: 1, watched: new Map(), secrets: [], entries: [] },
  })),
  ...(attached === undefined ? {} : { provenance: attached }),
});

const given = (text: string): BuiltFrom => ({ file: "App.Dockerfile", text, target: "app" });

/** What is told, with the files of the working folder that were looked for. */
async function told(
  attached: unknown,
  files: Readonly<Record<string, string>>,
  dockerfile: BuiltFrom | null = null,
) {
  const asked: string[] = [];
  const found = await originsOf(image(attached), dockerfile, null, async (path) => {
    asked.push(path);
    return files[path] ?? null;
  });
  const { baseImage, layers } = measure(image(attached), found.origins);
  const warning = warningOf(found);
  return {
    dockerfile: found.dockerfile,
    warning,
    asked,
    baseImage,
    origins: layers.map(({ origin }) => origin),
  };
}

const line = (at: number, instruction: string, stage: string, file = PATH) => ({
  kind: "instruction",
  stage,
  file,
  lines: [at, at],
  instruction,
});
const LINES = [
  line(3, "COPY note /note", "one"),
  line(6, "COPY note /note-$V", "app"),
  line(7, "WORKDIR /app", "app"),
];
const elsewhere = (file = PATH) => LINES.map((origin) => ({ ...origin, file, elsewhere: true }));

describe.each(["v0.2", "v1"])("full provenance of SLSA %s", (version) => {
  test("has lines of a file in the repository", async () => {
    const { origins, asked, dockerfile, warning, baseImage } = await told(provenance(version), {
      [PATH]: TEXT,
    });
    expect(origins).toEqual(LINES);
    expect(baseImage).toMatchObject({ name: "scratch", layers: 0, knownBy: "provenance" });
    expect({ asked, dockerfile, warning }).toEqual({ asked: [PATH], dockerfile: TEXT, warning: null });
  });

  test.each([
    ["is missing", {}],
    ["has another text", { [PATH]: `# changed since\n${TEXT}` }],
  ])("has no place if the Dockerfile %s in the repository", async (_, files) => {
    expect((await told(provenance(version), files)).origins).toEqual(elsewhere());
  });

  test.each([
    ["#main", "App.Dockerfile"],
    ["#main:docker", "docker/App.Dockerfile"],
  ])("of a git repository%s names the Dockerfile %s", async (fragment, path) => {
    const made = JSON.stringify(provenance(version)).replace('"localdir:dockerfile":"docker",', "");
    const uri = `"configSource":{"uri":"https://github.com/octo/app.git${fragment}",`;
    const json = made.replace('"configSource":{', uri);
    expect((await told(JSON.parse(json), { [path]: TEXT })).asked).toEqual([path]);
  });

  test("yields to the path in the settings", async () => {
    const { origins, asked, warning } = await told(provenance(version), {}, given(TEXT));
    expect(origins).toEqual(LINES.map((origin) => ({ ...origin, file: "App.Dockerfile" })));
    expect({ asked, warning }).toEqual({ asked: [], warning: null });
  });

  test("has the text that counts, not another Dockerfile", async () => {
    const { origins, dockerfile, warning } = await told(
      provenance(version),
      {},
      given("FROM alpine\nRUN a\n"),
    );
    expect(origins).toEqual(elsewhere("App.Dockerfile"));
    expect(dockerfile).toBe(TEXT);
    expect(warning).toBe(
      "App.Dockerfile differs from the Dockerfile in the image's provenance. The report shows the lines of the provenance, and annotates none of them",
    );
  });

  test.each(["/etc", "../../etc", "docker/../.."])(
    "reads no file outside the repository: %s",
    async (folder) => {
      const text = JSON.stringify(provenance(version)).replace(
        '"localdir:dockerfile":"docker"',
        `"localdir:dockerfile":"${folder}"`,
      );
      const { asked, origins } = await told(JSON.parse(text), {});
      expect(asked).toEqual([]);
      expect(origins).toEqual(elsewhere("App.Dockerfile"));
    },
  );
});

test("with mode min, the history and the Dockerfile in the settings count", async () => {
  const { origins, baseImage, dockerfile } = await told(provenance("min"), {}, given(TEXT));
  expect(origins).toEqual(LINES.map((origin) => ({ ...origin, file: "App.Dockerfile" })));
  expect(baseImage).toMatchObject({ knownBy: "history" });
  expect(dockerfile).toBe(TEXT);
});

test.each([
  ["mode min", provenance("min")],
  ["another builder's", { buildDefinition: { buildType: "https://example.com" } }],
  ["none", undefined],
  ["damaged", "text"],
])("with provenance of %s and no Dockerfile only the history counts", async (_, attached) => {
  const { origins, asked, warning } = await told(attached, {});
  expect(origins).toEqual([
    { kind: "history", by: "dockerfile", instruction: "COPY note /note" },
    { kind: "history", by: "dockerfile", instruction: "COPY note /note-$V" },
    { kind: "history", by: "dockerfile", instruction: "WORKDIR /app" },
  ]);
  expect({ asked, warning }).toEqual({ asked: [], warning: null });
});

test("provenance of this run's build counts before attached provenance", async () => {
  const { origins } = await originsOf(image({}), given(TEXT), provenance("v1"), async () => null);
  expect(origins).toMatchObject({ knownBy: "provenance", own: [{ file: "App.Dockerfile" }, {}, {}] });
});

describe("provenance in the image", () => {
  const SECRET = "ARG TOKEN=hunter2-value-77";
  /** The provenance with another text of its Dockerfile. */
  const withData = (data: string) => {
    const made = provenance("v1");
    made.runDetails.metadata.buildkit_metadata.source.infos[0].data = data;
    return made;
  };
  const withText = (text: string) => withData(Buffer.from(text).toString("base64"));
  const withSecret = (attached?: unknown): Image => {
    const plain = image(attached);
    const history = [
      { createdBy: SECRET, emptyLayer: true },
      { createdBy: 'CMD ["/bin/sh"]', emptyLayer: true },
      ...plain.config.history,
    ];
    return { ...plain, config: { ...plain.config, env: ["API_TOKEN=hunter2-value-78"], history } };
  };
  async function secrets(attached: unknown, dockerfile: BuiltFrom | null = null) {
    const read = withSecret(attached);
    const { origins } = await originsOf(read, dockerfile, null, async () => null);
    return measure(read, origins).secrets.map(({ name, origin }) => `${name} ${origin.kind}`);
  }
  const OWN = ["API_TOKEN unknown", "TOKEN unknown"];

  test.each<[string, unknown]>([
    ["without one", undefined],
    ["with one", provenance("v1")],
    ["with one of mode min", provenance("min")],
    ["with a text that was changed", withText(TEXT.replace("ARG V", "#RG V"))],
    ["with no text", withData("%%%")],
  ])("makes no secret the base image's, %s", async (_, attached) => {
    expect(await secrets(attached)).toEqual(OWN);
  });

  test("makes a secret the base image's if the Dockerfile does", async () => {
    const base = ["API_TOKEN base", "TOKEN base"];
    const withBase = given(TEXT.replace("BASE=scratch", "BASE=alpine:3.22"));
    expect(await secrets(undefined, withBase)).toEqual(base);
    expect(await secrets(provenance("v1"), withBase)).toEqual(base);
  });

  test.each<[string, unknown, RegExp]>([
    ["is not base64", withData("%%%notbase64"), /is not base64/],
    ["has fewer lines", withText("FROM scratch\n"), /has no instruction at lines? \d/],
    [
      "has a comment there",
      withText(TEXT.replace(/COPY note \/note$/m, "# note")),
      /has no instruction at line 3/,
    ],
  ])("is a warning if its text %s", async (_, attached, why) => {
    const { origins, warning, dockerfile } = await told(attached, {});
    expect(origins[0]).toMatchObject({ kind: "history" });
    expect(dockerfile).toBeNull();
    expect(warning).toMatch(/^its provenance cannot be used: /);
    expect(warning).toMatch(why);
  });

  test("is a warning with the reason if it is damaged", async () => {
    const read = { ...image(), provenanceFault: "it is damaged" };
    const { fault } = await originsOf(read, null, null, async () => null);
    expect(fault).toBe("its provenance cannot be used: it is damaged");
  });

  test("cannot reduce the own size by claiming all layers", async () => {
    const made = provenance("v1");
    const { buildConfig } = made.buildDefinition.internalParameters;
    buildConfig.llbDefinition = [
      { id: "step0", op: { Op: { source: { identifier: "docker-image://docker.io/library/a:1" } } } },
      { id: "step1", op: {}, inputs: ["step0:0"] },
    ];
    made.runDetails.metadata.buildkit_metadata.layers = { "step0:0": [[{}, {}, {}]] };
    const { baseImage, warning } = await told(made, {});
    expect(baseImage).toBeNull();
    expect(warning).toMatch(/^its provenance cannot be used: it says that all layers are the base image's/);
  });

  test.each([
    ["../../etc/passwd", "passwd"],
    ["/etc/passwd", "passwd"],
    ["..\\\\..\\\\passwd", "passwd"],
  ])("shows only the file name of an outside path: %s", async (filename, shown) => {
    const text = JSON.stringify(provenance("v1")).replace(
      '"filename":"App.Dockerfile"',
      `"filename":"${filename}"`,
    );
    const { origins, asked } = await told(JSON.parse(text), {});
    expect(asked).toEqual([]);
    expect(origins).toEqual(elsewhere(shown));
  });
});
