import { join } from "node:path";
import { newRepository, removeFolders } from "./baseline/repository.ts";
import { entriesOf, withAttestation } from "./fixtures/artifacts.ts";
import { type Claim, DOCKERFILE, HISTORY, provenanceBefore, provenanceUponBase } from "./fixtures/claims.ts";
import { makeImage, ociLayout, writeDirectory } from "./fixtures/images.ts";
import { gateIn } from "./gate-world.ts";

afterAll(removeFolders);

const WITHOUT_PAYLOAD = DOCKERFILE.replace("COPY payload /payload\n", "\n");
const isPayload = (entry: string) => entry.includes("payload");

/** Layers of 1,000 and 2,000 bytes of the base image, a payload of 40,000 bytes, and a layer of 8 bytes. */
const LAYERS = [1000, 2000, 40_000, 8].map((size, at) => [{ name: `file${at}`, content: "x".repeat(size) }]);

/** An OCI layout of an image of these layers, with provenance. */
function layout(layers: typeof LAYERS, history: readonly string[], predicate: unknown) {
  const image = makeImage({
    user: "1000",
    layers,
    config: {
      history: history.map((created_by) => ({
        created_by,
        comment: "buildkit.dockerfile.v0",
        ...(created_by.startsWith("USER") ? { empty_layer: true } : {}),
      })),
    },
  });
  const files = ociLayout([image]);
  return withAttestation(files, entriesOf(files)[0]?.digest ?? "", { predicate });
}

/** Gates an image of all layers against one without the payload. */
async function gateClaim(claim: Claim, history: readonly string[], inputs: Readonly<Record<string, string>>) {
  const repository = newRepository();
  repository.commit({ Dockerfile: DOCKERFILE });
  const old = LAYERS.filter((_, at) => at !== 2);
  const write = (name: string, files: ReturnType<typeof layout>) =>
    writeDirectory(join(repository.folder, name), files);
  write("app", layout(LAYERS, history, provenanceUponBase(claim)));
  write(
    "old",
    layout(
      old,
      HISTORY.filter((entry) => !isPayload(entry)),
      provenanceBefore(),
    ),
  );
  const { run, warnings } = gateIn(repository, {
    inputs: { image: "./app", baseline: "./old", "max-growth": "10kB", "max-own-size": "100kB", ...inputs },
  });
  const [image] = (await run()).images;
  const { change, verdict, image: measured } = image ?? {};
  return {
    warnings,
    verdict,
    growth: change?.growth,
    drift: change?.drift,
    base: measured?.baseImage?.layers,
  };
}

const GREW = { verdict: "fail", growth: 40_000, drift: 0 };

test.each([{}, { file: "Dockerfile" }])(
  "a baseline of another Dockerfile is no reason for a warning: %j",
  async (inputs) => {
    expect(await gateClaim({}, HISTORY, inputs)).toEqual({ ...GREW, base: 2, warnings: [] });
  },
);

test.each([
  ["a history", HISTORY],
  ["no history", HISTORY.map((entry) => (isPayload(entry) ? "COPY busybox /bin/sh # buildkit" : entry))],
])("layers that the baseline's base lacks are growth with %s", async (_, history) => {
  const claim = { hidesLayer: true, dockerfile: WITHOUT_PAYLOAD };
  expect(await gateClaim(claim, history, {})).toEqual({
    ...GREW,
    base: undefined,
    warnings: [
      "app: its provenance cannot be used: the baseline has other layers for the base image sha256:607af27a575d",
    ],
  });
});

test("a baseline whose provenance cannot be used is named", async () => {
  const repository = newRepository();
  repository.commit({ Dockerfile: DOCKERFILE });
  const claim = provenanceUponBase({ hidesLayer: true });
  writeDirectory(join(repository.folder, "app"), layout(LAYERS, HISTORY, provenanceUponBase()));
  writeDirectory(join(repository.folder, "old"), layout(LAYERS, HISTORY, claim));
  const { run, warnings } = gateIn(repository, { inputs: { image: "./app", baseline: "./old" } });
  await run();
  expect(warnings).toEqual([
    "the baseline of app: its provenance cannot be used: no layer belongs to line 2 of its Dockerfile",
  ]);
});
