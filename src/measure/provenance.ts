import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { oneLine, parseChain } from "../dockerfile/instructions.ts";
import { parseStages, type Stage } from "../dockerfile/stages.ts";
import type { LayerOrigins } from "./layer-origins.ts";

/**
 * Reads which Dockerfile line made which layer from BuildKit's SLSA provenance (v0.2 or v1, mode max).
 * A layer belongs to a step by its position: digests repeat for empty layers and differ by compression.
 * @param file path of the Dockerfile as it is shown
 * @param target name of the stage, or null for the last one
 * @param linked what its named contexts were built from
 * @returns null where the provenance has not what it takes (mode min, another builder)
 * @see https://docs.docker.com/build/metadata/attestations/slsa-definitions/
 */
export function readOrigins(
  provenance: unknown,
  file: string,
  target: string | null,
  linked: Linked = {},
): LayerOrigins | null {
  const parts = findParts(provenance);
  const root = parts?.steps.at(-1);
  if (parts === null || root === undefined) return null;

  const chain = stepsOfLayers(parts.steps, root.inputs?.[0] ?? null);
  const told = chain.own.map((id) => lineOf(parts, id));
  const others = allLinked(linked);
  const fileOf = (text: string) => others.find((other) => other.text === text)?.file ?? file;
  const own = told.flatMap((found): LayerOrigins["own"] =>
    found === null ? [] : [{ kind: "instruction", file: fileOf(found.dockerfile.text), ...found.line }],
  );
  if (own.length < told.length) return null;
  const dockerfile = parts.dockerfiles.find(({ text }) => fileOf(text) === file) ?? parts.dockerfiles[0];
  const from = outermostFrom({ file, text: dockerfile?.text ?? "", target, linked });
  if (chain.base === null)
    return { knownBy: "provenance", base: { name: "scratch", from, digest: null, layers: 0 }, own };

  const source = parts.steps.find(({ id }) => id === chain.base)?.op.Op.source?.identifier;
  const layers = countLayers(parts, `${chain.base}:0`);
  const all = countLayers(parts, root.inputs?.[0]);
  // BuildKit tells nothing of a base that it did not have to load: all steps cached, or a neighbour's run.
  const below = layers ?? (all === undefined ? undefined : all - own.length);
  if (source === undefined || below === undefined) return null;
  return { knownBy: "provenance", base: { ...imageName(source), from, layers: below }, own };
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

/** Number of layers up to the result of a step; undefined where BuildKit does not say. */
function countLayers({ layers }: Parts, result = ""): number | undefined {
  return layers[result]?.[0]?.length;
}

type Linked = NonNullable<BuiltFrom["linked"]>;

/** All that something is built from by links, also indirectly. */
function allLinked(linked: Linked): BuiltFrom[] {
  return Object.values(linked).flatMap((one) => [one, ...allLinked(one.linked ?? {})]);
}

/** What the outermost FROM names, also where that stands in a Dockerfile that is linked. */
function outermostFrom({ text, target, linked = {} }: BuiltFrom): string | null {
  const base = parseChain(text, target)?.base ?? null;
  const link = base === null ? undefined : linked[base];
  return link === undefined ? base : outermostFrom(link);
}

function lineOf(
  { locations, dockerfiles }: Parts,
  id: string,
): { readonly line: DockerfileLine; readonly dockerfile: Dockerfile } | null {
  const [found, ...others] = (locations[id]?.locations ?? []).filter(({ ranges = [] }) => ranges.length > 0);
  const dockerfile = dockerfiles[found?.sourceIndex ?? 0];
  if (found === undefined || dockerfile === undefined) return null;
  const ranges = [found, ...others]
    .filter(({ sourceIndex }) => sourceIndex === found.sourceIndex)
    .flatMap((location) => location.ranges ?? []);
  const first = Math.min(...ranges.map(({ start }) => start.line));
  const last = Math.max(...ranges.map(({ end }) => end.line));
  const line = {
    stage: dockerfile.stages.findLast((stage) => stage.line <= first)?.name ?? null,
    lines: [first, last],
    instruction: oneLine(dockerfile.rows, [first, last]),
  } as const;
  return { line, dockerfile };
}

interface Step {
  readonly id: string;
  readonly op: { readonly Op: Operation };
  /** `step3:0`: the step and which of its results. */
  readonly inputs?: readonly string[];
}

interface Operation {
  readonly source?: { readonly identifier?: string };
  readonly exec?: { readonly mounts: readonly { readonly input?: number; readonly dest: string }[] };
  readonly file?: { readonly actions: readonly { readonly input: number }[] };
  readonly merge?: { readonly inputs: readonly { readonly input?: number }[] };
}

interface Parts {
  readonly steps: readonly Step[];
  readonly locations: Readonly<Record<string, { readonly locations?: readonly Location[] }>>;
  readonly layers: Readonly<Record<string, readonly (readonly unknown[])[]>>;
  /** Ids of steps by their digests. */
  readonly digests: Readonly<Record<string, string>>;
  /** As they were read; several where a context was built by itself. */
  readonly dockerfiles: readonly Dockerfile[];
}

/** A Dockerfile's text, its stages, and its lines. */
interface Dockerfile {
  readonly text: string;
  readonly stages: readonly Stage[];
  readonly rows: readonly string[];
}

interface Location {
  /** Which Dockerfile; protobuf leaves zeros out. */
  readonly sourceIndex?: number;
  readonly ranges?: readonly Range[];
}

interface Range {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

interface Metadata {
  readonly source?: {
    readonly locations?: Parts["locations"];
    readonly infos?: readonly { readonly data?: string }[];
  };
  readonly layers?: Parts["layers"];
}

interface Definition {
  readonly llbDefinition?: readonly Step[];
  readonly digestMapping?: Parts["digests"];
}

/** The same parts lie elsewhere in SLSA v0.2 and in v1. */
interface Provenance {
  readonly buildConfig?: Definition;
  readonly metadata?: { readonly "https://mobyproject.org/buildkit@v1#metadata"?: Metadata };
  readonly buildDefinition?: { readonly internalParameters?: { readonly buildConfig?: Definition } };
  readonly runDetails?: { readonly metadata?: { readonly buildkit_metadata?: Metadata } };
}

function findParts(provenance: unknown): Parts | null {
  const { buildConfig, metadata, buildDefinition, runDetails } = (provenance ?? {}) as Provenance;
  const definition = buildConfig ?? buildDefinition?.internalParameters?.buildConfig;
  const steps = definition?.llbDefinition;
  const own =
    metadata?.["https://mobyproject.org/buildkit@v1#metadata"] ?? runDetails?.metadata?.buildkit_metadata;
  const infos = own?.source?.infos ?? [];
  if (steps === undefined || infos[0]?.data === undefined || own?.source?.locations === undefined)
    return null;
  return {
    steps,
    locations: own.source.locations,
    layers: own.layers ?? {},
    digests: definition?.digestMapping ?? {},
    dockerfiles: infos.map(({ data = "" }) => {
      const text = Buffer.from(data, "base64").toString();
      return { text, stages: parseStages(text), rows: text.split("\n") };
    }),
  };
}

/** Walks from the last step to the source; each step on the way made one layer. */
function stepsOfLayers(steps: readonly Step[], from: string | null): { base: string | null; own: string[] } {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const step = from === null ? undefined : byId.get(from.split(":")[0] ?? "");
  if (step === undefined) return { base: null, own: [] };
  const { source, exec, file, merge } = step.op.Op;
  const input = (index: number | undefined) =>
    index === undefined || index < 0 ? null : (step.inputs?.[index] ?? null);
  if (source !== undefined) return { base: step.id, own: [] };
  if (merge !== undefined) {
    // `COPY --link`: the layers of all inputs, one chain upon the other.
    const chains = merge.inputs.map(({ input: index }) => stepsOfLayers(steps, input(index ?? 0)));
    return { base: chains[0]?.base ?? null, own: chains.flatMap(({ own }) => own) };
  }
  // Protobuf leaves zeros out: an absent input is the first one.
  const parent =
    exec !== undefined
      ? input(exec.mounts.find(({ dest }) => dest === "/")?.input ?? 0)
      : input(file?.actions[0]?.input ?? 0);
  const below = stepsOfLayers(steps, parent);
  return { base: below.base, own: [...below.own, step.id] };
}

/** `docker-image://docker.io/library/node:24@sha256:…` → `node:24` and its digest. */
function imageName(identifier: string): { name: string; digest: string | null } {
  const [, reference = identifier, digest = null] =
    /^[a-z-]+:\/\/(.+?)(?:@(sha256:[0-9a-f]{64}))?$/.exec(identifier) ?? [];
  return { name: reference.replace(/^docker\.io\/(library\/)?/, ""), digest };
}
