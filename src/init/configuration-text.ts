import { oneLine } from "../dockerfile/parse.ts";
import { REPOSITORY } from "../host/repository.ts";
import { formatSize, roomyBudget } from "../text/size.ts";
import { shorten } from "../text/words.ts";
import { type MeasuredImage, toleratedByRules } from "./measured.ts";
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
  const resultOf = ({ name }: ProposedImage) => measured?.get(name) ?? null;
  const isMany = images.length > MANY;
  const shared: Shared = {
    noBudget: isMany && images.every((image) => (resultOf(image)?.size ?? null) === null),
    root: isMany && images.every((image) => rootTolerance(image, resultOf(image)) !== null),
  };
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA}`,
    ...(bakeFiles.length === 0 ? [] : [`bake: ${list(bakeFiles)}`]),
    ...(leftOut.length === 0 ? [] : [`bake-targets: ${list(leftOut.map((name) => `!${name}`))}`]),
    "defaults:",
    "  max-growth: 10% # against the base branch",
    ...(shared.noBudget ? [`  ${NO_BUDGET}`] : []),
    ...(shared.root
      ? [
          `  # All images ${images.some((image) => isGuessed(resultOf(image))) ? "probably run" : "run"} as root. Add a USER to each Dockerfile, then remove allow-root.`,
          "  allow-root: true",
        ]
      : []),
    "images:",
    ...images.flatMap((image) => imageLines(image, resultOf(image), shared)),
  ];
  return `${lines.join("\n")}\n`;
}

/** More images than that get what they all share under `defaults`. */
export const MANY = 10;

/** What `defaults` has for all images. */
interface Shared {
  readonly noBudget: boolean;
  readonly root: boolean;
}

function imageLines(
  image: ProposedImage,
  measured: MeasuredImage | null,
  { noBudget, root }: Shared,
): string[] {
  return [
    `  ${scalar(image.name)}:`,
    ...(image.isBakeTarget ? [] : buildLines(image)),
    ...(noBudget ? [] : budgetLines(measured?.size ?? null)),
    ...(root ? [] : rootLines(image, measured)),
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

const NO_BUDGET = "# max-size: 150MB # the first report shows the size";

function budgetLines(size: number | null): string[] {
  return [
    size === null
      ? `    ${NO_BUDGET}`
      : `    max-size: ${roomyBudget(size)} # ${formatSize(size)} when this file was written`,
  ];
}

/** Why `allow-root` is set, as a comment; null if it is not. */
function rootTolerance({ likelyRoot, file }: ProposedImage, measured: MeasuredImage | null): string | null {
  if (measured?.tolerated.some(({ isRoot }) => isRoot) === true)
    return "Runs as root. Add a USER to its stage, then remove allow-root.";
  return likelyRoot === null || !isGuessed(measured)
    ? null
    : `Probably runs as root: ${comment(likelyRoot)}. Add a USER to ${comment(file)}, then remove allow-root.`;
}

function rootLines(image: ProposedImage, measured: MeasuredImage | null): string[] {
  const why = rootTolerance(image, measured);
  return why === null ? [] : [`    # ${why}`, "    allow-root: true"];
}

function toleranceLines(measured: MeasuredImage): string[] {
  const { secrets } = measured;
  const rules = toleratedByRules(measured);
  return [
    ...(secrets.length === 0
      ? []
      : [
          "    # Fails today. Remove each credential from the image, then remove its line.",
          "    allow-secrets:",
        ]),
    ...secrets.map(({ pattern, what }) => `      - ${scalar(pattern)} # ${comment(what)}`),
    ...(rules.length === 0 ? [] : ["    rules:"]),
    ...rules.flatMap(({ rule, message }) => [
      `      # Fails today: ${comment(message)}. Fix it, then remove the next line.`,
      `      ${rule}: warning`,
    ]),
  ];
}

function comment(text: string): string {
  // YAML allows no such characters in a comment.
  return shorten(oneLine([text.replace(/[\p{Cc}\u2028\u2029]/gu, " ")]), 200).replace(/\.$/, "");
}
