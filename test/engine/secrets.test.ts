import { rmSync } from "node:fs";
import { readImage } from "../../src/image/read.ts";
import { measure } from "../../src/measure/measure.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import type { SecretReport } from "../../src/model/report.ts";
import { ED25519, OPENSSH, RSA, random } from "../secrets/made.ts";
import { docker, engineEnv, folderWith, STORES, saveFrom } from "./engine.ts";

const TOKEN = random(24);

const DOCKERFILE = `FROM alpine:3.22
ARG NPM_TOKEN
COPY app /app
RUN echo "//registry.npmjs.org/:_authToken=$NPM_TOKEN" > /root/.npmrc && echo "npm ci"
RUN --mount=type=secret,id=netrc,target=/root/.netrc test -s /root/.netrc
RUN chown -R 2000 /app
RUN rm -r /app/id_ed25519 /root/.npmrc
ENV API_TOKEN=${TOKEN}
`;

const FILES = {
  Dockerfile: DOCKERFILE,
  netrc: `machine example.org login me password ${TOKEN}\n`,
  "app/id_ed25519": OPENSSH,
  "app/.env.example": `API_TOKEN=${TOKEN}\n`,
};

/** As in `3 file app/key hidden`: its line and its description. */
function rowOf({ kind, name, what, origin, hidden }: SecretReport): string {
  const from = origin.kind === "instruction" ? origin.lines[0] : origin.kind;
  return `${from} ${kind} ${name}${hidden ? " hidden" : ""}: ${what}`;
}

test.each(STORES)("on the %s store secrets of all layers and the history are found", async (store) => {
  const env = engineEnv(store);
  const folder = folderWith(FILES);
  const name = `stagegate-secrets-${store}:latest`;
  const given = ["--build-arg", `NPM_TOKEN=${TOKEN}`, "--secret", `id=netrc,src=${folder}/netrc`];
  docker(env, "buildx", "build", "--load", "--tag", name, ...given, folder);
  rmSync(folder, { recursive: true });
  const image = await readImage({ kind: "engine", name }, { saveImage: saveFrom(env) }).finally(() =>
    docker(env, "image", "rm", name),
  );

  const built = { file: "Dockerfile", text: DOCKERFILE, target: null };
  const { secrets } = measure(image, findOrigins(image, built, null));
  expect(secrets.map(rowOf)).toEqual([
    "3 file app/id_ed25519 hidden: a private key (OpenSSH)",
    "4 file root/.npmrc hidden: an npm token",
    "8 variable API_TOKEN: a secret value",
    "2 history NPM_TOKEN: a secret value",
  ]);
  expect(JSON.stringify(secrets)).not.toContain(TOKEN);
});

const PACKAGES = `FROM alpine:3.22
COPY packages /venv/site-packages
RUN chown 2000 /venv/site-packages/public/server.pem
COPY server.pem /venv/site-packages/own/
`;

test.each(STORES)("on the %s store only keys of no package are found", async (store) => {
  const env = engineEnv(store);
  const folder = folderWith({
    Dockerfile: PACKAGES,
    "server.pem": RSA.privateKey,
    "packages/public/server.pem": ED25519.privateKey,
    "packages/public-1.0.dist-info/RECORD": "public/server.pem,,\n",
  });
  const name = `stagegate-secrets-packages-${store}:latest`;
  docker(env, "buildx", "build", "--builder=default", "--load", "--tag", name, folder);
  rmSync(folder, { recursive: true });
  const image = await readImage({ kind: "engine", name }, { saveImage: saveFrom(env) }).finally(() =>
    docker(env, "image", "rm", name),
  );
  const built = { file: "Dockerfile", text: PACKAGES, target: null };
  expect(measure(image, findOrigins(image, built, null)).secrets.map(rowOf)).toEqual([
    "4 file venv/site-packages/own/server.pem: a private key (RSA)",
  ]);
});
