import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadSettings } from "../../../src/config/load.ts";
import { scopeOf } from "../../../src/config/scope.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS } from "../../../src/config/settings.ts";
import { expectOnly, inFolder } from "../folder.ts";
import { yamlMutator } from "../mutate/yaml.ts";
import { refusable } from "../refused.ts";
import { budgetWords } from "../settings.ts";
import type { FuzzTarget } from "../target.ts";

/** A `.stagegate.yml`. */
export const target: FuzzTarget = {
  name: "config",
  executions: 300,
  seeds: () => SEEDS.map((text) => Buffer.from(text)),
  mutate: yamlMutator([
    ...Object.keys(IMAGE_SETTINGS),
    ...Object.keys(RUN_SETTINGS),
    ...Object.values({ ...IMAGE_SETTINGS, ...RUN_SETTINGS }).map(({ example }) => example),
    "images",
    "defaults",
  ]),
  run: (yaml) =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, ".stagegate.yml"), yaml);
      const loaded = await refusable(() =>
        loadSettings(new Map(), folder, async () => ({
          code: 127,
          stdout: "",
          stderr: "",
          notStarted: "ENOENT",
        })),
      );
      expectOnly(folder, [".stagegate.yml"]);
      if (loaded.isRefused) return;
      scopeOf(loaded.value.images, folder);
      for (const { settings } of loaded.value.images) budgetWords(settings);
    }),
};

const SEEDS = [
  `defaults:
  max-layers: 15
  rules: {wasted: "off", secret: error}
images:
  production:
    context: app
    file: docker/Dockerfile
    target: production
    test-target: [test, lint]
    build-args: {VERSION: 1.2, EMPTY: null}
    build-contexts:
      base: docker-image://alpine:3.22
    secrets: ["id=token,env=TOKEN"]
    max-size: 150MB
    max-growth: 5 %
    forbid: ["*.map", ".git"]
    compare-with: single
    min-saving: 10MB
  single:
    target: single
    report-only: true
only: production
baseline: stored
comment: on-change
`,
  `images:
  api:
    image: registry.example/app:1.2
    platforms: {linux/arm64: {max-size: 170MB}, linux/amd64: }
    run-as: app
    smoke:
      port: 8080
      wait: /health
      timeout: 30s
      env: {A: b}
      requests:
        - {method: POST, path: /echo, headers: {Accept: text/plain}, body: hello, status: 200, contains: hello}
        - {path: /json, json: {a: [1, {b: null}]}}
      exec:
        - {command: [id, -u], stdout: "1000"}
        - command: echo hello
      read-only: true
      cap-drop: [ALL]
      tmpfs: [/tmp]
`,
  "bake: [docker-bake.hcl, compose.yaml]\nbake-targets: app, db\ndefaults: {max-size: 1GB}\nimages: {app: {max-layers: 3}}\nwaive-label: image-size-ok\n",
  "images: {}\n",
  "",
];
