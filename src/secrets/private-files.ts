/**
 * The kind of private key in a binary file, or null: DER (PKCS#8, PKCS#1, SEC 1), PKCS#12, Java's key stores and
 * Kerberos' key tables. A store that holds only certificates, such as the roots that Java trusts, has none.
 */
export function keyInBytes(bytes: Buffer): string | null {
  if (bytes[0] === SEQUENCE) return pkcs12In(bytes) ?? derKeyIn(bytes);
  if (bytes.length < 12) return null;
  const magic = bytes.readUInt32BE(0);
  if (magic === JKS || magic === JCEKS) return javaKeyIn(bytes);
  return magic >>> 16 === KEYTAB && bytes.readInt32BE(2) > 0 ? "a Kerberos key table" : null;
}

const [INTEGER, OCTET_STRING, OBJECT_ID, SEQUENCE] = [0x02, 0x04, 0x06, 0x30];
const [JKS, JCEKS, KEYTAB] = [0xfeedfeed, 0xcececece, 0x0502];

/** An element of DER. */
interface Element {
  readonly tag: number;
  /** Its content; what lies behind the last byte is left out. */
  readonly start: number;
  readonly end: number;
}

/** The element that begins at a position, or null if none can. */
function elementAt(bytes: Buffer, at: number): Element | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const size = first - 0x80;
  // Streamed PKCS#12 has no length.
  if (size === 0) return { tag, start: at + 2, end: bytes.length };
  if (size > 4 || at + 2 + size > bytes.length) return null;
  return { tag, start: at + 2 + size, end: at + 2 + size + bytes.readUIntBE(at + 2, size) };
}

/** The first elements of a sequence. */
function elementsIn(bytes: Buffer, at: number, most: number): Element[] {
  const outer = elementAt(bytes, at);
  const elements: Element[] = [];
  if (outer?.tag !== SEQUENCE) return elements;
  for (let next = outer.start; next < outer.end && elements.length < most; ) {
    const element = elementAt(bytes, next);
    if (element === null) break;
    elements.push(element);
    next = element.end;
  }
  return elements;
}

function derKeyIn(bytes: Buffer): string | null {
  const outer = elementAt(bytes, 0);
  // A key fills its file, apart from a line break.
  if (outer === null || bytes.length - outer.end > 2 || outer.end > bytes.length) return null;
  const [first, second, third] = elementsIn(bytes, 0, 4);
  if (first === undefined || second === undefined) return null;
  if (first.tag === INTEGER && first.end - first.start === 1) {
    const version = bytes[first.start] ?? 0;
    if (version === 0 && second.tag === SEQUENCE && third?.tag === OCTET_STRING) return "a private key (DER)";
    if (version === 0 && second.tag === INTEGER && third?.tag === INTEGER) return "a private key (DER)";
    return version === 1 && second.tag === OCTET_STRING && third !== undefined ? "a private key (DER)" : null;
  }
  // EncryptedPrivateKeyInfo, which differs from a public key by its second part.
  const isEncrypted = first.tag === SEQUENCE && second.tag === OCTET_STRING && third === undefined;
  return isEncrypted && bytes.indexOf(PBE, 0) >= 0 ? "a private key (DER, encrypted)" : null;
}

/** The prefix of all encryption with a password, `pkcs5`, and the prefix in PKCS#12. */
const PBE = Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01]);

/** The kinds of bags that hold a key, `pkcs-12 10 1 1` and `2`, which are not encrypted themselves. */
const KEY_BAGS = [1, 2].map((kind) => pkcs(0x0c, 0x0a, 0x01, kind));
/** Certificates, as they are or encrypted: `pkcs-12 10 1 3`, `pkcs-7 6`. */
const CERTIFICATES = [pkcs(0x0c, 0x0a, 0x01, 0x03), pkcs(0x07, 0x06)];

function pkcs(...rest: readonly number[]): Buffer {
  return Buffer.from([OBJECT_ID, PBE.length + rest.length, ...PBE, ...rest]);
}

function pkcs12In(bytes: Buffer): string | null {
  const [version, content] = elementsIn(bytes, 0, 2);
  const isStore = version?.tag === INTEGER && bytes[version.start] === 3 && content?.tag === SEQUENCE;
  if (!isStore) return null;
  const has = (id: Buffer) => bytes.includes(id);
  // A store that names neither keys nor certificates counts as one with a key.
  return KEY_BAGS.some(has) || !CERTIFICATES.some(has) ? "a private key (PKCS#12)" : null;
}

const CERTIFICATE = 2;

/** Reads the entries up to the first key: tag, alias, date, and certificates. */
function javaKeyIn(bytes: Buffer): string | null {
  const what = "a private key (Java key store)";
  let at = 12;
  const has = (size: number) => at + size <= bytes.length;
  for (let left = bytes.readUInt32BE(8); left > 0 && has(6); left -= 1) {
    const tag = bytes.readUInt32BE(at);
    // A private key or a secret one; an unknown entry counts as a key.
    if (tag !== CERTIFICATE) return what;
    at += 6 + bytes.readUInt16BE(at + 4) + 8;
    if (!has(2)) return null;
    at += 2 + bytes.readUInt16BE(at);
    if (!has(4)) return null;
    at += 4 + bytes.readUInt32BE(at);
  }
  return null;
}
