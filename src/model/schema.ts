import * as v from "valibot";

/** A type whose values cannot be changed, at any depth. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** The schema with a description, which `schema/report.schema.json` shows. */
export function describe<const Schema extends v.GenericSchema>(description: string, schema: Schema) {
  return v.pipe(schema, v.description<v.InferOutput<Schema>, string>(description));
}

export const bytes = describe("In bytes.", v.number());

export const fileCount = describe("Number of files.", v.number());
