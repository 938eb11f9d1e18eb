import { readFileSync, readlinkSync } from "node:fs";
import { lstat, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { traceError } from "./diagnostics.ts";
import { adviceFor, codeOf, reasonOf, StagegateError } from "./errors.ts";
import { readTextFile } from "./files.ts";

/** What a run creates outside of its folder, for the clean-up. */
export interface RunTraces {
  /** Unique to the run, and part of the names of its containers and images. */
  readonly runId: string;
  /** Absolute folder that it works in. */
  readonly cwd: string;
  /** The variables that choose its engine. */
  readonly engine: string;
}

/** A folder that a killed run has left, and its other possible remains. */
export interface StaleRun {
  /** Absolute. */
  readonly folder: string;
  /** Null if the run creates nothing elsewhere. */
  readonly traces: RunTraces | null;
}

/** Identifies a process, also among later ones with the same number. */
const processShape = v.object({
  host: v.string(),
  /** The machine's start and the process since then; null if the system does not report them. */
  boot: v.nullable(v.string()),
  started: v.nullable(v.string()),
  /** Process numbers are valid only in this namespace. */
  namespace: v.nullable(v.string()),
  pid: v.number(),
});

const ownerShape = v.object({
  process: processShape,
  traces: v.nullable(
    v.object({ runId: v.pipe(v.string(), v.regex(/^[0-9a-z]+$/)), cwd: v.string(), engine: v.string() }),
  ),
});

type Process = v.InferOutput<typeof processShape>;

/** File in a run's folder that names its process. */
const OWNER = "owner.json";

/**
 * Creates a folder that is private to a run, in the system's temporary folder. The run removes it; after a kill,
 * `removeStaleFolders` does so.
 * @param traces null if the run creates nothing elsewhere
 * @returns absolute, without links, as git names it
 * @throws StagegateError if the temporary folder cannot be used
 */
export async function makeRunFolder(traces: RunTraces | null): Promise<string> {
  let folder: string | null = null;
  try {
    folder = await realpath(await mkdtemp(join(tmpdir(), "stagegate-")));
    await writeFile(join(folder, OWNER), JSON.stringify({ process: thisProcess(), traces }));
    return folder;
  } catch (error) {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
    const code = codeOf(error);
    throw new StagegateError(
      `no temporary folder can be made in ${tmpdir()}: ${reasonOf(code)}`,
      code === "ENOSPC" ? adviceFor(code) : "Set TMPDIR to a folder that can be written to.",
      { cause: error },
    );
  }
}

/**
 * The folders that killed runs of this user have left in the system's temporary folder: only those whose process
 * has certainly ended. Folders of other containers or machines are left out, because their processes are not
 * visible here. Never throws.
 */
export async function findStaleRuns(): Promise<StaleRun[]> {
  // Without links, as git names it.
  const temporary = await realpath(tmpdir()).catch(() => tmpdir());
  const left: StaleRun[] = [];
  const names = await readdir(temporary).catch(() => []);
  for (const name of names.filter((each) => /^stagegate-[A-Za-z0-9]{6}$/.test(each))) {
    const folder = join(temporary, name);
    try {
      const found = await lstat(folder);
      if (!found.isDirectory() || found.uid !== process.getuid?.()) continue;
      const owner = await ownerOf(folder);
      if (owner === null || !hasEnded(owner.process)) continue;
      left.push({ folder, traces: owner.traces });
    } catch (error) {
      traceError(`${folder} may be of a killed run`, error);
    }
  }
  return left;
}

/** Null for a folder without this file, such as one that is being created or removed. */
async function ownerOf(folder: string): Promise<v.InferOutput<typeof ownerShape> | null> {
  const file = await readTextFile(join(folder, OWNER));
  const { success, output } = v.safeParse(
    v.pipe(v.string(), v.parseJson(), ownerShape),
    file.kind === "text" ? file.text : "",
  );
  return success ? output : null;
}

/** Whether a process has certainly ended; false if that is not visible here. */
function hasEnded({ host, boot, namespace, pid, started }: Process): boolean {
  const here = thisProcess();
  if (host !== here.host) return false;
  if (boot !== here.boot) return boot !== null && here.boot !== null;
  return namespace === here.namespace && (!isThere(pid) || startOf(pid) !== started);
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

function thisProcess(): Process {
  return {
    host: hostname(),
    boot: contentOf("/proc/sys/kernel/random/boot_id"),
    started: startOf(process.pid),
    namespace: namespaceOf(),
    pid: process.pid,
  };
}

/** When a process started, in the kernel's ticks since the machine did: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startOf(pid: number): string | null {
  // The name in parentheses may contain any character, also a parenthesis.
  return contentOf(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ")[19] ?? null;
}

function namespaceOf(): string | null {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return null;
  }
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return null;
  }
}
