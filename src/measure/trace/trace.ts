import { posix } from "node:path";
import type { LayerEntry } from "../../image/image.ts";
import type { InstructionOrigin, TraceOrigin } from "../../model/report.ts";
import type { Name } from "../filesystem.ts";
import type { FileEntry } from "../folders.ts";
import { copiedFiles } from "./copied-files.ts";
import { readStageFiles, type StageFiles } from "./stage-files.ts";
import type { Copy } from "./steps.ts";

/** A stage, or the image itself, with the origins of its layers. */
export interface TracedStage {
  /** Null if it has none. */
  readonly name: string | null;
  /** Name of its base image; "scratch" for none. */
  readonly base: string;
  /** The entries of each layer, base image first; null for a layer that was not read. */
  readonly entries: readonly (readonly LayerEntry[] | null)[];
  /** One for each layer above the base image. */
  readonly own: readonly TracedLayer[];
}

/** The origin of a layer. */
export interface TracedLayer {
  readonly origin: InstructionOrigin;
  /** Null if it copies nothing from a stage or an image. */
  readonly copy: Copy | null;
}

/** The origin of a file of a `COPY --from`. */
export interface TracedFile {
  /** The instruction or image that made the file; if the trace ends before that, the last COPY that it reached. */
  readonly origin: TraceOrigin;
  /** The instructions in other stages through which it came, the last one first. */
  readonly through: readonly InstructionOrigin[];
  /** Its path in the stage that made it; null if it is unknown. */
  readonly path: string | null;
  /** The layer that made it; null if it is unknown, or an image made it. */
  readonly madeIn: MadeIn | null;
}

/** A layer of a stage. */
export interface MadeIn {
  /** The result of the stage. */
  readonly stage: string;
  /** Its position among the layers above the stage's base image. */
  readonly layer: number;
}

/** The origins of the files of a `COPY --from`, by their paths. */
export type TracedFiles = ReadonlyMap<string, TracedFile>;

/**
 * Makes a function that traces the layer of a `COPY --from` to the instructions that made its files. A file is followed
 * to the stage that the COPY takes from, by COPY's rules. There, the layer that holds the file made it; or a lower
 * layer with the same content, if a later `chown` stored it again, or a later `mv` or `ln` gave it another path. If
 * that layer is a `COPY --from`, too, the trace continues there.
 * @param stages by their results, without stages that were not read
 * @param areRebuilt whether the stages may have been built again after the image, with other content
 */
export function tracer(
  stages: ReadonlyMap<string, TracedStage>,
  areRebuilt = false,
): (layer: TracedLayer, entries: readonly LayerEntry[]) => TracedFiles {
  const views = new Map<string, StageView>();
  const viewOf = (result: string): StageView | null => {
    const stage = stages.get(result);
    const known = views.get(result);
    if (stage === undefined || known !== undefined) return known ?? null;
    const view = lookAt(stage);
    views.set(result, view);
    return view;
  };
  const traced = new Map<string, TracedFiles>();
  const traceLayer = ({ origin, copy }: TracedLayer, entries: readonly LayerEntry[]): TracedFiles => {
    const files = entries.filter((entry) => entry.kind === "file");
    if (copy === null) return new Map();
    const own: TracedFile = { origin, through: [], path: null, madeIn: null };
    const { from } = copy;
    if (from.kind === "image")
      return all(files, { ...own, origin: { kind: "image", name: from.name, stage: null } });
    const view = viewOf(from.result);
    if (view === null) return all(files, own);
    const { stage, stageFiles, isOnlyBaseUnread, firstOf } = view;
    const base: TracedFile = { ...own, origin: { kind: "image", name: stage.base, stage: stage.name } };
    if (stage.own.length === 0) return all(files, base);
    const { sourceOf } = copiedFiles(copy.paths, stageFiles, areRebuilt);
    const below = stage.entries.length - stage.own.length;
    const trace = (file: FileEntry): TracedFile => {
      const { name, mayBe } = sourceOf(file);
      // The stage's own layers do not have the file, so it is from the base image, unless other layers are unknown.
      if (name === null) return isOnlyBaseUnread && !mayBe ? base : own;
      const { path, file: first } = firstOf(name);
      const at = first.layer - below;
      const maker = stage.own[at];
      if (maker === undefined) return { ...base, path };
      const made = {
        origin: maker.origin,
        through: [],
        path,
        madeIn: { stage: from.result, layer: at },
      };
      if (maker.copy === null) return made;
      const further = layerOf(from.result, at).get(first.entry.path);
      if (further === undefined || further.origin === maker.origin) return made;
      return { ...further, through: [maker.origin, ...further.through] };
    };
    return new Map(files.map((file) => [file.path, trace(file)]));
  };
  const layerOf = (result: string, at: number): TracedFiles => {
    const key = `${result} ${at}`;
    const known = traced.get(key);
    const stage = stages.get(result);
    const maker = stage?.own[at];
    if (known !== undefined || stage === undefined || maker === undefined) return known ?? new Map();
    const files = traceLayer(maker, stage.entries[stage.entries.length - stage.own.length + at] ?? []);
    traced.set(key, files);
    return files;
  };
  return traceLayer;
}

