import { alternatives } from "./alternatives.ts";
import { wildcards } from "./wildcards.ts";

/** What a path belongs to. */
export interface PathMatch<T> {
  readonly value: T;
  /** The folder that the pattern names, with a slash at its end; the path itself where it names a file. */
  readonly root: string;
}

/**
 * Looks up paths in a table of patterns, all at once: the cost of a path hardly depends on their number, and each
 * folder is matched once. Patterns are those of shells: `*` any part of one name, `?` one character, `[ab]` one of
 * these, `[!ab]` any other, `**` any number of folders, `{a,b}` either. Each matches a whole path from the root:
 * `x/**` matches all files below the folder x, any other pattern the path of a file. All below the outermost
 * matching folder belongs to its pattern; if several match it, to the first in the table.
 * @param table patterns without a leading slash
 * @returns the function that looks up a file's path; it returns null if no pattern matches
 */
export function pathFinder<T>(
  table: readonly (readonly [pattern: string, value: T])[],
): (path: string) => PathMatch<T> | null {
  const start = newNode<T>();
  for (const [order, [pattern, value]] of table.entries()) {
    for (const plain of alternatives(pattern)) add(start, plain.split("/"), { value, order });
  }

  const root = { path: "", folder: openFolder([start]) };
  // The folders of the last path: neighbours in a tar usually share them.
  const above = [root];
  const folderOf = (path: string): Folder<T> => {
    let last = above.at(-1) ?? root;
    if (!path.startsWith(last.path)) {
      // Each folder's path is the beginning of the next one's, so one comparison finds those above this path.
      const same = sameStart(path, last.path);
      for (; last.path.length > same; last = above.at(-1) ?? root) above.pop();
    }
    for (let end = path.indexOf("/", last.path.length); end >= 0; end = path.indexOf("/", end + 1)) {
      const own = path.slice(0, end + 1);
      last = { path: own, folder: enter(last.folder, path.slice(last.path.length, end), own) };
      above.push(last);
    }
    return last.folder;
  };

  return (path) => {
    const { found, files } = folderOf(path);
    if (found !== null || files.length === 0) return found;
    const pattern = earliest(ledTo(files, path.slice(path.lastIndexOf("/") + 1)));
    return pattern === null ? null : { value: pattern.value, root: path };
  };
}

/** A place in the patterns: what may follow there. */
interface Node<T> {
  /** Reached by `**`, so it stays active in all folders below. */
  readonly isDeep: boolean;
  readonly folders: Names<Node<T>>;
  readonly files: Names<Pattern<T>>;
  /** The place that `**` leads to. */
  deep: Node<T> | null;
  /** The pattern that matches all below this folder. */
  below: Pattern<T> | null;
}

/** A pattern of the table. */
interface Pattern<T> {
  readonly value: T;
  /** Its position. */
  readonly order: number;
}

/** The next places, by exact names and by patterns. */
interface Names<V> {
  readonly plain: Map<string, V>;
  /** By the text after the last dot, so that few patterns are tried; "" if that is a pattern too. */
  readonly wild: Map<string, Wild<V>[]>;
}

interface Wild<V> {
  readonly pattern: string;
  readonly fits: (name: string) => boolean;
  readonly to: V;
}

function newNode<T>(isDeep = false): Node<T> {
  const [folders, files] = [newNames<Node<T>>(), newNames<Pattern<T>>()];
  return { isDeep, folders, files, deep: null, below: null };
}

function newNames<V>(): Names<V> {
  return { plain: new Map(), wild: new Map() };
}

function add<T>(start: Node<T>, names: readonly string[], pattern: Pattern<T>): void {
  const [file = "", ...above] = names.toReversed();
  let node = start;
  for (const name of above.toReversed()) {
    if (name !== "**") node = addName(node.folders, name, () => newNode());
    else if (!node.isDeep) {
      node.deep ??= newNode(true);
      node = node.deep;
    }
  }
  if (file === "**") node.below ??= pattern;
  else addName(node.files, file, () => pattern);
}

