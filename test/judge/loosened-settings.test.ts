import fc from "fast-check";
import { type InputValue, readImageSettings, readRunSettings } from "../../src/config/inputs.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS } from "../../src/config/settings.ts";
import { loosenedRunSettings, loosenedSettings } from "../../src/judge/loosened.ts";
import { LEVELS } from "../../src/rules/levels.ts";
import type { Problem } from "../../src/values/problem.ts";

/** A value before and after a change, as YAML gives them; undefined where nobody set one. */
type Pair = readonly [before: unknown, after: unknown];

/** Changes of a setting in each direction. */
interface Changes {
  /** None for a setting that cannot be loosened. */
  readonly looser: fc.Arbitrary<Pair> | null;
  /** Null for a setting of which no value is stricter than another. */
  readonly stricter: fc.Arbitrary<Pair> | null;
  /** The same value in two spellings. */
  readonly same: fc.Arbitrary<Pair>;
}

type Name = keyof typeof IMAGE_SETTINGS | keyof typeof RUN_SETTINGS;

const word = fc.stringMatching(/^[a-z]{1,8}$/);
const twoWords = fc.tuple(word, word).filter(([one, other]) => one !== other);
const wordSet = fc.uniqueArray(word, { minLength: 1, maxLength: 5 });
const swapped = (pairs: fc.Arbitrary<Pair>): fc.Arbitrary<Pair> => pairs.map(([one, other]) => [other, one]);
const constantPairs = (...pairs: readonly Pair[]): fc.Arbitrary<Pair> => fc.constantFrom(...pairs);

/** A larger number, or none. */
const higher = (write: (value: number) => unknown): fc.Arbitrary<Pair> =>
  fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 9999 }), fc.boolean())
    .map(([value, more, isGone]) => [write(value), isGone ? undefined : write(value + more)]);

const limit = (write: (value: number) => unknown, rewrite: (value: number) => unknown): Changes => ({
  looser: higher(write),
  stricter: swapped(higher(write)),
  same: fc.nat(9999).map((value) => [write(value), rewrite(value)]),
});
const sizeLimit = limit(
  (value) => `${value}MB`,
  (value) => `${value * 1000} kB`,
);
const countLimit = limit(
  (value) => value,
  (value) => ` ${value} `,
);
const percent: Changes = {
  ...limit(
    (value) => `${value}%`,
    (value) => `${value} %`,
  ),
  // Nobody knows here what a percentage is taken of.
  looser: fc.oneof(
    higher((value) => `${value}%`),
    higher((value) => `${value} MB`),
    fc.tuple(fc.nat(999), fc.nat(999)).map(([one, other]): Pair => [`${one}%`, `${other}kB`]),
  ),
};

const on: Changes = {
  looser: constantPairs([undefined, true], [false, true]),
  stricter: constantPairs([true, undefined], [true, false]),
  same: constantPairs([undefined, false], [false, "false"], [true, "true"]),
};
const off: Changes = { looser: on.stricter, stricter: on.looser, same: on.same };

/** Sets of which the one after lacks something. */
const fewer: fc.Arbitrary<Pair> = fc
  .tuple(wordSet, fc.array(word))
  .chain(([set, more]) =>
    fc.constantFrom(...set).map((gone): Pair => [set, [...set, ...more].filter((entry) => entry !== gone)]),
  );
const grown: fc.Arbitrary<Pair> = fc.tuple(wordSet, wordSet).map(([set, more]) => [set, [...more, ...set]]);
const reordered: fc.Arbitrary<Pair> = wordSet.chain((set) =>
  fc
    .tuple(fc.shuffledSubarray(set, { minLength: set.length }), fc.boolean())
    .map(([shuffled, isText]): Pair => [set, isText ? shuffled.join("\n") : shuffled]),
);

/** Any other value counts, and none is stricter. */
const other: Changes = {
  looser: fc.oneof(
    twoWords,
    word.map((one): Pair => [undefined, one]),
    word.map((one): Pair => [one, undefined]),
  ),
  stricter: null,
  same: word.map((one) => [one, one]),
};
const demanded: Changes = {
  looser: fc.oneof(
    twoWords,
    word.map((one): Pair => [one, undefined]),
  ),
  stricter: word.map((one) => [undefined, one]),
  same: other.same,
};
const harmless: Changes = { looser: null, stricter: twoWords, same: other.same };

