import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";

const APPS = readdirSync("examples").filter((name) => existsSync(`examples/${name}/.stagegate.yml`));

test.each(["ci", "examples/workflows/", "nowhere"])("npm run demo -- %s ends and names the apps", (name) => {
  const { status, stdout, stderr } = spawnSync("scripts/demo", [name], { encoding: "utf8" });
  const shown = name.replace(/^examples\/|\/$/g, "");
  expect(stderr).toBe(`${shown}: there is no example app of this name. Apps: ${APPS.join(" ")}\n`);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});
