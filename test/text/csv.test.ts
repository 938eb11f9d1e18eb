import fc from "fast-check";
import { csv, csvFields, csvValues } from "../../src/text/csv.ts";

test.each([
  ["id=token,env=TOKEN", ["id=token", "env=TOKEN"]],
  ['"id=a,b",env=X', ["id=a,b", "env=X"]],
  ['"id=a""b"', ['id=a"b']],
  ["", [""]],
  ["a,", ["a", ""]],
  ['a"b', null],
  ['"a', null],
  ['"a"b', null],
])("the fields of %s", (line, fields) => {
  expect(csvFields(line)).toEqual(fields);
});

test("a written value is read back the same", () => {
  const key = fc.stringMatching(/^[a-z][a-z-]{0,5}$/);
  fc.assert(
    fc.property(fc.dictionary(key, fc.string(), { minKeys: 1 }), (fields) => {
      expect(Object.fromEntries(csvValues(csv(fields)) ?? [])).toEqual({ ...fields });
    }),
  );
});

test("keys count in any case, the last value wins, a bare field has no key", () => {
  expect([...(csvValues("ID=a,id=b") ?? [])]).toEqual([["id", "b"]]);
  expect(csvValues("example.org/cache")).toBeNull();
});