/** Build arguments may take their values from the environment, contexts not. */
const pairs = (values: "may be null" | "are texts"): Changes => ({
  looser: fc
    .tuple(word, twoWords)
    .chain(([name, [one, two]]) =>
      fc.constantFrom<Pair>(
        [{ [name]: one }, { [name]: two }],
        [{ [name]: one }, undefined],
        [undefined, { [name]: one }],
        ...(values === "are texts" ? [] : [[{ [name]: one }, { [name]: null }] satisfies Pair]),
      ),
    ),
  stricter: null,
  same: fc
    .tuple(twoWords, word)
    .map(([[one, two], value]) => [{ [one]: value, [two]: value }, [`${two}=${value}`, `${one}=${value}`]]),
});

const secret = (id: string, variable: string) => `id=${id},env=${variable}`;

const ranked = (...ranks: readonly (string | undefined)[]): fc.Arbitrary<Pair> =>
  fc
    .tuple(fc.nat(ranks.length - 1), fc.nat(ranks.length - 1))
    .filter(([one, two]) => one > two)
    .map(([one, two]) => [ranks[one], ranks[two]]);

const smoke = { port: 80, timeout: "30s", "cap-drop": ["ALL"], requests: [{ path: "/health" }] };

const CHANGES: Readonly<Record<Name, Changes>> = {
  context: other,
  file: other,
  target: other,
  platforms: {
    looser: fc.oneof(
      constantPairs(
        [["linux/amd64", "linux/arm64"], "linux/amd64"],
        ["linux/amd64", "linux/arm64"],
        [{ "linux/amd64": {}, "linux/arm64": {} }, { "linux/amd64": {} }],
      ),
      // Null is all that an existing image has.
      constantPairs([undefined, "linux/amd64"]),
    ),
    stricter: constantPairs(
      ["linux/amd64", ["linux/amd64", "linux/arm64"]],
      ["linux/amd64,linux/arm64", undefined],
    ),
    same: constantPairs(
      [["linux/amd64", "linux/arm64"], "linux/arm64, linux/amd64"],
      ["linux/x86_64", "linux/amd64"],
      ["linux/arm64/v8", { "linux/arm64": null }],
    ),
  },
  "build-args": pairs("may be null"),
  "build-contexts": pairs("are texts"),
  secrets: {
    looser: fc
      .tuple(word, twoWords)
      .chain(([id, [one, two]]) =>
        fc.constantFrom<Pair>(
          [[secret(id, one)], [secret(id, two)]],
          [[secret(id, one)], undefined],
          [undefined, [secret(id, one)]],
        ),
      ),
    stricter: null,
    same: twoWords.map(([id, variable]) => [
      [secret(id, variable), "id=other,src=file"],
      ["source=file,id=other", `env=${variable},id=${id}`],
    ]),
  },
  ssh: harmless,
  "cache-from": {
    looser: swapped(fewer),
    stricter: swapped(grown.filter(([one, two]) => String(one) !== String(two))),
    same: reordered,
  },
  "cache-to": harmless,
  "no-cache": off,
  pull: off,
  image: other,
  "test-target": { looser: fewer, stricter: grown, same: reordered },
  "rerun-tests": off,
  smoke: {
    looser: constantPairs(
      [smoke, undefined],
      [smoke, { ...smoke, port: 81 }],
      [smoke, { ...smoke, requests: [] }],
      [smoke, { ...smoke, timeout: "31s" }],
      [smoke, { ...smoke, "cap-drop": ["NET_RAW"] }],
      [smoke, { ...smoke, tmpfs: ["/tmp"] }],
      [smoke, { ...smoke, env: { A: "1" } }],
    ),
    stricter: constantPairs(
      [undefined, smoke],
      [smoke, { ...smoke, "read-only": true }],
      [smoke, { ...smoke, timeout: "29s" }],
      [smoke, { ...smoke, requests: [...smoke.requests, { path: "/" }] }],
    ),
    same: constantPairs(
      [smoke, JSON.stringify(smoke)],
      [smoke, { ...smoke, timeout: 30, "read-only": false, tmpfs: [], exec: [] }],
      [smoke, { ...smoke, "cap-drop": ["all"], requests: [{ path: "/health", method: "get" }] }],
    ),
  },
  "max-size": sizeLimit,
  "warn-size": sizeLimit,
  "max-own-size": sizeLimit,
  "warn-own-size": sizeLimit,
  "max-transfer-size": sizeLimit,
  "warn-transfer-size": sizeLimit,
  "max-layers": countLimit,
  "warn-layers": countLimit,
  "max-growth": percent,
  "warn-growth": percent,
  "max-growth-includes-drift": off,
  "allow-root": on,
  "run-as": demanded,
  "allow-secrets": { looser: swapped(fewer), stricter: swapped(grown), same: reordered },
  forbid: { looser: fewer, stricter: grown, same: reordered },
  scan: off,
  "max-critical": countLimit,
  "max-high": countLimit,
  "max-wasted": sizeLimit,
  "warn-wasted": sizeLimit,
  "compare-with": demanded,
  "min-saving": {
    looser: fc.oneof(
      higher((value) => `${value}%`).map(
        ([less, more]): Pair => [more ?? "1%", more === undefined ? undefined : less],
      ),
      higher((value) => `${value}MB`).map(
        ([less, more]): Pair => [more ?? "1MB", more === undefined ? undefined : less],
      ),
    ),
    stricter: higher((value) => `${value}%`).map(([less, more]) => [
      more === undefined ? undefined : less,
      more ?? less,
    ]),
    same: percent.same,
  },
  rules: {
    looser: fc
      .tuple(fc.constantFrom("secret", "size", "wasted"), ranked(...LEVELS))
      .map(([rule, [before, after]]) => [{ [rule]: before }, { [rule]: after }]),
    stricter: fc
      .tuple(fc.constantFrom("secret", "size", "wasted"), ranked(...LEVELS))
      .map(([rule, [before, after]]) => [{ [rule]: after }, { [rule]: before }]),
    same: constantPairs([undefined, { secret: "error" }], [{ secret: "off" }, "secret=off"], [{}, undefined]),
  },
  "report-only": on,
  config: harmless,
  "config-from": {
    looser: null,
    stricter: constantPairs(["base", "head"], ["head", "base"]),
    same: constantPairs([undefined, "head"]),
  },
  bake: other,
  "bake-targets": { looser: fc.oneof(fewer, swapped(fewer)), stricter: null, same: reordered },
  only: {
    looser: fc.oneof(
      fewer,
      wordSet.map((set): Pair => [undefined, set]),
    ),
    stricter: fc.oneof(
      grown,
      wordSet.map((set): Pair => [set, undefined]),
    ),
    same: reordered,
  },
  "only-changed": on,
  builder: other,
  prepare: other,
  base: harmless,
  "require-baseline": off,
  baseline: {
    looser: fc.oneof(
      ranked("none", "stored", "auto"),
      ranked("none", "stored", undefined),
      ranked("none", "stored", "build"),
      fc
        .tuple(fc.constantFrom("auto", undefined, "stored", "build"), word)
        .map(([mode, name]): Pair => [mode, `node:${name}`]),
      twoWords.map(([one, two]): Pair => [`node:${one}`, `node:${two}`]),
      fc.constantFrom<Pair>(["node:24", "none"], ["node:24", "auto"]),
    ),
    stricter: swapped(
      ranked("none", "stored", "auto", "build").filter(([one, two]) => !(one === "build" && two === "auto")),
    ),
    same: constantPairs([undefined, "auto"], ["auto", "build"], ["none", "none"], ["node:24", "node:24"]),
  },
  "waive-label": {
    looser: fc.oneof(
      twoWords,
      word.map((label): Pair => [undefined, label]),
    ),
    stricter: word.map((label) => [label, undefined]),
    same: other.same,
  },
  comment: {
    looser: fc.oneof(
      ranked("never", "on-failure", "on-change", "always"),
      ranked("never", "on-failure", "on-change", undefined),
    ),
    stricter: swapped(ranked("never", "on-failure", "on-change", "always")),
    same: constantPairs([undefined, "always"], ["never", "never"]),
  },
  check: {
    looser: null,
    stricter: constantPairs(["false", "true"], ["true", "false"]),
    same: constantPairs([undefined, "false"]),
  },
  "comment-key": {
    looser: other.looser,
    stricter: null,
    same: constantPairs(["a", "a"]),
  },
  timeout: {
    looser: null,
    stricter: constantPairs(["1h", "30m"], [undefined, "30m"], ["30m", undefined]),
    same: constantPairs(["60m", "1h"]),
  },
  "github-token": harmless,
  allow: {
    looser: null,
    stricter: constantPairs(["network.host", "security.insecure"], [undefined, "network.host"]),
    same: constantPairs(["network.host", "network.host"]),
  },
  "allow-unsafe-fork-builds": {
    looser: null,
    stricter: constantPairs(["false", "true"], ["true", "false"]),
    same: constantPairs([undefined, "false"]),
  },
  "output-dir": harmless,
  progress: {
    looser: null,
    stricter: constantPairs(["plain", "quiet"], ["quiet", "plain"]),
    same: constantPairs([undefined, "auto"]),
  },
};

