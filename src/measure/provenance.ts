import * as v from "valibot";
import { instructionTexts, type TextAt } from "../dockerfile/instructions.ts";
import { parseStages, type Stage } from "../dockerfile/stages.ts";

/** A Dockerfile as a build read it. */
export interface BuiltDockerfile {
  /** As the builder knows it, without the folder that it was sent from. */
  readonly name: string;
  readonly text: string;
}

/** A Dockerfile's text, its stages, and its instructions by line. */
export interface Dockerfile extends BuiltDockerfile {
  /** Whether its text was valid base64. */
  readonly isDecoded: boolean;
  readonly stages: readonly Stage[];
  readonly textAt: TextAt;
}

/** Protobuf leaves out zeros, and Go leaves out empty values or writes null. */
const number = v.nullish(v.number(), 0);
const list = <T extends v.GenericSchema>(entry: T) => v.nullish(v.array(entry), []);
const byName = <T extends v.GenericSchema>(entry: T) => v.record(v.string(), entry);

const operation = v.object({
  source: v.nullish(v.object({ identifier: v.nullish(v.string()) })),
  exec: v.nullish(
    v.object({
      mounts: list(
        v.object({ input: number, dest: v.nullish(v.string()), selector: v.nullish(v.string(), "/") }),
      ),
    }),
  ),
  file: v.nullish(
    v.object({
      actions: list(
        v.object({
          input: number,
          /** For a copy: the input that it takes files from. */
          secondaryInput: number,
          Action: v.nullish(v.object({ copy: v.nullish(v.object({ src: v.string(), dest: v.string() })) })),
        }),
      ),
    }),
  ),
  merge: v.nullish(v.object({ inputs: list(v.object({ input: number })) })),
});

const step = v.pipe(
  v.object({
    id: v.string(),
    op: v.nullish(v.object({ Op: v.nullish(operation, {}) }), {}),
    /** `step3:0`: the step and which of its results. */
    inputs: list(v.string()),
  }),
  v.transform(({ id, op, inputs }) => ({ id, inputs, ...op.Op })),
);

export type Step = v.InferOutput<typeof step>;

const definition = v.object({
  llbDefinition: v.array(step),
  /** Ids of steps by their digests. */
  digestMapping: v.nullish(byName(v.string()), {}),
});

const position = v.object({ line: number });

/** The lines of a step; `sourceIndex` is the position of their Dockerfile. */
const locations = v.pipe(
  v.nullish(
    v.object({
      locations: list(
        v.object({ sourceIndex: number, ranges: list(v.object({ start: position, end: position })) }),
      ),
    }),
    {},
  ),
  v.transform(({ locations }) => locations),
);

/** Layers up to the first result of a step; undefined if BuildKit does not list them. */
const layersOfResult = v.pipe(
  v.nullish(v.array(v.nullish(v.array(v.unknown())))),
  v.transform((results) => results?.[0] ?? undefined),
);

const info = <T extends v.GenericSchema<unknown, string>>(data: T) =>
  v.object({ data, filename: v.nullish(v.string(), "Dockerfile") });

const metadata = v.object({
  source: v.object({
    locations: byName(locations),
    /** The Dockerfiles as the build read them; several if a context has a build of its own. */
    infos: v.tupleWithRest([info(v.string())], info(v.nullish(v.string(), ""))),
  }),
  layers: v.nullish(byName(layersOfResult), {}),
});

/** SLSA v0.2 and v1 have the same parts in different places. */
const partsSchema = v.pipe(
  v.union([
    v.pipe(
      v.object({
        buildConfig: definition,
        metadata: v.object({ "https://mobyproject.org/buildkit@v1#metadata": metadata }),
      }),
      v.transform(({ buildConfig, metadata }) => ({
        ...buildConfig,
        ...metadata["https://mobyproject.org/buildkit@v1#metadata"],
      })),
    ),
    v.pipe(
      v.object({
        buildDefinition: v.object({ internalParameters: v.object({ buildConfig: definition }) }),
        runDetails: v.object({ metadata: v.object({ buildkit_metadata: metadata }) }),
      }),
      v.transform(({ buildDefinition, runDetails }) => ({
        ...buildDefinition.internalParameters.buildConfig,
        ...runDetails.metadata.buildkit_metadata,
      })),
    ),
  ]),
  v.transform(({ llbDefinition: steps, digestMapping: digests, source: { locations, infos }, layers }) => ({
    steps,
    digests,
    locations,
    dockerfiles: infos.map(({ data, filename: name }): Dockerfile => {
      const text = Buffer.from(data, "base64").toString();
      const isDecoded = /^[A-Za-z0-9+/]*={0,2}$/.test(data);
      return { name, text, isDecoded, stages: parseStages(text), textAt: instructionTexts(text) };
    }),
    layers,
  })),
);

/** The parts of a provenance: the steps of the build, and the Dockerfiles with the lines of the steps. */
export type Parts = v.InferOutput<typeof partsSchema>;

/** The parts of BuildKit's SLSA provenance; null for anything else. */
export function findParts(provenance: unknown): Parts | null {
  const { success, output } = v.safeParse(partsSchema, provenance);
  return success ? output : null;
}

/** Walks from the last step to the source; each step on the way made one layer. */
export function stepsOfLayers(
  steps: readonly Step[],
  from: string | null,
): { base: string | null; own: string[] } {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const find = (input: string | null | undefined) => byId.get(input?.split(":")[0] ?? "");
  // No builder makes a circle of steps; such steps lead nowhere.
  const seen = new Set<Step>();
  const walk = (last: string | null | undefined): { base: string | null; own: string[] } => {
    const own: string[] = [];
    for (let step = find(last); step !== undefined && !seen.has(step); ) {
      seen.add(step);
      const { id, inputs, source, exec, file, merge } = step;
      if (source != null) return { base: id, own: own.reverse() };
      if (merge != null) {
        // `COPY --link`: the layers of all inputs, one chain upon the other.
        const chains = merge.inputs.map(({ input }) => walk(inputs[input]));
        const merged = chains.flatMap((chain) => chain.own);
        return { base: chains[0]?.base ?? null, own: [...merged, ...own.reverse()] };
      }
      own.push(id);
      const parent =
        exec != null
          ? (exec.mounts.find(({ dest }) => dest === "/")?.input ?? 0)
          : (file?.actions[0]?.input ?? 0);
      step = find(inputs[parent]);
    }
    return { base: null, own: own.reverse() };
  };
  return walk(from);
}

/** `docker-image://docker.io/library/node:24@sha256:…` → `node:24` and its digest. */
export function imageName(identifier: string): { name: string; digest: string | null } {
  const [, reference = identifier, digest = null] =
    /^[a-z-]+:\/\/(.+?)(?:@(sha256:[0-9a-f]{64}))?$/.exec(identifier) ?? [];
  return { name: reference.replace(/^docker\.io\/(library\/)?/, ""), digest };
}
