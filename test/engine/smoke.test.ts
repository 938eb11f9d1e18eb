import { rmSync } from "node:fs";
import type { ImageReport } from "../../src/model/report.ts";
import { docker, ENGINES, engineEnv, folderWith, stagegate } from "./engine.ts";
import { gateIn } from "./gated.ts";
import { DOCKERFILES, LABEL, SERVER } from "./smoke-server.ts";

const PASSING: readonly (readonly [what: string, smoke: object, image?: string])[] = [
  ["by default a port is waited for", { port: 8000, env: { MODE: "late" } }],
  ["a port", { port: 8000, wait: "tcp" }],
  ["a path that answers", { port: 8000, wait: "/moved", env: { MODE: "late" } }],
  ["the image's HEALTHCHECK, whatever its interval", { wait: "healthy" }],
  ["by default the image's HEALTHCHECK", {}],
  ["by default that it goes on running", { env: { MODE: "idle" } }, "smoke-test-unchecked"],
  ["a line of the log", { wait: { log: "listening on" }, env: { MODE: "late" } }],
  ["the end of a job", { wait: "exit", env: { MODE: "done", CODE: 0 } }],
  ["another end, with what it wrote", { wait: { exit: 4, log: "4 rows" }, env: { MODE: "done", CODE: 4 } }],
  [
    "the answers to requests",
    {
      port: 8000,
      requests: [
        { path: "/", contains: "ell" },
        { path: "/moved", status: 302 },
        { path: "/nowhere", status: 404 },
        { path: "/broken?why", method: "put", status: 404 },
        { path: "/json", json: { items: [{ id: 1 }] } },
        { path: "/echo", method: "POST", body: { a: [1, null] }, json: { a: [1, null] } },
        {
          path: "/echo",
          method: "POST",
          body: "hi",
          headers: { "content-type": "text/x" },
          contains: "hi",
        },
        { path: "/host", headers: { Host: "app.example" }, contains: "app.example" },
      ],
      exec: [
        { command: "whoami", stdout: "app" },
        { command: ["id", "-u"], stdout: "2000" },
        { command: 'test "$COLOUR" = blue && echo "  so it is  "', stdout: "so it is" },
      ],
      env: ["COLOUR=blue"],
    },
  ],
  [
    "a hardened container",
    {
      "read-only": true,
      "cap-drop": ["ALL"],
      tmpfs: ["/tmp", "/scratch:size=1m,mode=1777"],
      env: { MODE: "writing", PLACE: "/scratch" },
      port: 8000,
      requests: [{ path: "/" }],
    },
  ],
  ["root, where it is allowed", { port: 8000 }, "smoke-test-root"],
];

