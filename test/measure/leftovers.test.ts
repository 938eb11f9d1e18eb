import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";
import { findLeftovers } from "../../src/measure/leftovers.ts";
import type { LeftoverReport, Origin } from "../../src/model/report.ts";

const BASE: Origin = { kind: "base" };

function line(number: number, instruction = "RUN ./install"): Origin {
  return { kind: "instruction", stage: null, file: "Dockerfile", lines: [number, number], instruction };
}

function file(path: string, size = 1_000_000): LayerEntry {
  return { kind: "file", path, size, mode: 0o644, crc: 0 };
}

function hardLink(path: string, target: string): LayerEntry {
  return { kind: "hard link", path, target };
}

/** The leftovers of layers, one origin each. */
function found(...layers: readonly (readonly [Origin, readonly LayerEntry[]])[]): LeftoverReport[] {
  return findLeftovers(
    layers.map(([, entries]) => entries),
    layers.map(([origin], position) => ({ origin, positions: [position] })),
  );
}

const kinds = (rows: readonly LeftoverReport[]) => rows.map(({ kind, what }) => `${kind}: ${what}`);

const NPM = "npm packages for development";
const PYTHON = "Python packages for development";
const HEADERS = "headers and static libraries";
const GO = "the Go toolchain";
const JDK = "JDK tools that a JRE does not have";
const SITE = "usr/local/lib/python3.13/site-packages";

