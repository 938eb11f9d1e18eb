/** One place of a pattern: any text (`*`), or a test of one character. */
type Part = "*" | ((character: string) => boolean);

/**
 * Tests whether names match a pattern without slashes: `*` any text, `?` one character, `[ab]` one of these,
 * `[!ab]` any other. The time is at most the product of both lengths, whatever the pattern is.
 * @throws SyntaxError if a range runs backwards, as in `[z-a]`
 */
export function wildcards(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/(\*+|\?|\[[^\]]+\])/).flatMap(partsOf);
  return (name) => fits(parts, name);
}

function partsOf(text: string): Part[] {
  if (text.startsWith("*")) return ["*"];
  if (text === "?") return [() => true];
  const [, not, characters] = /^\[(!?)(.+)\]$/s.exec(text) ?? [];
  if (characters === undefined) return [...text].flatMap((letter) => [...literal(letter)]);
  const set = new RegExp(`^[${not === "!" ? "^" : ""}${characters.replace(/[\^\]\\]/g, "\\$&")}]$`, "s");
  return [(character) => set.test(character)];
}

/** A letter beyond the first 65,536 is two characters. */
function literal(letter: string): Part[] {
  return letter.split("").map((expected) => (character: string) => character === expected);
}

/** Only the last `*` is ever tried again with more text: the match before it stays valid. */
function fits(parts: readonly Part[], name: string): boolean {
  let [at, part] = [0, 0];
  let star: { readonly part: number; at: number } | null = null;
  while (at < name.length) {
    const next = parts[part];
    if (next === "*") {
      part += 1;
      star = { part, at };
    } else if (next?.(name.charAt(at)) === true) {
      at += 1;
      part += 1;
    } else if (star !== null) {
      star.at += 1;
      at = star.at;
      part = star.part;
    } else return false;
  }
  while (parts[part] === "*") part += 1;
  return part === parts.length;
}
