import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listPlatforms } from "../../../src/image/platforms.ts";
import { readImage } from "../../../src/image/read.ts";
import { parseSource } from "../../../src/image/source.ts";
import { expectOnly, inFolder } from "../folder.ts";
import { layouts } from "../images.ts";
import { mutateArchive } from "../mutate/archive.ts";
import { membersOf } from "../mutate/tar.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

/** A folder with an OCI layout; the input is a tar of it. */
export const target: FuzzTarget = {
  name: "layout",
  executions: 300,
  seeds: () => layouts,
  mutate: mutateArchive,
  run: (tar) =>
    inFolder(async (folder) => {
      const names = new Set<string>();
      for (const { header, body } of membersOf(tar).members) {
        const name = /^[^\0]*/.exec(header.toString("latin1", 0, 100))?.[0] ?? "";
        if (!/^[\w.-]+(?:\/[\w.-]+)*$/.test(name) || /(?:^|\/)\.\.?(?:\/|$)/.test(name)) continue;
        try {
          mkdirSync(dirname(join(folder, name)), { recursive: true });
          writeFileSync(join(folder, name), body);
          names.add(name.split("/")[0] ?? "");
        } catch {
          // A file where a folder is needed: the next input has it otherwise.
        }
      }
      await refusable(async () => {
        const source = parseSource(folder);
        if (source.kind !== "oci-directory") return;
        for (const platform of [undefined, "linux/arm64"])
          await refusable(() => readImage(source, { platform }));
        for (const platform of (await listPlatforms(source)).platforms) {
          const answer = await refusable(() => readImage(source, { platform }));
          const isUnknown = answer.isRefused && answer.message.includes("holds no image for");
          expectThat(!isUnknown, () => `there is no image for ${platform}, which is listed`);
        }
      });
      expectOnly(folder, [...names]);
    }),
};
