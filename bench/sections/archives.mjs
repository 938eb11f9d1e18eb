// Reading images from files.
import { join } from "node:path";
import { IMAGES } from "../images.mjs";

export const title = "Images in files";

export const text = `\`stagegate inspect\` with nothing known from earlier runs (an empty cache folder) and again, when only the digests of
the blobs are verified, against dive on the same archive and against only decompressing the layers: on as many cores, largest
first, nothing done with the bytes, which is the least that any reader has to do the first time. Archives of the containerd
store hold gzipped layers, those of the classic store raw ones.`;

export async function measure(world) {
  const tables = [];
  for (const engine of world.engines) {
    for (const image of Object.keys(IMAGES)) tables.push(await table(world, engine, image));
  }
  return { tables };
}

async function table({ stock, dive, stagegate, cold, warm, compare }, engine, image) {
  const archive = await stock.archive(engine, image);
  const compressed = engine.store === "containerd";
  const layout = compressed ? await stock.layout(engine, image) : null;
  const least = compressed
    ? {
        id: "least",
        name: "only decompressing",
        command: decompress("decompress.mjs", layout),
      }
    : { id: "least", name: "only reading the file", command: ["cat", archive] };
  const streams = {
    id: "streams",
    name: "only decompressing, by Node's streams",
    command: decompress("decompress-streams.mjs", layout),
    against: ["least"],
  };
  const ours = [
    ...(compressed
      ? [{ id: "layout", name: "stagegate, OCI directory", command: stagegate("inspect", layout) }]
      : []),
    { id: "archive", name: "stagegate, archive", command: stagegate("inspect", archive) },
  ];
  const again = { command: stagegate("inspect", archive) };
  return compare({
    id: `${image} ${engine.store}`,
    title: `${image}, ${engine.store} store`,
    warmUp: image !== "L",
    rows: [
      ...ours.map((row) => ({ ...row, ...cold(), against: ["dive", "least"] })),
      { id: "again", name: "stagegate, archive, again", ...again, ...warm(again), against: ["dive"] },
      {
        id: "dive",
        name: dive.name,
        command: [dive.path, `docker-archive://${archive}`],
        env: { CI: "true" },
        missing: dive.missing,
      },
      ...(compressed ? [streams] : []),
      least,
    ],
  });
}

function decompress(program, layout) {
  return [process.execPath, join(import.meta.dirname, "..", program), layout];
}
