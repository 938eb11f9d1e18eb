import { containerOf } from "../../../src/checks/smoke/container.ts";
import { smokeTest } from "../../../src/checks/smoke/smoke.ts";
import { describeEngine } from "../../../src/docker/engine.ts";
import type { Exec } from "../../../src/host/exec.ts";
import { historyOf, inspectHistory, inspectImage } from "../../../src/image/engine-inspect.ts";
import { InvalidImageError } from "../../../src/image/invalid-image.ts";
import { readRecordedImage } from "../../../src/image/recorded-image.ts";
import type { Smoke } from "../../../src/values/smoke/smoke-test.ts";
import { image } from "../images.ts";
import { mutateJson } from "../mutate/json.ts";
import { mutateText } from "../mutate/text.ts";
import type { Random } from "../random.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** What an engine answers to the commands of a run: one JSON object, by the command. */
export const target: FuzzTarget = {
  name: "engine",
  executions: 1200,
  seeds: () => [Buffer.from(JSON.stringify(ANSWERS))],
  mutate: (bytes, random) => {
    const answers = parse(bytes);
    const name = random.pick(Object.keys(ANSWERS));
    return Buffer.from(JSON.stringify({ ...answers, [name]: mutateAnswer(answers[name] ?? "", random) }));
  },
  run: async (bytes) => {
    const answers = parse(bytes);
    const exec: Exec = async (_, args, { onOutput, onErrorLine } = {}) => {
      const command = args.join(" ");
      const name = Object.keys(ANSWERS).find((one) => command.startsWith(one));
      const stdout = name === undefined ? "" : (answers[name] ?? "");
      onOutput?.(stdout);
      for (const line of stdout.split("\n")) onErrorLine?.(line);
      return { code: 0, stdout, stderr: stdout.slice(0, 500) };
    };
    for (const isToStart of [true, false]) await refusable(() => describeEngine(exec, null, isToStart, null));

    const inspected = await refusable(() => inspectImage("app:latest", exec));
    const history = await refusable(() => inspectHistory("app:latest", exec));
    if (!history.isRefused && history.value !== null) historyOf(history.value, 3);
    if (!inspected.isRefused && inspected.value !== null)
      expectThat(Array.isArray(inspected.value.diffIds), () => "an image without diff ids");

    const metadata = { "buildx.build.ref": "b/n/x", "containerimage.digest": `sha256:${"0".repeat(64)}` };
    const world = { exec, builder: null, cache: { find: async () => null } };
    await refusable(() => readRecordedImage(metadata, null, world), InvalidImageError);

    const subject = {
      image: "app:latest",
      container: "stagegate-0a",
      platform: null,
      smoke: SMOKE,
      healthcheck: true,
      allowRoot: false,
    };
    const signal = new AbortController().signal;
    const smokeWorld = { exec, cleanUpExec: exec, signal, warn: () => undefined };
    await refusable(() => containerOf({ ...subject, smoke: { ...SMOKE, port: 8080 } }, smokeWorld).state());
    const outcome = await refusable(() => smokeTest(subject, smokeWorld));
    if (outcome.isRefused) return;
    for (const { uid } of outcome.value.processes)
      expectThat(Number.isSafeInteger(uid), () => `a process of uid ${uid}`);
  },
};

const SMOKE: Smoke = {
  port: null,
  wait: { kind: "log", text: "listening" },
  timeout: 1,
  env: {},
  tmpfs: [],
  readOnly: false,
  capDrop: [],
  requests: [],
  exec: [{ title: "id -u", argv: ["id", "-u"], stdout: "1000" }],
};

type Answers = Readonly<Record<string, string>>;

function parse(bytes: Buffer): Answers {
  return JSON.parse(bytes.toString("utf8")) as Answers;
}

const layers = image.tars.map((_, at) => `sha256:${String(at).repeat(64)}`);

/** By the beginning of the command that they answer. */
const ANSWERS: Answers = {
  "buildx inspect": "Name:   default\nDriver: docker\nLast Activity: 2026-11-26\n\nNodes:\nName: default\n",
  "buildx version": "github.com/docker/buildx v0.29.1 a1b2c3d\n",
  "buildx history": JSON.stringify({ schemaVersion: 2 }),
  info: JSON.stringify({
    ServerVersion: "29.1.3",
    DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]],
    ClientInfo: { Plugins: [{ Name: "buildx", Version: "v0.29.1" }] },
  }),
  "image inspect": JSON.stringify({
    Id: `sha256:${"1".repeat(64)}`,
    RepoTags: ["app:latest"],
    Os: "linux",
    Architecture: "arm64",
    Variant: "v8",
    Config: { User: "app", Env: ["A=b"], Labels: { a: "b" }, OnBuild: null, Healthcheck: { Test: ["NONE"] } },
    RootFS: { Type: "layers", Layers: layers },
    Size: 1234,
    Descriptor: { mediaType: "application/vnd.oci.image.index.v1+json" },
    GraphDriver: { Data: null, Name: "overlayfs" },
  }),
  history: layers
    .map((_, at) =>
      JSON.stringify({ CreatedBy: `COPY ${at}`, Comment: "buildkit.dockerfile.v0", Size: String(at) }),
    )
    .join("\n"),
  inspect: JSON.stringify([
    {
      State: {
        Running: true,
        ExitCode: 0,
        OOMKilled: false,
        Health: { Status: "healthy", Log: [{ Output: "ok" }] },
      },
      NetworkSettings: { Ports: { "8080/tcp": [{ HostIp: "127.0.0.1", HostPort: "32768" }], "9/udp": null } },
    },
  ]),
  top: "UID                 PID                 COMMAND\n1000                4242                node main.js\n0  1 sh -c x\n",
  logs: "2026-11-26T06:00:00.123456789Z listening\n2026-11-26T06:00:01Z done\n",
  exec: "1000\n",
  wait: "0\n",
  "context inspect": "unix:///var/run/docker.sock\n",
};

function mutateAnswer(answer: string, random: Random): string {
  if (answer.startsWith("{") || answer.startsWith("["))
    return mutateJson(Buffer.from(answer), random).toString("utf8");
  return mutateText(answer, random);
}
