/** The part of JSON Schema that the report's schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  /** A tuple's are a list. */
  readonly items?: Schema | readonly Schema[];
}

/**
 * Returns TypeScript declarations: a type for each definition of the schema, in their order. A reader does not change a
 * report, so everything is readonly.
 * @throws Error if a schema has no TypeScript type
 */
export function declarations({ $defs = {} }: Schema): string {
  return Object.entries($defs)
    .map(([name, schema]) => `${comment(schema, "")}export type ${name} = ${typeOf(schema, "")};\n`)
    .join("\n");
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.$ref !== undefined) return schema.$ref.replace("#/$defs/", "");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return union.map((option) => typeOf(option, indent)).join(" | ");
  switch (schema.type) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return schema.type;
    case "array":
      return list(schema.items, indent);
    case "object":
      return object(schema, indent);
    default:
      throw new Error(`no TypeScript type for ${JSON.stringify(schema)}`);
  }
}

function list(items: Schema["items"], indent: string): string {
  if (items === undefined) return "readonly unknown[]";
  if ("length" in items) return `readonly [${items.map((item) => typeOf(item, indent)).join(", ")}]`;
  const item = typeOf(items, indent);
  return `readonly ${item.includes(" | ") ? `(${item})` : item}[]`;
}

function object({ properties = {}, required = [], additionalProperties }: Schema, indent: string): string {
  if (typeof additionalProperties === "object")
    return `{ readonly [name: string]: ${typeOf(additionalProperties, indent)} }`;
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, schema]) =>
      `${comment(schema, inner)}${inner}readonly ${name}${required.includes(name) ? "" : "?"}: ${typeOf(schema, inner)};\n`,
  );
  return `{\n${lines.join("")}${indent}}`;
}

function comment({ description }: Schema, indent: string): string {
  return description === undefined ? "" : `${indent}/** ${description.replaceAll("*/", "*\\/")} */\n`;
}
