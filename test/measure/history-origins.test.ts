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
])("by the history of %s", (_, own) => {
  expect(origins([...BASE, ...own], "production")).toEqual({
    knownBy: "history",
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

test("without a target it is the last stage", () => {
  expect(origins([...BASE, ...OWN], null)).toEqual(origins([...BASE, ...OWN], "production"));
});

test.each([
  ["another target", [...BASE, ...OWN], "test"],
  ["a target that is not there", [...BASE, ...OWN], "nothing"],
  [
    "another Dockerfile",
    [...BASE, ...OWN.slice(0, 2), "RUN /bin/sh -c true # buildkit", ...OWN.slice(3)],
    "production",
  ],
  ["a squashed image", [""], "production"],
])("%s says nothing", (_, texts, target) => {
  expect(origins(texts, target)).toBeNull();
});

test("origins that do not account for every layer are none", () => {
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
])(
  "by the history of %s a stage that an argument names is found, and what its ONBUILD put off",
  (_, onbuild) => {
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
  },
);

test.each<[string, readonly string[], readonly number[] | null]>([
  ["as it is", ["COPY . /app", "RUN make   all", "WORKDIR /app", "RUN b"], [2, 3, 5, 6]],
  ["with a WORKDIR that is there already", ["COPY . /app", "RUN make all", "RUN b"], [2, 3, 6]],
  ["with a RUN of before", ["COPY . /app", "RUN make", "WORKDIR /app", "RUN b"], null],
  ["with a COPY less", ["RUN make all", "WORKDIR /app", "RUN b"], null],
])("by the history of kaniko, %s, the lines are told by their words", (_, own, lines) => {
  const text = "FROM alpine\nCOPY . /app\nRUN make all\nENV A=b\nWORKDIR /app\nRUN b\nCMD c\n";
  const found = readOriginsFromHistory(entries([...BASE, ...own]), text, null, "Dockerfile");
  expect(found?.own.map((origin) => origin.lines[0]) ?? null).toEqual(lines);
  expect(found?.base.layers ?? null).toBe(lines === null ? null : 1);
});

test("the base image has its name with the values of variables", () => {
  const text = "ARG V=3.22\nFROM alpine:$V\nRUN a\n";
  const history = entries([...BASE, "RUN /bin/sh -c a # buildkit"]);
  const naming = { buildArgs: { V: "3.21" }, buildContexts: null };
  expect(readOriginsFromHistory(history, text, null, "Dockerfile", naming)?.base).toMatchObject({
    name: "alpine:3.21",
    from: "alpine:$V",
  });
});
