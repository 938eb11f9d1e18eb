import { formatLimit, formatSize } from "../config/size.ts";
import type {
  EngineReport,
  FilePlace,
  ImageReport,
  Level,
  MeasuredImage,
  Origin,
  Report,
  TestReport,
  UserReport,
  Verdict,
} from "./report.ts";

/** What every format for people says in the same words. None of it is escaped yet. */

export const VERDICT_MARKS: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "✗", error: "!" };

export const LEVEL_MARKS: Readonly<Record<Level, string>> = { error: "✗", warning: "▲", notice: "ℹ" };

/** The verdict in one line, without its mark. */
export function headline({ images }: Report): string {
  const failing = images.filter(({ verdict }) => verdict === "fail").length;
  const unjudged = images.filter(({ verdict }) => verdict === "error").length;
  const all = plural(images.length, "image");
  const some = (count: number) => (images.length === 1 ? "the image" : `${count} of ${all}`);
  const parts = [
    failing === 0 ? null : `${some(failing)} ${failing === 1 ? "fails" : "fail"}`,
    unjudged === 0 ? null : `${some(unjudged)} could not be judged`,
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(", ");
  return images.length === 1 ? "the image passes" : `${all} pass`;
}

/** `162.4 MB / 150 MB`, or without a budget `162.4 MB`; "–" where nothing was measured. */
export function againstBudget(actual: number | null | undefined, budget: number | null): string {
  if (actual === null || actual === undefined) return actual === null ? "unknown" : "–";
  return budget === null ? formatSize(actual) : `${formatSize(actual)} / ${formatLimit(budget)}`;
}

/** `9` or `9 / 15`. */
export function layersAgainstBudget(image: MeasuredImage | null, budget: number | null): string {
  if (image === null) return "–";
  return budget === null ? `${image.layers.length}` : `${image.layers.length} / ${budget}`;
}

/** `appuser 1000`, `65532`, or `nosuch: does not start`. */
export function userWords(user: UserReport | undefined): string {
  if (user === undefined) return "–";
  if (user.uid === null) return `${user.configured}: does not start`;
  return user.name === null ? `${user.uid}` : `${user.name} ${user.uid}`;
}

/** `✓ 24.1 s`, `✓ cached`, `✗ test 3.0 s`; "–" without test targets. */
export function testWords(tests: readonly TestReport[]): string {
  if (tests.length === 0) return "–";
  return tests
    .map((test) => `${testMark(test)} ${tests.length > 1 ? `${test.target} ` : ""}${testTime(test)}`)
    .join(", ");
}

function testMark({ status }: TestReport): string {
  return status === "passed" ? "✓" : "✗";
}

function testTime({ cached, duration }: TestReport): string {
  return cached ? "cached" : duration === null ? "" : formatDuration(duration);
}

/** `739.0 MB (82.1 %) against single-stage`; null without a variant that was measured. */
export function savingWords({ variant }: ImageReport): string | null {
  if (variant === null || variant.saving === null || variant.size === null || variant.size === 0) return null;
  const percent = ((variant.saving / variant.size) * 100).toFixed(1);
  return `${formatSize(variant.saving)} (${percent} %) against ${variant.name}`;
}

/** What made a layer. */
export function originWords(origin: Origin, image: MeasuredImage): string {
  if (origin.kind === "base") return `base image ${image.baseImage?.name ?? ""}`.trimEnd();
  if (origin.kind === "unknown") return "unknown";
  return `${placeWords(origin)} ${origin.instruction}`;
}

/** `Dockerfile:14` or `Dockerfile:14-16`. */
export function placeWords({ file, lines: [first, last] }: FilePlace): string {
  return first === last ? `${file}:${first}` : `${file}:${first}-${last}`;
}

/** The base image's line: name, digest, share, stand-in. */
export function baseImageWords({ baseImage, layers }: MeasuredImage): string {
  if (baseImage === null) return "base image unknown: neither provenance nor a Dockerfile tells it";
  const own = plural(layers.length - baseImage.layers, "layer");
  const digest = baseImage.digest === null ? "" : ` (${baseImage.digest.slice(0, 19)})`;
  const standIn = baseImage.standIn === null ? "" : `, a stand-in made of ${baseImage.standIn}`;
  const known = baseImage.knownBy === "history" ? " (by history)" : "";
  return `base image ${baseImage.name}${digest}${standIn}${known}: ${formatSize(baseImage.size)} in ${plural(baseImage.layers, "layer")}, and ${own} of your own`;
}

/** What built and held the images. */
export function engineWords({ version, store, buildx, builder }: EngineReport): string {
  const engine = version === null ? null : `Docker ${version}`;
  return [engine, store === null ? null : `${store} image store`, `buildx ${buildx}`, `builder ${builder}`]
    .filter((part) => part !== null)
    .join(", ");
}

/** `0.4 s`, `24.1 s`, `3 min 5 s`. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 100
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** `1 layer`, `2 layers`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
