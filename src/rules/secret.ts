import type { MeasuredImage, SecretReport } from "../model/report.ts";
import { isWritten } from "../model/written.ts";
import { pathMatcher } from "../patterns/path-matcher.ts";
import { moreEntries } from "../values/looser.ts";
import { patterns } from "../values/patterns.ts";
import { setting } from "../values/setting.ts";
import { placeOf } from "./origin-place.ts";
import { type Facts, rule, type Statement } from "./rule.ts";

/** Findings with one secret each; one more finding sums up the rest. */
const MOST = 10;
const MOST_NAMES = 3;

export const secretRule = rule({
  id: "secret",
  why: "Whoever can pull an image can read every file of every layer, also the deleted ones.",
  level: "error",
  settings: {
    "allow-secrets": setting(
      "security",
      patterns,
      "/app/tests/**",
      "Files, variables and build arguments that the rule secret ignores, as patterns like those of forbid.",
      moreEntries,
      { default: "none" },
    ),
  },
  check: ({ name, image, place }, settings) => {
    if (image === null) return [];
    const allowed = pathMatcher(settings.allowSecrets ?? []);
    const secrets = image.secrets.filter((secret) => allowed(secret.name) === null);
    const yours = secrets.filter(({ origin }) => origin.kind !== "base");
    // A sum of only one secret would be as long as the secret's own finding.
    const most = yours.length === MOST + 1 ? yours.length : MOST;
    return [
      ...yours.slice(0, most).map((secret) => secretStatement(secret, name, place)),
      ...sumStatement(yours.slice(most), name, place),
      ...baseStatement(
        secrets.filter(({ origin }) => origin.kind === "base"),
        image,
        name,
        place,
      ),
    ];
  },
});

function secretStatement(secret: SecretReport, image: string, place: Facts["place"]): Statement {
  const { origin, madeBy, hidden } = secret;
  return {
    message: `${image} ${VERBS[secret.kind]} ${placed(secret)}${hidden ? "; a later layer hides the file, but it still ships" : ""}`,
    place: placeOf(madeBy ?? origin, place),
    advice: `${adviceFor(secret)}. If the image was ever pushed, revoke the credential. ${adviceForLookAlike(secret)}`,
  };
}

function sumStatement(rest: readonly SecretReport[], image: string, place: Facts["place"]): Statement[] {
  if (rest.length === 0) return [];
  return [
    {
      message: `${image} holds ${rest.length} more credentials: ${several(rest)}`,
      actual: rest.length,
      place,
      advice: "The JSON report lists all of them.",
    },
  ];
}

/** One warning for all secrets of the base image, which cannot be changed here. */
function baseStatement(
  secrets: readonly SecretReport[],
  { baseImage }: MeasuredImage,
  image: string,
  place: Facts["place"],
): Statement[] {
  const [first] = secrets;
  if (first === undefined) return [];
  const base = ["the base image", baseImage?.name].filter((part) => part != null).join(" ");
  return [
    {
      level: "warning",
      message: `${base} of ${image} holds ${several(secrets)}`,
      actual: secrets.length,
      place,
      advice: `Use a base image without credentials. ${adviceForLookAlike(first)}`,
    },
  ];
}

const VERBS: Readonly<Record<SecretReport["kind"], string>> = {
  file: "holds",
  variable: "sets",
  history: "shows",
};

/** `a private key (RSA) in /app/key.pem`. */
function placed({ kind, what, name }: SecretReport): string {
  switch (kind) {
    case "file":
      return `${what} in /${name}`;
    case "variable":
      return `${what} in its environment (${name})`;
    case "history":
      return `${what} in its history (${name})`;
  }
}

/** The first ones, and how many more there are. */
function several(secrets: readonly SecretReport[]): string {
  const shown = secrets.slice(0, MOST_NAMES).map(placed).join(", ");
  return secrets.length > MOST_NAMES ? `${shown} and ${secrets.length - MOST_NAMES} more` : shown;
}

function adviceForLookAlike({ kind, name }: SecretReport): string {
  return `If it is not a secret, set \`allow-secrets: ${kind === "file" ? "/" : ""}${name}\`.`;
}

function adviceFor({ kind, name, origin: copiedBy, madeBy }: SecretReport): string {
  const origin = madeBy ?? copiedBy;
  const mount = (id: string) => `RUN --mount=type=secret,id=${id}`;
  switch (kind) {
    case "variable":
      return `Remove it from ENV, and set it when a container starts: \`docker run --env ${name}\``;
    case "history": {
      // A value that stands in a command has no name of its own.
      const variable = name === "RUN" ? "TOKEN" : name;
      return `Pass it to the RUN that needs it as a build secret, which no layer keeps: \`${mount(variable)},env=${variable}\``;
    }
    case "file":
      // The program needs its source files, so they cannot be left out.
      if (SOURCE.test(name))
        return `Remove the value from /${name}, and read it from the environment or from a file that is mounted when a container starts`;
      if (isWritten(origin, /^RUN\b/i)) {
        return `Delete it in the RUN that creates it. If the RUN only reads it, mount it: \`${mount(idOf(name))},target=/${name}\``;
      }
      return isWritten(origin, /^(?:COPY|ADD)\b.*\s--from=/i)
        ? "Copy only the files that the image needs from the other stage, by name"
        : `List it in .dockerignore. Give it to a container when it starts, or to a RUN by \`${mount(idOf(name))},target=/${name}\``;
  }
}

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|html?|css|py|rb|php|go|java|kt|cs|rs|scala|exs?|pl)$/i;

/** `npmrc` of `root/.npmrc`. */
function idOf(name: string): string {
  return name.replace(/^.*\/\.*|^\.+/s, "").replace(/[^\w.-]/g, "_");
}
