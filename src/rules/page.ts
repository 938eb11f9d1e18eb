import { REPOSITORY } from "../host/repository.ts";
import { RULES } from "./index.ts";

/** The page that says what each rule means. */
export const RULES_PAGE = `https://github.com/${REPOSITORY}/blob/v1/docs/rules.md`;

/** The section of a rule on that page; null for a rule that this version does not know. */
export function rulePage(rule: string): string | null {
  return RULES.some(({ id }) => id === rule) ? `${RULES_PAGE}#${rule}` : null;
}
