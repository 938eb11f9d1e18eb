/**
 * A reason why nothing can be judged: bad configuration, no engine, a damaged archive. Ends the run with exit code
 * 2. The message says what is wrong and where, `hint` what to do.
 */
export class StagegateError extends Error {
  override readonly name = "StagegateError";
  /** One sentence on what to do, with a correct example if there is one. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** The run was stopped by a signal; ends with exit code 128 + the signal's number. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** The message of an error, also if it is not an Error. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A system's or zlib's error code, as "ENOENT" or "Z_DATA_ERROR"; "" if it has none. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/**
 * An error for a person, as a sentence and a hint, without the stack: ours, the system's, and any other, which is a
 * bug.
 */
export function describeError(error: unknown): string {
  if (error instanceof StagegateError)
    return error.hint === null ? error.message : `${error.message}\n${error.hint}`;
  const failed = failedCall(error);
  if (failed !== null) return `${failed.what}: ${reasonOf(failed.code)}\n${adviceFor(failed.code)}`;
  return `stagegate failed: ${messageOf(error)}\nThis is a bug in stagegate: please report it.`;
}

/** The stack of an error, for debugging; its message if it has none. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** `the disk is full (ENOSPC)`: why the system refused, by its error code. */
export function reasonOf(code: string): string {
  const reason = SYSTEM_ERRORS.get(code)?.reason;
  return reason === undefined ? `the system answers ${code}` : `${reason} (${code})`;
}

/** What to do about an error of the system, by its code; a full sentence. */
export function adviceFor(code: string): string {
  return SYSTEM_ERRORS.get(code)?.advice ?? "Check the path and the state of the machine.";
}

interface SystemErrorWords {
  readonly reason: string;
  readonly advice: string;
}

const PERMISSIONS = "Check the owner and permissions of the path, and of the folders above it.";
const DISK = "Free some space on that disk, or name a path on another one.";
const LIMITS = "Close other programs, or raise the limits of this user (ulimit -a).";

const SYSTEM_ERRORS: ReadonlyMap<string, SystemErrorWords> = new Map([
  ["ENOENT", { reason: "there is no such file or folder", advice: "Check the path." }],
  ["ENOTDIR", { reason: "a part of the path is not a folder", advice: "Check the path." }],
  ["EISDIR", { reason: "it is a folder", advice: "Name a file." }],
  ["EEXIST", { reason: "something else has that name", advice: "Remove it, or name another path." }],
  ["ELOOP", { reason: "its symbolic links form a loop", advice: "Remove the loop, or name another path." }],
  ["ENAMETOOLONG", { reason: "the name is too long", advice: "Use a shorter path." }],
  ["EACCES", { reason: "permission denied", advice: PERMISSIONS }],
  ["EPERM", { reason: "the operation is not permitted", advice: PERMISSIONS }],
  ["EROFS", { reason: "the file system is read-only", advice: "Name a path that can be written to." }],
  ["ENOSPC", { reason: "the disk is full", advice: DISK }],
  ["EDQUOT", { reason: "the disk quota is used up", advice: DISK }],
  ["EFBIG", { reason: "the file is too large for its file system", advice: DISK }],
  ["EIO", { reason: "the disk failed", advice: "Check the disk and the system's log." }],
  ["EMFILE", { reason: "too many files are open", advice: LIMITS }],
  ["ENFILE", { reason: "too many files are open", advice: LIMITS }],
  ["EAGAIN", { reason: "too many processes run", advice: LIMITS }],
  ["ENOMEM", { reason: "there is not enough memory", advice: LIMITS }],
  ["E2BIG", { reason: "its arguments are too long", advice: "Use shorter names and values." }],
]);

/** The failed system call of an error from Node; null for any other error. */
function failedCall(error: unknown): { readonly what: string; readonly code: string } | null {
  const code = codeOf(error);
  if (typeof error !== "object" || error === null || !("syscall" in error) || !/^E[A-Z0-9]+$/.test(code))
    return null;
  const call = String(error.syscall).split(" ")[0] ?? "";
  const path = "path" in error && typeof error.path === "string" ? error.path : null;
  return { what: `${path ?? OBJECTS.get(call) ?? "a file"} cannot be ${VERBS.get(call) ?? "used"}`, code };
}

const OBJECTS: ReadonlyMap<string, string> = new Map([
  ["uv_cwd", "the working folder"],
  ["spawn", "a program"],
]);

const VERBS: ReadonlyMap<string, string> = new Map([
  ["open", "opened"],
  ["read", "read"],
  ["stat", "read"],
  ["lstat", "read"],
  ["readlink", "read"],
  ["realpath", "read"],
  ["scandir", "read"],
  ["opendir", "read"],
  ["uv_cwd", "read"],
  ["write", "written"],
  ["ftruncate", "written"],
  ["fsync", "written"],
  ["close", "written"],
  ["copyfile", "written"],
  ["mkdir", "made"],
  ["mkdtemp", "made"],
  ["symlink", "made"],
  ["rename", "renamed"],
  ["rm", "removed"],
  ["rmdir", "removed"],
  ["unlink", "removed"],
  ["spawn", "started"],
]);
