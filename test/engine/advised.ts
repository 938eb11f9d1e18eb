/** The files of a build context. */
export type Files = Readonly<Record<string, string>>;

/** A Dockerfile that leads to advice. */
export interface Case {
  readonly name: string;
  readonly files: Files;
  /** Words of the findings with the advice; it saves the sum of their bytes. */
  readonly told: readonly string[];
  /** In full; several in any order. */
  readonly advice: string | readonly string[];
  /** The files after the advice; without it, the test applies the advice literally. */
  readonly after?: Files;
}

const STAGE = "Build in another stage, and copy only the result from it: `COPY --from=build /app /app`.";
const PROGRAM = "Build in another stage, and copy only the program from it: `COPY --from=build /app /app`.";
const JAR = "Build in another stage, and copy only the jar from it: `COPY --from=build /app /app`.";

/** A Dockerfile of an image whose smoke test is a command. */
function dockerfile(smoke: string, ...lines: readonly string[]): string {
  return `${[...lines, `CMD ["sh", "-c", ${JSON.stringify(smoke)}]`].join("\n")}\n`;
}

/** A command that makes files of 300 kB. */
function make(...paths: readonly string[]): string {
  return paths
    .map((path) => `mkdir -p ${path.slice(0, path.lastIndexOf("/"))} && head -c 300000 /dev/zero > ${path}`)
    .join(" && ");
}

/** Files like those of a tool that is too large to install here. */
export interface Layout {
  /** Words of the finding. */
  readonly told: string;
  readonly paths: readonly string[];
  readonly advice: string;
  /** A user that the files' folders belong to. */
  readonly owner?: { readonly name: string; readonly folder: string };
}

function layout(told: string, path: string, advice: string): Layout {
  return { told, paths: [path], advice };
}

/** One Dockerfile for all: line n + 2 makes the layout n. */
export function dockerfileOf(layouts: readonly Layout[]): string {
  const lines = layouts.map(
    ({ paths, owner }) =>
      `RUN ${make(...paths)}${owner === undefined ? "" : ` && chown -R ${owner.name} ${owner.folder}`}`,
  );
  // A daemon of that user writes to its log.
  const smoke = "echo started >> /var/log/daemon/x.log && test $(stat -c %U /var/log/daemon) = nobody";
  return dockerfile(smoke, "FROM alpine:3.22", ...lines, "USER nobody");
}

const endWith = (command: string): string => `End this RUN with \`${command}\`.`;
const deleteOrMount = (folder: string): string =>
  `End this RUN with \`rm -rf ${folder}\`, or add \`--mount=type=cache,target=${folder}\` to it.`;

const NPM = "RUN --mount=type=cache,target=/root/.npm --mount=type=tmpfs,target=/tmp npm";
const PACKAGE = JSON.stringify({
  name: "app",
  version: "1.0.0",
  scripts: { build: "prettier --version > built" },
  dependencies: { "left-pad": "1.3.0" },
  devDependencies: { prettier: "3.6.2" },
});
const LOADS = "cd /app && node -e \"require('left-pad')\"";

function node(smoke: string, ...lines: readonly string[]): Files {
  return {
    Dockerfile: dockerfile(smoke, "FROM node:24-slim", "WORKDIR /app", ...lines),
    "package.json": PACKAGE,
  };
}

function python(smoke: string, ...lines: readonly string[]): Files {
  // If the machine has its own certificates, uv and Poetry trust them only with these variables.
  const trust = "ENV UV_NATIVE_TLS=1 REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt";
  return { Dockerfile: dockerfile(smoke, "FROM python:3.13-slim", trust, ...lines) };
}

const APT = "apt-get update && apt-get install --yes --no-install-recommends";

/** As in Docker Hub's images of Debian, so that apt keeps no index of its lists. */
const CLEAN =
  'RUN echo \'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\' > /etc/apt/apt.conf.d/docker-clean';

