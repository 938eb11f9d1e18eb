import fc from "fast-check";
import { duration, formatTimeout } from "../../src/values/duration.ts";

test.each<[text: unknown, ms: number]>([
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["1h", 3_600_000],
  ["1.5 h", 5_400_000],
  [" 1s ", 1000],
  ["1h30m", 5_400_000],
])("%j is a duration", (text, ms) => {
  expect(duration.parse(text)).toBe(ms);
});

test.each<[raw: unknown, meant: string | null]>([
  [30, null],
  ["30", null],
  ["30min", "30m"],
  ["2 hours", "2h"],
  ["1H", "1h"],
  ["0s", null],
  ["121h", null],
  ["-5m", null],
  ["30m1h", null],
  ["", null],
  [true, null],
  [[], null],
])("%j is no duration", (raw, meant) => {
  expect(duration.parse(raw)).toBeUndefined();
  expect(duration.suggest?.(raw)).toBe(meant);
});

test("a written duration is read back the same", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 * 3600 }), (seconds) => {
      expect(duration.parse(formatTimeout(seconds * 1000))).toBe(seconds * 1000);
    }),
  );
});
