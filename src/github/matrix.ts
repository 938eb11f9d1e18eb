/** The input by which an action learns which job of a matrix it is: only its default can tell. */
export const MATRIX_INPUT = {
  name: "matrix",
  help: "Values of the job's matrix, by which the default comment-key and output-dir differ from job to job. Leave it as it is.",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
  default: "${{ toJSON(matrix) }}",
} as const;

/**
 * The values of the job's matrix by their names, in the order of the names; null without a matrix. Everybody sees them
 * in the name of the job, so that nothing of them is confidential.
 * @param json what the input holds; a runner that does not know the matrix leaves it empty
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
