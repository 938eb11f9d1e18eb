import stringWidth from "string-width";

/** Width of a text in a terminal: no column for a mark above a letter, two for an ideograph or an emoji. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** A text of at most `columns` columns; the rest is cut. */
export function fitColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let start = "";
  let left = columns - 1;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    left -= columnsOf(segment);
    if (left < 0) break;
    start += segment;
  }
  return `${start}…`;
}
