// What a monorepo pays: twenty images, one of twenty, and a hundred reports.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LABEL } from "../engines.mjs";
import { tarName, writeContext } from "../images.mjs";
import { nameOf } from "../stock.mjs";

export const title = "Twenty images";

export const text = `A monorepo of 20 services, each with a test stage, an image of two layers, and a build context of 52 MB; every step is cached
by BuildKit and all layers are known from an earlier run. Plain \`docker buildx bake\` builds the same 40 targets. In the second table a
branch changes one service, whose base is stored. In the third, \`stagegate merge\` joins 100 reports of 12 images each.`;

const COUNT = 20;
const REPORTS = 100;
/** So many make a report of about 1 MB. */
const IMAGES = 12;
const GATE = ["--progress=quiet"];

export async function measure(world) {
  const [engine] = world.engines;
  if (engine === undefined) return { tables: [] };
  const cwd = await monorepo(join(world.folder, "monorepo"));
  const all = await bake(cwd, world, engine);
  return { tables: [all, await onlyChanged(cwd, world, engine), await merge(cwd, world, engine)] };
}

const services = Array.from({ length: COUNT }, (_, index) => `service-${String(index + 1).padStart(2, "0")}`);

/** A repository with a bake file, whose default group are the images, and `all` with the tests too. */
async function monorepo(cwd) {
  const [large, small] = [
    { seed: 0, files: 3_000, bytes: 50e6 },
    { seed: 1, files: 200, bytes: 2e6 },
  ];
  await writeContext(join(cwd, "base"), [large, small]);
  const target = {};
  for (const name of services) {
    cpSync(join(cwd, "base"), join(cwd, name), { recursive: true });
    writeFileSync(join(cwd, name, "own.txt"), `${name}\n`);
    writeFileSync(
      join(cwd, name, "Dockerfile"),
      [
        "FROM scratch AS app",
        `ADD ${tarName(0)} /`,
        `ADD ${tarName(1)} /`,
        "FROM app AS test",
        "COPY own.txt /tested.txt",
        "FROM app",
        "COPY own.txt /",
        "USER 10001",
        "",
      ].join("\n"),
    );
    const common = { context: name, labels: { [LABEL]: "1" }, attest: ["type=provenance,disabled=true"] };
    target[name] = { ...common, tags: [nameOf(name)], output: ["type=docker"] };
    target[`${name}-test`] = { ...common, target: "test", output: ["type=cacheonly"] };
  }
  rmSync(join(cwd, "base"), { recursive: true });
  const group = { default: { targets: services }, all: { targets: Object.keys(target) } };
  writeFileSync(join(cwd, "docker-bake.json"), JSON.stringify({ group, target }, null, 2));
  writeFileSync(join(cwd, ".stagegate.yml"), "bake: docker-bake.json\n");
  git(cwd, "init", "--quiet", "--initial-branch=main");
  commit(cwd);
  return cwd;
}

async function bake(cwd, { stagegate, warm, compare }, engine) {
  const command = stagegate(...GATE, "--baseline=none");
  const plain = ["docker", "buildx", "bake", "--progress=quiet", "--file=docker-bake.json", "all"];
  return compare({
    id: "twenty",
    title: `20 images with tests, ${engine.store} store, everything cached`,
    engine: engine.env,
    rows: [
      {
        ...{ id: "stagegate", name: "stagegate", command, cwd },
        ...warm({ command, cwd, engine: engine.env }),
        against: ["bake"],
      },
      { id: "bake", name: "one plain bake", command: plain, cwd, memory: false },
    ],
  });
}

async function onlyChanged(cwd, { stagegate, warm, compare }, engine) {
  const [touched] = services;
  // A run on the default branch stores which images passed, and one of the change what it is compared with.
  const flag = "--only-changed";
  const { env } = warm({ command: stagegate(...GATE, flag), cwd, engine: engine.env });
  git(cwd, "checkout", "--quiet", "-b", "change");
  writeFileSync(join(cwd, touched, "own.txt"), "changed\n");
  commit(cwd);
  const [program, ...args] = stagegate(...GATE);
  execFileSync(program, args, { cwd, env: { ...process.env, ...engine.env, ...env }, stdio: "ignore" });
  // A run stores that the changed image passed, which the next one must not find.
  const stored = join(env.XDG_CACHE_HOME, "stagegate/measurements");
  const copy = join(env.XDG_CACHE_HOME, "measurements");
  cpSync(stored, copy, { recursive: true });
  const before = () => {
    rmSync(stored, { recursive: true });
    cpSync(copy, stored, { recursive: true });
  };
  const row = (id, name, ...flags) => ({ id, name, cwd, env, command: stagegate(...GATE, ...flags) });
  return compare({
    id: "one of twenty",
    title: `A change to one of 20 images, ${engine.store} store, everything cached, the base stored`,
    engine: engine.env,
    rows: [
      { ...row("changed", `all, ${flag}`, flag), before, against: ["alone", "all"] },
      row("alone", "that image alone", `--only=${touched}`),
      row("all", "all"),
    ],
  });
}

async function merge(cwd, { stagegate, compare, folder }, engine) {
  const reports = join(folder, "reports");
  const [program, ...args] = stagegate(...GATE, "--baseline=none", `--output-dir=${join(reports, "one")}`);
  execFileSync(program, args, { cwd, env: { ...process.env, ...engine.env }, stdio: "ignore" });
  const report = JSON.parse(readFileSync(join(reports, "one/report.json"), "utf8"));
  const text = JSON.stringify({ ...report, images: report.images.slice(0, IMAGES) }, null, 2);
  rmSync(join(reports, "one"), { recursive: true });
  for (let job = 1; job <= REPORTS; job++) {
    mkdirSync(join(reports, `job-${job}`), { recursive: true });
    writeFileSync(
      join(reports, `job-${job}/report.json`),
      text.replaceAll('"service-', `"job-${job}-service-`),
    );
  }
  const size = (Buffer.byteLength(text) / 1e6).toFixed(1);
  const command = stagegate("merge", join(reports, "*/report.json"));
  return compare({
    id: "merge",
    title: `${REPORTS} reports of ${size} MB`,
    rows: [
      { id: "merge", name: "stagegate merge", command },
      {
        id: "written",
        name: "stagegate merge, written in all formats",
        command: [...command, `--output-dir=${join(folder, "merged")}`],
      },
    ],
  });
}

function commit(cwd) {
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message=The services");
}

function git(cwd, ...args) {
  execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], { cwd });
}
