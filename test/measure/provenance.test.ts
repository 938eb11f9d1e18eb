import { readFileSync } from "node:fs";
import { linesOfSteps, readOrigins } from "../../src/measure/provenance.ts";

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

test("SLSA v0.2", () => {
  expect(readOrigins(v02, "Dockerfile", "production")).toEqual(EXPECTED);
});

test("BuildKit may say nothing of the base that it did not load, which is then the rest", () => {
  const partial = structuredClone(v02);
  delete partial.metadata["https://mobyproject.org/buildkit@v1#metadata"].layers["step0:0"];
  expect(readOrigins(partial, "Dockerfile", "production")).toEqual(EXPECTED);
});

test("SLSA v1 holds the same elsewhere", () => {
  const v1 = {
    buildDefinition: { internalParameters: { buildConfig: v02.buildConfig } },
    runDetails: {
      metadata: { buildkit_metadata: v02.metadata["https://mobyproject.org/buildkit@v1#metadata"] },
    },
  };
  expect(readOrigins(v1, "Dockerfile", "production")).toEqual(EXPECTED);
});

test.each([null, {}, { buildConfig: { llbDefinition: [] } }, { ...v02, metadata: {} }])(
  "what has too little says nothing: %#",
  (provenance) => {
    expect(readOrigins(provenance, "Dockerfile", "production")).toBeNull();
  },
);

describe("of an image that is built upon other targets of the bake file", () => {
  const provenance = recording("provenance-linked");
  const os = { file: "docker-bake.hcl#os", text: "FROM alpine:3.22", target: null };
  const lib = {
    file: "lib/Dockerfile",
    text: "# The library\nFROM os\nRUN echo lib > /shared\n",
    target: null,
    linked: { os },
  };

  test("each line is of the Dockerfile that it stands in, and the base image of the outermost FROM", () => {
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

  test("steps are known by the instructions of their Dockerfiles", () => {
    const told = [...linesOfSteps(provenance).values()].map(({ instruction }) => instruction);
    expect(told).toEqual(
      expect.arrayContaining(["RUN echo lib > /shared", "COPY x /x", "RUN echo app > /app"]),
    );
  });
});
