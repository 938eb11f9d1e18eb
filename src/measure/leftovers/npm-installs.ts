import { posix } from "node:path";

/** A call of a Node.js package manager that installs packages. */
export interface NpmInstall {
  readonly manager: "npm" | "pnpm" | "yarn";
  /** Whether it is `npm ci`. */
  readonly isClean: boolean;
  /** Whether it names the packages to install, or installs for all users. */
  readonly namesPackages: boolean;
  /** Folder of the installation, from the folder in which the line starts; null if the line does not show it. */
  readonly folder: string | null;
  /** The option that names another folder, as it is written; null without one. */
  readonly prefix: string | null;
  /** Whether packages for development are left out, by the call itself or by a later one in the same folder. */
  readonly isForProduction: boolean;
}

/** The calls of Node.js package managers in a RUN. */
export interface NpmCalls {
  /** In their order. */
  readonly installs: readonly NpmInstall[];
  /** Whether it runs scripts or programs of packages. */
  readonly builds: boolean;
  /** The folder in which the line ends, as `folder` of an install. */
  readonly end: string | null;
}

/**
 * Reads a RUN, in all its forms.
 * @param text the instruction, on one line
 */
export function npmCallsOf(text: string): NpmCalls {
  const installs: Mutable<NpmInstall>[] = [];
  const outer: (string | null)[] = [];
  let folder: string | null = "";
  let builds = false;
  let isProduction = false;
  for (const part of shellText(text).split(/(&&|\|\||[;|&()])/)) {
    if (part === "(") outer.push(folder);
    else if (part === ")") folder = outer.pop() ?? folder;
    const words = wordsOf(part);
    const at = words.findIndex((word) => MANAGER.test(word));
    const [, manager] = MANAGER.exec(words[at] ?? "") ?? [];
    const before = at < 0 ? words : words.slice(0, at);
    const sets = before.some((word) => word === "NODE_ENV=production");
    if (before.includes("export")) isProduction ||= sets;
    if (manager === undefined) {
      if (/^(?:cd|pushd|popd)$/.test(words[0] ?? "")) folder = inFolder(folder, words[1]);
      continue;
    }
    const call = callOf(words.slice(at + 1));
    if (manager === "npx") builds = true;
    else if (isManager(manager)) {
      const own = {
        folder: call.isGlobal ? null : call.place === null ? folder : inFolder(folder, call.place),
        isForProduction:
          (sets || isProduction || call.options.some((option) => PRODUCTION.test(option))) &&
          !call.options.some((option) => DEVELOPMENT.test(option)),
      };
      const kind = kindOf(manager, call.words);
      builds ||= kind === "build";
      if (own.isForProduction && (kind === "prune" || (kind === "install" && !call.isGlobal)))
        for (const earlier of installs)
          if (own.folder !== null && earlier.folder === own.folder) earlier.isForProduction = true;
      if (kind === "install")
        installs.push({
          ...own,
          manager,
          isClean: CLEAN.test(call.words[0] ?? ""),
          namesPackages: call.isGlobal || (!CLEAN.test(call.words[0] ?? "") && namesPackages(call.words)),
          prefix: call.prefix,
        });
    }
  }
  return { installs, builds, end: folder };
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

const MANAGER = /^(?:[\w./-]*\/)?(npm|pnpm|yarn|npx)$/;
const CLEAN = /^(?:ci|clean-install|ic|install-clean)$/;
const PRODUCTION = /^(?:--omit=(?:.*,)?dev|--prod(?:uction)?(?:=true)?|--only=prod(?:uction)?|--no-dev|-P)$/;
const DEVELOPMENT = /^(?:--include=(?:.*,)?dev|--prod(?:uction)?=false|--dev)$/;

function isManager(name: string): name is NpmInstall["manager"] {
  return name === "npm" || name === "pnpm" || name === "yarn";
}

function kindOf(
  manager: NpmInstall["manager"],
  [command, ...rest]: readonly string[],
): "install" | "prune" | "build" | null {
  if (command === undefined) return manager === "yarn" ? "install" : null;
  if (/^(?:i|install|add)$/.test(command) || (manager === "npm" && CLEAN.test(command))) return "install";
  if (command === "prune") return "prune";
  if (manager === "npm") return /^(?:run|run-script|exec|x|test|t)$/.test(command) ? "build" : null;
  if (manager === "yarn" && command === "workspaces" && rest[0] === "focus") return "install";
  if (manager === "yarn" && command === "global") return rest[0] === "add" ? "install" : null;
  return /^(?:cache|config|store|fetch|set|--version|-v|import|rebuild)$/.test(command) ? null : "build";
}

function namesPackages([command, ...rest]: readonly string[]): boolean {
  return command !== undefined && command !== "workspaces" && rest.length > 0;
}

/** Options whose value is the next word. */
const WITH_VALUE =
  /^(?:--(?:prefix|cwd|dir|registry|cache|cache-folder|store-dir|modules-folder|loglevel|workspace|filter|omit|include|only|userconfig|fetch-\w+(?:-\w+)?|network-\w+|maxsockets|reporter|mutex)|-[CwF])$/;
const PLACE = /^(?:--(?:prefix|cwd|dir)|-C)$/;

interface Call {
  readonly words: readonly string[];
  /** With their values: `--omit=dev`. */
  readonly options: readonly string[];
  /** The folder that an option names, and that option as it is written. */
  readonly place: string | null;
  readonly prefix: string | null;
  readonly isGlobal: boolean;
}

function callOf(args: readonly string[]): Call {
  const words: string[] = [];
  const options: string[] = [];
  let [place, prefix]: [string | null, string | null] = [null, null];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    if (word.startsWith("#")) break;
    if (!word.startsWith("-")) {
      words.push(word);
      continue;
    }
    const takes = WITH_VALUE.test(word) && at + 1 < args.length;
    const [name = "", ...parts] = takes ? [word, args[at + 1] ?? ""] : word.split("=");
    const value = parts.join("=");
    options.push(parts.length === 0 ? name : `${name}=${value}`);
    if (PLACE.test(name)) [place, prefix] = [value, takes ? `${name} ${value}` : word];
    if (takes) at += 1;
  }
  const isGlobal = words[0] === "global" || options.some((option) => /^(?:-g|--global)$/.test(option));
  return { words, options, place, prefix, isGlobal };
}

