import * as v from "valibot";
import { findParts, imageName, type Step, stepsOfLayers } from "../provenance.ts";

/** The steps of a build, with the files that they copy from each other. */
export interface BuildSteps {
  /** The result that was built: `step7:0`. */
  readonly built: string;
  /** The layers up to a result. */
  readonly stageOf: (result: string) => StageSteps;
}

/** A layer's blob. */
export interface Blob {
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

/** The layers of a stage, with the inputs of their instructions. */
export interface StageSteps {
  /** Name of its base image; null for `scratch`. */
  readonly base: string | null;
  /**
   * The large blobs of its base image; empty if BuildKit did not know its layers. Small blobs cost nothing, and a stage
   * may have them again above its base image: all layers without files are equal.
   */
  readonly baseBlobs: readonly Blob[];
  /** One for each layer above the base image. */
  readonly layers: readonly LayerInputs[];
}

/** The inputs of one instruction. */
export interface LayerInputs {
  /** Null if it copies nothing from a stage or an image. */
  readonly copy: Copy | null;
  /** The paths or patterns that it takes from the build context, from the root of the context. */
  readonly context: readonly string[];
}

/** A `COPY --from`. */
export interface Copy {
  readonly from:
    | { readonly kind: "stage"; readonly result: string }
    | { readonly kind: "image"; readonly name: string };
  readonly paths: readonly CopiedPath[];
}

/** One source of a COPY as BuildKit executes it, with variables expanded. */
export interface CopiedPath {
  /** From the root of the stage or image that it copies from; may be a pattern. */
  readonly source: string;
  /** From the root of the image; ends in a slash if it is certainly a folder. */
  readonly destination: string;
}

/**
 * Reads from BuildKit's SLSA provenance (mode max) what the steps of a build copy from each other. The provenance has
 * the paths of each COPY as BuildKit executed it: with values for variables, and from the root.
 * @returns null if the provenance does not have the steps
 */
export function readSteps(provenance: unknown): BuildSteps | null {
  const parts = findParts(provenance);
  const built = parts?.steps.at(-1)?.inputs[0];
  if (parts === null || built === undefined) return null;
  const byId = new Map(parts.steps.map((step) => [step.id, step]));
  const sourceOf = (id: string | null) => byId.get(id ?? "")?.source?.identifier ?? null;
  const chains = new Map<string, StageSteps>();
  const stageOf = (result: string): StageSteps => {
    const known = chains.get(result);
    if (known !== undefined) return known;
    const { base, own } = stepsOfLayers(parts.steps, result);
    const source = sourceOf(base);
    const stage = {
      base: source === null ? null : imageName(source).name,
      baseBlobs: (parts.layers[`${base}:0`] ?? []).filter((blob) => v.is(largeBlobSchema, blob)),
      layers: own.flatMap((id) => byId.get(id) ?? []).map((step) => inputsOf(step, sourceOf)),
    };
    chains.set(result, stage);
    return stage;
  };
  return { built, stageOf };
}

const largeBlobSchema = v.object({
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
  size: v.pipe(v.number(), v.minValue(100_000)),
});

/** The name of the build context among the sources; named contexts have other names. */
const CONTEXT = "local://context";

function inputsOf(
  { inputs, exec, file }: Step,
  sourceOf: (step: string | null) => string | null,
): LayerInputs {
  const taken = [
    ...(exec?.mounts ?? []).map(({ input, selector }) => ({
      from: inputs[input] ?? null,
      source: selector,
      destination: null,
    })),
    ...(file?.actions ?? []).flatMap(({ secondaryInput, Action }) =>
      Action?.copy == null
        ? []
        : [{ from: inputs[secondaryInput] ?? null, source: Action.copy.src, destination: Action.copy.dest }],
    ),
  ].map((one) => ({ ...one, origin: sourceOf(one.from?.split(":")[0] ?? null) }));
  const copied = taken.flatMap(({ from, origin, source, destination }) => {
    const isLocal = origin !== null && !origin.startsWith("docker-image://");
    return destination === null || from === null || isLocal ? [] : [{ from, origin, source, destination }];
  });
  const [first] = copied;
  return {
    copy:
      first === undefined
        ? null
        : {
            from:
              first.origin === null
                ? { kind: "stage", result: first.from }
                : { kind: "image", name: imageName(first.origin).name },
            paths: copied.map(({ source, destination }) => ({ source, destination })),
          },
    context: taken.flatMap(({ origin, source }) => (origin === CONTEXT ? [source.replace(/^\/+/, "")] : [])),
  };
}
