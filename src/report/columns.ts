import type { ImageReport } from "../model/report.ts";
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
} from "./words.ts";

/** A column of the table that has a row for each image. None of it is escaped yet. */
export interface Column {
  readonly name: string;
  readonly isNumber: boolean;
  readonly cell: (image: ImageReport) => string;
}

/** The columns behind an image's name: some only where one of the images has anything to say in them. */
export function columnsFor(images: readonly ImageReport[]): Column[] {
  const columns: (Column | null)[] = [
    numbers("Size", ({ image, budgets }) => againstBudget(image?.size, numberBudget(budgets, "size"))),
    images.some(({ change }) => change !== null) ? numbers(changeHead(images), changeWords) : null,
    numbers("Transfer", ({ image, budgets }) =>
      againstBudget(image?.transferSize, numberBudget(budgets, "transferSize")),
    ),
    numbers("Layers", layersAgainstBudget),
    words("Runs as", ({ image }) => userWords(image?.user)),
    words("Tests", ({ tests }) => testWords(tests)),
    images.some(({ smoke }) => smoke !== null) ? words("Smoke", smokeWords) : null,
    images.some(({ scan }) => scan !== null) ? words("Vulnerabilities", scanWords) : null,
    images.some((image) => savingWords(image) !== null)
      ? words("Saves", (image) => savingWords(image) ?? "")
      : null,
  ];
  return columns.filter((column) => column !== null);
}

/** `Δ main`, where all are compared with the same. */
function changeHead(images: readonly ImageReport[]): string {
  const names = new Set(images.flatMap(({ change, baseline }) => (change === null ? [] : [baseline.name])));
  const [name = null] = names.size === 1 ? names : [];
  return name === null ? "Δ" : `Δ ${name}`;
}

function numbers(name: string, cell: Column["cell"]): Column {
  return { name, isNumber: true, cell };
}

function words(name: string, cell: Column["cell"]): Column {
  return { name, isNumber: false, cell };
}
