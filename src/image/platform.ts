/** Names of architectures in images (Go's GOARCH) for Node's; the others are called alike. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "amd64",
  x86_64: "amd64",
  ia32: "386",
  aarch64: "arm64",
  ppc64: "ppc64le",
};

/** The platform of images that this host runs; Linux also where the engine has a virtual machine. */
export function hostPlatform(): string {
  return `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
}

/**
 * Whether an image for `actual` serves who asks for `wanted`, both `os/architecture[/variant]`: the same
 * system and architecture, and the same variant where one is asked for.
 */
export function platformMatches(actual: string, wanted: string): boolean {
  const [os, architecture, variant] = normalized(actual);
  const [wantedOs, wantedArchitecture, wantedVariant] = normalized(wanted);
  const same = os === wantedOs && architecture === wantedArchitecture;
  return same && (wantedVariant === "" || wantedVariant === variant);
}

/** Variants that are the architecture's own are left out, as containerd does: arm64/v8 is arm64. */
function normalized(platform: string): [string, string, string] {
  const [os = "", name = "", variant = ""] = platform.toLowerCase().split("/");
  const architecture = ARCHITECTURES[name] ?? name;
  const own = { arm64: "v8", arm: "v7", amd64: "v1" }[architecture];
  return [os, architecture, variant === own ? "" : variant];
}
