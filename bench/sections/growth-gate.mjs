// How the gate grows with images and with what changed.
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { line } from "../curves.mjs";
import { LABEL } from "../engines.mjs";
import { even, tarName, writeContext } from "../images.mjs";
import { build, nameOf } from "../stock.mjs";

export const title = "Growth: images and changes";

export const text = `The whole gate, every step cached by BuildKit, against plain builds with \`--load\`. Images: stages of one Dockerfile with
50 MB in common and 10 MB each of their own, all layers known from an earlier run. Changes: so many of the 20 layers of 25 MB each
are new to stagegate, the others known.`;

export async function measure(world) {
  const [engine] = world.engines;
  if (engine === undefined) return { tables: [] };
  const images = await imagesCurve(world, engine);
  const changes = await changesCurve(world, engine);
  const title = { images: "1 to 20 images in one run", changes: "20 layers, of which some changed" };
  const plot = (id, x, curve, names) => ({
    file: `${id}-time.svg`,
    title: title[id],
    x,
    y: { title: "Seconds" },
    lines: Object.entries(names).map(([row, name]) => line(name, curve.points, curve.tables, row, "seconds")),
  });
  const both = { stagegate: "stagegate", plain: "plain builds, one by one" };
  return {
    tables: [...images.tables, ...changes.tables],
    plots: [
      plot("images", { title: "Images", log: false }, images, { ...both, bake: "one plain bake" }),
      plot("changes", { title: "Layers changed, %", log: false }, changes, {
        stagegate: "stagegate",
        plain: "plain build",
      }),
    ],
  };
}

const GATE = ["--progress=quiet", "--baseline=none"];

async function imagesCurve({ folder, stagegate, warm, compare }, engine) {
  const cwd = join(folder, "images");
  const most = 20;
  const [base, ...own] = [
    ...even({ layers: 1, files: 3_000, bytes: 50e6 }),
    ...even({ layers: most + 1, files: 10_000, bytes: 210e6 }).slice(1),
  ];
  await writeContext(cwd, [base, ...own]);
  const stages = own.map(
    (_, index) => `FROM base AS image-${index + 1}\nADD ${tarName(index + 1)} /\nUSER 10001`,
  );
  writeFileSync(join(cwd, "Dockerfile"), `FROM scratch AS base\nADD ${tarName(0)} /\n${stages.join("\n")}\n`);

  const points = [1, 5, 10, 20];
  const tables = [];
  for (const count of points) {
    const names = own.slice(0, count).map((_, index) => `image-${index + 1}`);
    const settings = Object.fromEntries(names.map((name) => [name, { target: name }]));
    const config = join(cwd, `images-${count}.yml`);
    writeFileSync(config, JSON.stringify({ images: settings }));
    const bake = bakeFile(cwd, names);
    const command = stagegate(`--config=${config}`, ...GATE);
    const one = ["docker", ...build(), "--target=image-$n", "--load", `--tag=${nameOf("image-$n")}`, "."];
    const plain = `for n in $(seq ${count}); do ${one.join(" ")}; done`;
    tables.push(
      await compare({
        id: `images ${count}`,
        title: `${count} ${count === 1 ? "image" : "images"}`,
        engine: engine.env,
        rows: [
          {
            id: "plain",
            name: "plain builds, one by one",
            command: ["sh", "-ec", plain],
            cwd,
            memory: false,
          },
          {
            id: "bake",
            name: "one plain bake",
            command: ["docker", "buildx", "bake", "--progress=quiet", `--file=${bake}`, "--load"],
            cwd,
            memory: false,
          },
          {
            id: "stagegate",
            name: "stagegate",
            command,
            cwd,
            ...warm({ command, cwd, engine: engine.env }),
            against: ["plain", "bake"],
          },
        ],
      }),
    );
  }
  return { points, tables };
}

function bakeFile(cwd, names) {
  const path = join(cwd, `bake-${names.length}.json`);
  const targets = names.map((name) => [
    name,
    {
      context: ".",
      target: name,
      tags: [nameOf(name)],
      labels: { [LABEL]: "1" },
      attest: ["type=provenance,disabled=true"],
    },
  ]);
  writeFileSync(
    path,
    JSON.stringify({ group: { default: { targets: names } }, target: Object.fromEntries(targets) }),
  );
  return path;
}

async function changesCurve({ folder, stagegate, warm, compare }, engine) {
  const cwd = join(folder, "changes");
  const count = 20;
  // The second half is what layers are changed to.
  await writeContext(cwd, even({ layers: 2 * count, files: 20_000, bytes: 2 * count * 25e6 }));
  const points = [0, 25, 50, 75, 100];
  for (const percent of points) {
    const kept = count * (1 - percent / 100);
    const lines = Array.from(
      { length: count },
      (_, index) => `ADD ${tarName(index < kept ? index : index + count)} /`,
    );
    writeFileSync(
      join(cwd, `Dockerfile.${percent}`),
      ["FROM scratch", ...lines, "USER 10001", ""].join("\n"),
    );
  }
  const known = warm({ command: stagegate("--file=Dockerfile.0", ...GATE), cwd, engine: engine.env });
  const cache = join(folder, "changes-cache");
  const tables = [];
  for (const percent of points) {
    const file = `--file=Dockerfile.${percent}`;
    const load = ["docker", ...build(), file, "--load", `--tag=${nameOf("changes")}`, "."];
    tables.push(
      await compare({
        id: `changes ${percent}`,
        title: `${percent} % of the layers changed`,
        engine: engine.env,
        rows: [
          { id: "plain", name: "docker buildx build --load", command: load, cwd, memory: false },
          {
            id: "stagegate",
            name: "stagegate",
            command: stagegate(file, ...GATE),
            cwd,
            env: { XDG_CACHE_HOME: cache },
            before: () => {
              rmSync(cache, { recursive: true, force: true });
              cpSync(known.env.XDG_CACHE_HOME, cache, { recursive: true });
            },
            against: ["plain"],
          },
        ],
      }),
    );
  }
  return { points, tables };
}
