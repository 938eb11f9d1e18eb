/** What BuildKit warns of; texts are decoded. */
export interface Warning {
  /** Digest of the step. */
  readonly vertex: string;
  readonly text: string;
  /** What it is about in general; "" where that is not said. */
  readonly detail: string;
  /** Where it is explained; "" where that is not said. */
  readonly url: string;
  /** First and last line in the Dockerfile; null where it has none. */
  readonly lines: readonly [number, number] | null;
}

/** A warning as a progress event has it; texts are base64. */
export interface WarningEvent {
  readonly vertex: string;
  readonly short?: string;
  readonly detail?: readonly string[];
  readonly url?: string;
  readonly range?: readonly { readonly start: Position; readonly end: Position }[];
}

interface Position {
  readonly line: number;
}

export function readWarning({ vertex, short, detail = [], url = "", range = [] }: WarningEvent): Warning {
  const first = Math.min(...range.map(({ start }) => start.line));
  const last = Math.max(...range.map(({ end }) => end.line));
  return {
    vertex,
    text: decode(short ?? ""),
    detail: detail.map(decode).join(" "),
    url,
    lines: range.length === 0 ? null : [first, last],
  };
}

function decode(base64: string): string {
  return Buffer.from(base64, "base64").toString();
}
