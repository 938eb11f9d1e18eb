import { normalPlatform } from "../../src/text/platform.ts";

// The results of containerd's `platforms.Normalize`.
test.each([
  ["linux/aarch64", "linux/arm64"],
  ["Linux/ARM64/v8", "linux/arm64"],
  ["linux/arm64/v9.0", "linux/arm64/v9"],
  ["linux/x86_64/v1", "linux/amd64"],
  ["linux/amd64/v3", "linux/amd64/v3"],
  ["linux/armhf", "linux/arm/v7"],
  ["linux/armel", "linux/arm/v6"],
  ["linux/arm", "linux/arm/v7"],
  ["linux/arm/6", "linux/arm/v6"],
  ["linux/armhf/v6", "linux/arm/v7"],
  ["linux/i386/v1", "linux/386"],
  ["linux/ppc64", "linux/ppc64"],
  ["linux/amd64/2", "linux/amd64/2"],
  ["macos/arm64", "darwin/arm64"],
  ["windows(10.0.17763.1+win32k)/amd64", "windows(10.0.17763.1)/amd64"],
])("%s is %s", (platform, normal) => {
  expect(normalPlatform(platform)).toBe(normal);
});
