import fc from "fast-check";
import { matchOrigins } from "../../src/baseline/match-origins.ts";
import type { Share } from "../../src/model/shares.ts";

/**
 * Shares by their words: `base`, `unknown`, `history: INSTRUCTION` or `STAGE: INSTRUCTION`. Lines are numbered by
 * place. ` = ID` behind it names its layer, which is else its own; ` = none` is one without bytes.
 */
function sharesOf(words: readonly string[], side: string): Share[] {
  return words.map((words, at): Share => {
    const [word = "", id = `${side} ${at}`] = words.split(" = ");
    const rest = { size: id === "none" ? 0 : 1, files: 1, positions: [at], diffIds: [id] };
    if (word === "base" || word === "unknown") return { origin: { kind: word }, ...rest };
    const [, told] = /^history: (.*)$/.exec(word) ?? [];
    if (told !== undefined)
      return { origin: { kind: "history", by: "dockerfile", instruction: told }, ...rest };
    const [, stage = "", instruction = ""] = /^(\w+): (.*)$/.exec(word) ?? [];
    return {
      origin: { kind: "instruction", stage, file: "Dockerfile", lines: [at + 1, at + 1], instruction },
      ...rest,
    };
  });
}

function matched(before: readonly string[], after: readonly string[]): [string | null, string | null][] {
  const word = (words: readonly string[], share: Share | null) =>
    share === null ? null : (words[share.positions[0] ?? -1] ?? null);
  return matchOrigins(sharesOf(before, "before"), sharesOf(after, "after")).map((pair) => [
    word(before, pair.before),
    word(after, pair.after),
  ]);
}

const [FROM, RUN, COPY, CMD] = ["base", "a: RUN apt-get install curl", "a: COPY . .", "a: RUN make"];

