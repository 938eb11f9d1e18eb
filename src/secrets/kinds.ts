import { pathFinder } from "../patterns/path-finder.ts";
import { secretInCommands } from "./commands.ts";
import type { FileKind } from "./kind.ts";
import { ACCOUNTS } from "./kinds/accounts.ts";
import { CLOUDS } from "./kinds/clouds.ts";
import { PACKAGES } from "./kinds/packages.ts";
import { APPLICATIONS } from "./kinds/settings.ts";
import { secretInManifest } from "./kubernetes.ts";
import { keyInBytes } from "./private-files.ts";
import { textOf } from "./text.ts";
import { tokenIn } from "./tokens.ts";
import { isSecretValue } from "./values.ts";
import { secretInVariables } from "./variables.ts";

/**
 * The kind of a file by its path: null for an unknown kind, which may still be a private key; `never` for a file
 * that is not searched.
 */
export function kindOf(path: string): FileKind | "never" | null {
  kinds ??= pathFinder(TABLE);
  return kinds(path)?.value ?? null;
}

/** Files of the same kind are neighbours in a tar, and the finder profits from that; made once. */
let kinds: ReturnType<typeof pathFinder<FileKind | "never">> | null = null;

/**
 * Folders of packages. Keys and tokens of public packages are for tests and documentation, and the same in every copy.
 * `PackageKeys` searches these folders for other private keys.
 * @see https://github.com/aquasecurity/trivy/blob/main/pkg/fanal/secret/builtin-allow-rules.go
 */
const PACKAGE_FOLDERS: readonly string[] = [
  "{,usr/,usr/local/}{lib,lib32,lib64,libexec,include}/**",
  "usr/local/go/**",
  "usr/share/{doc,doc-base,info,man,licenses,perl*,python*,ruby*,gems,rubygems*,nodejs,javascript,php*,java,maven*,R,go-*,ca-certificates,vim,emacs,cmake*,dotnet,bash-completion,zsh,fish,git-core}/**",
  "{proc,sys,dev}/**",
  "nix/store/**",
  "**/{node_modules,bower_components,site-packages,dist-packages,vendor,third_party,google-cloud-sdk,testdata,test_data,fixtures,__fixtures__,test-fixtures}/**",
  "**/lib/{python*,ruby,perl*}/**",
  "**/{gems,bundle/ruby}/**",
  "**/pkg/mod/**",
  "**/{.cargo,cargo}/{registry,git}/**",
  "**/{.rustup,rustup}/toolchains/**",
  "**/.m2/repository/**",
  "**/.nuget/packages/**",
  "**/{.pub-cache,.ivy2,.bun/install/cache}/**",
  "**/.terraform/providers/**",
  "**/.gradle/{caches,wrapper}/**",
  "**/{.npm/_cacache,.pnpm-store,.yarn/cache,.yarn/berry}/**",
  "**/.cache/{pip,uv,pypoetry,yarn,pnpm,node-gyp,go-build,composer}/**",
  "**/conda/pkgs/**",
];

/** Certificates that Debian generates for services that need one, and files for tests. */
const NO_SECRETS: readonly string[] = ["**/*snakeoil*", "**/.env.{test,testing,ci}"];

/** Files with a key behind another text, such as its certificate. */
const KEYS: FileKind = {
  paths: ["**/*.{pem,key,crt,cer,p8,asc}"],
  // Every text is searched for keys anyway.
  find: () => null,
  findInBytes: keyInBytes,
};

const KEY_FILES: FileKind = {
  paths: ["**/*.{p12,pfx,jks,jceks,keystore,ks,der,pk8,pkcs8,keytab}", "**/.keystore"],
  findInBytes: keyInBytes,
};

/** Formats of settings: a random value counts as a secret if its name says so. */
const SETTINGS: FileKind = {
  paths: [
    "**/*.{json,yml,yaml,toml,ini,conf,cfg,cnf,properties,xml,config,tf}",
    "**/{config,settings,local_settings,secrets,credentials,wp-config}.{js,cjs,mjs,ts,py,rb,php}",
    "**/{Dockerfile,Dockerfile.*,*.Dockerfile}",
  ],
  findInBytes: manifestIn,
};

const VARIABLES: FileKind = {
  paths: ["**/{.env,.envrc,.flaskenv,.dev.vars,.secrets,*.env,.env.*}", "**/*.tfvars"],
  find: secretInVariables,
};

const COMMANDS: FileKind = {
  paths: [
    "**/{.bash_history,.zsh_history,.ash_history,.history,.bashrc,.zshrc,.profile,.bash_profile,.zshenv}",
    "**/*.{sh,bash,zsh}",
    "etc/profile.d/*",
  ],
  find: (text) => tokenIn(text) ?? secretInCommands(text),
};

/** Files with a single value, which the file name describes. */
const VALUES: FileKind = {
  paths: [
    "**/{,.}{password,secret,secret_key,secret-key,token,api_key,api-key,apikey,vault_pass,vault-password}{,.txt}",
  ],
  find: (text) =>
    tokenIn(text) ?? (/^\S+\s*$/.test(text) && isSecretValue(text.trim()) ? "a secret value" : null),
};

const TABLE: readonly (readonly [string, FileKind | "never"])[] = [
  ...PACKAGE_FOLDERS.map((pattern) => [pattern, "never"] as const),
  ...NO_SECRETS.map((pattern) => [pattern, "never"] as const),
  ...[
    ...CLOUDS,
    ...PACKAGES,
    ...ACCOUNTS,
    VARIABLES,
    COMMANDS,
    VALUES,
    ...APPLICATIONS,
    KEYS,
    KEY_FILES,
    SETTINGS,
  ].flatMap((kind) => kind.paths.map((pattern) => [pattern, kind] as const)),
];

function manifestIn(bytes: Buffer): string | null {
  return bytes.includes("Secret") && bytes.includes("kind") ? secretInManifest(textOf(bytes)) : null;
}
