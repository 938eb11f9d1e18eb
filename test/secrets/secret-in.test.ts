import fc from "fast-check";
import { kindOf } from "../../src/secrets/kinds.ts";
import { secretIn, WINDOW } from "../../src/secrets/secret-in.ts";
import { CREDENTIALS } from "./credentials.ts";
import {
  CERTIFICATE,
  EC,
  ED25519,
  HEX,
  LOCKED,
  LOCKED_RSA,
  LOCKED_SEQUENCE,
  LOWER,
  OPENSSH,
  PGP,
  PUTTY,
  pem,
  RSA,
  random,
  UPPER,
} from "./made.ts";

type Case = readonly [path: string, content: string | Buffer, what: string | null];

const GITHUB = `ghp_${random(36)}`;
const NPM = `npm_${random(36)}`;
const AWS_ID = `AKIA${random(16, `${UPPER}234567`)}`;
const AWS_SECRET = random(40);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const serviceAccount = (key: string) =>
  JSON.stringify(
    { type: "service_account", project_id: "app", private_key: key, client_email: "a@b.c" },
    null,
    2,
  );

const KEYS: readonly Case[] = [
  ["root/.ssh/id_rsa", RSA.privateKey, "a private key (RSA)"],
  ["root/.ssh/id_ed25519", OPENSSH, "a private key (OpenSSH)"],
  ["home/app/deploy", OPENSSH.replaceAll("\n", "\r\n"), "a private key (OpenSSH)"],
  ["etc/ssh/ssh_host_rsa_key", OPENSSH, "a private key (OpenSSH)"],
  ["app/server.key", ED25519.privateKey, "a private key"],
  ["app/server.key", LOCKED.privateKey, "a private key (encrypted)"],
  ["app/server.key", LOCKED_RSA.privateKey, "a private key (RSA, encrypted)"],
  ["app/server.key", LOCKED_SEQUENCE, "a private key (RSA, encrypted)"],
  [
    "app/tls/ec",
    `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${EC.privateKey}`,
    "a private key (EC)",
  ],
  ["etc/haproxy/site.pem", `${CERTIFICATE}${CERTIFICATE}${ED25519.privateKey}`, "a private key"],
  ["app/export", `Bag Attributes\n    friendlyName: app\n${ED25519.privateKey}`, "a private key"],
  ["app/utf8", `\uFEFF${ED25519.privateKey}`, "a private key"],
  ["app/powershell", Buffer.from(`\uFEFF${ED25519.privateKey}`, "utf16le"), "a private key"],
  ["app/signing.asc", PGP, "a private key (PGP)"],
  ["app/key.ppk", PUTTY, "a private key (PuTTY)"],
  ["root/.ssh/old", `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${random(64)}\n`, "a private key (ssh.com)"],
  [
    "root/.gnupg/private-keys-v1.d/A.key",
    "Created: 20250101T000000\nKey: (private-key (ecc\n",
    "a private key (GnuPG)",
  ],
  ["app/config.json", JSON.stringify({ key: RSA.privateKey }), "a private key (RSA)"],
  [
    "app/values.yaml",
    `tls:\n  key: |\n    ${EC.privateKey.replaceAll("\n", "\n    ")}`,
    "a private key (EC)",
  ],
  ["app/.env", `SIGNING="${ED25519.privateKey.replaceAll("\n", "\\n")}"`, "a private key (SIGNING)"],

  ["app/server.crt", CERTIFICATE, null],
  ["etc/ssl/certs/ca-certificates.crt", CERTIFICATE.repeat(400), null],
  ["app/jwt.pub", RSA.publicKey, null],
  ["app/jwt.pem", RSA.publicKey, null],
  ["root/.ssh/id_rsa.pub", `ssh-rsa ${random(200)} me@host`, null],
  ["app/csr.pem", pem("CERTIFICATE REQUEST", Buffer.from(`0${random(200)}`)), null],
  ["app/release.asc", pem("PGP PUBLIC KEY BLOCK", Buffer.from(random(200))), null],
  ["app/release.tar.gz.asc", pem("PGP SIGNATURE", Buffer.from(random(200))), null],
  ["app/key.ppk", "PuTTY-User-Key-File-3: ssh-ed25519\r\nPrivate-Lines: 0\r\n", null],
  ["app/key.pem", "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n", null],
  ["app/key.pem", "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg...\n-----END PRIVATE KEY-----\n", null],
  ["app/key.pem", `-----BEGIN PRIVATE KEY-----\n${"x".repeat(64)}\n-----END PRIVATE KEY-----\n`, null],
  ["app/config.yaml", 'begins_with: "-----BEGIN RSA PRIVATE KEY-----"', null],
  ["etc/ssl/private/ssl-cert-snakeoil.key", ED25519.privateKey, null],
  ["app/server.key.example", ED25519.privateKey, null],
  ["app/node_modules/https-proxy/test/key.pem", RSA.privateKey, null],
  ["usr/lib/python3/dist-packages/twisted/test/server.pem", RSA.privateKey, null],
  ["opt/venv/lib/python3.13/site-packages/tornado/test/test.key", RSA.privateKey, null],
  ["go/pkg/mod/golang.org/x/net@v0.30.0/http2/key.pem", RSA.privateKey, null],
  ["usr/local/go/src/crypto/tls/testdata/example-key.pem", EC.privateKey, null],
  ["src/internal/testdata/rsa.pem", RSA.privateKey, null],
  ["app/vendor/guzzle/tests/server.key", RSA.privateKey, null],
  ["usr/share/doc/libssl-doc/demos/server.pem", RSA.privateKey, null],
  ["app/README", `To make a key:\n\n${RSA.privateKey}`, null],
];

