import { UNKNOWN_NAMING } from "../../src/dockerfile/sources.ts";
import { userPlace } from "../../src/dockerfile/user.ts";

test.each<[what: string, text: string, target: string | null, line: number | null]>([
  ["the last one of its stage", "FROM a\nUSER x\nRUN y\nUSER z\n", null, 4],
  ["the one of the stage below", "FROM a AS b\nUSER x\nFROM b\nRUN y\n", null, 2],
  ["its own before the one of the stage below", "FROM a AS b\nUSER x\nFROM b\nUSER y\n", null, 4],
  ["the one of an ONBUILD", "FROM a AS b\nONBUILD USER x\nFROM b\nRUN y\n", null, 2],
  ["the one of the target", "FROM a AS b\nUSER x\nFROM b\nUSER y\n", "b", 2],
  ["not one of a later ONBUILD", "FROM a\nONBUILD USER x\n", null, null],
  ["not one of a stage in COPY --from", "FROM a AS b\nUSER x\nFROM c\nCOPY --from=b /x /\n", null, null],
  ["unknown if the base image decides", "FROM a\nRUN x\n", null, null],
])("the USER of an image is %s", (_, text, target, line) => {
  expect(userPlace({ file: "Dockerfile", text, target }, UNKNOWN_NAMING)).toEqual(
    line === null ? null : { file: "Dockerfile", lines: [line, line] },
  );
});
