import type { Add, Copy } from "dockerfile-ast";
import { oneLine } from "./instructions.ts";

/**
 * The sources of a COPY or ADD as they are written, files that stand in the Dockerfile itself left out.
 * @param rows the Dockerfile's lines
 */
export function copiedPaths(copy: Copy | Add, rows: readonly string[]): readonly string[] {
  const { start, end } = copy.getRange();
  const args = copy.getArguments();
  const json = jsonPaths(oneLine(rows, [start.line + 1, end.line + 1]));
  const heredoc = args.find((arg) => arg.getValue().startsWith("<<"));
  const last = heredoc?.getRange().start.line ?? Number.POSITIVE_INFINITY;
  // What follows the line of a heredoc's name is its text.
  const words = args.filter((arg) => arg.getRange().start.line <= last).map((arg) => arg.getValue());
  return (json ?? words).slice(0, -1).filter((path) => !path.startsWith("<<"));
}

/**
 * `COPY --chown=app ["a b", "/to"]`; null for the other form. dockerfile-ast drops blanks within the texts.
 */
function jsonPaths(line: string): readonly string[] | null {
  const list = /^\w+(?: --\S+)* (\[.*\])$/.exec(line)?.[1];
  try {
    const parsed: unknown = JSON.parse(list ?? "null");
    return Array.isArray(parsed) ? parsed.map(String) : null;
  } catch {
    return null; // As BuildKit does, an invalid list is read as words.
  }
}
