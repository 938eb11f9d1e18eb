import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { ImageReport, Report } from "../../src/model/report.ts";
import { type Ended, engineEnv, stagegate } from "./engine.ts";

const isReport = new Ajv({ allowUnionTypes: true }).compile<Report>(
  JSON.parse(readFileSync(new URL("../../schema/report.schema.json", import.meta.url), "utf8")),
);

export interface Gated extends Ended {
  readonly report: Report;
  readonly images: Readonly<Record<string, ImageReport>>;
}

/** Gates a folder with the bundled command line; checks the report by its schema. */
export async function gateIn(
  cwd: string,
  store: string,
  argv: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Gated> {
  const ended = await stagegate([...argv, "--output-dir", "out"], cwd, { ...engineEnv(store), ...env });
  const report: unknown = JSON.parse(readFileSync(join(cwd, "out/report.json"), "utf8"));
  if (!isReport(report))
    throw new Error(`the report is not as its schema says: ${JSON.stringify(isReport.errors)}`);
  return { ...ended, report, images: Object.fromEntries(report.images.map((image) => [image.name, image])) };
}
