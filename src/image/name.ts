/**
 * A name from a tar. Engines compare its bytes, which need not be UTF-8. Each invalid byte becomes an escape such
 * as `\xE9`, and so does text that looks like one, so that two names are equal if their bytes are.
 */
export function nameIn(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString("utf8", start, end);
  // Almost every name is UTF-8, and has no backslash.
  if (!text.includes("\ufffd") && !text.includes("\\x")) return text;
  let name = "";
  for (let at = start; at < end; ) {
    const length = sequenceAt(bytes, at, end);
    const part = bytes.toString("utf8", at, at + length);
    const isEscape = part === "\\" && ESCAPE.test(bytes.toString("latin1", at, Math.min(at + 4, end)));
    const isByte = isEscape || (part === "\ufffd" && length < 3);
    name += isByte ? escaped(bytes[at] ?? 0) : part;
    at += length;
  }
  return name;
}

/** What a byte beyond ASCII is written as. */
const ESCAPE = /^\\x(?:5C|[89A-F][0-9A-F])/;

function escaped(byte: number): string {
  return `\\x${byte.toString(16).toUpperCase()}`;
}

/** Length in bytes of the valid UTF-8 character at this position; else 1. */
function sequenceAt(bytes: Buffer, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  const length = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  if (length === 1 || at + length > end) return 1;
  return Array.from(bytes.toString("utf8", at, at + length)).length === 1 ? length : 1;
}
