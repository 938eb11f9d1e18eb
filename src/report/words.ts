import { baselineWords } from "../model/baseline-words.ts";
import { MERGE_RULE } from "../model/merge-rule.ts";
import type {
  Budgets,
  Finding,
  ImageReport,
  Level,
  Report,
  SmokeCheck,
  SmokeReport,
  TestReport,
  UserReport,
  Verdict,
} from "../model/report.ts";
import { RUN_RULE } from "../model/run-rule.ts";
import { formatBytes, formatLimit, formatSize, looksEqual } from "../text/size.ts";
import { amountWords, formatDuration, plural } from "../text/words.ts";
import { withSign } from "./change-words.ts";

/** Words that all formats for people share, before escaping. */

/** The signs before verdicts and findings. */
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

/** The definitions of the sizes in a report. */
export const METRIC_WORDS =
  "Size is the sum of the regular files of all layers, including files that a later layer hides. Compressed is the sum of the compressed layers.";

/** The verdict in one line, without its mark. */
export function headline({ verdict, images, findings }: Report): string {
  const count = namesOf(images).size;
  const all = plural(count, "image");
  const some = (verdict: Verdict, verbs: readonly [one: string, several: string]) => {
    const rows = images.filter((image) => image.verdict === verdict);
    if (rows.length === 0) return null;
    const judged = namesOf(rows).size;
    const who = count === 1 ? "the image" : `${judged} of ${all}`;
    // Without several platforms, rows and images are the same.
    const platforms =
      count === 1 && images.length > 1 ? ` (${rows.length} of ${plural(images.length, "platform")})` : "";
    return `${who} ${verbs[judged === 1 ? 0 : 1]}${platforms}`;
  };
  const parts = [
    some("fail", ["fails", "fail"]),
    some("error", ["could not be judged", "could not be judged"]),
    findings.some(({ level, rule }) => level === "error" && rule !== MERGE_RULE && rule !== RUN_RULE)
      ? "this change loosens the gate"
      : null,
    findings.some(({ rule }) => rule === RUN_RULE)
      ? count === 0
        ? "nothing could be judged"
        : "a run ended with an error"
      : null,
    ...findings.flatMap(({ level, rule, message }) =>
      level === "error" && rule === MERGE_RULE ? message : [],
    ),
  ].filter((part) => part !== null);
  const unchanged = unchangedNames(images.filter(({ verdict }) => verdict === "pass")).size;
  if (parts.length > 0) {
    return [...parts, ...(count > 1 && unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(", ");
  }
  // A part of a merged report may say no reason for its verdict.
  if (verdict !== "pass") return verdict === "fail" ? "the run fails" : "the run could not be judged";
  if (count > 1) return passWords(images);
  const platforms = images.length > 1 ? ` (${plural(images.length, "platform")})` : "";
  return `the image ${unchanged > 0 ? "is unchanged" : "passes"}${platforms}`;
}

type NamedRow = Pick<ImageReport, "imageName" | "unchanged">;

function namesOf(rows: readonly NamedRow[]): Set<string> {
  return new Set(rows.map(({ imageName }) => imageName));
}

/** The images without a platform that was built. */
function unchangedNames(rows: readonly NamedRow[]): Set<string> {
  const built = namesOf(rows.filter(({ unchanged }) => !unchanged));
  return new Set([...namesOf(rows)].filter((name) => !built.has(name)));
}

/** The first `count` items; if there are more, with an item that counts the rest. */
export function firstItems(items: readonly string[], count: number): string[] {
  const left = items.length - count;
  return left > 0 ? [...items.slice(0, count), `and ${left.toLocaleString("en-US")} more`] : [...items];
}

/**
 * `14 images pass`, `1 image passes, 13 unchanged`: images that were built and pass, and images that were not built.
 */
export function passWords(rows: readonly NamedRow[]): string {
  const unchanged = unchangedNames(rows).size;
  const built = namesOf(rows).size - unchanged;
  if (built === 0) return `${plural(unchanged, "image")} ${unchanged === 1 ? "is" : "are"} unchanged`;
  const words = `${plural(built, "image")} ${built === 1 ? "passes" : "pass"}`;
  return unchanged === 0 ? words : `${words}, ${unchanged} unchanged`;
}

/** `size, user`: the rules that fail an image; "" for an image that passes. */
export function reasonWords({ findings }: ImageReport): string {
  const errors = findings.filter(({ level }) => level === "error");
  return [...new Set(errors.map(({ rule }) => rule))].join(", ");
}

/** The name that a finding belongs to: the image's if its message names the image without a platform. */
export function ownerOf(
  { message }: Pick<Finding, "message">,
  { name, imageName }: Pick<ImageReport, "name" | "imageName">,
): string {
  return message.includes(name) || !message.includes(imageName) ? name : imageName;
}

/** The budget of that name; null if it is not set. */
export function numberBudget(budgets: Budgets, name: string): number | null {
  const limit = budgets[name];
  return typeof limit === "number" ? limit : null;
}

/**
 * `162.4 MB / 150 MB`; `162.4 MB` without a budget; "–" if the image was not measured. The size is exact if rounding
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

/** The baselines of the images, each answer once. A baseline that cannot be read is an error, and not repeated here. */
export function comparisonLines(images: readonly ImageReport[]): string[] {
  const readable = images.filter(({ baseline }) => baseline.state !== "unreadable");
  const answers = [...new Set(readable.map(baselineWords))];
  const isOfAll = answers.length === 1 && readable.length === images.length;
  return answers.map((answer) => {
    const names = readable.filter((image) => baselineWords(image) === answer).map(({ name }) => name);
    return isOfAll ? capitalize(answer) : `${names.join(", ")}: ${answer}`;
  });
}

function capitalize(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The effect of the label that waives failures; null without such a label. */
export function waiverWords({ waiver }: Report): string | null {
  return waiver === null
    ? null
    : `The label ${waiver} turns failures of size, own size, compressed size and growth into warnings`;
}

/** `appuser 1000`, `65532`, `ContainerUser` of a Windows image, or `nosuch: cannot be resolved`. */
export function userWords(user: UserReport | undefined): string {
  if (user === undefined) return "–";
  if (user.uid === null && user.problem === null) return user.name ?? "Windows' default";
  if (user.uid === null) return `${user.configured}: cannot be resolved`;
  return user.name === null ? `${user.uid}` : `${user.name} ${user.uid}`;
}

/**
 * `✓ 24.1 s`, `✓ cached`, `✗ test 3.0 s`, `ran on linux/amd64`; `not run` if the image does not build; `not run here` if
 * it was built elsewhere; "–" without test targets.
 */
export function testWords(
  {
    tests,
    testsNotRun,
    testsOn,
    unchanged,
    place,
  }: Pick<ImageReport, "tests" | "testsNotRun" | "testsOn" | "unchanged" | "place">,
  { verdicts }: Marks,
): string {
  if (place === null) return "not run here";
  if (unchanged) return "unchanged";
  const isOne = tests.length + testsNotRun.length === 1;
  if (tests.length === 0 && testsNotRun.length > 0) return "not run";
  if (tests.length === 0) return testsOn === null ? "–" : `ran on ${testsOn}`;
  const words = [
    ...tests.map(
      (test) =>
        `${verdicts[test.status === "passed" ? "pass" : "fail"]} ${isOne ? "" : `${test.target} `}${testTime(test)}`,
    ),
    ...testsNotRun.map((target) => `${target} not run`),
  ].join(", ");
  return testsOn === null ? words : `${words} on ${testsOn}`;
}

function testTime({ cached, duration }: TestReport): string {
  return cached ? "cached" : duration === null ? "" : formatDuration(duration);
}

/**
 * `✓ 1.2 s`, the time until it was ready; `✗ GET /health fails` for the first check that failed; `not run` if the
 * engine cannot start the platform; "–" without a smoke test.
 */
export function smokeWords({ smoke, smokeNotRun }: ImageReport, { verdicts }: Marks): string {
  if (smoke === null) return smokeNotRun === null ? "–" : "not run";
  if (smoke.status === "passed") return `${verdicts.pass} ${formatDuration(smoke.ready ?? smoke.duration)}`;
  const [first, ...others] = smoke.checks.filter(({ problem }) => problem !== null);
  const more = others.length > 0 ? ` and ${others.length} more` : "";
  return `${verdicts.fail} ${first === undefined ? "" : failureWords(first, smoke)}${more}`.trimEnd();
}

/** The words for a check that failed. */
function failureWords({ kind, what }: SmokeCheck, { processes }: SmokeReport): string {
  switch (kind) {
    case "ready":
      return "not ready";
    case "processes":
      return processes.length > 0 ? "processes as root" : "ended early";
    case "request":
    case "command":
      return `${what} fails`;
  }
}

/** `2 critical / 0, 5 high`, with the budgets; "unknown" without a result; "–" without a scan. */
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

/** `739.0 MB of single-stage are not in production: 413.1 MB compilers and build tools, …`; null without a saving. */
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
