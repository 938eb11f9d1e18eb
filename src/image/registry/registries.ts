import { setTimeout as delay } from "node:timers/promises";
import { InvalidImageError } from "../invalid-image.ts";
import type { CredentialsWorld } from "./credentials.ts";
import { type Fetched, type RegistryImage, registryImage } from "./image.ts";
import { parseReference } from "./reference.ts";
import { Repository } from "./repository.ts";
import { openTransport, type TransportOptions } from "./transport.ts";

/** The image of a name, the same object each time. Throws InvalidImageError if the text is not a name. */
export type OpenRegistryImage = (name: string) => RegistryImage;

/** Parts for reading from registries. */
export interface RegistriesWorld extends CredentialsWorld, TransportOptions {
  /** Called for every piece of a layer. */
  readonly onFetched?: (fetched: Fetched) => void;
}

/** Opens the images of registries for one run, with docker's credentials. Connects to no registry by itself. */
export function openRegistries(world: RegistriesWorld): OpenRegistryImage {
  const { signal, isInsecure, onFetched = () => {} } = world;
  const send = openTransport(world);
  const wait = (ms: number) => delay(ms, undefined, { signal });
  const images = new Map<string, RegistryImage>();
  return (name) => {
    const known = images.get(name);
    if (known !== undefined) return known;
    const reference = parseReference(name);
    if (reference === null) throw new InvalidImageError("is not a valid image reference");
    const { host, repository } = reference;
    const opened = new Repository(host, repository, { ...world, send, wait, isInsecure });
    const image = registryImage(name, reference, opened, onFetched);
    images.set(name, image);
    return image;
  };
}
