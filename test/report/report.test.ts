import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import pc from "picocolors";
import { exitCode, imageVerdict, runVerdict } from "../../src/judge/verdict.ts";
import type { ChangeReport, Origin, Report } from "../../src/model/report.ts";
import { LONGEST_COMMENT, markdown } from "../../src/report/markdown.ts";
import { terminal } from "../../src/report/terminal.ts";
import { RULES_PAGE } from "../../src/rules/page.ts";
import { baseline } from "../fixtures/baseline.ts";
import {
  finding,
  imageReport,
  instruction,
  loosened,
  measuredImage,
  reportOf,
  richImageReport,
} from "../fixtures/report.ts";
import { twentyImages } from "../fixtures/twenty-images.ts";

/** From 124.3 MB: a line that was edited, one that is new, one that is gone, and a base image that drifted. */
function grown(): ChangeReport {
  const line = (at: number, instruction: string): Origin => ({
    kind: "instruction",
    stage: "production",
    file: "Dockerfile",
    lines: [at, at + 1],
    instruction,
  });
  return {
    size: 38_100_000,
    transferSize: 8_000_000,
    layers: 1,
    drift: 1_900_000,
    history: 0,
    growth: 36_200_000,
    growthPercent: 29.1,
    negligible: false,
    origins: [
      {
        before: line(12, "RUN apt-get install -y curl"),
        after: line(14, "RUN apt-get install -y curl ffmpeg"),
        size: 36_000_000,
        drift: 0,
        files: [
          { path: "/usr/lib/x86_64-linux-gnu/", kind: "added", size: 34_000_000, files: 2140 },
          { path: "/usr/bin/ffmpeg", kind: "added", size: 3_000_000, files: 1 },
          { path: "/var/log/dpkg.log", kind: "changed", size: -1_000_000, files: 1 },
          { path: "/var/log/apt/", kind: "removed", size: -2000, files: 11 },
        ],
      },
      { before: { kind: "base" }, after: { kind: "base" }, size: 1_900_000, drift: 1_900_000, files: [] },
      { before: null, after: line(21, "COPY . ."), size: 1_200_000, drift: 0, files: [] },
      { before: line(30, "COPY x x"), after: null, size: -1_000_000, drift: 0, files: [] },
    ],
  };
}

const same = (): ChangeReport => ({
  size: 0,
  transferSize: 0,
  layers: 0,
  drift: 0,
  history: 0,
  growth: 0,
  growthPercent: 0,
  negligible: true,
  origins: [],
});

