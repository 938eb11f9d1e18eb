import type { MeasuredImage, Origin, WasteReport } from "../model/report.ts";
import { isWritten } from "../model/written.ts";
import { excessWords, formatSize } from "../text/size.ts";
import { placeWords, shorten } from "../text/words.ts";
import { size } from "../values/kinds.ts";
import { higherLimit } from "../values/looser.ts";
import { setting } from "../values/setting.ts";
import { checkLimit } from "./limit.ts";
import { placeOf } from "./origin-place.ts";
import { type Facts, rule, type Statement } from "./rule.ts";

/** In bytes. Less is not worth a change of the Dockerfile. */
const LEAST = 1_000_000;

export const wastedRule = rule({
  id: "wasted",
  why: "What a later layer hides is stored and pulled all the same.",
  level: "error",
  settings: {
    "max-wasted": setting(size, "20MB", "Most bytes that later layers may hide.", higherLimit, {
      isBudget: true,
    }),
    "warn-wasted": setting(
      size,
      "10MB",
      "Bytes that later layers hide above which a warning is given.",
      higherLimit,
    ),
  },
  check: (facts, settings) => {
    const { name, image, place } = facts;
    if (image === null) return [];
    return [
      ...checkLimit(
        {
          what: `what later layers hide of ${name} is`,
          actual: image.wasted,
          max: settings.maxWasted,
          warn: settings.warnWasted,
          place: placeOf(image.waste.find(({ origin }) => origin.kind !== "base")?.origin, place),
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
        advice: adviceFor(waste),
      };
    });
}

const VERBS: Readonly<Record<WasteReport["how"], string>> = {
  deleted: "deletes",
  replaced: "replaces",
  touched: "copies",
};

function adviceFor({ how, origin }: WasteReport): string {
  const isCopied = isWritten(origin, /^(?:COPY|ADD)\b/i);
  switch (how) {
    case "deleted":
      return isCopied
        ? "Do not copy what is deleted later: name what is needed, or list the rest in .dockerignore"
        : "Do both in one RUN, so that the bytes never get into a layer";
    case "touched":
      if (origin.kind === "base")
        return "Leave the files of the base image as they are, or copy what is needed of them into a stage of its own";
      return isCopied
        ? "Set owner and mode where the files come in: COPY --chown=app --chmod=…"
        : "Set owner and mode in the RUN that makes the files, or run it as their owner: USER app";
    case "replaced":
      return "Bring in only the files that stay, or write both in one RUN";
  }
}

/** `RUN chown -R app /app (Dockerfile:9)` */
function instructionWords({ instruction, ...place }: Extract<Origin, { kind: "instruction" }>): string {
  return `${shorten(instruction, 60)} (${placeWords(place)})`;
}
