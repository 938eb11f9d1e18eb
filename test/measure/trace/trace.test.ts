import fc from "fast-check";
import type { LayerEntry } from "../../../src/image/image.ts";
import { traceChanges, traceParts } from "../../../src/measure/trace/parts.ts";
import { type TracedLayer, type TracedStage, tracer } from "../../../src/measure/trace/trace.ts";
import type { InstructionOrigin, TraceOrigin } from "../../../src/model/report.ts";

type FileEntry = Extract<LayerEntry, { kind: "file" }>;

function line(at: number, instruction: string, stage: string | null = null): InstructionOrigin {
  return { kind: "instruction", file: "Dockerfile", stage, lines: [at, at], instruction };
}

function file(path: string, size: number, crc: number): FileEntry {
  return { kind: "file", path, size, mode: 0o644, crc };
}

/** A Dockerfile of stages whose RUNs make files and whose COPYs take a folder, a file or a pattern of another. */
interface Built {
  readonly stages: ReadonlyMap<string, TracedStage>;
  /** The last COPY, and what it brought. */
  readonly copy: TracedLayer;
  readonly entries: readonly FileEntry[];
  /** Lines that made the contents, by their CRC-32. */
  readonly makers: ReadonlyMap<number, number>;
}

const run = fc.record({
  kind: fc.constant("run" as const),
  files: fc.uniqueArray(
    fc.tuple(fc.constantFrom("a", "b", "c/d", "c/e", "c/f/g"), fc.integer({ min: 1, max: 9999 })),
    {
      selector: ([path]) => path,
      minLength: 1,
    },
  ),
  command: fc.constantFrom("make", "chown", "mv"),
});
const copy = fc.record({
  kind: fc.constant("copy" as const),
  from: fc.nat(),
  how: fc.constantFrom("folder", "file", "pattern", "link", "pattern of a link", "file through a link"),
  to: fc.constantFrom("opt", "srv/app", ""),
});
const dockerfiles = fc.tuple(
  fc.array(fc.array(fc.oneof(run, copy), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
  copy,
);

/** In each layer, to the folder that patterns match. */
const LINK: LayerEntry = { kind: "symlink", path: "link", target: "./c/" };

/** Carries the Dockerfile out, as plainly as possible. */
function build([stages, last]: typeof dockerfiles extends fc.Arbitrary<infer T> ? T : never): Built {
  const built = new Map<string, TracedStage>();
  const trees: Map<string, FileEntry>[] = [];
  const makers = new Map<number, number>();
  let at = 0;
  let content = 0;
  const take = ({ from, how, to }: typeof last): { layer: TracedLayer; entries: FileEntry[] } => {
    at += 1;
    const index = from % trees.length;
    const tree = trees[index] ?? new Map<string, FileEntry>();
    const isFile = how.startsWith("file");
    const isLinked = how === "file through a link";
    const [first = ""] = [...tree.keys()].filter((path) => !isLinked || path.startsWith("c/"));
    const folder = to === "" ? "" : `${to}/`;
    const target = (path: string): string | null => {
      if (isFile) return path === first ? `${folder}renamed` : null;
      if (how === "folder") return folder + path;
      return path.startsWith("c/") ? folder + path.slice(2) : null;
    };
    const source = {
      file: `/${first}`,
      pattern: "/[c]",
      folder: "/",
      link: "/link",
      "pattern of a link": "/li*",
      "file through a link": `/link/${first.slice(2)}`,
    }[how];
    if (source === undefined) throw new Error(how);
    const destination = isFile ? `/${folder}renamed` : `/${folder}`;
    const copied = new Map<string, FileEntry>();
    for (const entry of tree.values()) {
      const path = target(entry.path);
      if (path !== null) copied.set(path, { ...entry, path });
    }
    const result = `step${index}:0`;
    const layer = {
      origin: line(at, `COPY --from=s${index} ${source} ${destination}`),
      copy: { from: { kind: "stage" as const, result }, paths: [{ source, destination }] },
    };
    return { layer, entries: [...copied.values()] };
  };
  for (const [index, instructions] of stages.entries()) {
    const tree = new Map<string, FileEntry>();
    const own: TracedLayer[] = [];
    // Which one of two files of one content was moved where, nobody knows.
    const isMove = (command: string) =>
      command === "mv" && new Set([...tree.values()].map(({ crc }) => crc)).size === tree.size;
    const made = ({ command, files }: { command: string; files: [string, number][] }): FileEntry[] => {
      const all = [...tree.values()];
      if (command === "chown") return all.map((entry) => ({ ...entry, mode: 0o600 }));
      if (isMove(command)) return all.map((entry) => ({ ...entry, path: `c/${entry.path}` }));
      return files.map(([path, size]) => {
        content += 1;
        makers.set(content, at);
        return file(path, size, content);
      });
    };
    const layers: LayerEntry[][] = [];
    for (const instruction of instructions) {
      if (instruction.kind === "copy" && trees.length === 0) continue;
      const moved: LayerEntry[] = [];
      const { layer, entries } =
        instruction.kind === "copy"
          ? take(instruction)
          : {
              layer: { origin: line(++at, "RUN make", `s${index}`), copy: null },
              entries: made(instruction),
            };
      if (instruction.kind === "run" && isMove(instruction.command)) {
        for (const path of tree.keys()) moved.push({ kind: "removed", path });
        tree.clear();
      }
      for (const entry of entries) tree.set(entry.path, entry);
      own.push(layer);
      layers.push([...moved, LINK, ...entries]);
    }
    built.set(`step${index}:0`, { name: `s${index}`, base: "scratch", entries: layers, own });
    trees.push(tree);
  }
  const { layer, entries } = take(last);
  return { stages: built, copy: layer, entries, makers };
}

test("each file is traced through all stages to the line that made its content", () => {
  fc.assert(
    fc.property(dockerfiles, (dockerfile) => {
      const { stages, copy, entries, makers } = build(dockerfile);
      const traced = tracer(stages)(copy, entries);
      for (const { path, crc } of entries) expect(lineOf(traced.get(path)?.origin)).toBe(makers.get(crc));
    }),
    { numRuns: 300 },
  );
});

test("parts of a COPY sum to its bytes, and parts of its change to the change", () => {
  fc.assert(
    fc.property(dockerfiles, dockerfiles, fc.boolean(), fc.nat(3), (dockerfile, other, isLost, unread) => {
      const { stages, copy, entries } = build(dockerfile);
      const before = build(other).entries;
      // A stage that is missing, as one that could not be exported.
      const left = [...stages].slice(isLost ? 1 : 0);
      // A layer that was not read.
      const known = new Map(
        left.map(([result, stage]) => [
          result,
          { ...stage, entries: stage.entries.map((layer, at) => (at === unread ? null : layer)) },
        ]),
      );
      const traced = tracer(known)(copy, entries);
      const self = { origin: copy.origin, through: [], path: null, madeIn: null };
      expect(bytesOf(traceParts(entries, traced, self))).toBe(total(entries));
      expect(bytesOf(traceChanges(before, entries, traced, self))).toBe(total(entries) - total(before));
    }),
    { numRuns: 300 },
  );
});

function lineOf(origin: TraceOrigin | undefined): number | undefined {
  return origin?.kind === "instruction" ? origin.lines[0] : undefined;
}

function bytesOf(parts: ReturnType<typeof traceParts>): number {
  return parts.reduce((sum, { part }) => sum + part.size, 0);
}

function total(entries: readonly FileEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

const COPY = line(9, "COPY --from=builder /venv /opt/venv", "production");
const RUN = line(3, "RUN pip install flask", "builder");

/** A stage of a RUN that made `made`, over a base image of which `base` is known. */
function traceOf(
  entries: readonly FileEntry[],
  { base, made }: { readonly base: readonly FileEntry[] | null; readonly made: readonly FileEntry[] },
  areRebuilt = false,
) {
  const stage = {
    name: "builder",
    base: "python:3.13",
    entries: [base, made],
    own: [{ origin: RUN, copy: null }],
  };
  const paths = [{ source: "/venv", destination: "/opt/venv" }];
  const copy = { from: { kind: "stage" as const, result: "step2:0" }, paths };
  return tracer(new Map([["step2:0", stage]]), areRebuilt)({ origin: COPY, copy }, entries);
}

const BASE = { kind: "image", name: "python:3.13", stage: "builder" };

test.each([
  ["was read", [file("venv/python", 5, 1)]],
  ["was not read", null],
])("a file of a stage's base image that %s belongs to the base image", (_, base) => {
  const traced = traceOf([file("opt/venv/python", 5, 1)], { base, made: [file("venv/lib", 6, 2)] });
  expect(traced.get("opt/venv/python")?.origin).toEqual(BASE);
});

test("a file that the stage has with other content stays with the COPY", () => {
  const traced = traceOf([file("opt/venv/lib", 6, 3)], { base: null, made: [file("venv/lib", 6, 2)] });
  expect(traced.get("opt/venv/lib")?.origin).toBe(COPY);
});

test("a file with other content is traced by its path in a rebuilt stage", () => {
  const stage = { base: [], made: [file("venv/lib", 6, 2)] };
  const entries = [file("opt/venv/lib", 7, 3), file("opt/venv/new", 6, 4)];
  const traced = traceOf(entries, stage, true);
  expect(entries.map(({ path }) => traced.get(path)?.origin)).toEqual([RUN, COPY]);
});

test("a file that the complete stage lacks stays with the COPY", () => {
  const traced = traceOf([file("opt/venv/new", 6, 3)], { base: [], made: [file("venv/lib", 6, 2)] });
  expect(traced.get("opt/venv/new")?.origin).toBe(COPY);
});

test.each([
  ["a layer of the stage was not read", [null, null], [RUN]],
  [
    "the stage has its content at several other places",
    [null, [file("a/x", 6, 3), file("b/x", 6, 3)]],
    [RUN],
  ],
])("a file that is not found stays with the COPY if %s", (_, entries, own) => {
  const stage = {
    name: "builder",
    base: "python:3.13",
    entries,
    own: own.map((origin) => ({ origin, copy: null })),
  };
  const paths = [{ source: "/venv", destination: "/opt/venv" }];
  const copy = { from: { kind: "stage" as const, result: "step2:0" }, paths };
  const traced = tracer(new Map([["step2:0", stage]]))({ origin: COPY, copy }, [file("opt/venv/x", 6, 3)]);
  expect(traced.get("opt/venv/x")?.origin).toBe(COPY);
});

const MAKE = line(3, "RUN make", "builder");
const MOVE = line(4, "RUN mv", "builder");

test.each([
  ["line that made it if it moved with its folder", ["dist/a.js", "old/a.js"], "out/dist/a.js", MAKE],
  ["line that made it if it was renamed", ["dist/a.js"], "venv/app.js", MAKE],
  ["line that moved it if another file has the same content", ["x/a.js", "y/a.js"], "venv/a.js", MOVE],
])("a moved file belongs to the %s", (_, places, path, maker) => {
  const makes = places.map((place) => [file(place, 2000, 1)]);
  const stage = {
    name: "builder",
    base: "python:3.13",
    entries: [
      null,
      ...makes,
      [...places.map((place) => ({ kind: "removed" as const, path: place })), file(path, 2000, 1)],
    ],
    own: [...places.map(() => ({ origin: MAKE, copy: null })), { origin: MOVE, copy: null }],
  };
  const copy = {
    from: { kind: "stage" as const, result: "step2:0" },
    paths: [{ source: "/", destination: "/" }],
  };
  const traced = tracer(new Map([["step2:0", stage]]))({ origin: COPY, copy }, [file(path, 2000, 1)]);
  expect(traced.get(path)?.origin).toBe(maker);
});

test("files from an image belong to the image", () => {
  const copy = { from: { kind: "image" as const, name: "nginx:1" }, paths: [] };
  const traced = tracer(new Map())({ origin: COPY, copy }, [file("a", 1, 1)]);
  expect(traced.get("a")?.origin).toEqual({ kind: "image", name: "nginx:1", stage: null });
});

test("a removed file counts for the line that makes the rest of its folder", () => {
  const made = [file("venv/lib/new.so", 70, 2), file("venv/lib/same.so", 10, 3)];
  const entries = made.map((entry) => ({ ...entry, path: `opt/${entry.path}` }));
  const traced = traceOf(entries, { base: [], made });
  const self = { origin: COPY, through: [], path: null, madeIn: null };
  const before = [file("opt/venv/lib/old.so", 60, 1), file("opt/venv/lib/same.so", 10, 3)];
  const parts = traceChanges(before, entries, traced, self);
  expect(parts.map(({ part }) => part)).toEqual([{ origin: RUN, through: [], size: 10, files: 2 }]);
  expect(parts.map((one) => one.made)).toEqual([["venv/lib/new.so"]]);
});
