// Bundles the fuzzer and runs it with the arguments given.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";

const outfile = "node_modules/.cache/fuzz.mjs";
await build({
  entryPoints: ["test/fuzz/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  packages: "external",
  format: "esm",
  target: "node20",
  loader: { ".css": "text", ".client.js": "text" },
  sourcemap: "inline",
  logLevel: "warning",
});
const { status } = spawnSync(
  process.execPath,
  ["--no-warnings", "--enable-source-maps", outfile, ...process.argv.slice(2)],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
