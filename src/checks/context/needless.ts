import { usesHistory } from "../../dockerfile/history.ts";

/** Files of a build context that a build usually does not need. */
export interface Needless {
  /** The last names of its path, as an ignore file names them. */
  readonly pattern: string;
  readonly kind: "folder" | "file";
  /** In a few words. */
  readonly what: string;
  /** It may hold credentials. */
  readonly isSecret?: true;
  /** It changes with every commit, so that steps miss the build cache: it counts whatever its size. */
  readonly isVolatile?: true;
  /** It counts only if the folder holds one of these. */
  readonly holding?: readonly string[];
  /** It counts only if one of these is beside it. */
  readonly beside?: readonly string[];
  /** It counts only if a command of the Dockerfile matches, for example because it installs packages itself. */
  readonly where?: RegExp;
  /** Whether a Dockerfile needs it, by the text of the Dockerfile. */
  readonly unless?: (dockerfile: string) => boolean;
}

const PYTHON = /\b(?:pip3?|uv|poetry|pipenv|pdm|conda)\b/;

/** If a path lies in two such folders, the outermost one counts. */
export const NEEDLESS: readonly Needless[] = [
  {
    pattern: ".git",
    kind: "folder",
    what: "the repository's history",
    isVolatile: true,
    unless: usesHistory,
  },
  {
    pattern: "node_modules",
    kind: "folder",
    what: "installed packages",
    where: /\b(?:npm|yarn|pnpm|bun)\b/,
  },
  { pattern: ".venv", kind: "folder", what: "a Python environment", where: PYTHON },
  { pattern: "venv", kind: "folder", what: "a Python environment", holding: ["pyvenv.cfg"], where: PYTHON },
  { pattern: "__pycache__", kind: "folder", what: "Python's byte code" },
  { pattern: ".pytest_cache", kind: "folder", what: "pytest's cache" },
  { pattern: ".mypy_cache", kind: "folder", what: "mypy's cache" },
  { pattern: ".ruff_cache", kind: "folder", what: "Ruff's cache" },
  { pattern: ".tox", kind: "folder", what: "tox's environments" },
  { pattern: "target", kind: "folder", what: "build output", beside: ["Cargo.toml"], where: /\bcargo\b/ },
  { pattern: "target", kind: "folder", what: "build output", beside: ["pom.xml"], where: /\bmvnw?\b/ },
  { pattern: ".gradle", kind: "folder", what: "Gradle's cache" },
  { pattern: ".next/cache", kind: "folder", what: "Next.js's cache" },
  { pattern: ".terraform", kind: "folder", what: "Terraform's providers" },
  { pattern: ".idea", kind: "folder", what: "an editor's settings" },
  { pattern: ".vscode", kind: "folder", what: "an editor's settings" },
  {
    pattern: "coverage",
    kind: "folder",
    what: "test coverage",
    holding: ["lcov.info", "lcov-report", "coverage-final.json", "clover.xml"],
  },
  { pattern: ".nyc_output", kind: "folder", what: "test coverage" },
  { pattern: "*.log", kind: "file", what: "logs" },
  { pattern: ".env", kind: "file", what: "settings of an environment", isSecret: true },
  { pattern: ".env.local", kind: "file", what: "settings of an environment", isSecret: true },
  { pattern: ".env.*.local", kind: "file", what: "settings of an environment", isSecret: true },
  { pattern: ".git-credentials", kind: "file", what: "git's credentials", isSecret: true },
  { pattern: ".netrc", kind: "file", what: "logins", isSecret: true },
  { pattern: ".aws", kind: "folder", what: "AWS credentials", isSecret: true },
  { pattern: ".ssh", kind: "folder", what: "SSH keys", isSecret: true },
];
