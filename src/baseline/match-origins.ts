import { diffArrays } from "diff";
import type { Share } from "../model/shares.ts";

/** One origin before and after; null on the side that has none like it. */
export type OriginPair =
  | { readonly before: Share; readonly after: Share | null }
  | { readonly before: null; readonly after: Share };

/**
 * Which origin of one image is which of another, as a diff would say: instructions by stage and text in
 * order, so that a line put in between shifts nothing. What is left over is matched by its text alone
 * (moved, or its stage renamed), then by its keyword between the same neighbours (edited).
 * @returns those of `after` in their order, then those that are gone
 */
export function matchOrigins(before: readonly Share[], after: readonly Share[]): OriginPair[] {
  const partners = new Map<Share, Share>();
  const pair = (old: readonly Share[], now: readonly Share[], same: (a: Share, b: Share) => boolean) => {
    const free = new Set(old);
    for (const own of now) {
      const partner = [...free].find((candidate) => same(candidate, own));
      if (partner === undefined) continue;
      partners.set(own, partner);
      free.delete(partner);
    }
  };
  const isLeft = (share: Share) => !partners.has(share) && ![...partners.values()].includes(share);

  const isInstruction = ({ origin }: Share) => origin.kind === "instruction" || origin.kind === "history";
  pair(
    before.filter((share) => !isInstruction(share)),
    after.filter((share) => !isInstruction(share)),
    (a, b) => a.origin.kind === b.origin.kind,
  );
  const gaps: { old: Share[]; now: Share[] }[] = [{ old: [], now: [] }];
  const [oldLines, newLines] = [before.filter(isInstruction), after.filter(isInstruction)];
  let [oldAt, newAt] = [0, 0];
  for (const { added, removed, count } of diffArrays(oldLines, newLines, { comparator: isSameLine })) {
    const old = added ? [] : oldLines.slice(oldAt, oldAt + count);
    const now = removed ? [] : newLines.slice(newAt, newAt + count);
    oldAt += old.length;
    newAt += now.length;
    if (added || removed) {
      gaps.at(-1)?.old.push(...old);
      gaps.at(-1)?.now.push(...now);
    } else {
      for (const [index, own] of now.entries()) pair(old.slice(index, index + 1), [own], () => true);
      gaps.push({ old: [], now: [] });
    }
  }
  pair(oldLines.filter(isLeft), newLines.filter(isLeft), (a, b) => textOf(a) === textOf(b));
  for (const { old, now } of gaps) {
    pair(old.filter(isLeft), now.filter(isLeft), (a, b) => keywordOf(a) === keywordOf(b));
  }

  return [
    ...after.map((share): OriginPair => {
      const partner = partners.get(share);
      return partner === undefined ? { before: null, after: share } : { before: partner, after: share };
    }),
    ...before.filter(isLeft).map((share): OriginPair => ({ before: share, after: null })),
  ];
}

function isSameLine(a: Share, b: Share): boolean {
  return stageOf(a) === stageOf(b) && textOf(a) === textOf(b);
}

function stageOf({ origin }: Share): string | null {
  return origin.kind === "instruction" ? origin.stage : null;
}

function textOf({ origin }: Share): string {
  if (origin.kind === "instruction") return origin.instruction;
  // A new version of a buildpack makes the same layer as the one before it.
  return origin.kind === "history" ? origin.instruction.replace(VERSION, "") : "";
}

const VERSION = /(?<=^Layer: .*)@[^@\s]+$/;

function keywordOf(share: Share): string {
  return textOf(share).split(" ", 1)[0]?.toUpperCase() ?? "";
}
