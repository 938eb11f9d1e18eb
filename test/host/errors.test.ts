import { readFile } from "node:fs/promises";
import { codeOf, describeError, reasonOf, StagegateError } from "../../src/host/errors.ts";

const BUG = "This is a bug in stagegate: please report it.";

test.each<[what: string, error: unknown, words: string]>([
  ["a known one with a hint", new StagegateError("no engine", "Start Docker."), "no engine\nStart Docker."],
  ["a known one without a hint", new StagegateError("no engine"), "no engine"],
  ["an unexpected one", new TypeError("x is undefined"), `stagegate failed: x is undefined\n${BUG}`],
  ["a value that is not an error", "text", `stagegate failed: text\n${BUG}`],
  [
    "a system error without a path",
    Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" }),
    "a file cannot be written: the disk is full (ENOSPC)\nFree some space on that disk, or name a path on another one.",
  ],
  [
    "a system error with an unknown code",
    Object.assign(new Error("EXDEV"), { code: "EXDEV", syscall: "rename", path: "/a" }),
    "/a cannot be renamed: the system answers EXDEV\nCheck the path and the state of the machine.",
  ],
  [
    "a system error of a program",
    Object.assign(new Error("spawn EAGAIN"), { code: "EAGAIN", syscall: "spawn docker", path: "docker" }),
    "docker cannot be started: too many processes run (EAGAIN)\nClose other programs, or raise the limits of this user (ulimit -a).",
  ],
])("an error is described, %s, without its stack", (_, error, words) => {
  expect(describeError(error)).toBe(words);
});

test("an error of Node's file system is described", async () => {
  const error = await readFile("/nonexistent/x").catch((thrown: unknown) => thrown);
  expect(describeError(error)).toBe(
    "/nonexistent/x cannot be opened: there is no such file or folder (ENOENT)\nCheck the path.",
  );
  expect(reasonOf(codeOf(error))).toBe("there is no such file or folder (ENOENT)");
});
