import type { FilePlace, InstructionOrigin, Origin, WasteReport } from "../../src/model/report.ts";
import { wastedRule } from "../../src/rules/wasted.ts";
import { factsOf, findingsOf, settingsWith } from "../fixtures/facts.ts";
import { finding, measuredImage } from "../fixtures/report.ts";

function line(number: number, instruction: string): InstructionOrigin {
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

test("lines of a Dockerfile outside the working folder have no annotation", () => {
  const [found] = findingsOf(facts(row({ origin: { ...COPY, elsewhere: true } })), { maxSize: 1e9 });
  expect(found?.message).toContain("COPY . . (Dockerfile:7)");
  expect(found?.place).toEqual(factsOf({}).place);
});

test("waste between layers of a history has their instructions", () => {
  const told = (instruction: string): Origin => ({ kind: "history", by: "dockerfile", instruction });
  const waste = row({ origin: told("COPY . /app"), hiddenBy: told("RUN chown -R app /app") });
  expect(findingsOf(facts(waste), { maxSize: 1e9 })[0]).toMatchObject({
    message:
      "36.2 MB of production are stored twice: RUN chown -R app /app (by history) copies files of COPY . /app (by history)",
    place: factsOf({}).place,
    advice: null,
  });
});

test("waste is a notice at the line that added the files", () => {
  expect(findingsOf(facts(row({})), { maxSize: 1e9 })).toEqual([
    finding({
      rule: "wasted",
      level: "notice",
      message:
        "36.2 MB of production are stored twice: RUN chown -R app /app (Dockerfile:9) copies files of COPY . . (Dockerfile:7)",
      actual: 36_200_000,
      place: { file: "Dockerfile", lines: [7, 7] },
      advice: "Add `--chown=app` to this line, and remove the `chown` of line 9.",
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
  [
    "touched",
    "COPY . .",
    "RUN chown -R 1000:1000 /app",
    "Add `--chown=1000:1000` to this line, and remove the `chown` of line 9.",
  ],
  [
    "touched",
    "ADD a.tar /a",
    "RUN chmod -R 755 /a",
    "Add `--chmod=755` to this line, and remove the `chmod` of line 9.",
  ],
  [
    "touched",
    "COPY a /a",
    "RUN chown app /a && chmod 0640 /a",
    "Add `--chown=app --chmod=0640` to this line, and remove the `chown` and `chmod` of line 9.",
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
])("advice on %s files fits the line: %s, %s", (how, made, by, advice) => {
  const [said] = wastedRule.check(
    facts(
      row({ how, origin: line(7, made), hiddenBy: line(9, by), path: /\/a$/.test(made) ? "/a" : "/app/" }),
    ),
    settingsWith(),
  );
  expect(said?.advice).toBe(advice);
});

/** The advice on what line 9 touches of line 7, with layers of other lines. */
function adviceOn(made: string, by: string, others: Readonly<Record<number, string>> = {}, part = 1) {
  const lines = Object.entries({ ...others, 7: made, 9: by });
  const image = measuredImage({
    waste: [row({ origin: line(7, made), hiddenBy: line(9, by), path: "/app/" })],
    layers: lines.map(([number, text]) => ({
      diffId: `sha256:${number}`,
      size: 36_200_000 / part,
      transferSize: 1,
      files: 12,
      origin: line(Number(number), text),
    })),
  });
  return wastedRule.check(factsOf({ image }), settingsWith()).find(({ isAdvice }) => isAdvice)?.advice;
}

const CHOWN_APP = "RUN chown -R app:app /app";
const ADD_CHOWN = "Add `--chown=app:app` to this line, and remove the `chown` of line 9.";
const CREATE_FIRST =
  "Create the user before this line, copy with `COPY --chown=app:app`, and remove the `chown` of line 9.";
const APART =
  "Copy what needs another owner or mode in a line of its own, with `--chown` or `--chmod`, and remove the";

test.each<[by: string, others: Readonly<Record<number, string>>, advice: string]>([
  [CHOWN_APP, {}, ADD_CHOWN],
  [CHOWN_APP, { 8: "RUN npm ci && mkdir /x" }, ADD_CHOWN],
  [CHOWN_APP, { 8: "COPY more /app" }, ADD_CHOWN],
  [CHOWN_APP, { 5: "RUN useradd -r app" }, ADD_CHOWN],
  [CHOWN_APP, { 5: "RUN addgroup -S app && adduser -S -G app app", 8: "RUN ./setup" }, ADD_CHOWN],
  ["RUN useradd app && chown -R app:app /app", {}, CREATE_FIRST],
  ["RUN useradd app && chown -R app:app /app", { 5: "RUN useradd other" }, CREATE_FIRST],
  [CHOWN_APP, { 8: "RUN useradd app" }, CREATE_FIRST],
  [CHOWN_APP, { 8: "RUN apt-get install -y app" }, CREATE_FIRST],
  [CHOWN_APP, { 8: "COPY rootfs/ /" }, CREATE_FIRST],
  [
    "RUN useradd app && chown -R 1000:1000 /app",
    {},
    "Add `--chown=1000:1000` to this line, and remove the `chown` of line 9.",
  ],
])("COPY sets an owner that exists at its line: %s, %j", (by, others, advice) => {
  expect(adviceOn("COPY . .", by, others)).toBe(advice);
});

test.each<[made: string, by: string, advice: string]>([
  ["COPY --chown=app:app . .", CHOWN_APP, "Remove the `chown` of line 9: this line sets the owner already."],
  [
    "COPY --chown=app:app . .",
    "RUN useradd app && chown -R app:app /app",
    "Create the user before this line, and remove the `chown` of line 9.",
  ],
  [
    "COPY --chown=1000 . .",
    CHOWN_APP,
    "Set `--chown=app:app` in this line, and remove the `chown` of line 9.",
  ],
  [
    "COPY --chown=app . .",
    "RUN chown -R app /app && chmod -R 750 /app",
    "Add `--chmod=750` to this line, and remove the `chown` and `chmod` of line 9.",
  ],
])("an existing option is not added: %s, %s", (made, by, advice) => {
  expect(adviceOn(made, by)).toBe(advice);
});

test.each<[by: string, advice: string]>([
  ["RUN chmod 755 /app/start.sh && chown -R nobody /app", `${APART} \`chmod\` and \`chown\` of line 9.`],
  ["RUN chown nobody /app/big.bin", `${APART} \`chown\` of line 9.`],
  ["RUN chmod 755 /app/a && chmod 700 /app/b", `${APART} \`chmod\` of line 9.`],
  ["RUN useradd x && chown x /app/a", `Create the user before this line. ${APART} \`chown\` of line 9.`],
])("a change of one of several files suggests no option: %s", (by, advice) => {
  expect(adviceOn("COPY big.bin start.sh /app/", by)).toBe(advice);
});

test("a change of a part of the copied files suggests no option", () => {
  expect(adviceOn("COPY . .", CHOWN_APP, {}, 0.5)).toBe(`${APART} \`chown\` of line 9.`);
});

test("a long instruction is cut", () => {
  const [said] = wastedRule.check(
    facts(row({ hiddenBy: line(9, `RUN ${"x".repeat(100)}`) })),
    settingsWith(),
  );
  expect(said?.message).toContain(`: RUN ${"x".repeat(55)}… (Dockerfile:9) copies`);
});

test("waste is reported from 1 MB", () => {
  const sizes = [999_999, 1_000_000, 2_000_000].map((size) => row({ size }));
  expect(wastedRule.check(facts(...sizes), settingsWith()).map(({ actual }) => actual)).toEqual([
    1_000_000, 2_000_000,
  ]);
});

test("a report-only image has no notices, and neither has a missing image", () => {
  const { image } = facts(row({}));
  expect(findingsOf({ image }, { reportOnly: true })).toEqual([]);
  expect(wastedRule.check(factsOf({ image: null }), settingsWith())).toEqual([]);
});
