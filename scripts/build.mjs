// Bundles the entries into dist/, which is committed: an action runs what the repository holds.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

const { version } = JSON.parse(await readFile("package.json", "utf8"));

const common = {
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  loader: { ".css": "text", ".client.js": "text", ".yml": "text" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};
const builds = await Promise.all([
  build({
    ...common,
    entryPoints: {
      cli: "src/cli.ts",
      action: "src/action.ts",
      merge: "src/merge.ts",
      comment: "src/comment.ts",
      layers: "src/layers.ts",
      init: "src/init.ts",
    },
    // Names stay, for the sake of stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    define: { STAGEGATE_VERSION: JSON.stringify(version) },
  }),
  // Minified it is half the size, and almost no line of it is ours. One of its packages finds itself by its URL.
  build({
    ...common,
    entryPoints: { cache: "src/cache.ts" },
    minify: true,
    define: { "import.meta.url": "importMetaUrl" },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  }),
]);

// The licences of what is bundled want to be passed on with it.
const folders = builds
  .flatMap(({ metafile }) => Object.keys(metafile.inputs))
  .flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
const licences = await Promise.all([...new Set(folders)].sort().map(licenceOf));
await writeFile("dist/licenses.txt", licences.join("\n"));

async function licenceOf(folder) {
  const { name, version: own, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : (await readFile(join(folder, file), "utf8")).trim();
  return `${name} ${own} (${license})\n\n${text}\n`;
}
