import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { blobPath } from "../../src/image/digest.ts";
import { type ParsedConfig, parseConfig } from "../../src/image/spec.ts";
import { readOriginsFromHistory } from "../../src/measure/history-origins.ts";
import { readOrigins } from "../../src/measure/provenance-origins.ts";
import type { Report } from "../../src/model/report.ts";
import { EXAMPLES } from "../fixtures/examples.ts";
import { docker, engineEnv, STORES, stagegate } from "./engine.ts";

const [STORE = ""] = STORES;

test.each(EXAMPLES)("%s passes its tests and budgets, and is smaller than its variant", async (example) => {
  const output = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  const env = engineEnv(STORE);
  const { code, stderr } = await stagegate(
    ["--config", `examples/${example}/.stagegate.yml`, "--baseline=none", "--output-dir", output],
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
    // Every layer has an origin, and a stand-in for a base image is marked as such.
    expect(image?.layers.filter(({ origin }) => origin.kind === "unknown")).toEqual([]);
    const base = image?.baseImage;
    if (base?.name !== "scratch")
      expect([name, base?.standIn ?? ""]).toEqual([name, standInOf(env, base?.name ?? "")]);
    if (reportOnly) continue;
    expect(image?.user.uid).toBeGreaterThan(0);
    expect(tests).toMatchObject([{ target: "test", status: "passed" }]);
    expect(variant?.saving).toBeGreaterThan(0);
  }
});

const IMAGES = EXAMPLES.flatMap((example) => {
  const { images } = parse(readFileSync(`examples/${example}/.stagegate.yml`, "utf8")) as Configuration;
  return Object.entries(images).map(([name, settings]) => ({ example, name, ...settings }));
});

interface Configuration {
  readonly images: Readonly<Record<string, { readonly target?: string; readonly file?: string }>>;
}

test.each(IMAGES)(
  "history and provenance agree on the layers of $example's $name",
  async ({ example, target, file = "Dockerfile" }) => {
    const folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
    const env = {
      ...engineEnv(STORE),
      BUILDX_METADATA_PROVENANCE: "max",
      BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
    };
    const context = `examples/${example}`;
    const dockerfile = `${context}/${file}`;
    const flags = target === undefined ? [] : ["--target", target];
    docker(
      env,
      ...["buildx", "build", "--quiet", "--file", dockerfile, ...flags],
      ...["--metadata-file", join(folder, "metadata.json")],
      ...["--output", `type=oci,tar=false,dest=${folder}/image`, context],
    );
    const metadata = JSON.parse(readFileSync(join(folder, "metadata.json"), "utf8"));
    const { config, diffIds } = configIn(join(folder, "image"));
    rmSync(folder, { recursive: true });

    const text = readFileSync(dockerfile, "utf8");
    const told = readOrigins(metadata["buildx.build.provenance"], file, target ?? null);
    const guessed = readOriginsFromHistory(config.history, text, target ?? null, file);
    expect(told?.own).toHaveLength(diffIds.length - (told?.base.layers ?? 0));
    expect([guessed?.base.layers, guessed?.own]).toEqual([told?.base.layers, told?.own]);
  },
);

/** The configuration in an OCI layout, whose layers need not be read for it. */
function configIn(layout: string): ParsedConfig {
  const json = (path: string) => JSON.parse(readFileSync(join(layout, path), "utf8"));
  const manifest = json(blobPath(json("index.json").manifests[0].digest));
  return parseConfig(json(blobPath(manifest.config.digest)));
}

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
