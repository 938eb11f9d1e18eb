import { confidentialValues } from "../../src/config/confidential.ts";
import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";

const TOKEN = "hk49dkf03kd8x7";

/** The confidential values of an image with one setting. */
async function valuesOf(setting: string): Promise<string[]> {
  const file = readConfigFile(`images:\n  app:\n    ${setting}\n`, "/repo/.stagegate.yml", ".stagegate.yml");
  const [image] = resolveSettings(new Map(), file, [], null, "/repo").images;
  if (image === undefined) throw new Error("there is no image");
  const values = await confidentialValues(image.settings, {
    env: { TOKEN, NPM_TOKEN: TOKEN },
    cwd: "/repo",
    readFile: async (path) =>
      path === "/repo/token.txt" || path === "/repo/token" ? Buffer.from(`${TOKEN}\n`) : null,
  });
  return values.map(String);
}

test.each([
  ["a secret from a variable", "secrets: ['id=a,env=TOKEN']", TOKEN],
  ["a secret of type env", "secrets: ['type=env,id=a,src=TOKEN']", TOKEN],
  ["a secret from a file", "secrets: ['id=a,src=token.txt']", `${TOKEN}\n`],
  ["a secret from the variable of its id", "secrets: ['id=TOKEN']", TOKEN],
  ["a secret from the file of its id", "secrets: ['id=token']", `${TOKEN}\n`],
  ["a build argument by its name", `build-args: {NPM_TOKEN: ${TOKEN}}`, TOKEN],
  ["a build argument of the environment", "build-args: [NPM_TOKEN]", TOKEN],
  [
    "a build argument with the form of a credential",
    `build-args: {INDEX: "https://me:${TOKEN}@pypi.internal/"}`,
    TOKEN,
  ],
  ["a named context with a password", `build-contexts: {a: "https://me:${TOKEN}@git.internal/a.git"}`, TOKEN],
  ["a key of a cache", `cache-to: ["type=s3,region=eu,secret_access_key=${TOKEN}"]`, TOKEN],
  ["a variable of the smoke test", `smoke: {port: 80, env: {ANYTHING: ${TOKEN}}}`, TOKEN],
  ["a variable of the smoke test from the environment", "smoke: {port: 80, env: {TOKEN: }}", TOKEN],
  [
    "a login of the smoke test",
    `smoke: {port: 80, requests: [{path: /, headers: {Authorization: "Bearer ${TOKEN}"}}]}`,
    TOKEN,
  ],
])("%s is confidential", async (_, setting, value) => {
  expect(await valuesOf(setting)).toContain(value);
});

test.each([
  "build-args: {VERSION: 1.2.3, DEBIAN_FRONTEND: noninteractive}",
  "smoke: {port: 80, env: {NODE_ENV: production, PORT: 8080, DATA: /var/lib/data, URL: 'http://db.internal:80/'}}",
  "cache-from: ['type=gha,scope=main']",
  "secrets: ['id=a,env=UNSET']",
  "secrets: ['id=a,src=missing.txt']",
])("%s is not confidential", async (setting) => {
  expect(await valuesOf(setting)).toEqual([]);
});
