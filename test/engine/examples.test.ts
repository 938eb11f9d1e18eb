import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/report/report.ts";
import { docker, engineEnv, STORES, stagegate } from "./engine.ts";

const [STORE = ""] = STORES;
const EXAMPLES = readdirSync("examples", { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test.each(EXAMPLES)(
  "%s passes: built, tested, within its budgets, not root, smaller than its variant",
  async (example) => {
    const output = mkdtempSync(join(tmpdir(), "stagegate-test-"));
    const env = engineEnv(STORE);
    const { code, stderr } = await stagegate(
      ["--config", `examples/${example}/.stagegate.yml`, "--output-dir", output],
      process.cwd(),
      env,
    );
    const report = JSON.parse(readFileSync(join(output, "report.json"), "utf8")) as Report;
    rmSync(output, { recursive: true });

    expect({ code, verdict: report.verdict, stderr: code === 0 ? "" : stderr }).toEqual({
      code: 0,
      verdict: "pass",
      stderr: "",
    });
    for (const { name, image, tests, variant, reportOnly } of report.images) {
      // Every layer has an origin, and a base image that is a stand-in is said to be one.
      expect(image?.layers.filter(({ origin }) => origin.kind === "unknown")).toEqual([]);
      const base = image?.baseImage;
      if (base?.name !== "scratch")
        expect([name, base?.standIn ?? ""]).toEqual([name, standInOf(env, base?.name ?? "")]);
      if (reportOnly) continue;
      expect(image?.user.uid).toBeGreaterThan(0);
      expect(tests).toMatchObject([{ target: "test", status: "passed" }]);
      expect(variant?.saving).toBeGreaterThan(0);
    }
  },
  600_000,
);

function standInOf(env: NodeJS.ProcessEnv, name: string): string {
  return docker(
    env,
    "image",
    "inspect",
    "--format",
    '{{index .Config.Labels "dev.stagegate.stand-in"}}',
    name,
  );
}
