import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";

/** The present Node.js, and those that `npm test` fetches. */
const NODES = [...new Set([process.execPath, ...(process.env["STAGEGATE_NODES"]?.split("\n") ?? [])])].map(
  (path) => [execFileSync(path, ["--version"], { encoding: "utf8" }).trim(), path] as const,
);
const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

let folder: string;
/** Paths from the root of the package. */
let files: readonly string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-package-"));
  const packed = npm(resolve("."), "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
  const [{ filename, files: listed }] = JSON.parse(packed) as [
    { filename: string; files: readonly { path: string }[] },
  ];
  files = listed.map(({ path }) => path);
  writeFileSync(join(folder, "package.json"), "{}");
  npm(folder, "install", "--offline", "--no-audit", "--no-fund", `./${filename}`);
  const image = makeImage({ layers: [[{ name: "hello", content: "Hello, world!" }]], user: "65532" });
  writeDirectory(join(folder, "layout"), ociLayout([image]));
});
afterAll(() => rmSync(folder, { recursive: true }));

function npm(cwd: string, ...args: string[]): string {
  const cache = join(folder, "npm-cache");
  return execFileSync("npm", [...args, "--cache", cache], { cwd, encoding: "utf8", timeout: 120_000 });
}

test.each(NODES)("the installed package runs on Node.js %s", (_, node) => {
  const program = join(folder, "node_modules/.bin/stagegate");
  const run = (...args: string[]) =>
    execFileSync(node, [program, ...args], { cwd: folder, encoding: "utf8", timeout: 60_000 });
  expect(run("--version").trim()).toBe(version);
  const image = JSON.parse(run("inspect", "layout", "--json"));
  expect(image).toMatchObject({ size: 13, user: { configured: "65532" } });
});

test("the package has its programs, schemas and pages, with working links", () => {
  const folders = new Set(files.map((path) => path.split("/")[0]));
  expect([...folders].sort()).toMatchSnapshot();
  const links = files
    .filter((path) => path.endsWith(".md"))
    .flatMap((page) =>
      [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = ""]) =>
        join(dirname(page), target),
      ),
    );
  expect(links.length).toBeGreaterThan(0);
  const isPacked = (path: string) =>
    files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`));
  expect([...new Set(links)].filter((path) => !isPacked(path))).toEqual([]);
});

test("report.json has types", () => {
  const module = join(folder, "consumer");
  mkdirSync(module);
  writeFileSync(
    join(module, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: "nodenext", types: [] } }),
  );
  writeFileSync(
    join(module, "read.ts"),
    `import type { Report } from "stagegate";
export const sizes = (report: Report): number[] => report.images.map(({ image }) => image?.size ?? 0);
// @ts-expect-error: a report has no such verdict
export const isGreen = ({ verdict }: Report): boolean => verdict === "green";
`,
  );
  execFileSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", module], {
    encoding: "utf8",
  });
});
