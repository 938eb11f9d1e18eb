import type { YAMLError } from "yaml";

/** What is wrong with a text that is not YAML. */
export interface YamlFault {
  /** Offset in the text that the message is about. */
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** What the first error of a YAML text means, in plain words for common mistakes. */
export function yamlFault(error: YAMLError, yaml: string): YamlFault {
  const [offset] = error.pos;
  const [message = ""] = error.message.split("\n");
  const fault = (text: string, hint: string, at = offset): YamlFault => ({ offset: at, message: text, hint });
  // The mistake is where the quote or bracket opens; the parser notices it where the text or a line ends.
  const opening = (mark: string) => Math.max(0, yaml.lastIndexOf(mark, offset - 1));
  switch (error.code) {
    case "DUPLICATE_KEY":
      return fault("the same mapping already has this key", "Remove or rename one of the two keys.");
    case "TAB_AS_INDENT":
      return fault("a tab indents this line, and YAML allows only spaces", "Replace the tab with spaces.");
    case "MULTILINE_IMPLICIT_KEY":
      return fault(...NO_COLON);
    case "MISSING_CHAR": {
      const quote = /^Missing closing (["'])quote/.exec(message)?.[1];
      if (quote !== undefined)
        return fault(`a text has no closing ${quote}`, `Write ${quote} at its end.`, opening(quote));
      if (message.startsWith("Implicit map keys")) return fault(...NO_COLON);
      break;
    }
    case "BAD_INDENT": {
      const end = /^(?:Expected )?[Ff]low .* end with (?:a )?([\]}])/.exec(message)?.[1];
      if (end === undefined) return fault(...INDENT);
      const start = end === "]" ? "[" : "{";
      return fault(`${start} has no closing ${end}`, `Write ${end} where the value ends.`, opening(start));
    }
    case "BLOCK_AS_IMPLICIT_KEY": {
      if (message.startsWith("A block sequence"))
        return fault("a list entry stands where a key must stand", "Write the list below a key of its own.");
      const line = yaml.slice(offset).split("\n")[0] ?? "";
      return /:(?:\s|$)/.test(line.trimEnd())
        ? fault(
            "a value without quotes has a second colon",
            "Put the whole value in quotes, or write the second key on a line of its own.",
          )
        : fault(INDENT[0], INDENT[1], Math.min(yaml.length, offset + line.length + 1));
    }
    case "BLOCK_IN_FLOW":
      return fault(
        "entries within braces need commas between them",
        "Write for example: {target: production, max-size: 150MB}",
      );
    case "BAD_SCALAR_START":
    case "BAD_ALIAS":
      return fault(
        `a value without quotes begins with ${yaml[offset]}, which has a meaning of its own in YAML`,
        "Put the value in quotes.",
      );
    case "BAD_DQ_ESCAPE":
      return fault(
        "a text in double quotes has an unknown escape sequence",
        "Use single quotes, or write each backslash twice.",
      );
    case "MULTIPLE_DOCS":
      return fault("the file has several documents", "Remove the line --- and what follows it.");
    case "UNEXPECTED_TOKEN":
      if (/^[\]}]/.test(yaml.slice(offset)))
        return fault(`${yaml[offset]} has no opening bracket`, `Remove the ${yaml[offset]}.`);
  }
  return fault(message, "Write one key in each line, for example: max-size: 150MB");
}

const NO_COLON = ["a key needs a colon and a space after it", "Write for example: max-size: 150MB"] as const;

const INDENT = [
  "this line has the wrong indentation",
  "Write the keys of one mapping below each other, with the same number of spaces before them.",
] as const;
