import * as v from "valibot";
import { messageOf, StagegateError } from "../host/errors.ts";
import { unescapeTemplate } from "./template.ts";

/**
 * What bake prints so that it may be read as a bake file again; it does not do so with every attribute.
 * @see https://github.com/docker/buildx/blob/master/bake/bake.go `Target.MarshalJSON`
 */
const literal = v.pipe(v.string(), v.transform(unescapeTemplate));
const literals = v.record(v.string(), v.nullable(literal));
const list = v.array(v.string());
/** Where one buildx writes fields as an object, an older one has them as CSV text. */
const fields = v.array(v.union([v.string(), v.record(v.string(), v.unknown())]));

const rawTarget = v.looseObject({
  context: v.exactOptional(v.string()),
  dockerfile: v.exactOptional(v.string()),
  "dockerfile-inline": v.exactOptional(literal),
  target: v.exactOptional(v.string()),
  args: v.exactOptional(literals),
  labels: v.exactOptional(literals),
  "extra-hosts": v.exactOptional(literals),
  contexts: v.exactOptional(v.record(v.string(), v.string())),
  platforms: v.exactOptional(list),
  secret: v.exactOptional(fields),
  ssh: v.exactOptional(fields),
  "cache-from": v.exactOptional(fields),
  "cache-to": v.exactOptional(fields),
  "no-cache": v.exactOptional(v.boolean()),
  "no-cache-filter": v.exactOptional(list),
  pull: v.exactOptional(v.boolean()),
  entitlements: v.exactOptional(list),
});

const printed = v.object({
  // Go writes an empty list as null.
  group: v.exactOptional(v.record(v.string(), v.object({ targets: v.nullable(list) })), {}),
  target: v.exactOptional(v.record(v.string(), rawTarget), {}),
});

/**
 * A target in bake's own words, all that it inherits, computes and reads from variables filled in.
 * @see https://docs.docker.com/build/bake/reference/#target
 */
export type RawTarget = v.InferOutput<typeof rawTarget>;

/** A target that is an image. */
export interface BakeTarget {
  readonly name: string;
  /** Absolute path of the bake file; of several the first, as bake does not tell which one has a target. */
  readonly file: string;
  /** That file, or all of them, as people know them. */
  readonly shown: string;
  /** Absolute folder that its contexts start from. */
  readonly folder: string;
  /**
   * Absolute folder that its secrets, keys and local caches start from: they are of the machine, so for a
   * target of another commit they still lie in the working tree.
   */
  readonly machine: string;
  readonly attributes: RawTarget;
  /** By name the targets that it is built upon (`contexts: {base: "target:NAME"}`), also indirectly. */
  readonly linked: Readonly<Record<string, RawTarget>>;
}

/** What `docker buildx bake --print` printed, as far as it is of interest. */
export interface PrintedTargets {
  /** Names of the targets that were asked for, in bake's order; those that are only linked not among them. */
  readonly names: readonly string[];
  readonly targets: Readonly<Record<string, RawTarget>>;
}

/**
 * Reads the output of `docker buildx bake --print`, where the group `default` is what was asked for.
 * @throws StagegateError if it is something else
 */
export function parseBakePrint(json: string): PrintedTargets {
  const { group, target } = readPrinted(json);
  const expand = (name: string): string[] =>
    Object.hasOwn(target, name) ? [name] : (group[name]?.targets?.flatMap(expand) ?? []);
  return { names: [...new Set(expand("default"))], targets: target };
}

function readPrinted(json: string): v.InferOutput<typeof printed> {
  try {
    return v.parse(printed, JSON.parse(json));
  } catch (error) {
    const path = v.isValiError<typeof printed>(error) ? v.getDotPath(error.issues[0]) : null;
    throw new StagegateError(
      `docker buildx bake --print printed something other than targets: ${path === null ? "" : `${path}: `}${messageOf(error)}`,
      "Check what the command prints, and update buildx.",
    );
  }
}

/** The targets that a target links to, and those that these link to, by name. */
export function linkedTargets(target: RawTarget, all: PrintedTargets["targets"]): Record<string, RawTarget> {
  const linked = new Map<string, RawTarget>();
  const follow = ({ contexts = {} }: RawTarget): void => {
    for (const source of Object.values(contexts)) {
      const name = linkOf(source);
      const other = name === null ? undefined : all[name];
      if (name === null || other === undefined || linked.has(name)) continue;
      linked.set(name, other);
      follow(other);
    }
  };
  follow(target);
  return Object.fromEntries(linked);
}

/** `target:base` → `base`; null for a context that is no target. */
export function linkOf(context: string | null): string | null {
  return context?.startsWith("target:") === true ? context.slice("target:".length) : null;
}

/** Whether a context is a local folder, and no URL, image, target or standard input. */
export function isPath(context: string): boolean {
  return !/^(?:[a-z-]+:|git@|-$)/.test(context);
}

/**
 * The path of this machine that a named context names: a folder, or an OCI layout without its tag and digest. Null for
 * any other context.
 */
export function pathOfContext(context: string): string | null {
  return layoutOf(context)?.path ?? (isPath(context) ? context : null);
}

/** A named context with another path in the place of its own; one that names no path stays. */
export function moveContext(context: string, move: (path: string) => string): string {
  const layout = layoutOf(context);
  if (layout !== null) return `${LAYOUT}${move(layout.path)}${layout.reference}`;
  return isPath(context) ? move(context) : context;
}

const LAYOUT = "oci-layout://";
const REFERENCE = /^(.*?)((?::[\w.-]*)?(?:@[^/@]*)?)$/s;

/**
 * The parts of `oci-layout://PATH:TAG@DIGEST`; null for any other context. They are read from the end, since a folder
 * above the layout may have a `:` or an `@` in its name.
 * @see https://github.com/docker/buildx/blob/master/build/opt.go
 */
export function layoutOf(context: string): { readonly path: string; readonly reference: string } | null {
  if (!context.startsWith(LAYOUT)) return null;
  const [, path = "", reference = ""] = REFERENCE.exec(context.slice(LAYOUT.length)) ?? [];
  return { path, reference };
}
