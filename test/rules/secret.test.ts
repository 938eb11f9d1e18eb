import type { Origin, SecretReport } from "../../src/model/report.ts";
import { secretRule } from "../../src/rules/secret.ts";
import { factsOf, findingsOf, settingsWith } from "../fixtures/facts.ts";
import { finding, measuredImage } from "../fixtures/report.ts";

function line(number: number, instruction: string): Origin {
  return { kind: "instruction", stage: null, file: "Dockerfile", lines: [number, number], instruction };
}

const KEY: SecretReport = {
  what: "a private key (RSA)",
  kind: "file",
  name: "root/.ssh/id_rsa",
  origin: line(7, "COPY . ."),
  hidden: false,
};

const facts = (secrets: readonly SecretReport[]) => factsOf({ image: measuredImage({ secrets }) });

const messages = (secrets: readonly SecretReport[], settings = {}) =>
  secretRule.check(facts(secrets), settingsWith(settings)).map(({ message }) => message);

test("a secret is an error at its line, even if a later layer hides it", () => {
  expect(findingsOf(facts([{ ...KEY, hidden: true }]), { maxSize: 1e9 })).toEqual([
    finding({
      rule: "secret",
      message:
        "production holds a private key (RSA) in /root/.ssh/id_rsa; a later layer hides the file, but it still ships",
      place: { file: "Dockerfile", lines: [7, 7] },
      advice:
        "List it in .dockerignore. Give it to a container when it starts, or to a RUN by `RUN --mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa`. If the image was ever pushed, revoke the credential. If it is not a secret, set `allow-secrets: /root/.ssh/id_rsa`.",
    }),
  ]);
});

test.each<[change: Partial<SecretReport>, message: string, advice: string]>([
  [
    { name: "root/.npmrc", what: "an npm token", origin: line(8, "RUN echo $TOKEN > ~/.npmrc") },
    "production holds an npm token in /root/.npmrc",
    "Delete it in the RUN that creates it. If the RUN only reads it, mount it: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc`",
  ],
  [
    { name: ".env", what: "a secret value (DB_PASSWORD)", origin: line(9, "COPY --from=build / /") },
    "production holds a secret value (DB_PASSWORD) in /.env",
    "Copy only the files that the image needs from the other stage, by name",
  ],
  [
    { origin: { kind: "unknown" }, name: "a b/c d" },
    "production holds a private key (RSA) in /a b/c d",
    "List it in .dockerignore. Give it to a container when it starts, or to a RUN by `RUN --mount=type=secret,id=c_d,target=/a b/c d`",
  ],
  [
    { name: "app/src/pay.ts", what: "a Stripe key" },
    "production holds a Stripe key in /app/src/pay.ts",
    "Remove the value from /app/src/pay.ts, and read it from the environment or from a file that is mounted when a container starts",
  ],
  [
    { kind: "variable", name: "API_TOKEN", what: "a secret value" },
    "production sets a secret value in its environment (API_TOKEN)",
    "Remove it from ENV, and set it when a container starts: `docker run --env API_TOKEN`",
  ],
  [
    { kind: "history", name: "NPM_TOKEN", what: "an npm token" },
    "production shows an npm token in its history (NPM_TOKEN)",
    "Pass it to the RUN that needs it as a build secret, which no layer keeps: `RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN`",
  ],
  [
    { kind: "history", name: "RUN", what: "a GitHub token" },
    "production shows a GitHub token in its history (RUN)",
    "Pass it to the RUN that needs it as a build secret, which no layer keeps: `RUN --mount=type=secret,id=TOKEN,env=TOKEN`",
  ],
])("the advice depends on the place of the secret: %j", (change, message, advice) => {
  const secret = { ...KEY, ...change };
  const allow = secret.kind === "file" ? `/${secret.name}` : secret.name;
  expect(secretRule.check(facts([secret]), settingsWith())).toMatchObject([
    {
      message,
      advice: `${advice}. If the image was ever pushed, revoke the credential. If it is not a secret, set \`allow-secrets: ${allow}\`.`,
    },
  ]);
});

test("all secrets of a base image are one warning at the FROM", () => {
  const names = ["etc/a.key", "etc/b.key", "etc/c.key", "etc/d.key", "etc/e.key"];
  const [first, ...others] = names.map((name) => ({ ...KEY, name, origin: { kind: "base" as const } }));
  const secrets = [...others, KEY, ...(first === undefined ? [] : [first])];
  expect(findingsOf(facts(secrets), { maxSize: 1e9 })).toMatchObject([
    { level: "error", message: "production holds a private key (RSA) in /root/.ssh/id_rsa" },
    {
      level: "warning",
      message:
        "the base image debian:trixie-slim of production holds a private key (RSA) in /etc/b.key, a private key (RSA) in /etc/c.key, a private key (RSA) in /etc/d.key and 2 more",
      actual: 5,
      place: { file: "Dockerfile", lines: [12, 12] },
      advice: "Use a base image without credentials. If it is not a secret, set `allow-secrets: /etc/b.key`.",
    },
  ]);
});

test("ten secrets have a finding each, and one finding counts the rest", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, number) => ({ ...KEY, name: `${number}.pem` }));
  expect(messages(many(11))).toHaveLength(11);
  expect(messages(many(12)).slice(10)).toEqual([
    "production holds 2 more credentials: a private key (RSA) in /10.pem, a private key (RSA) in /11.pem",
  ]);
  expect(messages(many(30)).slice(10)).toEqual([
    "production holds 20 more credentials: a private key (RSA) in /10.pem, a private key (RSA) in /11.pem, a private key (RSA) in /12.pem and 17 more",
  ]);
});

test.each<[patterns: readonly string[], left: number]>([
  [[], 3],
  [["id_rsa"], 1],
  [["*.pem"], 3],
  [["/root/"], 2],
  [["/root/.ssh/**", "API_TOKEN"], 1],
  [["/.ssh/id_rsa"], 3],
])("allow-secrets leaves out its secrets: %j", (allowSecrets, left) => {
  const secrets = [
    KEY,
    { ...KEY, name: "app/id_rsa" },
    { ...KEY, kind: "variable" as const, name: "API_TOKEN", what: "a secret value" },
  ];
  expect(messages(secrets, { allowSecrets })).toHaveLength(left);
});

test("without an image there is no finding", () => {
  expect(secretRule.check(factsOf({ image: null }), settingsWith())).toEqual([]);
});
