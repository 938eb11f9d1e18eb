import { formatLimit } from "../text/size.ts";

/** A saving or growth, relative or absolute. */
export type Amount = { readonly percent: number } | { readonly bytes: number };

/**
 * An upper limit in whole bytes: a percentage is rounded down, so that no value passes that is over it.
 * @param whole the value of 100 %, in bytes
 */
export function mostBytes(amount: Amount, whole: number): number {
  if (!("percent" in amount)) return amount.bytes;
  const { numerator, denominator } = shareOf(amount.percent, whole);
  return Number(numerator / denominator);
}

/**
 * A lower limit in whole bytes: a percentage is rounded up, so that no value passes that is below it.
 * @param whole the value of 100 %, in bytes
 */
export function leastBytes(amount: Amount, whole: number): number {
  if (!("percent" in amount)) return amount.bytes;
  const { numerator, denominator } = shareOf(amount.percent, whole);
  return Number((numerator + denominator - 1n) / denominator);
}

/** `10 %` or `5 MB`. */
export function formatAmount(amount: Amount): string {
  return "percent" in amount ? `${amount.percent} %` : formatLimit(amount.bytes);
}

/** A percentage as a fraction: in floating point, 0.57 % of 10,000 bytes would be less than 57. */
function shareOf(percent: number, whole: number): { numerator: bigint; denominator: bigint } {
  const [, integer = "", decimals = "", exponent = ""] =
    /^(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(percent.toExponential()) ?? [];
  const power = Number(exponent) - decimals.length - 2;
  const product = BigInt(integer + decimals) * BigInt(whole);
  return power < 0
    ? { numerator: product, denominator: 10n ** BigInt(-power) }
    : { numerator: product * 10n ** BigInt(power), denominator: 1n };
}
