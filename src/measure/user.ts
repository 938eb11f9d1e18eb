import type { Image } from "../image/image.ts";
import { isWindows } from "../model/platform.ts";
import type { UserReport } from "../model/report.ts";
import { linkedFile } from "./linked-file.ts";

/**
 * The effective user of the image: the configuration's `User`, looked up in the image's own `/etc/passwd` and
 * `/etc/group` by the rules of the engine, with links. On Windows it is an account without a number: `ContainerUser`,
 * `ContainerAdministrator`, or another account that only the system knows.
 * @see https://github.com/moby/sys/blob/user/v0.4.0/user/user.go GetExecUser
 */
export function effectiveUser(image: Image): UserReport {
  const configured = image.config.user;
  if (isWindows(image.config.platform)) {
    // The account of an image without one depends on the version of Windows.
    const name = configured === "" ? null : configured;
    return { configured, name, uid: null, gid: null, problem: null };
  }
  const [userPart = "", groupPart = ""] = split(configured);
  const problem = (why: string): UserReport => ({
    configured,
    name: null,
    uid: null,
    gid: null,
    problem: why,
  });

  const passwd = linesOf(image, PASSWD);
  const group = linesOf(image, GROUP);
  // The engine opens both files for any user, but it needs an entry only for a group with a name.
  const isGroupName = groupPart !== "" && toNumber(groupPart) === null;
  const broken = passwd.problem ?? (group.isBroken || isGroupName ? group.problem : null);
  if (broken !== null) return problem(broken);

  const asUid = toNumber(userPart === "" ? "0" : userPart);
  const isName = asUid === null;
  const wanted = latin1(userPart);
  // A number is never looked up as a name, and a number without an entry is a valid uid.
  const entry = passwd.lines.find((fields) => (isName ? fields[0] === wanted : atoi(fields[2]) === asUid));
  if (isName && entry === undefined)
    return problem(`user ${JSON.stringify(userPart)} has no entry in the image's ${PASSWD.name}`);
  const uid = isName ? atoi(entry?.[2]) : asUid;
  if (!inRange(uid)) return problem(`uid ${uid} is out of the range 0 to ${LAST_ID}`);

  const gid = groupPart === "" ? atoi(entry?.[3]) : groupId(group.lines, groupPart);
  if (gid === null)
    return problem(`group ${JSON.stringify(groupPart)} has no entry in the image's ${GROUP.name}`);
  if (!inRange(gid)) return problem(`gid ${gid} is out of the range 0 to ${LAST_ID}`);
  const name = Buffer.from(entry?.[0] ?? "", "latin1").toString("utf8");
  return { configured, name: name === "" ? null : name, uid, gid, problem: null };
}

const LAST_ID = 2 ** 31 - 1;

/** A file of users or groups. */
interface UserFile {
  /** From the root, without a leading slash. */
  readonly path: string;
  /** For messages. */
  readonly name: string;
  /** Bytes of the longest line, with its end; null if there is no limit. */
  readonly longestLine: number | null;
  /** Whether lines that begin with `#` are comments. */
  readonly hasComments: boolean;
}

const PASSWD: UserFile = {
  path: "etc/passwd",
  name: "/etc/passwd",
  // The limit of Go's bufio.Scanner.
  longestLine: 64 * 1024,
  hasComments: false,
};

const GROUP: UserFile = { path: "etc/group", name: "/etc/group", longestLine: null, hasComments: true };

/** Null if the group has no entry. */
function groupId(lines: readonly string[][], group: string): number | null {
  const number = toNumber(group);
  if (number !== null) return number;
  const wanted = latin1(group);
  const entry = lines.find((fields) => fields[0] === wanted);
  return entry === undefined ? null : atoi(entry[2]);
}

interface UserLines {
  /** The fields of each line, with one character for each byte, because the engine compares bytes. */
  readonly lines: readonly string[][];
  /** Why the lines are unknown; null if they are known. */
  readonly problem: string | null;
  /** Whether that keeps the engine from starting any container. */
  readonly isBroken: boolean;
}

/** The lines of a file as the engine reads them; empty if there is no file. */
function linesOf(image: Image, file: UserFile): UserLines {
  const found = linkedFile(image, file.path);
  const without = (problem: string | null, isBroken: boolean) => ({ lines: [], problem, isBroken });
  if (found.kind === "broken" || found.kind === "unknown")
    return without(`the image's ${file.name} ${found.why}`, found.kind === "broken");
  if (found.kind !== "file") return without(null, false);
  const lines = Buffer.from(found.bytes).toString("latin1").split("\n");
  const { longestLine } = file;
  if (longestLine !== null && lines.some((line) => line.length >= longestLine))
    return without(`the image's ${file.name} has a line of 64 KiB or more`, true);
  const fields = lines
    .map(trim)
    .filter((line) => line !== "" && !(file.hasComments && line.startsWith("#")))
    .map((line) => line.split(":"));
  return { lines: fields, problem: null, isBroken: false };
}

/** The spaces of Go, as bytes of UTF-8; a byte order mark is not among them. */
const SPACES =
  "(?:[\\t-\\r ]|\\xc2[\\x85\\xa0]|\\xe1\\x9a\\x80|\\xe2\\x80[\\x80-\\x8a\\xa8\\xa9\\xaf]|\\xe2\\x81\\x9f|\\xe3\\x80\\x80)+";
const SPACES_AROUND = new RegExp(`^${SPACES}|${SPACES}$`, "g");

function trim(line: string): string {
  return line.replace(SPACES_AROUND, "");
}

/** The UTF-8 bytes of a text, with one character for each byte. */
function latin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function split(user: string): string[] {
  const colon = user.indexOf(":");
  return colon < 0 ? [user] : [user.slice(0, colon), user.slice(colon + 1)];
}

function toNumber(text: string): number | null {
  return /^[+-]?\d+$/.test(text) ? Number(text) : null;
}

/** As in the engine, a missing field or a field that is not a number is 0. */
function atoi(field: string | undefined): number {
  return toNumber(field ?? "") ?? 0;
}

function inRange(id: number): boolean {
  return id >= 0 && id <= LAST_ID;
}