const APT_CASES: readonly Case[] = [
  {
    name: "apt's lists of one RUN",
    files: { Dockerfile: dockerfile("tree --version", "FROM debian:trixie-slim", `RUN ${APT} tree`) },
    told: ["apt's package lists"],
    advice: endWith("rm -rf /var/lib/apt/lists/*"),
  },
  {
    name: "apt's lists that a later line needs",
    files: {
      Dockerfile: dockerfile(
        "tree --version",
        "FROM debian:trixie-slim",
        CLEAN,
        "RUN apt-get update",
        "RUN apt-get install --yes --no-install-recommends tree",
      ),
    },
    told: ["apt's package lists"],
    advice:
      "Run `apt-get update` and all `apt-get install` in one RUN, and end it with `rm -rf /var/lib/apt/lists/*`.",
    after: {
      Dockerfile: dockerfile(
        "tree --version",
        "FROM debian:trixie-slim",
        CLEAN,
        `RUN ${APT} tree && rm -rf /var/lib/apt/lists/*`,
      ),
    },
  },
  {
    name: "apt's packages and index",
    files: {
      Dockerfile: dockerfile(
        "make --version",
        "FROM debian:trixie-slim",
        `RUN rm -f /etc/apt/apt.conf.d/docker* && ${APT} make`,
      ),
    },
    told: ["apt's packages and index"],
    advice: endWith("apt-get clean"),
  },
  {
    name: "manuals of a package of Debian",
    files: {
      Dockerfile: dockerfile(
        "make --version && test -s /usr/share/doc/make/copyright",
        "FROM debian:trixie-slim",
        `RUN rm -f /etc/dpkg/dpkg.cfg.d/docker* && ${APT} make`,
      ),
    },
    told: ["docs, manuals and translations"],
    advice: endWith(
      "find /usr/share/doc /usr/share/locale /usr/share/man -type f ! -name copyright -exec rm {} +",
    ),
  },
  {
    name: "binutils and make",
    files: {
      Dockerfile: dockerfile(
        "cat /app",
        "FROM debian:trixie-slim",
        `RUN ${APT} binutils make && rm -rf /var/lib/apt/lists/*`,
        "RUN ld --version > /app",
      ),
    },
    told: ["GCC and binutils", "build programs"],
    advice: STAGE,
    after: {
      Dockerfile: dockerfile(
        "cat /app",
        "FROM debian:trixie-slim AS build",
        `RUN ${APT} binutils make && rm -rf /var/lib/apt/lists/*`,
        "RUN ld --version > /app",
        "FROM debian:trixie-slim",
        "COPY --from=build /app /app",
      ),
    },
  },
];

