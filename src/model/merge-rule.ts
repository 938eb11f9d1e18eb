/** The rule of findings about the reports that were merged, in place of that of a rule of images. */
export const MERGE_RULE = "merge";
