import type { Finding, ImageReport } from "../../src/model/report.ts";
import { type ImageView, reportView } from "../../src/report/view.ts";
import { baseline } from "../fixtures/baseline.ts";
import {
  finding,
  imageReport,
  instruction,
  measuredImage,
  reportOf,
  richImageReport,
} from "../fixtures/report.ts";
import { twentyImages } from "../fixtures/twenty-images.ts";

const SMOKE = { status: "failed", ready: null, duration: 900, checks: [], processes: [] } as const;

const RICH = richImageReport();

function viewOf(image: ImageReport): ImageView {
  const [view] = reportView(reportOf(image)).images;
  if (view === undefined) throw new Error("no image");
  return view;
}

function columnNames(...images: ImageReport[]): string[] {
  return reportView(reportOf(...images)).shown.columns.map(({ name }) => name);
}

test("the view is plain data, and holds text as it is", () => {
  const view = reportView(reportOf(richImageReport({ name: "<b>`|\u001b[31m" })));
  expect(structuredClone(view)).toEqual(view);
  expect(view.images[0]?.name).toBe("<b>`|\u001b[31m");
});

describe("the table of all images", () => {
  test("has a cell for each column", () => {
    const { columns, images } = reportView(reportOf(RICH, imageReport({ smoke: SMOKE }))).shown;
    expect(columns.map(({ name }) => name)).toContain("Smoke");
    for (const { cells } of images) expect(cells).toHaveLength(columns.length);
  });

  test("has no column that is empty for all images", () => {
    expect(columnNames(imageReport())).toEqual(["Size", "Transfer", "Layers", "Runs as", "Tests"]);
  });

  test("names the baseline if all images have the same", () => {
    const other = { ...RICH, baseline: { ...RICH.baseline, name: "release" } };
    expect(columnNames(RICH, imageReport())).toContain("Δ main");
    expect(columnNames(RICH, other)).toContain("Δ");
  });

  test("has images that fail first, then those that could not be judged", () => {
    const verdicts = ["pass", "error", "fail", "pass", "fail"] as const;
    const images = verdicts.map((verdict, at) => imageReport({ name: `${at}`, verdict }));
    expect(reportView(reportOf(...images)).images.map(({ name }) => name)).toEqual(["2", "4", "1", "0", "3"]);
  });

  test("says why images fail if there are several", () => {
    const errors = ["size", "user", "size"].map((rule) => finding({ rule }));
    const failing = imageReport({
      verdict: "fail",
      findings: [...errors, finding({ rule: "layers", level: "warning" })],
    });
    expect(columnNames(failing)).not.toContain("Reason");
    const { columns, images } = reportView(reportOf(failing, imageReport())).shown;
    expect(columns[0]).toEqual({ name: "Reason", isNumber: false });
    expect(images.map(({ cells }) => cells[0]?.words)).toEqual(["size, user", ""]);
  });

  test("has none of 14 images that pass beside 6 that fail", () => {
    const { shown, folded } = reportView(twentyImages());
    expect(shown.images.map(({ name }) => name)).toEqual([
      "svc-03",
      "svc-04",
      "svc-09",
      "svc-12",
      "svc-15",
      "svc-17",
    ]);
    expect(folded.words).toBe("✓ 14 images pass");
    expect(folded.images).toHaveLength(14);
    expect(folded.columns.map(({ name }) => name)).not.toContain("Reason");
  });

  test("marks no image that is only reported", () => {
    const { images } = reportView(reportOf(imageReport({ reportOnly: true }), imageReport()));
    expect(images.map(({ mark }) => mark)).toEqual(["", "✓"]);
  });
});

test("what several images share is no finding of one of them", () => {
  const { sharedFindings, imageFindings, images } = reportView(twentyImages());
  expect(sharedFindings.map(({ rule, also }) => [rule, also.length + 1])).toEqual([
    ["user", 3],
    ["package-cache", 19],
    ["size", 18],
  ]);
  expect(images.flatMap(({ name, findings }) => findings.map(({ rule }) => `${name} ${rule}`))).toEqual([
    "svc-04 size",
    "svc-09 test",
    "svc-12 build",
    "svc-17 growth",
    "svc-20 base-image",
  ]);
  expect(imageFindings.map(({ level }) => level[0]).join("")).toBe("eeeeewwn");
});

test("only what fails images is told with the places of all", () => {
  const places = reportView(twentyImages()).sharedFindings.map(({ also }) => also[0]?.place);
  expect(places).toEqual(["services/svc-04/Dockerfile:20", null, null]);
});

describe("the figures of an image", () => {
  const figure = (name: string, change: Partial<ImageReport>) =>
    viewOf(imageReport(change)).figures.find((one) => one.name === name);

  test("are those that it has", () => {
    expect(figure("Smoke", {})).toBeUndefined();
    expect(figure("Smoke", { smoke: SMOKE })).toMatchObject({ isBad: true });
    expect(figure("Change", {})).toMatchObject({ words: "–", note: "no baseline: first run" });
  });

  test.each([
    [200_000_000, { percent: 81, isOver: false }],
    [100_000_000, { percent: 100, isOver: true }],
    [0, { percent: 100, isOver: true }],
    [null, null],
  ])("show how much of a budget of %p bytes is used", (size, meter) => {
    expect(figure("Size", { budgets: size === null ? {} : { size } })?.meter).toEqual(meter);
  });

  test("use all of a budget of nothing with nothing", () => {
    const change = { budgets: { layers: 0 }, image: measuredImage({ layers: [] }) };
    expect(figure("Layers", change)?.meter).toEqual({ percent: 100, isOver: false });
  });
});

