const NOISE_BYTES = 100_000;
const NOISE_PERCENT = 0.1;

/**
 * Whether rebuilding alone may make such a difference: logs, byte code, times. It decides how a number is written and
 * what is news; limits are exact to the byte.
 * @param difference in bytes, of either sign
 * @param whole size of the whole, in bytes
 */
export function isNoise(difference: number, whole: number): boolean {
  const size = Math.abs(difference);
  return size === 0 || (size < NOISE_BYTES && size * 100 < whole * NOISE_PERCENT);
}
