import { diffArrays } from "diff";
import type { Instruction } from "../dockerfile/instructions.ts";
import { parseDockerfile } from "../dockerfile/parse.ts";
import { canHaveMade } from "../measure/history-match.ts";
import type { HistoryOrigin, InstructionOrigin } from "../model/origin.ts";
import type { Share } from "../model/shares.ts";

/** An origin before and after; null on a side without it. */
export type OriginPair =
  | { readonly before: Share; readonly after: Share | null }
  | { readonly before: null; readonly after: Share };

/**
 * Matches the origins of two images. Origins with the same layers match, even if one image has fewer details. The rest
 * is matched as in a diff: instructions by stage and text in order, so that an inserted line shifts nothing. Unmatched
 * instructions then match by text alone (moved, or in a renamed stage), then by keyword between the same neighbours
 * (edited).
 * @returns the origins of `after` in their order, then the removed ones
 */
export function matchOrigins(before: readonly Share[], after: readonly Share[]): OriginPair[] {
  const identical = ofSameLayers(before, after);
  const identicalBefore = new Set(identical.values());
  const partners = new Map(identical);
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
    before.filter((share) => !isInstruction(share) && isLeft(share)),
    after.filter((share) => !isInstruction(share) && isLeft(share)),
    (a, b) => a.origin.kind === b.origin.kind,
  );
  const gaps: { old: Share[]; now: Share[] }[] = [{ old: [], now: [] }];
  const [oldLines, newLines] = [before.filter(isInstruction), after.filter(isInstruction)];
  const isSameText = textComparison();
  const comparator = (old: Share, own: Share) =>
    identical.has(own) || identicalBefore.has(old)
      ? identical.get(own) === old
      : isSameStage(old, own) && isSameText(old, own);
  let [oldAt, newAt] = [0, 0];
  for (const { added, removed, count } of diffArrays(oldLines, newLines, { comparator })) {
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
  pair(oldLines.filter(isLeft), newLines.filter(isLeft), isSameText);
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

/** The origins of `after` by their partners in `before`: origins with the same layers, if each side has just one. */
function ofSameLayers(before: readonly Share[], after: readonly Share[]): ReadonlyMap<Share, Share> {
  const [old, now] = [byLayers(before), byLayers(after)];
  const pairs = [...now].flatMap(([layers, own]): [Share, Share][] => {
    const partner = old.get(layers);
    return own === null || partner == null ? [] : [[own, partner]];
  });
  return new Map(pairs);
}

/** By diff ids; null for several with the same. Empty layers are left out, because many instructions make them. */
function byLayers(all: readonly Share[]): ReadonlyMap<string, Share | null> {
  const shares = new Map<string, Share | null>();
  for (const share of all) {
    const key = share.diffIds.join();
    if (share.size > 0) shares.set(key, shares.has(key) ? null : share);
  }
  return shares;
}

/** Compares texts. The text of a Dockerfile is compared with a history in the form that a builder writes. */
function textComparison(): (a: Share, b: Share) => boolean {
  const parsed = new Map<InstructionOrigin, Instruction | null>();
  const parse = (origin: InstructionOrigin): Instruction | null => {
    const known = parsed.get(origin);
    if (known !== undefined) return known;
    const [command = null] = parseDockerfile(origin.instruction).instructions;
    const instruction = command === null ? null : { ...command, stage: origin.stage, variables: [] };
    parsed.set(origin, instruction);
    return instruction;
  };
  const isOf = (origin: InstructionOrigin, entry: HistoryOrigin): boolean => {
    const instruction = parse(origin);
    return entry.by === "dockerfile" && instruction !== null && canHaveMade(instruction, entry.instruction);
  };
  return (a, b) => {
    const [one, other] = [a.origin, b.origin];
    if (one.kind === "instruction" && other.kind === "history") return isOf(one, other);
    if (one.kind === "history" && other.kind === "instruction") return isOf(other, one);
    return textOf(a) === textOf(b);
  };
}

/** A history has no stages. */
function isSameStage({ origin: one }: Share, { origin: other }: Share): boolean {
  return one.kind !== "instruction" || other.kind !== "instruction" || one.stage === other.stage;
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
