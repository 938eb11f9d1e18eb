import { type FileKind, holding } from "../kind.ts";
import { passwordInUrl } from "../variables.ts";

/** What programs log in to hosts and databases with. `.htpasswd` is not among them: it holds hashes, to be served from. */
export const ACCOUNTS: readonly FileKind[] = [
  holding("a password of netrc", ["**/{.netrc,_netrc}"], /^(?:[^#\n]*[ \t])?password[ \t]+(\S+)/gm),
  {
    paths: ["**/.git-credentials", "**/git/credentials", "**/.git/config", "**/{.gitconfig,.gitmodules}"],
    find: gitLogin,
  },
  holding("a GitHub login", ["**/gh/hosts.yml"], /^[ \t]*oauth_token[ \t]*:(.*)$/gm),
  holding("a GitLab login", ["**/glab-cli/config.yml"], /^[ \t]*token[ \t]*:(.*)$/gm),
  holding(
    "a PostgreSQL password",
    ["**/{.pgpass,pgpass.conf}"],
    /^[^#:\n][^:\n]*:[^:\n]*:[^:\n]*:[^:\n]*:(.*)$/gm,
  ),
  holding("a MySQL password", ["**/{.my.cnf,my.cnf}"], /^[ \t]*password[ \t]*=(.*)$/gm),
  holding(
    "a Rails key",
    ["**/config/master.key", "**/config/credentials/*.key"],
    /^([0-9a-f]{32}|[0-9a-f]{64})\s*$/g,
  ),
  holding("a Sentry token", ["**/.sentryclirc"], /^[ \t]*token[ \t]*=(.*)$/gm),
  holding(
    "a GitHub login",
    ["**/github-copilot/{hosts,apps}.json"],
    /"oauth_token"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding(
    "a login of a coding agent",
    ["**/{.claude,.codex,.gemini}/{.credentials,auth,oauth_creds}.json"],
    /"(?:accessToken|refreshToken|access_token|refresh_token|OPENAI_API_KEY)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  holding("a Kaggle key", ["**/{.kaggle,kaggle}/kaggle.json"], /"key"\s{0,9}:\s{0,9}("[^"]*")/g),
  holding(
    "a JFrog login",
    ["**/.jfrog/jfrog-cli.conf*"],
    /"(?:accessToken|refreshToken|password|apiKey)"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
  // `[mail.acme.io]:587 user:password`
  holding("a password of Postfix", ["**/sasl_passwd"], /^[^#\s]\S{0,200}[ \t]+[^\s:]{1,200}:(\S+)$/gm),
  holding(
    "a password of FileZilla",
    ["**/{sitemanager,recentservers}.xml"],
    /<Pass(?: encoding="base64")?>([^<]*)</g,
  ),
  holding(
    "a WireGuard key",
    ["**/wireguard/*.conf", "**/wg*.conf"],
    /^PrivateKey[ \t]*=[ \t]*(\S{43}=)\s*$/gm,
  ),
  holding("a password of Redis", ["**/{redis,sentinel}*.conf"], /^(?:requirepass|masterauth)[ \t]+(\S+)/gm),
];

/** A URL with a password; or the header in which actions/checkout leaves the workflow's token. */
function gitLogin(text: string): string | null {
  const header = /^[ \t]*extraheader[ \t]*=[ \t]*authorization:[ \t]*(?:basic|bearer)[ \t]+[\w+/=.-]{20}/im;
  return passwordInUrl(text) ?? (header.test(text) ? "git's login" : null);
}