test.each<[path: string, what: string | null]>([
  ["var/lib/apt/lists/deb.debian.org_debian_dists_trixie_InRelease", "apt's package lists"],
  ["var/lib/apt/lists/auxfiles/x", "apt's package lists"],
  ["var/lib/apt/extended_states", null],
  ["var/lib/dpkg/status", null],
  ["srv/var/lib/apt/lists/x", null],
  ["var/cache/apt/archives/tree_2.2.1-1_amd64.deb", "apt's packages and index"],
  ["var/cache/apt/pkgcache.bin", "apt's packages and index"],
  ["var/cache/debconf/templates.dat", null],
  ["etc/apt/sources.list", null],
  ["var/cache/apk/APKINDEX.b8ee0f61.tar.gz", "apk's cache"],
  ["etc/apk/cache/musl-1.2.5-r0.apk", "apk's cache"],
  ["lib/apk/db/installed", null],
  ["etc/apk/world", null],
  ["var/cache/dnf/fedora.solv", "dnf's cache"],
  ["var/cache/libdnf5/fedora/repodata/primary.xml.zst", "dnf's cache"],
  ["var/cache/yum/x86_64/7/base/gen/primary_db.sqlite", "dnf's cache"],
  ["var/lib/dnf/history.sqlite", null],
  ["var/cache/zypp/raw/repo-oss/repodata/primary.xml.gz", "zypper's cache"],
  ["var/lib/rpm/Packages", null],
  ["root/.cache/pip/http-v2/a/b/c.body", "pip's cache"],
  ["root/.cache/pip/wheels/0b/1d/docopt-0.6.2-py2.py3-none-any.whl", "pip's cache"],
  ["home/app/.cache/pip/selfcheck/x.json", "pip's cache"],
  ["app/.cache/pip/x", null],
  ["home/app/x/.cache/pip/x", null],
  ["root/.cache/pip-tools/x", null],
  ["root/.cache/uv/simple-v27/pypi/flask.rkyv", "uv's cache"],
  ["root/.local/share/uv/python/cpython-3.13/bin/python3.13", null],
  ["root/.cache/pypoetry/artifacts/a/b/click.whl", "Poetry's cache"],
  ["root/.cache/pypoetry/cache/repositories/PyPI/x", "Poetry's cache"],
  ["root/.cache/virtualenv/wheel/3.13/image/1/pip.py", "Poetry's cache"],
  ["root/.cache/pypoetry/virtualenvs/x-CrpyOKfc-py3.13/lib/python3.13/site-packages/click/core.py", null],
  ["root/.cache/huggingface/hub/models--bert/blobs/1", null],
  ["root/.cache/ms-playwright/chromium-1148/chrome-linux/chrome", null],
  ["root/.npm/_cacache/content-v2/sha512/00/1", "npm's cache"],
  ["home/node/.npm/_cacache/index-v5/00/1", "npm's cache"],
  ["root/.npmrc", null],
  ["root/.npm/_npx/1/node_modules/cowsay/index.js", null],
  ["root/.cache/node-gyp/24.0.0/include/node/v8.h", "node-gyp's headers"],
  ["usr/local/share/.cache/yarn/v6/npm-express-5.1.0/node_modules/express/package.json", "Yarn 1's cache"],
  ["home/node/.cache/yarn/v6/x", "Yarn 1's cache"],
  ["root/.yarn/berry/cache/lodash-npm-4.18.1-10c0.zip", "Yarn's cache"],
  ["root/.yarn/berry/metadata/npm/a3cd44/express.json", "Yarn's cache"],
  ["app/.yarn/cache/lodash-npm-4.18.1-10c0.zip", null],
  ["app/.yarn/releases/yarn-4.5.0.cjs", null],
  ["root/.local/share/pnpm/store/v11/files/00/1", "pnpm's store and cache"],
  ["root/.local/share/pnpm/store/v11/index.db", "pnpm's store and cache"],
  ["root/.local/share/pnpm/store/v11/links/@/express/5.1.0/node_modules/express/index.js", null],
  ["root/.cache/pnpm/v12/metadata/registry.npmjs.org/express.json", "pnpm's store and cache"],
  ["app/.pnpm-store/v10/files/00/1", "pnpm's store and cache"],
  ["pnpm/store/v10/files/00/1", "pnpm's store and cache"],
  ["pnpm/pnpm", null],
  ["go/pkg/mod/github.com/google/uuid@v1.6.0/uuid.go", "Go's module cache"],
  ["root/go/pkg/mod/cache/download/x.zip", "Go's module cache"],
  ["go/bin/app", null],
  ["app/go.mod", null],
  ["app/pkg/mod/x.go", null],
  ["root/.cache/go-build/ab/abc-d", "Go's build cache"],
  ["usr/local/cargo/registry/cache/index.crates.io-1/itoa-1.0.18.crate", "Cargo's registry"],
  ["root/.cargo/git/db/x/HEAD", "Cargo's registry"],
  ["usr/local/cargo/bin/ripgrep", null],
  ["app/target/release/deps/libitoa-1.rlib", "Cargo's intermediate build files"],
  ["app/target/debug/incremental/c-1/dep-graph.bin", "Cargo's intermediate build files"],
  ["app/target/aarch64-unknown-linux-musl/release/build/x/out", "Cargo's intermediate build files"],
  ["app/target/release/app", null],
  ["app/target/app.jar", null],
  ["app/target/classes/App.class", null],
  ["root/.m2/repository/org/slf4j/slf4j-api/2.0.13/slf4j-api-2.0.13.jar", "Maven's repository"],
  ["root/.m2/settings.xml", null],
  ["usr/share/maven-repo/org/x/x.jar", null],
  ["home/gradle/.gradle/caches/modules-2/files-2.1/x.jar", "Gradle's caches"],
  ["root/.gradle/wrapper/dists/gradle-8.10-bin/x/gradle-8.10/lib/gradle.jar", "Gradle's caches"],
  ["app/.gradle/8.10/checksums/x.bin", null],
  ["root/.composer/cache/files/psr/log/1.zip", "Composer's cache"],
  ["root/.cache/composer/repo/packagist/x.json", "Composer's cache"],
  ["root/.composer/vendor/bin/phpunit", null],
  ["usr/local/bundle/cache/rack-3.1.8.gem", "packed gems"],
  ["app/vendor/bundle/ruby/3.3.0/cache/rack-3.1.8.gem", "packed gems"],
  ["var/lib/gems/3.3.0/cache/rack-3.1.8.gem", "packed gems"],
  ["app/vendor/cache/rack-3.1.8.gem", null],
  ["usr/local/bundle/gems/rack-3.1.8/lib/rack.rb", null],
  ["root/.local/share/NuGet/http-cache/x.nupkg", "NuGet's download cache"],
  ["root/.nuget/packages/serilog/4.0.0/lib/net8.0/Serilog.dll", null],

  ["app/node_modules/typescript/lib/typescript.js", `${NPM} (typescript)`],
  ["app/node_modules/.pnpm/typescript@5.9.2/node_modules/typescript/lib/tsc.js", `${NPM} (typescript)`],
  ["usr/local/lib/node_modules/typescript/lib/tsc.js", `${NPM} (typescript)`],
  ["app/node_modules/eslint-plugin-react/index.js", `${NPM} (eslint-plugin-react)`],
  ["app/node_modules/@typescript-eslint/parser/dist/parser.js", `${NPM} (@typescript-eslint)`],
  ["app/node_modules/@angular/cli/lib/init.js", `${NPM} (@angular/cli)`],
  ["app/node_modules/eslint/node_modules/semver/semver.js", `${NPM} (eslint)`],
  ["app/node_modules/express/node_modules/mocha/lib/mocha.js", `${NPM} (mocha)`],
  ["app/node_modules/@types/node/index.d.ts", null],
  ["app/node_modules/@angular/core/index.mjs", null],
  ["app/node_modules/typescript-logging/index.js", null],
  ["app/node_modules/jest-worker/build/index.js", null],
  ["app/node_modules/playwright/lib/index.js", null],
  ["app/node_modules/express/lib/jest/index.js", null],
  ["app/src/typescript/index.js", null],
  ["app/jest/index.js", null],
  [`${SITE}/pytest/__init__.py`, `${PYTHON} (pytest)`],
  [`${SITE}/_pytest/main.py`, `${PYTHON} (pytest)`],
  [`${SITE}/mypy-1.18.2.dist-info/RECORD`, `${PYTHON} (mypy)`],
  ["app/.venv/lib/python3.13/site-packages/black/__init__.py", `${PYTHON} (black)`],
  ["app/.venv/bin/ruff", `${PYTHON} (ruff)`],
  ["usr/local/bin/ruff", `${PYTHON} (ruff)`],
  ["usr/lib/python3/dist-packages/pylint/lint.py", `${PYTHON} (pylint)`],
  [`${SITE}/requests-stubs/api.pyi`, `${PYTHON} (requests-stubs)`],
  [`${SITE}/mypy_extensions.py`, null],
  [`${SITE}/numpy/mypy_plugin.py`, null],
  [`${SITE}/flask/black/x.py`, null],
  ["app/pytest/x.py", null],
  ["app/ruff", null],

  ["usr/libexec/gcc/x86_64-linux-gnu/14/cc1", "GCC and binutils"],
  ["usr/lib/gcc/x86_64-linux-gnu/14/libgcc.a", "GCC and binutils"],
  ["usr/bin/x86_64-linux-gnu-g++-14", "GCC and binutils"],
  ["usr/bin/x86_64-linux-gnu-lto-dump-14", "GCC and binutils"],
  ["usr/bin/x86_64-linux-gnu-ld.bfd", "GCC and binutils"],
  ["usr/bin/aarch64-alpine-linux-musl-gcc-ar", "GCC and binutils"],
  ["usr/bin/ld", "GCC and binutils"],
  ["usr/bin/as", "GCC and binutils"],
  ["usr/lib/x86_64-linux-gnu/libtsan.so.2.0.0", "GCC and binutils"],
  ["usr/lib/x86_64-linux-gnu/libbfd-2.44-system.so", "GCC and binutils"],
  ["usr/lib/x86_64-linux-gnu/libctf-nobfd.so.0.0.0", "GCC and binutils"],
  ["usr/lib/x86_64-linux-gnu/bfd-plugins/libdep.so", "GCC and binutils"],
  ["usr/lib/x86_64-linux-gnu/libgcc_s.so.1", null],
  ["usr/lib/x86_64-linux-gnu/libstdc++.so.6.0.33", null],
  ["usr/lib/x86_64-linux-gnu/libgomp.so.1.0.0", null],
  ["usr/bin/perl5.40-x86_64-linux-gnu", null],
  ["usr/bin/ldd", null],
  ["usr/share/gcc/python/libstdcxx/v6/printers.py", null],
  ["usr/lib/llvm-19/bin/clang", "Clang and LLVM"],
  ["usr/lib/llvm-19/lib/clang/19/include/immintrin.h", "Clang and LLVM"],
  ["usr/lib/llvm-19/lib/libLLVM.so.19.1", null],
  ["usr/lib/llvm19/lib/libLLVM.so", null],
  ["usr/lib/x86_64-linux-gnu/libLLVM.so.19.1", null],
  ["usr/local/go/pkg/tool/linux_amd64/compile", GO],
  ["usr/lib/go-1.24/bin/go", GO],
  ["usr/share/go-1.24/src/fmt/print.go", GO],
  ["usr/lib/golang/bin/go", GO],
  ["usr/local/go/lib/time/zoneinfo.zip", null],
  ["usr/local/gopher/bin/go", null],
  ["usr/local/bin/go-app", null],
  ["usr/local/rustup/toolchains/1.90.0-x86_64-unknown-linux-gnu/bin/rustc", "the Rust toolchain"],
  ["usr/lib/rustlib/x86_64-unknown-linux-gnu/lib/libstd-1.rlib", "the Rust toolchain"],
  ["usr/lib/x86_64-linux-gnu/librustc_driver-2ac4dc0e5fac42cf.so", "the Rust toolchain"],
  ["usr/bin/cargo", "the Rust toolchain"],
  ["usr/lib/jvm/java-21-openjdk-amd64/jmods/java.base.jmod", JDK],
  ["usr/lib/jvm/java-21-openjdk-amd64/lib/ct.sym", JDK],
  ["opt/java/openjdk/bin/javac", JDK],
  ["usr/local/openjdk-17/lib/src.zip", JDK],
  ["opt/java/openjdk/bin/java", null],
  ["opt/java/openjdk/lib/modules", null],
  ["usr/lib/jvm/java-21-openjdk-amd64/lib/server/libjvm.so", null],
  ["usr/share/dotnet/sdk/8.0.100/MSBuild.dll", "the .NET SDK"],
  ["usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.0/System.Linq.dll", null],
  ["usr/bin/make", "build programs"],
  ["usr/bin/cmake", "build programs"],
  ["usr/share/cmake-3.31/Modules/FindZLIB.cmake", "build programs"],
  ["opt/gradle/lib/gradle-core.jar", "build programs"],
  ["usr/share/maven/lib/maven-core.jar", "build programs"],
  ["usr/bin/mkdir", null],
  ["usr/include/linux/bpf.h", HEADERS],
  ["usr/local/include/node/v8.h", HEADERS],
  ["usr/lib/x86_64-linux-gnu/libc.a", HEADERS],
  ["usr/local/lib/libz.a", HEADERS],
  ["usr/local/lib/python3.13/config-3.13-x86_64-linux-gnu/libpython3.13.a", HEADERS],
  [`${SITE}/numpy/core/include/numpy/ndarrayobject.h`, null],
  [`${SITE}/numpy/core/lib/libnpymath.a`, null],
  ["app/include/x.h", null],
  ["app/data/x.a", null],

  ["app/.git/objects/pack/pack-1.pack", "the history of git"],
  ["app/vendor/x/.git/index", "the history of git"],
  ["app/.github/workflows/x.yml", null],
  ["app/.gitignore", null],
  ["srv/app.git/objects/pack/pack-1.pack", null],
  [`${SITE}/flask/__pycache__/app.cpython-313.pyc`, "Python's byte code"],
  ["usr/local/lib/python3.13/email/__pycache__/parser.cpython-313.pyc", "Python's byte code"],
  ["app/__pycache__/main.cpython-313.pyc", "Python's byte code"],
  ["app/main.pyc", null],
  ["usr/lib/python3.13/__pycache__/argparse.cpython-313.pyc", null],
  ["usr/lib/python3/dist-packages/requests/__pycache__/api.cpython-313.pyc", null],
  ["app/node_modules/qs/test/parse.js", null],
  ["app/node_modules/test/index.js", null],
  ["app/node_modules/@scope/test/index.js", null],
  ["app/node_modules/a/node_modules/test/index.js", null],
  ["app/node_modules/.pnpm/test@3.3.0/node_modules/test/index.js", null],
  ["app/node_modules/googleapis/build/src/apis/docs/index.js", null],
  ["app/node_modules/three/examples/jsm/loaders/GLTFLoader.js", null],
  ["app/src/test/x.js", null],
  ["app/src/__tests__/x.js", null],
  ["app/docs/x.md", null],
  ["app/test/x.js", null],
  [`${SITE}/pandas/tests/frame/test_api.py`, "tests of Python packages"],
  [`${SITE}/numpy/core/tests/test_umath.py`, "tests of Python packages"],
  [`${SITE}/tests/x.py`, null],
  [`${SITE}/numpy/testing/utils.py`, null],
  [`${SITE}/django/test/client.py`, null],
  [`${SITE}/astropy/tests/runner.py`, null],
  ["app/tests/x.py", null],
  ["usr/share/doc/gcc/NEWS.gz", "docs, manuals and translations"],
  ["usr/share/man/man1/ls.1.gz", "docs, manuals and translations"],
  ["usr/share/locale/de/LC_MESSAGES/x.mo", "docs, manuals and translations"],
  ["usr/share/doc/gcc/copyright", null],
  ["usr/share/doc-base/x", null],
  ["usr/share/zoneinfo/Europe/Berlin", null],
  ["app/node_modules/rxjs/dist/bundles/rxjs.umd.js.map", "source maps of npm packages"],
  ["app/dist/main.js.map", null],
  ["app/node_modules/world/countries.map", null],
  ["var/log/dpkg.log", "system logs"],
  ["var/log/apt/term.log.1.xz", "system logs"],
  ["root/.npm/_logs/2026-11-21T10_03_14_588Z-debug-0.log", "npm logs"],
  ["app/npm-debug.log", "logs"],
  ["app/CHANGELOG", null],
  ["data/rocksdb/000042.log", null],
  ["app/logs/x.txt", null],
  ["tmp/node-compile-cache/v24.21.0-x64-1-0/1", "node's compile cache"],
  ["tmp/v8-compile-cache-0/13.6/x.BLOB", "node's compile cache"],
  ["tmp/app/x", null],
  ["app/.idea/workspace.xml", "editor and desktop files"],
  ["app/.DS_Store", "editor and desktop files"],
  ["app/.vscode/settings.json", "editor and desktop files"],
  ["root/.vscode-server/bin/x", null],
  ["app/main.js", null],
])("%s", (path, what) => {
  const run = line(3, "RUN pip install -r requirements.txt");
  expect(found([run, [file(path)]]).map((row) => row.what)).toEqual(what === null ? [] : [what]);
});

