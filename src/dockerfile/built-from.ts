import type { Naming } from "./sources.ts";

/** The Dockerfile that an image was built from. */
export interface BuiltFrom {
  /** Its path as it is shown. */
  readonly file: string;
  readonly text: string;
  /** True if the working folder has no such file with this text; else left out. */
  readonly elsewhere?: boolean;
  /** Null for the last stage. */
  readonly target: string | null;
  /** Values of its variables and names; left out if they are unknown. */
  readonly naming?: Naming;
  /** The linked targets, by the names of their contexts; left out without bake. */
  readonly linked?: Readonly<Record<string, BuiltFrom>>;
}

/** Linked targets, also indirect ones. */
export function allLinked(linked: NonNullable<BuiltFrom["linked"]>): BuiltFrom[] {
  return Object.values(linked).flatMap((one) => [one, ...allLinked(one.linked ?? {})]);
}

/** The text of a Dockerfile, and of those that are linked to it. */
export function linkedText({ text, linked = {} }: BuiltFrom): string {
  return [text, ...Object.values(linked).map(linkedText)].join("\n");
}
