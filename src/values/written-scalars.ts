import { type Document, isPair, isScalar, isSeq, type Scalar, visit } from "yaml";

/** Whether the part of a document at these keys and indexes is data with types, such as a JSON body. */
export type IsTyped = (path: readonly (string | number)[]) => boolean;

/**
 * Gives the plain scalars of a document their written text: YAML reads `3.20` as 3.2, `010` as 10 and `True` as true,
 * which would change a version, a user or a name. Scalars that YAML writes in the same form (`15`, `true`) keep their
 * types, and so do null and scalars with a tag. Keys are always texts.
 */
export function keepWritten(document: Document, isTyped: IsTyped): void {
  visit(document, {
    Scalar: (key, scalar, ancestors) => {
      if (key === "key" || !isTyped(pathOf(key, ancestors)))
        scalar.value = writtenValue(scalar, key === "key");
    },
  });
}

/** The written text of a scalar. */
export function writtenText(scalar: Scalar): string {
  return String(writtenValue(scalar, true));
}

function writtenValue({ type, tag, source, value }: Scalar, isKey: boolean): unknown {
  if (type !== "PLAIN" || tag !== undefined || source === undefined || typeof value === "string")
    return value;
  if (value === null) return isKey ? source : null;
  return String(value) === source ? value : source;
}

/** Keys and indexes that lead to a node, by the nodes above it. */
function pathOf(key: unknown, ancestors: readonly unknown[]): (string | number)[] {
  const path = ancestors.flatMap((node, at): (string | number)[] => {
    if (isPair(node)) return [isScalar(node.key) ? writtenText(node.key) : ""];
    const below = ancestors[at + 1];
    return isSeq(node) && below !== undefined ? [node.items.indexOf(below)] : [];
  });
  return typeof key === "number" && isSeq(ancestors.at(-1)) ? [...path, key] : path;
}