test("a row has the bytes of its origin's files, their folder and advice", () => {
  const apt = line(3, "RUN apt-get update");
  const lists = [file("var/lib/apt/lists/a", 90_000), file("var/lib/apt/lists/b/c", 20_000)];
  expect(found([BASE, [file("bin/sh")]], [apt, [...lists, file("usr/bin/tree")]])).toEqual([
    {
      kind: "package-cache",
      what: "apt's package lists",
      origin: apt,
      path: "/var/lib/apt/lists/",
      size: 110_000,
      files: 2,
      advice:
        "Run `apt-get update` and all `apt-get install` in one RUN, and end it with `rm -rf /var/lib/apt/lists/*`.",
    },
  ]);
});

test("the path is the folder of all matches, or the one file", () => {
  const paths = (...files: string[]) =>
    found([line(3), files.map((path) => file(path))]).map(({ path }) => path);
  expect(paths("root/.cache/pip/http-v2/a")).toEqual(["/root/.cache/pip/"]);
  expect(paths("root/.cache/pip/a", "home/app/.cache/pip/a")).toEqual(["/"]);
  expect(paths("app/a/.git/HEAD", "app/b/.git/HEAD")).toEqual(["/app/"]);
  expect(paths("var/log/dpkg.log", "var/log/apt/term.log")).toEqual(["/var/log/"]);
  expect(paths("usr/bin/make")).toEqual(["/usr/bin/make"]);
});

