import { readFileSync } from "node:fs";
import { readOrigins } from "../../src/analysis/provenance.ts";

// Written by BuildKit (Docker 28.5.2) for a target with COPY --link and a heredoc; ARG in a neighbour's FROM.
const v02 = JSON.parse(
  readFileSync(new URL("../fixtures/build/provenance-v0.2.json", import.meta.url), "utf8"),
);

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
