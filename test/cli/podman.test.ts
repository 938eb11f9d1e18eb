import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { archiveOf, dockerSave, makeImage } from "../fixtures/images.ts";
import { cli } from "./world.ts";

// The podman of these tests is a script with the answers of Podman 4.3. test/engine/podman.test.ts has a real one.
const ID = "a91346e1c091b694d4874daede2cf4b359ffa5de53fb29161095ca1060f4b448";
const archive = archiveOf(
  dockerSave(makeImage({ layers: [[{ name: "big", content: Buffer.alloc(5000) }]], user: "1000" }), "25"),
);

const saved = { PATH: process.env["PATH"], XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stagegate-podman-"));
  writeFileSync(join(folder, "app.tar"), archive);
  symlinkSync(execFileSync("which", ["git"], { encoding: "utf8" }).trim(), join(folder, "git"));
  fakePodman(`exec /bin/cat '${join(folder, "app.tar")}'`);
  process.env["PATH"] = folder;
  process.env["XDG_CACHE_HOME"] = join(folder, "cache");
});
afterEach(() => {
  Object.assign(process.env, saved);
  rmSync(folder, { recursive: true });
});

/** Puts a podman on the PATH that has app:1 and logs its arguments. */
function fakePodman(save: string): void {
  const script = `#!/bin/sh
echo "$*" >> '${folder}/asked'
case "$*" in
  --version) echo podman version 4.3.1 ;;
  'image inspect --format={{.Id}} -- app:1') echo ${ID} ;;
  'image inspect '*) echo 'Error: inspecting object: image not known' >&2; exit 125 ;;
  'image save --quiet -- sha256:${ID}') ${save} ;;
  *) exit 99 ;;
esac
`;
  writeFileSync(join(folder, "podman"), script);
  chmodSync(join(folder, "podman"), 0o755);
}

const saves = () =>
  readFileSync(join(folder, "asked"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("image save"));

test.each(["app:1", "containers-storage:app:1"])(
  "without docker, %s comes from Podman's storage, the same as its archive",
  async (name) => {
    const { stdout, stderr } = await cli(["inspect", "--json", name]);
    expect(stderr).toBe("");
    const { source, ...measured } = JSON.parse(stdout);
    expect(source).toEqual({ kind: "podman", name: "app:1", digest: `sha256:${ID}` });
    const { source: _, ...expected } = JSON.parse(
      (await cli(["inspect", "--json", "app.tar"], { "app.tar": archive })).stdout,
    );
    expect(measured).toEqual(expected);
    expect(saves()).toHaveLength(1);
  },
);

test("the gate judges an image of Podman's storage without docker and buildx", async () => {
  const gate = (limit: string) => cli(["--image", "app:1", "--max-size", limit]);
  const passed = await gate("6kB");
  expect(passed).toMatchObject({ code: 0, stderr: "" });
  expect(passed.stdout).toContain("app:1 was read from the Podman storage (sha256:a91346e1c091)");
  expect(await gate("4kB")).toMatchObject({ code: 1 });
  // stagegate knows its id, so podman does not save it again.
  expect(saves()).toHaveLength(1);
});

test("an unfinished archive of podman is no image", async () => {
  fakePodman("echo 'Error: no space left on device' >&2; exit 125");
  const { code, stdout } = await cli(["--image", "app:1"]);
  expect(code).toBe(2);
  expect(stdout).toContain("podman image save sha256:a91346e1c091");
  expect(stdout).toContain("failed (125): Error: no space left on device");
});

test("an image that Podman lacks is an error of the setting", async () => {
  const { code, stderr } = await cli(["--image", "containers-storage:app:2"]);
  expect({ code, stderr }).toMatchInlineSnapshot(`
{
  "code": 2,
  "stderr": "--image: app:2: Podman does not have it. \`podman images\` lists what this user's storage has. Build the image before, for example \`podman build --tag app .\`.
",
}
`);
});

test("a smoke test of an image of Podman's storage is an error of the setting", async () => {
  const { code, stderr } = await cli(["--image", "app:1", "--smoke", "{port: 80}"]);
  expect({ code, stderr }).toMatchInlineSnapshot(`
{
  "code": 2,
  "stderr": "--smoke: smoke needs an image that is built here, or one of the engine. Copy the image into Docker before the gate, for example: podman image save app:1 | docker load
",
}
`);
});

test.each<[string, string[], Record<string, string>]>([
  ["a Dockerfile", [], { Dockerfile: "FROM scratch\nUSER 1\n" }],
  [
    "a target of another Dockerfile",
    ["--context", "my app", "--file", "docker/app.Dockerfile", "--target", "production"],
    { "docker/app.Dockerfile": "FROM scratch AS production\nUSER 1\n", "my app/x": "" },
  ],
])("without docker, %s is an error that names Podman's commands", async (_, flags, files) => {
  const { code, stderr } = await cli(flags, files);
  expect({ code, stderr: stderr.replace(/stagegate-test-\w+/g, "app") }).toMatchSnapshot();
});
