import { parse } from "yaml";
import type { Kind } from "../config/kinds.ts";

/** How a container of the image is tried out. */
export interface Smoke {
  /** Port that it listens on; null where it does not. */
  readonly port: number | null;
}

/** A YAML mapping, or a text that is one. */
export const smoke: Kind<Smoke> = {
  noun: "a mapping",
  parse: (raw) => {
    const value: unknown = typeof raw === "string" ? parse(raw) : raw;
    return typeof value === "object" && value !== null && "port" in value && typeof value.port === "number"
      ? { port: value.port }
      : undefined;
  },
  schema: { type: ["object", "string"] },
};
