import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { dockerVariables, engineEnv, folderWith, STORES, stagegate } from "./engine.ts";
import { Repository } from "./repository.ts";

const [STORE = ""] = STORES;

test.each([
  ["react-nginx", /production:\n {4}target: production\n {4}test-target: test\n {4}max-size: \d+MB/],
  ["fastapi-echo", /single-stage:\n(?: {4}.*\n)*? {4}allow-root: true\n/],
])("init of %s measures its images, and the gate passes with its files", async (example, expected) => {
  const repository = new Repository({});
  const { folder } = repository;
  try {
    cpSync(`examples/${example}`, folder, { recursive: true });
    for (const name of [".stagegate.yml", ".github"]) rmSync(join(folder, name), { recursive: true });
    repository.commit({});

    const env = engineEnv(STORE);
    const { code, stdout } = await stagegate(["init", "--yes"], folder, env);
    expect(stdout).toContain("Wrote .stagegate.yml\nWrote .github/workflows/image.yml\n");
    expect(stdout).toContain("single-stage runs as root. The configuration allows that by allow-root: true.");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, ".stagegate.yml"), "utf8")).toMatch(expected);

    const gated = await stagegate([], folder, env);
    expect(gated.stdout).toContain("stagegate: ✓ 2 images pass\n");
    expect(gated.code).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const PASSING = "FROM alpine:3.22 AS app\nUSER 1000\n";

test.each<
  [what: string, flags: string[], variables: NodeJS.ProcessEnv, isSaid: boolean, dockerfile?: string]
>([
  ["of a failing test stage says no more", [], {}, false, `FROM alpine:3.22 AS test\nRUN exit 7\n${PASSING}`],
  ["of a stage that cannot be built says no more", [], {}, false, `${PASSING}RUN exit 7\n`],
  ["with nothing configured says how to set budgets", [], {}, true],
  ["with nothing configured says nothing more in a CI", [], { CI: "true" }, false],
  ["with a budget says nothing more", ["--max-size", "1GB"], {}, false],
])("a gate on a terminal %s", (_, flags, variables, isSaid, dockerfile = PASSING) => {
  const folder = folderWith({ Dockerfile: dockerfile });
  try {
    const command = [process.execPath, resolve("dist/cli.cjs"), ...flags].join(" ");
    const { stdout, status } = spawnSync("script", ["-qec", command, "/dev/null"], {
      cwd: folder,
      // Even if a CI runs the tests.
      env: { HOME: folder, ...dockerVariables(engineEnv(STORE)), ...variables },
      encoding: "utf8",
    });
    expect(stdout.includes("Run `stagegate init` to set and keep budgets for these sizes.\r\n")).toBe(isSaid);
    expect(status).toBe(dockerfile === PASSING ? 0 : 1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
