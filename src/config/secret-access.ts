import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { csvTexts, sshTexts } from "../bake/fields.ts";
import { csvValues } from "../docker/csv.ts";
import { isReserved } from "../host/environment.ts";
import type { Place, Problem } from "../values/problem.ts";
import { placeOf } from "./bake-settings.ts";
import type { ConfiguredImage } from "./configured-images.ts";
import type { Inputs } from "./inputs.ts";
import { leadsOut } from "./repository-root.ts";

/** What somebody wrote about secrets or keys. */
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

/** @see https://github.com/docker/buildx/blob/master/util/buildflags/secrets.go */
function secretProblem(text: string, { place, isInput }: Written, root: string, cwd: string): Problem | null {
  const values = csvValues(text);
  if (values === null)
    return {
      place,
      message: "secrets: an entry is not a list of key=value",
      hint: "Write for example: `secrets: id=token,env=BUILD_TOKEN`.",
    };
  const id = values.get("id") ?? "";
  const sources = [values.get("source"), values.get("src")].flatMap((source) => source || []);
  const named = values.get("env") ? [values.get("env") ?? ""] : [];
  // Of an id alone buildx takes the variable of that name and else the file.
  const both = sources.length + named.length === 0 ? [id] : [];
  const isVariable = values.get("type") === "env";
  const variables = [...named, ...both, ...(isVariable ? sources : [])];
  const reserved = variables.find(isReserved);
  if (reserved !== undefined)
    return refusedVariable(`secrets: id ${id}`, reserved, place, `secrets: id=${id},env=BUILD_TOKEN`);
  const paths = isInput || isVariable ? [] : [...sources, ...both];
  const path = paths.find((one) => leadsOut(root, resolve(cwd, one)));
  if (path !== undefined) return outside(`secrets: id ${id} reads ${path}`, "secrets", place);
  const isThere = (one: string) => existsSync(resolve(cwd, one));
  const isSet = both.some((one) => process.env[one] !== undefined || isThere(one));
  if (both.length > 0 ? isSet || isVariable : isVariable || sources.every(isThere)) return null;
  // What is written there may be the secret itself.
  return {
    place,
    message:
      both.length > 0
        ? "secrets: an id without env and src is neither a variable that is set nor a file that is there"
        : `secrets: the file of id ${id} is not there`,
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
    message: `${what} reads the variable ${variable}, which stagegate hands to no build and no container`,
    hint: `Give the step a variable of another name by \`env: {BUILD_TOKEN: …}\`, and write \`${right}\`.`,
  };
}
