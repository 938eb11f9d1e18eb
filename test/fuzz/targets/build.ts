import { readFileSync, writeFileSync } from "node:fs";
import { build } from "../../../src/build/bake.ts";
import { openStepLogs } from "../../../src/build/step-logs.ts";
import type { BuildTarget } from "../../../src/build/target.ts";
import { groupedView, liveView, plainView } from "../../../src/build/view.ts";
import type { Exec } from "../../../src/host/exec.ts";
import { originsOf } from "../../../src/measure/attested-dockerfile.ts";
import { findOrigins } from "../../../src/measure/origins.ts";
import { stepReports } from "../../../src/measure/steps.ts";
import { testOutcomes } from "../../../src/measure/tests.ts";
import { noSettings } from "../../fixtures/settings.ts";
import { inFolder } from "../folder.ts";
import { mutateJson, mutateJsonLines } from "../mutate/json.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const FOLDER = "test/fixtures/build";

/** Parts the progress that buildx prints from the metadata file that it writes. */
const LINE = "\n=== metadata\n";

/** What buildx tells of a build: rawjson progress, and the metadata file with provenance. */
export const target: FuzzTarget = {
  name: "build",
  executions: 300,
  seeds: () => {
    const names = ["failing-link", "failing-test", "missing-file", "shared-step", "syntax-error"];
    const progress = names.map((name) => readFileSync(`${FOLDER}/${name}.jsonl`, "utf8"));
    const metadata = ["linked", "v0.2"].map((name) => {
      const provenance: unknown = JSON.parse(readFileSync(`${FOLDER}/provenance-${name}.json`, "utf8"));
      return JSON.stringify({
        "image-0": { "buildx.build.provenance": provenance, "buildx.build.ref": "b/n/x" },
      });
    });
    return progress.flatMap((lines) => metadata.map((own) => Buffer.from(`${lines}${LINE}${own}`)));
  },
  mutate: (bytes, random) => {
    const [progress = "", metadata = ""] = bytes.toString("utf8").split(LINE);
    return random.oneIn(2)
      ? Buffer.from(`${mutateJsonLines(Buffer.from(progress), random)}${LINE}${metadata}`)
      : Buffer.from(`${progress}${LINE}${mutateJson(Buffer.from(metadata), random)}`);
  },
  run: (bytes) =>
    inFolder(async (folder) => {
      const [progress = "", metadata = ""] = bytes.toString("utf8").split(LINE);
      let shown = "";
      const show = (text: string) => {
        shown += text;
      };
      const views = [
        plainView(show),
        groupedView(show, "token"),
        liveView(
          show,
          () => ({ columns: 80, rows: 24 }),
          () => 1_800_000_000_000,
        ),
      ];
      for (const code of [1, 0]) {
        const targets = ["image-0", "image-0-test-0"].map(targetOf);
        for (const view of views) view.begin(targets);
        const exec: Exec = async (_, args, { onErrorLine } = {}) => {
          for (const line of progress.split("\n")) onErrorLine?.(line);
          const file = args.flatMap((arg) => /^--metadata-file=(.*)$/.exec(arg)?.[1] ?? [])[0];
          if (file !== undefined) writeFileSync(file, metadata);
          return { code, stdout: "", stderr: "" };
        };
        const results = await refusable(() =>
          build(targets, null, {
            folder,
            show: String,
            exec,
            withCacheAccess: String,
            redactIn: (value) => value,
            keepLog: openStepLogs().keep,
            onStep: (step, before) => {
              for (const view of views) view.step(step, before);
            },
            recorded: { ids: new Set(), read: async () => null },
          }),
        );
        for (const view of views) view.end();
        if (results.isRefused) continue;
        const all = [...results.value.values()];
        for (const { started, duration } of stepReports(all)) {
          const areNumbers = [started, duration].every((time) => time === null || Number.isFinite(time));
          expectThat(areNumbers, () => `a step starts at ${started} and takes ${duration}`);
        }
        testOutcomes(targets, results.value, null);
        const builtFrom = { file: "Dockerfile", text: "FROM a AS b\nRUN c\n", target: null };
        for (const { provenance } of all)
          for (const layers of [0, 3]) {
            findOrigins(imageOf(layers), builtFrom, provenance);
            const attached = { ...imageOf(layers), provenance };
            for (const given of [null, builtFrom]) await originsOf(attached, given, null, async () => null);
          }
      }
      // The escape sequences are those of the live view, and no others.
      const found = /[^\P{Cc}\n\t]/u.exec(shown.replaceAll("\u001b", ""));
      expectThat(found === null, () => `the progress shows U+${found?.[0].codePointAt(0)?.toString(16)}`);
    }),
};

function targetOf(id: string): BuildTarget {
  return {
    id,
    title: id,
    context: "/app",
    file: "/app/Dockerfile",
    stage: null,
    settings: noSettings,
    bake: null,
    output: { kind: "test" },
    loadAs: null,
  };
}

function imageOf(layers: number) {
  const contents = { size: 0, files: 0, watched: new Map(), secrets: [], entries: [] };
  return {
    config: { platform: "linux/amd64", user: "", labels: {}, env: [], healthcheck: false, history: [] },
    layers: Array.from({ length: layers }, () => ({ diffId: "sha256:", transferSize: null, contents })),
  };
}
