import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { MeasuredImage } from "../../src/model/report.ts";
import { type Ended, folderWith, stagegate } from "./engine.ts";

// A machine with Podman and without Docker: its PATH has only these programs.
const PODMAN = process.env["STAGEGATE_PODMAN"];
if (PODMAN === undefined) throw new Error("these tests need STAGEGATE_PODMAN: run npm test, which sets it");

const DOCKERFILE = `FROM scratch AS base
COPY note /note
FROM base
COPY big /big
USER 10001
`;

/** Runs programs on the machine, in a folder with these files. */
interface Machine {
  readonly folder: string;
  readonly podman: (...args: string[]) => string;
  readonly stagegate: (...argv: string[]) => Promise<Ended>;
  readonly remove: () => void;
}

function machine(podman: string, files: Readonly<Record<string, string>>): Machine {
  const folder = folderWith(files);
  const home = folderWith({ "bin/keep": "" });
  symlinkSync(podman, join(home, "bin/podman"));
  symlinkSync(execFileSync("which", ["git"], { encoding: "utf8" }).trim(), join(home, "bin/git"));
  const storage = folderWith({
    "storage.conf": `[storage]\ndriver = "vfs"\ngraphroot = "${home}/graph"\nrunroot = "${home}/run"\n`,
  });
  const { DOCKER_CONFIG: _config, DOCKER_HOST: _host, ...own } = process.env;
  const env = {
    ...own,
    PATH: join(home, "bin"),
    CONTAINERS_STORAGE_CONF: join(storage, "storage.conf"),
    XDG_CACHE_HOME: join(home, "cache"),
  };
  const run = (...args: string[]) =>
    execFileSync(join(home, "bin/podman"), args, {
      cwd: folder,
      env,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  return {
    folder,
    podman: run,
    stagegate: (...argv) => stagegate(argv, folder, env),
    remove: () => {
      // Only Podman can remove the files of other users in a rootless storage.
      run("image", "rm", "--all", "--force");
      for (const each of [folder, home, storage]) rmSync(each, { recursive: true, force: true });
    },
  };
}

// If there is no Podman, scripts/podman has printed why.
(PODMAN === "" ? test.skip : test)(
  "an image of podman build is gated without Docker, the same as its archive",
  async () => {
    const here = machine(PODMAN, { Dockerfile: DOCKERFILE, note: "noted", big: "7".repeat(50_000) });
    try {
      const refused = await here.stagegate();
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("docker was not found") });
      const [, command = ""] = /build the image by `podman ([^`]+)`/.exec(refused.stderr) ?? [];
      here.podman(...command.split(" "));
      const [, image = ""] = /by `image: ([^`]+)`/.exec(refused.stderr) ?? [];

      const inspect = async (source: string) => {
        const { stdout, stderr } = await here.stagegate("inspect", "--json", source, "--file", "Dockerfile");
        expect(stderr).toBe("");
        return JSON.parse(stdout) as object;
      };
      const measured = await inspect(image);
      here.podman("image", "save", "--output", "image.tar", image.replace("containers-storage:", ""));
      expect(readFileSync(join(here.folder, "image.tar")).length).toBeGreaterThan(50_000);
      const digest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);
      expect(measured).toMatchObject({
        size: 50_005,
        source: { kind: "podman", digest },
        user: { uid: 10001 },
        layers: [
          { origin: { kind: "instruction", lines: [2, 2] } },
          { origin: { kind: "instruction", lines: [4, 4] } },
        ],
      });
      expect(await inspect("image.tar")).toEqual({
        ...measured,
        source: { kind: "archive", name: "image.tar", digest: null },
      });

      const gated = await here.stagegate("--image", image, "--max-size", "40kB");
      expect(gated).toMatchObject({ code: 1, stderr: "" });
      expect(gated.stdout).toContain("was read from the Podman storage");
    } finally {
      here.remove();
    }
  },
);

/** Formats of `podman image save`, where each is written, and whether its layers are compressed. */
const FORMATS = [
  ["docker-archive", "image.tar", false],
  ["oci-archive", "image.oci.tar", true],
  ["oci-dir", "image", true],
] as const;

(PODMAN === "" ? test.skip : test)("an image that podman saves is the same in each format", async () => {
  const here = machine(PODMAN, { Dockerfile: DOCKERFILE, note: "noted", big: "7".repeat(50_000) });
  try {
    here.podman("build", "--layers", "--tag", "app", ".");
    const inspect = async (source: string) => {
      const { stdout, stderr } = await here.stagegate("inspect", "--json", source);
      expect(stderr).toBe("");
      return split(JSON.parse(stdout));
    };
    const { image } = await inspect("containers-storage:app");
    expect(image).toMatchObject({ size: 50_005, user: { uid: 10001 } });
    for (const [format, path, isCompressed] of FORMATS) {
      here.podman("image", "save", "--format", format, "--output", path, "app");
      const saved = await inspect(path);
      expect([format, saved.image]).toEqual([format, image]);
      expect([format, saved.transferSizes.every((size) => size !== null)]).toEqual([format, isCompressed]);
    }
    // A folder of skopeo's transport `dir:`, which has no index.
    here.podman("image", "save", "--format", "docker-dir", "--output", "folder", "app");
    const { code, stderr } = await here.stagegate("inspect", "folder");
    expect(stderr).toContain("folder");
    expect(code).toBe(2);
  } finally {
    here.remove();
  }
});

/** The parts of an image that do not depend on its source, and the sizes of its compressed layers. */
function split({ source: _, transferSize: _all, layers, ...image }: MeasuredImage) {
  return {
    image: { ...image, layers: layers.map(({ transferSize: _one, ...layer }) => layer) },
    transferSizes: layers.map(({ transferSize }) => transferSize),
  };
}
