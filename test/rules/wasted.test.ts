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
      advice: "Set owner and mode where the files come in: COPY --chown=app --chmod=…",
    }),
  ]);
});

test.each<[change: Partial<WasteReport>, message: string, advice: string, place: FilePlace]>([
  [
    { how: "deleted", origin: FETCH, hiddenBy: line(9, "RUN rm data.tar") },
    "36.2 MB of production are hidden: RUN rm data.tar (Dockerfile:9) deletes files of RUN curl -O https://example.com/data.tar (Dockerfile:8)",
    "Do both in one RUN, so that the bytes never get into a layer",
    { file: "Dockerfile", lines: [8, 8] },
  ],
  [
    { how: "deleted", hiddenBy: line(9, "RUN rm -r docs") },
    "36.2 MB of production are hidden: RUN rm -r docs (Dockerfile:9) deletes files of COPY . . (Dockerfile:7)",
    "Do not copy what is deleted later: name what is needed, or list the rest in .dockerignore",
    { file: "Dockerfile", lines: [7, 7] },
  ],
  [
    { how: "replaced", hiddenBy: line(9, "COPY dist .") },
    "36.2 MB of production are hidden: COPY dist . (Dockerfile:9) replaces files of COPY . . (Dockerfile:7)",
    "Bring in only the files that stay, or write both in one RUN",
    { file: "Dockerfile", lines: [7, 7] },
  ],
  [
    { origin: FETCH },
    "36.2 MB of production are stored twice: RUN chown -R app /app (Dockerfile:9) copies files of RUN curl -O https://example.com/data.tar (Dockerfile:8)",
    "Set owner and mode in the RUN that makes the files, or run it as their owner: USER app",
    { file: "Dockerfile", lines: [8, 8] },
  ],
  [
    { origin: BASE },
    "36.2 MB of production are stored twice: RUN chown -R app /app (Dockerfile:9) copies files of the base image debian:trixie-slim",
    "Leave the files of the base image as they are, or copy what is needed of them into a stage of its own",
    { file: "Dockerfile", lines: [9, 9] },
  ],
  [
    { origin: { kind: "unknown" }, hiddenBy: { kind: "unknown" } },
    "36.2 MB of production are stored twice: a layer copies files of a layer",
    "Set owner and mode in the RUN that makes the files, or run it as their owner: USER app",
    { file: "Dockerfile", lines: [12, 12] },
  ],
])("%j", (change, message, advice, place) => {
  expect(wastedRule.check(facts(row(change)), settingsWith())).toEqual([
    { level: "notice", isAdvice: true, message, actual: 36_200_000, place, advice },
  ]);
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