const REPORTS: Readonly<Record<string, Report>> = {
  "one image that passes": reportOf(imageReport()),
  "an image over its budget beside one that passes": reportOf(
    imageReport({
      verdict: "fail",
      budgets: { size: 150_000_000, transferSize: 60_000_000 },
      variant: { name: "single-stage", size: 812_000_000, saving: 649_600_000, leftOut: [] },
      findings: [
        finding({
          message: "production is 162.4 MB, 12.4 MB over max-size (150.0 MB)",
          place: { file: "Dockerfile", lines: [12, 12] },
        }),
        finding({
          rule: "layers",
          level: "warning",
          message: "production has 3 layers, 1 over warn-layers (2)",
        }),
      ],
    }),
    imageReport({
      name: "worker",
      image: measuredImage({
        transferSize: null,
        baseImage: null,
        user: { configured: "65532", name: null, uid: 65532, gid: 0, problem: null },
      }),
    }),
    imageReport({
      name: "single-stage",
      reportOnly: true,
      tests: [],
      image: measuredImage({ user: { configured: "", name: "root", uid: 0, gid: 0, problem: null } }),
      findings: [
        finding({
          rule: "user",
          level: "notice",
          message: "single-stage runs as root",
          advice: "Add a user",
        }),
      ],
    }),
  ),
  "tests that fail and an image that does not build": reportOf(
    imageReport({
      verdict: "fail",
      tests: [
        { target: "test", status: "failed", cached: false, duration: 3000 },
        { target: "lint", status: "passed", cached: true, duration: 10 },
      ],
      findings: [
        finding({
          rule: "test",
          message: "the tests of production failed in stage test: RUN npm test ended with exit code 1",
          place: { file: "Dockerfile", lines: [8, 10] },
          log: "FAIL a.test.js\n  expected 1",
        }),
      ],
    }),
    imageReport({
      name: "worker",
      verdict: "fail",
      image: null,
      tests: [],
      findings: [finding({ rule: "build", message: "worker could not be built: no" })],
    }),
  ),
  "an image that was tried out beside one that answers wrongly": reportOf(
    imageReport({
      budgets: { critical: 0 },
      smoke: { status: "passed", ready: 1240, duration: 2000, checks: [], processes: [] },
      scan: {
        scanner: "trivy",
        version: "0.58.0",
        problem: null,
        counts: { critical: 0, high: 5, medium: 12, low: 3, unknown: 0 },
        worst: [],
      },
      context: {
        folder: ".",
        size: 345_200_000,
        files: 12_345,
        ignoreFile: ".dockerignore",
        hasIgnoreFile: true,
        ignoreFileFault: null,
        needless: [],
      },
      variant: {
        name: "single-stage",
        size: 812_000_000,
        saving: 649_600_000,
        leftOut: [
          { what: "compilers and build tools", size: 413_100_000 },
          { what: "the rest of the base image", size: 240_000_000 },
          { what: "files that the build installed and made", size: -3_500_000 },
        ],
      },
    }),
    imageReport({
      name: "worker",
      verdict: "fail",
      smoke: {
        status: "failed",
        ready: 300,
        duration: 900,
        checks: [
          { kind: "ready", what: "ready", problem: null },
          { kind: "request", what: "GET /health", problem: "it answered 500 instead of 200" },
          { kind: "command", what: "whoami", problem: "it printed root instead of appuser" },
        ],
        processes: [{ uid: 0, command: "node server.js" }],
      },
    }),
  ),
  "an image that grew over its limit": {
    ...reportOf(
      imageReport({
        verdict: "fail",
        budgets: { size: 200_000_000, growth: "10 %" },
        baseline: baseline(),
        change: grown(),
        findings: [
          finding({
            rule: "growth",
            message: "production grew by 36.2 MB, 23.8 MB over max-growth (10 %)",
            place: { file: "Dockerfile", lines: [14, 15] },
            advice: "Add `&& rm -rf /var/lib/apt/lists/*` to this RUN, or mount `/var/lib/apt`",
          }),
          finding({ rule: "size", level: "warning", waived: true, message: "production is too big" }),
        ],
      }),
      imageReport({
        name: "worker",
        baseline: baseline({ size: 162_350_000 }, { behind: 3 }),
        change: { ...grown(), size: 50_000, layers: 0, drift: 0, growth: 50_000, negligible: true },
      }),
      imageReport({
        name: "new",
        baseline: baseline({}, { state: "none", image: null, why: "the base has no such image" }),
      }),
    ),
    findings: [
      loosened("this change loosens comment: always → on-failure", {
        place: { file: ".stagegate.yml", lines: [2, 2] },
      }),
      loosened("this change no longer gates old", { advice: "Keep it under images:" }),
    ],
    removedImages: ["old"],
    waiver: "image-size-ok",
  },
  "20 images of which 6 fail": twentyImages(),
  "images that did not change": reportOf(
    imageReport({ baseline: baseline({ size: 162_400_000 }), change: same() }),
    imageReport({ name: "worker", baseline: baseline({ size: 162_400_000 }), change: same() }),
  ),
  "an image whose baseline is refused, and one that was called otherwise": reportOf(
    imageReport({
      baseline: baseline(
        {},
        { state: "refused", why: "other platform (linux/arm64, now linux/amd64)", image: null },
      ),
    }),
    imageReport({
      name: "broken",
      baseline: baseline(
        {},
        {
          state: "none",
          why: "the base does not build (RUN make ended with exit code 2)",
          log: "no rule\nstop",
          image: null,
        },
      ),
    }),
    imageReport({
      name: "worker",
      target: "worker",
      baseline: baseline(
        { renamedFrom: "jobs", target: "jobs", baseImage: "debian:bookworm-slim" },
        { state: "built" },
      ),
      change: { ...grown(), drift: 0, growth: 38_100_000 },
    }),
  ),
  "an image on a stand-in": reportOf(
    imageReport({
      image: measuredImage({
        baseImage: {
          knownBy: "history",
          name: "python:3.13-slim",
          from: "python:3.13-slim",
          digest: null,
          layers: 1,
          size: 124_300_000,
          standIn: "Debian trixie python3 3.13.5",
        },
      }),
    }),
  ),
  "an existing image, without an engine": {
    ...reportOf(
      imageReport({
        target: null,
        tests: [],
        budgets: {},
      }),
    ),
    engine: null,
  },
};

