import { isPlaceholder, unquote } from "./values.ts";

/** Files that may hold a credential of one kind. */
export interface FileKind {
  /** Patterns of `pathFinder`. */
  readonly paths: readonly string[];
  /**
   * The credential in a text, in a few words without the credential itself, or null. A long text is searched in
   * pieces. Without this function, the file is searched like any text.
   */
  readonly find?: (text: string) => string | null;
  /** The same for binary files, and for searches that are faster in bytes. */
  readonly findInBytes?: (bytes: Buffer) => string | null;
}

/** Files that are recognised by their text. */
export type TextKind = FileKind & Required<Pick<FileKind, "find">>;

/**
 * Files with a credential behind a constant text.
 * @param what the credential: `an npm token`
 * @param patterns with the flag `g`; the first group is the credential, with or without quotes. They
 *   search texts of any origin, so their time must be linear: every repetition begins with a fixed text.
 */
export function holding(what: string, paths: readonly string[], ...patterns: readonly RegExp[]): TextKind {
  const isThere = (text: string) =>
    patterns.some((pattern) =>
      [...text.matchAll(pattern)].some(([, value = ""]) => !isPlaceholder(unquote(value))),
    );
  return { paths, find: (text) => (isThere(text) ? what : null) };
}