const place = { name: "here", at: null };

/** What is said of a change of one setting. */
function findings(name: string, [before, after]: Pair): string[] {
  const problems: Problem[] = [];
  const given = (value: unknown) =>
    new Map<string, InputValue>(value === undefined ? [] : [[name, { value, place, base: "/" }]]);
  const found = Object.hasOwn(IMAGE_SETTINGS, name)
    ? loosenedSettings(
        {
          before: readImageSettings(given(before), problems),
          after: readImageSettings(given(after), problems),
          placeOf: () => place,
        },
        null,
      )
    : loosenedRunSettings({
        before: readRunSettings(given(before), problems),
        after: readRunSettings(given(after), problems),
        place,
        placeOf: () => place,
      });
  expect(problems).toEqual([]);
  expect(found.every(({ setting }) => setting === name)).toBe(true);
  return found.map((one) => `${one.before} → ${one.after}`);
}

const TABLE = { ...IMAGE_SETTINGS, ...RUN_SETTINGS };

test("every setting has generated changes", () => {
  expect(Object.keys(CHANGES).sort()).toEqual(Object.keys(TABLE).sort());
});

test("only settings that can be loosened have changes that loosen", () => {
  const declared = Object.entries(TABLE).flatMap(([name, { change }]) =>
    change.kind === "harmless" ? [] : [name],
  );
  const generated = Object.entries(CHANGES).flatMap(([name, { looser }]) => (looser === null ? [] : [name]));
  expect(generated.sort()).toEqual(declared.sort());
});

