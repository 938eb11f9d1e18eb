import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

const ANOTHER_STAGE =
  "Build in another stage, and copy only the result from it: `COPY --from=build /app /app`.";

const JAVA_HOME = `{usr/lib/jvm/*,usr/java/*,usr/local/openjdk-*,opt/*,opt/java/*,${HOME}/.sdkman/candidates/java/*}`;

/** Tools that build programs and are not needed to run them. */
export const BUILD_TOOLS: readonly LeftoverPattern[] = [
  compiler("GCC and binutils", [
    "usr/{lib,lib64,libexec}/{gcc,gcc-cross}/**",
    // All programs with the name of a platform as a prefix are such tools.
    "usr/bin/*-linux-{gnu,musl}*-*",
    "usr/bin/{gcc,g++,c++,cpp,gfortran,gcov,gcov-dump,gcov-tool,lto-dump,gcc-ar,gcc-nm,gcc-ranlib}{,-*}",
    "usr/bin/{addr2line,ar,as,dwp,elfedit,gprof,ld,ld.bfd,ld.gold,nm,objcopy,objdump,ranlib,readelf,strip}",
    "usr/bin/gprofng*",
    "usr/lib/*/{bfd-plugins,gprofng,ldscripts}/**",
    "usr/{lib,lib64}/{,*/}lib{bfd,opcodes}-*.so",
    "usr/{lib,lib64}/{,*/}lib{ctf,ctf-nobfd,gprofng,sframe}.so.*",
    // The run-time parts of sanitizers: programs in production are not linked to them.
    "usr/{lib,lib64}/{,*/}lib{asan,cc1,hwasan,lsan,tsan,ubsan}.so.*",
  ]),
  {
    ...compiler("Clang and LLVM", [
      "usr/lib/llvm*/**",
      "usr/lib/clang/**",
      "usr/bin/{clang,clang++,clang-*,lld,ld.lld}",
    ]),
    // Graphics drivers and databases use libLLVM at run time.
    except: /\/lib\/[^/]+\.so(?:\.[\d.]+)?$/,
  },
  {
    ...compiler("the Go toolchain", [
      "usr/local/go/**",
      "usr/lib/{go,golang}/**",
      "usr/{lib,share}/go-*.*/**",
    ]),
    // Programs read time zones from it if the system has none.
    except: /\/lib\/time\//,
  },
  compiler("the Rust toolchain", [
    `{usr/local/rustup,${HOME}/.rustup}/toolchains/**`,
    "usr/{,local/}lib/rustlib/**",
    "usr/{,local/}lib/{,*/}librustc_driver-*.so",
    `{usr/bin,usr/local/bin,usr/local/cargo/bin,${HOME}/.cargo/bin}/{cargo,rustc,rustdoc,rustup}`,
  ]),
  {
    ...compiler("JDK tools that a JRE does not have", [
      `${JAVA_HOME}/jmods/*.jmod`,
      `${JAVA_HOME}/lib/{ct.sym,src.zip}`,
      `${JAVA_HOME}/bin/{jar,javac,javadoc,javap,jdeps,jlink,jmod,jpackage,jshell}`,
    ]),
  },
  {
    ...compiler("the .NET SDK", [
      "usr/{share,lib,lib64,local/share}/dotnet/{packs,sdk,sdk-manifests,templates}/**",
    ]),
  },
  {
    kind: "build-tool",
    what: "build programs",
    paths: [
      "usr/{,local/}bin/{cmake,cpack,ctest,gmake,make,ninja}",
      "usr/{,local/}share/{cmake,cmake-*,autoconf,automake-*}/**",
      "usr/bin/{autoconf,automake,automake-*,libtoolize}",
      "{usr/share,opt}/{gradle,maven,apache-maven-*,gradle-*}/**",
    ],
    inRun: () => ANOTHER_STAGE,
  },
  {
    kind: "build-tool",
    what: "headers and static libraries",
    paths: [
      "usr/{,local/}include/**",
      "usr/lib/linux/uapi/**",
      "usr/{,local/}{lib,lib64}/{,*/,python3*/config-*/}*.a",
    ],
    inRun: () => ANOTHER_STAGE,
  },
];

function compiler(what: string, paths: readonly string[]): LeftoverPattern {
  return { kind: "build-tool", what, paths, isCompiler: true, inRun: () => ANOTHER_STAGE };
}
