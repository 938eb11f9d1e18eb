import type { Mutate, Random } from "../random.ts";
import { mutateBytes } from "./bytes.ts";
import { mutateText } from "./text.ts";
import { NUMBERS, TEXTS } from "./values.ts";

/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

type Path = readonly (string | number)[];

/** Levels of a value that is put into itself. */
const DEPTHS = [2, 50, 2000, 20_000];

/** Changes a JSON document as a tree: one of its values, or one of its keys. Else its bytes. */
export const mutateJson: Mutate = (bytes, random) => {
  const value = random.oneIn(25) ? undefined : parsed(bytes);
  return value === undefined ? mutateBytes(bytes, random) : serialize(mutateTree(value, random));
};

/** A document of lines, each of which is JSON. */
export const mutateJsonLines: Mutate = (bytes, random) => {
  const lines = bytes.toString("utf8").split("\n");
  const at = random.below(lines.length);
  if (random.oneIn(3)) return Buffer.from(mutateText(bytes.toString("utf8"), random));
  return Buffer.from(
    lines.toSpliced(at, 1, mutateJson(Buffer.from(lines[at] ?? ""), random).toString("utf8")).join("\n"),
  );
};

function parsed(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(bytes.toString("utf8")) as Json;
  } catch {
    return undefined;
  }
}

/**
 * A value with something in it changed.
 * @param deepest levels that are put into it at once, at most
 */
export function mutateTree(value: Json, random: Random, deepest = Number.POSITIVE_INFINITY): Json {
  const paths = pathsOf(value);
  const path = random.pick(paths);
  return replaceAt(value, path, (own) => {
    if (random.oneIn(4)) return at(value, random.pick(paths));
    if (random.oneIn(3)) return mutateContainer(own, random, deepest);
    return mutateValue(own, random);
  });
}

function mutateValue(value: Json, random: Random): Json {
  if (typeof value === "number" && !random.oneIn(4))
    return random.oneIn(3) ? value + random.pick([-1, 1, 512]) : random.pick(NUMBERS);
  if (typeof value === "string" && !random.oneIn(4)) {
    return random.oneIn(2) ? random.pick(TEXTS) : mutateText(value, random).slice(0, 60_000);
  }
  return random.pick<() => Json>([
    () => null,
    () => random.oneIn(2),
    () => random.pick(NUMBERS),
    () => random.pick(TEXTS),
    () => [],
    () => ({}),
    () => [value],
    () => [value, value],
    () => ({ [random.pick(KEYS)]: value }),
    () => Array.from({ length: atMost(random.pick([3, 100, 3000]), value) }, () => value),
  ])();
}

/** An array or an object with an entry more, an entry less, or in another order. */
function mutateContainer(value: Json, random: Random, deepest: number): Json {
  if (Array.isArray(value)) {
    const index = random.below(value.length + 1);
    return random.pick<() => Json>([
      () => value.toSpliced(index, 1),
      () => value.toSpliced(index, 0, value[random.below(value.length)] ?? null),
      () => value.toReversed(),
      () => [...value, ...value],
      () => [],
    ])();
  }
  if (typeof value !== "object" || value === null) return mutateValue(value, random);
  const entries = Object.entries(value);
  const index = random.below(entries.length);
  const [key, own] = entries[index] ?? ["", null];
  return objectOf(
    random.pick<() => [string, Json][]>([
      () => entries.toSpliced(index, 1),
      () => entries.toSpliced(index, 1, [random.pick([...KEYS, ...TEXTS]), own]),
      () => [...entries, [random.pick([...KEYS, ...TEXTS]), own]],
      () =>
        entries.map(([name, inner]) => [
          name,
          name === key ? deep(name, inner, Math.min(deepest, random.pick(DEPTHS))) : inner,
        ]),
    ])(),
  );
}

const KEYS = ["__proto__", "constructor", "toString", "length", "a", "0", "digest", "name"];

/** So many copies of a value, or as many as have half a million characters. */
function atMost(count: number, value: Json): number {
  let weight = 10;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    weight += typeof next === "string" ? next.length + 10 : 10;
    if (typeof next === "object" && next !== null)
      for (const [key, inner] of Object.entries(next)) {
        weight += key.length;
        open.push(inner);
      }
  }
  return Math.min(count, Math.ceil(500_000 / weight));
}

/** A value within itself so many times, by the same name. */
function deep(name: string, value: Json, levels: number): Json {
  const depth = atMost(levels, value);
  const [first] = Array.isArray(value) ? (value as readonly Json[]) : [];
  let nested = value;
  for (let at = 0; at < depth; at++) {
    if (!Array.isArray(value)) nested = { ...copy(value), [name]: nested };
    // What has a list of its kind, as a folder has folders.
    else if (Object.hasOwn(copy(first ?? null), name)) nested = [{ ...copy(first ?? null), [name]: nested }];
    else nested = [nested];
  }
  return nested;
}

function copy(value: Json): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}

/** Also where a key is `__proto__`, as `JSON.parse` does. */
function objectOf(entries: readonly (readonly [string, Json])[]): Json {
  return Object.fromEntries(entries);
}

function pathsOf(value: Json, most = 5000): Path[] {
  const paths: Path[] = [];
  const open: { value: Json; path: Path }[] = [{ value, path: [] }];
  for (let next = open.pop(); next !== undefined && paths.length < most; next = open.pop()) {
    const { value: own, path } = next;
    paths.push(path);
    if (typeof own !== "object" || own === null || path.length > 40) continue;
    const entries = Array.isArray(own) ? [...own.entries()] : Object.entries(own);
    for (const [key, inner] of entries) open.push({ value: inner, path: [...path, key] });
  }
  return paths;
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (own, key) => (own as Readonly<Record<string | number, Json>>)[key] ?? null,
    value,
  );
}

function replaceAt(value: Json, [key, ...rest]: Path, change: (own: Json) => Json): Json {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((own, index) => (index === key ? replaceAt(own, rest, change) : own));
  return objectOf(
    Object.entries(value as object).map(([name, own]) => [
      name,
      name === key ? replaceAt(own, rest, change) : own,
    ]),
  );
}

/** JSON text of a value however deep it is, which `JSON.stringify` gives up on. */
function serialize(value: Json): Buffer {
  const pieces: string[] = [];
  const open: (string | { readonly value: Json })[] = [{ value }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "string") pieces.push(next);
    else if (typeof next.value !== "object" || next.value === null) pieces.push(JSON.stringify(next.value));
    else {
      const isArray = Array.isArray(next.value);
      const parts = Object.entries(next.value).flatMap(
        ([key, own], index): (string | { readonly value: Json })[] => [
          `${index === 0 ? "" : ","}${isArray ? "" : `${JSON.stringify(key)}:`}`,
          { value: own },
        ],
      );
      open.push(...[isArray ? "[" : "{", ...parts, isArray ? "]" : "}"].reverse());
    }
  }
  return Buffer.from(pieces.join(""));
}
