import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import type { ImageReport, Report } from "../../src/model/report.ts";
import { htmlText } from "../../src/report/escape.ts";
import { html } from "../../src/report/html.ts";
import { writeReports } from "../../src/report/write.ts";
import { RULES_PAGE } from "../../src/rules/page.ts";
import {
  finding,
  folder,
  imageReport,
  instruction,
  loosened,
  measuredImage,
  node,
  reportOf,
  richImageReport,
} from "../fixtures/report.ts";
import { anyCharacter } from "../fixtures/text.ts";

const unwarned = (message: string) => {
  throw new Error(message);
};

test("the page is written beside the other formats", async () => {
  const output = await mkdtemp(join(tmpdir(), "stagegate-"));
  try {
    const report = reportOf(richImageReport());
    await writeReports(report, output, unwarned);
    expect(await readFile(join(output, "report.html"), "utf8")).toBe(html(report));
  } finally {
    await rm(output, { recursive: true });
  }
});

describe("the reasons why images fail", () => {
  const reasonsOf = (...images: ImageReport[]) =>
    /<ul class="findings reasons"[^>]*>.*?<\/ul>/s.exec(html(reportOf(...images)))?.[0] ?? "";
  const failing = (name: string, message: string) =>
    imageReport({ name, verdict: "fail", findings: [finding({ message, log: "end of a log" })] });
  const passing = imageReport({ name: "web" });

  test("are below the table of images, without logs", () => {
    const list = reasonsOf(failing("api", "api is too big"), passing);
    expect(list).toContain('<a href="#image-1">api is too big</a>');
    expect(list).not.toContain("end of a log");
  });

  test("name their image", () => {
    expect(reasonsOf(failing("api", "GET / answered 500"), passing)).toContain(
      `<small>api: <a href="${htmlText(RULES_PAGE)}#size">size</a></small>`,
    );
  });

  test("are left out for a single image", () => {
    expect(reasonsOf(failing("api", "api is too big"))).toBe("");
  });

  test("have shared findings once", () => {
    const page = html(reportOf(failing("api", "api is too big"), failing("web", "web is too big")));
    expect(page.match(/ is too big/g)).toHaveLength(1);
    expect(page).toContain("end of a log");
  });
});

test("the page's policy has the hash of its script", () => {
  const page = html(reportOf(imageReport()));
  const [, script = ""] = /<script>(.*)<\/script>/s.exec(page) ?? [];
  expect(script).toContain("addEventListener");
  expect(page).toContain(`script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`);
});

test("the page has only the first of too many rows and paths", () => {
  const origin = instruction(1, "RUN x");
  const waste = Array.from({ length: 200_000 }, (_, at) => ({
    origin,
    hiddenBy: origin,
    how: "deleted" as const,
    size: 1,
    files: 1,
    path: `/gone-${at}`,
  }));
  const duplicates = [{ size: 100_000, paths: Array.from({ length: 200_000 }, (_, at) => `/copy-${at}`) }];
  const page = html(reportOf(imageReport({ image: measuredImage({ waste, duplicates }) })));
  expect(page.match(/\/gone-\d+/g)).toHaveLength(1000);
  expect(page).toContain("<p>199,000 rows left out</p>");
  expect(page.match(/\/copy-\d+/g)).toHaveLength(100);
  expect(page).toContain("and 199,900 more");
});

test("the page of a usual report has some 100 kB", () => {
  // A base image and five instructions, each with as many nodes as a tree may have.
  const tree = folder("", [
    folder(
      "usr/lib/python3/dist-packages",
      Array.from({ length: 148 }, (_, index) => node(`a-module-of-some-name-${index}.py`, 90_000 - index)),
    ),
  ]);
  const lines = [3, 5, 8, 13, 21].map((line) =>
    instruction(line, "RUN pip install --no-cache-dir -r requirements.txt"),
  );
  const contents = [{ kind: "base" } as const, ...lines].map((origin) => ({ origin, root: tree }));
  expect(html(reportOf(richImageReport({ contents }))).length).toBeLessThan(250_000);
});