test("leftovers of one kind are reported from 100 kB", () => {
  const git = (size: number) =>
    found([line(3), [file("app/.git/HEAD", 1), file("app/.git/index", size - 1)]]);
  expect(git(99_999)).toEqual([]);
  expect(git(100_000).map(({ size }) => size)).toEqual([100_000]);
});

test("each origin has its own rows, most bytes first, with all its layers", () => {
  const layers = [
    [file("app/.git/a", 200_000)],
    [file("app/.git/b", 300_000), file("var/log/x", 100_000)],
    [file("srv/.git/c", 150_000)],
  ];
  const rows = findLeftovers(layers, [
    { origin: line(3), positions: [0, 2] },
    { origin: line(4), positions: [1] },
  ]);
  expect(rows.map(({ what, origin, size, files }) => [what, origin, size, files])).toEqual([
    ["the history of git", line(3), 350_000, 2],
    ["the history of git", line(4), 300_000, 1],
    ["system logs", line(4), 100_000, 1],
  ]);
});

test("files that a later layer hides count", () => {
  const gone: LayerEntry = { kind: "removed", path: "var/lib/apt/lists" };
  expect(kinds(found([line(3), [file("var/lib/apt/lists/a")]], [line(4), [gone]]))).toEqual([
    "package-cache: apt's package lists",
  ]);
});

test("all layers are searched if their origins are unknown", () => {
  expect(kinds(found([{ kind: "unknown" }, [file("var/lib/apt/lists/a")]]))).toEqual([
    "package-cache: apt's package lists",
  ]);
});

