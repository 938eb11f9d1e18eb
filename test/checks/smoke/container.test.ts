import { type Container, containerOf } from "../../../src/checks/smoke/container.ts";
import { StoppedError } from "../../../src/host/errors.ts";
import type { Exec, ExecOptions, ExecResult } from "../../../src/host/exec.ts";
import { smoke } from "../../../src/values/smoke/settings.ts";
import type { Smoke } from "../../../src/values/smoke/smoke-test.ts";

/** The answer of docker to one call: complete, or piece by piece. */
type Answer = Partial<ExecResult> | Error | ((options: ExecOptions) => unknown);

interface World {
  readonly container: Container;
  /** The calls in order, each with its `Exec`. */
  readonly calls: string[];
  readonly warnings: string[];
}

/** A container `box` of the image `app:1`, with a docker that answers by the first word of a command. */
function world(
  answers: Readonly<Record<string, Answer>> = {},
  written: object = {},
  platform: string | null = null,
): World {
  const calls: string[] = [];
  const warnings: string[] = [];
  const execBy =
    (name: string): Exec =>
    async (command, args, options = {}) => {
      calls.push([name, command, ...args].join(" "));
      const answer = answers[args[0] ?? ""] ?? {};
      if (answer instanceof Error) throw answer;
      return {
        ...{ code: 0, stdout: "", stderr: "" },
        ...(typeof answer === "function" ? ((answer(options) ?? {}) as object) : answer),
      };
    };
  const container = containerOf(
    {
      image: "app:1",
      container: "box",
      platform,
      healthcheck: false,
      smoke: smoke.parse(written) as Smoke,
      allowRoot: false,
    },
    {
      exec: execBy("exec"),
      cleanUpExec: execBy("clean-up"),
      signal: new AbortController().signal,
      warn: (message) => void warnings.push(message),
    },
  );
  return { container, calls, warnings };
}

const never = new AbortController().signal;

/** A command that fails with this standard error. */
function failing(line: string): Answer {
  return ({ onErrorLine }) => {
    onErrorLine?.(line);
    return { code: 1 };
  };
}

function stateOf(isRunning: boolean): string {
  const State = { Running: isRunning, ExitCode: 0 };
  return JSON.stringify([{ State, NetworkSettings: { Ports: {} } }]);
}
const CREATE =
  "clean-up docker create --name box --label dev.stagegate.run=box --pull never --log-driver local";

describe("a new container", () => {
  test("is created completely before it starts, even if the run stops", async () => {
    const { container, calls } = world();
    expect(await container.start(null)).toBeNull();
    expect(calls).toEqual([`${CREATE} -- app:1`, "exec docker start box"]);
  });

  test("is created with the options of the settings, in order", async () => {
    const settings = {
      port: 8080,
      env: { A: "1 2", B: null },
      tmpfs: ["/tmp", "/run"],
      "read-only": true,
      "cap-drop": ["ALL", "CHOWN"],
    };
    const { container, calls } = world({}, settings, "linux/arm64");
    await container.start(500);
    expect(calls[0]).toBe(
      `${CREATE} --platform linux/arm64 --health-interval 500ms --health-start-period 1ms --publish 127.0.0.1::8080/tcp --env A=1 2 --env B --tmpfs /tmp --tmpfs /run --cap-drop ALL --cap-drop CHOWN --read-only -- app:1`,
    );
  });

  test("does not start if docker create fails, and has its reason", async () => {
    const stderr = "Error response from daemon: no command specified\n";
    const { container, calls } = world({ create: { code: 1, stderr } });
    expect(await container.start(null)).toBe("no command specified");
    expect(calls).toHaveLength(1);
  });

  test("has docker's reason if it does not start", async () => {
    const stderr = 'Error response from daemon: exec: "nope": executable file not found in $PATH: unknown\n';
    const { container } = world({ start: { code: 1, stderr } });
    expect(await container.start(null)).toBe('exec: "nope": executable file not found in $PATH');
  });
});

describe("the state of a container", () => {
  const inspection = JSON.stringify([
    {
      State: { Running: true, ExitCode: 0 },
      NetworkSettings: { Ports: { "80/tcp": [{ HostPort: "32768" }], "81/tcp": [{ HostPort: "1" }] } },
    },
  ]);

  test("comes from docker inspect, with the published port", async () => {
    const { container, calls } = world({ inspect: { stdout: inspection } }, { port: 80 });
    expect(await container.state()).toEqual({
      running: true,
      exitCode: 0,
      outOfMemory: false,
      health: null,
      port: 32768,
    });
    expect(calls).toEqual(["exec docker inspect --type container box"]);
  });

  test("is an error if the container is gone", async () => {
    const stderr = "Error response from daemon: No such container: box\n";
    const { container } = world({ inspect: { code: 1, stdout: "[]\n", stderr } });
    await expect(container.state()).rejects.toThrow(
      "the engine lost the container of a smoke test: No such container: box",
    );
  });
});

