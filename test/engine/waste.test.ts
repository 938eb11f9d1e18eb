import { rmSync } from "node:fs";
import { readImage } from "../../src/image/read.ts";
import { measure } from "../../src/measure/measure.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import type { Origin, WasteReport } from "../../src/model/report.ts";
import { docker, engineEnv, folderWith, STORES, saveFrom } from "./engine.ts";

const DOCKERFILE = `FROM alpine:3.22
COPY app /app
RUN head -c 5000 /dev/zero > /app/first && ln /app/first /app/second
RUN chown -R 2000:2000 /app/data && rm /app/first
RUN rm -rf /app/data /app/large /app/second && mkdir /app/data && echo new > /app/data/new
RUN echo other > /app/note && chown 2000 /bin/busybox
`;

const FILES = {
  Dockerfile: DOCKERFILE,
  "app/large": "l".repeat(300_000),
  "app/data/one": "1".repeat(1000),
  "app/data/two": "2".repeat(2000),
  "app/note": "noted".repeat(20),
};

/** As in `2>4 touched 3000 in 2: /app/data/`: by line 4, of line 2, 3000 bytes in 2 files. */
function rowOf({ origin, hiddenBy, how, size, files, path }: WasteReport): string {
  const name = (from: Origin) => (from.kind === "instruction" ? from.lines[0] : from.kind);
  return `${name(origin)}>${name(hiddenBy)} ${how} ${size} in ${files}: ${path}`;
}

// One store marks /app/data as opaque in line 5, the other one removes each file.
test.each(STORES)("on the %s store each line wastes the bytes that later lines hide", async (store) => {
  const env = engineEnv(store);
  const folder = folderWith(FILES);
  const name = `stagegate-waste-${store}:latest`;
  docker(env, "buildx", "build", "--load", "--tag", name, folder);
  rmSync(folder, { recursive: true });
  const busybox = Number(docker(env, "run", "--rm", name, "stat", "-c", "%s", "/bin/busybox"));
  const image = await readImage({ kind: "engine", name }, { saveImage: saveFrom(env) }).finally(() =>
    docker(env, "image", "rm", name),
  );

  const built = { file: "Dockerfile", text: DOCKERFILE, target: null };
  const { waste, wasted, duplicates } = measure(image, findOrigins(image, built, null));
  expect(waste.map(rowOf)).toEqual([
    `base>6 touched ${busybox} in 1: /bin/busybox`,
    "2>5 deleted 300000 in 1: /app/large",
    "3>5 deleted 5000 in 1: /app/second",
    "2>4 touched 3000 in 2: /app/data/",
    "4>5 deleted 3000 in 2: /app/data/",
    "2>6 replaced 100 in 1: /app/note",
  ]);
  expect(wasted).toBe(300_000 + 5000 + 3000 + 3000 + 100);
  expect(duplicates).toEqual([]);
});
