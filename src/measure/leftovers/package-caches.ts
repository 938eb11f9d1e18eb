import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** What package managers keep so that the next install is fast, which an image never sees. */
export const PACKAGE_CACHES: readonly LeftoverPattern[] = [
  cache(
    "apt's package lists",
    ["var/lib/apt/lists/**"],
    "Add `&& rm -rf /var/lib/apt/lists/*` to this RUN, or mount them: `RUN --mount=type=cache,target=/var/lib/apt`",
  ),
  cache(
    "apt's packages and index",
    ["var/cache/apt/**"],
    "Add `&& apt-get clean` to this RUN, or mount them: `RUN --mount=type=cache,target=/var/cache/apt`",
  ),
  cache(
    "apk's cache",
    ["{var/cache/apk,etc/apk/cache}/**"],
    "Install by `apk add --no-cache`, or mount it: `RUN --mount=type=cache,target=/var/cache/apk`",
  ),
  cache(
    "dnf's cache",
    ["var/cache/{dnf,libdnf5,yum}/**"],
    "Add `&& dnf clean all` to this RUN (or microdnf, yum), or mount it: `RUN --mount=type=cache,target=/var/cache/dnf`",
  ),
  cache(
    "zypper's cache",
    ["var/cache/zypp/**"],
    "Add `&& zypper clean --all` to this RUN, or mount it: `RUN --mount=type=cache,target=/var/cache/zypp`",
  ),
  cache(
    "pip's cache",
    [`${HOME}/.cache/pip/**`],
    "Install by `pip install --no-cache-dir`, or mount it: `RUN --mount=type=cache,target=/root/.cache/pip`",
  ),
  cache(
    "uv's cache",
    [`${HOME}/.cache/uv/**`],
    "Run uv with `--no-cache`, or mount it: `RUN --mount=type=cache,target=/root/.cache/uv`",
  ),
  cache(
    "Poetry's cache",
    // Beside them lie the virtual environments, which are needed.
    [`${HOME}/.cache/{pypoetry/{artifacts,cache},virtualenv}/**`],
    "Add `&& rm -rf ~/.cache/pypoetry/artifacts ~/.cache/pypoetry/cache ~/.cache/virtualenv` to this RUN",
  ),
  cache(
    "npm's cache",
    [`${HOME}/.npm/_cacache/**`],
    "Add `&& npm cache clean --force` to this RUN, or mount it: `RUN --mount=type=cache,target=/root/.npm`",
  ),
  cache(
    "node-gyp's headers",
    [`${HOME}/.cache/node-gyp/**`],
    "Add `&& rm -rf ~/.cache/node-gyp` to this RUN, or mount them: `RUN --mount=type=cache,target=/root/.cache/node-gyp`",
  ),
  cache(
    "Yarn 1's cache",
    [`{usr/local/share/.cache,${HOME}/.cache}/yarn/**`],
    "Add `&& yarn cache clean` to this RUN, or mount it: `RUN --mount=type=cache,target=/usr/local/share/.cache/yarn`",
  ),
  {
    ...cache(
      "Yarn's cache",
      [`${HOME}/.yarn/berry/{cache,metadata}/**`],
      "Add `&& rm -rf ~/.yarn/berry` to this RUN, or mount it: `RUN --mount=type=cache,target=/root/.yarn/berry`",
    ),
    // With Plug'n'Play, node loads the packages out of it.
    neededBy: ".pnp.cjs",
  },
  cache(
    "pnpm's store and cache",
    // Beside the files lie `links`, out of which node may load packages.
    [
      `{${HOME}/.local/share/pnpm/store,pnpm/store,**/.pnpm-store}/v*/{{files,index,metadata*,tmp}/**,index.db*}`,
      `${HOME}/.cache/pnpm/**`,
    ],
    "Mount them: `RUN --mount=type=cache,target=/root/.local/share/pnpm/store --mount=type=cache,target=/root/.cache/pnpm`",
  ),
  cache(
    "Go's module cache",
    [`{go,${HOME}/go}/pkg/mod/**`],
    "Build in another stage and copy the program from it, or mount it: `RUN --mount=type=cache,target=/go/pkg/mod`",
  ),
  cache(
    "Go's build cache",
    [`${HOME}/.cache/go-build/**`],
    "Build in another stage and copy the program from it, or mount it: `RUN --mount=type=cache,target=/root/.cache/go-build`",
  ),
  cache(
    "Cargo's registry",
    [`{usr/local/cargo,${HOME}/.cargo}/{registry,git}/**`],
    "Build in another stage and copy the program from it, or mount it: `RUN --mount=type=cache,target=/usr/local/cargo/registry`",
  ),
  {
    ...cache(
      "what Cargo builds a program of",
      ["**/target/{,*/}{debug,release}/{.fingerprint,build,deps,incremental}/**"],
      "Build in another stage and copy the program from it: `COPY --from=build /app/target/release/app /usr/local/bin/`",
    ),
    adviceForContext: "Add `**/target` to .dockerignore",
  },
  cache(
    "Maven's repository",
    [`${HOME}/.m2/repository/**`],
    "Build in another stage and copy the jar from it, or mount it: `RUN --mount=type=cache,target=/root/.m2`",
  ),
  cache(
    "Gradle's caches",
    [`${HOME}/.gradle/{caches,wrapper}/**`],
    "Build in another stage and copy the jar from it, or mount it: `RUN --mount=type=cache,target=/root/.gradle`",
  ),
  cache(
    "Composer's cache",
    [`${HOME}/{.composer/cache,.cache/composer}/**`],
    "Run Composer with `--no-cache`, or mount it: `RUN --mount=type=cache,target=/root/.composer/cache`",
  ),
  cache(
    "packed gems",
    [
      "{usr/local/bundle,var/lib/gems/*,usr/lib/ruby/gems/*,usr/local/lib/ruby/gems/*}/cache/*.gem",
      `{${HOME}/.gem/ruby/*,${HOME}/.local/share/gem/ruby/*,**/vendor/bundle/ruby/*}/cache/*.gem`,
      `${HOME}/.bundle/cache/**`,
    ],
    "Add `&& rm -rf /usr/local/bundle/cache/*.gem` to this RUN, or where your gems lie: see `gem environment gemdir`",
  ),
  cache(
    "NuGet's cache of downloads",
    [`${HOME}/.local/share/NuGet/{http-cache,v3-cache}/**`],
    "Add `&& dotnet nuget locals http-cache --clear` to this RUN, or mount it: `RUN --mount=type=cache,target=/root/.local/share/NuGet`",
  ),
];

function cache(what: string, paths: readonly string[], advice: string): LeftoverPattern {
  return { kind: "package-cache", what, paths, advice };
}
