import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Image } from "../../src/image/image.ts";
import { parseConfig } from "../../src/image/spec.ts";
import { measure } from "../../src/measure/measure.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import type { Origin } from "../../src/model/report.ts";
import { shares } from "../../src/model/shares.ts";
import { random } from "../secrets/made.ts";

const recorded: Readonly<Record<string, { readonly config: unknown; readonly dockerfile?: string }>> =
  JSON.parse(readFileSync("test/fixtures/recorded/configs.json", "utf8"));

/** An image of that configuration, whose layers have 1, 2, 4, … bytes. */
function imageOf(json: unknown): Image {
  const { config, diffIds } = parseConfig(json);
  return {
    config,
    layers: diffIds.map((diffId, at) => ({
      diffId,
      transferSize: null,
      contents: { size: 2 ** at, files: 1, watched: new Map(), secrets: [], entries: [] },
    })),
  };
}

const imageWith = (
  history: readonly Written[],
  labels: Readonly<Record<string, string>> = {},
  layers = history.filter((entry) => entry.empty_layer !== true).length,
) =>
  imageOf({
    os: "linux",
    architecture: "amd64",
    config: { Labels: labels },
    rootfs: { diff_ids: Array.from({ length: layers }, (_, at) => diffId(at)) },
    history,
  });

const diffId = (at: number) => `sha256:${String(at).padStart(64, "0")}`;

const line = (origin: Origin) =>
  origin.kind === "history" ? `${origin.by}: ${origin.instruction}` : origin.kind;

type Written = Readonly<{ created_by?: string; comment?: string; empty_layer?: boolean }>;

/** What is told of each layer, and of the base image. */
function told(image: Image) {
  const { layers, baseImage } = measure(image, findOrigins(image, null, null));
  const base = baseImage === null ? null : `${baseImage.name} (${baseImage.layers}, ${baseImage.knownBy})`;
  return { base, layers: layers.map(({ origin }) => line(origin)) };
}

test.each(Object.keys(recorded))("the recorded image of %s has the origins of its layers", (tool) => {
  expect(told(imageOf(recorded[tool]?.config))).toMatchSnapshot();
});

const { "buildah with layers": layered, buildah, ...others } = recorded;

test.each([
  ["buildah with layers", layered, [5, 6, 7, 8, 9]],
  ["the legacy builder", others["legacy builder"], [2, 7, 8, 9, 10, 11]],
  ["BuildKit", others["BuildKit"], [2, 7, 8, 9, 10, 11]],
  ["kaniko", others["kaniko"], [5, 6, 7, 8, 9, 10]],
  ["buildah, which makes one layer", buildah, [null]],
])("the recorded image of %s has the lines of its Dockerfile", (_, recording, lines) => {
  const image = imageOf(recording?.config);
  const builtFrom = { file: "Dockerfile", text: recording?.dockerfile ?? "", target: null };
  const { layers } = measure(image, findOrigins(image, builtFrom, null));
  const own = layers.map(({ origin }) => origin).filter(({ kind }) => kind !== "base");
  expect(own.map((origin) => (origin.kind === "instruction" ? origin.lines[0] : null))).toEqual(lines);
});

test.each(Object.keys(recorded))("the image of %s shows no value of a build argument", (tool) => {
  const measured = measure(
    imageOf(recorded[tool]?.config),
    findOrigins(imageOf(recorded[tool]?.config), null, null),
  );
  expect(JSON.stringify(measured)).not.toMatch(/secretvalue|a b c/);
});

const DEBIAN = { created_by: "# debian.sh --arch 'amd64' out/ 'trixie' '@1760000000'" };

