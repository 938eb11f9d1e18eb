import type { FilePlace } from "../model/report.ts";
import { plural } from "../text/words.ts";
import type { Statement } from "./rule.ts";

/** An amount that is known only in part, because the image's source lacks foreign layers of a Windows image. */
interface PartlyKnown {
  /** Subject and verb of the message: "the size of app is". */
  readonly what: string;
  /** How many layers the source lacks. */
  readonly layers: number;
  /** The known part: "the other layers have 12 MB". */
  readonly rest: string;
  readonly max: number | null;
  readonly warn: number | null;
  readonly place: FilePlace | null;
}

/** The statement in place of a comparison with the limit: the known part alone might pass. */
export function lacksLayers({ what, layers, rest, max, warn, place }: PartlyKnown): Statement {
  return {
    level: max !== null ? "error" : warn !== null ? "warning" : "notice",
    message: `${what} unknown: the image's source lacks ${plural(layers, "foreign layer")}; ${rest}`,
    limit: max ?? warn,
    place,
    advice:
      "Pull the image on an engine that runs Windows containers, and save it with all its layers: `docker save --output app.tar app:latest`.",
  };
}
