import * as v from "valibot";

/** What BuildKit warns of; texts are decoded. */
export interface Warning {
  /** Digest of the step; "" if that is not said. */
  readonly vertex: string;
  readonly text: string;
  /** What it is about in general; "" if that is not said. */
  readonly detail: string;
  /** Where it is explained; "" if that is not said. */
  readonly url: string;
  /** First and last line in the Dockerfile; null if it has none. */
  readonly lines: readonly [number, number] | null;
}

const base64 = v.pipe(
  v.string(),
  v.transform((text) => Buffer.from(text, "base64").toString()),
);

/** Protobuf leaves zeros out. */
const position = v.object({ line: v.nullish(v.number(), 0) });

/** A warning as a progress event has it; texts are base64, and Go leaves out what is empty or writes null. */
export const warningEvent = v.pipe(
  v.object({
    vertex: v.nullish(v.string(), ""),
    short: v.nullish(base64, ""),
    detail: v.nullish(v.array(base64), []),
    url: v.nullish(v.string(), ""),
    range: v.nullish(v.array(v.object({ start: position, end: position })), []),
  }),
  v.transform(({ vertex, short, detail, url, range }): Warning => {
    const first = Math.min(...range.map(({ start }) => start.line));
    const last = Math.max(...range.map(({ end }) => end.line));
    return {
      vertex,
      text: short,
      detail: detail.join(" "),
      url,
      lines: range.length === 0 ? null : [first, last],
    };
  }),
);
