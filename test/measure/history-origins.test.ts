import { originsOf } from "../../src/measure/attested-dockerfile.ts";
import { readOriginsFromHistory } from "../../src/measure/history-origins.ts";
import { findOrigins } from "../../src/measure/origins.ts";

const DOCKERFILE = `ARG V=3.22
FROM alpine:3.22 AS base
ARG A=1
RUN echo \\
  base
FROM base AS test
RUN false
FROM base AS production
COPY --link <<EOF /note
FROM nothing
EOF
WORKDIR /app
USER 1000
CMD ["true"]
`;

// As the engine writes it: variables of ARG before the command, flags of COPY dropped.
const BASE = ["ADD alpine.tar.gz / # buildkit", '-CMD ["/bin/sh"]'];
const OWN = [
  "-ARG A=1",
  "RUN |1 A=1 /bin/sh -c echo   base # buildkit",
  "COPY <<EOF /note # buildkit",
  "WORKDIR /app",
  "-USER 1000",
  '-CMD ["true"]',
];
const LEGACY = [
  "-/bin/sh -c #(nop)  ARG A=1",
  "|1 A=1 /bin/sh -c echo   base",
  "/bin/sh -c #(nop) COPY file:0123 in /note ",
  "/bin/sh -c #(nop) WORKDIR /app",
  "-/bin/sh -c #(nop)  USER 1000",
  '-/bin/sh -c #(nop)  CMD ["true"]',
];

/** Entries of history; one that begins with "-" made no layer. */
const entries = (texts: readonly string[]) =>
  texts.map((text) => ({ createdBy: text.replace(/^-/, ""), emptyLayer: text.startsWith("-") }));

const origins = (texts: readonly string[], target: string | null) =>
  readOriginsFromHistory(entries(texts), DOCKERFILE, target, "Dockerfile");

test.each([
  ["BuildKit", OWN],
  ["the legacy builder", LEGACY],
])("origins follow from the history of %s", (_, own) => {
  expect(origins([...BASE, ...own], "production")).toEqual({
    knownBy: "history",
    showsBase: true,
    base: { name: "alpine:3.22", from: "alpine:3.22", digest: null, layers: 1 },
    own: [
      { kind: "instruction", stage: "base", file: "Dockerfile", lines: [4, 5], instruction: "RUN echo base" },
      {
        kind: "instruction",
        stage: "production",
        file: "Dockerfile",
        lines: [9, 11],
        instruction: "COPY --link <<EOF /note FROM nothing EOF",
      },
      {
        kind: "instruction",
        stage: "production",
        file: "Dockerfile",
        lines: [12, 12],
        instruction: "WORKDIR /app",
      },
    ],
  });
});

test("without a target the last stage counts", () => {
  expect(origins([...BASE, ...OWN], null)).toEqual(origins([...BASE, ...OWN], "production"));
});

test.each([
  ["another target", [...BASE, ...OWN], "test"],
  ["a missing target", [...BASE, ...OWN], "nothing"],
  [
    "another Dockerfile",
    [...BASE, ...OWN.slice(0, 2), "RUN /bin/sh -c true # buildkit", ...OWN.slice(3)],
    "production",
  ],
  ["a squashed image", [""], "production"],
])("%s gives no origins", (_, texts, target) => {
  expect(origins(texts, target)).toBeNull();
});

test("origins that do not account for every layer are not used", () => {
  const contents = { size: 0, files: 0, watched: new Map(), secrets: [], entries: [] };
  const image = (layers: number) => ({
    config: {
      platform: "linux/amd64",
      user: "",
      labels: {},
      env: [],
      healthcheck: false,
      history: entries([...BASE, ...OWN]),
    },
    layers: Array.from({ length: layers }, () => ({ diffId: "sha256:0", transferSize: 0, contents })),
  });
  const builtFrom = { file: "Dockerfile", text: DOCKERFILE, target: "production" };
  expect(findOrigins(image(4), builtFrom, null)).toMatchObject({ knownBy: "history", base: { layers: 1 } });
  expect(findOrigins(image(5), builtFrom, null)).toBeNull();
});

