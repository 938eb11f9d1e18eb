// npm run bench [-- SECTION…]: measures all, or only what is named, and writes bench/RESULTS.md.
// npm run bench -- --render: writes it again from what was measured.
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openEngines } from "./engines.mjs";
import { contextSizes, SCALE } from "./images.mjs";
import { describeMachine } from "./machine.mjs";
import { fetchPeers } from "./peers.mjs";
import { renderResults } from "./render.mjs";
import { OUT, readResults, writeResults } from "./results.mjs";
import { SECTIONS } from "./sections.mjs";
import { openWorld } from "./world.mjs";

const BYTES_NEEDED = 20e9 * SCALE;

process.chdir(resolve(import.meta.dirname, ".."));
const args = process.argv.slice(2);
const unknown = args.filter((arg) => arg !== "--render" && !SECTIONS.includes(arg));
if (unknown.length > 0) {
  console.error(`There is no section ${unknown.join(", ")}. Name some of: ${SECTIONS.join(" ")}`);
  process.exit(2);
}
if (!args.includes("--render")) await measureAll(args.length === 0 ? SECTIONS : args);
renderResults(readResults());
console.error(`\n${OUT}/RESULTS.md`);

async function measureAll(names) {
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize < BYTES_NEEDED) {
    const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(0)} GB`;
    console.error(
      `The benchmark writes up to ${gigabytes(BYTES_NEEDED)} below ${tmpdir()}, where ${gigabytes(bavail * bsize)} are free. Make room, or name another folder by TMPDIR.`,
    );
    process.exit(2);
  }
  // The command that runs is stopped by the same key, and what it leaves is then removed below.
  process.on("SIGINT", () => {});
  const peers = fetchPeers();
  const folder = mkdtempSync(join(tmpdir(), "stagegate-bench-"));
  const { engines, close } = openEngines();
  try {
    const world = openWorld({ folder, engines, peers });
    writeResults({ machine: describeMachine(engines, peers) });
    for (const name of names) {
      const started = performance.now();
      console.error(`\n── ${name}`);
      const { title, text, measure } = await import(`./sections/${name}.mjs`);
      writeResults({ sections: { [name]: { title, text, ...(await measure(world)) } } });
      console.error(`── ${name}: ${((performance.now() - started) / 60_000).toFixed(1)} min`);
    }
  } finally {
    const contexts = contextSizes(folder);
    rmSync(folder, { recursive: true, force: true });
    close(contexts);
  }
}
