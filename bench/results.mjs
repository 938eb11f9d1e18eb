// What was measured, kept in bench/results.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SCALE } from "./images.mjs";

/** The folder that all is written to: what a try with smaller images gives must not pass for the real. */
export const OUT = SCALE === 1 ? import.meta.dirname : join(tmpdir(), "stagegate-bench-try");
const PATH = join(OUT, "results.json");

/** @returns `{machine, sections}`, the sections by their names in the order they were first measured */
export function readResults() {
  return existsSync(PATH) ? JSON.parse(readFileSync(PATH, "utf8")) : { machine: {}, sections: {} };
}

/** Replaces what is given and leaves the other sections as they were. */
export function writeResults({ machine, sections = {} }) {
  const old = readResults();
  const all = { machine: machine ?? old.machine, sections: { ...old.sections, ...sections } };
  mkdirSync(OUT, { recursive: true });
  writeFileSync(PATH, `${JSON.stringify(all, null, 1)}\n`);
}
