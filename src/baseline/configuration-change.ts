import { basename, isAbsolute, join, relative, sep } from "node:path";
import { inlineDockerfile } from "../bake/definition.ts";
import { moveContext } from "../bake/target.ts";
import { isNamedBy, type Settings } from "../config/config.ts";
import type { ConfiguredImage } from "../config/configured-images.ts";
import type { ReadText } from "../config/load.ts";
import { choiceFor, placeForPlatform, settingsForPlatform } from "../config/platform-settings.ts";
import type { ImageSettings, RunSettings } from "../config/settings.ts";
import { lowerCaseDockerfile } from "../dockerfile/find.ts";
import { defaultTestTargets, parseStages, type Stage } from "../dockerfile/stages.ts";
import { isNamePattern, nameMatcher } from "../patterns/names.ts";
import type { RuleLevels } from "../rules/levels.ts";
import { matchImages, withIdentity } from "./match-images.ts";
import { othersThan, type SoughtRun } from "./sought-run.ts";

/** The configuration of the commit that is compared with, beside the run's own. */
export interface ConfigurationChange {
  readonly kind: "read";
  readonly run: RunChange;
  /** By the names of the run's images; without images that the commit does not have. */
  readonly images: ReadonlyMap<string, ChangeByPlatform>;
  /** Names of the images that the commit gates and the run does not, in the commit's order. */
  readonly removed: readonly string[];
  /** Names of the images that the change adds; the run does not gate them yet, because the commit's settings count. */
  readonly added: readonly string[];
  /** Levels of rules of the commit's images. */
  readonly levelsBefore: readonly RuleLevels[];
}

/** The commit's configuration could not be read, for the reason in `why`. */
export interface UnreadConfiguration {
  readonly kind: "unread";
  readonly why: string;
}

/** Settings of both commits, in a form in which equal settings have equal values. */
interface Change<Values> {
  readonly before: Values;
  readonly after: Values;
}

/** The change of an image's settings for one of its platforms; null for the builder's own. */
export type ChangeByPlatform = (platform: string | null) => ImageChange;

export interface ImageChange extends Change<ImageSettings> {
  /** Place of the new value of a setting. */
  readonly placeOf: ConfiguredImage["placeOf"];
}

export interface RunChange extends Change<RunSettings>, Pick<Settings, "place" | "placeOf"> {}

/** A commit's configuration, with the folder of its tree. */
export interface Side {
  readonly settings: Settings;
  /** Absolute folder of its tree. */
  readonly root: string;
}

/** What the run gates. */
export interface RunSide extends Side, Omit<SoughtRun, "rows"> {
  /** Whether an input or a flag chooses the images. */
  readonly isChosen: boolean;
  /** Whether the commit's settings count in this run, and not these. */
  readonly isProposed: boolean;
}

/**
 * Compares two configurations.
 * @param readBefore the text of a file of the commit, by its absolute path; null if there is none
 * @param readAfter the text of a file of the working tree, by its absolute path; null if there is none
 */
export async function configurationChange(
  before: Side,
  after: RunSide,
  readBefore: ReadText,
  readAfter: ReadText,
): Promise<ConfigurationChange> {
  const { partners } = matchImages(
    before.settings.configured.map((image) => withIdentity(image, before.root)),
    [...after.planned, ...othersThan(after)].map((image) => withIdentity(image, after.root)),
  );
  const gated = partners.slice(0, after.planned.length);
  const texts = new Map(
    await Promise.all(
      before.settings.configured.map(
        async (image) => [image, await dockerfileOf(image, readBefore)] as const,
      ),
    ),
  );
  const textsNow = await Promise.all(
    after.planned.map(async (image) => image.builtFrom?.text ?? (await dockerfileOf(image, readAfter))),
  );
  const images = after.planned.flatMap((image, at): [string, ChangeByPlatform][] => {
    const partner = gated[at]?.image;
    if (partner === undefined) return [];
    const old = { image: partner, root: before.root, dockerfile: texts.get(partner) ?? null };
    const dockerfile = textsNow[at] ?? null;
    // The run knows an image by the name that its settings have.
    const name = after.isProposed ? (partner.name ?? image.name) : image.name;
    return [[name, imageChange(old, { image, root: after.root, dockerfile }, after.native)]];
  });
  const added = after.planned.flatMap(({ name }, at) => (gated[at]?.image === undefined ? [name] : []));
  const removed = before.settings.images.filter(
    (image) => !gated.some((partner) => partner?.image === image),
  );
  return {
    kind: "read",
    run: runChange(before, after),
    images: new Map(images),
    // The other images were left out on purpose.
    removed: after.isChosen
      ? []
      : removed.flatMap((image) => nameOf(image, before.root, texts.get(image) ?? null)),
    added: after.isProposed ? added : [],
    levelsBefore: before.settings.configured.flatMap(({ settings: { rules } }) =>
      rules === null ? [] : [rules],
    ),
  };
}

