import { terminalBlock, terminalText } from "../report/escape.ts";
import { fitColumns } from "../text/columns.ts";
import { formatDuration, plural } from "../text/words.ts";
import { type Step, stageStep } from "./progress.ts";
import type { BuildTarget } from "./target.ts";

/** Shows a person how the build goes. */
export interface ProgressView {
  readonly begin: (targets: readonly BuildTarget[]) => void;
  readonly step: (step: Step, before: Step | undefined) => void;
  readonly end: () => void;
  /** Shows what a program printed, before or after a build. */
  readonly log: (title: string, text: string) => void;
  /** Shows a line on what takes long beside a build. */
  readonly tell: (line: string) => void;
}

export const quietView: ProgressView = {
  begin: () => undefined,
  step: () => undefined,
  end: () => undefined,
  log: () => undefined,
  tell: () => undefined,
};

/** A line for every step that ran, and at the end one for all those that were cached: for logs. */
export function plainView(write: (text: string) => void): ProgressView {
  const titles = new Map<string, string>();
  const ran = newSteps();
  const cached = newSteps();
  let count = 0;
  return {
    begin: (targets) => {
      for (const { id, title } of targets) titles.set(id, title);
    },
    step: (step, before) => {
      if (!hasEnded(step, before)) return;
      if (step.cached && step.error === "") {
        if (cached.isNew(step) && !ran.isKnown(step)) count++;
      } else if (ran.isNew(step)) write(`${endedLine(step, titles)}\n`);
    },
    end: () => {
      if (count > 0) write(`${plural(count, "step")} ${count === 1 ? "was" : "were"} cached\n`);
      count = 0;
    },
    log: (title, text) => write(`${[terminalText(title), ...blockOf(text)].join("\n")}\n`),
    tell: (line) => write(`${terminalText(line)}\n`),
  };
}

/**
 * Tells steps apart. After a failure the rest is built again and the same steps come once more, those that read the
 * build context with other digests; a target has no two steps of one name.
 */
function newSteps() {
  const known = new Set<string>();
  const keysOf = ({ digest, name, targets }: Step) => [
    digest,
    ...targets.map((target) => `${target} ${name}`),
  ];
  const isKnown = (step: Step) => keysOf(step).some((key) => known.has(key));
  return {
    isKnown,
    /** Whether the step is new; afterwards it counts as known. */
    isNew: (step: Step) => {
      const isFirst = !isKnown(step);
      for (const key of keysOf(step)) known.add(key);
      return isFirst;
    },
  };
}

/** How many characters a terminal has in a line, and how many lines. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The same, and below it the steps that run at present, redrawn in place: for terminals. It never has more lines than
 * the terminal, which could not be drawn again; the steps that have run longest stay.
 */
export function liveView(
  write: (text: string) => void,
  size: () => TerminalSize,
  now: () => number,
): ProgressView {
  const titles = new Map<string, string>();
  const running = new Map<string, Step>();
  let drawn = 0;
  const draw = (above = "") => {
    const { columns, rows } = size();
    const width = Math.max(1, columns - 1);
    // The cursor stands in the line below them.
    const most = Math.max(1, rows - 1);
    const shown = running.size <= most ? most : most - 1;
    const left = Math.max(0, running.size - shown);
    const lines = [
      ...[...running.values()].slice(0, shown).map((step) => runningLine(step, titles, now(), width)),
      ...(left === 0 ? [] : [fitColumns(`+${left} more`, width)]),
    ];
    // A terminal that has fewer lines now shows no more of them.
    const up = Math.min(drawn, most);
    const erase = up === 0 ? "" : `\u001b[${up}A\u001b[0J`;
    write(erase + above + lines.map((line) => `${line}\n`).join(""));
    drawn = lines.length;
  };
  const plain = plainView(draw);
  let timer: NodeJS.Timeout | undefined;
  return {
    begin: (targets) => {
      for (const { id, title } of targets) titles.set(id, title);
      plain.begin(targets);
      timer = setInterval(draw, 200);
    },
    step: (step, before) => {
      if (step.started !== null && step.completed === null && isOfDockerfile(step))
        running.set(step.digest, step);
      else running.delete(step.digest);
      plain.step(step, before);
    },
    end: () => {
      clearInterval(timer);
      running.clear();
      draw();
      plain.end();
    },
    log: plain.log,
    tell: plain.tell,
  };
}

