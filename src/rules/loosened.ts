import { rule } from "./rule.ts";

export const loosenedRule = rule({
  id: "loosened",
  why: "A budget that is raised unseen is no budget.",
  level: "warning",
  settings: {},
  needsNoImage: true,
  fixed: true,
  check: ({ name, loosened: settings }) =>
    settings.map(({ setting, before, after, place: { at } }) => ({
      message: `this change loosens ${setting} of ${name}: ${before} → ${after}`,
      place: at === null ? null : { file: at.file, lines: [at.line, at.line] },
    })),
});
