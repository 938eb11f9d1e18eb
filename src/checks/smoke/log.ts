/**
 * Looks for a text in a log that comes in pieces. The text may lie across pieces.
 * @param onFound called when the text is found, once or several times
 */
export function lookFor(text: string, onFound: () => void): (piece: string) => void {
  let carried = "";
  return (piece) => {
    const seen = carried + piece;
    if (seen.includes(text)) onFound();
    carried = seen.slice(seen.length - Math.min(text.length - 1, seen.length));
  };
}

/** Characters of the longest line; longer lines are cut. */
const LONGEST = 500;

/**
 * The last lines of both outputs in the order in which they were written; null if there are none.
 * @param stdout of `docker logs --timestamps`, as is `stderr`
 * @param count largest number of lines
 */
export function tailOf(stdout: string, stderr: string, count: number): string | null {
  const lines = [stdout, stderr]
    .flatMap((output) => output.split(/\r?\n/))
    .filter((line) => STAMP.test(line))
    // Timestamps of the same length sort as texts, and equal ones stay in order.
    .sort((one, other) => (stampOf(one) < stampOf(other) ? -1 : stampOf(one) > stampOf(other) ? 1 : 0))
    .map((line) => line.replace(STAMP, ""))
    .slice(-count)
    .map((line) => (line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`));
  return lines.length === 0 ? null : lines.join("\n");
}

const STAMP = /^(\d{4}-\d\d-\d\dT\S+) /;

function stampOf(line: string): string {
  return STAMP.exec(line)?.[1] ?? "";
}
