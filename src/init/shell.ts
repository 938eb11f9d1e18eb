/** Stands for a part of a word that is unknown before the script runs, such as `$(date)`. */
const UNKNOWN = "\0";

/** Whether all of a word is known. */
export function isKnown(word: string): boolean {
  return !word.includes(UNKNOWN);
}

/** Most characters of a script that are read, so that the time has a limit. */
const LONGEST = 10_000;

const PIECE = new RegExp(
  [
    String.raw`(?<join>\\\r?\n)`,
    String.raw`(?<comment>(?<![^\s;&|()])#[^\n]*)`,
    String.raw`(?<space>[ \t]+)`,
    String.raw`(?<end>\r?\n|[;&|()])`,
    String.raw`(?<expression>\$\{\{[\s\S]*?\}\})`,
    String.raw`\$(?:\{(?<braced>\w+)\}|(?<variable>[A-Za-z_]\w*))`,
    String.raw`(?<computed>\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\x60[^\x60]*\x60)`,
    "'(?<single>[^']*)'",
    String.raw`"(?<double>(?:\\[\s\S]|[^"\\])*)"`,
    String.raw`\\(?<escaped>[\s\S])`,
    String.raw`(?<plain>[\s\S])`,
  ].join("|"),
  "gy",
);

/**
 * The commands of a shell script, without quotes, comments and operators. Expressions of GitHub (`${{ … }}`) stay
 * as they are. It ignores control structures: their bodies are commands like any other.
 * @param lookUp the value of a variable that the script does not set; null if it is not known
 */
export function shellCommands(script: string, lookUp: (name: string) => string | null): string[][] {
  const variables = new Map<string, string>();
  const commands: string[][] = [];
  let command: string[] = [];
  let word: string | null = null;
  const valueIn = (name: string) => variables.get(name) ?? lookUp(name) ?? UNKNOWN;
  const add = (part: string) => {
    word = (word ?? "") + part;
  };
  const endWord = () => {
    if (word !== null) command.push(word);
    word = null;
  };
  const endCommand = () => {
    endWord();
    const assigned = command.filter((one) => one !== "export");
    const pairs = assigned.map((one) => /^(\w+)=([\s\S]*)$/.exec(one));
    if (pairs.every((pair) => pair !== null))
      for (const [, name = "", value = ""] of pairs) variables.set(name, value);
    if (command.length > 0) commands.push(command);
    command = [];
  };
  const read = (text: string, isQuoted: boolean): void => {
    for (const { 0: piece, groups = {} } of text.matchAll(PIECE)) {
      const { join, comment, space, end, expression, computed, single, double, escaped } = groups;
      const name = groups["braced"] ?? groups["variable"];
      if (join !== undefined) continue;
      if (expression !== undefined) add(expression);
      else if (name !== undefined) add(valueIn(name));
      else if (computed !== undefined) add(UNKNOWN);
      else if (isQuoted) add(escaped !== undefined && /["$`\\]/.test(escaped) ? escaped : piece);
      else if (comment !== undefined || space !== undefined) endWord();
      else if (end !== undefined) endCommand();
      else if (single !== undefined) add(single);
      else if (double !== undefined) {
        add("");
        read(double, true);
      } else add(escaped ?? piece);
    }
  };
  read(script.slice(0, LONGEST), false);
  endCommand();
  return commands;
}
