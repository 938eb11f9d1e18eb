import { createHash } from "node:crypto";
import { keyInBytes } from "./private-files.ts";
import { mayBeKey, privateKeyIn } from "./private-keys.ts";
import { isTestPath } from "./secret-in.ts";
import { textOf } from "./text.ts";

/** Bytes of the largest file that is checked for a key. */
const MOST_KEY = 64 * 1024;

/** Bytes of the largest record of a package manager. */
const MOST_RECORD = 8 * 1024 ** 2;

/** Most bytes of records that are stored for a layer. */
const MOST_RECORDS = 16 * 1024 ** 2;

/** A private key that no public package brought in. */
export interface PackageKey {
  readonly path: string;
  readonly what: string;
}

/**
 * Private keys in the folders of Python's and Node's packages. Public packages ship keys for tests and
 * demonstrations, which are not secrets. So a key counts only if the records of package managers in the same layer
 * show that it does not come from a registry. Without such a record, the key is not reported.
 * @see https://packaging.python.org/en/latest/specifications/recording-installed-packages/
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json#hidden-lockfiles
 */
export class PackageKeys {
  readonly #keys: FoundKey[] = [];
  readonly #python = new Map<string, PythonFolder>();
  readonly #node = new Map<string, NodeFolder>();
  #room = MOST_RECORDS;
  /** Whether all records could be stored. */
  #isComplete = true;

  /**
   * The possible kind of a file in a package, for which it must be read. Call it once for every file.
   * @returns `key` for one that has to be read if its start may be that of a key
   */
  kindOf(path: string, size: number): "key" | "record" | null {
    // This runs for most files of an image.
    if (!path.includes("node_modules/") && !path.includes("-packages/")) return null;
    const isNoted = path.endsWith(".json") || path.includes(".dist-info/") || path.includes(".egg");
    const place = isNoted ? placeOf(path) : null;
    const isRecord =
      place !== null && (place.kind === "python" ? this.#notePython(place) : this.#noteNode(place));
    if (!isRecord) return size > 0 && size <= MOST_KEY ? "key" : null;
    if (size <= Math.min(MOST_RECORD, this.#room)) return size > 0 ? "record" : null;
    this.#isComplete = false;
    return null;
  }

  /** The whole of a file that `kindOf` asked for. */
  read(path: string, bytes: Buffer): void {
    const place = placeOf(path);
    if (place === null) return;
    if (isRecordOf(place)) this.#keep(place, bytes);
    else {
      const what = (hasKeyName(path) ? keyInBytes(bytes) : null) ?? privateKeyIn(textOf(bytes));
      if (what === null || isTestPath(place.rest)) return;
      this.#keys.push({ path, what, place, sha256: createHash("sha256").update(bytes).digest("base64url") });
    }
  }

  /** The keys that are secrets, in the order of the layer. Call it after all files. */
  found(): PackageKey[] {
    const listings = this.#listings();
    const lockAt = this.#readLocks();
    return this.#keys
      .filter((key) =>
        key.place.kind === "python"
          ? this.#isOwnInPython(key, listings.get(key.path))
          : this.#isOwnInNode(key.place, lockAt),
      )
      .map(({ path, what }) => ({ path, what }));
  }

  /** The records of Python about the keys, by their paths. */
  #listings(): ReadonlyMap<string, Listing> {
    const keys = new Set(this.#keys.map(({ path }) => path));
    const folders = new Set(this.#keys.map(({ place }) => place.folder));
    const listings = new Map<string, Listing>();
    for (const folder of folders) {
      for (const [name, record] of this.#python.get(folder)?.records ?? []) {
        for (const [, quoted, plain = "", sha256] of record.toString().matchAll(ROW)) {
          const path = folder + (quoted?.replaceAll('""', '"') ?? plain);
          if (keys.has(path)) listings.set(path, { name, sha256: sha256 ?? null });
        }
      }
    }
    return listings;
  }

  /** Finds what npm installed in a folder, each record read once; null if that is not known. */
  #readLocks(): (folder: string) => ReadonlyMap<string, unknown> | null {
    const read = new Map<string, ReadonlyMap<string, unknown> | null>();
    return (folder) => {
      const known = read.get(folder);
      if (known !== undefined) return known;
      const lock = this.#node.get(folder)?.lock;
      const packages = lock === undefined || !this.#isComplete ? null : packagesIn(lock);
      read.set(folder, packages);
      return packages;
    };
  }

  #keep(place: Place, bytes: Buffer): void {
    const copy = () => {
      this.#room -= bytes.length;
      return Buffer.from(bytes);
    };
    if (place.kind === "python") {
      const folder = this.#pythonAt(place.folder);
      const [, name = "", record = ""] = DIST_INFO.exec(place.rest) ?? [];
      if (record === "RECORD") folder.records.set(name, copy());
      else if (record === "INSTALLER") {
        if (!/^(?:pip|uv|poetry)\b/i.test(bytes.toString())) folder.hasOthers = true;
      } else if (bytes.includes('"dir_info"')) folder.local.add(name);
    } else if (place.rest === LOCK) this.#nodeAt(place.folder).lock = copy();
    else if (/"private"\s*:\s*true/.test(bytes.toString()))
      this.#nodeAt(place.folder).local.add(packageOf(place.rest));
  }

  /** Whether it is a record. */
  #notePython(place: Place): boolean {
    if (OTHER_INSTALLS.test(place.rest)) this.#pythonAt(place.folder).hasOthers = true;
    return isRecordOf(place);
  }

  #noteNode(place: Place): boolean {
    if (!isRecordOf(place)) return false;
    if (place.rest !== LOCK) this.#nodeAt(place.folder).packages.add(packageOf(place.rest));
    return true;
  }