const FILES: readonly Case[] = [
  ["root/.npmrc", `//registry.npmjs.org/:_authToken=${NPM}\n`, "an npm token"],
  ["app/.npmrc", `registry=https://npm.acme.io\r\n_auth = "${base64("me:Tr0ub4dor")}"\r\n`, "an npm token"],
  [
    "app/.npmrc",
    Buffer.from(`\uFEFF//npm.acme.io/:_password=${base64("Tr0ub4dor&3")}\n`, "utf16le"),
    "an npm token",
  ],
  ["app/.yarnrc.yml", `npmScopes:\n  acme:\n    npmAuthToken: ${random(40)}\n`, "a Yarn token"],
  ["root/.netrc", `machine github.com login me password ${random(20)}\n`, "a password of netrc"],
  ["root/.netrc", `machine github.com\n  login me\n  password ${random(20)}\n`, "a password of netrc"],
  ["root/.pypirc", `[pypi]\nusername = __token__\npassword = pypi-${random(60)}\n`, "a PyPI password"],
  [
    "etc/pip.conf",
    "[global]\nindex-url = https://ci:Tr0ub4dor@pypi.acme.io/simple\n",
    "a URL with a password",
  ],
  [
    "app/requirements.txt",
    `--extra-index-url https://ci:${random(20)}@pypi.acme.io/simple\nflask\n`,
    "a URL with a password",
  ],
  ["root/.git-credentials", `https://me:${random(20)}@git.acme.io\n`, "a URL with a password"],
  [
    "app/.git/config",
    `[remote "origin"]\n\turl = https://oauth2:${random(20)}@gitlab.com/a/b.git\n`,
    "a URL with a password",
  ],
  [
    "app/.git/config",
    `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${base64(`x-access-token:ghs_${random(36)}`)}\n`,
    "git's login",
  ],
  [
    "root/.aws/credentials",
    `[default]\naws_access_key_id = ${AWS_ID}\naws_secret_access_key = ${AWS_SECRET}\n`,
    "an AWS secret key",
  ],
  ["app/sa.json", serviceAccount(RSA.privateKey), "a key of a Google Cloud service account"],
  [
    "root/.config/gcloud/application_default_credentials.json",
    `{"refresh_token": "1//${random(40)}", "type": "authorized_user"}`,
    "a Google Cloud login",
  ],
  [
    "root/.azure/msal_token_cache.json",
    `{"RefreshToken": {"x": {"secret": "${random(80)}"}}}`,
    "an Azure login",
  ],
  ["root/.kube/config", `users:\n- name: ci\n  user:\n    token: ${random(40)}\n`, "a Kubernetes login"],
  [
    "root/.kube/config",
    `users:\n- name: ci\n  user:\n    client-key-data: ${base64(EC.privateKey)}\n`,
    "a Kubernetes login",
  ],
  [
    "kaniko/.docker/config.json",
    `{"auths": {"ghcr.io": {"auth": "${base64("me:Tr0ub4dor")}"}}}`,
    "a registry login",
  ],
  [
    "root/.terraform.d/credentials.tfrc.json",
    `{"credentials": {"app.terraform.io": {"token": "${random(40)}"}}}`,
    "a Terraform token",
  ],
  ["root/.pgpass", `# hosts\ndb:5432:app:app:${random(16)}\n`, "a PostgreSQL password"],
  ["root/.my.cnf", "[client]\nuser=app\npassword=Tr0ub4dor\n", "a MySQL password"],
  [
    "root/.m2/settings.xml",
    "<settings><server><id>a</id><password>Tr0ub4dor</password></server></settings>",
    "a Maven password",
  ],
  ["src/NuGet.Config", '<add key="ClearTextPassword" value="Tr0ub4dor" />', "a NuGet password"],
  ["usr/local/cargo/credentials.toml", `[registry]\ntoken = "cio${random(32)}"\n`, "a Cargo token"],
  ["root/.gem/credentials", `---\n:rubygems_api_key: rubygems_${random(48, HEX)}\n`, "a RubyGems key"],
  ["app/.bundle/config", `---\nBUNDLE_GEMS__ACME__IO: "ci:${random(20)}"\n`, "a password of Bundler"],
  ["root/.composer/auth.json", `{"github-oauth": {"github.com": "${random(40)}"}}`, "a Composer token"],
  [
    "root/.config/gh/hosts.yml",
    `github.com:\n    user: me\n    oauth_token: gho_${random(36)}\n`,
    "a GitHub login",
  ],
  ["app/config/master.key", random(32, HEX), "a Rails key"],

  ["app/.npmrc", `//registry.npmjs.org/:_authToken=\${NPM_TOKEN}\n`, null],
  ["app/.npmrc", "registry=https://registry.npmjs.org/\nalways-auth=true\n", null],
  ["app/.npmrc", `# //registry.npmjs.org/:_auth=${random(40)}\n`, null],
  ["usr/local/lib/node_modules/npm/.npmrc", `_authToken=${NPM}`, null],
  ["app/.yarnrc.yml", `npmAuthToken: "\${NPM_TOKEN:-}"\nnodeLinker: node-modules\n`, null],
  ["root/.pypirc", "[pypi]\nusername = __token__\npassword = <your-token>\n", null],
  ["etc/pip.conf", "[global]\nindex-url = https://pypi.acme.io/simple\nno-cache-dir = true\n", null],
  [
    "app/requirements.txt",
    `--index-url https://\${USER}:\${PASS}@pypi.acme.io/simple\ngit+ssh://git@github.com/a/b\n`,
    null,
  ],
  ["app/.git/config", '[remote "origin"]\n\turl = https://github.com/a/b.git\n', null],
  ["app/.git/config", '[remote "origin"]\n\turl = git@github.com:a/b.git\n', null],
  ["root/.aws/config", "[default]\nregion = eu-central-1\n", null],
  [
    "root/.aws/credentials",
    "[default]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
    null,
  ],
  ["app/sa.json", serviceAccount("-----BEGIN PRIVATE KEY-----\nYOUR KEY\n-----END PRIVATE KEY-----\n"), null],
  [
    "root/.kube/config",
    "users:\n- name: ci\n  user:\n    tokenFile: /run/token\n    exec:\n      command: aws\n",
    null,
  ],
  ["root/.docker/config.json", '{"auths": {"ghcr.io": {}}, "credsStore": "pass"}', null],
  ["root/.docker/config.json", '{"auths": {"ghcr.io": {"auth": ""}}}', null],
  ["root/.terraformrc", 'plugin_cache_dir = "/plugins"\n', null],
  ["root/.my.cnf", "[client]\nuser=root\npassword=\n", null],
  ["usr/share/maven/conf/settings.xml", "<!-- <password>Tr0ub4dor</password> -->", null],
  [
    "opt/maven/conf/settings.xml",
    "<settings><!--\n<password>Tr0ub4dor</password>\n--><servers/></settings>",
    null,
  ],
  [
    "root/.m2/settings.xml",
    `<password>{${base64(random(30))}}</password><password>\${env.PW}</password>`,
    null,
  ],
  ["src/nuget.config", '<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />', null],
  [
    "app/.bundle/config",
    '---\nBUNDLE_PATH: "vendor/bundle"\nBUNDLE_BUILD__PG: "--with-opt-dir=/usr"\n',
    null,
  ],
  ["app/composer/auth.json", '{"http-basic": {}}', null],
  ["etc/nginx/.htpasswd", `me:$apr1$${random(8)}$${random(22)}`, null],
  ["app/config/master.key", "see the vault\n", null],
];

