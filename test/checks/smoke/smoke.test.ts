import { smokeTest } from "../../../src/checks/smoke/smoke.ts";
import { StoppedError } from "../../../src/host/errors.ts";
import type { Exec, ExecResult } from "../../../src/host/exec.ts";
import { smoke } from "../../../src/values/smoke/settings.ts";
import type { Smoke } from "../../../src/values/smoke/smoke-test.ts";

/** Tests an image with a docker that answers by the first word of a command; returns the outcome and the calls. */
async function tryOut(written: object, answers: Readonly<Record<string, Partial<ExecResult> | Error>>) {
  const asked: string[] = [];
  const exec: Exec = async (_, args) => {
    asked.push(args.join(" "));
    const answer = answers[args[0] ?? ""] ?? {};
    if (answer instanceof Error) throw answer;
    return { code: 0, stdout: "", stderr: "", ...answer };
  };
  const outcome = await smokeTest(
    {
      image: "app:1",
      container: "stagegate-1-image-0",
      platform: "linux/arm64",
      healthcheck: false,
      smoke: smoke.parse(written) as Smoke,
      allowRoot: false,
    },
    { exec, cleanUpExec: exec, signal: new AbortController().signal, warn: () => undefined },
  ).catch((error: unknown) => error);
  return { outcome, asked };
}

test("the container has the options of the settings", async () => {
  const { asked } = await tryOut(
    {
      port: 80,
      env: { A: "1 2", B: null },
      tmpfs: ["/tmp", "/run"],
      "read-only": true,
      "cap-drop": ["ALL"],
    },
    { create: { code: 1, stderr: "Error response from daemon: no command specified\n" } },
  );
  expect(asked).toEqual([
    "context inspect --format {{.Endpoints.docker.Host}}",
    "create --name stagegate-1-image-0 --label dev.stagegate.run=stagegate-1-image-0 --pull never --log-driver local --platform linux/arm64 --publish 127.0.0.1::80/tcp --env A=1 2 --env B --tmpfs /tmp --tmpfs /run --cap-drop ALL --read-only -- app:1",
    "logs --timestamps --tail 20 stagegate-1-image-0",
    "rm --force --volumes stagegate-1-image-0",
  ]);
});

test.each(["tcp://10.0.0.5:2376", "ssh://me@build.example"])(
  "a test with a port is not run on a remote engine: %s",
  async (host) => {
    const { outcome, asked } = await tryOut({ port: 80 }, { context: { stdout: `${host}\n` } });
    expect(outcome).toMatchObject({
      name: "StagegateError",
      message: `the container cannot be reached: its port is published on the engine's own machine, ${host}`,
    });
    expect(asked.some((args) => args.startsWith("create"))).toBe(false);
  },
);

test("a test without a port runs on a remote engine", async () => {
  const { asked } = await tryOut(
    { wait: "exit" },
    { context: { stdout: "tcp://x:1\n" }, wait: { stdout: "0\n" } },
  );
  expect(asked.map((args) => args.split(" ")[0])).toEqual(["create", "start", "wait", "rm"]);
});

test.each(["start", "wait", "logs"])("a run stopped at docker %s removes its container", async (command) => {
  const { outcome, asked } = await tryOut(
    { wait: "exit" },
    { wait: { stdout: "1\n" }, inspect: { stdout: EXITED }, [command]: new StoppedError() },
  );
  expect(outcome).toBeInstanceOf(StoppedError);
  expect(asked.at(-1)).toBe("rm --force --volumes stagegate-1-image-0");
});

const EXITED = JSON.stringify([
  { State: { Running: false, ExitCode: 1, OOMKilled: true, Health: null }, NetworkSettings: { Ports: {} } },
]);

test("a container that ran out of memory has a finding that says so", async () => {
  const { outcome } = await tryOut(
    { wait: "exit" },
    { wait: { stdout: "1\n" }, inspect: { stdout: EXITED } },
  );
  expect(outcome).toMatchObject({
    checks: [{ problem: "ended with exit code 1, out of memory instead of 0" }],
  });
});
