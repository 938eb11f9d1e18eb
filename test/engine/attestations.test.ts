import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { MeasuredImage } from "../../src/model/report.ts";
import { type CountedBuilder, countedBuilder, type Driver } from "./builders.ts";
import { type CacheRegistry, cacheRegistry } from "./cache-registry.ts";
import { ENGINES, folderWith, stagegate, storeOf } from "./engine.ts";

const DOCKERFILE = `FROM scratch AS base
COPY note /note
FROM base
ARG VERSION=1.0.0
COPY note /notes/$VERSION
USER 1000
`;
const LINES = ["Dockerfile:2 COPY note /note", "Dockerfile:5 COPY note /notes/$VERSION"];

// The builder of a classic store writes no attestations.
const OWN = ENGINES.filter((engine) => storeOf(engine) === "containerd");
const BUILDERS: readonly (readonly [driver: Driver, engine: string])[] = [
  ...OWN.map((engine) => ["docker", engine] as const),
  ["remote", ENGINES[0] ?? ""],
];

describe.each(BUILDERS)("the driver %s on the %s engine", (driver, engine) => {
  let builder: CountedBuilder;
  let registry: CacheRegistry;
  let folder: string;
  beforeAll(async () => {
    builder = await countedBuilder(driver, engine);
    registry = await cacheRegistry();
    folder = folderWith({ Dockerfile: DOCKERFILE, note: "noted" });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await registry.close();
    builder.remove();
  });

  // This process forwards the traffic of builder and registry, so it must not block.
  async function build(provenance: string, output: string): Promise<void> {
    const flags = ["--builder", builder.name, "--provenance", provenance, "--sbom=false"];
    const command = ["buildx", "build", ...flags, "--output", output, "."];
    await promisify(execFile)("docker", command, { cwd: folder, env: builder.env });
  }

  async function inspect(source: string): Promise<Omit<MeasuredImage, "source">> {
    const { code, stdout, stderr } = await stagegate(["inspect", "--json", source], folder, builder.env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { source: _, ...image } = JSON.parse(stdout) as MeasuredImage;
    return image;
  }

  test.each(["v0.2", "v1"])("attaches provenance of SLSA %s with the lines", async (version) => {
    const name = `${registry.host}/octo/app:${version}`;
    await build(`mode=max,version=${version}`, `type=oci,tar=false,dest=${version}`);
    await build(`mode=max,version=${version}`, `type=oci,dest=${version}.tar`);
    await build(`mode=max,version=${version}`, `type=image,push=true,name=${name}`);
    const image = await inspect(version);
    expect(image.layers.map(lineOf)).toEqual(LINES);
    expect(await inspect(`${version}.tar`)).toEqual(image);
    expect(await inspect(`registry:${name}`)).toEqual(image);
  });

  if (driver === "remote")
    test("attaches provenance as an OCI artifact", async () => {
      await build("mode=max", "type=oci,tar=false,dest=artifact");
      const read = (path: string) => JSON.parse(readFileSync(join(folder, "artifact", path), "utf8"));
      const blob = ({ digest }: { digest: string }) => read(`blobs/${digest.replace(":", "/")}`);
      const [image, attestation] = blob(read("index.json").manifests[0]).manifests;
      expect(blob(attestation)).toMatchObject({
        artifactType: "application/vnd.docker.attestation.manifest.v1+json",
        config: { mediaType: "application/vnd.oci.empty.v1+json" },
        subject: { digest: image.digest },
      });
    });
});

function lineOf({ origin }: MeasuredImage["layers"][number]): string {
  if (origin.kind !== "instruction") return origin.kind;
  return `${origin.file}:${origin.lines[0]} ${origin.instruction}`;
}
