import * as v from "valibot";
import type { HistoryOrigin } from "../model/report.ts";
import type { LayerOrigins } from "./layer-origins.ts";

const LABEL = "io.buildpacks.lifecycle.metadata";

const layer = v.nullish(v.object({ sha: v.nullish(v.string()) }));

/** The lifecycle's description of its layers, by their diff ids. */
const metadata = v.object({
  app: v.nullish(v.array(layer), []),
  sbom: layer,
  buildpacks: v.nullish(
    v.array(
      v.object({
        key: v.string(),
        version: v.nullish(v.string(), ""),
        layers: v.nullish(v.record(v.string(), layer), {}),
      }),
    ),
    [],
  ),
  config: layer,
  launcher: layer,
  "process-types": layer,
  runImage: v.nullish(
    v.object({
      topLayer: v.nullish(v.string()),
      image: v.nullish(v.string()),
      reference: v.nullish(v.string()),
    }),
  ),
  stack: v.nullish(v.object({ runImage: v.nullish(v.object({ image: v.nullish(v.string()) })) })),
});

/**
 * Reads the origins of layers from the label of the lifecycle of Cloud Native Buildpacks, in the words of its history.
 * @param diffIds of the image's layers, base image first
 * @returns the layers in the same order, null for a layer that the label does not name; null without such a label
 * @see https://github.com/buildpacks/lifecycle/blob/main/platform/files/analyzed.go
 */
export function readBuildpacksLabel(
  labels: Readonly<Record<string, string>>,
  diffIds: readonly string[],
): { readonly base: LayerOrigins["base"]; readonly layers: readonly (HistoryOrigin | null)[] } | null {
  const { success, output } = v.safeParse(
    v.pipe(v.string(), v.parseJson(), metadata),
    Object.hasOwn(labels, LABEL) ? labels[LABEL] : undefined,
  );
  if (!success) return null;
  const { runImage, stack } = output;
  const top = runImage?.topLayer == null ? -1 : diffIds.indexOf(runImage.topLayer);
  const name = runImage?.image ?? stack?.runImage?.image ?? nameIn(runImage?.reference ?? "");
  const words = new Map(wordsOf(output));
  const layers = diffIds.map((diffId, at): HistoryOrigin | null => {
    const instruction = at > top ? words.get(diffId) : undefined;
    return instruction === undefined ? null : { kind: "history", by: "buildpacks", instruction };
  });
  return { base: top < 0 ? null : { name, from: null, digest: null, layers: top + 1 }, layers };
}

function wordsOf(found: v.InferOutput<typeof metadata>): [string, string][] {
  const named: [string | null | undefined, string][] = [
    ...found.app.map((slice, at): [string | null | undefined, string] => [
      slice?.sha,
      found.app.length === 1 ? "Application Layer" : `Application Slice: ${at + 1}`,
    ]),
    [found.sbom?.sha, "Software Bill-of-Materials"],
    [found.config?.sha, "Buildpacks Launcher Config"],
    [found.launcher?.sha, "Buildpacks Application Launcher"],
    [found["process-types"]?.sha, "Buildpacks Process Types"],
    ...found.buildpacks.flatMap(({ key, version, layers }) =>
      Object.entries(layers).map(([name, made]): [string | null | undefined, string] => [
        made?.sha,
        `Layer: '${name}', Created by buildpack: ${version === "" ? key : `${key}@${version}`}`,
      ]),
    ),
  ];
  return named.flatMap(([sha, text]): [string, string][] => (sha == null ? [] : [[sha, text]]));
}

/** `index.docker.io/paketobuildpacks/run@sha256:…` → without its digest; null if it is an engine's image id. */
function nameIn(reference: string): string | null {
  const name = reference.replace(/@sha256:[0-9a-f]{64}$/, "");
  return name === "" || /^[0-9a-f]{64}$/.test(name) ? null : name;
}
