/** The beginning of a text in quotes, on one line. */
export function excerpt(text: string, longest = 200): string {
  const quoted = JSON.stringify(text.length <= longest ? text : text.slice(0, longest));
  return text.length <= longest ? quoted : `${quoted}…`;
}

/** `30 s`, `0.5 s`. */
export function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
