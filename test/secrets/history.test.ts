import { secretsInHistory } from "../../src/secrets/history.ts";
import { random } from "./made.ts";

const GITHUB = `ghp_${random(36)}`;
const NPM = `npm_${random(36)}`;

test.each<[createdBy: string, found: readonly string[]]>([
  [`RUN |1 NPM_TOKEN=${NPM} /bin/sh -c npm ci # buildkit`, ["an npm token by NPM_TOKEN"]],
  [`|1 NPM_TOKEN=${NPM} /bin/sh -c npm ci`, ["an npm token by NPM_TOKEN"]],
  [`RUN |2 VERSION=1.2 DEPLOY_TOKEN=${random(20)} /bin/sh -c ./deploy`, ["a secret value by DEPLOY_TOKEN"]],
  [
    `RUN |2 A_TOKEN=${random(20)} B_SECRET=${random(30)} /bin/sh -c true`,
    ["a secret value by A_TOKEN", "a secret value by B_SECRET"],
  ],
  [
    `RUN /bin/sh -c curl -H "Authorization: Bearer ${GITHUB}" https://api.github.com`,
    ["a GitHub token by RUN"],
  ],
  [
    `RUN /bin/sh -c git clone https://ci:${random(16)}@git.acme.io/a/b # buildkit`,
    ["a URL with a password by RUN"],
  ],
  [`/bin/sh -c git clone https://ci:${random(16)}@git.acme.io/a/b`, ["a URL with a password by RUN"]],
  [`ENV API_TOKEN=${random(20)}`, ["a secret value by API_TOKEN"]],
  [`/bin/sh -c #(nop)  ENV API_TOKEN=${random(20)}`, ["a secret value by API_TOKEN"]],
  [`ARG API_TOKEN=${random(20)}`, ["a secret value by API_TOKEN"]],
  [`CMD ["app" "--token=${GITHUB}"]`, ["a GitHub token by CMD"]],

  [`bazel run --token=${GITHUB}`, ["a GitHub token by a command"]],

  ["RUN |1 NPM_TOKEN= /bin/sh -c npm ci # buildkit", []],
  [`RUN |1 VERSION=1.2 /bin/sh -c A_TOKEN=${random(20)} ./deploy`, []],
  ["RUN /bin/sh -c git clone https://ci:$TOKEN@git.acme.io/a/b # buildkit", []],
  [`RUN /bin/sh -c echo \${NPM_TOKEN} > ~/.npmrc # buildkit`, []],
  ["ARG NPM_TOKEN", []],
  ["ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305", []],
  ["ENV PYTHON_SHA256=12345 PATH=/usr/local/bin:/usr/bin", []],
  ["COPY . . # buildkit", []],
  ["", []],
])("%# %j", (createdBy, found) => {
  expect(secretsInHistory(createdBy).map(({ what, name }) => `${what} by ${name}`)).toEqual(found);
});
