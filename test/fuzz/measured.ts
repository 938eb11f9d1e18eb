import { isDeepStrictEqual } from "node:util";
import pc from "picocolors";
import * as v from "valibot";
import { compare, contents } from "../../src/baseline/compare.ts";
import type { Image } from "../../src/image/image.ts";
import { findForbidden } from "../../src/measure/forbidden.ts";
import { measure } from "../../src/measure/measure.ts";
import type { Measurement } from "../../src/measure/measurement.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import { type ContentsNode, reportSchema } from "../../src/model/report.ts";
import { shares } from "../../src/model/shares.ts";
import { explanation, inspection } from "../../src/report/terminal-image.ts";
import { findingsOf } from "../fixtures/facts.ts";
import { imageReport, reportOf } from "../fixtures/report.ts";
import { checkFormats } from "./formats.ts";
import { expectThat } from "./target.ts";

const DOCKERFILE = "FROM scratch\nCOPY layer 0 /\nCOPY layer 1 /\nCOPY layer 2 /\nCMD app\n";

const PLAIN = pc.createColors(false);

/** Measures an image as the gate does. */
export function measurementOf(image: Image): Measurement {
  const origins = findOrigins(image, { file: "Dockerfile", text: DOCKERFILE, target: null }, null);
  return { image: measure(image, origins), entries: image.layers.map(({ contents }) => contents.entries) };
}

/** Throws if the measurement of an image is inconsistent, or cannot be compared, judged and shown. */
export async function checkMeasurement(image: Image, before: Measurement): Promise<void> {
  const after = measurementOf(image);
  const { image: measured, entries } = after;
  for (const [index, { size, files }] of measured.layers.entries()) {
    const own = (entries[index] ?? []).flatMap((entry) => (entry.kind === "file" ? [entry.size] : []));
    expectThat(files === own.length, () => `layer ${index} has ${files} files and lists ${own.length}`);
    const listed = own.reduce((all, one) => all + one, 0);
    expectThat((size ?? 0) >= listed, () => `layer ${index} has ${size} bytes and lists ${listed}`);
  }
  const total = shares(measured).reduce((all, { size }) => all + size, 0);
  expectThat(total === measured.size, () => `the shares sum to ${total}, the size is ${measured.size}`);
  expectThat(
    measured.wasted >= 0 && measured.wasted <= measured.size,
    () => `${measured.wasted} of ${measured.size} bytes are wasted`,
  );

  const change = compare(before, after);
  expectThat(
    change.size === measured.size - before.image.size,
    () => "the change is not the difference of the sizes",
  );
  const origins = change.origins.reduce((all, { size }) => all + size, 0);
  expectThat(origins === change.size, () => `the origins' changes sum to ${origins}, not ${change.size}`);
  const unchanged = compare(after, after);
  expectThat(unchanged.size === 0 && unchanged.origins.length === 0, () => "an image differs from itself");

  const trees = contents(after, before);
  for (const { root } of trees) checkTree(root);
  const forbidden = findForbidden(after, ["**/*.js", "etc", "*.{key,pem}", "[a-z]*"]);
  const findings = findingsOf(
    { image: measured, change, forbidden },
    { maxSize: 1, maxLayers: 1, maxWasted: 0 },
  );
  const report = reportOf(
    imageReport({ verdict: "fail", image: measured, change, contents: trees, findings }),
  );
  const issue = v.safeParse(reportSchema, JSON.parse(JSON.stringify(report))).issues?.[0];
  expectThat(
    issue === undefined,
    () => `the report breaks its schema: ${issue && v.getDotPath(issue)}: ${issue?.message}`,
  );
  await checkFormats(report);
  for (const show of [inspection, explanation]) {
    const found = /[^\P{C}\n\t]/u.exec(show("app.tar", measured, PLAIN));
    expectThat(found === null, () => "the terminal gets a control character");
  }
  expectThat(isDeepStrictEqual(measurementOf(image), after), () => "the same image is measured in two ways");
}

function checkTree({ children, size, name }: ContentsNode): void {
  const inside = children.reduce((all, child) => all + child.size, 0);
  expectThat(inside <= size, () => `the folder ${name} has ${size} bytes, its children ${inside}`);
  children.forEach(checkTree);
}
