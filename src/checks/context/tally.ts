import { commandsIn } from "../../dockerfile/commands.ts";
import type { NeedlessReport } from "../../model/report.ts";
import { toExpression } from "./ignore-patterns.ts";
import { NEEDLESS, type Needless } from "./needless.ts";
import type { Expression } from "./path-expression.ts";
import type { ContextSource } from "./sources.ts";
import type { SentFolder } from "./walk.ts";

/**
 * In bytes. Less is not worth a line in an ignore file, unless it may hold credentials or changes with every commit.
 */
const LEAST = 100_000;

/** Paths of one pattern that are reported by name. */
const MOST_PATHS = 10;

/** Adds up what is sent of a context and what of it is needless. */
export class Tally {
  /** In bytes. */
  size = 0;
  /** Number of files. */
  files = 0;
  readonly #rows: readonly Row[];
  readonly #sums = new Map<string, Sum>();
  /** The needless folder that the last one was in. */
  #inside: { readonly path: string; readonly row: Row } | null = null;

  /**
   * @param dockerfile its text
   * @param sources what they name is needed
   */
  constructor(dockerfile: string, sources: readonly ContextSource[]) {
    const commands = commandsIn(dockerfile);
    this.#rows = NEEDLESS.map(toRow).filter((row) => {
      const { where, unless } = row.needless;
      const says = (expression: RegExp) => commands.some((command) => expression.test(command));
      return (where === undefined || says(where)) && unless?.(dockerfile) !== true && !isNamed(row, sources);
    });
  }

  /** Takes the folders of a context, each before what is in it. */
  add(folder: SentFolder): void {
    const { path, files } = folder;
    if (this.#inside === null || !path.startsWith(`${this.#inside.path}/`)) {
      const row = this.#rows.find((candidate) => isFolder(candidate, folder));
      this.#inside = row === undefined ? null : { path, row };
    }
    for (const { name, size, source } of files) {
      this.size += size;
      this.files += 1;
      const row = this.#inside?.row ?? this.#rows.find((candidate) => isFile(candidate, name));
      if (row === undefined) continue;
      const found = this.#inside?.path ?? (path === "" ? name : `${path}/${name}`);
      const { pattern } = row.needless;
      const sum = this.#sums.get(pattern) ?? { row, paths: new Map(), isDeep: false, source };
      const before = sum.paths.get(found) ?? { size: 0, files: 0 };
      sum.paths.set(found, { size: before.size + size, files: before.files + 1 });
      sum.isDeep ||= found.split("/").length > row.names.length;
      this.#sums.set(pattern, sum);
    }
  }

  /** What an ignore file should leave out as well, most bytes first. */
  needless(): (Omit<NeedlessReport, "place"> & Pick<ContextSource, "lines">)[] {
    return [...this.#sums.values()]
      .map(({ row: { needless }, paths, isDeep, source }) => {
        const rows = [...paths]
          .map(([path, amount]) => ({ path, ...amount }))
          .sort(bySize(({ path }) => path));
        const reported = {
          pattern: isDeep ? `**/${needless.pattern}` : needless.pattern,
          what: needless.what,
          size: rows.reduce((sum, { size }) => sum + size, 0),
          files: rows.reduce((sum, { files }) => sum + files, 0),
          isSecret: needless.isSecret === true,
          paths: rows.slice(0, MOST_PATHS),
          morePaths: Math.max(0, rows.length - MOST_PATHS),
          lines: source.lines,
        };
        return { reported, isTold: reported.size >= (needless.isSecret || needless.isVolatile ? 1 : LEAST) };
      })
      .filter(({ isTold }) => isTold)
      .map(({ reported }) => reported)
      .sort(bySize(({ pattern }) => pattern));
  }
}

interface Row {
  readonly needless: Needless;
  /** The pattern's names as expressions. */
  readonly names: readonly Expression[];
}

interface Amount {
  readonly size: number;
  readonly files: number;
}

interface Sum {
  readonly row: Row;
  /** What it is in, by the paths of the files and folders that a pattern leaves out. */
  readonly paths: Map<string, Amount>;
  /** Whether some of it is not in the context's own folder. */
  isDeep: boolean;
  /** What takes the first of it. */
  readonly source: ContextSource;
}

/** Most bytes first, then by name. */
function bySize<T extends Pick<Amount, "size">>(name: (row: T) => string): (a: T, b: T) => number {
  return (a, b) => b.size - a.size || (name(a) < name(b) ? -1 : 1);
}

function toRow(needless: Needless): Row {
  return { needless, names: needless.pattern.split("/").map(toExpression) };
}

/** Whether the folder is such a one; the last names of its path are compared. */
function isFolder({ needless, names }: Row, folder: SentFolder): boolean {
  const { kind, holding, beside } = needless;
  const own = folder.path.split("/").slice(-names.length);
  return (
    kind === "folder" &&
    names.every((expression, index) => expression.test(own[index] ?? "")) &&
    holding?.some((name) => folder.names.includes(name)) !== false &&
    beside?.some((name) => folder.beside.includes(name)) !== false
  );
}

function isFile({ needless, names }: Row, name: string): boolean {
  return needless.kind === "file" && names[0]?.test(name) === true;
}

/** Whether a source names such a path itself: then the build wants it. `*` names nothing. */
function isNamed({ needless, names }: Row, sources: readonly ContextSource[]): boolean {
  const [first = ""] = needless.pattern.split("/");
  return sources.some((source) =>
    source.names.some(
      ({ text, expression }) => /\w/.test(text) && (expression.test(first) || names[0]?.test(text) === true),
    ),
  );
}