const NODE_CASES: readonly Case[] = [
  {
    name: "npm's cache",
    files: node("cd /app && node -e \"require('lodash')\"", "RUN npm install lodash@4.17.21"),
    told: ["npm's cache"],
    advice: deleteOrMount("/root/.npm/_cacache"),
  },
  {
    name: "npm's cache by a RUN in JSON",
    files: node("cd /app && node -e \"require('lodash')\"", 'RUN ["npm", "install", "lodash@4.17.21"]'),
    told: ["npm's cache"],
    advice: "Add `--mount=type=cache,target=/root/.npm/_cacache` to this RUN.",
  },
  {
    name: "Yarn 1's cache",
    files: node(
      "cd /app && node -e \"require('lodash')\"",
      `${NPM} install --global yarn@1.22.22`,
      "RUN yarn add lodash@4.17.21",
    ),
    told: ["Yarn 1's cache"],
    advice: deleteOrMount("/usr/local/share/.cache/yarn"),
  },
  {
    name: "Yarn 4's cache",
    files: {
      ...node(
        LOADS,
        `${NPM} install --global @yarnpkg/cli-dist@4.9.2`,
        "COPY package.json .yarnrc.yml ./",
        "RUN yarn install",
      ),
      ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\n",
    },
    told: ["Yarn's cache"],
    advice:
      "End this RUN with `rm -rf /root/.yarn/berry/cache /root/.yarn/berry/metadata`, or add `--mount=type=cache,target=/root/.yarn/berry/cache --mount=type=cache,target=/root/.yarn/berry/metadata` to it.",
  },
  {
    name: "npm ci without a build",
    files: node(LOADS, "COPY package.json .", `${NPM} install --package-lock-only`, `${NPM} ci`),
    told: ["npm packages for development"],
    advice: "Install with `npm ci --omit=dev`.",
  },
  {
    name: "npm install without a build",
    files: node(LOADS, "COPY package.json .", `${NPM} install`),
    told: ["npm packages for development"],
    advice: "Install with `npm install --omit=dev`.",
  },
  {
    name: "pnpm install without a build",
    files: node(
      LOADS,
      `${NPM} install --global pnpm@10.15.0`,
      "COPY package.json .",
      "RUN --mount=type=cache,target=/root/.local/share/pnpm --mount=type=cache,target=/root/.cache pnpm install --lockfile-only",
      "RUN pnpm install --frozen-lockfile",
    ),
    told: ["npm packages for development"],
    advice: "Install with `pnpm install --prod`.",
  },
  {
    name: "yarn install of Yarn 1 without a build",
    files: node(
      LOADS,
      `${NPM} install --global yarn@1.22.22`,
      "COPY package.json .",
      "RUN --mount=type=cache,target=/usr/local/share/.cache yarn install",
    ),
    told: ["npm packages for development"],
    advice:
      "Install with `yarn install --production`, or from Yarn 2 on `yarn workspaces focus --production`.",
  },
  {
    name: "yarn install of Yarn 4 without a build",
    files: {
      ...node(
        LOADS,
        `${NPM} install --global @yarnpkg/cli-dist@4.9.2`,
        "COPY package.json .yarnrc.yml ./",
        "RUN --mount=type=cache,target=/root/.yarn yarn install",
      ),
      ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\n",
    },
    told: ["npm packages for development"],
    advice:
      "Install with `yarn install --production`, or from Yarn 2 on `yarn workspaces focus --production`.",
    after: node(
      LOADS,
      `${NPM} install --global @yarnpkg/cli-dist@4.9.2`,
      "COPY package.json .yarnrc.yml ./",
      "RUN --mount=type=cache,target=/root/.yarn yarn workspaces focus --production",
    ),
  },
  {
    name: "npm install and a build in one RUN",
    files: node(`${LOADS} && cat built`, "COPY package.json .", `${NPM} install && npm run build`),
    told: ["npm packages for development"],
    advice: endWith("npm prune --omit=dev"),
  },
  {
    name: "npm install and a build in a later RUN",
    files: node(`${LOADS} && cat built`, "COPY package.json .", `${NPM} install`, `${NPM} run build`),
    told: ["npm packages for development"],
    advice: "Install and build in another stage, and install in this one with `npm install --omit=dev`.",
    after: {
      Dockerfile: dockerfile(
        `${LOADS} && cat built`,
        "FROM node:24-slim AS build",
        "WORKDIR /app",
        "COPY package.json .",
        `${NPM} install`,
        `${NPM} run build`,
        "FROM node:24-slim",
        "WORKDIR /app",
        "COPY package.json .",
        `${NPM} install --omit=dev`,
        "COPY --from=build /app/built .",
      ),
    },
  },
  {
    name: "npm install of a named package",
    files: node("npm ls --global left-pad", `${NPM} install --global left-pad@1.3.0 prettier@3.6.2`),
    told: ["npm packages for development"],
    advice: "Install prettier in the stage that builds or tests, and not in this line.",
    after: node("npm ls --global left-pad", `${NPM} install --global left-pad@1.3.0`),
  },
  {
    name: "npm packages for development of the build context",
    files: {
      ...node(LOADS, "COPY . ."),
      "node_modules/left-pad/index.js": "module.exports = 1;\n",
      "node_modules/prettier/index.js": "x".repeat(2_000_000),
    },
    told: ["npm packages for development"],
    advice: "Add `**/node_modules` to .dockerignore, and install in a RUN what production needs.",
    after: {
      ...node(LOADS, "COPY . .", `${NPM} install --omit=dev`),
      ".dockerignore": "**/node_modules\n",
    },
  },
  {
    name: "npm packages for development of a stage",
    files: {
      Dockerfile: dockerfile(
        LOADS,
        "FROM node:24-slim AS deps",
        "WORKDIR /app",
        "COPY package.json .",
        `${NPM} install`,
        "FROM node:24-slim",
        "COPY --from=deps /app /app",
      ),
      "package.json": PACKAGE,
    },
    told: ["npm packages for development"],
    advice:
      "Copy only the packages for production from stage `deps`, for example after `npm prune --omit=dev` there.",
    after: {
      Dockerfile: dockerfile(
        LOADS,
        "FROM node:24-slim AS deps",
        "WORKDIR /app",
        "COPY package.json .",
        `${NPM} install`,
        `${NPM} prune --omit=dev`,
        "FROM node:24-slim",
        "COPY --from=deps /app /app",
      ),
    },
  },
  {
    name: "source maps of npm packages",
    files: node("cd /app && node -e \"require('rxjs')\"", `${NPM} install rxjs@7.8.2`),
    told: ["source maps of npm packages"],
    advice: endWith("find /app/node_modules/rxjs/dist -name '*.*s.map' -exec rm {} +"),
  },
];

const WITH_UV =
  "RUN --mount=type=cache,target=/root/.cache PYTHONDONTWRITEBYTECODE=1 pip install --no-compile uv==0.8.15";
const WITH_POETRY =
  "RUN --mount=type=cache,target=/root/.cache PYTHONDONTWRITEBYTECODE=1 pip install --no-compile poetry==2.1.4";
