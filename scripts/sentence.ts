import type { Option } from "../src/values/setting.ts";

/** What an option does, with its default. */
export function sentence({ help, default: byDefault }: Option<unknown>): string {
  return byDefault === null ? help : `${help} Default: ${byDefault}${byDefault.endsWith(".") ? "" : "."}`;
}
