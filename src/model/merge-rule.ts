/** The id of findings about merged reports, in place of a rule's id. */
export const MERGE_RULE = "merge";
