import { dirname, join } from "node:path";
import { actionMain } from "./github/action.ts";
import { startAction } from "./github/start.ts";

const folder = dirname(process.argv[1] ?? "");
startAction((world, redactor) =>
  actionMain(
    { ...world, cacheScript: join(folder, "cache.cjs"), layersScript: join(folder, "layers.cjs") },
    redactor,
  ),
);
