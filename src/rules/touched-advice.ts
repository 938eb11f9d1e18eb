import type { FilePlace, MeasuredImage, Origin, WasteReport } from "../model/report.ts";
import { instructionOf } from "../model/written.ts";
import { placeWords } from "../text/words.ts";

/**
 * Advice for a RUN that changes the owner or mode of files that a COPY or ADD added: that line should set them itself.
 * Null if the RUN does not show which owner or mode it sets.
 * @param layers of the image, lowest first
 */
export function adviceForCopied(waste: WasteReport, layers: MeasuredImage["layers"]): string | null {
  const { origin, hiddenBy, size, path } = waste;
  if (hiddenBy.kind !== "instruction") return null;
  const [made, by] = [instructionOf(origin), instructionOf(hiddenBy)];
  const changes = changesIn(by);
  const programs = [...new Set(by.match(/\bch(?:own|grp|mod)\b/g))];
  const options = programs.map((program) => optionFor(program, changes));
  if (options.length === 0 || options.includes(null)) return null;

  const removed = `remove the ${programs.map((program) => `\`${program}\``).join(" and ")} of ${lineWords(hiddenBy, origin)}`;
  const at = layers.findIndex((layer) => isSame(layer.origin, origin));
  const hasUser = changes.every(
    ({ program, value }) => program !== "chown" || isKnown(value ?? "", textsAround(layers, at, hiddenBy)),
  );
  const whole = at < 0 || layers[at]?.size === size;
  const isForAll =
    whole &&
    changes.length === (by.match(/\bch(?:own|grp|mod)\b/g) ?? []).length &&
    changes.every((change) => covers(change, path)) &&
    new Set(changes.map(({ program, value }) => `${program} ${value}`)).size === programs.length;
  if (!isForAll) {
    const first = hasUser ? "" : "Create the user before this line. ";
    return `${first}Copy what needs another owner or mode in a line of its own, with \`--chown\` or \`--chmod\`, and ${removed}.`;
  }

  const missing = options.filter((option) => option !== null && !isSet(made, option));
  if (!hasUser) {
    const keyword = /^\w+/.exec(made)?.[0].toUpperCase() ?? "COPY";
    const copy = missing.length === 0 ? "" : ` copy with \`${keyword} ${missing.join(" ")}\`,`;
    return `Create the user before this line,${copy} and ${removed}.`;
  }
  if (missing.length === 0) {
    const set = programs.map((program) => (program === "chown" ? "owner" : "mode")).join(" and ");
    return `${removed.replace(/^r/, "R")}: this line sets the ${set} already.`;
  }
  const isOther = missing.some((option) => made.includes(` ${option?.split("=")[0] ?? ""}=`));
  return isOther
    ? `Set \`${missing.join(" ")}\` in this line, and ${removed}.`
    : `Add \`${missing.join(" ")}\` to this line, and ${removed}.`;
}

/** A call of `chown` or `chmod`. */
interface Change {
  readonly program: string;
  /** The owner, or the mode in octal digits; null if it is written otherwise. */
  readonly value: string | null;
  readonly isRecursive: boolean;
  readonly targets: readonly string[];
}

function changesIn(by: string): Change[] {
  return commandsOf(by).flatMap((words): Change[] => {
    const [program, ...rest] = words[0] === "sudo" ? words.slice(1) : words;
    if (program === undefined || !/^ch(?:own|mod)$/.test(program)) return [];
    const options = rest.filter((word) => word.startsWith("-"));
    const [value = "", ...targets] = rest.filter((word) => !word.startsWith("-"));
    const form = program === "chown" ? /^[\w.-]+(?::[\w.-]+)?$/ : /^[0-7]{3,4}$/;
    return [
      {
        program,
        value: form.test(value) ? value : null,
        isRecursive: options.some((option) => /^(?:-[a-zA-Z]*R|--recursive$)/.test(option)),
        targets,
      },
    ];
  });
}

