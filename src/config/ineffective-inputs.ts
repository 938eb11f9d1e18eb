import { shorten } from "../text/words.ts";
import { written } from "../values/kinds.ts";
import { isFlag } from "../values/problem.ts";
import { camelCase, type SettingsTable, type Values, valueWords } from "../values/setting.ts";
import type { ConfiguredImage } from "./configured-images.ts";
import type { Inputs, InputValue } from "./inputs.ts";
import { MERGED_BY_KEY } from "./merge.ts";
import { IMAGE_SETTINGS } from "./settings.ts";

/** Settings whose values are no longer as written: paths are absolute by now. */
const PATHS: readonly string[] = ["context", "file", "image"];

/**
 * A warning for each input or flag that has no effect on some of the images, because the configuration file sets the
 * same for them: `--max-size 9MB has no effect on app: .stagegate.yml:3 sets max-size: 2 MB for this image. …` Settings
 * that are merged by key get none.
 */
export function ineffectiveInputs(images: readonly ConfiguredImage[], inputs: Inputs): string[] {
  const merged: readonly string[] = MERGED_BY_KEY;
  return [...inputs].flatMap(([name, input]) => {
    if (!isImageSetting(name) || merged.includes(name)) return [];
    const others = images.filter(({ placeOf }) => placeOf(name).name !== input.place.name);
    const [only, ...more] = others;
    if (only === undefined) return [];
    const names = others.map((image) => image.name ?? "the image").join(", ");
    const places = [...new Set(others.map(({ placeOf }) => placeOf(name).name))];
    const where = shorten(places.join(", "));
    const own =
      more.length > 0
        ? `${where} ${places.length === 1 ? "sets" : "set"} ${name} for these images`
        : `${where} sets ${settingWords(name, only)} for this image`;
    const settings = more.length > 0 ? "settings" : "setting";
    const source = isFlag(input.place) ? "flag" : "input";
    return [
      `${inputWords(name, input)} has no effect on ${shorten(names)}: ${own}. Change or remove the ${settings} there to use the ${source}.`,
    ];
  });
}

function isImageSetting(name: string): name is keyof typeof IMAGE_SETTINGS {
  return Object.hasOwn(IMAGE_SETTINGS, name);
}

/** `--max-size 9MB`, `--pull=false`, `input max-size: 9MB`. */
function inputWords(name: string, { place, value }: InputValue): string {
  if (value === false) return `${place.name}=false`;
  const text = written(value);
  if (value === true || text === "" || text.includes("\n") || isHidden(name)) return place.name;
  return shorten(`${place.name}${isFlag(place) ? "" : ":"} ${text}`);
}

/** `max-size: 2 MB`, or the name alone where the value is not shown. */
function settingWords(name: keyof typeof IMAGE_SETTINGS, { settings }: ConfiguredImage): string {
  const values: Values<SettingsTable> = settings;
  const table: SettingsTable = IMAGE_SETTINGS;
  const [setting, value] = [table[name], values[camelCase(name)] ?? null];
  if (setting === undefined || value === null || isHidden(name) || PATHS.includes(name)) return name;
  const words = valueWords(setting, value);
  return words === "set" ? name : `${name}: ${shorten(words)}`;
}

function isHidden(name: string): boolean {
  const table: SettingsTable = IMAGE_SETTINGS;
  return table[name]?.kind.isConfidential === true;
}
