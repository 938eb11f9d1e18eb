/** How many patterns `{a,b/{c,d}}` stands for, here 3, without making them; Infinity beyond all numbers. */
export function countAlternatives(pattern: string): number {
  return evaluate<number>(pattern, {
    text: () => 1,
    both: (one, other) => one * other,
    either: (one, other) => one + other,
  });
}

/** The patterns that one with braces stands for: `{a,b/{c,d}}` is `a`, `b/c`, `b/d`. */
export function alternatives(pattern: string): string[] {
  return evaluate<string[]>(pattern, {
    text: (text) => [text],
    both: (beginnings, endings) => beginnings.flatMap((one) => endings.map((other) => one + other)),
    either: (one, other) => [...one, ...other],
  });
}

/** What plain text comes to, one part behind another, and one choice or another. */
interface Algebra<T> {
  readonly text: (text: string) => T;
  readonly both: (one: T, other: T) => T;
  readonly either: (one: T, other: T) => T;
}

/** Braces may be nested as deep as a pattern is long, so this does not call itself. */
function evaluate<T>(pattern: string, { text, both, either }: Algebra<T>): T {
  const tokens = pattern.split(/([{},])/).filter((token) => token !== "");
  const paired = pairedBraces(tokens);
  /** What is around the open groups, each with the choices before the one that is being read. */
  const open: { readonly around: T; readonly choices: T | null }[] = [];
  let current = text("");
  for (const [index, token] of tokens.entries()) {
    const group = open.at(-1);
    const chosen = () => (group?.choices == null ? current : either(group.choices, current));
    if (token === "{" && paired.has(index)) {
      open.push({ around: current, choices: null });
      current = text("");
    } else if (token === "," && group !== undefined) {
      open[open.length - 1] = { ...group, choices: chosen() };
      current = text("");
    } else if (token === "}" && group !== undefined && paired.has(index)) {
      open.pop();
      current = both(group.around, chosen());
    } else current = both(current, text(token));
  }
  return current;
}

/** The positions of the braces that have a partner; the others are plain text. */
function pairedBraces(tokens: readonly string[]): ReadonlySet<number> {
  const paired = new Set<number>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token === "{") open.push(index);
    const partner = token === "}" ? open.pop() : undefined;
    if (partner !== undefined) paired.add(partner).add(index);
  }
  return paired;
}
