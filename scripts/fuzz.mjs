// Bundles the fuzzer and runs it with the arguments. With --bundle alone, prints the path of the bundle.
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
  loader: { ".css": "text", ".client.js": "text", ".yml": "text" },
  sourcemap: "inline",
  logLevel: "warning",
});
const args = process.argv.slice(2);
if (args.join(" ") === "--bundle") console.log(outfile);
else {
  const node = ["--no-warnings", "--enable-source-maps", outfile];
  const { status } = spawnSync(process.execPath, [...node, ...args], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
