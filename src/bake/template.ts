/**
 * A text as bake's files have it: there `${…}` and `%{…}` are templates, in JSON too.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#template-literals
 */
export function escapeTemplate(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, "$&$&");
}

/** The text that `escaped` made this of. */
export function unescapeTemplate(text: string): string {
  return text.replaceAll(/([$%])\1(?=\{)/g, "$1");
}
