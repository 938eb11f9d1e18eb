import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation from growing: what a scan makes lives long, so room for what dies young only
 * makes the process larger, by a third if there are 200,000 files. To be called before anything else.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Takes that back, for what makes much that dies young: there a small young generation costs half of the time. */
export function letHeapGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
