import { createPrivateKey } from "node:crypto";
import { EC, RSA } from "./made.ts";

const rsa = createPrivateKey(RSA.privateKey);
const ec = createPrivateKey(EC.privateKey);

/** Private keys as bytes. */
export const PRIVATE_DER = {
  pkcs8: rsa.export({ type: "pkcs8", format: "der" }),
  pkcs1: rsa.export({ type: "pkcs1", format: "der" }),
  sec1: ec.export({ type: "sec1", format: "der" }),
  locked: rsa.export({ type: "pkcs8", format: "der", cipher: "aes-256-cbc", passphrase: "open" }),
};

/** An element of DER. */
export function der(tag: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const pkcs = (...rest: readonly number[]) => der(6, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, ...rest]);
const SEQUENCE = 0x30;
const data = (content: Buffer) => der(SEQUENCE, pkcs(7, 1), der(0xa0, der(4, content)));

/** A store as OpenSSL and Java write it: bags of a key, or of certificates only. */
export function pkcs12(what: "key" | "certificates"): Buffer {
  const bag =
    what === "key"
      ? ([2, PRIVATE_DER.locked] as const)
      : ([3, der(SEQUENCE, der(4, Buffer.alloc(200, 7)))] as const);
  const bags = der(SEQUENCE, der(SEQUENCE, pkcs(12, 10, 1, bag[0]), der(0xa0, bag[1])));
  return der(SEQUENCE, der(2, [3]), data(der(SEQUENCE, data(bags))));
}

/** Java's own kind of store: a certificate, and optionally a key after it. */
export function javaStore(what: "key" | "certificates"): Buffer {
  const short = (number: number) => [number >> 8, number & 0xff];
  const long = (number: number) => [0, 0, ...short(number)];
  const text = (words: string) => [...short(words.length), ...Buffer.from(words)];
  const head = (tag: number, alias: string) => [...long(tag), ...text(alias), 0, 0, 1, 0, 0, 0, 0, 0];
  const certificate = [...head(2, "ca"), ...text("X.509"), ...long(300), ...Buffer.alloc(300, 7)];
  const key = [...head(1, "app"), ...long(PRIVATE_DER.locked.length), ...PRIVATE_DER.locked, ...long(0)];
  const entries = what === "key" ? [certificate, key] : [certificate, certificate];
  return Buffer.from([0xfe, 0xed, 0xfe, 0xed, ...long(2), ...long(entries.length), ...entries.flat()]);
}
