import type { InstructionOrigin, Origin } from "../model/report.ts";

/** What made an image's layers and set its variables. */
export interface Origins extends LayerOrigins {
  /**
   * The variables that ENV sets or ARG declares, in the order of the Dockerfile; not those of the base image.
   * Their instructions are without the values, which may have to be kept secret: `ENV NAME`. Null where no
   * Dockerfile tells them.
   */
  readonly variables: readonly { readonly name: string; readonly origin: InstructionOrigin }[] | null;
  /**
   * What is known without a provenance that was read from the image, which is only a claim: no secret counts as the
   * base image's because of it. Left out where nothing comes of such a provenance.
   */
  readonly withoutClaim?: {
    /** Layers of the base image. */
    readonly baseLayers: number;
    /** Whether a Dockerfile tells the variables. */
    readonly hasVariables: boolean;
  };
}

/** What made an image's layers, base image first. */
export interface LayerOrigins {
  readonly knownBy: "provenance" | "history" | "label";
  /** Null where it is not known which layers are the base image's. */
  readonly base: {
    /** Null where nothing names it. */
    readonly name: string | null;
    /** As it stands behind FROM, variables not expanded. */
    readonly from: string | null;
    readonly digest: string | null;
    readonly layers: number;
  } | null;
  /** One for each layer above the base image. */
  readonly own: readonly Origin[];
}

/** The same as a Dockerfile tells it, or the provenance of a build. */
export interface DockerfileOrigins extends LayerOrigins {
  readonly base: NonNullable<LayerOrigins["base"]>;
  readonly own: readonly InstructionOrigin[];
}
