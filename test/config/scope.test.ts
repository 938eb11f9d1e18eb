import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import { scopeOf } from "../../src/config/scope.ts";

/** The scope of a configuration's images in a clone at that place. */
function scope(yaml: string, root = "/repo"): string {
  const file = readConfigFile(yaml, `${root}/.stagegate.yml`, ".stagegate.yml");
  return scopeOf(resolveSettings(new Map(), file, [], root, root).images, root);
}

const ONE = "images: {app: {context: app, target: production, build-args: {COMMIT: abc}}}";

test.each([
  ["of another clone", scope(ONE, "/elsewhere/repo")],
  ["of another commit in a build argument", scope(ONE.replace("abc", "def"))],
  ["with other budgets", scope(ONE.replace("}}}", "}, max-size: 1MB}}"))],
])("images %s have the same scope", (_what, other) => {
  expect(other).toBe(scope(ONE));
});

test.each([
  ["another name", ONE.replace("app:", "web:")],
  ["another context", ONE.replace("context: app", "context: web")],
  ["another target", ONE.replace("production", "debug")],
  ["another Dockerfile", ONE.replace("target:", "file: Dockerfile.debug, target:")],
  ["another platform", ONE.replace("target:", "platforms: linux/arm64, target:")],
  ["other build arguments", ONE.replace("COMMIT", "EDITION")],
  ["one more image", ONE.replace("images: {", "images: {web: {context: web}, ")],
])("images with %s have another scope", (_what, yaml) => {
  expect(scope(yaml)).not.toBe(scope(ONE));
});

test("an existing image has its name, and the same path in every clone", () => {
  const archive = (path: string, root?: string) => scope(`images: {app: {image: ${path}}}`, root);
  expect(archive("./app.tar", "/elsewhere")).toBe(archive("./app.tar"));
  expect(archive("app:2")).not.toBe(archive("app:1"));
});
