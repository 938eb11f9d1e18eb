import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { init } from "../../src/cli/init.ts";
import type { InitEnd, InitOptions, InitParts, Result } from "../../src/cli/init-part.ts";
import { loadSettings } from "../../src/config/load.ts";
import { createExec } from "../../src/host/exec.ts";

/** What a run of `init` left behind. */
export interface InitRun {
  readonly end: Result<InitEnd>;
  /** With the folder shown as CWD. */
  readonly stdout: string;
  /** Texts of the files that it wrote or overwrote, by their paths from the repository's root. */
  readonly written: Readonly<Record<string, string>>;
}

export interface InitCase {
  readonly files: Readonly<Record<string, string>>;
  /** Folder whose files are there as well. */
  readonly copied?: string;
  /** Folder that it runs in, from the root; the root if left out. */
  readonly folder?: string;
  readonly options?: Partial<InitOptions>;
  readonly parts?: Partial<InitParts>;
}

const OUTPUTS = [
  ".stagegate.yml",
  ".stagegate.yaml",
  "api/.stagegate.yml",
  ".github/workflows/image.yml",
  ".gitlab-ci.yml",
];

const signal = new AbortController().signal;

/** Runs `init --yes` in a folder called `shop` with these files, without an engine. */
export async function runInit({ files, copied, folder = ".", options, parts }: InitCase): Promise<InitRun> {
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
    const there = OUTPUTS.filter((name) => existsSync(join(root, name)));
    const texts = there.map((name) => [name, readFileSync(join(root, name), "utf8")] as const);
    const written = Object.fromEntries(texts.filter(([name, text]) => files[name] !== text));
    if (".stagegate.yml" in written && !written[".stagegate.yml"].startsWith("bake:"))
      await checkSettings(root, written[".stagegate.yml"]);
    return { end, stdout: stdout.replaceAll(root, "CWD"), written };
  } finally {
    rmSync(around, { recursive: true });
  }
}

/** Throws if a configuration is not valid; also for an image that a workflow builds, without what only a build has. */
async function checkSettings(cwd: string, text: string | undefined): Promise<void> {
  if (text === undefined || /^bake:/m.test(text)) return;
  const place = { name: "test", at: null };
  await loadSettings(new Map(), cwd, createExec(signal));
  if (/test-target/.test(text)) return;
  await loadSettings(new Map([["image", { value: "app:1", place, base: cwd }]]), cwd, createExec(signal));
}
