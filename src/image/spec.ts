import { type PlatformParts, platformText } from "../text/platform.ts";
import { parseDigest } from "./digest.ts";
import { isForeignType } from "./foreign-layer.ts";
import type { HistoryEntry, ImageConfig } from "./image.ts";
import { InvalidImageError, quote } from "./invalid-image.ts";
import {
  LONGEST_TEXT,
  MOST_LAYERS,
  MOST_MANIFESTS,
  MOST_SETTINGS,
  overLimit,
  requireAtMost,
} from "./limits.ts";

/** The parts of index, manifest and docker's manifest.json that are read (OCI image-spec 1.1). */
export interface Descriptor {
  readonly digest: string;
  /** Size in bytes of the described blob; null if it has none. */
  readonly size: number | null;
  /** "" if it is not given. */
  readonly mediaType: string;
  /** Kind of a manifest that is not an image; "" if it is not given. */
  readonly artifactType: string;
  /** As `platformText` writes it, with the version of Windows; null if it is not given. */
  readonly platform: string | null;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An image index: its manifests and indexes, in order. */
export interface Index {
  readonly kind: "index";
  readonly artifactType: string;
  readonly manifests: readonly Descriptor[];
}

/** A manifest, of an image or an artifact: the descriptor of its configuration and, base first, its layers' blobs. */
export interface Manifest {
  readonly kind: "manifest";
  readonly artifactType: string;
  /** Digest of the manifest that an artifact belongs to; null if it names none. */
  readonly subject: string | null;
  readonly config: Descriptor;
  readonly layers: readonly BlobDescriptor[];
}

/** A layer's blob as a manifest describes it. */
export interface BlobDescriptor extends Descriptor {
  /** In bytes. */
  readonly size: number;
  /** Whether the image may be distributed without it. */
  readonly isForeign: boolean;
}

/** One image of a docker archive's manifest.json; the paths are inside the archive, layers base first. */
export interface SavedImage {
  readonly config: string;
  readonly layers: readonly string[];
  readonly tags: readonly string[];
  /** Diff ids of the layers that the image may be distributed without. */
  readonly foreign: readonly string[];
}

/** A configuration with the digests of its uncompressed layers, base first. */
export interface ParsedConfig {
  readonly config: ImageConfig;
  readonly diffIds: readonly string[];
}

/** Parses JSON; throws InvalidImageError if it is not valid. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new InvalidImageError("is not valid JSON", null, { cause: error });
  }
}

/** An OCI index or manifest, or docker's equivalent, recognised by its fields. Throws InvalidImageError for others. */
export function parseIndexOrManifest(json: unknown): Index | Manifest {
  const document = object(json, "it");
  if (document["manifests"] !== undefined) {
    const manifests = list(document["manifests"], "manifests");
    requireAtMost(MOST_MANIFESTS, manifests.length, "manifest");
    return { kind: "index", artifactType: artifactTypeOf(document), manifests: manifests.map(descriptor) };
  }
  if (document["layers"] === undefined || document["config"] === undefined) {
    throw new InvalidImageError("is neither an image index nor an image manifest");
  }
  const layers = layerList(document["layers"], "layers").map(blobDescriptor);
  return {
    kind: "manifest",
    artifactType: artifactTypeOf(document),
    subject: document["subject"] == null ? null : descriptor(document["subject"]).digest,
    config: descriptor(document["config"]),
    layers,
  };
}

function layerList(json: unknown, what: string): unknown[] {
  const layers = list(json, what);
  requireAtMost(MOST_LAYERS, layers.length, "layer");
  return layers;
}

/** Without the size, the costs of a blob are unknown before it is read. */
function blobDescriptor(json: unknown): BlobDescriptor {
  const described = descriptor(json);
  const { digest, size, mediaType } = described;
  if (size === null) throw new InvalidImageError(`the descriptor of ${digest} has no size`);
  return { ...described, size, isForeign: isForeignType(mediaType) };
}

/** Whether a descriptor is of a foreign layer. */
function isForeign(json: unknown): boolean {
  return isForeignType(mediaTypeOf(object(json, "a descriptor")));
}

function mediaTypeOf(json: Record<string, unknown>): string {
  return text(json["mediaType"] ?? "", "mediaType");
}

function artifactTypeOf(json: Record<string, unknown>): string {
  return text(json["artifactType"] ?? "", "artifactType");
}

/** An OCI layout's index.json. Throws InvalidImageError if it is not one. */
export function parseIndex(json: unknown): Index {
  const index = parseIndexOrManifest(json);
  if (index.kind === "index") return index;
  throw new InvalidImageError("is not an image index");
}

/** Docker's manifest.json: the images of an archive, as listed. Throws InvalidImageError if it is not one. */
export function parseSavedImages(json: unknown): SavedImage[] {
  const images = list(json, "it");
  requireAtMost(MOST_MANIFESTS, images.length, "image");
  return images.map((item) => {
    const image = object(item, "an image in it");
    return {
      config: text(image["Config"], "Config"),
      layers: layerList(image["Layers"], "Layers").map((layer) => text(layer, "a layer")),
      tags: list(image["RepoTags"], "RepoTags").map((tag) => text(tag, "a tag")),
      foreign: Object.entries(object(image["LayerSources"] ?? {}, "LayerSources")).flatMap(
        ([diffId, source]) => (isForeign(source) ? [diffId] : []),
      ),
    };
  });
}

/** An image's configuration (OCI image-spec, config.md). Throws InvalidImageError if it is not one. */
export function parseConfig(json: unknown): ParsedConfig {
  const document = object(json, "it");
  const settings = object(document["config"] ?? {}, "config");
  const labels = Object.entries(object(settings["Labels"] ?? {}, "config.Labels"));
  const rootfs = object(document["rootfs"], "rootfs");
  const env = list(settings["Env"], "config.Env");
  const history = list(document["history"], "history");
  requireAtMost(MOST_SETTINGS, labels.length, "label");
  requireAtMost(MOST_SETTINGS, env.length, "variable");
  requireAtMost(MOST_SETTINGS, history.length, "history step");
  return {
    diffIds: layerList(rootfs["diff_ids"], "rootfs.diff_ids").map(parseDigest),
    config: {
      platform: platformOf(document),
      user: text(settings["User"] ?? "", "config.User"),
      labels: Object.fromEntries(labels.map(([name, value]) => [name, text(value, "a label")])),
      env: env.map((variable) => text(variable, "a variable")),
      healthcheck: isHealthcheck(settings["Healthcheck"]),
      history: history.map(historyEntry),
    },
  };
}

/** Docker's addition to the configuration; `["NONE"]` switches off that of the base image. */
function isHealthcheck(json: unknown): boolean {
  const [kind = "NONE"] = json == null ? [] : list(object(json, "config.Healthcheck")["Test"], "its Test");
  return kind !== "NONE" && kind !== "";
}

function historyEntry(json: unknown): HistoryEntry {
  const entry = object(json, "an entry of history");
  // An engine's history has spaces in place of tabs, and an image must be the same from every source.
  const field = (name: string) => text(entry[name] ?? "", name).replaceAll("\t", " ");
  const comment = field("comment");
  return {
    createdBy: field("created_by"),
    ...(comment === "" ? {} : { comment }),
    emptyLayer: entry["empty_layer"] === true,
  };
}

function descriptor(json: unknown): Descriptor {
  const item = object(json, "a descriptor");
  const annotations = Object.entries(object(item["annotations"] ?? {}, "annotations"));
  return {
    digest: parseDigest(item["digest"]),
    size: item["size"] == null ? null : sizeOf(item["size"]),
    mediaType: mediaTypeOf(item),
    artifactType: artifactTypeOf(item),
    platform: item["platform"] == null ? null : describedPlatform(object(item["platform"], "platform")),
    annotations: Object.fromEntries(annotations.map(([name, value]) => [name, text(value, "an annotation")])),
  };
}

function sizeOf(json: unknown): number {
  if (typeof json === "number" && Number.isSafeInteger(json) && json >= 0) return json;
  throw new InvalidImageError(`${quote(JSON.stringify(json))} is not a size`);
}

/** The platform of an image, without the version of its system: each build of Windows would be another platform. */
function platformOf(json: Record<string, unknown>): string {
  return platformText(platformParts(json));
}

/** The platform of a descriptor, with the version of Windows. */
function describedPlatform(json: Record<string, unknown>): string {
  return platformText({
    ...platformParts(json),
    osVersion: text(json["os.version"] ?? "", "os.version"),
    osFeatures: list(json["os.features"], "os.features").map((each) => text(each, "os.features")),
  });
}

function platformParts(json: Record<string, unknown>): PlatformParts {
  return {
    os: text(json["os"], "os"),
    architecture: text(json["architecture"], "architecture"),
    variant: text(json["variant"] ?? "", "variant"),
  };
}

function object(json: unknown, what: string): Record<string, unknown> {
  if (typeof json === "object" && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>;
  throw new InvalidImageError(`${what} is not a JSON object`);
}

/** Go writes an empty list as null, or leaves it out. */
function list(json: unknown, what: string): unknown[] {
  if (json === undefined || json === null) return [];
  if (Array.isArray(json)) return json;
  throw new InvalidImageError(`${what} is not a list`);
}

function text(json: unknown, what: string): string {
  if (typeof json !== "string") throw new InvalidImageError(`${what} is not a string`);
  if (json.length > LONGEST_TEXT) {
    throw overLimit(`${what} has ${json.length} characters; it may have at most ${LONGEST_TEXT}`);
  }
  return json;
}