test("a file with a second, needed name is not left over", () => {
  const cached = [
    file("root/.cache/uv/archive-v0/1/click/core.py"),
    file("root/.cache/uv/simple-v27/x", 200_000),
  ];
  const used = hardLink(
    "app/.venv/lib/python3.13/site-packages/click/core.py",
    "root/.cache/uv/archive-v0/1/click/core.py",
  );
  const sizes = (entries: LayerEntry[]) => found([line(3), entries]).map(({ size, files }) => [size, files]);
  expect(sizes([...cached, used])).toEqual([[200_000, 1]]);
  expect(sizes(cached)).toEqual([[1_200_000, 2]]);
  expect(sizes([...cached, hardLink("root/.cache/uv/other", "root/.cache/uv/simple-v27/x")])).toEqual([
    [1_200_000, 2],
  ]);
  // Without the package its copy in the cache goes, too; without the cache the package stays.
  const both = [
    file("app/node_modules/prettier/index.js"),
    hardLink("root/.local/share/pnpm/store/v10/files/1", "app/node_modules/prettier/index.js"),
  ];
  const swapped = [
    file("app/.pnpm-store/v10/files/1"),
    hardLink("app/node_modules/prettier/index.js", "app/.pnpm-store/v10/files/1"),
  ];
  for (const entries of [both, swapped])
    expect(kinds(found([line(3), entries]))).toEqual([`dev-dependency: ${NPM} (prettier)`]);
  expect(sizes([file("root/.cache/pip/x"), hardLink("root/.cache/uv/x", "root/.cache/pip/x")])).toEqual([]);
  // The other way round: the program is the file, and what the cache has of it is the link.
  expect(
    sizes([
      file("app/target/release/app"),
      hardLink("app/target/release/deps/app-1", "app/target/release/app"),
    ]),
  ).toEqual([]);
});

test("Yarn's cache is needed if node loads packages from it", () => {
  const cache = file("root/.yarn/berry/cache/lodash-npm-4.18.1-10c0.zip");
  expect(found([line(3), [cache]])).toHaveLength(1);
  expect(found([line(3), [cache]], [line(4), [file("app/.pnp.cjs")]])).toEqual([]);
  expect(found([line(3), [cache]], [line(4), [file("app/not.pnp.cjs")]])).toHaveLength(1);
});

test("a base image has one row for compilers with all their files", () => {
  const rows = found([
    BASE,
    [
      file("usr/local/go/bin/go", 17_000_000),
      file("usr/libexec/gcc/x86_64-linux-gnu/14/cc1", 34_000_000),
      file("usr/include/stdio.h", 30_000_000),
      file("usr/bin/make", 99_999),
      file("app/.git/HEAD"),
      file("var/lib/apt/lists/x"),
    ],
  ]);
  expect(rows).toEqual([
    {
      kind: "build-tool",
      what: "GCC and binutils, headers and static libraries and the Go toolchain",
      origin: BASE,
      path: "/usr/",
      size: 81_000_000,
      files: 3,
      advice:
        "Use this base image only in the stage that builds, and copy the result into a smaller one: `COPY --from=build /app /app`.",
    },
  ]);
});

test("headers alone do not make a build image of a base image", () => {
  expect(found([BASE, [file("usr/local/include/node/v8.h"), file("usr/bin/make")]])).toEqual([]);
});

test("development packages are named, most bytes first", () => {
  const packages = (...names: string[]) =>
    found([line(3), names.map((name, at) => file(`app/node_modules/${name}/index.js`, 900_000 - at))]).map(
      ({ what, size }) => [what, size],
    );
  expect(packages("jest", "typescript")).toEqual([[`${NPM} (jest and typescript)`, 1_799_999]]);
  expect(packages("mocha", "chai", "sinon", "nyc")).toEqual([
    [`${NPM} (mocha, chai, sinon and nyc)`, 3_599_994],
  ]);
  expect(packages("mocha", "chai", "sinon", "nyc", "jest")).toEqual([
    [`${NPM} (mocha, chai, sinon and 2 more)`, 4_499_990],
  ]);
});

test("Python modules are named by their package", () => {
  const modules = ["mypy", "mypyc", "blib2to3", "_pytest", "_hypothesis_ftz_detector.py"];
  const rows = found([line(3), modules.map((name, at) => file(`${SITE}/${name}/x.py`, 900_000 - at))]);
  expect(rows.map(({ what }) => what)).toEqual([`${PYTHON} (mypy, black, pytest and hypothesis)`]);
});

test("type packages alone are not reported", () => {
  const types = [
    file("app/node_modules/@types/node/index.d.ts"),
    file("app/node_modules/@types/long/index.d.ts"),
  ];
  expect(found([line(3), types])).toEqual([]);
  const rows = found([line(3), [...types, file("app/node_modules/typescript/lib/tsc.js")]]);
  expect(rows.map(({ what, size }) => [what, size])).toEqual([[`${NPM} (@types and typescript)`, 3_000_000]]);
});

test.each([
  ["RUN apt-get install -y gcc", 1],
  ["run apt-get install -y gcc", 1],
  ["COPY docs /usr/share/doc/app", 0],
  ["COPY --from=build / /", 0],
])("docs are reported if a RUN made them: %s", (instruction, rows) => {
  expect(found([line(3, instruction), [file("usr/share/doc/app/manual.pdf")]])).toHaveLength(rows);
});

const APT_LISTS = "var/lib/apt/lists/x";
const APT_ONE_RUN =
  "Run `apt-get update` and all `apt-get install` in one RUN, and end it with `rm -rf /var/lib/apt/lists/*`.";
const IN_CLIENT = "app/client/node_modules/prettier/index.js";
const PRUNE_CLIENT = "End this RUN with `npm prune --omit=dev --prefix /app/client`.";
const NPM_CACHE = "root/.npm/_cacache/x";
const NPM_CACHE_ADVICE =
  "End this RUN with `rm -rf /root/.npm/_cacache`, or add `--mount=type=cache,target=/root/.npm/_cacache` to it.";
const PRETTIER = "app/node_modules/prettier/index.js";
const ISORT = `${SITE}/isort/main.py`;
const PIP_CACHE = "root/.cache/pip/x";
const PIP_ADVICE =
  "Add `--no-cache-dir` to `pip install`, or add `--mount=type=cache,target=/root/.cache/pip` to this RUN.";
const PIP_GENERIC =
  "End this RUN with `rm -rf /root/.cache/pip`, or add `--mount=type=cache,target=/root/.cache/pip` to it.";
