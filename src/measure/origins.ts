import { allLinked, type BuiltFrom } from "../dockerfile/built-from.ts";
import { type Chain, parseChain } from "../dockerfile/instructions.ts";
import { type Naming, UNKNOWN_NAMING } from "../dockerfile/sources.ts";
import type { Image } from "../image/image.ts";
import type { Origin } from "../model/report.ts";
import { readHistory } from "./history-entries.ts";
import { readOriginsFromHistory } from "./history-origins.ts";
import { readOriginsFromImage } from "./image-origins.ts";
import type { DockerfileOrigins, LayerOrigins, Origins } from "./layer-origins.ts";
import { readOrigins } from "./provenance-origins.ts";

/**
 * Finds the origins of an image's layers: by provenance, which is exact; else by its history and the Dockerfile; else
 * by its history alone.
 * @param builtFrom null if no Dockerfile is known
 * @param provenance of BuildKit, or null
 * @param isCertain whether the image was certainly built from that Dockerfile, because this run built it
 * @returns null if none of these accounts for every layer
 */
export function findOrigins(
  image: Image,
  builtFrom: BuiltFrom | null,
  provenance: unknown,
  isCertain = false,
): Origins | null {
  const byDockerfile =
    builtFrom === null ? null : originsOfDockerfile(image, builtFrom, provenance, isCertain);
  if (byDockerfile !== null) return byDockerfile;
  const own = readOriginsFromImage(image);
  return own === null ? null : { ...own, variables: null };
}

function originsOfDockerfile(
  image: Image,
  builtFrom: BuiltFrom,
  provenance: unknown,
  isCertain: boolean,
): Origins | null {
  const { file, text, target, linked = {} } = builtFrom;
  const fits = (origins: DockerfileOrigins | null): origins is DockerfileOrigins =>
    origins !== null && origins.base.layers + origins.own.length === image.layers.length;
  const naming = namingOf(builtFrom, image);
  const exact = readOrigins(provenance, file, target, linked, naming);
  const variables = variablesOf(parseChain(text, target, naming), file);
  if (fits(exact)) return placed({ ...exact, variables }, builtFrom);
  const byHistory = readOriginsFromHistory(image.config.history, text, target, file, naming);
  if (byHistory === null || !fits(byHistory)) return null;
  const { knownBy, base, own, showsBase } = byHistory;
  const origins =
    isCertain || showsBase
      ? { knownBy, base, own }
      : { knownBy, base: null, own: [...instructionsBelow(image, base.layers), ...own] };
  return placed({ ...origins, variables }, builtFrom);
}

/** The values of variables and names in an image's Dockerfile, for the image's own platform if no other is known. */
export function namingOf({ naming = UNKNOWN_NAMING }: BuiltFrom, { config }: Image): Naming {
  return { ...naming, platform: naming.platform ?? config.platform };
}

/** The origins of the lowest layers by the history. They may belong to the base image or to the image itself. */
function instructionsBelow({ config }: Image, layers: number): Origin[] {
  return readHistory(config.history)
    .slice(0, layers)
    .map((origin) => origin ?? { kind: "unknown" });
}

interface DockerfileResult extends LayerOrigins {
  readonly variables: NonNullable<Origins["variables"]>;
}

/** The origins with a mark at lines of files that the working folder does not have. */
function placed(origins: DockerfileResult, builtFrom: BuiltFrom): Origins {
  const files = [builtFrom, ...allLinked(builtFrom.linked ?? {})];
  const elsewhere = new Set(files.flatMap(({ file, elsewhere }) => (elsewhere === true ? [file] : [])));
  const mark = <One extends Origin>(origin: One): One =>
    origin.kind === "instruction" && elsewhere.has(origin.file) ? { ...origin, elsewhere: true } : origin;
  return {
    ...origins,
    own: origins.own.map(mark),
    variables: origins.variables.map(({ name, origin }) => ({ name, origin: mark(origin) })),
  };
}

function variablesOf(chain: Chain | null, file: string): DockerfileResult["variables"] {
  return (chain?.instructions ?? []).flatMap(({ keyword, variables, stage, lines, text }) => {
    const written = /^ONBUILD\s/i.test(text) ? `ONBUILD ${keyword}` : keyword;
    return variables.map((name) => ({
      name,
      origin: { kind: "instruction", stage, file, lines, instruction: `${written} ${name}` },
    }));
  });
}
