import type { FileKind } from "../kind.ts";
import { secretInManifest } from "../kubernetes.ts";
import { pairsInCode, pairsInSettings, plainName, secretInCode, secretInSettings } from "../pairs.ts";
import { privateKeyIn } from "../private-keys.ts";
import { isRandom, isSecretName, isSecretValue, isTyped } from "../values.ts";

/** Files from which an application reads its settings, by the names that frameworks and people give them. */
export const APPLICATIONS: readonly FileKind[] = [
  { paths: ["**/*.{tfstate,tfstate.backup}"], find: secretInState },
  { paths: ["**/wp-config.php"], find: (text) => saltIn(text) ?? secretInCode(text) },
  {
    paths: ["**/{settings,*_settings,settings_*}.py", "**/settings/*.py"],
    find: (text) => keyOfDjango(text) ?? secretInCode(text),
  },
  {
    paths: [
      // MediaWiki, Joomla, Laravel, Magento, PrestaShop, phpMyAdmin, Drupal
      "**/{LocalSettings,configuration,database,env,parameters}.php",
      "**/{config,db,database}.inc.php",
      "**/sites/*/settings.php",
      "**/{config,conf,secrets,credentials,production,prod,staging,database,db}.{js,cjs,mjs,ts,py,rb,php}",
      "**/config/{default,local,env}.{js,cjs,mjs,ts}",
    ],
    find: secretInCode,
  },
  {
    paths: [
      // Spring, .NET, Rails, Symfony
      "**/{application,bootstrap}{,-*}.{properties,yml,yaml}",
      "**/appsettings{,.*}.json",
      "**/{local.settings,usersecrets}.json",
      "**/{web,app,Web,App}{,.*}.config",
      "**/{parameters,database,secrets,storage,cable}.{yml,yaml}",
      "**/{gradle,keystore,signing,local,jdbc,hibernate}.properties",
      "**/.streamlit/secrets.toml",
      // Databases, brokers, mail, application servers
      "**/{tomcat-users,context,hibernate.cfg,persistence}.xml",
      "**/{rabbitmq,odbc,odbcinst,mongod}.{conf,ini}",
      "**/{msmtprc,.msmtprc,ssmtp.conf,wpa_supplicant.conf}",
      // Names that people choose
      "**/{config,conf,secrets,credentials,production,prod,staging,database,db}.{json,yml,yaml,toml,ini,conf,cfg,properties,xml}",
      "**/config/{default,local,env}.{json,yml,yaml,toml}",
      "**/{.mcp,mcp,claude_desktop_config}.json",
      "**/.vscode/{sftp,settings,launch}.json",
      "**/{sftp-config.json,.ftpconfig}",
      "etc/{environment,default/*,sysconfig/*}",
    ],
    find: (text) => secretInManifest(text) ?? keyOfNet(text) ?? secretInSettings(text),
  },
  {
    paths: ["**/*.service", "etc/systemd/**/*.conf"],
    find: (text) => secretInSettings(text.replace(/^Environment=["']?/gm, "")),
  },
  {
    paths: ["**/{docker-,podman-,}compose{,.*,-*}.{yml,yaml}", "**/stack.{yml,yaml}"],
    find: secretInSettings,
  },
];

/**
 * Django generates keys of 50 such characters. `startproject` puts `django-insecure-` before the key, and the
 * application signs its sessions with it all the same.
 */
function keyOfDjango(text: string): string | null {
  for (const [, key = ""] of text.matchAll(DJANGO_KEY))
    if (!isTyped(key)) return "a secret value (SECRET_KEY)";
  return null;
}

const DJANGO_KEY = /\bSECRET_KEY\s{0,9}=\s{0,9}["'](?:django-insecure-)?([a-z0-9!@#$%^&*(_=+)-]{50})["']/g;

/** `"Jwt": {"Key": "…"}`, the usual place of a signing key in .NET. */
function keyOfNet(text: string): string | null {
  for (const [, name = "", value = ""] of text.matchAll(
    /"(Key|Secret|SecretKey)"\s{0,9}:\s{0,9}"([^"\\\n]{16,300})"/g,
  ))
    if (isRandom(value)) return `a secret value (${name})`;
  return null;
}

/** A key or salt of WordPress, which may contain any character, also blanks. */
function saltIn(text: string): string | null {
  for (const [name, value] of pairsInCode(text)) {
    const isSalt = /^(?:(?:SECURE_)?AUTH|LOGGED_IN|NONCE)_(?:KEY|SALT)$/.test(name);
    if (isSalt && value.length >= 40 && new Set(value).size > 20 && !isTyped(value))
      return `a secret value (${name})`;
  }
  return null;
}

/** A secret attribute in the state of Terraform, such as a password that a resource generated. */
function secretInState(text: string): string | null {
  for (const [name, value] of pairsInSettings(text)) {
    const isSecret =
      (isSecretName(plainName(name)) && isSecretValue(value)) || (STATE_NAMES.test(name) && isRandom(value));
    if (isSecret) return `a secret value (${name})`;
  }
  return secretInSettings(text) ?? privateKeyIn(text);
}

const STATE_NAMES =
  /^(?:result|value|secret_string|\w{0,40}access_key|\w{0,40}key_base64|\w{0,40}connection_string)$/;
