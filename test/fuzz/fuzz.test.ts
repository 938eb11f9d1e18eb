import { execFile, execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { promisify } from "node:util";

const names = readdirSync("test/fuzz/targets").map((file) => file.replace(/\.ts$/, ""));

let bundle: string;
beforeAll(() => {
  bundle = execFileSync(process.execPath, ["scripts/fuzz.mjs", "--bundle"], { encoding: "utf8" }).trim();
});

// The same inputs each time. `npm run fuzz -- TARGET --seconds 60` tries others.
test.each(names)("no input of %s violates the rules of its reader", async (name) => {
  const run = promisify(execFile)(process.execPath, [
    "--no-warnings",
    "--enable-source-maps",
    bundle,
    name,
    "--seed",
    "1",
  ]);
  const { stdout } = await run.catch((error: { stdout: string; stderr: string }) => error);
  expect(stdout).toMatch(new RegExp(`^${name}: \\d+ executions in .*, 0 findings\\n$`));
});
