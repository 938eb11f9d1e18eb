import fc from "fast-check";
import { type CommentRun, commentMarker, readMarker, supersedes } from "../../src/github/comment-marker.ts";

const sha = fc.constantFrom("1", "2", "3").map((digit) => digit.repeat(40));
const count = fc.integer({ min: 1, max: 4 });
const run: fc.Arbitrary<CommentRun> = fc.record({ id: count, attempt: count, head: sha });
const present = fc.option(sha);

test("a marker with any key is read back the same", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), run, (key, writer) => {
      expect(readMarker(key, `${commentMarker(key, writer)}\nbody`)).toEqual(writer);
    }),
  );
});

test("a marker of another key is no marker", () => {
  const key = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(key, key, run, (one, other, writer) => {
      fc.pre(one !== other);
      expect(readMarker(other, commentMarker(one, writer))).toBeNull();
    }),
  );
});

test.each([
  ["a marker of an older version", "<!-- stagegate:default -->\n62 MB", "unknown"],
  ["a run without a number", "<!-- stagegate:default head=1a -->\n", { id: null, attempt: null, head: "1a" }],
  ["a marker further down", "62 MB\n<!-- stagegate:default run=1.1 head=1a -->", null],
  ["a number that no run has", `<!-- stagegate:default run=${"9".repeat(16)}.1 head=1a -->`, "unknown"],
  ["a run in the text", "<!-- stagegate:default -->\n<!-- stagegate:default run=9.9 head=1a -->", "unknown"],
])("%s", (_, body, writer) => {
  expect(readMarker("default", body)).toEqual(writer);
});

const [OLD, NEW] = ["1".repeat(40), "2".repeat(40)];

test.each<[string, CommentRun, CommentRun, string | null, boolean]>([
  ["a later run", { id: 2, attempt: 1, head: NEW }, { id: 1, attempt: 1, head: OLD }, null, true],
  ["an earlier run", { id: 1, attempt: 1, head: OLD }, { id: 2, attempt: 1, head: NEW }, null, false],
  ["a re-run of it", { id: 1, attempt: 3, head: OLD }, { id: 2, attempt: 1, head: NEW }, null, false],
  [
    "a re-run of the same run",
    { id: 1, attempt: 2, head: OLD },
    { id: 1, attempt: 1, head: OLD },
    null,
    true,
  ],
  ["an earlier attempt", { id: 1, attempt: 1, head: OLD }, { id: 1, attempt: 2, head: OLD }, null, false],
  ["another job of the run", { id: 1, attempt: 1, head: OLD }, { id: 1, attempt: 1, head: OLD }, null, true],
  ["a lower id of the head", { id: 1, attempt: 1, head: NEW }, { id: 2, attempt: 1, head: OLD }, NEW, true],
  ["a higher id of no head", { id: 2, attempt: 1, head: OLD }, { id: 1, attempt: 1, head: NEW }, NEW, false],
  ["a later run, both old", { id: 2, attempt: 1, head: OLD }, { id: 1, attempt: 1, head: NEW }, "3", true],
])("%s replaces a comment: %#", (_, own, other, head, replaces) => {
  expect(supersedes(own, other, head)).toBe(replaces);
});

test("of two different runs exactly one comes first", () => {
  fc.assert(
    fc.property(run, run, present, (one, other, head) => {
      fc.pre(one.id !== other.id || one.attempt !== other.attempt || one.head !== other.head);
      // A run has one head, because a re-run keeps the commit.
      fc.pre(one.id !== other.id || one.head === other.head);
      expect(supersedes(one, other, head)).toBe(!supersedes(other, one, head));
    }),
  );
});

test("the order of runs has no cycle", () => {
  fc.assert(
    fc.property(run, run, run, present, (a, b, c, head) => {
      fc.pre(supersedes(a, b, head) && supersedes(b, c, head));
      expect(supersedes(a, c, head)).toBe(true);
    }),
  );
});
