import { baselineWords } from "../../model/baseline-words.ts";
import { knownSize } from "../../model/known-size.ts";
import { ownSize, unknownOwnLayers } from "../../model/own-size.ts";
import type { ImageReport } from "../../model/report.ts";
import { amountWords } from "../../text/words.ts";
import {
  againstBudget,
  changeWords,
  layersAgainstBudget,
  numberBudget,
  savingWords,
  scanWords,
  smokeWords,
  testWords,
  userWords,
} from "../words.ts";

/** A number or a few words about an image: a column in the table of all images, a cell at the head of one. */
interface Figure {
  readonly name: string;
  readonly isNumber: boolean;
  readonly words: (image: ImageReport) => string;
  /** Which images have it; all by default. */
  readonly has?: (image: ImageReport) => boolean;
  /** The name of its column, null for none. By default its own, if one of the images has it. */
  readonly columnName?: (images: readonly ImageReport[]) => string | null;
  readonly isBad?: (image: ImageReport) => boolean;
  readonly meter?: (image: ImageReport) => Meter | null;
  readonly note?: (image: ImageReport) => string;
}

/** In the order in which every format shows them. */
const FIGURES: readonly Figure[] = [
  {
    name: "Size",
    isNumber: true,
    words: ({ image, budgets }) =>
      againstBudget(image === null ? undefined : knownSize(image), numberBudget(budgets, "size")),
    meter: ({ image, budgets }) =>
      meter(image === null ? undefined : knownSize(image), numberBudget(budgets, "size")),
  },
  {
    name: "Own size",
    isNumber: true,
    words: ({ image, budgets }) => againstBudget(ownSizeOf(image), numberBudget(budgets, "ownSize")),
    has: ({ budgets }) => numberBudget(budgets, "ownSize") !== null,
    meter: ({ image, budgets }) => meter(ownSizeOf(image), numberBudget(budgets, "ownSize")),
  },
  { name: "Change", isNumber: true, words: changeWords, columnName: changeName, note: baselineWords },
  {
    name: "Transfer",
    isNumber: true,
    words: ({ image, budgets }) => againstBudget(image?.transferSize, numberBudget(budgets, "transferSize")),
    meter: ({ image, budgets }) => meter(image?.transferSize, numberBudget(budgets, "transferSize")),
  },
  {
    name: "Layers",
    isNumber: true,
    words: layersAgainstBudget,
    meter: ({ image, budgets }) => meter(image?.layers.length, numberBudget(budgets, "layers")),
  },
  { name: "Runs as", isNumber: false, words: ({ image }) => userWords(image?.user) },
  {
    name: "Tests",
    isNumber: false,
    words: testWords,
    isBad: ({ tests }) => tests.some(({ status }) => status === "failed"),
  },
  {
    name: "Smoke",
    isNumber: false,
    words: smokeWords,
    has: ({ smoke, smokeNotRun }) => (smoke ?? smokeNotRun) !== null,
    isBad: ({ smoke }) => smoke?.status === "failed",
  },
  { name: "Vulnerabilities", isNumber: false, words: scanWords, has: ({ scan }) => scan !== null },
  {
    name: "Context",
    isNumber: false,
    words: ({ context }) => (context === null ? "" : amountWords(context)),
    has: ({ context }) => context !== null,
    columnName: () => null,
  },
  {
    name: "Saves",
    isNumber: false,
    words: (image) => savingWords(image) ?? "",
    has: (image) => savingWords(image) !== null,
  },
];

/** Undefined if nothing was measured; null if the size of an own layer is not known. */
function ownSizeOf(image: ImageReport["image"]): number | null | undefined {
  if (image === null) return undefined;
  return unknownOwnLayers(image) === 0 ? ownSize(image) : null;
}

/** A column of the table that has a row for each image. */
export interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  readonly words: (image: ImageReport) => string;
}

/** The columns behind an image's name. */
export function columnsFor(images: readonly ImageReport[]): Column[] {
  return FIGURES.flatMap(({ name, isNumber, words, has, columnName }) => {
    const byDefault = has === undefined || images.some(has) ? name : null;
    const head = columnName === undefined ? byDefault : columnName(images);
    return head === null ? [] : [{ name: head, isNumber, words }];
  });
}

/** The figures that an image has. */
export function figuresOf(image: ImageReport) {
  return FIGURES.filter(({ has }) => has === undefined || has(image)).map((figure) => ({
    name: figure.name,
    words: figure.words(image),
    isBad: figure.isBad?.(image) ?? false,
    meter: figure.meter?.(image) ?? null,
    /** Stands below it. */
    note: figure.note?.(image) ?? null,
  }));
}

/** `Δ main` if all images are compared with main; null if none is compared. */
function changeName(images: readonly ImageReport[]): string | null {
  const withChange = images.filter(({ change }) => change !== null);
  if (withChange.length === 0) return null;
  const [name, ...others] = new Set(withChange.map(({ baseline }) => baseline.name));
  return name == null || others.length > 0 ? "Δ" : `Δ ${name}`;
}

/** How much of a budget is used. */
interface Meter {
  /** At most 100. */
  readonly percent: number;
  readonly isOver: boolean;
}

function meter(actual: number | null | undefined, budget: number | null): Meter | null {
  if (actual === null || actual === undefined || budget === null) return null;
  const percent = budget === 0 ? 100 : Math.min(100, Math.round((actual / budget) * 100));
  return { percent, isOver: actual > budget };
}
