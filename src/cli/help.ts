import { IMAGE_SETTINGS } from "../config/settings.ts";
import { flag } from "../values/kinds.ts";
import {
  COMMENT_FLAGS,
  COMMON_FLAGS,
  type Flags,
  INIT_FLAGS,
  INSPECT_FLAGS,
  MERGE_FLAGS,
  OUTPUT_FLAGS,
  REGISTRY_FLAGS,
  REPORT_FLAGS,
  RUN_FLAGS,
} from "./flags.ts";

/** The text of `stagegate --help`. */
export function help(): string {
  const { json, platform } = INSPECT_FLAGS;
  return `stagegate: builds the stages of a Dockerfile, runs its tests, measures the image and judges it

Usage:
  stagegate [gate] [flags]           gate the image of this folder, or those of .stagegate.yml
  stagegate init [--yes] [--force]   look for images in this folder, and write .stagegate.yml and a CI file
  stagegate inspect SOURCE [--json]  measure an OCI layout, an archive, or an image of the engine
                                     or a registry
  stagegate explain SOURCE           show which line of the Dockerfile made each layer
                                     (--file and --target name what it was built from)
  stagegate report FILE [flags]      write the report.json of a gate, or - for standard input, in another format
  stagegate merge FILE... [flags]    join the report.json of several jobs: files, folders or patterns
  stagegate comment FILE [flags]     write the report.json of a gate into its pull request
  stagegate cache [--clear] [--json] show what is kept from run to run, and where, or remove it

Exit code: 0 it passes, 1 it fails, 2 it could not be judged, 130 or 143 it was stopped.
Commands other than the gate and merge: 0 whatever the verdict, 2 the command failed.

Flags for one image:
${table(IMAGE_SETTINGS)}
Flags for the run:
${table({ ...RUN_FLAGS, ...OUTPUT_FLAGS })}
Flags for init:
${table(INIT_FLAGS)}
Flags for inspect and explain:
${table({ json, platform, ...REGISTRY_FLAGS })}
Flags for report:
${table(REPORT_FLAGS)}
Flags for merge:
${table(MERGE_FLAGS)}
Flags for comment (its token is read from STAGEGATE_TOKEN, or GITHUB_TOKEN, GITEA_TOKEN, GITLAB_TOKEN):
${table(COMMENT_FLAGS)}
Flags for all:
${table(COMMON_FLAGS)}  --help, -h
  --version, -v
`;
}

function table(settings: Flags): string {
  return Object.entries(settings)
    .map(([name, { kind, help: sentence, example, default: byDefault }]) => {
      const value = kind === flag ? "" : ` ${/\s/.test(example) ? `"${example}"` : example}`;
      return `  --${name}${value}\n      ${sentence}${byDefault === null ? "" : ` (default: ${byDefault})`}\n`;
    })
    .join("");
}
