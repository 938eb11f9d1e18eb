import { rule } from "./rule.ts";

export const baseImageRule = rule({
  id: "base-image",
  why: "A base image without a fixed version can change without notice.",
  level: "warning",
  settings: {},
  needsNoImage: true,
  advises: true,
  shared: true,
  check: ({ unpinned }) =>
    unpinned.map(({ image, place }) => ({
      message: `${image} names no version: an unpinned tag can change without notice`,
      place,
      advice: "Name a version or a digest, for example `debian:trixie-slim`.",
    })),
});
