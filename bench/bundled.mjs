// Parts of the source that are measured by themselves.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/**
 * @param {string} path of a module in src
 * @param {string} folder for the bundle
 * @returns what it exports
 */
export async function importSource(path, folder) {
  const outfile = join(folder, `${path.replaceAll("/", "-")}.mjs`);
  await build({
    entryPoints: [path],
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
    outfile,
  });
  return import(pathToFileURL(resolve(outfile)).href);
}
