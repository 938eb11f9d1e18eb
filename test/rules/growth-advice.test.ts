import type { FileChange, InstructionOrigin, Origin, OriginChange } from "../../src/model/report.ts";
import { growthRule } from "../../src/rules/growth.ts";
import { layersRule } from "../../src/rules/layers.ts";
import { wastedRule } from "../../src/rules/wasted.ts";
import { baseline } from "../fixtures/baseline.ts";
import { factsOf, settingsWith } from "../fixtures/facts.ts";
import { measuredImage } from "../fixtures/report.ts";

const line = (at: number, instruction: string): InstructionOrigin => {
  return { kind: "instruction", stage: "production", file: "Dockerfile", lines: [at, at], instruction };
};

/** The findings about an image that grew by 30 MB, from 100 MB. */
function findingsAbout(after: Origin, files: readonly FileChange[], drift = 0, includesDrift = false) {
  const origin: OriginChange = { before: after, after, size: 30e6, drift, files };
  const change = {
    ...{ size: 30e6, transferSize: null, layers: 0, drift, history: 0 },
    ...{ growth: 30e6 - drift, growthPercent: 30, negligible: false, origins: [origin] },
  };
  const settings = settingsWith({ maxGrowth: { percent: 10 }, maxGrowthIncludesDrift: includesDrift });
  return growthRule.check(factsOf({ change, baseline: baseline({ size: 100e6 }) }), settings);
}

const added = (path: string, megabytes: number, files = 1): FileChange => {
  return { path, kind: "added", size: megabytes * 1e6, files };
};
const INTRO = added("/app/static/intro.mp4", 29.8);

test.each<[Origin, readonly FileChange[], string]>([
  [
    line(14, "COPY static ./static"),
    [INTRO, added("/app/static/a.png", 0.2)],
    "Leave `/app/static/intro.mp4` (29.8 MB) out by .dockerignore, or raise `max-growth`.",
  ],
  [
    line(14, "COPY . ."),
    [added("/app/a.mp4", 10), added("/app/node_modules/", 20, 2140)],
    "Leave `/app/node_modules/` (20.0 MB in 2,140 files) and `/app/a.mp4` (10.0 MB) out by .dockerignore, or raise `max-growth`.",
  ],
  [
    line(14, "COPY --chown=1:1 static/intro.mp4 app.py /app/static/"),
    [INTRO],
    "Leave `/app/static/intro.mp4` (29.8 MB) out of this line, or raise `max-growth`.",
  ],
  [
    line(14, "COPY . ."),
    [{ ...INTRO, kind: "changed" }],
    "Make `/app/static/intro.mp4` (29.8 MB) smaller, leave out by .dockerignore what the image does not need, or raise `max-growth`.",
  ],
  [line(14, "COPY . ."), [], "Leave files out by .dockerignore, or raise `max-growth`."],
  [
    line(14, "RUN apt-get install -y ffmpeg"),
    [added("/usr/lib/x86_64-linux-gnu/", 25, 210)],
    "Largest growth: `/usr/lib/x86_64-linux-gnu/` (25.0 MB in 210 files). Remove what the image does not need in this RUN, or raise `max-growth`.",
  ],
  [
    line(14, "COPY --from=deps /venv /venv"),
    [added("/venv/torch/", 30, 90)],
    "Largest growth: `/venv/torch/` (30.0 MB in 90 files). Remove what the image does not need in stage `deps`, or raise `max-growth`.",
  ],
  [
    line(14, "ADD https://example.org/model.bin /model.bin"),
    [added("/model.bin", 30)],
    "Largest growth: `/model.bin` (30.0 MB). Remove what the image does not need in this line, or raise `max-growth`.",
  ],
  [
    { kind: "base" },
    [],
    "The base image grew by 30.0 MB. Choose a smaller one in the FROM, or raise `max-growth`.",
  ],
])("growth of %j has advice with its largest files", (after, files, advice) => {
  expect(findingsAbout(after, files)).toMatchObject([{ level: "error", advice }]);
});

test.each<[Origin, string]>([
  [
    { kind: "base" },
    "The base image grew by 30.0 MB behind the same FROM. Pin its digest, or raise `max-growth`.",
  ],
  [line(14, "RUN pip install x"), "Pin the versions that this line installs, or raise `max-growth`."],
])("drift that counts is stopped by pinning: %j", (after, advice) => {
  expect(findingsAbout(after, [], 30e6, true)).toMatchObject([{ advice }]);
});

test("growth without any line that grew has advice as well", () => {
  const change = {
    ...{ size: 30e6, transferSize: null, layers: 0, drift: 0, history: 0 },
    ...{ growth: 30e6, growthPercent: 30, negligible: false, origins: [] },
  };
  const facts = factsOf({ change, baseline: baseline({ size: 100e6 }) });
  expect(growthRule.check(facts, settingsWith({ warnGrowth: { bytes: 0 } }))).toMatchObject([
    { advice: "Remove what the image does not need, or raise `warn-growth`." },
  ]);
});

test("too many layers are at the last new line, if the others alone pass", () => {
  const image = measuredImage();
  const after = image.layers[2]?.origin ?? null;
  const change = {
    ...{ size: 0, transferSize: null, layers: 1, drift: 0, history: 0 },
    ...{ growth: 0, growthPercent: 0, negligible: false },
    origins: [{ before: null, after, size: 0, drift: 0, files: [] }],
  };
  const advice = (setting: string) =>
    `The base image has 1 of them. Write RUN or COPY instructions that follow each other as one, or raise \`${setting}\`.`;
  const facts = factsOf({ image, change });
  expect(layersRule.check(facts, settingsWith({ maxLayers: 2 }))).toMatchObject([
    { place: { file: "Dockerfile", lines: [21, 21] }, advice: advice("max-layers") },
  ]);
  expect(layersRule.check(facts, settingsWith({ warnLayers: 1 }))).toMatchObject([
    { place: facts.place, advice: advice("warn-layers") },
  ]);
});

test("waste over its limit has the advice for most of it", () => {
  const [made, hiddenBy] = [line(14, "RUN make"), line(15, "RUN rm -rf /src")];
  const waste = [{ origin: made, hiddenBy, how: "deleted" as const, path: "/src/", size: 5e6, files: 3 }];
  const image = measuredImage({ wasted: 5e6, waste });
  const [over] = wastedRule.check(factsOf({ image }), settingsWith({ maxWasted: 1e6 }));
  expect(over).toMatchObject({
    place: { file: "Dockerfile", lines: [14, 14] },
    advice: "Delete the files in the RUN that makes them. If they must stay, raise `max-wasted`.",
  });
});
