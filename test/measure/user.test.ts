import type { Image, WatchedFile } from "../../src/image/image.ts";
import { effectiveUser } from "../../src/measure/user.ts";

const PASSWD =
  "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:\n\napp:x:1000:1000::/home/app:/bin/sh\nodd:x:abc\n";
const GROUP = "root:x:0:\ngrp:x:2000:app\n";

const file = (text: string): WatchedFile => ({ kind: "file", bytes: new TextEncoder().encode(text) });

function image(user: string, ...layers: Record<string, WatchedFile>[]): Image {
  return {
    config: { platform: "linux/amd64", user, labels: {}, env: [], healthcheck: false, history: [] },
    layers: layers.map((watched) => ({
      diffId: "sha256:0",
      transferSize: 0,
      contents: { size: 0, files: 0, watched: new Map(Object.entries(watched)), secrets: [], entries: [] },
    })),
  };
}

const etc = { "etc/passwd": file(PASSWD), "etc/group": file(GROUP) };

// What Docker 28.5 did with a container of such an image.
test.each([
  ["", 0, 0, "root"],
  ["0", 0, 0, "root"],
  ["root", 0, 0, "root"],
  ["0:0", 0, 0, "root"],
  ["00", 0, 0, "root"],
  ["+0", 0, 0, "root"],
  ["root:grp", 0, 2000, "root"],
  [":1500", 0, 1500, "root"],
  ["toor", 0, 0, "toor"],
  ["app", 1000, 1000, "app"],
  ["app:grp", 1000, 2000, "app"],
  ["app:0", 1000, 0, "app"],
  ["1000", 1000, 1000, "app"],
  ["1000:1000", 1000, 1000, "app"],
  ["4242", 4242, 0, null],
  ["odd", 0, 0, "odd"],
])("user %j runs as uid %d, gid %d", (user, uid, gid, name) => {
  expect(effectiveUser(image(user, etc))).toEqual({ configured: user, name, uid, gid, problem: null });
});

test.each([
  ["nosuch", 'user "nosuch" has no entry in the image\'s /etc/passwd'],
  ["0x0", 'user "0x0" has no entry in the image\'s /etc/passwd'],
  [" root", 'user " root" has no entry in the image\'s /etc/passwd'],
  ["app # x", 'user "app # x" has no entry in the image\'s /etc/passwd'],
  ["app:nosuch", 'group "nosuch" has no entry in the image\'s /etc/group'],
  ["-1", "uid -1 is out of the range 0 to 2147483647"],
  ["2147483648", "uid 2147483648 is out of the range 0 to 2147483647"],
])("user %j does not start", (user, problem) => {
  expect(effectiveUser(image(user, etc))).toEqual({
    configured: user,
    name: null,
    uid: null,
    gid: null,
    problem,
  });
});

test("the last layer that speaks of /etc/passwd counts", () => {
  const later = { "etc/passwd": file("app:x:0:0::/:\n") };
  expect(effectiveUser(image("app", etc, later, {})).uid).toBe(0);
  expect(effectiveUser(image("app", etc, { "etc/passwd": { kind: "removed" } })).problem).toContain(
    "no entry",
  );
  expect(
    effectiveUser(image("app", etc, { "etc/passwd": { kind: "other", type: "symlink" } })).problem,
  ).toContain("symlink");
});

test("a name on an image without /etc/passwd does not start, a number does", () => {
  expect(effectiveUser(image("root")).uid).toBeNull();
  expect(effectiveUser(image("65532")).uid).toBe(65532);
  expect(effectiveUser(image("")).uid).toBe(0);
});
