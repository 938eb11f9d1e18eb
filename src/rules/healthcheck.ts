import { rule } from "./rule.ts";

export const healthcheckRule = rule({
  id: "healthcheck",
  why: "An engine notices a process that ended, but only a health check shows one that hangs.",
  level: "off",
  settings: {},
  advises: true,
  check: ({ name, image, place }) =>
    image === null || image.healthcheck
      ? []
      : [
          {
            message: `${name} has no health check`,
            place,
            advice:
              "Add a health check to the stage, with a program that the image has: `HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/health`.",
          },
        ],
});