/** The words of each command of a RUN, without quotes. */
function commandsOf(text: string): string[][] {
  return text
    .replace(/^RUN\s+(?:--\S+\s+)*/i, "")
    .replace(/"\s*,\s*"/g, " ")
    .split(/&&|\|\||[;|&()]/)
    .map((command) => command.split(/[\s"'[\]]+/).filter((word) => word !== ""));
}

/** The option of COPY with the same effect as a program in a RUN; null if that is not clear. */
function optionFor(program: string, changes: readonly Change[]): string | null {
  const own = changes.filter((change) => change.program === program);
  const value = own[0]?.value ?? null;
  return value === null || own.some((change) => change.value === null) ? null : `--${program}=${value}`;
}

function isSet(made: string, option: string): boolean {
  const [name = "", value = ""] = option.split("=");
  const set = new RegExp(`\\s${name}=(\\S+)`).exec(made)?.[1];
  return set === value || (name === "--chown" && set !== undefined && set.split(":")[0] === value);
}

/** Whether a change covers everything in a folder, or the one file. */
function covers({ isRecursive, targets }: Change, path: string): boolean {
  return targets.some((target) => {
    const name = target.replace(/^\.\//, "").replace(/\/\*?$/, "");
    if (target.startsWith("/")) return path === name || (isRecursive && path.startsWith(`${name}/`));
    if (name === "." || name === "*" || name === "") return isRecursive;
    return path.endsWith(`/${name}`) || (isRecursive && path.includes(`/${name}/`));
  });
}

/** The instructions above a line, and those from it to another line. */
interface Around {
  readonly above: readonly string[];
  readonly between: readonly string[];
}

function textsAround(layers: MeasuredImage["layers"], at: number, by: Origin): Around {
  const end = layers.findIndex((layer) => isSame(layer.origin, by));
  const texts = layers.map(({ origin }) => instructionOf(origin));
  return {
    above: texts.slice(0, Math.max(at, 0)),
    between: at < 0 || end < 0 ? [instructionOf(by)] : texts.slice(at + 1, end + 1),
  };
}

function isSame(one: Origin, other: Origin): boolean {
  return (
    one.kind === "instruction" &&
    other.kind === "instruction" &&
    one.file === other.file &&
    one.lines.join() === other.lines.join()
  );
}

/**
 * Whether an owner exists at a line; for an unknown name, the builder would use 0. A name exists if a line above
 * creates it, or if no line from here to the RUN that uses it can have created it.
 */
function isKnown(owner: string, { above, between }: Around): boolean {
  return owner.split(":").every((name, at) => {
    if (/^\d+$/.test(name) || name === "root" || (name === "nobody" && at === 0)) return true;
    if (above.some((text) => creates(text, name))) return true;
    return between.every((text) => !mayCreate(text));
  });
}

const CREATES = /^(?:useradd|adduser|groupadd|addgroup)$/;

function creates(text: string, name: string): boolean {
  return commandsOf(text).some(
    (words) => words.some((word) => CREATES.test(word)) && words.slice(1).includes(name),
  );
}

/** Programs that create no user. */
const HARMLESS = new Set(
  "chown chgrp chmod mkdir rm rmdir ls cat cp mv ln touch echo printf cd set true test find npm npx pnpm yarn node pip pip3 uv python python3 go cargo composer bundle tsc".split(
    " ",
  ),
);

function mayCreate(text: string): boolean {
  if (!/^RUN\b/i.test(text)) return /^(?!COPY\b|ADD\b)|\s\/(?:etc\b.*)?$/i.test(text);
  return (
    /\/etc\b|\$\(|<</.test(text) ||
    commandsOf(text).some(([program]) => program !== undefined && !HARMLESS.has(program))
  );
}

function lineWords(by: FilePlace, origin: Origin): string {
  if (origin.kind === "instruction" && origin.file !== by.file) return placeWords(by);
  const [first, last] = by.lines;
  return first === last ? `line ${first}` : `lines ${first}-${last}`;
}
