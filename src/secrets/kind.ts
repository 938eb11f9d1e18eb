import { isPlaceholder, unquote } from "./values.ts";

/** Files that may hold a credential of one kind. */
export interface FileKind {
  /** Patterns of `pathFinder`. */
  readonly paths: readonly string[];
  /**
   * What a text holds, in a few words without any of it, or null; a long one is looked at in pieces. Without
   * it a file is looked at as any text.
   */
  readonly find?: (text: string) => string | null;
  /** The same of what is mostly no text, or is faster found in bytes. */
  readonly findInBytes?: (bytes: Buffer) => string | null;
}

/** Files whose text tells. */
export type TextKind = FileKind & Required<Pick<FileKind, "find">>;

/**
 * Files where a credential stands behind something that is always the same.
 * @param what the credential: `an npm token`
 * @param patterns with the flag `g`; the first group is the credential, with or without quotes. They look
 *   at texts of anybody's making, so they take a time in proportion to these: nothing is repeated but what
 *   begins with something fixed.
 */
export function holding(what: string, paths: readonly string[], ...patterns: readonly RegExp[]): TextKind {
  const isThere = (text: string) =>
    patterns.some((pattern) =>
      [...text.matchAll(pattern)].some(([, value = ""]) => !isPlaceholder(unquote(value))),
    );
  return { paths, find: (text) => (isThere(text) ? what : null) };
}
