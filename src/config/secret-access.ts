import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { csvTexts, sshTexts } from "../bake/fields.ts";
import { isReserved } from "../host/environment.ts";
import { leadsOut } from "../host/links.ts";
import type { Place, Problem } from "../values/problem.ts";
import { parseSecretEntry } from "../values/secret-entry.ts";
import { placeOf } from "./bake-settings.ts";
import type { ConfiguredImage } from "./configured-images.ts";
import type { Inputs } from "./inputs.ts";

/** Entries of secrets or keys as they were written. */
interface Written {
  readonly texts: readonly string[];
  readonly place: Place;
  /** An input or a flag has it, and not a file that a pull request changes. */
  readonly isInput: boolean;
}

/**
 * What is wrong with the secrets, the SSH keys and the variables of an image. No build and no container gets a
 * reserved variable. A file outside the repository has to be named by an input or a flag.
 * @param root absolute folder of the repository
 * @param cwd absolute folder that buildx runs in, where relative paths start
 */
export function secretProblems(
  { settings, bake, placeOf: placeOfSetting }: ConfiguredImage,
  inputs: Inputs,
  root: string,
  cwd: string,
): Problem[] {
  const written = (setting: "secrets" | "ssh", texts: readonly string[] | null): Written => {
    const place = placeOfSetting(setting);
    return { texts: texts ?? [], place, isInput: inputs.get(setting)?.place === place };
  };
  const linked = (texts: "secret" | "ssh"): Written[] =>
    bake === null
      ? []
      : Object.values(bake.linked).map((target) => ({
          texts:
            (texts === "secret"
              ? csvTexts(target.secret, bake.machine)
              : sshTexts(target.ssh, bake.machine)) ?? [],
          place: placeOf(bake),
          isInput: false,
        }));
  const variables = [
    ...inherited("build-args", settings.buildArgs, placeOfSetting("build-args")),
    ...inherited("smoke.env", settings.smoke?.env ?? null, placeOfSetting("smoke")),
  ];
  return [
    ...variables,
    ...[written("secrets", settings.secrets), ...linked("secret")].flatMap((each) =>
      each.texts.flatMap((text) => secretProblem(text, each, root, cwd) ?? []),
    ),
    ...[written("ssh", settings.ssh), ...linked("ssh")].flatMap((each) =>
      each.texts.flatMap((text) => keyProblem(text, each, root, cwd) ?? []),
    ),
  ];
}

/** What is wrong with variables that take their values from the environment. */
function inherited(
  setting: "build-args" | "smoke.env",
  variables: Readonly<Record<string, string | null>> | null,
  place: Place,
): Problem[] {
  return Object.entries(variables ?? {}).flatMap(([name, value]) =>
    value === null && isReserved(name)
      ? [refusedVariable(`${setting}: ${name}`, name, place, `${setting}: [BUILD_TOKEN]`)]
      : [],
  );
}

/** The problem of the source of an entry of `secrets`; null if there is none. */
function secretProblem(text: string, { place, isInput }: Written, root: string, cwd: string): Problem | null {
  const secret = parseSecretEntry(text);
  if (!("id" in secret)) return { place, message: `secrets: an entry ${secret.problem}`, hint: secret.hint };
  const { id } = secret;
  const isIdAlone = secret.env === null && secret.file === null;
  // Of an id alone, buildx takes the variable of that name, else the file.
  const variable = secret.env ?? (isIdAlone ? id : null);
  const file = secret.file ?? (isIdAlone ? id : null);
  if (variable !== null && isReserved(variable))
    return refusedVariable(`secrets: id ${id}`, variable, place, `secrets: id=${id},env=BUILD_TOKEN`);
  if (file === null) return null;
  const path = resolve(cwd, file);
  if (!isInput && leadsOut(root, path)) return outside(`secrets: id ${id} reads ${file}`, "secrets", place);
  if (existsSync(path) || (isIdAlone && process.env[id] !== undefined)) return null;
  // The text in place of the path may be the secret itself.
  return {
    place,
    message: isIdAlone
      ? "secrets: an id without env and src is neither a variable that is set nor a file that exists"
      : `secrets: the file of id ${id} does not exist`,
    hint: "Name the variable or the file that holds the secret, for example `id=npm_token,env=NPM_TOKEN`.",
  };
}

/** @see https://github.com/docker/buildx/blob/master/util/buildflags/ssh.go */
function keyProblem(text: string, { place, isInput }: Written, root: string, cwd: string): Problem | null {
  const [id = "", ...rest] = text.split("=");
  const paths = rest.length === 0 ? [] : rest.join("=").split(",");
  const path = isInput ? undefined : paths.find((one) => leadsOut(root, resolve(cwd, one)));
  return path === undefined ? null : outside(`ssh: id ${id} reads ${path}`, "ssh", place);
}

function outside(what: string, setting: "secrets" | "ssh", place: Place): Problem {
  return {
    place,
    message: `${what}, which lies outside the repository`,
    hint: `A pull request can change this file, so name it in the workflow by the input \`${setting}\`, or on a command line by --${setting}.`,
  };
}

function refusedVariable(what: string, variable: string, place: Place, right: string): Problem {
  return {
    place,
    message: `${what} reads the variable ${variable}, which stagegate passes to no build and no container`,
    hint: `Give the step a variable of another name by \`env: {BUILD_TOKEN: …}\`, and write \`${right}\`.`,
  };
}
