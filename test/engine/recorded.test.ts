import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MeasuredImage } from "../../src/model/report.ts";
import { type CountedBuilder, contextOf, countedBuilder, type Driver } from "./builders.ts";
import { type CacheRegistry, cacheRegistry } from "./cache-registry.ts";
import { folderWith, STORES, storeOf } from "./engine.ts";
import { gateIn } from "./gated.ts";

const [STORE = ""] = STORES;
const BIG = 6_000_000;
/** Upper limit of a builder's bytes for two builds without layers: steps, logs, provenance, manifest, configuration. */
const TALK = 300_000;

const DOCKERFILE = `FROM alpine:3.22 AS builder
RUN head -c 1000000 /dev/urandom > /made
FROM alpine:3.22 AS production
RUN adduser -D -u 2000 app
COPY big /
COPY --from=builder /made /
COPY changing /
USER app
`;

const folders: string[] = [];
const builders: CountedBuilder[] = [];
let base: string;
let registry: CacheRegistry;
let context: string;
let layers: string;
let first: Run;
beforeAll(async () => {
  base = contextOf("alpine:3.22", STORE, folder());
  registry = await cacheRegistry();
  context = folder({ Dockerfile: DOCKERFILE, changing: "one" });
  writeFileSync(join(context, "big"), randomBytes(BIG));
  layers = folder();
  first = await gate(context, { layers });
});
afterEach(() => {
  for (const builder of builders.splice(0)) builder.remove();
});
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true });
  await registry.close();
});

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}

interface Told {
  readonly verdict: string;
  readonly findings: readonly unknown[];
  readonly measured: MeasuredImage;
}

interface Run {
  readonly told: Told;
  /** Bytes that the builder downloaded from the registry. */
  readonly fetched: number;
  /** Bytes that came from the builder. */
  readonly received: number;
  /** The definitions for bake, in order. */
  readonly definitions: string;
}

interface GateOptions {
  /** Folder of the layer cache. */
  readonly layers: string;
  readonly driver?: Driver;
  /** Whether buildx can list earlier builds of the builder. */
  readonly hasHistory?: boolean;
}

/** Gates on a new builder that only has the registry's cache. */
async function gate(
  context: string,
  { layers, driver = "remote", hasHistory = true }: GateOptions,
): Promise<Run> {
  const builder = await countedBuilder(driver, STORE);
  builders.push(builder);
  const { path, definitions } = watchedDocker(builder.env, hasHistory);
  const ref = `ref=${registry.host}/cache`;
  const argv = [
    "--baseline=none",
    `--builder=${builder.name}`,
    `--build-contexts=alpine:3.22=${base}`,
    `--cache-from=type=registry,${ref}`,
    ...(driver === "docker" ? [] : [`--cache-to=type=registry,mode=max,${ref}`]),
  ];
  builder.received();
  registry.sent();
  const { images } = await gateIn(context, STORE, argv, {
    ...builder.env,
    PATH: path,
    XDG_CACHE_HOME: layers,
  });
  const image = images["production"];
  if (image?.image == null) throw new Error(`not measured: ${JSON.stringify(image?.findings)}`);
  return {
    told: {
      verdict: image.verdict,
      findings: image.findings,
      measured: image.image,
    },
    fetched: registry.sent(),
    received: builder.received(),
    definitions: readFileSync(definitions, "utf8"),
  };
}

/** A wrapper of docker that records the definitions for bake, and may hide earlier builds. */
function watchedDocker(env: NodeJS.ProcessEnv, hasHistory: boolean): { path: string; definitions: string } {
  const bin = folder({ definitions: "", docker: "" });
  const real = execFileSync("sh", ["-c", "command -v docker"], { env, encoding: "utf8" }).trim();
  const definitions = join(bin, "definitions");
  const history = hasHistory ? "" : `[ "$2" = history ] && { echo "unknown command" >&2; exit 1; }`;
  const script = `#!/bin/bash
${history}
[ "$2" = bake ] && { set -o pipefail; tee -a ${definitions} | ${real} "$@"; exit; }
exec ${real} "$@"
`;
  writeFileSync(join(bin, "docker"), script);
  chmodSync(join(bin, "docker"), 0o755);
  return { path: `${bin}:${env["PATH"]}`, definitions };
}

test("an unchanged image is judged on a new builder without its layers", async () => {
  expect(first.received).toBeGreaterThan(BIG);
  expect(first.definitions).not.toContain("type=image");
  expect(first.told.measured.user).toMatchObject({ name: "app", uid: 2000 });

  const second = await gate(context, { layers });
  expect(second.told).toEqual(first.told);
  expect(second.fetched).toBeGreaterThan(0);
  expect(second.fetched).toBeLessThan(30_000);
  expect(second.received).toBeLessThan(TALK);
  expect(second.definitions).not.toContain("type=oci");
});

test("an image is exported if the builder has no build records", async () => {
  const second = await gate(context, { layers, hasHistory: false });
  expect(second.definitions).toMatch(/type=image.*type=oci/s);
  expect(second.told).toEqual(first.told);
});

// The classic store's own builder takes neither the base image from a folder nor a registry's cache.
if (storeOf(STORE) === "containerd") {
  test("the engine's own builder makes no image for a record", async () => {
    const { definitions } = await gate(context, { layers, driver: "docker" });
    expect(definitions).toContain("type=oci");
    expect(definitions).not.toContain("type=image");
  });
}

test("a changed image has only new layers read, with the same verdict", async () => {
  writeFileSync(join(context, "changing"), "two");
  const second = await gate(context, { layers });
  expect(second.definitions).toMatch(/type=image.*type=oci/s);
  expect(second.received).toBeLessThan(TALK);
  expect(second.told.measured.layers.at(-1)?.diffId).not.toBe(first.told.measured.layers.at(-1)?.diffId);
  const plain = await gate(context, { layers: folder() });
  expect(plain.definitions).not.toContain("type=image");
  expect(second.told).toEqual(plain.told);
});
