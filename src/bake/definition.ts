import { resolve } from "node:path";
import { csvTexts, sshTexts } from "./fields.ts";
import { type BakeTarget, linkOf, moveContext, type RawTarget } from "./target.ts";

/** The part of a build target that is needed here. */
interface TargetSettings {
  readonly id: string;
  readonly settings: { readonly file: string | null; readonly platform: string | null };
  readonly bake: BakeTarget | null;
}

/** Sources of named contexts by their names. */
export type NamedContexts = Readonly<Record<string, string | null>>;

/** Attributes that settings replace. */
const SETTLED = [
  "context",
  "dockerfile",
  "dockerfile-inline",
  "target",
  "args",
  "contexts",
  "platforms",
  "secret",
  "ssh",
  "cache-from",
  "cache-to",
  "no-cache",
  "pull",
];

/**
 * Attributes for the result, which the gate decides. Annotations belong to the pushed manifest, and BuildKit refuses
 * annotations of an index if it makes no index.
 */
const OF_RESULTS = ["output", "tags", "attest", "annotations", "call", "description"];

/** The attributes of a target that are not settings: labels, network, an inline Dockerfile, limits, hosts. */
export function beside({ settings, bake }: Omit<TargetSettings, "id">): RawTarget {
  if (bake === null) return {};
  const inline = inlineDockerfile({ settings, bake });
  const rest = without(bake.attributes, [...SETTLED, ...OF_RESULTS]);
  return inline === null ? rest : { ...rest, "dockerfile-inline": inline };
}

/**
 * The attributes that change the image for the same sources and settings, for the key of a measurement;
 * empty if there are none. Paths are as the bake file has them, so that every clone has the same.
 */
export function contentOf({ settings, bake }: Omit<TargetSettings, "id">): readonly object[] {
  if (bake === null) return [];
  const own = without(beside({ settings, bake }), NO_CONTENT);
  const linked = Object.entries(bake.linked).map(([name, target]) => [
    name,
    without(target, [...NO_CONTENT, ...OF_RESULTS]),
  ]);
  return Object.keys(own).length + linked.length === 0 ? [] : [own, linked];
}

/** Attributes of the build that do not change its result. */
const NO_CONTENT = [
  "secret",
  "ssh",
  "cache-from",
  "cache-to",
  "no-cache",
  "no-cache-filter",
  "pull",
  "entitlements",
];

/** The same target, with no cache written by it or by its linked targets. */
export function withoutCacheTo(bake: BakeTarget): BakeTarget {
  const linked = Object.entries(bake.linked).map(([name, target]) => [name, without(target, ["cache-to"])]);
  return { ...bake, linked: Object.fromEntries(linked) };
}

/** The text of an inline Dockerfile in the bake file; null for a file of its own. */
export function inlineDockerfile({ settings, bake }: Omit<TargetSettings, "id">): string | null {
  return settings.file === null ? (bake?.attributes["dockerfile-inline"] ?? null) : null;
}

/** Separates the id of a target from the name of a linked target. */
const LINK = "__";

/** `image-0__base` → the target `image-0` of the run and its link `base`; null if it is no link. */
export function readId(id: string): { readonly target: string; readonly link: string | null } {
  const at = id.indexOf(LINK);
  return at === -1
    ? { target: id, link: null }
    : { target: id.slice(0, at), link: id.slice(at + LINK.length) };
}

/** Named contexts, with links to the targets of this run. */
export function linkContexts(contexts: NamedContexts, id: string, { linked }: BakeTarget): NamedContexts {
  const rename = (source: string | null) => {
    const name = linkOf(source);
    return name !== null && Object.hasOwn(linked, name) ? `target:${id}${LINK}${name}` : source;
  };
  return mapContexts(contexts, rename);
}

/** The targets that a target is built upon, by their ids, for the one platform of that target. */
export function linkedDefinitions({
  id,
  settings,
  bake,
}: TargetSettings): [id: string, definition: object][] {
  if (bake === null) return [];
  const { folder, machine } = bake;
  return Object.entries(bake.linked).map(([name, target]) => {
    const { context = ".", contexts = {} } = target;
    const located = (source: string | null) =>
      source === null ? null : moveContext(source, (path) => resolve(folder, path));
    const definition = {
      ...without(target, [...OF_RESULTS, "platforms"]),
      context: located(context),
      contexts: linkContexts(mapContexts(contexts, located), id, bake),
      secret: csvTexts(target.secret, machine),
      ssh: sshTexts(target.ssh, machine),
      "cache-from": csvTexts(target["cache-from"], machine),
      "cache-to": csvTexts(target["cache-to"], machine),
      ...(settings.platform === null ? {} : { platforms: [settings.platform] }),
    };
    return [`${id}${LINK}${name}`, definition];
  });
}

/** The same contexts with other sources. */
export function mapContexts(
  contexts: NamedContexts,
  change: (source: string | null) => string | null,
): NamedContexts {
  return Object.fromEntries(Object.entries(contexts).map(([key, source]) => [key, change(source)]));
}

function without(target: RawTarget, names: readonly string[]): RawTarget {
  return Object.fromEntries(Object.entries(target).filter(([name]) => !names.includes(name)));
}
