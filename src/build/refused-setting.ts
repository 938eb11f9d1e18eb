import { linkOf } from "../bake/target.ts";
import { escapeTemplate } from "../bake/template.ts";
import { placeOf } from "../config/bake-settings.ts";
import { IMAGE_SETTINGS } from "../config/settings.ts";
import type { Exec } from "../host/exec.ts";
import { csvValues } from "../text/csv.ts";
import { type Place, type Problem, type WriteSetting, writerFor } from "../values/problem.ts";
import type { Refusal } from "./failure.ts";
import type { BuildTarget } from "./target.ts";

/** Settings that `docker buildx bake --print` checks, and what a bake target calls them. */
const CHECKED_BY_BAKE = {
  secrets: "secret",
  ssh: "ssh",
  "cache-from": "cache-from",
  "cache-to": "cache-to",
  "build-contexts": "contexts",
} as const;

type Checked = keyof typeof CHECKED_BY_BAKE;

const CHECKED = Object.keys(CHECKED_BY_BAKE) as Checked[];

/** One entry of a setting of a target. */
interface Part {
  readonly target: BuildTarget;
  readonly setting: Checked | "target" | "test-target" | "build-args";
  /** Which entry of a list it is, from 0, or the key of a mapping; null for a value as a whole. */
  readonly entry: number | string | null;
}

/**
 * The problem with the configuration for which buildx, or BuildKit before any step, refuses the definition. The
 * message shows the setting, or else bake is asked about each setting alone. The problem repeats nothing that may be a
 * credential.
 */
export async function problemOfRefusal(
  refusal: Refusal,
  targets: readonly BuildTarget[],
  exec: Exec,
): Promise<Problem> {
  const part = partInWords(refusal, targets) ?? (await partByAsking(targets, exec));
  const words = refusal.message.replace(/^-\.json:\d+,[\d,-]+: (?:Unsuitable value(?: type)?[;:] )*/, "");
  if (part === null) {
    return {
      place: placeOfTarget(targets.find(({ id }) => id === refusal.target) ?? targets[0]),
      message: `docker buildx refuses the build: ${words}`,
      hint: "Check secrets, ssh, cache-from, cache-to and build-contexts of the image.",
    };
  }
  const { target, setting, entry } = part;
  const what = typeof entry === "number" ? `entry ${entry + 1}` : (entry ?? "the value");
  const reason = mayRepeat(words, part) ? `: ${words.replace(/\.$/, "")}` : "";
  const place = target.placeOf?.(setting, entry === null ? undefined : [entry]) ?? placeOfTarget(target);
  return {
    place,
    message: `${setting}: docker buildx refuses ${what}${reason}`,
    hint: hintFor(words, setting, writerFor(place)),
  };
}

function hintFor(words: string, setting: Part["setting"], write: WriteSetting): string {
  if (words.includes("not supported for the docker driver"))
    return "Use another builder (docker/setup-buildx-action makes one), or turn on the containerd image store of the engine.";
  return setting === "ssh"
    ? `Start an SSH agent, so that SSH_AUTH_SOCK is set, or name the file of a key, for example: ${write("ssh", "default=keys/id_ed25519")}`
    : `Write for example: ${write(setting, IMAGE_SETTINGS[setting].example)}`;
}

function placeOfTarget(target: BuildTarget | undefined): Place {
  const ofBake = target?.bake ?? null;
  if (ofBake !== null) return placeOf(ofBake);
  return target?.placeOf?.("context") ?? { name: target?.title ?? "", at: null };
}

/** What buildx and BuildKit say of settings that bake's own checks let pass. */
const WORDS: readonly (readonly [words: RegExp, setting: Part["setting"]])[] = [
  [
    /^unknown cache exporter\b|\bcache exporter requires\b|^failed to configure \S+ cache exporter\b|^Cache export is not supported/,
    "cache-to",
  ],
  [/^unknown cache importer\b|\bcache importer requires\b/, "cache-from"],
  [/^failed to get build context (?<name>[^:]+): |^oci-layout reference "(?<source>.*?)" /, "build-contexts"],
  [/^(?:failed to run Build function: )?(?<reference>invalid reference format)\b/, "build-contexts"],
  [/^failed to find target (?<link>\S+)$/, "build-contexts"],
  [/^target stage "(?<name>.*)" could not be found$/, "target"],
  [/^invalid context name /, "build-args"],
];

/** Whether what BuildKit says is about the settings of a target, and not about a Dockerfile. */
export function isAboutSetting(message: string, targets: readonly BuildTarget[]): boolean {
  return partInWords({ target: undefined, message }, targets) !== null;
}

