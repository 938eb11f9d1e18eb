import { normalPlatform } from "../text/platform.ts";
import { archivePlatforms } from "./archive.ts";
import { savedArchive } from "./engine-image.ts";
import { inspectImage } from "./engine-inspect.ts";
import { enginePlatforms } from "./engine-platforms.ts";
import type { HeldPlatforms } from "./manifest.ts";
import { ociPlatforms } from "./oci.ts";
import { readPodmanImage } from "./podman-image.ts";
import {
  contextOf,
  inSource,
  openArchive,
  openFromRegistry,
  podmanSaverOf,
  type ReadOptions,
  saverOf,
} from "./read.ts";
import { registryPlatforms } from "./registry/image.ts";
import type { ImageSource } from "./source.ts";

/**
 * The platforms of the images that a source holds, `os/architecture[/variant]` as containerd spells it, in the
 * order of its index; one for a plain image. Signatures, SBOMs and attestations are not images. Images that an
 * index lists but the archive, layout or engine lacks are left out. If images for Windows differ only in its
 * version, each platform has the version: `windows(10.0.20348.2113)/amd64`. Each can be read by its platform.
 * @throws StagegateError, which names the source, if it holds no image, images of several names, or is damaged
 */
export async function listPlatforms(source: ImageSource, options: ReadOptions = {}): Promise<HeldPlatforms> {
  const context = contextOf(source, options);
  return inSource(source, async () => {
    switch (source.kind) {
      case "oci-directory":
        return ociPlatforms(source.path, context.choice, context.allowance);
      case "archive":
        return archivePlatforms(await openArchive(source.path, context), context.choice);
      case "engine": {
        const { name } = source;
        const exec = options.engine?.exec;
        const inspected = exec === undefined ? null : await inspectImage(name, exec);
        const listed =
          exec === undefined || inspected === null ? null : await enginePlatforms(inspected, exec);
        if (listed !== null) return { platforms: listed, others: [] };
        const archive = await savedArchive(name, inspected?.id ?? null, context, saverOf(options));
        return archivePlatforms(archive, context.choice);
      }
      case "podman": {
        // Podman does not report the variant of a platform. The image is read anyway.
        const images = options.images ?? null;
        const { config } = await readPodmanImage(source.id, context, podmanSaverOf(options), images);
        return { platforms: [normalPlatform(config.platform)], others: [] };
      }
      case "registry":
        return registryPlatforms(await openFromRegistry(source, options), context.choice);
    }
  });
}
