import { endWith, listed, type Remainder } from "./advice.ts";
import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** Packages of npm, and scopes, that programs do not load when they run. */
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

/** Modules of Python, as they are called in site-packages, and commands. */
const PYTHON_PACKAGES = [
  "pytest,_pytest,pytest_*,hypothesis,_hypothesis_*,coverage,tox,nox,pytest-*.dist-info,hypothesis-*.dist-info",
  "mypy,mypyc,mypy-*.dist-info,pyright,basedpyright,*-stubs",
  "black,blackd,blib2to3,ruff,flake8,pyflakes,pylint,astroid,isort,bandit,autopep8,yapf,autoflake",
  "pre_commit,sphinx,twine,cmake",
].join(",");

/** Packages that only development needs. What a program may well load stays out, like esbuild or jsdom. */
export const DEV_DEPENDENCIES: readonly LeftoverPattern[] = [
  {
    kind: "dev-dependency",
    what: "npm packages for development",
    paths: [
      `**/node_modules/{${NPM_PACKAGES},@angular/cli,@nestjs/{cli,schematics,testing},@playwright/test}/**`,
    ],
    packages: {
      nameOf: (root) => /node_modules\/(.+)\/$/.exec(root)?.[1]?.replace(/^.*node_modules\//, "") ?? root,
      // Types of what is published with its own dependencies on them.
      mayBeNeeded: ["@types"],
    },
    // What is left of such a line belongs to production's packages.
    isFrom: (text) =>
      !/--omit[= ]dev\b|--prod(?:uction)?\b|--only[= ]prod|--no-dev\b|\s-P\b|NODE_ENV=production/.test(text),
    inRun: withoutNpmPackages,
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
      nameOf: (root) =>
        /([^/]+)\/?$/
          .exec(root)?.[1]
          ?.replace(/^_/, "")
          .replace(/-\d.*$/, "") ?? root,
      mayBeNeeded: [],
    },
    isFrom: (text) => !/--no-dev\b|--only[= ]main\b|--without\b|--no-default-groups\b|--prod\b/.test(text),
    inRun: withoutPythonPackages,
    ignore: ["**/.venv"],
    afterIgnore: "install in a RUN what production needs",
  },
];

/** What installs all that package.json names takes an option; of named packages some have to go. */
function withoutNpmPackages({ text, packages, later }: Remainder): string {
  const command = INSTALLS.find(({ form }) => form.test(text));
  if (command === undefined || namesPackages(text, command.form)) return onlyElsewhere(packages);
  if (BUILDS.test(text.replace(command.form, "")))
    return command.prune === undefined ? elsewhere(command) : endWith(text, command.prune);
  return later.some((line) => /^RUN\b/i.test(line) && BUILDS.test(line))
    ? elsewhere(command)
    : `Install with ${command.production}.`;
}

/** How a package manager installs all that package.json names. */
interface Install {
  readonly form: RegExp;
  /** The command that leaves out what only development needs. */
  readonly production: string;
  /** The command that deletes it later. */
  readonly prune?: string;
}

const INSTALLS: readonly Install[] = [
  {
    form: /\bnpm\s+(?:ci|clean-install)\b/,
    production: "`npm ci --omit=dev`",
    prune: "npm prune --omit=dev",
  },
  { form: /\bnpm\s+(?:install|i)\b/, production: "`npm install --omit=dev`", prune: "npm prune --omit=dev" },
  { form: /\bpnpm\s+(?:install|i)\b/, production: "`pnpm install --prod`" },
  {
    form: /\byarn(?:\s+install\b|(?=\s*$|\s+--|\s*[;&]))/,
    production: "`yarn install --production`, or from Yarn 2 on `yarn workspaces focus --production`",
  },
];

const BUILDS =
  /\b(?:npm\s+(?:run|exec|test)|npx|pnpm\s+(?!i\b|install\b)\w+|yarn\s+(?!install\b|global\b)\w+)\b/;

function elsewhere({ production }: Install): string {
  return `Install and build in another stage, and install in this one with ${production}.`;
}

/** Whether a command goes on with words that are neither options nor folders. */
function namesPackages(text: string, form: RegExp): boolean {
  const match = form.exec(text);
  const rest = match === null ? "" : text.slice(match.index + match[0].length);
  const [own = ""] = rest.split(/[;&|]/);
  return /\s(?![-./"'])\S/.test(own.replace(/\s--?[\w-]+[= ](?=[./])\S+/g, ""));
}

function withoutPythonPackages({ text, packages }: Remainder): string {
  if (/\buv\s+sync\b/.test(text)) return "Install with `uv sync --no-dev`.";
  if (/\bpoetry\s+install\b/.test(text)) return "Install with `poetry install --only main`.";
  return onlyElsewhere(packages);
}

function onlyElsewhere(packages: readonly string[]): string {
  return `Install ${listed(packages)} in the stage that builds or tests, and not in this line.`;
}
