import type { PlannedImage } from "../../build/plan.ts";
import { type CopiedStage, copiedStages } from "../../dockerfile/copied-stages.ts";
import { UNKNOWN_NAMING } from "../../dockerfile/sources.ts";
import type { InstructionOrigin, MeasuredImage } from "../../model/report.ts";
import { readOrigins } from "../provenance-origins.ts";
import { type Blob, type LayerInputs, readSteps } from "./steps.ts";

/** The plan to trace some instructions of an image. */
export interface TracePlan {
  /** The instructions, by the positions of their layers in the image. */
  readonly copies: ReadonlyMap<number, StageLayer>;
  /** The stages that may have made their files, with the stages that these copy from. */
  readonly stages: readonly NeededStage[];
}

/** The origin of a layer, with the inputs of its instruction. */
export interface StageLayer extends LayerInputs {
  readonly origin: InstructionOrigin;
}

/** A stage that files were copied from. */
export interface NeededStage {
  /** The result of its last step. */
  readonly result: string;
  /** Null if it has none. */
  readonly name: string | null;
  /** Name of its base image; "scratch" for none. */
  readonly base: string;
  /** The large blobs of its base image, which need not be read. */
  readonly baseBlobs: readonly Blob[];
  /** One for each layer above the base image. */
  readonly own: readonly StageLayer[];
  /**
   * The image that builds only this stage, from the text of its Dockerfile in `builtFrom`; null if the text is unknown,
   * or the stage has no layer of its own.
   */
  readonly image: PlannedImage | null;
}

/**
 * Plans how to trace instructions of an image that was built here.
 * @param positions of their layers
 * @param provenance of its build
 * @returns null if there is nothing to trace, or the provenance does not say what the steps copied
 */
export function planTrace(
  image: PlannedImage,
  { layers, platform }: Pick<MeasuredImage, "layers" | "platform">,
  positions: readonly number[],
  provenance: unknown,
): TracePlan | null {
  const { builtFrom } = image;
  const steps = positions.length === 0 ? null : readSteps(provenance);
  if (steps === null || builtFrom === null) return null;
  const { file, text, linked, naming: known = UNKNOWN_NAMING } = builtFrom;
  const naming = { ...known, platform: known.platform ?? platform };
  const sources = copiedStages(text, naming);
  const own = steps.stageOf(steps.built).layers;
  const base = layers.length - own.length;
  const copies = new Map<number, StageLayer>();
  for (const position of positions) {
    const [inputs, origin] = [own[position - base], layers[position]?.origin];
    if (inputs?.copy != null && origin?.kind === "instruction") copies.set(position, { ...inputs, origin });
  }
  const stages = new Map<string, NeededStage>();
  const open = [...copies.values()];
  for (let layer = open.pop(); layer !== undefined; layer = open.pop()) {
    const { origin, copy } = layer;
    if (copy?.from.kind !== "stage" || stages.has(copy.from.result)) continue;
    const { result } = copy.from;
    const made = steps.stageOf(result);
    const source = origin.file === file ? (sources.get(origin.lines[0]) ?? null) : null;
    const name = source?.name ?? null;
    // The number of base layers does not matter here.
    const counted = { result, layers: made.layers.length };
    const lines = readOrigins(provenance, file, name, linked, naming, counted)?.own ?? [];
    const ownLayers = made.layers.flatMap((inputs, at) => {
      const line = lines[at];
      return line === undefined ? [] : [{ ...inputs, origin: line }];
    });
    if (ownLayers.length < made.layers.length) continue;
    const alone = source === null || ownLayers.length === 0 ? null : stageAlone(image, source);
    const { base, baseBlobs } = made;
    stages.set(result, { result, name, base: base ?? "scratch", baseBlobs, own: ownLayers, image: alone });
    open.push(...ownLayers);
  }
  return copies.size === 0 ? null : { copies, stages: [...stages.values()] };
}

/**
 * The image that builds only a stage, with the steps of the image's own build. They are in the build cache, so all
 * options for a fresh build are off, and nothing is stored in other caches.
 */
function stageAlone(image: PlannedImage, { index, name, text }: CopiedStage): PlannedImage | null {
  const { settings, how, builtFrom, bake } = image;
  if (builtFrom === null || how.kind !== "built") return null;
  const fresh = { "no-cache": false, "no-cache-filter": [], pull: false, "cache-to": [] };
  const asCached = <T extends object>(target: T): T => {
    const own = Object.entries(fresh).filter(([key]) => Object.hasOwn(target, key));
    return { ...target, ...Object.fromEntries(own) };
  };
  return {
    ...image,
    name: `${image.name}, stage ${name ?? index}`,
    settings: {
      ...settings,
      target: null,
      testTarget: null,
      noCache: null,
      pull: null,
      cacheTo: null,
      rerunTests: null,
      smoke: null,
    },
    builtFrom: { ...builtFrom, text, elsewhere: true, target: null },
    how: { ...how, testTargets: [] },
    bake:
      bake === null
        ? null
        : {
            ...bake,
            attributes: asCached(bake.attributes),
            linked: Object.fromEntries(
              Object.entries(bake.linked).map(([key, target]) => [key, asCached(target)]),
            ),
          },
  };
}
