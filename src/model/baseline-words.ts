import { plural } from "../text/words.ts";
import type { BaselineImage, BaselineReport, ImageReport } from "./report.ts";

/** In place of a branch's name: the first parent of the commit that is checked out, on whatever branch. */
export const COMMIT_BEFORE = "the commit before";

/**
 * The baseline of an image, or why it has none: `compared with main at 1a2b3c4 (stored)`,
 * `compared with 1a2b3c4 of main (stored, 2 commits before the base commit)`,
 * `compared with app:1 (from the engine)`, `no baseline: first run`, `baseline of main at 1a2b3c4 refused: other platform`,
 * `baseline ./old.tar cannot be read: there is no such file or directory`.
 */
export function baselineWords({
  target,
  baseline: { state, commit, name, behind, why, image, source },
}: Pick<ImageReport, "target" | "baseline">): string {
  const short = commit?.slice(0, 7);
  const isBefore = name === COMMIT_BEFORE;
  const parts = [name, short].filter((part) => part != null);
  const what = parts.join(isBefore ? ", " : " at ");
  const of = what === "" ? "" : ` of ${what}`;
  if (state === "none") return `no baseline: ${why}`;
  if (state === "refused") return `baseline${of} refused: ${why}`;
  if (state === "unreadable") return `baseline ${name} cannot be read: ${why}`;
  const distance = isBefore
    ? `${plural(behind + 1, "commit")} before`
    : `${plural(behind, "commit")} before the base commit`;
  const notes = [
    ...(source === undefined ? [] : [PLACES[source]]),
    ...(state === "given" ? [] : [state === "rebuilt" ? REBUILT : state]),
    ...(behind === 0 ? [] : [distance]),
    ...(image === null ? [] : renamingWords(image, target)),
  ];
  const nearby = isBefore || name === null ? short : `${short} of ${name}`;
  return `compared with ${behind === 0 ? what : nearby}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
}

const PLACES = {
  engine: "from the engine",
  podman: "from Podman's storage",
  registry: "from its registry",
  archive: "from an archive",
  "oci-directory": "from an OCI directory",
} as const satisfies Readonly<Record<NonNullable<BaselineReport["source"]>, string>>;
const REBUILT = "stored measurement; built again to tell drift from growth";

function renamingWords({ renamedFrom, target }: BaselineImage, targetNow: string | null): string[] {
  if (renamedFrom !== null) return [`renamed from ${renamedFrom}`];
  return target === null || targetNow === null || target === targetNow ? [] : [`target ${target} there`];
}
