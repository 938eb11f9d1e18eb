import fc from "fast-check";
import { isSamePlatform, platformRank } from "../../src/image/platform.ts";
import { normalPlatform } from "../../src/text/platform.ts";

const ARM = ["linux/arm", "linux/arm/v5", "linux/arm/v6", "linux/arm/v7", "linux/arm/v8"];
const V8_TO_5 = ["linux/arm64/v8.5", "linux/arm64/v8.4", "linux/arm64/v8.1", "linux/arm64/v8", "linux/arm64"];

// What containerd's own tests of `platforms.Only` expect.
test.each<[wanted: string, served: string[], refused: string[]]>([
  [
    "linux/amd64",
    ["linux/amd64", "linux/amd64/v1", "linux/x86_64", "linux/386", "linux/i386"],
    ["linux/amd64/v2", "linux/arm/v7", "linux/arm64", "windows/amd64", "windows/arm"],
  ],
  [
    "linux/amd64/v2",
    ["linux/amd64", "linux/amd64/v1", "linux/amd64/v2", "linux/386"],
    ["linux/amd64/v3", "linux/amd64/v4", "linux/arm64", "windows/amd64"],
  ],
  ["linux/386", ["linux/386"], ["linux/amd64", "linux/arm64", "windows/386"]],
  ["windows/amd64", ["windows/amd64", "windows(10.0.17763)/amd64"], ["linux/amd64", "windows/arm"]],
  ["linux/arm/v8", ARM, ["linux/amd64", "linux/arm/v4", "linux/arm64", "windows/arm"]],
  [
    "linux/arm/v7",
    ["linux/arm", "linux/armhf", "linux/armel", "linux/arm/v5", "linux/arm/v6", "linux/arm/v7"],
    ["linux/arm/v4", "linux/arm/v8", "linux/arm64"],
  ],
  ["linux/arm/v6", ["linux/arm/v5", "linux/arm/v6"], ["linux/arm", "linux/arm/v7", "linux/arm/v8"]],
  ["linux/arm/v5", ["linux/arm/v5"], ["linux/arm", "linux/arm/v4", "linux/arm/v6"]],
  ["linux/arm/v4", ["linux/arm/v4"], ["linux/arm", "linux/arm/v5"]],
  ["linux/arm64/v9.6", [...ARM, ...V8_TO_5, "linux/arm64/v8.9", "linux/arm64/v9"], ["linux/arm64/v8.10"]],
  ["linux/arm64/v9", [...ARM, ...V8_TO_5, "linux/arm64/v9.0"], ["linux/arm64/v8.6", "linux/arm64/v9.1"]],
  ["linux/arm64/v8.1", [...ARM, "linux/arm64/v8.1"], ["linux/arm64/v9", "linux/arm64/v8.2"]],
  ["linux/arm64", [...ARM, "linux/arm64/v8"], ["linux/amd64", "linux/arm/v9", "linux/arm64/v9"]],
  ["linux/riscv64", ["linux/riscv64"], ["linux/riscv64/rva23u64", "linux/amd64"]],
  [
    "windows(10.0.20348)/amd64",
    ["windows(10.0.20348.2113)/amd64", "windows(10.0.20348.2113+win32k)/amd64", "windows/amd64"],
    ["windows(10.0.203480)/amd64", "windows(10.0.17763.1)/amd64"],
  ],
  ["linux/amd64", ["linux/amd64"], ["linux(+erofs)/amd64"]],
  ["linux(+erofs)/amd64", ["linux/amd64", "linux(+erofs)/amd64"], ["linux(+other)/amd64"]],
])("%s runs the images that containerd accepts", (wanted, served, refused) => {
  expect(served.filter((each) => platformRank(each, wanted) === null)).toEqual([]);
  expect(refused.filter((each) => platformRank(each, wanted) !== null)).toEqual([]);
});

test.each<[wanted: string, bestFirst: string[]]>([
  ["linux/amd64/v3", ["linux/amd64/v3", "linux/amd64/v2", "linux/amd64", "linux/386"]],
  ["linux/arm/v7", ["linux/arm/v7", "linux/arm/v6", "linux/arm/v5"]],
  [
    "linux(+x+y)/amd64",
    ["linux(+x+y)/amd64", "linux(+y)/amd64", "linux/amd64", "linux(+x+y)/386", "linux/386"],
  ],
  [
    "linux/arm64/v9.1",
    ["linux/arm64/v9.1", "linux/arm64/v9", "linux/arm64/v8.6", "linux/arm64", "linux/arm/v8", "linux/arm/v7"],
  ],
])("for %s the nearest of several images is best", (wanted, bestFirst) => {
  const ranks = bestFirst.map((each) => platformRank(each, wanted) ?? -1);
  expect(ranks[0]).toBe(0);
  expect(ranks).toEqual([...new Set(ranks)].sort((one, other) => one - other));
});

const platforms = fc
  .tuple(
    fc.constantFrom("linux", "windows", "windows(10.0.1.2)", "freebsd", "linux(+x)"),
    fc.constantFrom("amd64", "x86_64", "386", "arm", "armhf", "arm64", "aarch64", "s390x", "riscv64"),
    fc.constantFrom("", "/v1", "/v2", "/v3", "/v5", "/v6", "/v7", "/v8", "/v8.3", "/v9", "/v9.2", "/8", "/x"),
  )
  .map((parts) => `${parts[0]}/${parts[1]}${parts[2]}`);

test("a platform matches itself best, in any spelling", () => {
  fc.assert(
    fc.property(platforms, (platform) => {
      expect(platformRank(platform, platform)).toBe(0);
      expect(platformRank(normalPlatform(platform), platform)).toBe(0);
      expect(normalPlatform(normalPlatform(platform))).toBe(normalPlatform(platform));
    }),
  );
});

test("all spellings of a platform are the same", () => {
  expect(isSamePlatform("linux/aarch64/v8", "Linux/arm64")).toBe(true);
  expect(isSamePlatform("linux/ppc64", "linux/ppc64le")).toBe(false);
});

test("only the same platform matches in both directions", () => {
  fc.assert(
    fc.property(platforms, platforms, (one, other) => {
      fc.pre(!one.includes("(") && !other.includes("("));
      const both = platformRank(one, other) !== null && platformRank(other, one) !== null;
      expect(both).toBe(isSamePlatform(one, other));
    }),
  );
});

test("any text is a platform that matches itself", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(platformRank(text, text)).not.toBeNull();
    }),
  );
});
