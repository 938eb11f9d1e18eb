/**
 * The text of a file in any encoding: UTF-16 if its first bytes say so, as PowerShell writes it, else UTF-8 or another
 * superset of ASCII. A byte order mark is dropped, and invalid bytes become U+FFFD.
 */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return new TextDecoder(first === 0xfe && second === 0xff ? "utf-16be" : "utf-8").decode(bytes);
}

/** XML without its comments, which contain examples. */
export function withoutComments(xml: string): string {
  const [first = "", ...rest] = xml.split("<!--");
  return first + rest.map((part) => part.split("-->").slice(1).join("-->")).join("");
}

/** Whether a file with these first bytes is binary: it has a zero byte, the test that git uses. UTF-16 is text. */
export function isBinary(start: Uint8Array): boolean {
  const [first = 0, second = 0] = start;
  const isUtf16 = first + second === 0xff + 0xfe && (first === 0xff || second === 0xff);
  return !isUtf16 && start.subarray(0, LOOKED_AT).includes(0);
}

/** The number of bytes that git checks. */
const LOOKED_AT = 8000;