const VARIABLES: readonly Case[] = [
  ["app/.env", `DEBUG=1\nDB_PASSWORD=${random(16)}\n`, "a secret value (DB_PASSWORD)"],
  ["app/.env.production", `export JWT_SECRET='${random(32)}' # rotated\r\n`, "a secret value (JWT_SECRET)"],
  [
    "app/.env.local",
    `DATABASE_URL=postgres://app:${random(16)}@db:5432/app\n`,
    "a URL with a password (DATABASE_URL)",
  ],
  ["app/prod.env", `STRIPE_KEY=${["sk", "live", random(24)].join("_")}\n`, "a Stripe key (STRIPE_KEY)"],
  ["app/.envrc", `export GITHUB_TOKEN=${GITHUB}\n`, "a GitHub token (GITHUB_TOKEN)"],
  ["infra/prod.tfvars", `db_password = "${random(16)}"\n`, "a secret value (db_password)"],
  ["app/.env", "LARAVEL=1\nELASTICSEARCH_PASSWORD=hunter2\n", "a secret value (ELASTICSEARCH_PASSWORD)"],

  ["app/.env.example", `DB_PASSWORD=${random(16)}\n`, null],
  ["app/.env.sample", `GITHUB_TOKEN=${GITHUB}\n`, null],
  ["app/.env.template", `JWT_SECRET=${random(32)}\n`, null],
  ["app/.env.dist", `APP_SECRET=${random(32, HEX)}\n`, null],
  ["app/.env.test", `APP_SECRET=${random(32, HEX)}\n`, null],
  ["app/example.env", `APP_SECRET=${random(32, HEX)}\n`, null],
  ...[
    "API_TOKEN=",
    'API_TOKEN=""',
    "API_TOKEN=changeme",
    "API_TOKEN=change-this-now",
    "API_TOKEN=your-api-token-here",
    "API_TOKEN=<token>",
    "API_TOKEN=xxxxxxxxxxxx",
    "API_TOKEN=************",
    "API_TOKEN=$TOKEN",
    `API_TOKEN=\${TOKEN}`,
    "API_TOKEN=$(cat /run/secrets/token)",
    "API_TOKEN={{ token }}",
    "API_TOKEN=op://vault/item/token",
    "API_TOKEN=ENC[AES256_GCM,data:aGVsbG8=]",
    "API_TOKEN=null",
    "API_TOKEN=test-4711",
    "API_TOKEN=ask in the chat for it",
    "API_TOKEN=http://auth/token",
  ].map((line) => ["app/.env", line, null] as const),
  ...[
    "DB_PASSWORD=postgres",
    "MYSQL_ROOT_PASSWORD=root",
    "PASSWORD=12345678",
    "PWD=/app",
    "GOOGLE_APPLICATION_CREDENTIALS=/run/secrets/sa.json",
    "DB_PASSWORD_FILE=/run/secrets/db",
    `TOKEN_TTL=${random(12, HEX)}`,
    "REDIS_URL=redis://redis:6379/0",
    "DATABASE_URL=postgres://postgres:postgres@db:5432/app",
    `DATABASE_URL=postgres://app:${random(16)}@localhost:5432/app`,
    `NEXT_PUBLIC_API_KEY=${random(32)}`,
    `VITE_MAPS_TOKEN=${random(32)}`,
    `# DB_PASSWORD=${random(16)}`,
    `GIT_SHA=${random(40, HEX)}`,
  ].map((line) => ["app/.env", line, null] as const),
];

