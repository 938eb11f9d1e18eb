import type { CheckSubject, CheckWorld } from "../../../src/checks/check.ts";
import { smokeCheck } from "../../../src/checks/smoke.ts";
import { smoke } from "../../../src/values/smoke/settings.ts";
import { measuredImage } from "../../fixtures/report.ts";
import { noSettings } from "../../fixtures/settings.ts";

/** The outcome of an image for Windows on an engine, and the calls of docker. */
async function tryOn(engine: string) {
  const asked: string[] = [];
  const exec: CheckWorld["exec"] = async (_, args) => {
    asked.push(args[0] ?? "");
    return args[0] === "version"
      ? { code: 0, stdout: `${engine}\n`, stderr: "" }
      : { code: 1, stdout: "", stderr: "Error response from daemon: Cwd must be an absolute path\n" };
  };
  const settings = { ...noSettings, smoke: smoke.parse({ wait: "exit" }) };
  // The check reads no other fields of a job.
  const job = {
    name: "app",
    image: { settings },
    started: { image: "app:1", container: "stagegate-1-image-0" },
  } as unknown as CheckSubject["job"];
  const image = measuredImage({ platform: "windows(10.0.20348.2113)/amd64" });
  const world = { exec, cleanUpExec: exec, signal: new AbortController().signal } as CheckWorld;
  return { outcome: await smokeCheck.run({ job, image, results: [] }, world), asked };
}

test("an image for Windows is not started on an engine for Linux", async () => {
  const { outcome, asked } = await tryOn("linux/amd64");
  const why = "the engine runs linux/amd64 and cannot start an image for windows(10.0.20348.2113)/amd64";
  expect(outcome).toEqual({ kind: "unavailable", why });
  expect(asked).toEqual(["version"]);
});

test("an image for Windows is started on an engine for Windows", async () => {
  const { asked } = await tryOn("windows/amd64");
  expect(asked).toContain("create");
});