describe.each(Object.entries(CHANGES))("%s", (name, { looser, stricter, same }) => {
  if (looser !== null)
    test("a value that is not stricter is a finding with the values before and after", () => {
      fc.assert(
        fc.property(looser, (pair) => {
          const said = findings(name, pair);
          expect(said.length).toBeGreaterThan(0);
          for (const line of said) expect(line).not.toMatch(/^(.*) → \1$/);
        }),
      );
    });

  if (stricter !== null)
    test("a stricter value is no finding", () => {
      fc.assert(fc.property(stricter, (pair) => expect(findings(name, pair)).toEqual([])));
    });

  test("another spelling of the same value is no finding", () => {
    fc.assert(fc.property(same, (pair) => expect(findings(name, pair)).toEqual([])));
  });
});

test.each(["build-args", "build-contexts", "secrets", "smoke", "github-token", "cache-from"])(
  "values of %s that may be confidential are never shown",
  (name) => {
    const value = (text: string) =>
      ({
        "build-args": { TOKEN: text },
        "build-contexts": { source: `https://user:${text}@example.com/app.git` },
        secrets: [`id=token,src=/run/${text}`],
        smoke: {
          env: { TOKEN: text },
          requests: [{ path: "/", headers: { authorization: text } }],
          port: 80,
        },
        "github-token": text,
        "cache-from": [`type=s3,access_key_id=${text}`],
      })[name];
    const said = findings(name, [value("hunter2"), value("hunter3")]);
    expect(said.join("\n")).not.toContain("hunter");
    expect(said.length).toBe(name === "github-token" ? 0 : name === "smoke" ? 2 : 1);
  },
);
