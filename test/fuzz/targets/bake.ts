import { readFileSync } from "node:fs";
import { printBake } from "../../../src/bake/print.ts";
import { baselineKey } from "../../../src/baseline/stored.ts";
import { bakeDefinition, entitlements } from "../../../src/build/bake-definition.ts";
import { layOut, targetsOf } from "../../../src/build/jobs.ts";
import { plan } from "../../../src/build/plan.ts";
import { resolveSettings } from "../../../src/config/config.ts";
import type { Exec } from "../../../src/host/exec.ts";
import { bakeRequest } from "../../fixtures/bake.ts";
import { mutateJson } from "../mutate/json.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** What `docker buildx bake --print` prints. */
export const target: FuzzTarget = {
  name: "bake",
  executions: 500,
  seeds: () =>
    ["docker-bake", "compose"].map((name) => readFileSync(`test/fixtures/bake/${name}.printed.json`)),
  mutate: mutateJson,
  run: async (printed) => {
    const stdout = printed.toString("utf8");
    const exec: Exec = async () => ({ code: 0, stdout, stderr: "" });
    // What lists the names of targets, if there is none of the name that was asked for.
    const refusing: Exec = async (_, args) => {
      if (args.includes("--print"))
        return { code: 1, stdout: "", stderr: "ERROR: failed to find target app" };
      return { code: 0, stdout: args.includes("version") ? "buildx v0.29.1" : stdout, stderr: "" };
    };
    await refusable(() => printBake({ ...bakeRequest, targets: ["app"] }, refusing));
    const failing: Exec = async () => ({ code: 1, stdout: "buildx v0.29.1", stderr: stdout.slice(0, 2000) });
    await refusable(() => printBake(bakeRequest, failing));

    const read = await refusable(() => printBake(bakeRequest, exec));
    if (read.isRefused) return;
    const settings = await refusable(() => resolveSettings(new Map(), null, read.value, "/repo", "/repo"));
    if (settings.isRefused) return;
    for (const { settings: own, bake } of settings.value.images)
      baselineKey({ settings: own, bake, root: "/repo", store: null, platform: "linux/amd64", env: {} });
    const planned = await refusable(() => plan(settings.value.images, exec, "/repo", String));
    if (planned.isRefused) return;
    const byName = new Map(planned.value.map((image) => [image.name, image]));
    const targets = targetsOf(layOut(byName, "image", { exportsOci: true, folder: "/run", runId: "0a" }));
    entitlements(targets);
    const definition: unknown = JSON.parse(bakeDefinition(targets));
    expectThat(typeof definition === "object", () => "the bake definition is no object");
  },
};
