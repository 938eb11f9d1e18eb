import { type Platform, parsePlatform, platformText } from "../text/platform.ts";

/**
 * Which images run on a platform, by containerd's rules, which engines and builders follow.
 * @see https://github.com/containerd/platforms/blob/v1.0.0-rc.3/compare.go
 */

/** Architectures that Node and images name differently. */
const NODE_ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["x64", "amd64"],
  ["ia32", "386"],
  // Linux images exist for one byte order only, for which Node has no separate name.
  ["ppc64", "ppc64le"],
]);

/** The platform of images that this host runs; Linux also if the engine has a virtual machine. */
export function hostPlatform(): string {
  return `linux/${NODE_ARCHITECTURES.get(process.arch) ?? process.arch}`;
}

/** A platform without the version of its system. */
export function withoutVersion(platform: string): string {
  return platformText({ ...parsePlatform(platform), osVersion: "" });
}

/** Whether two platforms are the same system, architecture and variant, however they are spelled. */
export function isSamePlatform(one: string, other: string): boolean {
  return withoutVersion(one) === withoutVersion(other);
}

/** Whether two platforms are the same system and architecture, whatever their variants. */
export function isSameArchitecture(one: string, other: string): boolean {
  const [first, second] = [parsePlatform(one), parsePlatform(other)];
  return first.os === second.os && first.architecture === second.architecture;
}

/**
 * How well an image for `actual` fits `wanted`, by containerd's `platforms.Only`: 0 is best, null does not fit. A
 * processor also runs images of lower variants, amd64 runs 386, and arm64 runs arm. Of two equal images, the better
 * one uses more of the system's features.
 */
export function platformRank(actual: string, wanted: string): number | null {
  const [image, asked] = [parsePlatform(actual), parsePlatform(wanted)];
  const isSystem =
    image.os === asked.os &&
    isVersion(image.osVersion, asked.osVersion) &&
    image.osFeatures.every((feature) => asked.osFeatures.includes(feature));
  const rank = accepted(asked).indexOf(`${image.architecture}/${image.variant}`);
  const unused = asked.osFeatures.filter((feature) => !image.osFeatures.includes(feature)).length;
  return isSystem && rank >= 0 ? rank * (asked.osFeatures.length + 1) + unused : null;
}

/** Whether a version of Windows is `wanted`, or one of its revisions. */
function isVersion(actual: string, wanted: string): boolean {
  return wanted === "" || actual === "" || actual === wanted || actual.startsWith(`${wanted}.`);
}

/** Architectures with variants that a platform runs, best first. */
function accepted({ architecture, variant }: Platform): string[] {
  const own = `${architecture}/${variant}`;
  const level = /^v?(\d{1,2})$/.exec(variant)?.[1];
  switch (architecture) {
    case "amd64":
      return [own, ...lower("amd64", Number(level ?? 1), 1), "386/"];
    case "arm":
      return [own, ...lower("arm", Number(level ?? 0), 5)];
    case "arm64":
      return [...arm64Variants(variant).map((each) => `arm64/${each}`), ...lower("arm", 9, 5)];
    default:
      return [own];
  }
}

/** The variants below a level down to `lowest`, which is at least 1. */
function lower(architecture: string, level: number, lowest: number): string[] {
  const levels = Array.from({ length: Math.max(0, level - lowest) }, (_, at) => level - 1 - at);
  const spelled = (each: number) => (architecture === "amd64" && each === 1 ? "" : `v${each}`);
  return levels.map((each) => `${architecture}/${spelled(each)}`);
}

/** Last minor versions of ARM's v8 and v9; v9.0 includes v8.5, and so on. */
const LAST_V8 = 9;
const LAST_V9 = 7;
const V8_OF_V9 = 5;

/** An arm64 variant and those below it, best first. */
function arm64Variants(variant: string): string[] {
  const [, major, minor = "0"] = /^v([89])(?:\.(\d))?$/.exec(variant === "" ? "v8" : variant) ?? [];
  const last = Number(minor);
  if (major === undefined || last > (major === "8" ? LAST_V8 : LAST_V9)) return [variant];
  const v9 = (most: number) => countDown(most).map((each) => (each === 0 ? "v9" : `v9.${each}`));
  const v8 = (most: number) => countDown(most).map((each) => (each === 0 ? "" : `v8.${each}`));
  return major === "8" ? v8(last) : [...v9(last), ...v8(Math.min(last + V8_OF_V9, LAST_V8))];
}

/** From a number down to 0. */
function countDown(from: number): number[] {
  return Array.from({ length: from + 1 }, (_, at) => from - at);
}
