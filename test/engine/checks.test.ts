import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { ENGINES, engineEnv, folderWith } from "./engine.ts";
import { type Gated, gateIn } from "./gated.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const WRONG = `from alpine:3.22 AS Deps
WORKDIR app
ENV GREETING hello
FROM alpine:3.22 as production
MAINTAINER somebody
ARG API_TOKEN=none
ENV DB_PASSWORD=none
COPY $NOWHERE/note /note
COPY --from=deps /app /app
ENV GREETING=hello \\

    NAME=world
CMD echo one
CMD echo $NAME
USER 1000
`;

const FILES = { Dockerfile: WRONG, note: "noted\n" };

function folder(files: Readonly<Record<string, string>>): string {
  const path = folderWith(files);
  folders.push(path);
  return path;
}

/** The results of `docker buildx build --call=check` in the words of the findings. */
function checkedIn(cwd: string, engine: string): string[] {
  // It prints its results and exits with 1 for a single warning.
  const script = "docker buildx build --call=check,format=json --target production . || true";
  const { warnings } = JSON.parse(
    execFileSync("bash", ["-c", script], { cwd, env: engineEnv(engine), encoding: "utf8", stdio: "pipe" }),
  ) as { warnings: readonly Check[] };
  return warnings
    .map(({ ruleName, detail, location }) => {
      const [{ start, end } = { start: { line: 0 }, end: { line: 0 } }] = location.ranges;
      return `${start.line}-${end.line} ${detail} (${ruleName})`;
    })
    .sort();
}

interface Check {
  readonly ruleName: string;
  readonly detail: string;
  readonly location: {
    readonly ranges: readonly {
      readonly start: { readonly line: number };
      readonly end: { readonly line: number };
    }[];
  };
}

function toldOf({ images }: Gated, name: string): string[] {
  return (images[name]?.findings ?? [])
    .filter(({ rule }) => rule === "dockerfile-check")
    .map(({ message, place }) => `${place?.lines.join("-")} ${message}`)
    .sort();
}

describe.each(ENGINES)("on the %s engine", (engine) => {
  test("a build has the findings of BuildKit, even from the cache", async () => {
    const cwd = folder(FILES);
    const expected = checkedIn(cwd, engine);
    expect(new Set(expected.map((line) => /\((\w+)\)$/.exec(line)?.[1])).size).toBeGreaterThanOrEqual(10);
    expect(toldOf(await gateIn(cwd, engine, ["--target=production"]), "production")).toEqual(expected);
    expect(toldOf(await gateIn(cwd, engine, ["--target=production"]), "production")).toEqual(expected);
  });

  test("findings of a shared Dockerfile appear once", async () => {
    const config = `
images:
  production: {target: production}
  again: {target: production, build-args: {API_TOKEN: other}}
  deps: {target: deps}
  other: {context: sub, target: production}
`;
    const sub = { "sub/Dockerfile": WRONG.replace("MAINTAINER somebody\n", ""), "sub/note": "noted\n" };
    const cwd = folder({ ...FILES, ...sub, ".stagegate.yml": config });
    const gated = await gateIn(cwd, engine);
    expect(toldOf(gated, "production")).toEqual(expect.arrayContaining(checkedIn(cwd, engine)));
    expect(toldOf(gated, "again")).toEqual([]);
    expect(toldOf(gated, "deps")).toEqual([]);
    expect(toldOf(gated, "other").length).toBeGreaterThan(5);
    expect(toldOf(gated, "other").join()).not.toContain("MaintainerDeprecated");
  });

  test("a failed image has findings and hides no others", async () => {
    const cwd = folder({
      ...FILES,
      Strict: `# check=error=true\n${WRONG}`,
      Broken: "FROM alpine:3.22 as broken\nWORKDIR app\nRUN exit 3\n",
      ".stagegate.yml": `
images:
  strict: {file: Strict, target: production}
  broken: {file: Broken}
  production: {target: production}
`,
    });
    const gated = await gateIn(cwd, engine);
    expect(gated.images["strict"]?.findings[0]).toMatchObject({
      rule: "build",
      message: expect.stringContaining("lint violation found for rules"),
    });
    expect(toldOf(gated, "strict")).toHaveLength(checkedIn(cwd, engine).length);
    expect(toldOf(gated, "broken").map((line) => /\((\w+)\)$/.exec(line)?.[1])).toEqual([
      "FromAsCasing",
      "WorkdirRelativePath",
    ]);
    expect(toldOf(gated, "production")).toEqual(checkedIn(cwd, engine));
  });
});
