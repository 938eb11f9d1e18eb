import { shorten } from "../text/words.ts";
import { InvalidImageError, quote } from "./invalid-image.ts";

/** Which of several images of a file or a directory to read. */
export interface ImageChoice {
  /** Its name there; null for the only one. */
  readonly reference: string | null;
  /** Path of the file or the directory, for examples. */
  readonly path: string;
}

/** Prefix of a name, as in skopeo. An index in a registry has no names, only digests. */
export type Transport = "docker-archive" | "oci-archive" | "oci" | "registry";

/**
 * The images of the chosen name, or all. Throws InvalidImageError with the names if there is no such image.
 * @param names of each image
 * @param transport for examples
 */
export function chooseNamed<T>(
  images: readonly T[],
  names: readonly (readonly string[])[],
  choice: ImageChoice,
  transport: Transport,
): readonly T[] {
  const { reference } = choice;
  if (reference === null) return images;
  const named = images.filter((_, at) => names[at]?.some((name) => isNamed(name, reference)));
  if (named.length > 0) return named;
  const all = names.flat();
  throw new InvalidImageError(
    all.length === 0
      ? `holds no image ${quote(reference)}: its images have no names`
      : `holds no image ${quote(reference)}. It holds: ${listNames(all)}`,
    all.length === 0
      ? `Leave out the name: \`${transport}:${choice.path}\`.`
      : nameOne(all, choice, transport),
  );
}

/** A source holds several images, and the user named none of them. The message follows the name of the source. */
export class SeveralImagesError extends InvalidImageError {}

/**
 * The error of a source with several images.
 * @param shown what each is called in the message
 * @param names of each image
 */
export function severalImages(
  shown: readonly string[],
  names: readonly (readonly string[])[],
  choice: ImageChoice,
  transport: Transport,
): SeveralImagesError {
  const all = new Set(names.flat());
  return new SeveralImagesError(
    `holds several images: ${listNames(shown)}`,
    all.size < 2
      ? "Put one image into a file of its own, for example `docker save --output app.tar app:latest`."
      : nameOne([...all], choice, transport),
  );
}

function nameOne([name = ""]: readonly string[], { path }: ImageChoice, transport: Transport): string {
  return `Name one of them, for example \`${transport}:${path}:${name}\`.`;
}

/** Whether two names are the same, as written or as Docker completes them. */
function isNamed(name: string, reference: string): boolean {
  return name === reference || complete(name) === complete(reference);
}

/** `docker.io/library/app:latest` for `app`. */
function complete(name: string): string {
  const [first = "", ...rest] = name.split("/");
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const withHost = isHost ? name : `docker.io/${rest.length > 0 ? name : `library/${name}`}`;
  const last = withHost.slice(withHost.lastIndexOf("/") + 1);
  return /[:@]/.test(last) ? withHost : `${withHost}:latest`;
}

/** Names that a message lists; an archive may have a thousand. */
const MOST_NAMES = 18;
/** Characters of a name: short enough that the count of further names fits as well. */
const LONGEST_NAME = 95;

/** Names from an image for a message. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => shorten(quote(name).slice(1, -1), LONGEST_NAME));
  const more = names.length - shown.length;
  return more === 0 ? shown.join(", ") : `${shown.join(", ")} and ${more} more`;
}
