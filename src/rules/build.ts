import type { Rule } from "./rule.ts";

export const build: Rule = {
  id: "build",
  why: "An image that does not build cannot be judged.",
  level: "error",
  fixed: true,
  check: ({ name, failure }) =>
    failure === null
      ? []
      : [
          {
            message: `${name} could not be ${failure.kind === "build" ? "built" : "read"}: ${failure.message}`,
            place: failure.place,
            log: failure.log,
          },
        ],
};
