import type { InstructionOrigin, TracePart } from "../../src/model/report.ts";
import { html } from "../../src/report/html.ts";
import { markdown } from "../../src/report/markdown.ts";
import { traceWords } from "../../src/report/trace-words.ts";
import { folder, imageReport, node, reportOf, richImageReport } from "../fixtures/report.ts";

function line(at: number, instruction: string): InstructionOrigin {
  return { kind: "instruction", stage: null, file: "Dockerfile", lines: [at, at], instruction };
}

const COPY = line(26, "COPY --from=builder /opt/venv");
const PIP = line(13, "RUN pip install -r requirements.txt");

function words(...trace: (Pick<TracePart, "origin" | "size"> & Partial<TracePart>)[]): string[] {
  const size = trace.reduce((sum, part) => sum + part.size, 0);
  const parts = trace.map((part) => ({ through: [], files: 1, ...part }));
  return traceWords({ before: COPY, after: COPY, size, drift: 0, files: [], trace: parts });
}

test("a trace has the bytes of each line and its changed inputs", () => {
  const inputs = [{ file: "requirements.txt", lines: [4, 4] as const }];
  expect(words({ origin: PIP, size: 68_100_000, inputs })).toEqual([
    "← +68.1 MB Dockerfile:13 RUN pip install -r requirements.txt (requirements.txt:4 changed)",
  ]);
});

test("a trace names the lines that copied bytes further", () => {
  expect(words({ origin: PIP, size: 5_000_000, through: [line(20, "COPY --from=a / /")] })).toEqual([
    "← +5.0 MB Dockerfile:20 ← Dockerfile:13 RUN pip install -r requirements.txt",
  ]);
});

test("a trace names images and untraced bytes", () => {
  expect(
    words(
      { origin: { kind: "image", name: "nginx:1", stage: null }, size: 3_000_000 },
      { origin: { kind: "image", name: "python:3.13", stage: "builder" }, size: 2_000_000 },
      { origin: COPY, size: 1_000_000 },
    ),
  ).toEqual([
    "← +3.0 MB image nginx:1",
    "← +2.0 MB base image of stage builder (python:3.13)",
    "← +1.0 MB not traced",
  ]);
});

test("a trace of many lines is cut after three", () => {
  const parts = [1, 2, 3, 4, 5].map((at) => ({ origin: line(at, "RUN make"), size: 9_000_000 - at }));
  expect(words(...parts).at(-1)).toBe("← +18.0 MB 2 other lines");
});

test("a trace with the COPY alone is left out", () => {
  expect(words({ origin: COPY, size: 1_000_000 })).toEqual([]);
});

test("changed files of a COPY --from belong to the lines that made them", () => {
  const trace = [
    { origin: PIP, through: [], size: 3_000_000, files: 1 },
    { origin: COPY, through: [], size: 1_000_000, files: 1 },
    { origin: line(9, "RUN touch /x"), through: [], size: 1, files: 1 },
  ];
  const files = [{ path: "/opt/venv/lib.so", kind: "added" as const, size: 3_000_000, files: 1 }];
  const rich = richImageReport();
  const change = rich.change && {
    ...rich.change,
    origins: [{ before: COPY, after: COPY, size: 4_000_001, drift: 0, files, trace }],
  };
  expect(markdown(reportOf({ ...rich, change }))).toContain(
    "| `/opt/venv/lib.so +3.0 MB` | `Dockerfile:26 ← Dockerfile:13` |",
  );
});

describe("the map of an image", () => {
  const root = folder("", [node("opt/venv", 70_000_000)]);
  const part = { through: [], files: 1 };
  const page = (trace?: readonly TracePart[]) =>
    html(reportOf(imageReport({ contents: [{ origin: COPY, root, ...(trace && { trace }) }] })));

  test("names the lines that made the bytes of a COPY --from", () => {
    const text = page([
      { ...part, origin: PIP, size: 68_000_000 },
      { ...part, origin: { kind: "image", name: "python:3.13", stage: "builder" }, size: 2_000_000 },
    ]);
    const lines = [
      "← 68.0 MB Dockerfile:13 RUN pip install -r requirements.txt",
      "← 2.0 MB base image of stage builder (python:3.13)",
    ];
    for (const words of lines) expect(text).toContain(`<small class="made">${words}</small>`);
    expect(text).toContain(`title="${lines.join(" ")}"`);
  });

  test("is the same for a COPY --from without a trace", () => {
    expect(page([{ ...part, origin: COPY, size: 70_000_000 }])).toBe(page());
    expect(page()).not.toContain('class="made"');
  });
});
