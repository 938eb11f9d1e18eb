import { pathMatcher } from "../patterns/path-matcher.ts";
import { type Kind, lines } from "./kinds.ts";

/** A list of patterns that `pathMatcher` can read. */
export const patterns: Kind<readonly string[]> = {
  noun: "a list of patterns such as *.map or /app/tests/**",
  isList: true,
  parse: (raw) => {
    const list = lines.parse(raw);
    return list?.every(isPattern) === true ? list : undefined;
  },
  schema: lines.schema,
};

function isPattern(text: string): boolean {
  if (/^!|^\/?$|\{[^}]*$|^[^{]*\}/.test(text)) return false;
  try {
    pathMatcher([text]);
    return true;
  } catch (error) {
    // A range that runs backwards: `[z-a]`.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
