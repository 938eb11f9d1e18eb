import type { Image } from "../../src/image/image.ts";
import { effectiveUser } from "../../src/measure/user.ts";
import { archiveOf, dockerSave, type EntrySpec, makeImage } from "../fixtures/images.ts";
import { USER_CASES } from "../fixtures/user-links.ts";
import { readBytes } from "../image/reading.ts";

const PASSWD =
  "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:\n\napp:x:1000:1000::/home/app:/bin/sh\nodd:x:abc\n";
const GROUP = "root:x:0:\ngrp:x:2000:app\n";

const ETC: readonly EntrySpec[] = [
  { name: "etc/passwd", content: PASSWD },
  { name: "etc/group", content: GROUP },
];

function image(user: string, ...layers: (readonly EntrySpec[])[]): Promise<Image> {
  return readBytes(archiveOf(dockerSave(makeImage({ layers, user }), "25")));
}

test.each([
  ["ContainerUser", "ContainerUser"],
  ["ContainerAdministrator", "ContainerAdministrator"],
  ["", null],
])("the Windows user %j has no uid", async (configured, name) => {
  const windows = makeImage({ layers: [[{ name: "Files/a" }]], user: configured, platform: "windows/amd64" });
  const read = await readBytes(archiveOf(dockerSave(windows, "25")));
  expect(effectiveUser(read)).toEqual({ configured, name, uid: null, gid: null, problem: null });
});

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
])("user %j runs as uid %d, gid %d", async (user, uid, gid, name) => {
  expect(effectiveUser(await image(user, ETC))).toEqual({ configured: user, name, uid, gid, problem: null });
});

test.each([
  ["nosuch", 'user "nosuch" has no entry in the image\'s /etc/passwd'],
  ["0x0", 'user "0x0" has no entry in the image\'s /etc/passwd'],
  [" root", 'user " root" has no entry in the image\'s /etc/passwd'],
  ["app # x", 'user "app # x" has no entry in the image\'s /etc/passwd'],
  ["app:nosuch", 'group "nosuch" has no entry in the image\'s /etc/group'],
  ["-1", "uid -1 is out of the range 0 to 2147483647"],
  ["2147483648", "uid 2147483648 is out of the range 0 to 2147483647"],
])("user %j does not start", async (user, problem) => {
  expect(effectiveUser(await image(user, ETC))).toEqual({
    configured: user,
    name: null,
    uid: null,
    gid: null,
    problem,
  });
});

test("the last layer with an entry for /etc/passwd counts", async () => {
  const later = [{ name: "etc/passwd", content: "app:x:0:0::/:\n" }];
  expect(effectiveUser(await image("app", ETC, later, [])).uid).toBe(0);
  expect(effectiveUser(await image("app", ETC, [{ name: "etc/.wh.passwd" }])).problem).toContain("no entry");
});

test("without /etc/passwd a uid starts, and a name does not", async () => {
  expect(effectiveUser(await image("root", [])).uid).toBeNull();
  expect(effectiveUser(await image("65532", [])).uid).toBe(65532);
  expect(effectiveUser(await image("", [])).uid).toBe(0);
});

describe("a list of users", () => {
  it.each(
    USER_CASES.flatMap(({ name, layers, users }) =>
      Object.entries(users).map(([user, ids]) => ({ name, layers, user, ids })),
    ),
  )("gives user $user $ids: $name", async ({ layers, user, ids }) => {
    const { uid, gid, problem } = effectiveUser(await image(user, ...layers));
    expect(uid === null ? null : `${uid}:${gid}`).toBe(ids);
    expect(problem === null).toBe(ids !== null);
  });
});

describe("a linked list of users", () => {
  const linked = (...base: EntrySpec[]) =>
    image("app", base, [{ name: "etc/passwd", flag: "2", link: `/${base.at(-1)?.name}` }]);

  it.each([
    ["by its name", { name: "srv/passwd", content: `# ours\n${PASSWD}` }],
    ["by the end of its name", { name: "nix/store/8z-passwd", content: `# ours\n${PASSWD}` }],
    ["by its first line", { name: "srv/users", content: PASSWD }],
    ["by its only line", { name: "srv/users", content: "app:x:1000:1000::/:" }],
    [
      "with the maximum size",
      { name: "srv/users", content: `${PASSWD}${`${"#".repeat(99)}\n`.repeat(2620)}` },
    ],
  ])("is known %s", async (_, file) => {
    expect(effectiveUser(await linked(file))).toMatchObject({ uid: 1000, problem: null });
  });

  it.each([
    ["starts with other text", { name: "srv/users", content: `# ours\n${PASSWD}` }],
    ["lists passwords", { name: "srv/shadow", content: "app:*:19000:0:99999:7:::\n" }],
    ["is too large", { name: "srv/users", content: `${PASSWD}${`${"#".repeat(99)}\n`.repeat(2621)}` }],
  ])("is unknown, like all its users, if it %s", async (_, file) => {
    const { uid, problem } = effectiveUser(await linked(file));
    expect(uid).toBeNull();
    expect(problem).toBe(
      `the image's /etc/passwd is a link to /${file.name}, a file that stagegate does not read as a list of users or groups`,
    );
  });
});
