import { newFolder, newRepository, removeFolders } from "./baseline/repository.ts";
import { makeImage, ociLayout, writeDirectory } from "./fixtures/images.ts";
import { type Change, gateIn } from "./gate-world.ts";

afterAll(removeFolders);

/** The last stage has a file of the stage before, and one of the build context. */
const FILES = {
  Dockerfile: `FROM scratch AS builder
COPY source /opt/tool

FROM scratch AS app
COPY --from=builder /opt/tool /opt/tool
COPY app.bin /app.bin
USER 10001
`,
  source: "t".repeat(9000),
  "app.bin": "x".repeat(2000),
};

/** The files that the last stage copies from the builder stage: the fake follows no `COPY --from`. */
const BUILT = new Map([
  ["opt/tool", "t".repeat(2000)],
  ["opt/larger", FILES.source],
]);

/** As much of BuildKit's provenance of such a Dockerfile as tracing reads. */
const provenanceOf = (text: string) => ({
  buildConfig: {
    llbDefinition: [
      { id: "step0", op: { Op: { source: { identifier: "local://context" } } } },
      { id: "step1", op: copy(-1, 0, "/source", "/opt/tool"), inputs: ["step0:0"] },
      { id: "step2", op: copy(-1, 0, "/opt/tool", destinationIn(text)), inputs: ["step1:0"] },
      { id: "step3", op: copy(0, 1, "/app.bin", "/app.bin"), inputs: ["step2:0", "step0:0"] },
      { id: "step4", inputs: ["step3:0"] },
    ],
  },
  metadata: {
    "https://mobyproject.org/buildkit@v1#metadata": {
      source: {
        locations: { step1: lines(2), step2: lines(5), step3: lines(6) },
        infos: [{ data: Buffer.from(text).toString("base64") }],
      },
    },
  },
});

function copy(input: number, secondaryInput: number, src: string, dest: string) {
  return { Op: { file: { actions: [{ input, secondaryInput, Action: { copy: { src, dest } } }] } } };
}

function destinationIn(text: string): string {
  return /--from=builder \S+ (\S+)/.exec(text)?.[1] ?? "";
}

function lines(line: number) {
  return { locations: [{ ranges: [{ start: { line }, end: { line } }] }] };
}

/** A pull request with this change: its growth, how often the gate builds, and the lines that growth is traced to. */
async function gated(
  change: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>> = FILES,
  baseline: Pick<Change, "inputs" | "isProposal"> = {},
) {
  const repository = newRepository();
  repository.commit(before);
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit(change);
  const { run, commands } = gateIn(repository, {
    inputs: { baseline: "build" },
    outside: BUILT,
    provenanceOf,
    ...baseline,
  });
  const [image] = (await run()).images;
  const parts = image?.change?.origins.flatMap(({ trace = [] }) => trace) ?? [];
  return {
    growth: image?.change?.size,
    builds: commands.filter((command) => command.startsWith("docker buildx bake")).length,
    inputs: parts.flatMap(({ inputs = [] }) => inputs.map(({ file }) => file)),
    sizes: parts.map(({ size }) => size),
    madeBy: parts.map(({ origin }) => (origin.kind === "image" ? origin.name : origin.lines[0])),
  };
}

test("an unchanged pull request builds nothing to trace", async () => {
  expect(await gated({ "README.md": "" })).toEqual({
    growth: 0,
    builds: 1,
    inputs: [],
    sizes: [],
    madeBy: [],
  });
});

test("growth of a COPY from the build context builds nothing to trace", async () => {
  const change = { "app.bin": "x".repeat(9000) };
  expect(await gated(change)).toEqual({ growth: 7000, builds: 1, inputs: [], sizes: [], madeBy: [] });
});

test("growth of a COPY --from builds its stage for the trace", async () => {
  const change = { Dockerfile: FILES.Dockerfile.replace("tool /opt/tool", "tool /opt/larger") };
  expect(await gated(change)).toEqual({ growth: 7000, builds: 2, inputs: [], sizes: [7000], madeBy: [2] });
});

test.each([
  ["over its size is traced", { "max-size": "5kB" }, 2],
  ["over the warning level of its own size is traced", { "warn-own-size": "5kB" }, 2],
  ["within its size is not traced", { "max-size": "1MB", "max-own-size": "1MB" }, 1],
])("an image %s", async (_, limits, builds) => {
  const repository = newRepository();
  const Dockerfile = FILES.Dockerfile.replace("tool /opt/tool", "tool /opt/larger");
  repository.commit({ ...FILES, Dockerfile });
  const inputs = { baseline: "none", ...limits };
  const { run, commands } = gateIn(repository, { inputs, outside: BUILT, provenanceOf });
  const [image] = (await run()).images;
  expect(commands.filter((command) => command.startsWith("docker buildx bake"))).toHaveLength(builds);
  const advice = image?.findings.flatMap(({ rule, advice }) => (/size$/.test(rule) ? [advice] : []));
  expect(advice).toEqual(
    builds === 1
      ? []
      : [
          `Most of it: 9.0 kB Dockerfile:5 ← Dockerfile:2 COPY source /opt/tool. Remove what the image does not need, or raise \`${Object.keys(limits)[0]}\`.`,
        ],
  );
});

test.each([
  ["a changed file that the instruction takes", "COPY source /opt/tool", ["source"]],
  ["no file if the instruction itself changed", "COPY ./source /opt/tool", []],
])("traced growth names %s", async (_, was, inputs) => {
  const { Dockerfile, source } = FILES;
  const before = {
    ...FILES,
    Dockerfile: Dockerfile.replace("COPY source /opt/tool", was),
    source: "t".repeat(2000),
  };
  const change = {
    Dockerfile: Dockerfile.replace("tool /opt/tool", "tool /opt/larger"),
    source,
    ".dockerignore": "x\n",
  };
  expect(await gated(change, before)).toMatchObject({ growth: 7000, inputs, madeBy: [2] });
});

test.each([
  ["the files of a pull request", true, ["source"]],
  ["no file without a known base", false, []],
])("growth against a named image is traced to %s", async (_, isProposal, inputs) => {
  const folder = newFolder();
  const app = makeImage({
    layers: [[{ name: "other", content: "o" }], [{ name: "opt/tool", content: "t" }]],
    config: {
      history: ["RUN make", "COPY /opt/tool /opt/tool"].map((words) => ({
        created_by: `${words} # buildkit`,
      })),
    },
  });
  writeDirectory(folder, ociLayout([app]));
  const before = { ...FILES, source: "t" };
  const change = { source: "t".repeat(2000) };
  expect(await gated(change, before, { inputs: { baseline: folder }, isProposal })).toMatchObject({
    inputs,
    sizes: [1999],
    madeBy: [2],
  });
});
