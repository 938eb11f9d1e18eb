import { createReadStream, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { adviceFor, codeOf, reasonOf, StagegateError } from "../host/errors.ts";
import { writeWholeFile } from "../host/files.ts";
import { leavesRepository } from "../host/links.ts";
import { orStopped } from "../host/signals.ts";
import type { Report } from "../model/report.ts";
import { FORMATS } from "../report/formats.ts";
import { LARGEST_REPORT, readReport } from "../report/read.ts";
import type { Command } from "./arguments.ts";
import { formatted } from "./formatted.ts";
import type { CliWorld } from "./world.ts";

/**
 * Writes a report.json in another format.
 * @returns 0 whatever the report's verdict is: that was the gate's to tell
 * @throws StagegateError where the file is no report, or cannot be read or written
 */
export async function report(
  { source, format, output }: Extract<Command, { kind: "report" }>,
  world: CliWorld,
): Promise<0> {
  const { cwd, stdout } = world;
  if (output !== null && leavesRepository(resolve(cwd, output)))
    throw new StagegateError(
      `--output: ${output} leads out of the repository through a symbolic link`,
      "A pull request can commit such a link. Remove the link, or name the file that it leads to.",
    );
  const read = await readReportAt(source, world);
  if (output !== null) {
    const written = await FORMATS[format].write(read);
    await writeWholeFile(resolve(cwd, output), written).catch(cannot("written", `--output: ${output}`, null));
  } else {
    const folder = source === "-" ? null : dirname(fileOf(source, cwd));
    stdout.write(await formatted(read, format, world, folder));
  }
  return 0;
}

/**
 * Reads a report.json, also of the folder that has it; "-" is standard input.
 * @throws StagegateError if it is no report, or cannot be read
 */
export async function readReportAt(
  source: string,
  { cwd, stdin, signal }: Pick<CliWorld, "cwd" | "stdin" | "signal">,
): Promise<Report> {
  const file = fileOf(source, cwd);
  const path = resolve(cwd, file);
  // To open a pipe that nobody writes to takes for ever, and no signal ends it; a shell's own is written to.
  if (
    source !== "-" &&
    !path.startsWith("/dev/fd/") &&
    statSync(path, { throwIfNoEntry: false })?.isFIFO() === true
  )
    throw new StagegateError(`${source} is a pipe, not a file`, HINT);
  const [name, input] = source === "-" ? ["standard input", stdin()] : [file, createReadStream(path)];
  return readReport(await orStopped(readAll(input, name), signal), name);
}

/** The path of the file that a path of a folder stands for: `reports` → `reports/report.json`. */
function fileOf(source: string, cwd: string): string {
  const isFolder = statSync(resolve(cwd, source), { throwIfNoEntry: false })?.isDirectory() === true;
  return source !== "-" && isFolder ? join(source, "report.json") : source;
}

const HINT = "Write the path of a report.json, or - for standard input";

/** All that an input holds. @throws StagegateError if that is no report, by its size, or cannot be read */
async function readAll(input: AsyncIterable<Uint8Array | string>, name: string): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of input) {
      pieces.push(Buffer.from(piece));
      size += piece.length;
      if (size > LARGEST_REPORT * 1_000_000) break;
    }
  } catch (error) {
    cannot("read", name, HINT)(error);
  }
  if (size > LARGEST_REPORT * 1_000_000)
    throw new StagegateError(`${name} is no report: it is larger than ${LARGEST_REPORT} MB`, HINT);
  return Buffer.concat(pieces).toString();
}

function cannot(what: "read" | "written", shown: string, hint: string | null) {
  return (error: unknown): never => {
    const code = codeOf(error);
    throw new StagegateError(`${shown} cannot be ${what}: ${reasonOf(code)}`, hint ?? adviceFor(code));
  };
}
