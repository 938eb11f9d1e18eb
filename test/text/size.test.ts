import fc from "fast-check";
import {
  excessWords,
  formatLimit,
  formatSize,
  looksEqual,
  parseSize,
  suggestSize,
} from "../../src/text/size.ts";

test.each([
  ["0B", 0],
  ["512B", 512],
  ["1kB", 1000],
  ["1KiB", 1024],
  ["150MB", 150_000_000],
  ["150 MB", 150_000_000],
  ["1.5GB", 1_500_000_000],
  ["1.5GiB", 1_610_612_736],
  ["499.9B", 499],
  ["0.4995kB", 499],
  ["1.005MB", 1_005_000],
  ["0.29GB", 290_000_000],
  ["2TB", 2_000_000_000_000],
])("reads %s", (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  "",
  "150",
  "MB",
  "150mb",
  "150Mb",
  "150M",
  "150m",
  "-1MB",
  "1e3MB",
  "1,5GB",
  ".5GB",
  "150  MB",
  "150MB!",
  "1 parsec",
  "9999999999TB",
])("refuses %j", (text) => {
  expect(parseSize(text)).toBeNull();
});

test.each([
  ["150", "150MB"],
  ["150mb", "150MB"],
  ["150M", "150MB"],
  ["1,5 gb", "1.5GB"],
  ["2mib", "2MiB"],
  ["big", null],
])("for %j suggests %j", (text, suggestion) => {
  expect(suggestSize(text)).toBe(suggestion);
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [999_949, "999.9 kB"],
  [999_950, "1.0 MB"],
  [162_400_000, "162.4 MB"],
  [999_950_000, "1.00 GB"],
  [2_584_000_000, "2.58 GB"],
  [-38_100_000, "-38.1 MB"],
])("writes %d as %s", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test.each([
  [150_000_000, "150 MB"],
  [1_500_000_000, "1.5 GB"],
  [100, "100 B"],
  [200_000_000_000, "200 GB"],
])("writes the limit %d as %s", (bytes, text) => {
  expect(formatLimit(bytes)).toBe(text);
});

test("a written size is read back, to the digits shown", () => {
  fc.assert(
    fc.property(fc.nat(5_000_000_000), (bytes) => {
      const again = parseSize(formatSize(bytes)) ?? Number.NaN;
      expect(Math.abs(again - bytes)).toBeLessThanOrEqual(Math.max(0, bytes * 0.05));
    }),
  );
});

test.each([
  [162_400_000, 150_000_000, "162.4 MB", "12.4 MB", "150 MB"],
  [150_000_001, 150_000_000, "150,000,001 B", "1 B", "150 MB"],
  [150_060_000, 150_000_000, "150.1 MB", "60.0 kB", "150 MB"],
  [1_048_577, 1_048_576, "1,048,577 B", "1 B", "1,048,576 B"],
  [1, 0, "1 B", "1 B", "0 B"],
])("%d bytes over the limit %d are %s, %s, %s", (actual, limit, ...words) => {
  expect(Object.values(excessWords(actual, limit))).toEqual(words);
});

test("a size over its limit never looks like the limit or less", () => {
  fc.assert(
    fc.property(fc.nat(5_000_000_000), fc.nat(200_000), (limit, more) => {
      const { actual, over, limit: written } = excessWords(limit + more + 1, limit);
      const read = (text: string) => parseSize(text.replaceAll(",", "")) ?? Number.NaN;
      expect(read(actual)).toBeGreaterThan(read(written));
      expect(read(over)).toBeGreaterThan(0);
    }),
  );
});

test("sizes that differ by more than rounding look different", () => {
  expect(looksEqual(150_040_000, 150_000_000)).toBe(true);
  expect(looksEqual(150_060_000, 150_000_000)).toBe(false);
});
