import * as v from "valibot";
import type { Exec } from "../host/exec.ts";
import { normalPlatform, platformText } from "../text/platform.ts";
import type { InspectedImage } from "./engine-inspect.ts";

/**
 * The platforms for which an engine has an image, in the order of its index: those that were not pulled are left
 * out.
 * @returns null if the engine does not report them: `docker save` then has them, at greater cost
 */
export async function enginePlatforms(
  { id, config, store, isIndex }: InspectedImage,
  exec: Exec,
): Promise<string[] | null> {
  if (store === null) return null;
  if (!isIndex) return [normalPlatform(config.platform)];
  const manifests = await inspectManifests(id, exec);
  // The engine may call an entry an attestation by its annotation alone, and still run it if it has a platform.
  const isHidden = manifests?.some(
    ({ Available, ImageData, Descriptor }) =>
      Available && ImageData == null && Descriptor?.platform != null && Descriptor.platform.os !== "unknown",
  );
  if (isHidden === true) return null;
  const platforms = manifests?.flatMap(({ Available, ImageData }) =>
    Available && ImageData != null ? [normalPlatform(platformText(ImageData.Platform))] : [],
  );
  return platforms === undefined || platforms.length === 0 ? null : [...new Set(platforms)];
}

/** The manifests of an image's index as the engine reports them (Engine API 1.48, ImageManifestSummary). */
const inspection = v.object({
  Manifests: v.array(
    v.object({
      Available: v.boolean(),
      Descriptor: v.nullish(v.object({ platform: v.nullish(v.object({ os: v.string() })) })),
      /** Only for an image. */
      ImageData: v.nullish(
        v.object({
          Platform: v.object({
            os: v.string(),
            architecture: v.string(),
            variant: v.optional(v.string(), ""),
          }),
        }),
      ),
    }),
  ),
});

/**
 * Docker's command line does not list the manifests of an index, but passes requests on to the engine over any
 * connection. HTTP 1.0 has no chunks. The engine cancels a request if the client closes its side, but not while it
 * waits for a body.
 */
async function inspectManifests(
  id: string,
  exec: Exec,
): Promise<v.InferOutput<typeof inspection>["Manifests"] | null> {
  const input = `GET /v1.48/images/${id}/json?manifests=1 HTTP/1.0\r\nHost: docker\r\nContent-Length: 1\r\n\r\n`;
  const { code, stdout } = await exec("docker", ["system", "dial-stdio"], { input });
  const end = stdout.indexOf("\r\n\r\n");
  if (code !== 0 || end < 0 || !/^HTTP\/1\.[01] 200 /.test(stdout)) return null;
  const json = v.pipe(v.string(), v.parseJson(), inspection);
  const { success, output } = v.safeParse(json, stdout.slice(end + 4));
  return success ? output.Manifests : null;
}
