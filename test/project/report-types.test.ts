import type { Report as Declared } from "../../schema/report.d.ts";
import { declarations } from "../../scripts/declarations.ts";
import type { Report } from "../../src/model/report.ts";
import { reportOf } from "../fixtures/report.ts";

test("the declared types match the report", () => {
  const read = (report: Declared): Report => report;
  const report = JSON.parse(JSON.stringify(reportOf())) as Declared;
  expect(read(report)).toEqual(reportOf());
});

test.each<[object, string]>([
  [{ type: "string" }, "string"],
  [{ const: true }, "true"],
  [{ enum: ["a", "b"] }, '"a" | "b"'],
  [{ anyOf: [{ type: "number" }, { type: "null" }] }, "number | null"],
  [{ $ref: "#/$defs/Lines" }, "Lines"],
  [{ type: "array", items: { type: "number" } }, "readonly number[]"],
  [{ type: "array", items: { enum: [1, 2] } }, "readonly (1 | 2)[]"],
  [{ type: "array", items: [{ type: "number" }, { type: "string" }] }, "readonly [number, string]"],
  [{ type: "object", additionalProperties: { type: "number" } }, "{ readonly [name: string]: number }"],
  [
    { type: "object", properties: { a: { type: "null" }, b: { type: "null" } }, required: ["a"] },
    "{\n  readonly a: null;\n  readonly b?: null;\n}",
  ],
])("the schema %j is the type %s", (schema, type) => {
  expect(declarations({ $defs: { A: schema } })).toBe(`export type A = ${type};\n`);
});

test("a description is a comment that it cannot end", () => {
  const schema = { description: "all of src/**/*", type: "string" };
  expect(declarations({ $defs: { A: schema } })).toBe("/** all of src/**\\/* */\nexport type A = string;\n");
});

test("a schema without a TypeScript type is an error", () => {
  expect(() => declarations({ $defs: { A: { type: "integer" } } })).toThrow(
    'no TypeScript type for {"type":"integer"}',
  );
});