/** A folder after a change of folder; null if only a shell knows it. */
function inFolder(from: string | null, to: string | undefined): string | null {
  if (to === undefined || /[$`~*?]|^-/.test(to)) return null;
  if (to.startsWith("/")) return posix.normalize(to).replace(/(.)\/$/, "$1");
  if (from === null) return null;
  const folder = posix.join(from, to).replace(/(.)\/$/, "$1");
  return folder === "." ? "" : folder;
}

/** Words of a part of a command, without quotes and redirections. */
function wordsOf(part: string): string[] {
  return part
    .replace(/["'`]/g, " ")
    .replace(/\d*[<>]+\s*\S*/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "\\");
}

/** The text that a shell runs. A JSON list becomes words, and each line of a heredoc becomes a command. */
function shellText(text: string): string {
  const command = text.replace(/^RUN\s+(?:--\S+\s+)*/i, "").replace(/\d*>&\d/g, " ");
  const list = /^\[(.*)\]\s*$/s.exec(command)?.[1];
  if (list !== undefined) return list.replace(/"\s*,\s*"/g, " ");
  const heredoc = /<<-?\s*["']?(\w+)["']?(.*)$/s.exec(command);
  if (heredoc === null) return command;
  const [, end = "", body = ""] = heredoc;
  // The lines of a heredoc are joined into one line here, so only known commands show where the next command begins.
  return body
    .replace(new RegExp(`\\s${end}(?=\\s|$)`, "g"), " ;")
    .replace(NEXT_COMMAND, (word) => ` ; ${word.trim()}`);
}

const NEXT_COMMAND =
  /(?<!(?:\s-g|\s--global|\sexec|\s--)\s*)\s(?:npm|npx|pnpm|yarn|node|cd|pushd|popd|rm|cp|mv|mkdir|echo|export|set|chown|chmod|find|test|apt-get|apk|adduser|useradd|tsc)(?=\s)/g;
