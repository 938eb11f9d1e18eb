import { rule } from "./rule.ts";

export const buildRule = rule({
  id: "build",
  why: "An image that does not build cannot be judged.",
  level: "error",
  settings: {},
  needsNoImage: true,
  fixed: true,
  check: ({ name, failure }) =>
    failure === null
      ? []
      : [
          {
            message: `${name} could not be ${failure.kind === "unreadable" ? "read" : "built"}: ${failure.message}`,
            place: failure.place,
            log: failure.log,
          },
        ],
});
