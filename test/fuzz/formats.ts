import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { annotations } from "../../src/github/annotations.ts";
import { outputs } from "../../src/github/outputs.ts";
import type { Report } from "../../src/model/report.ts";
import { FORMATS } from "../../src/report/formats.ts";
import { readReport } from "../../src/report/read.ts";
import { reportOf, richImageReport } from "../fixtures/report.ts";
import { expectThat } from "./target.ts";

/** Characters that GitHub takes as a comment. */
const LONGEST_COMMENT = 60_000;

/** Throws if a valid report makes a format malformed, or if text from outside becomes more than text. */
export async function checkFormats(report: Report): Promise<void> {
  checkJson(report, await FORMATS.json.write(report));
  checkXml(await FORMATS.junit.write(report));
  checkSarif(await FORMATS.sarif.write(report));
  await checkHtml(await FORMATS.html.write(report));
  JSON.parse(await FORMATS.codequality.write(report));
  checkMetrics(await FORMATS.metrics.write(report));
  checkTerminal(await FORMATS.terminal.write(report));
  checkMarkdown(await FORMATS.markdown.write(report));
  for (const { message, title, startLine, endLine } of annotations(report)) {
    expectThat(message.length <= 4096, () => `an annotation of ${message.length} characters`);
    expectThat(title !== "", () => "an annotation without a title");
    expectThat(
      (startLine === undefined) === (endLine === undefined),
      () => "an annotation with half a place",
    );
  }
  const written = Object.entries(outputs(report, "report.json"));
  expectThat(
    written.every(([, value]) => typeof value === "string"),
    () => "an output that is no text",
  );
  JSON.parse(Object.fromEntries(written)["images"] ?? "");
}

function checkJson(report: Report, written: string): void {
  const again = readReport(written, "report.json");
  expectThat(
    isDeepStrictEqual(JSON.parse(JSON.stringify(again)), JSON.parse(JSON.stringify(report))),
    () => "report.json is read as another report",
  );
}

function checkMetrics(metrics: string): void {
  const line = /^(?:# .*|[a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\[\\"])*",?)+\})? -?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/;
  const lines = metrics.split("\n");
  expectThat(lines.pop() === "" && lines.at(-1) === "# EOF", () => "metrics without their end");
  for (const one of lines) expectThat(line.test(one), () => `no line of metrics: ${one.slice(0, 200)}`);
}

function checkXml(xml: string): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    expectThat(false, () => `JUnit is not well-formed: ${error.message}`);
  });
  parser.write(xml).close();
}

const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync("test/fixtures/sarif-schema-2.1.0.json", "utf8"));
const isSarif = new Ajv({
  strict: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    "uri-reference": (text: string) => /^[!-~]*$/.test(text) && URL.canParse(text, "file:///src/"),
    "date-time": () => true,
  },
}).compile(schema);

function checkSarif(sarif: string): void {
  expectThat(
    isSarif(JSON.parse(sarif)),
    () => `SARIF breaks its schema: ${JSON.stringify(isSarif.errors).slice(0, 500)}`,
  );
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<>]*")?)*)\s*\/?>/g;

/** Names of the tags and the attributes of a page without anything hostile. */
let known: Promise<ReadonlySet<string>> | null = null;

async function checkHtml(page: string): Promise<void> {
  known ??= FORMATS.html
    .write(reportOf(richImageReport(), richImageReport()))
    .then((own) => new Set([...namesIn(own), ...OTHERS]));
  const names = await known;
  const strange = namesIn(page).filter((name) => !names.has(name));
  expectThat(strange.length === 0, () => `the page has the markup ${strange.slice(0, 5).join(", ")}`);
  const rest = bodyOf(page).replace(TAG, "");
  expectThat(
    !/[<>]/.test(rest),
    () => `the page has a loose bracket: ${/.{0,80}[<>].{0,80}/s.exec(rest)?.[0]}`,
  );
  expectThat(!/[^\P{C}\n\t]/u.test(page), () => "the page has a control character");
}

/** Tags of parts that the fixture report lacks. */
const OTHERS = [
  "del",
  "ins",
  "pre",
  "p",
  "em",
  "strong",
  "small",
  "code",
  "ol",
  "ul",
  "li",
  "hr",
  "br",
  "open",
  "title",
  "a",
  "href",
  "abbr",
];

function bodyOf(page: string): string {
  return page
    .replace(/<!doctype html>/i, "")
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<script>.*?<\/script>/s, "");
}

function namesIn(page: string): string[] {
  return [...bodyOf(page).matchAll(TAG)].flatMap(([, , name = "", attributes = ""]) => [
    name,
    ...[...attributes.matchAll(/\s+([a-zA-Z-]+)(?:="[^"]*")?/gy)].map(([, attribute = ""]) => attribute),
  ]);
}

function checkTerminal(text: string): void {
  const found = /[^\P{C}\n\t]/u.exec(text);
  expectThat(
    found === null,
    () => `the terminal gets the character U+${found?.[0].codePointAt(0)?.toString(16)}`,
  );
}

function checkMarkdown(text: string): void {
  expectThat(text.length <= LONGEST_COMMENT, () => `a comment of ${text.length} characters`);
  const outsideCode = text
    .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, "")
    .replace(/`[^`\n]*`/g, "")
    // The addresses of rules have a placeholder until the repository has an owner.
    .replace(/^\[[a-z-]+\]: \S+\/docs\/rules\.md#[a-z-]+$/gm, "");
  const tag = /<(?!\/?(?:details|summary|br|b|sub|sup|code|pre)\b|!-- )[^ ].{0,60}/s.exec(outsideCode);
  expectThat(tag === null, () => `the comment has the markup ${tag?.[0]}`);
  expectThat(!/\p{Cs}/u.test(text), () => "the comment has half a character");
}
