/** How many patterns `{a,b/{c,d}}` stands for, here 3, without making them; Infinity beyond all numbers. */
export function countAlternatives(pattern: string): number {
  return evaluate<number>(pattern, {
    text: () => 1,
    both: (one, other) => one * other,
    either: (one, other) => one + other,
  });
}

/** The patterns that a pattern with braces stands for: `{a,b/{c,d}}` is `a`, `b/c`, `b/d`. */
export function alternatives(pattern: string): string[] {
  return evaluate<string[]>(pattern, {
    text: (text) => [text],
    both: (beginnings, endings) => beginnings.flatMap((one) => endings.map((other) => one + other)),
    either: (one, other) => [...one, ...other],
  });
}

/** How to combine plain text, sequences and choices. */
interface Algebra<T> {
  readonly text: (text: string) => T;
  readonly both: (one: T, other: T) => T;
  readonly either: (one: T, other: T) => T;
}

/** Braces may be nested as deep as a pattern is long, so this is not recursive. */
function evaluate<T>(pattern: string, { text, both, either }: Algebra<T>): T {
  const tokens = pattern.split(/([{},])/).filter((token) => token !== "");
  const paired = pairedBraces(tokens);
  /** The open groups, each with its earlier choices. */
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

/** The positions of the braces with a partner; other braces are plain text. */
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
