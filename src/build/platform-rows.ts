import { platformsOfBake } from "../config/bake-settings.ts";
import { placeForPlatform, settingsForPlatform } from "../config/platform-settings.ts";
import { StagegateError } from "../host/errors.ts";
import type { HeldPlatforms } from "../image/manifest.ts";
import { isSameArchitecture, platformRank } from "../image/platform.ts";
import { type ImageSource, sourceName } from "../image/source.ts";
import { choiceWords, normalizePlatform, type PlatformChoice, writtenName } from "../values/platforms.ts";
import { ConfigError, type Problem } from "../values/problem.ts";
import type { PlannedImage } from "./plan.ts";

/**
 * The platforms of what a source holds, `os/architecture[/variant]`, in the order of its index; none if the source does
 * not tell, so that what is read of it is the one that is asked for, or the host's.
 * @throws StagegateError if the source cannot be read
 */
export type ListPlatforms = (source: ImageSource) => Promise<HeldPlatforms>;

/**
 * Gives each platform of an image a row of its own, which is built, measured, compared and judged by itself. An
 * existing image has the platforms that it holds, unless its settings choose some. The only platform that
 * there is leaves the image its name.
 * @param native the builder's own platform, on which tests run
 * @throws ConfigError if settings choose platforms that an existing image does not hold, or two rows have one name
 */
export async function platformRows(
  images: readonly PlannedImage[],
  native: string,
  listPlatforms: ListPlatforms,
): Promise<PlannedImage[]> {
  const problems: Problem[] = [];
  const rows: PlannedImage[] = [];
  for (const image of images) {
    if (image.how.kind === "built") rows.push(...builtRows(image, native));
    else rows.push(...(await existingRows({ ...image, how: image.how }, native, listPlatforms, problems)));
  }
  problems.push(...sameNames(rows));
  if (problems.length > 0) throw new ConfigError(problems);
  return rows;
}

/** A bake file that builds more platforms than the settings choose has the others left out. */
function builtRows(image: PlannedImage, native: string): PlannedImage[] {
  const { bake, settings } = image;
  const chosen = (settings.platforms ?? []).map(({ name }) => name);
  const asked = bake === null ? [] : platformsOfBake(bake).map((text) => normalizePlatform(text) ?? text);
  const leftPlatforms =
    chosen.length === 0 ? [] : [...new Set(asked)].filter((name) => !chosen.includes(name));
  return rowsOf({ ...image, leftPlatforms }, settings.platforms, native);
}

/** Everything goes by the names of rows, so an image must not be called as a row of another is. */
function sameNames(rows: readonly PlannedImage[]): Problem[] {
  const names = rows.map(({ name }) => name);
  return rows
    .filter(
      ({ name, imageName }, at) =>
        name === imageName && names.some((other, row) => other === name && row !== at),
    )
    .map(({ name, placeOf }) => ({
      place: placeOf("context"),
      message: `${JSON.stringify(name)} is also the name of a platform of another image`,
      hint: "Give the image another name.",
    }));
}

type ExistingImage = PlannedImage & { readonly how: { readonly kind: "existing" } };

async function existingRows(
  image: ExistingImage,
  native: string,
  listPlatforms: ListPlatforms,
  problems: Problem[],
): Promise<PlannedImage[]> {
  const { source } = image.how;
  const chosen = image.settings.platforms;
  let held: readonly string[];
  let otherManifests: readonly string[];
  try {
    ({ platforms: held, others: otherManifests } = await listPlatforms(source));
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    // Which platforms it holds is not known, so that reading one of them must not make it pass.
    const unreadable = error.hint === null ? error.message : `${error.message}. ${error.hint}`;
    return rowsOf({ ...image, how: { ...image.how, unreadable } }, chosen, native);
  }
  if (chosen === null) {
    const all = held.length < 2 ? null : held.map((name) => ({ name, budgets: {} }));
    return rowsOf({ ...image, otherManifests }, all, native);
  }
  const rows = chosen.map((choice) => ({ choice, name: heldAs(choice.name, held) }));
  for (const { choice, name } of rows) {
    if (name !== null) continue;
    problems.push({
      place: image.placeOf("platforms", [writtenName(choice)]),
      message: `platforms: ${sourceName(source)} has no image for ${choiceWords(choice)}`,
      hint: `It has: ${held.join(", ") || "none"}.`,
    });
  }
  const names = rows.map(({ name }) => name);
  const leftPlatforms = held.filter((name) => !names.includes(name));
  const choices = rows.flatMap(({ choice, name }) =>
    name === null ? [] : [{ ...choice, name, written: writtenName(choice) }],
  );
  return rowsOf({ ...image, leftPlatforms, otherManifests }, choices, native);
}

/**
 * The platform by which a source has an image for `name`, as containerd chooses among variants: `linux/arm64/v8` for
 * `linux/arm64`; null if it has none of that architecture.
 */
export function heldAs(name: string, held: readonly string[]): string | null {
  const ranked = held.flatMap((own) => {
    const rank = isSameArchitecture(own, name) ? platformRank(own, name) : null;
    return rank === null ? [] : [{ own, rank }];
  });
  return ranked.sort((one, other) => one.rank - other.rank)[0]?.own ?? null;
}

/** @param choices null for the only platform there is */
function rowsOf(
  image: PlannedImage,
  choices: readonly PlatformChoice[] | null,
  native: string,
): PlannedImage[] {
  if (choices === null) return [image];
  const names = choices.map(({ name }) => name);
  const withTests = names.find((name) => name === native) ?? names[0];
  return choices.map((choice) => {
    const { name } = choice;
    return {
      ...rowOf(image, choice),
      name:
        choices.length === 1 && image.leftPlatforms.length === 0
          ? image.imageName
          : `${image.imageName} · ${name}`,
      rowPlatforms: names,
      hasTests: name === withTests,
      testsOn: name === native ? null : native,
    };
  });
}

function rowOf(image: PlannedImage, choice: PlatformChoice): PlannedImage {
  const { builtFrom, placeOf } = image;
  const platform = choice.name;
  return {
    ...image,
    settings: settingsForPlatform(image.settings, platform, choice),
    builtFrom:
      builtFrom?.naming === undefined
        ? builtFrom
        : { ...builtFrom, naming: { ...builtFrom.naming, platform } },
    placeOf: placeForPlatform(placeOf, choice),
  };
}
