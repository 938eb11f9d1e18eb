import type { Report } from "../model/report.ts";
import { FORMATS, type FormatName } from "../report/formats.ts";
import { type TerminalStyle, terminal } from "../report/terminal.ts";
import { colorsFor, type Output } from "./world.ts";

/**
 * A report as an output shows it: the text for a terminal has the colors and the width that the output has.
 * @param folder of the report's files, absolute or from the working folder; null if nobody knows it
 */
export async function formatted(
  report: Report,
  format: FormatName,
  output: Output,
  folder: string | null,
): Promise<string> {
  return format === "terminal"
    ? terminal(report, await styleFor(output, folder))
    : FORMATS[format].write(report);
}

/** Characters of a line of a terminal that does not know how many it has. */
const USUAL_COLUMNS = 80;

async function styleFor(output: Output, folder: string | null): Promise<TerminalStyle> {
  // Some pseudo-terminals say that they have no columns.
  const columns = output.isTTY === true ? output.columns || USUAL_COLUMNS : null;
  return { colors: await colorsFor(output), columns, folder };
}
