import { instructionTexts, parseChain } from "../../src/dockerfile/instructions.ts";

const NAMING = { buildArgs: null, buildContexts: null };

const CHOSEN = `ARG KIND=full
FROM alpine:3.22 AS stage-small
RUN small
FROM debian:13 AS Stage-Full
ENV A=1 B="c d=e" \\
  F='g'
RUN full
FROM stage-\${KIND}
ARG H I=j
ENV OLD the value=x
`;

test("an argument's default in FROM leads to the stage", () => {
  const chain = parseChain(CHOSEN, null, NAMING);
  expect(chain?.base).toBe("debian:13");
  expect(chain?.instructions.map(({ stage, text }) => `${stage}: ${text}`)).toEqual([
    `stage-full: ENV A=1 B="c d=e" F='g'`,
    "stage-full: RUN full",
    "null: ARG H I=j",
    "null: ENV OLD the value=x",
  ]);
});

test("a build argument in FROM leads to the stage", () => {
  const chain = parseChain(CHOSEN, null, { ...NAMING, buildArgs: { KIND: "small" } });
  expect(chain?.base).toBe("alpine:3.22");
  expect(chain?.instructions[0]?.text).toBe("RUN small");
});

test("an unknown value in FROM leads to no stage", () => {
  const chain = parseChain(CHOSEN, null, { ...NAMING, buildArgs: { KIND: null } });
  expect(chain).toMatchObject({ from: `stage-\${KIND}`, base: null });
});

test("variables come from ENV and ARG", () => {
  const chain = parseChain(CHOSEN, null, NAMING);
  expect(chain?.instructions.map(({ variables }) => variables)).toEqual([
    ["A", "B", "F"],
    [],
    ["H", "I"],
    ["OLD"],
  ]);
});

test("the platform chooses the stage", () => {
  const text = "FROM a AS for-amd64\nFROM b AS for-arm64\nFROM for-$TARGETARCH\n";
  const baseOf = (platform: string | null) => parseChain(text, null, { ...NAMING, platform })?.base;
  expect(["linux/amd64", "linux/arm64", null].map(baseOf)).toEqual(["a", "b", null]);
});

test("ONBUILD instructions run in the stage on top", () => {
  const text = "FROM a AS b\nONBUILD COPY . /app\nRUN x\nFROM b AS c\nRUN y\nFROM c\nRUN z\n";
  expect(
    parseChain(text, null, NAMING)?.instructions.map(({ text, lines, stage }) => [text, lines[0], stage]),
  ).toEqual([
    ["ONBUILD COPY . /app", 2, "b"],
    ["RUN x", 3, "b"],
    ["ONBUILD COPY . /app", 2, "b"],
    ["RUN y", 5, "c"],
    ["RUN z", 7, null],
  ]);
});

test("a named context replaces the stage of the same name", () => {
  const text = "FROM a AS b\nRUN x\nFROM b\nRUN y\n";
  const chain = parseChain(text, null, { ...NAMING, buildContexts: { b: "docker-image://c" } });
  expect(chain).toMatchObject({ from: "b", base: "b", instructions: [{ text: "RUN y" }] });
});

test("FROM takes the nearest of several stages with one name, a target the last", () => {
  const text = "FROM one AS a\nFROM a AS b\nFROM two AS A\n";
  expect(["a", "A", "b", "none"].map((target) => parseChain(text, target, NAMING)?.base)).toEqual([
    "two",
    "two",
    "one",
    undefined,
  ]);
});

test("the text at lines is the instruction, whatever the escape character", () => {
  const textAt = instructionTexts("# escape=`\nFROM a\nRUN dir `\n  # why\n  C:\\\nUSER b\n");
  expect(textAt([3, 5])).toBe("RUN dir C:\\");
  expect(textAt([6, 6])).toBe("USER b");
});
