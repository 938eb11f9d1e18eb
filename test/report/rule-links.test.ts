import { readFileSync } from "node:fs";
import { marked } from "marked";
import type { Log } from "sarif";
import { html } from "../../src/report/html.ts";
import { markdown } from "../../src/report/markdown.ts";
import { sarif } from "../../src/report/sarif.ts";
import { terminal } from "../../src/report/terminal.ts";
import { RULES } from "../../src/rules/index.ts";
import { RULES_PAGE } from "../../src/rules/page.ts";
import { finding, imageReport, reportOf } from "../fixtures/report.ts";

const IDS = RULES.map(({ id }) => id);
const ALL = reportOf(
  imageReport({ findings: IDS.map((rule) => finding({ rule, message: `about ${rule}` })) }),
);

/** Anchors that GitHub makes of the headings of a page. */
const ANCHORS = [
  ...readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8").matchAll(/^#+ (.+)$/gm),
].map(([, heading = ""]) => heading.toLowerCase().replaceAll(" ", "-"));

function anchors(page: string): (string | undefined)[] {
  return (
    [...page.matchAll(/<a href="([^"]+)"/g)]
      // Until the owner is named, its place holder is escaped.
      .map(([, address = ""]) => decodeURI(address.replaceAll("&#60;", "<").replaceAll("&#62;", ">")))
      .filter((address) => address.startsWith(RULES_PAGE))
      .map((address) => address.split("#")[1])
  );
}

test("the comment links each rule to its section", async () => {
  const linked = anchors(await marked(markdown(ALL)));
  expect(linked.toSorted()).toEqual(IDS.toSorted());
  expect(ANCHORS).toEqual(expect.arrayContaining(linked));
});

test("the page links each rule to its section", () => {
  expect(anchors(html(ALL))).toEqual(IDS);
});

test("the help of SARIF leads to the section of each rule", async () => {
  const { runs } = JSON.parse(sarif(ALL)) as Log;
  const rules = runs[0]?.tool.driver.rules ?? [];
  expect(rules.map(({ helpUri }) => helpUri)).toEqual(IDS.map((id) => `${RULES_PAGE}#${id}`));
  expect(anchors(await marked(rules.map(({ help }) => help?.markdown ?? "").join("\n\n")))).toEqual(IDS);
});

test("the terminal names the page once", () => {
  expect(terminal(ALL).split(RULES_PAGE)).toHaveLength(2);
  expect(terminal(reportOf(imageReport({ findings: [] })))).not.toContain(RULES_PAGE);
});

test("a waived finding links to its rule", async () => {
  const report = reportOf(imageReport({ findings: [finding({ rule: "size", waived: true })] }));
  const linked = await marked(markdown({ ...report, waiver: "image-size-ok" }));
  expect(anchors(linked)).toEqual(["size"]);
  expect(linked).toContain(">size, waived</a>");
});

test("an unknown rule has no link", async () => {
  const report = reportOf(imageReport({ findings: [finding({ rule: "of-tomorrow" })] }));
  expect(anchors(await marked(markdown(report)))).toEqual([]);
  expect(anchors(html(report))).toEqual([]);
  expect(terminal(report)).not.toContain(RULES_PAGE);
});
