import { createHash, generateKeyPairSync } from "node:crypto";

/** Characters as random as a token's, generated so that no file of the repository contains any. */
export function random(length: number, alphabet = `${UPPER}${LOWER}0123456789`): string {
  let made = "";
  for (let round = 0; made.length < length; round += 1) {
    const bytes = createHash("sha512").update(`${length} ${alphabet} ${round}`).digest();
    for (const byte of bytes) made += alphabet[byte % alphabet.length];
  }
  return made.slice(0, length);
}

export const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
export const LOWER = "abcdefghijklmnopqrstuvwxyz";
export const HEX = "0123456789abcdef";

/** A block of PEM with these bytes in it. */
export function pem(kind: string, bytes: Buffer, headers = ""): string {
  const rows = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${headers}${rows.join("\n")}\n-----END ${kind}-----\n`;
}

const pkcs8 = { type: "pkcs8", format: "pem" } as const;
const spki = { type: "spki", format: "pem" } as const;
const locked = { cipher: "aes-256-cbc", passphrase: "open" } as const;

export const ED25519 = generateKeyPairSync("ed25519", { privateKeyEncoding: pkcs8, publicKeyEncoding: spki });
export const RSA = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: spki,
});
export const EC = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  privateKeyEncoding: { type: "sec1", format: "pem" },
  publicKeyEncoding: spki,
});
export const LOCKED = generateKeyPairSync("ed25519", {
  privateKeyEncoding: { ...pkcs8, ...locked },
  publicKeyEncoding: spki,
});
export const LOCKED_RSA = generateKeyPairSync("rsa", {
  modulusLength: 1024,
  privateKeyEncoding: { type: "pkcs1", format: "pem", ...locked },
  publicKeyEncoding: spki,
});

/** An encrypted key that begins like an unencrypted one. */
export const LOCKED_SEQUENCE = pem(
  "RSA PRIVATE KEY",
  Buffer.concat([Buffer.from([0x30, 0x82]), Buffer.from(random(120), "base64")]),
  "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF\n\n",
);

const noise = Buffer.from(random(120), "base64");
export const OPENSSH = pem(
  "OPENSSH PRIVATE KEY",
  Buffer.concat([Buffer.from("openssh-key-v1\0\0\0\0\x04none"), noise]),
);
export const PGP = pem(
  "PGP PRIVATE KEY BLOCK",
  Buffer.concat([Buffer.from([0x95]), noise]),
  "Version: GnuPG v2\n\n",
);
export const CERTIFICATE = pem("CERTIFICATE", Buffer.concat([Buffer.from([0x30, 0x82]), noise, noise]));
export const PUTTY = `PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: me\r\nPublic-Lines: 1\r\n${random(40)}\r\nPrivate-Lines: 1\r\n${random(48)}\r\n`;

/** Random characters, the same for each seed. */
export function made(seed: string, length: number, alphabet = `${UPPER}${LOWER}0123456789`): string {
  let text = "";
  for (let round = 0; text.length < length; round += 1) {
    const bytes = createHash("sha512").update(`${seed} ${round}`).digest();
    for (const byte of bytes) text += alphabet[byte % alphabet.length];
  }
  return text.slice(0, length);
}