/** The Dockerfile of an image, also of an existing one, whose settings may leave it out. */
async function dockerfileOf({ settings, bake }: ConfiguredImage, read: ReadText): Promise<string | null> {
  const file = settings.file ?? join(settings.context, "Dockerfile");
  const other = lowerCaseDockerfile(file);
  const text =
    inlineDockerfile({ settings, bake }) ?? (await read(file)) ?? (other === null ? null : await read(other));
  // The path may be a link, not a Dockerfile.
  return text !== null && parseStages(text).length > 0 ? text : null;
}

/** The name of an image without a configured name; none if the commit could not build it. */
function nameOf({ name, settings }: ConfiguredImage, root: string, dockerfile: string | null): string[] {
  if (name !== null) return [name];
  if (settings.image !== null) return [fromRoot(root, settings.image)];
  if (dockerfile === null) return [];
  return [settings.target ?? parseStages(dockerfile).at(-1)?.name ?? basename(settings.context)];
}

/** An image of a commit. */
interface ImageSide {
  readonly image: ConfiguredImage;
  readonly root: string;
  /** Text of its Dockerfile, also if it is an existing image; null if the text is unknown. */
  readonly dockerfile: string | null;
}

function imageChange(old: ImageSide, now: ImageSide, native: string): ChangeByPlatform {
  const { before, after } = settingsChange(old, now, native);
  const { placeOf } = now.image;
  return (platform) => {
    const was = choiceFor(before, platform, native);
    const is = choiceFor(after, platform, native);
    // A side without the platform has no settings for it.
    if (was === undefined || is === undefined) return { before, after, placeOf };
    return {
      before: settingsForPlatform(before, platform, was),
      after: settingsForPlatform(after, platform, is),
      placeOf: placeForPlatform(placeOf, is),
    };
  };
}

function settingsChange(
  writtenBefore: ImageSide,
  writtenAfter: ImageSide,
  native: string,
): Change<ImageSettings> {
  const old = withDefaultFile(writtenBefore, writtenAfter);
  const now = withDefaultFile(writtenAfter, writtenBefore);
  const [was, is] = [old.image.settings, now.image.settings];
  const [before, after] = [comparable(old, native), comparable(now, native)];
  // An image that is no longer built has neither a Dockerfile nor a target: one finding says so.
  if ((was.image === null) !== (is.image === null)) {
    return {
      before: { ...before, file: before.file ?? after.file, target: before.target ?? after.target },
      after: {
        ...after,
        file: after.file ?? before.file,
        target: after.target ?? before.target,
        platforms: was.platforms === null || is.platforms === null ? before.platforms : after.platforms,
      },
    };
  }
  const files =
    was.file === null && is.file === null
      ? { before: null, after: null }
      : { before: before.file, after: after.file };
  const isSameTarget =
    was.target === null && is.target === null && !isDisplaced(old.dockerfile, now.dockerfile);
  // If the Dockerfile is new, or not in the commit, its earlier tests are unknown.
  const isSameTests = was.testTarget === null && is.testTarget === null && old.dockerfile === null;
  return {
    before: { ...before, file: files.before },
    after: {
      ...after,
      file: files.after,
      target: isSameTarget ? before.target : after.target,
      testTarget: isSameTests ? before.testTarget : after.testTarget,
    },
  };
}

/** An existing image with the default of `file`, if the other side is an existing image and sets `file`. */
function withDefaultFile(side: ImageSide, other: ImageSide): ImageSide {
  const { settings } = side.image;
  const isLeftOut = settings.image !== null && settings.file === null;
  if (!isLeftOut || other.image.settings.image === null || other.image.settings.file === null) return side;
  return {
    ...side,
    image: { ...side.image, settings: { ...settings, file: join(settings.context, "Dockerfile") } },
  };
}

