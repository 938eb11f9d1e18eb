import { UNKNOWN_NAMING } from "../../src/dockerfile/sources.ts";
import { userPlace } from "../../src/dockerfile/user.ts";

test.each<[what: string, text: string, target: string | null, line: number | null]>([
  ["the last of its stage", "FROM a\nUSER x\nRUN y\nUSER z\n", null, 4],
  ["one of the stage that it is built upon", "FROM a AS b\nUSER x\nFROM b\nRUN y\n", null, 2],
  ["one of its own before that", "FROM a AS b\nUSER x\nFROM b\nUSER y\n", null, 4],
  ["one that ONBUILD puts off", "FROM a AS b\nONBUILD USER x\nFROM b\nRUN y\n", null, 2],
  ["one of the target", "FROM a AS b\nUSER x\nFROM b\nUSER y\n", "b", 2],
  ["none that ONBUILD puts off further", "FROM a\nONBUILD USER x\n", null, null],
  [
    "none of a stage that it only copies from",
    "FROM a AS b\nUSER x\nFROM c\nCOPY --from=b /x /\n",
    null,
    null,
  ],
  ["none where the base image decides", "FROM a\nRUN x\n", null, null],
])("the USER that an image starts with is %s", (_, text, target, line) => {
  expect(userPlace({ file: "Dockerfile", text, target }, UNKNOWN_NAMING)).toEqual(
    line === null ? null : { file: "Dockerfile", lines: [line, line] },
  );
});
