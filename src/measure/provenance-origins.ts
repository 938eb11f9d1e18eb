import { allLinked, type BuiltFrom } from "../dockerfile/built-from.ts";
import { parseChain } from "../dockerfile/instructions.ts";
import type { Naming } from "../dockerfile/sources.ts";
import { parseStages, type Stage } from "../dockerfile/stages.ts";
import { fromLines, triggersAt } from "../dockerfile/triggers.ts";
import type { DockerfileOrigins } from "./layer-origins.ts";
import {
  type BuiltDockerfile,
  type Dockerfile,
  findParts,
  imageName,
  type Parts,
  stepsOfLayers,
} from "./provenance.ts";

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
