/** Where stagegate is published: its action, its schemas and its documentation. */
export const REPOSITORY = "<owner>/stagegate";
