import type { ContextReport, NeedlessReport } from "../model/report.ts";
import { amountWords } from "../text/words.ts";
import { rule, type Statement } from "./rule.ts";

export const contextRule = rule({
  id: "context",
  why: "What .dockerignore does not leave out is looked at in every build, and ends up in images.",
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
    const ballast = report.needless.filter(({ isSecret }) => !isSecret);
    return [
      ...statementsAbout(secrets, report, "warning", `sends ${listed(secrets)}, which may hold credentials`),
      ...statementsAbout(
        ballast,
        report,
        "notice",
        `offers ${amountWords(report)}; ${amountWords(sumOf(ballast), " of it")} need not be sent`,
      ),
    ];
  },
});

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
      advice: hasIgnoreFile
        ? `Add to ${ignoreFile}: ${patterns}`
        : `Create ${ignoreFile} with a line each for: ${patterns}`,
    },
  ];
}

function sumOf(needless: readonly NeedlessReport[]): Pick<NeedlessReport, "size" | "files"> {
  return {
    size: needless.reduce((sum, { size }) => sum + size, 0),
    files: needless.reduce((sum, { files }) => sum + files, 0),
  };
}

function listed(needless: readonly NeedlessReport[]): string {
  return needless.map(({ pattern }) => pattern).join(", ");
}