test.each([
  ["BuildKit", []],
  ["the legacy builder", ["-/bin/sh -c #(nop)  ONBUILD COPY . /app"]],
])("the history of %s shows ONBUILD of a stage in an argument", (_, onbuild) => {
  const text = "ARG S=one\nFROM alpine AS one\nONBUILD COPY . /app\nRUN a\nFROM $S\nRUN b\n";
  const history = [
    ...BASE,
    ...onbuild,
    "RUN /bin/sh -c a # buildkit",
    "COPY . /app # buildkit",
    "RUN /bin/sh -c b # buildkit",
  ];
  const found = readOriginsFromHistory(entries(history), text, null, "Dockerfile");
  expect(found?.base).toMatchObject({ name: "alpine", from: "alpine", layers: 1 });
  expect(found?.own.map(({ instruction, lines }) => [instruction, lines[0]])).toEqual([
    ["RUN a", 4],
    ["ONBUILD COPY . /app", 3],
    ["RUN b", 6],
  ]);
});

test.each<[string, readonly string[], readonly number[] | null]>([
  ["unchanged", ["COPY . /app", "RUN make   all", "WORKDIR /app", "RUN b"], [2, 3, 5, 6]],
  ["with a WORKDIR that exists", ["COPY . /app", "RUN make all", "RUN b"], [2, 3, 6]],
  ["with an earlier RUN", ["COPY . /app", "RUN make", "WORKDIR /app", "RUN b"], null],
  ["with one COPY less", ["RUN make all", "WORKDIR /app", "RUN b"], null],
])("lines match kaniko's history by their texts, %s", (_, own, lines) => {
  const text = "FROM alpine\nCOPY . /app\nRUN make all\nENV A=b\nWORKDIR /app\nRUN b\nCMD c\n";
  const found = readOriginsFromHistory(entries([...BASE, ...own]), text, null, "Dockerfile");
  expect(found?.own.map((origin) => origin.lines[0]) ?? null).toEqual(lines);
  expect(found?.base.layers ?? null).toBe(lines === null ? null : 1);
});

test("the name of the base image has the values of variables", () => {
  const text = "ARG V=3.22\nFROM alpine:$V\nRUN a\n";
  const history = entries([...BASE, "RUN /bin/sh -c a # buildkit"]);
  const naming = { buildArgs: { V: "3.21" }, buildContexts: null };
  expect(readOriginsFromHistory(history, text, null, "Dockerfile", naming)?.base).toMatchObject({
    name: "alpine:3.21",
    from: "alpine:$V",
  });
});

/** What the history of an image says of a Dockerfile: lines of own layers, or null where it is another one. */
function linesOf(own: readonly string[], text: string): readonly (number | undefined)[] | null {
  const found = readOriginsFromHistory(entries([...BASE, ...own]), text, null, "Dockerfile");
  return found?.own.map(({ lines }) => lines[0]) ?? null;
}

/** A variable, as a Dockerfile has it. */
const V = "$".concat("{V}");
const TWO = ["COPY a /a # buildkit", "COPY b /b # buildkit"];