const PYPROJECT = `[project]
name = "app"
version = "1.0.0"
requires-python = ">=3.13"
dependencies = ["click==8.2.1"]
[dependency-groups]
dev = ["isort==6.0.1"]
[tool.poetry]
package-mode = false
[tool.poetry.group.dev.dependencies]
isort = "6.0.1"
[[tool.poetry.source]]
name = "simple"
url = "https://pypi.org/simple/"
priority = "primary"
`;

// pip always keeps the wheels that it builds, and downloads only if the index allows it.
const PYTHON_CASES: readonly Case[] = [
  {
    name: "pip's cache",
    files: python("python -c 'import jinja2'", "RUN pip install --no-binary jinja2 jinja2==3.1.6"),
    told: ["pip's cache"],
    advice:
      "Add `--no-cache-dir` to `pip install`, or add `--mount=type=cache,target=/root/.cache/pip` to this RUN.",
  },
  {
    name: "pip's cache by a script",
    files: {
      ...python("python -c 'import jinja2'", "COPY install.sh /", "RUN sh /install.sh"),
      "install.sh": "pip install --no-binary jinja2 jinja2==3.1.6\n",
    },
    told: ["pip's cache"],
    advice: deleteOrMount("/root/.cache/pip"),
  },
  {
    name: "uv's cache",
    files: python(
      "python -c 'import jinja2'",
      WITH_UV,
      "RUN uv pip install --system jinja2==3.1.6 babel==2.17.0",
    ),
    told: ["uv's cache"],
    advice: "Add `--no-cache` to `uv`, or add `--mount=type=cache,target=/root/.cache/uv` to this RUN.",
  },
  {
    name: "Poetry's cache",
    files: {
      ...python(
        "cd /app && poetry run python -c 'import click'",
        WITH_POETRY,
        "WORKDIR /app",
        "COPY pyproject.toml .",
        "RUN PYTHONDONTWRITEBYTECODE=1 poetry install --only main",
      ),
      "pyproject.toml": PYPROJECT,
    },
    told: ["Poetry's cache"],
    advice:
      "End this RUN with `rm -rf /root/.cache/pypoetry/artifacts /root/.cache/pypoetry/cache`, or add `--mount=type=cache,target=/root/.cache/pypoetry/artifacts --mount=type=cache,target=/root/.cache/pypoetry/cache` to it.",
  },
  {
    name: "uv sync",
    files: {
      ...python(
        "/app/.venv/bin/python -c 'import click'",
        WITH_UV,
        "WORKDIR /app",
        "COPY pyproject.toml .",
        "RUN --mount=type=cache,target=/root/.cache uv sync",
      ),
      "pyproject.toml": PYPROJECT,
    },
    told: ["Python packages for development"],
    advice: "Install with `uv sync --no-dev`.",
  },
  {
    name: "poetry install",
    files: {
      ...python(
        "cd /app && poetry run python -c 'import click'",
        WITH_POETRY,
        "WORKDIR /app",
        "COPY pyproject.toml .",
        "RUN --mount=type=cache,target=/root/.cache/pypoetry/cache --mount=type=cache,target=/root/.cache/pypoetry/artifacts PYTHONDONTWRITEBYTECODE=1 poetry install",
      ),
      "pyproject.toml": PYPROJECT,
    },
    told: ["Python packages for development"],
    advice: "Install with `poetry install --only main`.",
  },
  {
    name: "pip install of a package for development",
    files: python("python -c 'import click'", "RUN pip install --no-cache-dir click==8.2.1 isort==6.0.1"),
    told: ["Python packages for development"],
    advice: "Install isort in the stage that builds or tests, and not in this line.",
    after: python("python -c 'import click'", "RUN pip install --no-cache-dir click==8.2.1"),
  },
  {
    name: "byte code by pip",
    files: python("python -c 'import jinja2'", "RUN pip install --no-cache-dir jinja2==3.1.6"),
    told: ["Python's byte code"],
    advice:
      "Write `ENV PYTHONDONTWRITEBYTECODE=1` above this line and add `--no-compile` to `pip install`. Python then takes longer to start.",
  },
  {
    name: "byte code by python",
    files: python(
      "python -c 'import email.mime.text'",
      "RUN python -c 'import http.client, asyncio, email.mime.text'",
    ),
    told: ["Python's byte code"],
    advice: "Write `ENV PYTHONDONTWRITEBYTECODE=1` above this line. Python then takes longer to start.",
  },
  {
    name: "tests of Python packages",
    files: python(
      "python -c 'import networkx'",
      "RUN PYTHONDONTWRITEBYTECODE=1 pip install --no-compile --no-cache-dir networkx==3.5",
    ),
    told: ["tests of Python packages"],
    advice: endWith(
      "find /usr/local/lib/python3.13/site-packages/networkx -path '*-packages/*/tests' ! -path '*/astropy/*' -prune -exec rm -rf {} +",
    ),
  },
];

