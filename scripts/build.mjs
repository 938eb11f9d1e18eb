// Bundles the entries into dist/, which is committed because an action runs from the repository.
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

/** HTTP is a quarter of each bundle and few runs need it, so the bundles share one file and load it on first use. */
const sharedUndici = {
  name: "shared undici",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^undici$/ }, () => ({ path: "./undici.cjs", external: true })),
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
    // Names stay for readable stack traces.
    minifySyntax: true,
    minifyWhitespace: true,
    define: { STAGEGATE_VERSION: JSON.stringify(version) },
    plugins: [sharedUndici],
  }),
  build({ ...common, entryPoints: { undici: "undici" }, minifySyntax: true, minifyWhitespace: true }),
  // Minified, it has half the size, and almost none of its code is ours. One of its packages needs its own URL.
  build({
    ...common,
    entryPoints: { cache: "src/cache.ts" },
    minify: true,
    define: { "import.meta.url": "importMetaUrl" },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
  }),
]);

// The licences of bundled packages must ship with the bundles. The list of packages is the bill of materials.
const folders = builds
  .flatMap(({ metafile }) => Object.keys(metafile.inputs))
  .flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
const packages = await Promise.all([...new Set(folders)].sort().map(readPackage));
await writeFile("dist/licenses.txt", packages.map(licenceOf).join("\n"));
await writeFile("dist/sbom.cdx.json", `${JSON.stringify(billOfMaterials(packages), null, 2)}\n`);

async function readPackage(folder) {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return { ...manifest, text: file === undefined ? "" : (await readFile(join(folder, file), "utf8")).trim() };
}

function licenceOf({ name, version: own, license, text }) {
  return `${name} ${own} (${license})\n\n${text}\n`;
}

/** CycloneDX: https://cyclonedx.org/docs/1.6/json/. It has no time and no serial number, so the same bundles have the same list. */
function billOfMaterials(bundled) {
  const component = (type, { name, version: own, license }) => ({
    type,
    "bom-ref": `${name}@${own}`,
    name,
    version: own,
    licenses: [{ expression: license }],
    purl: `pkg:npm/${name.replace("@", "%40")}@${own}`,
  });
  const unique = new Map(bundled.map((manifest) => [`${manifest.name}@${manifest.version}`, manifest]));
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: component("application", { name: "stagegate", version, license: "MIT" }) },
    components: [...unique.values()].map((manifest) => component("library", manifest)),
  };
}
