import { formatSize } from "./size.ts";

/** `Dockerfile:14` or `Dockerfile:14-16`. */
export function placeWords({
  file,
  lines: [first, last],
}: {
  readonly file: string;
  readonly lines: readonly [number, number];
}): string {
  return first === last ? `${file}:${first}` : `${file}:${first}-${last}`;
}

/** An instruction, shortened if it is long. */
export function shorten(instruction: string, longest = 120): string {
  return instruction.length <= longest ? instruction : `${instruction.slice(0, longest - 1)}…`;
}

/** `345.2 MB in 12,345 files`. @param of text after the size: `345.2 MB of it in …` */
export function amountWords({ size, files }: { size: number; files: number }, of = ""): string {
  return `${formatSize(size)}${of} in ${plural(files, "file")}`;
}

/** `0.4 s`, `24.1 s`, `3 min 5 s`. */
export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 100
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** `1 layer`, `2 layers`, `2,140 files`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * A message for a sentence that has already named its subject: `old.tar: is not an archive` → `is not an archive`,
 * `old.tar holds 2 images` → `it holds 2 images`. Any other message stays.
 * @param names of the subject
 */
export function withoutSubject(message: string, names: readonly string[]): string {
  const name = names.find((each) => message.startsWith(`${each}: `) || message.startsWith(`${each} `));
  if (name === undefined) return message;
  const rest = message.slice(name.length);
  return rest.startsWith(": ") ? rest.slice(2) : `it${rest}`.replace(/^it cannot be read: /, "");
}
