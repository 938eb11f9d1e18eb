/**
 * The kind of private key in a text, or null: PEM of all kinds (RFC 7468, RFC 1421 for encrypted ones), also in
 * one line with `\n` as JSON and .env have it, OpenSSH's, PGP's armour (RFC 9580), PuTTY's, ssh.com's, and
 * what GnuPG keeps. A key that is cut short or filled with dots, as in documentation, does not count.
 * @param hasEnd whether PEM must be complete, as in sources: their comments may show the start of a key
 */
export function privateKeyIn(text: string, hasEnd = false): string | null {
  if (text.startsWith("PuTTY-User-Key-File-")) {
    return /^Private-Lines: [1-9]/m.test(text) ? "a private key (PuTTY)" : null;
  }
  if (!text.includes("PRIVATE KEY") && !text.includes("private-key")) return null;
  if (SSH2.test(text)) return "a private key (ssh.com)";
  if (/^(?:Key: )?\((?:\d\d:)?(?:protected-)?private-key/m.test(text)) return "a private key (GnuPG)";
  for (const { index, 0: begin, 1: kind = "" } of text.matchAll(BEGIN)) {
    const start = index + begin.length;
    if (/^[\s"'`+\\nr]{0,40}-/.test(text.slice(start, start + 42))) continue;
    if (hasEnd && !isWhole(text.slice(start, start + MOST_PEM))) continue;
    const words = KINDS[kind]?.(text.slice(start, start + ENOUGH));
    if (words !== undefined && words !== null) return words;
  }
  return null;
}

/** Whether a file that begins with these bytes, perhaps only a few, may be a private key. */
export function mayBeKey(start: Uint8Array): boolean {
  return HEADS.some((head) => {
    const length = Math.min(head.length, start.length);
    return start[0] === head[0] && head.compare(start, 0, length, 0, length) === 0;
  });
}

/** With nothing before the key, or only the headers of tools. */
const HEADS: readonly Buffer[] = [
  Buffer.from("-----BEGIN "),
  Buffer.from("\uFEFF-----BEGIN "),
  Buffer.from("\uFEFF-----BEGIN ", "utf16le"),
  Buffer.from("---- BEGIN SSH2 ENCRYPTED"),
  Buffer.from("PuTTY-User-Key-File-"),
  Buffer.from("Bag Attributes"),
];

const BEGIN = /-----BEGIN ([A-Z]{0,10} ?)PRIVATE KEY(?: BLOCK)?-----/g;

const SSH2 =
  /^---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\r?\n(?:[A-Za-z-]{1,30}: .{0,200}\r?\n){0,5}[A-Za-z0-9+/]{40}/m;

/** Whether PEM has an end, and before it as many bytes as its DER says, if it holds DER. */
function isWhole(body: string): boolean {
  const end = body.indexOf("-----END ");
  if (end < 0) return false;
  const bytes = contentOf(body);
  const size = bytes?.[0] === 0x30 && bytes[1] === 0x82 ? bytes.readUInt16BE(2) : 0;
  return plain(body.slice(0, end)).replace(/[^A-Za-z0-9+/]/g, "").length * 0.75 >= size;
}

/** Characters of PEM at most: a key of RSA with 8192 bits has 6,400. */
const MOST_PEM = 8000;

/** Characters after the first line that show the kind of key. */
const ENOUGH = 600;

/** By the words before `PRIVATE KEY`: the kind of key from the text that follows, or null. */
const KINDS: Readonly<Record<string, (body: string) => string | null>> = {
  "": (body) => (isSequence(body) ? "a private key" : null),
  "RSA ": classic("RSA"),
  "EC ": classic("EC"),
  "DSA ": classic("DSA"),
  "ENCRYPTED ": (body) => (isSequence(body) ? "a private key (encrypted)" : null),
  "OPENSSH ": (body) =>
    contentOf(body)?.toString("latin1", 0, 14) === "openssh-key-v1" ? "a private key (OpenSSH)" : null,
  "PGP ": (body) => ((contentOf(body)?.[0] ?? 0) >= 0x80 ? "a private key (PGP)" : null),
};

function classic(kind: string): (body: string) => string | null {
  return (body) => {
    // Encrypted data may begin with any byte.
    if (/^\s*Proc-Type: 4,ENCRYPTED/.test(plain(body)))
      return contentOf(body) === null ? null : `a private key (${kind}, encrypted)`;
    return isSequence(body) ? `a private key (${kind})` : null;
  };
}

/** Whether it is a SEQUENCE of DER: every key begins with one, unless it is encrypted by RFC 1421. */
function isSequence(body: string): boolean {
  return contentOf(body)?.[0] === 0x30;
}

/** The first decoded bytes, or null if there are fewer than in the smallest key. */
function contentOf(body: string): Buffer | null {
  let encoded = "";
  for (const row of plain(body).split("\n", MOST_ROWS)) {
    // In sources each row may be a string of its own.
    const text = row.trim().replace(/^["'`]|["'`]\s?[+,;\\]?$/g, "");
    if (text.startsWith("-----END")) break;
    if (!/^[A-Za-z-]{1,30}: /.test(text)) encoded += text;
    if (encoded.length >= LEAST) break;
  }
  const start = encoded.slice(0, LEAST);
  return ENCODED.test(start) ? Buffer.from(start, "base64") : null;
}

function plain(body: string): string {
  return body.includes("\\n") ? body.replaceAll("\\r", "").replaceAll("\\n", "\n") : body;
}

/** Characters of base64: a key of Ed25519 has 64. */
const LEAST = 60;
/** Headers, and the encoded text. */
const MOST_ROWS = 20;
const ENCODED = new RegExp(`^[A-Za-z0-9+/]{${LEAST}}$`);
