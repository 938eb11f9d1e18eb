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
    advice: "Install without them: `npm ci --omit=dev`, `pnpm install --prod` or `yarn install --production`",
    adviceForContext: "Add `**/node_modules` to .dockerignore, and install in a RUN: `npm ci --omit=dev`",
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
    advice:
      "Install them in the test stage only, from a file of their own: `pip install -r requirements-dev.txt`, `uv sync --no-dev`, `poetry install --only main`",
    adviceForContext: "Add `**/.venv` to .dockerignore, and install in a RUN what production needs",
  },
];