const BYTE_CODE = `${SITE}/click/__pycache__/core.cpython-313.pyc`;
const GIT = "app/.git/HEAD";
const PROGRAM = "Build in another stage, and copy only the program from it: `COPY --from=build /app /app`.";
const ELSEWHERE = "Delete these files in the instruction that brings them in.";

/** Null where the files are no leftover of that line. */
test.each<[instruction: string, path: string, advice: string | null]>([
  [
    "RUN apt-get update && apt-get install -y tree",
    APT_LISTS,
    "End this RUN with `rm -rf /var/lib/apt/lists/*`.",
  ],
  [
    "RUN apt-get -qq update; apt-get -y install tree",
    APT_LISTS,
    "End this RUN with `rm -rf /var/lib/apt/lists/*`.",
  ],
  ["RUN apt-get update", APT_LISTS, APT_ONE_RUN],
  ["RUN /usr/bin/apt update -q", APT_LISTS, APT_ONE_RUN],
  ["RUN ./setup.sh", APT_LISTS, "End this RUN with `rm -rf /var/lib/apt/lists/*`."],
  ["ONBUILD RUN ./setup.sh", APT_LISTS, "End this RUN with `rm -rf /var/lib/apt/lists/*`."],
  ["RUN apt-get install -y tree", "var/cache/apt/archives/x.deb", "End this RUN with `apt-get clean`."],
  ["RUN apk add curl", "var/cache/apk/x", "End this RUN with `rm -rf /var/cache/apk/*`."],
  ["RUN npm ci", NPM_CACHE, NPM_CACHE_ADVICE],
  ["RUN ./install", NPM_CACHE, NPM_CACHE_ADVICE],
  ["RUN <<EOF npm ci EOF", NPM_CACHE, NPM_CACHE_ADVICE],
  [
    'RUN --network=default ["npm", "ci"]',
    NPM_CACHE,
    "Add `--mount=type=cache,target=/root/.npm/_cacache` to this RUN.",
  ],
  ["RUN npm ci", "home/node/.npm/_cacache/x", "End this RUN with `rm -rf /home/node/.npm/_cacache`."],
  [
    "COPY --from=deps /root /root",
    NPM_CACHE,
    "Delete these files in stage `deps`, before this line copies them.",
  ],
  ["COPY home /root", NPM_CACHE, "Name in this line only the files that the image needs."],
  ["RUN pip install flask", PIP_CACHE, PIP_ADVICE],
  ["RUN python3 -m pip install -r requirements.txt", PIP_CACHE, PIP_ADVICE],
  ["RUN pip install --no-cache-dir flask && make", PIP_CACHE, PIP_GENERIC],
  ["RUN uv pip install flask", PIP_CACHE, PIP_GENERIC],
  ["RUN make install", PIP_CACHE, PIP_GENERIC],
  ["RUN pip install flask", "home/app/.cache/pip/x", "Add `--no-cache-dir` to `pip install`."],
  [
    "RUN uv sync --frozen",
    "root/.cache/uv/x",
    "Add `--no-cache` to `uv`, or add `--mount=type=cache,target=/root/.cache/uv` to this RUN.",
  ],
  [
    "RUN make",
    "root/.cache/uv/x",
    "End this RUN with `rm -rf /root/.cache/uv`, or add `--mount=type=cache,target=/root/.cache/uv` to it.",
  ],
  ["RUN go build ./...", "go/pkg/mod/x.go", PROGRAM],
  ["RUN cargo build --release", "usr/local/cargo/registry/x", PROGRAM],
  [
    "RUN bundle install",
    "usr/local/bundle/cache/x.gem",
    "End this RUN with `rm -rf /usr/local/bundle/cache/*.gem`.",
  ],

  ["RUN npm ci", PRETTIER, "Install with `npm ci --omit=dev`."],
  ["RUN npm install --prefix /app", PRETTIER, "Install with `npm install --omit=dev --prefix /app`."],
  ["RUN npm i", PRETTIER, "Install with `npm install --omit=dev`."],
  ["RUN npm ci && npm run build", PRETTIER, "End this RUN with `npm prune --omit=dev`."],
  [
    "RUN npm install -g prettier",
    PRETTIER,
    "Install prettier in the stage that builds or tests, and not in this line.",
  ],
  [
    "RUN npm install --global prettier@3",
    PRETTIER,
    "Install prettier in the stage that builds or tests, and not in this line.",
  ],
  ["RUN bun install", PRETTIER, "Install prettier in the stage that builds or tests, and not in this line."],
  ["RUN ./install", PRETTIER, "Install prettier in the stage that builds or tests, and not in this line."],
  ["RUN pnpm install --frozen-lockfile", PRETTIER, "Install with `pnpm install --prod`."],
  [
    "RUN pnpm i && pnpm build",
    PRETTIER,
    "Install and build in another stage, and install in this one with `pnpm install --prod`.",
  ],
  [
    "RUN yarn",
    PRETTIER,
    "Install with `yarn install --production`, or from Yarn 2 on `yarn workspaces focus --production`.",
  ],
  [
    "RUN yarn --frozen-lockfile",
    PRETTIER,
    "Install with `yarn install --production`, or from Yarn 2 on `yarn workspaces focus --production`.",
  ],
  [
    "RUN yarn global add prettier",
    PRETTIER,
    "Install prettier in the stage that builds or tests, and not in this line.",
  ],
  ['RUN ["npm", "ci"]', PRETTIER, "Install with `npm ci --omit=dev`."],
  ["RUN <<EOF set -e npm ci rm -rf /tmp/x EOF", PRETTIER, "Install with `npm ci --omit=dev`."],
  ["RUN <<EOF set -e npm ci npm run build EOF", PRETTIER, "End this RUN with `npm prune --omit=dev`."],
  ["RUN <<EOF npm install echo done EOF", PRETTIER, "Install with `npm install --omit=dev`."],
  [
    'RUN ["sh", "-c", "npm ci && npm run build"]',
    PRETTIER,
    "Write this RUN without brackets, and end it with `npm prune --omit=dev`.",
  ],
  ["RUN npm ci 2>&1 # all", PRETTIER, "Install with `npm ci --omit=dev`."],
  ["RUN npm install --loglevel error >/dev/null", PRETTIER, "Install with `npm install --omit=dev`."],
  ["RUN npm install --prefix client", IN_CLIENT, "Install with `npm install --omit=dev --prefix client`."],
  ["RUN npm --prefix=client ci", IN_CLIENT, "Install with `npm ci --omit=dev --prefix=client`."],
  ["RUN npm ci --prefix client && npm run build --prefix client", IN_CLIENT, PRUNE_CLIENT],
  [
    "RUN npm ci --prefix client && npm run build --prefix client && npm prune --omit=dev",
    IN_CLIENT,
    PRUNE_CLIENT,
  ],
  ["RUN (cd client && npm ci && npm run build) && rm -rf /tmp/x", IN_CLIENT, PRUNE_CLIENT],
  ["RUN (cd client && npm ci && npm run build) && npm prune --omit=dev", IN_CLIENT, PRUNE_CLIENT],
  ["RUN cd client && npm ci && npm run build", IN_CLIENT, PRUNE_CLIENT],
  ["RUN npm ci --prefix client && npm run x && npm prune --omit=dev --prefix client", IN_CLIENT, null],
  ["RUN npm ci && npm run build && npm prune --production", PRETTIER, null],
  ["RUN npm ci && npm run build && rm -rf node_modules && npm ci --omit=dev", PRETTIER, null],
  [
    "RUN npm install -g prettier && npm install --omit=dev",
    "usr/local/lib/node_modules/prettier/index.js",
    "Install prettier in the stage that builds or tests, and not in this line.",
  ],
  ["RUN npm ci && echo --omit=dev", PRETTIER, "Install with `npm ci --omit=dev`."],
  ["RUN npm ci --omit=dev --include=dev", PRETTIER, "Install with `npm ci --omit=dev`."],
  ["RUN export NODE_ENV=production && npm ci", PRETTIER, null],
  ["RUN npm ci --omit=dev", PRETTIER, null],
  ["RUN NODE_ENV=production npm ci", PRETTIER, null],
  ["RUN pnpm install --prod", PRETTIER, null],
  ["RUN yarn install --production", PRETTIER, null],
  [
    "COPY . .",
    PRETTIER,
    "Add `**/node_modules` to .dockerignore, and install in a RUN what production needs.",
  ],
  ["COPY node_modules ./node_modules", PRETTIER, "Name in this line only the files that the image needs."],
  [
    "COPY --from=deps /app /app",
    PRETTIER,
    "Copy only the packages for production from stage `deps`, for example after `npm prune --omit=dev` there.",
  ],
  ["RUN pip install isort", ISORT, "Install isort in the stage that builds or tests, and not in this line."],
  [
    "RUN uv pip install isort",
    ISORT,
    "Install isort in the stage that builds or tests, and not in this line.",
  ],
  ["RUN uv sync", ISORT, "Install with `uv sync --no-dev`."],
  ["RUN uv sync --no-dev", ISORT, null],
  ["RUN poetry install", ISORT, "Install with `poetry install --only main`."],
  ["RUN poetry install --without dev", ISORT, null],

  [
    "COPY --from=golang:1.24 /usr/local/go /usr/local/go",
    "usr/local/go/bin/go",
    "Copy from `golang:1.24` only what the image needs.",
  ],
  ["COPY --from=build / /", "usr/local/go/bin/go", "Copy from stage `build` only the result of the build."],
  [
    "RUN apt-get install -y openjdk-21-jdk",
    "opt/java/openjdk/bin/javac",
    "Build in another stage, and copy only the result from it: `COPY --from=build /app /app`.",
  ],

  ["COPY . .", GIT, "Add `**/.git` to .dockerignore."],
  ["ADD . /app", GIT, "Add `**/.git` to .dockerignore."],
  ["COPY --chown=app . .", GIT, "Add `**/.git` to .dockerignore."],
  // Who names it means it.
  ["COPY .git .git", GIT, null],
  ["COPY --from=build /app /app", GIT, "Delete these files in stage `build`, before this line copies them."],
  [
    "COPY --link --from=ghcr.io/owner/app /app /app",
    GIT,
    "Copy from `ghcr.io/owner/app` only what the image needs.",
  ],
  [
    "ADD --keep-git-dir=true https://example.com/x.git /app",
    GIT,
    "Do this in another stage, and copy from it only what the image needs.",
  ],
  ["ADD app.tar.gz /app", GIT, "Do this in another stage, and copy from it only what the image needs."],
  ["RUN git clone https://example.com/x /app", GIT, "End this RUN with `rm -rf /app/.git`."],
  ["WORKDIR /app", GIT, ELSEWHERE],
  [
    "RUN pip install click",
    BYTE_CODE,
    "Write `ENV PYTHONDONTWRITEBYTECODE=1` above this line and add `--no-compile` to `pip install`. Python then takes longer to start.",
  ],
  [
    "RUN python manage.py collectstatic",
    BYTE_CODE,
    "Write `ENV PYTHONDONTWRITEBYTECODE=1` above this line. Python then takes longer to start.",
  ],
  ["RUN pip install click && python -m compileall /app", BYTE_CODE, null],
  ["RUN uv sync --compile-bytecode", BYTE_CODE, null],
  ["RUN UV_COMPILE_BYTECODE=1 uv pip install click", BYTE_CODE, null],
  ["RUN uv sync", BYTE_CODE, null],
  ["RUN poetry install --compile", BYTE_CODE, null],
  ["COPY --from=build /app/.venv /app/.venv", BYTE_CODE, null],
  ["COPY . .", BYTE_CODE, "Add `**/__pycache__` to .dockerignore."],
  ["RUN npm ci", "root/.npm/_logs/debug-0.log", "End this RUN with `rm -rf /root/.npm/_logs`."],
  [
    "RUN apt-get install -y tree",
    "var/log/apt/term.log",
    "End this RUN with `find /var/log -type f -exec truncate -s 0 {} +`.",
  ],
])("advice fits the line: %s (%s)", (instruction, path, advice) => {
  const rows = found([line(3, instruction), [file(path)]]);
  expect(rows.map((row) => row.advice)).toEqual(advice === null ? [] : [advice]);
});

