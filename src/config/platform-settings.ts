import { normalizePlatform, type PlatformChoice, writtenName } from "../values/platforms.ts";
import { camelCase } from "../values/setting.ts";
import type { ConfiguredImage } from "./configured-images.ts";
import type { ImageSettings } from "./settings.ts";

/**
 * The settings that count for one platform of an image: the budgets of that platform come before the image's.
 * @param choice null if the settings choose no platform
 */
export function settingsForPlatform<T extends ImageSettings>(
  settings: T,
  platform: string | null,
  choice: PlatformChoice | null,
): T {
  return { ...settings, ...choice?.budgets, platform };
}

/** Where the settings stand that count for one platform. @param choice as in `settingsForPlatform` */
export function placeForPlatform(
  placeOf: ConfiguredImage["placeOf"],
  choice: PlatformChoice | null,
): ConfiguredImage["placeOf"] {
  return (setting, part) =>
    choice !== null && Object.hasOwn(choice.budgets, camelCase(setting))
      ? placeOf("platforms", [writtenName(choice), setting])
      : placeOf(setting, part);
}

/**
 * The platform of a configuration that fits a row of another configuration, by name. Each side may leave the platform to
 * the builder.
 * @param platform of the row; null for the builder's own
 * @param native the builder's own platform
 * @returns null if the settings choose no platform, undefined if they choose others
 */
export function choiceFor(
  { image, platforms }: ImageSettings,
  platform: string | null,
  native: string,
): PlatformChoice | null | undefined {
  const name = platform === null ? native : (normalizePlatform(platform) ?? platform);
  if (platforms !== null) return platforms.find((choice) => choice.name === name);
  // An existing image is judged in all its platforms.
  return image !== null || name === native ? null : undefined;
}
