import { neededDependencies } from "../../src/dockerfile/dependencies.ts";
import { type Command, parseDockerfile } from "../../src/dockerfile/parse.ts";
import { type DependencySource, resolveStages } from "../../src/dockerfile/sources.ts";
import { splitWords } from "../../src/dockerfile/white-space.ts";
import { quotedWords } from "../../src/dockerfile/words.ts";
import { type DockerfileAnswer, type DockerfileCase, dockerfileCases } from "../fixtures/dockerfiles.ts";

const cases = dockerfileCases();

/** The words of the compared instructions, in BuildKit's form. */
function wordsOf(
  { keyword, rest, list, trigger = null }: Command & { trigger?: Command | null },
  escapeCharacter: string,
): readonly string[] | null {
  if (trigger !== null) {
    const words = wordsOf(trigger, escapeCharacter);
    return words === null ? null : [trigger.keyword, ...trigger.flags, ...words];
  }
  switch (keyword) {
    case "FROM":
      return rest === "" ? [] : splitWords(rest);
    case "ARG":
      return quotedWords(rest, escapeCharacter);
    case "COPY":
    case "ADD":
      return list ?? (rest === "" ? [] : splitWords(rest));
    case "RUN":
      return list ?? (rest === "" ? [] : [rest]);
    default:
      return null;
  }
}

/** The parser's result for a case. */
function parsed({ lines, args = {}, platform }: DockerfileCase) {
  const text = lines.join("\n");
  const naming = { buildArgs: args, buildContexts: null, platform: platform ?? null };
  const { escapeCharacter, instructions } = parseDockerfile(text);
  const { stages } = resolveStages(text, naming);
  return {
    stages: stages.map(({ name, written, base, source, from }) => ({
      name: name ?? "",
      written,
      base,
      parent: source.kind === "stage" ? source.index : null,
      line: from.lines[0],
    })),
    takes: neededDependencies(text, [null, ...stages.map(({ name }) => name)], naming)
      .filter(({ lines }) => stages.every(({ from }) => from.lines[0] !== lines[0]))
      .flatMap(({ from }) => sourceText(from)),
    instructions: instructions.map((instruction) => ({
      keyword: instruction.keyword,
      lines: instruction.lines,
      flags: instruction.flags,
      words: wordsOf(instruction, escapeCharacter),
    })),
  };
}

function sourceText(source: DependencySource): string[] {
  switch (source.kind) {
    case "context":
      return [];
    case "stage":
      return [`stage ${source.index}`];
    case "image":
      return [source.name];
    case "other":
      return ["other"];
  }
}

/** BuildKit's answer in the same form, without words that are not compared. */
function expected({ stages = [], instructions = [] }: DockerfileAnswer, ours: ReturnType<typeof parsed>) {
  return {
    stages: stages.map(({ takes: _, ...stage }) => stage),
    takes: stages.flatMap(({ takes = [] }) => takes),
    instructions: instructions.map(({ keyword, lines, flags = [], words = [] }, index) => ({
      keyword,
      lines,
      flags,
      words: ours.instructions[index]?.words === null ? null : words,
    })),
  };
}

test("every case has a name of its own", () => {
  expect(cases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(cases.map(({ given }) => given.name)).size).toBe(cases.length);
});

const accepted = cases.filter(({ answer }) => answer.refused === null);
test.each(accepted.map(({ given, answer }) => ({ name: given.name, given, answer })))(
  "stagegate reads it as BuildKit does: $name",
  ({ given, answer }) => {
    const ours = parsed(given);
    expect(ours).toEqual(expected(answer, ours));
  },
);

const refused = cases.filter(({ answer }) => answer.refused !== null);
test.each(refused.map(({ given }) => ({ name: given.name, given })))(
  "stagegate reads it without an error, although BuildKit refuses it: $name",
  ({ given }) => {
    const { instructions } = parsed(given);
    for (const { lines } of instructions) {
      expect(lines[0]).toBeGreaterThanOrEqual(1);
      expect(lines[1]).toBeLessThanOrEqual(given.lines.length);
    }
  },
);
