/** Where stagegate is published: its action and its schemas. */
export const REPOSITORY = "<owner>/stagegate";