test.each<[string, string[], string[], [string | null, string | null][]]>([
  [
    "the same origins",
    [FROM, RUN, COPY],
    [FROM, RUN, COPY],
    [
      [FROM, FROM],
      [RUN, RUN],
      [COPY, COPY],
    ],
  ],
  [
    "instructions of a history match in order, an edited one too",
    ["history: RUN a", "history: RUN b", "history: COPY c /c"],
    ["history: RUN new", "history: RUN a", "history: RUN edited", "history: COPY c /c"],
    [
      [null, "history: RUN new"],
      ["history: RUN a", "history: RUN a"],
      ["history: RUN b", "history: RUN edited"],
      ["history: COPY c /c", "history: COPY c /c"],
    ],
  ],
  [
    "a new version of a buildpack makes the same layer",
    [
      "history: Layer: 'jre', Created by buildpack: a/java@1.0",
      "history: Layer: 'x', Created by buildpack: a/b@1",
    ],
    [
      "history: Layer: 'x', Created by buildpack: a/b@2",
      "history: Layer: 'jre', Created by buildpack: a/java@1.1",
    ],
    [
      [
        "history: Layer: 'x', Created by buildpack: a/b@1",
        "history: Layer: 'x', Created by buildpack: a/b@2",
      ],
      [
        "history: Layer: 'jre', Created by buildpack: a/java@1.0",
        "history: Layer: 'jre', Created by buildpack: a/java@1.1",
      ],
    ],
  ],
  [
    "an inserted line shifts nothing",
    [FROM, RUN, COPY],
    [FROM, "a: RUN first", RUN, "a: COPY x x", COPY],
    [
      [FROM, FROM],
      [null, "a: RUN first"],
      [RUN, RUN],
      [null, "a: COPY x x"],
      [COPY, COPY],
    ],
  ],
  [
    "an edited line is one pair",
    [FROM, RUN, COPY],
    [FROM, "a: RUN apt-get install curl ffmpeg", COPY],
    [
      [FROM, FROM],
      [RUN, "a: RUN apt-get install curl ffmpeg"],
      [COPY, COPY],
    ],
  ],
  [
    "two edited lines in a row match in order",
    [FROM, "a: RUN a", "a: COPY b", "a: RUN c"],
    [FROM, "a: COPY b2", "a: RUN a2", "a: RUN c2"],
    [
      [FROM, FROM],
      ["a: COPY b", "a: COPY b2"],
      ["a: RUN a", "a: RUN a2"],
      ["a: RUN c", "a: RUN c2"],
    ],
  ],
  [
    "an edited line and a new one of another kind",
    [FROM, RUN],
    [FROM, "a: COPY x x", "a: RUN apt-get install wget"],
    [
      [FROM, FROM],
      [null, "a: COPY x x"],
      [RUN, "a: RUN apt-get install wget"],
    ],
  ],
  [
    "a removed line comes last",
    [FROM, RUN, COPY],
    [FROM, COPY],
    [
      [FROM, FROM],
      [COPY, COPY],
      [RUN, null],
    ],
  ],
  [
    "a moved line",
    [FROM, RUN, COPY, CMD],
    [FROM, COPY, CMD, RUN],
    [
      [FROM, FROM],
      [COPY, COPY],
      [CMD, CMD],
      [RUN, RUN],
    ],
  ],
  [
    "a renamed stage",
    [FROM, RUN, COPY],
    [FROM, "b: RUN apt-get install curl", "b: COPY . ."],
    [
      [FROM, FROM],
      [RUN, "b: RUN apt-get install curl"],
      [COPY, "b: COPY . ."],
    ],
  ],
  [
    "the same text in two stages",
    ["a: RUN x", "b: RUN x"],
    ["b: RUN x", "a: RUN x", "b: RUN y"],
    [
      ["b: RUN x", "b: RUN x"],
      ["a: RUN x", "a: RUN x"],
      [null, "b: RUN y"],
    ],
  ],
  [
    "the same line twice",
    [FROM, RUN, RUN],
    [FROM, RUN],
    [
      [FROM, FROM],
      [RUN, RUN],
      [RUN, null],
    ],
  ],
  ["unknown origins", ["unknown"], ["unknown"], [["unknown", "unknown"]]],
  [
    "the same layer with other instructions",
    [FROM, "a: RUN x = 1", "a: COPY y", "a: RUN z"],
    [FROM, "a: RUN z", "a: RUN new", "history: COPY w = 1"],
    [
      [FROM, FROM],
      ["a: RUN z", "a: RUN z"],
      [null, "a: RUN new"],
      ["a: RUN x = 1", "history: COPY w = 1"],
      ["a: COPY y", null],
    ],
  ],
  [
    "an empty layer matches by its text",
    ["a: RUN a = none", "a: RUN b = 1"],
    ["a: RUN b = none", "a: RUN a = 2"],
    [
      ["a: RUN b = 1", "a: RUN b = none"],
      ["a: RUN a = none", "a: RUN a = 2"],
    ],
  ],
  [
    "repeated layers match by their text",
    ["a: RUN b = 1", "a: RUN a = 1", "a: RUN c"],
    ["a: RUN b = 1", "a: RUN a", "a: RUN c"],
    [
      ["a: RUN b = 1", "a: RUN b = 1"],
      ["a: RUN a = 1", "a: RUN a"],
      ["a: RUN c", "a: RUN c"],
    ],
  ],
  [
    "an instruction of a history and one of a Dockerfile",
    ["history: COPY /usr/local /usr/local", "history: RUN make $x", "history: COPY . ."],
    ["a: COPY --from=b --link /usr/local /usr/local", "a: RUN --mount=target=/x make $x", "a: COPY . ."],
    [
      ["history: COPY /usr/local /usr/local", "a: COPY --from=b --link /usr/local /usr/local"],
      ["history: RUN make $x", "a: RUN --mount=target=/x make $x"],
      ["history: COPY . .", "a: COPY . ."],
    ],
  ],
  [
    "an origin that becomes known",
    ["unknown"],
    [FROM, RUN],
    [
      [null, FROM],
      [null, RUN],
      ["unknown", null],
    ],
  ],
  ["no origins before", [], [RUN], [[null, RUN]]],
  ["no origins after", [RUN], [], [[RUN, null]]],
])("%s", (_, before, after, expected) => {
  expect(matched(before, after)).toEqual(expected);
});

test("every origin is in exactly one pair", () => {
  const words = fc.array(fc.constantFrom(RUN, COPY, CMD, "a: RUN x", "b: RUN x", "b: COPY y"));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const pairs = matchOrigins(sharesOf(before, "before"), sharesOf(after, "after"));
      const positions = (shares: readonly (Share | null)[]) =>
        shares.flatMap((share) => share?.positions ?? []).sort((a, b) => a - b);
      expect(positions(pairs.map((pair) => pair.after))).toEqual([...after.keys()]);
      expect(positions(pairs.map((pair) => pair.before))).toEqual([...before.keys()]);
    }),
  );
});
