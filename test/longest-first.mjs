import { basename } from "node:path";
import TestSequencer from "@jest/test-sequencer";

/** Suites that take a minute or more, the longest first. */
const LONGEST = [
  "smoke",
  "baseline",
  "advice",
  "examples",
  "action",
  "users",
  "bake",
  "refused-setting",
  "gate",
  "layers",
  "fuzz",
].map((name) => `${name}.test.ts`);

/**
 * Starts long suites first, then all others that use an engine: the many short files fill up the workers at
 * the end. A fresh clone has no durations of earlier runs that jest could go by.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const isEngine = /\/test\/(?:engine|e2e|fuzz)\//.test(path);
      const at = LONGEST.indexOf(basename(path));
      if (!isEngine) return LONGEST.length + 1;
      return at < 0 ? LONGEST.length : at;
    };
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
