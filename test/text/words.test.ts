import { withoutSubject } from "../../src/text/words.ts";

test.each([
  ["./old.tar: holds no image", "holds no image"],
  ["/ci/old.tar: blob x: is missing", "blob x: is missing"],
  ["/ci/old.tar cannot be read: it is a folder", "it is a folder"],
  ["/ci/old.tar holds 2 images", "it holds 2 images"],
  ["/ci/old.tarx: holds no image", "/ci/old.tarx: holds no image"],
  ["docker is not installed", "docker is not installed"],
])("%s without its subject is: %s", (message, words) => {
  expect(withoutSubject(message, ["./old.tar", "/ci/old.tar"])).toBe(words);
});
