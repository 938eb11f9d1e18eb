import { baselineWords, COMMIT_BEFORE } from "../../model/baseline-words.ts";
import { knownSize } from "../../model/known-size.ts";
import { ownSize, unknownOwnLayers } from "../../model/own-size.ts";
import type { ImageReport } from "../../model/report.ts";
import { amountWords } from "../../text/words.ts";
import { changeWords } from "../change-words.ts";
import {
  againstBudget,
  layersAgainstBudget,
  type Marks,
  numberBudget,
  reasonWords,
  savingWords,
  scanWords,
  smokeWords,
  testWords,
  userWords,
} from "../words.ts";

/** A number or a few words about an image: a column of the image table, and a cell above the image's section. */
interface Figure {
  readonly name: string;
  readonly isNumber: boolean;
  /** A table that is too wide leaves out columns with a low need first. */
  readonly need: number;
  readonly words: (image: ImageReport, marks: Marks) => string;
  /** The rule that judges it. If the rule fails the image, the words get a mark. */
  readonly rule?: string;
  /** For words that have marks of their own. */
  readonly isBad?: (image: ImageReport) => boolean;
  /** Which images have it; all by default. */
  readonly has?: (image: ImageReport) => boolean;
  /** The name of its column, null for no column. By default its own name, if one of the images has it. */
  readonly columnName?: (images: readonly ImageReport[]) => string | null;
  readonly meter?: (image: ImageReport) => Meter | null;
  readonly note?: (image: ImageReport) => string;
}

/** In the order in which every format shows them. */
const FIGURES: readonly Figure[] = [
  {
    name: "Size",
    isNumber: true,
    need: 9,
    rule: "size",
    words: ({ image, budgets }) =>
      againstBudget(image === null ? undefined : knownSize(image), numberBudget(budgets, "size")),
    meter: ({ image, budgets }) =>
      meter(image === null ? undefined : knownSize(image), numberBudget(budgets, "size")),
  },
  {
    name: "Own size",
    isNumber: true,
    need: 4,
    rule: "own-size",
    words: ({ image, budgets }) => againstBudget(ownSizeOf(image), numberBudget(budgets, "ownSize")),
    has: ({ budgets }) => numberBudget(budgets, "ownSize") !== null,
    meter: ({ image, budgets }) => meter(ownSizeOf(image), numberBudget(budgets, "ownSize")),
  },
  {
    name: "Change",
    isNumber: true,
    need: 8,
    rule: "growth",
    words: changeWords,
    columnName: changeName,
    note: baselineWords,
  },
  {
    name: "Compressed",
    isNumber: true,
    need: 0,
    rule: "transfer-size",
    words: ({ image, budgets }) => againstBudget(image?.transferSize, numberBudget(budgets, "transferSize")),
    meter: ({ image, budgets }) => meter(image?.transferSize, numberBudget(budgets, "transferSize")),
  },
  {
    name: "Layers",
    isNumber: true,
    need: 1,
    rule: "layers",
    words: layersAgainstBudget,
    meter: ({ image, budgets }) => meter(image?.layers.length, numberBudget(budgets, "layers")),
  },
  { name: "Runs as", isNumber: false, need: 2, rule: "user", words: ({ image }) => userWords(image?.user) },
  {
    name: "Tests",
    isNumber: false,
    need: 7,
    words: testWords,
    isBad: ({ tests }) => tests.some(({ status }) => status === "failed"),
  },
  {
    name: "Smoke",
    isNumber: false,
    need: 6,
    words: smokeWords,
    has: ({ smoke, smokeNotRun }) => (smoke ?? smokeNotRun) !== null,
    isBad: ({ smoke }) => smoke?.status === "failed",
  },
  {
    name: "Vulnerabilities",
    isNumber: false,
    need: 5,
    rule: "vulnerability",
    words: scanWords,
    has: ({ scan }) => scan !== null,
  },
  {
    name: "Context",
    isNumber: false,
    need: 0,
    rule: "context",
    words: ({ context }) => (context === null ? "" : amountWords(context)),
    has: ({ context }) => context !== null,
    columnName: () => null,
  },
  {
    name: "Saves",
    isNumber: false,
    need: 3,
    rule: "saving",
    words: (image) => savingWords(image) ?? "",
    has: (image) => savingWords(image) !== null,
  },
];

/** Undefined if the image was not measured; null if the size of an own layer is unknown. */
function ownSizeOf(image: ImageReport["image"]): number | null | undefined {
  if (image === null) return undefined;
  return unknownOwnLayers(image) === 0 ? ownSize(image) : null;
}

/** A column of the image table. */
export interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  /** A table that is too wide leaves out columns with a low need first, and never a column with null. */
  readonly need: number | null;
  readonly cell: (image: ImageReport, marks: Marks) => Cell;
}

export interface Cell {
  /** With a mark if `isBad`. */
  readonly words: string;
  /** Whether the image fails because of its value. */
  readonly isBad: boolean;
}

/** The columns after the names of these images. If one of several images fails, the first column shows the reason. */
export function columnsFor(images: readonly ImageReport[]): Column[] {
  const figures = FIGURES.flatMap((figure) => {
    const { name, has, columnName } = figure;
    const byDefault = has === undefined || images.some(has) ? name : null;
    const head = columnName === undefined ? byDefault : columnName(images);
    const cell = (image: ImageReport, marks: Marks) => cellOf(figure, image, marks);
    return head === null ? [] : [{ name: head, isNumber: figure.isNumber, need: figure.need, cell }];
  });
  return images.length > 1 && images.some((image) => reasonWords(image) !== "")
    ? [REASON, ...figures]
    : figures;
}

const REASON: Column = {
  name: "Reason",
  isNumber: false,
  need: null,
  cell: (image) => ({ words: reasonWords(image), isBad: false }),
};

/** The figures of an image. */
export function figuresOf(image: ImageReport, marks: Marks) {
  return FIGURES.filter(({ has }) => has === undefined || has(image)).map((figure) => ({
    name: figure.name,
    ...cellOf(figure, image, marks),
    meter: figure.meter?.(image) ?? null,
    /** A line below the figure. */
    note: figure.note?.(image) ?? null,
  }));
}

function cellOf({ rule, words, isBad }: Figure, image: ImageReport, marks: Marks): Cell {
  const own = words(image, marks);
  if (isBad !== undefined) return { words: own, isBad: isBad(image) };
  const fails = image.findings.some((finding) => finding.rule === rule && finding.level === "error");
  return { words: fails ? `${marks.levels.error} ${own}` : own, isBad: fails };
}

/** `Δ main` if all images have main as their baseline; null if none has a baseline. */
function changeName(images: readonly ImageReport[]): string | null {
  const withChange = images.filter(({ change }) => change !== null);
  if (withChange.length === 0) return null;
  const [name, ...others] = new Set(withChange.map(({ baseline }) => baseline.name));
  return name == null || name === COMMIT_BEFORE || others.length > 0 ? "Δ" : `Δ ${name}`;
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
