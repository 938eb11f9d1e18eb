import { isWindows } from "../model/platform.ts";
import type { UserReport } from "../model/report.ts";
import { flag, name } from "../values/kinds.ts";
import { goneOrOther, switchedOn } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { type Facts, rule, type Statement } from "./rule.ts";

export const userRule = rule({
  id: "user",
  why: "A process that breaks out of a container that runs as root is root on the host.",
  level: "error",
  settings: {
    "allow-root": setting("security", flag, "true", "Allow an image that runs as root.", switchedOn, {
      default: "false",
    }),
    "run-as": setting(
      "security",
      name,
      "appuser",
      "User that the image must run as, by name or uid.",
      goneOrOther,
    ),
  },
  skip: ({ image }, { runAs }) =>
    image !== null && isWindows(image.platform) && runAs === null ? "not judged on Windows" : null,
  check: ({ name, target, image, userPlace }, settings) => {
    if (image === null) return [];
    const said = isWindows(image.platform)
      ? judgeAccount(name, image.user, settings.runAs)
      : judge({ name, target }, image.user, settings.runAs, settings.allowRoot === true);
    return said === null ? [] : [{ ...said, actual: image.user.uid, place: userPlace }];
  },
});

/** On Windows only the account that the settings demand can be judged; whether it can do much is not known. */
function judgeAccount(name: string, { name: account }: UserReport, runAs: string | null): Statement | null {
  if (runAs === null || account?.toLowerCase() === runAs.toLowerCase()) return null;
  return {
    message: `${name} runs as ${account ?? "the default account of its base image"}, not as ${runAs}`,
    advice: `End the stage with \`USER ${runAs}\`.`,
  };
}

function judge(
  { name, target }: Pick<Facts, "name" | "target">,
  found: UserReport,
  runAs: string | null,
  allowRoot: boolean,
): Statement | null {
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
      advice: switchTo(runAs, target === null ? "the last stage" : `stage \`${target}\``),
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

/** A container starts as a user that has no entry in the image only by number. */
function switchTo(runAs: string, stage: string): string {
  return runAs === "root" || /^\d+$/.test(runAs)
    ? `End ${stage} with \`USER ${runAs}\`.`
    : `Create the user \`${runAs}\` in ${stage} if the image has none, and end it with \`USER ${runAs}\`.`;
}