// By the sources of the tools: what they write is in the links of src/measure.
test.each<[string, string, Written]>([
  [
    "a buildpack",
    "buildpacks: Layer: 'jre', Created by buildpack: paketo-buildpacks/bellsoft-liberica@11.2.0",
    { created_by: "Layer: 'jre', Created by buildpack: paketo-buildpacks/bellsoft-liberica@11.2.0" },
  ],
  ["the app of buildpacks", "buildpacks: Application Slice: 2", { created_by: "Application Slice: 2" }],
  ["rules_docker", "bazel: bazel build //common:rootfs", { created_by: "bazel build //common:rootfs" }],
  [
    "Nix",
    "nix: Nix store paths glibc-2.40-66, hello-2.12.1",
    {
      comment:
        "store paths: ['/nix/store/8p33is69mjdw3bi1wmi8v2zpsxir8nwd-glibc-2.40-66', '/nix/store/10s5j3mfdg22k1597x580qrhprnzcjwb-hello-2.12.1']",
    },
  ],
  ["apko", "apko: apko (static by Chainguard)", { created_by: "apko", comment: "static by Chainguard" }],
  ["kaniko", "dockerfile: RUN apk add --no-cache curl", { created_by: "RUN apk add --no-cache curl" }],
  [
    "BuildKit with a shell of its own",
    "dockerfile: RUN make && make install",
    { created_by: "RUN |1 A=b /bin/bash -o pipefail -c make   && make install # buildkit" },
  ],
  [
    "BuildKit with a heredoc",
    "dockerfile: RUN <<EOF (set -e...) EOF",
    { created_by: "RUN /bin/sh -c <<EOF (set -e...)\nEOF # buildkit" },
  ],
  ["BuildKit on Windows", "dockerfile: RUN dir C:", { created_by: "RUN |1 A=b cmd /S /C dir C: # buildkit" }],
  [
    "the legacy builder",
    "dockerfile: COPY multi in /app/",
    { created_by: `/bin/sh -c #(nop) COPY multi:${"0a".repeat(32)} in /app/ ` },
  ],
  ["the official Debian image", `other: ${DEBIAN.created_by}`, DEBIAN],
  ["docker commit", "other: node server.js --key=…", { created_by: "node server.js --key=4f9a7c2e1b8d" }],
  ["docker import", "other: Imported from -", { comment: "Imported from -" }],
  ["nothing", "unknown", {}],
])("the entry of %s is %s", (_, expected, entry) => {
  // An entry beside it keeps an image of which nothing is known from being told as a whole.
  const { layers } = told(imageWith([DEBIAN, entry]));
  expect(layers.at(-1)).toBe(expected);
});

test.each<[string, string, readonly Written[]]>([
  [
    "a token",
    "RUN (not shown: it holds",
    [{ created_by: `RUN /bin/sh -c npm ci --token ghp_${random(36)}` }],
  ],
  [
    "a build argument that a path holds",
    "COPY ./$RELEASE.tar /",
    [
      { created_by: "ARG RELEASE=7.8.9-hidden", empty_layer: true },
      { created_by: "COPY ./7.8.9-hidden.tar / # buildkit" },
    ],
  ],
  [
    "a build argument with blanks and a shell",
    "RUN make",
    [{ created_by: "RUN |2 A=hidden /bin/sh -c hidden B=hidden two /bin/sh -c make # buildkit" }],
  ],
  [
    "arguments before a command without a shell",
    "RUN …",
    [{ created_by: "RUN |1 A=hidden one two # buildkit" }],
  ],
  [
    "too many arguments",
    "RUN …",
    [
      ...Array.from({ length: 101 }, (_, at) => ({
        created_by: `ARG A${at}=hidden${at}`,
        empty_layer: true,
      })),
      { created_by: "RUN /bin/sh -c echo hidden7 # buildkit" },
    ],
  ],
])("an instruction with %s is shown without it", (_, expected, history) => {
  const origin = told(imageWith(history)).layers[0] ?? "";
  expect(origin).toContain(`dockerfile: ${expected}`);
  expect(origin).not.toMatch(/hidden|ghp_/);
});

test("a history without one entry for each layer is not used", () => {
  const history = [DEBIAN, { created_by: "RUN make" }];
  for (const layers of [1, 3])
    expect(told(imageWith(history, {}, layers))).toEqual({
      base: null,
      layers: Array.from({ length: layers }, () => "unknown"),
    });
  expect(told(imageWith([], {}, 1)).layers).toEqual(["unknown"]);
});

const METADATA = {
  app: [{ sha: diffId(4) }],
  buildpacks: [
    {
      key: "paketo-buildpacks/node-engine",
      version: "5.2.0",
      layers: { node: { sha: diffId(3), launch: true } },
    },
    { key: "paketo-buildpacks/npm", version: "2.0.0" },
  ],
  config: { sha: diffId(6) },
  launcher: { sha: diffId(5) },
  "process-types": { sha: diffId(7) },
  runImage: {
    topLayer: diffId(1),
    reference: `index.docker.io/paketobuildpacks/run@sha256:${"1".repeat(64)}`,
  },
};
const LIFECYCLE = "io.buildpacks.lifecycle.metadata";

