import type { Credential } from "./credentials.ts";
import { CERTIFICATE, EC, ED25519, HEX, LOWER, made, pem, RSA, UPPER } from "./made.ts";
import { javaStore, pkcs12 } from "./stores.ts";

/** A file that looks like a credential, as in images; `kind` says why it is none. */
export type LookAlike = Credential;

const BASE64 = `${UPPER}${LOWER}0123456789+/`;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const uuid = (seed: string) =>
  [8, 4, 4, 4, 12].map((length, part) => made(`${seed} ${part}`, length, HEX)).join("-");
const hash = (length: number) => made(`hash ${length}`, length, HEX);
const jwt = (claims: object, signature = made(JSON.stringify(claims), 43)) =>
  [JSON.stringify({ alg: "HS256", typ: "JWT" }), JSON.stringify(claims)]
    .map((part) => Buffer.from(part).toString("base64url"))
    .concat(signature)
    .join(".");
const NOW = Math.floor(Date.now() / 1000);

/** Prefixes of tokens for examples. */
const STARTS = [
  "ghp_",
  "gho_",
  "ghs_",
  "github_pat_",
  "glpat-",
  "gldt-",
  "glrt-",
  "xoxb-",
  "xapp-1-",
  "sk_live_",
  "rk_live_",
  "whsec_",
  "npm_",
  "hf_",
  "sk-ant-api03-",
  "sk-proj-",
  "sk-",
  "gsk_",
  "xai-",
  "pplx-",
  "r8_",
  "dop_v1_",
  "shpat_",
  "lin_api_",
  "ntn_",
  "figd_",
  "cfut_",
  "nfp_",
  "sb_secret_",
  "sbp_",
  "pscale_pw_",
  "napi_",
  "rnd_",
  "pul-",
  "dp.pt.",
  "hvs.",
  "glsa_",
  "NRAK-",
  "sntryu_",
  "PMAK-",
  "dckr_pat_",
  "rubygems_",
  "dapi",
  "GOCSPX-",
  "AGE-SECRET-KEY-1",
] as const;

/** Placeholders that people write for random values. */
const EXAMPLES: readonly ((length: number) => string)[] = [
  (length) => "x".repeat(length),
  (length) => "0123456789abcdef".repeat(8).slice(0, length),
  (length) => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".repeat(2).slice(0, length),
  (length) => `your-token-here-${"a1".repeat(40)}`.slice(0, length),
  (length) => "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6".repeat(2).slice(0, length),
];

const PLACEHOLDERS: readonly LookAlike[] = STARTS.flatMap((start, number) => {
  const lengths: Readonly<Record<string, number>> = {
    "sk-": 48,
    "sk-ant-api03-": 95,
    "sk-proj-": 120,
    dapi: 32,
    ghp_: 36,
  };
  return [0, 1].map((shift): LookAlike => {
    const example = EXAMPLES[(number + shift * 2) % EXAMPLES.length]?.(lengths[start] ?? 40) ?? "";
    const path =
      ["app/README.md", "app/client.py", "app/help.html", "app/config.yml"][(number + shift) % 4] ?? "";
    return { kind: `an example of ${start}`, path, content: `token: "${start}${example}"\n` };
  });
});

