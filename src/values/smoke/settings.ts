import * as v from "valibot";
import { LineCounter, parseDocument } from "yaml";
import { messageOf } from "../../host/errors.ts";
import type { Kind } from "../kinds.ts";
import { writeKey } from "../problem.ts";
import { keepWritten } from "../written-scalars.ts";
import { exampleOf, faultOf } from "./faults.ts";
import { isTypedPart } from "./parts.ts";
import { schema, shape } from "./shape.ts";
import type { Smoke } from "./smoke-test.ts";

/** A YAML mapping, or a text that is one. */
export const smoke: Kind<Smoke> = {
  noun: "a mapping",
  parse: (raw) => {
    const value = mappingOf(raw);
    const result = v.safeParse(shape, value.value);
    return result.success ? result.output : undefined;
  },
  schema,
  faults: (raw, write = writeKey) => {
    const value = mappingOf(raw);
    if (typeof value.fault === "string")
      return [{ message: `smoke: ${value.fault}`, hint: exampleOf("smoke", write) }];
    return (v.safeParse(shape, value.value).issues ?? []).map((issue) => faultOf(issue, write));
  },
};

function mappingOf(raw: unknown): { readonly value?: unknown; readonly fault?: string } {
  if (typeof raw !== "string") return { value: raw };
  try {
    const lineCounter = new LineCounter();
    // The library takes seconds to make excerpts for thousands of errors. Only the first error is shown.
    const document = parseDocument(raw, { lineCounter, merge: true, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      throw new Error(`${error.message} at line ${line}, column ${col}`);
    }
    keepWritten(document, isTypedPart);
    return { value: document.toJS() };
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n");
    return { fault: `not valid YAML: ${reason.replace(/[.:]$/, "")}` };
  }
}
