import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { entriesOf, withAttestation } from "../fixtures/artifacts.ts";
import { type Files, makeImage, ociLayout, writeDirectory } from "../fixtures/images.ts";
import { counted } from "./counted.ts";
import { folderWith, stagegate } from "./engine.ts";

const PROGRAMS = process.env["STAGEGATE_REGISTRIES"];
if (PROGRAMS === undefined) throw new Error("STAGEGATE_REGISTRIES is not set: run npm test");

const CRANE = join(PROGRAMS, "crane");
/** `user:pass` by bcrypt. */
const HTPASSWD = "user:$2b$05$abcdefghijklmnopqrstuuZFBUbfXoM8LFiPx8LYlO/sXZB/Cwk3K\n";

/** In bytes; data that does not compress. */
const LAYER = 320_000;
const noise = (seed: number) =>
  Buffer.concat(
    Array.from({ length: LAYER / 32 }, (_, at) => createHash("sha256").update(`${seed} ${at}`).digest()),
  );
/** In bytes: that of each image, as `--provenance=mode=max` makes it of a long Dockerfile. */
const PROVENANCE = 20_000;

/** An index of two platforms that share a layer, with provenance; one layer of its own has the seed. */
function layoutOf(seed: number): Files {
  const images = ["linux/amd64", "linux/arm64"].map((platform, at) =>
    makeImage({
      platform,
      layers: [[{ name: "shared", content: noise(1) }], [{ name: "own", content: noise(at + seed) }]],
    }),
  );
  const layout = ociLayout(images);
  return entriesOf(layout).reduce((files, { digest }) => {
    const source = noise(seed)
      .subarray(0, PROVENANCE * 0.75)
      .toString("base64");
    return withAttestation(files, digest, { predicate: { source, of: digest } });
  }, layout);
}

let folder: string;
beforeAll(() => {
  folder = folderWith({ "before/x": "", "after/x": "", htpasswd: HTPASSWD });
  writeDirectory(join(folder, "before"), layoutOf(10));
  writeDirectory(join(folder, "after"), layoutOf(20));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function untilItListens(port: number, tries = 100): Promise<void> {
  const isThere = await new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(socket.destroy() !== undefined));
    socket.once("error", () => resolve(false));
  });
  if (isThere) return;
  if (tries === 0) throw new Error("the registry does not listen");
  await wait(100);
  await untilItListens(port, tries - 1);
}

describe.each(["docker-registry with a login", "crane"])("in %s", (kind) => {
  let program: ChildProcess;
  let port: number;
  /** Without docker on the PATH: neither an engine nor buildx is needed. */
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    port = await freePort();
    const auth = { htpasswd: { realm: "r", path: join(folder, "htpasswd") } };
    const config = {
      version: "0.1",
      storage: { filesystem: { rootdirectory: join(folder, kind) } },
      http: { addr: `127.0.0.1:${port}` },
      ...(kind.endsWith("login") && { auth }),
    };
    const file = join(folder, "registry.yml");
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(config));
    program =
      kind === "crane"
        ? spawn(CRANE, ["registry", "serve", "--address", `127.0.0.1:${port}`], { stdio: "ignore" })
        : spawn(join(PROGRAMS, "docker-registry"), ["serve", file], { stdio: "ignore" });
    await untilItListens(port);
    env = { ...process.env, PATH: "/nowhere", XDG_CACHE_HOME: join(folder, `${kind} cache`) };
    env["DOCKER_CONFIG"] = join(folder, `${kind} config`);
    for (const state of ["before", "after"]) push(state, port);
  });
  afterAll(() => program.kill());

  function push(state: string, at: number): void {
    const host = `127.0.0.1:${at}`;
    if (kind.endsWith("login"))
      execFileSync(CRANE, ["auth", "login", host, "-u", "user", "-p", "pass"], { env, stdio: "ignore" });
    execFileSync(CRANE, ["push", "--index", join(folder, state), `${host}/octo/app:${state}`], {
      env,
      stdio: "ignore",
    });
  }

  test("an image equals its layout, without docker", async () => {
    const inspect = async (source: string) => {
      const ended = await stagegate(["inspect", "--json", "--platform=linux/arm64", source], folder, env);
      const { source: readFrom, ...image } = JSON.parse(ended.stdout || "{}");
      return { ...ended, stdout: image, readFrom };
    };
    const reference = `127.0.0.1:${port}/octo/app:before`;
    const [{ readFrom, ...read }, { readFrom: _, ...expected }] = [
      await inspect(reference),
      await inspect(join(folder, "before")),
    ];
    expect(read).toEqual(expected);
    expect(readFrom).toMatchObject({ kind: "registry", name: reference });
    expect(read.code).toBe(0);
  });

  test("an index is read again only for its changes", async () => {
    const way = await counted({ port: 0, host: "127.0.0.1" }, { port, host: "127.0.0.1" });
    const own = { ...env, XDG_CACHE_HOME: join(folder, `${kind} counted`) };
    if (kind.endsWith("login"))
      execFileSync(CRANE, ["auth", "login", `127.0.0.1:${way.port}`, "-u", "user", "-p", "pass"], {
        env,
        stdio: "ignore",
      });
    const judge = async (state: string) => {
      const flags = ["--platforms=linux/amd64,linux/arm64", "--baseline=none", "--max-size=1MB"];
      const image = `--image=127.0.0.1:${way.port}/octo/app:${state}`;
      const { code, stdout, stderr } = await stagegate([image, ...flags, "--rules=user=off"], folder, own);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout).toMatch(/linux\/amd64[\s\S]*linux\/arm64/);
      return way.received();
    };
    try {
      expect(await judge("before")).toBeGreaterThan(3 * LAYER + 2 * PROVENANCE);
      expect(await judge("before")).toBeLessThan(PROVENANCE / 2);
      const changed = await judge("after");
      expect(changed).toBeGreaterThan(2 * LAYER);
      expect(changed).toBeLessThan(2 * LAYER + 2 * PROVENANCE + 10_000);
    } finally {
      way.close();
    }
  });

  if (kind.endsWith("login"))
    test("a registry with a login denies access without one", async () => {
      const nobody = { ...env, DOCKER_CONFIG: "/nowhere" };
      const name = `127.0.0.1:${port}/octo/app:before`;
      const { code, stderr } = await stagegate(["inspect", name], folder, nobody);
      expect(code).toBe(2);
      expect(stderr).toMatch(/refuses access[\s\S]*docker login 127\.0\.0\.1/);
    });
  else
    test("a missing image has both reasons", async () => {
      const { code, stderr } = await stagegate(["inspect", `127.0.0.1:${port}/octo/none:1`], folder, env);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /docker is not installed, and the registry 127\.0\.0\.1:\d+ has no tag 1 of this/,
      );
    });
});
