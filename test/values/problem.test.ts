import { placed } from "../../src/values/problem.ts";

test.each([
  ["", "target: there is no stage x", "target: there is no stage x"],
  ["--target", "target: there is no stage x", "--target: there is no stage x"],
  ["-t", "target: there is no stage x", "-t: there is no stage x"],
  ["-t", "the value is missing", "-t: the value is missing"],
  ["input target", "target: there is no stage x", "input target: there is no stage x"],
  ["--target", "platforms: junk", "--target: platforms: junk"],
  [".stagegate.yml:3", "target: there is no stage x", ".stagegate.yml:3: target: there is no stage x"],
])("the place %j names the setting of %j once", (place, message, expected) => {
  expect(placed(place, message)).toBe(expected);
});