  /** Keys that pip installed from a folder, keys that replaced another file, and keys that no package lists. */
  #isOwnInPython({ place, sha256 }: FoundKey, listing: Listing | undefined): boolean {
    const folder = this.#python.get(place.folder);
    if (listing === undefined) return this.#isComplete && folder?.hasOthers !== true;
    return folder?.local.has(listing.name) === true || (listing.sha256 !== null && listing.sha256 !== sha256);
  }

  /** Keys of private packages, keys beside the packages that npm installed, and keys without a package. */
  #isOwnInNode(
    { folder, rest, path }: Place,
    lockAt: (folder: string) => ReadonlyMap<string, unknown> | null,
  ): boolean {
    const name = packageOf(rest);
    const own = this.#node.get(folder);
    // Tools store their files in folders such as `.cache`.
    if (name.startsWith(".")) return false;
    if (own?.packages.has(name) !== true || own.local.has(name)) return true;
    const [, outer = "", inside = ""] = /^(.*?(?:^|\/)node_modules\/)(.*)$/s.exec(path) ?? [];
    const lock = lockAt(outer);
    const outermost = packageOf(inside);
    return lock !== null && !outermost.startsWith(".") && !isFromRegistry(lock, outermost);
  }

  #pythonAt(path: string): PythonFolder {
    const folder = this.#python.get(path) ?? { records: new Map(), local: new Set(), hasOthers: false };
    this.#python.set(path, folder);
    return folder;
  }

  #nodeAt(path: string): NodeFolder {
    const folder = this.#node.get(path) ?? { packages: new Set(), local: new Set() };
    this.#node.set(path, folder);
    return folder;
  }
}

/** Whether a file of a package is checked for a key. @param start its first bytes */
export function mayBePackageKey(path: string, start: Uint8Array): boolean {
  return hasKeyName(path) || mayBeKey(start);
}

interface FoundKey extends PackageKey {
  readonly place: Place;
  /** Of the whole file, as RECORD has it. */
  readonly sha256: string;
}

/** A folder `site-packages`. */
interface PythonFolder {
  /** Of the packages in it, by the names of their `.dist-info`. */
  readonly records: Map<string, Buffer>;
  /** Those that were installed from a folder. */
  readonly local: Set<string>;
  /** Whether tools other than pip and uv installed something: they leave other records. */
  hasOthers: boolean;
}

