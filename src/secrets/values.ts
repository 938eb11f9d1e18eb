/**
 * Whether a value is only a placeholder: empty, a reference that is filled in later, encrypted,
 * or a word like `changeme`. It is better to miss a bad password than to stop a build for an example.
 */
export function isPlaceholder(value: string): boolean {
  if (value === "" || NOTHING.test(value) || REFERENCE.test(value) || HARMLESS.test(value)) return true;
  return FILLER.test(value) || (FILLER_WORD.test(value) && !isGenerated(value)) || isUsual(value);
}

/**
 * Whether a value is little more than a usual password, also with other characters for some letters:
 * `p@ssw0rd1`, `mysecret`, `admin123`; but not `Sup3rSecret!2026`.
 */
function isUsual(value: string): boolean {
  const plain = value.toLowerCase().replace(/[013457@$!]/g, (character) => DISGUISES[character] ?? "");
  const [, before = "", word] = USUAL.exec(plain) ?? [];
  if (word === undefined) return false;
  const rest = value.slice(0, before.length) + value.slice(before.length + word.length);
  const isMixed = /[A-Z]/.test(rest) || /[^\w.-]/.test(rest) || rest.length >= 10;
  return !(rest.length >= 6 && /\d/.test(rest) && /[a-z]/i.test(rest) && isMixed);
}

const DISGUISES: Readonly<Record<string, string>> = {
  0: "o",
  1: "i",
  3: "e",
  4: "a",
  5: "s",
  7: "t",
  "@": "a",
  $: "s",
  "!": "i",
};

const USUAL =
  /^(.*?)(password|passwd|passwort|secret|admin|root|welcome|letmein|qwerty|postgres|mysql|mariadb|mongo|redis|rabbit|guest|user)/s;

/**
 * Whether a value with the name of a secret is a real secret. Placeholders, usual values of developers' machines
 * (`postgres`, `letmein`), paths, addresses and sentences are not.
 */
export function isSecretValue(value: string): boolean {
  if (value.length < LEAST || isPlaceholder(value) || COMMON.test(value) || /\s/.test(value)) return false;
  return value.length < LONG || !isTyped(value);
}

/** Whether the name of a variable says that its value is secret, and not meant for browsers. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
}

/**
 * Whether characters that should be random were typed, counted up or repeated: `ghp_xxxxxxxx`,
 * `glpat-1234567890abcdef`, `a1b2c3d4e5f6`.
 */
export function isTyped(characters: string): boolean {
  const distinct = new Set(characters).size;
  return (
    distinct < 8 ||
    (characters.length >= 32 && distinct < 10) ||
    TYPED.test(characters) ||
    DOCUMENTED.test(characters) ||
    isOrdered(characters) ||
    characters.indexOf(characters.slice(0, 8), 1) > 0
  );
}

const TYPED =
  /(.)\1{5}|012345|123456|987654|abcdef|qwerty|deadbeef|example|sample|placeholder|changeme|redacted|your|token|dummy/i;

/** Beginnings of the examples in the documentation of GitHub, SendGrid, Telegram, Stripe, Discord and AWS. */
const DOCUMENTED = /^(?:16C7e42F|ngeVfQFY|AAHdqTcv|4eC39HqL|ZnCjm1XV|wJalrXUt)/;

/** Whether most characters, or most of every other one, follow each other in the alphabet. */
function isOrdered(characters: string): boolean {
  const codes = Array.from(characters.toLowerCase(), (character) => character.charCodeAt(0));
  return [1, 2].some((step) => {
    const rising = codes.filter((code, index) => index >= step && code - (codes[index - step] ?? 0) === 1);
    return rising.length > 0.4 * codes.length;
  });
}

/**
 * Whether a value looks random, as generated keys do: it is long, letters and digits alternate often, and it
 * is not a UUID, which is usually an identifier.
 */
