import { keywordOf, withoutMark } from "../docker/created-by.ts";
import type { Instruction } from "../dockerfile/instructions.ts";
import { jsonWords, quotedWords } from "../dockerfile/words.ts";

/**
 * Whether an instruction can have made an entry of an image's history. It compares the keyword and everything else that
 * a builder records: BuildKit, the legacy builder and buildah. A variable matches any text, because builders expand
 * variables in all instructions except RUN, CMD and ENTRYPOINT.
 */
export function canHaveMade(instruction: Instruction, createdBy: string): boolean {
  const { keyword } = instruction;
  if (keywordOf(createdBy) !== keyword) return false;
  const text = withoutMark(createdBy);
  const [, legacy = null] = /#\(nop\)\s+(.*)$/s.exec(text) ?? [];
  if (keyword === "RUN") return fitsRun(instruction, oneLine(text));
  const written = (legacy ?? text).slice(keyword.length).trim();
  switch (keyword) {
    case "COPY":
    case "ADD":
      return fitsCopy(instruction, written, legacy !== null);
    case "WORKDIR":
      return fitsFolder(instruction.rest, written);
    case "ARG":
      return fitsNames(instruction.variables, written);
    case "EXPOSE":
      return fitsPorts(instruction.rest, written);
    case "HEALTHCHECK":
      return fitsText(`${ANY}${plainWords(instruction.rest.replace(/^CMD\b\s*/i, ""))}${ANY}`, written);
    case "CMD":
    case "ENTRYPOINT": {
      const isShell = jsonWords(instruction.rest) === null;
      return fitsText(`${isShell ? ANY : ""}${plainWords(instruction.rest)}`, written);
    }
    default:
      return fitsText(plainWords(instruction.rest), written);
  }
}

/** A variable, which matches any text. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile
const ANY = "${}";

/** The words of a JSON list as Go would quote them; any other text as it is. */
function plainWords(text: string): string {
  return (
    jsonWords(text)
      ?.map((word) => JSON.stringify(word))
      .join(" ") ?? text
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/**
 * The whole command must match. Before it, there may be build arguments, a shell with its flag, and buildah's flags.
 */
function fitsRun({ rest, list, text }: Instruction, written: string): boolean {
  const [, , script = null] = /<<-?["']?([\w.-]+)["']?\s(.*)\s\1$/s.exec(text) ?? [];
  if (script !== null && (written.includes("/dev/pipes/") || written.includes(oneLine(script)))) return true;
  return [rest, ...(list === null ? [] : [list.join(" ")])].some((command) => {
    const wanted = oneLine(command);
    if (!written.endsWith(wanted)) return false;
    const before = written
      .slice(0, written.length - wanted.length)
      .replace(/(?:^|\s)--\S+\s(?:--\S+\s)*$/, "");
    return (
      /^(?:RUN)?\s*$/.test(before) ||
      /\s(?:-[\w-]*c|\/C|-Command)\s*$/i.test(before) ||
      (list !== null && /^(?:RUN )?\|\d+ .*\s$/.test(before))
    );
  });
}

/** BuildKit writes sources and destination; other builders write a hash in place of the sources. */
function fitsCopy({ rest, list }: Instruction, written: string, isLegacy: boolean): boolean {
  const words = list ?? quotedWords(rest, "\\");
  const destination = words.at(-1) ?? "";
  if (isLegacy) {
    const at = written.lastIndexOf(" in ");
    return at >= 0 && fitsFolder(destination, written.slice(at + " in ".length));
  }
  const shown = written.replace(/^(?:--\S+\s+)+/, "");
  // A builder leaves passwords out of addresses.
  const isAddress = words.slice(0, -1).some((word) => /:\/\/|@/.test(word));
  return fitsText(isAddress ? `${ANY}${destination}` : words.join(" ").replaceAll("<<-", "<<"), shown);
}

/** A builder may write a relative path as an absolute one. */
function fitsFolder(path: string, written: string): boolean {
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(path.replace(/^\.\/(?=.)/, ""))) return true;
  const [wanted, said] = [path.replace(/^\.\//, ""), written].map((one) =>
    one.trim().replace(/(?<=.)\/["']?$/, ""),
  );
  const isWhole = /^["']?(?:\/|\$|[A-Za-z]:)/.test(wanted ?? "");
  return fitsText(wanted ?? "", said ?? "") || (!isWhole && fitsText(`${ANY}/${wanted}`, said ?? ""));
}

/** Only the names of variables are compared, because their values come from the build. */
function fitsNames(names: readonly string[], written: string): boolean {
  const shown = new Set(written.split(/\s+/).map((word) => word.replace(/=.*$/s, "")));
  return names.every((name) => shown.has(name));
}

/** Builders sort ports, and add their protocol. */
function fitsPorts(ports: string, written: string): boolean {
  const shown = new Set(written.match(/\d+/g));
  return [...ports.matchAll(/(?:^|\s)["']?(\d+)/g)].every(([, port = ""]) => shown.has(port));
}

/** Whether a text equals another text with values in place of its variables, without regard to quotes and blanks. */
function fitsText(wanted: string, written: string): boolean {
  const [first = "", ...others] = literalParts(wanted).map(bare);
  const said = bare(written);
  const last = others.pop();
  if (last === undefined) return said === first;
  if (!said.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = said.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return said.length - last.length >= at && said.endsWith(last);
}

function bare(text: string): string {
  return text.replace(/["'`\\\s,=[\]]/g, "");
}

/** The parts of a text between its variables. */
function literalParts(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", start)) {
    parts.push(text.slice(start, at));
    start = variableEnd(text, at + 1);
  }
  return [...parts, text.slice(start)];
}

/**
 * The end of the variable after a dollar sign; the end of the text if a brace is not closed. @param start after the
 * dollar
 */
function variableEnd(text: string, start: number): number {
  if (text[start] !== "{") {
    const name = /\w*/y;
    name.lastIndex = start;
    return start + (name.exec(text)?.[0].length ?? 0);
  }
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
