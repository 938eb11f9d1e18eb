import type { MeasuredImage, Origin } from "./report.ts";

/** Whether a layer may belong to a base image that is unknown. Lines of the Dockerfile at hand do not. */
export function mayBeOfBase({ baseImage }: Pick<MeasuredImage, "baseImage">, origin: Origin): boolean {
  return baseImage === null && origin.kind !== "instruction";
}