function partInWords({ target: id, message }: Refusal, targets: readonly BuildTarget[]): Part | null {
  const suspects = targets.filter((target) => id === undefined || target.id === id);
  for (const [words, setting] of WORDS) {
    const match = words.exec(message);
    if (match === null) continue;
    for (const target of suspects) {
      const part = partOf(target, setting, match.groups ?? {});
      if (part !== null) return part;
    }
  }
  return null;
}

/** The part of a target that the message is about. @param groups parts of the message, by the groups of `WORDS` */
function partOf(
  target: BuildTarget,
  setting: Part["setting"],
  groups: Readonly<Record<string, string | undefined>>,
): Part | null {
  const { name, source, link, reference } = groups;
  switch (setting) {
    case "target":
    case "test-target":
      return target.stage === name
        ? { target, setting: target.output.kind === "test" ? "test-target" : "target", entry: null }
        : null;
    case "build-args":
      // Otherwise the message is about the `# syntax=` line of the Dockerfile.
      return Object.hasOwn(target.settings.buildArgs ?? {}, SYNTAX)
        ? { target, setting, entry: SYNTAX }
        : null;
    default: {
      const entries = entriesOf(target, setting).filter(
        ({ key, value }) =>
          (name === undefined || key === name) &&
          (source === undefined || value === source) &&
          (link === undefined || linkOf(value) === link) &&
          (reference === undefined || value.startsWith("docker-image:")),
      );
      const [only, ...others] = entries;
      return only === undefined ? null : { target, setting, entry: others.length === 0 ? only.key : null };
    }
  }
}

/** The build argument that names BuildKit's front end. */
const SYNTAX = "BUILDKIT_SYNTAX";

interface Entry {
  readonly key: number | string | null;
  readonly value: string;
}

function entriesOf({ settings }: BuildTarget, setting: Checked): Entry[] {
  const numbered = (texts: readonly string[] | null) => (texts ?? []).map((value, key) => ({ key, value }));
  switch (setting) {
    case "secrets":
      return numbered(settings.secrets);
    case "ssh":
      return numbered(settings.ssh);
    case "cache-from":
      return numbered(settings.cacheFrom);
    case "cache-to":
      return numbered(settings.cacheTo);
    case "build-contexts":
      return Object.entries(settings.buildContexts ?? {}).map(([key, value]) => ({
        key,
        value: value ?? "",
      }));
  }
}

/** The part that bake refuses if it stands alone; null if it refuses none of them. */
async function partByAsking(targets: readonly BuildTarget[], exec: Exec): Promise<Part | null> {
  for (const setting of CHECKED) {
    const asked = targets.map((target) => ({
      target,
      // A target that is linked to is not among those that bake is asked about.
      entries: entriesOf(target, setting).filter(({ value }) => linkOf(value) === null),
    }));
    if (asked.every(({ entries }) => entries.length === 0)) continue;
    if (
      !(await isRefused(
        setting,
        asked.map(({ entries }) => entries),
        exec,
      ))
    )
      continue;
    for (const { target, entries } of asked) {
      for (const entry of entries)
        if (await isRefused(setting, [[entry]], exec)) return { target, setting, entry: entry.key };
    }
  }
  return null;
}

async function isRefused(
  setting: Checked,
  targets: readonly (readonly Entry[])[],
  exec: Exec,
): Promise<boolean> {
  const definitions = targets.map((entries, at) => {
    const value =
      setting === "build-contexts"
        ? Object.fromEntries(entries.map(({ key, value }) => [key, value]))
        : entries.map(({ value }) => value);
    return [`target-${at}`, { [CHECKED_BY_BAKE[setting]]: value }] as const;
  });
  const input = JSON.stringify({ target: Object.fromEntries(definitions) }, (_, value: unknown) =>
    typeof value === "string" ? escapeTemplate(value) : value,
  );
  const args = ["buildx", "bake", "--file=-", "--print", "--progress=quiet"];
  const { code } = await exec("docker", [...args, ...definitions.map(([id]) => id)], { input });
  return code !== 0;
}

/** Whether the message repeats no value that may be a credential. */
function mayRepeat(words: string, { target, setting }: Part): boolean {
  switch (setting) {
    case "secrets":
    case "build-args":
      return false;
    case "cache-from":
    case "cache-to":
      return entriesOf(target, setting).every(({ value }) => {
        const values = csvValues(value);
        const shown = [...(values ?? [])].filter(([key]) => key !== "type").map(([, text]) => text);
        return (values === null ? [value] : shown).every((text) => text === "" || !words.includes(text));
      });
    case "build-contexts":
      // An address may hold a password.
      return entriesOf(target, setting).every(({ value }) => !value.includes("@") || !words.includes(value));
    default:
      return true;
  }
}
