import type { LayerEntry } from "../image/image.ts";
import type { LeftOutReport, LeftoverKind, Origin } from "../model/report.ts";
import { isFromContext } from "../model/written.ts";
import { pathMatcher } from "../patterns/path-matcher.ts";
import { leftoverFinder } from "./leftovers/groups.ts";
import { LEFTOVERS } from "./leftovers.ts";
import type { Measurement } from "./measurement.ts";

/**
 * The bytes that a variant has in addition to an image, by purpose; negative if the variant has less. Every byte of
 * both has exactly one purpose, so the sizes sum to the difference of the images' sizes.
 * @returns most bytes first, without purposes of equal size; empty if the contents of a layer are unknown
 */
export function leftOut(own: Measurement, variant: Measurement): LeftOutReport[] {
  const [mine, its] = [sizes(own), sizes(variant)];
  if (mine === null || its === null) return [];
  return WORDS.map((what) => ({ what, size: (its.get(what) ?? 0) - (mine.get(what) ?? 0) }))
    .filter(({ size }) => size !== 0)
    .sort((one, other) => other.size - one.size);
}

const KINDS: Readonly<Record<LeftoverKind, string>> = {
  "build-tool": "compilers and build tools",
  "package-cache": "caches of package managers",
  "dev-dependency": "packages for development",
  leftover: "documentation, byte code and other remains",
};
const PACKAGE_MANAGER = "package managers";
const BASE = "the rest of the base image";
const SOURCES = "files of the build context";
const MADE = "files that the build installed and made";

const WORDS: readonly string[] = [...Object.values(KINDS), PACKAGE_MANAGER, BASE, SOURCES, MADE];

const PACKAGE_MANAGERS = [
  "/etc/{apt,dpkg,apk}/**",
  "/{,usr/}{lib,share}/{apt,dpkg,apk}/**",
  "/usr/lib/*/libapt-*.so*",
  "/usr/bin/{apt,apt-*,dpkg,dpkg-*}",
  "/{,usr/}sbin/apk",
  "/var/lib/{apt,dpkg}/**",
  "/usr/{,local/}{lib,share}/node_modules/{npm,corepack,pnpm,yarn}/**",
  "/{opt,usr/share}/yarn*/**",
  "**/{site,dist}-packages/{pip,pip-*,setuptools,setuptools-*,_distutils_hack,pkg_resources,wheel,wheel-*}/**",
  "/usr/{,local/}bin/{npm,npx,yarn,yarnpkg,pnpm,corepack,pip,pip3,pip3.*}",
];

const findSort = leftoverFinder(LEFTOVERS);
const isPackageManager = pathMatcher(PACKAGE_MANAGERS);

/** Bytes by purpose; null if the contents of a layer are unknown. */
function sizes({ image, entries }: Measurement): ReadonlyMap<string, number> | null {
  const sums = new Map<string, number>();
  for (const [layer, files] of entries.entries()) {
    if (files === null) return null;
    const origin = image.layers[layer]?.origin ?? { kind: "unknown" };
    for (const file of files) {
      if (file.kind !== "file") continue;
      const what = sortOf(file, origin);
      sums.set(what, (sums.get(what) ?? 0) + file.size);
    }
  }
  return sums;
}

function sortOf({ path }: LayerEntry, origin: Origin): string {
  const found = findSort(path);
  if (found !== null) return KINDS[found.value.kind];
  if (isPackageManager(path) !== null) return PACKAGE_MANAGER;
  if (origin.kind === "base") return BASE;
  return isFromContext(origin) ? SOURCES : MADE;
}
