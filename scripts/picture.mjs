// Draws the README's pictures with the Chromium that the tests use:
//   node scripts/picture.mjs report.md docs/comment.png [HEIGHT]     the comment
//   node scripts/picture.mjs report.html docs/report.png [HEIGHT]    the top of the HTML report
// GitHub's own style is not to be had offline; the comment's is near it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { marked } from "marked";

const [report, picture, height = "900"] = process.argv.slice(2);
const chromium = execFileSync(join(import.meta.dirname, "chromium"), { encoding: "utf8" }).trim();
const folder = mkdtempSync(join(tmpdir(), "stagegate-picture-"));
try {
  const [page, width] = report.endsWith(".html")
    ? [resolve(report), 1240]
    : [await commentPage(report), 1030];
  execFileSync(
    chromium,
    [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--hide-scrollbars",
      `--user-data-dir=${folder}/profile`,
      `--window-size=${width},${height}`,
      `--screenshot=${resolve(picture)}`,
      pathToFileURL(page).href,
    ],
    { stdio: "ignore" },
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function commentPage(path) {
  const style = `
  body { margin: 24px; width: 980px; font: 14px/1.5 "Liberation Sans", sans-serif; color: #1f2328; background: #fff }
  .comment { border: 1px solid #d1d9e0; border-radius: 6px }
  .author { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e }
  .author b { color: #1f2328 } .body { padding: 0 16px 8px }
  h3 { font-size: 1.25em; margin: 16px 0 } table { border-collapse: collapse; margin: 0 0 16px }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px } th { font-weight: 600 }
  code { font: 85% "DejaVu Sans Mono", monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px }
  pre { background: #f6f8fa; padding: 12px; border-radius: 6px } pre code { background: none; padding: 0 }`;
  const body = await marked(readFileSync(path, "utf8"));
  const page = join(folder, "comment.html");
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><style>${style}</style><div class="comment"><div class="author"><b>github-actions</b> bot commented</div><div class="body">${body}</div></div>`,
  );
  return page;
}
