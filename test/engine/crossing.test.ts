import { randomBytes } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ImageReport, MeasuredImage } from "../../src/model/report.ts";
import { OPENSSH } from "../secrets/made.ts";
import { type CountedBuilder, contextOf, countedBuilder, type Driver } from "./builders.ts";
import { folderWith, STORES, storeOf } from "./engine.ts";
import { gateIn } from "./gated.ts";

const [STORE = ""] = STORES;
const DRIVERS: readonly Driver[] = [
  // The classic store's builder writes no OCI directories: the whole image is loaded and saved.
  ...(storeOf(STORE) === "containerd" ? (["docker"] as const) : []),
  "remote",
  "docker-container",
];

const MADE = 1_000_000;
const BIG = 12_000_000;
const CHANGING = 2_000_000;
/** Upper limit of a builder's bytes without layers: steps, logs, provenance, manifest, configuration. */
const TALK = 160_000;

const DOCKERFILE = `FROM alpine:3.22 AS builder
RUN head -c ${MADE} /dev/urandom > /made
FROM builder AS test
RUN test -s /made
FROM alpine:3.22 AS production
RUN adduser -D -u 2000 app
COPY big /
COPY --from=builder /made /
COPY --chown=app id_ed25519 /home/app/
COPY changing /
USER app
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = folderWith(files);
  folders.push(made);
  return made;
}

/** Random bytes do not compress: a layer of them is as big as they are. */
function newContext(): string {
  const context = folder({ Dockerfile: DOCKERFILE, id_ed25519: OPENSSH });
  writeFileSync(join(context, "big"), randomBytes(BIG));
  writeFileSync(join(context, "changing"), randomBytes(CHANGING));
  return context;
}

interface Crossing {
  readonly image: ImageReport;
  readonly measured: MeasuredImage;
  /** Bytes that came from the builder. */
  readonly received: number;
}

let base: string;
beforeAll(() => {
  base = contextOf("alpine:3.22", STORE, folder());
});

async function gate(builder: CountedBuilder, cwd: string, cache: string): Promise<Crossing> {
  // Not every builder knows the images of an engine.
  const argv = ["--builder", builder.name, "--build-contexts", `alpine:3.22=${base}`];
  builder.received();
  const { images } = await gateIn(cwd, STORE, argv, { ...builder.env, XDG_CACHE_HOME: cache });
  const received = builder.received();
  const image = images["production"];
  if (image?.image == null) throw new Error(`not measured: ${JSON.stringify(image?.findings)}`);
  return { image, measured: image.image, received };
}

test.each(DRIVERS)("the driver %s exports each new or changed layer once", async (driver) => {
  const builder = await countedBuilder(driver, STORE);
  try {
    const [context, cache] = [newContext(), folder()];
    const first = await gate(builder, context, cache);
    const transferSize = first.measured.transferSize ?? 0;
    expect(transferSize).toBeGreaterThan(BIG + MADE + CHANGING);
    expect(first.measured.user).toMatchObject({ name: "app", uid: 2000 });
    expect(first.measured.secrets).toMatchObject([{ name: "home/app/id_ed25519" }]);
    expect(first.received).toBeGreaterThan(transferSize);
    expect(first.received).toBeLessThan(transferSize * 1.05 + TALK);

    const second = await gate(builder, context, cache);
    expect(second.received).toBeLessThan(Math.min(TALK, first.received / 100));
    expect(judged(second)).toEqual(judged(first));

    writeFileSync(join(context, "changing"), randomBytes(CHANGING));
    const third = await gate(builder, context, cache);
    expect(third.received).toBeGreaterThan(CHANGING);
    expect(third.received).toBeLessThan(CHANGING * 1.05 + TALK);
    expect(third.measured.layers.slice(0, -1)).toEqual(first.measured.layers.slice(0, -1));
    expect(third.measured.layers.at(-1)?.diffId).not.toBe(first.measured.layers.at(-1)?.diffId);
  } finally {
    builder.remove();
  }
});

describe("the layer cache of any driver", () => {
  let builder: CountedBuilder;
  beforeAll(async () => {
    builder = await countedBuilder(DRIVERS[0] ?? "remote", STORE);
  });
  afterAll(() => builder.remove());

  test("has damaged layers exported again, once", async () => {
    const [context, cache] = [newContext(), folder()];
    const first = await gate(builder, context, cache);
    damageFiles(join(cache, "stagegate/layers"));
    const second = await gate(builder, context, cache);
    expect(second.received).toBeGreaterThan(second.measured.transferSize ?? 0);
    expect(judged(second)).toEqual(judged(first));
    expect((await gate(builder, context, cache)).received).toBeLessThan(TALK);
  });

  test("is shared by two gates at once", async () => {
    const [one, two, cache] = [newContext(), folder(), folder()];
    cpSync(one, two, { recursive: true });
    const [first, second] = await Promise.all([gate(builder, one, cache), gate(builder, two, cache)]);
    expect(judged(second)).toEqual(judged(first));
    const third = await gate(builder, one, cache);
    expect(third.received).toBeLessThan(TALK);
    expect(judged(third)).toEqual(judged(first));
  });
});

/** The report of an image without its build. */
function judged({ image: { verdict, findings, tests }, measured }: Crossing): unknown {
  return { verdict, findings, measured, tests: tests.map(({ status }) => status) };
}

/** Flips the last byte of every file in a folder. */
function damageFiles(home: string): void {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from([~(bytes.at(-1) ?? 0)])]));
  }
}
