import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { findUntracked, whyIncomparable } from "../../src/baseline/untracked.ts";
import { plan } from "../../src/build/plan.ts";
import { loadSettings } from "../../src/config/load.ts";
import { execWith, newRepository, type Repository, removeFolders } from "./repository.ts";

afterAll(removeFolders);

/** The untracked files in the build of a repository's only image. */
async function untrackedIn({ folder, open }: Repository) {
  const exec = execWith();
  const settings = await loadSettings(new Map(), folder, exec);
  const [image] = await plan(settings.images, exec, folder, (path) => path);
  const tracked = await (await open()).trackedFiles();
  if (image === undefined || tracked === null) throw new Error("there is no image, or no repository");
  return findUntracked(image, folder, tracked);
}

/** A repository with a Dockerfile that copies everything, and untracked files. */
function repositoryOf(
  tracked: Readonly<Record<string, string>>,
  untracked: Readonly<Record<string, string>>,
) {
  const repository = newRepository();
  repository.commit({ Dockerfile: "FROM scratch\nCOPY . /app\n", ...tracked });
  repository.write(untracked);
  return repository;
}

test("tracked files, also those of submodules, are left out", async () => {
  const library = newRepository();
  library.commit({ "lib.txt": "lib" });
  const repository = repositoryOf({ "src/a b.txt": "a", "src/ü.txt": "u" }, {});
  repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.folder, "vendor");
  repository.commit();
  expect(await untrackedIn(repository)).toMatchObject({
    paths: [],
    size: 0,
    names: [],
    sendsRepository: true,
  });
});

test("files have the name of the outermost untracked folder, largest first", async () => {
  const repository = repositoryOf(
    { "app/main.js": "", ".gitignore": "dist\nnode_modules\n" },
    {
      "app/dist/a.js": "12345",
      "app/dist/deep/b.js": "12345",
      "node_modules/x/y.js": "123",
      "app/new.js": "1234",
    },
  );
  const untracked = await untrackedIn(repository);
  expect(untracked.names).toEqual(["app/dist/", "app/new.js", "node_modules/"]);
  expect(untracked).toMatchObject({ size: 17 });
  expect([...untracked.paths].sort()).toEqual([
    "app/dist/a.js",
    "app/dist/deep/b.js",
    "app/new.js",
    "node_modules/x/y.js",
  ]);
});

test("an untracked ignore file is one of them", async () => {
  const repository = repositoryOf({ a: "" }, { ".dockerignore": "b\n", b: "12345" });
  expect(await untrackedIn(repository)).toMatchObject({ paths: [".dockerignore"] });
});

test("files of a named context are among them", async () => {
  const repository = newRepository();
  repository.commit({
    "app/Dockerfile": "FROM scratch\nCOPY --from=shared . /\n",
    "shared/a": "",
    ".stagegate.yml": "images: {app: {context: app, build-contexts: {shared: ./shared}}}\n",
  });
  repository.write({ "shared/b": "12345", "other/c": "" });
  expect(await untrackedIn(repository)).toEqual({
    paths: ["shared/b"],
    size: 5,
    names: ["shared/b"],
    sendsRepository: false,
  });
});

test.each([
  [{ paths: [], size: 0, names: [], sendsRepository: true }, null],
  [
    { paths: ["a"], size: 1, names: ["a"], sendsRepository: false },
    "1 B in 1 file that git does not track: a (",
  ],
  [
    { paths: ["dist/a", "dist/b"], size: 100_000, names: ["dist/"], sendsRepository: false },
    "100.0 kB in 2 files that git does not track: dist/ (",
  ],
  [
    { paths: ["a", "b", "c", "d", "e"], size: 5e6, names: ["a", "b", "c", "d", "e"], sendsRepository: false },
    "5.0 MB in 5 files that git does not track: a, b, c, and 2 more (",
  ],
])("%j", (found, words) => {
  const why = whyIncomparable(found);
  if (words === null) expect(why).toBeNull();
  else expect(why).toContain(`the build context sends ${words}`);
});

test("untracked files of a context behind a link count", async () => {
  const repository = repositoryOf(
    { "real/a.txt": "1", ".stagegate.yml": "images: {app: {context: link, file: Dockerfile}}" },
    { "real/b.txt": "12" },
  );
  symlinkSync("real", join(repository.folder, "link"));
  repository.git("add", "link");
  expect(await untrackedIn(repository)).toMatchObject({ paths: ["real/b.txt"], size: 2 });
});

test("untracked files of a layout count as a named context", async () => {
  const yaml = "images: {app: {build-contexts: {foo: 'oci-layout://lay:1'}}}";
  const repository = repositoryOf(
    { "lay/index.json": "{}", ".stagegate.yml": yaml, ".dockerignore": "lay" },
    { "lay/blobs/a": "12" },
  );
  expect(await untrackedIn(repository)).toMatchObject({ paths: ["lay/blobs/a"], size: 2 });
});
