import { plural } from "../text/words.ts";
import { rule } from "./rule.ts";

export const platformsRule = rule({
  id: "platforms",
  why: "A platform that the gate does not judge ships unchecked.",
  level: "notice",
  settings: {},
  needsNoImage: true,
  shared: true,
  skip: ({ leftPlatforms, otherManifests }) =>
    leftPlatforms.length + otherManifests.length === 0 ? "all platforms of the image are judged" : null,
  check: ({ imageName, platform, rowPlatforms, leftPlatforms, otherManifests }) => {
    const left = [...leftPlatforms, ...otherManifests];
    if (left.length === 0) return [];
    const judged = rowPlatforms.length === 0 ? [platform ?? "the only image"] : rowPlatforms;
    const all = plural(judged.length + left.length, "platform");
    return [
      {
        message: `${imageName}: judged ${judged.length} of ${all}: ${judged.join(", ")}; not judged: ${left.join(", ")}`,
        advice:
          leftPlatforms.length > 0
            ? "Remove `platforms` to judge all of them."
            : "An entry that was not judged is not an image. Rebuild the index without it, or with an image in its place.",
      },
    ];
  },
});