function all(files: readonly FileEntry[], traced: TracedFile): TracedFiles {
  return new Map(files.map(({ path }) => [path, traced]));
}

interface StageView {
  readonly stage: TracedStage;
  readonly stageFiles: StageFiles;
  /** Whether layers of its base image, and no others, were not read. */
  readonly isOnlyBaseUnread: boolean;
  /**
   * The first name of a file: the same name in a lower layer, or a name that `mv` or `ln` replaced when it stored the
   * same content again.
   */
  readonly firstOf: (name: Name) => Name;
}

function lookAt(stage: TracedStage): StageView {
  const below = stage.entries.length - stage.own.length;
  const stageFiles = readStageFiles(stage.entries);
  const touched = new Map<string, Name>();
  const taken = new Map<string, Name[]>();
  for (const { path, file, takenBy, how } of stageFiles.lost) {
    if (how === "touched") touched.set(`${takenBy} ${path}`, { path, file });
    // Empty files do not matter, and there may be thousands of them.
    if (file.entry.size === 0) continue;
    const key = `${takenBy} ${contentKey(path, file.entry)}`;
    const names = taken.get(key) ?? [];
    taken.set(key, names);
    names.push({ path, file });
  }
  return {
    stage,
    stageFiles,
    isOnlyBaseUnread: !stageFiles.isWhole && stage.entries.lastIndexOf(null) < below,
    firstOf: (name) => {
      let first = name;
      for (;;) {
        const { path, file } = first;
        const below =
          touched.get(`${file.layer} ${path}`) ??
          likest(path, taken.get(`${file.layer} ${contentKey(path, file.entry)}`) ?? []);
        if (below === null) return first;
        first = below;
      }
    },
  };
}

/** The name that shares most parts at its end with a path, as after a move of a folder; null if several files do. */
function likest(path: string, names: readonly Name[]): Name | null {
  const parts = path.split("/").reverse();
  const likeness = names.map((name) => {
    const others = name.path.split("/").reverse();
    const different = parts.findIndex((part, at) => part !== others[at]);
    return different < 0 ? parts.length : different;
  });
  const most = likeness.reduce((one, other) => Math.max(one, other), 0);
  const [first, ...others] = names.filter((_, at) => likeness[at] === most);
  return first !== undefined && others.every(({ file }) => file === first.file) ? first : null;
}

/**
 * A key to find a file after a move. A small file must keep its name, because small files often have equal contents.
 */
function contentKey(path: string, { size, crc }: FileEntry): string {
  return size < LEAST_RENAMED ? `${size} ${crc} ${posix.basename(path)}` : `${size} ${crc}`;
}

/** In bytes. */
const LEAST_RENAMED = 1000;
