import { relative } from "node:path";
import { commandWords } from "../host/exec.ts";
import type { PlannedImage } from "./plan.ts";

/**
 * What to do on a machine that has Podman and no Docker, with the command for the first image that has
 * a Dockerfile; null if none has one.
 * @param cwd absolute; paths are shown as they are seen from it
 */
export function podmanAdvice(images: readonly PlannedImage[], cwd: string): string | null {
  for (const { imageName, settings, how } of images) {
    if (how.kind !== "built" || how.file.includes("#")) continue;
    const tag = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(imageName) ? imageName : "app";
    const target = settings.target === null ? [] : ["--target", settings.target];
    const show = (path: string) => relative(cwd, path) || ".";
    const from = ["--file", show(how.file), ...target, show(settings.context)];
    const command = commandWords("podman", ["build", "--layers", "--tag", tag, ...from]);
    return `stagegate builds with BuildKit only. With Podman, build the image by \`${command}\`, then gate it by \`image: containers-storage:${tag}\`.`;
  }
  return null;
}
