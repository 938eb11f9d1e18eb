/**
 * The spelling of platforms, by containerd's rules, which engines and builders follow.
 * @see https://github.com/containerd/platforms/blob/v1.0.0-rc.3/database.go
 */

/** A platform in its parts, as containerd normalises them. */
export interface Platform {
  readonly os: string;
  /** Of Windows, as in `10.0.20348.2113`; "" if it is not given. */
  readonly osVersion: string;
  /** Features that the image needs from the system, in order; most need none. */
  readonly osFeatures: readonly string[];
  readonly architecture: string;
  /** "" for the usual one: v1 of amd64, v8 of arm64. */
  readonly variant: string;
}

/** The parts of a platform, in the spelling of an image or an index. */
export interface PlatformParts {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
  readonly osFeatures?: readonly string[];
}

/** Names of architectures in images (Go's GOARCH) for other spellings; some spellings include the variant. */
const OTHER_NAMES: ReadonlyMap<string, { readonly architecture: string; readonly variant?: string }> =
  new Map([
    ["x86_64", { architecture: "amd64" }],
    ["x86-64", { architecture: "amd64" }],
    ["i386", { architecture: "386", variant: "" }],
    ["aarch64", { architecture: "arm64" }],
    ["armhf", { architecture: "arm", variant: "v7" }],
    ["armel", { architecture: "arm", variant: "v6" }],
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

/** The parts of a platform in any spelling; every text has some. */
export function parsePlatform(text: string): Platform {
  const [system = "", name = "", written = ""] = text.split("/");
  const [, os = "", options = ""] = /^([^(]*)(?:\((.*)\))?$/s.exec(system) ?? [];
  const [osVersion = "", ...features] = options.split("+");
  const { architecture, variant = written.toLowerCase() } = OTHER_NAMES.get(name.toLowerCase()) ?? {
    architecture: name.toLowerCase(),
  };
  const normalOs = os.toLowerCase() === "macos" ? "darwin" : os.toLowerCase();
  return {
    os: normalOs,
    osVersion,
    // Every Windows host with Windows containers has it, and containerd ignores it.
    osFeatures: features.filter((feature) => normalOs !== "windows" || feature !== "win32k").sort(),
    architecture,
    variant: VARIANTS.get(`${architecture}/${variant}`) ?? variant,
  };
}

/**
 * A platform as images spell it, `os/architecture[/variant]`; for Windows with the version,
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
  return platformText(parsePlatform(platform));
}
