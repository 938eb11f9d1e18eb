import type { Report } from "../model/report.ts";
import { FORMATS, type FormatName } from "../report/formats.ts";
import { terminal } from "../report/terminal.ts";
import { colorsFor, type Output } from "./world.ts";

/** A report as an output shows it: the text for a terminal has the colors that the output has. */
export async function formatted(report: Report, format: FormatName, output: Output): Promise<string> {
  return format === "terminal" ? terminal(report, await colorsFor(output)) : FORMATS[format].write(report);
}