/** A step and how long it has run; if the line is too short for both, the step is cut. */
function runningLine(step: Step, titles: ReadonlyMap<string, string>, now: number, columns: number): string {
  const time = `  ${formatDuration(Math.max(0, now - (step.started ?? now)))}`;
  const words = stepWords(step, titles);
  return fitColumns(`${fitColumns(words, Math.max(1, columns - time.length))}${time}`, columns);
}

/**
 * The build as one group, with the logs of its steps at the end, and behind it a group for each step that failed and
 * printed something: for GitHub's job log, which folds groups.
 */
export function groupedView(write: (text: string) => void, stopToken: string): ProgressView {
  const plain = plainView(write);
  const titles = new Map<string, string>();
  const steps = new Map<string, Step>();
  // What a build prints may look like a workflow command; none is read until the token stands alone.
  const open = (title: string) => write(`::group::${title}\n::stop-commands::${stopToken}\n`);
  const close = () => write(`::${stopToken}::\n::endgroup::\n`);
  const group = (title: string, lines: readonly string[]) => {
    open(title);
    write(lines.map((line) => `${line}\n`).join(""));
    close();
  };
  return {
    begin: (targets) => {
      for (const { id, title } of targets) titles.set(id, title);
      plain.begin(targets);
      open("Build");
    },
    step: (step, before) => {
      steps.set(step.digest, step);
      plain.step(step, before);
    },
    end: () => {
      plain.end();
      const withLog = [...steps.values()]
        .filter((step) => isOfDockerfile(step) && step.log.trim() !== "")
        .sort(byStart);
      // A step that a later round failed in again has the same log.
      const { isNew } = newSteps();
      const failed = withLog.filter((step) => step.error !== "" && isNew(step));
      for (const { log, ...step } of withLog)
        if (step.error === "") write(`${stepWords(step, titles)}\n${terminalBlock(log.trimEnd())}\n`);
      close();
      for (const step of failed) group(endedLine(step, titles), blockOf(step.log));
      steps.clear();
    },
    log: (title, text) => group(terminalText(title), blockOf(text)),
    tell: plain.tell,
  };
}

function byStart({ started: one }: Step, { started: other }: Step): number {
  return (one ?? Number.POSITIVE_INFINITY) - (other ?? Number.POSITIVE_INFINITY);
}

/** A text as lines of a terminal; none for an empty one. */
function blockOf(text: string): string[] {
  return text.trim() === "" ? [] : [terminalBlock(text.trimEnd())];
}

function hasEnded(step: Step, before: Step | undefined): boolean {
  return isOfDockerfile(step) && step.completed !== null && (before?.completed ?? null) === null;
}

function isOfDockerfile({ name }: Step): boolean {
  return stageStep(name) !== null;
}

function endedLine(step: Step, titles: ReadonlyMap<string, string>): string {
  const time = step.cached
    ? "cached"
    : formatDuration((step.completed ?? 0) - (step.started ?? step.completed ?? 0));
  return `${stepWords(step, titles)}  ${step.error === "" ? time : `failed after ${time}`}`;
}

function stepWords(step: Pick<Step, "name" | "targets">, titles: ReadonlyMap<string, string>): string {
  return `${titleOf(step, titles)}  ${terminalText(step.name)}`;
}

function titleOf({ targets }: Pick<Step, "targets">, titles: ReadonlyMap<string, string>): string {
  const [first, ...others] = targets;
  const title = terminalText(titles.get(first ?? "") ?? "");
  return others.length === 0 ? title : `${title} +${others.length}`;
}