export function isRandom(value: string): boolean {
  if (value.length < 16 || value.length > 200 || !/^[\w.~+/=!@#$%^&*-]+$/.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value) || UUID.test(value) || isPlaceholder(value)) return false;
  // A JSON Web Token says itself whether it gives access.
  if (/password|passwd|secret|admin|^eyJ/i.test(value) || isCamelCase(value)) return false;
  return !isTyped(value) && changes(value) >= (HEXADECIMAL.test(value) ? 3 : value.length / 5);
}

/** Whether it is mostly words, as `SalesforceOAuth2ProdConnection`. */
function isCamelCase(value: string): boolean {
  const words = (value.match(/[a-z]{3,}/g) ?? []).join("").length;
  return /[A-Z]/.test(value) && words > 0.5 * value.length;
}

const HEXADECIMAL = /^[0-9a-f]{32,}$/;

/** Whether letters and digits alternate so often that a program generated the value. */
function isGenerated(value: string): boolean {
  return value.length >= LONG && changes(value) >= value.length / 4;
}

/** Number of changes between kinds of characters: upper case, lower case, digit. */
function changes(value: string): number {
  const kinds = Array.from(value, (character) => {
    if (character >= "a" && character <= "z") return "small";
    if (character >= "A" && character <= "Z") return "large";
    return character >= "0" && character <= "9" ? "digit" : "other";
  });
  return kinds.filter((kind, index) => {
    const last = kinds[index - 1];
    return kind !== "other" && last !== undefined && last !== "other" && last !== kind;
  }).length;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A value without the quotes around it; without quotes, also without the comment behind it. */
export function unquote(value: string): string {
  const text = value.trim();
  const quote = text[0];
  if (quote !== '"' && quote !== "'") return text.replace(/(?:^|\s)#.*$/s, "").trimEnd();
  const end = text.indexOf(quote, 1);
  return end < 0 ? text.slice(1) : text.slice(1, end);
}

const LEAST = 6;

/** Length from which a value is more likely generated than chosen. */
const LONG = 16;

const NOTHING = /^(?:null|nil|none|undefined|true|false|yes|no|on|off|\d{1,8}|(.)\1*)$/is;

/**
 * `${X}`, `$X`, `$(x)`, `{{ x }}`, `<x>`, `[x]`, `%X%`, `%(x)s`, `@x@`, `#{x}#`; values that sops, ansible, dotenvx or
 * Maven encrypted; names in a vault; hashes, as `$2b$12$…`.
 */
const REFERENCE =
  /^\$[A-Za-z_]\w*(?:[/:.$-]|$)|^\$[({]|^\${1,2}\d\w?\$|^\{[A-Z][A-Z\d-]{2,20}\}|^(?:pbkdf2|scrypt:|SCRAM-)|\$\{|\$\(|\{\{|^<|^\[|^%|^@.*@$|^#\{|^(?:ENC[[(]|!|encrypted:|\{.*\}$|\{cipher\}|op:|vault:|arn:|sm:|ref\+|env:|secretref:)|process\.env|environ|getenv/s;

const FILLER = /change_?-?me|example|placeholder|12345|abcdef|x{4}|\*{3}|\.{3}/i;

/** Keys of test accounts, and keys that every browser gets. */
const HARMLESS = /^(?:\w{2,12}[_-])?(?:test|sandbox|publishable)[_-]|^(?:pk_live_|phc_)/i;

/** Short words that stand alone; generated keys contain them by chance. */
const FILLER_WORD =
  /(?:^|[^a-z])(?:your|my|change|replace|insert|enter|sample|dummy|fake|mock|test|testing|demo|dev|development|local|default|redacted|removed|hidden|pass|token|key|todo|fixme|foo|bar|insecure|unsafe|some|here)(?:[^a-z]|$)/i;

const COMMON =
  /^(?:[a-z]{1,15}|[a-z]{2,20}(?:[-_.:/][a-z]{2,20}){1,9}|[A-Z][a-z]{1,14}|[A-Z]{1,15}|(?:\.{0,2}|~)\/.*|[A-Za-z]:\\.*|[a-z][a-z+.-]{1,20}:\/\/.*)$/s;

const SECRET_NAME =
  /(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|SECRET_?KEY(?:_BASE)?|SECRET_?ACCESS_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|MASTER_?KEY|STORAGE_?KEY|ACCOUNT_?KEY|AUTH_?KEY|(?:JWT|HMAC|AES|SECURITY|SESSION|COOKIE|LICENSE|INTEGRATION|ROUTING)_?KEY|(?:^|_)(?:APP_KEY|PASS|PWD|PAT|CREDENTIALS?))(?:_PROD(?:UCTION)?|_LIVE|_\d+)?$/i;

/**
 * Frameworks send values with these names to browsers; keys of maps and similar services are made for browsers; and
 * some tokens give no access, such as page tokens.
 */
const PUBLIC_NAME =
  /PUBLIC|PUBLISHABLE|(?:NEXT|PAGE|CONTINUATION|PAGINATION|SYNC|CSRF|CANCEL|CANCELLATION|IDEMPOTENCY|REQUEST|DESIGN)_?TOKEN$|^(?:VITE|REACT_APP|VUE_APP|GATSBY|EXPO)_|FIREBASE|MAPS|ALGOLIA_SEARCH|TEST|DUMMY/i;
