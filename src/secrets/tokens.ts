import { jwtIn } from "./jwt.ts";
import { isTyped } from "./values.ts";

/**
 * The first token in a text that has a known prefix or shape, as its maker documents it; or null. Test tokens do not
 * count, if the token itself shows that it is one.
 */
export function tokenIn(text: string): string | null {
  if (text.length < LEAST) return null;
  return knownTokenIn(text) ?? googleKeyIn(text);
}

/** The shortest token: an AWS key's id. */
const LEAST = 20;

/** The same without the keys that web pages give to every browser: any source may contain them. */
export function knownTokenIn(text: string): string | null {
  for (const { index, 0: start } of text.matchAll(STARTS)) {
    if (!isStart(text, index)) continue;
    for (const { what, pattern } of BY_START.get(start) ?? []) {
      pattern.lastIndex = index;
      const [, random] = pattern.exec(text) ?? [];
      if (random !== undefined && !isTyped(random)) return what;
    }
  }
  for (const { what, hint, context, pattern } of SHAPES) {
    if (!text.includes(hint) || context?.test(text) === false) continue;
    for (const [, random = ""] of text.matchAll(pattern)) if (!isTyped(random)) return what;
  }
  return awsKeyIn(text) ?? sasIn(text) ?? jwtIn(text);
}

/** Not within a word, but behind a line break as JSON and sources write it. */
function isStart(text: string, index: number): boolean {
  if (index === 0 || !isWord(text.charCodeAt(index - 1))) return true;
  return text[index - 2] === "\\" && "nrt".includes(text[index - 1] ?? "");
}

