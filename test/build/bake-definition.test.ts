import { bakeDefinition } from "../../src/build/bake-definition.ts";
import type { BuildTarget } from "../../src/build/target.ts";
import { noSettings } from "../fixtures/settings.ts";

const target: BuildTarget = {
  id: "image-0",
  title: "production",
  context: "/repo/app",
  file: "/repo/app/Dockerfile",
  stage: "production",
  settings: noSettings,
  bake: null,
  output: { kind: "oci-directory", path: "/tmp/run/image-0" },
  loadAs: null,
};
const common = { context: "/repo/app", dockerfile: "/repo/app/Dockerfile", target: "production" };
const oci = { output: ["type=oci,tar=false,dest=/tmp/run/image-0"] };

test.each<[string, Partial<BuildTarget>, object]>([
  ["an image is exported as an OCI directory", {}, { ...common, ...oci }],
  [
    "without a target the last stage is built",
    { stage: null },
    { context: common.context, dockerfile: common.dockerfile, ...oci },
  ],
  ["tests run without an output", { output: { kind: "test" } }, { ...common, output: ["type=cacheonly"] }],
  [
    "an image for the builder's record has no output",
    { output: { kind: "record" } },
    { ...common, output: ["type=image,push=false"] },
  ],
  [
    "an image for the classic store is loaded",
    { output: { kind: "engine", name: "stagegate-1:image-0" } },
    { ...common, output: ["type=docker"], tags: ["stagegate-1:image-0"] },
  ],
  [
    "an image for a smoke test is exported and loaded with one digest",
    { loadAs: "stagegate-1:image-0" },
    { ...common, output: [...oci.output, "type=docker,oci-mediatypes=true"], tags: ["stagegate-1:image-0"] },
  ],
  [
    "a destination with a comma is quoted",
    { output: { kind: "oci-directory", path: '/tmp/a,"b"' } },
    { ...common, output: ['type=oci,tar=false,"dest=/tmp/a,""b"""'] },
  ],
  [
    "settings have bake's names",
    {
      settings: {
        ...noSettings,
        platform: "linux/arm64",
        buildArgs: { VERSION: "1", TOKEN: null },
        buildContexts: { base: "docker-image://alpine:3.22" },
        secrets: ["id=token,env=TOKEN"],
        ssh: ["default"],
        cacheFrom: ["type=gha"],
        cacheTo: ["type=gha,mode=max"],
        noCache: true,
        pull: true,
        rerunTests: true,
      },
    },
    {
      ...common,
      args: { VERSION: "1", TOKEN: null },
      contexts: { base: "docker-image://alpine:3.22" },
      platforms: ["linux/arm64"],
      secret: ["id=token,env=TOKEN"],
      ssh: ["default"],
      "cache-from": ["type=gha"],
      "cache-to": ["type=gha,mode=max"],
      "no-cache": true,
      pull: true,
      ...oci,
    },
  ],
  [
    "template syntax of bake is escaped",
    { settings: { ...noSettings, buildArgs: { A: `\${HOME} %{if}`, B: `$\${x} 100%` } } },
    { ...common, args: { A: `$\${HOME} %%{if}`, B: `$$\${x} 100%` }, ...oci },
  ],
  [
    "a repeated test ignores the cache",
    { stage: "test", settings: { ...noSettings, rerunTests: true }, output: { kind: "test" } },
    { ...common, target: "test", "no-cache-filter": ["test"], output: ["type=cacheonly"] },
  ],
])("%s", (_, change, expected) => {
  expect(JSON.parse(bakeDefinition([{ ...target, ...change }]))).toEqual({ target: { "image-0": expected } });
});
