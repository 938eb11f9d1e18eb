import { EC, ED25519, HEX, LOWER, made, OPENSSH, RSA, UPPER } from "./made.ts";
import { javaStore, PRIVATE_DER, pkcs12 } from "./stores.ts";

/** A file with a credential, as in images of 2026; all values are random. */
export interface Credential {
  readonly kind: string;
  readonly path: string;
  readonly content: string | Buffer;
}

const DIGITS = "0123456789";
const BASE32 = `${UPPER}234567`;
const BASE64 = `${UPPER}${LOWER}${DIGITS}+/`;
const SMALL = `${LOWER}${DIGITS}`;
const base64 = (text: string) => Buffer.from(text).toString("base64");
const uuid = (seed: string) =>
  [8, 4, 4, 4, 12].map((length, part) => made(`${seed} ${part}`, length, HEX)).join("-");

/** Tokens by kind: each is in a source, a page, a configuration or a script. */
export const TOKENS: readonly (readonly [kind: string, token: string])[] = [
  ["GitHub classic token", `ghp_${made("ghp", 36)}`],
  ["GitHub app's token", `ghs_${made("ghs", 36)}`],
  ["GitHub fine-grained token", `github_pat_${made("fine", 22)}_${made("grained", 59)}`],
  ["GitLab token", `glpat-${made("glpat", 20)}`],
  ["GitLab routable token", `glpat-${made("routable", 40)}.01.${made("check", 9, SMALL)}`],
  ["GitLab deploy token", `gldt-${made("gldt", 20)}`],
  ["GitLab runner's token", `glrt-t3_${made("glrt", 32)}`],
  ["GitLab trigger token", `glptt-${made("glptt", 40, HEX)}`],
  ["GitLab OAuth secret", `gloas-${made("gloas", 64)}`],
  ["Bitbucket app password", `ATBB${made("atbb", 32)}`],
  ["Atlassian token", `ATATT3${made("atatt", 186)}`],
  ["Slack bot's token", `xoxb-${made("xoxb", 12, DIGITS)}-${made("xoxb2", 13, DIGITS)}-${made("xoxb3", 24)}`],
  [
    "Slack app's token",
    `xapp-1-A${made("xapp", 10, UPPER)}-${made("xapp2", 13, DIGITS)}-${made("xapp3", 64, HEX)}`,
  ],
  [
    "Slack webhook",
    `https://hooks.slack.com/services/T${made("T", 10, UPPER)}/B${made("B", 10, UPPER)}/${made("hook", 24)}`,
  ],
  ["Discord bot's token", `MT${made("discord", 24)}.G${made("discord2", 5)}.${made("discord3", 38)}`],
  [
    "Discord webhook",
    `https://discord.com/api/webhooks/1${made("webhook", 18, DIGITS)}/${made("webhook2", 68)}`,
  ],
  ["Telegram bot's token", `7${made("telegram", 9, DIGITS)}:AA${made("telegram2", 33)}`],
  [
    "Teams webhook",
    `https://acme.webhook.office.com/webhookb2/${uuid("a")}@${uuid("b")}/IncomingWebhook/${made("teams", 32, HEX)}/${uuid("c")}`,
  ],
  ["Linear key", `lin_api_${made("linear", 40)}`],
  ["Notion token", `ntn_${made("notion", 11, DIGITS)}${made("notion2", 35)}`],
  ["Figma token", `figd_${made("figma", 40)}`],
  ["Airtable token", `pat${made("airtable", 14)}.${made("airtable2", 64, HEX)}`],
  ["Typeform token", `tfp_${made("typeform", 59)}`],
  ["Stripe key", ["sk", "live", made("stripe", 24)].join("_")],
  ["Stripe restricted key", ["rk", "live", made("stripe2", 99)].join("_")],
  ["Stripe webhook secret", `whsec_${made("whsec", 32)}`],
  ["Shopify token", `shpat_${made("shopify", 32, HEX)}`],
  ["Square token", `sq0atp-${made("square", 22)}`],
  ["Plaid token", `access-production-${uuid("plaid")}`],
  ["SendGrid key", `SG.${made("sendgrid", 22)}.${made("sendgrid2", 43)}`],
  ["Brevo key", `xkeysib-${made("brevo", 64, HEX)}-${made("brevo2", 16)}`],
  ["Resend key", `re_${made("resend", 8)}_${made("resend2", 24)}`],
  ["Mailchimp key", `${made("mailchimp", 32, HEX)}-us21`],
  ["HubSpot token", `pat-eu1-${uuid("hubspot")}`],
  ["npm token", `npm_${made("npm", 36)}`],
  ["PyPI token", `pypi-AgEIcHlwaS5vcmc${made("pypi", 150)}`],
  ["crates.io token", `cio${made("crates", 32)}`],
  ["RubyGems key", `rubygems_${made("gems", 48, HEX)}`],
  ["NuGet key", `oy2${made("nuget", 43, SMALL)}`],
  ["JFrog key", `AKCp${made("jfrog", 69)}`],
  ["JFrog reference token", `cmVmd${made("jfrog2", 59)}`],
  ["Docker Hub token", `dckr_pat_${made("docker", 27)}`],
  ["Docker organization token", `dckr_oat_${made("docker2", 32)}`],
  ["OpenAI key", `sk-proj-${made("openai", 74)}T3BlbkFJ${made("openai2", 74)}`],
  ["OpenAI older key", `sk-${made("openai3", 20)}T3BlbkFJ${made("openai4", 20)}`],
  ["Anthropic key", `sk-ant-api03-${made("anthropic", 93)}AA`],
  ["OpenRouter key", `sk-or-v1-${made("openrouter", 64, HEX)}`],
  ["LangSmith key", `lsv2_pt_${made("langsmith", 32, HEX)}_${made("langsmith2", 10, HEX)}`],
  ["Hugging Face token", `hf_${made("hf", 34, `${UPPER}${LOWER}`)}`],
  ["Groq key", `gsk_${made("groq", 52)}`],
  ["xAI key", `xai-${made("xai", 80)}`],
  ["Perplexity key", `pplx-${made("perplexity", 48)}`],
  ["Replicate token", `r8_${made("replicate", 37)}`],
  ["NVIDIA key", `nvapi-${made("nvidia", 64)}`],
  ["Pinecone key", `pcsk_${made("pinecone", 6)}_${made("pinecone2", 63)}`],
  ["DigitalOcean token", `dop_v1_${made("do", 64, HEX)}`],
  ["Google OAuth secret", `GOCSPX-${made("gocspx", 28)}`],
  ["Cloudflare token", `cfut_${made("cloudflare", 48)}`],
  ["Cloudflare origin key", `v1.0-${made("origin", 24, HEX)}-${made("origin2", 146, HEX)}`],
  ["Vercel token", `vcp_${made("vercel", 56)}`],
  ["Vercel Blob token", `vercel_blob_rw_${made("blob", 16)}_${made("blob2", 30)}`],
  ["Netlify token", `nfp_${made("netlify", 36)}`],
  ["Supabase secret key", `sb_secret_${made("supabase", 22)}_${made("supabase2", 8)}`],
  ["Supabase token", `sbp_${made("sbp", 40, HEX)}`],
  ["PlanetScale password", `pscale_pw_${made("planetscale", 43)}`],
  ["Neon key", `napi_${made("neon", 64, SMALL)}`],
  ["Fly.io token", `FlyV1 fm2_${made("fly", 200, BASE64.slice(0, 62))}`],
  ["Render key", `rnd_${made("render", 32)}`],
  ["Heroku key", `HRKU-AA${made("heroku", 58)}`],
  ["Databricks token", `dapi${made("databricks", 32, HEX)}`],
  ["Tailscale key", `tskey-auth-${made("tailscale", 16)}-${made("tailscale2", 32)}`],
  ["Azure client secret", `${made("azure", 3)}8Q~${made("azure2", 34)}`],
  [
    "Azure storage key",
    `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${made("storage", 86, BASE64)}==;EndpointSuffix=core.windows.net`,
  ],
  [
    "Azure Service Bus key",
    `Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=${made("bus", 43, BASE64)}=`,
  ],
  ["Pulumi token", `pul-${made("pulumi", 40, HEX)}`],
  ["Terraform token", `${made("tfc", 14)}.atlasv1.${made("tfc2", 67)}`],
  ["Doppler token", `dp.pt.${made("doppler", 43)}`],
  ["Vault token", `hvs.${made("vault", 95)}`],
  ["1Password token", `ops_eyJ${made("onepassword", 300)}`],
  ["Grafana token", `glsa_${made("grafana", 32)}_${made("grafana2", 8, HEX)}`],
  ["Grafana Cloud token", `glc_eyJ${made("glc", 120)}`],
  ["New Relic key", `NRAK-${made("newrelic", 27, `${UPPER}${DIGITS}`)}`],
  ["New Relic license key", `${made("license", 36, HEX)}NRAL`],
  ["Sentry token", `sntryu_${made("sentry", 64, HEX)}`],
  ["Dynatrace token", `dt0c01.${made("dynatrace", 24, BASE32)}.${made("dynatrace2", 64, BASE32)}`],
  ["PostHog key", `phx_${made("posthog", 43)}`],
  ["Sonar token", `squ_${made("sonar", 40, HEX)}`],
  ["CircleCI token", `CCIPAT_${made("circleci", 22)}_${made("circleci2", 40, HEX)}`],
  ["Postman key", `PMAK-${made("postman", 24, HEX)}-${made("postman2", 34, HEX)}`],
  ["age key", `AGE-SECRET-KEY-1${made("age", 58, "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")}`],
];