const TOKENS: readonly Case[] = [
  ["app/config.json", JSON.stringify({ github: { token: GITHUB } }), "a GitHub token (token)"],
  ["app/config.yml", `token: github_pat_${random(22)}_${random(59)}\n`, "a GitHub token (token)"],
  ["app/ci/deploy.sh", `curl -H "PRIVATE-TOKEN: glpat-${random(20)}" https://gitlab.com\n`, "a GitLab token"],
  ["app/slack.toml", `token = "${["xoxb", "4071825369", random(24)].join("-")}"\n`, "a Slack token"],
  [
    "app/alert.yaml",
    `url: https://hooks.slack.com/services/T${random(9, UPPER)}/B${random(9, UPPER)}/${random(24)}\n`,
    "a Slack webhook",
  ],
  ["app/settings.py", `OPENAI = "sk-proj-${random(120)}"\n`, "an OpenAI key"],
  ["app/config.js", `module.exports = { key: "sk-ant-api03-${random(93)}" };\n`, "an Anthropic key"],
  ["app/mail.properties", `mail.key=SG.${random(22)}.${random(43)}\n`, "a SendGrid key"],
  ["app/app.yaml", `maker:\n  key: AIza${random(35)}\n`, "a Google API key"],
  ["app/publish.sh", `TWINE_PASSWORD=pypi-AgE${random(120)} twine upload dist/*\n`, "a PyPI token"],
  [
    "app/storage.yml",
    `aws:\n  id: ${AWS_ID}\n  secret_access_key: ${AWS_SECRET}\n`,
    "a secret value (secret_access_key)",
  ],
  ["root/.bash_history", `docker login ghcr.io -p ${GITHUB}\n`, "a GitHub token"],
  ["root/.cache/huggingface/token", `hf_${random(34, LOWER)}`, "a Hugging Face token"],

  ["app/config.json", JSON.stringify({ token: `ghp_${"x".repeat(36)}` }), null],
  ["app/config.json", JSON.stringify({ token: "ghp_1234567890abcdefghijklmnopqrstuvwxyz" }), null],
  ["app/config.json", JSON.stringify({ token: `sk_test_${random(24)}`, name: "task-runner-sk-" }), null],
  ["app/yarn.json", `{"integrity": "sha512-${random(86)}=="}`, null],
  ["app/policy.json", `{"user": "${AWS_ID}"}`, null],
  ["app/firebase.json", `{"apiKey": "AIza${random(35)}", "authDomain": "app.firebaseapp.com"}`, null],
  ["app/node_modules/pkg/config.json", JSON.stringify({ token: GITHUB }), null],
  ["usr/share/doc/curl/config.yml", `token: ${GITHUB}\n`, null],
  ["app/config.sample.json", JSON.stringify({ token: GITHUB }), null],
  ["app/main.bin", `...\0${GITHUB}\0...`, null],
];

