import { readFileSync } from "node:fs";
import { linesOfSteps, readOrigins } from "../../src/measure/provenance-origins.ts";

const recording = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/build/${name}.json`, import.meta.url), "utf8"));

// Written by BuildKit (Docker 28.5.2) for a target with COPY --link and a heredoc; ARG in a neighbour's FROM.
const v02 = recording("provenance-v0.2");

const EXPECTED = {
  knownBy: "provenance",
  base: {
    name: "playbase:1",
    from: "playbase:1",
    digest: "sha256:d4450fb74fd60be38e4a987d72c78067c4d198e05ff83aabfa0e49f149ac2cca",
    layers: 5,
  },
  own: [
    {
      kind: "instruction",
      stage: "production",
      file: "Dockerfile",
      lines: [13, 13],
      instruction: "COPY --link --from=builder /big /big",
    },
    {
      kind: "instruction",
      stage: "production",
      file: "Dockerfile",
      lines: [14, 17],
      instruction: "RUN <<EOF echo hi > /hi rm /big EOF",
    },
  ],
};

test("provenance of SLSA v0.2 has all origins", () => {
  expect(readOrigins(v02, "Dockerfile", "production")).toEqual(EXPECTED);
});

test("the base has the remaining layers if BuildKit does not list them", () => {
  const partial = structuredClone(v02);
  delete partial.metadata["https://mobyproject.org/buildkit@v1#metadata"].layers["step0:0"];
  expect(readOrigins(partial, "Dockerfile", "production")).toEqual(EXPECTED);
});

test("provenance of SLSA v1 has the same origins", () => {
  const v1 = {
    buildDefinition: { internalParameters: { buildConfig: v02.buildConfig } },
    runDetails: {
      metadata: { buildkit_metadata: v02.metadata["https://mobyproject.org/buildkit@v1#metadata"] },
    },
  };
  expect(readOrigins(v1, "Dockerfile", "production")).toEqual(EXPECTED);
});

test.each([null, {}, { buildConfig: { llbDefinition: [] } }, { ...v02, metadata: {} }])(
  "incomplete provenance gives no origins: %#",
  (provenance) => {
    expect(readOrigins(provenance, "Dockerfile", "production")).toBeNull();
  },
);

const BUILDKIT = "https://mobyproject.org/buildkit@v1#metadata";

/** The provenance with a value in the place of what lies at a path. */
function withValue(value: unknown, ...path: readonly (string | number)[]): unknown {
  const changed = structuredClone(v02);
  const parent = path.slice(0, -1).reduce((part, key) => part[key], changed);
  parent[path.at(-1) ?? ""] = value;
  return changed;
}

test.each<[what: string, value: unknown, path: readonly (string | number)[]]>([
  ["no digests", null, ["buildConfig", "digestMapping"]],
  ["null for the operation of the last step", null, ["buildConfig", "llbDefinition", 6, "op", "Op"]],
  ["no operation of the last step", undefined, ["buildConfig", "llbDefinition", 6, "op"]],
  ["null for the inputs of a source", null, ["buildConfig", "llbDefinition", 0, "inputs"]],
  ["null for the mounts of a step", null, ["buildConfig", "llbDefinition", 5, "op", "Op", "exec", "mounts"]],
  ["null for a step's place", null, ["metadata", BUILDKIT, "source", "locations", "step1"]],
  ["null for a step's places", { locations: null }, ["metadata", BUILDKIT, "source", "locations", "step1"]],
  ["null for lines", [{ ranges: null }], ["metadata", BUILDKIT, "source", "locations", "step1", "locations"]],
  ["null for the layers of the base", null, ["metadata", BUILDKIT, "layers", "step0:0"]],
  ["a list of null for the layers of the base", [null], ["metadata", BUILDKIT, "layers", "step0:0"]],
  ["a second Dockerfile without a text", { data: null }, ["metadata", BUILDKIT, "source", "infos", 1]],
])("provenance is read with %s", (_, value, path) => {
  expect(readOrigins(withValue(value, ...path), "Dockerfile", "production")).toEqual(EXPECTED);
});

test.each<[value: unknown, path: readonly (string | number)[]]>([
  [null, ["buildConfig", "llbDefinition"]],
  [{}, ["buildConfig", "llbDefinition"]],
  [null, ["buildConfig", "llbDefinition", 1]],
  ["RUN", ["buildConfig", "llbDefinition", 2, "op"]],
  ["step0:0", ["buildConfig", "llbDefinition", 1, "inputs"]],
  [{ mounts: {} }, ["buildConfig", "llbDefinition", 5, "op", "Op", "exec"]],
  [7, ["buildConfig", "digestMapping"]],
  [null, ["metadata", BUILDKIT, "source"]],
  [[], ["metadata", BUILDKIT, "source", "infos"]],
  [null, ["metadata", BUILDKIT, "source", "infos", 0, "data"]],
  [7, ["metadata", BUILDKIT, "source", "infos", 0, "data"]],
  [null, ["metadata", BUILDKIT, "source", "locations"]],
  [[{ ranges: [{}] }], ["metadata", BUILDKIT, "source", "locations", "step5", "locations"]],
  [7, ["metadata", BUILDKIT, "layers", "step0:0"]],
])("with %j at %j, provenance gives no origins", (value, path) => {
  const provenance = withValue(value, ...path);
  expect(readOrigins(provenance, "Dockerfile", "production")).toBeNull();
  expect(linesOfSteps(provenance)).toEqual(new Map());
});

test.each(["text", 7, []])("%j is not provenance", (provenance) => {
  expect(readOrigins(provenance, "Dockerfile", "production")).toBeNull();
});

describe("an image on linked bake targets", () => {
  const provenance = recording("provenance-linked");
  const os = { file: "docker-bake.hcl#os", text: "FROM alpine:3.22", target: null };
  const lib = {
    file: "lib/Dockerfile",
    text: "# The library\nFROM os\nRUN echo lib > /shared\n",
    target: null,
    linked: { os },
  };

  test("has lines of each Dockerfile and the last base", () => {
    const origins = readOrigins(provenance, "app/Dockerfile", null, { base: lib });
    expect(origins?.base).toMatchObject({ name: "alpine:3.22", from: "alpine:3.22", layers: 1 });
    expect(
      origins?.own.map(({ file, lines, stage, instruction }) => [file, lines[0], stage, instruction]),
    ).toEqual([
      ["lib/Dockerfile", 3, null, "RUN echo lib > /shared"],
      ["app/Dockerfile", 2, "production", "COPY x /x"],
      ["app/Dockerfile", 3, "production", "RUN echo app > /app"],
    ]);
  });

  test("has steps with their instructions", () => {
    const told = [...linesOfSteps(provenance).values()].map(({ instruction }) => instruction);
    expect(told).toEqual(
      expect.arrayContaining(["RUN echo lib > /shared", "COPY x /x", "RUN echo app > /app"]),
    );
  });
});

test("circular steps and steps named like methods have no origin", () => {
  const circle = structuredClone(v02);
  for (const step of circle.buildConfig.llbDefinition) step.inputs = [`${step.id}:0`];
  expect(readOrigins(circle, "Dockerfile", "production")).toBeNull();
  const named = structuredClone(v02);
  named.buildConfig.digestMapping = { "sha256:a": "constructor" };
  expect(linesOfSteps(named)).toEqual(new Map());
});

/** The provenance of a target whose layers were made by steps that stand at these lines. */
function provenanceOf(dockerfile: string, ...steps: readonly (readonly number[])[]): unknown {
  const at = (line: number) => ({ ranges: [{ start: { line }, end: { line } }] });
  return {
    buildConfig: {
      llbDefinition: [
        { id: "step0", op: { Op: { source: { identifier: "docker-image://docker.io/library/alpine:3" } } } },
        ...steps.map((_, index) => ({
          id: `step${index + 1}`,
          op: { Op: { exec: { mounts: [{ dest: "/" }] } } },
          inputs: [`step${index}:0`],
        })),
        { id: "root", inputs: [`step${steps.length}:0`] },
      ],
    },
    metadata: {
      [BUILDKIT]: {
        source: {
          locations: Object.fromEntries(
            steps.map((lines, index) => [`step${index + 1}`, { locations: lines.map(at) }]),
          ),
          infos: [{ data: Buffer.from(dockerfile).toString("base64") }],
        },
        layers: { "step0:0": [[{}]] },
      },
    },
  };
}

const TRIGGERS = `FROM alpine:3 AS base
ONBUILD RUN one
ONBUILD ENV A=b
ONBUILD RUN two
FROM base AS other
RUN same
FROM base AS app
RUN same
`;

test.each<[what: string, steps: readonly (readonly number[])[], expected: readonly string[]]>([
  ["a FROM that triggers what stands behind ONBUILD", [[7], [7], [8]], ["base 2", "base 4", "app 8"]],
  [
    "steps that another stage shares",
    [
      [5, 7],
      [5, 7],
      [6, 8],
    ],
    ["base 2", "base 4", "app 8"],
  ],
  ["a number of steps that does not fit", [[7], [8]], ["app 7 (ONBUILD of the base image)", "app 8"]],
  ["ONBUILD of the image", [[1], [7], [7]], ["base 1 (ONBUILD of the base image)", "base 2", "base 4"]],
])("%s", (_, steps, expected) => {
  const found = readOrigins(provenanceOf(TRIGGERS, ...steps), "Dockerfile", "app");
  expect(
    found?.own.map(({ stage, lines, instruction }) =>
      [stage, lines[0], ...(instruction.match(/\(.*\)$/) ?? [])].join(" "),
    ),
  ).toEqual(expected);
});
