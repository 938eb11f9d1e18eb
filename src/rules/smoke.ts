import type { SmokeCheck } from "../model/report.ts";
import { setting } from "../values/setting.ts";
import { smoke as smokeTest } from "../values/smoke/settings.ts";
import { weakerSmoke } from "../values/smoke/weaker.ts";
import { rule } from "./rule.ts";

export const smokeRule = rule({
  id: "smoke",
  why: "An image that builds may still fail to start or to answer.",
  level: "error",
  settings: {
    smoke: setting(
      "tests",
      smokeTest,
      "{port: 8080, requests: [{path: /health}]}",
      "Start a container of the image, wait until it is ready, send requests, and check its processes. See docs/smoke.md.",
      weakerSmoke,
    ),
  },
  judges: "smoke",
  problem: ({ smokeNotRun, isSmokeRun }) => (isSmokeRun ? null : smokeNotRun),
  skip: ({ smoke, smokeNotRun }) =>
    smokeNotRun !== null ? `not run: ${smokeNotRun}` : smoke === null ? "smoke is not set" : null,
  check: ({ name, smoke, smokeNotRun, place, userPlace }) => {
    if (smokeNotRun !== null)
      return [{ level: "notice", message: `${name}: the smoke test did not run: ${smokeNotRun}`, place }];
    const failed = smoke?.checks.filter(({ problem }) => problem !== null) ?? [];
    // All checks share one log.
    return failed.map((check, index) => ({
      message: `${subject(check, name)} ${check.problem}`,
      place: NO_USER.test(check.problem ?? "") ? userPlace : place,
      log: index === 0 ? (smoke?.log ?? null) : null,
    }));
  },
});

/** The engine's error if the image's `/etc/passwd` or `/etc/group` has no entry for its USER. */
const NO_USER = /unable to find (?:user|group) /;

/** The subject of the message: the container, a request to it or a command in it. */
function subject({ kind, what }: SmokeCheck, name: string): string {
  switch (kind) {
    case "ready":
    case "processes":
      return name;
    case "request":
      return `${what} of ${name}`;
    case "command":
      return `\`${what}\` in ${name}`;
  }
}
