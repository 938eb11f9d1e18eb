// npm run bench: what the gate costs. Needs the engine and the base images of npm run demo.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { markdownTable } from "markdown-table";
import { compare, HEAD } from "./pairs.mjs";

const RUNS = Number(process.env.RUNS ?? 5);
const folder = mkdtempSync(join(tmpdir(), "stagegate-bench-"));
const node = (...args) => [process.execPath, `--require=${resolve("bench/peak-memory.cjs")}`, ...args];
const cli = (...args) => node(resolve("dist/cli.cjs"), ...args);

/** An image of 1.1 GB, exported once in each form. */
function exported() {
  const build = (output) =>
    execFileSync("docker", [
      "buildx",
      "build",
      "--quiet",
      "--provenance=false",
      "--file=examples/node-api/Dockerfile.single-stage",
      `--output=${output}`,
      "examples/node-api",
    ]);
  build(`type=oci,tar=false,dest=${folder}/oci`);
  build(`type=oci,dest=${folder}/oci.tar`);
  build(`type=docker,name=stagegate-bench:1,dest=${folder}/docker.tar`);
}

// As on a fresh runner, whose layer cache is empty.
const emptyCache = {
  env: { XDG_CACHE_HOME: join(folder, "cache") },
  before: () => rmSync(join(folder, "cache"), { recursive: true, force: true }),
};

const example = "examples/fastapi-echo";
const gate = (...flags) =>
  cli(
    ...["--config", `${example}/.stagegate.yml`, "--only=production", "--progress=quiet"],
    ...["--baseline=none", ...flags],
  );
/** Plain builds start nothing. */
const unstarted = "--rules=smoke=off";

/** A change to the example in a repository of its own: gated against what was there before. */
function changed(baseline) {
  const cwd = join(folder, "change");
  const command = cli("--only=production", "--progress=quiet", `--baseline=${baseline}`, unstarted);
  return { command, cwd };
}

function makeChange() {
  const cwd = join(folder, "change");
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], { cwd });
  cpSync(example, cwd, { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=The app");
  git("checkout", "--quiet", "-b", "change");
  writeFileSync(join(cwd, "app/data.bin"), Buffer.alloc(1_800_000, 7));
}

/** The same targets, as a workflow without stagegate builds them. */
function plainBuild(...flags) {
  const targets = [
    ["test", "Dockerfile", "type=cacheonly"],
    ["production", "Dockerfile", "type=docker"],
    ["", "Dockerfile.single-stage", "type=docker"],
  ];
  const commands = targets.map(([target, file, output]) =>
    [
      "docker buildx build --quiet --provenance=false",
      ...flags,
      `--file ${example}/${file}`,
      target && `--target ${target}`,
      `--output ${output} ${example}`,
    ].join(" "),
  );
  return ["sh", "-ec", commands.join("\n")];
}

const tables = {
  "`stagegate inspect` of a 1.1 GB image (gzip layers)": () => {
    exported();
    return compare(
      [
        { name: "inspect, OCI directory", command: cli("inspect", `${folder}/oci`) },
        { name: "inspect, OCI archive", command: cli("inspect", `${folder}/oci.tar`) },
        { name: "inspect, docker archive", command: cli("inspect", `${folder}/docker.tar`) },
        { name: "only decompressing it", command: node("bench/decompress.mjs", `${folder}/oci`) },
      ],
      RUNS,
    );
  },
  "`stagegate inspect` of 206,000 files in one layer (420 MB, gzip)": () => {
    const many = join(folder, "many");
    execFileSync(process.execPath, ["bench/many-files.mjs", many, "206000", "2000"]);
    return compare(
      [
        { name: "inspect, OCI directory", command: cli("inspect", many) },
        { name: "only decompressing it", command: node("bench/decompress.mjs", many) },
      ],
      RUNS,
    );
  },
  "The gate on fastapi-echo, everything cached": () =>
    compare(
      [
        { name: "stagegate", command: gate(unstarted) },
        { name: "stagegate, with the smoke test", command: gate() },
        { name: "stagegate, no layer known", command: gate(unstarted), ...emptyCache },
        { name: "docker buildx build --load", command: plainBuild() },
      ],
      RUNS,
    ),
  "The gate on a change to fastapi-echo, everything cached, by its baseline": () => {
    makeChange();
    return compare(
      [
        { name: "built in the same run", ...changed("build") },
        { name: "stored by an earlier run", ...changed("stored") },
        { name: "none", ...changed("none") },
      ],
      RUNS,
    );
  },
  "The gate on fastapi-echo, every step run": () =>
    compare(
      [
        { name: "stagegate", command: gate("--no-cache", unstarted) },
        { name: "stagegate, with the smoke test", command: gate("--no-cache") },
        { name: "stagegate, no layer known", command: gate("--no-cache", unstarted), ...emptyCache },
        { name: "docker buildx build --load", command: plainBuild("--no-cache") },
      ],
      Math.min(RUNS, 3),
    ),
};

try {
  for (const [title, rows] of Object.entries(tables)) {
    console.log(`\n## ${title}\n\n${markdownTable([HEAD, ...rows()], { alignDelimiters: false })}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
