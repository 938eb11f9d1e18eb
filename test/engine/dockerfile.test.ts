import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseStages } from "../../src/dockerfile/stages.ts";
import { dockerfileCases } from "../fixtures/dockerfiles.ts";
import { docker, engineEnv, folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";

const [STORE = ""] = STORES;

const folders: string[] = [];
const newFolder = (files: Readonly<Record<string, string>>) => {
  const folder = folderWith(files);
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

interface Targets {
  readonly target: Readonly<Record<string, { readonly targets: { readonly targets: readonly Target[] } }>>;
}

interface Target {
  readonly name?: string;
  readonly base: string;
  readonly default?: boolean;
  readonly location: { readonly ranges: readonly { readonly start: { readonly line: number } }[] };
}

test("BuildKit and the parser find the same stages, bases and lines", () => {
  const cases = dockerfileCases().filter(
    // A custom front end would be pulled.
    ({ given, answer }) => answer.refused === null && !given.lines.some((line) => /^# ?syntax/.test(line)),
  );
  expect(cases.length).toBeGreaterThan(150);
  const name = (index: number) => `case-${index}`;
  const folder = newFolder(
    Object.fromEntries(cases.map(({ given }, index) => [name(index), given.lines.join("\n")])),
  );
  const target = Object.fromEntries(
    cases.map((_, index) => [name(index), { context: folder, dockerfile: name(index) }]),
  );
  writeFileSync(join(folder, "bake.json"), JSON.stringify({ target }));
  const told: Record<string, Targets["target"][string]> = {};
  const names = Object.keys(target);
  // buildx cannot build hundreds at once.
  for (let at = 0; at < names.length; at += 40) {
    const answer = docker(
      engineEnv(STORE),
      "buildx",
      "bake",
      `--allow=fs.read=${folder}`,
      `--file=${join(folder, "bake.json")}`,
      "--call=targets,format=json",
      ...names.slice(at, at + 40),
    );
    Object.assign(told, (JSON.parse(answer) as Targets).target);
  }
  const found = cases.map(({ given }, index) => {
    const targets = told[name(index)]?.targets.targets ?? [];
    return {
      given: given.name,
      stages: targets.map((stage) => ({
        name: stage.name ?? null,
        base: stage.base,
        line: stage.location.ranges[0]?.start.line,
      })),
      isDefault: targets.map((stage) => stage.default === true),
    };
  });
  const parsed = cases.map(({ given }) => {
    const stages = parseStages(given.lines.join("\n"));
    return { given: given.name, stages, isDefault: stages.map((_, at) => at === stages.length - 1) };
  });
  expect(found).toEqual(parsed);
});

test("a failing test stage after a false heredoc fails the gate", async () => {
  const folder = newFolder({
    Dockerfile: `FROM alpine:3.22 AS base
RUN echo 'print(1 <<EOF)'
FROM base AS test
RUN false
FROM base AS prod
USER 1000
`,
  });
  const { code, images } = await gateIn(folder, STORE, ["--baseline", "none"]);
  expect(code).toBe(1);
  expect(Object.keys(images)).toEqual(["prod"]);
  expect(images["prod"]?.tests).toMatchObject([{ target: "test", status: "failed" }]);
});

test("the text of a heredoc makes no stage, test or base image", async () => {
  const folder = newFolder({
    Dockerfile: `FROM alpine:3.22 AS app
RUN cat << 'EOF' > /q.sql
SELECT *
FROM users AS test
WHERE 1
EOF
USER 1000
`,
  });
  const { images } = await gateIn(folder, STORE, ["--baseline", "none"]);
  expect(Object.keys(images)).toEqual(["app"]);
  expect(images["app"]?.tests).toEqual([]);
  expect(images["app"]?.findings.map(({ rule }) => rule)).not.toContain("base-image");
});

test("a Dockerfile in lower case is built", async () => {
  const folder = newFolder({ dockerfile: "FROM alpine:3.22 AS app\nCOPY dockerfile /\nUSER 1000\n" });
  const { images } = await gateIn(folder, STORE, ["--baseline", "none"]);
  expect(images["app"]?.image?.layers.at(-1)?.origin).toMatchObject({ file: "dockerfile", lines: [2, 2] });
});

test("a stage in an argument is followed to its base image", async () => {
  const folder = newFolder({
    Dockerfile: `ARG KIND=latest
FROM alpine AS stage-latest
FROM alpine:3.22 AS stage-fixed
FROM stage-$KIND AS app
COPY Dockerfile /
USER 1000
`,
    ".stagegate.yml": "images: {app: {build-args: {KIND: fixed}}}\n",
  });
  const { images } = await gateIn(folder, STORE, ["--baseline", "none"]);
  expect(images["app"]?.image?.baseImage).toMatchObject({ name: "alpine:3.22", from: "alpine:3.22" });
  expect(images["app"]?.findings.map(({ rule }) => rule)).not.toContain("base-image");
});
