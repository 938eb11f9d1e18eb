/**
 * Shapes of what was written by another run, perhaps of another version: they tell whether a value is what
 * its type says. Each is made of its type's own fields and words, so that none can be forgotten.
 */
export type Shape<T> = (value: unknown) => value is T;

export const text: Shape<string> = (value) => typeof value === "string";

export const number: Shape<number> = (value): value is number => Number.isFinite(value);

export const lines: Shape<readonly [number, number]> = (value): value is readonly [number, number] =>
  list(number)(value) && value.length === 2;

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value): value is T | null => value === null || shape(value);
}

export function list<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(shape);
}

/** One of a few words: the keys. */
export function word<T extends string>(words: Readonly<Record<T, true>>): Shape<T> {
  return (value): value is T => typeof value === "string" && Object.hasOwn(words, value);
}

/** An object with these fields, and perhaps with others. */
export function object<T extends object>(fields: { readonly [K in keyof T]-?: Shape<T[K]> }): Shape<T> {
  const shapes = Object.entries<Shape<unknown>>(fields);
  return (value): value is T => isObject(value) && shapes.every(([name, shape]) => shape(value[name]));
}

/** One of several kinds of object, which its `kind` tells apart. */
export function kinds<T extends { readonly kind: string }>(
  shapes: {
    readonly [K in T["kind"]]: Shape<Extract<T, { readonly kind: K }>>;
  },
): Shape<T> {
  const byKind = new Map<unknown, Shape<unknown>>(Object.entries<Shape<unknown>>(shapes));
  return (value): value is T => isObject(value) && byKind.get(value["kind"])?.(value) === true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
