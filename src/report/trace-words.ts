import { isNoise } from "../model/noise.ts";
import type { Origin, OriginChange, OriginContents, TraceOrigin, TracePart } from "../model/report.ts";
import { traceOriginWords } from "../model/written.ts";
import { formatSize } from "../text/size.ts";
import { placeWords, plural } from "../text/words.ts";
import { formatChange } from "./change-words.ts";

/** Number of parts of a trace that a report shows. */
const PARTS_SHOWN = 3;

/**
 * The origins of the growth of a `COPY --from`, largest first: `← +68.1 MB Dockerfile:13 RUN pip install …`. Empty if
 * only the COPY itself is known.
 */
export function traceWords({ after, trace = [] }: OriginChange): string[] {
  return tracePartWords(after, trace, formatChange);
}

/** The origins of all bytes of a `COPY --from`: `← 68.1 MB Dockerfile:13 RUN pip install …`. */
export function contentsTraceWords({ origin, trace = [] }: OriginContents): string[] {
  return tracePartWords(origin, trace, formatSize);
}

function tracePartWords(
  copy: Origin | null,
  trace: readonly TracePart[],
  format: (bytes: number) => string,
): string[] {
  const isSelf = ({ origin }: TracePart) => copy !== null && isSameInstruction(origin, copy);
  const whole = trace.reduce((sum, { size }) => sum + Math.abs(size), 0);
  const parts = trace.filter(({ size }) => !isNoise(size, whole));
  if (parts.every(isSelf)) return [];
  const shown = parts.length === PARTS_SHOWN + 1 ? parts : parts.slice(0, PARTS_SHOWN);
  const rest = parts.slice(shown.length);
  const restSize = rest.reduce((sum, { size }) => sum + size, 0);
  return [
    ...shown.map((part) => {
      const through = part.through.map((origin) => `${placeWords(origin)} ← `).join("");
      const made = isSelf(part) ? "not traced" : traceOriginWords(part.origin);
      return `← ${format(part.size)} ${through}${made}${inputWords(part)}`;
    }),
    ...(rest.length === 0 ? [] : [`← ${format(restSize)} ${plural(rest.length, "other line")}`]),
  ];
}

/**
 * The lines that made the growth of a `COPY --from`, largest first: `Dockerfile:4, Dockerfile:9`; "" if none is known.
 */
export function tracedPlaces({ after, trace = [] }: OriginChange): string {
  const whole = trace.reduce((sum, { size }) => sum + Math.abs(size), 0);
  const places = trace.flatMap(({ origin, size }) =>
    isNoise(size, whole) ||
    origin.kind !== "instruction" ||
    (after !== null && isSameInstruction(origin, after))
      ? []
      : [placeWords(origin)],
  );
  return [...new Set(places)].slice(0, PARTS_SHOWN).join(", ");
}

/** ` (requirements.txt:4 changed)`. */
function inputWords({ inputs = [] }: TracePart): string {
  const files = inputs.map(({ file, lines }) => (lines === null ? file : placeWords({ file, lines })));
  return files.length === 0 ? "" : ` (${files.join(", ")} changed)`;
}

function isSameInstruction(one: TraceOrigin, other: Origin): boolean {
  return (
    one.kind === "instruction" &&
    other.kind === "instruction" &&
    one.file === other.file &&
    one.lines.join() === other.lines.join()
  );
}
