import { commentMain } from "./github/comment-for-run.ts";
import { startAction } from "./github/start.ts";

startAction(commentMain);