describe.each(Object.entries(REPORTS))("%s", (_, report) => {
  test("as Markdown", () => expect(markdown(report)).toMatchSnapshot());
  test("for a terminal", () => expect(terminal(report)).toMatchSnapshot());
});

test.each([
  [[true, true], "2 images are unchanged"],
  [[false, true], "1 image passes, 1 unchanged, nothing changed"],
  [[false, false], "2 images pass, nothing changed"],
])("the title has unchanged images once: %j", (unchanged, words) => {
  const images = unchanged.map((own, at) =>
    imageReport({
      name: `svc-${at}`,
      unchanged: own,
      baseline: baseline({ size: 162_400_000 }),
      change: same(),
    }),
  );
  expect(markdown(reportOf(...images))).toContain(`### stagegate: ✅ ${words}\n`);
});

test.each([
  ["passes without findings", [], false, false, "pass"],
  ["passes with warnings", [finding({ level: "warning" })], false, false, "pass"],
  ["fails by an error", [finding()], false, false, "fail"],
  ["is not judged when it could not be read", [finding()], true, false, "error"],
  ["fails when it could not be built", [finding()], false, false, "fail"],
  ["passes when it is only reported", [finding()], false, true, "pass"],
] as const)("an image %s", (_, findings, isUnjudged, reportOnly, verdict) => {
  expect(imageVerdict(findings, isUnjudged, reportOnly)).toBe(verdict);
});

test.each([
  [["pass", "pass"], "pass", 0],
  [["pass", "error"], "error", 2],
  [["error", "fail"], "fail", 1],
] as const)("images with the verdicts %j make the run %s", (verdicts, verdict, code) => {
  expect(
    runVerdict(
      verdicts.map((own) => ({ verdict: own })),
      [],
    ),
  ).toBe(verdict);
  expect(exitCode({ ...reportOf(), verdict })).toBe(code);
});

const HOSTILE = "|a`b`<img src=x>@octocat #1 https://evil.example [x](y) **b**\n# h\u001b[31m\u202e\u0007";

// Control characters and the like, but for line ends and the invisible space that breaks mentions.
const UNPRINTABLE = /[^\P{C}\n\u200b]/u;

