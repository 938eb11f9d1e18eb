/**
 * The text of a file, whatever its encoding: UTF-16 where its first bytes say so, as PowerShell writes it,
 * else UTF-8 or what is like ASCII. A byte order mark is not part of it, and bytes that are no text become
 * U+FFFD.
 */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  return new TextDecoder(first === 0xfe && second === 0xff ? "utf-16be" : "utf-8").decode(bytes);
}

/** XML without its comments, where examples stand. */
export function withoutComments(xml: string): string {
  const [first = "", ...rest] = xml.split("<!--");
  return first + rest.map((part) => part.split("-->").slice(1).join("-->")).join("");
}

/** Whether a file that begins with these bytes is no text: it has a zero, as git looks for. UTF-16 is text. */
export function isBinary(start: Uint8Array): boolean {
  const [first = 0, second = 0] = start;
  const isUtf16 = first + second === 0xff + 0xfe && (first === 0xff || second === 0xff);
  return !isUtf16 && start.subarray(0, LOOKED_AT).includes(0);
}

/** As many bytes as git looks at. */
const LOOKED_AT = 8000;
