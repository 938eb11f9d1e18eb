import { IMAGE_SETTINGS, type ImageSettings } from "../../src/config/settings.ts";
import { camelCase, type Setting, valueWords } from "../../src/values/setting.ts";
import { expectThat } from "./target.ts";

/** Throws where a value of a setting that was read cannot be written in words. */
export function budgetWords(settings: ImageSettings): void {
  const values: Readonly<Record<string, unknown>> = settings;
  for (const [name, setting] of Object.entries(IMAGE_SETTINGS)) {
    const own = setting as unknown as Setting<unknown>;
    const value = values[camelCase(name)] ?? null;
    expectThat(typeof valueWords(own, value) === "string", () => `${name} has no words`);
    own.isLooser?.(value, null, null);
    own.isLooser?.(null, value, 1000);
    expectThat(
      own.isLooser?.(value, value, 1000) !== true,
      () => `${name} is looser than itself: ${JSON.stringify(value)}`,
    );
  }
}
