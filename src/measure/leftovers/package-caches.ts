import { calls, deleteFolders, deleteOrMount, endWith, mountsFor, type Remainder } from "./advice.ts";
import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** What package managers keep for the next installation: nothing is installed again inside an image. */
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
    // Beside them lie the virtual environments, which are needed.
    [`${HOME}/.cache/{pypoetry/{artifacts,cache},virtualenv}/**`],
    deleteOrMount,
  ),
  cache("npm's cache", [`${HOME}/.npm/_cacache/**`], deleteOrMount),
  cache("node-gyp's headers", [`${HOME}/.cache/node-gyp/**`], deleteOrMount),
  cache("Yarn 1's cache", [`{usr/local/share/.cache,${HOME}/.cache}/yarn/**`], deleteOrMount),
  {
    ...cache("Yarn's cache", [`${HOME}/.yarn/berry/{cache,metadata}/**`], deleteOrMount),
    // With Plug'n'Play, node loads the packages out of it.
    neededBy: ".pnp.cjs",
  },
  cache(
    "pnpm's store and cache",
    // Beside the files lie `links`, out of which node may load packages: a mount would hide them.
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
    "what Cargo builds a program of",
    ["**/target/{,*/}{debug,release}/{.fingerprint,build,deps,incremental}/**"],
    inAnotherStage("program"),
    // The program itself lies beside them.
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
  cache("NuGet's cache of downloads", [`${HOME}/.local/share/NuGet/{http-cache,v3-cache}/**`], deleteOrMount),
];

function cache(
  what: string,
  paths: readonly string[],
  inRun: LeftoverPattern["inRun"],
  ignore: readonly string[] = [],
): LeftoverPattern {
  return { kind: "package-cache", what, paths, inRun, ignore };
}

/** Lists that a later line installs by must stay as long as that is a line of its own. */
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

/** For a gem its folder's gems, for a folder itself. */
function allGemsBeside(path: string): string {
  return path.replace(/[^/]+\.gem$/, "*.gem");
}

/** The folders belong to packages of the system. */
function emptyFolders(remainder: Remainder): string {
  return deleteFolders(remainder, "/*");
}

function withOption(option: string, remainder: Remainder): string {
  const mounts = mountsFor(remainder);
  return mounts === null ? `Add ${option}.` : `Add ${option}, or add \`${mounts}\` to this RUN.`;
}

/** A later line may build with what lies there, so that it must not go before. */
function inAnotherStage(result: string): () => string {
  return () =>
    `Build in another stage, and copy only the ${result} from it: \`COPY --from=build /app /app\`.`;
}
