import fc from "fast-check";
import { difference, judgeAnswer, judgeCommand } from "../../../src/checks/smoke/expectations.ts";

const anything = { status: null, contains: null, json: null };

test.each<[what: string, expected: object, status: number, body: string, problem: string | null]>([
  ["any success", {}, 204, "", null],
  ["a redirect", {}, 304, "", null],
  ["a failure", {}, 400, "", "answered 400 instead of 2xx or 3xx"],
  ["a failure that is expected", { status: 404 }, 404, "nothing", null],
  ["another success than expected", { status: 201 }, 200, "hi", 'answered 200 instead of 201: "hi"'],
  ["a text in the body", { contains: "b" }, 200, "abc", null],
  ["a text that is not there", { contains: "x" }, 200, "abc", 'answered without "x": "abc"'],
  ["an empty body", { contains: "x" }, 200, "", 'answered without "x"'],
  ["a long body", { contains: "x" }, 200, "a".repeat(300), `answered without "x": "${"a".repeat(200)}"…`],
  ["JSON", { json: { value: { a: 1 } } }, 200, '{"b": 2, "a": 1}', null],
  ["other JSON", { json: { value: 1 } }, 200, "2", "answered with JSON in which $ is 2 instead of 1"],
])("%s", (_, expected, status, body, problem) => {
  expect(judgeAnswer({ ...anything, ...expected }, { status, body })).toBe(problem);
});

test("an answer that is not JSON is shown unchanged", () => {
  expect(judgeAnswer({ ...anything, json: { value: {} } }, { status: 200, body: "<html>" })).toMatch(
    /^did not answer with JSON \(.+\): "<html>"$/,
  );
});

test.each<[actual: unknown, expected: unknown, different: string | null]>([
  [{ a: 1, b: 2 }, { a: 1 }, null],
  [{ a: { b: null } }, { a: { b: null } }, null],
  [{ a: 1 }, {}, null],
  [{}, { a: null }, "$.a is missing"],
  [{}, { toString: 1 }, "$.toString is missing"],
  [{ "a b": [1, 2] }, { "a b": [1, 3] }, '$["a b"][1] is 2 instead of 3'],
  [[1, 2], [1], "$ has length 2 instead of 1"],
  [[{ a: 1, b: 1 }], [{ a: 1 }], null],
  [[], {}, "$ is [] instead of {}"],
  [{}, [], "$ is {} instead of []"],
  ["1", 1, '$ is "1" instead of 1'],
  [null, {}, "$ is null instead of {}"],
])("the first difference between %j and %j is reported", (actual, expected, different) => {
  expect(difference(actual, expected, "$")).toBe(different);
});

test("every value equals itself", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => difference(value, structuredClone(value), "$") === null));
});

test.each<[what: string, code: number | null, stdout: string, stderr: string, problem: string | null]>([
  ["its output without surrounding blanks", 0, " app\n", "warning: x\n", null],
  ["other output", 0, "root\n", "", 'printed "root" instead of "app"'],
  ["nothing", 0, "", "", 'printed "" instead of "app"'],
  ["a failure", 1, "app\n", "first\nlast\n", 'ended with exit code 1: "last"'],
  ["a failure without output", 1, "", "", "ended with exit code 1"],
  ["a command that does not end", null, "app", "", "did not end in 1.5 s"],
  [
    "a program that does not exist",
    127,
    'OCI runtime exec failed: exec failed: unable to start container process: exec: "x": executable file not found in $PATH: unknown\r\n',
    "",
    'could not be run: exec: "x": executable file not found in $PATH',
  ],
  [
    "a container that is gone",
    1,
    "",
    `Error response from daemon: container ${"0".repeat(64)} is not running\n`,
    "could not be run: the container is not running",
  ],
])("a command is judged by %s", (_, code, stdout, stderr, problem) => {
  expect(judgeCommand("app", { code, stdout, stderr }, 1500)).toBe(problem);
});
