import { rmSync } from "node:fs";
import { docker, engineEnv, folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";
import { withoutDatabase, withTrivy } from "./trivy.ts";

const DOCKERFILE = "FROM debian:trixie-slim AS production\nCOPY note /note\nUSER 1000\n";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folder(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}

describe.each(STORES)("on the %s store", (store) => {
  test("an image with cached layers is scanned", async () => {
    const cwd = folder({ Dockerfile: DOCKERFILE, note: "noted" });
    const env = { ...withTrivy(store, folder({})), XDG_CACHE_HOME: folder({}) };
    await gateIn(cwd, store, [], env);

    const { code, images } = await gateIn(cwd, store, ["--max-critical=0", "--max-high", "2"], env);
    expect(code).toBe(1);
    const { scan, findings } = images["production"] ?? {};
    expect(scan).toMatchObject({
      scanner: "trivy",
      version: "0.58.0",
      problem: null,
      counts: { critical: 1, high: 2, low: 1 },
    });
    expect(findings?.filter(({ rule }) => rule === "vulnerability")).toMatchObject([
      {
        level: "error",
        message: "production has 1 critical vulnerability, 1 over max-critical (0)",
        advice: expect.stringMatching(/^Update base-files \S+: CVE-2026-0001 is fixed in 99\.$/),
      },
    ]);
  });

  test("the result respects trivy's own configuration", async () => {
    const files = { Dockerfile: DOCKERFILE, note: "noted", ".trivyignore": "CVE-2026-0001\n" };
    const { code, images } = await gateIn(
      folder(files),
      store,
      ["--max-critical=0"],
      withTrivy(store, folder({})),
    );
    expect(images["production"]?.scan?.counts).toMatchObject({ critical: 0, high: 2 });
    expect(code).toBe(0);
  });
});

// The following tests do not depend on the engine's store.
const [STORE = ""] = STORES;

test("an image with a budget is unjudged if trivy has no database", async () => {
  const cwd = folder({ Dockerfile: DOCKERFILE, note: "noted" });
  const { code, images } = await gateIn(
    cwd,
    STORE,
    ["--max-critical=100"],
    withoutDatabase(STORE, folder({})),
  );
  expect([code, images["production"]?.verdict]).toEqual([2, "error"]);
  expect(images["production"]?.findings).toContainEqual(
    expect.objectContaining({
      rule: "vulnerability",
      level: "error",
      message: expect.stringMatching(
        /^production: vulnerability was not checked: trivy failed with exit code 1: .*--skip-update cannot be specified on the first run/,
      ),
    }),
  );
});

test("an archive is scanned directly", async () => {
  const cwd = folder({ Dockerfile: "FROM debian:trixie-slim\n" });
  docker(engineEnv(STORE), "buildx", "build", "--quiet", "--output", `type=docker,dest=${cwd}/app.tar`, cwd);
  const argv = ["--image=app.tar", "--scan", "--allow-root"];
  const { code, images } = await gateIn(cwd, STORE, argv, withTrivy(STORE, folder({})));
  expect(code).toBe(0);
  const [report] = Object.values(images);
  expect(report?.scan?.counts).toMatchObject({ critical: 1, high: 2, low: 1 });
  expect(report?.findings).toContainEqual(
    expect.objectContaining({ level: "notice", advice: "Set a budget, for example `max-critical: 1`." }),
  );
});
