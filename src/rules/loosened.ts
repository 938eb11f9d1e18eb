import type { LoosenedSetting } from "../model/outcomes.ts";
import type { FilePlace } from "../model/report.ts";
import { plural } from "../text/words.ts";
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

/** The statement about a setting that was loosened. @param image null for a setting of the whole run */
export function sayLoosened(
  { setting, kind, before, after, part, deed, place: { at } }: LoosenedSetting,
  image: string | null,
): Statement {
  const whose = image === null ? "" : ` of ${image}`;
  return {
    message:
      part === undefined
        ? `this change ${kind} ${setting}${whose}: ${before} → ${after}`
        : `this change ${deed ?? kind} ${part} ${deed === "removes" ? "from" : "in"} ${setting}${whose}`,
    place: linesOf(at),
  };
}

/** Number of images that one message names. */
const NAMES_SHOWN = 50;

/**
 * One statement about all images that the baseline's commit gates and the run does not.
 * @param cause the setting that leaves them out; null if it is unknown
 * @param at the place of that setting, or of the configuration
 */
export function sayRemoved(images: readonly string[], cause: string | null, { at }: Place): Statement[] {
  const [first, ...others] = images;
  if (first === undefined) return [];
  const left = images.length - NAMES_SHOWN;
  const names = `${images.slice(0, NAMES_SHOWN).join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
  return [
    {
      message: `this change no longer gates ${others.length === 0 ? first : `${plural(images.length, "image")}: ${names}`}`,
      place: linesOf(at),
      advice:
        cause === null
          ? "If the image still ships, keep it under `images`. If `only` is set, name the image there, too."
          : `\`${cause}\` changed and no longer selects ${others.length === 0 ? "this image. If it still ships, add it again." : "these images. Add those again that still ship."}`,
    },
  ];
}

/** The statement about an image that the change adds, if the run uses the baseline's configuration. */
export function sayAdded(image: string, file: Place): Statement {
  return {
    level: "notice",
    message: `this change adds ${image}, which this run does not gate yet`,
    place: linesOf(file.at),
    advice: "With `config-from: base`, stagegate gates the image once the change is merged.",
  };
}

/** The statement for a baseline whose configuration could not be read. @param why reads well after a colon */
export function sayUnread(why: string, file: Place): Statement {
  return {
    message: `stagegate cannot tell whether this change loosens the gate: ${why}`,
    place: linesOf(file.at),
    advice: "Compare the settings by hand.",
  };
}

function linesOf(at: Place["at"]): FilePlace | null {
  return at === null ? null : { file: at.file, lines: [at.line, at.line] };
}