const MODULE = { "go.mod": "module app\n\ngo 1.24\n\nrequire github.com/google/uuid v1.6.0\n" };
const GO_LINES = ["WORKDIR /src", "COPY go.mod main.go ./", "RUN go mod tidy && go build -o /app ."];

const BUILD_LAYOUTS = `RUN echo built > /app && ${make(
  "/usr/local/cargo/registry/cache/x.crate",
  "/src/target/release/deps/x.rlib",
  "/root/.m2/repository/org/x.jar",
  "/root/.gradle/caches/x.jar",
  "/usr/local/rustup/toolchains/stable/bin/rustc",
  "/usr/share/dotnet/sdk/8.0.100/MSBuild.dll",
  "/opt/java/openjdk/bin/javac",
  "/usr/include/x.h",
)}`;

const BUILD_CASES: readonly Case[] = [
  {
    name: "Go's caches",
    files: {
      ...MODULE,
      "main.go":
        'package main\n\nimport "github.com/google/uuid"\n\nfunc main() { println(uuid.NewString()) }\n',
      Dockerfile: dockerfile("/app", "FROM golang:1.24", ...GO_LINES),
    },
    told: ["Go's module cache", "Go's build cache"],
    advice: PROGRAM,
    after: {
      Dockerfile: dockerfile(
        "/app",
        "FROM golang:1.24 AS build",
        ...GO_LINES,
        "FROM golang:1.24",
        "COPY --from=build /app /app",
      ),
    },
  },
  {
    name: "layouts of what other tools build with",
    files: { Dockerfile: dockerfile("cat /app", "FROM alpine:3.22", BUILD_LAYOUTS) },
    told: [
      "Cargo's registry",
      "Cargo's intermediate build files",
      "Maven's repository",
      "Gradle's caches",
      "the Rust toolchain",
      "the .NET SDK",
      "JDK tools that a JRE does not have",
      "headers and static libraries",
    ],
    advice: [JAR, PROGRAM, STAGE],
    after: {
      Dockerfile: dockerfile(
        "cat /app",
        "FROM alpine:3.22 AS build",
        BUILD_LAYOUTS,
        "FROM alpine:3.22",
        "COPY --from=build /app /app",
      ),
    },
  },
  {
    name: "build tools of the base image",
    files: { Dockerfile: dockerfile("cat /app", "FROM stagegate-advice-tools:1", "RUN echo built > /app") },
    told: ["the Go toolchain"],
    advice:
      "Use this base image only in the stage that builds, and copy the result into a smaller one: `COPY --from=build /app /app`.",
    after: {
      Dockerfile: dockerfile(
        "cat /app",
        "FROM stagegate-advice-tools:1 AS build",
        "RUN echo built > /app",
        "FROM debian:trixie-slim",
        "COPY --from=build /app /app",
      ),
    },
  },
  {
    name: "build tools of a stage",
    files: {
      Dockerfile: dockerfile(
        "cat /app",
        "FROM alpine:3.22 AS build",
        `RUN echo built > /app && ${make("/usr/local/go/bin/go")}`,
        "FROM alpine:3.22",
        "COPY --from=build / /",
      ),
    },
    told: ["the Go toolchain"],
    advice: "Copy from stage `build` only the result of the build.",
    after: {
      Dockerfile: dockerfile(
        "cat /app",
        "FROM alpine:3.22 AS build",
        `RUN echo built > /app && ${make("/usr/local/go/bin/go")}`,
        "FROM alpine:3.22 AS rest",
        "FROM alpine:3.22",
        // The bytes that the line copied again from the base image.
        "COPY --from=rest / /",
        "COPY --from=build /app /app",
      ),
    },
  },
];

