import { replacePattern, trimPattern } from "./shell-pattern.ts";
import { isSpace } from "./white-space.ts";

/** How a text is read. */
export interface ShellOptions {
  /** The escape character: `\` or a backtick. */
  readonly escapeCharacter: string;
  /** A variable's value: null if it is unknown, undefined if it is not set. */
  readonly valueOf: (name: string) => string | null | undefined;
  readonly keepsQuotes?: boolean;
  readonly keepsEscapes?: boolean;
  /** Whether a variable that is not set stays as it is written; else it is empty. */
  readonly keepsUnset?: boolean;
}

/**
 * A text with its quotes and escapes removed and its variables replaced, as BuildKit does it.
 * @returns null if a value is not known or longer than 65,536 characters, and for what BuildKit refuses
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/shell/lex.go
 */
export function expandWord(text: string, options: ShellOptions): string | null {
  return read(text, options, false)?.text ?? null;
}

/**
 * The words of a text: blanks within quotes or behind an escape split nothing, nor do blanks behind `<<`.
 * @returns null for what BuildKit refuses
 */
export function shellWords(text: string, options: ShellOptions): readonly string[] | null {
  return read(text, options, true)?.words ?? null;
}

function read(text: string, options: ShellOptions, splits: boolean): Read | null {
  try {
    return new ShellText(text, options).read(splits);
  } catch (error) {
    if (error instanceof ShellSyntaxError) return null;
    throw error;
  }
}

interface Read {
  readonly text: Value;
  /** Empty if the text is not split. */
  readonly words: readonly string[];
}

/** Null if it is not known. */
type Value = string | null;

/** Characters of a value: names of images are shorter by far, and variables of variables double quickly. */
const LONGEST_VALUE = 64 * 1024;

/** Depth of nested substitutions. BuildKit has no limit, and real Dockerfiles need fewer. */
const DEEPEST = 100;

/** What BuildKit refuses. */
class ShellSyntaxError extends Error {}

