import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A key and its certificate in PEM form. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** An authority that signs certificates. */
export interface Authority {
  /** Absolute path of its own certificate, in PEM form. */
  readonly path: string;
  /** @param names as certificates have them: `DNS:registry.example`, `IP:127.0.0.1` */
  readonly certify: (...names: string[]) => Certificate;
}

/** Makes an authority with openssl. @param folder absolute; takes its files */
export function makeAuthority(folder: string): Authority {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=stagegate test");
  return {
    path: join(folder, "ca.pem"),
    certify: (...names) => {
      openssl("req", "-new", ...key, "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=registry");
      writeFileSync(join(folder, "own.ext"), `subjectAltName=${names.join(",")}\n`);
      const ca = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
      openssl("x509", "-req", "-in", "own.csr", ...ca, "-extfile", "own.ext", "-out", "own.pem");
      const read = (name: string) => readFileSync(join(folder, name), "utf8");
      return { key: read("own.key"), cert: read("own.pem") };
    },
  };
}
