import { type FileKind, holding, type TextKind } from "../kind.ts";
import { withoutComments } from "../text.ts";
import { passwordInUrl } from "../variables.ts";

/** What package managers log in with. */
export const PACKAGES: readonly FileKind[] = [
  holding(
    "an npm token",
    ["**/{.npmrc,npmrc}"],
    /^[^#;\n]{0,300}\b_(?:authToken|auth|password)[ \t]*=(.*)$/gm,
  ),
  holding("a Yarn token", ["**/.yarnrc.{yml,yaml}"], /\bnpmAuth(?:Token|Ident)["']?[ \t]*:(.*)$/gm),
  holding("a Yarn token", ["**/.yarnrc"], /_authToken"?[ \t]+(.*)$/gm),
  holding("a PyPI password", ["**/.pypirc"], /^[ \t]*password[ \t]*[=:](.*)$/gm),
  {
    paths: ["**/{pip.conf,pip.ini,uv.toml,Pipfile,.condarc,requirements*.txt}"],
    find: passwordInUrl,
  },
  holding("a Poetry password", ["**/pypoetry/auth.toml"], /^[ \t]*password[ \t]*=(.*)$/gm),
  inXml(holding("a Maven password", ["**/settings.xml"], /<(?:password|passphrase)>([^<]*)</g)),
  inXml(
    holding(
      "a NuGet password",
      ["**/{nuget,NuGet,Nuget}.{config,Config}"],
      /"ClearTextPassword"\s{1,9}value="([^"]*)"/gi,
    ),
  ),
  holding(
    "a Cargo token",
    ["**/{.cargo,cargo}/{credentials,credentials.toml}"],
    /^[ \t]*token[ \t]*=(.*)$/gm,
  ),
  holding("a RubyGems key", ["**/{.gem,gem}/credentials"], /^[ \t]*:[\w-]{1,60}:(.*)$/gm),
  holding(
    "a password of Bundler",
    ["**/.bundle/config"],
    /^BUNDLE_\w{1,99}:[ \t]*"?[\w.@-]{1,99}:([^\s"/]*)"?$/gm,
  ),
  holding(
    "a Composer token",
    ["**/auth.json"],
    /"password"\s{0,9}:\s{0,9}("[^"]*")/g,
    /"(?:github-oauth|gitlab-oauth|gitlab-token|bearer)"\s{0,9}:\s{0,9}\{\s{0,99}"[^"]{1,200}"\s{0,9}:\s{0,9}("[^"]*")/g,
  ),
];

function inXml({ paths, find }: TextKind): FileKind {
  return { paths, find: (text) => find(withoutComments(text)) };
}
