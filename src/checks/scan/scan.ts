import { isDeepStrictEqual, stripVTControlCharacters } from "node:util";
import * as v from "valibot";
import type { Exec, ExecResult } from "../../host/exec.ts";
import type { ImageSource } from "../../image/source.ts";
import type { ScanReport } from "../../model/report.ts";
import { grype } from "./grype.ts";
import type { Scanner, ScanResult } from "./scanner.ts";
import { summarize } from "./summarize.ts";
import { trivy } from "./trivy.ts";

/** In the order in which stagegate looks for them. */
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
 * Scans an image with trivy, or with grype if trivy is not on the PATH. The scanner's own configuration counts: the
 * result does not contain what it ignores.
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
  // The scanner would find no known system, and so no vulnerabilities.
  if (isOfWindows) return { problem: `${scanner.name} cannot scan a Windows image` };
  const env = source.kind === "engine" ? await engineEnv(exec) : {};
  const problems: string[] = [];
  for (const args of scanner.scanArgs(source, platform)) {
    const ended = await exec(scanner.name, args, { env });
    // The exit code does not count: a scanner may be configured to fail if it finds something.
    const result = read(scanner.report, ended.stdout);
    const problem = result === null ? problemOf(scanner.name, ended) : doubt(scanner.name, result, diffIds);
    if (result !== null && problem === null) return summarize(result.vulnerabilities);
    if (problem !== null) problems.push(problem);
  }
  return { problem: problems.join("; ") };
}

/**
 * The address of the engine for the scanner. Neither scanner uses the current context of docker, which may differ from
 * the default. `docker context inspect` prints DOCKER_HOST if that is set.
 */
async function engineEnv(exec: Exec): Promise<Readonly<Record<string, string>>> {
  const format = "{{.Endpoints.docker.Host}}";
  const { code, stdout } = await exec("docker", ["context", "inspect", "--format", format]);
  const host = stdout.trim();
  return code === 0 && host !== "" ? { DOCKER_HOST: host } : {};
}

/**
 * Why a report does not prove anything about the image; null if it does. A report without findings must name the image,
 * or an empty answer would count as a clean image.
 */
function doubt(name: string, { diffIds, unscanned }: ScanResult, measured: readonly string[]): string | null {
  if (diffIds.length === 0 && measured.length > 0) return `${name} does not say which image it scanned`;
  // In an OCI layout with several platforms, trivy takes the first one, whatever platform it should scan.
  if (!isDeepStrictEqual(diffIds, measured))
    return `${name} scanned a different image from the one that was measured, perhaps for another platform`;
  return unscanned === null
    ? null
    : `${name} found ${unscanned} in the image, but did not check its packages: it may not support that system, or its configuration leaves packages out`;
}

/** `[0000] ERROR ` of grype, `2026-11-21T13:01:35Z FATAL Fatal error ` of trivy, and bullets of its lists. */
const LOG_PREFIX = /^\s*(?:\* |\S+\s+(?:ERROR|FATAL)\s+(?:Fatal error\s+)?)/;

function problemOf(name: string, { code, stdout, stderr }: ExecResult): string {
  // grype colors its errors even without a terminal.
  const lines = stripVTControlCharacters(stderr).trim().split("\n");
  const complaint = lines.at(-1)?.replace(LOG_PREFIX, "") ?? "";
  const what =
    code === 0 && stdout !== "" ? `${name} printed no valid report` : `${name} failed with exit code ${code}`;
  return complaint === "" ? what : `${what}: ${complaint}`;
}

/** Null if the text is not JSON of this shape. */
function read<T>(shape: v.GenericSchema<unknown, T>, text: string): T | null {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), shape), text);
  return success ? output : null;
}
