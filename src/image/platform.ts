/** Names of architectures in images (Go's GOARCH) for Node's; the others are called alike. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "amd64",
  x86_64: "amd64",
  ia32: "386",
  aarch64: "arm64",
  ppc64: "ppc64le",
};

/** What an image without a variant is, as containerd takes it. */
const USUAL_VARIANTS: Readonly<Record<string, string>> = { amd64: "v1", arm: "v7", arm64: "v8" };

/** The platform of images that this host runs; Linux also where the engine has a virtual machine. */
export function hostPlatform(): string {
  return `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
}

/**
 * Whether an image for `actual` serves who asks for `wanted`, both `os/architecture[/variant]`: the same
 * system and architecture, and the same variant where one is asked for.
 */
export function platformMatches(actual: string, wanted: string): boolean {
  const [image, asked] = [parsed(actual), parsed(wanted)];
  if (image.os !== asked.os || image.architecture !== asked.architecture) return false;
  const usual = USUAL_VARIANTS[asked.architecture];
  return asked.variant === undefined || (image.variant ?? usual) === asked.variant;
}

function parsed(platform: string): { os: string; architecture: string; variant?: string | undefined } {
  const [os = "", name = "", variant] = platform.toLowerCase().split("/");
  return { os, architecture: ARCHITECTURES[name] ?? name, variant };
}
