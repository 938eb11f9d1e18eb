import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectThat } from "./target.ts";

/** Does something with an empty folder, in which nothing may be written but by `work` itself. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-fuzz-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws a Finding where a folder holds anything but these names. */
export function expectOnly(folder: string, names: readonly string[]): void {
  const others = readdirSync(folder).filter((name) => !names.includes(name));
  expectThat(others.length === 0, () => `files were written: ${others.join(", ")}`);
}