test("a waived finding says so beside its rule", () => {
  const { findings } = viewOf(imageReport({ findings: [finding({ level: "warning", waived: true })] }));
  expect(findings).toMatchObject([{ level: "warning", rule: "size", label: "size, waived" }]);
});

test("the log of the baseline comes after the logs of findings", () => {
  const { logs } = reportView(
    reportOf(
      imageReport({
        findings: [finding({ rule: "test", log: "failed" }), finding()],
        baseline: baseline({}, { log: "no rule" }),
      }),
    ),
  );
  expect(logs).toEqual([
    { title: "test log of production", log: "failed", level: "error" },
    { title: "baseline log of production", log: "no rule", level: "notice" },
  ]);
});

describe("the change of an image", () => {
  test("is notable unless rebuilding alone may make it", () => {
    const { change } = RICH;
    const small = viewOf(richImageReport({ change: change && { ...change, negligible: true } }));
    expect(viewOf(RICH).notableChange).toEqual(viewOf(RICH).change);
    expect(small.notableChange).toBeNull();
    expect(small.change).toEqual(viewOf(RICH).change);
  });

  test("is notable and written out, however small, if it is over its limit", () => {
    const { change } = RICH;
    const small = { change: change && { ...change, size: 50_000, negligible: true } };
    const over = finding({ rule: "growth", message: "app grew", actual: 50_000, limit: 0 });
    const words = (findings: readonly Finding[]) => {
      const { notableChange, cells } = viewOf(richImageReport({ ...small, findings }));
      return [notableChange !== null, cells.some(({ words }) => words.includes("+50.0 kB"))];
    };
    expect(words([over])).toEqual([true, true]);
    expect(words([])).toEqual([false, false]);
    // Where there is no baseline, the rule only says so.
    expect(words([{ ...over, actual: null, level: "notice" }])).toEqual([false, false]);
  });

  test.each<[what: string, drifts: readonly number[], base: number, words: string | null]>([
    ["no drift", [0, 0], 0, null],
    ["a base image", [0], 5e6, "+5.0 MB of it is drift: debian:trixie-slim changed, its FROM did not"],
    ["a line", [10e6], 0, "+10.0 MB of it is drift: Dockerfile:1 changed by itself"],
    ["a line that shrank", [-1e6], 0, "-1.0 MB of it is drift: Dockerfile:1 changed by itself"],
    [
      "two lines, most bytes first",
      [2e6, 10e6],
      0,
      "+12.0 MB of it is drift: Dockerfile:2 and Dockerfile:1 changed by themselves",
    ],
    [
      "several lines and a base image",
      [1e6, 2e6, 3e6],
      5e6,
      "+5.0 MB of it is drift: debian:trixie-slim changed, its FROM did not; +6.0 MB of it is drift: Dockerfile:3 and 2 other lines changed by themselves",
    ],
  ])("tells the drift of %s", (_, drifts, base, words) => {
    const origins = drifts.map((drift, at) => {
      const origin = instruction(at + 1, "RUN apt-get upgrade");
      return { before: origin, after: origin, size: drift, drift, files: [] };
    });
    const drift = drifts.reduce((sum, bytes) => sum + bytes, base);
    const { change } = RICH;
    const image = measuredImage();
    const { change: shown } = viewOf(
      richImageReport({ image, change: change && { ...change, drift, origins } }),
    );
    expect(shown?.drift).toBe(words);
  });

  test.each([
    [10e6, 10e6, "Dockerfile:3 RUN apt-get upgrade (drift: unchanged line)"],
    [12e6, 10e6, "Dockerfile:3 RUN apt-get upgrade (+10.0 MB drift)"],
    [12e6, 0, "Dockerfile:3 RUN apt-get upgrade"],
  ])("of %d bytes with %d bytes of drift is named so", (size, drift, madeBy) => {
    const origin = instruction(3, "RUN apt-get upgrade");
    const origins = [{ before: origin, after: origin, size, drift, files: [] }];
    const { change } = RICH;
    const view = viewOf(richImageReport({ change: change && { ...change, origins } }));
    expect(view.change?.rows[0]?.madeBy).toBe(madeBy);
  });

  test("stands at the first layer of its origin", () => {
    const apt = instruction(3, "RUN apt-get install -y ffmpeg");
    const layer = (origin: typeof apt) => ({ diffId: "", size: 1, transferSize: null, files: 1, origin });
    const { change } = RICH;
    const { measured } = viewOf(
      richImageReport({
        image: measuredImage({ layers: [layer(apt), layer(instruction(4, "COPY . .")), layer(apt)] }),
        change: change && {
          ...change,
          origins: [{ before: null, after: apt, size: 36_200_000, drift: 0, files: [] }],
        },
      }),
    );
    expect(measured?.layers.map((own) => own.change)).toEqual(["+36.2 MB", "0", "as 1"]);
  });
});

test("the steps of the build have their place on one time axis", () => {
  const step = { stage: "test", instruction: "RUN make", lines: null, cached: false } as const;
  const { build } = viewOf(
    imageReport({
      steps: [
        { ...step, started: 0, duration: 5000 },
        { ...step, started: 5000, duration: 15_000 },
        { ...step, started: 10_000, duration: null },
        { ...step, started: null, duration: null },
      ],
    }),
  );
  expect(build?.axis).toEqual(["0.0 s", "10.0 s", "20.0 s"]);
  expect(build?.stages).toMatchObject([
    {
      name: "test",
      duration: "20.0 s",
      steps: [
        { duration: "5.0 s", bar: { start: 0, length: 0.25 } },
        { duration: "15.0 s", bar: { start: 0.25, length: 0.75 } },
        { duration: "did not end", bar: { start: 0.5, length: 0.5 } },
        { duration: "did not run", bar: null },
      ],
    },
  ]);
});
