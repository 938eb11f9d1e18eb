// Reading an image from a registry, against the same OCI layout on the disk.
import { createReadStream, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { IMAGES } from "../images.mjs";

export const title = "Images in a registry";

export const text = `\`stagegate inspect\` of an image in a registry on the loopback, with nothing known from earlier runs, against the same image as an
OCI directory. The registry is a process of the benchmark, and shares its cores.`;

export async function measure(world) {
  const engine = world.engines.find(({ store }) => store === "containerd");
  if (engine === undefined) return { tables: [] };
  const tables = [];
  for (const image of Object.keys(IMAGES)) tables.push(await table(world, engine, image));
  return { tables };
}

async function table({ stock, stagegate, cold, compare }, engine, image) {
  const layout = await stock.layout(engine, image);
  const registry = await serve(layout);
  try {
    return await compare({
      id: `${image} registry`,
      title: image,
      warmUp: image !== "L",
      rows: [
        {
          id: "registry",
          name: "stagegate, registry",
          command: stagegate("inspect", `registry:${registry.host}/bench/image:1`),
          ...cold(),
          against: ["layout"],
        },
        { id: "layout", name: "stagegate, OCI directory", command: stagegate("inspect", layout), ...cold() },
      ],
    });
  } finally {
    registry.close();
  }
}

/** Serves a layout's first manifest under every name (distribution-spec 1.1, pull). */
async function serve(layout) {
  const [top] = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")).manifests;
  const server = createServer((request, response) => {
    const [, kind, reference = ""] = /^\/v2\/.+\/(manifests|blobs)\/(.+)$/.exec(request.url) ?? [];
    if (kind === undefined) return response.end();
    const digest = reference.startsWith("sha256:") ? reference : top.digest;
    const path = join(layout, "blobs", digest.replace(":", "/"));
    response.writeHead(200, { "content-length": statSync(path).size });
    return pipeline(createReadStream(path, { highWaterMark: 2 ** 20 }), response).catch(() => undefined);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { host: `127.0.0.1:${server.address().port}`, close: () => server.close() };
}