test("advice knows what later lines need", () => {
  const adviceBefore = (instruction: string, path: string, later: string) =>
    found([line(3, instruction), [file(path)]], [line(4, later), [file("app/x", 1)]]).map(
      ({ advice }) => advice,
    );
  const install = "RUN apt-get update && apt-get install -y tree";
  expect(adviceBefore(install, APT_LISTS, "RUN apt-get install -y make")).toEqual([APT_ONE_RUN]);
  expect(adviceBefore(install, APT_LISTS, install)).toEqual([
    "End this RUN with `rm -rf /var/lib/apt/lists/*`.",
  ]);
  const production = "Install and build in another stage, and install in this one with `npm ci --omit=dev`.";
  expect(adviceBefore("RUN npm ci", PRETTIER, "RUN npm run build")).toEqual([production]);
  expect(adviceBefore("RUN npm ci", PRETTIER, "RUN npx tsc")).toEqual([production]);
  expect(adviceBefore("RUN npm ci", PRETTIER, "RUN adduser app")).toEqual([
    "Install with `npm ci --omit=dev`.",
  ]);
  expect(adviceBefore('RUN ["npm", "ci"]', PRETTIER, 'RUN ["npm", "run", "build"]')).toEqual([production]);
});

test("a command names folders as a shell reads them, and many by their common folder", () => {
  const adviceOn = (...paths: string[]) =>
    found([line(3, "RUN ./clone"), paths.map((path) => file(path))]).map(({ advice }) => advice);
  expect(adviceOn("srv/it's new/.git/x")).toEqual(["End this RUN with `rm -rf '/srv/it'\\''s new/.git'`."]);
  expect(adviceOn("srv/b/.git/x", "srv/a/.git/y")).toEqual([
    "End this RUN with `rm -rf /srv/a/.git /srv/b/.git`.",
  ]);
  expect(adviceOn(...["a", "b", "c", "d"].map((name) => `srv/${name}/.git/x`))).toEqual([
    "End this RUN with `find /srv -name .git -prune -exec rm -rf {} +`.",
  ]);
});

