import type { SmokeProcess } from "../../model/report.ts";
import { excerpt } from "./words.ts";

/**
 * Reads the output of `docker top CONTAINER -eo uid,pid,args`: a line of titles, then a line for each process.
 * @see https://docs.docker.com/reference/cli/docker/container/top/
 */
export function readProcesses(text: string): SmokeProcess[] {
  return text.split("\n").flatMap((line) => {
    const [, uid, command = ""] = /^(\d{1,10})\s+\d+\s+(\S.*)$/.exec(line.trim()) ?? [];
    return uid === undefined ? [] : [{ uid: Number(uid), command }];
  });
}

/** `runs nginx as root`: the processes that run as root; null if none does. */
export function rootWords(processes: readonly SmokeProcess[]): string | null {
  const roots = processes.filter(({ uid }) => uid === 0).map(({ command }) => excerpt(command, 80));
  if (roots.length === 0) return null;
  const [some, more] = [[...new Set(roots)].slice(0, SHOWN), new Set(roots).size - SHOWN];
  return `runs ${some.join(", ")}${more > 0 ? ` and ${more} more` : ""} as root`;
}

/** Number of processes that a message names. */
const SHOWN = 3;