export const LAYOUTS: readonly Layout[] = [
  layout("apk's cache", "/var/cache/apk/APKINDEX.tar.gz", endWith("rm -rf /var/cache/apk/*")),
  layout("dnf's cache", "/var/cache/dnf/x.solv", endWith("rm -rf /var/cache/dnf/*")),
  layout("zypper's cache", "/var/cache/zypp/raw/x", endWith("rm -rf /var/cache/zypp/*")),
  layout("node-gyp's headers", "/root/.cache/node-gyp/24.0.0/v8.h", deleteOrMount("/root/.cache/node-gyp")),
  layout("pip's cache", "/home/app/.cache/pip/http/x", endWith("rm -rf /home/app/.cache/pip")),
  layout("Composer's cache", "/root/.composer/cache/x.zip", deleteOrMount("/root/.composer/cache")),
  layout(
    "pnpm's store",
    "/root/.local/share/pnpm/store/v10/files/x",
    endWith("rm -rf /root/.local/share/pnpm/store/v10/files"),
  ),
  layout(
    "NuGet's download cache",
    "/root/.local/share/NuGet/http-cache/x",
    deleteOrMount("/root/.local/share/NuGet/http-cache"),
  ),
  layout("packed gems", "/usr/local/bundle/cache/x.gem", endWith("rm -rf /usr/local/bundle/cache/*.gem")),
  layout("the history of git in /srv/.git", "/srv/.git/objects/pack/x.pack", endWith("rm -rf /srv/.git")),
  layout("npm logs", "/root/.npm/_logs/debug-0.log", endWith("rm -rf /root/.npm/_logs")),
  layout(
    "logs in /srv",
    "/srv/build.log",
    endWith("find /srv/build.log -xdev -type f -name '[!0-9]*.log' -exec rm {} +"),
  ),
  layout("node's compile cache", "/tmp/node-compile-cache/x", endWith("rm -rf /tmp/node-compile-cache")),
  layout("editor and desktop files in /srv/.idea", "/srv/.idea/workspace.xml", endWith("rm -rf /srv/.idea")),
  {
    told: "the history of git in /srv/many",
    paths: ["a", "b", "c", "d"].map((name) => `/srv/many/${name}/.git/x`),
    advice: endWith("find /srv/many -name .git -prune -exec rm -rf {} +"),
  },
  {
    told: "editor and desktop files in /srv/edited",
    paths: ["a/.idea/x", "b/.vscode/x", "c/.DS_Store", "d/x.swp"].map((name) => `/srv/edited/${name}`),
    advice: endWith(
      "find /srv/edited -xdev '(' -name .idea -o -name .vscode -o -name .DS_Store -o -name Thumbs.db -o -name '*.swp' ')' -prune -exec rm -rf {} +",
    ),
  },
  {
    told: "system logs",
    paths: ["/var/log/daemon/x.log", "/var/log/dpkg.log"],
    owner: { name: "nobody", folder: "/var/log/daemon" },
    advice: endWith("find /var/log -type f -exec truncate -s 0 {} +"),
  },
];

/** Needless files in a COPY of the whole context, and the patterns that exclude them. */
const IN_CONTEXT: readonly (readonly [told: string, path: string, ignored: readonly string[]])[] = [
  ["the history of git", ".git/objects/pack/x.pack", [".git"]],
  ["Python's byte code", "lib/__pycache__/x.cpython-313.pyc", ["**/__pycache__"]],
  ["source maps of npm packages", "node_modules/x/x.js.map", ["**/node_modules/**/*.map"]],
  [
    "tests of Python packages",
    "env/lib/python3.13/site-packages/x/tests/x.py",
    ["**/site-packages/*/**/tests"],
  ],
  ["pnpm's store", "lib/.pnpm-store/v10/files/x", ["**/.pnpm-store"]],
  ["packed gems", "vendor/bundle/ruby/3.4.0/cache/x.gem", ["**/vendor/bundle/ruby/*/cache"]],
  ["logs in", "lib/build.log", ["**/*.log"]],
  [
    "Cargo's intermediate build files",
    "lib/target/release/deps/x.rlib",
    ["**/target/**/.fingerprint", "**/target/**/build", "**/target/**/deps", "**/target/**/incremental"],
  ],
  [
    "editor and desktop files",
    "lib/.idea/workspace.xml",
    ["**/.idea", "**/.vscode", "**/.DS_Store", "**/Thumbs.db", "**/*.swp"],
  ],
];

