import { parseReference } from "../image/registry/reference.ts";
import type {
  BaseImageReport,
  EngineReport,
  MeasuredImage,
  Origin,
  Report,
  SourceReport,
} from "../model/report.ts";
import { historyWords } from "../model/written.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, plural } from "../text/words.ts";

/** The words for the origin of a layer. */
export function originWords(origin: Origin, image: MeasuredImage): string {
  if (origin.kind === "base") return `base image ${image.baseImage?.name ?? ""}`.trimEnd();
  if (origin.kind === "unknown") return "unknown";
  if (origin.kind === "history") return historyWords(origin);
  return `${placeWords(origin)} ${origin.instruction}`;
}

const EVIDENCE: Readonly<Record<BaseImageReport["knownBy"], string>> = {
  provenance: "",
  history: " (by history)",
  label: " (by the label of buildpacks)",
};

/** `engine (sha256:0123456789ab)`, `Podman storage (sha256:…)`, `registry ghcr.io (sha256:…)`, `archive app.tar`, `OCI directory image`. */
export function sourceWords({ kind, name, digest }: SourceReport): string {
  const of = digest === null ? "" : ` (${digest.slice(0, 19)})`;
  switch (kind) {
    case "engine":
      return `engine${of}`;
    case "podman":
      return `Podman storage${of}`;
    case "registry":
      return `registry ${parseReference(name)?.host ?? name}${of}`;
    case "archive":
      return `archive ${name}`;
    case "oci-directory":
      return `OCI directory ${name}`;
  }
}

/** `app was read from the engine (sha256:0123456789ab)`, of each image that was not built; null if all were. */
export function sourceLine({ images }: Report): string | null {
  const lines = images.flatMap(({ imageName, image }) => {
    if (image?.source === undefined) return [];
    return [`${imageName} was read from the ${sourceWords(image.source)}`];
  });
  return lines.length === 0 ? null : [...new Set(lines)].join("; ");
}

/** The base image's line: name, digest, share, stand-in. */
export function baseImageWords({ baseImage, layers, source }: MeasuredImage): string {
  if (baseImage === null) {
    return layers.some(({ origin }) => origin.kind === "instruction")
      ? "base image unknown: the image's history does not show where it ends. Attach provenance with mode=max."
      : `base image unknown: the image has no usable provenance with mode=max. ${adviceForUnknownBase(source)}`;
  }
  if (baseImage.name === "scratch" && baseImage.layers === 0)
    return `FROM scratch, ${plural(layers.length, "layer")}`;
  const own = plural(layers.length - baseImage.layers, "layer");
  const digest = baseImage.digest === null ? "" : ` (${baseImage.digest.slice(0, 19)})`;
  const standIn = baseImage.standIn === null ? "" : `, a stand-in made of ${baseImage.standIn}`;
  const evidence = EVIDENCE[baseImage.knownBy];
  return `base image ${baseImage.name ?? "of unknown name"}${digest}${standIn}${evidence}: ${formatSize(baseImage.size)} in ${plural(baseImage.layers, "layer")}, and ${own} of your own`;
}

const ADD_FILE = "Add --file Dockerfile to see the lines (in YAML: file: Dockerfile)";

/**
 * How to learn the base image. The engine's copy of an image from a registry lacks the provenance. A name without a
 * slash is mostly the name of an image that was built here, which no registry has.
 */
function adviceForUnknownBase(source: SourceReport | undefined): string {
  if (source === undefined || source.kind === "engine" || source.kind === "podman") {
    return source?.name.includes("/") === true
      ? `${ADD_FILE}. If the image was pulled, registry:${source.name} reads the registry's copy, which may have it.`
      : `${ADD_FILE}.`;
  }
  return `${ADD_FILE}, or attach provenance.`;
}

/** The engine and the builder of the images. */
export function engineWords({ version, store, buildx, builder }: EngineReport): string {
  const engine = version === null ? null : `Docker ${version}`;
  return [engine, store === null ? null : `${store} image store`, `buildx ${buildx}`, `builder ${builder}`]
    .filter((part) => part !== null)
    .join(", ");
}
