import { plural } from "../text/words.ts";
import { rule } from "./rule.ts";

export const platformsRule = rule({
  id: "platforms",
  why: "A platform that nobody judges ships unseen.",
  level: "notice",
  settings: {},
  needsNoImage: true,
  shared: true,
  skip: ({ leftPlatforms }) => (leftPlatforms.length === 0 ? "all platforms of the image are judged" : null),
  check: ({ imageName, rowPlatforms, leftPlatforms }) => {
    if (leftPlatforms.length === 0) return [];
    const all = plural(rowPlatforms.length + leftPlatforms.length, "platform");
    return [
      {
        message: `${imageName}: judged ${rowPlatforms.length} of ${all}: ${rowPlatforms.join(", ")}; not judged: ${leftPlatforms.join(", ")}`,
        advice: "Remove `platforms` to judge all of them.",
      },
    ];
  },
});
