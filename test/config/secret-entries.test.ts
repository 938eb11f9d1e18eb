import { resolveSettings } from "../../src/config/config.ts";
import { readConfigFile } from "../../src/config/config-file.ts";
import { messageOf } from "../../src/host/errors.ts";

/** The problem of an entry of `secrets` in a configuration file; null without one. */
function problemOf(yaml: string): string | null {
  const file = readConfigFile(
    `images:\n  app:\n    secrets:\n${yaml}\n`,
    "/repo/.stagegate.yml",
    ".stagegate.yml",
  );
  try {
    resolveSettings(new Map(), file, [], null, "/repo");
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

const listed = (...entries: readonly string[]) =>
  entries.map((entry) => `      - ${JSON.stringify(entry)}`).join("\n");

test.each([
  "id=token,env=TOKEN",
  "id=token,src=token.txt",
  "id=token,source=token.txt",
  "type=file,id=token,src=token.txt",
  "type=env,id=token,src=TOKEN",
  "ID=token,ENV=TOKEN",
  "id=token",
  '"id=token","src=a,b.txt"',
])("%s is an entry", (entry) => {
  expect(problemOf(listed(entry))).toBeNull();
});

const EXAMPLE = "Name the variable or the file that holds it, for example `id=npm_token,env=NPM_TOKEN`.";
const VALUE = "hk49dkf03kd";

test.each([
  [
    `NPM_TOKEN=${VALUE}`,
    "does not name where the secret comes from. Put the value into an environment variable, and name that: `id=NPM_TOKEN,env=NPM_TOKEN`.",
  ],
  [
    `"npm_token=${VALUE},x"`,
    "does not name where the secret comes from. Put the value into an environment variable, and name that: `id=npm_token,env=NPM_TOKEN`.",
  ],
  [`${VALUE}`, `does not name where the secret comes from. ${EXAMPLE}`],
  [`${VALUE}==`, `does not name where the secret comes from. ${EXAMPLE}`],
  [`id=token,value=${VALUE}`, `has a field that is none of id, env, src and type. ${EXAMPLE}`],
  [`env=TOKEN`, `has no id. ${EXAMPLE}`],
  [`id=,env=TOKEN`, `has no id. ${EXAMPLE}`],
  [`id=token,env`, `has no value behind env. ${EXAMPLE}`],
  [`id=token,type=${VALUE}`, `has a type that is neither env nor file. ${EXAMPLE}`],
  [`id=token,env=TOKEN,src=${VALUE}`, `names both a variable (env) and a file (src). ${EXAMPLE}`],
  [`id=token,src="${VALUE} b.txt"`, `is not valid CSV: a quote is in the wrong place. ${EXAMPLE}`],
])("the error about %s contains no part of its value", (entry, problem) => {
  const message = problemOf(listed("id=other", entry));
  expect(message).toBe(`.stagegate.yml:5: secrets: entry 2 ${problem}`);
  expect(message).not.toContain(VALUE);
});

test("the error about a mapping of secrets contains no value", () => {
  expect(problemOf(`      NPM_TOKEN: ${VALUE}`)).toBe(
    `.stagegate.yml:3: secrets: the value is not a list of texts. ${EXAMPLE}`,
  );
});

test.each([
  ["secret-envs", "Name the variable in secrets, for example `secrets: id=npm_token,env=NPM_TOKEN`."],
  ["secret-files", "Name the file in secrets, for example `secrets: id=npmrc,src=.npmrc`."],
])("the error about the input %s of other actions shows the right spelling", (name, hint) => {
  const inputs = new Map([
    [name, { value: `T=${VALUE}`, place: { name: `input ${name}`, at: null }, base: "/repo" }],
  ]);
  expect(() => resolveSettings(inputs, null, [], null, "/repo")).toThrow(
    `input ${name}: unknown setting "${name}". ${hint}`,
  );
});

test("the error about a github-token in the file does not repeat it", () => {
  const file = readConfigFile(`github-token: [${VALUE}]\n`, "/repo/.stagegate.yml", ".stagegate.yml");
  expect(() => resolveSettings(new Map(), file, [], null, "/repo")).toThrow(
    /^\.stagegate\.yml:1: unknown key "github-token" at the top level\. It is a credential, which no file of a repository holds: give it as an input\.$/,
  );
});
