import fc from "fast-check";
import type { Report } from "../../src/model/report.ts";
import { finding, imageReport, loosened, reportOf } from "../fixtures/report.ts";
import { anyCharacter } from "../fixtures/text.ts";

/** Texts that mean something to one format or another, and what is no text at all. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "<a b='",
        '"',
        "&lt;",
        "]]>",
        "<![CDATA[",
        "<!--",
        "-->",
        "<?xml",
        "[text](https://example.com)",
        "{0}",
        "%2e",
        "../",
        "//",
        "?#",
        "\\",
        "\r\n",
        "\u0000",
        "\u001b[31m",
        "\u202e",
        "\ufffe",
        "\ud800",
        "\udc00",
        "😀",
      ),
      fc.string({ unit: anyCharacter }),
    ),
  )
  .map((parts) => parts.join(""));

/** A report with a text in every place for text from outside. */
export function reportWith(text: string): Report {
  const image = imageReport({
    name: text,
    verdict: "fail",
    place: { file: text, lines: [3, 4] },
    tests: [{ target: text, status: "failed", cached: false, duration: 1 }],
    testsNotRun: [text],
    smoke: {
      status: "failed",
      ready: null,
      duration: 1000,
      checks: [{ kind: "command", what: text, problem: text }],
      processes: [{ uid: 0, command: text }],
    },
    findings: (["error", "warning", "notice"] as const).flatMap((level) =>
      ["size", "test", "smoke", text].map((rule) =>
        finding({
          rule,
          level,
          waived: level === "warning",
          message: text,
          advice: text,
          log: text,
          place: rule === "test" ? { file: text, lines: [1, 1] } : null,
        }),
      ),
    ),
  });
  const findings = [loosened(text, { advice: text, place: { file: text, lines: [1, 1] } })];
  return { ...reportOf(image), findings, waiver: text, removedImages: [text] };
}
