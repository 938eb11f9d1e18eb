import { hasValue, type Inputs, type InputValue } from "../config/inputs.ts";
import { IMAGE_SETTINGS, RUN_SETTINGS } from "../config/settings.ts";
import { MATRIX_INPUT } from "./matrix.ts";

/** The inputs of the gate. */
const GATE_INPUTS = [...Object.keys(IMAGE_SETTINGS), ...Object.keys(RUN_SETTINGS)];

/**
 * The action's inputs from `INPUT_…` variables, without empty ones. An unknown input stays under its
 * own name, so that it is reported with the other problems. The matrix is not a setting, and is left out.
 * @param cwd absolute; relative paths start from it
 * @param known names of the action's inputs
 */
export function readInputs(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
  known: readonly string[] = GATE_INPUTS,
): Inputs {
  const names = new Map(known.map((name) => [name.toUpperCase(), name]));
  const values = Object.entries(env).flatMap(([variable, value]): [string, InputValue][] => {
    const upper = /^INPUT_(.+)$/.exec(variable)?.[1];
    if (upper === undefined || upper === MATRIX_INPUT.name.toUpperCase() || !hasValue(value)) return [];
    const name = names.get(upper) ?? upper.toLowerCase();
    return [[name, { value, place: { name: `input ${name}`, at: null }, base: cwd }]];
  });
  return new Map(values);
}
