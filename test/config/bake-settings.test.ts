import { csvTexts, sshTexts } from "../../src/bake/fields.ts";
import { settingsOf } from "../../src/config/bake-settings.ts";
import { hostPlatform } from "../../src/image/platform.ts";
import { madeOf, printedOf, targetsOf } from "../fixtures/bake.ts";

test.each(["docker-bake", "compose"] as const)("the targets of %s as settings", async (file) => {
  const targets = await targetsOf(printedOf(file));
  const settings = targets.map((target) => [
    target.name,
    Object.fromEntries([...settingsOf(target)].map(([setting, { value }]) => [setting, value])),
  ]);
  expect(Object.fromEntries(settings)).toMatchSnapshot();
});

test("every value has its place, and the folder for its paths", async () => {
  const [target] = await madeOf({ app: { context: "app" } });
  const place = { name: "ci/docker-bake.hcl: target app", at: null };
  expect(target === undefined ? null : [...settingsOf(target)]).toEqual([
    ["context", { value: "app", place, base: "/repo/ci" }],
  ]);
});

test.each([
  [["linux/arm64"], ["linux/arm64"]],
  [["local"], undefined],
  [
    ["local", "linux/s390x"],
    [hostPlatform(), "linux/s390x"],
  ],
  [
    ["linux/amd64", "linux/arm64"],
    ["linux/amd64", "linux/arm64"],
  ],
  [[], undefined],
])("the platforms %j are the setting %j", async (platforms, setting) => {
  const [target] = await madeOf({ app: { platforms } });
  expect(target === undefined ? null : settingsOf(target).get("platforms")?.value).toEqual(setting);
});

test.each<[string, string | Record<string, unknown>, string]>([
  ["a cache of GitHub", { type: "gha", scope: "app" }, "type=gha,scope=app"],
  ["a local cache", { type: "local", src: "cache" }, "type=local,src=/repo/cache"],
  ["a local cache to write", { type: "local", dest: "/cache" }, "type=local,dest=/cache"],
  ["a value with a comma", { type: "s3", name: "a,b" }, 'type=s3,"name=a,b"'],
  ["a secret of the environment", { id: "token", env: "TOKEN" }, "id=token,env=TOKEN"],
  ["a secret of a file", { id: "netrc", src: "../netrc" }, "id=netrc,src=/netrc"],
  ["text from an old buildx", "type=local,src=cache", "type=local,src=cache"],
])("%s as text", (_, entry, text) => {
  expect(csvTexts([entry], "/repo")).toEqual([text]);
});

test.each<[string, string | Record<string, unknown>, string]>([
  ["the agent", { id: "default" }, "default"],
  ["keys", { id: "deploy", paths: ["keys/a", "/keys/b"] }, "deploy=/repo/keys/a,/keys/b"],
  ["text from an old buildx", "default", "default"],
])("%s for SSH", (_, entry, text) => {
  expect(sshTexts([entry], "/repo")).toEqual([text]);
});

test("a field of a secret that is no text becomes JSON", async () => {
  const [target] = await madeOf({ app: { secret: [{ id: "a", env: { toString: "b" } }] } });
  const secrets = target === undefined ? undefined : settingsOf(target).get("secrets")?.value;
  expect(secrets).toEqual(['id=a,"env={""toString"":""b""}"']);
});
