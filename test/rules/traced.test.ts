import type { InstructionOrigin, OriginChange } from "../../src/model/report.ts";
import { leftoverRule } from "../../src/rules/leftover.ts";
import { placeOfChange } from "../../src/rules/origin-place.ts";
import { secretRule } from "../../src/rules/secret.ts";
import { factsOf, settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";

function line(at: number, instruction: string): InstructionOrigin {
  return { kind: "instruction", stage: null, file: "Dockerfile", lines: [at, at], instruction };
}

const COPY = line(9, "COPY --from=builder /venv /venv");
const RUN = line(3, "RUN pip install -r requirements.txt");

function change(size: number, input?: readonly [number, number] | null): OriginChange {
  const inputs = input === undefined ? {} : { inputs: [{ file: "requirements.txt", lines: input }] };
  const rest = { origin: COPY, through: [], size: 100 - size, files: 1 };
  const trace = [{ origin: RUN, through: [], size, files: 1, ...inputs }, rest];
  return { before: COPY, after: COPY, size: 100, drift: 0, files: [], trace };
}

test.each([
  ["the line that made most of it", change(60), { file: "Dockerfile", lines: [3, 3] }],
  ["the changed lines of its input", change(60, [4, 5]), { file: "requirements.txt", lines: [4, 5] }],
  [
    "the line, if its input changed in several places",
    change(60, null),
    { file: "Dockerfile", lines: [3, 3] },
  ],
  ["the COPY, if no line made most of it", change(50), { file: "Dockerfile", lines: [9, 9] }],
])("growth of a COPY --from is shown at %s", (_, grown, place) => {
  expect(placeOfChange(grown, null)).toEqual(place);
});

test.each([
  ["package-lock.json", "app/package.json", [7, 7]],
  ["yarn.lock", "package.json", [7, 7]],
])("growth is shown at the file that a person edits, not at %s", (lock, edited, lines) => {
  const inputs = [
    { file: lock, lines: [8, 30] as const },
    { file: edited, lines: [7, 7] as const },
  ];
  const made = { origin: RUN, through: [], size: 100, files: 1, inputs };
  const grown = { before: COPY, after: COPY, size: 100, drift: 0, files: [], trace: [made] };
  expect(placeOfChange(grown, null)).toEqual({ file: edited, lines });
  const alone = { ...grown, trace: [{ ...made, inputs: inputs.slice(0, 1) }] };
  expect(placeOfChange(alone, null)).toEqual({ file: lock, lines: [8, 30] });
});

test("leftover and secret of a COPY --from are shown at their line", () => {
  const leftover = {
    kind: "leftover",
    what: "logs",
    origin: COPY,
    madeBy: RUN,
    path: "/venv/log",
    size: 1e6,
    files: 1,
    advice: "",
  } as const;
  const secret = {
    what: "a token",
    kind: "file",
    name: "venv/.npmrc",
    origin: COPY,
    madeBy: RUN,
    hidden: false,
  } as const;
  const facts = factsOf({ image: measuredImage({ leftovers: [leftover], secrets: [secret] }) });
  const [found] = secretRule.check(facts, settingsWith());
  expect(leftoverRule.check(facts, settingsWith()).map(({ place }) => place)).toEqual([
    { file: "Dockerfile", lines: [3, 3] },
  ]);
  expect(found?.place).toEqual({ file: "Dockerfile", lines: [3, 3] });
  expect(found?.advice).toContain("Delete it in the RUN that creates it");
});
