import * as v from "valibot";
import { allLinked, type BuiltFrom } from "../dockerfile/built-from.ts";
import { instructionTexts, parseChain, type TextAt } from "../dockerfile/instructions.ts";
import type { Naming } from "../dockerfile/sources.ts";
import { parseStages, type Stage } from "../dockerfile/stages.ts";
import { fromLines, triggersAt } from "../dockerfile/triggers.ts";
import type { DockerfileOrigins } from "./layer-origins.ts";

/**
 * Reads which Dockerfile line made which layer from BuildKit's SLSA provenance (v0.2 or v1, mode max).
 * A layer belongs to a step by its position: digests repeat for empty layers and differ by compression.
 * @param file path of the Dockerfile as it is shown
 * @param target name of the stage, or null for the last one
 * @param linked what its named contexts were built from
 * @param naming what its variables and names stand for; nothing where nobody says it
 * @param stage another stage of the same build, which `target` names then; null for what was built
 * @returns null where the provenance has not what it takes (mode min, another builder)
 * @see https://docs.docker.com/build/metadata/attestations/slsa-definitions/
 */
export function readOrigins(
  provenance: unknown,
  file: string,
  target: string | null,
  linked: Linked = {},
  naming?: Naming,
  stage: StageResult | null = null,
): DockerfileOrigins | null {
  const parts = findParts(provenance);
  const result = stage?.result ?? parts?.steps.at(-1)?.inputs[0] ?? null;
  if (parts === null || parts.steps.length === 0) return null;

  const chain = stepsOfLayers(parts.steps, result);
  const others = allLinked(linked);
  const fileOf = (text: string) => others.find((other) => other.text === text)?.file ?? file;
  const dockerfile = parts.dockerfiles.find(({ text }) => fileOf(text) === file) ?? parts.dockerfiles[0];
  const stages = new Set(fromLines(dockerfile?.text ?? "", target, naming));
  const told = withTriggers(
    chain.own.map((id) => lineOf(parts, id, { dockerfile, stages })),
    naming,
  );
  const own = told.flatMap((found): DockerfileOrigins["own"] =>
    found === null ? [] : [{ kind: "instruction", file: fileOf(found.dockerfile.text), ...found.line }],
  );
  if (own.length < told.length) return null;
  const from = outermostFrom({ text: dockerfile?.text ?? "", target, linked }, naming);
  if (chain.base === null)
    return { knownBy: "provenance", base: { name: "scratch", from, digest: null, layers: 0 }, own };

  const source = parts.steps.find(({ id }) => id === chain.base)?.source?.identifier;
  const layers = parts.layers[`${chain.base}:0`]?.length;
  const all = stage?.layers ?? parts.layers[result ?? ""]?.length;
  // BuildKit tells nothing of a base that it did not have to load: all steps cached, or a neighbour's run.
  const below = layers ?? (all === undefined ? undefined : all - own.length);
  if (source == null || below === undefined) return null;
  return { knownBy: "provenance", base: { ...imageName(source), from, layers: below }, own };
}

/** A Dockerfile as a build read it. */
export interface BuiltDockerfile {
  /** As the builder was told it: without the folder that it was sent from. */
  readonly name: string;
  readonly text: string;
}

/** The Dockerfiles that a provenance holds (mode max), first that of the last step; empty where it holds none. */
export function dockerfilesIn(provenance: unknown): readonly BuiltDockerfile[] {
  const parts = findParts(provenance);
  if (parts === null) return [];
  const { own } = stepsOfLayers(parts.steps, parts.steps.at(-1)?.inputs[0] ?? null);
  const last = lineOf(parts, own.at(-1) ?? "")?.dockerfile;
  const others = parts.dockerfiles.filter((dockerfile) => dockerfile !== last);
  return last === undefined ? others : [last, ...others];
}

/**
 * The lines of the FROMs of a Dockerfile at which a build ran steps: what the ONBUILD instructions of a base image, or
 * of a stage, do there. Null if the provenance does not tell it.
 */
