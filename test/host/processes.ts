import { existsSync, readFileSync } from "node:fs";

/** The process id that a started script writes to a file. */
export async function pidIn(file: string): Promise<number> {
  await until(() => existsSync(file) && readFileSync(file, "utf8") !== "");
  return Number(readFileSync(file, "utf8"));
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits for something; a test that waits too long fails. */
export async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries === 500) throw new Error("waited for 10 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
