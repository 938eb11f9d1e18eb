import type { Image, WatchedFile } from "../image/image.ts";
import type { UserReport } from "../model/report.ts";

/**
 * The user that a container of the image really starts as: the configuration's `User`, looked up in the
 * image's own `/etc/passwd` and `/etc/group` by the rules of the engine (moby/sys/user, GetExecUser).
 */
export function effectiveUser(image: Image): UserReport {
  const configured = image.config.user;
  const [userPart = "", groupPart = ""] = split(configured);
  const problem = (why: string): UserReport => ({
    configured,
    name: null,
    uid: null,
    gid: null,
    problem: why,
  });

  const passwd = linesOf(image, "etc/passwd");
  const asUid = toNumber(userPart === "" ? "0" : userPart);
  const isName = asUid === null;
  // By name only where it is no number; a number without an entry is a uid all the same.
  if (isName && passwd.problem !== null) return problem(passwd.problem);
  const entry = passwd.lines.find((fields) => (isName ? fields[0] === userPart : atoi(fields[2]) === asUid));
  if (isName && entry === undefined) {
    return problem(`user ${JSON.stringify(userPart)} has no entry in the image's /etc/passwd`);
  }
  const uid = isName ? atoi(entry?.[2]) : asUid;
  if (!inRange(uid)) return problem(`uid ${uid} is out of the range 0 to ${LAST_ID}`);

  const gid = groupPart === "" ? atoi(entry?.[3]) : groupId(image, groupPart);
  if (typeof gid === "string") return problem(gid);
  if (!inRange(gid)) return problem(`gid ${gid} is out of the range 0 to ${LAST_ID}`);
  return { configured, name: entry?.[0] ?? null, uid, gid, problem: null };
}

const LAST_ID = 2 ** 31 - 1;

/** The gid, or why there is none. */
function groupId(image: Image, group: string): number | string {
  const number = toNumber(group);
  if (number !== null) return number;
  const { lines, problem } = linesOf(image, "etc/group");
  if (problem !== null) return problem;
  const entry = lines.find((fields) => fields[0] === group);
  return entry === undefined
    ? `group ${JSON.stringify(group)} has no entry in the image's /etc/group`
    : atoi(entry[2]);
}

/** A colon-separated file as the last layer that speaks of it has it. */
function linesOf(image: Image, path: string): { lines: string[][]; problem: string | null } {
  const said = image.layers.map(({ contents }) => contents.watched.get(path));
  const last = said.findLast((file): file is WatchedFile => file !== undefined);
  if (last === undefined || last.kind === "removed") return { lines: [], problem: null };
  if (last.kind === "other")
    return { lines: [], problem: `the image's /${path} is a ${last.type}, which is not followed` };
  const lines = new TextDecoder().decode(last.bytes).split("\n");
  return {
    lines: lines.map((line) => line.trim().split(":")).filter(([name]) => name !== ""),
    problem: null,
  };
}

function split(user: string): string[] {
  const colon = user.indexOf(":");
  return colon < 0 ? [user] : [user.slice(0, colon), user.slice(colon + 1)];
}

function toNumber(text: string): number | null {
  return /^[+-]?\d+$/.test(text) ? Number(text) : null;
}

/** As in the engine, a field that is no number, or not there, is 0. */
function atoi(field: string | undefined): number {
  return toNumber(field ?? "") ?? 0;
}

function inRange(id: number): boolean {
  return id >= 0 && id <= LAST_ID;
}
