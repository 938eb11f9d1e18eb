/**
 * Looks for a text that may lie across pieces of a log.
 * @param onFound called when it is there, once or more often
 */
export function lookFor(text: string, onFound: () => void): (piece: string) => void {
  let carried = "";
  return (piece) => {
    const seen = carried + piece;
    if (seen.includes(text)) onFound();
    carried = seen.slice(seen.length - Math.min(text.length - 1, seen.length));
  };
}

/** Longest line that is shown whole, in characters. */
const LONGEST = 500;

/**
 * The last lines of both outputs in the order in which they were written; null where there are none.
 * @param stdout with `docker logs --timestamps`, and so `stderr`
 * @param count how many lines, at most
 */
export function tailOf(stdout: string, stderr: string, count: number): string | null {
  const lines = [stdout, stderr]
    .flatMap((output) => output.split(/\r?\n/))
    .filter((line) => STAMP.test(line))
    // Times of one length sort as texts; equal ones stay in order.
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
