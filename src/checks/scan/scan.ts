import { isDeepStrictEqual, stripVTControlCharacters } from "node:util";
import * as v from "valibot";
import type { Exec, ExecResult } from "../../host/exec.ts";
import type { ImageSource } from "../../image/source.ts";
import type { ScanReport } from "../../model/report.ts";
import { grype } from "./grype.ts";
import type { Scanner, ScanResult } from "./scanner.ts";
import { summarize } from "./summarize.ts";
import { trivy } from "./trivy.ts";

/** In the order in which they are looked for. */
const SCANNERS: readonly Scanner[] = [trivy, grype];

/** The image to scan, as it was measured. */
export interface ScannedImage {
  readonly source: ImageSource;
  /** The platform that the settings name. */
  readonly platform: string | null;
  /** Digests of its uncompressed layers, base image first. */
  readonly diffIds: readonly string[];
  readonly isOfWindows: boolean;
}

/**
 * Has an image scanned by trivy, or else by grype, whichever is on the PATH. The scanner's own
 * configuration counts: what it ignores is not in the result.
 */
export async function scanImage(image: ScannedImage, exec: Exec): Promise<ScanReport> {
  for (const scanner of SCANNERS) {
    const answer = await exec(scanner.name, scanner.versionArgs);
    if (answer.code === 127) continue;
    const version = read(scanner.version, answer.stdout);
    return { ...NO_RESULT, scanner: scanner.name, version, ...(await scan(image, scanner, exec)) };
  }
  const names = SCANNERS.map(({ name }) => name).join(" nor ");
  return { ...NO_RESULT, scanner: null, version: null, problem: `neither ${names} is on the PATH` };
}

const NO_RESULT = { problem: null, counts: null, worst: [] };

type Result = Partial<Pick<ScanReport, "problem" | "counts" | "worst">>;

async function scan(
  { source, platform, diffIds, isOfWindows }: ScannedImage,
  scanner: Scanner,
  exec: Exec,
): Promise<Result> {
  // It would find no system, and so nothing against it.
  if (isOfWindows) return { problem: `${scanner.name} does not know what is wrong with a Windows system` };
  const env = source.kind === "engine" ? await engineEnv(exec) : {};
  const problems: string[] = [];
  for (const args of scanner.scanArgs(source, platform)) {
    const ended = await exec(scanner.name, args, { env });
    // The exit code says nothing: by its configuration, a scanner may fail for what it finds.
    const scanned = read(scanner.report, ended.stdout);
    const problem = scanned === null ? problemOf(scanner.name, ended) : doubt(scanner.name, scanned, diffIds);
    if (scanned !== null && problem === null) return summarize(scanned.found);
    if (problem !== null) problems.push(problem);
  }
  return { problem: problems.join("; ") };
}

/**
 * Where the engine is: neither scanner looks at the current context of docker, which may name another than
 * DOCKER_HOST or the default; `docker context inspect` gives DOCKER_HOST where that is set.
 */
async function engineEnv(exec: Exec): Promise<Readonly<Record<string, string>>> {
  const format = "{{.Endpoints.docker.Host}}";
  const { code, stdout } = await exec("docker", ["context", "inspect", "--format", format]);
  const host = stdout.trim();
  return code === 0 && host !== "" ? { DOCKER_HOST: host } : {};
}

/**
 * Why a report proves nothing about the image; null if it does. A report without findings must say what it is of:
 * else an empty answer would pass for a clean image.
 */
function doubt(name: string, { diffIds, unscanned }: ScanResult, measured: readonly string[]): string | null {
  if (diffIds.length === 0 && measured.length > 0) return `${name} does not say which image it scanned`;
  // Of an OCI layout with several platforms, trivy takes the first, whatever it is asked for.
  if (!isDeepStrictEqual(diffIds, measured))
    return `${name} scanned another image than the one that was measured, perhaps that of another platform`;
  return unscanned === null
    ? null
    : `${name} found ${unscanned} in the image, but did not look at its packages: it may not support that system, or its configuration leaves packages out`;
}

/** `[0000] ERROR ` of grype, `2026-11-21T13:01:35Z FATAL Fatal error ` of trivy, and bullets of its lists. */
const LOG_PREFIX = /^\s*(?:\* |\S+\s+(?:ERROR|FATAL)\s+(?:Fatal error\s+)?)/;

function problemOf(name: string, { code, stdout, stderr }: ExecResult): string {
  // grype colours its errors also where nobody sees it.
  const lines = stripVTControlCharacters(stderr).trim().split("\n");
  const complaint = lines.at(-1)?.replace(LOG_PREFIX, "") ?? "";
  const what =
    code === 0 && stdout !== ""
      ? `${name} gave no report that can be read`
      : `${name} failed with exit code ${code}`;
  return complaint === "" ? what : `${what}: ${complaint}`;
}

/** Null for what is no JSON, or JSON of another shape. */
function read<T>(shape: v.GenericSchema<unknown, T>, text: string): T | null {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), shape), text);
  return success ? output : null;
}
