import { endWith, listed, type Remainder } from "./advice.ts";
import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";
import { type NpmInstall, npmCallsOf } from "./npm-installs.ts";

/** npm packages and scopes that programs do not load at run time. */
const NPM_PACKAGES = [
  "typescript,@typescript,@types,ts-node,ts-loader,ts-jest,tsup,tsc-watch,typedoc",
  "eslint,eslint-*,@eslint,@eslint-community,@typescript-eslint,typescript-eslint,oxlint,stylelint,@stylistic",
  "prettier,prettier-plugin-*,@biomejs,husky,lint-staged,@commitlint,semantic-release",
  "jest,jest-cli,jest-circus,jest-config,jest-runner,jest-runtime,jest-haste-map,jest-environment-*,@jest,babel-jest",
  "vitest,@vitest,mocha,chai,sinon,karma,karma-*,ava,nyc,c8,cypress,supertest,nock,@testing-library",
  "webpack,webpack-cli,webpack-dev-server,babel-loader,css-loader,html-webpack-plugin,terser-webpack-plugin",
  "vite,@vitejs,rollup,@rollup,parcel,@parcel,gulp,grunt,nodemon,storybook,@storybook",
  "react-scripts,@angular-devkit",
].join(",");

/** Python modules by their names in site-packages, and commands. */
const PYTHON_PACKAGES = [
  "pytest,_pytest,pytest_*,hypothesis,_hypothesis_*,coverage,tox,nox,pytest-*.dist-info,hypothesis-*.dist-info",
  "mypy,mypyc,mypy-*.dist-info,pyright,basedpyright,*-stubs",
  "black,blackd,blib2to3,ruff,flake8,pyflakes,pylint,astroid,isort,bandit,autopep8,yapf,autoflake",
  "pre_commit,sphinx,twine,cmake",
].join(",");

/**
 * Packages that only development needs. Packages that a program may load at run time are not here, such as esbuild or
 * jsdom.
 */
export const DEV_DEPENDENCIES: readonly LeftoverPattern[] = [
  {
    kind: "dev-dependency",
    what: "npm packages for development",
    paths: [
      `**/node_modules/{${NPM_PACKAGES},@angular/cli,@nestjs/{cli,schematics,testing},@playwright/test}/**`,
    ],
    packages: {
      nameOf: (root) => /node_modules\/(.+)\/$/.exec(root)?.[1]?.replace(/^.*node_modules\//, "") ?? root,
      // Some published packages have types as normal dependencies.
      mayBeNeeded: ["@types"],
    },
    isFrom: isFromNpm,
    inRun: withoutNpmPackages,
    inStage: "npm prune --omit=dev",
    ignore: ["**/node_modules"],
    afterIgnore: "install in a RUN what production needs",
  },
  {
    kind: "dev-dependency",
    what: "Python packages for development",
    paths: [
      `**/{site,dist}-packages/{${PYTHON_PACKAGES}}/**`,
      `{usr,usr/local,${HOME}/.local,**/venv,**/.venv}/bin/ruff`,
    ],
    packages: {
      nameOf: pythonPackageOf,
      mayBeNeeded: [],
    },
    isFrom: (text) => !/--no-dev\b|--only[= ]main\b|--without\b|--no-default-groups\b|--prod\b/.test(text),
    inRun: withoutPythonPackages,
    inStage: "uv sync --no-dev",
    ignore: ["**/.venv"],
    afterIgnore: "install in a RUN what production needs",
  },
];

/** Modules of packages with another name. */
const MODULES_OF = [
  ["mypy", /^mypyc$/],
  ["black", /^(?:blackd|blib2to3)$/],
  ["hypothesis", /^hypothesis_/],
] as const;

function pythonPackageOf(root: string): string {
  const name =
    /([^/]+)\/?$/
      .exec(root)?.[1]
      ?.replace(/^_/, "")
      .replace(/-\d.*$/, "") ?? root;
  return MODULES_OF.find(([, module]) => module.test(name))?.[0] ?? name;
}

/** Whether a line may install packages for development: a line that installs only for production does not. */
function isFromNpm(text: string): boolean {
  if (!/^RUN\b/i.test(text)) return true;
  const { installs } = npmCallsOf(text);
  return installs.length === 0 || installs.some(({ isForProduction }) => !isForProduction);
}

/** An install from package.json gets an option. If the line names packages, these have to move to another stage. */
function withoutNpmPackages({ text, folders, packages, later }: Remainder): string {
  const { installs, builds, end } = npmCallsOf(text);
  const [install, ...others] = installs.filter(({ isForProduction }) => !isForProduction);
  if (install === undefined || [install, ...others].some((other) => other.namesPackages))
    return onlyElsewhere(packages);
  const production = productionInstall(install);
  const elsewhere = `Install and build in another stage, and install in this one with ${production}.`;
  if (!builds) {
    return later.some((line) => /^RUN\b/i.test(line) && npmCallsOf(line).builds)
      ? elsewhere
      : `Install with ${production}.`;
  }
  if (install.manager !== "npm") return elsewhere;
  if (installs.length === 1 && install.folder === "" && end === "")
    return endWith(text, "npm prune --omit=dev");
  const [root, ...more] = new Set(folders.map((folder) => /^(.*?)\/node_modules\//.exec(folder)?.[1]));
  return root === undefined || more.length > 0 || /^'|^$/.test(root)
    ? elsewhere
    : endWith(text, `npm prune --omit=dev --prefix ${root}`);
}

/** The command that installs without packages for development. */
function productionInstall({ manager, isClean, prefix }: NpmInstall): string {
  const place = prefix === null ? "" : ` ${prefix}`;
  switch (manager) {
    case "npm":
      return `\`npm ${isClean ? "ci" : "install"} --omit=dev${place}\``;
    case "pnpm":
      return `\`pnpm install --prod${place}\``;
    case "yarn":
      return "`yarn install --production`, or from Yarn 2 on `yarn workspaces focus --production`";
  }
}

function withoutPythonPackages({ text, packages }: Remainder): string {
  if (/\buv\s+sync\b/.test(text)) return "Install with `uv sync --no-dev`.";
  if (/\bpoetry\s+install\b/.test(text)) return "Install with `poetry install --only main`.";
  return onlyElsewhere(packages);
}

function onlyElsewhere(packages: readonly string[]): string {
  return `Install ${listed(packages)} in the stage that builds or tests, and not in this line.`;
}
