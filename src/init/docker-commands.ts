import { type BuildHint, readBuildArgs } from "./build-hint.ts";
import { archiveIn, isImageOutput, repositoryName } from "./outputs.ts";
import { isKnown, shellCommands } from "./shell.ts";
import { pathIn } from "./tree.ts";

/** A command of a script that builds images. */
export type DockerCommand = BuildCommand | ComposeCommand;

/** `docker build`, or `docker buildx build`. */
export interface BuildCommand {
  readonly kind: "build";
  /** What it builds; null if that depends on values that are unknown here. */
  readonly build: BuildHint | null;
  /** The first tag whose value is known, or the path of an archive that it writes; null for neither. */
  readonly image: string | null;
  /** Whether the image still exists after the command. */
  readonly result: "kept" | "kept by the default builder" | "nowhere";
}

/** `docker compose build`, or `docker compose up --build`. */
export interface ComposeCommand {
  readonly kind: "compose";
  /** The folder that it runs in, and the Compose files that it names; none for the default ones. */
  readonly folder: string;
  readonly files: readonly string[];
  /** None for all of them. */
  readonly services: readonly string[];
}

/**
 * The commands of a shell script that build images, in its order.
 * @param folder that the script runs in, from the root
 * @param lookUp the value of a variable, or the expression that has it; null if it is not known
 */
export function dockerCommands(
  script: string,
  folder: string,
  lookUp: (name: string) => string | null,
): DockerCommand[] {
  const commands: DockerCommand[] = [];
  let current: string | null = folder;
  for (const command of shellCommands(script, lookUp)) {
    const words = withoutPrefix(command);
    if (words[0] === "cd") current = current === null ? null : knownPath(current, words[1]);
    const docker = current === null ? null : readDocker(words, current);
    if (docker !== null) commands.push(docker);
  }
  return commands;
}

/** Skips words before the program: `sudo`, keywords, variables of one command. */
function withoutPrefix(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^(?:sudo|time|exec|if|then|do|!|\w+=[\s\S]*)$/.test(word));
  return start < 0 ? [] : words.slice(start);
}

function knownPath(folder: string, path: string | undefined): string | null {
  return path === undefined || path.trim() === "" || !isKnown(path) ? null : pathIn(folder, path);
}

function readDocker(words: readonly string[], folder: string): DockerCommand | null {
  const [program, first, second] = words;
  if (program === "docker-compose") return readCompose(words.slice(1), folder);
  if (program !== "docker") return null;
  if (first === "compose") return readCompose(words.slice(2), folder);
  if (first === "build") return readBuild(words.slice(2), folder, "kept");
  if ((first === "image" || first === "builder") && second === "build")
    return readBuild(words.slice(3), folder, "kept");
  if (first === "buildx" && (second === "build" || second === "b"))
    return readBuild(words.slice(3), folder, "kept by the default builder");
  return null;
}

/** @param byDefault where the image is without `--load`, `--push` and `--output` */
function readBuild(
  words: readonly string[],
  folder: string,
  byDefault: "kept" | "kept by the default builder",
): BuildCommand {
  const { flags, rest } = readFlags(words, BUILD_SWITCHES);
  const values = (...names: string[]) =>
    flags.flatMap(({ name, value }) => (names.includes(name) ? [value] : []));
  const isOn = (name: string) => flags.some((flag) => flag.name === name && flag.value !== "false");
  const [place = "-"] = rest;
  const context = place === "-" ? null : knownPath(folder, place);
  const [file] = values("file", "f");
  const path = file === undefined ? pathIn(context ?? ".", "Dockerfile") : knownPath(folder, file);
  const [target = ""] = values("target");
  const tags = values("tag", "t").filter(isKnown);
  const outputs = values("output", "o");
  const archive = outputs.map((output) => archiveIn(output, folder)).find((one) => one !== null) ?? null;
  const isKept = isOn("load") || isOn("push") || archive !== null || outputs.some(isImageOutput);
  return {
    kind: "build",
    build:
      context === null || path === null || !isKnown(target) || target.includes("$")
        ? null
        : {
            file: path,
            context,
            target: target.toLowerCase() || null,
            buildArgs: readBuildArgs(values("build-arg").filter(isKnown)),
            name: tags.map(repositoryName).find((name) => name !== null) ?? null,
          },
    image: archive ?? tags[0] ?? null,
    result: isKept ? "kept" : outputs.length > 0 ? "nowhere" : byDefault,
  };
}

function readCompose(words: readonly string[], folder: string): ComposeCommand | null {
  const { flags, rest } = readFlags(words, COMPOSE_SWITCHES, "first word");
  const [command, ...others] = rest;
  const own = readFlags(others, COMPOSE_SWITCHES);
  const isBuild = command === "build" || (command === "up" && own.flags.some(({ name }) => name === "build"));
  if (!isBuild) return null;
  const start = flags.findLast(({ name }) => name === "project-directory")?.value ?? ".";
  const named = flags.filter(({ name }) => name === "file" || name === "f");
  const files = named.flatMap(({ value }) => knownPath(folder, value) ?? []);
  const place = knownPath(folder, start);
  return place === null || files.length < named.length
    ? null
    : { kind: "compose", folder: place, files, services: own.rest };
}

interface Flag {
  /** Without dashes. */
  readonly name: string;
  readonly value: string;
}

/** Flags of `docker build` without a value. */
const BUILD_SWITCHES: ReadonlySet<string> = new Set(
  "load push no-cache pull quiet q rm force-rm squash compress check debug D disable-content-trust".split(
    " ",
  ),
);

/** Flags of `docker compose`, of its `build` and of its `up` without a value. */
const COMPOSE_SWITCHES: ReadonlySet<string> = new Set(
  "all-resources compatibility dry-run verbose no-cache pull push quiet q with-dependencies check print build detach d wait remove-orphans force-recreate no-deps abort-on-container-exit quiet-pull no-log-prefix no-color renew-anon-volumes V always-recreate-deps menu watch w yes y".split(
    " ",
  ),
);

/**
 * The flags of a command, and its other words as far as they are known: an unknown word may be a flag.
 * @param until whether the flags end at the first other word
 */
function readFlags(
  words: readonly string[],
  switches: ReadonlySet<string>,
  until: "last word" | "first word" = "last word",
): { readonly flags: readonly Flag[]; readonly rest: readonly string[] } {
  const flags: Flag[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    const [, long, ofLong] = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const [, short, ofShort] = /^-([a-zA-Z])(?:=?([\s\S]+))?$/.exec(word) ?? [];
    const name = long ?? short;
    const joined = ofLong ?? ofShort;
    if (name === undefined) {
      if (until === "first word") return { flags, rest: words.slice(at) };
      if (isKnown(word)) rest.push(word);
    } else if (joined !== undefined) flags.push({ name, value: joined });
    else if (switches.has(name)) flags.push({ name, value: "true" });
    else {
      at += 1;
      flags.push({ name, value: words[at] ?? "" });
    }
  }
  return { flags, rest };
}