const LINES: readonly (readonly [kind: string, path: string, content: string | Buffer])[] = [
  ["SHA-256", "app/sums.txt", `${hash(64)}  app.tar.gz\n`],
  ["SHA-1 of a commit", "app/version.json", JSON.stringify({ commit: hash(40), branch: "main" })],
  ["MD5 in a manifest", "app/manifest.json", JSON.stringify({ "app.js": hash(32) })],
  ["digest of an image", "app/deploy.yaml", `image: ghcr.io/acme/app@sha256:${hash(64)}\n`],
  [
    "integrity of npm",
    "app/package-lock.json",
    JSON.stringify({ integrity: `sha512-${made("npm lock", 86, BASE64)}==` }),
  ],
  [
    "integrity of Yarn",
    "app/yarn.lock",
    `  integrity sha512-${made("yarn lock", 86, BASE64)}==\n  checksum: ${hash(128)}\n`,
  ],
  [
    "integrity of pnpm",
    "app/pnpm-lock.yaml",
    `    resolution: {integrity: sha512-${made("pnpm lock", 86, BASE64)}==}\n`,
  ],
  ["hashes of pip", "app/requirements.txt", `flask==3.1.0 --hash=sha256:${hash(64)}\n`],
  [
    "hashes of uv",
    "app/uv.lock",
    `sdist = { url = "https://files/a.tar.gz", hash = "sha256:${hash(64)}" }\n`,
  ],
  ["hashes of Cargo", "app/Cargo.lock", `checksum = "${hash(64)}"\n`],
  ["hashes of Go", "app/go.sum", `golang.org/x/net v0.30.0 h1:${made("go", 43, BASE64)}=\n`],
  [
    "hashes of Composer",
    "app/composer.lock",
    JSON.stringify({ "content-hash": hash(32), reference: hash(40) }),
  ],
  [
    "subresource integrity",
    "srv/index.html",
    `<script src="a.js" integrity="sha384-${made("sri", 64, BASE64)}"></script>`,
  ],
  [
    "source map",
    "app/dist/app.js",
    `run();\n//# sourceMappingURL=data:application/json;base64,${base64(JSON.stringify({ version: 3, sources: ["a.ts"], mappings: "AAAA".repeat(60) }))}`,
  ],
  [
    "source map's mappings",
    "app/dist/app.js.map",
    JSON.stringify({ version: 3, mappings: made("map", 4000, `${UPPER}${LOWER},;`) }),
  ],
  [
    "image in CSS",
    "app/style.css",
    `a { background: url(data:image/png;base64,${made("png", 3000, BASE64)}) }`,
  ],
  ["image in HTML", "srv/about.html", `<img src="data:image/jpeg;base64,${made("jpeg", 3000, BASE64)}">`],
  ["font in CSS", "app/fonts.css", `src: url(data:font/woff2;base64,${made("woff", 6000, BASE64)})`],
  ["UUID", "app/ids.json", JSON.stringify({ id: uuid("id"), tenant: uuid("tenant") })],
  ["UUID as a client's id", "app/auth.yml", `client_id: ${uuid("client")}\ntenant_id: ${uuid("tenant")}\n`],
  [
    "UUID as a token in settings",
    "app/flow.json",
    JSON.stringify({ cancelToken: uuid("cancel"), token: uuid("flow") }),
  ],
  [
    "names of chunks",
    "app/.next/build-manifest.json",
    JSON.stringify({ pages: { "/": [`static/chunks/main-${made("chunk", 16, HEX)}.js`] } }),
  ],
  ["ETag", "app/cache.json", JSON.stringify({ etag: `W/"${made("etag", 27)}"`, lastModified: "Mon" })],
  ["certificate", "app/tls.crt", CERTIFICATE],
  ["certificates", "etc/ssl/certs/ca-bundle.crt", CERTIFICATE.repeat(50)],
  ["certificate in YAML", "app/ca.yaml", `ca: |\n  ${CERTIFICATE.replaceAll("\n", "\n  ")}`],
  ["certificate in a source", "app/trust.py", `CA = """${CERTIFICATE}"""\n`],
  ["public key", "app/jwt.pem", RSA.publicKey],
  ["public key in a source", "app/verify.ts", `const PUBLIC = \`${EC.publicKey}\`;\n`],
  [
    "public key of SSH",
    "root/.ssh/authorized_keys",
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${made("ssh", 43)} me@host\n`,
  ],
  [
    "known hosts",
    "etc/ssh/ssh_known_hosts",
    `|1|${made("kh", 27, BASE64)}=|${made("kh2", 27, BASE64)}= ssh-rsa AAAAB3NzaC1yc2E${made("kh3", 300, BASE64)}\n`,
  ],
  [
    "public key of PGP",
    "usr/share/keyrings/acme.asc",
    pem("PGP PUBLIC KEY BLOCK", Buffer.from(made("pgp", 900))),
  ],
  ["signature of PGP", "app/release.sig.asc", pem("PGP SIGNATURE", Buffer.from(made("sig", 300)))],
  ["signing request", "app/server.csr.pem", pem("CERTIFICATE REQUEST", Buffer.from(`0${made("csr", 300)}`))],
  [
    "parameters of Diffie-Hellman",
    "etc/nginx/dhparam.pem",
    pem("DH PARAMETERS", Buffer.from(`0${made("dh", 260)}`)),
  ],
  ["public key in DER", "app/public.der", Buffer.from(RSA.publicKey.replace(/-.*-|\n/g, ""), "base64")],
  ["roots that Java trusts", "app/truststore.jks", javaStore("certificates")],
  ["roots in PKCS#12", "app/truststore.p12", pkcs12("certificates")],
  [
    "key cut short in documentation",
    "app/docs/tls.md",
    `${RSA.privateKey.slice(0, 160)}\n...\n-----END RSA PRIVATE KEY-----\n`,
  ],
  [
    "key cut short in a comment",
    "app/tls.py",
    `# -----BEGIN RSA PRIVATE KEY-----\\nMIIEpQIBAAKCAQEA${made("cut", 48, BASE64)}\\n.-----END RSA PRIVATE KEY-----\n`,
  ],
  ["key in a README", "app/README", `For tests:\n\n${RSA.privateKey}`],
  ["key of tests in a source", "app/tests/test_tls.py", `KEY = """\n${RSA.privateKey}"""\n`],
  ["key of a package", "app/node_modules/https/test/server.key", RSA.privateKey],
  ["key of a package in Python", "opt/venv/lib/python3.13/site-packages/tls/test.pem", EC.privateKey],
  ["snakeoil", "etc/ssl/private/ssl-cert-snakeoil.key", ED25519.privateKey],
  [
    "header of a key in a source",
    "app/pem.go",
    `const begin = "-----BEGIN PRIVATE KEY-----"\nconst end = "-----END PRIVATE KEY-----"\n`,
  ],
  [
    "header of an SSH2 key",
    "app/detect.js",
    `if (t.includes("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----")) throw 1;\n`,
  ],
  ["publishable key of Stripe", "app/pay.js", `Stripe("${["pk", "live", made("pk", 90)].join("_")}")`],
  ["test key of Stripe", "app/pay.test.js", `stripe("${["sk", "test", made("sktest", 90)].join("_")}")`],
  ["publishable key of Clerk", "app/clerk.html", `data-key="pk_live_${base64("clerk.acme.io$")}"`],
  [
    "publishable key of Supabase",
    "app/supabase.js",
    `createClient(u, "sb_publishable_${made("sbpub", 22)}_${made("sbpub2", 8)}")`,
  ],
  ["anon key of Supabase", "app/supabase.js", `createClient(u, "${jwt({ role: "anon", exp: NOW + 9e8 })}")`],
  ["project key of PostHog", "app/analytics.js", `posthog.init("phc_${made("phc", 43)}")`],
  [
    "key of Firebase",
    "app/firebase.js",
    `const c = { apiKey: "AIza${made("firebase", 35)}", authDomain: "a.firebaseapp.com" };`,
  ],
  [
    "key of Firebase in JSON",
    "app/firebase.json",
    JSON.stringify({ apiKey: `AIza${made("firebase2", 35)}`, authDomain: "a.firebaseapp.com" }),
  ],
  [
    "key of maps",
    "srv/map.html",
    `<script src="https://maps.googleapis.com/maps/api/js?key=AIza${made("maps", 35)}"></script>`,
  ],
  ["key of a page", "app/static/yt.js", `gapi.load("AIza${made("youtube", 35)}")`],
  [
    "google-services.json",
    "app/google-services.json",
    JSON.stringify({
      client: [
        { api_key: [{ current_key: `AIza${made("mobile", 35)}` }], mobilesdk_app_id: "1:2:android:3" },
      ],
    }),
  ],
  [
    "public token of Mapbox",
    "app/map.js",
    `L.accessToken = "pk.eyJ1Ijoi${made("mapbox", 60)}.${made("mapbox2", 22)}"`,
  ],
  [
    "search key of Algolia",
    "app/search.js",
    `algolia("${made("algolia", 10, UPPER)}", "${made("algolia2", 32, HEX)}")`,
  ],
  [
    "DSN of Sentry",
    "app/sentry.js",
    `Sentry.init({ dsn: "https://${made("dsn", 32, HEX)}@o1.ingest.sentry.io/2" })`,
  ],
  ["key of a captcha", "srv/form.html", `<div data-sitekey="6L${made("captcha", 38)}"></div>`],
  ["measurement id", "srv/ga.html", `gtag("config", "G-${made("ga", 10, UPPER)}")`],
  [
    "browser key of New Relic",
    "srv/nr.html",
    `NREUM.loader_config={licenseKey:"NRJS-${made("nrjs", 19, HEX)}"}`,
  ],
  ["client token of Datadog", "app/rum.js", `datadogRum.init({ clientToken: "pub${made("rum", 32, HEX)}" })`],
  [
    "variable for browsers",
    "app/.env",
    `VITE_API_KEY=${made("vite", 32)}\nNEXT_PUBLIC_TOKEN=${made("next", 32)}\n`,
  ],
  ["expired JWT", "app/fixtures.py", `T = "${jwt({ sub: "1", exp: NOW - 86_400 })}"`],
  ["JWT long expired", "app/old.json", JSON.stringify({ jwt: jwt({ exp: 1_516_239_022 }) })],
  [
    "JWT of an example",
    "app/docs.html",
    `<code>${jwt({ sub: "1234567890", name: "John Doe", iat: 1_516_239_022 })}</code>`,
  ],
  ["expired JWT in .env", "app/.env", `SESSION_TOKEN=${jwt({ sub: "2", exp: NOW - 3600 })}\n`],
  ["anon key in .env", "app/.env", `SUPABASE_API_KEY=${jwt({ role: "anon", exp: NOW + 9e8 })}\n`],
  ["JWT without a signature", "app/none.py", `T = "${jwt({ exp: NOW + 9e6 }, "")}"`],
  ["id of an AWS key", "app/policy.json", JSON.stringify({ key: `AKIA${made("id", 16, `${UPPER}234567`)}` })],
  [
    "example of AWS",
    "app/README.md",
    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
  ],
  [
    "URL that AWS signed",
    "app/log.txt",
    `https://b.s3.amazonaws.com/a?X-Amz-Credential=AKIA${made("url", 16, `${UPPER}234567`)}%2F20260101&X-Amz-Signature=${hash(64)}`,
  ],
  [
    "emulator of Azure",
    "app/appsettings.json",
    JSON.stringify({
      Storage: `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM0${made("emulator", 78, BASE64)}==`,
    }),
  ],
  [
    "storage that is the emulator's",
    "app/local.settings.json",
    JSON.stringify({ Values: { AzureWebJobsStorage: "UseDevelopmentStorage=true" } }),
  ],
  [
    "own machine's database",
    "app/appsettings.Development.json",
    JSON.stringify({ C: `Server=localhost;Database=a;User Id=sa;Password=${made("local", 14)};` }),
  ],
  [
    "login of Windows",
    "app/Web.config",
    '<add connectionString="Server=db;Database=a;Trusted_Connection=True;" />',
  ],
  [
    "key token of .NET",
    "app/App.config",
    `<assemblyIdentity name="A" publicKeyToken="${made("pkt", 16, HEX)}" />`,
  ],
  ["SID of Twilio", "app/twilio.js", `const from = "AC${made("sid", 32, HEX)}";\n`],
  [
    "expired SAS of Azure",
    "app/.env",
    `BLOB=https://a.blob.core.windows.net/c?sv=2022-11-02&sp=r&se=2023-01-01T00:00:00Z&sig=${encodeURIComponent(`${made("sas", 43, BASE64)}=`)}\n`,
  ],
  [
    "webhook without an id",
    "app/notify.py",
    'URL = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"\n',
  ],
  ["webhook of an example", "app/notify.md", "https://discord.com/api/webhooks/<id>/<token>\n"],
  ["chat of Telegram", "app/bot.py", `bot.send(chat_id=-100${made("chat", 10, "0123456789")})`],
  ["time and id", "app/times.log", `12:34:56.${made("log", 9, "0123456789")}:AA started\n`],
  ["long names", "app/names.java", "class AbstractSingletonProxyFactoryBeanConfigurationPropertiesTest {}\n"],
  [
    "long path",
    "app/paths.txt",
    "/usr/share/gtksourceview-4/language-specs/secret_key_base_of_the_application.lang\n",
  ],
  [
    "constants",
    "app/consts.py",
    "SECRET_INTERNALS_DO_NOT_USE_OR_YOU_WILL_BE_FIRED = 1\nnpm_config_registry_of_the_company_name = 2\n",
  ],
  ["words behind npm_", "app/env.sh", "echo $npm_package_devDependencies_typescript_version\n"],
  ["words behind hf_", "app/model.py", "hf_configuration_of_the_tokenizer_model_name = load()\n"],
  ["class of CSS", "app/a.css", ".sk-circle-fade-dot-animation-container-with-a-long-name { color: red }\n"],
  [
    "slug with sk-",
    "app/slugs.json",
    JSON.stringify({ slug: "task-sk-proj-overview-of-the-whole-project-plan-2026" }),
  ],
  [
    "minified source",
    "app/vendor.min.js",
    `!function(){${made("min", 5000, `${LOWER}${LOWER}(){};,.=_$`)}}();`,
  ],
  [
    "locale",
    "app/locales/fr.json",
    JSON.stringify({ password: "Mot de passe", token: "Jeton", secret: "Secret", apiKey: "Clé" }),
  ],
  [
    "locale in German",
    "app/locales/de.yml",
    "de:\n  password: Passwort\n  password_confirmation: Passwortwiederholung\n  token: Sitzungsschlüssel\n",
  ],
  [
    "schema",
    "app/openapi.json",
    JSON.stringify({
      properties: { password: { type: "string", format: "password" }, apiKey: { type: "string" } },
    }),
  ],
  [
    "schema in YAML",
    "app/openapi.yaml",
    "components:\n  securitySchemes:\n    apiKey:\n      type: apiKey\n      name: X-Api-Key\n",
  ],
  [
    "form",
    "srv/login.html",
    '<input name="password" type="password" placeholder="Password"><input name="csrf_token">',
  ],
  [
    "code that reads variables",
    "app/config.py",
    'SECRET_KEY = os.environ["SECRET_KEY"]\nPASSWORD = os.getenv("DB_PASSWORD", "")\n',
  ],
  [
    "code that reads variables, Node",
    "app/config.js",
    'module.exports = { secret: process.env.SECRET || "", token: getToken() };\n',
  ],
  [
    "code with types",
    "app/config.ts",
    "export interface Config { password: string; apiKey?: string; token: Token }\n",
  ],
  [
    "Django of variables",
    "app/settings.py",
    'SECRET_KEY = env("DJANGO_SECRET_KEY")\nDATABASES = {"default": {"PASSWORD": env("PW")}}\n',
  ],
  [
    "Spring of variables",
    "app/application.yml",
    `spring:\n  datasource:\n    password: \${DB_PASSWORD:changeme}\n`,
  ],
  [
    "Spring, encrypted",
    "app/application.properties",
    `spring.datasource.password=ENC(${made("jasypt", 44, BASE64)})\njwt.secret={cipher}${hash(64)}\n`,
  ],
  [
    "Spring, a developer's",
    "app/application-dev.properties",
    "spring.datasource.password=postgres\nspring.security.user.password=admin\n",
  ],
  [
    ".NET of nothing",
    "app/appsettings.json",
    JSON.stringify({ Jwt: { Secret: "" }, Smtp: { Password: "<set in the vault>" } }),
  ],
  [
    "WordPress of variables",
    "var/www/html/wp-config.php",
    "<?php define( 'DB_PASSWORD', getenv('WORDPRESS_DB_PASSWORD') );\n",
  ],
  [
    "WordPress as it comes",
    "var/www/html/wp-config.php",
    "<?php define('DB_PASSWORD', 'password_here'); define('AUTH_KEY', 'put your unique phrase here');\n",
  ],
  [
    "WordPress sample",
    "var/www/html/wp-config-sample.php",
    `<?php define('DB_PASSWORD', '${made("wp", 20)}');\n`,
  ],
  [
    "Terraform state without secrets",
    "infra/terraform.tfstate",
    JSON.stringify({
      lineage: uuid("lineage"),
      resources: [{ attributes: { id: hash(32), arn: "arn:aws:s3:::a", etag: hash(32) } }],
    }),
  ],
  [
    "Terraform variables of nothing",
    "infra/main.tf",
    'variable "db_password" {\n  type = string\n  sensitive = true\n}\n',
  ],
  [
    "Compose of variables",
    "app/docker-compose.yml",
    `services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}\n      - TOKEN\n`,
  ],
  [
    "Compose, a developer's",
    "app/compose.yaml",
    "services:\n  db:\n    environment:\n      MYSQL_ROOT_PASSWORD: root\n      POSTGRES_PASSWORD: postgres\n",
  ],
  [
    "Compose with secrets",
    "app/compose.yml",
    "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db\nsecrets:\n  db:\n    file: ./db.txt\n",
  ],
  [
    "Secret of Helm",
    "k8s/templates/secret.yaml",
    "kind: Secret\ndata:\n  password: {{ .Values.password | b64enc }}\n",
  ],
  [
    "Secret of nothing",
    "k8s/empty.yaml",
    `kind: Secret\ndata:\n  password: ""\n  user: ${base64("admin")}\n`,
  ],
  [
    "Secret of an example",
    "k8s/demo.yaml",
    `kind: Secret\nstringData:\n  password: changeme\n  token: ${base64("x")}\n`,
  ],
  [
    "Secret with a certificate only",
    "k8s/ca.yaml",
    `kind: Secret\ndata:\n  ca.crt: ${base64(CERTIFICATE)}\n`,
  ],
  [
    "sealed Secret",
    "k8s/sealed.yaml",
    `kind: SealedSecret\nspec:\n  encryptedData:\n    password: ${made("sealed", 600, BASE64)}\n`,
  ],
  [
    "Secret that sops encrypted",
    "k8s/sops.yaml",
    `kind: Secret\nstringData:\n  password: ENC[AES256_GCM,data:${made("sops", 20)},type:str]\n`,
  ],
  [
    "Secret from elsewhere",
    "k8s/external.yaml",
    "kind: ExternalSecret\nspec:\n  data:\n    - secretKey: password\n      remoteRef:\n        key: prod/db\n",
  ],
  [
    "Secret that is named",
    "k8s/deploy.yaml",
    "env:\n- name: PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: db-password\n",
  ],
  ["ConfigMap", "k8s/config.yaml", `kind: ConfigMap\ndata:\n  build: ${hash(40)}\n`],
  [
    "Ansible's vault",
    "app/group_vars/all.yml",
    `password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ${hash(80)}\n`,
  ],
  [
    "hash of a password",
    "app/users.json",
    JSON.stringify({ passwordHash: `$2b$12$${made("bcrypt", 53)}`, salt: made("salt", 22) }),
  ],
  [
    "hash as a password in settings",
    "app/config.yml",
    `password: $2b$12$${made("bcrypt2", 53)}\nadmin_password: "{SSHA}${made("ssha", 32, BASE64)}"\n`,
  ],
  [
    "hash as a password in Compose",
    "app/compose.yml",
    `environment:\n  PASSWORD: $$2y$$10$$${made("bcrypt3", 53)}\n`,
  ],
  ["htpasswd", "etc/nginx/.htpasswd", `me:$apr1$${made("apr", 8)}$${made("apr2", 22)}\n`],
  ["shadow", "etc/shadow", `root:$y$j9T$${made("shadow", 22)}$${made("shadow2", 43)}:20000:0:99999:7:::\n`],
  ["npmrc of variables", "app/.npmrc", `//registry.npmjs.org/:_authToken=\${NPM_TOKEN}\n`],
  [
    "Docker login by a helper",
    "root/.docker/config.json",
    JSON.stringify({ auths: { "ghcr.io": {} }, credsStore: "pass" }),
  ],
  ["Maven of variables", "root/.m2/settings.xml", `<password>\${env.MAVEN_PASSWORD}</password>`],
  ["Vault's file of nothing", "root/.vault-token", "\n"],
  [
    "Databricks by a profile",
    "root/.databrickscfg",
    "[DEFAULT]\nhost = https://a.cloud.databricks.com\nauth_type = azure-cli\n",
  ],
  [
    ".env of references",
    "app/.env",
    `DB_PASSWORD=\${DB_PASSWORD}\nTOKEN=op://vault/item/token\nSECRET=changeme\n`,
  ],
  [".env.example", "app/.env.example", `STRIPE_KEY=${["sk", "live", made("env", 24)].join("_")}\n`],
  [".env of tests", "app/.env.test", `APP_SECRET=${hash(32)}\n`],
  ["dotenvx", "app/.env", `HELLO="encrypted:${made("dotenvx", 120, BASE64)}"\n`],
  [
    "token of pages",
    "app/api.json",
    JSON.stringify({ NextToken: made("page", 60), ContinuationToken: made("page2", 60) }),
  ],
  [
    "idempotency",
    "app/call.json",
    JSON.stringify({ IdempotencyToken: made("idem", 32), ClientRequestToken: made("idem2", 32) }),
  ],
  [
    "tokens of a design",
    "app/tokens.json",
    JSON.stringify({ colorToken: "blue500primary", spaceToken: "md" }),
  ],
  [
    "tokens of a language model",
    "app/tokenizer_config.json",
    JSON.stringify({ bos_token: "<s>", eos_token: "</s>", pad_token: "[PAD]", unk_token: "<|endoftext|>" }),
  ],
  ["search key in settings", "app/_config.yml", `algolia:\n  api_key: ${made("algolia3", 32, HEX)}\n`],
  ["key of a page in its source", "app/src/search.ts", `const apiKey = "${made("ts", 32, HEX)}";\n`],
  [
    "types in a program",
    "app/types.py",
    "def f(token: Optional[OAuth2AccessTokenCredentials1] = None): ...\n",
  ],
  ["value of tests in a program", "app/tests/test_auth.py", `API_KEY = "${made("pytest", 32)}"\n`],
  [
    "script that asks",
    "opt/ask.sh",
    'read -r PASSWORD\nTOKEN="$1"\ndocker login -u ci --password-stdin\nmysql -p"$PW" -u root\ncurl -u "$USER:$PASS" https://a\n',
  ],
  ["script of a developer", "opt/dev.sh", "export PGPASSWORD=postgres\nexport SECRET=changeme\n"],
  ...[
    "p@ssw0rd1",
    "P@ssword!",
    "s3cr3t",
    "mysecret",
    "mysecretpassword",
    "admin123",
    "Admin@123",
    "root1234",
    "Passw0rd!",
    "secret_value_1",
    "welcome1",
    "postgres123",
    "userpass1",
  ].map(
    (value) =>
      [
        `usual password ${value}`,
        "app/docker-compose.yml",
        `environment:\n  DB_PASSWORD: ${value}\n`,
      ] as const,
  ),
  ["key of a package of .NET", "root/.nuget/packages/a/1.0/test.pfx", pkcs12("key")],
  [
    "a name as a token",
    "app/flows.yaml",
    "token: SalesforceOAuth2ProdConnection\nsecret: appRegistrySecret2026Main\n",
  ],
  [
    "an example of a password",
    "app/api/examples-1.json",
    JSON.stringify({ Password: "SomeKindOfPassword123!@#" }),
  ],
  [
    "header of an example",
    "app/config.json",
    JSON.stringify({
      a: `Authorization: Basic ${base64("user:password")}`,
      b: "Authorization: Bearer <token>",
    }),
  ],
  [
    "header of a variable",
    "opt/get.sh",
    `curl -H "Authorization: Basic $LOGIN" -H "Authorization: Bearer \${TOKEN}" https://a\n`,
  ],
  ["value of nothing", "app/token.txt", "see the vault\n"],
  ["routing key of a broker", "app/rabbit.yml", "routing_key: orders.created.v2\n"],
  ["address", "app/wallet.json", JSON.stringify({ address: `0x${hash(40)}`, tx: `0x${hash(64)}` })],
  [
    "binary with a token's start",
    "app/tool",
    Buffer.concat([Buffer.alloc(20), Buffer.from(`ghp_${made("bin", 36)}`)]),
  ],
  ["source of a package", "app/node_modules/octokit/test.js", `auth("ghp_${made("pkg", 36)}")`],
  ["documentation of Debian", "usr/share/doc/curl/examples/a.py", `auth("ghp_${made("deb", 36)}")`],
  ["sample", "app/config.sample.json", JSON.stringify({ token: `ghp_${made("sample", 36)}` })],
  ["a token's start in a word", "app/word.js", `const a = "foo_ghp_${made("word", 36)}";\n`],
  [
    "a token's pattern",
    "app/rules.toml",
    "regex = '''ghp_[0-9a-zA-Z]{36}'''\nkeywords = [\"ghp_\", \"xoxb-\", \"AKIA\"]\n",
  ],
  [
    "a list of names",
    "app/redact.js",
    'const HIDDEN = ["password", "apiKey", "clientSecret", "authorization"];\n',
  ],
];

export const LOOK_ALIKES: readonly LookAlike[] = [
  ...PLACEHOLDERS,
  ...LINES.map(([kind, path, content]) => ({ kind, path, content })),
];
