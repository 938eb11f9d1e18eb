import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8's young generation small: objects of a scan live long, so a larger one only makes the process larger, by
 * a third for 200,000 files. Call it before anything else.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Undoes that, for work with many short-lived objects: there a small young generation costs half of the time. */
export function letHeapGrow(): void {
  setFlagsFromString("--semi-space-growth-factor=2");
}