/** A report with a text in every place for text from outside. */
function reportWith(text: string): Report {
  const origin = instruction(3, text);
  const root = folder("", [folder(text, [node(text, 3_000_000, 1_000_000), node("other", 2_000_000, null)])]);
  const rich = richImageReport({
    name: text,
    target: `${text}!`,
    image: measuredImage({
      platform: text,
      layers: [{ diffId: text, size: 5_000_000, transferSize: null, files: 2, origin }],
      user: { configured: text, name: text, uid: null, gid: null, problem: text },
      baseImage: {
        knownBy: "history",
        name: text,
        from: text,
        digest: text,
        layers: 0,
        size: 0,
        standIn: text,
      },
      waste: [{ origin, hiddenBy: origin, size: 1, files: 1, how: "deleted", path: text }],
      duplicates: [{ size: 1, paths: [text, text] }],
      leftovers: [{ kind: "leftover", what: text, origin, path: text, size: 1, files: 1, advice: text }],
    }),
    tests: [
      { target: text, status: "failed", cached: false, duration: 1 },
      { target: text, status: "passed", cached: true, duration: null },
    ],
    testsNotRun: [text],
    variant: { name: text, size: 2, saving: 1, leftOut: [{ what: text, size: 1 }] },
    smoke: {
      status: "failed",
      ready: null,
      duration: 1,
      checks: [{ kind: "command", what: text, problem: text }],
      processes: [{ uid: 0, command: text }],
    },
    scan: {
      scanner: "trivy",
      version: text,
      problem: text,
      counts: { critical: 1, high: 0, medium: 0, low: 0, unknown: 0 },
      worst: [{ id: text, severity: "critical", where: text, fixedIn: text }],
    },
    context: {
      folder: text,
      size: 1,
      files: 1,
      ignoreFile: text,
      hasIgnoreFile: true,
      ignoreFileFault: text,
      needless: [
        {
          pattern: text,
          what: text,
          size: 1,
          files: 1,
          isSecret: true,
          paths: [{ path: text, size: 1, files: 1 }],
          morePaths: 1,
          place: { file: text, lines: [1, 1] },
        },
      ],
    },
    contents: [{ origin, root }],
    steps: [{ stage: text, instruction: text, lines: [1, 2], started: 0, duration: 1, cached: false }],
    findings: [
      finding({ rule: "test", message: text, advice: text, log: text, place: { file: text, lines: [1, 1] } }),
    ],
  });
  const { baseline, change } = rich;
  const hostile = {
    ...rich,
    baseline: { ...baseline, name: text, log: text },
    change: change && {
      ...change,
      origins: [
        {
          before: null,
          after: origin,
          size: 1,
          drift: 0,
          files: [{ path: text, kind: "added" as const, size: 1, files: 1 }],
        },
      ],
    },
  };
  return {
    ...reportOf(hostile, hostile),
    engine: { version: text, store: null, buildx: text, builder: text },
    findings: [loosened(text, { advice: text, place: { file: text, lines: [1, 1] } })],
    removedImages: [text],
    waiver: text,
  };
}

/** Without what stands in attributes. */
function tagsOf(page: string): string {
  return (page.match(/<[^>]*>?/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join("\n");
}

test("the page has maps of the first hundred images, failing ones first", () => {
  const images = Array.from({ length: 102 }, (_, at) => {
    const image = { ...richImageReport(), name: `image-${at}` };
    return { ...image, verdict: at === 101 ? ("fail" as const) : ("pass" as const) };
  });
  const sections = html(reportOf(...images))
    .split('<details class="image"')
    .slice(1);
  const nameOf = (section: string) => /<h2>.*?<span>(.*?)<\/span>/.exec(section)?.[1];
  const unmapped = sections.filter((section) => !/class="(?:new )?map /.test(section));
  expect(sections).toHaveLength(102);
  expect(unmapped.map(nameOf)).toEqual(["image-99", "image-100"]);
  for (const section of unmapped)
    expect(section).toContain("This page has too many images to show a map of each one");
});

test("a cut text ends with a complete character", () => {
  const name = `${"a".repeat(398)}😀😀`;
  expect(html(reportOf(imageReport({ name })))).toContain(`${"a".repeat(398)}…`);
});

test("no text makes markup", () => {
  const harmless = tagsOf(html(reportWith("harmless")));
  expect(harmless.split("\n").length).toBeGreaterThan(300);
  const piece = fc.constantFrom(
    "<img src=x onerror=alert(1)>",
    "</script>",
    "</style>",
    "<!--",
    '"',
    "'",
    "&lt;",
    "=",
    "\u202e",
    "\u0000",
    "\n",
  );
  const text = fc
    .array(fc.oneof(piece, fc.string({ unit: anyCharacter })))
    .map((parts) => `a${parts.join("")}b`);
  fc.assert(
    fc.property(text, (hostile) => {
      const page = html(reportWith(hostile));
      expect(tagsOf(page)).toBe(harmless);
      expect(/[^\P{C}\n\t]/u.exec(page)).toBeNull();
    }),
    { numRuns: 60 },
  );
});