test.each<[call: "inspect" | "wait", answer: Answer, problem: string]>([
  ["inspect", { stdout: "garbage {[" }, "docker inspect gave no container"],
  ["inspect", { stdout: "[]" }, "docker inspect gave no container"],
  ["wait", { code: 1, stderr: "Error response from daemon: boom\n" }, "boom"],
  ["wait", { stdout: "garbage" }, "docker wait gave no exit code"],
])("docker %s that answers %j is an error", async (call, answer, problem) => {
  const { container } = world({ [call]: answer });
  const asked = call === "wait" ? container.end(never) : container.state();
  await expect(asked).rejects.toThrow(`the engine lost the container of a smoke test: ${problem}`);
});

describe("the end of a container", () => {
  test("has the exit code that docker wait prints", async () => {
    const { container, calls } = world({ wait: { stdout: "3\n" } });
    expect(await container.end(never)).toBe(3);
    expect(calls).toEqual(["exec docker wait box"]);
  });

  test("is unknown if the time runs out first", async () => {
    const limit = new AbortController();
    const { container } = world({
      wait: ({ signal }) => {
        expect(signal).toBe(limit.signal);
        limit.abort();
      },
    });
    expect(await container.end(limit.signal)).toBeNull();
  });
});

describe("the log of a container", () => {
  test.each<[where: string, print: (options: ExecOptions) => void]>([
    ["in one piece", ({ onOutput }) => onOutput?.("now ready\n")],
    ["across pieces", ({ onOutput }) => ["now rea", "dy\n"].forEach((piece) => void onOutput?.(piece))],
    ["in standard error", ({ onErrorLine }) => onErrorLine?.("now ready")],
  ])("is followed until the text appears %s", async (_, print) => {
    const { container, calls } = world({
      logs: (options) => {
        print(options);
        // The abort ends docker logs, which follows the log as long as the container runs.
        expect(options.signal?.aborted).toBe(true);
      },
    });
    expect(await container.logs("ready", never)).toBe(true);
    expect(calls).toEqual(["exec docker logs --follow box"]);
  });

  test("can end without the text", async () => {
    const { container } = world({
      logs: ({ onOutput, onErrorLine, signal }) => {
        onOutput?.("rea\n");
        onErrorLine?.("rea");
        onErrorLine?.("dy");
        expect(signal?.aborted).toBe(false);
      },
    });
    expect(await container.logs("ready", never)).toBe(false);
  });

  test("is followed only for the time limit", async () => {
    const limit = new AbortController();
    const { container } = world({
      logs: ({ signal }) => {
        limit.abort();
        expect(signal?.aborted).toBe(true);
      },
    });
    expect(await container.logs("ready", limit.signal)).toBe(false);
  });

  test("has a tail of 20 lines from both outputs", async () => {
    const line = (second: number) => `2026-01-01T00:00:${second}.000000000Z line ${second}\n`;
    const numbers = Array.from({ length: 24 }, (_, index) => index + 10);
    const printed = (rest: number) =>
      numbers
        .filter((second) => second % 2 === rest)
        .map(line)
        .join("");
    const { container, calls } = world({ logs: { stdout: printed(0), stderr: printed(1) } });
    const last = numbers.slice(-20).map((second) => `line ${second}`);
    expect(await container.tail()).toBe(last.join("\n"));
    expect(calls).toEqual(["exec docker logs --timestamps --tail 20 box"]);
  });

  test("has no tail if it is empty", async () => {
    expect(await world().container.tail()).toBeNull();
  });
});

describe("the processes of a container", () => {
  test("come from docker top", async () => {
    const { container, calls } = world({ top: { stdout: "UID  PID  COMMAND\n101  4711  nginx\n" } });
    expect(await container.processes()).toEqual([{ uid: 101, command: "nginx" }]);
    expect(calls).toEqual(["exec docker top box -eo uid,pid,args"]);
  });

  test("are unknown if docker top has unreadable output", async () => {
    const { container } = world({ top: { stdout: "garbage {[\n" } });
    expect(await container.processes()).toBe("docker top listed none");
  });

  test("are unknown with a reason if docker top fails", async () => {
    const stderr = `Error response from daemon: container ${"a".repeat(64)} is not running\n`;
    const { container } = world({ top: { code: 1, stderr } });
    expect(await container.processes()).toBe("the container is not running");
  });
});