test.each<[string, readonly string[], string]>([
  ["another destination", TWO, "FROM x\nCOPY a /a\nCOPY b /c"],
  ["another source", TWO, "FROM x\nCOPY a /a\nCOPY c /b"],
  ["a USER that history lacks", TWO, "FROM node:24\nCOPY b /b\nUSER 5"],
  ["another user", [...TWO, "-USER 6"], "FROM x\nCOPY b /b\nUSER 5"],
  ["another variable", ["-ENV A=b"], "FROM x\nENV B=b"],
  ["another value", ["-ENV A=b"], "FROM x\nENV A=c"],
  ["another label", ["-LABEL a=b"], "FROM x\nLABEL a=c"],
  ["another build argument", ["-ARG A=1"], "FROM x\nARG AB"],
  ["another port", ["-EXPOSE [8080/tcp]"], "FROM x\nEXPOSE 80"],
  ["another command", ["RUN /bin/sh -c make all # buildkit"], "FROM x\nRUN make"],
  ["a command with another beginning", ["RUN /bin/sh -c apk add b # buildkit"], "FROM x\nRUN b"],
  ["another folder", ["WORKDIR /a"], "FROM x\nWORKDIR /b"],
  ["another CMD", ['-CMD ["a"]'], 'FROM x\nCMD ["b"]'],
  ["another health check", ['-HEALTHCHECK &{["CMD-SHELL" "a"]}'], "FROM x\nHEALTHCHECK CMD b"],
  ["another base than nothing", TWO, "FROM scratch\nCOPY b /b"],
  [
    "another destination by buildah",
    [`/bin/sh -c #(nop) COPY file:${"0".repeat(64)} in /f `],
    "FROM x\nCOPY f /z",
  ],
])("history refuses a Dockerfile with %s", (_, own, text) => {
  expect(linesOf(own, text)).toBeNull();
});

test.each<[string, string, string]>([
  ["RUN", "RUN |1 V=x y /bin/sh -c echo $V &&   make # buildkit", "RUN echo $V && \\\n  # why\n  make"],
  ["RUN with a list", "RUN |1 V=1 /bin/echo a b # buildkit", 'RUN ["/bin/echo", "a b"]'],
  ["RUN with a mount", "RUN /bin/sh -c make # buildkit", "RUN --mount=type=cache,target=/c make"],
  ["RUN with a shell of its own", "RUN /bin/bash -eo pipefail -c make # buildkit", "RUN make"],
  ["RUN with a heredoc", "RUN /bin/sh -c a\n# b\nc\n # buildkit", "RUN <<EOF\na\n# b\nc\nEOF"],
  ["RUN of buildah", "/bin/sh -c --mount=type=cache,target=/c make", "RUN --mount=type=cache,target=/c make"],
  ["COPY with flags", "COPY --chown=5:5 a b /d r/ # buildkit", 'COPY --chown=5:5 ["a", "b", "/d r/"]'],
  ["COPY with a variable", "COPY a-1.jar /x-1/ # buildkit", `COPY a-${V}.jar /x-$V/`],
  ["COPY with a heredoc", "COPY <<EOF /n # buildkit", 'COPY <<-"EOF" /n\nhi\nEOF'],
  ["ADD with an address", "ADD https://x@h/a /a # buildkit", "ADD https://secret@h/a /a"],
  ["WORKDIR", "WORKDIR /w/1/rel", "WORKDIR rel/"],
])("history fits a Dockerfile with %s", (_, createdBy, instruction) => {
  expect(linesOf([createdBy], `FROM x\n${instruction}`)).toEqual([2]);
});

test.each<[string, string]>([
  ["ENV A=b c D=1", 'ENV A="b c" D=$V'],
  ["ENV A=b c", "ENV A b c"],
  ["LABEL q.x=1 2 e=1", `LABEL q.x="1 2" e=$\{V:-${V}}`],
  ["ARG W=x y Z", 'ARG W="x y" Z'],
  ["EXPOSE [8080/udp 80/tcp]", "EXPOSE 80 8080/udp $P"],
  ["EXPOSE map[80/tcp:{}]", "EXPOSE 80"],
  ["VOLUME [/v1 /v2]", 'VOLUME ["/v1", "/v2"]'],
  ["USER 15", `USER ${V}5`],
  ["STOPSIGNAL SIGINT", "STOPSIGNAL SIGINT"],
  ["SHELL [/bin/ash -c]", 'SHELL ["/bin/ash", "-c"]'],
  [
    'HEALTHCHECK &{["CMD-SHELL" "wget \\"x\\" || exit 1"] "5s"}',
    'HEALTHCHECK --interval=5s CMD wget "x" || exit 1',
  ],
  ['HEALTHCHECK &{["NONE"] "0s"}', "HEALTHCHECK NONE"],
  ['ENTRYPOINT ["/bin/ash" "-c" "exec \\"$A\\""]', 'ENTRYPOINT exec "$A"'],
  ['CMD ["a" "b\\n"]', 'CMD ["a", "b\\n"]'],
])("the empty entry %s fits its instruction", (createdBy, instruction) => {
  expect(linesOf([`-${createdBy}`], `FROM x\n${instruction}`)).toEqual([]);
});