/** The files of the tokens, in turn: contents and paths. */
export const PLACES: readonly ((
  token: string,
  number: number,
) => readonly [path: string, content: string])[] = [
  (token, number) => [`app/service_${number}/client.py`, `import os\n\nclient = Client("${token}")\n`],
  (token, number) => [
    `srv/www/assets/page${number}.html`,
    `<body><script>\nstart({ auth: '${token}' });\n</script></body>\n`,
  ],
  (token, number) => [
    `app/dist/chunk-${number}.js`,
    `!function(e){var t=e("./a");t.init("${token}",{retry:3})}(r);`,
  ],
  (token, number) => [`opt/jobs/run${number}.sh`, `#!/bin/sh\nset -e\nexport X=${token}\nexec job\n`],
  (token, number) => [`app/notes-${number}`, `deploy\n${token}\n`],
  (token, number) => [
    `home/app/bundle${number}.js`,
    `${"const a = require('a');\n".repeat(5000)}call("${token}");\n`,
  ],
  (token, number) => [`app/internal/k${number}.go`, `package k\n\nconst auth = \`${token}\`\n`],
  (token, number) => [`var/lib/app/state-${number}.json`, JSON.stringify({ note: `first\n${token}\nlast` })],
];

const jwt = (claims: object) =>
  [JSON.stringify({ alg: "HS256", typ: "JWT" }), JSON.stringify(claims)]
    .map((part) => Buffer.from(part).toString("base64url"))
    .concat(made(JSON.stringify(claims), 43))
    .join(".");

