// Reading images of an engine by name.
import { IMAGES } from "../images.mjs";

export const title = "Images of an engine";

export const text = `\`stagegate inspect NAME\`, the first time (an empty cache folder) and again, against dive, which reads the same,
against disl, which asks the engine for one number and reads nothing, and on the classic store against letting the engine
write the image out without looking at it.`;

export async function measure(world) {
  const tables = [];
  for (const engine of world.engines) {
    for (const image of Object.keys(IMAGES)) tables.push(await table(world, engine, image));
  }
  return { tables };
}

async function table({ stock, dive, disl, stagegate, cold, warm, compare }, engine, image) {
  const name = await stock.inEngine(engine, image);
  const save = {
    id: "save",
    name: "docker save, read by nobody",
    command: ["docker", "save", name],
    memory: false,
  };
  const isClassic = engine.store === "classic";
  const again = { command: stagegate("inspect", name), engine: engine.env };
  const against = ["dive", "disl", ...(isClassic ? ["save"] : [])];
  return compare({
    id: `${image} ${engine.store}`,
    title: `${image}, ${engine.store} store`,
    engine: engine.env,
    warmUp: image === "S",
    rows: [
      {
        id: "cold",
        name: "stagegate, the first time",
        command: stagegate("inspect", name),
        ...cold(),
        against,
      },
      { id: "warm", name: "stagegate, again", ...again, ...warm(again), against },
      { id: "dive", name: dive.name, command: [dive.path, name], env: { CI: "true" }, missing: dive.missing },
      { id: "disl", name: disl.name, command: [disl.path, name, "1TB"], missing: disl.missing },
      ...(isClassic ? [save] : []),
    ],
  });
}
