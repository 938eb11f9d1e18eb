import type { LoosenedSetting } from "../model/outcomes.ts";
import type { FilePlace } from "../model/report.ts";
import type { Place } from "../values/problem.ts";
import { rule, type Statement } from "./rule.ts";

export const loosenedRule = rule({
  id: "loosened",
  why: "Nobody should raise a budget without a reviewer seeing it.",
  level: "warning",
  settings: {},
  needsNoImage: true,
  guards: true,
  shared: true,
  check: ({ loosened }) => loosened.map((setting) => sayLoosened(setting, setting.of)),
});

/** What is said of a setting that was loosened. @param image null for a setting of the whole run */
export function sayLoosened(
  { setting, kind, before, after, part, place: { at } }: LoosenedSetting,
  image: string | null,
): Statement {
  const whose = image === null ? "" : ` of ${image}`;
  return {
    message:
      part === undefined
        ? `this change ${kind} ${setting}${whose}: ${before} → ${after}`
        : `this change ${kind} ${part} in ${setting}${whose}`,
    place: linesOf(at),
  };
}

/** What is said of an image that the baseline's commit gates and the run does not. @param file the configuration */
export function sayRemoved(image: string, file: Place): Statement {
  return {
    message: `this change no longer gates ${image}`,
    place: linesOf(file.at),
    advice: "If the image still ships, keep it under `images`, and name it in `only` if that is set",
  };
}

/** What is said of an image that the change adds, if the run goes by the baseline's configuration. */
export function sayAdded(image: string, file: Place): Statement {
  return {
    level: "notice",
    message: `this change adds ${image}, which this run does not gate yet`,
    place: linesOf(file.at),
    advice: "With `config-from: base`, stagegate gates the image once the change is merged.",
  };
}

/** What is said if the baseline's configuration could not be read. @param why reads well after a colon */
export function sayUnread(why: string, file: Place): Statement {
  return {
    message: `whether this change loosens the gate is unknown: ${why}`,
    place: linesOf(file.at),
    advice: "Compare the settings by hand",
  };
}

function linesOf(at: Place["at"]): FilePlace | null {
  return at === null ? null : { file: at.file, lines: [at.line, at.line] };
}