const NEXT_YEAR = Math.floor(Date.now() / 1000) + 365 * 86_400;
const AWS_ID = `AKIA${made("aws", 16, BASE32)}`;
const AWS_SECRET = made("aws2", 40, BASE64);
const PASSWORD = made("password", 18);

const FILES: readonly Credential[] = [
  [
    "AWS key in a source",
    "app/upload.py",
    `s3 = boto3.client("s3", aws_access_key_id="${AWS_ID}",\n    aws_secret_access_key="${AWS_SECRET}")\n`,
  ],
  [
    "AWS key as the console gives it",
    "app/rootkey.csv",
    `Access key ID,Secret access key\r\n${AWS_ID},${AWS_SECRET}\r\n`,
  ],
  [
    "AWS session",
    "root/.aws/credentials",
    `[default]\naws_access_key_id=ASIA${made("asia", 16, BASE32)}\naws_secret_access_key=${AWS_SECRET}\naws_session_token=${made("session", 300)}\n`,
  ],
  [
    "Twilio token",
    "app/sms.js",
    `const client = twilio("AC${made("twilio", 32, HEX)}", "${made("twilio2", 32, HEX)}");\n`,
  ],
  ["Mailgun key", "app/mail.rb", `Mailgun::Client.new "key-${made("mailgun", 32, HEX)}"\n`],
  [
    "Mailgun newer key",
    "app/mailer.js",
    `mailgun({ auth: '${made("mailgun2", 32, HEX)}-${made("mailgun3", 8, HEX)}-${made("mailgun4", 8, HEX)}' });\n`,
  ],
  [
    "Azure SAS in .env",
    "app/.env",
    `BLOB=https://a.blob.core.windows.net/c?sv=2024-11-04&ss=b&srt=co&sp=rl&se=${new Date(NEXT_YEAR * 1000).toISOString()}&sig=${encodeURIComponent(`${made("sas", 43, BASE64)}=`)}\n`,
  ],
  ["JWT with a life", "app/fixture.py", `AUTH = "${jwt({ sub: "ci", exp: NEXT_YEAR })}"\n`],
  ["JWT that never expires in .env", "app/.env", `HOME_ASSISTANT_TOKEN=${jwt({ iss: "a", iat: 1 })}\n`],
  [
    "Supabase service role",
    "app/db.ts",
    `createClient(url, "${jwt({ iss: "supabase", role: "service_role", exp: NEXT_YEAR })}");\n`,
  ],
  [
    "Kubernetes service account",
    "var/token",
    jwt({ iss: "kubernetes/serviceaccount", sub: "system:serviceaccount:a:b" }),
  ],
  [
    "Databricks login",
    "root/.databrickscfg",
    `[DEFAULT]\nhost = https://a.cloud.databricks.com\ntoken = dapi${made("databrickscfg", 32, HEX)}\n`,
  ],
  ["Vault token file", "root/.vault-token", `hvs.${made("vaultfile", 95)}`],
  ["older Vault token file", "root/.vault-token", `s.${made("vaultfile2", 24)}`],
  [
    "Spring properties",
    "app/application.properties",
    `server.port=8080\nspring.datasource.password=${PASSWORD}\n`,
  ],
  [
    "Spring YAML",
    "app/config/application-prod.yml",
    `spring:\n  datasource:\n    username: app\n    password: ${PASSWORD}\n`,
  ],
  [
    ".NET settings",
    "app/appsettings.Production.json",
    JSON.stringify({ Jwt: { Issuer: "acme", Secret: made("dotnet", 40) } }, null, 2),
  ],
  [
    ".NET connection string",
    "app/appsettings.json",
    JSON.stringify({
      ConnectionStrings: { Default: `Server=db.acme.io;Database=app;User Id=app;Password=${PASSWORD};` },
    }),
  ],
  [
    "connection string in another order",
    "app/appsettings.json",
    JSON.stringify({ Db: `User Id=app;Password=${PASSWORD};Server=db.acme.io` }),
  ],
  [
    "web.config",
    "app/Web.config",
    `<add name="Db" connectionString="Data Source=db.acme.io;User ID=app;Password=${PASSWORD}" />`,
  ],
  [
    "WordPress password",
    "var/www/html/wp-config.php",
    `<?php\ndefine( 'DB_USER', 'wp' );\ndefine( 'DB_PASSWORD', '${PASSWORD}' );\n`,
  ],
  [
    "WordPress salt",
    "var/www/html/wp-config.php",
    `<?php\ndefine('NONCE_SALT', '${made("salt", 64, `${BASE64} !$%&()*,-.:;<=>?@[]^_{|}~`)}');\n`,
  ],
  [
    "Terraform state",
    "infra/terraform.tfstate",
    JSON.stringify(
      {
        version: 4,
        resources: [
          { type: "aws_db_instance", instances: [{ attributes: { username: "app", password: PASSWORD } }] },
        ],
      },
      null,
      2,
    ),
  ],
  [
    "Terraform random password",
    "infra/terraform.tfstate.backup",
    JSON.stringify({
      resources: [
        { type: "random_password", instances: [{ attributes: { length: 20, result: made("result", 20) } }] },
      ],
    }),
  ],
  [
    "Terraform state behind 64 KiB",
    "infra/prod.tfstate",
    JSON.stringify({
      pad: Array.from({ length: 4000 }, (_, id) => ({ id, name: "subnet" })),
      password: PASSWORD,
    }),
  ],
  [
    "Django secret key",
    "app/site/settings.py",
    `DEBUG = False\nSECRET_KEY = '${made("django", 50, `${SMALL}!@#$%^&*(-_=+)`)}'\n`,
  ],
  [
    "Django database",
    "app/settings/production.py",
    `DATABASES = {\n    'default': {\n        'NAME': 'app',\n        'USER': 'app',\n        'PASSWORD': '${PASSWORD}',\n    }\n}\n`,
  ],
  ["PKCS#12", "app/identity.p12", pkcs12("key")],
  ["Java key store", "app/keystore.jks", javaStore("key")],
  ["DER of PKCS#8", "app/server.der", PRIVATE_DER.pkcs8],
  ["DER of PKCS#1", "app/server.key", PRIVATE_DER.pkcs1],
  ["DER of SEC 1", "app/ec.der", PRIVATE_DER.sec1],
  ["encrypted DER", "app/locked.pk8", PRIVATE_DER.locked],
  ["private key in a source", "app/lib/sign.ts", `export const KEY = \`${RSA.privateKey}\`;\n`],
  ["private key behind 64 KiB", "app/tls/all.pem", `${"# chain\n".repeat(9000)}${EC.privateKey}`],
  ["SSH key of any name", "home/app/deploy", OPENSSH],
  [
    "Google service account",
    "app/firebase-admin.json",
    JSON.stringify({ type: "service_account", private_key: RSA.privateKey }),
  ],
  [
    "Compose map",
    "app/docker-compose.yml",
    `services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: ${PASSWORD}\n`,
  ],
  [
    "Compose list",
    "app/compose.prod.yaml",
    `services:\n  api:\n    environment:\n      - MODE=prod\n      - JWT_SECRET=${made("compose", 32)}\n`,
  ],
  [
    "Kubernetes Secret",
    "k8s/db.yaml",
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  username: ${base64("app")}\n  password: ${base64(PASSWORD)}\n`,
  ],
  [
    "Kubernetes Secret in plain",
    "k8s/all.yml",
    `kind: Service\n---\napiVersion: v1\nkind: Secret\ntype: Opaque\nstringData:\n  api-key: ${made("k8s", 32)}\n`,
  ],
  [
    "Kubernetes TLS Secret",
    "k8s/tls.yaml",
    `kind: Secret\ntype: kubernetes.io/tls\ndata:\n  tls.key: ${base64(EC.privateKey)}\n`,
  ],
  [
    "Kubernetes registry Secret",
    "k8s/pull.json",
    JSON.stringify({
      kind: "Secret",
      data: {
        ".dockerconfigjson": base64(
          JSON.stringify({ auths: { "ghcr.io": { auth: base64(`me:${PASSWORD}`) } } }),
        ),
      },
    }),
  ],
  ["npmrc", "app/.npmrc", `//npm.acme.io/:_authToken=${uuid("npmrc")}\n`],
  ["Maven settings", "root/.m2/settings.xml", `<server><password>${PASSWORD}</password></server>`],
  ["Gradle properties", "root/.gradle/gradle.properties", `sonatypePassword=${PASSWORD}\n`],
  ["Rails master key", "app/config/master.key", made("rails", 32, HEX)],
  ["Rails database", "app/config/database.yml", `production:\n  password: ${PASSWORD}\n`],
  [".env", "app/.env.production", `DD_API_KEY=${made("datadog", 32, HEX)}\n`],
  ["PagerDuty in .env", "app/.env", `PAGERDUTY_TOKEN=${made("pagerduty", 20)}\n`],
  ["Heroku in .env", "app/.env", `HEROKU_API_KEY=${uuid("heroku")}\n`],
  ["MongoDB in .env", "app/.env", `MONGO_URL=mongodb+srv://app:${PASSWORD}@c0.ab1cd.mongodb.net/app\n`],
  [
    "Neon in settings",
    "app/config/production.json",
    JSON.stringify({ db: `postgresql://app:npg_${made("npg", 12)}@ep-a.neon.tech/app` }),
  ],
  ["random value in YAML", "app/deploy/values.yaml", `payments:\n  apiKey: ${made("values", 40)}\n`],
  ["random value in TOML", "app/service.toml", `[auth]\nsigning_key = "${made("toml", 44)}"\n`],
  ["Google key in settings", "app/maker.yaml", `maker:\n  key: AIza${made("aiza", 35)}\n`],
  ["Google key in a program", "app/vision.py", `client = vision.Client(key="AIza${made("vision", 35)}")\n`],
  ["random value in a program", "app/pay.go", `const apiKey = "${made("go", 40)}"\n`],
  ["random value in PHP", "app/src/Mail.php", `<?php return ['api_key' => '${made("php", 32, HEX)}'];\n`],
  ["key of .NET", "app/appsettings.json", JSON.stringify({ Jwt: { Key: made("net", 48) } })],
  [
    "Django's insecure key",
    "app/web/settings.py",
    `SECRET_KEY = "django-insecure-${made("insecure", 50, `${SMALL}!@#$%^&*(-_=+)`)}"\n`,
  ],
  ["password with a usual word", "app/application.yml", `db:\n  password: Sup3rSecret!2026\n`],
  [
    "Sentry organization token",
    "app/ci/release.js",
    `upload("sntrys_eyJ${made("sntrys", 120)}_${made("sntrys2", 43)}");\n`,
  ],
  ["shell history", "root/.bash_history", `ls\nmysql -h db -u app -p${PASSWORD} shop\n`],
  ["zsh history", "root/.zsh_history", `: 1700000000:0;export NPM_AUTH_TOKEN=${made("zsh", 36)}\n`],
  ["login on a command line", "opt/deploy.sh", `docker login -u ci -p ${PASSWORD} registry.acme.io\n`],
  ["curl with a password", "opt/poll.sh", `curl -fsS -u ci:${PASSWORD} https://a.acme.io/health\n`],
  ["Wrangler's variables", "app/.dev.vars", `SESSION_SECRET=${made("wrangler", 32)}\n`],
  ["mounted secret", "run/secrets/db_password", `${PASSWORD}\n`],
  ["file named for its value", "app/secrets/api_key.txt", `${made("value", 40)}\n`],
  [
    "Datadog's agent",
    "etc/datadog-agent/datadog.yaml",
    `site: datadoghq.eu\napi_key: ${made("datadog2", 32, HEX)}\n`,
  ],
  [
    "URL of a database in a .properties",
    "app/config/db.properties",
    `url=postgres://app:${PASSWORD}@db.acme.io/app\n`,
  ],
  ["AWS SSO", "root/.aws/sso/cache/a.json", JSON.stringify({ accessToken: made("sso", 300) })],
  [
    "Tomcat",
    "opt/tomcat/conf/tomcat-users.xml",
    `<user username="admin" password="${PASSWORD}" roles="manager-gui"/>`,
  ],
  ["Postfix", "etc/postfix/sasl_passwd", `[smtp.acme.io]:587 app:${PASSWORD}\n`],
  ["systemd", "etc/systemd/system/app.service", `[Service]\nEnvironment=API_TOKEN=${made("systemd", 32)}\n`],
  [
    "Basic login in a script",
    "opt/ping.sh",
    `curl -H "Authorization: Basic ${base64(`ci:${PASSWORD}`)}" https://a.acme.io\n`,
  ],
  [
    "Basic login in a program's settings",
    "app/config.json",
    JSON.stringify({ headers: { Authorization: `Basic ${base64(`ci:${PASSWORD}`)}` } }),
  ],
  ["Android's key store", "app/keystore.properties", `storeFile=a.jks\nstorePassword=${PASSWORD}\n`],
  ["phpMyAdmin", "etc/phpmyadmin/config.inc.php", `<?php $cfg['blowfish_secret'] = '${made("pma", 32)}';\n`],
  ["SFTP of an editor", "app/.vscode/sftp.json", JSON.stringify({ host: "a.acme.io", password: PASSWORD })],
  ["password of Ansible's vault", "ansible/.vault_pass", `${PASSWORD}\n`],
  ["Laravel", "app/.env", `APP_KEY=base64:${made("laravel", 43, BASE64)}=\n`],
  ["Rails secrets", "app/config/secrets.yml", `production:\n  secret_key_base: ${made("base", 128, HEX)}\n`],
  ["kubeconfig", "root/.kube/config", `users:\n- user:\n    client-key-data: ${base64(EC.privateKey)}\n`],
  [
    "Docker login",
    "root/.docker/config.json",
    JSON.stringify({ auths: { "ghcr.io": { auth: base64(`me:${PASSWORD}`) } } }),
  ],
  ["Sentry CLI", "app/.sentryclirc", `[auth]\ntoken=${made("sentrycli", 64, HEX)}\n`],
  [
    "coding agent",
    "root/.claude/.credentials.json",
    JSON.stringify({ claudeAiOauth: { accessToken: `sk-ant-oat01-${made("oat", 95)}` } }),
  ],
  [
    "MCP servers",
    "app/.mcp.json",
    JSON.stringify({ mcpServers: { a: { env: { ACME_API_KEY: made("mcp", 32) } } } }),
  ],
  ["rclone", "root/.config/rclone/rclone.conf", `[s3]\ntype = s3\nsecret_access_key = ${AWS_SECRET}\n`],
  ["WireGuard", "etc/wireguard/wg0.conf", `[Interface]\nPrivateKey = ${made("wg", 43, BASE64)}=\n`],
  ["git credentials", "root/.git-credentials", `https://me:${PASSWORD}@git.acme.io\n`],
  ["netrc", "root/.netrc", `machine api.heroku.com login a password ${uuid("netrc")}\n`],
  ["UTF-16 source", "app/deploy.ps1", Buffer.from(`\uFEFF$env:T = "ghp_${made("ps1", 36)}"\r\n`, "utf16le")],
  ["Ed25519 in JSON", "app/keys.json", JSON.stringify({ jwk: ED25519.privateKey })],
].map(([kind = "", path = "", content = ""]) => ({ kind: String(kind), path: String(path), content }));

/** All of them. */
export const CREDENTIALS: readonly Credential[] = [
  ...TOKENS.map(([kind, token], number) => {
    const place = PLACES[number % PLACES.length] ?? (() => ["", ""] as const);
    const [path, content] = place(token, number);
    return { kind, path, content };
  }),
  ...FILES,
];
