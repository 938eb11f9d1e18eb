import { oneLine } from "../dockerfile/parse.ts";
import { REPOSITORY } from "../host/repository.ts";
import { formatSize, roomyBudget } from "../text/size.ts";
import { shorten } from "../text/words.ts";
import type { MeasuredImage } from "./measured.ts";
import { defaultFile, type ProposedImage } from "./propose.ts";
import { list, scalar } from "./yaml-text.ts";

/** The content of a configuration file. */
export interface Configuration {
  /** The images to gate; at least one. */
  readonly images: readonly ProposedImage[];
  /** Bake files; empty for none. */
  readonly bakeFiles: readonly string[];
  /** Names of the bake targets that are not gated. */
  readonly leftOut: readonly string[];
  /** Measurements by the name of the image; null if the images were not built. */
  readonly measured: ReadonlyMap<string, MeasuredImage> | null;
}

const SCHEMA = `https://raw.githubusercontent.com/${REPOSITORY}/v1/schema/config.schema.json`;

/** The text of `.stagegate.yml`. */
export function configurationText({ images, bakeFiles, leftOut, measured }: Configuration): string {
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA}`,
    ...(bakeFiles.length === 0 ? [] : [`bake: ${list(bakeFiles)}`]),
    ...(leftOut.length === 0 ? [] : [`bake-targets: ${list(leftOut.map((name) => `!${name}`))}`]),
    "defaults:",
    "  max-growth: 10% # against the base branch",
    "images:",
    ...images.flatMap((image) => imageLines(image, measured?.get(image.name) ?? null)),
  ];
  return `${lines.join("\n")}\n`;
}

function imageLines(image: ProposedImage, measured: MeasuredImage | null): string[] {
  return [
    `  ${scalar(image.name)}:`,
    ...(image.isBakeTarget ? [] : buildLines(image)),
    ...budgetLines(measured?.size ?? null),
    ...(isGuessed(measured) ? guessLines(image) : []),
    ...(measured === null ? [] : toleranceLines(measured)),
  ];
}

/** Whether the user of an image is known from its Dockerfile only. */
export function isGuessed(measured: MeasuredImage | null): boolean {
  return measured === null || (!measured.isBuilt && !measured.tolerated.some(({ isRoot }) => isRoot));
}

function buildLines({ context, file, target, testTargets, buildArgs, builtBy }: ProposedImage): string[] {
  const isBuiltElsewhere = builtBy !== null;
  return [
    ...(context === "." ? [] : [`    context: ${scalar(context)}`]),
    // For an image that a workflow builds, stagegate needs the Dockerfile to find the lines that made it.
    ...(file === defaultFile(context) && !isBuiltElsewhere ? [] : [`    file: ${scalar(file)}`]),
    ...(target === null ? [] : [`    target: ${scalar(target)}`]),
    ...(testTargets.length === 0 || isBuiltElsewhere ? [] : [`    test-target: ${list(testTargets)}`]),
    ...(Object.keys(buildArgs).length === 0 ? [] : ["    build-args:"]),
    ...Object.entries(buildArgs).map(([name, value]) => `      ${scalar(name)}: ${scalar(value)}`),
  ];
}

function budgetLines(size: number | null): string[] {
  return [
    size === null
      ? "    # max-size: 150MB # the first report shows the size"
      : `    max-size: ${roomyBudget(size)} # ${formatSize(size)} when this file was written`,
  ];
}

function guessLines({ likelyRoot, file }: ProposedImage): string[] {
  if (likelyRoot === null) return [];
  return [
    `    # Probably runs as root: ${comment(likelyRoot)}. Add a USER to ${comment(file)}, then remove allow-root.`,
    "    allow-root: true",
  ];
}

function toleranceLines({ tolerated }: MeasuredImage): string[] {
  const root = tolerated.find(({ isRoot }) => isRoot);
  const others = tolerated.filter(({ isRoot }) => !isRoot);
  return [
    ...(root === undefined
      ? []
      : ["    # Runs as root. Add a USER to its stage, then remove allow-root.", "    allow-root: true"]),
    ...(others.length === 0 ? [] : ["    rules:"]),
    ...others.flatMap(({ rule, message }) => [
      `      # Fails today: ${comment(message)}. Fix it, then remove the next line.`,
      `      ${rule}: warning`,
    ]),
  ];
}

function comment(text: string): string {
  // YAML allows no such characters in a comment.
  return shorten(oneLine([text.replace(/[\p{Cc}\u2028\u2029]/gu, " ")]), 200).replace(/\.$/, "");
}
