import type { FilePlace } from "../model/report.ts";
import { plural } from "../text/words.ts";
import type { Statement } from "./rule.ts";

/** An amount of which only a part is known, as foreign layers of a Windows image are not in its source. */
interface PartlyKnown {
  /** Subject and verb of the message: "the size of app is". */
  readonly what: string;
  /** How many layers the source lacks. */
  readonly layers: number;
  /** What is known of the others: "the others have 12 MB". */
  readonly rest: string;
  readonly max: number | null;
  readonly warn: number | null;
  readonly place: FilePlace | null;
}

/** What is said in place of comparing a part with a limit, which would pass without a reason. */
export function lacksLayers({ what, layers, rest, max, warn, place }: PartlyKnown): Statement {
  return {
    level: max !== null ? "error" : warn !== null ? "warning" : "notice",
    message: `${what} not known: its source lacks ${plural(layers, "foreign layer")}; ${rest}`,
    limit: max ?? warn,
    place,
    advice:
      "Pull the image into an engine that runs Windows, and save it with all of its layers: `docker save --output app.tar app:latest`",
  };
}