function isWord(code: number): boolean {
  // a-z and A-Z, 0-9, `_` and `-`
  const small = code | 0x20;
  return (small >= 0x61 && small <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f || code === 0x2d;
}

interface Token {
  readonly what: string;
  readonly starts: readonly string[];
  /** The whole token from a place on; the first group is the random part. */
  readonly pattern: RegExp;
}

/** The same as `isStart`. */
const BEGIN = "(?:(?<![\\w-])|(?<=\\\\[nrt]))";
const END = "(?![\\w-])";

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

const TOKENS: readonly Token[] = [
  token("a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], /[A-Za-z0-9]{36,255}/),
  token("a GitHub token", ["github_pat_"], /[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/),
  token(
    "a GitLab token",
    ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glimt-", "glsoat-", "glffct-", "glwt-"],
    /[\w-]{20,300}/,
  ),
  token("a GitLab token", ["glagent-", "gloas-"], /[\w-]{50,300}/),
  token("a GitLab token", ["GR1348941"], /[\w-]{20}/),
  token("a Bitbucket token", ["ATBB"], /[A-Za-z0-9]{32}/),
  token("an Atlassian token", ["ATATT3", "ATCTT3"], /[\w-]{60,400}/),

  token("a Slack token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-"], /\d[\w-]{20,250}/),
  token("a Slack token", ["xoxc-", "xoxd-"], /[\w%-]{40,300}/),
  token("a Slack app token", ["xapp-"], /\d-[\w-]{40,200}/),
  token("a Teams webhook", ["IncomingWebhook/"], new RegExp(`[0-9a-f]{32}/${UUID}`)),
  token("a Linear key", ["lin_api_", "lin_oauth_", "lin_wh_"], /[A-Za-z0-9]{32,64}/),
  token("a Notion token", ["ntn_"], /[A-Za-z0-9]{40,50}/),
  token("a Notion token", ["secret_"], /(?=\w*\d)[A-Za-z0-9]{43}/),
  token("a Figma token", ["figd_", "figo_", "figu_"], /[\w-]{38,60}/),
  token("a Typeform token", ["tfp_"], /[\w-]{40,64}/),

  token("a Stripe key", ["sk_live_", "rk_live_"], /[A-Za-z0-9]{20,250}/),
  token("a webhook's signing secret", ["whsec_"], /[A-Za-z0-9+/]{24,64}/),
  token("a Shopify token", ["shpat_", "shpca_", "shppa_", "shpss_"], /[A-Fa-f0-9]{32}/),
  token("a Square token", ["sq0atp-", "sq0csp-"], /[\w-]{22,60}/),
  token("a Plaid token", ["access-production-"], new RegExp(UUID)),
  token("a Shippo token", ["shippo_live_"], /[a-f0-9]{40}/),
  token("an EasyPost key", ["EZAK"], /[A-Za-z0-9]{54}/),
  token("a Duffel token", ["duffel_live_"], /[\w-]{43}/),

  token("a SendGrid key", ["SG."], /[\w-]{22}\.[\w-]{43}/),
  token("a Brevo key", ["xkeysib-", "xsmtpsib-"], /[a-f0-9]{64}-[A-Za-z0-9]{16}/),
  token("a Resend key", ["re_"], /(?=\w*\d)[A-Za-z0-9]{8}_[A-Za-z0-9]{20,32}/),
  token("a HubSpot token", ["pat-na1-", "pat-na2-", "pat-eu1-", "pat-ap1-"], new RegExp(UUID)),

  token("an npm token", ["npm_"], /[A-Za-z0-9]{36}/),
  token("a PyPI token", ["pypi-AgE"], /[\w-]{50,500}/),
  token("a crates.io token", ["cio"], /[A-Za-z0-9]{32}/),
  token("a RubyGems key", ["rubygems_"], /[a-f0-9]{48}/),
  token("a NuGet key", ["oy2"], /[a-z0-9]{43}/),
  token("a Clojars token", ["CLOJARS_"], /[a-f0-9]{60}/),
  token("a Packagist token", ["packagist_uut_", "packagist_ort_", "packagist_out_"], /[a-f0-9]{68}/),
  token("a JFrog token", ["AKCp"], /[A-Za-z0-9]{69}/),
  token("a JFrog token", ["cmVmd"], /[A-Za-z0-9]{59}/),
  token("a Docker Hub token", ["dckr_pat_", "dckr_oat_"], /[\w-]{27,64}/),

  token("an Anthropic key", ["sk-ant-"], /[a-z]{2,10}\d\d-[\w-]{80,250}/),
  token("an OpenAI key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], /[\w-]{40,250}/),
  token("an OpenAI key", ["sk-"], /[A-Za-z0-9]{48}/),
  token("a DeepSeek key", ["sk-"], /[a-f0-9]{32}/),
  token("an OpenRouter key", ["sk-or-v1-"], /[a-f0-9]{64}/),
  token("a Langfuse key", ["sk-lf-"], new RegExp(UUID)),
  token("a LangSmith key", ["lsv2_pt_", "lsv2_sk_"], /[a-f0-9]{32}_[a-f0-9]{10}/),
  token("a Hugging Face token", ["hf_", "api_org_"], /[A-Za-z]{34}/),
  token("a Groq key", ["gsk_"], /[A-Za-z0-9]{52}/),
  token("an xAI key", ["xai-"], /[A-Za-z0-9]{70,90}/),
  token("a Perplexity key", ["pplx-"], /[A-Za-z0-9]{40,60}/),
  token("a Replicate token", ["r8_"], /[A-Za-z0-9]{37}/),
  token("an NVIDIA key", ["nvapi-"], /[\w-]{60,70}/),
  token("a Cerebras key", ["csk-"], /[a-z0-9]{48}/),
  token("a Pinecone key", ["pcsk_"], /[A-Za-z0-9]{4,8}_[A-Za-z0-9]{40,70}/),
  token("a Tavily key", ["tvly-dev-", "tvly-prod-"], /[A-Za-z0-9-]{28,60}/),
  token("an ElevenLabs key", ["sk_"], /[a-f0-9]{48}/),

  token("a DigitalOcean token", ["dop_v1_", "doo_v1_", "dor_v1_"], /[a-f0-9]{64}/),
  token("a Google OAuth secret", ["GOCSPX-"], /[\w-]{28}/),
  token("a Google access token", ["ya29."], /[\w-]{60,400}/),
  token("a Bedrock key", ["ABSK"], /[A-Za-z0-9+/]{109,269}/),
  token("a Cloudflare token", ["cfk_", "cfut_", "cfat_"], /[A-Za-z0-9_-]{44,56}/),
  token("a Cloudflare key", ["v1.0-"], /[a-f0-9]{24}-[a-f0-9]{146}/),
  token("a Vercel token", ["vcp_", "vci_", "vca_", "vcr_", "vck_"], /(?=\w*\d)[A-Za-z0-9]{24,80}/),
  token("a Vercel token", ["vercel_blob_rw_"], /[A-Za-z0-9]{12,20}_[A-Za-z0-9]{24,40}/),
  token("a Netlify token", ["nfp_", "nfc_", "nfo_", "nfu_", "nfb_"], /[A-Za-z0-9]{36}/),
  token("a Supabase key", ["sb_secret_"], /[\w-]{20,50}/),
  token("a Supabase token", ["sbp_"], /[a-f0-9]{40}/),
  token("a PlanetScale password", ["pscale_pw_", "pscale_tkn_", "pscale_oauth_"], /[\w-]{32,64}/),
  token("a Neon key", ["napi_"], /[a-z0-9]{64}/),
  token("a Fly.io token", ["fo1_"], /[\w-]{43}/),
  token("a Fly.io token", ["fm1r_", "fm1a_", "fm2_"], /[A-Za-z0-9+/]{60,1000}/),
  token("a Render key", ["rnd_"], /(?=\w*\d)[A-Za-z0-9]{24,40}/),
  token("a Heroku key", ["HRKU-"], /AA[\w-]{58}|[a-f0-9-]{36}/),
  token("a Databricks token", ["dapi"], /[a-f0-9]{32}(?:-\d)?/),
  token("a Tailscale key", ["tskey-"], /[a-z]{3,8}-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,50}/),
  token("a Scalingo token", ["tk-us-"], /[\w-]{48}/),

  token("a Pulumi token", ["pul-"], /[a-f0-9]{40}/),
  token("a Doppler token", ["dp.pt.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."], /[A-Za-z0-9]{40,44}/),
  token("a Doppler token", ["dp.st."], /(?:[\w-]{1,40}\.)?[A-Za-z0-9]{40,44}/),
  token("a Vault token", ["hvs.", "hvr."], /[\w-]{24,300}/),
  token("a Vault token", ["hvb."], /[\w-]{100,400}/),
  token("a 1Password token", ["ops_eyJ"], /[A-Za-z0-9+/]{150,2000}/),
  token("a Prefect key", ["pnu_"], /[A-Za-z0-9]{36}/),
  token("an OpenShift token", ["sha256~"], /[\w-]{43}/),

  token("a Grafana token", ["glsa_"], /[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}/),
  token("a Grafana token", ["glc_eyJ"], /[A-Za-z0-9+/]{32,400}/),
  token("a Grafana key", ["eyJrIjoi"], /[A-Za-z0-9]{60,400}/),
  token("a New Relic key", ["NRAK-"], /[A-Z0-9]{27}/),
  token("a New Relic key", ["NRII-"], /[\w-]{32}/),
  token("a Sentry token", ["sntrys_eyJ"], /[A-Za-z0-9+/=]{30,400}_[A-Za-z0-9+/]{43}/),
  token("a Sentry token", ["sntryu_"], /[a-f0-9]{64}/),
  token("a Dynatrace token", ["dt0c01.", "dt0s16."], /[A-Z0-9]{24}\.[A-Z0-9]{64}/),
  token("a PostHog key", ["phx_"], /[A-Za-z0-9]{43,60}/),
  token("a Sonar token", ["squ_", "sqp_", "sqa_"], /[a-f0-9]{40}/),
  token("a CircleCI token", ["CCIPAT_", "CCIPRJ_"], /[A-Za-z0-9]{20,24}_[a-f0-9]{40}/),
  token("a Buildkite token", ["bkua_"], /[a-f0-9]{40}/),
  token("a Postman key", ["PMAK-"], /[a-f0-9]{24}-[a-f0-9]{34}/),
  token("a Sourcegraph token", ["sgp_"], /(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}/),
  token("a Contentful token", ["CFPAT-"], /[\w-]{43}/),
  token("a ReadMe key", ["rdme_"], /[a-z0-9]{70}/),
  token("an age key", ["AGE-SECRET-KEY-1"], /[0-9A-Z]{58}/),
];

/** How tokens begin, for a search in bytes. */
export const TOKEN_STARTS: readonly string[] = TOKENS.flatMap(({ starts }) => starts);

/** The longest first: `sk-ant-` before `sk-`. */
const STARTS = new RegExp(anyOf(TOKEN_STARTS.toSorted((one, other) => other.length - one.length)), "g");

const BY_START = new Map<string, readonly Token[]>();
for (const one of TOKENS)
  for (const start of one.starts) BY_START.set(start, [...(BY_START.get(start) ?? []), one]);

/** Tokens that begin with random characters, or that mean little without their surroundings. */
interface Shape {
  readonly what: string;
  /** A constant part of every such token, which is fast to find. */
  readonly hint: string;
  /** Text that must appear somewhere in the same file. */
  readonly context?: RegExp;
  /** The whole token; the first group is the random part. */
  readonly pattern: RegExp;
}

const MAILGUN = /mailgun/i;

const SHAPES: readonly Shape[] = [
  // In a URL `bot` stands before it.
  {
    what: "a Telegram bot's token",
    hint: ":A",
    pattern: /(?:(?<![\w-])|(?<=bot)|(?<=\\[nrt]))\d{8,10}:(A[\w-]{34})(?![\w-])/g,
  },
  shape("a Discord bot's token", ".", /[MNO][\w-]{23,27}\.[\w-]{6}\.([\w-]{27,40})/),
  shape("a Discord webhook", "/webhooks/", /discord(?:app)?\.com\/api\/webhooks\/\d{15,22}\/([\w-]{60,80})/),
  shape(
    "a Slack webhook",
    "hooks.slack.com/",
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/T\w{8,12}\/\w{8,20}\/(?:\d{10,20}\/)?(\w{24})/,
  ),
  shape("a Terraform token", ".atlasv1.", /[A-Za-z0-9]{14}\.atlasv1\.([\w-]{60,70})/),
  shape("an Airtable token", "pat", /pat[A-Za-z0-9]{14}\.([a-f0-9]{64})/),
  shape("an Azure client secret", "Q~", /[\w.~-]{3}\dQ~([\w.~-]{31,34})/),
  // The first characters of the keys that every copy of Microsoft's emulators has.
  shape("an Azure storage key", "AccountKey=", /AccountKey=(?!Eby8vdM0|C2y6yDjf)([A-Za-z0-9+/]{86})==/),
  shape("an Azure access key", "SharedAccessKey=", /SharedAccessKey=([A-Za-z0-9+/]{42,44})=?/),
  shape("a Mailchimp key", "-us", /([a-f0-9]{32})-us\d{1,2}/),
  shape("a New Relic key", "NRAL", /([a-f0-9]{32,36})(?:FFFF)?NRAL/),
  { ...shape("a Mailgun key", "key-", /key-([a-f0-9]{32})/), context: MAILGUN },
  { ...shape("a Mailgun key", "-", /([a-f0-9]{32}-[a-f0-9]{8}-[a-f0-9]{8})/), context: MAILGUN },
  shape("a Twilio token", "AC", /AC[a-f0-9]{32}["'\s,;:=]{1,9}(?:[\w.-]{1,40}["'\s:=]{1,9})?([a-f0-9]{32})/),
];

function token(what: string, starts: readonly string[], random: RegExp): Token {
  const pattern = new RegExp(`${anyOf(starts)}(${random.source})${END}`, "y");
  return { what, starts, pattern };
}

function shape(what: string, hint: string, { source }: RegExp): Shape {
  return { what, hint, pattern: new RegExp(`${BEGIN}${source}${END}`, "g") };
}

function anyOf(texts: readonly string[]): string {
  return `(?:${texts.map((text) => text.replaceAll(".", "\\.")).join("|")})`;
}

/** The id alone is no secret: it stands in URLs. `ASIA` begins those that last for some hours. */
function awsKeyIn(text: string): string | null {
  if (!AWS_ID.test(text)) return null;
  for (const pattern of AWS_SECRETS) {
    for (const [, secret = ""] of text.matchAll(pattern)) if (!isTyped(secret)) return "an AWS secret key";
  }
  return null;
}

const AWS_ID = /(?<!\w)A(?:KI|SI)A[A-Z2-7]{16}(?!\w)/;

/** By its name, or behind its id as in the file that the console gives. */
const AWS_SECRETS: readonly RegExp[] = [
  /secret[_-]?(?:access[_-]?)?key["']?\s{0,9}(?:=>|[:=])\s{0,9}["']?([A-Za-z0-9/+]{40})(?![\w/+=])/gi,
  /(?<!\w)A(?:KI|SI)A[A-Z2-7]{16}["']?\s{0,9}[,:;|]\s{0,9}["']?([A-Za-z0-9/+]{40})(?![\w/+=])/g,
];

/** Whether a text holds a key of Google. Keys of Firebase and maps do not count, because every browser gets them. */
export function googleKeyIn(text: string): string | null {
  if (!text.includes("AIza") || /firebase|authDomain|mobilesdk|maps/i.test(text)) return null;
  for (const [, key = ""] of text.matchAll(/(?<![\w-])AIza([\w-]{35})(?![\w-])/g)) {
    if (!isTyped(key)) return "a Google API key";
  }
  return null;
}

/**
 * Whether a text holds a URL of Azure's storage that is signed and has not expired, or expires when its policy
 * says so.
 */
function sasIn(text: string, now = Date.now()): string | null {
  for (const { index, 0: all, 1: signature = "" } of text.matchAll(SAS_SIGNATURE)) {
    const query = text.slice(Math.max(0, index - SAS_BEFORE), index + all.length + SAS_AFTER);
    if (!/[?&]sv=\d{4}-\d\d-\d\d/.test(query) || isTyped(signature)) continue;
    const [, end] = /[?&]se=(\d{4}-\d\d-\d\d)/.exec(query) ?? [];
    if (end === undefined ? query.includes("&si=") : Date.parse(end) + DAY > now) return "an Azure SAS token";
  }
  return null;
}

const SAS_SIGNATURE = /[?&]sig=((?:[A-Za-z0-9+/]|%2[BbFf]){43}(?:=|%3[Dd]))/g;
const [SAS_BEFORE, SAS_AFTER] = [400, 200];
const DAY = 24 * 3600 * 1000;
