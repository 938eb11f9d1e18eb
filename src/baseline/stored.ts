import { createHash } from "node:crypto";
import { isAbsolute, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import * as zlib from "node:zlib";
import * as v from "valibot";
import { contentOf } from "../bake/definition.ts";
import { layoutOf } from "../bake/target.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import { addChecksum, verifyChecksum } from "../host/checksum.ts";
import type { Environment } from "../host/environment.ts";
import { packEntries, unpackEntries } from "../image/entries.ts";
import type { LayerEntry } from "../image/image.ts";
import type { Measurement } from "../measure/measurement.ts";
import {
  type EngineReport,
  engineReportSchema,
  type MeasuredImage,
  measuredImageSchema,
} from "../model/report.ts";

/**
 * Goes up by one whenever the same image would be measured differently. It is part of the key, so a measurement of
 * another version is never used.
 */
const METRIC_VERSION = 3;

/** A measurement as it is stored from run to run. */
export interface StoredMeasurement {
  /** SHA of the measured commit; for an image that passed, the digest of its inputs. */
  readonly commit: string;
  /** The engine that built it; null if no engine was needed. */
  readonly engine: EngineReport | null;
  readonly measurement: Measurement;
}

/** All that identifies an image apart from the commit; without its name, so that a renamed image is found. */
export interface Subject {
  readonly settings: ConfiguredImage["settings"];
  readonly bake: ConfiguredImage["bake"];
  /** Absolute folder of the repository; paths in keys start from it, so that they are the same for every clone. */
  readonly root: string;
  readonly store: EngineReport["store"];
  /** The platform that it is built for; by default the machine's own (`process.arch`). */
  readonly platform: string;
  /** Variables for build arguments without a value. */
  readonly env: Environment;
}

/** The key of an image's measurements, without the commit. */
export interface BaselineKey {
  /** Which image it is: 16 hexadecimal digits. */
  readonly image: string;
  /** How it was built and measured: the version of the metric, the store, the platform, and a hash of the rest. */
  readonly making: string;
}

/**
 * The key for all measurements of an image. It changes with every setting that changes the build or the measurement,
 * and not with budgets, secrets or the place of the clone.
 */
export function baselineKey({ settings, bake, root, store, platform, env }: Subject): BaselineKey {
  const fromRoot = (path: string) => relative(root, path).split(sep).join("/");
  const { context, file, target, image, buildArgs, buildContexts } = settings;
  const args = sorted(buildArgs).map(([name, value]) => [name, value ?? env[name] ?? null]);
  const contexts = sorted(buildContexts).map(([key, source]) => {
    const layout = layoutOf(source ?? "");
    if (layout !== null) return [key, LAYOUT, fromRoot(layout.path), layout.reference];
    return [key, source !== null && isAbsolute(source) ? fromRoot(source) : source];
  });
  const own = [
    fromRoot(context),
    fromRoot(file ?? join(context, "Dockerfile")),
    target,
    image !== null && isAbsolute(image) ? fromRoot(image) : image,
  ];
  const hasLinkedLayout = Object.values(bake?.linked ?? {}).some(({ contexts = {} }) =>
    Object.values(contexts).some((source) => layoutOf(source) !== null),
  );
  const rest = [
    platform,
    args,
    contexts,
    ...contentOf({ settings, bake }),
    ...(hasLinkedLayout ? [LAYOUT] : []),
  ];
  const shownPlatform = platform.replaceAll(/[^\w.]/g, "_");
  return {
    image: hash(own),
    making: `m${METRIC_VERSION}-${store ?? NO_STORE}-${shownPlatform}-${hash(rest)}`,
  };
}

/**
 * Part of the key of images that are built from an OCI layout. Measurements without it may be of the layout of another
 * commit, because of a fault in earlier versions.
 */
const LAYOUT = "oci-layout";

/** In place of a store's name, if no engine was needed. */
const NO_STORE = "none";

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

/** The store's key for the measurement of one commit. */
export function measurementKey({ image, making }: BaselineKey, commit: string): string {
  return `${measurementPrefix(image, commit)}${making}`;
}

/** The prefix of the store's keys for all measurements of an image at a commit. */
export function measurementPrefix(image: BaselineKey["image"], commit: string): string {
  return `stagegate-${image}-${commit}-`;
}

/** The difference of a stored measurement, by its key, in words that follow "it was"; null for another image's key. */
export function otherMaking(key: string, { making }: BaselineKey): string | null {
  const pattern = /-m(?<metric>\d+)-(?<store>\w+)-(?<platform>[\w.]+)-(?<rest>[0-9a-f]{16})$/;
  const [was, is] = [pattern.exec(key)?.groups, pattern.exec(`-${making}`)?.groups];
  if (was === undefined || is === undefined) return null;
  if (was["metric"] !== is["metric"]) return "measured by another version of stagegate";
  if (was["store"] !== is["store"])
    return was["store"] === NO_STORE ? "read without an engine" : `measured on the ${was["store"]} store`;
  if (was["platform"] !== is["platform"]) return `built for another platform (${was["platform"]})`;
  return "built with other build arguments or contexts";
}

function sorted(record: Readonly<Record<string, string | null>> | null): [string, string | null][] {
  return Object.entries(record ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Data of another format is ignored. */
const MAGIC = Buffer.from("stagegate measurement 1\n");

/** In bytes, as JSON: a hundred times the size for large images. */
const LARGEST_HEAD = 16 * 1024 * 1024;

const deflate = promisify(zlib.deflate);
const inflate = promisify<zlib.InputType, zlib.ZlibOptions, Buffer>(zlib.inflate);

/** All parts except the contents of the layers. */
interface Head extends Omit<StoredMeasurement, "measurement"> {
  readonly image: MeasuredImage;
  /** Length of the contents of each layer in bytes, base image first; null if they are left out. */
  readonly packed: readonly (number | null)[];
}

/**
 * Packs a measurement: the format's name, a SHA-256 of the rest, and that rest: the length of the head, the
 * head as compressed JSON, and the contents of the layers one after another. The contents of the base image's
 * layers are left out: they are large, and the base image is compared as a whole.
 */
export async function encodeMeasurement(stored: StoredMeasurement): Promise<Buffer> {
  const { measurement, ...own } = stored;
  const { image, entries } = measurement;
  const packed = await Promise.all(
    image.layers.map(({ origin }, index) => {
      const inLayer = origin.kind === "base" ? null : (entries[index] ?? null);
      return inLayer === null ? null : packEntries(inLayer);
    }),
  );
  const head: Head = { ...own, image, packed: packed.map((bytes) => bytes?.length ?? null) };
  const json = await deflate(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  const rest = Buffer.concat([length, json, ...packed.filter((bytes) => bytes !== null)]);
  return Buffer.concat([MAGIC, addChecksum(rest)]);
}

/** Reads the output of `encodeMeasurement`; null for damaged or other data. */
export async function decodeMeasurement(bytes: Uint8Array): Promise<StoredMeasurement | null> {
  try {
    return await decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    // The checksum is right, but the content is not a measurement.
    return null;
  }
}

async function decode(bytes: Buffer): Promise<StoredMeasurement | null> {
  const rest = verifyChecksum(bytes.subarray(MAGIC.length));
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || rest === null) return null;

  const jsonEnd = 4 + rest.readUInt32BE(0);
  const json = await inflate(rest.subarray(4, jsonEnd), { maxOutputLength: LARGEST_HEAD });
  const { image, packed, ...own } = v.parse(headShape, JSON.parse(json.toString("utf8")));
  if (packed.length !== image.layers.length) return null;

  const entries: (readonly LayerEntry[] | null)[] = [];
  let at = jsonEnd;
  for (const length of packed) {
    entries.push(length === null ? null : await unpackEntries(rest.subarray(at, at + length)));
    at += length ?? 0;
  }
  return at === rest.length ? { ...own, measurement: { image, entries } } : null;
}

const headShape = v.object({
  commit: v.string(),
  engine: v.nullable(engineReportSchema),
  image: measuredImageSchema,
  packed: v.array(v.nullable(v.number())),
}) satisfies v.GenericSchema<Head>;
