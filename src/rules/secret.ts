import type { MeasuredImage, SecretReport } from "../model/report.ts";
import { isWritten } from "../model/written.ts";
import { pathMatcher } from "../patterns/path-matcher.ts";
import { moreEntries } from "../values/looser.ts";
import { patterns } from "../values/patterns.ts";
import { setting } from "../values/setting.ts";
import { placeOf } from "./origin-place.ts";
import { type Facts, rule, type Statement } from "./rule.ts";

/** Findings of one image; what goes beyond is told in one more. */
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
    const secrets = image.secrets.filter((found) => allowed(found.name) === null);
    const yours = secrets.filter(({ origin }) => origin.kind !== "base");
    // One more is better told than counted.
    const most = yours.length === MOST + 1 ? yours.length : MOST;
    return [
      ...yours.slice(0, most).map((found) => tell(found, name, place)),
      ...tellMore(yours.slice(most), name, place),
      ...tellOfBase(
        secrets.filter(({ origin }) => origin.kind === "base"),
        image,
        name,
        place,
      ),
    ];
  },
});

function tell(found: SecretReport, image: string, place: Facts["place"]): Statement {
  const { origin, madeBy, hidden } = found;
  return {
    message: `${image} ${VERBS[found.kind]} ${placed(found)}${hidden ? "; a later layer hides it, but it ships all the same" : ""}`,
    place: placeOf(madeBy ?? origin, place),
    advice: `${adviceFor(found)}. Revoke it if the image was ever pushed. If it is no secret: ${allow(found)}`,
  };
}

function tellMore(rest: readonly SecretReport[], image: string, place: Facts["place"]): Statement[] {
  if (rest.length === 0) return [];
  return [
    {
      message: `${image} holds ${rest.length} more credentials: ${several(rest)}`,
      actual: rest.length,
      place,
      advice: "The report as JSON lists all of them",
    },
  ];
}

/** A base image cannot be changed here, so it is a warning, and one for all. */
function tellOfBase(
  found: readonly SecretReport[],
  { baseImage }: MeasuredImage,
  image: string,
  place: Facts["place"],
): Statement[] {
  if (found.length === 0) return [];
  return [
    {
      level: "warning",
      message: `the base image ${baseImage?.name ?? ""} of ${image} holds ${several(found)}`,
      actual: found.length,
      place,
      advice: `Use a base image without it. If it is no secret: ${found.slice(0, 1).map(allow).join("")}`,
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
function several(found: readonly SecretReport[]): string {
  const shown = found.slice(0, MOST_NAMES).map(placed).join(", ");
  return found.length > MOST_NAMES ? `${shown} and ${found.length - MOST_NAMES} more` : shown;
}

function allow({ kind, name }: SecretReport): string {
  return `\`allow-secrets: ${kind === "file" ? "/" : ""}${name}\``;
}

function adviceFor({ kind, name, origin: copiedBy, madeBy }: SecretReport): string {
  const origin = madeBy ?? copiedBy;
  const mount = (id: string) => `RUN --mount=type=secret,id=${id}`;
  switch (kind) {
    case "variable":
      return `Take it out of ENV, and set it where a container starts: \`docker run --env ${name}\``;
    case "history": {
      // What stands in a command has no name of its own yet.
      const variable = name === "RUN" ? "TOKEN" : name;
      return `Give it to the RUN that needs it, which then does not keep it: \`${mount(variable)},env=${variable}\``;
    }
    case "file":
      // Nobody leaves a part of the program out of an image.
      if (SOURCE.test(name))
        return `Take the value out of /${name}, and read it from the environment or from a file that is mounted when a container starts`;
      if (isWritten(origin, /^RUN\b/i)) {
        return `Delete it in the RUN that makes it; what a RUN only reads can be mounted: \`${mount(idOf(name))},target=/${name}\``;
      }
      return isWritten(origin, /^(?:COPY|ADD)\b.*\s--from=/i)
        ? "Copy only what is needed from the other stage, by name"
        : `List it in .dockerignore, and give it to what needs it: a container as it starts, a RUN by \`${mount(idOf(name))},target=/${name}\``;
  }
}

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|html?|css|py|rb|php|go|java|kt|cs|rs|scala|exs?|pl)$/i;

/** `npmrc` of `root/.npmrc`. */
function idOf(name: string): string {
  return name.replace(/^.*\/\.*|^\.+/s, "").replace(/[^\w.-]/g, "_");
}
