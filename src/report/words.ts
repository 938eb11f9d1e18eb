import { parseReference } from "../image/registry/reference.ts";
import { baselineWords } from "../model/baseline-words.ts";
import { driftedLines } from "../model/line-drift.ts";
import { MERGE_RULE } from "../model/merge-rule.ts";
import { isNoise } from "../model/noise.ts";
import type {
  BaseImageReport,
  Budgets,
  ChangeReport,
  EngineReport,
  FileChange,
  Finding,
  HistoryOrigin,
  ImageReport,
  InstructionOrigin,
  Level,
  MeasuredImage,
  Origin,
  OriginChange,
  Report,
  SourceReport,
  TestReport,
  UserReport,
  Verdict,
} from "../model/report.ts";
import { historyWords } from "../model/written.ts";
import { formatBytes, formatLimit, formatSize, looksEqual } from "../text/size.ts";
import { amountWords, formatDuration, placeWords, plural, shorten } from "../text/words.ts";

/** What every format for people says in the same words. None of it is escaped yet. */

/** The signs that stand before what they mark. */
export interface Marks {
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly levels: Readonly<Record<Level, string>>;
}

/** For formats with colors of their own. */
export const PLAIN_MARKS: Marks = {
  verdicts: { pass: "✓", fail: "✗", error: "!" },
  levels: { error: "✗", warning: "▲", notice: "ℹ" },
};

/** For Markdown, where only emoji have a color. */
export const EMOJI_MARKS: Marks = {
  verdicts: { pass: "✅", fail: "❌", error: "⚠️" },
  levels: { error: "❌", warning: "⚠️", notice: "ℹ️" },
};