describe("a command in the container", () => {
  const command = { title: "id -u", argv: ["id", "-u"], stdout: null };

  test("has its exit code and its output", async () => {
    const { container, calls } = world({
      exec: ({ onOutput, onErrorLine, signal }) => {
        onOutput?.("10");
        onOutput?.("01\n");
        onErrorLine?.("one");
        onErrorLine?.("two");
        expect(signal).toBe(never);
      },
    });
    expect(await container.run(command, never)).toEqual({ code: 0, stdout: "1001\n", stderr: "one\ntwo\n" });
    expect(calls).toEqual(["exec docker exec box id -u"]);
  });

  test("may fail", async () => {
    const { container } = world({ exec: { code: 126 } });
    expect(await container.run(command, never)).toMatchObject({ code: 126 });
  });

  test("has no exit code if the time runs out first", async () => {
    const limit = new AbortController();
    const { container } = world({ exec: () => limit.abort() });
    expect(await container.run(command, limit.signal)).toMatchObject({ code: null });
  });

  test("has the start of its output and the end of errors", async () => {
    const { container } = world({
      exec: ({ onOutput, onErrorLine }) => {
        for (const letter of "abc") onOutput?.(letter.repeat(60_000));
        for (const letter of "abc") onErrorLine?.(letter.repeat(60_000));
      },
    });
    const { stdout, stderr } = await container.run(command, never);
    expect(stdout).toBe("a".repeat(60_000) + "b".repeat(60_000));
    expect(stderr).toBe(`${"b".repeat(39_998)}\n${"c".repeat(60_000)}\n`);
  });
});

test("a container is removed with its volumes, even if the run stops", async () => {
  const { container, calls } = world({ start: new StoppedError() });
  await expect(container.start(null)).rejects.toThrow(StoppedError);
  await container.remove();
  expect(calls.at(-1)).toBe("clean-up docker rm --force --volumes box");
});

describe("a failing engine does not fail the image", () => {
  const GONE =
    "Cannot connect to the Docker daemon at unix:///run/docker.sock. Is the docker daemon running?";
  const FULL = "Error response from daemon: mkdir /var/lib/docker/x: no space left on device";
  const command = { title: "true", argv: ["true"], stdout: null };

  test.each<[call: string, answer: Partial<ExecResult>, message: string]>([
    ["create", { code: 1, stderr: GONE }, `cannot create the container of a smoke test: ${GONE}`],
    [
      "create",
      { code: 1, killedBy: "SIGKILL" },
      "cannot create the container of a smoke test: docker was ended by SIGKILL",
    ],
    [
      "create",
      { code: 1, stderr: 'Error response from daemon: invalid CapDrop: unknown capability: "CAP_FOO"' },
      'cannot create the container of a smoke test: invalid CapDrop: unknown capability: "CAP_FOO"',
    ],
    ["start", { code: 1, stderr: GONE }, `cannot start the container of a smoke test: ${GONE}`],
    [
      "start",
      { code: 1, stderr: FULL },
      "cannot start the container of a smoke test: mkdir /var/lib/docker/x: no space left on device",
    ],
    [
      "start",
      { code: 1, killedBy: "SIGKILL" },
      "cannot start the container of a smoke test: docker was ended by SIGKILL",
    ],
  ])("at docker %s that answers %j", async (call, answer, message) => {
    const { container } = world({ [call]: answer });
    await expect(container.start(null)).rejects.toThrow(`the engine ${message}`);
  });

  test.each<[what: string, exec: Answer, inspect: Answer]>([
    ["is killed", { code: 1, killedBy: "SIGKILL" }, {}],
    ["cannot reach the engine", failing(GONE), { code: 1, stderr: GONE }],
    ["is denied", failing("Error response from daemon: some fault"), { stdout: stateOf(true) }],
  ])("at a docker exec that %s", async (_, exec, inspect) => {
    const { container } = world({ exec, inspect });
    await expect(container.run(command, never)).rejects.toThrow("the engine ");
  });

  test.each<[what: string, stderr: string, isRunning: boolean]>([
    ["in a container that has ended", "Error response from daemon: container x is not running", false],
    ["that is not in the image", "OCI runtime exec failed: exec failed: no such file", true],
  ])("except for a command %s", async (_, stderr, isRunning) => {
    const { container } = world({ exec: failing(stderr), inspect: { stdout: stateOf(isRunning) } });
    expect(await container.run(command, never)).toEqual({ code: 1, stdout: "", stderr: `${stderr}\n` });
  });

  test("at docker logs", async () => {
    const { container } = world({ logs: { code: 1 } });
    await expect(container.logs("ready", never)).rejects.toThrow("the engine lost the container");
  });
});

test.each([
  ["Error response from daemon: No such container: box\n", []],
  [
    "Error response from daemon: driver failed\n",
    ["The container box cannot be removed: driver failed. Run `docker rm --force box`."],
  ],
])("a container that cannot be removed for %j is a warning", async (stderr, expected) => {
  const { container, warnings } = world({ rm: { code: 1, stderr } });
  await container.remove();
  expect(warnings).toEqual(expected);
});
