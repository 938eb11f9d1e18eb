/**
 * The instruction that made an entry: `RUN |1 A=b /bin/sh -c …` and `COPY …` of BuildKit,
 * `/bin/sh -c #(nop) COPY …` and, for RUN, the bare command of the legacy builder.
 */
export function keywordOf(createdBy: string): string {
  const legacy = /#\(nop\)\s+([A-Z]+)\b/.exec(createdBy)?.[1];
  if (legacy !== undefined) return legacy;
  return /^(?:\|\d+ |\/)/.test(createdBy) ? "RUN" : (/^([A-Z]+)\b/.exec(createdBy)?.[1] ?? "");
}

/**
 * The instruction of an entry as in a Dockerfile, on one line: without the shell before a command, and without the
 * build arguments before that, whose values are confidential. Reads the forms of BuildKit, the legacy builder,
 * buildah and kaniko. Returns `RUN …` if the arguments cannot be separated from the command.
 */
export function instructionIn(createdBy: string): string {
  const keyword = keywordOf(createdBy);
  const text = withoutMark(createdBy);
  const [, nop] = /#\(nop\)\s+(.*)$/s.exec(text) ?? [];
  const instruction = nop ?? (keyword === "RUN" ? runIn(text) : text);
  return instruction.replace(CONTENT_HASH, "$1 ").replace(/\s+/g, " ").trim();
}

/** BuildKit's mark at the end of a command. */
const MARK = " # buildkit";

/** An entry without BuildKit's mark. */
export function withoutMark(createdBy: string): string {
  return createdBy.endsWith(MARK) ? createdBy.slice(0, -MARK.length) : createdBy;
}

/** Sources of COPY and ADD in the legacy builder and buildah: a hash of the content. */
const CONTENT_HASH = /\b(file|dir|multi):[0-9a-f]{64} /g;

const SHELL = String.raw`(?:/(?:\S+/)?(?:ba|da|a|k|z)?sh(?: -[\w-]+| pipefail)*? -\w*c|cmd /S /C|(?:powershell|pwsh)(?:\.exe)? -Command)`;
const SHELL_FIRST = new RegExp(`^${SHELL}\\s`, "i");
const SHELL_ANYWHERE = new RegExp(`\\s${SHELL}\\s`, "gi");

function runIn(text: string): string {
  const command = text.replace(/^RUN /, "");
  if (!/^\|\d+ /.test(command)) return `RUN ${command.replace(SHELL_FIRST, "")}`;
  // A value may contain blanks, and even a shell: the text after the last shell certainly belongs to the command.
  const last = [...command.matchAll(SHELL_ANYWHERE)].at(-1);
  return last === undefined ? "RUN …" : `RUN ${command.slice(last.index + last[0].length)}`;
}

/** A build argument with its value. */
export interface BuildArgument {
  readonly name: string;
  readonly value: string;
}

/**
 * The build arguments in an entry: those of an ARG, and those before the command of a RUN, as far as they can be
 * separated from it: the last one may be cut off at a blank.
 */
export function argumentsIn(createdBy: string): BuildArgument[] {
  const text = withoutMark(createdBy);
  const [, declared] = /(?:^|#\(nop\)\s+)ARG (.*)$/s.exec(text) ?? [];
  if (declared !== undefined) return assignments(declared);
  const [, before] = /^(?:RUN )?\|\d+ (.*)$/s.exec(text) ?? [];
  const first = before === undefined ? -1 : ` ${before}`.search(SHELL_ANYWHERE);
  return before === undefined
    ? []
    : assignments(first < 0 ? before : before.slice(0, Math.max(0, first - 1)));
}

/** `A=1 B=two words` → each with the text before the next name. */
function assignments(text: string): BuildArgument[] {
  return text.split(/\s(?=[A-Za-z_]\w*=)/).flatMap((part) => {
    const [, name, value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(part) ?? [];
    return name === undefined ? [] : [{ name, value: value.replace(/\s+/g, " ").trim() }];
  });
}
