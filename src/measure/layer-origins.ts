import type { Origin } from "../model/report.ts";

/** What made an image's layers and set its variables. */
export interface Origins extends LayerOrigins {
  /**
   * The variables that ENV sets or ARG declares, in the order of the Dockerfile; not those of the base image.
   * Their instructions are without the values, which may have to be kept secret: `ENV NAME`.
   */
  readonly variables: readonly { readonly name: string; readonly origin: Instruction }[];
}

/** What made an image's layers, base image first. */
export interface LayerOrigins {
  readonly knownBy: "provenance" | "history";
  readonly base: {
    readonly name: string;
    /** As it stands behind FROM, variables not expanded. */
    readonly from: string | null;
    readonly digest: string | null;
    readonly layers: number;
  };
  /** One for each layer above the base image. */
  readonly own: readonly Instruction[];
}

type Instruction = Extract<Origin, { kind: "instruction" }>;
