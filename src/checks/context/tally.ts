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

/** Number of paths of one pattern that a report names. */
const MOST_PATHS = 10;

/** Adds up the files of a context that are sent, and the needless ones among them. */
export class Tally {
  /** In bytes. */
  size = 0;
  /** Number of files. */
  files = 0;
  readonly #rows: readonly Row[];
  readonly #sums = new Map<string, Sum>();
  /** The needless folder around the last folder; null if there is none. */
  #inside: { readonly path: string; readonly row: Row } | null = null;

  /**
   * @param dockerfile its text
   * @param sources paths that they name are needed
   */
  constructor(dockerfile: string, sources: readonly ContextSource[]) {
    const commands = commandsIn(dockerfile);
    this.#rows = NEEDLESS.map(toRow).filter((row) => {
      const { where, unless } = row.needless;
      const says = (expression: RegExp) => commands.some((command) => expression.test(command));
      return (where === undefined || says(where)) && unless?.(dockerfile) !== true && !isNamed(row, sources);
    });
  }

  /** Adds a folder of a context. A folder must come before its contents. */
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
      const place = this.#inside?.path ?? (path === "" ? name : `${path}/${name}`);
      const { pattern } = row.needless;
      const sum = this.#sums.get(pattern) ?? { row, paths: new Map(), isDeep: false, source };
      const before = sum.paths.get(place) ?? { size: 0, files: 0 };
      sum.paths.set(place, { size: before.size + size, files: before.files + 1 });
      sum.isDeep ||= place.split("/").length > row.names.length;
      this.#sums.set(pattern, sum);
    }
  }

  /** The files that an ignore file should leave out, too, most bytes first. */
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
        const least = needless.isSecret || needless.isVolatile ? 1 : LEAST;
        return { reported, isLarge: reported.size >= least };
      })
      .filter(({ isLarge }) => isLarge)
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
  /** The amounts by the paths of the files and folders that a pattern leaves out. */
  readonly paths: Map<string, Amount>;
  /** Whether some of the paths lie below a subfolder of the context. */
  isDeep: boolean;
  /** The source that takes the first file. */
  readonly source: ContextSource;
}

/** Most bytes first, then by name. */
function bySize<T extends Pick<Amount, "size">>(name: (row: T) => string): (a: T, b: T) => number {
  return (a, b) => b.size - a.size || (name(a) < name(b) ? -1 : 1);
}

function toRow(needless: Needless): Row {
  return { needless, names: needless.pattern.split("/").map(toExpression) };
}

/** Whether the last names of a folder's path match a row. */
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

/** Whether a source itself names such a path, so that the build needs it. `*` names nothing. */
function isNamed({ needless, names }: Row, sources: readonly ContextSource[]): boolean {
  const [first = ""] = needless.pattern.split("/");
  return sources.some((source) =>
    source.names.some(
      ({ text, expression }) => /\w/.test(text) && (expression.test(first) || names[0]?.test(text) === true),
    ),
  );
}
