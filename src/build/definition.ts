import type { BuildTarget } from "./target.ts";

/**
 * The bake definition of one run, as JSON for `docker buildx bake -f -`.
 * @see https://docs.docker.com/build/bake/reference/
 */
export function bakeDefinition(targets: readonly BuildTarget[]): string {
  return JSON.stringify({
    target: Object.fromEntries(targets.map((target) => [target.id, definition(target)])),
  });
}

function definition({ context, file, stage, settings, output, loadAs }: BuildTarget): object {
  const { buildArgs, buildContexts, platform, secrets, ssh, cacheFrom, cacheTo, noCache, pull, rerunTests } =
    settings;
  return {
    context,
    dockerfile: file,
    ...when("target", stage),
    ...when("args", buildArgs),
    ...when("contexts", buildContexts),
    ...when("platforms", platform === null ? null : [platform]),
    ...when("secret", secrets),
    ...when("ssh", ssh),
    ...when("cache-from", cacheFrom),
    ...when("cache-to", cacheTo),
    ...when("no-cache", noCache),
    ...when("pull", pull),
    ...when(
      "no-cache-filter",
      rerunTests === true && output.kind === "test" && stage !== null ? [stage] : null,
    ),
    ...outputs(output, loadAs),
  };
}

function outputs(output: BuildTarget["output"], loadAs: string | null): object {
  if (output.kind === "test") return { output: ["type=cacheonly"] };
  if (output.kind === "engine") return { output: ["type=docker"], tags: [output.name] };
  const layout = csv({ type: "oci", tar: "false", dest: output.path });
  return loadAs === null ? { output: [layout] } : { output: [layout, "type=docker"], tags: [loadAs] };
}

function when(key: string, value: unknown): object {
  return value === null ? {} : { [key]: value };
}

/** `key=value` fields as buildx reads them, quoted where a value holds a comma or a quote. */
function csv(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}=${value}`)
    .map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");
}