const NAME = /\p{Nd}+|[@*#?$!-]|[\p{L}\p{Nd}_]*/uy;

class ShellText {
  readonly #text: string;
  readonly #options: ShellOptions;
  #at: number;
  #depth = 0;
  #keepsEscapes: boolean;
  /**
   * The current word. A substitution with an operator (`${a:-b}`) clears what its word had before, in BuildKit too:
   * `<<${a:-b}` is no heredoc.
   */
  #word = "";

  constructor(text: string, options: ShellOptions) {
    this.#text = text;
    this.#options = options;
    this.#keepsEscapes = options.keepsEscapes === true;
    // Go's scanner skips a byte order mark.
    this.#at = text.startsWith("\ufeff") ? 1 : 0;
  }

  /** @param splits whether its words are wanted */
  read(splits: boolean): Read {
    const words: string[] = [];
    let text: Value = "";
    let isInWord = false;
    const add = (characters: string, hasBlanks: boolean) => {
      if (!splits) return;
      for (const character of hasBlanks ? characters : [characters]) {
        if (!hasBlanks || !isSpace(character)) {
          this.#word += character;
          isInWord = true;
        } else if (isInWord && this.#word !== "") {
          words.push(this.#word);
          this.#word = "";
          isInWord = false;
        }
      }
    };
    while (!this.#isAtEnd()) {
      const character = this.#peek();
      const special = this.#special(character);
      if (special !== undefined) {
        text = this.#joined(text, special);
        add(special ?? "", character === "$");
        continue;
      }
      this.#at += 1;
      if (character !== this.#options.escapeCharacter) {
        text = this.#joined(text, character);
        add(character, true);
        continue;
      }
      if (this.#keepsEscapes) {
        text = this.#joined(text, character);
        add(character, false);
      }
      if (this.#isAtEnd()) break;
      const escaped = this.#next();
      text = this.#joined(text, escaped);
      add(escaped, false);
    }
    if (this.#word !== "") words.push(this.#word);
    return { text, words };
  }

  /** The text up to a character that ends a part of a substitution. */
  #readUntil(stop: string, keepsEscapes: boolean): Value {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new ShellSyntaxError("too many substitutions within each other");
    const outer = this.#keepsEscapes;
    this.#keepsEscapes = keepsEscapes;
    this.#word = "";
    let text: Value = "";
    for (;;) {
      if (this.#isAtEnd()) throw new ShellSyntaxError(`missing ${stop}`);
      const character = this.#peek();
      if (character === stop) break;
      const special = this.#special(character);
      if (special !== undefined) {
        text = this.#joined(text, special);
        continue;
      }
      this.#at += 1;
      if (character !== this.#options.escapeCharacter) {
        text = this.#joined(text, character);
        continue;
      }
      if (this.#keepsEscapes) text = this.#joined(text, character);
      text = this.#joined(text, this.#next());
    }
    this.#at += 1;
    this.#word = "";
    this.#keepsEscapes = outer;
    this.#depth -= 1;
    return text;
  }

  /** What stands for a quoted text, a variable or `<<` at this place; undefined for any other character. */
  #special(character: string): Value | undefined {
    switch (character) {
      case "$":
        return this.#variable();
      case "<":
        return this.#arrows();
      case "'":
        return this.#singleQuoted();
      case '"':
        return this.#doubleQuoted();
      default:
        return undefined;
    }
  }

  #singleQuoted(): string {
    const end = this.#text.indexOf("'", this.#at + 1);
    if (end < 0) throw new ShellSyntaxError("missing '");
    const quoted = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return this.#options.keepsQuotes === true ? quoted : quoted.slice(1, -1);
  }

  #doubleQuoted(): Value {
    const quote = this.#options.keepsQuotes === true ? '"' : "";
    let text: Value = quote;
    this.#at += 1;
    for (;;) {
      if (this.#isAtEnd()) throw new ShellSyntaxError('missing "');
      const character = this.#peek();
      if (character === "$") {
        text = this.#joined(text, this.#variable());
        continue;
      }
      this.#at += 1;
      if (character === '"') return this.#joined(text, quote);
      if (character !== this.#options.escapeCharacter) {
        text = this.#joined(text, character);
        continue;
      }
      if (this.#keepsEscapes) text = this.#joined(text, character);
      const escaped = this.#peek();
      const isEscape = escaped === '"' || escaped === "$" || escaped === this.#options.escapeCharacter;
      if (isEscape) this.#at += 1;
      text = this.#joined(text, isEscape ? escaped : character);
    }
  }

  /** `<`, or `<<` with the blanks behind it, which may separate it from the name of a heredoc. */
  #arrows(): string {
    const start = this.#at;
    this.#at += 1;
    if (this.#peek() !== "<") return "<";
    this.#at += 1;
    while (/^[\t\r ]$/.test(this.#peek())) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  #variable(): Value {
    this.#at += 1;
    if (this.#peek() !== "{") {
      const name = this.#name();
      if (name === "") return "$";
      return this.#valueOf(name, `$${name}`);
    }
    this.#at += 1;
    if (this.#isAtEnd() || "{}:".includes(this.#peek())) throw new ShellSyntaxError("bad substitution");
    const name = this.#name();
    if (this.#isAtEnd()) throw new ShellSyntaxError("missing }");
    const operator = this.#next();
    switch (operator) {
      case "}":
        return this.#valueOf(name, `\${${name}}`);
      case ":":
        return this.#choice(name, this.#next(), true);
      case "+":
      case "-":
      case "?":
        return this.#choice(name, operator, false);
      case "#":
      case "%":
        return this.#trimmed(name, operator);
      case "/":
        return this.#replaced(name);
      default:
        throw new ShellSyntaxError(`unsupported modifier ${operator}`);
    }
  }

  /** `${NAME-default}`, `${NAME+other}`, `${NAME?message}`, and those with a colon. */
  #choice(name: string, operator: string, isEmptyUnset: boolean): Value {
    // One that is refused for its operator is refused here as well.
    if (operator === "#" || operator === "%") throw new ShellSyntaxError(`unsupported modifier :${operator}`);
    const word = this.#readUntil("}", false);
    const value = this.#options.valueOf(name);
    if (value === undefined && this.#options.keepsUnset === true)
      return this.#joined(this.#joined(`\${${name}${isEmptyUnset ? ":" : ""}${operator}`, word), "}");
    if (value === null) return null;
    const isSet = value !== undefined && !(isEmptyUnset && value === "");
    switch (operator) {
      case "-":
        return isSet ? value : word;
      case "+":
        return isSet ? word : "";
      case "?":
        if (isSet) return value;
        throw new ShellSyntaxError(`${name} is not set`);
      default:
        throw new ShellSyntaxError(`unsupported modifier ${operator}`);
    }
  }

  /** `${NAME#pattern}`, `${NAME##pattern}`, `${NAME%pattern}` and `${NAME%%pattern}`. */
  #trimmed(name: string, operator: "#" | "%"): Value {
    const word = this.#readUntil("}", true);
    const value = this.#options.valueOf(name);
    if (value === undefined && this.#options.keepsUnset === true)
      return this.#joined(this.#joined(`\${${name}${operator}`, word), "}");
    if (value === null || word === null) return null;
    const longest = word.startsWith(operator);
    const pattern = longest ? word.slice(1) : word;
    return trimPattern(value ?? "", pattern, operator === "#" ? "start" : "end", longest);
  }

  /** `${NAME/pattern/other}` and `${NAME//pattern/other}`. */
  #replaced(name: string): Value {
    const all = this.#peek() === "/";
    if (all) this.#at += 1;
    const pattern = this.#readUntil("/", true);
    const replacement = this.#readUntil("}", true);
    const value = this.#options.valueOf(name);
    if (value === undefined && this.#options.keepsUnset === true)
      return this.#joined(
        this.#joined(this.#joined(`\${${name}/`, pattern), "/"),
        this.#joined(replacement, "}"),
      );
    if (value === null || pattern === null || replacement === null) return null;
    return replacePattern(value ?? "", pattern, replacement, all);
  }

  #valueOf(name: string, written: string): Value {
    const value = this.#options.valueOf(name);
    if (value === undefined) return this.#options.keepsUnset === true ? written : "";
    return value;
  }

  #name(): string {
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)?.[0] ?? "";
    this.#at += name.length;
    return name;
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The character at this place; "" at the end. */
  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #next(): string {
    const character = this.#peek();
    this.#at += 1;
    return character;
  }

  /** Null if a part is not known, or the whole is too long. */
  #joined(text: Value, more: Value): Value {
    if (text === null || more === null) return null;
    // Where nothing is put in, nothing grows.
    const isLong = this.#options.keepsUnset !== true && text.length + more.length > LONGEST_VALUE;
    return isLong ? null : text + more;
  }
}
