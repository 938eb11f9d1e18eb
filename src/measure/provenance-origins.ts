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
 * Reads from BuildKit's SLSA provenance (v0.2 or v1, mode max) which Dockerfile line made which layer. A layer belongs
 * to a step by its position, because digests repeat for empty layers and differ with compression.
 * @param file path of the Dockerfile for messages
 * @param target name of the stage, or null for the last one
 * @param linked the Dockerfiles of its named contexts
 * @param naming the values of variables and names; undefined if they are unknown
 * @param stage another stage of the same build, which `target` then names; null for the stage that was built
 * @returns null if the provenance lacks the necessary parts (mode min, another builder)
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
  const lines = withTriggers(
    chain.own.map((id) => lineOf(parts, id, { dockerfile, stages })),
    naming,
  );
  const own = lines.flatMap((found): DockerfileOrigins["own"] =>
    found === null ? [] : [{ kind: "instruction", file: fileOf(found.dockerfile.text), ...found.line }],
  );
  if (own.length < lines.length) return null;
  const from = outermostFrom({ text: dockerfile?.text ?? "", target, linked }, naming);
  if (chain.base === null)
    return { knownBy: "provenance", base: { name: "scratch", from, digest: null, layers: 0 }, own };

  const source = parts.steps.find(({ id }) => id === chain.base)?.source?.identifier;
  const layers = parts.layers[`${chain.base}:0`]?.length;
  const all = stage?.layers ?? parts.layers[result ?? ""]?.length;
  // BuildKit does not list the layers of a base that it did not load, because all steps were cached.
  const below = layers ?? (all === undefined ? undefined : all - own.length);
  if (source == null || below === undefined) return null;
  return { knownBy: "provenance", base: { ...imageName(source), from, layers: below }, own };
}

/** The Dockerfiles in a provenance (mode max), the one of the last step first; empty if there are none. */
export function dockerfilesIn(provenance: unknown): readonly BuiltDockerfile[] {
  const parts = findParts(provenance);
  if (parts === null) return [];
  const { own } = stepsOfLayers(parts.steps, parts.steps.at(-1)?.inputs[0] ?? null);
  const last = lineOf(parts, own.at(-1) ?? "")?.dockerfile;
  const others = parts.dockerfiles.filter((dockerfile) => dockerfile !== last);
  return last === undefined ? others : [last, ...others];
}

/**
 * The lines of the FROMs of a Dockerfile at which a build ran steps: ONBUILD instructions of a base image or of a stage
 * trigger there. Null if the provenance does not show this.
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
 * Why a provenance with Dockerfiles cannot be true, in a few words; null if nothing contradicts it. Each step must lead
 * to an instruction.
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

/** The instructions that steps with a layer may lead to; for an ONBUILD of an image, that is the FROM. */
const LEADS = /^(?:RUN|COPY|ADD|WORKDIR|FROM|ONBUILD)\s/i;

/** The result of a stage of a build. */
export interface StageResult {
  /** The result of its last step: `step4:0`. */
  readonly result: string;
  /** Number of its layers, with the layers of its base image. */
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

/** The instruction of each step of a build, by the step's digest; without steps whose instruction is unknown. */
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

/** The text of the outermost FROM, even if it is in a linked Dockerfile. */
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

/** The stages of a Dockerfile that make up a target, by the lines of their FROMs. */
interface TargetStages {
  readonly dockerfile: Dockerfile | undefined;
  readonly stages: ReadonlySet<number>;
}

/**
 * The line of a step. If several stages begin alike and share a step, it has a line in each of them.
 * @param target its stages are preferred
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
 * The real lines of steps that BuildKit shows at a FROM: after ONBUILD, in the stage that the FROM names. For an
 * ONBUILD of an image the line is unknown, so the step stays at the FROM, with a note.
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

/** The stage at whose FROM a step is shown, although a FROM itself makes no layer. */
function stageOfFrom({ dockerfile, line }: FoundLine): Stage | undefined {
  return dockerfile.stages.find((stage) => stage.line === line.lines[0]);
}

const MAKES_LAYER: ReadonlySet<string> = new Set(["RUN", "COPY", "ADD", "WORKDIR"]);
const OF_BASE = "(ONBUILD of the base image)";
