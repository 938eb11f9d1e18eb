import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { parse, stringify } from "yaml";
import type { Finding } from "../../src/model/report.ts";
import {
  type ExampleFiles,
  RULE_EXAMPLES,
  type RuleExample,
  type RuleExamples,
} from "../fixtures/rule-examples.ts";
import { docker, engineEnv, folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";
import { type Files, Repository } from "./repository.ts";
import { withTrivy } from "./trivy.ts";

const [STORE = ""] = STORES;
const env = engineEnv(STORE);

/** The compressed size is unknown on the classic store, so the rule cannot judge it. */
const JUDGED = RULE_EXAMPLES.filter(({ rule }) => rule !== "transfer-size" || STORE !== "classic");

const SIDES = ["bad", "good"] as const;
type Side = (typeof SIDES)[number];

/** An example that needs its own run: it has a configuration file or a base commit, or it is scanned. */
function isAlone({ rule, before, common, ...sides }: RuleExamples, side: Side): boolean {
  const names = [common, sides[side].shown].flatMap((files = {}) => Object.keys(files));
  return before !== undefined || rule === "vulnerability" || names.includes(".stagegate.yml");
}

/** Rules of the findings of each example that is gated with others, by `RULE SIDE`. */
let together: ReadonlyMap<string, readonly string[]>;
const folders: string[] = [];
let isTagged = false;

beforeAll(async () => {
  execFileSync(
    "scripts/base-images",
    ["python:3.13", "python:3.13-slim", "node:24", "node:24-slim", "nginx:1.28-alpine", "golang:1.24"],
    { env },
  );
  // `FROM alpine` takes what the engine has.
  isTagged = docker(env, "image", "ls", "--quiet", "alpine:latest") === "";
  if (isTagged) docker(env, "image", "tag", "alpine:3.22", "alpine:latest");
  together = await gateTogether();
});
afterAll(() => {
  if (isTagged) docker(env, "image", "rm", "alpine:latest");
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test.each(JUDGED)("$rule reports its bad example, and not its good one", async (examples) => {
  for (const side of SIDES) {
    const rules = isAlone(examples, side)
      ? await gateAlone(examples, side)
      : together.get(`${examples.rule}-${side}`);
    expect({ side, isReported: rules?.includes(examples.rule) }).toEqual({
      side,
      isReported: side === "bad",
    });
  }
});

/** Gates the examples that need no more than settings of an image, as images of one run. */
async function gateTogether(): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = JUDGED.flatMap((examples) =>
    SIDES.filter((side) => !isAlone(examples, side)).map((side) => ({
      examples,
      side,
      name: `${examples.rule}-${side}`,
    })),
  );
  const files = all.map(({ examples, side, name }) => filesOf(examples, side, `${name}/`));
  const images = all.map(({ examples: { settings = "" }, name }) => [
    name,
    { context: name, ...(parse(settings) as object | null) },
  ]);
  const { folder } = repository({
    ...Object.assign({}, ...files),
    ".stagegate.yml": stringify({ images: Object.fromEntries(images) }),
  });
  const { images: reports } = await gateIn(folder, STORE, ["--baseline=none"]);
  return new Map(Object.values(reports).map(({ name, findings }) => [name, rulesOf(findings)]));
}

/** Gates an example by itself, as a change of its base commit if it has one. */
async function gateAlone(examples: RuleExamples, side: Side): Promise<readonly string[]> {
  const { rule, before, settings } = examples;
  const configuration =
    settings === undefined ? {} : { ".stagegate.yml": stringify({ defaults: parse(settings) }) };
  const own = repository(
    before === undefined ? configuration : bytesOf({ ...before.hidden, ...before.shown }),
  );
  if (before !== undefined) own.git("checkout", "--quiet", "-b", "change");
  own.commit(filesOf(examples, side));
  const scanner = rule === "vulnerability" ? withTrivy(STORE, emptyFolder()) : {};
  const argv = before === undefined ? ["--baseline=none"] : [];
  const { report } = await gateIn(own.folder, STORE, argv, scanner);
  return rulesOf([...report.findings, ...report.images.flatMap(({ findings }) => findings)]);
}

function repository(files: Files): Repository {
  const own = new Repository(files);
  folders.push(own.folder);
  return own;
}

function emptyFolder(): string {
  const folder = folderWith({});
  folders.push(folder);
  return folder;
}

function rulesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ rule }) => rule);
}

function filesOf({ common = {}, ...sides }: RuleExamples, side: Side, folder = ""): Files {
  const { shown, hidden = {} }: RuleExample = sides[side];
  return bytesOf({ ...common, ...hidden, ...shown }, folder);
}

function bytesOf(files: ExampleFiles, folder = ""): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [
      `${folder}${name}`,
      typeof content === "string" ? content : noise(name, content),
    ]),
  );
}

/** Bytes that do not compress, the same in each run. */
function noise(name: string, size: number): Uint8Array {
  return createHash("shake256", { outputLength: size }).update(name).digest();
}
