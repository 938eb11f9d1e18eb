import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectThat } from "./target.ts";

/** Runs `work` with an empty folder, in which only `work` itself may write. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-fuzz-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws a Finding if a folder has any other names. */
export function expectOnly(folder: string, names: readonly string[]): void {
  const others = readdirSync(folder).filter((name) => !names.includes(name));
  expectThat(others.length === 0, () => `files were written: ${others.join(", ")}`);
}
