import type { GenericSchema } from "valibot";
import type { ImageSource } from "../../image/source.ts";
import type { ScanReport, VulnerabilityReport } from "../../model/report.ts";

/** A program that knows what is known against what is in an image. */
export interface Scanner {
  /** Also the name of its command. */
  readonly name: NonNullable<ScanReport["scanner"]>;
  /** Arguments on which it prints its version as JSON. */
  readonly versionArgs: readonly string[];
  /** That JSON, read to the version. */
  readonly version: GenericSchema<unknown, string>;
  /**
   * Arguments on which it prints what it finds in an image as JSON; several where the scanner has to be
   * told the kind of an archive, to be tried in this order. They only name the image: all else is for the
   * scanner's own configuration to say.
   */
  readonly scanArgs: (source: ImageSource, platform: string | null) => readonly (readonly string[])[];
  /** That JSON, read to what we need of it. */
  readonly report: GenericSchema<unknown, ScanResult>;
}

/** What a scanner found in an image. */
export interface ScanResult {
  /** Digests of the uncompressed layers that it read, base image first; none if it names none. */
  readonly diffIds: readonly string[];
  /** The system that it found in the image without looking at its packages; null if it did, or found none. */
  readonly unscanned: string | null;
  /** In the scanner's order; perhaps the same more than once. */
  readonly found: readonly VulnerabilityReport[];
}
