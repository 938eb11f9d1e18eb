import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Page } from "puppeteer-core";

const PROBE = await readFile(new URL("page-probe.js", import.meta.url), "utf8");

/** A Chromium that opens pages from files, as one that was downloaded is opened. */
export interface PageViewer {
  open(html: string, view?: Partial<View>): Promise<OpenPage>;
  close(): Promise<void>;
}

/** How a page is viewed. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  readonly scripts: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** Its requests for other files, and all messages, errors and dialogs. */
  readonly noise: readonly string[];
  /** Calls a function of `page-probe.js` in the page. */
  ask<T>(call: string): Promise<T>;
}

/** @param executablePath of Chromium */
export async function openViewer(executablePath: string): Promise<PageViewer> {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-page-"));
  // Only pages of the tests' own are opened, and root has no sandbox.
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  let pages = 0;
  return {
    async open(html, { width = 1280, height = 900, scheme = "light", scripts = true } = {}) {
      pages += 1;
      const path = join(folder, `${pages}.html`);
      writeFileSync(path, html);
      const url = pathToFileURL(path).href;
      const page = await browser.newPage();
      const noise: string[] = [];
      page.on("request", (request) => request.url() !== url && noise.push(`request: ${request.url()}`));
      page.on("console", (message) => noise.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => noise.push(`error: ${error}`));
      page.on("dialog", (dialog) => {
        noise.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.setJavaScriptEnabled(scripts);
      await page.setViewport({ width, height });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(url);
      await page.evaluate(PROBE);
      return {
        page,
        noise,
        ask: async <T>(call: string) => (await page.evaluate(`probe.${call}`)) as T,
      };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true });
    },
  };
}
