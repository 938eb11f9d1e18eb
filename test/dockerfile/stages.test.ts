import { defaultTestTargets, parseStages, unshippedKind } from "../../src/dockerfile/stages.ts";

const DOCKERFILE = `# syntax=docker/dockerfile:1
ARG V=3.22
FROM --platform=$BUILDPLATFORM alpine:$V AS Deps
RUN <<EOF
FROM not-a-stage AS nothing
EOF
FROM deps AS test
RUN echo a \\
  FROM b AS c
FROM deps
`;

test("stages have names, bases and lines, apart from heredocs and continued lines", () => {
  expect(parseStages(DOCKERFILE)).toEqual([
    { name: "deps", base: "alpine:$V", line: 3 },
    { name: "test", base: "deps", line: 7 },
    { name: null, base: "deps", line: 10 },
  ]);
});

test("test stages are recognized by their name", () => {
  expect(defaultTestTargets(parseStages(DOCKERFILE))).toEqual(["test"]);
});

test.each([
  ["test", "test"],
  ["lint", "test"],
  ["development", "development"],
  ["production", null],
  ["runtime", null],
])("a stage named %s is unlikely to ship: %s", (name, expected) => {
  expect(unshippedKind(name)).toBe(expected);
});