/**
 * Whether the former last stage of a Dockerfile is still there and another stage is the last one now. If there are more
 * stages now, the former last stage is the one with most of its lines.
 */
function isDisplaced(before: string | null, after: string | null): boolean {
  if (before === null || after === null) return false;
  const [old, now] = [stageTexts(before), stageTexts(after)];
  const [was, is] = [old.at(-1), now.at(-1)];
  if (was === undefined || is === undefined) return false;
  const others = now.slice(0, -1);
  if (was.name !== null && was.name !== is.name && others.some(({ name }) => name === was.name)) return true;
  const shared = ({ lines }: StageText) => lines.filter((line) => was.lines.includes(line)).length;
  return now.length > old.length && others.some((other) => shared(other) > shared(is));
}

/** A stage with its lines, FROM among them, without comments. */
interface StageText {
  readonly name: string | null;
  readonly lines: readonly string[];
}

function stageTexts(dockerfile: string): StageText[] {
  const lines = dockerfile.split("\n").map((line) => line.trim());
  const stages = parseStages(dockerfile);
  return stages.map(({ name, line }, at) => ({
    name,
    lines: lines
      .slice(line - 1, (stages[at + 1]?.line ?? lines.length + 1) - 1)
      .filter((text) => /^[^#]/.test(text)),
  }));
}

/** The settings with paths from the root of the tree, and with defaults. */
function comparable({ image, root, dockerfile }: ImageSide, native: string): ImageSettings {
  const { settings } = image;
  // Without `file`, the Dockerfile of an existing image is not used.
  const isUsed = settings.image === null || settings.file !== null;
  const stages = dockerfile === null || !isUsed ? null : parseStages(dockerfile);
  const target = settings.target?.toLowerCase() ?? lastStage(stages ?? []);
  const { buildContexts, maxCritical, maxHigh } = settings;
  return {
    ...settings,
    context: fromRoot(root, settings.context),
    file: isUsed ? fromRoot(root, settings.file ?? join(settings.context, "Dockerfile")) : null,
    target,
    image: settings.image === null ? null : fromRoot(root, settings.image),
    buildContexts:
      buildContexts === null
        ? null
        : Object.fromEntries(
            Object.entries(buildContexts).map(([name, source]) => [
              name,
              source === null ? null : moveContext(source, (path) => fromRoot(root, path)),
            ]),
          ),
    platforms: settings.platforms ?? (settings.image === null ? [{ name: native, budgets: {} }] : null),
    testTarget: testTargets(settings, stages, target),
    scan: settings.scan ?? (maxCritical !== null || maxHigh !== null),
  };
}

/** The name of the last stage, or its number; null if there is none. */
function lastStage(stages: readonly Stage[]): string | null {
  const last = stages.at(-1);
  return last === undefined ? null : (last.name ?? `stage ${stages.length}`);
}

/** The test stages that are run; null if they are unknown. */
function testTargets(
  { image, testTarget }: ImageSettings,
  stages: readonly Stage[] | null,
  target: string | null,
): readonly string[] | null {
  if (image !== null) return [];
  if (testTarget !== null) return testTarget.map((name) => name.toLowerCase());
  return stages === null ? null : defaultTestTargets(stages).filter((name) => name !== target);
}

function runChange(before: Side, after: RunSide): RunChange {
  const names = [before, after].flatMap(({ settings }) =>
    settings.configured.flatMap(({ name }) => name ?? []),
  );
  const old = comparableRun(before, names);
  const now = comparableRun(after, names);
  // An input chooses for both commits.
  const { place, placeOf } = after.settings;
  return { before: after.isChosen ? { ...old, only: now.only } : old, after: now, place, placeOf };
}

/** @param names of the images of both commits, which a pattern may match */
function comparableRun({ settings: { run, configured }, root }: Side, names: readonly string[]): RunSettings {
  const { only, baseline } = run;
  const isAll = only !== null && configured.every(({ name }) => name !== null && isNamedBy(only, name));
  const chosen = only?.flatMap((name) => (isNamePattern(name) ? names.filter(nameMatcher(name)) : [name]));
  return {
    ...run,
    only: isAll || chosen === undefined ? null : [...new Set(chosen)],
    baseline: baseline === null ? null : fromRoot(root, baseline),
  };
}

/** A path as it is seen from the root; anything else stays as it is. */
function fromRoot(root: string, path: string): string {
  return isAbsolute(path) ? relative(root, path).split(sep).join("/") || "." : path;
}