/** With the findings, in which the image is called app. */
const FAILING: readonly (readonly [
  what: string,
  smoke: object,
  problems: readonly (string | RegExp)[],
  image?: string,
])[] = [
  [
    "ends at once",
    { port: 8000, env: { MODE: "crash" } },
    ["app ended with exit code 3 before it was ready"],
  ],
  [
    "ends at once, and well",
    { env: { MODE: "done", CODE: 0 } },
    [
      "app ended with exit code 0 before it was ready; if the program ends by design, set `smoke: {wait: exit}`",
    ],
  ],
  [
    "fails as a job",
    { wait: "exit", env: { MODE: "done", CODE: 1 } },
    ["app ended with exit code 1 instead of 0"],
  ],
  [
    "does not write what it should as a job",
    { wait: { exit: 0, log: "5 rows" }, env: { MODE: "done", CODE: 0 } },
    ['app ended, but no line of its log holds "5 rows"'],
  ],
  [
    "does not end",
    { wait: "exit", timeout: "500ms", env: { MODE: "stubborn" } },
    ["app did not end in 0.5 s"],
  ],
  [
    "listens on another port",
    { port: 8001, timeout: 1 },
    [/^app did not become ready in 1 s: nothing answers on its port/],
  ],
  [
    "never listens",
    { port: 8000, timeout: 1, env: { MODE: "idle" } },
    [/^app did not become ready in 1 s: nothing answers on its port/],
  ],
  [
    "answers 500 at the path that is waited for",
    { port: 8000, wait: "/broken", timeout: 1 },
    [/ ready in 1 s: GET \/broken answered 500 instead of 2xx or 3xx: "no database"$/],
  ],
  [
    "answers too late to be ready",
    { port: 8000, wait: "/slow", timeout: 1 },
    [/ did not become ready in 1 s: GET \/slow was not answered in [\d.]+ s$/],
  ],
  [
    "is not healthy",
    { wait: "healthy", timeout: 2, env: { FILE: "/nowhere" } },
    [/ did not become ready in 2 s: its HEALTHCHECK says unhealthy: "looking for \/nowhere"$/],
  ],
  ["has no HEALTHCHECK", { wait: "healthy" }, ["app has no HEALTHCHECK to wait for"], "smoke-test-unchecked"],
  [
    "never logs the line",
    { wait: { log: "started" }, timeout: 1 },
    ['app did not become ready in 1 s: no line of its log holds "started"'],
  ],
  [
    "ends without having logged the line",
    { wait: { log: "started" }, env: { MODE: "crash" } },
    ["app ended with exit code 3 before it was ready"],
  ],
  [
    "logs more than anybody reads",
    { wait: { log: "started" }, timeout: 1, env: { MODE: "chatty" } },
    ['app did not become ready in 1 s: no line of its log holds "started"'],
  ],
  [
    "has no such command",
    {},
    [/^app does not start: exec: "\/nothing\/here": .*no such file or directory$/],
    "smoke-test-missing",
  ],
  ["has no command", {}, ["app does not start: no command specified"], "smoke-test-empty"],
  [
    "has no such user",
    {},
    ["app does not start: unable to find user ghost: no matching entries in passwd file"],
    "smoke-test-ghost",
  ],
  [
    "writes where it may not",
    { "read-only": true, tmpfs: ["/tmp"], env: { MODE: "writing", PLACE: "/home/app" }, port: 8000 },
    ["app ended with exit code 4 before it was ready"],
  ],
  [
    "answers wrongly in every way",
    {
      port: 8000,
      wait: "tcp",
      timeout: 1,
      requests: [
        { path: "/", status: 201 },
        { path: "/nowhere" },
        { path: "/", contains: "good bye" },
        { path: "/", json: {} },
        { path: "/json", json: { items: [{ id: 1, name: "b" }] } },
        { path: "/json", json: { items: [] } },
        { path: "/json", json: { id: 1 } },
        { path: "/garbage" },
        { path: "/closed" },
        { path: "/cut" },
        { path: "/endless" },
        { path: "/huge" },
        { path: "/slow" },
        { path: "/" },
      ],
    },
    [
      'GET / of app answered 200 instead of 201: "hello"',
      "GET /nowhere of app answered 404 instead of 2xx or 3xx",
      'GET / of app answered without "good bye": "hello"',
      /^GET \/ of app did not answer with JSON \(.+\): "hello"$/,
      'GET /json of app answered with JSON in which $.items[0].name is "a" instead of "b"',
      "GET /json of app answered with JSON in which $.items has length 1 instead of 0",
      "GET /json of app answered with JSON in which $.id is missing",
      /^GET \/garbage of app got an answer that is not HTTP \(Parse Error/,
      "GET /closed of app was not answered: the connection was refused or closed",
      "GET /cut of app answered 200, but the connection was closed before the end of its body",
      "GET /endless of app answered 200, but its body did not end in 1 s",
      /^GET \/huge of app answered 200(?: with more than 10.0 MB|, but its body did not end in 1 s)$/,
      "GET /slow of app was not answered in 1 s",
    ],
  ],
  [
    "crashes when it is asked",
    {
      port: 8000,
      env: { MODE: "fragile" },
      requests: [{ path: "/" }, { path: "/crash" }],
      exec: [{ command: "id" }],
    },
    [/^GET \/crash of app was not answered/, "app ended with exit code 7 after it was ready"],
  ],
  [
    "fails in its commands",
    {
      wait: { log: "listening" },
      timeout: 1,
      exec: [
        { command: "nosuch" },
        { command: ["nosuch", "-x"] },
        { command: "echo oh no >&2; exit 5" },
        { command: "whoami", stdout: "root" },
        { command: "sleep 50" },
        { command: "cat /dev/zero" },
        { command: "true" },
      ],
    },
    [
      '`nosuch` in app ended with exit code 127: "sh: nosuch: not found"',
      '`nosuch -x` in app could not be run: exec: "nosuch": executable file not found in $PATH',
      '`echo oh no >&2; exit 5` in app ended with exit code 5: "oh no"',
      '`whoami` in app printed "app" instead of "root"',
      "`sleep 50` in app did not end in 1 s",
      "`cat /dev/zero` in app did not end in 1 s",
    ],
  ],
  ["runs as root", { port: 8000 }, ['app runs "nc -ll -p 8000 -e /answer" as root'], "smoke-test-root"],
];

const folders: string[] = [];
function folder(files: Readonly<Record<string, string>>): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true });
});

