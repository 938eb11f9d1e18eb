import { htmlBlock, htmlProse, htmlText } from "../escape.ts";

/** A piece of a page; its text is already escaped. */
export interface Markup {
  readonly html: string;
}

/** A value in a template. Text is escaped, and null adds nothing. */
export type Content = string | number | null | Markup | readonly Markup[];

/** Markup from a template. Its values are put on one line and escaped, so attributes must have quotes. */
export function markup(template: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const parts = contents.map((content, index) => `${render(content)}${template[index + 1]}`);
  return { html: `${template[0]}${parts.join("")}` };
}

/** The lines of a log as they are. */
export function logBlock(log: string): Markup {
  return { html: `<pre tabindex="0">${htmlBlock(log)}</pre>` };
}

/** Text; parts between backticks are code. */
export function prose(text: string): Markup {
  return { html: htmlProse(text) };
}

function render(content: Content): string {
  if (content === null) return "";
  if (typeof content === "number") return `${content}`;
  if (typeof content === "string") return htmlText(content);
  return "html" in content ? content.html : content.map(render).join("");
}
