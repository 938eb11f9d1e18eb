import type { Dockerfile } from "dockerfile-ast";

/** Values by name: null where nobody here knows it, "" where it has none. */
export type Variables = ReadonlyMap<string, string | null>;

/**
 * What the ARGs before the first FROM say, which are the only variables that a FROM knows.
 * @param buildArgs they replace defaults; null for a value that comes from the environment
 * @see https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact
 */
export function globalVariables(
  dockerfile: Dockerfile,
  buildArgs: Readonly<Record<string, string | null>> | null,
): Variables {
  const values = new Map<string, string | null>();
  for (const property of dockerfile.getInitialARGs().flatMap((arg) => arg.getProperties())) {
    const name = property.getName();
    const given = buildArgs?.[name];
    values.set(name, given === undefined ? expandVariables(property.getValue() ?? "", values) : given);
  }
  return values;
}

/** Characters of a value: names of images are shorter by far, and variables of variables double quickly. */
const LONGEST_VALUE = 64 * 1024;

/**
 * Puts values in the place of `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`.
 * @returns null where a value is not known or longer than 65,536 characters, or the spelling is another
 */
export function expandVariables(text: string, values: Variables): string | null {
  let known = true;
  let length = text.length;
  const put = (value: string): string => {
    length += value.length;
    known &&= length <= LONGEST_VALUE;
    return known ? value : "";
  };
  const expanded = text.replace(
    VARIABLE,
    (_, plain?: string, braced?: string, sign?: string, word?: string) => {
      const value = values.get(plain ?? braced ?? "") ?? null;
      known &&= value !== null;
      if (sign === "-") return put(value || (word ?? ""));
      return put((sign === "+" ? value && word : value) ?? "");
    },
  );
  return known ? expanded : null;
}

/** A dollar that begins none of the spellings is one without a name. */
const VARIABLE = /\$(?:(\w+)|\{(\w+)(?::?([-+])([^{}$]*))?\}|)/g;
