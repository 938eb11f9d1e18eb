import { csvFields } from "../text/csv.ts";
import { fieldOf } from "./dependencies.ts";
import { type BuiltInstruction, type Naming, resolveStages } from "./sources.ts";

/** A build secret that a RUN mounts. */
export interface SecretMount {
  /** Null if it depends on a variable. */
  readonly id: string | null;
  /** First and last line of the instruction, from 1. */
  readonly lines: readonly [number, number];
}

/** The build secrets that the RUN instructions of a Dockerfile mount, also those behind ONBUILD. */
export function secretMounts(text: string, naming: Naming): SecretMount[] {
  return resolveStages(text, naming).stages.flatMap(({ instructions, triggers }) =>
    [...instructions, ...triggers].flatMap(mountsOf),
  );
}

function mountsOf({ keyword, flags, lines }: BuiltInstruction): SecretMount[] {
  if (keyword !== "RUN") return [];
  return flags.flatMap((flag): SecretMount[] => {
    if (!flag.startsWith("--mount=")) return [];
    const options = new Map((csvFields(flag.slice("--mount=".length)) ?? []).map(fieldOf));
    if (options.get("type")?.toLowerCase() !== "secret") return [];
    return [{ id: idOf(options), lines }];
  });
}

/** Without an id, BuildKit takes the name of the file that the secret is mounted as. */
function idOf(options: ReadonlyMap<string, string>): string | null {
  const named = ["source", "src", "id"].map((key) => options.get(key)).find((value) => value);
  const target = ["target", "dst", "destination"].map((key) => options.get(key)).find((value) => value);
  const id = named ?? target?.split("/").at(-1);
  return id === undefined || id.includes("$") ? null : id;
}
