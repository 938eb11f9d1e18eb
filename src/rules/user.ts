import type { UserReport } from "../model/report.ts";
import { flag, name } from "../values/kinds.ts";
import { goneOrOther, switchedOn } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { rule, type Statement } from "./rule.ts";

export const userRule = rule({
  id: "user",
  why: "A process that breaks out of a container that runs as root is root on the host.",
  level: "error",
  settings: {
    "allow-root": setting(flag, "true", "Let an image pass that runs as root.", switchedOn, {
      default: "false",
    }),
    "run-as": setting(name, "appuser", "User, by name or uid, that the image must run as.", goneOrOther),
  },
  check: ({ name, image, place }, settings) => {
    if (image === null) return [];
    const said = judge(name, image.user, settings.runAs, settings.allowRoot === true);
    return said === null ? [] : [{ ...said, actual: image.user.uid, place }];
  },
});

function judge(name: string, found: UserReport, runAs: string | null, allowRoot: boolean): Statement | null {
  if (found.uid === null) {
    return {
      message: `${name} runs as a user that cannot be resolved: ${found.problem}`,
      advice: "Create the user in the target's stage, or write its number: USER 10001",
    };
  }
  if (runAs !== null && runAs !== found.name && runAs !== String(found.uid)) {
    const actual = found.name === null ? `uid ${found.uid}` : `${found.name} (uid ${found.uid})`;
    return {
      message: `${name} runs as ${actual}, not as ${runAs}`,
      advice: `Write USER ${runAs} at the end of its stage`,
    };
  }
  if (found.uid === 0 && !allowRoot) {
    const instead =
      runAs === null
        ? "(or set allow-root: true)"
        : `and set run-as to it (or keep run-as: ${runAs} with allow-root: true)`;
    return {
      message: `${name} runs as root`,
      advice: `Add a user and switch to it at the end of the stage: USER 10001 ${instead}`,
    };
  }
  return null;
}
