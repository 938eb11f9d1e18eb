import { createHash } from "node:crypto";
import { lstat, readFile, realpath } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { contentOf } from "../bake/definition.ts";
import { csvTexts } from "../bake/fields.ts";
import { isPath, linkOf } from "../bake/target.ts";
import type { PlannedImage } from "../build/plan.ts";
import { contextSources } from "../checks/context/context.ts";
import { contextDigest } from "../checks/context/digest.ts";
import { findIgnoreFile } from "../checks/context/ignore-file.ts";
import { isSure, type Pattern } from "../checks/context/ignore-patterns.ts";
import type { ContextSource } from "../checks/context/sources.ts";
import { takesPath } from "../checks/context/taken-path.ts";
import type { BuiltFrom } from "../dockerfile/built-from.ts";
import { type Naming, UNKNOWN_NAMING } from "../dockerfile/sources.ts";
import { unknownSources } from "../dockerfile/unknown-sources.ts";
import { codeOf, StagegateError } from "../host/errors.ts";
import { VERSION } from "../host/version.ts";
import { parseSecretEntry } from "../values/secret-entry.ts";
import type { Git, NoGit } from "./git.ts";
import { lazy } from "./lazy.ts";

/** What an image is built from and judged by. */
export interface KnownInputs {
  readonly kind: "known";
  /**
   * A hash of all of it: the settings of the image, its Dockerfile, and everything that its build contexts send. 64
   * hexadecimal digits.
   */
  readonly digest: string;
  /** Whether a path of the repository, there or gone, is among it. @param path from the root, with slashes */
  readonly has: (path: string) => boolean;
}

/** An input can change without notice, or cannot be read. The reason in `why` follows a colon. */
export interface UnknownInputs {
  readonly kind: "unknown";
  readonly why: string;
}

/** Reads what an image is built from. */
export type ReadInputs = (own: PlannedImage) => Promise<KnownInputs | UnknownInputs>;

/**
 * Makes what reads the inputs of images. It reads each build context once, so what changes afterwards is seen only by
 * another one.
 *
 * It reads the working folder, as BuildKit does. It asks git only which secrets are files of the repository: git leaves
 * out untracked files, filters, permissions, and files that it was told to skip.
 * @param cwd absolute; paths of secrets start from it
 */
export function openInputs(git: Git | NoGit, cwd: string): ReadInputs {
  const root = rootOf(git, cwd);
  const tracked = lazy(async () => (git.kind === "git" ? git.trackedFiles() : new Set<string>()));
  const digests = new Map<string, Promise<string>>();
  return async (own) => {
    const reader = new InputReader(own, { root, cwd, tracked, digests });
    try {
      return await reader.read();
    } catch (error) {
      if (error instanceof StagegateError) return { kind: "unknown", why: error.message };
      const code = codeOf(error);
      if (code === "") throw error;
      return { kind: "unknown", why: `what it is built from cannot be read (${code})` };
    }
  };
}

/** Absolute folder that the paths of a run's images are stored from. */
export function rootOf(git: Git | NoGit, cwd: string): string {
  return git.kind === "git" ? git.root : cwd;
}

interface InputWorld {
  /** Absolute folder of the repository. */
  readonly root: string;
  readonly cwd: string;
  /** Paths from the root; null if git cannot tell. */
  readonly tracked: () => Promise<ReadonlySet<string> | null>;
  /** Of contexts that were read already. */
  readonly digests: Map<string, Promise<string>>;
}

/** A folder that a build takes files from. */
interface Folder {
  /** Absolute. */
  readonly folder: string;
  /** Absolute path of the Dockerfile; null for a named context, which has no ignore file for it. */
  readonly file: string | null;
  /** The paths that are used. */
  readonly sources: readonly ContextSource[];
}

/** A folder that was read. */
interface ReadFolder {
  readonly patterns: readonly Pattern[];
  /** From the root. */
  readonly path: string;
}

