import { calls, deleteFolders, deleteOrMount, endWith, mountsFor, type Remainder } from "./advice.ts";
import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** Caches of package managers for later installations: nothing is installed again inside an image. */
export const PACKAGE_CACHES: readonly LeftoverPattern[] = [
  cache("apt's package lists", ["var/lib/apt/lists/**"], withAptLists),
  cache("apt's packages and index", ["var/cache/apt/**"], ({ text }) => endWith(text, "apt-get clean")),
  cache("apk's cache", ["{var/cache/apk,etc/apk/cache}/**"], emptyFolders),
  cache("dnf's cache", ["var/cache/{dnf,libdnf5,yum}/**"], emptyFolders),
  cache("zypper's cache", ["var/cache/zypp/**"], emptyFolders),
  cache("pip's cache", [`${HOME}/.cache/pip/**`], (remainder) =>
    /(?<!\buv\s+)\bpip[\d.]*\s+install\b(?!.*--no-cache-dir)/.test(remainder.text)
      ? withOption("`--no-cache-dir` to `pip install`", remainder)
      : deleteOrMount(remainder),
  ),
  cache("uv's cache", [`${HOME}/.cache/uv/**`], (remainder) =>
    calls(remainder.text, "uv") ? withOption("`--no-cache` to `uv`", remainder) : deleteOrMount(remainder),
  ),
  cache(
    "Poetry's cache",
    // The virtual environments beside them are needed.
    [`${HOME}/.cache/{pypoetry/{artifacts,cache},virtualenv}/**`],
    deleteOrMount,
  ),
  cache("npm's cache", [`${HOME}/.npm/_cacache/**`], deleteOrMount),
  cache("node-gyp's headers", [`${HOME}/.cache/node-gyp/**`], deleteOrMount),
  cache("Yarn 1's cache", [`{usr/local/share/.cache,${HOME}/.cache}/yarn/**`], deleteOrMount),
  {
    ...cache("Yarn's cache", [`${HOME}/.yarn/berry/{cache,metadata}/**`], deleteOrMount),
    // With Plug'n'Play, node loads packages from this cache.
    neededBy: ".pnp.cjs",
  },
  cache(
    "pnpm's store and cache",
    // node may load packages from the folder `links` beside the files: a mount would hide it.
    [
      `{${HOME}/.local/share/pnpm/store,pnpm/store,**/.pnpm-store}/v*/{{files,index,metadata*,tmp}/**,index.db*}`,
      `${HOME}/.cache/pnpm/**`,
    ],
    deleteFolders,
    ["**/.pnpm-store"],
  ),
  cache("Go's module cache", [`{go,${HOME}/go}/pkg/mod/**`], inAnotherStage("program")),
  cache("Go's build cache", [`${HOME}/.cache/go-build/**`], inAnotherStage("program")),
  cache(
    "Cargo's registry",
    [`{usr/local/cargo,${HOME}/.cargo}/{registry,git}/**`],
    inAnotherStage("program"),
  ),
  cache(
    "Cargo's intermediate build files",
    ["**/target/{,*/}{debug,release}/{.fingerprint,build,deps,incremental}/**"],
    inAnotherStage("program"),
    // The program itself is beside them.
    ["**/target/**/.fingerprint", "**/target/**/build", "**/target/**/deps", "**/target/**/incremental"],
  ),
  cache("Maven's repository", [`${HOME}/.m2/repository/**`], inAnotherStage("jar")),
  cache("Gradle's caches", [`${HOME}/.gradle/{caches,wrapper}/**`], inAnotherStage("jar")),
  cache("Composer's cache", [`${HOME}/{.composer/cache,.cache/composer}/**`], deleteOrMount),
  cache(
    "packed gems",
    [
      "{usr/local/bundle,var/lib/gems/*,usr/lib/ruby/gems/*,usr/local/lib/ruby/gems/*}/cache/*.gem",
      `{${HOME}/.gem/ruby/*,${HOME}/.local/share/gem/ruby/*,**/vendor/bundle/ruby/*}/cache/*.gem`,
      `${HOME}/.bundle/cache/**`,
    ],
    ({ text, folders }) => endWith(text, `rm -rf ${[...new Set(folders.map(allGemsBeside))].join(" ")}`),
    ["**/vendor/bundle/ruby/*/cache"],
  ),
  cache("NuGet's download cache", [`${HOME}/.local/share/NuGet/{http-cache,v3-cache}/**`], deleteOrMount),
];

function cache(
  what: string,
  paths: readonly string[],
  inRun: LeftoverPattern["inRun"],
  ignore: readonly string[] = [],
): LeftoverPattern {
  return { kind: "package-cache", what, paths, inRun, ignore };
}

/** If a later line installs with these lists, they must stay until both lines are one. */
function withAptLists(remainder: Remainder): string {
  const { text, later } = remainder;
  const isNeeded = !installs(text) || later.some((line) => installs(line) && !updates(line));
  if (!calls(text, "apt|apt-get") || !isNeeded) return deleteFolders(remainder, "/*");
  return "Run `apt-get update` and all `apt-get install` in one RUN, and end it with `rm -rf /var/lib/apt/lists/*`.";
}

function installs(line: string): boolean {
  return /\bapt(?:-get)?\s+(?:-\S+\s+)*(?:install|upgrade|dist-upgrade|full-upgrade|build-dep)\b/.test(line);
}

function updates(line: string): boolean {
  return /\bapt(?:-get)?\s+(?:-\S+\s+)*update\b/.test(line);
}

/** For a gem, the gems of its folder; for a folder, the folder itself. */
function allGemsBeside(path: string): string {
  return path.replace(/[^/]+\.gem$/, "*.gem");
}

/** Deletes only the contents, because packages of the system own the folders. */
function emptyFolders(remainder: Remainder): string {
  return deleteFolders(remainder, "/*");
}

function withOption(option: string, remainder: Remainder): string {
  const mounts = mountsFor(remainder);
  return mounts === null ? `Add ${option}.` : `Add ${option}, or add \`${mounts}\` to this RUN.`;
}

/** A later line may build with these files, so they cannot be deleted in this line. */
function inAnotherStage(result: string): () => string {
  return () =>
    `Build in another stage, and copy only the ${result} from it: \`COPY --from=build /app /app\`.`;
}
