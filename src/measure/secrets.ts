import { keywordOf } from "../docker/created-by.ts";
import type { Image, LayerEntry } from "../image/image.ts";
import type { LayerReport, Origin, SecretReport } from "../model/report.ts";
import { secretsInHistory } from "../secrets/history.ts";
import { secretInVariable } from "../secrets/variables.ts";
import { type Filesystem, sameContent } from "./filesystem.ts";
import type { Origins } from "./layer-origins.ts";

/**
 * The credentials that ship with an image: first in files, in the order of its layers; then in its environment and in
 * its history.
 * @param filesystem of the image's layers
 * @param layers of the report
 * @param origins null if it is unknown which layers belong to the base image
 */
export function findSecrets(
  image: Image,
  filesystem: Filesystem,
  layers: readonly Pick<LayerReport, "origin">[],
  origins: Origins | null,
): SecretReport[] {
  const variables = inEnvironment(image, origins);
  const set = new Set(variables.map(({ name }) => name));
  const owners = ownersOf(layers, origins);
  return [...inFiles(image, filesystem, owners), ...variables, ...inHistory(image, owners, origins, set)];
}

/** The layers' origins. A layer counts as the base image's only if more than the image's own provenance shows it. */
function ownersOf(
  layers: readonly Pick<LayerReport, "origin">[],
  origins: Origins | null,
): readonly Pick<LayerReport, "origin">[] {
  const known = origins?.withoutClaim?.baseLayers ?? layers.length;
  return layers.map(({ origin }, at) => ({
    origin: origin.kind === "base" && at >= known ? { kind: "unknown" } : origin,
  }));
}

/**
 * A file that a later layer stores again without a change, for example by `chown`, is reported once, for the first
 * layer.
 */
function inFiles(
  { layers }: Image,
  { fileAt }: Filesystem,
  owners: readonly Pick<LayerReport, "origin">[],
): SecretReport[] {
  const first = new Map<string, SecretReport>();
  layers.forEach(({ contents: { secrets, entries } }, layer) => {
    if (secrets.length === 0) return;
    const files = new Map(entries.flatMap((one) => (one.kind === "file" ? [[one.path, one]] : [])));
    for (const { path, what } of secrets) {
      const entry = files.get(path);
      if (entry === undefined) continue;
      const key = `${path}\n${what}\n${entry.size}\n${entry.crc}`;
      // Whether a key of a package counts depends on records in its own layer, which the layer of a copy lacks.
      if (first.has(key) || isCopy(layers.slice(0, layer), entry)) continue;
      const now = fileAt(path);
      const hidden = now === null || !sameContent(now, { entry, layer, names: 1 });
      const origin = owners[layer]?.origin ?? { kind: "unknown" };
      first.set(key, { what, kind: "file", name: path, origin, hidden });
    }
  });
  return [...first.values()];
}

/** Whether a layer below has the same file. */
function isCopy(below: Image["layers"], { path, size, crc }: LayerFileEntry): boolean {
  return below.some(({ contents: { entries } }) =>
    entries.some((one) => one.kind === "file" && one.path === path && one.size === size && one.crc === crc),
  );
}

type LayerFileEntry = Extract<LayerEntry, { kind: "file" }>;

function inEnvironment({ config }: Image, origins: Origins | null): SecretReport[] {
  return config.env.flatMap((variable): SecretReport[] => {
    const [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(variable) ?? [];
    const what = secretInVariable(name, value);
    if (what === null) return [];
    const setter = origins?.variables?.findLast((one) => one.name === name);
    return [{ what, kind: "variable", name, origin: setter?.origin ?? otherOrigin(origins), hidden: false }];
  });
}

/**
 * A build argument stands at its ARG and at every RUN after it; only the first of these is reported.
 * @param set variables of the environment, which are not reported again for their ENV
 */
function inHistory(
  { config: { history } }: Image,
  owners: readonly Pick<LayerReport, "origin">[],
  origins: Origins | null,
  set: ReadonlySet<string>,
): SecretReport[] {
  const first = new Map<string, SecretReport>();
  let layer = 0;
  for (const { createdBy, emptyLayer } of history) {
    const keyword = keywordOf(createdBy);
    const owner = emptyLayer ? null : (owners[layer]?.origin ?? null);
    if (!emptyLayer) layer += 1;
    for (const { what, name } of secretsInHistory(createdBy)) {
      if (keyword === "ENV" && set.has(name)) continue;
      const declared = origins?.variables?.find((one) => one.name === name)?.origin;
      const origin = owner ?? declared ?? otherOrigin(origins);
      const key = name === keyword ? createdBy : name;
      if (!first.has(key)) first.set(key, { what, kind: "history", name, origin, hidden: false });
    }
  }
  return [...first.values()];
}

/**
 * The origin of a variable that no instruction of the Dockerfile sets: the base image, or unknown without a Dockerfile.
 */
function otherOrigin(origins: Origins | null): Origin {
  const isKnown = (origins?.variables ?? null) !== null && origins?.withoutClaim?.hasVariables !== false;
  return { kind: isKnown ? "base" : "unknown" };
}
