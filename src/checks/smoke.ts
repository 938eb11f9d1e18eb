import type { Exec } from "../host/exec.ts";
import { isSameArchitecture } from "../image/platform.ts";
import type { SmokeOutcome } from "../model/outcomes.ts";
import { isWindows } from "../model/platform.ts";
import { check, UnavailableError } from "./check.ts";
import { smokeTest } from "./smoke/smoke.ts";

/** Starts a container of the image and checks it. */
export const smokeCheck = check<SmokeOutcome>(
  "smoke",
  "built",
  async ({ job: { image, started }, image: measured }, world) => {
    const { smoke, platform, allowRoot } = image.settings;
    if (started === null || smoke === null || measured === null) return null;
    const { healthcheck } = measured;
    // The error of a Linux engine for a Windows image would not name the reason.
    if (isWindows(measured.platform)) await requireNative(measured.platform, world.exec);
    const outcome = await smokeTest(
      { ...started, smoke, platform, healthcheck, allowRoot: allowRoot === true },
      world,
    );
    if (isOfOtherFormat(outcome)) await requireNative(measured.platform, world.exec);
    return outcome;
  },
);

/** Whether the kernel refused the program because it is for another architecture. */
function isOfOtherFormat({ status, checks, log }: SmokeOutcome): boolean {
  const words = [...checks.map(({ problem }) => problem), log].join("\n");
  return status === "failed" && words.includes("exec format error");
}

/** @throws UnavailableError if the engine has another platform; if not, the program itself is at fault */
async function requireNative(platform: string, exec: Exec): Promise<void> {
  const { code, stdout } = await exec("docker", ["version", "--format", "{{.Server.Os}}/{{.Server.Arch}}"]);
  const native = stdout.trim();
  // The engine may be able to start another variant of its architecture.
  if (code !== 0 || isSameArchitecture(platform, native)) return;
  throw new UnavailableError(`the engine runs ${native} and cannot start an image for ${platform}`);
}
