import stringWidth from "string-width";

/** Columns that a text takes in a terminal: none for a mark above a letter, two for an ideograph or an emoji. */
export function columnsOf(text: string): number {
  return stringWidth(text);
}

/** A text of at most so many columns, its end cut where it takes more. */
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
