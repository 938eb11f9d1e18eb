/** The input with the job's values of the matrix: only its default can read them. */
export const MATRIX_INPUT = {
  name: "matrix",
  help: "Values of the job's matrix, by which the default comment-key and output-dir differ from job to job. Leave it as it is.",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
  default: "${{ toJSON(matrix) }}",
} as const;

/**
 * The values of the job's matrix by their names, in the order of the names; null without a matrix. They are
 * public, because the name of the job shows them.
 * @param json the value of the input; empty on a runner that does not know the matrix
 */
export function matrixValues(json: string | undefined): readonly (readonly [string, unknown])[] | null {
  const matrix = parsed(json ?? "");
  if (typeof matrix !== "object" || matrix === null) return null;
  const values = Object.entries(matrix).sort(([one], [other]) => (one < other ? -1 : 1));
  return values.length === 0 ? null : values;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