/** The existing place of a name, or a new one. */
function addName<V>({ plain, wild }: Names<V>, name: string, make: () => V): V {
  if (!/[*?[]/.test(name)) {
    const to = plain.get(name) ?? make();
    plain.set(name, to);
    return to;
  }
  const ending = /[*?[][^.]*$/.test(name) ? "" : endingOf(name);
  const others = wild.get(ending) ?? [];
  const known = others.find(({ pattern }) => pattern === name);
  if (known !== undefined) return known.to;
  const to = make();
  wild.set(ending, [...others, { pattern: name, fits: fitting(name), to }]);
  return to;
}

function fitting(pattern: string): (name: string) => boolean {
  // With one star a regular expression is faster, with several it may never end.
  if ((pattern.match(/\*/g)?.length ?? 0) > 1) return wildcards(pattern);
  const parts = pattern.split(/(\*|\?|\[[^\]]+\])/).map((part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    const [, not, characters] = /^\[(!?)(.+)\]$/s.exec(part) ?? [];
    if (characters === undefined) return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    return `[${not === "!" ? "^" : ""}${characters.replace(/[\^\]\\]/g, "\\$&")}]`;
  });
  const whole = new RegExp(`^${parts.join("")}$`, "s");
  return (name) => whole.test(name);
}

/** Number of characters with which both texts begin. */
function sameStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

/** `pyc` of `a.cpython-313.pyc`; "" without a dot. */
function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1);
}

/** The state of a folder. */
interface Folder<T> {
  /** The pattern that all its content belongs to. */
  readonly found: PathMatch<T> | null;
  /** Next places by the names of its folders. */
  readonly folders: readonly Names<Node<T>>[];
  /** Next places by the names of its files. */
  readonly files: readonly Names<Pattern<T>>[];
  /** The places that stay active in the folders below. */
  readonly deep: readonly Node<T>[];
  /** The state of its folders whose names match nothing, which are most; null if it is the same state. */
  readonly others: Folder<T> | null;
  /** The states of its visited folders, by the single place that their names lead to. */
  readonly entered: Map<Node<T>, Folder<T>>;
}

function openFolder<T>(nodes: readonly Node<T>[]): Folder<T> {
  const open = [...new Set(nodes.flatMap((node) => (node.deep === null ? [node] : [node, node.deep])))];
  const deep = open.filter(({ isDeep }) => isDeep);
  return {
    found: null,
    folders: open.map(({ folders }) => folders).filter(isAny),
    files: open.map(({ files }) => files).filter(isAny),
    deep,
    others: deep.length === open.length ? null : openFolder(deep),
    entered: new Map(),
  };
}

function isAny<V>({ plain, wild }: Names<V>): boolean {
  return plain.size + wild.size > 0;
}

/** @param path the folder's own, with a slash at its end */
function enter<T>(above: Folder<T>, name: string, path: string): Folder<T> {
  const [node, ...more] = ledTo(above.folders, name);
  if (node === undefined) return above.others ?? above;
  const pattern = earliest([node, ...more].flatMap(({ below }) => below ?? []));
  if (pattern !== null) {
    return { ...openFolder<T>([]), found: { value: pattern.value, root: path } };
  }
  const known = more.length === 0 ? above.entered.get(node) : undefined;
  if (known !== undefined) return known;
  const folder = openFolder([node, ...more, ...above.deep]);
  if (more.length === 0) above.entered.set(node, folder);
  return folder;
}

/** All next places of a name. */
function ledTo<V>(places: readonly Names<V>[], name: string): V[] {
  const reached: V[] = [];
  const ending = endingOf(name);
  for (const { plain, wild } of places) {
    const to = plain.get(name);
    if (to !== undefined) reached.push(to);
    if (wild.size === 0) continue;
    for (const { fits, to } of wild.get(ending) ?? []) if (fits(name)) reached.push(to);
    if (ending === "") continue;
    for (const { fits, to } of wild.get("") ?? []) if (fits(name)) reached.push(to);
  }
  return reached;
}

function earliest<T>(patterns: readonly Pattern<T>[]): Pattern<T> | null {
  return patterns.reduce<Pattern<T> | null>(
    (one, other) => (one === null || other.order < one.order ? other : one),
    null,
  );
}
