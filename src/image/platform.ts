/**
 * Platforms by containerd's rules, which engines and builders follow: how one is written, and which images serve
 * who asks for one.
 * @see https://github.com/containerd/platforms/blob/v1.0.0-rc.3/compare.go
 */

/** A platform in its parts, as containerd normalises them. */
interface Platform {
  readonly os: string;
  /** Of Windows, as in `10.0.20348.2113`; "" where it is not given. */
  readonly osVersion: string;
  /** What the image needs of the system, in order; most need nothing. */
  readonly osFeatures: readonly string[];
  readonly architecture: string;
  /** "" for the usual one: v1 of amd64, v8 of arm64. */
  readonly variant: string;
}

/** Parts of a platform as an image or an index spells them. */
export interface PlatformParts {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
  readonly osFeatures?: readonly string[];
}

/** Names of architectures in images (Go's GOARCH) for others that are in use, Node's among them. */
const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["x64", "amd64"],
  ["x86_64", "amd64"],
  ["x86-64", "amd64"],
  ["ia32", "386"],
  ["i386", "386"],
  ["aarch64", "arm64"],
  ["ppc64", "ppc64le"],
]);

/** Architectures whose names say a variant of ARM. */
const ARM_NAMES: ReadonlyMap<string, string> = new Map([
  ["armhf", "v7"],
  ["armel", "v6"],
]);

/** Other spellings of variants, by architecture and variant. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ["amd64/v1", ""],
  ["arm64/8", ""],
  ["arm64/v8", ""],
  ["arm64/v8.0", ""],
  ["arm64/9", "v9"],
  ["arm64/9.0", "v9"],
  ["arm64/v9.0", "v9"],
  ["arm/", "v7"],
  ["arm/5", "v5"],
  ["arm/6", "v6"],
  ["arm/7", "v7"],
  ["arm/8", "v8"],
]);

/** The platform of images that this host runs; Linux also where the engine has a virtual machine. */
export function hostPlatform(): string {
  return `linux/${ARCHITECTURES.get(process.arch) ?? process.arch}`;
}

/**
 * A platform as images spell it, `os/architecture[/variant]`; with what tells Windows images apart,
 * `windows(10.0.20348.2113)/amd64`.
 */
export function platformText({
  os,
  architecture,
  variant = "",
  osVersion = "",
  osFeatures = [],
}: PlatformParts): string {
  const options = [osVersion, ...osFeatures.map((feature) => `+${feature}`)].join("");
  const system = options === "" ? os : `${os}(${options})`;
  return [system, architecture, ...(variant === "" ? [] : [variant])].join("/");
}

/** A platform as containerd prints it: `linux/arm64` for `linux/aarch64/v8`. */
export function normalPlatform(platform: string): string {
  return platformText(parsed(platform));
}

/** A platform without the version of its system. */
export function withoutVersion(platform: string): string {
  return platformText({ ...parsed(platform), osVersion: "" });
}

/** Whether two platforms are the same system, architecture and variant, however they are spelled. */
export function isSamePlatform(one: string, other: string): boolean {
  return withoutVersion(one) === withoutVersion(other);
}

/** Whether two platforms are the same system and architecture, whatever their variants. */
export function isSameArchitecture(one: string, other: string): boolean {
  const [first, second] = [parsed(one), parsed(other)];
  return first.os === second.os && first.architecture === second.architecture;
}

/**
 * How well an image for `actual` serves who asks for `wanted`, as containerd's `platforms.Only` has it: 0 is best,
 * null not at all. A processor runs images of lower variants too, an amd64 one those for 386, and an arm64 one
 * those for arm.
 */
export function platformRank(actual: string, wanted: string): number | null {
  const [image, asked] = [parsed(actual), parsed(wanted)];
  const isSystem =
    image.os === asked.os &&
    isVersion(image.osVersion, asked.osVersion) &&
    image.osFeatures.every((feature) => asked.osFeatures.includes(feature));
  const rank = accepted(asked).indexOf(`${image.architecture}/${image.variant}`);
  return isSystem && rank >= 0 ? rank : null;
}

/** Whether a version of Windows is the one that is asked for, or one of its revisions. */
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

/** Last minor versions of ARM's v8 and v9; v9.0 has what v8.5 has, and so on. */
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

function parsed(platform: string): Platform {
  const [system = "", name = "", given = ""] = platform.split("/");
  const [, os = "", options = ""] = /^([^(]*)(?:\((.*)\))?$/s.exec(system) ?? [];
  const [osVersion = "", ...features] = options.split("+");
  const written = name.toLowerCase();
  const armVariant = ARM_NAMES.get(written);
  const architecture = armVariant === undefined ? (ARCHITECTURES.get(written) ?? written) : "arm";
  const variant = armVariant ?? given.toLowerCase();
  const normalOs = os.toLowerCase() === "macos" ? "darwin" : os.toLowerCase();
  return {
    os: normalOs,
    osVersion,
    // Every Windows host that runs containers of its own has it, and containerd leaves it out of account.
    osFeatures: features.filter((feature) => normalOs !== "windows" || feature !== "win32k").sort(),
    architecture,
    variant: VARIANTS.get(`${architecture}/${variant}`) ?? variant,
  };
}
