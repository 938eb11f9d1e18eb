import type { LayerEntry } from "../../image/image.ts";
import type { InstructionOrigin, LeftoverReport, MeasuredImage, SecretReport } from "../../model/report.ts";
import { type Share, shares } from "../../model/shares.ts";
import { instructionOf } from "../../model/written.ts";
import { findLeftovers, type LeftoverShare } from "../leftovers.ts";
import type { StageLayer } from "./plan.ts";
import type { MadeIn, TracedFile, TracedFiles } from "./trace.ts";

/** The traces of an image. */
export interface ImageTrace {
  /** By the positions of the layers of `COPY --from` instructions. */
  readonly layers: ReadonlyMap<number, TracedFiles>;
  /** The layers of a stage above its base image, with their origins. */
  readonly stageOf: (result: string) => readonly StageLayer[];
}

/**
 * The leftovers of an image. If another stage made them, they have its instruction, and advice for that instruction.
 * @param entries of its layers
 * @param dockerfile as `findLeftovers` takes it
 */
export function tracedLeftovers(
  image: MeasuredImage,
  entries: readonly (readonly LayerEntry[])[],
  trace: ImageTrace,
  dockerfile: string | null,
): LeftoverReport[] {
  const layers = [...entries];
  const parts = shares(image).flatMap((share): LeftoverShare[] => {
    const [position = -1, ...others] = share.positions;
    const traced = trace.layers.get(position);
    return traced === undefined || others.length > 0 ? [share] : splitShare(share, traced, trace, layers);
  });
  return findLeftovers(layers, parts, dockerfile);
}

/** The secrets of an image. If another stage made the file of a secret, the secret has its instruction. */
export function tracedSecrets(image: MeasuredImage, trace: ImageTrace): readonly SecretReport[] {
  const origins = shares(image);
  return image.secrets.map((secret) => {
    if (secret.kind !== "file" || secret.origin.kind !== "instruction") return secret;
    const { file, lines } = secret.origin;
    const share = origins.find(
      ({ origin }) =>
        origin.kind === "instruction" && origin.file === file && origin.lines.join() === lines.join(),
    );
    const traced = trace.layers.get(share?.positions[0] ?? -1)?.get(secret.name);
    return traced?.origin.kind === "instruction" && traced.path !== null
      ? { ...secret, madeBy: traced.origin }
      : secret;
  });
}

/**
 * The parts of a COPY, each with a new layer after the existing ones.
 * @param layers the list to which the new layers are added
 */
function splitShare(
  { origin, positions }: Share,
  traced: TracedFiles,
  trace: ImageTrace,
  layers: (readonly LayerEntry[])[],
): LeftoverShare[] {
  const parts = new Map<string, { readonly made: Made | null; readonly entries: LayerEntry[] }>();
  for (const position of positions) {
    for (const entry of layers[position] ?? []) {
      const made = madeOf(traced.get(entry.kind === "hard link" ? entry.target : entry.path));
      const key = made === null ? "" : `${made.by.file}:${made.by.lines.join("-")}`;
      const part = parts.get(key) ?? { made, entries: [] };
      parts.set(key, part);
      part.entries.push(entry);
    }
  }
  return [...parts.values()].map(({ made, entries }) => {
    const part = { origin, positions: [layers.push(entries) - 1] };
    if (made === null) return part;
    const later = trace.stageOf(made.in.stage).slice(made.in.layer + 1);
    return {
      ...part,
      made: {
        by: made.by,
        later: later.map((layer) => instructionOf(layer.origin)),
        pathOf: pathFinder(entries, traced),
      },
    };
  });
}

interface Made {
  readonly by: InstructionOrigin;
  readonly in: MadeIn;
}

/** Null if the file was not made in a stage, or its stage is unknown. */
function madeOf(file: TracedFile | undefined): Made | null {
  return file?.origin.kind === "instruction" && file.madeIn !== null
    ? { by: file.origin, in: file.madeIn }
    : null;
}

/** Finds the earlier path of a file or folder; if that is unclear, it is the present path. */
function pathFinder(entries: readonly LayerEntry[], traced: TracedFiles): (path: string) => string {
  const samples = new Map<string, string>();
  for (const { path } of entries) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at + 1);
      if (samples.has(folder)) break;
      if (traced.has(path)) samples.set(folder, path);
    }
  }
  return (path) => {
    const sample = samples.get(path) ?? path;
    const before = traced.get(sample)?.path ?? null;
    const rest = sample.slice(path.length);
    return before?.endsWith(rest) === true ? before.slice(0, before.length - rest.length) : path;
  };
}
