import { type LineInputs, type LineSources, lineInputs } from "../../src/dockerfile/line-inputs.ts";

/** A Dockerfile, and the settings of its build. */
interface Build extends Partial<Pick<LineSources, "target" | "settings">> {
  readonly text: string;
  readonly args?: Readonly<Record<string, string | null>>;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly platform?: string;
  /** Lines with changed files of the context. */
  readonly other?: readonly number[];
}

function inputsOf(
  { text, target = null, settings = [], args = {}, contexts = {}, platform, other = [] }: Build,
  side: LineSources["side"],
): ReadonlyMap<number, LineInputs> {
  const naming = { buildArgs: args, buildContexts: contexts, platform: platform ?? null };
  return lineInputs({ text, target, naming, settings, side, takesOther: (line) => other.includes(line) });
}

/** The texts of the lines of `after` with the same inputs as a line of `before`. */
function sameLines(before: Build, after: Build): string[] {
  const prints = new Set([...inputsOf(before, "before").values()].map(({ fingerprint }) => fingerprint));
  const rows = after.text.split("\n");
  return [...inputsOf(after, "after")]
    .filter(([, { fingerprint }]) => prints.has(fingerprint))
    .map(([line]) => rows[line - 1] ?? "");
}

const APP = "FROM alpine:3\nRUN apk upgrade\nCOPY app /app\nCOPY --from=up:1 /x /x\nRUN make";
const [UPGRADE, COPY, OUTSIDE, MAKE] = [
  "RUN apk upgrade",
  "COPY app /app",
  "COPY --from=up:1 /x /x",
  "RUN make",
];
const STAGES =
  "FROM golang AS build\nCOPY . /src\nRUN go build\nFROM alpine\nRUN apk upgrade\nCOPY --from=build /b /b";

test.each<[what: string, before: Build | string, after: Build | string, same: readonly string[]]>([
  ["nothing", APP, APP, [UPGRADE, COPY, OUTSIDE, MAKE]],
  ["a comment above the lines", APP, `# hello\n${APP}`, [UPGRADE, COPY, OUTSIDE, MAKE]],
  ["the FROM", APP, APP.replace("alpine:3", "alpine:4"), [COPY, OUTSIDE]],
  ["a RUN", APP, APP.replace("upgrade", "upgrade -v"), [COPY, OUTSIDE]],
  ["an inserted line", APP, APP.replace("RUN make", "ENV A=b\nRUN make"), [UPGRADE, COPY, OUTSIDE]],
  ["files of the context", APP, { text: APP, other: [3] }, [UPGRADE, OUTSIDE]],
  ["files for another stage", STAGES, { text: STAGES, other: [2] }, ["RUN apk upgrade"]],
  [
    "an unused stage",
    { text: `FROM a AS other\nRUN x\n${STAGES}` },
    STAGES,
    ["COPY . /src", "RUN go build", "RUN apk upgrade", "COPY --from=build /b /b"],
  ],
  [
    "a declared argument",
    { text: "FROM a\nRUN x\nARG V\nRUN y", args: { V: "1" } },
    { text: "FROM a\nRUN x\nARG V\nRUN y", args: { V: "2" } },
    ["RUN x"],
  ],
  [
    "an undeclared argument such as a proxy",
    { text: APP, args: {} },
    { text: APP, args: { HTTP_PROXY: "http://proxy" } },
    [COPY, OUTSIDE],
  ],
  [
    "a default above the first FROM",
    "ARG V=1\nFROM a\nRUN x\nARG V\nRUN y",
    "ARG V=2\nFROM a\nRUN x\nARG V\nRUN y",
    ["RUN x"],
  ],
  [
    "a variable in the FROM",
    { text: "ARG V=1\nFROM a:$V\nRUN x" },
    { text: "ARG V=2\nFROM a:$V\nRUN x" },
    [],
  ],
  ["the platform", APP, { text: APP, platform: "linux/arm64" }, [COPY, OUTSIDE]],
  ["the settings of a bake file", APP, { text: APP, settings: [{ network: "host" }] }, [COPY, OUTSIDE]],
  ["the frontend", APP, `# syntax=docker/dockerfile:1\n${APP}`, [COPY, OUTSIDE]],
  ["a COPY with a variable", "FROM a\nENV D=1\nCOPY $D /x", "FROM a\nENV D=2\nCOPY $D /x", []],
  ["blanks in a heredoc", "FROM a\nRUN <<E\na  b\nE", "FROM a\nRUN <<E\na b\nE", []],
  [
    "files of a mount",
    "FROM a\nRUN --mount=type=bind,source=x,target=/x make",
    { text: "FROM a\nRUN --mount=type=bind,source=x,target=/x make", other: [2] },
    [],
  ],
  [
    "a mount from another stage",
    "FROM b AS m\nRUN one\nFROM a\nRUN --mount=from=m,target=/m make",
    "FROM b AS m\nRUN two\nFROM a\nRUN --mount=from=m,target=/m make",
    [],
  ],
  [
    "an ONBUILD of a stage",
    "FROM a AS p\nONBUILD RUN x\nFROM p\nRUN y",
    "FROM a AS p\nONBUILD RUN z\nFROM p\nRUN y",
    [],
  ],
  [
    "the contents of a named context",
    { text: "FROM ctx\nRUN x\nCOPY --from=ctx /a /a", contexts: { ctx: "/somewhere" } },
    { text: "FROM ctx\nRUN x\nCOPY --from=ctx /a /a", contexts: { ctx: "/somewhere" } },
    [],
  ],
])("after a change of %s, lines with the same inputs are known", (_, before, after, same) => {
  const build = (own: Build | string) => (typeof own === "string" ? { text: own } : own);
  expect(sameLines(build(before), build(after))).toEqual(same);
});

test.each([
  ["RUN apk upgrade", true],
  ["COPY app /app", false],
  ["COPY --from=up:1 /x /x", true],
  ["ADD app.tar /app", false],
  ["ADD https://example.com/x /x", true],
  ["WORKDIR /x", false],
  ["COPY --from=empty /x /x", false],
  ["COPY --from=built /x /x", true],
  ["COPY --from=based /x /x", true],
])("%s depends on something outside: %s", (line, reachesOut) => {
  const text = `FROM scratch AS empty\nCOPY x /x\nFROM empty AS built\nRUN x\nFROM a AS based\nFROM a\n${line}`;
  expect(inputsOf({ text }, "after").get(7)).toMatchObject({ reachesOut });
});

test("an invalid Dockerfile has no known inputs", () => {
  const text = "FROM\nCOPY --from=9 a b\nRUN x";
  expect(sameLines({ text }, { text, target: "no" })).toEqual([]);
  expect(inputsOf({ text: "" }, "after").size).toBe(0);
});
