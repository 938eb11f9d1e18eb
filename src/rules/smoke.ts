import type { SmokeCheck } from "../model/report.ts";
import type { Rule } from "./rule.ts";

export const smoke: Rule = {
  id: "smoke",
  why: "An image that builds is not yet one that starts and answers.",
  level: "error",
  settings: ["smoke"],
  check: ({ name, smoke, place }) => {
    const failed = smoke?.checks.filter(({ problem }) => problem !== null) ?? [];
    // The log is one for all.
    return failed.map((check, index) => ({
      message: `${subject(check, name)} ${check.problem}`,
      place,
      log: index === 0 ? (smoke?.log ?? null) : null,
    }));
  },
};

/** Who has the problem: the container, a request to it or a command in it. */
function subject({ what }: SmokeCheck, name: string): string {
  if (what === "ready" || what === "processes") return name;
  return /^[A-Z]+ \//.test(what) ? `${what} of ${name}` : `\`${what}\` in ${name}`;
}
