import { unknownOwnLayers } from "../model/own-size.ts";
import type { MeasuredImage, Origin, WasteReport } from "../model/report.ts";
import { historyWords, instructionOf } from "../model/written.ts";
import { excessWords, formatSize } from "../text/size.ts";
import { placeWords, shorten } from "../text/words.ts";
import { size } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { checkLimit } from "./limit.ts";
import { placeOf } from "./origin-place.ts";
import { type Facts, rule, type Statement } from "./rule.ts";
import { adviceForCopied } from "./touched-advice.ts";
import { lacksLayers } from "./unknown-layers.ts";

/** In bytes. Less is not worth a change of the Dockerfile. */
const LEAST = 1_000_000;

export const wastedRule = rule({
  id: "wasted",
  why: "Files that a later layer hides are still stored and pulled.",
  level: "error",
  settings: {
    "max-wasted": setting(
      "limits",
      size,
      "20MB",
      "Largest size of files that later layers delete or replace.",
      higherLimit,
      {
        isBudget: true,
      },
    ),
    "warn-wasted": setting(
      "limits",
      size,
      "10MB",
      "Size of files that later layers delete or replace, above which the gate warns.",
      higherLimit,
    ),
  },
  check: (facts, settings) => {
    const { name, image, place } = facts;
    if (image === null) return [];
    const { maxWasted: max, warnWasted: warn } = settings;
    const layers = unknownOwnLayers(image);
    if (layers > 0 && (max !== null || warn !== null)) {
      const what = `the waste of ${name} is`;
      const rest = `the other layers waste ${formatSize(image.wasted)}`;
      return [lacksLayers({ what, layers, rest, max, warn, place }), ...rows(image, facts)];
    }
    const most = image.waste.find(({ origin }) => origin.kind !== "base");
    return [
      ...checkLimit(
        {
          what: "later layers hide",
          of: `of ${name}`,
          setting: "wasted",
          actual: image.wasted,
          max,
          warn,
          explain: ({ setting }) => ({
            place: placeOf(most?.origin, place),
            advice: `${(most === undefined ? null : adviceFor(most, image.layers)) ?? DELETE_EARLIER} If they must stay, raise \`${setting}\`.`,
          }),
        },
        excessWords,
      ),
      ...rows(image, facts),
    ];
  },
});

function rows(image: MeasuredImage, { name, place }: Facts): Statement[] {
  const words = (origin: Origin): string => {
    if (origin.kind === "base") return `the base image ${image.baseImage?.name ?? ""}`.trimEnd();
    if (origin.kind === "history")
      return historyWords({ ...origin, instruction: shorten(origin.instruction, 60) });
    return origin.kind === "unknown" ? "a layer" : instructionWords(origin);
  };
  return image.waste
    .filter(({ size }) => size >= LEAST)
    .map((waste) => {
      const { size, how, origin, hiddenBy } = waste;
      const what = `${formatSize(size)} of ${name} are ${how === "touched" ? "stored twice" : "hidden"}`;
      // A base image cannot be changed here.
      const changed = origin.kind === "base" ? hiddenBy : origin;
      return {
        level: "notice" as const,
        isAdvice: true as const,
        message: `${what}: ${words(hiddenBy)} ${VERBS[how]} files of ${words(origin)}`,
        actual: size,
        place: placeOf(changed, place),
        advice: adviceFor(waste, image.layers),
      };
    });
}

const VERBS: Readonly<Record<WasteReport["how"], string>> = {
  deleted: "deletes",
  replaced: "replaces",
  touched: "copies",
};

/** Advice that follows from both lines; null if they do not show what to do. */
function adviceFor(waste: WasteReport, layers: MeasuredImage["layers"]): string | null {
  const { how, origin, hiddenBy } = waste;
  const [made, by] = [instructionOf(origin), instructionOf(hiddenBy)];
  const [isCopied, isMade] = [COPIES.test(made), RUNS.test(made)];
  switch (how) {
    case "deleted":
      if (isMade && RUNS.test(by)) return "Delete the files in the RUN that makes them.";
      return isCopied && RUNS.test(by) ? adviceForDeleted(made) : null;
    case "touched":
      if (COPIES.test(by)) return isCopied ? COPY_ONCE : null;
      if (!RUNS.test(by)) return null;
      if (origin.kind === "base")
        return "Leave out the files of the base image: each file that this line changes is stored again.";
      if (isCopied) return adviceForCopied(waste, layers);
      return isMade ? adviceForMade(by) : null;
    case "replaced":
      if (isMade && RUNS.test(by)) return "Write both RUN instructions as one.";
      if (!isCopied) return null;
      if (COPIES.test(by)) return COPY_ONCE;
      return RUNS.test(by) ? "Change the files in another stage, and copy the result from it." : null;
  }
}

const RUNS = /^RUN\b/i;
const COPIES = /^(?:COPY|ADD)\b/i;
const DELETE_EARLIER = "Delete or change the files in the instruction that brings them in.";
const COPY_ONCE = "Copy these files only once: leave them out of this line.";

function adviceForDeleted(copy: string): string {
  const from = /\s--from=(\S+)/.exec(copy)?.[1];
  const mount = `RUN --mount=type=bind,${from === undefined ? "" : `from=${from},`}target=/mnt`;
  return `Leave the files out of this line. If a RUN needs them, mount them for it: \`${mount}\`.`;
}

/** A `chown` or `chmod` belongs to the line that makes the files. */
function adviceForMade(by: string): string | null {
  const programs = by.match(/\bch(?:own|grp|mod)\b/g);
  if (programs === null) return null;
  const moved = [...new Set(programs)].map((program) => `\`${program}\``).join(" and ");
  return `Move ${moved} to the end of the RUN that makes the files.`;
}

/** `RUN chown -R app /app (Dockerfile:9)` */
function instructionWords({ instruction, ...place }: Extract<Origin, { kind: "instruction" }>): string {
  return `${shorten(instruction, 60)} (${placeWords(place)})`;
}
