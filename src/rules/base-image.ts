import type { Rule } from "./rule.ts";

export const baseImage: Rule = {
  id: "base-image",
  why: "A base image without a version is another one tomorrow.",
  level: "warning",
  advises: true,
  check: ({ unpinned }) =>
    unpinned.map(({ image, place }) => ({
      message: `FROM ${image} may be another image tomorrow`,
      place,
      advice: "Name a version: `FROM debian:trixie-slim`, or a digest",
    })),
};
