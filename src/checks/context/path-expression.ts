/** Tells whether a whole path matches. */
export interface Expression {
  readonly test: (path: string) => boolean;
}

/** A part of a pattern of paths. */
export type Part =
  /** One character; `source` is its regular expression. */
  | { readonly kind: "one"; readonly source: string }
  /** A part of one name. */
  | { readonly kind: "name" }
  /** Any number of folders, each with its slash. */
  | { readonly kind: "folders" }
  /** Anything. */
  | { readonly kind: "any" };

const SOURCES = { name: "[^/]*", folders: "(?:.*/)?", any: ".*" } as const;

/** Up to this length a regular expression is faster and rarely backtracks. */
const FEW = 2;

/**
 * The parts as one expression. A match takes at most the product of the lengths of pattern and path, even with many
 * wildcards, where a regular expression would backtrack.
 * @returns null if a set of characters is invalid, as in `[z-a]`
 */
export function expressionOf(parts: readonly Part[]): Expression | null {
  const source = parts.map((part) => (part.kind === "one" ? part.source : SOURCES[part.kind])).join("");
  try {
    const whole = new RegExp(`^${source}$`, "su");
    const wild = parts.filter(({ kind }) => kind !== "one").length;
    return wild <= FEW ? whole : { test: automaton(parts) };
  } catch {
    return null;
  }
}

/** Follows all ways through the pattern at once: `now[n]` is 1 if one of them stands before part n. */
function automaton(parts: readonly Part[]): (path: string) => boolean {
  const steps = parts.map((part) => ({
    kind: part.kind,
    one: part.kind === "one" ? new RegExp(`^${part.source}$`, "su") : null,
  }));
  const end = steps.length;
  // A wildcard may match nothing.
  const enter = (at: number, ways: Uint8Array): void => {
    for (let next = at; next <= end; next += 1) {
      ways[next] = 1;
      if (steps[next]?.kind === "one" || next === end) return;
    }
  };
  return (path) => {
    let now = new Uint8Array(end + 1);
    // Ways inside of a folder, which must reach a slash first.
    let inside = new Uint8Array(end + 1);
    enter(0, now);
    for (const character of path) {
      const next = new Uint8Array(end + 1);
      const nextInside = new Uint8Array(end + 1);
      const isSlash = character === "/";
      for (let at = 0; at < end; at += 1) {
        if (now[at] === 0 && inside[at] === 0) continue;
        const { kind, one } = steps[at] ?? { kind: "any", one: null };
        if (kind === "folders") {
          nextInside[at] = 1;
          if (isSlash) enter(at + 1, next);
        } else if (kind === "any" || (kind === "name" && !isSlash)) enter(at, next);
        else if (one?.test(character) === true) enter(at + 1, next);
      }
      now = next;
      inside = nextInside;
    }
    return now[end] === 1;
  };
}
