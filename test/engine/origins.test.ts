import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readImage } from "../../src/image/read.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import type { Origin } from "../../src/model/report.ts";
import { docker, ENGINES, engineEnv, folderWith, saveFrom } from "./engine.ts";

const TRIGGERS = `FROM alpine:3.22 AS base
ONBUILD RUN head -c 100000 /dev/zero > /large
ONBUILD ENV LEVEL=1
RUN echo base > /base
ONBUILD COPY --link note \\
  /note
ONBUILD WORKDIR /app
FROM base AS middle
FROM middle AS app
RUN echo app > /app/file
`;

const SHARED = `FROM alpine:3.22 AS base
ONBUILD RUN echo trigger > /trigger
FROM base AS other
RUN echo same > /same
RUN echo other > /other
FROM base AS app
RUN echo same > /same
COPY --from=other /other /other
`;

const UPON = (name: string) => `FROM ${name} AS app
RUN echo app > /app
`;

const PARENT = `FROM alpine:3.22
ONBUILD RUN echo trigger > /trigger
ONBUILD COPY note /note
`;

describe.each(ENGINES)("on the %s engine", (engine) => {
  const env = engineEnv(engine);
  const tag = (name: string) => `stagegate-origins-${name}:latest`;

  /** Builds a Dockerfile's stage app, and tells its layers' lines by provenance and by history. */
  async function origins(Dockerfile: string) {
    const folder = folderWith({ Dockerfile, note: "noted" });
    const name = tag("app");
    const metadata = join(folder, "metadata.json");
    const flags = ["--builder=default", "--load", "--provenance=false", `--metadata-file=${metadata}`];
    docker(
      { ...env, BUILDX_METADATA_PROVENANCE: "max" },
      ...["buildx", "build", ...flags, "--target=app", `--tag=${name}`, folder],
    );
    const provenance = JSON.parse(readFileSync(metadata, "utf8"))["buildx.build.provenance"];
    const image = await readImage({ kind: "engine", name }, { saveImage: saveFrom(env) }).finally(() =>
      docker(env, "image", "rm", name),
    );
    rmSync(folder, { recursive: true });
    const built = { file: "Dockerfile", text: Dockerfile, target: "app" };
    const [exact, byHistory] = [findOrigins(image, built, provenance), findOrigins(image, built, null)];
    return {
      knownBy: [exact?.knownBy, byHistory?.knownBy],
      exact: exact?.own.map(lineOf),
      byHistory: byHistory?.own.map(lineOf),
      variables: exact?.variables?.map(({ name, origin }) => `${name}: ${lineOf(origin)}`),
    };
  }

  const lineOf = (origin: Origin) =>
    origin.kind === "instruction"
      ? `${origin.stage} ${origin.lines[0]}-${origin.lines[1]} ${origin.instruction}`
      : origin.kind;

  test("steps of a stage's ONBUILD are at the ONBUILD", async () => {
    const layers = [
      "base 4-4 RUN echo base > /base",
      "base 2-2 ONBUILD RUN head -c 100000 /dev/zero > /large",
      "base 5-6 ONBUILD COPY --link note /note",
      "base 7-7 ONBUILD WORKDIR /app",
      "app 10-10 RUN echo app > /app/file",
    ];
    expect(await origins(TRIGGERS)).toEqual({
      knownBy: ["provenance", "history"],
      exact: layers,
      byHistory: layers,
      variables: ["LEVEL: base 3-3 ONBUILD ENV LEVEL"],
    });
  });

  test("a step of two stages is shown in the target's stage", async () => {
    const layers = [
      "base 2-2 ONBUILD RUN echo trigger > /trigger",
      "app 7-7 RUN echo same > /same",
      "app 8-8 COPY --from=other /other /other",
    ];
    expect(await origins(SHARED)).toMatchObject({ exact: layers, byHistory: layers });
  });

  test("steps of a base image's ONBUILD are at the FROM", async () => {
    const parent = tag("parent");
    const folder = folderWith({ Dockerfile: PARENT });
    docker(
      env,
      "buildx",
      "build",
      "--builder=default",
      "--load",
      "--provenance=false",
      `--tag=${parent}`,
      folder,
    );
    rmSync(folder, { recursive: true });
    const from = `app 1-1 FROM ${parent} AS app (ONBUILD of the base image)`;
    expect(await origins(UPON(parent)).finally(() => docker(env, "image", "rm", parent))).toMatchObject({
      exact: [from, from, "app 2-2 RUN echo app > /app"],
      // They could as well be lines that the Dockerfile lacks.
      byHistory: ["history", "history", "history", "app 2-2 RUN echo app > /app"],
    });
  });
});
