import { isTyped } from "./values.ts";

/**
 * What a text holds of the tokens that are known by how they begin, or null; as their makers document them,
 * live ones only where they tell tests apart.
 */
export function tokenIn(text: string): string | null {
  // Nearly all texts have none, and this is many times as fast as the patterns.
  if (!STARTS.test(text)) return null;
  for (const { what, pattern } of TOKENS) {
    for (const [, random = ""] of text.matchAll(pattern)) if (!isTyped(random)) return what;
  }
  return awsKeyIn(text) ?? googleKeyIn(text);
}

interface Token {
  readonly what: string;
  readonly starts: readonly string[];
  /** All of it; what is random is the first group. */
  readonly pattern: RegExp;
}

const TOKENS: readonly Token[] = [
  token("a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], /[A-Za-z0-9]{36,255}/),
  token("a GitHub token", ["github_pat_"], /[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/),
  token("a GitLab token", ["glpat-", "gldt-", "glrt-"], /[\w-]{20,64}/),
  token("a Slack token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-"], /\d[\w-]{20,250}/),
  token("a Slack webhook", ["https://hooks.slack.com/services/"], /T\w{8,12}\/B\w{8,12}\/\w{24}/),
  token("a Stripe key", ["sk_live_", "rk_live_"], /[A-Za-z0-9]{20,250}/),
  token("an npm token", ["npm_"], /[A-Za-z0-9]{36}/),
  token("a PyPI token", ["pypi-AgE"], /[\w-]{50,500}/),
  token("a SendGrid key", ["SG."], /[\w-]{22}\.[\w-]{43}/),
  token("an Anthropic key", ["sk-ant-"], /[a-z]{2,10}\d\d-[\w-]{80,250}/),
  token("an OpenAI key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], /[\w-]{40,250}/),
  token("an OpenAI key", ["sk-"], /[A-Za-z0-9]{48}/),
  token("a Docker Hub token", ["dckr_pat_", "dckr_oat_"], /[\w-]{27,64}/),
  token("a Hugging Face token", ["hf_"], /[A-Za-z]{34}/),
  token("a DigitalOcean token", ["dop_v1_", "doo_v1_"], /[a-f0-9]{64}/),
  token("an age key", ["AGE-SECRET-KEY-1"], /[0-9A-Z]{58}/),
];

const STARTS = new RegExp(anyOf([...TOKENS.flatMap(({ starts }) => starts), "AKIA", "AIza"]));

function token(what: string, starts: readonly string[], random: RegExp): Token {
  const pattern = new RegExp(`(?<![\\w-])${anyOf(starts)}(${random.source})(?![\\w-])`, "g");
  return { what, starts, pattern };
}

function anyOf(texts: readonly string[]): string {
  return `(?:${texts.map((text) => text.replaceAll(".", "\\.")).join("|")})`;
}

/** The id alone is no secret: it stands in URLs. */
function awsKeyIn(text: string): string | null {
  if (!text.includes("AKIA") || !/(?<!\w)AKIA[A-Z2-7]{16}(?!\w)/.test(text)) return null;
  const secrets = text.matchAll(
    /secret_?(?:access_?)?key["']?\s{0,9}[:=]\s{0,9}["']?([A-Za-z0-9/+]{40})(?![\w/+=])/gi,
  );
  for (const [, secret = ""] of secrets) if (!isTyped(secret)) return "an AWS secret key";
  return null;
}

/** Firebase and maps hand theirs to every browser. */
function googleKeyIn(text: string): string | null {
  if (!text.includes("AIza") || /firebase|authDomain|mobilesdk|maps/i.test(text)) return null;
  for (const [, key = ""] of text.matchAll(/(?<![\w-])AIza([\w-]{35})(?![\w-])/g)) {
    if (!isTyped(key)) return "a Google API key";
  }
  return null;
}
