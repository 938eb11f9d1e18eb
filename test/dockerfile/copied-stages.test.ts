import { copiedStages } from "../../src/dockerfile/copied-stages.ts";
import { UNKNOWN_NAMING } from "../../src/dockerfile/sources.ts";

const DOCKERFILE = `FROM alpine AS Build
FROM alpine
FROM alpine AS build
COPY --from=build /a /a
FROM alpine
COPY --chown=1 --from=BUILD /a /a
COPY --from=1 /a /a
COPY --from=nginx:1 /a /a
COPY --from=assets /a /a
COPY a a
`;

test("COPY matches its source stage", () => {
  const naming = { ...UNKNOWN_NAMING, buildContexts: { assets: "../assets" } };
  expect([...copiedStages(DOCKERFILE, naming)]).toEqual([
    [6, { index: 2, name: "build", text: linesOf(1, 4) }],
    [7, { index: 1, name: null, text: linesOf(1, 2) }],
  ]);
});

test("the text of a stage ends before the next FROM in any spelling", () => {
  const start = "# escape=`\r\nFROM a AS x\r\nRUN <<END\r\nFROM no\r\nEND\r\n";
  const rest = "# next\r\nfrom `\r\n  b\r\nCOPY --from=0 /a /a\r\n";
  expect(copiedStages(start + rest, UNKNOWN_NAMING).get(9)?.text).toBe(`${start}# next\r`);
});

/** Lines of the Dockerfile, the first and the last among them. */
function linesOf(first: number, last: number): string {
  return DOCKERFILE.split("\n")
    .slice(first - 1, last)
    .join("\n");
}
