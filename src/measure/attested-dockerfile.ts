import { posix } from "node:path";
import * as v from "valibot";
import { type BuiltFrom, linkedText } from "../dockerfile/built-from.ts";
import type { Image } from "../image/image.ts";
import { placeWords, shorten } from "../text/words.ts";
import { falseBaseIn } from "./claimed-base.ts";
import { firstDifference } from "./history-origins.ts";
import type { Origins } from "./layer-origins.ts";
import { findOrigins } from "./origins.ts";
import { dockerfilesIn, flawIn } from "./provenance-origins.ts";

/** The origins of the layers of an image, as far as they are known. */
export interface KnownOrigins {
  readonly origins: Origins | null;
  /** The text of the Dockerfile of the image; null if it is unknown. */
  readonly dockerfile: string | null;
}

/** The origins of the layers of an image, with problems of their evidence. */
export interface FoundOrigins extends KnownOrigins {
  /** The origins without the provenance that was read from the image; null if that provenance is not used. */
  readonly withoutClaim: KnownOrigins | null;
  /** Why the image's provenance cannot be used; null if it can, or there is none. */
  readonly fault: string | null;
  /** Why the Dockerfile in the settings has no effect, or only a part of it; null if it has its full effect. */
  readonly mismatch: string | null;
}

/**
 * Finds the origins of an image's layers.
 * @param given the Dockerfile of the image, if the settings name it
 * @param built the provenance of this run's build; null if the builder wrote none, undefined if this run did not build
 *   the image. Without it, the provenance that is attached to the image counts
 * @param read reads the text of a file by its path from the working folder; null if there is none
 */
export async function originsOf(
  image: Image,
  given: BuiltFrom | null,
  built: unknown,
  read: (path: string) => Promise<string | null>,
): Promise<FoundOrigins> {
  const flaw = built == null ? (image.provenanceFault ?? flawIn(image.provenance)) : null;
  const attested = built == null && flaw === null ? await findAttested(image.provenance, given, read) : null;
  const isBuiltHere = built !== undefined;
  const origins = findOrigins(image, given, built, isBuiltHere);
  const own: FoundOrigins = {
    origins,
    dockerfile: given === null ? null : linkedText(given),
    withoutClaim: null,
    fault: flaw === null ? null : unusable(flaw),
    mismatch: isBuiltHere || given === null || matches(origins) ? null : contradicted(given, image),
  };
  if (attested === null) return own;
  const claimed = findOrigins(image, attested.builtFrom, image.provenance, isBuiltHere);
  const baseLayers = origins?.base?.layers ?? 0;
  const falseBase =
    claimed === null ? null : falseBaseIn(image, claimed, attested.builtFrom, given, baseLayers);
  if (falseBase !== null) return { ...own, fault: unusable(falseBase) };
  const withoutClaim = { baseLayers, hasVariables: origins?.variables != null };
  return {
    origins: claimed === null ? null : { ...claimed, withoutClaim },
    dockerfile: linkedText(attested.builtFrom),
    withoutClaim: { origins, dockerfile: own.dockerfile },
    fault: null,
    mismatch: attested.isOther
      ? `${attested.builtFrom.file} differs from the Dockerfile in the image's provenance. The report shows the lines of the provenance, and annotates none of them`
      : null,
  };
}

/** The warning about an image's provenance and Dockerfile; null if there is none. */
export function warningOf({ fault, mismatch }: FoundOrigins): string | null {
  const warnings = [fault, mismatch].filter((warning) => warning !== null);
  return warnings.length === 0 ? null : warnings.join(". ");
}

function unusable(why: string): string {
  return `its provenance cannot be used: ${why}`;
}

/** Whether a Dockerfile matches the layers: only then its variables are known. */
function matches(origins: Origins | null): boolean {
  return origins !== null && origins.variables !== null;
}

function contradicted({ file, text, target, naming }: BuiltFrom, { config }: Image): string {
  const differs = firstDifference(config.history, text, target, naming);
  const where =
    differs === null
      ? ""
      : `: from the end, the first instruction that differs is ${placeWords({ file, lines: differs.lines })} ${shorten(differs.text)}`;
  return `${file} does not match the image's history, so it has no effect on the report${where}. Set the Dockerfile and the target that the image was built from, or attach provenance with mode=max`;
}

/** The Dockerfile in the provenance of an image. */
interface AttestedDockerfile {
  readonly builtFrom: BuiltFrom;
  /** Whether the settings name a Dockerfile with another text. */
  readonly isOther: boolean;
}

