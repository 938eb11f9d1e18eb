import { readConfigFile } from "../../src/config/config-file.ts";

const COLON = "a key needs a colon and a space after it. Write for example: max-size: 150MB";
const INDENT =
  "this line has the wrong indentation. Write the keys of one mapping below each other, with the same number of spaces before them.";

test.each<[what: string, yaml: string, line: number, message: string]>([
  ["a missing colon above a mapping", "images\n  app:\n    target: a\n", 1, COLON],
  ["a missing colon above a key", "images:\n  app:\n    target a\n    pull: true\n", 3, COLON],
  ["a missing colon in the last line", "images:\n  app:\n    pull: true\n    target a\n", 4, COLON],
  ["a missing space", "images:\n  app:\n    max-size:1MB\n    target: a\n", 3, COLON],
  [
    "a tab",
    "images:\n  app:\n\ttarget: a\n",
    3,
    "a tab indents this line, and YAML allows only spaces. Replace the tab with spaces.",
  ],
  ["too few spaces", "images:\n  app:\n    target: a\n   pull: true\n", 4, INDENT],
  ["too many spaces", "images:\n  app:\n    target: a\n      pull: true\n", 4, INDENT],
  [
    "a single quote without an end",
    "images:\n  app:\n    target: 'a\n    pull: true\n",
    3,
    "a text has no closing '. Write ' at its end.",
  ],
  [
    "a double quote without an end",
    'images:\n  app:\n    target: "a\n    pull: true\n',
    3,
    'a text has no closing ". Write " at its end.',
  ],
  [
    "a bracket without an end",
    "images:\n  app:\n    forbid: [a,\n      b\n",
    3,
    "[ has no closing ]. Write ] where the value ends.",
  ],
  [
    "a brace without an end",
    "images:\n  app: {target: a\n  b:\n    target: y\n",
    2,
    "{ has no closing }. Write } where the value ends.",
  ],
  [
    "a brace without a beginning",
    "images:\n  app: {target: a}}\n",
    2,
    "} has no opening bracket. Remove the }.",
  ],
  [
    "two colons",
    "images:\n  app:\n    target: a pull: true\n",
    3,
    "a value without quotes has a second colon. Put the whole value in quotes, or write the second key on a line of its own.",
  ],
  [
    "a list beside keys",
    "images:\n  app:\n    target: a\n    - b\n",
    4,
    "a list entry stands where a key must stand. Write the list below a key of its own.",
  ],
  [
    "a missing comma",
    "images:\n  app: {target: a pull: true}\n",
    2,
    "entries within braces need commas between them. Write for example: {target: production, max-size: 150MB}",
  ],
  [
    "a value that begins with a sign of YAML",
    "images:\n  app:\n    target: @a\n",
    3,
    "a value without quotes begins with @, which has a meaning of its own in YAML. Put the value in quotes.",
  ],
  [
    "a pattern without quotes",
    "images:\n  app:\n    forbid:\n      - *\n",
    4,
    "a value without quotes begins with *, which has a meaning of its own in YAML. Put the value in quotes.",
  ],
  [
    "a backslash in double quotes",
    'images:\n  app:\n    forbid: "\\d"\n',
    3,
    "a text in double quotes has an unknown escape sequence. Use single quotes, or write each backslash twice.",
  ],
  [
    "two documents",
    "images: {}\n---\nimages: {}\n",
    2,
    "the file has several documents. Remove the line --- and what follows it.",
  ],
])("YAML with %s is an error in plain words", (_, yaml, line, message) => {
  expect(() => readConfigFile(yaml, "/repo/.stagegate.yml", ".stagegate.yml")).toThrow(
    `.stagegate.yml:${line}: not valid YAML: ${message}`,
  );
});

test("an error without a text of its own shows the parser's", () => {
  expect(() => readConfigFile("images:\n  a: {b: 1, , c: 2}\n", "/repo/a.yml", "a.yml")).toThrow(
    "a.yml:2: not valid YAML: Unexpected , in flow map. Write one key in each line, for example: max-size: 150MB",
  );
});
