import type { FuzzTarget } from "./target.ts";
import { target as archive } from "./targets/archive.ts";
import { target as artifact } from "./targets/artifact.ts";
import { target as bake } from "./targets/bake.ts";
import { target as build } from "./targets/build.ts";
import { target as commandLine } from "./targets/command-line.ts";
import { target as config } from "./targets/config.ts";
import { target as dockerfile } from "./targets/dockerfile.ts";
import { target as engine } from "./targets/engine.ts";
import { target as event } from "./targets/event.ts";
import { target as ignoreFile } from "./targets/ignore-file.ts";
import { target as init } from "./targets/init.ts";
import { target as layer } from "./targets/layer.ts";
import { target as layerCache } from "./targets/layer-cache.ts";
import { target as layout } from "./targets/layout.ts";
import { target as measurement } from "./targets/measurement.ts";
import { target as patterns } from "./targets/patterns.ts";
import { target as report } from "./targets/report.ts";
import { target as scan } from "./targets/scan.ts";
import { target as source } from "./targets/source.ts";
import { target as values } from "./targets/values.ts";

/** All targets. */
export const TARGETS: readonly FuzzTarget[] = [
  archive,
  artifact,
  bake,
  build,
  commandLine,
  config,
  dockerfile,
  engine,
  event,
  ignoreFile,
  init,
  layer,
  layerCache,
  layout,
  measurement,
  patterns,
  report,
  scan,
  source,
  values,
];
