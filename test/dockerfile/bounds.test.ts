import fc from "fast-check";
import { neededDependencies } from "../../src/dockerfile/dependencies.ts";
import { parseChain } from "../../src/dockerfile/instructions.ts";
import { expandVariables } from "../../src/dockerfile/variables.ts";

const NAMING = { buildArgs: null, buildContexts: null };

test("a chain of 8,000 stages is read completely", () => {
  const stages = Array.from(
    { length: 8000 },
    (_, at) => `FROM ${at === 0 ? "a" : `s${at - 1}`} AS s${at}\nRUN x`,
  );
  const chain = parseChain(stages.join("\n"), null);
  expect(chain?.base).toBe("a");
  expect(chain?.instructions.map(({ stage }) => stage)).toEqual(stages.map((_, at) => `s${at}`));
});

test("15,000 stages with 15,000 COPY instructions have their dependencies", () => {
  const stages = Array.from({ length: 15_000 }, (_, at) => `FROM a AS s${at}`);
  const copies = Array.from({ length: 15_000 }, (_, at) => `COPY --from=s${at % 14_999} x y`);
  const needed = neededDependencies([...stages, ...copies].join("\n"), [null], NAMING);
  expect(needed).toHaveLength(30_000);
});

test("COPY takes the nearest of several earlier stages with one name", () => {
  const dockerfile = "FROM one AS a\nFROM two AS A\nFROM three\nCOPY --from=a x y";
  const [first, second, ...others] = neededDependencies(dockerfile, [null], NAMING);
  expect([first?.from, second?.from, others[0]?.from]).toEqual([
    { kind: "image", name: "two" },
    { kind: "image", name: "three" },
    { kind: "stage", index: 1 },
  ]);
});

test("variables with exponential growth have no value", () => {
  const rows = Array.from({ length: 100 }, (_, at) => `ARG A${at + 1}=$A${at}$A${at}`);
  const [from] = neededDependencies(`ARG A0=xx\n${rows.join("\n")}\nFROM $A100`, [null], NAMING);
  expect(from?.from).toEqual({ kind: "other", isUnknown: true });
});

test("a value has at most 65,536 characters", () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(20), (length, times) => {
      const values = new Map([["A", "x".repeat(length)]]);
      const written = "$A".repeat(times);
      const expanded = expandVariables(written, values, "\\");
      // Literal text counts too.
      const isLong = times > 0 && length * times + written.length > 65_536;
      expect(expanded).toBe(isLong ? null : "x".repeat(length * times));
    }),
  );
});
