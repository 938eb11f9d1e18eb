import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderWith } from "./engine.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A git repository in a folder of its own, with one commit on its branch `main`. */
export class Repository {
  readonly folder: string;

  constructor(files: Files) {
    this.folder = folderWith({ ".gitignore": "out\ncache\n" });
    this.git("init", "--quiet", "--initial-branch=main");
    this.commit(files);
  }

  /** Runs git; returns its trimmed output. */
  git(...args: string[]): string {
    const own = ["-c", "user.name=tester", "-c", "user.email=tester@localhost"];
    return execFileSync("git", [...own, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  /** Commits these files; returns the commit. */
  commit(files: Files): string {
    this.write(files);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message=change");
    return this.git("rev-parse", "HEAD");
  }
}
