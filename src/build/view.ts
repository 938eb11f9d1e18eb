import { terminalBlock, terminalText } from "../report/escape.ts";
import { formatDuration, shorten } from "../text/words.ts";
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

/** A line for every step that ended: for logs. */
export function plainView(write: (text: string) => void): ProgressView {
  const titles = new Map<string, string>();
  const told = new Set<string>();
  return {
    begin: (targets) => {
      for (const { id, title } of targets) titles.set(id, title);
    },
    step: (step, before) => {
      // After a failure the rest is built again, and tells of the same steps once more.
      if (!hasEnded(step, before) || told.has(step.digest)) return;
      told.add(step.digest);
      write(`${endedLine(step, titles)}\n`);
    },
    end: () => undefined,
    log: (title, text) => write(`${[terminalText(title), ...blockOf(text)].join("\n")}\n`),
    tell: (line) => write(`${terminalText(line)}\n`),
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
      ...(left === 0 ? [] : [shorten(`+${left} more`, width)]),
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
    },
    log: plain.log,
    tell: plain.tell,
  };
}

/** A step and how long it has run; where there is too little room for both, the step is cut. */
function runningLine(step: Step, titles: ReadonlyMap<string, string>, now: number, columns: number): string {
  const time = `  ${formatDuration(Math.max(0, now - (step.started ?? now)))}`;
  const words = `${titleOf(step, titles)}  ${terminalText(step.name)}`;
  return shorten(`${shorten(words, Math.max(1, columns - time.length))}${time}`, columns);
}

/** The whole logs after the build, one group for each target: for GitHub's job log. */
export function groupedView(write: (text: string) => void, stopToken: string): ProgressView {
  const plain = plainView(write);
  const steps = new Map<string, Step>();
  let known: readonly BuildTarget[] = [];
  const group = (title: string, lines: readonly string[]) => {
    const body = [`::stop-commands::${stopToken}`, ...lines, `::${stopToken}::`];
    write(`::group::${terminalText(title)}\n${body.join("\n")}\n::endgroup::\n`);
  };
  return {
    begin: (targets) => {
      known = targets;
      plain.begin(targets);
      // What a build prints may look like a workflow command; none is read until the token stands alone.
      write(`::stop-commands::${stopToken}\n`);
    },
    step: (step, before) => {
      steps.set(step.digest, step);
      plain.step(step, before);
    },
    end: () => {
      write(`::${stopToken}::\n`);
      // The log of a step that several targets share stands with the first of them.
      const shown = new Map<string, string>();
      for (const { id, title } of known) {
        const own = [...steps.values()]
          .filter(({ targets, name }) => targets.includes(id) && stageStep(name) !== null)
          .sort((a, b) => (a.started ?? Number.POSITIVE_INFINITY) - (b.started ?? Number.POSITIVE_INFINITY));
        const lines = own.flatMap(({ digest, name, log }) => {
          const before = shown.get(digest);
          if (before !== undefined && log.trim() !== "")
            return [`${terminalText(name)}  (its log: Build of ${terminalText(before)})`];
          shown.set(digest, before ?? title);
          return [terminalText(name), ...blockOf(log)];
        });
        group(`Build of ${title}`, lines);
      }
    },
    log: (title, text) => group(title, blockOf(text)),
    tell: plain.tell,
  };
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
  return `${titleOf(step, titles)}  ${terminalText(step.name)}  ${step.error === "" ? time : `failed after ${time}`}`;
}

function titleOf({ targets }: Step, titles: ReadonlyMap<string, string>): string {
  const [first, ...others] = targets;
  const title = terminalText(titles.get(first ?? "") ?? "");
  return others.length === 0 ? title : `${title} +${others.length}`;
}
