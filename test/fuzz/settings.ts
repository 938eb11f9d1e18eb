import { IMAGE_SETTINGS, type ImageSettings } from "../../src/config/settings.ts";
import { camelCase, type Setting, valueWords } from "../../src/values/setting.ts";
import { expectThat } from "./target.ts";

/** Throws if a parsed value of a setting cannot be written in words. */
export function budgetWords(settings: ImageSettings): void {
  const values: Readonly<Record<string, unknown>> = settings;
  for (const [name, setting] of Object.entries(IMAGE_SETTINGS)) {
    const own = setting as unknown as Setting<unknown>;
    const value = values[camelCase(name)] ?? null;
    expectThat(typeof valueWords(own, value) === "string", () => `${name} has no words`);
    const { change } = own;
    if (change.kind === "harmless") continue;
    const write = (some: unknown) => valueWords(own, some);
    change.find(value, null, { baselineSize: null, write });
    change.find(null, value, { baselineSize: 1000, write });
    expectThat(
      change.find(value, value, { baselineSize: 1000, write }).length === 0,
      () => `${name} is looser than itself: ${JSON.stringify(value)}`,
    );
  }
}