/** A folder `node_modules`. */
interface NodeFolder {
  /** Names of the packages whose `package.json` is in the layer. */
  readonly packages: Set<string>;
  /** Packages that are marked as private: no registry accepts them. */
  readonly local: Set<string>;
  /** The record of npm about all installed packages. */
  lock?: Buffer;
}

/** The place of a file in a package. */
interface Place {
  readonly kind: "python" | "node";
  readonly path: string;
  /** The innermost folder of packages, with a slash at its end. */
  readonly folder: string;
  /** The path from there. */
  readonly rest: string;
}

/** Folders of the system's package manager. */
const SYSTEM = /^(?:usr\/)?lib(?:32|64|exec)?\/|^(?:usr\/share|nix\/store)\//;

function placeOf(path: string): Place | null {
  const [node, python] = [
    endOf(path, "node_modules/"),
    Math.max(endOf(path, "site-packages/"), endOf(path, "dist-packages/")),
  ];
  const end = Math.max(node, python);
  if (end === 0 || SYSTEM.test(path)) return null;
  return {
    kind: node > python ? "node" : "python",
    path,
    folder: path.slice(0, end),
    rest: path.slice(end),
  };
}

/** Where the last folder of that name ends in a path; 0 without one. */
function endOf(path: string, folder: string): number {
  const at = path.lastIndexOf(folder);
  return at < 0 || (at > 0 && path[at - 1] !== "/") ? 0 : at + folder.length;
}

const LOCK = ".package-lock.json";
const DIST_INFO = /^([^/]+)\.dist-info\/(RECORD|INSTALLER|direct_url\.json)$/;
const OTHER_INSTALLS = /^[^/]+\.egg(?:-info|-link)?(?:\/|$)/;

function isRecordOf({ kind, rest }: Place): boolean {
  if (kind === "python") return DIST_INFO.test(rest);
  return rest === LOCK || (rest.endsWith("package.json") && rest === `${packageOf(rest)}/package.json`);
}

/** `@scope/name` of `@scope/name/certs/key.pem`. */
function packageOf(rest: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(rest)?.[0] ?? "";
}

const KEY_NAMES: ReadonlySet<string> = new Set(
  "pem key p8 asc p12 pfx jks jceks keystore ks der pk8 pkcs8 keytab".split(" "),
);

function hasKeyName(path: string): boolean {
  return KEY_NAMES.has(path.slice(path.lastIndexOf(".") + 1).toLowerCase());
}

/** The entry of a file in RECORD: the package, and the file's SHA-256 if it has one. */
interface Listing {
  readonly name: string;
  readonly sha256: string | null;
}

/** A row of RECORD: the path, and its hash. */
const ROW = /^(?:"((?:[^"\n]|""){0,4096})"|([^,"\n]*)),(?:sha256=([\w-]{43}))?/gm;

/**
 * Whether npm took a package from a registry: npm notes its hash and address, or that another package
 * bundles it. A link, a folder, a file and a git repository are not from a registry.
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json#packages
 */
function isFromRegistry(lock: ReadonlyMap<string, unknown>, name: string): boolean {
  const entry = lock.get(`node_modules/${name}`);
  if (typeof entry !== "object" || entry === null || ("link" in entry && entry.link === true)) return false;
  if ("inBundle" in entry && entry.inBundle === true) return true;
  // npm can leave out the addresses of registries, and only those.
  const resolved = "resolved" in entry ? entry.resolved : "https://";
  const hasHash = "integrity" in entry && typeof entry.integrity === "string";
  return hasHash && typeof resolved === "string" && /^https?:\/\//i.test(resolved);
}

/** The packages that npm installed; null if its record cannot be read. */
function packagesIn(lock: Buffer): ReadonlyMap<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(lock.toString());
    if (typeof read !== "object" || read === null || !("packages" in read)) return null;
    const { packages } = read;
    return typeof packages === "object" && packages !== null ? new Map(Object.entries(packages)) : null;
  } catch {
    return null;
  }
}