const imageOf = (history: readonly string[]) => ({
  config: {
    platform: "linux/amd64",
    user: "",
    labels: {},
    env: [],
    healthcheck: false,
    history: entries(history),
  },
  layers: history
    .filter((text) => !text.startsWith("-"))
    .map(() => ({
      diffId: "sha256:0",
      transferSize: 0,
      contents: { size: 0, files: 0, watched: new Map(), secrets: [], entries: [] },
    })),
});

test.each<[string, readonly string[], number | null]>([
  ["CMD", BASE, 1],
  ["an entry of another tool", ["# debian.sh --arch 'amd64'"], 1],
  ["an entry of the legacy builder", ["/bin/sh -c #(nop) COPY file:0 in /a "], 1],
  ["nothing", [], 0],
  ["COPY by the same builder", [...BASE, "COPY a /a # buildkit"], null],
  ["USER by the same builder", [...BASE, "COPY a /a # buildkit", "-USER 5"], null],
])("below the Dockerfile %s decides whether the base is known", (_, below, layers) => {
  const built = { file: "Old", text: "FROM node:24\nCOPY b /b\n", target: null };
  const image = imageOf([...below, "COPY b /b # buildkit"]);
  const found = findOrigins(image, built, null);
  expect(found?.base?.layers ?? null).toBe(layers);
  expect(found?.own.at(-1)).toMatchObject({ kind: "instruction", lines: [2, 2] });
  // Whoever built the image from it knows that it is whole.
  expect(findOrigins(image, built, null, true)?.base).not.toBeNull();
});

test.each<[string, string, unknown, string | null]>([
  ["does not match", "FROM x\nCOPY c /c\n", undefined, "Old does not match the image's history"],
  ["matches", "FROM x\nCOPY b /b\n", undefined, null],
  ["does not match a build of this run", "FROM x\nCOPY c /c\n", null, null],
])("the history is compared with a Dockerfile that %s", async (_, text, built, warning) => {
  const image = imageOf([...BASE, ...TWO]);
  const given = { file: "Old", text, target: null };
  const found = await originsOf(image, given, built, async () => null);
  expect(found.mismatch).toEqual(warning === null ? null : expect.stringContaining(warning));
});

test.each<[string, string, string | null]>([
  ["another COPY", "FROM x\nCOPY a /a\nCOPY c /c\nCOPY b /b\n", "Old:3 COPY c /c"],
  [
    "instructions without entries",
    `FROM x\nUSER 7\n${"COPY a /a\nCOPY b /b\n".repeat(9)}`,
    "Old:18 COPY b /b",
  ],
  ["an end that it lacks", "FROM x\nCOPY a /a\nCOPY b /b\nUSER 7\n", "Old:4 USER 7"],
  ["scratch below all its lines", "FROM scratch\nCOPY a /a\nCOPY b /b\n", null],
])("a Dockerfile with %s differs from the history in that instruction", async (_, text, place) => {
  const image = imageOf([...BASE, "COPY a /a # buildkit", "COPY b /b # buildkit"]);
  const { mismatch: warning } = await originsOf(
    image,
    { file: "Old", text, target: null },
    undefined,
    async () => null,
  );
  expect(warning).toMatch(/^Old does not match the image's history, so it has no effect on the report/);
  expect(
    /: from the end, the first instruction that differs is (.*?)\. /.exec(warning ?? "")?.[1] ?? null,
  ).toBe(place);
});

test("a WORKDIR of BuildKit is not matched to kaniko's history", () => {
  const history = entries([...BASE, "WORKDIR /w"]).map((entry) => ({
    ...entry,
    comment: "buildkit.dockerfile.v0",
  }));
  expect(readOriginsFromHistory(history, "FROM x\nWORKDIR /w\nUSER 5\n", null, "Old")).toBeNull();
});
