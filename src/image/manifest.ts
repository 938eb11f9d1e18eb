import { blobPath } from "./digest.ts";
import type { ImageConfig } from "./image.ts";
import { chooseNamed, type ImageChoice, listNames, severalImages, type Transport } from "./image-names.ts";
import { atPlace, InvalidImageError } from "./invalid-image.ts";
import type { ExpectedLayer } from "./layer.ts";
import { MOST_MANIFESTS, requireAtMost } from "./limits.ts";
import { hostPlatform, platformMatches } from "./platform.ts";
import {
  type BlobDescriptor,
  type Descriptor,
  type Index,
  type Manifest,
  type ParsedConfig,
  parseConfig,
  parseIndexOrManifest,
  parseJson,
} from "./spec.ts";

/** Gives a JSON document's bytes by its digest, verified; throws InvalidImageError where there is none. */
export type ReadDocument = (digest: string) => Promise<Uint8Array>;

/** An image by its manifest: its configuration and what its layers must be, base image first. */
export interface ChosenImage {
  readonly config: ImageConfig;
  readonly layers: readonly (ExpectedLayer & Pick<BlobDescriptor, "digest" | "isForeign">)[];
}

/** Which image of an index is asked for, and how it is asked for. */
export interface NamedChoice {
  readonly choice: ImageChoice;
  readonly transport: Transport;
}

/** Of an index that has but one image. */
const ONLY_ONE: NamedChoice = { choice: { reference: null, path: "image" }, transport: "oci" };

/** One image of an index, at the bottom of what indexes it is nested in. */
interface Candidate {
  /** The name that the outermost index gives it; null where it gives none. */
  readonly name: string | null;
  readonly digest: string;
  readonly platform: string | null;
}

/**
 * The one image of an OCI layout's index (image-spec, image-index.md): that of `platform`; where none is
 * asked for, the only one, else the host's. Attestations are no images. Throws InvalidImageError that lists
 * what there is, when there are several or none.
 */
export async function chooseImage(
  index: Index,
  platform: string | null,
  read: ReadDocument,
  named: NamedChoice = ONLY_ONE,
): Promise<ChosenImage> {
  const { manifests } = index;
  const chosen = chooseNamed(manifests, manifests.map(namesOf), named.choice, named.transport);
  const { digest } = choose(await candidatesOf({ ...index, manifests: chosen }, read), platform, named);
  const manifest = await readManifest(digest, read);
  const { config, diffIds } = await readConfig(manifest, read);
  requirePlatform(config, platform);
  const layers = pairLayers(diffIds, manifest.layers, (diffId, blob) => ({ ...blob, diffId }));
  return { config, layers };
}

/**
 * Puts diff ids and layers together by position; throws InvalidImageError when they are not of one number.
 */
export function pairLayers<Blob, Paired>(
  diffIds: readonly string[],
  blobs: readonly Blob[],
  pair: (diffId: string, blob: Blob) => Paired,
): Paired[] {
  if (diffIds.length !== blobs.length) {
    throw new InvalidImageError(
      `the configuration has ${diffIds.length} layers, but the manifest has ${blobs.length}`,
    );
  }
  return blobs.map((blob, position) => pair(diffIds[position] as string, blob));
}

/** Throws InvalidImageError when an image is of another platform than the one asked for. */
export function requirePlatform(config: ImageConfig, platform: string | null): void {
  if (platform !== null && !platformMatches(config.platform, platform)) {
    throw new InvalidImageError(`the image is for ${config.platform}, not for ${platform}`);
  }
}

/** All images that an index leads to, in its order, each once. */
async function candidatesOf(index: Index, read: ReadDocument): Promise<Candidate[]> {
  const found = new Map<string, Candidate>();
  // Nested indexes may name each other's parts many times over: each is opened once.
  const opened = new Set<string>();
  let listedAll = 0;
  const visit = async (part: Index, outerName: string | null): Promise<void> => {
    listedAll += part.manifests.length;
    requireAtMost(MOST_MANIFESTS, listedAll, "manifest");
    for (const { digest, platform, annotations } of part.manifests) {
      if (platform === "unknown/unknown" || annotations["vnd.docker.reference.type"] !== undefined) continue;
      const name = outerName ?? namesOf({ annotations })[0] ?? null;
      if (found.has(digest) || opened.has(digest)) continue;
      // The manifests of other platforms may not be there, so only what must be opened is.
      const nested = platform === null ? await readIndexOrManifest(digest, read) : null;
      if (nested?.kind === "index") {
        opened.add(digest);
        await visit(nested, name);
      } else if (nested === null) {
        found.set(digest, { name, digest, platform });
      } else {
        const { config } = await readConfig(nested, read);
        found.set(digest, { name, digest, platform: config.platform });
      }
    }
  };
  await visit(index, null);
  return [...found.values()];
}

/** The names that an index gives an image: the whole one first, which is Docker's own. */
function namesOf({ annotations }: Pick<Descriptor, "annotations">): string[] {
  const names = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];
  return names.flatMap((name) => annotations[name] ?? []);
}

function choose(
  candidates: readonly Candidate[],
  platform: string | null,
  { choice, transport }: NamedChoice,
): Candidate {
  const several = (list: readonly Candidate[]) =>
    severalImages(
      list.map(shown),
      list.map(({ name }) => (name === null ? [] : [name])),
      choice,
      transport,
    );
  const [only] = candidates;
  if (only === undefined) throw new InvalidImageError("holds no image");
  if (new Set(candidates.map(({ name }) => name)).size > 1) throw several(candidates);
  if (platform === null && candidates.length === 1) return only;
  const wanted = platform ?? hostPlatform();
  const [first, ...others] = candidates.filter((each) => platformMatches(each.platform ?? "", wanted));
  if (first === undefined) {
    throw new InvalidImageError(
      `holds no image for ${wanted}, but: ${listNames(candidates.map(shown))}`,
      "Name one of its platforms, e.g. `--platform linux/arm64`.",
    );
  }
  if (others.length > 0) throw several([first, ...others]);
  return first;
}

function shown({ name, digest, platform }: Candidate): string {
  return `${name ?? digest} (${platform})`;
}

async function readManifest(digest: string, read: ReadDocument): Promise<Manifest> {
  const manifest = await readIndexOrManifest(digest, read);
  if (manifest.kind === "manifest") return manifest;
  throw new InvalidImageError(`${blobPath(digest)}: is an index where a manifest should be`);
}

function readIndexOrManifest(digest: string, read: ReadDocument): Promise<Index | Manifest> {
  return atPlace(blobPath(digest), async () => parseIndexOrManifest(parseJson(await read(digest))));
}

function readConfig(manifest: Manifest, read: ReadDocument): Promise<ParsedConfig> {
  return atPlace(blobPath(manifest.config), async () => parseConfig(parseJson(await read(manifest.config))));
}