test("a leftover without a known line has no advice", () => {
  expect(found([{ kind: "unknown" }, [file(GIT)]]).map(({ advice }) => advice)).toEqual([ELSEWHERE]);
});

test("no byte is in two rows, and all are bytes of files", () => {
  const name = fc.constantFrom(
    "usr",
    "lib",
    "node_modules",
    "typescript",
    "test",
    ".git",
    "__pycache__",
    "x.pyc",
    "x.log",
    "root",
    ".npm",
    "_cacache",
  );
  const path = fc.array(name, { minLength: 1, maxLength: 6 }).map((names) => names.join("/"));
  const entry = fc.tuple(path, fc.nat(1_000_000)).map(([one, size]) => file(one, size));
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ path: one }) => one, maxLength: 30 }), (entries) => {
      const total = entries.reduce((sum, one) => sum + (one.kind === "file" ? one.size : 0), 0);
      const rows = found([line(3), entries]);
      expect(rows.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(total);
      expect(new Set(kinds(rows)).size).toBe(rows.length);
    }),
  );
});

test.each<[instruction: string, dockerfile: string | null, told: boolean]>([
  ["COPY . /app", "FROM a\nCOPY . /app\nRUN make\n", true],
  ["COPY . /app", "FROM a\nCOPY . /app\n# .git\nRUN git describe || true\n", false],
  ["COPY . /app", "FROM a\nCOPY . /app\nRUN test -f .git/HEAD && rm -rf .git\n", false],
  ["COPY . /app", null, true],
  ["COPY .git /app/.git", null, false],
  ["RUN mkdir -p /app/.git && cp -r /x /app/.git/objects", "FROM a\nRUN mkdir -p /app/.git\n", true],
  // The stage may use it before it deletes it.
  ["COPY --from=build /app /app", "FROM a AS build\nCOPY . /app\nRUN git describe\n", true],
  ["COPY --from=build /app/.git /app/.git", null, false],
])("the Git history from %j, of %j, is reported: %s", (instruction, dockerfile, told) => {
  const entries = [file("app/.git/objects/a")];
  const share = { origin: line(2, instruction), positions: [0] };
  expect(findLeftovers([entries], [share], dockerfile)).toHaveLength(told ? 1 : 0);
});

test("Git history from a stage is needed if a later line uses it", () => {
  const rows = findLeftovers(
    [[file("app/.git/objects/a")], [file("version", 1)]],
    [
      { origin: line(2, "COPY --from=build /app /app"), positions: [0] },
      { origin: line(3, "RUN git -C /app describe > /version"), positions: [1] },
    ],
  );
  expect(rows).toEqual([]);
});
