import fc from "fast-check";
import { StagegateError } from "../../src/host/errors.ts";
import { errorReport } from "../../src/judge/error-report.ts";
import type { LayerReport, Report } from "../../src/model/report.ts";
import { LONGEST_COMMENT, markdown } from "../../src/report/markdown.ts";
import { baseline } from "../fixtures/baseline.ts";
import { finding, imageReport, measuredImage, reportOf } from "../fixtures/report.ts";

/** Longer than any comment, of what means something to Markdown, HTML or GitHub. */
const hostile: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      "x",
      "&",
      "`",
      "|",
      "@a ",
      "#1",
      "<",
      "\u202e",
      "\u0000",
      "\u001b[31m",
      "😀",
      "\ud800",
      " ",
      "*",
      "\\",
      "</details>",
      "```\n",
      "~~~\n",
      "<!--",
      "\r",
      "a\n",
      "/usr/lib/",
    ),
    fc.constantFrom(0, 1, 50, 399, 4000, 61_000),
  )
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)));

const layer = (instruction: string): LayerReport => ({
  diffId: "sha256:1",
  size: 1,
  transferSize: 1,
  files: 1,
  origin: { kind: "instruction", stage: instruction, file: instruction, lines: [1, 1], instruction },
});

/** Images of which each fails by some findings; every log ends in a line that is found again. */
const reports: fc.Arbitrary<Report> = fc
  .array(
    fc.record({
      name: hostile,
      texts: fc.array(hostile, { minLength: 1, maxLength: 4 }),
      failing: fc.nat(3),
      others: fc.constantFrom(0, 3, 200),
      layers: fc.constantFrom(0, 3, 300),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((specs) => {
    const images = specs.map(({ name, texts, failing, others, layers }, at) => {
      const [text = "", log = "", file = "", user = ""] = [...texts, ...texts, ...texts, ...texts];
      const more = (level: "warning" | "notice", count: number) =>
        Array.from({ length: count }, () => finding({ level, message: text, advice: text, log }));
      return imageReport({
        name: `image${at}-${name}`,
        verdict: failing > 0 ? "fail" : "pass",
        tests: [{ target: text, status: "failed", cached: false, duration: 1 }],
        baseline: baseline({}, { state: "none", image: null, why: text, log }),
        image: measuredImage({
          user: { configured: user, name: user, uid: 1, gid: 1, problem: null },
          layers: Array.from({ length: layers }, () => layer(file)),
        }),
        findings: [
          ...more("notice", others),
          ...Array.from({ length: failing }, (_, index) =>
            finding({
              rule: "smoke",
              message: `${index % 2 === 0 ? `image${at}-${name} ` : ""}${text}`,
              advice: text,
              place: { file, lines: [1, 1] },
              log: `${log}\nend of ${at}-${index}`,
            }),
          ),
          ...more("warning", others),
        ],
      });
    });
    const isFailing = images.some(({ verdict }) => verdict === "fail");
    return { ...reportOf(...images), verdict: isFailing ? "fail" : "pass", waiver: images[0]?.name ?? null };
  });

/** The lines that no fence has, and whether all fences and folds are closed. */
function structureOf(text: string) {
  let fence: string | null = null;
  const outside: string[] = [];
  for (const line of text.split("\n")) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence !== null && line === fence) fence = null;
    else if (fence === null) outside.push(line);
  }
  const withoutCode = outside
    .join("\n")
    .replace(/\\./g, "")
    .replace(/`[^`\n]*`/g, "");
  const count = (part: string) => withoutCode.split(part).length - 1;
  return { outside, isClosed: fence === null && count("<details>") === count("</details>") };
}

test.each([
  ["a comment", LONGEST_COMMENT],
  ["a summary", 300_000],
])("%s of long texts keeps its table, errors and the end of each log", (_, longest) => {
  fc.assert(
    fc.property(reports, (report) => {
      const text = markdown(report, longest);
      expect(text.length).toBeLessThanOrEqual(longest);
      const { outside, isClosed } = structureOf(text);
      expect(isClosed).toBe(true);
      expect(outside[0]).toMatch(/^### stagegate: ./);
      expect(outside.some((line) => /^\| +\| Image/.test(line))).toBe(true);
      const failing = outside.filter((line) => line.startsWith("- ❌"));
      let at = 0;
      for (const [index, image] of report.images.entries()) {
        expect(outside.some((line) => line.startsWith("|") && line.includes(`| image${index}-`))).toBe(true);
        for (const one of image.findings.filter(({ level }) => level === "error")) {
          if (report.images.length > 1) expect(failing[at]).toContain(`image${index}-`);
          expect(failing[at]).toContain(one.rule);
          expect(text).toContain(`\n${one.log?.split("\n").at(-1)}\n`);
          at += 1;
        }
      }
      expect(failing).toHaveLength(at);
    }),
    { numRuns: 20 },
  );
});

test("a log line of 61,000 characters is the only cut in a comment", () => {
  const report = reportOf(
    imageReport({
      verdict: "fail",
      findings: [
        finding({
          rule: "smoke",
          message: "production did not start",
          log: `${"x".repeat(61_000)}\nEADDRINUSE`,
        }),
        finding({ level: "notice", rule: "layers", message: "a notice" }),
      ],
    }),
  );
  const text = markdown(report);
  expect(text).toContain("production did not start");
  expect(text).toContain("EADDRINUSE");
  expect(text).toContain("a notice");
  expect(text).toContain("RUN apt-get install -y ffmpeg");
});

test("logs are cut before details, details before notices, notices before warnings", () => {
  const of = (level: "warning" | "notice", count: number) =>
    Array.from({ length: count }, (_, at) => finding({ level, message: `${level} ${at} `.padEnd(300, "x") }));
  const shown = (notices: number, warnings: number, layers: number) => {
    const text = markdown(
      reportOf(
        imageReport({
          verdict: "fail",
          findings: [
            finding({ log: "line\n".repeat(3000) }),
            ...of("notice", notices),
            ...of("warning", warnings),
          ],
          image: measuredImage({ layers: Array.from({ length: layers }, () => layer("RUN x")) }),
        }),
      ),
    );
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    return {
      logLines: count(/^line$/gm),
      layers: count(/^\| \d+ .*RUN x/gm),
      notices: count(/ notice \d/g),
      warnings: count(/ warning \d/g),
    };
  };
  expect(shown(5, 5, 5)).toEqual({ logLines: 3000, layers: 5, notices: 5, warnings: 5 });
  expect(shown(150, 5, 5)).toEqual({ logLines: 100, layers: 5, notices: 150, warnings: 5 });
  expect(shown(170, 5, 300)).toEqual({ logLines: 20, layers: 64, notices: 170, warnings: 5 });
  expect(shown(170, 170, 300)).toEqual({ logLines: 20, layers: 0, notices: 5, warnings: 170 });
  expect(shown(0, 300, 300)).toEqual({ logLines: 20, layers: 0, notices: 0, warnings: 100 });
});

test("500 failing images show the findings that fit and count the rest", () => {
  const images = Array.from({ length: 500 }, (_, at) =>
    imageReport({
      name: `service-${at}`,
      verdict: at % 2 === 0 ? "fail" : "pass",
      findings:
        at % 2 === 0
          ? ["size", "user", "test", "smoke"].map((rule) =>
              finding({
                rule,
                message: `service-${at}: ${at}`,
                log: rule === "smoke" ? `end of ${at}` : null,
              }),
            )
          : [],
    }),
  );
  const text = markdown(reportOf(...images));
  expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
  expect(text.length).toBeGreaterThan(LONGEST_COMMENT * 0.9);
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const [rows, failing, logs] = [count(/^\|.*service-/gm), count(/^- ❌/gm), count(/^end of \d+$/gm)];
  expect(rows).toBe(250);
  expect(failing).toBeGreaterThan(400);
  expect(logs).toBeGreaterThan(50);
  expect(text).toContain(`${500 - rows} rows left out`);
  expect(text).toContain(`- and ${(1000 - failing).toLocaleString("en-US")} more findings`);
  expect(text).toContain(`${250 - logs} logs left out`);
  // Those that fail have their rows first.
  expect(text).toContain("| service-498 ");
});

test("a report of 500 images with 1,000 layers each stays in the limit", () => {
  const layers = Array.from({ length: 1000 }, () => layer("RUN x"));
  const images = Array.from({ length: 500 }, (_, at) =>
    imageReport({ name: `service-${at}`, image: measuredImage({ layers }) }),
  );
  expect(markdown(reportOf(...images)).length).toBeLessThanOrEqual(LONGEST_COMMENT);
});

test("the comment of an error keeps its first line, however long it is", () => {
  fc.assert(
    fc.property(hostile, fc.nat(1000), (line, count) => {
      const error = new StagegateError(`app.tar: is wrong\n${`${line}\n`.repeat(count)}`);
      const text = markdown(errorReport(error));
      expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
      expect(text).toContain("❌ **app.tar: is wrong** (run)");
      expect(structureOf(text).isClosed).toBe(true);
    }),
  );
});
