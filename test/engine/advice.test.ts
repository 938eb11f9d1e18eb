import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding, ImageReport } from "../../src/model/report.ts";
import { type Case, dockerfileOf, type Files, GROUPS, LAYOUTS } from "./advised.ts";
import { docker, engineEnv, folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";

// The first store has all base images.
const [STORE = ""] = STORES;

/** The gate's reports on each case, before and after its advice. */
interface Followed {
  readonly advice: readonly string[];
  readonly promised: number;
  readonly before: ImageReport;
  /** One for each alternative of the advice. */
  readonly after: readonly ImageReport[];
}

const env = engineEnv(STORE);
const folder = folderWith({});

beforeAll(prepareImages);
afterAll(() => {
  rmSync(folder, { recursive: true });
  docker(env, "image", "rm", "--force", "stagegate-advice-tools:1", "stagegate-advice-files:1");
});

describe.each(GROUPS)("advice on %s", (group, cases) => {
  const followed = new Map<string, Followed>();
  const failed = new Map<string, unknown>();

  beforeAll(async () => {
    const before = await gate(
      `${group} before`,
      cases.map(({ name, files }) => ({ name, files })),
    );
    const told = cases.flatMap((one) => {
      try {
        return [{ one, ...findingsOf(one, before[one.name]) }];
      } catch (error) {
        failed.set(one.name, error);
        return [];
      }
    });
    const changed = told.flatMap(({ one, advice, place }) =>
      waysOf(one, advice.join(" "), place).map((files, way) => ({ name: `${one.name} (${way + 1})`, files })),
    );
    const after = await gate(`${group} after`, changed);
    for (const { one, advice, promised } of told) {
      const image = before[one.name];
      if (image === undefined) throw new Error(`${one.name} was not gated`);
      const own = Object.entries(after).filter(([name]) => name.startsWith(`${one.name} (`));
      followed.set(one.name, { advice, promised, before: image, after: own.map(([, report]) => report) });
    }
  });

  test.each(cases)("saves the promised bytes: $name", ({ name, advice: expected }) => {
    const found = followed.get(name);
    if (found === undefined) throw failed.get(name) ?? new Error(`nothing was gated for ${name}`);
    const { advice, promised, before, after } = found;
    expect(advice.toSorted()).toEqual([expected].flat().sort());
    expect(problemsOf(before)).toEqual([]);
    expect(after.length).toBeGreaterThan(0);
    for (const image of after) {
      expect(problemsOf(image)).toEqual([]);
      const saved = (before.image?.size ?? 0) - (image.image?.size ?? 0);
      expect(Math.abs(saved - promised)).toBeLessThanOrEqual(promised / 10);
    }
  });
});

describe("advice on layouts of tools", () => {
  const files = { Dockerfile: dockerfileOf(LAYOUTS) };
  let before: ImageReport;
  let after: readonly ImageReport[] = [];

  beforeAll(async () => {
    before = await gateOne("layouts before", files);
    const ways = [0, 1].map((way) =>
      LAYOUTS.reduce((changed, { told }): Files => {
        const { advice, place } = findingsOf({ name: told, told: [told] }, before);
        const own = waysOf({ name: told, files: changed }, advice.join(" "), place);
        return own[way] ?? own[0] ?? changed;
      }, files),
    );
    after = await Promise.all(ways.map((way, at) => gateOne(`layouts after ${at}`, way)));
  });

  test.each(LAYOUTS)("saves the promised bytes: $told", ({ told, advice: expected }) => {
    const { advice, promised, place } = findingsOf({ name: told, told: [told] }, before);
    expect(advice).toEqual([expected]);
    const sizeOf = ({ image }: ImageReport): number =>
      (image?.layers ?? []).reduce(
        (sum, { size, origin }) =>
          sum + (origin.kind === "instruction" && origin.lines[0] === place?.lines[0] ? (size ?? 0) : 0),
        0,
      );
    for (const image of after) {
      expect(problemsOf(image)).toEqual([]);
      expect(Math.abs(sizeOf(before) - sizeOf(image) - promised)).toBeLessThanOrEqual(promised / 10);
    }
  });
});

test("the health check in the advice finds a server healthy", async () => {
  const dockerfile = `FROM alpine:3.22
RUN mkdir -p /srv && echo fine > /srv/health
CMD ["httpd", "-f", "-p", "8080", "-h", "/srv"]
`;
  const before = await gateOne("no health check", { Dockerfile: dockerfile }, { port: 8080 });
  const advice = before.findings.find(({ rule }) => rule === "healthcheck")?.advice ?? "";
  const [, line = ""] = /`(HEALTHCHECK .+)`/.exec(advice) ?? [];
  const after = await gateOne(
    "a health check",
    { Dockerfile: `${dockerfile}${line}\n` },
    { wait: "healthy" },
  );
  expect(after.findings.filter(({ rule }) => rule === "healthcheck")).toEqual([]);
  expect(problemsOf(after)).toEqual([]);
});

async function gateOne(step: string, files: Files, smoke?: object): Promise<ImageReport> {
  const report = (await gate(step, [{ name: step, files }], smoke))[step];
  if (report === undefined) throw new Error(`${step} was not gated`);
  return report;
}

/** Images that Dockerfiles of the cases name. */
function prepareImages(): void {
  const context = folderWith({
    Dockerfile: `FROM debian:trixie-slim AS files
RUN mkdir -p /files/.git && head -c 300000 /dev/zero > /files/.git/pack && echo kept > /files/note
FROM debian:trixie-slim AS tools
RUN mkdir -p /usr/local/go/bin && head -c 3000000 /dev/zero > /usr/local/go/bin/go
`,
  });
  for (const target of ["files", "tools"])
    docker(
      env,
      "buildx",
      "build",
      "--load",
      "--target",
      target,
      "--tag",
      `stagegate-advice-${target}:1`,
      context,
    );
  rmSync(context, { recursive: true });
}

/** Gates images from separate folders in one run. */
async function gate(
  step: string,
  images: readonly { readonly name: string; readonly files: Files }[],
  smoke: object = { wait: "exit" },
): Promise<Record<string, ImageReport>> {
  const own = join(folder, step);
  const entries = images.map(({ files }, at) => {
    for (const [path, text] of Object.entries(files)) write(join(own, `c${at}`, path), text);
    if (Object.keys(files).some((path) => path.startsWith("archived-files/")))
      execFileSync("tar", ["-cf", "files.tar", "-C", "archived-files", "."], { cwd: join(own, `c${at}`) });
    return [`i${at}`, { context: `c${at}` }] as const;
  });
  const config = {
    defaults: {
      "allow-root": true,
      "max-wasted": "1GB",
      rules: { healthcheck: "notice", secret: "off" },
      smoke: { ...smoke, timeout: "60s" },
    },
    images: Object.fromEntries(entries),
  };
  write(join(own, ".stagegate.yml"), JSON.stringify(config));
  const { images: reports, stderr } = await gateIn(own, STORE);
  return Object.fromEntries(
    images.map(({ name }, at) => {
      const report = reports[`i${at}`];
      if (report === undefined) throw new Error(`${name} is not in the report:\n${stderr}`);
      return [name, report];
    }),
  );
}

function write(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

/** The advice of a case's findings, and the sum of their bytes. */
function findingsOf({ name, told }: Pick<Case, "name" | "told">, report: ImageReport | undefined) {
  const found = (report?.findings ?? []).filter(({ message }) =>
    told.some((words) => message.includes(words)),
  );
  const [first] = found;
  if (first === undefined || found.length !== told.length)
    throw new Error(
      `${name}: ${JSON.stringify(report?.findings.map(({ message, log }) => `${message} ${log ?? ""}`))}`,
    );
  return {
    advice: [...new Set(found.map(({ advice }) => advice ?? ""))],
    promised: found.reduce((sum, { actual }) => sum + (actual ?? 0), 0),
    place: first.place,
  };
}

/** Problems of an image: a failed build or smoke test. */
function problemsOf({ findings }: ImageReport): string[] {
  return findings
    .filter(({ rule }) => rule === "build" || rule === "smoke")
    .map(({ message, log }) => `${message}\n${log ?? ""}`);
}

/** The files of a case after its advice, literally, for each alternative. */
function waysOf(
  { name, files, after }: Pick<Case, "name" | "files" | "after">,
  advice: string,
  place: Finding["place"],
): readonly Files[] {
  if (after !== undefined) return [{ ...files, ...after }];
  const [first, last] = place?.lines ?? [0, 0];
  const lines = (files["Dockerfile"] ?? "").split("\n");
  const changed = (at: number, change: (line: string) => string): Files => ({
    ...files,
    Dockerfile: lines.map((line, index) => (index === at - 1 ? change(line) : line)).join("\n"),
  });
  const command = /(?:End this RUN|and end it) with `(.+?)`[.,]/.exec(advice)?.[1];
  const mount = /dd `(--mount=.+?)` to/.exec(advice)?.[1];
  const [, option, program = ""] = /^Add `(--[\w-]+)` to `([^`]+)`/.exec(advice) ?? [];
  const [, variable, compile] =
    /^Write `(ENV \S+)` above this line( and add `--no-compile`)?/.exec(advice) ?? [];
  const install = [...advice.matchAll(/^Install with `(.+?)`/g)].map(([, text = ""]) => text);
  const ways = [
    ...(command === undefined ? [] : [changed(last, (line) => ended(line, command))]),
    ...(mount === undefined ? [] : [changed(first, (line) => line.replace("RUN ", `RUN ${mount} `))]),
    ...(option === undefined
      ? []
      : [changed(first, (line) => line.replace(program, `${program} ${option}`))]),
    ...(variable === undefined
      ? []
      : [
          changed(
            first,
            (line) =>
              `${variable}\n${line.replace("pip install", compile === undefined ? "pip install" : "pip install --no-compile")}`,
          ),
        ]),
    ...install.map((text) =>
      changed(first, (line) =>
        line.replace(/(?:npm ci|npm install|pnpm install|yarn install|uv sync|poetry install)/, text),
      ),
    ),
  ];
  if (ways.length === 0) throw new Error(`${name}: how is this followed? ${advice}`);
  return ways;
}

/** A RUN with one more command, in the shell form. */
function ended(line: string, command: string): string {
  const json = /^RUN (\[.+\])$/.exec(line)?.[1];
  if (json === undefined) return `${line} && ${command}`;
  const words: readonly string[] = JSON.parse(json);
  return `RUN ${words.map((word) => `'${word}'`).join(" ")} && ${command}`;
}
