/** A line is cut after this many characters, so that endless output does not fill the memory. */
const LONGEST_LINE = 64 * 1024 ** 2;

/** Takes a text in pieces, and emits it line by line, without line ends. */
export interface LineSplitter {
  readonly add: (piece: string) => void;
  /** Emits the text after the last line end, if any. */
  readonly end: () => void;
}

/**
 * Splits a text into lines, which end in `\n`, `\r\n` or `\r`.
 * @param longest characters of a line; the rest is cut
 */
export function splitLines(onLine: (line: string) => void, longest = LONGEST_LINE): LineSplitter {
  let begun: string[] = [];
  let length = 0;
  let endsInReturn = false;
  const append = (text: string) => {
    const taken = text.slice(0, longest - length);
    length += taken.length;
    if (taken !== "") begun.push(taken);
  };
  const give = () => {
    const line = begun.join("");
    begun = [];
    length = 0;
    onLine(line);
  };
  return {
    add: (piece) => {
      // If a line end is split across two pieces, its first half has ended the line.
      const text = endsInReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
      if (piece !== "") endsInReturn = piece.endsWith("\r");
      const [first = "", ...others] = text.split(/\r\n|\n|\r/);
      append(first);
      for (const other of others) {
        give();
        append(other);
      }
    },
    end: () => {
      if (length > 0) give();
    },
  };
}
