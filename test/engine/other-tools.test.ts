import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readImage } from "../../src/image/read.ts";
import { originsOf } from "../../src/measure/attested-dockerfile.ts";
import { measure } from "../../src/measure/measure.ts";
import type { Origin } from "../../src/model/report.ts";
import { engineEnv, folderWith, STORES, storeOf } from "./engine.ts";

// The commands of docs/images.md that can run here; test/fixtures/recorded has images of the other tools.
const BUILDAH = process.env["STAGEGATE_BUILDAH"];
if (BUILDAH === undefined) throw new Error("these tests need STAGEGATE_BUILDAH: run npm test, which sets it");

const DOCKERFILE = `FROM scratch AS base
COPY note /note
FROM base AS app
ARG VERSION=1.0.0
COPY note /notes/$VERSION
WORKDIR /app
`;
const BAKE = `target "app" {
  dockerfile = "docker/Dockerfile"
  target     = "app"
  args       = { VERSION = "7.8.9-hidden" }
  attest     = ["type=provenance,mode=max"]
  output     = ["type=oci,dest=image,tar=false"]
}
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function repository(): string {
  const folder = folderWith({ "docker/Dockerfile": DOCKERFILE, "docker-bake.hcl": BAKE, note: "noted" });
  folders.push(folder);
  execFileSync("git", ["init", "--quiet", folder]);
  return folder;
}

/** The report on the image of an OCI directory or an archive, relative to the parent folder. */
async function told(
  folder: string,
  name = "image",
  kind: "archive" | "oci-directory" = "oci-directory",
): Promise<string[]> {
  const image = await readImage({ kind, path: join(folder, name) });
  const { origins } = await originsOf(image, null, null, async (file) =>
    readFileSync(join(folder, file), "utf8"),
  );
  const measured = measure(image, origins);
  expect(JSON.stringify(measured)).not.toContain("hidden");
  return [
    `base image ${measured.baseImage?.name ?? "unknown"}`,
    ...measured.layers.map(({ origin }) => line(origin)),
  ];
}

function line(origin: Origin): string {
  if (origin.kind === "instruction") return `${origin.file}:${origin.lines[0]} ${origin.instruction}`;
  return origin.kind === "history" ? `${origin.by}: ${origin.instruction}` : origin.kind;
}

const LINES = [
  "base image scratch",
  "docker/Dockerfile:2 COPY note /note",
  "docker/Dockerfile:5 COPY note /notes/$VERSION",
  "docker/Dockerfile:6 WORKDIR /app",
];

const STORE = STORES.find((store) => storeOf(store) === "containerd");

// The builder of the classic store writes no OCI layout, so without a containerd engine nothing can be built so.
(STORE === undefined ? describe.skip : describe)("on the containerd store", () => {
  const store = STORE ?? "";
  const env = engineEnv(store);

  test.each(["v0.2", "v1"])("buildx attaches provenance of SLSA %s with the lines", async (version) => {
    const folder = repository();
    execFileSync(
      "docker",
      [
        ..."buildx build --builder default --target app --file docker/Dockerfile".split(" "),
        ...["--build-arg", "VERSION=7.8.9-hidden", "--provenance", `mode=max,version=${version}`],
        ...["--output", "type=oci,dest=image,tar=false", "."],
      ],
      { cwd: folder, env, stdio: "pipe" },
    );
    expect(await told(folder)).toEqual(LINES);
  });

  test("bake attaches provenance with the lines", async () => {
    const folder = repository();
    const allow = { BUILDX_BAKE_ENTITLEMENTS_FS: "0" };
    execFileSync("docker", ["buildx", "bake", "--builder", "default", "app"], {
      cwd: folder,
      env: { ...env, ...allow },
      stdio: "pipe",
    });
    expect(await told(folder)).toEqual(LINES);
  });
});

test.each([
  [
    "true",
    ["base image localhost/stagegate-base:latest", "base", "dockerfile: COPY file in /notes/$VERSION"],
  ],
  [
    "false",
    [
      "base image localhost/stagegate-base:latest",
      "base",
      "dockerfile: COPY file in /notes/$VERSION; WORKDIR /app",
    ],
  ],
])("buildah with layers %s has base and instructions in the history", async (layers, expected) => {
  const folder = repository();
  const policy = join(
    folderOf({ "policy.json": '{"default": [{"type": "insecureAcceptAnything"}]}' }),
    "policy.json",
  );
  // The engine's folder for docker's configuration need not have one, which buildah insists on.
  const { DOCKER_CONFIG: _, ...env } = process.env;
  const buildah = (command: string, ...args: string[]) =>
    execFileSync(
      BUILDAH,
      [
        ...["--storage-driver", "vfs", "--root", join(folder, "root"), "--runroot", join(folder, "runroot")],
        ...[command, "--signature-policy", policy, ...args],
      ],
      { cwd: folder, stdio: "pipe", env: { ...env, BUILDAH_ISOLATION: "chroot" } },
    );
  const from = ["--file", join(folderOf({ Dockerfile: "FROM scratch\nCOPY note /note\n" }), "Dockerfile")];
  buildah("build", ...from, "--tag", "localhost/stagegate-base", ".");
  const file = join(
    folderOf({
      Dockerfile: "FROM localhost/stagegate-base\nARG VERSION\nCOPY note /notes/$VERSION\nWORKDIR /app\n",
    }),
    "Dockerfile",
  );
  buildah(
    "build",
    ...[`--layers=${layers}`, "--build-arg", "VERSION=7.8.9-hidden", "--file", file, "--tag", "app", "."],
  );
  buildah("push", "app", "oci:image");
  expect(await told(folder)).toEqual(expected);
  for (const format of ["oci-archive", "docker-archive"]) {
    buildah("push", "app", `${format}:${format}.tar`);
    expect([format, ...(await told(folder, `${format}.tar`, "archive"))]).toEqual([format, ...expected]);
  }
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  folders.push(folder);
  return folder;
}