/** A Dockerfile with what it is built with. */
interface Built {
  readonly builtFrom: BuiltFrom;
  readonly targets: readonly (string | null)[];
  readonly naming: Naming;
}

/** The whole folder: an unknown ONBUILD of an image may use any file. */
const WHOLE: readonly ContextSource[] = [{ names: [], lines: [1, 1] }];

/** Reads the inputs of one image. */
class InputReader {
  readonly #own: PlannedImage;
  readonly #world: InputWorld;
  readonly #folders: ReadFolder[] = [];
  /** From the root. */
  readonly #files = new Set<string>();

  constructor(own: PlannedImage, world: InputWorld) {
    this.#own = own;
    this.#world = world;
  }

  /** @throws StagegateError if some of them are not known @throws an error of the file system */
  async read(): Promise<KnownInputs> {
    const { how, builtFrom, settings, bake, hasTests } = this.#own;
    if (how.kind !== "built" || builtFrom === null) throw new StagegateError("it is not built here");
    const targets = [bake?.attributes ?? {}, ...Object.values(bake?.linked ?? {})];
    const isAnew = targets.some(
      (target) =>
        target["no-cache"] === true || target.pull === true || (target["no-cache-filter"] ?? []).length > 0,
    );
    if (isAnew || [settings.noCache, settings.pull, settings.rerunTests].includes(true))
      throw new StagegateError("no-cache, pull or rerun-tests asks for a new build");
    const { testTargets } = how;
    const sources = contextSources({ builtFrom, testTargets, naming: settings });
    const parts = [
      // Another version may judge differently.
      VERSION,
      JSON.stringify(settings, (_, value) => (typeof value === "string" ? this.#shown(value) : value)),
      [hasTests, builtFrom.target, testTargets],
      contentOf(this.#own),
      this.#dockerfile(
        { builtFrom, targets: [builtFrom.target, ...testTargets], naming: settings },
        how.file,
      ),
      await this.#folder({ folder: settings.context, file: how.file, sources }),
      await this.#contexts(settings.buildContexts ?? {}, builtFrom.linked ?? {}),
      await this.#secrets(),
    ];
    return { kind: "known", digest: hash(parts), has: (path) => this.#has(path) };
  }

  #has(path: string): boolean {
    return (
      this.#files.has(path) ||
      this.#folders.some(({ path: own, patterns }) => {
        const below = own === "" ? "" : `${own}/`;
        return path.startsWith(below) && takesPath(WHOLE, patterns, path.slice(below.length));
      })
    );
  }

