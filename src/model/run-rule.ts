/** The id of findings that say why a run ended before it could judge any image. */
export const RUN_RULE = "run";
