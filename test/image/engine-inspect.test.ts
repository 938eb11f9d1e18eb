import type { Exec } from "../../src/host/exec.ts";
import {
  type EngineHistoryEntry,
  historyOf,
  inspectHistory,
  inspectImage,
} from "../../src/image/engine-inspect.ts";

const BUILDKIT = "buildkit.dockerfile.v0";

test.each<[string, number, [createdBy: string, size: number, comment?: string][], string | null]>([
  [
    "as many entries of a size as layers",
    2,
    [
      ["a", 1],
      ["b", 0],
      ["c", 9],
    ],
    "LeL",
  ],
  ["no entries and no layers", 0, [], ""],
  [
    "only entries without a layer",
    0,
    [
      ["LABEL a=b", 0],
      ["anything", 0],
    ],
    "ee",
  ],
  [
    "a folder beside files",
    2,
    [
      ["COPY a", 1],
      ["WORKDIR /b", 0, BUILDKIT],
      ["CMD", 0, BUILDKIT],
    ],
    "LLe",
  ],
  [
    "the root, which exists",
    1,
    [
      ["COPY a", 1],
      ["WORKDIR /", 0, BUILDKIT],
    ],
    "Le",
  ],
  [
    "the root beside a folder",
    1,
    [
      ["WORKDIR /", 0, BUILDKIT],
      ["WORKDIR /a", 0, BUILDKIT],
    ],
    "eL",
  ],
  [
    "a step that wrote nothing",
    1,
    [
      ["RUN |1 A=b true", 0, BUILDKIT],
      ["ONBUILD RUN x", 0, BUILDKIT],
    ],
    "Le",
  ],
  [
    "a word that starts like an instruction",
    1,
    [
      ["ADDITION", 0, BUILDKIT],
      ["USERS", 0, BUILDKIT],
    ],
    null,
  ],
  [
    "an entry of another tool without a size",
    2,
    [
      ["COPY a", 1],
      ["WORKDIR /b", 0],
      ["CMD", 0, BUILDKIT],
    ],
    null,
  ],
  [
    "an entry of another tool that cannot have a layer",
    1,
    [
      ["COPY a", 1],
      ["WORKDIR /b", 0],
      ["CMD", 0, BUILDKIT],
    ],
    "Lee",
  ],
  ["fewer entries than layers", 2, [["COPY a", 1, BUILDKIT]], null],
  [
    "fewer layers than entries of a size",
    1,
    [
      ["COPY a", 1],
      ["COPY b", 1],
    ],
    null,
  ],
  [
    "a size of an instruction that has none",
    1,
    [
      ["ENV a=b", 5, BUILDKIT],
      ["CMD", 0, BUILDKIT],
    ],
    "Le",
  ],
  ["a size that is no number", 1, [["COPY a", Number.NaN]], null],
])("a history of %s", (_, layers, entries, expected) => {
  const told = entries.map(
    ([createdBy, size, comment = ""]): EngineHistoryEntry => ({ createdBy, comment, size }),
  );
  const history = historyOf(told, layers);
  expect(history?.map(({ emptyLayer }) => (emptyLayer ? "e" : "L")).join("") ?? null).toBe(expected);
  if (history !== null) expect(history.map(({ createdBy }) => createdBy)).toEqual(entries.map(([by]) => by));
});

const answering =
  (stdout: string): Exec =>
  async () => ({ code: 0, stdout, stderr: "" });

const ID = `sha256:${"1".repeat(64)}`;
const DIFF_ID = `sha256:${"2".repeat(64)}`;
const INSPECTION = { Id: ID, Os: "linux", Architecture: "amd64", RootFS: { Layers: [DIFF_ID] }, Size: 9 };
const INSPECTED = {
  id: ID,
  tags: [],
  config: { platform: "linux/amd64", user: "", labels: {}, env: [], healthcheck: false, history: [] },
  diffIds: [DIFF_ID],
  hasTriggers: false,
  store: null,
  isIndex: false,
  size: 9,
};

test.each<[what: string, change: object, expected: object]>([
  ["only the required fields", {}, {}],
  ["null lists", { RepoTags: null, Config: { OnBuild: null, Env: null, Labels: null } }, {}],
  ["null objects", { Config: null, Descriptor: null, GraphDriver: null }, {}],
  ["no layers", { RootFS: { Layers: null } }, { diffIds: [] }],
  ["null for the root", { RootFS: null }, { diffIds: [] }],
  ["a driver without data", { GraphDriver: { Data: null }, Descriptor: {} }, { store: "containerd" }],
  [
    "an OCI index",
    { Descriptor: { mediaType: "application/vnd.oci.image.index.v1+json" } },
    { store: "containerd", isIndex: true },
  ],
  [
    "Docker's index",
    { Descriptor: { mediaType: "application/vnd.docker.distribution.manifest.list.v2+json" } },
    { store: "containerd", isIndex: true },
  ],
  [
    "a manifest",
    { Descriptor: { mediaType: "application/vnd.oci.image.manifest.v1+json" } },
    { store: "containerd" },
  ],
  ["a driver with data", { GraphDriver: { Data: {} } }, { store: "classic" }],
  ["no size", { Size: undefined }, { size: Number.NaN }],
  [
    "a configuration",
    { Config: { User: "app", OnBuild: ["RUN x"] } },
    { hasTriggers: true, config: { ...INSPECTED.config, user: "app" } },
  ],
])("an inspection is read with %s", async (_, change, expected) => {
  const exec = answering(JSON.stringify({ ...INSPECTION, ...change }));
  expect(await inspectImage("app", exec)).toEqual({ ...INSPECTED, ...expected });
});

test.each<[what: string, change: object]>([
  ["an id that is not a digest", { Id: "app" }],
  ["no id", { Id: null }],
  ["tags in a text", { RepoTags: "app:latest" }],
  ["a tag that is null", { RepoTags: [null] }],
  ["no system", { Os: undefined }],
  ["a configuration that is a list", { Config: [] }],
  ["a configuration that is a text", { Config: "x" }],
  ["triggers in a text", { Config: { OnBuild: "RUN x" } }],
  ["layers in a text", { RootFS: { Layers: DIFF_ID } }],
  ["a layer that is null", { RootFS: { Layers: [null] } }],
  ["a size in words", { Size: "9 B" }],
])("an inspection is unusable with %s", async (_, change) => {
  expect(await inspectImage("app", answering(JSON.stringify({ ...INSPECTION, ...change })))).toBeNull();
});

test.each(["", "app", "null", "7", "[]"])("the inspection %j is unusable", async (stdout) => {
  expect(await inspectImage("app", answering(stdout))).toBeNull();
});

test("a history starts with the oldest entry, and missing texts are empty", async () => {
  const lines = [
    '{"CreatedBy":"CMD","Comment":"c","Size":"7"}',
    '{"Size":8}',
    '{"CreatedBy":null,"Comment":null}',
  ];
  expect(await inspectHistory(ID, answering(`${lines.join("\n")}\n`))).toEqual([
    { createdBy: "", comment: "", size: Number.NaN },
    { createdBy: "", comment: "", size: 8 },
    { createdBy: "CMD", comment: "c", size: 7 },
  ]);
});

test.each(["{", "null", '"CMD"', '{"CreatedBy":7}', '{"Size":[]}'])(
  "%s is not a line of a history",
  async (line) => {
    expect(await inspectHistory(ID, answering(line))).toBeNull();
  },
);
