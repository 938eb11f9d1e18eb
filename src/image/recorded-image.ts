import * as v from "valibot";
import type { Exec } from "../host/exec.ts";
import { digestOf, parseDigest, verifyDigest } from "./digest.ts";
import type { Image } from "./image.ts";
import { InvalidImageError } from "./invalid-image.ts";
import type { LayerCache } from "./layer-cache.ts";
import { chooseImage } from "./manifest.ts";
import type { Index } from "./spec.ts";

/** Parts for reading the record of a build. */
export interface RecordWorld {
  readonly exec: Exec;
  /** buildx builder, or null for the current one. */
  readonly builder: string | null;
  readonly cache: Pick<LayerCache, "find">;
}

/**
 * Reads an image from the builder's record of the build: manifest and configuration, both verified, and the layers
 * from the cache. A builder that uses a registry's cache has not fetched the layers of cached steps; an export
 * would make it fetch them.
 * @see https://github.com/moby/buildkit/blob/master/exporter/oci/export.go `Unlazy`
 * @see https://docs.docker.com/reference/cli/docker/buildx/history/inspect/attachment/
 * @param metadata the metadata file that buildx wrote for the build
 * @param platform as in `Reading`
 * @returns null if a layer is not cached, or the builder has no record: buildx before 0.20, no history
 */
export async function readRecordedImage(
  metadata: unknown,
  platform: string | null,
  { exec, builder, cache }: RecordWorld,
): Promise<Image | null> {
  if (!v.is(recordedBuild, metadata)) return null;
  const { "buildx.build.ref": ref, "containerimage.digest": top } = metadata;
  // Builder, node and build; only the build is needed.
  const id = ref.slice(ref.lastIndexOf("/") + 1);

  const documents = new Map<string, Promise<Uint8Array>>();
  const ask = async (digest: string): Promise<Uint8Array> => {
    const named = builder === null ? [] : [`--builder=${builder}`];
    const asked = ["buildx", "history", "inspect", "attachment", ...named, id, digest];
    const { code, stdout, stderr } = await exec("docker", asked);
    if (code !== 0) throw new InvalidImageError(`the builder has no record of ${digest}: ${stderr}`);
    const bytes = Buffer.from(stdout);
    verifyDigest("its digest", digest, digestOf(bytes));
    return bytes;
  };
  const read = (digest: string): Promise<Uint8Array> => {
    const bytes = documents.get(digest) ?? ask(digest);
    documents.set(digest, bytes);
    return bytes;
  };

  try {
    const manifest = {
      digest: parseDigest(top),
      size: null,
      mediaType: "",
      artifactType: "",
      platform: null,
      annotations: {},
    };
    const index: Index = { kind: "index", artifactType: "", manifests: [manifest] };
    const { config, layers } = await chooseImage(index, platform, read);
    const known = await Promise.all(
      layers.map(async ({ digest, diffId }) => {
        const layer = await cache.find(digest);
        return layer?.diffId === diffId ? layer : null;
      }),
    );
    const found = known.filter((layer) => layer !== null);
    return found.length === layers.length ? { config, layers: found } : null;
  } catch (error) {
    if (error instanceof InvalidImageError) return null;
    throw error;
  }
}

const recordedBuild = v.object({ "buildx.build.ref": v.string(), "containerimage.digest": v.string() });
