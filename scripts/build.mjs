// Bundles the two entries into dist/, which is committed: an action runs what the repository holds.
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));

await build({
  entryPoints: { cli: "src/cli.ts", action: "src/action.ts" },
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  minifySyntax: true,
  legalComments: "none",
  define: { STAGEGATE_VERSION: JSON.stringify(version) },
  logLevel: "warning",
});
