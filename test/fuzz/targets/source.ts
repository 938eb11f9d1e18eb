import { neededDependencies } from "../../../src/dockerfile/dependencies.ts";
import { looksLikePath, parseSource, sourceName } from "../../../src/image/source.ts";
import { inFolder } from "../folder.ts";
import { textMutator } from "../mutate/text.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** What names an image: a path or a reference. */
export const target: FuzzTarget = {
  name: "source",
  executions: 1500,
  seeds: () => SEEDS.map((text) => Buffer.from(text)),
  mutate: (bytes, random) => mutate(bytes, random).subarray(0, 5000),
  run: (bytes) =>
    inFolder(async (folder) => {
      const text = bytes.toString("utf8");
      const read = await refusable(() => parseSource(text, folder));
      looksLikePath(text);
      if (!read.isRefused) {
        const { kind } = read.value;
        const name = sourceName(read.value);
        expectThat(name !== "", () => "a source without a name");
        expectThat(kind !== "engine" || name.startsWith(text), () => `${text} is asked for as ${name}`);
      }
      const naming = { buildArgs: null, buildContexts: null };
      neededDependencies(`FROM ${text}\nCOPY --from=${text} / /\n`, [null], naming);
    }),
};

const mutate = textMutator([
  ".",
  "..",
  "/",
  ":",
  "@",
  ".tar",
  ".tar.gz",
  "latest",
  "@sha256:",
  "localhost:5000/",
  "docker-archive:",
  "oci:",
  "\0",
]);

const SEEDS = [
  "app.tar",
  "./image",
  "../a/b.tar.zst",
  "/tmp/x",
  "alpine",
  "alpine:3.22",
  "localhost:5000/team/app",
  "registry.example/app:1.2",
  `app@sha256:${"a".repeat(64)}`,
  "sha256:abcdef",
  "docker-archive:app.tar:app:1.2",
  "oci:./image:1.2",
  "-app",
  "",
];
