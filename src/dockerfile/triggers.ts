import { type Instruction, parseChain } from "./instructions.ts";
import { parseStages, type Stage } from "./stages.ts";

/** An instruction that makes a target, as it is carried out. */
export interface BuiltInstruction extends Instruction {
  /**
   * Whether it stands behind ONBUILD. It is then carried out at the FROM of the stage that is built upon its
   * own; its keyword is that of what it triggers, its stage, lines and text are where it stands.
   */
  readonly isTrigger: boolean;
}

/**
 * The instructions that make a target, in the order in which they are carried out: what stands behind ONBUILD
 * where the next stage begins. The ONBUILD instructions themselves stay in their places too.
 * @param target name of a stage, or null for the last one
 * @returns null where there is no such stage
 */
export function builtInstructions(dockerfile: string, target: string | null): BuiltInstruction[] | null {
  const chain = parseChain(dockerfile, target);
  if (chain === null) return null;
  const stages = parseStages(dockerfile);
  const last = stageOf(stages, target);
  const built: BuiltInstruction[] = [];
  let waiting: BuiltInstruction[] = [];
  let stage: Stage | undefined;
  for (const instruction of chain.instructions) {
    const own = stageAt(stages, instruction.lines[0]);
    if (own !== stage) {
      built.push(...waiting);
      waiting = [];
      stage = own;
    }
    built.push({ ...instruction, isTrigger: false });
    if (instruction.keyword === "ONBUILD") waiting.push(triggerOf(instruction));
  }
  if (stage !== last) built.push(...waiting);
  return built;
}

/** What the FROM at a line triggers of the stage that it names, in order; nothing of an image's ONBUILD. */
export function triggersAt(dockerfile: string, line: number): BuiltInstruction[] {
  const stages = parseStages(dockerfile);
  const stage = stages.find((one) => one.line === line);
  const target = stage === stages.at(-1) ? null : (stage?.name ?? null);
  const [own, parent] = stagesOf(dockerfile, target);
  if (stage === undefined || own?.line !== line || parent === undefined) return [];
  return (builtInstructions(dockerfile, target) ?? []).filter(
    ({ isTrigger, lines }) => isTrigger && stageAt(stages, lines[0])?.line === parent.line,
  );
}

/** The stages that a target is made of, its own first, up to the one whose FROM names an image. */
export function stagesOf(dockerfile: string, target: string | null): Stage[] {
  const stages = parseStages(dockerfile);
  const chain: Stage[] = [];
  for (let stage = stageOf(stages, target); stage !== undefined; ) {
    chain.push(stage);
    const { base, line } = stage;
    stage = stages.findLast((above) => above.line < line && above.name === base.toLowerCase());
  }
  return chain;
}

function stageOf(stages: readonly Stage[], target: string | null): Stage | undefined {
  return target === null ? stages.at(-1) : stages.findLast(({ name }) => name === target.toLowerCase());
}

function stageAt(stages: readonly Stage[], line: number): Stage | undefined {
  return stages.findLast((stage) => stage.line <= line);
}

function triggerOf(instruction: Instruction): BuiltInstruction {
  const [, keyword = ""] = /^ONBUILD\s+(\w+)/i.exec(instruction.text) ?? [];
  return { ...instruction, keyword: keyword.toUpperCase(), isTrigger: true };
}
