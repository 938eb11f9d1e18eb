/**
 * Stores the whole log of a failed step, which is written beside the report.
 * @param title of the target that the step is of
 * @returns path of its file, from the output folder
 */
export type KeepLog = (title: string, log: string) => string;

/** The whole logs of the steps that failed in a run. */
export interface StepLogs {
  readonly keep: KeepLog;
  /** By the paths of their files, from the output folder. */
  readonly files: ReadonlyMap<string, string>;
}

/** Characters of a file's name that come from a title. */
const LONGEST_NAME = 80;

/** Names each log after its target; of two that would have the same name the later one gets a number. */
export function openStepLogs(): StepLogs {
  const files = new Map<string, string>();
  const names = new Set<string>();
  return {
    files,
    keep: (title, log) => {
      const plain = title.replace(/[^A-Za-z0-9_.]+/g, "-").replace(/^[-.]+|-+$/g, "");
      const name = plain.slice(0, LONGEST_NAME) || "step";
      let unique = name;
      // Some file systems do not tell upper case from lower case.
      for (let count = 2; names.has(unique.toLowerCase()); count++) unique = `${name}-${count}`;
      names.add(unique.toLowerCase());
      const path = `logs/${unique}.log`;
      files.set(path, log);
      return path;
    },
  };
}