  #dockerfile({ builtFrom, targets, naming }: Built, file: string | null): string {
    const why = unknownSources(builtFrom.text, targets, naming);
    if (why !== null) throw new StagegateError(why);
    if (file !== null) this.#files.add(this.#pathOf(file));
    return builtFrom.text;
  }

  async #folder({ folder, file, sources }: Folder): Promise<readonly unknown[]> {
    const { patterns, path, fault } = await findIgnoreFile(folder, file);
    const unsure = patterns.find((pattern) => !isSure(pattern));
    if (unsure !== undefined)
      throw new StagegateError(
        `stagegate cannot tell what the pattern ${unsure.text} in ${basename(path)} leaves out; write it without special characters`,
      );
    this.#files.add(this.#pathOf(path));
    this.#folders.push({ patterns, path: this.#pathOf(folder) });
    const repository = await lstat(join(folder, ".git")).catch(() => null);
    if (repository?.isDirectory() === true && takesPath(sources, patterns, ".git"))
      throw new StagegateError("the build takes .git");
    const left = patterns.map(({ text, isException }) => [text, isException]);
    const key = JSON.stringify([folder, left]);
    const digest = this.#world.digests.get(key) ?? contextDigest(folder, patterns);
    this.#world.digests.set(key, digest);
    return [left, fault?.why ?? null, await digest];
  }

  /** @param linked what the targets are built from that named contexts lead to */
  async #contexts(
    contexts: Readonly<Record<string, string | null>>,
    linked: NonNullable<BuiltFrom["linked"]>,
  ): Promise<readonly unknown[]> {
    const parts: unknown[] = [];
    for (const [name, source] of Object.entries(contexts))
      parts.push([name, await this.#context(name, source, linked)]);
    return parts;
  }

  async #context(
    name: string,
    source: string | null,
    linked: NonNullable<BuiltFrom["linked"]>,
  ): Promise<unknown> {
    const { bake } = this.#own;
    if (source === null) throw new StagegateError(`the build context ${name} has no value`);
    const link = linkOf(source);
    if (link !== null) return this.#link(name, link, linked[name]);
    if (isPath(source)) {
      const folder = bake === null ? source : resolve(bake.folder, source);
      return this.#folder({ folder, file: null, sources: WHOLE });
    }
    if (/@sha256:[0-9a-f]{64}$/.test(source)) return source;
    throw new StagegateError(`the build context ${name} (${source}) may change`);
  }

  async #link(name: string, link: string, from: BuiltFrom | undefined): Promise<unknown> {
    const { bake } = this.#own;
    const target = bake?.linked[link];
    if (bake === null || from === undefined || target === undefined)
      throw new StagegateError(`the build context ${name} (target:${link}) may change`);
    const { context = ".", contexts = {}, dockerfile = "Dockerfile" } = target;
    if (!isPath(context) || !isPath(dockerfile))
      throw new StagegateError(`the build context ${name} (${context}) may change`);
    const folder = resolve(bake.folder, context);
    const file = target["dockerfile-inline"] === undefined ? resolve(folder, dockerfile) : null;
    const naming = from.naming ?? UNKNOWN_NAMING;
    const sources = contextSources({ builtFrom: from, testTargets: [], naming });
    return [
      this.#dockerfile({ builtFrom: from, targets: [from.target], naming }, file),
      await this.#folder({ folder, file, sources }),
      await this.#contexts(contexts, from.linked ?? {}),
    ];
  }

  /** The secrets, with the contents of tracked files. No hash of any other secret is stored. */
  async #secrets(): Promise<readonly unknown[]> {
    const { settings, bake } = this.#own;
    const linked = Object.values(bake?.linked ?? {}).flatMap(
      ({ secret }) => csvTexts(secret, bake?.machine ?? this.#world.cwd) ?? [],
    );
    const entries = [...(settings.secrets ?? []), ...linked].map(parseSecretEntry);
    const parts: unknown[] = [];
    for (const entry of entries) {
      if (!("id" in entry)) throw new StagegateError("a secret cannot be read");
      const { id, env } = entry;
      // Without a source, the secret may be a file with the name of its id.
      const file = env === null ? resolve(this.#world.cwd, entry.file ?? id) : null;
      parts.push([id, env, file === null ? null : this.#pathOf(file), await this.#trackedContent(file)]);
    }
    return parts;
  }

  /** Null for a file that git does not track. */
  async #trackedContent(file: string | null): Promise<string | null> {
    if (file === null) return null;
    const tracked = await this.#world.tracked();
    if (tracked === null) throw new StagegateError("git cannot list the files that it tracks");
    const real = await realpath(file).catch(() => file);
    const paths = [file, real].map((path) => this.#pathOf(path));
    if (!paths.some((path) => tracked.has(path))) return null;
    for (const path of paths) this.#files.add(path);
    return hash([await readFile(real, "latin1")]);
  }

  /** From the root, with slashes. */
  #pathOf(path: string): string {
    return relative(this.#world.root, path).split(sep).join("/");
  }

  /** A value in a form that is the same for every clone. */
  #shown(value: string): string {
    const { root } = this.#world;
    return value === root || value.startsWith(`${root}${sep}`) ? `./${this.#pathOf(value)}` : value;
  }
}

function hash(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
