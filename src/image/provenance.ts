import * as v from "valibot";
import { blobPath } from "./digest.ts";
import type { Image } from "./image.ts";
import { orMissing, type ReadDocument } from "./index-images.ts";
import { atPlace, orInvalid } from "./invalid-image.ts";
import { isReadable } from "./limits.ts";
import { ATTESTATION, REFERENCE_TYPE } from "./media-types.ts";
import {
  type BlobDescriptor,
  type Descriptor,
  type Manifest,
  parseIndexOrManifest,
  parseJson,
} from "./spec.ts";

/** A statement of an attestation, and its type. */
const statement = v.object({ predicateType: v.string(), predicate: v.record(v.string(), v.unknown()) });

/** Types of the provenance that stagegate knows. */
const PROVENANCE: ReadonlySet<string> = new Set([
  "https://slsa.dev/provenance/v0.2",
  "https://slsa.dev/provenance/v1",
]);

/** Media type of in-toto statements. */
const IN_TOTO = "application/vnd.in-toto+json";

/** BuildKit's annotation of the image that an attestation belongs to. */
const REFERENCE_DIGEST = "vnd.docker.reference.digest";

/** Annotation of the type of a statement. */
const PREDICATE_TYPE = "in-toto.io/predicate-type";

/** Most attestations of one image that are looked at: BuildKit makes one, with a statement each for provenance and SBOM. */
const MOST = 8;

/** The attached provenance, in the form of `Image`. */
export type AttachedProvenance = Pick<Image, "provenance" | "provenanceFault">;

/** An attestation without provenance. */
export function attachedIn({ provenance, provenanceFault }: AttachedProvenance): AttachedProvenance {
  return {
    ...(provenance === undefined ? {} : { provenance }),
    ...(provenanceFault === undefined ? {} : { provenanceFault }),
  };
}

/**
 * The SLSA provenance that a builder attached to an image. A missing document counts as none. One of more than 4
 * MiB or of another form is reported as a problem: the image can be judged without it.
 * @see https://docs.docker.com/build/metadata/attestations/attestation-storage/
 * @param image digest of its manifest
 * @param artifacts the other manifests of the image's index
 * @throws InvalidImageError if a document does not match its digest: the source is damaged
 */
export async function findProvenance(
  image: string,
  artifacts: readonly Descriptor[],
  read: ReadDocument,
): Promise<AttachedProvenance> {
  const faults: string[] = [];
  for (const each of artifacts.filter((one) => mayAttest(one, image)).slice(0, MOST)) {
    const { digest, annotations, size } = each;
    const manifest = isReadable(size) ? await readAttestation(digest, read) : TOO_LARGE;
    if (typeof manifest === "string") faults.push(manifest);
    if (manifest === null || typeof manifest === "string") continue;
    if ((annotations[REFERENCE_DIGEST] ?? manifest.subject) !== image) continue;
    for (const layer of manifest.layers.filter(mayBeProvenance).slice(0, MOST)) {
      const found = isReadable(layer.size) ? await readStatement(layer.digest, read) : TOO_LARGE;
      if (typeof found === "string") faults.push(found);
      else if (found !== null && PROVENANCE.has(found.predicateType)) return { provenance: found.predicate };
    }
  }
  const [provenanceFault] = faults;
  return provenanceFault === undefined ? {} : { provenanceFault };
}

const TOO_LARGE = "it is larger than 4 MiB";
const DAMAGED = "it is damaged";

/** Whether a descriptor is of an attestation of that image, or of one that names its image itself. */
function mayAttest({ annotations, artifactType }: Descriptor, image: string): boolean {
  const isAttestation =
    annotations[REFERENCE_TYPE] === "attestation-manifest" || artifactType === ATTESTATION;
  return isAttestation && (annotations[REFERENCE_DIGEST] ?? image) === image;
}

function mayBeProvenance({ mediaType, annotations }: BlobDescriptor): boolean {
  const type = annotations[PREDICATE_TYPE];
  return mediaType === IN_TOTO && (type === undefined || PROVENANCE.has(type));
}

async function readAttestation(digest: string, read: ReadDocument): Promise<Manifest | string | null> {
  const bytes = await readBytes(digest, read);
  if (bytes === null) return null;
  const document = await orInvalid(async () => parseIndexOrManifest(parseJson(bytes)));
  return document?.kind === "manifest" ? document : DAMAGED;
}

async function readStatement(
  digest: string,
  read: ReadDocument,
): Promise<v.InferOutput<typeof statement> | string | null> {
  const bytes = await readBytes(digest, read);
  const json = v.pipe(v.string(), v.parseJson(), statement);
  if (bytes === null) return null;
  const { success, output } = v.safeParse(json, new TextDecoder().decode(bytes));
  return success ? output : DAMAGED;
}

function readBytes(digest: string, read: ReadDocument): Promise<Uint8Array | null> {
  return orMissing(() => atPlace(blobPath(digest), () => read(digest)));
}
