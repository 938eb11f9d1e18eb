import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { init } from "../../src/cli/init.ts";
import type { InitEnd, InitOptions, InitParts, Result } from "../../src/cli/init-part.ts";
import { loadSettings } from "../../src/config/load.ts";
import { createExec } from "../../src/host/exec.ts";

/** The result of a run of `init`. */
export interface InitRun {
  readonly end: Result<InitEnd>;
  /** With the folder shown as CWD. */
  readonly stdout: string;
  /** Texts of the files that it wrote or overwrote, by their paths from the repository's root. */
  readonly written: Readonly<Record<string, string>>;
  /** Names of the files beside the repository, which it must not write. */
  readonly outside: readonly string[];
}

export interface InitCase {
  readonly files: Readonly<Record<string, string>>;
  /** Targets of symbolic links, by the paths of the links. */
  readonly links?: Readonly<Record<string, string>>;
  /** Folder with further files. */
  readonly copied?: string;
  /** Folder that it runs in, from the root; the root if left out. */
  readonly folder?: string;
  readonly options?: Partial<InitOptions>;
  readonly parts?: Partial<InitParts>;
}

const signal = new AbortController().signal;

/** Runs `init --yes` in a folder called `shop` with these files, without an engine. */
export async function runInit({
  files,
  links = {},
  copied,
  folder = ".",
  options,
  parts,
}: InitCase): Promise<InitRun> {
  const around = realpathSync(mkdtempSync(join(tmpdir(), "stagegate-test-")));
  const root = join(around, "shop");
  try {
    mkdirSync(root);
    if (copied !== undefined) cpSync(copied, root, { recursive: true });
    for (const name of [".stagegate.yml", ".github"])
      rmSync(join(root, name), { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    for (const [name, target] of Object.entries(links)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      symlinkSync(target, join(root, name));
    }
    const before = textsIn(root);
    let stdout = "";
    const end = await init(
      { yes: true, force: false, ...options },
      {
        cwd: join(root, folder),
        isTerminal: false,
        signal,
        stdout: {
          write: (text) => {
            stdout += text;
          },
        },
      },
      {
        exec: createExec(signal),
        hasEngine: async () => false,
        measure: async () => ({ kind: "failed", message: "not asked for", hint: null }),
        listBakeTargets: async () => ({
          kind: "failed",
          message: "docker was not found on the PATH",
          hint: null,
        }),
        ...parts,
      },
    );
    const texts = Object.entries(textsIn(root));
    const written = Object.fromEntries(texts.filter(([name, text]) => before[name] !== text));
    const configuration = join(folder, ".stagegate.yml");
    if (configuration in written) await checkSettings(join(root, folder), written[configuration]);
    const outside = readdirSync(around, { recursive: true, encoding: "utf8" }).filter(
      (name) => name !== "shop" && !name.startsWith("shop/"),
    );
    return { end, stdout: stdout.replaceAll(root, "CWD"), written, outside };
  } finally {
    rmSync(around, { recursive: true });
  }
}

/** The files of a folder by their paths, in the order of the configuration, then the paths. */
function textsIn(root: string): Readonly<Record<string, string>> {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter(
      (name) => !name.startsWith(".git/") && statSync(join(root, name), { throwIfNoEntry: false })?.isFile(),
    )
    .sort((one, other) => Number(other.includes("stagegate")) - Number(one.includes("stagegate")));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), "utf8")]));
}

/** Throws if a configuration is invalid, also for an image from a workflow, without the settings of a build. */
async function checkSettings(cwd: string, text: string | undefined): Promise<void> {
  if (text === undefined || /^bake:/m.test(text)) return;
  const place = { name: "test", at: null };
  await loadSettings(new Map(), cwd, createExec(signal));
  if (/test-target/.test(text)) return;
  await loadSettings(new Map([["image", { value: "app:1", place, base: cwd }]]), cwd, createExec(signal));
}
