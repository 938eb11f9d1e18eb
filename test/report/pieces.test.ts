import { FORMAT_NAMES, FORMATS, type Format } from "../../src/report/formats.ts";
import { imageReport, loosened, reportOf, richImageReport } from "../fixtures/report.ts";

const REPORTS = {
  "no image": reportOf(),
  "one image": reportOf(richImageReport()),
  "several images": reportOf(richImageReport(), imageReport({ name: '\n  "images": []' }), richImageReport()),
  "text of the run that reads like an empty list": {
    ...reportOf(imageReport()),
    findings: [loosened('\n  "images": []')],
    removedImages: ['"images": []'],
  },
};

const inPieces = FORMAT_NAMES.filter((name) => (FORMATS[name] as Format).pieces !== undefined);

test("the two formats that grow with image contents are in pieces", () => {
  expect(inPieces).toEqual(["json", "html"]);
});

test.each(inPieces.flatMap((name) => Object.keys(REPORTS).map((what) => [name, what] as const)))(
  "the pieces of %s make the same text each time: %s",
  async (name, what) => {
    const report = REPORTS[what as keyof typeof REPORTS];
    const { write, pieces }: Format = FORMATS[name];
    const parts = await pieces?.(report);
    const text = await write(report);
    for (const _ of [1, 2]) expect([...(parts ?? [])].join("")).toBe(text);
  },
);
