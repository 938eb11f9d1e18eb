import { shownPath } from "../host/working-folder.ts";
import type { Report } from "../model/report.ts";
import { FORMATS, type FormatName } from "../report/formats.ts";
import { type TerminalStyle, terminal } from "../report/terminal.ts";
import { type CliWorld, colorsFor, USUAL_COLUMNS } from "./world.ts";

/**
 * A report as standard output shows it: the text for a terminal has the colors and the width that the output has.
 * @param folder of the report's files, absolute or from the working folder; null if nobody knows it
 */
export async function formatted(
  report: Report,
  format: FormatName,
  world: Shown,
  folder: string | null,
): Promise<string> {
  return format === "terminal"
    ? terminal(report, await styleFor(world, folder))
    : FORMATS[format].write(report);
}

type Shown = Pick<CliWorld, "stdout" | "cwd">;

async function styleFor({ stdout, cwd }: Shown, folder: string | null): Promise<TerminalStyle> {
  // Some pseudo-terminals say that they have no columns.
  const columns = stdout.isTTY === true ? stdout.columns || USUAL_COLUMNS : null;
  return {
    colors: await colorsFor(stdout),
    columns,
    folder: folder === null ? null : shownPath(folder, cwd),
  };
}
