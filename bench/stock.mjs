// The images that are measured, in every form; each is made when a section first asks for it.
import { join } from "node:path";
import { LABEL, NAME } from "./engines.mjs";
import { IMAGES, writeContext } from "./images.mjs";

/**
 * @param {string} folder for all files
 * @returns where they are: the path of a context, of an OCI directory, of a docker archive, and the name in
 *   an engine
 */
export function openStock(folder) {
  const made = new Map();
  const once = async (key, make) => {
    if (!made.has(key)) made.set(key, make());
    return await made.get(key);
  };

  const context = (image) =>
    once(`context ${image}`, async () => {
      const path = join(folder, image, "context");
      await writeContext(path, IMAGES[image]);
      return path;
    });
  const inEngine = (engine, image) =>
    once(`${engine.store} ${image}`, async () => {
      const name = nameOf(image);
      engine.docker(...build(), "--load", `--tag=${name}`, await context(image));
      return name;
    });

  return {
    context,
    inEngine,
    /** Of the containerd store only: the other exports none. */
    layout: (engine, image) =>
      once(`layout ${engine.store} ${image}`, async () => {
        const path = join(folder, image, "oci");
        await inEngine(engine, image);
        engine.docker(...build(), `--output=type=oci,tar=false,dest=${path}`, await context(image));
        return path;
      }),
    /** As the engine writes it: compressed layers from the containerd store, raw ones from the classic. */
    archive: (engine, image) =>
      once(`archive ${engine.store} ${image}`, async () => {
        const path = join(folder, image, `${engine.store}.tar`);
        const name = await inEngine(engine, image);
        if (engine.store === "classic") engine.docker("save", `--output=${path}`, name);
        else
          engine.docker(...build(), `--output=type=docker,name=${name},dest=${path}`, await context(image));
        return path;
      }),
  };
}

/** The tag of an image in an engine. */
export function nameOf(image) {
  return `${NAME}:${image.toLowerCase()}`;
}

/** The start of a plain build: `docker` and these. */
export function build() {
  return ["buildx", "build", "--quiet", "--provenance=false", `--label=${LABEL}=1`];
}