export function fromsWithTriggers(provenance: unknown, text: string): ReadonlySet<number> | null {
  const parts = findParts(provenance);
  const isOfText = parts?.dockerfiles.some((dockerfile) => dockerfile.text === text) === true;
  if (parts === null || parts.steps.length === 0 || !isOfText) return null;
  const found = parts.steps.flatMap(({ id, exec, file, merge }) => {
    if (exec == null && file == null && merge == null) return [];
    const places = Object.hasOwn(parts.locations, id) ? (parts.locations[id] ?? []) : [];
    return places.flatMap(({ sourceIndex, ranges }) =>
      parts.dockerfiles[sourceIndex]?.text === text ? ranges.map(({ start }) => start.line) : [],
    );
  });
  const froms = new Set(parseStages(text).map(({ line }) => line));
  return new Set(found.filter((line) => froms.has(line)));
}

/**
 * Why a provenance that holds Dockerfiles cannot be true, in a few words; null where nothing tells against it. Each step
 * must lead to an instruction.
 */
export function flawIn(provenance: unknown): string | null {
  const parts = findParts(provenance);
  if (parts === null) return null;
  if (parts.dockerfiles.some(({ isDecoded }) => !isDecoded))
    return "the text of its Dockerfile is not base64";
  const { own } = stepsOfLayers(parts.steps, parts.steps.at(-1)?.inputs[0] ?? null);
  const wrong = own
    .flatMap((id) => lineOf(parts, id)?.line ?? [])
    .find(({ instruction }) => !LEADS.test(instruction));
  return wrong === undefined ? null : `its Dockerfile has no instruction at line ${wrong.lines[0]}`;
}

/** What BuildKit shows a step that makes a layer at: the instruction, or the FROM whose image has it as ONBUILD. */
const LEADS = /^(?:RUN|COPY|ADD|WORKDIR|FROM|ONBUILD)\s/i;

/** What a stage of a build came to. */
export interface StageResult {
  /** The result of its last step: `step4:0`. */
  readonly result: string;
  /** Number of its layers, those of its base image included. */
  readonly layers: number;
}

/** An instruction as the Dockerfile has it. */
export interface DockerfileLine {
  readonly stage: string | null;
  /** First and last line, from 1. */
  readonly lines: readonly [number, number];
  /** On one line. */
  readonly instruction: string;
}

/** Which instruction each step of a build came from, by the step's digest; empty where it is not known. */
export function linesOfSteps(provenance: unknown): Map<string, DockerfileLine> {
  const parts = findParts(provenance);
  if (parts === null) return new Map();
  return new Map(
    Object.entries(parts.digests).flatMap(([digest, id]): [string, DockerfileLine][] => {
      const found = lineOf(parts, id);
      return found === null ? [] : [[digest, found.line]];
    }),
  );
}

type Linked = NonNullable<BuiltFrom["linked"]>;

/** What the outermost FROM names, also where that stands in a Dockerfile that is linked. */
function outermostFrom(
  { text, target, linked = {} }: Omit<BuiltFrom, "file">,
  naming: Naming | undefined,
): string | null {
  const chain = parseChain(text, target, naming);
  if (chain === null) return null;
  const link = linked[chain.base ?? chain.from];
  return link === undefined ? chain.from : outermostFrom(link, link.naming);
}

interface FoundLine {
  readonly line: DockerfileLine;
  readonly dockerfile: Dockerfile;
}

/** The stages of a Dockerfile that a target is made of, by the lines of their FROMs. */
interface TargetStages {
  readonly dockerfile: Dockerfile | undefined;
  readonly stages: ReadonlySet<number>;
}

/**
 * Where a step stands. One that several stages share, because they begin alike, stands in each of them.
 * @param target whose stages count first
 */
