import { dirname } from "node:path";
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { messageOf } from "../host/errors.ts";
import { ConfigError, didYouMean, nearest, type Place, type Problem } from "../values/problem.ts";
import { isTypedPart } from "../values/smoke/parts.ts";
import { keepWritten, writtenText } from "../values/written-scalars.ts";
import { type Inputs, type InputValue, inputOnlyHint } from "./inputs.ts";
import { IMAGE_SETTINGS, INPUT_ONLY, RUN_SETTINGS } from "./settings.ts";
import { yamlFault } from "./yaml-fault.ts";

/** A configuration file as it was written, not yet validated but for its shape. */
export interface ConfigFile {
  /** Absolute folder that it lies in, where its relative paths start. */
  readonly folder: string;
  /** Its first line. */
  readonly place: Place;
  readonly run: Inputs;
  readonly defaults: Inputs;
  /** In the file's order. */
  readonly images: ReadonlyMap<string, { readonly place: Place; readonly settings: Inputs }>;
  /** What is wrong with its shape. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the YAML of a configuration file.
 * @param path absolute; relative paths in the file start from its folder
 * @param shown the path as it is shown to people
 * @throws ConfigError if it is not YAML
 */
export function readConfigFile(yaml: string, path: string, shown: string): ConfigFile {
  const counter = new LineCounter();
  const document = parse(yaml, shown, counter);
  const problems: Problem[] = [];
  const place = (offset: number): Place => {
    const { line } = counter.linePos(offset);
    return { name: `${shown}:${line}`, at: { file: shown, line } };
  };
  const [error] = document.errors; // What comes after it mostly follows from it.
  if (error !== undefined) {
    const { offset, message, hint } = yamlFault(error, yaml);
    const isDuplicate = error.code === "DUPLICATE_KEY";
    throw new ConfigError([
      { place: place(offset), message: isDuplicate ? message : `not valid YAML: ${message}`, hint },
    ]);
  }
  const tag = document.warnings.find(({ code }) => code === "TAG_RESOLVE_FAILED");
  if (tag !== undefined) {
    const hint = 'Write a text that begins with "!" in quotes, for example: bake-targets: ["!docs"]';
    throw new ConfigError([
      {
        place: place(tag.pos[0]),
        message: "a value without quotes begins with !, which is a tag in YAML",
        hint,
      },
    ]);
  }

  keepWritten(document, isTyped);
  const resolveAlias = (node: unknown) => (isAlias(node) ? node.resolve(document) : node);
  const pairsOf = (map: YAMLMap): [name: string, pair: Pair, place: Place][] =>
    withMerged(map, resolveAlias).map((pair) => [nameOf(pair), pair, place(startOf(pair.key))]);
  const settingsOf = (map: YAMLMap): Inputs =>
    new Map(pairsOf(map).map(([name, pair, at]) => [name, inputValue(pair, at)]));
  const readValue = (pair: Pair, at: Place): unknown => {
    try {
      const value = toJs(pair.value, document);
      // A value that holds itself, by an alias within its anchor, has no end.
      JSON.stringify(value);
      return value;
    } catch (error) {
      if (!(error instanceof ReferenceError || error instanceof TypeError || error instanceof RangeError))
        throw error;
      const message = `${nameOf(pair)} has aliases (*name) that cannot be resolved`;
      problems.push({ place: at, message, hint: "Write the value itself in place of each alias." });
      return null;
    }
  };
  const inputValue = (pair: Pair, at: Place): InputValue => ({
    value: readValue(pair, at),
    place: at,
    placeOfPart: (path) => place(offsetOf(pair, path, resolveAlias)),
    base: dirname(path),
  });
  const mapAt = (name: string, node: unknown, at: Place, shape: string): YAMLMap | null => {
    const value = resolveAlias(node);
    if (isMap(value)) return value;
    if (isAlias(node) && value === undefined) {
      const message = `${name} is the alias *${node.source}, and there is no &${node.source} before it`;
      problems.push({ place: at, message, hint: shape });
    } else if (!isEmpty(value))
      problems.push({ place: at, message: `${name} is not a mapping`, hint: shape });
    return null;
  };

  const top = mapAt("the file", document.contents, place(0), EXAMPLE);
  const run = new Map<string, InputValue>();
  const images: [string, { place: Place; settings: Inputs }][] = [];
  let defaults: Inputs = new Map();
  for (const [name, pair, at] of top === null ? [] : pairsOf(top)) {
    if (name === "defaults") {
      const map = mapAt(name, pair.value, at, "Write for example: defaults: {max-layers: 15}");
      if (map !== null) defaults = settingsOf(map);
    } else if (name === "images") {
      const map = mapAt(name, pair.value, at, EXAMPLE);
      for (const [image, settings, line] of map === null ? [] : pairsOf(map)) {
        const own = mapAt(
          `images.${image}`,
          settings.value,
          line,
          "Write for example: production: {target: production}",
        );
        images.push([image, { place: line, settings: own === null ? new Map() : settingsOf(own) }]);
      }
    } else if (TOP_LEVEL.includes(name)) {
      run.set(name, inputValue(pair, at));
    } else {
      problems.push({
        place: at,
        message: `unknown key ${JSON.stringify(name)} at the top level`,
        hint: hintForTop(name),
      });
    }
  }
  return { folder: dirname(path), place: place(0), run, defaults, images: new Map(images), problems };
}

/** @throws ConfigError if the parser gives up */
function parse(yaml: string, shown: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> {
  try {
    return parseDocument(yaml, {
      lineCounter,
      logLevel: "error",
      merge: true,
      uniqueKeys: isSameKey,
      // The library takes seconds to make excerpts for thousands of errors. Only the first error is shown.
      prettyErrors: false,
    });
  } catch (error) {
    // Lists within lists exhaust its stack.
    const why = error instanceof RangeError ? "it is nested too deeply" : messageOf(error);
    throw new ConfigError([
      { place: { name: shown, at: null }, message: `not valid YAML: ${why}`, hint: EXAMPLE },
    ]);
  }
}

const EXAMPLE = "Write for example: images: {production: {target: production, max-size: 150MB}}";

/** Settings of the run that a file may hold. */
const TOP_LEVEL: readonly string[] = Object.keys(RUN_SETTINGS).filter(
  (name) => !Object.hasOwn(INPUT_ONLY, name),
);

const OF_AN_IMAGE =
  "It is a setting of an image: write it under defaults: or under an image's name in images:";

function hintForTop(name: string): string {
  if (Object.hasOwn(IMAGE_SETTINGS, name)) return OF_AN_IMAGE;
  const top = ["defaults", "images", ...TOP_LEVEL];
  const near = nearest(name, top) === null ? nearest(name, Object.keys(IMAGE_SETTINGS)) : null;
  return (
    inputOnlyHint(name) ?? (near === null ? didYouMean(name, top) : `Did you mean ${near}? ${OF_AN_IMAGE}`)
  );
}

/** `1.1` and `1.10` are two keys, and `<<` may stand several times. */
function isSameKey(one: unknown, other: unknown): boolean {
  if (!isScalar(one) || !isScalar(other)) return one === other;
  return typeof one.value !== "symbol" && writtenText(one) === writtenText(other);
}

/** Parts of settings that are data with types: what a request of the smoke test sends and expects. */
function isTyped(path: readonly (string | number)[]): boolean {
  const [section] = path;
  const inSettings = section === "images" ? path.slice(2) : section === "defaults" ? path.slice(1) : [];
  const [setting, ...part] = inSettings;
  return setting === "smoke" && isTypedPart(part);
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? writtenText(key) : String(key);
}

/**
 * The pairs of a mapping with those that it takes over by `<<`. Its own come before these, and a mapping before
 * those behind it.
 * @see https://yaml.org/type/merge.html
 */
function withMerged(
  map: YAMLMap,
  resolveAlias: (node: unknown) => unknown,
  above: readonly YAMLMap[] = [],
): readonly Pair[] {
  const isMerge = ({ key }: Pair) => isScalar(key) && key.type === "PLAIN" && writtenText(key) === "<<";
  if (!map.items.some(isMerge)) return map.items;
  const own = map.items.filter((pair) => !isMerge(pair));
  const merged = map.items.filter(isMerge).flatMap(({ value }) => {
    const node = resolveAlias(value);
    const sources = (isSeq(node) ? node.items : [node]).map(resolveAlias);
    // A mapping that takes over itself adds nothing.
    return sources.flatMap((source) =>
      isMap(source) && source !== map && !above.includes(source)
        ? withMerged(source, resolveAlias, [...above, map])
        : [],
    );
  });
  const all = [...own, ...merged];
  return all.filter((pair, at) => all.findIndex((other) => nameOf(other) === nameOf(pair)) === at);
}

/** Where a part of a pair's value begins, by its key; or as much of the way there as can be found. */
function offsetOf(
  pair: Pair,
  path: readonly (string | number)[],
  resolveAlias: (node: unknown) => unknown,
): number {
  let [offset, node] = [startOf(pair.key), resolveAlias(pair.value)];
  for (const key of path) {
    if (isMap(node)) {
      const part = withMerged(node, resolveAlias).find((own) => nameOf(own) === String(key));
      if (part === undefined) break;
      [offset, node] = [startOf(part.key), resolveAlias(part.value)];
    } else if (isSeq(node)) {
      const item = node.items[Number(key)];
      if (item === undefined) break;
      [offset, node] = [startOf(item), resolveAlias(item)];
    } else break;
  }
  return offset;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function toJs(node: unknown, document: ReturnType<typeof parseDocument>): unknown {
  return typeof node === "object" && node !== null && "toJS" in node && typeof node.toJS === "function"
    ? node.toJS(document)
    : node;
}
