import type { LeftoverKind } from "../../model/report.ts";
import { fetches, fromIn, mayBeStage } from "../../model/written.ts";

/** The leftovers of a line, as far as the advice depends on them. */
export interface Remainder {
  /** Folders or files that the pattern names, without a slash at the end; absolute, quoted for a shell. */
  readonly folders: readonly string[];
  /** The folder that holds all of them, or the one file; absolute, quoted for a shell. */
  readonly path: string;
  /** Names of packages; empty if the pattern has none. */
  readonly packages: readonly string[];
  /** The instruction that left them, on one line, without ONBUILD. */
  readonly text: string;
  /** The later instructions that made layers, in order. */
  readonly later: readonly string[];
}

/** The advice on one kind of leftover, by the line that left it. */
export interface Remedy {
  readonly kind: LeftoverKind;
  /** For a RUN: one or two sentences. */
  readonly inRun: (remainder: Remainder) => string;
  /** A command that leaves only what production needs, as an example for another stage. */
  readonly inStage?: string;
  /** Patterns for .dockerignore that leave it out, for a COPY that takes whole folders of the build context. */
  readonly ignore?: readonly string[];
  /** The other change to make, if those patterns also leave out files that the image needs. */
  readonly afterIgnore?: string;
}

/**
 * The change to make at a line, in full sentences. It follows from that line alone: it names a tool only if the line
 * calls it, a stage only if the line copies from it, and .dockerignore only if the line copies whole folders of the
 * build context.
 * @param text the instruction; empty if it is unknown
 */
export function adviceFor(remedy: Remedy, text: string, remainder: Omit<Remainder, "text">): string {
  if (/^RUN\b/i.test(text)) return remedy.inRun({ ...remainder, text });
  if (!/^(?:COPY|ADD)\b/i.test(text)) return "Delete these files in the instruction that brings them in.";
  const from = fromIn(text);
  if (from !== null) return adviceForStage(remedy, from);
  return fetches(text)
    ? "Do this in another stage, and copy from it only what the image needs."
    : adviceForContext(remedy, text);
}

function adviceForStage({ kind, inStage }: Remedy, from: string): string {
  if (!mayBeStage(from)) return `Copy from \`${from}\` only what the image needs.`;
  switch (kind) {
    case "build-tool":
      return `Copy from stage \`${from}\` only the result of the build.`;
    case "dev-dependency":
      // The stage may need them to build.
      return `Copy only the packages for production from stage \`${from}\`${inStage === undefined ? "" : `, for example after \`${inStage}\` there`}.`;
    default:
      return `Delete these files in stage \`${from}\`, before this line copies them.`;
  }
}

function adviceForContext({ ignore = [], afterIgnore }: Remedy, text: string): string {
  // If .dockerignore left out a file that the line names, the build would fail.
  const isNamed = ignore.some((pattern) => text.includes(pattern.slice(pattern.lastIndexOf("/") + 1)));
  if (ignore.length === 0 || isNamed) return "Name in this line only the files that the image needs.";
  const added = `Add ${listed(ignore.map((pattern) => `\`${pattern}\``))} to .dockerignore`;
  return afterIgnore === undefined ? `${added}.` : `${added}, and ${afterIgnore}.`;
}

/** `End this RUN with …`: then the files that the command deletes get into no layer. */
export function endWith(text: string, command: string): string {
  const shell = isInJson(text) ? "Write this RUN without brackets, and end it" : "End this RUN";
  return `${shell} with \`${command}\`.`;
}

/** Advice to delete the folders, or their contents if packages of the system own the folders. */
export function deleteFolders({ text, folders }: Remainder, below = ""): string {
  return endWith(text, `rm -rf ${folders.map((folder) => `${folder}${below}`).join(" ")}`);
}

/** Advice to delete the folders, or to mount them as caches. */
export function deleteOrMount(remainder: Remainder): string {
  const mounts = mountsFor(remainder);
  if (mounts === null) return deleteFolders(remainder);
  return isInJson(remainder.text)
    ? `Add \`${mounts}\` to this RUN.`
    : `${deleteFolders(remainder).replace(/\.$/, "")}, or add \`${mounts}\` to it.`;
}

/** Options that mount caches in place of the folders; null if a user other than root may write to them. */
export function mountsFor({ folders }: Remainder): string | null {
  return folders.every((folder) => /^\/(?:root|usr)\/[\w./-]+$/.test(folder))
    ? folders.map((folder) => `--mount=type=cache,target=${folder}`).join(" ")
    : null;
}

function isInJson(text: string): boolean {
  return /^RUN\s+(?:--\S+\s+)*\[/i.test(text);
}

/** Whether a line runs a program, also by its path or after other words: `sudo apt-get`, `python -m pip`. */
export function calls(text: string, program: string): boolean {
  return new RegExp(`(?:^|[\\s/;&|("'\`=])(?:${program})(?=$|[\\s;&|)"'\`,])`).test(text);
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.join(", ").replace(/, ([^,]*)$/, " and $1");
}
