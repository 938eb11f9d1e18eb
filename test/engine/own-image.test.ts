import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/model/report.ts";
import { makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";
import { docker, engineEnv, folderWith, STORES, stagegate } from "./engine.ts";

const [STORE = ""] = STORES;
const env = engineEnv(STORE);
const NAME = `stagegate-test-own-${process.pid}`;

/** A user other than the image's, and not root if these tests run as root. */
const USER = process.getuid?.() || 10_001;

/** Arguments of docker that run an image as the owner of a folder, which is the working folder. */
function mounted(folder: string): string[] {
  if (process.getuid?.() === 0) execFileSync("chown", ["--recursive", `${USER}:${USER}`, folder]);
  return ["run", "--rm", "--user", `${USER}:${USER}`, "--volume", `${folder}:/work`];
}

const folders: string[] = [];
beforeAll(() => {
  for (const target of ["slim", "gate"])
    docker(
      env,
      "buildx",
      "build",
      "--quiet",
      "--load",
      "--target",
      target,
      "--tag",
      `${NAME}:${target}`,
      ".",
    );
});
afterAll(() => {
  docker(env, "volume", "rm", NAME);
  docker(env, "image", "rm", `${NAME}:slim`, `${NAME}:gate`);
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test("stagegate's own images pass its own gate", async () => {
  const argv = ["--config", ".stagegate.yml", "--baseline=none", "--format=json", "--quiet"];
  const { code, stdout, stderr } = await stagegate(argv, process.cwd(), env);
  const report = JSON.parse(stdout) as Report;
  expect({ code, stderr, findings: report.images.flatMap(({ findings }) => findings) }).toEqual({
    code: 0,
    stderr: "",
    findings: [],
  });
});

test("the slim image inspects a mounted layout like the command line", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stagegate-test-"));
  folders.push(folder);
  const image = makeImage({ layers: [[{ name: "hello", content: "Hello, world!" }]], user: "65532" });
  writeDirectory(join(folder, "layout"), ociLayout([image]));
  const inspect = ["inspect", "layout", "--json"];
  const printed = docker(env, ...mounted(folder), "--network=none", `${NAME}:slim`, ...inspect);
  const { stdout } = await stagegate(inspect, folder, env);
  expect(JSON.parse(printed)).toEqual(JSON.parse(stdout));
});

test("the gate image gates a repository with a mounted engine socket", () => {
  const folder = folderWith({ Dockerfile: "FROM scratch\nCOPY app /app\nUSER 10001\n", app: "1" });
  folders.push(folder);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
      cwd: folder,
    });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=First");
  git("commit", "--quiet", "--allow-empty", "--message=Second");
  const socket = (env["DOCKER_HOST"] || "unix:///var/run/docker.sock").replace("unix://", "");
  const printed = docker(
    env,
    ...mounted(folder),
    ...["--volume", `${socket}:/var/run/docker.sock`, "--group-add", String(statSync(socket).gid)],
    ...["--volume", `${NAME}:/cache`],
    ...[`${NAME}:gate`, "--base=HEAD~1", "--max-size=2B", "--format=json", "--quiet"],
  );
  const { verdict, images } = JSON.parse(printed) as Report;
  expect(verdict).toBe("pass");
  expect(images[0]).toMatchObject({ image: { size: 1 }, baseline: { state: "built" }, change: { size: 0 } });
  const find = ["--entrypoint=find", `${NAME}:gate`, "/cache", "-name", "*.measurement"];
  expect(docker(env, "run", "--rm", "--volume", `${NAME}:/cache`, ...find)).not.toBe("");
});
