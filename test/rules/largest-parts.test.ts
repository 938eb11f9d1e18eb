import type {
  ChangeReport,
  InstructionOrigin,
  LayerReport,
  Origin,
  OriginContents,
} from "../../src/model/report.ts";
import { largestParts } from "../../src/rules/largest-parts.ts";
import { ownSizeRule } from "../../src/rules/own-size.ts";
import { sizeRule } from "../../src/rules/size.ts";
import { transferSizeRule } from "../../src/rules/transfer-size.ts";
import { factsOf, settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";

const line = (at: number, instruction: string): InstructionOrigin => {
  return { kind: "instruction", stage: null, file: "Dockerfile", lines: [at, at], instruction };
};
const BASE: Origin = { kind: "base" };
const COPY = line(14, "COPY --from=deps /venv /venv");
const RUN = line(4, "RUN pip install -r requirements.txt");
const APP = line(15, "COPY app /app");

const imageOf = (...parts: readonly [megabytes: number, origin: Origin][]) => {
  const layers = parts.map(([size, origin], at): LayerReport => {
    return { diffId: `sha256:${at}`, size: size * 1e6, transferSize: null, files: 1, origin };
  });
  const sum = (some: typeof parts) => some.reduce((bytes, [size]) => bytes + size * 1e6, 0);
  const { baseImage } = measuredImage();
  const ofBase = sum(parts.filter(([, { kind }]) => kind === "base"));
  return measuredImage({
    layers,
    size: sum(parts),
    baseImage: baseImage && { ...baseImage, size: ofBase },
  });
};
const traced = (...parts: readonly [megabytes: number, origin: InstructionOrigin][]): OriginContents[] => [
  {
    origin: COPY,
    root: { name: "", size: 0, files: 0, change: null, children: [] },
    trace: parts.map(([size, origin]) => ({ origin, through: [], size: size * 1e6, files: 1 })),
  },
];
const HISTORY: Origin = { kind: "history", by: "dockerfile", instruction: "RUN make" };

test.each<[string, ReturnType<typeof imageOf>, readonly OriginContents[], boolean, string | null]>([
  [
    "the line that made most of it",
    imageOf([10, BASE], [32.5, COPY], [1, APP]),
    [],
    false,
    "Most of it: 32.5 MB Dockerfile:14 COPY --from=deps /venv /venv",
  ],
  [
    "the traced line of another stage",
    imageOf([10, BASE], [32.5, COPY]),
    traced([30, RUN], [2.5, COPY]),
    false,
    "Most of it: 32.5 MB Dockerfile:14 ← Dockerfile:4 RUN pip install -r requirements.txt",
  ],
  [
    "the COPY, if no traced line made most of it",
    imageOf([32, COPY]),
    traced([16, RUN], [16, COPY]),
    false,
    "Most of it: 32.0 MB Dockerfile:14 COPY --from=deps /venv /venv",
  ],
  [
    "the two largest, if none made most of it",
    imageOf([3, COPY], [4, APP], [3, BASE]),
    [],
    false,
    "Largest parts: 4.0 MB Dockerfile:15 COPY app /app; 3.0 MB Dockerfile:14 COPY --from=deps /venv /venv",
  ],
  [
    "the base image and the largest line",
    imageOf([90, BASE], [1, APP], [9, COPY]),
    [],
    false,
    "Most of it: 90.0 MB base image debian:trixie-slim; 9.0 MB Dockerfile:14 COPY --from=deps /venv /venv",
  ],
  [
    "the largest line of its own",
    imageOf([90, BASE], [1, APP], [9, COPY]),
    [],
    true,
    "Most of it: 9.0 MB Dockerfile:14 COPY --from=deps /venv /venv",
  ],
  ["the entry of a history", imageOf([9, HISTORY]), [], false, "Most of it: 9.0 MB RUN make (by history)"],
  ["nothing, if nothing is known", imageOf([9, { kind: "unknown" }]), [], false, null],
  ["nothing of an empty image", imageOf([0, APP]), [], false, null],
])("an image that is too large names %s", (_, image, contents, isOwn, words) => {
  expect(largestParts(image, contents, isOwn)).toBe(words);
});

test("size and own size over a limit name the largest parts", () => {
  const facts = factsOf({ image: imageOf([20, BASE], [32.5, COPY]), contents: traced([32.5, RUN]) });
  const settings = settingsWith({ maxSize: 1e6, maxOwnSize: 1e6 });
  const most = "Most of it: 32.5 MB Dockerfile:14 ← Dockerfile:4 RUN pip install -r requirements.txt";
  for (const rule of [sizeRule, ownSizeRule]) {
    const advice = `${most}. Remove what the image does not need, or raise \`max-${rule.id}\`.`;
    expect(rule.check(facts, settings)).toMatchObject([{ level: "error", advice }]);
  }
});

test("an image that is mostly base image needs a smaller one", () => {
  const facts = factsOf({ image: imageOf([20, BASE], [1, APP]) });
  expect(sizeRule.check(facts, settingsWith({ warnSize: 1e6 }))).toMatchObject([
    {
      level: "warning",
      place: facts.place,
      advice:
        "Most of it: 20.0 MB base image debian:trixie-slim; 1.0 MB Dockerfile:15 COPY app /app. Choose a smaller base image, or raise `warn-size`.",
    },
  ]);
});

test("the compressed size over its limit says which line has most of it", () => {
  const image = imageOf([20, BASE], [5, COPY]);
  const layers = image.layers.map((layer, at) => ({ ...layer, transferSize: [1e6, 4e6][at] ?? 0 }));
  const facts = factsOf({ image: { ...image, layers, transferSize: 5e6 } });
  expect(transferSizeRule.check(facts, settingsWith({ maxTransferSize: 1e6 }))).toMatchObject([
    {
      place: { lines: [14, 14] },
      advice:
        "Most of it: 4.0 MB Dockerfile:14 COPY --from=deps /venv /venv. Remove what the image does not need, or raise `max-transfer-size`.",
    },
  ]);
});

test.each<[string, number, { readonly place: object; readonly advice: string }]>([
  [
    "the line that grew, if it would pass without this growth",
    26,
    {
      place: { file: "Dockerfile", lines: [15, 15] },
      advice: "Leave `/app/intro.mp4` (5.0 MB) out by .dockerignore, or raise `max-size`.",
    },
  ],
  [
    "the largest part, if it would not",
    24,
    {
      place: { file: "Dockerfile", lines: [12, 12] },
      advice:
        "Most of it: 20.0 MB base image debian:trixie-slim; 10.0 MB Dockerfile:15 COPY app /app. Choose a smaller base image, or raise `max-size`.",
    },
  ],
])("an image over its size names %s", (_, megabytes, explanation) => {
  const image = imageOf([20, BASE], [10, APP]);
  const change = grownBy(5e6, APP, "/app/intro.mp4");
  const facts = factsOf({ image, change });
  expect(sizeRule.check(facts, settingsWith({ maxSize: megabytes * 1e6 }))).toMatchObject([explanation]);
  const max = { maxOwnSize: (megabytes - 20) * 1e6 };
  const [own] = ownSizeRule.check(facts, settingsWith(max));
  expect(own?.advice?.startsWith("Leave")).toBe(megabytes === 26);
});

function grownBy(size: number, after: Origin, path: string): ChangeReport {
  const files = [{ path, kind: "added" as const, size, files: 1 }];
  const origins = [{ before: after, after, size, drift: 0, files }];
  return {
    ...{ size, transferSize: size, layers: 0, drift: 0, history: 0 },
    ...{ growth: size, growthPercent: 20, negligible: false, origins },
  };
}
