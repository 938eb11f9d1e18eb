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
    `RUN |1 API_TOKEN=${random(20)} /bin/sh -c curl -u admin:${random(20)} https://x.acme.io/`,
    ["a secret value by API_TOKEN", "a password on a command line by RUN"],
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

  [
    `RUN /bin/sh -c curl -fsSu ci:${random(16)} https://a.acme.io/x | tar x`,
    ["a password on a command line by RUN"],
  ],
  [`RUN /bin/sh -c docker login -u ci -p ${random(16)} a.acme.io`, ["a password on a command line by RUN"]],
  [`RUN /bin/sh -c deploy --password=${random(16)}`, ["a password on a command line by RUN"]],

  [`bazel run --token=${GITHUB}`, ["a GitHub token by a command"]],

  ["RUN /bin/sh -c docker login -u ci --password-stdin a.acme.io", []],
  [`RUN /bin/sh -c deploy --password="$PASSWORD" --token \${TOKEN} --api-key "$(cat /run/secrets/key)"`, []],
  ["RUN /bin/sh -c docker build --secret id=npmrc,src=/root/.npmrc .", []],
  ["RUN /bin/sh -c mysql -proot && mkdir -p /var/lib/app2 && useradd --password '*' app", []],
  ["RUN /bin/sh -c docker login registry-p4.acme-proxy7.io", []],
  ["RUN /bin/sh -c apt-get install -y default-mysql-client -proxy2", []],

  ["RUN |1 NPM_TOKEN= /bin/sh -c npm ci # buildkit", []],
  [`RUN |1 VERSION=1.2 /bin/sh -c A_TOKEN=${random(20)} ./deploy`, []],
  ["RUN /bin/sh -c git clone https://ci:$TOKEN@git.acme.io/a/b # buildkit", []],
  [`RUN /bin/sh -c echo \${NPM_TOKEN} > ~/.npmrc # buildkit`, []],
  ["ARG NPM_TOKEN", []],
  ["ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305", []],
  ["ENV PYTHON_SHA256=12345 PATH=/usr/local/bin:/usr/bin", []],
  ["COPY . . # buildkit", []],
  ["", []],
])("%#: secrets in %j", (createdBy, found) => {
  expect(secretsInHistory(createdBy).map(({ what, name }) => `${what} by ${name}`)).toEqual(found);
});
