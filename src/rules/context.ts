import type { ContextReport, NeedlessReport } from "../model/report.ts";
import { formatSize } from "../text/size.ts";
import { amountWords } from "../text/words.ts";
import { rule, type Statement } from "./rule.ts";

export const contextRule = rule({
  id: "context",
  why: "Files that .dockerignore does not leave out slow down every build and can end up in images.",
  level: "warning",
  settings: {},
  advises: true,
  shared: true,
  needsNoImage: true,
  judges: "context",
  skip: ({ context: report }) => (report === null ? "there is no build context" : null),
  check: ({ context: report }) => {
    if (report === null) return [];
    const secrets = report.needless.filter(({ isSecret }) => isSecret);
    const unneeded = report.needless.filter(({ isSecret }) => !isSecret);
    return [
      ...faultStatements(report),
      ...statementsAbout(
        secrets,
        report,
        "warning",
        `sends ${pathWords(secrets)}, which may hold credentials`,
      ),
      ...statementsAbout(
        unneeded,
        report,
        "notice",
        `offers ${amountWords(report)}; the build does not need ${amountWords(sumOf(unneeded), " of it")}: ${pathWords(unneeded)}`,
      ),
    ];
  },
});

function faultStatements({ ignoreFileFault, hasIgnoreFile }: ContextReport): Statement[] {
  if (ignoreFileFault === null) return [];
  const advice = hasIgnoreFile
    ? "Save it as UTF-8 text with one pattern on each line: names with `/` between them, and a `\\` before each special character."
    : "Replace it with a UTF-8 text file.";
  return [{ message: ignoreFileFault, advice }];
}

function statementsAbout(
  needless: readonly NeedlessReport[],
  report: ContextReport,
  level: "warning" | "notice",
  what: string,
): Statement[] {
  const [largest] = needless;
  if (largest === undefined) return [];
  const { folder, ignoreFile, hasIgnoreFile } = report;
  const patterns = needless.map(({ pattern }) => `\`${pattern}\``).join(", ");
  return [
    {
      level,
      message: `the build context${folder === "." ? "" : ` ${folder}`} ${what}`,
      actual: sumOf(needless).size,
      place: largest.place,
      // The last pattern that matches decides, so an exception below these patterns would undo them.
      advice: hasIgnoreFile
        ? `Add to the end of ${ignoreFile}: ${patterns}.`
        : `Create ${ignoreFile} with a line for each pattern: ${patterns}.`,
    },
  ];
}

function sumOf(needless: readonly NeedlessReport[]): Pick<NeedlessReport, "size" | "files"> {
  return {
    size: needless.reduce((sum, { size }) => sum + size, 0),
    files: needless.reduce((sum, { files }) => sum + files, 0),
  };
}

/** Paths that a message names. */
const MOST_NAMED = 3;

/** `services/api/.env (12 B), web/.env (9 B) and 3 more`, most bytes first. */
function pathWords(needless: readonly NeedlessReport[]): string {
  const paths = needless.flatMap(({ paths }) => paths).sort((a, b) => b.size - a.size);
  const named = paths.slice(0, MOST_NAMED).map(({ path, size }) => `${path} (${formatSize(size)})`);
  const more = needless.reduce((sum, { morePaths }) => sum + morePaths, paths.length - named.length);
  return `${named.join(", ")}${more === 0 ? "" : ` and ${more.toLocaleString("en-US")} more`}`;
}