/** The verdict in one line, without its mark. */
export function headline({ images, findings }: Report): string {
  const namesOf = (rows: readonly ImageReport[]) => new Set(rows.map(({ imageName }) => imageName)).size;
  const count = namesOf(images);
  const all = plural(count, "image");
  const some = (verdict: Verdict, verbs: readonly [one: string, several: string]) => {
    const rows = images.filter((image) => image.verdict === verdict);
    if (rows.length === 0) return null;
    const judged = namesOf(rows);
    const who = count === 1 ? "the image" : `${judged} of ${all}`;
    // Rows and images are the same where no image has several platforms.
    const platforms =
      count === 1 && images.length > 1 ? ` (${rows.length} of ${plural(images.length, "platform")})` : "";
    return `${who} ${verbs[judged === 1 ? 0 : 1]}${platforms}`;
  };
  const parts = [
    some("fail", ["fails", "fail"]),
    some("error", ["could not be judged", "could not be judged"]),
    findings.some(({ level, rule }) => level === "error" && rule !== MERGE_RULE)
      ? "this change loosens the gate"
      : null,
    ...findings.flatMap(({ level, rule, message }) =>
      level === "error" && rule === MERGE_RULE ? message : [],
    ),
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(", ");
  if (count > 1) return passWords(count);
  return images.length > 1 ? `the image passes (${plural(images.length, "platform")})` : "the image passes";
}

/** The first so many items; of more, with one that counts the rest. */
export function firstItems(items: readonly string[], count: number): string[] {
  const left = items.length - count;
  return left > 0 ? [...items.slice(0, count), `and ${left.toLocaleString("en-US")} more`] : [...items];
}

/** `14 images pass`. */
export function passWords(count: number): string {
  return `${plural(count, "image")} ${count === 1 ? "passes" : "pass"}`;
}

/** `size, user`: the rules that an image fails by; "" for an image that passes. */
export function reasonWords({ findings }: ImageReport): string {
  const errors = findings.filter(({ level }) => level === "error");
  return [...new Set(errors.map(({ rule }) => rule))].join(", ");
}

/** Whom a finding is of: the image where its message names that and no platform of it. */
export function ownerOf(
  { message }: Pick<Finding, "message">,
  { name, imageName }: Pick<ImageReport, "name" | "imageName">,
): string {
  return message.includes(name) || !message.includes(imageName) ? name : imageName;
}

/** The limit of that name among the budgets; null if it is not set. */
export function numberBudget(budgets: Budgets, name: string): number | null {
  const limit = budgets[name];
  return typeof limit === "number" ? limit : null;
}

/**
 * `162.4 MB / 150 MB`, or without a budget `162.4 MB`; "–" where nothing was measured. Exact where rounding
 * would hide that it is over the budget.
 */
export function againstBudget(actual: number | null | undefined, budget: number | null): string {
  if (actual === null || actual === undefined) return actual === null ? "unknown" : "–";
  if (budget === null) return formatSize(actual);
  const isClose = actual > budget && looksEqual(actual, budget);
  return `${isClose ? formatBytes(actual) : formatSize(actual)} / ${formatLimit(budget)}`;
}

/** `9`, `9 (+1)` against its baseline, `9 (+1) / 15` with a budget. */
export function layersAgainstBudget({ image, budgets, change }: ImageReport): string {
  if (image === null) return "–";
  const difference = change === null || change.layers === 0 ? "" : ` (${withSign(change.layers, String)})`;
  const budget = numberBudget(budgets, "layers");
  return `${image.layers.length}${difference}${budget === null ? "" : ` / ${budget}`}`;
}

/** Whether a change is one that rebuilding alone may make, and that no limit is exceeded by. */
export function isNegligible({ change, findings }: Pick<ImageReport, "change" | "findings">): boolean {
  const isOver = findings.some(({ rule, actual }) => rule === "growth" && actual !== null);
  return change?.negligible === true && !isOver;
}

/**
 * The growth, and beside it the drift: `+38.1 MB (+30.6 %)`, `+21.6 MB (+7.2 %), +8.0 MB drift`, `0`; `≈ 0` for what
 * rebuilding alone may make; "–" without a baseline.
 */
export function changeWords({ change, baseline, findings }: ImageReport): string {
  if (change === null || baseline.image === null) return "–";
  const { growth, growthPercent, drift } = change;
  const { size } = baseline.image;
  const ofDrift = isNoise(drift, size) ? "" : `, ${formatChange(drift)} drift`;
  if (growth === 0) return `0${ofDrift}`;
  if (isNegligible({ change: { ...change, negligible: isNoise(growth, size) }, findings }))
    return `≈ 0${ofDrift}`;
  const percent =
    growthPercent === null ? "" : ` (${withSign(growthPercent, (value) => value.toFixed(1))} %)`;
  return `${formatChange(growth)}${percent}${ofDrift}`;
}

/** `worker 98.0 MB`, `worker 98.0 MB (+1.2 MB)` if its size changed. */
export function briefWords(report: ImageReport): string {
  const { name, image, change } = report;
  if (image === null) return name;
  const grown =
    change === null || change.size === 0 || isNegligible(report) ? "" : ` (${formatChange(change.size)})`;
  return `${name} ${formatSize(image.size)}${grown}`;
}

/** `+36.2 MB`, `-1.9 MB`, `0 B`. */
export function formatChange(bytes: number): string {
  return withSign(bytes, formatSize);
}

function withSign(value: number, write: (value: number) => string): string {
  return value > 0 ? `+${write(value)}` : write(value);
}

/** What the images were compared with, each kind of answer once. An error tells of a baseline that cannot be read. */
export function comparisonLines(images: readonly ImageReport[]): string[] {
  const told = images.filter(({ baseline }) => baseline.state !== "unreadable");
  const answers = [...new Set(told.map(baselineWords))];
  const isOfAll = answers.length === 1 && told.length === images.length;
  return answers.map((answer) => {
    const names = told.filter((image) => baselineWords(image) === answer).map(({ name }) => name);
    return isOfAll ? capitalize(answer) : `${names.join(", ")}: ${answer}`;
  });
}

function capitalize(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** That the pull request's people accept its failures; null where they do not. */
export function waiverWords({ waiver }: Report): string | null {
  return waiver === null
    ? null
    : `The label ${waiver} turns failures of size, own size, transfer size and growth into warnings`;
}

/** The line that made a change: `Dockerfile:14 RUN …`, with what it was before where that differs. */
export function originChangeWords(
  { before, after, size, drift }: OriginChange,
  { image, baseline }: ImageReport,
): string {
  const origin = after ?? before;
  if (origin === null) return "unknown";
  if (origin.kind === "unknown") return "unknown";
  if (origin.kind === "base") {
    const now = image?.baseImage?.name ?? null;
    const old = baseline.image?.baseImage ?? null;
    if (now === old) return `base image ${now ?? "without a known name"}`;
    return `base image ${now ?? "unknown"}, before ${old ?? "unknown"}`;
  }
  const share =
    drift === size
      ? "drift: unchanged line"
      : `${formatChange(size - drift)} by this change, ${formatChange(drift)} drift`;
  const named =
    origin.kind === "history"
      ? historyWords({ ...origin, instruction: shorten(origin.instruction) })
      : `${placeWords(origin)} ${shorten(origin.instruction)}`;
  const words = `${named}${drift === 0 ? "" : ` (${share})`}`;
  if (after === null) return `${words} (removed)`;
  return (before?.kind === "instruction" || before?.kind === "history") && !isSameText(before, origin)
    ? `${words} (before: ${shorten(before.instruction)})`
    : words;
}

/** Whether two instructions say the same, as far as a history tells it: it drops the flags. */
function isSameText(
  one: InstructionOrigin | HistoryOrigin,
  other: InstructionOrigin | HistoryOrigin,
): boolean {
  const [text, otherText] =
    one.kind === other.kind
      ? [one.instruction, other.instruction]
      : [one, other].map(({ instruction }) => instruction.replace(/^(\w+)(?:\s+--\S+)+/, "$1"));
  return text === otherText;
}

/** `/app/node_modules/ +31.0 MB in 2,140 files`, `/app/demo.mp4 +1.8 MB`, `/app/old.bin -2.0 MB, removed`. */
export function fileChangeWords({ path, size, files, kind }: FileChange): string {
  const many = path.endsWith("/") ? ` in ${plural(files, "file")}` : "";
  return `${path} ${formatChange(size)}${many}${kind === "removed" ? ", removed" : ""}`;
}

/** How much of a change is no growth: drift, or the repository's history; null where nothing is. */
export function driftWords(change: ChangeReport, { image, driftCounts }: ImageReport): string | null {
  const { size, drift, history, growth } = change;
  const lines = driftedLines(change);
  const ofLines = lines.reduce((sum, line) => sum + line.drift, 0);
  const ofBase = drift - ofLines;
  const isPart = (bytes: number) => bytes === 0 || Math.sign(bytes) === Math.sign(size);
  const areParts = [ofBase, ofLines, history, growth].every(isPart);
  const is = areParts ? "of it is" : "is";
  const isDrift = driftCounts === true ? `${is} drift` : `${is} drift, which does not count`;
  const parts = [
    ...(ofBase === 0
      ? []
      : [
          `${formatChange(ofBase)} ${isDrift}: ${image?.baseImage?.name ?? "the base image"} changed although its FROM did not`,
        ]),
    ...(lines.length === 0 ? [] : [`${formatChange(ofLines)} ${isDrift}: ${driftedWords(lines)}`]),
    ...(history === 0
      ? []
      : [`${formatChange(history)} ${is} the repository's history in .git, which does not count`]),
  ];
  if (parts.length === 0) return null;
  // What is more than the whole needs the rest beside it.
  return [...(areParts ? [] : [`${formatChange(growth)} comes from this change`]), ...parts].join("; ");
}

/** `Dockerfile:3 and 4 other lines grew although their text and inputs did not change`. */
function driftedWords(lines: readonly OriginChange[]): string {
  const [first = "", ...others] = lines.map(driftedPlace);
  const [second] = others;
  const verb = lines.every(({ drift }) => drift > 0)
    ? "grew"
    : lines.every(({ drift }) => drift < 0)
      ? "shrank"
      : "changed in size";
  if (second === undefined) return `${first} ${verb} although its text and inputs did not change`;
  const rest = others.length === 1 ? second : `${others.length} other lines`;
  return `${first} and ${rest} ${verb} although their text and inputs did not change`;
}

/** `Dockerfile:15`; `Dockerfile:5 (copied by Dockerfile:15)` if another stage's line made most of what drifted. */
function driftedPlace({ before, after, size, drift, trace = [] }: OriginChange): string {
  const origin = after ?? before;
  if (origin?.kind !== "instruction") return "a layer";
  const place = placeWords(origin);
  // Which part of what changed is drift, the trace does not tell.
  const parts = isNoise(size - drift, size) ? trace : [];
  const most = parts.find((part) => Math.abs(part.size) * 2 > Math.abs(size))?.origin;
  if (most?.kind !== "instruction" || placeWords(most) === place) return place;
  return `${placeWords(most)} (copied by ${place})`;
}

/** `appuser 1000`, `65532`, `ContainerUser` of a Windows image, or `nosuch: cannot be resolved`. */
export function userWords(user: UserReport | undefined): string {
  if (user === undefined) return "–";
  if (user.uid === null && user.problem === null) return user.name ?? "Windows' default";
  if (user.uid === null) return `${user.configured}: cannot be resolved`;
  return user.name === null ? `${user.uid}` : `${user.name} ${user.uid}`;
}

/** `✓ 24.1 s`, `✓ cached`, `✗ test 3.0 s`, `ran on linux/amd64`; "–" without test targets. */
export function testWords(
  { tests, testsOn, unchanged }: Pick<ImageReport, "tests" | "testsOn" | "unchanged">,
  { verdicts }: Marks,
): string {
  if (unchanged) return "unchanged";
  if (tests.length === 0) return testsOn === null ? "–" : `ran on ${testsOn}`;
  const words = tests
    .map(
      (test) =>
        `${verdicts[test.status === "passed" ? "pass" : "fail"]} ${tests.length > 1 ? `${test.target} ` : ""}${testTime(test)}`,
    )
    .join(", ");
  return testsOn === null ? words : `${words} on ${testsOn}`;
}

function testTime({ cached, duration }: TestReport): string {
  return cached ? "cached" : duration === null ? "" : formatDuration(duration);
}

/**
 * `✓ 1.2 s` until it was ready, or `✗ GET /health` for the first that failed; `not run` if the engine cannot start
 * the platform, "–" without a smoke test.
 */
export function smokeWords({ smoke, smokeNotRun }: ImageReport, { verdicts }: Marks): string {
  if (smoke === null) return smokeNotRun === null ? "–" : "not run";
  if (smoke.status === "passed") return `${verdicts.pass} ${formatDuration(smoke.ready ?? smoke.duration)}`;
  const failed = smoke.checks.filter(({ problem }) => problem !== null);
  const more = failed.length > 1 ? ` and ${failed.length - 1} more` : "";
  return `${verdicts.fail} ${failed[0]?.what ?? ""}${more}`.trimEnd();
}

/** `2 critical / 0, 5 high`, with the budgets; "unknown" without a result, "–" without a scan. */
export function scanWords({ scan, budgets }: ImageReport): string {
  if (scan === null) return "–";
  const { counts } = scan;
  if (counts === null) return "unknown";
  return (["critical", "high"] as const)
    .map((severity) => {
      const budget = numberBudget(budgets, severity);
      return `${counts[severity]} ${severity}${budget === null ? "" : ` / ${budget}`}`;
    })
    .join(", ");
}

/** `739.0 MB of single-stage are not in production: 413.1 MB compilers and build tools, …`; null without. */
export function leftOutWords({ name, variant }: ImageReport): string | null {
  if (variant === null || variant.saving === null || variant.saving <= 0) return null;
  const [largest, rest] = [variant.leftOut.slice(0, LEFT_OUT_SHOWN), variant.leftOut.slice(LEFT_OUT_SHOWN)];
  const parts = largest.filter(({ size }) => size > 0).map(({ what, size }) => `${formatSize(size)} ${what}`);
  if (parts.length === 0) return null;
  const others = rest.reduce((sum, { size }) => sum + size, 0);
  const all = others > 0 ? [...parts, `${formatSize(others)} others`] : parts;
  return `${formatSize(variant.saving)} of ${variant.name} are not in ${name}: ${all.join(", ")}`;
}

const LEFT_OUT_SHOWN = 5;

/** `build context 345.2 MB in 12,345 files`; null without a context. */
export function contextWords({ context }: ImageReport): string | null {
  return context === null ? null : `build context ${amountWords(context)}`;
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
  if (origin.kind === "history") return historyWords(origin);
  return `${placeWords(origin)} ${origin.instruction}`;
}

const EVIDENCE: Readonly<Record<BaseImageReport["knownBy"], string>> = {
  provenance: "",
  history: " (by history)",
  label: " (by the label of buildpacks)",
};

/** `engine (sha256:0123456789ab)`, `registry ghcr.io (sha256:…)`, `archive app.tar`, `OCI directory image`. */
export function sourceWords({ kind, name, digest }: SourceReport): string {
  const of = digest === null ? "" : ` (${digest.slice(0, 19)})`;
  switch (kind) {
    case "engine":
      return `engine${of}`;
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
      : source?.kind === "engine" && !source.name.startsWith("sha256:")
        ? `base image unknown: the engine's copy has no provenance with mode=max, which docker pull does not fetch. Read the registry's copy by registry:${source.name}, or set file.`
        : "base image unknown: the image has no usable provenance with mode=max. Attach it, or set file.";
  }
  if (baseImage.name === "scratch" && baseImage.layers === 0)
    return `FROM scratch, ${plural(layers.length, "layer")}`;
  const own = plural(layers.length - baseImage.layers, "layer");
  const digest = baseImage.digest === null ? "" : ` (${baseImage.digest.slice(0, 19)})`;
  const standIn = baseImage.standIn === null ? "" : `, a stand-in made of ${baseImage.standIn}`;
  const evidence = EVIDENCE[baseImage.knownBy];
  return `base image ${baseImage.name ?? "without a known name"}${digest}${standIn}${evidence}: ${formatSize(baseImage.size)} in ${plural(baseImage.layers, "layer")}, and ${own} of your own`;
}

/** What built and held the images. */
export function engineWords({ version, store, buildx, builder }: EngineReport): string {
  const engine = version === null ? null : `Docker ${version}`;
  return [engine, store === null ? null : `${store} image store`, `buildx ${buildx}`, `builder ${builder}`]
    .filter((part) => part !== null)
    .join(", ");
}
