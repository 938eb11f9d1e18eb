import type { FilePlace, Origin, WasteReport } from "../../src/model/report.ts";
import { wastedRule } from "../../src/rules/wasted.ts";
import { factsOf, findingsOf, settingsWith } from "../fixtures/facts.ts";
import { finding, measuredImage } from "../fixtures/report.ts";

function line(number: number, instruction: string): Origin {
  return { kind: "instruction", stage: null, file: "Dockerfile", lines: [number, number], instruction };
}

const COPY = line(7, "COPY . .");
const FETCH = line(8, "RUN curl -O https://example.com/data.tar");
const CHOWN = line(9, "RUN chown -R app /app");
const BASE: Origin = { kind: "base" };

const row = (change: Partial<WasteReport>): WasteReport => ({
  origin: COPY,
  hiddenBy: CHOWN,
  size: 36_200_000,
  files: 12,
  how: "touched",
  path: "/app/",
  ...change,
});

const facts = (...waste: WasteReport[]) => factsOf({ image: measuredImage({ waste }) });

test("waste is a notice at the line that brought the files in", () => {
  expect(findingsOf(facts(row({})), { maxSize: 1e9 })).toEqual([
    finding({
      rule: "wasted",
      level: "notice",
      message:
        "36.2 MB of production are stored twice: RUN chown -R app /app (Dockerfile:9) copies files of COPY . . (Dockerfile:7)",
      actual: 36_200_000,
      place: { file: "Dockerfile", lines: [7, 7] },
      advice: "Add `--chown=app` to this line.",
    }),
  ]);
});

test.each<[change: Partial<WasteReport>, message: string, advice: string | null, place: FilePlace]>([
  [
    { how: "deleted", origin: FETCH, hiddenBy: line(9, "RUN rm data.tar") },
    "36.2 MB of production are hidden: RUN rm data.tar (Dockerfile:9) deletes files of RUN curl -O https://example.com/data.tar (Dockerfile:8)",
    "Delete the files in the RUN that makes them.",
    { file: "Dockerfile", lines: [8, 8] },
  ],
  [
    { how: "deleted", hiddenBy: line(9, "RUN rm -r docs") },
    "36.2 MB of production are hidden: RUN rm -r docs (Dockerfile:9) deletes files of COPY . . (Dockerfile:7)",
    "Leave the files out of this line. If a RUN needs them, mount them for it: `RUN --mount=type=bind,target=/mnt`.",
    { file: "Dockerfile", lines: [7, 7] },
  ],
  [
    { how: "replaced", hiddenBy: line(9, "COPY dist .") },
    "36.2 MB of production are hidden: COPY dist . (Dockerfile:9) replaces files of COPY . . (Dockerfile:7)",
    "Copy these files only once: leave them out of this line.",
    { file: "Dockerfile", lines: [7, 7] },
  ],
  [
    { origin: FETCH },
    "36.2 MB of production are stored twice: RUN chown -R app /app (Dockerfile:9) copies files of RUN curl -O https://example.com/data.tar (Dockerfile:8)",
    "Move `chown` to the end of the RUN that makes the files.",
    { file: "Dockerfile", lines: [8, 8] },
  ],
  [
    { origin: BASE },
    "36.2 MB of production are stored twice: RUN chown -R app /app (Dockerfile:9) copies files of the base image debian:trixie-slim",
    "Leave out the files of the base image: each file that this line changes is stored again.",
    { file: "Dockerfile", lines: [9, 9] },
  ],
  [
    { origin: { kind: "unknown" }, hiddenBy: { kind: "unknown" } },
    "36.2 MB of production are stored twice: a layer copies files of a layer",
    null,
    { file: "Dockerfile", lines: [12, 12] },
  ],
])("%j", (change, message, advice, place) => {
  expect(wastedRule.check(facts(row(change)), settingsWith())).toEqual([
    { level: "notice", isAdvice: true, message, actual: 36_200_000, place, advice },
  ]);
});

test.each<[how: WasteReport["how"], made: string, by: string, advice: string | null]>([
  ["touched", "COPY . .", "RUN chown -R 1000:1000 /app", "Add `--chown=1000:1000` to this line."],
  ["touched", "ADD a.tar /a", "RUN chmod -R 755 /a", "Add `--chmod=755` to this line."],
  [
    "touched",
    "COPY a /a",
    "RUN chown app /a && chmod 0640 /a",
    "Add `--chown=app --chmod=0640` to this line.",
  ],
  ["touched", "COPY a /a", "RUN chown app: /a && chmod 0640 /a", null],
  ["touched", "COPY a /a", "RUN chmod +x /a", null],
  ["touched", "COPY a /a", "RUN chown $APP_USER /a", null],
  ["touched", "COPY a /a", "RUN ./install", null],
  [
    "touched",
    "COPY a /a",
    "COPY --chmod=755 a /a",
    "Copy these files only once: leave them out of this line.",
  ],
  [
    "touched",
    "RUN ./make",
    "RUN chown app /a; chmod 700 /a",
    "Move `chown` and `chmod` to the end of the RUN that makes the files.",
  ],
  ["touched", "RUN ./make", "COPY a /a", null],
  ["replaced", "RUN ./make", "RUN sed -i s/a/b/ /a", "Write both RUN instructions as one."],
  [
    "replaced",
    "COPY a /a",
    "RUN sed -i s/a/b/ /a",
    "Change the files in another stage, and copy the result from it.",
  ],
  ["replaced", "RUN npm ci", "COPY . .", null],
  ["deleted", "RUN ./make", "COPY a /a", null],
  [
    "deleted",
    "COPY --from=build /a /a",
    "RUN rm /a",
    "Leave the files out of this line. If a RUN needs them, mount them for it: `RUN --mount=type=bind,from=build,target=/mnt`.",
  ],
  ["deleted", "ONBUILD RUN ./make", "ONBUILD RUN rm /a", "Delete the files in the RUN that makes them."],
])("advice on what is %s fits the line: %s, %s", (how, made, by, advice) => {
  const [said] = wastedRule.check(
    facts(row({ how, origin: line(7, made), hiddenBy: line(9, by) })),
    settingsWith(),
  );
  expect(said?.advice).toBe(advice);
});

test("a long instruction is cut", () => {
  const [said] = wastedRule.check(
    facts(row({ hiddenBy: line(9, `RUN ${"x".repeat(100)}`) })),
    settingsWith(),
  );
  expect(said?.message).toContain(`: RUN ${"x".repeat(55)}… (Dockerfile:9) copies`);
});

test("1 MB is told, less is not", () => {
  const sizes = [999_999, 1_000_000, 2_000_000].map((size) => row({ size }));
  expect(wastedRule.check(facts(...sizes), settingsWith()).map(({ actual }) => actual)).toEqual([
    1_000_000, 2_000_000,
  ]);
});

test("an image that is only reported has no notices, nor has one that is none", () => {
  const { image } = facts(row({}));
  expect(findingsOf({ image }, { reportOnly: true })).toEqual([]);
  expect(wastedRule.check(factsOf({ image: null }), settingsWith())).toEqual([]);
});
