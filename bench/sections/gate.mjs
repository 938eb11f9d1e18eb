// The whole gate against what a workflow without it does.

import { execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LABEL } from "../engines.mjs";
import { build, nameOf } from "../stock.mjs";

export const title = "The whole gate";

export const text = `Against plain \`docker buildx build --load\` of the same targets, one after the other, and by one \`docker buildx bake\`.
“Everything cached” and “every step run” are BuildKit's cache; “no layer known” is an empty cache folder of stagegate's own, as
on a fresh runner. The example is \`examples/fastapi-echo\` with its test stage and its variant of 900 MB, on the first of the stores.`;

export async function measure(world) {
  const tables = [];
  for (const engine of world.engines) tables.push(...(await large(world, engine)));
  const [first] = world.engines;
  if (first !== undefined) tables.push(...(await example(world, first)));
  return { tables };
}

const GATE = ["--progress=quiet", "--baseline=none"];

async function large({ stock, stagegate, cold, warm, compare }, engine) {
  const cwd = await stock.context("L");
  await stock.inEngine(engine, "L");
  const gate = (...flags) => ({ command: stagegate(...GATE, ...flags), cwd, against: ["plain"] });
  const plain = (...flags) => ({
    id: "plain",
    name: "docker buildx build --load",
    command: ["docker", ...build(), ...flags, "--load", `--tag=${nameOf("L")}`, cwd],
    memory: false,
  });
  const known = warm({ ...gate(), engine: engine.env });
  const fresh = cold();
  const unknown = { id: "unknown", name: "stagegate, no layer known" };
  // What earlier runs built would stay in the build cache, at 2.6 GB each.
  const before = engine.forgetSteps;
  return [
    await compare({
      id: `L ${engine.store} cached`,
      title: `L, ${engine.store} store, everything cached`,
      engine: engine.env,
      rows: [
        { ...gate(), ...known, id: "known", name: "stagegate" },
        { ...gate(), ...fresh, ...unknown },
        plain(),
      ],
    }),
    await compare({
      id: `L ${engine.store} steps`,
      title: `L, ${engine.store} store, every step run`,
      engine: engine.env,
      warmUp: false,
      rows: [
        { ...gate("--no-cache"), ...fresh, ...unknown, before: () => [before(), fresh.before()] },
        { ...plain("--no-cache"), before },
      ],
    }),
  ];
}

const EXAMPLE = "examples/fastapi-echo";
/** Plain builds start no container. */
const UNSTARTED = "--rules=smoke=off";

async function example({ stagegate, cold, warm, compare, folder }, engine) {
  const bases = ["python:3.13-slim", "python:3.13"];
  execFileSync("scripts/base-images", bases, {
    env: { ...process.env, ...engine.env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gate = (...flags) =>
    stagegate(`--config=${EXAMPLE}/.stagegate.yml`, "--only=production", ...GATE, ...flags);
  const known = warm({ command: gate(UNSTARTED), engine: engine.env });
  const tables = [];
  for (const [id, title, flags] of [
    ["cached", "everything cached", []],
    ["steps", "every step run", ["--no-cache"]],
  ]) {
    const against = ["plain", "bake"];
    tables.push(
      await compare({
        id: `example ${id}`,
        title: `fastapi-echo, ${engine.store} store, ${title}`,
        engine: engine.env,
        warmUp: id === "cached",
        rows: [
          { id: "known", name: "stagegate", command: gate(...flags, UNSTARTED), ...known, against },
          { id: "smoke", name: "stagegate, with the smoke test", command: gate(...flags), ...known, against },
          {
            id: "unknown",
            name: "stagegate, no layer known",
            command: gate(...flags, UNSTARTED),
            ...cold(),
            against,
          },
          { id: "plain", name: "three plain builds", command: plainBuilds(flags), memory: false },
          { id: "bake", name: "one plain bake", command: plainBake(folder, flags), memory: false },
        ],
      }),
    );
  }
  return [...tables, await baselines({ stagegate, known, compare, folder }, engine)];
}

const TARGETS = [
  { name: "test", target: "test", file: "Dockerfile", output: "type=cacheonly" },
  { name: "production", target: "production", file: "Dockerfile", output: "type=docker" },
  { name: "single-stage", file: "Dockerfile.single-stage", output: "type=docker" },
];

function plainBuilds(flags) {
  const commands = TARGETS.map(({ target, file, output }) =>
    [
      ...["docker", ...build(), ...flags, `--file=${EXAMPLE}/${file}`, `--output=${output}`],
      ...(target === undefined ? [] : [`--target=${target}`]),
      EXAMPLE,
    ].join(" "),
  );
  return ["sh", "-ec", commands.join("; ")];
}

function plainBake(folder, flags) {
  const file = join(folder, "fastapi-echo.json");
  const targets = TARGETS.map(({ name, target, file, output }) => [
    name,
    {
      context: EXAMPLE,
      dockerfile: file,
      target,
      output: [output],
      labels: { [LABEL]: "1" },
      attest: ["type=provenance,disabled=true"],
    },
  ]);
  const group = { default: { targets: TARGETS.map(({ name }) => name) } };
  writeFileSync(file, JSON.stringify({ group, target: Object.fromEntries(targets) }));
  return ["docker", "buildx", "bake", "--progress=quiet", ...flags, `--file=${file}`];
}

/** A change to the example in a repository of its own, against what was there before. */
async function baselines({ stagegate, known, compare, folder }, engine) {
  const cwd = join(folder, "change");
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], { cwd });
  cpSync(EXAMPLE, cwd, { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=The app");
  git("checkout", "--quiet", "-b", "change");
  writeFileSync(join(cwd, "app/data.bin"), Buffer.alloc(1_800_000, 7));
  const gate = (id, name) => ({
    id,
    name,
    cwd,
    command: stagegate("--only=production", "--progress=quiet", `--baseline=${id}`, UNSTARTED),
    ...known,
    against: id === "none" ? [] : ["none"],
  });
  return compare({
    id: "baselines",
    title: `A change to fastapi-echo, ${engine.store} store, everything cached, by its baseline`,
    engine: engine.env,
    rows: [
      gate("build", "built in the same run"),
      gate("stored", "stored by an earlier run"),
      gate("none", "none"),
    ],
  });
}
