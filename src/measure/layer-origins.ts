import type { InstructionOrigin, Origin } from "../model/report.ts";

/** The origins of an image's layers and variables. */
export interface Origins extends LayerOrigins {
  /**
   * The variables that ENV sets or ARG declares, in the order of the Dockerfile, without variables of the base image.
   * Their instructions have no values, which may be confidential: `ENV NAME`. Null if the Dockerfile is unknown.
   */
  readonly variables: readonly { readonly name: string; readonly origin: InstructionOrigin }[] | null;
  /**
   * Facts that hold without the provenance that was read from the image, which is only a claim: no secret counts as the
   * base image's because of it. Left out if that provenance is not used.
   */
  readonly withoutClaim?: {
    /** Number of layers of the base image. */
    readonly baseLayers: number;
    /** Whether the variables are known from a Dockerfile. */
    readonly hasVariables: boolean;
  };
}

/** The origins of an image's layers, base image first. */
export interface LayerOrigins {
  readonly knownBy: "provenance" | "history" | "label";
  /** Null if it is unknown which layers belong to the base image. */
  readonly base: {
    /** Null if it is unknown. */
    readonly name: string | null;
    /** The text after FROM, with variables not expanded. */
    readonly from: string | null;
    readonly digest: string | null;
    readonly layers: number;
  } | null;
  /** One for each layer above the base image. */
  readonly own: readonly Origin[];
}

/** The origins of layers by a Dockerfile, or by the provenance of a build. */
export interface DockerfileOrigins extends LayerOrigins {
  readonly base: NonNullable<LayerOrigins["base"]>;
  readonly own: readonly InstructionOrigin[];
}
