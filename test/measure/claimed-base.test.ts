import type { BuiltFrom } from "../../src/dockerfile/built-from.ts";
import type { Image } from "../../src/image/image.ts";
import { originsOf } from "../../src/measure/attested-dockerfile.ts";
import { measure } from "../../src/measure/measure.ts";
import { ownSize } from "../../src/model/own-size.ts";
import { type Claim, DOCKERFILE, HISTORY, provenanceUponBase } from "../fixtures/claims.ts";

/** An image whose layers have 1, 2, 4 and 8 bytes: the base image's, its payload, and the last one. */
const image = (claim: Claim, history = HISTORY): Image => ({
  config: {
    platform: "linux/amd64",
    user: "1000",
    labels: {},
    env: [],
    healthcheck: false,
    history: history.map((createdBy) => ({
      createdBy,
      comment: "buildkit.dockerfile.v0",
      emptyLayer: /^(?:USER|CMD)/.test(createdBy),
    })),
  },
  layers: [1, 2, 4, 8].map((size) => ({
    diffId: `sha256:${size}`,
    transferSize: null,
    contents: { size, files: 1, watched: new Map(), secrets: [], entries: [] },
  })),
  provenance: provenanceUponBase(claim),
});

/** What is known of it, with the Dockerfile that settings name. */
async function told(read: Image, text: string | null = null) {
  const given: BuiltFrom | null = text === null ? null : { file: "Dockerfile", text, target: null };
  const { origins, dockerfile, fault, mismatch } = await originsOf(read, given, undefined, async () => null);
  const measured = measure(read, origins, dockerfile);
  const layers = measured.layers.map(({ origin }) =>
    origin.kind === "instruction" || origin.kind === "history" ? origin.instruction : origin.kind,
  );
  return { own: ownSize(measured), fault, mismatch, layers };
}

const WITHOUT_PAYLOAD = DOCKERFILE.replace("COPY payload /payload\n", "\n");
const BY_HISTORY = [
  "COPY busybox /bin/busybox",
  "COPY busybox /bin/sh",
  "COPY payload /payload",
  "COPY tiny /tiny",
];

test("provenance of a builder counts", async () => {
  for (const text of [null, DOCKERFILE])
    expect(await told(image({}), text)).toEqual({
      own: 12,
      fault: null,
      mismatch: null,
      layers: ["base", "base", "COPY payload /payload", "COPY tiny /tiny"],
    });
});

test("provenance counts with a history without entries", async () => {
  const plain = image({});
  const history = plain.config.history.map((entry) => ({ ...entry, createdBy: "", comment: "" }));
  expect(await told({ ...plain, config: { ...plain.config, history } })).toMatchObject({
    own: 12,
    fault: null,
  });
});

describe("an own layer is not the base image's", () => {
  test.each<[string, Claim, readonly string[], RegExp]>([
    ["if the Dockerfile has its line", {}, HISTORY, /^no layer belongs to line 2 of its Dockerfile$/],
    [
      "if the Dockerfile has its line, and the history does not",
      {},
      HISTORY.map((entry) => (/payload/.test(entry) ? "COPY busybox /bin/sh # buildkit" : entry)),
      /^no layer belongs to line 2 of its Dockerfile$/,
    ],
    [
      "if the history has the line of the layer below",
      { dockerfile: "FROM small:1\nCOPY payload /payload\n\nUSER 1000\n", line: 2 },
      HISTORY,
      /^the history shows line 2 of its Dockerfile at another layer$/,
    ],
  ])("%s", async (_, claim, history, why) => {
    const found = await told(image({ hidesLayer: true, ...claim }, [...history]));
    expect(found.own).toBe(15);
    expect(found.fault?.replace("its provenance cannot be used: ", "")).toMatch(why);
    expect(found.layers).not.toContain("base");
  });

  test("if Dockerfile and history have fewer", async () => {
    const swapped = image({ hidesLayer: true, dockerfile: WITHOUT_PAYLOAD });
    expect(await told(swapped, DOCKERFILE)).toEqual({
      own: 15,
      fault:
        "its provenance cannot be used: it counts 3 layers of the base image, but Dockerfile and the history show 2",
      mismatch: null,
      layers: BY_HISTORY,
    });
  });

  test("if the steps do not account for all layers", async () => {
    const found = image({ hidesLayer: true, dockerfile: WITHOUT_PAYLOAD });
    const provenance = structuredClone(found.provenance) as ReturnType<typeof provenanceUponBase>;
    provenance.metadata["https://mobyproject.org/buildkit@v1#metadata"].layers["step0:0"][0].pop();
    expect(await told({ ...found, provenance })).toMatchObject({ own: 15, layers: BY_HISTORY });
  });
});

test("a Dockerfile that does not match the history contradicts no provenance", async () => {
  const { own, fault, mismatch } = await told(image({}), "FROM small:1\nRUN make\n");
  expect({ own, fault }).toEqual({ own: 12, fault: null });
  expect(mismatch).toMatch(/^Dockerfile differs from the Dockerfile in the image's provenance/);
});
