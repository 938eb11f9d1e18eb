import { mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Exec } from "../host/exec.ts";
import { orStopped } from "../host/signals.ts";
import { csv } from "../text/csv.ts";
import { blobPath } from "./digest.ts";
import { type EngineHistoryEntry, type InspectedImage, inspectHistory } from "./engine-inspect.ts";
import type { LayerCache } from "./layer-cache.ts";
import { readOciDirectory } from "./oci.ts";
import { hostPlatform, isSamePlatform } from "./platform.ts";
import type { ImageWithDigests, LayerWithDigest, ReadContext } from "./read-layers.ts";

/** Parts that an export needs from outside. */
export interface ExportWorld {
  /** Throws StoppedError once the run was stopped. */
  readonly exec: Exec;
  /** Aborted when the run is stopped. */
  readonly signal: AbortSignal;
  /** Absolute, private to the run; its creator removes it. */
  readonly folder: string;
  /** Prepares the folder of an OCI layout for an export, with placeholders for layers in the cache. */
  readonly prepareLayout: (path: string) => Promise<void>;
}

/** In bytes: below this size `docker save` is as fast or faster. */
const WORTH_IT = 32_000_000;

/** Largest assumed size of an image's configuration and manifests, in bytes. */
const DOCUMENTS = 32 * 1024;

/**
 * Lets the engine's own builder export an image as an OCI directory. That takes half the time of `docker save`, and
 * no time for layers in the cache. It is done only for an image that a `FROM` alone does not change, and the result
 * is compared with what the engine reports.
 * @returns null if it can't be done, or BuildKit took other blobs for the layers than the engine has
 */
export async function exportImage(
  inspected: InspectedImage,
  context: ReadContext & { readonly cache: LayerCache },
  { exec, signal, folder, prepareLayout }: ExportWorld,
): Promise<ImageWithDigests | null> {
  const { id, config, tags, store, size, hasTriggers } = inspected;
  const [tag] = tags;
  if (store !== "containerd" || size < WORTH_IT || tag === undefined || hasTriggers) return null;
  if (!isSamePlatform(config.platform, hostPlatform())) return null;
  const [current, history] = await Promise.all([
    exec("docker", ["context", "show"]),
    inspectHistory(id, exec),
  ]);
  if (current.code !== 0 || history === null) return null;
  const directory = await mkdtemp(join(folder, "exported-"));
  try {
    await prepareLayout(directory);
    const flags = [
      // The engine's own builder has the name of the context; the current builder may be another one.
      `--builder=${current.stdout.trim()}`,
      `--platform=${config.platform}`,
      "--provenance=false",
      "--sbom=false",
      "--quiet",
      `--output=${csv({ type: "oci", tar: false, dest: directory })}`,
    ];
    const { code } = await exec("docker", ["buildx", "build", ...flags, "-"], { input: `FROM ${tag}\n` });
    if (code !== 0) return null;
    const read = await orStopped(readOciDirectory(directory, { ...context, digest: null }), signal);
    if (!isSame(inspected, history, read, await sizeOf(directory, read.layers))) return null;
    // A build may add to the configuration, such as a missing PATH, but not to the history.
    return { config: { ...config, history: read.config.history }, layers: read.layers };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** In bytes: the sizes of the layers' blobs, each counted once. A placeholder has the size of its layer. */
async function sizeOf(directory: string, layers: readonly LayerWithDigest[]): Promise<number> {
  const digests = [...new Set(layers.map(({ digest }) => digest))];
  const files = await Promise.all(digests.map((digest) => stat(join(directory, blobPath(digest)))));
  return sum(files.map(({ size }) => size));
}

/** Whether the export is the engine's image, with the blobs that the engine has for its layers. */
function isSame(
  { diffIds, size }: InspectedImage,
  history: readonly EngineHistoryEntry[],
  { config, layers }: ImageWithDigests,
  blobs: number,
): boolean {
  const commands = config.history.map(({ createdBy }) => createdBy);
  return (
    isEqual(
      layers.map(({ layer }) => layer.diffId),
      diffIds,
    ) &&
    isEqual(
      commands,
      history.map(({ createdBy }) => createdBy),
    ) &&
    isSizeOf(size, blobs, sum(history.map((entry) => entry.size)))
  );
}

/**
 * Whether the engine's size of an image is that of these blobs. BuildKit may know the same layers by other blobs,
 * of another compression, and then exports those. Engines since the summer of 2026 also count the unpacked layers
 * (moby#53426), whose sizes are in the history.
 */
function isSizeOf(size: number, blobs: number, unpacked: number): boolean {
  return [size, size - unpacked].some((packed) => packed >= blobs && packed <= blobs + DOCUMENTS);
}

function isEqual(list: readonly string[], other: readonly string[]): boolean {
  return list.length === other.length && list.every((text, at) => text === other[at]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
