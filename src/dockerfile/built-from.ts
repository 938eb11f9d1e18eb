import type { Naming } from "./sources.ts";

/** The Dockerfile that an image was built from. */
export interface BuiltFrom {
  /** Its path as it is shown. */
  readonly file: string;
  readonly text: string;
  /** True where the working folder has no such file with this text; else left out. */
  readonly elsewhere?: boolean;
  /** Null for the last stage. */
  readonly target: string | null;
  /** What its variables and names stand for; nothing if nobody says it. */
  readonly naming?: Naming;
  /** By the name of their context what was built for it to be taken from; nothing without bake. */
  readonly linked?: Readonly<Record<string, BuiltFrom>>;
}

/** All that something is built from by links, also indirectly. */
export function allLinked(linked: NonNullable<BuiltFrom["linked"]>): BuiltFrom[] {
  return Object.values(linked).flatMap((one) => [one, ...allLinked(one.linked ?? {})]);
}

/** The text of a Dockerfile, and of those that are linked to it. */
export function linkedText({ text, linked = {} }: BuiltFrom): string {
  return [text, ...Object.values(linked).map(linkedText)].join("\n");
}