/**
 * The Dockerfile of an image from the provenance that its builder attached (SLSA v0.2 or v1, mode max): its text, the
 * target, and the values of variables and names. The text in the provenance counts even if the settings name a
 * Dockerfile. Its lines are a place in the working folder only if the file there has the same text: provenance may come
 * from another commit or repository, and an annotation would point to something else.
 * @param given the Dockerfile in the settings, whose path is shown
 * @param read reads the text of a file by its path from the working folder; null if there is none
 * @returns null if the provenance does not hold the Dockerfile
 */
async function findAttested(
  provenance: unknown,
  given: BuiltFrom | null,
  read: (path: string) => Promise<string | null>,
): Promise<AttestedDockerfile | null> {
  const [main, ...others] = dockerfilesIn(provenance);
  const { success, output: request } = v.safeParse(requestSchema, provenance);
  if (main === undefined || !success) return null;
  const { args, folder } = request;
  const place = async ({ name, text }: { readonly name: string; readonly text: string }) => {
    const path = pathOf(folder, name);
    const isHere = path !== null && (await read(path)) === text;
    return { file: path ?? lastName(name), text, target: null, ...(isHere ? {} : { elsewhere: true }) };
  };
  const own = given === null ? await place(main) : null;
  const isOther = given !== null && given.text !== main.text;
  const linked: Record<string, BuiltFrom> = {};
  // The provenance does not name their contexts. Only their texts are looked up, so any unique name will do.
  for (const [at, other] of others.entries()) linked[`#${at}`] = await place(other);
  return {
    builtFrom: {
      file: own?.file ?? given?.file ?? lastName(main.name),
      text: main.text,
      ...(own?.elsewhere === true || isOther ? { elsewhere: true } : {}),
      target: args["target"] ?? null,
      naming: {
        buildArgs: named(args, "build-arg:"),
        buildContexts: named(args, "context:"),
        platform: null,
      },
      linked,
    },
    isOther,
  };
}

/** The last part of a path. The path itself is not trusted, so its folders are not shown. */
function lastName(path: string): string {
  return path.replace(/^.*[\\/]/s, "");
}

/** The path of a Dockerfile from the root of its repository; null if it leads out of it. */
function pathOf(folder: string, name: string): string | null {
  const path = posix.normalize(posix.join(folder, name));
  return /^[\\/]|(?:^|[\\/])\.\.(?:[\\/]|$)/.test(path) || posix.isAbsolute(name) ? null : path;
}

function named(args: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(args).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

const argsSchema = v.nullish(v.record(v.string(), v.string()), {});

/** The remote build context: `https://github.com/octo/app.git#main:docker`. */
const contextSchema = v.nullish(v.object({ uri: v.nullish(v.string(), "") }), { uri: "" });

function subfolder(uri: string): string {
  return /#[^:]*:(.+)$/.exec(uri)?.[1] ?? ".";
}

const sourceSchema = v.nullish(
  v.object({ vcs: v.nullish(v.object({ "localdir:dockerfile": v.nullish(v.string()) }), {}) }),
  {},
);

/** SLSA v0.2 and v1 have the same parts in different places. */
const requestSchema = v.pipe(
  v.union([
    v.pipe(
      v.object({
        invocation: v.object({
          configSource: contextSchema,
          parameters: v.object({ args: argsSchema }),
        }),
        metadata: v.object({ "https://mobyproject.org/buildkit@v1#metadata": sourceSchema }),
      }),
      v.transform(({ invocation, metadata }) => ({
        args: invocation.parameters.args,
        uri: invocation.configSource.uri,
        vcs: metadata["https://mobyproject.org/buildkit@v1#metadata"].vcs,
      })),
    ),
    v.pipe(
      v.object({
        buildDefinition: v.object({
          externalParameters: v.object({
            configSource: contextSchema,
            request: v.object({ args: argsSchema }),
          }),
        }),
        runDetails: v.object({ metadata: v.object({ buildkit_metadata: sourceSchema }) }),
      }),
      v.transform(({ buildDefinition, runDetails }) => ({
        args: buildDefinition.externalParameters.request.args,
        uri: buildDefinition.externalParameters.configSource.uri,
        vcs: runDetails.metadata.buildkit_metadata.vcs,
      })),
    ),
  ]),
  v.transform(({ args, uri, vcs }) => ({ args, folder: vcs?.["localdir:dockerfile"] ?? subfolder(uri) })),
);
