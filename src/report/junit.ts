import type { Report } from "../model/report.ts";
import { xmlBlock, xmlText } from "./escape.ts";
import { casesOf, runCases, type TestCase } from "./junit-cases.ts";

/**
 * The report as JUnit XML, as Jenkins and GitLab read it: one suite for each image, and one before them for findings
 * that concern no single image, if there are any; see `runCases` and `casesOf`. A suite has a failed case if, and only
 * if, its image fails or cannot be judged. Times are in seconds.
 */
export function junit({ images, findings }: Report): string {
  const ofRun = { name: "stagegate", cases: runCases(findings) };
  const suites = [
    ...(ofRun.cases.length === 0 ? [] : [ofRun]),
    ...images.map((image) => ({ name: image.name, cases: casesOf(image) })),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  const content = suites.map(({ name, cases }) =>
    element("testsuite", { name, ...totals(cases) }, cases.map(testCase)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "stagegate", ...totals(all) }, content)}`;
}

function totals(cases: readonly TestCase[]): Attributes {
  const count = (kind: string) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  return {
    tests: cases.length,
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: seconds(cases.reduce((sum, { duration }) => sum + (duration ?? 0), 0)),
  };
}

function testCase({ classname, name, duration, outcome, output }: TestCase): string {
  const time = duration === null ? {} : { time: seconds(duration) };
  const content = [
    ...(outcome === null ? [] : [text(outcome.kind, { message: outcome.message }, outcome.text)]),
    ...(output === "" ? [] : [text("system-out", {}, output)]),
  ];
  return element("testcase", { classname, name, ...time }, content);
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element of elements, each on lines of its own. */
function element(name: string, attributes: Attributes, content: readonly string[]): string {
  const start = `<${name}${attributeList(attributes)}`;
  return content.length === 0 ? `${start}/>\n` : `${start}>\n${content.join("")}</${name}>\n`;
}

/** An element of text. */
function text(name: string, attributes: Attributes, content: string): string {
  const start = `<${name}${attributeList(attributes)}`;
  return content === "" ? `${start}/>\n` : `${start}>${xmlBlock(content)}</${name}>\n`;
}

function attributeList(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(`${value}`)}"`)
    .join("");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
