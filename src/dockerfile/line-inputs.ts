import { createHash } from "node:crypto";
import { isRemote, neededDependencies, type StageDependency } from "./dependencies.ts";
import { type ParsedInstruction, parseDockerfile } from "./parse.ts";
import { type Naming, type ResolvedStage, resolveStages, stageIndex } from "./sources.ts";
import { splitStages } from "./stages.ts";
import { quotedWords } from "./words.ts";

/** A Dockerfile, with everything else that decides the result of its build. */
export interface LineSources {
  readonly text: string;
  /** Name of a stage, null for the last one. */
  readonly target: string | null;
  readonly naming: Naming;
  /** Other settings that change what is built. */
  readonly settings: unknown;
  /** Makes inputs that cannot be compared differ between both sides. */
  readonly side: "before" | "after";
  /**
   * Whether the instruction at a line takes files that differ from the other side's: files of the build context, also
   * by what the ONBUILD of an image does at a FROM, and secrets.
   */
  readonly takesOther: (line: number) => boolean;
}

/** The inputs of an instruction's layer. */
export interface LineInputs {
  /** The same on both sides only if the text is the same and all inputs that the repository has. */
  readonly fingerprint: string;
  /** Whether something outside of the repository is among its inputs: what a RUN fetches, an image, a URL. */
  readonly reachesOut: boolean;
}

/**
 * The inputs of the instructions of a target and of the stages above it, by their first lines. The inputs of a RUN are
 * all instructions before it, in its stage and in the stages that it is built upon. The inputs of a COPY or ADD are only
 * the files that it copies, because the size of its layer depends on nothing else.
 */
export function lineInputs(sources: LineSources): ReadonlyMap<number, LineInputs> {
  const { text, target, naming, side, takesOther } = sources;
  const { stages } = resolveStages(text, naming);
  const inputs = instructionInputs(sources);
  const start = startOf(sources, stages);
  const lines = new Map<number, LineInputs>();
  const ends: LineInputs[] = [];
  // A stage takes from those above it only.
  for (const stage of stages.slice(0, stageIndex(stages, target) + 1)) {
    const { source, base, from, isReplaced } = stage;
    const parent = source.kind === "stage" ? ends[source.index] : undefined;
    const isNamed = source.kind !== "other" || base === null || base === "scratch";
    const isKnown = !isReplaced && isNamed && !takesOther(from.lines[0]);
    let fingerprint = hash([
      start,
      inputs.written(from.lines),
      base ?? inputs.globals,
      parent?.fingerprint ?? null,
      isKnown ? null : side,
    ]);
    let reachesOut = parent?.reachesOut ?? base !== "scratch";
    const triggers = source.kind === "stage" ? triggersOf(stages[source.index]) : [];
    for (const own of [...triggers, ...stage.instructions]) {
      const state = inputs.of(own, fingerprint, ends);
      const [line] = own.lines;
      // The instruction behind ONBUILD is built in each stage that is built upon this one.
      const other = lines.get(line);
      lines.set(line, other === undefined ? state : bothOf(other, state));
      fingerprint = hash([fingerprint, state.fingerprint]);
      reachesOut ||= state.reachesOut;
    }
    ends.push({ fingerprint, reachesOut });
  }
  return lines;
}

function triggersOf(parent: ResolvedStage | undefined): ResolvedStage["triggers"] {
  return parent === undefined || parent.isReplaced ? [] : parent.triggers;
}

function bothOf(one: LineInputs, other: LineInputs): LineInputs {
  const fingerprint = hash([one.fingerprint, other.fingerprint]);
  return { fingerprint, reachesOut: one.reachesOut || other.reachesOut };
}

type Instruction = Pick<ParsedInstruction, "keyword" | "rest" | "lines">;

function instructionInputs({ text, target, naming, side, takesOther }: LineSources) {
  const dockerfile = parseDockerfile(text);
  const { escapeCharacter } = dockerfile;
  const { before } = splitStages(dockerfile);
  const rows = text.split("\n");
  const written = ([first, last]: readonly [number, number]) => rows.slice(first - 1, last).join("\n");
  const globalNames = new Set(before.flatMap((own) => namesOfArg(own, escapeCharacter)));
  /** The values of the ARGs before the first FROM. */
  const globals = hash([before.map(({ lines }) => written(lines)), valuesOf([...globalNames], naming)]);

  const taken = new Map<number, StageDependency[]>();
  for (const dependency of neededDependencies(text, [target], naming)) {
    const [line] = dependency.lines;
    taken.set(line, [...(taken.get(line) ?? []), dependency]);
  }
  const partOf = (ends: readonly LineInputs[], { from, paths }: StageDependency): LineInputs => {
    switch (from.kind) {
      case "context":
        return { fingerprint: "", reachesOut: paths.some(isRemote) };
      case "stage":
        return ends[from.index] ?? { fingerprint: side, reachesOut: true };
      case "image":
        return { fingerprint: from.name, reachesOut: true };
      case "other":
        return { fingerprint: side, reachesOut: true };
    }
  };
  return {
    written,
    globals,
    /** @param above fingerprint of all instructions before it @param ends the stages above its own */
    of: (own: Instruction, above: string, ends: readonly LineInputs[]): LineInputs => {
      const [line] = own.lines;
      const code = written(own.lines);
      const parts = (taken.get(line) ?? []).map((dependency) => partOf(ends, dependency));
      const names = namesOfArg(own, escapeCharacter);
      const isCopy = own.keyword === "COPY" || own.keyword === "ADD";
      return {
        fingerprint: hash([
          code,
          parts.map((part) => part.fingerprint),
          takesOther(line) ? side : null,
          valuesOf(names, naming),
          names.some((name) => globalNames.has(name)) ? globals : null,
          // Variables are set above.
          isCopy && !code.includes("$") ? null : above,
        ]),
        reachesOut: own.keyword === "RUN" || parts.some(({ reachesOut }) => reachesOut),
      };
    },
  };
}

/** The start of every stage, with build arguments that need no ARG: proxies and settings of BuildKit. */
function startOf({ text, naming, settings }: LineSources, stages: readonly ResolvedStage[]): string {
  const dockerfile = parseDockerfile(text);
  const declared = new Set(
    [...splitStages(dockerfile).before, ...stages.flatMap(({ instructions }) => instructions)].flatMap(
      (own) => namesOfArg(own, dockerfile.escapeCharacter),
    ),
  );
  const others = Object.keys(naming.buildArgs ?? {}).filter((name) => !declared.has(name));
  const directives = text.split("\n").filter((row) => /^\s*#\s*(?:syntax|escape|check)\s*=/i.test(row));
  return hash([directives, valuesOf(others.sort(), naming), naming.platform ?? null, settings]);
}

function namesOfArg(
  { keyword, rest }: Omit<Instruction, "lines">,
  escapeCharacter: string,
): readonly string[] {
  if (keyword !== "ARG") return [];
  return quotedWords(rest, escapeCharacter).map((word) => word.replace(/=.*$/s, ""));
}

/** The build arguments of these names, as far as they are set. */
function valuesOf(names: readonly string[], { buildArgs }: Naming): readonly unknown[] {
  const args = new Map(Object.entries(buildArgs ?? {}));
  return names.map((name) => (args.has(name) ? [name, args.get(name)] : null));
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
