import { stringify } from "yaml";

/** A text as YAML, with quotes if needed; also within a list in brackets. */
export function scalar(text: string): string {
  return stringify([text], { lineWidth: 0, collectionStyle: "flow" }).trim().slice(1, -1).trim();
}

/** A text as YAML, with quotes if needed; not within brackets. */
export function plainScalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trim();
}

/** Texts as YAML on one line: a list in brackets, or one text alone. */
export function list(values: readonly string[]): string {
  const [only, ...others] = values;
  return only !== undefined && others.length === 0 ? scalar(only) : `[${values.map(scalar).join(", ")}]`;
}