function ignoring(patterns: readonly string[]): string {
  return `Add ${patterns
    .map((pattern) => `\`${pattern}\``)
    .join(", ")
    .replace(/, ([^,]*)$/, " and $1")} to .dockerignore.`;
}

const CONTEXT_CASES: readonly Case[] = [
  {
    name: "a COPY of the whole build context",
    files: {
      Dockerfile: dockerfile(
        "cat /app/note && cat /app/target/release/app",
        "FROM alpine:3.22",
        "COPY . /app",
      ),
      note: "kept\n",
      "target/release/app": "kept\n",
      ...Object.fromEntries(IN_CONTEXT.map(([, path]) => [path, "x".repeat(300_000)])),
    },
    told: IN_CONTEXT.map(([told]) => told),
    advice: IN_CONTEXT.map(([, , patterns]) => ignoring(patterns)),
    after: { ".dockerignore": IN_CONTEXT.flatMap(([, , patterns]) => patterns).join("\n") },
  },
  {
    name: "Python packages for development of the build context",
    files: {
      ...python("cat /app/note", "WORKDIR /app", "COPY . ."),
      note: "kept\n",
      ".venv/lib/python3.13/site-packages/isort/main.py": "x".repeat(300_000),
    },
    told: ["Python packages for development"],
    advice: "Add `**/.venv` to .dockerignore, and install in a RUN what production needs.",
    after: { ".dockerignore": "**/.venv\n" },
  },
  {
    name: "a folder that the line names",
    files: {
      Dockerfile: dockerfile(
        "cat /app/note",
        "FROM alpine:3.22",
        "COPY .idea note /app/.idea/",
        "RUN mv /app/.idea/note /app/note",
      ),
      note: "kept\n",
      ".idea/workspace.xml": "x".repeat(300_000),
    },
    told: ["editor and desktop files"],
    advice: "Name in this line only the files that the image needs.",
    after: {
      Dockerfile: dockerfile(
        "cat /app/note",
        "FROM alpine:3.22",
        "COPY note /app/.idea/",
        "RUN mv /app/.idea/note /app/note",
      ),
    },
  },
  {
    name: "a RUN in JSON",
    files: {
      Dockerfile: dockerfile(
        "cat /srv/note",
        "FROM alpine:3.22",
        `RUN ${JSON.stringify(["sh", "-c", `${make("/srv/.git/pack")} && echo kept > /srv/note`])}`,
      ),
    },
    told: ["the history of git"],
    advice: "Write this RUN without brackets, and end it with `rm -rf /srv/.git`.",
  },
  {
    name: "files of a stage",
    files: {
      Dockerfile: dockerfile(
        "cat /srv/note",
        "FROM alpine:3.22 AS build",
        `RUN ${make("/srv/.git/pack")} && echo kept > /srv/note`,
        "FROM alpine:3.22",
        "COPY --from=build /srv /srv",
      ),
    },
    told: ["the history of git"],
    advice: "End this RUN with `rm -rf /srv/.git`.",
    after: {
      Dockerfile: dockerfile(
        "cat /srv/note",
        "FROM alpine:3.22 AS build",
        `RUN ${make("/srv/.git/pack")} && echo kept > /srv/note && rm -rf /srv/.git`,
        "FROM alpine:3.22",
        "COPY --from=build /srv /srv",
      ),
    },
  },
  {
    name: "files of another image",
    files: {
      Dockerfile: dockerfile(
        "cat /files/note",
        "FROM alpine:3.22",
        "COPY --from=stagegate-advice-files:1 /files /files",
      ),
    },
    told: ["the history of git"],
    advice: "Copy from `stagegate-advice-files:1` only what the image needs.",
    after: {
      Dockerfile: dockerfile(
        "cat /files/note",
        "FROM alpine:3.22",
        "COPY --from=stagegate-advice-files:1 /files/note /files/note",
      ),
    },
  },
  {
    name: "files of an archive",
    files: {
      Dockerfile: dockerfile("cat /srv/note", "FROM alpine:3.22", "ADD files.tar /srv"),
      "archived-files/note": "kept\n",
      "archived-files/.git/pack": "x".repeat(300_000),
    },
    told: ["the history of git"],
    advice: "Do this in another stage, and copy from it only what the image needs.",
    after: {
      Dockerfile: dockerfile(
        "cat /srv/note",
        "FROM alpine:3.22 AS files",
        "ADD files.tar /srv",
        "FROM alpine:3.22",
        "COPY --from=files /srv/note /srv/note",
      ),
    },
  },
];

const LARGE = "x".repeat(2_000_000);
const FETCH = "RUN head -c 2000000 /dev/zero > /large && echo kept > /note";

function wasted(
  name: string,
  words: string,
  advice: string,
  lines: readonly string[],
  after?: readonly string[],
): Case {
  const stages = [
    "FROM alpine:3.22 AS made",
    "COPY large /large",
    "FROM made AS changed",
    "RUN echo more >> /large",
    "FROM alpine:3.22",
  ];
  return {
    name,
    files: { Dockerfile: dockerfile("cat /note", ...stages, ...lines), large: LARGE, note: "kept\n" },
    told: [words],
    advice,
    ...(after === undefined ? {} : { after: { Dockerfile: dockerfile("cat /note", ...stages, ...after) } }),
  };
}

const WASTED_CASES: readonly Case[] = [
  wasted(
    "a RUN that deletes what another one makes",
    "deletes files of RUN",
    "Delete the files in the RUN that makes them.",
    [FETCH, "RUN rm /large"],
    [`${FETCH} && rm /large`],
  ),
  wasted(
    "a RUN that deletes what was copied",
    "deletes files of COPY",
    "Leave the files out of this line. If a RUN needs them, mount them for it: `RUN --mount=type=bind,target=/mnt`.",
    ["COPY large /large", "RUN wc -c < /large > /note && rm /large"],
    ["RUN --mount=type=bind,target=/mnt wc -c < /mnt/large > /note"],
  ),
  wasted(
    "a RUN that deletes what was copied from a stage",
    "deletes files of COPY",
    "Leave the files out of this line. If a RUN needs them, mount them for it: `RUN --mount=type=bind,from=made,target=/mnt`.",
    ["COPY --from=made /large /large", "RUN wc -c < /large > /note && rm /large"],
    ["RUN --mount=type=bind,from=made,target=/mnt wc -c < /mnt/large > /note"],
  ),
  wasted(
    "a chown of what was copied",
    "copies files of COPY",
    "Add `--chown=1000:1000` to this line, and remove the `chown` of line 8.",
    ["COPY note /", "COPY large /large", "RUN chown 1000:1000 /large"],
    ["COPY note /", "COPY --chown=1000:1000 large /large"],
  ),
  wasted(
    "a chown and chmod of what was copied",
    "copies files of COPY",
    "Add `--chown=nobody --chmod=700` to this line, and remove the `chown` and `chmod` of line 8.",
    ["COPY note /", "COPY large /large", "RUN chown -R nobody /large && chmod 700 /large"],
    ["COPY note /", "COPY --chown=nobody --chmod=700 large /large"],
  ),
  wasted(
    "a chown of a user that the same RUN creates",
    "copies files of COPY",
    "Create the user before this line, copy with `COPY --chown=app:app`, and remove the `chown` of line 8.",
    ["COPY note /", "COPY large /large", "RUN adduser -D app && chown app:app /large"],
    ["RUN adduser -D app", "COPY note /", "COPY --chown=app:app large /large"],
  ),
  wasted(
    "a chmod of what a RUN makes",
    "copies files of RUN",
    "Move `chmod` to the end of the RUN that makes the files.",
    [FETCH, "RUN chmod 600 /large"],
    [`${FETCH} && chmod 600 /large`],
  ),
  wasted(
    "files that are copied twice",
    "files of COPY large /large",
    "Copy these files only once: leave them out of this line.",
    ["COPY large /large", "COPY --chmod=700 large note /"],
    ["COPY --chmod=700 large note /"],
  ),
  wasted(
    "a RUN that writes anew what another one makes",
    "replaces files of RUN",
    "Write both RUN instructions as one.",
    [FETCH, "RUN echo more >> /large"],
    [`${FETCH} && echo more >> /large`],
  ),
  wasted(
    "a RUN that changes what was copied",
    "replaces files of COPY",
    "Change the files in another stage, and copy the result from it.",
    ["COPY large note /", "RUN echo more >> /large"],
    ["COPY note /", "COPY --from=changed /large /"],
  ),
  {
    name: "a chown of the base image",
    files: {
      Dockerfile: dockerfile(
        "cat /srv/note",
        "FROM golang:1.24",
        "RUN mkdir -p /srv && echo kept > /srv/note",
        "RUN chown -R 1000 /usr/local/go/bin /srv",
      ),
    },
    told: ["copies files of the base image"],
    advice: "Leave out the files of the base image: each file that this line changes is stored again.",
    after: {
      Dockerfile: dockerfile(
        "cat /srv/note",
        "FROM golang:1.24",
        "RUN mkdir -p /srv && echo kept > /srv/note",
        "RUN chown -R 1000 /srv",
      ),
    },
  },
];

/** Cases for each kind of advice, by topic. */
export const GROUPS: readonly (readonly [name: string, cases: readonly Case[]])[] = [
  ["wasted bytes", WASTED_CASES],
  ["the build context and stages", CONTEXT_CASES],
  ["apt", APT_CASES],
  ["node", NODE_CASES],
  ["Python", PYTHON_CASES],
  ["compilers", BUILD_CASES],
];
