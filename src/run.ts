import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { createExec } from "./build/exec.ts";
import type { ProgressView } from "./build/view.ts";
import type { Settings } from "./config/config.ts";
import { gate } from "./gate.ts";
import { dockerSave } from "./image/engine.ts";
import { openLayerCache } from "./image/layer-cache.ts";
import { readImage } from "./image/read.ts";
import type { Report } from "./report/report.ts";
import { orStopped } from "./signals.ts";

/**
 * Runs the gate on the real world, with a folder of its own that is gone afterwards, also after a stop.
 * @throws StoppedError where `signal` stopped it, and what `gate` throws
 */
export async function runGate(
  settings: Settings,
  cwd: string,
  view: ProgressView,
  signal: AbortSignal,
): Promise<Report> {
  const layerCache = await openLayerCache(join(cacheFolder(), "layers"));
  const folder = await mkdtemp(join(tmpdir(), "stagegate-"));
  const saveImage = dockerSave((command, args) =>
    spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], signal }),
  );
  try {
    return await gate(settings, {
      exec: createExec(signal),
      cleanUpExec: createExec(new AbortController().signal),
      layerCache,
      readImage: (source, platform, isOwn) => {
        const cache = isOwn ? layerCache : undefined;
        return orStopped(readImage(source, { platform: platform ?? undefined, saveImage, cache }), signal);
      },
      cwd,
      folder,
      runId: randomBytes(6).toString("hex"),
      view,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
    await layerCache.close();
  }
}

/** Where things are kept from run to run. */
function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "stagegate");
}
