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

test("COPY is matched with the stage that it takes from", () => {
  const naming = { ...UNKNOWN_NAMING, buildContexts: { assets: "../assets" } };
  expect([...copiedStages(DOCKERFILE, naming)]).toEqual([
    [6, { index: 2, name: "build", isTarget: true }],
    [7, { index: 1, name: null, isTarget: false }],
  ]);
});
