import { matchImages } from "../../src/baseline/match-images.ts";

const image = (name: string | null, madeOf = "app/Dockerfile") => ({ name, madeOf });

test.each<
  [string, ReturnType<typeof image>[], ReturnType<typeof image>[], (string | null | undefined)[], string[]]
>([
  ["the same images", [image("a"), image("b")], [image("b"), image("a")], ["b", "a"], []],
  ["without a configuration file", [image(null)], [image(null)], [null], []],
  ["a new image", [image("a")], [image("a"), image("b")], ["a", undefined], []],
  ["a removed image", [image("a"), image("b")], [image("a")], ["a"], ["b"]],
  ["a renamed image", [image("a"), image("b")], [image("a"), image("c")], ["a", "b"], []],
  [
    "a removed image and a new one of another Dockerfile",
    [image("a"), image("b", "b/Dockerfile")],
    [image("a"), image("c", "c/Dockerfile")],
    ["a", undefined],
    ["b"],
  ],
  [
    "two candidates for one renamed image",
    [image("a")],
    [image("b"), image("c")],
    [undefined, undefined],
    ["a"],
  ],
  ["one candidate for two renamed images", [image("a"), image("b")], [image("c")], [undefined], ["a", "b"]],
  ["a file that names the image", [image(null)], [image("a")], [null], []],
])("%s", (_, before, after, partners, left) => {
  const match = matchImages(before, after);
  expect(match.partners.map((partner) => (partner === null ? undefined : partner.name))).toEqual(partners);
  expect(match.left.map(({ name }) => name)).toEqual(left);
});
