import { rmSync } from "node:fs";
import { readImage } from "../../src/image/read.ts";
import { measure } from "../../src/measure/measure.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import { findingsOf } from "../fixtures/facts.ts";
import { docker, engineEnv, folderWith, STORES, saveFrom } from "./engine.ts";

const DOCKERFILE = `FROM node:24-slim
RUN apt-get update && apt-get install --yes --no-install-recommends tree
RUN apt-get install --yes --no-install-recommends binutils make
WORKDIR /app
RUN npm install mocha@11 left-pad@1.3.0
COPY . .
RUN chown -R 1000:1000 /app/data
`;

const FILES = {
  Dockerfile: DOCKERFILE,
  "data/large": "l".repeat(1_200_000),
  ".git/objects/pack/1.pack": "p".repeat(150_000),
};

/** Leftovers by line, and how `find` finds the same files. */
const EXPECTED: readonly (readonly [what: string, line: number, find: string])[] = [
  ["apt's package lists", 2, "/var/lib/apt/lists"],
  [
    "GCC and binutils",
    3,
    "/usr/bin/*-linux-gnu*-* /usr/bin/gprofng* /usr/lib/*/gprofng /usr/lib/*/ldscripts /usr/lib/*/bfd-plugins /usr/lib/*/libbfd-* /usr/lib/*/libopcodes-* /usr/lib/*/libctf* /usr/lib/*/libgprofng* /usr/lib/*/libsframe*",
  ],
  ["build programs", 3, "/usr/bin/make"],
  ["npm's cache", 5, "/root/.npm/_cacache"],
  ["npm packages for development (mocha)", 5, "/app/node_modules/mocha"],
  ["the history of git", 6, "/app/.git"],
];

// The first store has all base images.
test.each(STORES.slice(0, 1))("leftovers of package managers are found to the byte: %s", async (store) => {
  const env = engineEnv(store);
  const folder = folderWith(FILES);
  const name = "stagegate-leftovers:latest";
  docker(env, "buildx", "build", "--load", "--tag", name, folder);
  rmSync(folder, { recursive: true });
  try {
    const image = await readImage({ kind: "engine", name }, { saveImage: saveFrom(env) });
    const built = { file: "Dockerfile", text: DOCKERFILE, target: null };
    const measured = measure(image, findOrigins(image, built, null));

    const rows = measured.leftovers.map(({ what, origin, size, files }) => {
      const line = origin.kind === "instruction" ? origin.lines[0] : null;
      return { what, line, size, files };
    });
    for (const [what, line, find] of EXPECTED) {
      expect(rows).toContainEqual({ what, line, ...found(env, name, find) });
    }
    const findings = findingsOf({ image: measured });
    expect(findings.filter(({ rule }) => rule === "wasted").map(({ message }) => message)).toEqual([
      "1.2 MB of production are stored twice: RUN chown -R 1000:1000 /app/data (Dockerfile:7) copies files of COPY . . (Dockerfile:6)",
    ]);
  } finally {
    docker(env, "image", "rm", name);
  }
});

/** The regular files at and below some paths of a container, each counted once whatever its names. */
function found(env: NodeJS.ProcessEnv, image: string, paths: string): { size: number; files: number } {
  const script = `find ${paths} -type f -printf '%i %s\\n' | sort -u`;
  const lines = docker(env, "run", "--rm", image, "sh", "-c", script).split("\n");
  return {
    size: lines.reduce((sum, line) => sum + Number(line.split(" ")[1]), 0),
    files: lines.length,
  };
}