test("any text stays in its place in Markdown", () => {
  const report = reportOf(
    imageReport({
      name: HOSTILE,
      verdict: "fail",
      image: measuredImage({
        user: { configured: HOSTILE, name: HOSTILE, uid: 1, gid: 1, problem: null },
        baseImage: {
          knownBy: "history",
          name: HOSTILE,
          from: HOSTILE,
          digest: null,
          layers: 0,
          size: 0,
          standIn: HOSTILE,
        },
        layers: [
          {
            diffId: "sha256:1",
            size: 1,
            transferSize: 1,
            files: 1,
            origin: {
              kind: "instruction",
              stage: HOSTILE,
              file: HOSTILE,
              lines: [1, 1],
              instruction: HOSTILE,
            },
          },
        ],
      }),
      findings: [
        finding({
          message: HOSTILE,
          advice: HOSTILE,
          place: { file: HOSTILE, lines: [1, 1] },
          log: `${HOSTILE}\n\`\`\`\n</details>\n# out`,
        }),
      ],
    }),
  );
  const text = markdown(report);
  // Outside of code, nothing that GitHub would make a mention, a reference, a link, HTML or a cell of.
  const withoutCode = text
    .replace(/(`{3,})text\n[\s\S]*?\n\1/g, "")
    .replace(/`[^`\n]*`/g, "")
    .replaceAll(`]: ${RULES_PAGE}#`, "");
  expect(withoutCode).not.toMatch(/@octocat|#1\b|https:\/\/|<img|(?<!\\)\[x/);
  expect(withoutCode.match(/<\/?(?!details|\/details|summary|\/summary|br)\w+/g)).toBeNull();
  expect(text).not.toMatch(UNPRINTABLE);
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  expect(new Set(rows.slice(0, 3).map((row) => row.match(/(?<!\\)\|/g)?.length))).toEqual(new Set([8]));
  expect(text).toMatch(/````text\n/);
  expect(terminal(report)).not.toMatch(UNPRINTABLE);
});

test("no text makes a reference at any forge", () => {
  const references = [
    "@octocat",
    "#1",
    "GH-4",
    "gh-4",
    "a/b!12",
    "&1",
    "%1",
    '%"v 1"',
    "~label",
    '~"my label"',
    "$1",
  ];
  const [message] = markdown(
    reportOf(imageReport({ verdict: "fail", findings: [finding({ message: references.join(" ") })] })),
  )
    .split("\n")
    .filter((line) => line.includes("octocat"));
  // GitHub and GitLab look for them in the text, after the escapes of Markdown are gone.
  const text = message?.replaceAll("&amp;", "&").replaceAll("\\", "") ?? "";
  for (const reference of references) expect(text).not.toContain(reference);
  expect(text.replaceAll("\u200b", "")).toContain(references.join(" "));
  expect(markdown(reportOf(imageReport({ name: "100 % & more! ~ $HOME" })))).not.toContain("\u200b");
});

test("a bar in a path is unchanged in a list and splits no table cell", () => {
  const file = "a|b.txt";
  const text = markdown(
    reportOf(
      richImageReport({ findings: [finding({ place: { file, lines: [1, 1] }, advice: `\`${file}\`` })] }),
    ),
  );
  expect(text).toMatch(/^- .* `a\|b\.txt:1` .*<br>`a\|b\.txt`$/m);
  const [layer] = measuredImage().layers.filter(({ origin }) => origin.kind === "instruction");
  if (layer === undefined) throw new Error("there is no layer of an instruction");
  const layers = [{ ...layer, origin: instruction(1, "RUN a|b") }];
  const cells = markdown(reportOf(imageReport({ image: measuredImage({ layers }) })));
  expect(cells).toMatch(/^\|.* `Dockerfile:1 RUN a\\\|b` +\|$/m);
});

test("the comment stays under its limit with any report", () => {
  fc.assert(
    fc.property(fc.nat(300), fc.nat(300), fc.integer({ min: 1, max: 12 }), (findings, layers, images) => {
      const [layer] = measuredImage().layers.slice(1);
      const image = imageReport({
        findings: Array.from({ length: findings }, () =>
          finding({ message: HOSTILE.repeat(9), log: "x\n".repeat(40) }),
        ),
        image: measuredImage({
          layers: Array.from({ length: layers }, () => layer).filter((one) => one !== undefined),
        }),
      });
      const report = reportOf(...Array.from({ length: images }, () => image));
      const text = markdown(report);
      expect(text.length).toBeLessThanOrEqual(LONGEST_COMMENT);
      expect(text.split("<details>")).toHaveLength(text.split("</details>").length);
    }),
    { numRuns: 10 },
  );
});

test("dropped findings are counted", () => {
  const findings = Array.from({ length: 3000 }, (_, number) => finding({ message: `finding ${number}` }));
  const text = markdown(reportOf(imageReport({ findings })));
  const shown = text.match(/\*\*finding \d+\*\*/g)?.length ?? 0;
  expect(text).toContain(`- and ${3000 - shown} more findings`);
});

describe("a change that loosens the gate", () => {
  const image = imageReport({ baseline: baseline({ size: 162_400_000 }), change: same() });
  const report = (level: "warning" | "error"): Report => ({
    ...reportOf(image),
    verdict: level === "error" ? "fail" : "pass",
    findings: [loosened("this change no longer gates old", { level })],
  });

  test("is news before the images", () => {
    const text = markdown(report("warning"));
    expect(text).toContain(
      "### stagegate: ✅ the image passes\n\n- ⚠️ this change no longer gates old ([loosened])\n",
    );
    expect(text).not.toContain("The same as before");
  });

  test("is the headline if it is an error", () => {
    expect(markdown(report("error"))).toContain("### stagegate: ❌ this change loosens the gate\n");
    expect(runVerdict([{ verdict: "pass" }], report("error").findings)).toBe("fail");
    expect(runVerdict([{ verdict: "pass" }], report("warning").findings)).toBe("pass");
  });

  test("is the only error of a report-only image", () => {
    expect(imageVerdict([finding(), loosened("x")], false, true)).toBe("pass");
    expect(imageVerdict([finding(), loosened("x", { level: "error" })], false, true)).toBe("fail");
    expect(imageVerdict([loosened("x", { level: "error" })], true, true)).toBe("fail");
    const failing = imageReport({
      reportOnly: true,
      verdict: "fail",
      findings: [loosened("x", { level: "error" })],
    });
    expect(terminal(reportOf(failing))).toMatch(/^✗ {2}production /m);
  });

  test("is never cut off", () => {
    const flood = (of: string) =>
      Array.from({ length: 5000 }, (_, at) => finding({ message: `${of} ${at} ${"x".repeat(100)}` }));
    const ofImage = loosened("this change loosens max-size of production", { level: "warning" });
    const images = [
      imageReport({ findings: flood("one") }),
      imageReport({ findings: [...flood("other"), ofImage] }),
    ];
    const text = markdown({ ...reportOf(...images), findings: report("warning").findings });
    expect(text).toContain("- ⚠️ this change no longer gates old");
    expect(text).toContain("- ⚠️ this change loosens max-size of production");
    expect(text).toMatch(/- and 9,\d{3} more findings/);
  });
});

describe("a cell over its limit", () => {
  const over = imageReport({
    verdict: "fail",
    budgets: { size: 150_000_000 },
    findings: [finding({ message: "too big" })],
  });
  const red = (text: string) => `\u001b[31m${text}\u001b[39m`;

  test("is bold and marked in Markdown", () => {
    expect(markdown(reportOf(over)).replaceAll("\u00a0", " ")).toContain(
      "| **❌ 162.4 MB / 150 MB** | 58.0 MB |",
    );
  });

  test("is red and marked in the terminal, in an aligned column", () => {
    const [head = "", row = ""] = terminal(reportOf(over), { colors: pc.createColors(true) }).split("\n");
    expect(row).toContain(red("✗ 162.4 MB / 150 MB"));
    expect(stripVTControlCharacters(row).indexOf("58.0 MB")).toBe(
      stripVTControlCharacters(head).indexOf("Compressed"),
    );
  });

  test("is not marked for a warning", () => {
    const warned = imageReport({ findings: [finding({ level: "warning" })] });
    expect(terminal(reportOf(warned))).toContain("✓  production  162.4 MB / 180 MB");
  });
});

describe("images that pass", () => {
  const passing = (count: number) =>
    reportOf(...Array.from({ length: count }, (_, at) => imageReport({ name: `svc-${at}` })));

  test.each([
    [9, false],
    [10, true],
  ])("of %i are one line: %p", (count, isOneLine) => {
    const line = `${count} images pass`;
    expect(markdown(passing(count)).includes(`<details><summary>✅ ${line}</summary>`)).toBe(isOneLine);
    expect(terminal(passing(count)).includes(`✓ ${line}: svc-0 162.4 MB, svc-1 162.4 MB`)).toBe(isOneLine);
    expect(terminal(passing(count)).match(/^✓ {2}svc-3 /m) !== null).toBe(!isOneLine);
  });

  test("that did not change are not folded twice", () => {
    const unchanged = { baseline: baseline({ size: 162_400_000 }), change: same() };
    const images = Array.from({ length: 20 }, (_, at) => imageReport({ name: `svc-${at}`, ...unchanged }));
    const text = markdown(reportOf(...images));
    expect(text).not.toContain("20 images pass</summary>");
    expect(text.match(/^\| ✅ \| svc-\d+ /gm)).toHaveLength(20);
  });

  test("name 50 of a thousand in the terminal, and count the others", () => {
    expect(terminal(passing(1000))).toMatch(/svc-49 162\.4 MB, and 950 more\n/);
  });
});
