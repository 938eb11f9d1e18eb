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
];

/** A URL with a password; or the header in which actions/checkout leaves the workflow's token. */
function gitLogin(text: string): string | null {
  const header = /^[ \t]*extraheader[ \t]*=[ \t]*authorization:[ \t]*(?:basic|bearer)[ \t]+[\w+/=.-]{20}/im;
  return passwordInUrl(text) ?? (header.test(text) ? "git's login" : null);
}