test("buildpacks list layers and run image in a label, without history", () => {
  const image = imageWith([], { [LIFECYCLE]: JSON.stringify(METADATA) }, 8);
  expect(told(image)).toEqual({
    base: "index.docker.io/paketobuildpacks/run (2, label)",
    layers: [
      "base",
      "base",
      "unknown",
      "buildpacks: Layer: 'node', Created by buildpack: paketo-buildpacks/node-engine@5.2.0",
      "buildpacks: Application Layer",
      "buildpacks: Buildpacks Application Launcher",
      "buildpacks: Buildpacks Launcher Config",
      "buildpacks: Buildpacks Process Types",
    ],
  });
});

test.each([
  ["that is damaged", "{"],
  ["of another form", JSON.stringify({ buildpacks: {} })],
])("a label %s is ignored", (_, label) => {
  expect(told(imageWith([DEBIAN], { [LIFECYCLE]: label }))).toEqual({
    base: null,
    layers: [`other: ${DEBIAN.created_by}`],
  });
});

test("the base image is unknown if the label's top layer is missing", () => {
  const label = JSON.stringify({ ...METADATA, runImage: { topLayer: diffId(99) } });
  expect(told(imageWith([], { [LIFECYCLE]: label }, 8))).toMatchObject({ base: null });
});

test.each<[string, number | null, readonly Written[]]>([
  [
    "ko upon apko",
    1,
    [{ created_by: "apko" }, { created_by: "ko build ko://a", comment: "go build output, at /a" }],
  ],
  [
    "jib upon layers without history",
    1,
    [{ comment: "auto-generated by Jib" }, { created_by: "jib-gradle-plugin:3.4.5", comment: "classes" }],
  ],
  [
    "Nix upon an archive",
    1,
    [
      { comment: "store paths: ['0a1b/layer.tar']" },
      { comment: "store paths: ['/nix/store/10s5j3mfdg22k1597x580qrhprnzcjwb-hello-2.12.1']" },
    ],
  ],
  ["ko alone", null, [{ created_by: "ko build ko://a" }]],
  [
    "Bazel, as distroless images are made by it, too",
    null,
    [{ created_by: "bazel build //a" }, { created_by: "bazel build //b" }],
  ],
  ["a Dockerfile", null, [DEBIAN, { created_by: "RUN a" }]],
  ["a tool that is not on top", null, [{ created_by: "ko build ko://a" }, { created_by: "RUN a" }]],
])("for %s, %p layers belong to the base image", (_, expected, history) => {
  const image = imageWith(history);
  expect(measure(image, findOrigins(image, null, null)).baseImage?.layers ?? null).toBe(expected);
});

// Values that are no words of a command, as no text of 8 characters in them is.
const value = fc
  .array(fc.stringMatching(/^[0-9]{8,12}$/), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(" "));
const SHELLS = ["/bin/sh -c", "/bin/bash -o pipefail -c", "cmd /S /C"];
const FORMS: readonly ((args: readonly string[], shell: string) => string)[] = [
  (args, shell) => `RUN |${args.length} ${args.join(" ")} ${shell} make # buildkit`,
  (args, shell) => `|${args.length} ${args.join(" ")} ${shell} make`,
  (args) => `RUN |${args.length} ${args.join(" ")} make all # buildkit`,
  (args) => `COPY ${args.map((arg) => arg.replace(/^\w+=/, "")).join("/")} / # buildkit`,
  (args) => `WORKDIR /${args[0]?.replace(/^\w+=/, "")}`,
];

test("no origin has the value of a build argument, and the parts sum to the size", () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(FORMS.length - 1), fc.nat(SHELLS.length - 1)), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: -1, max: 1 }),
      (values, layers, surplus) => {
        const args = values.map((text, at) => `ARG_${at}=${text}`);
        const history = [
          ...args.map((arg) => ({ created_by: `ARG ${arg}`, empty_layer: true })),
          ...layers.map(([form, shell]) => ({ created_by: FORMS[form]?.(args, SHELLS[shell] ?? "") ?? "" })),
        ];
        const image = imageWith(history, {}, layers.length + surplus);
        const measured = measure(image, findOrigins(image, null, null));
        expect(shares(measured).reduce((sum, { size }) => sum + size, 0)).toBe(measured.size);
        expect(measured.size).toBe(2 ** (layers.length + surplus) - 1);
        const text = JSON.stringify(measured.layers.map(({ origin }) => origin));
        for (const part of values) expect(text).not.toContain(part);
      },
    ),
  );
});
