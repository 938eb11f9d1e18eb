import { linkedText } from "../dockerfile/built-from.ts";
import type { LayerEntry } from "../image/image.ts";
import type { ExaminedImage } from "../measure/examined-image.ts";
import { type ImageTrace, tracedLeftovers, tracedSecrets } from "../measure/trace/made-elsewhere.ts";
import { type PartWithFiles, traceChanges, traceParts } from "../measure/trace/parts.ts";
import type { TracedFile, TracedFiles } from "../measure/trace/trace.ts";
import { isNoise } from "../model/noise.ts";
import { ownSize } from "../model/own-size.ts";
import type {
  ChangedInput,
  InstructionOrigin,
  MeasuredImage,
  Origin,
  OriginChange,
  TracePart,
} from "../model/report.ts";
import { originKey, type Share, shares } from "../model/shares.ts";
import { isWritten } from "../model/written.ts";
import type { ComparedImage } from "./compared-image.ts";

/**
 * The positions of the layers that are worth tracing: a `COPY --from` that grew by more than noise, that brings
 * leftovers or secrets, or that is one of the largest lines of an image over its size. None if the image is as its baseline, so that such a run costs no more.
 */
export function positionsToTrace({ own, change, baseline }: ComparedImage): number[] {
  const image = own.measurement?.image;
  if (image === undefined || change?.negligible === true) return [];
  const before = baseline.report.image?.size ?? 0;
  const grown = (change?.origins ?? []).flatMap(({ after, size }) =>
    after !== null && size > 0 && !isNoise(size, before) ? [after] : [],
  );
  const explained = [
    ...grown,
    ...(isOverSize(own) ? largestOwn(image) : []),
    ...image.leftovers.map(({ origin }) => origin),
    ...image.secrets.flatMap(({ kind, origin }) => (kind === "file" ? [origin] : [])),
  ];
  return shares(image).flatMap(({ origin, positions }) => {
    const isExplained = explained.some((one) => isSame(one, origin));
    return isExplained && positions.length === 1 && isWritten(origin, COPIES) ? positions : [];
  });
}

/** Whether a limit or a warning level of its size, or of its own layers' size, is exceeded. */
function isOverSize({ image: { settings }, measurement }: ExaminedImage): boolean {
  if (measurement === null) return false;
  const { maxSize, warnSize, maxOwnSize, warnOwnSize } = settings;
  const isOver = (size: number, ...limits: readonly (number | null)[]) =>
    limits.some((limit) => limit !== null && size > limit);
  const { image } = measurement;
  return isOver(image.size, maxSize, warnSize) || isOver(ownSize(image), maxOwnSize, warnOwnSize);
}

/** The number that a finding names. */
const LARGEST = 2;

function largestOwn(image: MeasuredImage): Origin[] {
  return shares(image)
    .filter(({ origin }) => origin.kind !== "base")
    .sort((one, other) => other.size - one.size)
    .slice(0, LARGEST)
    .map(({ origin }) => origin);
}

const COPIES = /^COPY\s(?:.*\s)?--from=/i;

/**
 * An image with its traces: the parts of its changes and of its contents, and the lines that made its leftovers and
 * secrets.
 * @param inputsOf the changed files of the build context that the instruction works with that made a part
 */
export async function withTrace(
  compared: ComparedImage,
  trace: ImageTrace,
  inputsOf: (part: PartWithFiles) => Promise<readonly ChangedInput[]>,
): Promise<ComparedImage> {
  const { own, change, contents, baseline } = compared;
  const { measurement } = own;
  if (measurement === null) return compared;
  const { image } = measurement;
  const entries = measurement.entries.map((layer) => layer ?? []);
  const owners = shares(image);
  const tracedOf = (origin: Origin | null): Traced | null => {
    const share = origin === null ? undefined : findShare(owners, origin);
    const [position = -1] = share?.positions ?? [];
    const files = trace.layers.get(position);
    if (files === undefined || origin?.kind !== "instruction") return null;
    return { files, entries: entries[position] ?? [], copy: untraced(origin) };
  };
  const report = async (own: PartWithFiles): Promise<TracePart> => {
    const inputs = own.part.size > 0 ? await inputsOf(own) : [];
    return inputs.length === 0 ? own.part : { ...own.part, inputs };
  };
  const traceChange = async (origin: OriginChange): Promise<OriginChange> => {
    const traced = tracedOf(origin.after);
    const old = entriesBefore(origin.before, baseline.measurement);
    if (traced === null || old === null) return origin;
    const { files, copy } = traced;
    const parts = traceChanges(old, traced.entries, files, copy);
    return { ...origin, trace: await Promise.all(parts.map(report)) };
  };
  const dockerfile = own.image.builtFrom === null ? null : linkedText(own.image.builtFrom);
  const tracedImage = {
    ...image,
    leftovers: tracedLeftovers(image, entries, trace, dockerfile),
    secrets: tracedSecrets(image, trace),
  };
  return {
    ...compared,
    own: { ...own, measurement: { ...measurement, image: tracedImage } },
    change:
      change === null ? null : { ...change, origins: await Promise.all(change.origins.map(traceChange)) },
    contents: contents.map((part) => {
      const traced = tracedOf(part.origin);
      if (traced === null) return part;
      const { files, copy } = traced;
      return { ...part, trace: traceParts(traced.entries, files, copy).map(({ part: own }) => own) };
    }),
  };
}

interface Traced {
  readonly files: TracedFiles;
  readonly entries: readonly LayerEntry[];
  /** The part without a trace. */
  readonly copy: TracedFile;
}

function untraced(origin: InstructionOrigin): TracedFile {
  return { origin, through: [], path: null, madeIn: null };
}

/** The earlier entries of an origin's layers; null if they are unknown. */
function entriesBefore(
  origin: Origin | null,
  before: ComparedImage["baseline"]["measurement"],
): readonly LayerEntry[] | null {
  if (origin === null || before === null) return [];
  const layers = (findShare(shares(before.image), origin)?.positions ?? []).map(
    (position) => before.entries[position] ?? null,
  );
  const known = layers.filter((layer) => layer !== null);
  return known.length === layers.length ? known.flat() : null;
}

function findShare(owners: readonly Share[], origin: Origin): Share | undefined {
  return owners.find((share) => isSame(share.origin, origin));
}

function isSame(one: Origin, other: Origin): boolean {
  return originKey(one) === originKey(other);
}
