import fc from "fast-check";
import { leastBytes, mostBytes } from "../../src/values/amount.ts";

test.each([
  [0, 1_000, 0, 0],
  [10, 100_000_000, 10_000_000, 10_000_000],
  [10, 5, 0, 1],
  [0.57, 10_000, 57, 57],
  [1.1, 70_000_000, 770_000, 770_000],
  [33.3, 1_000_001, 333_000, 333_001],
  [0.0000001, 3_000_000_000, 3, 3],
  [250, 3, 7, 8],
])("%d %% of %d bytes are at most %d and at least %d", (percent, whole, most, least) => {
  expect(mostBytes({ percent }, whole)).toBe(most);
  expect(leastBytes({ percent }, whole)).toBe(least);
});

test("an amount in bytes is the same for any total", () => {
  expect(mostBytes({ bytes: 5 }, 7)).toBe(5);
  expect(leastBytes({ bytes: 5 }, 7)).toBe(5);
});

test("a whole number of bytes exceeds a percentage exactly if it exceeds its limit", () => {
  const hundredths = fc.nat(30_000);
  fc.assert(
    fc.property(hundredths, fc.nat(4_000_000_000), fc.integer({ min: -2, max: 2 }), (parts, whole, near) => {
      const percent = Number(`${Math.floor(parts / 100)}.${String(parts % 100).padStart(2, "0")}`);
      const [most, least] = [mostBytes({ percent }, whole), leastBytes({ percent }, whole)];
      expect(Number.isInteger(most) && Number.isInteger(least)).toBe(true);
      const exact = BigInt(parts) * BigInt(whole);
      expect(most + near > most).toBe(BigInt(most + near) * 10_000n > exact);
      expect(least + near < least).toBe(BigInt(least + near) * 10_000n < exact);
    }),
  );
});
