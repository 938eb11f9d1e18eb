import * as v from "valibot";
import { findParts, imageName, type Step, stepsOfLayers } from "../provenance.ts";

/** The steps of a build, as far as they copy from each other. */
export interface BuildSteps {
  /** The result that was built: `step7:0`. */
  readonly built: string;
  /** What made the layers up to a result. */
  readonly stageOf: (result: string) => StageSteps;
}

/** A layer's blob. */
export interface Blob {
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

/** What made the layers of a stage. */
export interface StageSteps {
  /** Name of its base image; null for `scratch`. */
  readonly base: string | null;
  /**
   * The large blobs of its base image; none if BuildKit did not know its layers. Small ones are as good as free, and
   * a stage may well have them above its base image once more: every layer without a file is the same.
   */
  readonly baseBlobs: readonly Blob[];
  /** One for each layer above the base image. */
  readonly layers: readonly LayerInputs[];
}

/** What one instruction takes from elsewhere. */
export interface LayerInputs {
  /** Null if it copies nothing from a stage or an image. */
  readonly copy: Copy | null;
  /** What it takes of the build context: paths from its root, which may be patterns. */
  readonly context: readonly string[];
}

/** A `COPY --from`. */
export interface Copy {
  readonly from:
    | { readonly kind: "stage"; readonly result: string }
    | { readonly kind: "image"; readonly name: string };
  readonly paths: readonly CopiedPath[];
}

/** One source of a COPY, variables expanded, as BuildKit carries it out. */
export interface CopiedPath {
  /** From the root of what it copies from; may be a pattern. */
  readonly source: string;
  /** From the root of the image; ends in a slash if it is a folder for certain. */
  readonly destination: string;
}

/**
 * Reads what the steps of a build copy from each other from BuildKit's SLSA provenance (mode max), where the paths
 * of each COPY stand as BuildKit carried it out: with values for variables, and from the root.
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

/** The build context has this name among the sources, named contexts have others. */
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
