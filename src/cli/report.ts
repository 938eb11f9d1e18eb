import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { StagegateError } from "../host/errors.ts";
import { orStopped } from "../host/signals.ts";
import { FORMATS } from "../report/formats.ts";
import { readReport } from "../report/read.ts";
import { terminal } from "../report/terminal.ts";
import type { Command } from "./arguments.ts";
import { type CliWorld, colorsFor } from "./world.ts";

/**
 * Writes a report.json in another format.
 * @returns 0 whatever the report's verdict is: that was the gate's to tell
 * @throws StagegateError where the file is no report, or cannot be read or written
 */
export async function report(
  { source, format, output }: Extract<Command, { kind: "report" }>,
  world: CliWorld,
): Promise<0> {
  const { cwd, stdin, stdout, signal } = world;
  const [name, reading] =
    source === "-"
      ? ["standard input", text(stdin())]
      : [source, readFile(resolve(cwd, source), "utf8").catch(cannot("read", source, HINT))];
  const read = readReport(await orStopped(reading, signal), name);
  if (output !== null) {
    const written = await FORMATS[format].write(read);
    await writeFile(resolve(cwd, output), written).catch(cannot("written", `--output: ${output}`, null));
  } else if (format === "terminal") {
    stdout.write(terminal(read, await colorsFor(stdout)));
  } else {
    stdout.write(await FORMATS[format].write(read));
  }
  return 0;
}

const HINT = "Write the path of a report.json, or - for standard input";

function cannot(what: "read" | "written", shown: string, hint: string | null) {
  return ({ code }: NodeJS.ErrnoException): never => {
    throw new StagegateError(`${shown} cannot be ${what} (${code})`, hint);
  };
}