function lineOf({ locations, dockerfiles }: Parts, id: string, target?: TargetStages): FoundLine | null {
  const found = (Object.hasOwn(locations, id) ? (locations[id] ?? []) : []).flatMap(
    ({ sourceIndex, ranges }) => {
      const dockerfile = dockerfiles[sourceIndex];
      if (ranges.length === 0 || dockerfile === undefined) return [];
      const first = Math.min(...ranges.map(({ start }) => start.line));
      const last = Math.max(...ranges.map(({ end }) => end.line));
      return [{ dockerfile, lines: [first, last] as const, stage: stageAt(dockerfile, first) }];
    },
  );
  const isOfTarget = ({ dockerfile, stage }: (typeof found)[number]) =>
    dockerfile === target?.dockerfile && target?.stages.has(stage?.line ?? 0) === true;
  const place = found.find(isOfTarget) ?? found[0];
  if (place === undefined) return null;
  const { dockerfile, lines, stage } = place;
  const line = { stage: stage?.name ?? null, lines, instruction: dockerfile.textAt(lines) };
  return { line, dockerfile };
}

function stageAt({ stages }: Dockerfile, line: number): Stage | undefined {
  return stages.findLast((stage) => stage.line <= line);
}

/**
 * The lines where what BuildKit shows at a FROM really stands: behind ONBUILD, in the stage that the FROM names.
 * Of an image's ONBUILD nothing more is known, so that stays at the FROM, with a word of what it is.
 */
function withTriggers(steps: readonly (FoundLine | null)[], naming?: Naming): (FoundLine | null)[] {
  return steps.map((step, index) => {
    const stage = step === null ? undefined : stageOfFrom(step);
    if (step === null || stage === undefined) return step;
    const isSame = (other: FoundLine | null) => other !== null && stageOfFrom(other) === stage;
    const triggers = triggersAt(step.dockerfile.text, stage.line, naming).filter(({ keyword }) =>
      MAKES_LAYER.has(keyword),
    );
    const trigger = triggers[steps.slice(0, index).filter(isSame).length];
    if (trigger === undefined || triggers.length !== steps.filter(isSame).length)
      return { ...step, line: { ...step.line, instruction: `${step.line.instruction} ${OF_BASE}` } };
    return {
      ...step,
      line: { stage: trigger.stage, lines: trigger.lines, instruction: trigger.text },
    };
  });
}

/** The stage whose FROM a step is shown at, as that does not make a layer itself. */
function stageOfFrom({ dockerfile, line }: FoundLine): Stage | undefined {
  return dockerfile.stages.find((stage) => stage.line === line.lines[0]);
}

const MAKES_LAYER: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD", "WORKDIR"]);
const OF_BASE = "(ONBUILD of the base image)";

/** A Dockerfile's text, its stages, and what stands at its lines. */
interface Dockerfile extends BuiltDockerfile {
  /** Whether its text was base64 all through. */
  readonly isDecoded: boolean;
  readonly stages: readonly Stage[];
  readonly textAt: TextAt;
}

/** Protobuf leaves zeros out, and Go leaves out what is empty, or writes null. */
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
          /** Of a copy: where it takes from. */
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

/** Layers up to the first result of a step; undefined where BuildKit does not say. */
const layersOfResult = v.pipe(
  v.nullish(v.array(v.nullish(v.array(v.unknown())))),
  v.transform((results) => results?.[0] ?? undefined),
);

const info = <T extends v.GenericSchema<unknown, string>>(data: T) =>
  v.object({ data, filename: v.nullish(v.string(), "Dockerfile") });

const metadata = v.object({
  source: v.object({
    locations: byName(locations),
    /** The Dockerfiles as they were read; several where a context was built by itself. */
    infos: v.tupleWithRest([info(v.string())], info(v.nullish(v.string(), ""))),
  }),
  layers: v.nullish(byName(layersOfResult), {}),
});

/** The same parts lie elsewhere in SLSA v0.2 and in v1. */
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

type Parts = v.InferOutput<typeof partsSchema>;

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
  // Steps in a circle, which no builder makes, lead nowhere.
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
