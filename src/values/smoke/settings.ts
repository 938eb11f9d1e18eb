import * as v from "valibot";
import { LineCounter, parseDocument } from "yaml";
import { messageOf } from "../../host/errors.ts";
import type { Fault, Kind } from "../kinds.ts";
import { keepWritten } from "../written-scalars.ts";
import { faultOf } from "./faults.ts";
import { isTypedPart } from "./parts.ts";
import { schema, shape } from "./shape.ts";
import type { Smoke } from "./smoke-test.ts";

/** A YAML mapping, or a text that is one. */
export const smoke: Kind<Smoke> = {
  noun: "a mapping",
  parse: (raw) => {
    const value = mappingOf(raw);
    const result = v.safeParse(shape, "value" in value ? value.value : undefined);
    return result.success ? result.output : undefined;
  },
  schema,
  faults: (raw) => {
    const value = mappingOf(raw);
    return "fault" in value ? [value.fault] : (v.safeParse(shape, value.value).issues ?? []).map(faultOf);
  },
};

function mappingOf(raw: unknown): { readonly value: unknown } | { readonly fault: Fault } {
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
    return {
      fault: {
        message: `smoke: it is not YAML: ${reason.replace(/[.:]$/, "")}`,
        hint: "Write for example: {port: 8080, requests: [{path: /health}]}",
      },
    };
  }
}
