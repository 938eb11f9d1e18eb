import * as v from "valibot";
import type { Exec } from "../host/exec.ts";
import { parseDigest } from "./digest.ts";
import type { HistoryEntry, ImageConfig } from "./image.ts";
import { InvalidImageError } from "./invalid-image.ts";
import { parseConfig } from "./spec.ts";

/** What an engine reports about an image without exporting it. */
export interface InspectedImage {
  /** Digest of its configuration, or with the containerd store of its manifest or index. */
  readonly id: string;
  /** Its names with tags, as the engine lists them. */
  readonly tags: readonly string[];
  /** Everything except the history, which is empty here. */
  readonly config: ImageConfig;
  /** Digests of the uncompressed layers, base image first. */
  readonly diffIds: readonly string[];
  /** Whether a build `FROM` it runs further instructions (ONBUILD). */
  readonly hasTriggers: boolean;
  /** Null if unknown. */
  readonly store: "classic" | "containerd" | null;
  /** Whether it is an index, which may have images for several platforms. */
  readonly isIndex: boolean;
  /** In bytes; each kind of engine counts differently. */
  readonly size: number;
}

/** An entry of an image's history as `docker history` prints it. */
export interface EngineHistoryEntry {
  readonly createdBy: string;
  readonly comment: string;
  /** In bytes; 0 also for a layer of empty files and directories. */
  readonly size: number;
}

/** The fields of `docker image inspect` that are read (Engine API, ImageInspect). */
const inspection = v.object({
  Id: v.string(),
  RepoTags: v.nullish(v.array(v.string())),
  Os: v.optional(v.unknown()),
  Architecture: v.optional(v.unknown()),
  Variant: v.optional(v.unknown()),
  Config: v.nullish(v.object({ OnBuild: v.nullish(v.array(v.unknown())) })),
  RootFS: v.nullish(v.object({ Layers: v.optional(v.unknown()) })),
  Size: v.optional(v.number()),
  /** Of the containerd store, from API 1.48. */
  Descriptor: v.nullish(v.object({ mediaType: v.optional(v.string(), "") })),
  GraphDriver: v.nullish(v.object({ Data: v.optional(v.unknown()) })),
});

/**
 * Asks the engine about an image. Null if it does not answer, or not like Docker: saving the image then reports
 * why.
 */
export async function inspectImage(name: string, exec: Exec): Promise<InspectedImage | null> {
  // "--" keeps a name that begins with a dash from being an option.
  const { code, stdout } = await exec("docker", ["image", "inspect", "--format={{json .}}", "--", name]);
  if (code !== 0) return null;
  try {
    // The configuration stays whole, for `parseConfig` to read.
    const json: unknown = JSON.parse(stdout);
    return v.is(inspection, json) ? parseInspection(json) : null;
  } catch (error) {
    if (error instanceof InvalidImageError || error instanceof SyntaxError) return null;
    throw error;
  }
}

function parseInspection(json: v.InferInput<typeof inspection>): InspectedImage {
  const { config, diffIds } = parseConfig({
    os: json.Os,
    architecture: json.Architecture,
    variant: json.Variant,
    config: json.Config,
    rootfs: { diff_ids: json.RootFS?.Layers },
  });
  return {
    id: parseDigest(json.Id),
    tags: json.RepoTags ?? [],
    config,
    diffIds,
    hasTriggers: (json.Config?.OnBuild ?? []).length > 0,
    store: json.GraphDriver?.Data != null ? "classic" : json.Descriptor != null ? "containerd" : null,
    isIndex: /\.(?:index\.v1|manifest\.list\.v2)\+json$/.test(json.Descriptor?.mediaType ?? ""),
    size: Number(json.Size),
  };
}

/** The history of an image, oldest first; null if the engine does not report it. */
export async function inspectHistory(id: string, exec: Exec): Promise<EngineHistoryEntry[] | null> {
  const format = ["--no-trunc", "--human=false", "--format={{json .}}"];
  const { code, stdout } = await exec("docker", ["history", ...format, "--", id]);
  if (code !== 0) return null;
  const lines = stdout.split("\n").filter((line) => line !== "");
  const { success, output } = v.safeParse(v.array(historyLine), lines.reverse());
  return success ? output : null;
}

const historyLine = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    CreatedBy: v.nullish(v.string(), ""),
    Comment: v.nullish(v.string(), ""),
    Size: v.optional(v.union([v.string(), v.number()])),
  }),
  v.transform(
    ({ CreatedBy, Comment, Size }): EngineHistoryEntry => ({
      createdBy: CreatedBy,
      comment: Comment,
      size: Number(Size),
    }),
  ),
);

/** Instructions that make no layer; the others of BuildKit always do. */
const WITHOUT_LAYER =
  /^(?:ARG|CMD|ENTRYPOINT|ENV|EXPOSE|HEALTHCHECK|LABEL|MAINTAINER|ONBUILD|SHELL|STOPSIGNAL|USER|VOLUME)\b|^WORKDIR \/$/;

/**
 * The history as the configuration has it. The engine does not report which entries have a layer. An entry with a
 * size has one; if these are too few, the instructions of BuildKit's entries show the others.
 * @param entries oldest first
 * @param layers number of the image's layers
 * @returns null if the result is not certain
 */
export function historyOf(entries: readonly EngineHistoryEntry[], layers: number): HistoryEntry[] | null {
  const sized = entries.map(({ size }) => size > 0);
  const made = entries.map(({ createdBy }, at) => sized[at] === true || !WITHOUT_LAYER.test(createdBy));
  const areKnown = entries.every(({ comment, size }) => size > 0 || comment.startsWith("buildkit."));
  const has = [sized, ...(areKnown ? [made] : [])].find((each) => each.filter(Boolean).length === layers);
  return has === undefined
    ? null
    : entries.map(({ createdBy, comment }, at) => ({
        createdBy,
        ...(comment === "" ? {} : { comment }),
        emptyLayer: has[at] !== true,
      }));
}
