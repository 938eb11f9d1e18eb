/** The id under which a report says why its run ended before anything was judged. */
export const RUN_RULE = "run";
