import { csvTexts, sshTexts } from "../bake/fields.ts";
import { type BakeTarget, isPath } from "../bake/target.ts";
import { hostPlatform } from "../image/platform.ts";
import { written } from "../values/kinds.ts";
import type { Place, Problem } from "../values/problem.ts";
import type { Inputs, InputValue } from "./inputs.ts";

/**
 * The values of a target by the names of settings, with its place and the folder that its paths start from. Its
 * Dockerfile's path starts from the context, as bake has it.
 */
export function settingsOf(target: BakeTarget): Inputs {
  const { attributes, folder, machine } = target;
  const { context, dockerfile } = attributes;
  const platforms = platformsOfBake(target);
  const values: readonly (readonly [setting: string, value: unknown])[] = [
    ["context", context],
    ["file", attributes["dockerfile-inline"] === undefined ? dockerfile : undefined],
    ["target", attributes.target],
    ["platforms", platforms.length === 0 ? undefined : platforms],
    ["build-args", attributes.args],
    ["build-contexts", attributes.contexts],
    ["secrets", csvTexts(attributes.secret, machine)],
    ["ssh", sshTexts(attributes.ssh, machine)],
    ["cache-from", csvTexts(attributes["cache-from"], machine)],
    ["cache-to", csvTexts(attributes["cache-to"], machine)],
    ["no-cache", attributes["no-cache"]],
    ["pull", attributes.pull],
  ];
  const place = placeOf(target);
  return new Map(
    values.flatMap(([setting, value]): [string, InputValue][] =>
      value === undefined ? [] : [[setting, { value, place, base: folder }]],
    ),
  );
}

/** The platforms that a target names; none for local alone, which is what the builder takes by itself. */
export function platformsOfBake({ attributes }: BakeTarget): readonly string[] {
  const { platforms = [] } = attributes;
  if (platforms.every((platform) => platform === "local")) return [];
  return platforms.map((platform) => (platform === "local" ? hostPlatform() : platform));
}

/** Where a target is, for people. */
export function placeOf({ shown, name }: BakeTarget): Place {
  return { name: `${shown}: target ${name}`, at: null };
}

/**
 * The values of a target that stagegate cannot build, unless a setting replaces them.
 * @param source all that was given for its image, `own` the part that the target gave
 */
export function impossible(target: BakeTarget, source: Inputs, own: Inputs): Problem[] {
  const { name } = target;
  const place = placeOf(target);
  return (["context", "file"] as const).flatMap((setting): Problem[] => {
    const input = source.get(setting);
    const attribute = setting === "file" ? "dockerfile" : setting;
    return input === undefined || input !== own.get(setting) || isPath(written(input.value))
      ? []
      : [
          {
            place,
            message: `${attribute} ${JSON.stringify(input.value)} is not a local path; stagegate builds local folders only`,
            hint: `Check it out, and name it under images:, for example: ${name}: {${setting}: ${setting === "file" ? "app/Dockerfile" : "./app"}}`,
          },
        ];
  });
}
