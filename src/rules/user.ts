import { isWindows } from "../model/platform.ts";
import type { UserReport } from "../model/report.ts";
import { flag, name } from "../values/kinds.ts";
import { goneOrOther, switchedOn } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { type Facts, rule, type Statement } from "./rule.ts";

export const userRule = rule({
  id: "user",
  why: "If a container runs as root, a process that breaks out of it is root on the host.",
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
    const statement = isWindows(image.platform)
      ? judgeAccount(name, image.user, settings.runAs)
      : judge({ name, target }, image.user, settings.runAs, settings.allowRoot === true);
    return statement === null ? [] : [{ ...statement, actual: image.user.uid, place: userPlace }];
  },
});

/** On Windows the rule can only compare the account with `run-as`: the image does not show the account's rights. */
function judgeAccount(name: string, { name: account }: UserReport, runAs: string | null): Statement | null {
  if (runAs === null || account?.toLowerCase() === runAs.toLowerCase()) return null;
  return {
    message: `${name} runs as ${account ?? "the default account of its base image"}, not as ${runAs}`,
    advice: `End the stage with \`USER ${runAs}\`.`,
  };
}

function judge(
  { name, target }: Pick<Facts, "name" | "target">,
  user: UserReport,
  runAs: string | null,
  allowRoot: boolean,
): Statement | null {
  if (user.uid === null) {
    return {
      message: `${name} runs as a user that cannot be resolved: ${user.problem}`,
      advice: "Create the user in the target's stage, or write its number, for example `USER 10001`.",
    };
  }
  if (runAs !== null && runAs !== user.name && runAs !== String(user.uid)) {
    const actual = user.name === null ? `uid ${user.uid}` : `${user.name} (uid ${user.uid})`;
    return {
      message: `${name} runs as ${actual}, not as ${runAs}`,
      advice: switchTo(runAs, target === null ? "the last stage" : `stage \`${target}\``),
    };
  }
  if (user.uid === 0 && !allowRoot) {
    const switched = "Add a user and switch to it at the end of the stage: `USER 10001`";
    return {
      message: `${name} runs as root`,
      advice:
        runAs === null
          ? `${switched}. To allow root, set \`allow-root: true\`.`
          : `${switched}, and set \`run-as\` to it. To allow root, keep \`run-as: ${runAs}\` and set \`allow-root: true\`.`,
    };
  }
  return null;
}

/** A user without an entry in the image's `/etc/passwd` works only as a number. */
function switchTo(runAs: string, stage: string): string {
  return runAs === "root" || /^\d+$/.test(runAs)
    ? `End ${stage} with \`USER ${runAs}\`.`
    : `Create the user \`${runAs}\` in ${stage} if the image has none, and end it with \`USER ${runAs}\`.`;
}
