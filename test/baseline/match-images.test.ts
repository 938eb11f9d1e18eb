import { matchImages } from "../../src/baseline/match-images.ts";

const image = (name: string | null, madeOf = "app/Dockerfile") => ({ name, madeOf });

test.each<
  [string, ReturnType<typeof image>[], ReturnType<typeof image>[], (string | null | undefined)[], string[]]
>([
  ["the same", [image("a"), image("b")], [image("b"), image("a")], ["b", "a"], []],
  ["without a configuration file", [image(null)], [image(null)], [null], []],
  ["a new one", [image("a")], [image("a"), image("b")], ["a", undefined], []],
  ["one that is gone", [image("a"), image("b")], [image("a")], ["a"], ["b"]],
  ["one that was renamed", [image("a"), image("b")], [image("a"), image("c")], ["a", "b"], []],
  [
    "one that is gone and a new one of another Dockerfile",
    [image("a"), image("b", "b/Dockerfile")],
    [image("a"), image("c", "c/Dockerfile")],
    ["a", undefined],
    ["b"],
  ],
  [
    "two that may be the one that was renamed",
    [image("a")],
    [image("b"), image("c")],
    [undefined, undefined],
    ["a"],
  ],
  ["one that may be each of two", [image("a"), image("b")], [image("c")], [undefined], ["a", "b"]],
  ["a file that names the image now", [image(null)], [image("a")], [null], []],
])("%s", (_, before, after, partners, left) => {
  const found = matchImages(before, after);
  expect(found.partners.map((partner) => (partner === null ? undefined : partner.name))).toEqual(partners);
  expect(found.left.map(({ name }) => name)).toEqual(left);
});
