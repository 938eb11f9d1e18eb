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

/** A number or a few words about an image: a column in the table of all images, a cell at the head of one. */
interface Figure {
  readonly name: string;
  readonly isNumber: boolean;
  /** The more, the later a table that is too wide goes without it. */
  readonly need: number;
  readonly words: (image: ImageReport, marks: Marks) => string;
  /** The rule that fails an image by it. Its words get a mark then. */
  readonly rule?: string;
  /** For words with marks of their own. */
  readonly isBad?: (image: ImageReport) => boolean;
  /** Which images have it; all by default. */
  readonly has?: (image: ImageReport) => boolean;
  /** The name of its column, null for none. By default its own, if one of the images has it. */
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
    name: "Transfer",
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

/** Undefined if nothing was measured; null if the size of an own layer is not known. */
function ownSizeOf(image: ImageReport["image"]): number | null | undefined {
  if (image === null) return undefined;
  return unknownOwnLayers(image) === 0 ? ownSize(image) : null;
}

/** A column of the table that has a row for each image. */
export interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  /** The more, the later a table that is too wide goes without it; null if it never does. */
  readonly need: number | null;
  readonly cell: (image: ImageReport, marks: Marks) => Cell;
}

export interface Cell {
  /** Marked if it is bad. */
  readonly words: string;
  /** Whether the image fails by it. */
  readonly isBad: boolean;
}

/** The columns behind the names of these images. If one of several fails, the first column says why. */
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

/** The figures that an image has. */
export function figuresOf(image: ImageReport, marks: Marks) {
  return FIGURES.filter(({ has }) => has === undefined || has(image)).map((figure) => ({
    name: figure.name,
    ...cellOf(figure, image, marks),
    meter: figure.meter?.(image) ?? null,
    /** Stands below it. */
    note: figure.note?.(image) ?? null,
  }));
}

function cellOf({ rule, words, isBad }: Figure, image: ImageReport, marks: Marks): Cell {
  const own = words(image, marks);
  if (isBad !== undefined) return { words: own, isBad: isBad(image) };
  const fails = image.findings.some((finding) => finding.rule === rule && finding.level === "error");
  return { words: fails ? `${marks.levels.error} ${own}` : own, isBad: fails };
}

/** `Δ main` if all images are compared with main; null if none is compared. */
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
