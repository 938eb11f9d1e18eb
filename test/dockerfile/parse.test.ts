import fc from "fast-check";
import { parseDockerfile } from "../../src/dockerfile/parse.ts";

/** An instruction with its rows in the file, and the expected result. */
interface Written {
  readonly rows: readonly string[];
  readonly keyword: string;
  readonly rest: string;
}

const KEYWORDS = ["FROM", "RUN", "COPY", "ENV", "USER", "CMD", "LABEL", "WORKDIR"] as const;

/** Words without special characters of instructions. */
const word = fc.stringMatching(/^[a-z0-9/.=:é]{1,8}$/);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((found) => found.join(" "));
/** What may stand between the rows of an instruction. */
const between = fc.array(fc.constantFrom("", "  ", "# a comment", "\t# FROM x \\", "#"), { maxLength: 3 });
const casing = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toLowerCase(),
);

const plain = fc
  .record({
    keyword: fc.constantFrom(...KEYWORDS),
    first: words,
    more: fc.array(fc.tuple(between, words), { maxLength: 3 }),
    casing,
    indent: fc.constantFrom("", "  ", "\t"),
    trailing: fc.constantFrom("", " ", "\t "),
  })
  .map(({ keyword, first, more, casing, indent, trailing }): ((escapeCharacter: string) => Written) => {
    return (escapeCharacter) => {
      const texts = [`${indent}${casing(keyword)} ${first}`, ...more.map(([, text]) => ` ${text}`)];
      const rows = texts.flatMap((text, index) => [
        index < texts.length - 1 ? `${text}${escapeCharacter}${trailing}` : text,
        ...(more[index]?.[0] ?? []),
      ]);
      return { rows, keyword, rest: [first, ...more.map(([, text]) => text)].join(" ") };
    };
  });

const heredoc = fc
  .record({
    keyword: fc.constantFrom("RUN", "COPY", "ADD"),
    names: fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,4}$/), { minLength: 1, maxLength: 3 }),
    blank: fc.constantFrom("", " ", "  "),
    quote: fc.constantFrom("", "'", '"'),
    body: fc.array(fc.constantFrom("FROM x AS y", "# a comment", "", "a \\", "RUN b", "'"), { maxLength: 4 }),
    casing,
  })
  .map(({ keyword, names, blank, quote, body, casing }) => (): Written => {
    const rest = `${names.map((name) => `<<${blank}${quote}${name}${quote}`).join(" ")} /to`;
    const rows = [`${casing(keyword)} ${rest}`, ...names.flatMap((name) => [...body, name])];
    return { rows, keyword, rest };
  });

const looksLikeHeredoc = fc
  .constantFrom(
    "RUN echo '<<EOF'",
    'RUN echo "a <<EOF"',
    'RUN ["cat", "<<EOF"]',
    "RUN cat <<<EOF",
    "CMD a <<EOF",
  )
  .map((row) => (): Written => ({ rows: [row], keyword: row.slice(0, 3), rest: row.slice(4) }));

test("a parsed Dockerfile has exactly the instructions and lines of its source", () => {
  const outside = fc.array(fc.constantFrom("", "# a comment", "   ", "# b \\"), { maxLength: 2 });
  const parts = fc.array(fc.tuple(outside, fc.oneof(plain, heredoc, looksLikeHeredoc)), { minLength: 1 });
  fc.assert(
    fc.property(
      parts,
      fc.constantFrom("\\", "`"),
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      (made, escapeCharacter, lineBreak, hasLastBreak) => {
        const rows = [`# escape=${escapeCharacter}`];
        const expected = made.map(([before, write]) => {
          const { rows: own, keyword, rest } = write(escapeCharacter);
          rows.push(...before, ...own);
          return { keyword, rest, lines: [rows.length - own.length + 1, rows.length] };
        });
        const { instructions } = parseDockerfile(rows.join(lineBreak) + (hasLastBreak ? lineBreak : ""));
        expect(instructions.map(({ keyword, rest, lines }) => ({ keyword, rest, lines }))).toEqual(expected);
      },
    ),
  );
});

test("no text makes the parser throw, and all lines are within the text", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "FROM ",
      "RUN ",
      "<<",
      "EOF",
      "\n",
      "\\\n",
      "`",
      "# escape=`\n",
      "'",
      '"',
      "$",
      "{",
      "--a=",
      "ONBUILD ",
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      let above = 0;
      for (const { lines } of parseDockerfile(text).instructions) {
        expect(lines[0]).toBeGreaterThan(above);
        expect(lines[1]).toBeGreaterThanOrEqual(lines[0]);
        above = lines[1];
      }
      expect(above).toBeLessThanOrEqual(text.split("\n").length);
    }),
  );
});

test.each<[name: string, dockerfile: string, text: string]>([
  ["continued lines are joined", "RUN a \\\n    b && \\\n    c", "RUN a b && c"],
  ["a word may continue on the next line", "RUN ab\\\ncd", "RUN abcd"],
  ["comments are left out", "RUN a \\\n  # why\n  b", "RUN a b"],
  [
    "a backtick continues lines if it is the escape character",
    "# escape=`\nRUN dir `\n  C:\\a\\",
    "RUN dir C:\\a\\",
  ],
  ["a backslash at the end is then text", "# escape=`\nRUN a \\", "RUN a \\"],
  ["heredocs are part of it", "RUN <<EOF\n  a\n  b\nEOF", "RUN <<EOF a b EOF"],
])("the text of an instruction: %s", (_, dockerfile, text) => {
  expect(parseDockerfile(dockerfile).instructions.map((found) => found.text)).toEqual([text]);
});

test.each<[name: string, dockerfile: string]>([
  ["50,000 instructions", `FROM a\n${"RUN apt-get update && apt-get install -y curl\n".repeat(50_000)}`],
  ["an instruction of 50,000 lines", `FROM a\nRUN a${" \\\n  b".repeat(50_000)}`],
  ["50,000 comments in an instruction", `FROM a\nRUN a \\\n${"# b\n".repeat(50_000)}`],
  ["50,000 heredocs", `FROM a\n${"RUN <<E\na\nE\n".repeat(50_000)}`],
  ["a line of 500,000 blanks", `FROM a\nRUN a${" ".repeat(500_000)}b`],
  ["100,000 arrows", `FROM a\nRUN cat ${"<<A ".repeat(100_000)}`],
  ["100,000 open substitutions", `FROM a\nRUN << ${"$".repeat(3)}${"{a:-".repeat(100_000)}`],
  ["a directive with 500,000 blanks", `# escape=${" ".repeat(500_000)}x\nFROM a`],
])("reading takes less than a second of CPU time: %s", (_, dockerfile) => {
  // The first time, compilation may take long.
  const times = [0, 1].map(() => {
    const start = process.cpuUsage();
    parseDockerfile(dockerfile);
    return process.cpuUsage(start).user;
  });
  expect(Math.min(...times)).toBeLessThan(1_000_000);
});
