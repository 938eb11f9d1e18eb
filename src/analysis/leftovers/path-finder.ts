/** What a path belongs to. */
export interface Found<T> {
  readonly value: T;
  /** The folder that the pattern names, with a slash at its end; the path itself where it names a file. */
  readonly root: string;
}

/**
 * Looks up paths in a table of patterns, all at once: the cost of a path hardly depends on how many there
 * are, and what a folder belongs to is found out once. Patterns are those of shells: `*` any part of one
 * name, `[!ab]` one character that is neither, `**` any number of folders, `{a,b}` either. Each is of a
 * whole path from the root: `x/**` is all files below the folder x, any other the path of a file. The
 * outermost folder that a pattern names has all that is below it; where several name it, the first in the
 * table does.
 * @param table patterns without a leading slash
 * @returns the function that looks a file's path up; null for a path that no pattern has
 */
export function pathFinder<T>(
  table: Iterable<readonly [pattern: string, value: T]>,
): (path: string) => Found<T> | null {
  const start = newNode<T>();
  let order = 0;
  for (const [pattern, value] of table) {
    for (const plain of expand(pattern)) add(start, plain.split("/"), { value, order });
    order += 1;
  }

  const folders = new Map<string, Folder<T>>([["", { found: null, open: opened([start]) }]]);
  const folderOf = (prefix: string): Folder<T> => {
    const known = folders.get(prefix);
    if (known !== undefined) return known;
    const at = prefix.lastIndexOf("/", prefix.length - 2) + 1;
    const above = folderOf(prefix.slice(0, at));
    const folder = above.found === null ? enter(above.open, prefix.slice(at, -1), prefix) : above;
    folders.set(prefix, folder);
    return folder;
  };

  // Neighbours in a tar mostly share their folder.
  let last = { prefix: "", folder: folderOf("") };
  return (path) => {
    const length = path.lastIndexOf("/") + 1;
    if (last.prefix.length !== length || !path.startsWith(last.prefix)) {
      const prefix = path.slice(0, length);
      last = { prefix, folder: folderOf(prefix) };
    }
    const { found, open } = last.folder;
    if (found !== null) return found;
    const file = first(step(open, path.slice(length)).map((node) => node.file));
    return file === null ? null : { value: file.value, root: path };
  };
}

/** A place in the patterns: what may follow, and what ends here. */
interface Node<T> {
  readonly names: Map<string, Node<T>>;
  readonly wild: {
    readonly text: string;
    readonly fits: (name: string) => boolean;
    readonly node: Node<T>;
  }[];
  /** Reached by `**`: stays open in all folders below. */
  deep: Node<T> | null;
  /** The pattern that ends with a file of this name. */
  file: Entry<T> | null;
  /** The pattern that has all that is below this folder. */
  below: Entry<T> | null;
  readonly isDeep: boolean;
}

interface Entry<T> {
  readonly value: T;
  /** Position of its pattern in the table. */
  readonly order: number;
}

/** What is known of a folder: what all in it belongs to, or the places that are open there. */
interface Folder<T> {
  readonly found: Found<T> | null;
  readonly open: readonly Node<T>[];
}

function newNode<T>(isDeep = false): Node<T> {
  return { names: new Map(), wild: [], deep: null, file: null, below: null, isDeep };
}

function add<T>(start: Node<T>, names: readonly string[], entry: Entry<T>): void {
  let node = start;
  for (const [at, name] of names.entries()) {
    if (name !== "**") node = following(node, name);
    else if (at === names.length - 1) {
      node.below ??= entry;
      return;
    } else {
      node.deep ??= newNode(true);
      node = node.deep;
    }
  }
  node.file ??= entry;
}

function following<T>(node: Node<T>, name: string): Node<T> {
  if (!/[*[]/.test(name)) {
    const next = node.names.get(name) ?? newNode<T>();
    node.names.set(name, next);
    return next;
  }
  const known = node.wild.find(({ text }) => text === name);
  if (known !== undefined) return known.node;
  const next = newNode<T>();
  node.wild.push({ text: name, fits: fitting(name), node: next });
  return next;
}

/** `{a,b/{c,d}}` as `a`, `b/c`, `b/d`. */
function expand(pattern: string): string[] {
  const [braces, choices] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (braces === undefined || choices === undefined) return [pattern];
  return choices.split(",").flatMap((choice) => expand(pattern.replace(braces, () => choice)));
}

function fitting(pattern: string): (name: string) => boolean {
  // By far the most: `*.pyc`.
  if (/^\*[^*[]+$/.test(pattern)) {
    const end = pattern.slice(1);
    return (name) => name.endsWith(end);
  }
  const parts = pattern.split(/(\*|\[![^\]]+\])/).map((part) => {
    if (part === "*") return ".*";
    return part.startsWith("[!") ? `[^${part.slice(2)}` : part.replace(/[.+^${}()|\\]/g, "\\$&");
  });
  const whole = new RegExp(`^${parts.join("")}$`, "s");
  return (name) => whole.test(name);
}

function enter<T>(open: readonly Node<T>[], name: string, prefix: string): Folder<T> {
  const nodes = step(open, name);
  const below = first(nodes.map((node) => node.below));
  if (below !== null) return { found: { value: below.value, root: prefix }, open: [] };
  return { found: null, open: opened([...nodes, ...open.filter(({ isDeep }) => isDeep)]) };
}

/** With the places that `**` reaches from them without any folder. */
function opened<T>(nodes: readonly Node<T>[]): Node<T>[] {
  return [...new Set(nodes.flatMap((node) => (node.deep === null ? [node] : [node, node.deep])))];
}

/** The places that a name leads to. */
function step<T>(open: readonly Node<T>[], name: string): Node<T>[] {
  const reached: Node<T>[] = [];
  for (const { names, wild } of open) {
    const next = names.get(name);
    if (next !== undefined) reached.push(next);
    for (const { fits, node } of wild) if (fits(name)) reached.push(node);
  }
  return reached;
}

function first<T>(entries: readonly (Entry<T> | null)[]): Entry<T> | null {
  return entries.reduce(
    (one, other) => (one === null || (other !== null && other.order < one.order) ? other : one),
    null,
  );
}
