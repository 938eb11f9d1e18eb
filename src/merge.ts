import { mergeMain } from "./github/merge.ts";
import { startAction } from "./github/start.ts";

startAction(mergeMain);