describe.each(ENGINES)("on the %s engine", (engine) => {
  const env = engineEnv(engine);

  beforeAll(() => {
    for (const [name, dockerfile] of Object.entries(DOCKERFILES))
      docker(env, "build", "--quiet", "--tag", name, folder({ Dockerfile: dockerfile }));
  });
  afterAll(() => {
    docker(env, "image", "rm", ...Object.keys(DOCKERFILES).toReversed());
  });

  // Other suites use this engine at the same time: their containers are not asked about, nor the volumes that
  // these have. An anonymous volume that a container leaves behind is dangling, and stays.
  const volumes = danglingVolumes(env);
  const networks = docker(env, "network", "ls", "--quiet");
  const expectNothingLeft = async () => {
    expect({
      containers: containers(env),
      images: docker(env, "image", "ls", "--format", "{{.Repository}}", "--filter", `label=${LABEL}`)
        .split("\n")
        .filter((name) => name !== "" && DOCKERFILES[name] === undefined),
      networks: docker(env, "network", "ls", "--quiet"),
    }).toEqual({ containers: [], images: [], networks });
    const newVolumes = () => danglingVolumes(env).filter((name) => !volumes.includes(name));
    const begin = performance.now();
    await until(() => newVolumes().length === 0 || performance.now() - begin > 10_000);
    expect(newVolumes()).toEqual([]);
  };

  /** All images, by name. */
  async function gateAll(
    images: Readonly<Record<string, object>>,
  ): Promise<Readonly<Record<string, ImageReport>>> {
    const gated = await gateIn(folder({ ".stagegate.yml": JSON.stringify({ images }) }), engine);
    await expectNothingLeft();
    return gated.images;
  }

  describe("passes:", () => {
    let reports: Readonly<Record<string, ImageReport>> = {};
    beforeAll(async () => {
      const images = PASSING.map(([what, smoke, image = SERVER]) => {
        return [what, { image, smoke, "allow-root": image === "smoke-test-root" }];
      });
      reports = await gateAll(Object.fromEntries(images));
    });

    test.each(PASSING.map(([what]) => what))("%s", (what) => {
      const { smoke, verdict } = reports[what] ?? {};
      expect(smoke?.checks.filter(({ problem }) => problem !== null)).toEqual([]);
      expect({ verdict, smoke }).toMatchObject({
        verdict: "pass",
        smoke: { status: "passed", ready: expect.any(Number) },
      });
    });

    test("the processes are known with their users", () => {
      const nc = { uid: 2000, command: "nc -ll -p 8000 -e /answer" };
      expect(reports["a port"]?.smoke?.processes).toEqual([nc]);
      expect(reports["root, where it is allowed"]?.smoke?.processes).toEqual([{ ...nc, uid: 0 }]);
    });
  });

  describe("fails: an image that", () => {
    let reports: Readonly<Record<string, ImageReport>> = {};
    beforeAll(async () => {
      const images = FAILING.map(([what, smoke, , image = SERVER]) => [what, { image, smoke }]);
      reports = await gateAll(Object.fromEntries(images));
    });

    test.each(FAILING.map(([what, , problems]) => [what, problems] as const))("%s", (what, problems) => {
      const { findings = [], smoke, verdict } = reports[what] ?? {};
      const messages = findings
        .filter(({ rule }) => rule === "smoke")
        .map(({ message }) => message.replace(what, "app"));
      expect(messages).toEqual(
        problems.map((problem) => (typeof problem === "string" ? problem : expect.stringMatching(problem))),
      );
      expect([verdict, smoke?.status]).toEqual(["fail", "failed"]);
    });

    test.each([
      ["ends at once", "no database"],
      ["logs more than anybody reads", Array(20).fill("much ado about nothing").join("\n")],
      ["has no such command", null],
    ])("%s has the end of its log", (what, log) => {
      const [first, ...others] = (reports[what]?.findings ?? []).filter(({ rule }) => rule === "smoke");
      expect([first?.log, ...others.flatMap((other) => other.log ?? [])]).toEqual([log]);
    });
  });

  test("an error of the engine leaves an image unjudged", async () => {
    const reports = await gateAll({ app: { image: SERVER, smoke: { "cap-drop": ["FLY"] } } });
    const { verdict, findings = [] } = reports["app"] ?? {};
    expect([verdict, findings.find(({ rule }) => rule === "smoke")?.message]).toEqual([
      "error",
      'app: smoke was not checked: the engine cannot create the container of a smoke test: invalid CapDrop: unknown capability: "CAP_FLY". Check the setting `smoke`, and check the engine with `docker info`.',
    ]);
  });

  test.each<[when: string, signal: NodeJS.Signals, smoke: object, sign: string]>([
    ["waits for a port", "SIGINT", { port: 8000, env: { MODE: "stubborn" } }, "sleep 1"],
    ["waits for the end", "SIGTERM", { wait: "exit", env: { MODE: "stubborn" } }, "sleep 1"],
    ["follows the log", "SIGINT", { wait: { log: "never" }, env: { MODE: "chatty" } }, "/start"],
    [
      "waits for an answer",
      "SIGTERM",
      { port: 8000, wait: "tcp", requests: [{ path: "/slow" }] },
      "sleep 60",
    ],
    ["runs a command", "SIGINT", { wait: { log: "on" }, exec: [{ command: "sleep 50" }] }, "sleep 50"],
    ["starts", "SIGTERM", { port: 8000 }, ""],
  ])("is stopped at once while it %s", async (when, signal, smoke, sign) => {
    const cwd = folder({
      // A step without a cache, so that the build has progress, and a signal can arrive.
      Dockerfile: `FROM ${SERVER}\nRUN echo ${process.pid} ${engine} ${when}\n`,
      ".stagegate.yml": JSON.stringify({ images: { app: { smoke } } }),
    });
    let kill = (_: NodeJS.Signals) => {};
    let isOver = false;
    const run = stagegate(["--progress=plain", "--baseline=none"], cwd, env, (_, by) => {
      kill = by;
    }).finally(() => {
      isOver = true;
    });
    await until(() => isOver || containers(env).some((id) => sign === "" || runs(env, id, sign)));
    const begin = performance.now();
    kill(signal);
    expect((await run).code).toBe(signal === "SIGINT" ? 130 : 143);
    // Every wait would have taken at least twice that time.
    expect(performance.now() - begin).toBeLessThan(15_000);
    await expectNothingLeft();
  });
});

/** Volumes that no container has. */
function danglingVolumes(env: NodeJS.ProcessEnv): string[] {
  return docker(env, "volume", "ls", "--quiet", "--filter", "dangling=true").split("\n");
}

/** Ids of the containers of the images of this test. */
function containers(env: NodeJS.ProcessEnv): string[] {
  const ids = docker(env, "ps", "--all", "--quiet", "--filter", `label=${LABEL}`);
  return ids.split("\n").filter((id) => id !== "");
}

function runs(env: NodeJS.ProcessEnv, id: string, command: string): boolean {
  try {
    return docker(env, "top", id).includes(command);
  } catch {
    return false; // Not started yet.
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 50));
}
