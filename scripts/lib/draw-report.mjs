// Draws the comment and the page of a report, in light and dark:
//   node scripts/lib/draw-report.mjs CHROMIUM FOLDER_OF_THE_REPORT FOLDER_OF_THE_PICTURES
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { marked } from "marked";
import puppeteer from "puppeteer-core";

const [executablePath, report, pictures] = process.argv.slice(2);
const find = createRequire(import.meta.url).resolve;

/** Pixels of the picture for each of the page. */
const SCALE = 1.3;

const SUBSETS = ["latin", "latin-ext", "greek"];

// The pictures use these fonts, so that they do not depend on the machine.
const FONTS = [
  ["noto-sans", 400],
  ["noto-sans", 600],
  ["noto-sans", 700],
  ["noto-sans-mono", 400],
]
  .map(([name, weight]) => fontFaces(name, weight))
  .join("\n");

const PAGE_STYLE = `body { font-family: "Noto Sans", sans-serif; padding-bottom: 16px } footer { display: none } code, .n { font-family: "Noto Sans Mono" }`;

// Only files of this machine are opened, and root has no sandbox.
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  for (const scheme of ["light", "dark"]) {
    await draw(`comment-${scheme}`, scheme, commentPage(scheme), ".comment");
    await draw(`page-${scheme}`, scheme, null, "body");
  }
} finally {
  await browser.close();
}

/**
 * Draws an element of a page.
 * @param html of the page; null for the report's own
 */
async function draw(name, scheme, html, selector) {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setViewport({ width: 1100, height: 900, deviceScaleFactor: SCALE });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  if (html === null) {
    await page.goto(pathToFileURL(resolve(report, "report.html")).href);
    await page.addStyleTag({ content: `${FONTS}\n${PAGE_STYLE}` });
    // The picture shows the heading and the map, and leaves out the tables between them.
    await page.evaluate(() => {
      const map = document.querySelector(".image section");
      for (const part of document.querySelectorAll("main > *, .image > :not(summary)"))
        if (!part.contains(map)) part.style.display = "none";
    });
  } else await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  const element = await page.$(selector);
  await element.screenshot({ path: join(pictures, `${name}.png`) });
  await page.close();
}

function commentPage(scheme) {
  const style = readFileSync(find(`github-markdown-css/github-markdown-${scheme}.css`), "utf8");
  const [line, head, muted] =
    scheme === "light" ? ["#d1d9e0", "#f6f8fa", "#59636e"] : ["#3d444d", "#151b23", "#9198a1"];
  // GitHub's style ends where the comment's frame begins.
  const frame = `
    body { margin: 0 }
    .comment { width: 1000px; padding: 16px; box-sizing: border-box }
    .frame { border: 1px solid ${line}; border-radius: 6px; overflow: hidden }
    .author { padding: 8px 16px; background: ${head}; border-bottom: 1px solid ${line}; font-size: 14px }
    .author small { font-size: 14px; color: ${muted} } .author i { font: 500 12px "Noto Sans"; color: ${muted}; border: 1px solid ${line}; border-radius: 2em; padding: 0 7px }
    .body { padding: 16px; font-size: 14px } .body > :last-child { margin-bottom: 0 }
    .markdown-body code, .markdown-body pre { font-family: "Noto Sans Mono" }`;
  const body = marked(readFileSync(join(report, "report.md"), "utf8"), { async: false });
  return `<!doctype html><meta charset="utf-8"><style>${FONTS}${style}${frame}</style>
<div class="comment markdown-body"><div class="frame">
<div class="author"><b>github-actions</b> <i>bot</i> <small>commented</small></div><div class="body markdown-body">${body}</div>
</div></div>`;
}

/** Style of a font, whose files are in it; without scripts that no report has. */
function fontFaces(name, weight) {
  const blocks = readFileSync(find(`@fontsource/${name}/${weight}.css`), "utf8").split(/(?=\/\*)/);
  return blocks
    .filter((block) => SUBSETS.some((subset) => block.startsWith(`/* ${name}-${subset}-${weight}-`)))
    .join("")
    .replace(/url\(\.\/(files\/[^)]+\.woff2)\)/g, (_, path) => {
      const font = readFileSync(find(`@fontsource/${name}/${path}`), "base64");
      return `url(data:font/woff2;base64,${font})`;
    })
    .replace(/, url\(\.\/files\/[^)]+\.woff\) format\(.woff.\)/g, "");
}
