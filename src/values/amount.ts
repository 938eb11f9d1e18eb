import { formatLimit } from "../text/size.ts";

/** A saving or growth, relative or absolute. */
export type Amount = { readonly percent: number } | { readonly bytes: number };

/** An amount in bytes. @param whole what a percentage is taken of, in bytes */
export function bytesOf(amount: Amount, whole: number): number {
  return "percent" in amount ? (whole * amount.percent) / 100 : amount.bytes;
}

/** `10 %` or `5 MB`. */
export function formatAmount(amount: Amount): string {
  return "percent" in amount ? `${amount.percent} %` : formatLimit(amount.bytes);
}
