import {
  beside,
  linkContexts,
  linkedDefinitions,
  mapContexts,
  type NamedContexts,
} from "../bake/definition.ts";
import { layoutOf, moveContext } from "../bake/target.ts";
import { escapeTemplate } from "../bake/template.ts";
import { csv } from "../text/csv.ts";
import type { BuildTarget } from "./target.ts";

/**
 * The bake definition of one run, as JSON for `docker buildx bake -f -`.
 * @param withAccess completes an entry of `cache-from` or `cache-to` by what it needs to reach its cache
 * @param contextPath gives the path of a context folder or an OCI layout that buildx gets
 * @see https://docs.docker.com/build/bake/reference/
 */
export function bakeDefinition(
  targets: readonly BuildTarget[],
  withAccess: (cache: string) => string = (cache) => cache,
  contextPath: (context: string) => string = (context) => context,
): string {
  const layoutPath = (source: string | null) =>
    source === null || layoutOf(source) === null ? source : moveContext(source, contextPath);
  const located = ({ context, contexts, ...rest }: Located) => ({
    ...rest,
    ...(typeof context === "string" ? { context: contextPath(context) } : {}),
    ...(contexts === undefined ? {} : { contexts: mapContexts(contexts, layoutPath) }),
  });
  const target = Object.fromEntries(
    targets
      .flatMap((target): [id: string, definition: Located][] => [
        [target.id, definition(target, withAccess)],
        ...linkedDefinitions(target),
      ])
      .map(([id, definition]) => [id, located(definition)]),
  );
  return JSON.stringify({ target }, (_, value: unknown) =>
    typeof value === "string" ? escapeTemplate(value) : value,
  );
}

/** A target's definition. */
interface Located {
  readonly context?: unknown;
  readonly contexts?: NamedContexts;
}

/**
 * Options that make bake take build arguments without a value from its environment, as `docker build --build-arg KEY`
 * does; one that is not set is no argument. In a definition, null only leaves an argument out.
 * @see https://docs.docker.com/reference/cli/docker/buildx/bake/#set
 */
export function inheritedArguments(targets: readonly BuildTarget[]): string[] {
  return targets.flatMap(({ id, settings }) =>
    Object.entries(settings.buildArgs ?? {}).flatMap(([name, value]) =>
      value === null ? [`--set=${id}.args.${name}`] : [],
    ),
  );
}

/**
 * The entitlements that the targets need: buildx asks the user for each that no flag grants. BuildKit decides
 * for itself what it grants.
 * @see https://docs.docker.com/reference/cli/docker/buildx/bake/#allow
 */
export function entitlements(targets: readonly BuildTarget[]): string[] {
  const wanted = targets.flatMap(({ settings, bake }) => [
    ...(settings.ssh === null ? [] : ["ssh"]),
    ...(bake === null ? [] : [bake.attributes, ...Object.values(bake.linked)]).flatMap((target) => [
      ...(target.ssh === undefined ? [] : ["ssh"]),
      ...(target.entitlements ?? []),
    ]),
  ]);
  return [...new Set(wanted)];
}

function definition(target: BuildTarget, withAccess: (cache: string) => string): object {
  const { id, context, file, stage, settings, bake, output, loadAs } = target;
  const { buildArgs, buildContexts, platform, secrets, ssh, cacheFrom, cacheTo, noCache, pull, rerunTests } =
    settings;
  const { "no-cache-filter": filter = [], ...rest } = beside(target);
  const isRerun = rerunTests === true && output.kind === "test" && stage !== null;
  const uncached = isRerun ? [...filter, stage] : filter;
  return {
    ...rest,
    context,
    ...(rest["dockerfile-inline"] === undefined ? { dockerfile: file } : {}),
    ...when("target", stage),
    ...when("args", buildArgs),
    ...when(
      "contexts",
      buildContexts === null || bake === null ? buildContexts : linkContexts(buildContexts, id, bake),
    ),
    ...when("platforms", platform === null ? null : [platform]),
    ...when("secret", secrets),
    ...when("ssh", ssh),
    ...when("cache-from", cacheFrom?.map(withAccess) ?? null),
    ...when("cache-to", cacheTo?.map(withAccess) ?? null),
    ...when("no-cache", noCache),
    ...when("pull", pull),
    ...when("no-cache-filter", uncached.length === 0 ? null : uncached),
    ...outputs(output, loadAs),
  };
}

function outputs(output: BuildTarget["output"], loadAs: string | null): object {
  if (output.kind === "test") return { output: ["type=cacheonly"] };
  if (output.kind === "record") return { output: ["type=image,push=false"] };
  if (output.kind === "engine") return { output: ["type=docker"], tags: [output.name] };
  const layout = csv({ type: "oci", tar: "false", dest: output.path });
  // buildx writes one digest into both. By default the two differ in their media types, and so in it.
  const loaded = "type=docker,oci-mediatypes=true";
  return loadAs === null ? { output: [layout] } : { output: [layout, loaded], tags: [loadAs] };
}

function when(key: string, value: unknown): object {
  return value === null ? {} : { [key]: value };
}
