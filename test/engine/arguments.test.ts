import { rmSync } from "node:fs";
import { folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";

const FILES = {
  Dockerfile: `FROM alpine:3.22
ARG VERSION
ARG OCTAL
ARG LINES
ARG OWN
ARG OF_BAKE
ARG FROM_ENV
RUN test "$VERSION" = 3.20 && test "$OCTAL" = 0o17
RUN test "$LINES" = "$(printf 'say "yes"\\nor no')"
RUN test "$OWN" = own && test "$OF_BAKE" = bake && test "$FROM_ENV" = environment
USER 1000
`,
  "docker-bake.hcl": 'target "default" { args = { OWN = "bake", OF_BAKE = "bake", FROM_ENV = "bake" } }\n',
  ".stagegate.yml": `bake: docker-bake.hcl
defaults: {build-args: {VERSION: 3.20, OCTAL: 0o17}}
images:
  default: {build-args: {OWN: own, FROM_ENV: }}
`,
};

test.each(STORES)("on the %s store a build gets the arguments of all sources", async (store) => {
  const cwd = folderWith(FILES);
  const argv = ["--baseline=none", "--build-args", '"LINES=say ""yes""\nor no"'];
  const { code, images } = await gateIn(cwd, store, argv, { FROM_ENV: "environment" }).finally(() =>
    rmSync(cwd, { recursive: true }),
  );
  expect(images["default"]?.findings.filter(({ level }) => level === "error")).toEqual([]);
  expect(code).toBe(0);
});
