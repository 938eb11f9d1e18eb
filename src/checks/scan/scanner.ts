import type { GenericSchema } from "valibot";
import type { ImageSource } from "../../image/source.ts";
import type { ScanReport, VulnerabilityReport } from "../../model/report.ts";

/** A program that finds known vulnerabilities in an image. */
export interface Scanner {
  /** Also the name of its command. */
  readonly name: NonNullable<ScanReport["scanner"]>;
  /** Arguments with which it prints its version as JSON. */
  readonly versionArgs: readonly string[];
  /** Reads the version from that JSON. */
  readonly version: GenericSchema<unknown, string>;
  /**
   * Arguments with which it prints its findings in an image as JSON. There are several if the scanner needs to know the
   * kind of an archive; they are tried in this order. The arguments only name the image, and the scanner's own
   * configuration decides everything else.
   */
  readonly scanArgs: (source: ImageSource, platform: string | null) => readonly (readonly string[])[];
  /** Reads the result from that JSON. */
  readonly report: GenericSchema<unknown, ScanResult>;
}

/** What a scanner found in an image. */
export interface ScanResult {
  /** Digests of the uncompressed layers that it read, base image first; none if it names none. */
  readonly diffIds: readonly string[];
  /** A system in the image whose packages it did not check; null if there is none. */
  readonly unscanned: string | null;
  /** In the scanner's order, possibly with repetitions. */
  readonly vulnerabilities: readonly VulnerabilityReport[];
}
