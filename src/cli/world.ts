import type { Pace } from "../github/octokit.ts";
import type { Init } from "./init-part.ts";

/** What the command line needs of its process. */
export interface CliWorld {
  readonly argv: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly version: string;
  /** Variables that build secrets and build arguments may name. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the program of the threads that scan layers. */
  readonly layersScript: string;
  /** Standard input, which is not touched before it is asked for. */
  readonly stdin: () => AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  /** Loads `init`, which is a bundle of its own. */
  readonly loadInit: () => Promise<{ readonly init: Init }>;
  readonly stdout: Output;
  /** Progress and errors. */
  readonly stderr: Output;
  /** Aborted by INT and TERM. */
  readonly signal: AbortSignal;
  /** How long a forge is waited for; without it, as long as `Pace` has it by default. */
  readonly pace?: Pace;
}

export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /**
   * Waits until all is written; left out where writing cannot fail.
   * @returns the system's code for why some of it is not; null if it is
   */
  readonly failure?: () => Promise<string | null>;
}

/** Columns of a terminal that does not know how many it has. */
export const USUAL_COLUMNS = 80;

/** Those that an output shows. */
export async function colorsFor({ isTTY }: Output) {
  const { default: colors } = await import("picocolors");
  return colors.createColors(isTTY === true && colors.isColorSupported);
}
