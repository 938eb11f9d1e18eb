import type { Report } from "../model/report.ts";

/** A format that a report can be written in. */
export interface Format {
  /** Name of its file in the output folder; null for one that is only shown. */
  readonly file: string | null;
  /** The whole text. A format is loaded when it is first used. */
  readonly write: (report: Report) => Promise<string>;
  /** The same text in pieces, so that memory need not hold all of it. The result can be iterated several times. */
  readonly pieces?: (report: Report) => Promise<Iterable<string>>;
}

/** The formats by name. */
export const FORMATS = {
  terminal: {
    file: null,
    write: async (report) => (await import("./terminal.ts")).terminal(report),
  },
  json: {
    file: "report.json",
    write: async (report) => `${JSON.stringify(report, null, 2)}\n`,
    pieces: async (report) => (await import("./json.ts")).jsonPieces(report),
  },
  markdown: {
    file: "report.md",
    write: async (report) => (await import("./markdown.ts")).markdown(report),
  },
  html: {
    file: "report.html",
    write: async (report) => (await import("./html.ts")).html(report),
    pieces: async (report) => (await import("./html.ts")).htmlPieces(report),
  },
  sarif: {
    file: "report.sarif",
    write: async (report) => (await import("./sarif.ts")).sarif(report),
  },
  junit: {
    file: "report.junit.xml",
    write: async (report) => (await import("./junit.ts")).junit(report),
  },
  codequality: {
    file: "report.codequality.json",
    write: async (report) => (await import("./codequality.ts")).codeQuality(report),
  },
  metrics: {
    file: "report.metrics.txt",
    write: async (report) => (await import("./metrics.ts")).metrics(report),
  },
} as const satisfies Readonly<Record<string, Format>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