const CASES = [...KEYS, ...FILES, ...VARIABLES, ...TOKENS];

test.each(CASES)("%s %#", (path, content, what) => {
  expect(secretIn(path, Buffer.from(content as string))).toBe(what);
});

test("the cases are half secrets, half others, and none is missed or invented", () => {
  const results = CASES.map(([path, content, what]) => ({
    what,
    said: secretIn(path, Buffer.from(content as string)),
  }));
  expect({
    secrets: CASES.filter(([, , what]) => what !== null).length,
    others: CASES.filter(([, , what]) => what === null).length,
    missed: results.filter(({ what, said }) => what !== null && said === null).length,
    invented: results.filter(({ what, said }) => what === null && said !== null).length,
  }).toEqual({ secrets: 70, others: 98, missed: 0, invented: 0 });
});

test("the description of a secret contains no part of it", () => {
  for (const [path, content] of CASES) {
    const description = secretIn(path, Buffer.from(content as string)) ?? "";
    const words = description
      .replace(/ \(\w+\)$/, "")
      .split(" ")
      .filter((word) => word.length > 8);
    expect(words.filter((word) => content.toString().includes(word))).toEqual([]);
  }
});

/** One of each kind of file. */
const PATHS = [
  ...new Map(
    ["any/thing", ...CASES.map(([path]) => path), ...CREDENTIALS.map(({ path }) => path)].map(
      (path) => [kindOf(path), path] as const,
    ),
  ).values(),
];

test("any bytes are read without an error", () => {
  fc.assert(
    fc.property(fc.constantFrom(...PATHS), fc.uint8Array({ maxLength: 300 }), (path, bytes) => {
      expect(() => secretIn(path, Buffer.from(bytes))).not.toThrow();
    }),
  );
});

// Each is the worst case of a pattern: a repetition without the expected end.
const LONG = [
  "a",
  " ",
  "\n",
  "\t\n",
  "=",
  ":",
  '"',
  "://a:",
  "://",
  "password ",
  "token:",
  "-----BEGIN ",
  "-----BEGIN PRIVATE KEY-----",
  "<!--",
  "<password>",
  "AKIA",
  "sk-",
  "ghp_a",
  "A=",
  "a=b\n",
  '"auth": ',
  '{"bearer":{',
  "\u00e4",
  "BUNDLE_A",
  "secret_key",
  "_authToken",
  "Key: (",
  "eyJ",
  "eyJhbGciOiJIUzI1NiJ9.",
  `AKIA${"A".repeat(16)} `,
  "1:AA",
  "Q~",
  "kind: Secret\n",
  "kind: Secret\ndata:\n a: b\n---\n",
  "Server=a;Password=",
  "define('a',",
  "'a'=>'",
  '"a":"',
  "api_key: a1B2c3D4e5F6g7H8i9\n",
  "&sig=",
  " -p",
  "curl -u ",
  "VATE K",
  "\u0030\u0082\u0002",
];

test.each(LONG)("64 KiB of %j are searched quickly, in every kind of file", (part) => {
  const bytes = Buffer.from(part.repeat(WINDOW)).subarray(0, WINDOW);
  const start = process.cpuUsage();
  for (const path of PATHS) secretIn(path, bytes);
  const { user } = process.cpuUsage(start);
  expect(user / 1000 / PATHS.length).toBeLessThan(50);
});
