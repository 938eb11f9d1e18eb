import type {
  Finding,
  ImageReport,
  InstructionOrigin,
  Origin,
  OriginChange,
  TracePart,
} from "../../src/model/report.ts";
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

test("the view is plain data with unchanged text", () => {
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
    expect(columnNames(imageReport())).toEqual(["Size", "Compressed", "Layers", "Runs as", "Tests"]);
  });

  test("names the baseline if all images have the same", () => {
    const other = { ...RICH, baseline: { ...RICH.baseline, name: "release" } };
    expect(columnNames(RICH, imageReport())).toContain("Δ main");
    expect(columnNames(RICH, other)).toContain("Δ");
  });

  test("starts with failing images, then unjudged ones", () => {
    const verdicts = ["pass", "error", "fail", "pass", "fail"] as const;
    const images = verdicts.map((verdict, at) => imageReport({ name: `${at}`, verdict }));
    expect(reportView(reportOf(...images)).images.map(({ name }) => name)).toEqual(["2", "4", "1", "0", "3"]);
  });

  test("has the worst first, and equal images in order", () => {
    const failing = (name: string, rule: string) =>
      imageReport({ name, verdict: "fail", findings: [finding({ rule })] });
    const images = [
      imageReport({ name: "passes" }),
      imageReport({ name: "warns", findings: [finding({ level: "warning" })] }),
      imageReport({ name: "unjudged", verdict: "error", findings: [finding({ rule: "build" })] }),
      failing("large", "size"),
      failing("root", "user"),
      failing("dead", "smoke"),
      failing("wrong", "test"),
      failing("unbuilt", "build"),
      failing("deep", "layers"),
    ];
    expect(reportView(reportOf(...images)).images.map(({ name }) => name)).toEqual([
      "unbuilt",
      "dead",
      "wrong",
      "large",
      "root",
      "deep",
      "unjudged",
      "warns",
      "passes",
    ]);
  });

  test("says why several images fail", () => {
    const errors = ["size", "user", "size"].map((rule) => finding({ rule }));
    const failing = imageReport({
      verdict: "fail",
      findings: [...errors, finding({ rule: "layers", level: "warning" })],
    });
    expect(columnNames(failing)).not.toContain("Reason");
    const { columns, images } = reportView(reportOf(failing, imageReport())).shown;
    expect(columns[0]).toEqual({ name: "Reason", isNumber: false, need: null });
    expect(images.map(({ cells }) => cells[0]?.words)).toEqual(["size, user", ""]);
  });

  test("leaves out 14 passing images beside 6 failing", () => {
    const { shown, folded } = reportView(twentyImages());
    expect(shown.images.map(({ name }) => name)).toEqual([
      "svc-12",
      "svc-09",
      "svc-03",
      "svc-04",
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

test("a finding that several images share belongs to none of them", () => {
  const { sharedFindings, imageFindings, images } = reportView(twentyImages());
  expect(sharedFindings.map(({ rule, also }) => [rule, also.length + 1])).toEqual([
    ["user", 3],
    ["package-cache", 19],
    ["size", 18],
  ]);
  expect(images.flatMap(({ name, findings }) => findings.map(({ rule }) => `${name} ${rule}`))).toEqual([
    "svc-12 build",
    "svc-09 test",
    "svc-04 size",
    "svc-17 growth",
    "svc-20 base-image",
  ]);
  expect(imageFindings.map(({ level }) => level[0]).join("")).toBe("eeeeewwn");
});

test("only findings that fail images show the places of all images", () => {
  const places = reportView(twentyImages()).sharedFindings.map(({ also }) => also[0]?.place);
  expect(places).toEqual(["services/svc-04/Dockerfile:20", null, null]);
});

describe("the figures of an image", () => {
  const figure = (name: string, change: Partial<ImageReport>) =>
    viewOf(imageReport(change)).figures.find((one) => one.name === name);

  test("are only the known ones", () => {
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

  test("show 0 of 0 bytes as all of the budget", () => {
    const change = { budgets: { layers: 0 }, image: measuredImage({ layers: [] }) };
    expect(figure("Layers", change)?.meter).toEqual({ percent: 100, isOver: false });
  });
});

describe("the verdict in one line", () => {
  const images = (count: number, change: Partial<ImageReport>, prefix = "svc") =>
    Array.from({ length: count }, (_, at) => imageReport({ name: `${prefix}-${at}`, ...change }));
  const failing = { verdict: "fail", findings: [finding()] } as const;
  const unchanged = { unchanged: true } as const;

  test.each<[string, ImageReport[]]>([
    ["the image passes", images(1, {})],
    ["the image is unchanged", images(1, unchanged)],
    ["2 images pass", images(2, {})],
    ["2 images are unchanged", images(2, unchanged)],
    ["1 image passes, 19 unchanged", [...images(1, {}, "web"), ...images(19, unchanged)]],
    ["2 images pass, 1 unchanged", [...images(2, {}, "web"), ...images(1, unchanged)]],
    [
      "1 of 3 images fails, 1 unchanged",
      [...images(1, failing, "web"), ...images(1, {}, "a"), ...images(1, unchanged)],
    ],
    ["1 of 2 images fails", [...images(1, { ...failing, ...unchanged }, "web"), ...images(1, {})]],
    [
      "1 image passes, 1 unchanged",
      [
        ...["linux/amd64", "linux/arm64"].map((platform) =>
          imageReport({ name: `a · ${platform}`, imageName: "a", platform, ...unchanged }),
        ),
        ...images(1, {}),
      ],
    ],
  ])("is the text: %s", (words, reports) => {
    expect(reportView(reportOf(...reports)).headline).toBe(words);
  });

  test("counts unchanged images in the fold", () => {
    const reports = [...images(1, failing, "web"), ...images(2, {}, "a"), ...images(17, unchanged)];
    expect(reportView(reportOf(...reports)).folded.words).toBe("✓ 2 images pass, 17 unchanged");
  });
});

test.each<[string, Partial<ImageReport>]>([
  ["–", { tests: [] }],
  ["not run", { tests: [], testsNotRun: ["test"] }],
  [
    "✓ lint cached, test not run, e2e not run",
    {
      tests: [{ target: "lint", status: "passed", cached: true, duration: null }],
      testsNotRun: ["test", "e2e"],
    },
  ],
])("tests that did not run say so: %s", (words, change) => {
  const { figures } = viewOf(imageReport(change));
  expect(figures.find(({ name }) => name === "Tests")?.words).toBe(words);
});

test.each<[string, NonNullable<ImageReport["smoke"]>["checks"]]>([
  ["✗ not ready", [{ kind: "ready", what: "ready", problem: "ended with exit code 1 before it was ready" }]],
  [
    "✗ GET /health fails",
    [
      { kind: "ready", what: "ready", problem: null },
      { kind: "request", what: "GET /health", problem: "answered 500 instead of 200" },
    ],
  ],
  ["✗ whoami fails", [{ kind: "command", what: "whoami", problem: "ended with exit code 1" }]],
  [
    "✗ ended early",
    [{ kind: "processes", what: "processes", problem: "ended with exit code 1 after it was ready" }],
  ],
])("a smoke test that fails says what is wrong: %s", (words, checks) => {
  const { figures } = viewOf(imageReport({ smoke: { ...SMOKE, checks } }));
  expect(figures.find(({ name }) => name === "Smoke")?.words).toBe(words);
});

test("a smoke test that fails by the user of its processes says so", () => {
  const checks = [{ kind: "processes", what: "processes", problem: "runs nginx as root" }] as const;
  const smoke = { ...SMOKE, checks, processes: [{ uid: 0, command: "nginx" }] };
  const { figures } = viewOf(imageReport({ smoke }));
  expect(figures.find(({ name }) => name === "Smoke")?.words).toBe("✗ processes as root");
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
        baseline: baseline({}, { log: "no rule", logFile: "logs/app-before.log" }),
      }),
    ),
  );
  expect(logs).toEqual([
    { title: "test log of production", log: "failed", logFile: null, level: "error" },
    { title: "baseline log of production", log: "no rule", logFile: "logs/app-before.log", level: "notice" },
  ]);
});

describe("the change of an image", () => {
  test("is notable unless a rebuild alone may cause it", () => {
    const { change } = RICH;
    const small = viewOf(richImageReport({ change: change && { ...change, negligible: true } }));
    expect(viewOf(RICH).notableChange).toEqual(viewOf(RICH).change);
    expect(small.notableChange).toBeNull();
    expect(small.change).toEqual(viewOf(RICH).change);
  });

  test("over its limit is notable, however small", () => {
    const { change } = RICH;
    const small = {
      change: change && { ...change, size: 50_000, growth: 50_000, drift: 0, negligible: true },
    };
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

  const unchangedLine = (size: number, drift: number, at = 3, trace?: readonly TracePart[]): OriginChange => {
    const origin = instruction(at, "RUN apt-get upgrade");
    return { before: origin, after: origin, size, drift, files: [], ...(trace && { trace }) };
  };
  /** An image whose lines changed by these bytes, and its base image. */
  const drifted = (origins: readonly OriginChange[], ofBase = 0): Partial<ImageReport> => {
    const { change } = RICH;
    const size = origins.reduce((sum, origin) => sum + origin.size, ofBase);
    const drift = origins.reduce((sum, origin) => sum + origin.drift, ofBase);
    const growth = size - drift;
    return {
      image: measuredImage(),
      change: change && { ...change, size, drift, growth, growthPercent: growth / 1e6, origins },
    };
  };
  const lead = "of it is drift, which does not count:";
  const itself = "although its text and inputs did not change";
  const themselves = "although their text and inputs did not change";

  test.each<[what: string, drifts: readonly number[], base: number, words: string | null]>([
    ["no drift", [0, 0], 0, null],
    ["a base image", [0], 5e6, `+5.0 MB ${lead} debian:trixie-slim changed although its FROM did not`],
    ["a line", [10e6], 0, `+10.0 MB ${lead} Dockerfile:1 grew ${itself}`],
    ["a line that shrank", [-1e6], 0, `-1.0 MB ${lead} Dockerfile:1 shrank ${itself}`],
    [
      "two lines, most bytes first",
      [2e6, 10e6],
      0,
      `+12.0 MB ${lead} Dockerfile:2 and Dockerfile:1 grew ${themselves}`,
    ],
    [
      "lines of either sign",
      [-2e6, 10e6],
      0,
      `+8.0 MB ${lead} Dockerfile:2 and Dockerfile:1 changed in size ${themselves}`,
    ],
    [
      "several lines and a base image",
      [1e6, 2e6, 3e6],
      5e6,
      `+5.0 MB ${lead} debian:trixie-slim changed although its FROM did not; +6.0 MB ${lead} Dockerfile:3 and 2 other lines grew ${themselves}`,
    ],
  ])("shows the drift of %s", (_, drifts, base, words) => {
    const origins = drifts.map((drift, at) => unchangedLine(drift, drift, at + 1));
    expect(viewOf(richImageReport(drifted(origins, base))).change?.drift).toBe(words);
  });

  test("shows drift larger than the whole change", () => {
    expect(viewOf(richImageReport(drifted([unchangedLine(3.2e6, 4.1e6)]))).change?.drift).toBe(
      `-900.0 kB comes from this change; +4.1 MB is drift, which does not count: Dockerfile:3 grew ${itself}`,
    );
  });

  test("does not call drift uncounted if it counts", () => {
    const report = richImageReport({ ...drifted([unchangedLine(4e6, 4e6)]), driftCounts: true });
    expect(viewOf(report).change?.drift).toBe(`+4.0 MB of it is drift: Dockerfile:3 grew ${itself}`);
  });

  test.each([
    ["the line that made most of it", 4e6, 3e6, "Dockerfile:5 (copied by Dockerfile:3)"],
    ["the COPY, if no line made most of it", 4e6, 2e6, "Dockerfile:3"],
    ["the COPY, if a part of it is growth", 6e6, 4e6, "Dockerfile:3"],
  ])("shows drift of a COPY --from at %s", (_, size, made, place) => {
    const part = { through: [], files: 1 };
    const line = (at: number): InstructionOrigin => ({
      kind: "instruction",
      stage: "builder",
      file: "Dockerfile",
      lines: [at, at],
      instruction: "RUN fetch",
    });
    const trace = [
      { ...part, origin: line(5), size: made },
      { ...part, origin: line(6), size: size - made },
    ];
    const { change } = viewOf(richImageReport(drifted([unchangedLine(size, 4e6, 3, trace)])));
    expect(change?.drift).toContain(`: ${place} grew`);
  });

  test.each([
    [10e6, 10e6, "Dockerfile:3 RUN apt-get upgrade (drift: unchanged line)"],
    [12e6, 10e6, "Dockerfile:3 RUN apt-get upgrade (+2.0 MB by this change, +10.0 MB drift)"],
    [12e6, 0, "Dockerfile:3 RUN apt-get upgrade"],
  ])("of %d bytes with %d bytes of drift has its words", (size, drift, madeBy) => {
    const { change } = viewOf(richImageReport(drifted([unchangedLine(size, drift)])));
    expect(change?.rows[0]?.madeBy).toBe(madeBy);
  });

  test.each([
    ["growth alone", 21.6e6, 0, "+21.6 MB (+21.6 %)"],
    ["growth and drift", 29.6e6, 8e6, "+21.6 MB (+21.6 %), +8.0 MB drift"],
    ["drift alone", 4e6, 4e6, "0, +4.0 MB drift"],
    ["drift and next to no growth", 4e6 + 1, 4e6, "≈ 0, +4.0 MB drift"],
    ["drift that growth makes up for", 0, 4e6, "-4.0 MB (-4.0 %), +4.0 MB drift"],
    ["next to no drift", 4e6 + 1, 1, "+4.0 MB (+4.0 %)"],
  ])("in the table is %s", (_, size, drift, words) => {
    expect(
      viewOf(richImageReport(drifted([unchangedLine(size, drift)]))).cells.map((cell) => cell.words),
    ).toContain(words);
  });

  test.each([
    ["COPY /venv /venv", "COPY --from=builder --link /venv /venv", ""],
    ["COPY /old /venv", "COPY --from=builder /venv /venv", " (before: COPY /old /venv)"],
  ])("of the history entry %s is at its line as %s", (told, now, words) => {
    const { change } = RICH;
    const before: Origin = { kind: "history", by: "dockerfile", instruction: told };
    const origins = [{ before, after: instruction(3, now), size: 9e6, drift: 0, files: [] }];
    const view = viewOf(richImageReport({ change: change && { ...change, origins } }));
    expect(view.change?.rows[0]?.madeBy).toBe(`Dockerfile:3 ${now}${words}`);
  });

  test.each([
    ["no name on either side", null, null, "base image of unknown name"],
    ["a name now only", "debian:13", null, "base image debian:13, before unknown"],
    ["a name before only", null, "debian:12", "base image unknown, before debian:12"],
  ])("of a base image with %s has no empty name", (_, now, old, madeBy) => {
    const { change, baseline } = RICH;
    const image = measuredImage();
    const baseImage = now === null || image.baseImage === null ? null : { ...image.baseImage, name: now };
    const origins = [
      { before: { kind: "base" }, after: { kind: "base" }, size: 9e6, drift: 0, files: [] },
    ] as const;
    const view = viewOf(
      richImageReport({
        image: { ...image, baseImage },
        baseline: { ...baseline, image: baseline.image && { ...baseline.image, baseImage: old } },
        change: change && { ...change, origins },
      }),
    );
    expect(view.change?.rows[0]?.madeBy).toBe(madeBy);
  });

  test("is at the first layer of its origin", () => {
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
