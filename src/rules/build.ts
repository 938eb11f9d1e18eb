import type { Rule } from "./rule.ts";

export const build: Rule = {
  id: "build",
  why: "An image that does not build cannot be judged.",
  check: ({ name, failure }) =>
    failure === null
      ? []
      : [
          {
            level: "error",
            message: `${name} could not be ${failure.kind === "build" ? "built" : "read"}: ${failure.message}`,
            place: failure.place,
            log: failure.log,
          },
        ],
};
