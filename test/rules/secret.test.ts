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

test("a secret is an error at the line that brought it in, also where a later layer hides it", () => {
  expect(findingsOf(facts([{ ...KEY, hidden: true }]), { maxSize: 1e9 })).toEqual([
    finding({
      rule: "secret",
      message:
        "production holds a private key (RSA) in /root/.ssh/id_rsa; a later layer hides it, but it ships all the same",
      place: { file: "Dockerfile", lines: [7, 7] },
      advice:
        "List it in .dockerignore, and give it to what needs it: a container as it starts, a RUN by `RUN --mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa`. Revoke it if the image was ever pushed. If it is no secret: `allow-secrets: /root/.ssh/id_rsa`",
    }),
  ]);
});

test.each<[change: Partial<SecretReport>, message: string, advice: string]>([
  [
    { name: "root/.npmrc", what: "an npm token", origin: line(8, "RUN echo $TOKEN > ~/.npmrc") },
    "production holds an npm token in /root/.npmrc",
    "Delete it in the RUN that makes it; what a RUN only reads can be mounted: `RUN --mount=type=secret,id=npmrc,target=/root/.npmrc`",
  ],
  [
    { name: ".env", what: "a secret value (DB_PASSWORD)", origin: line(9, "COPY --from=build / /") },
    "production holds a secret value (DB_PASSWORD) in /.env",
    "Copy only what is needed from the other stage, by name",
  ],
  [
    { origin: { kind: "unknown" }, name: "a b/c d" },
    "production holds a private key (RSA) in /a b/c d",
    "List it in .dockerignore, and give it to what needs it: a container as it starts, a RUN by `RUN --mount=type=secret,id=c_d,target=/a b/c d`",
  ],
  [
    { name: "app/src/pay.ts", what: "a Stripe key" },
    "production holds a Stripe key in /app/src/pay.ts",
    "Take the value out of /app/src/pay.ts, and read it from the environment or from a file that is mounted when a container starts",
  ],
  [
    { kind: "variable", name: "API_TOKEN", what: "a secret value" },
    "production sets a secret value in its environment (API_TOKEN)",
    "Take it out of ENV, and set it where a container starts: `docker run --env API_TOKEN`",
  ],
  [
    { kind: "history", name: "NPM_TOKEN", what: "an npm token" },
    "production shows an npm token in its history (NPM_TOKEN)",
    "Give it to the RUN that needs it, which then does not keep it: `RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN`",
  ],
  [
    { kind: "history", name: "RUN", what: "a GitHub token" },
    "production shows a GitHub token in its history (RUN)",
    "Give it to the RUN that needs it, which then does not keep it: `RUN --mount=type=secret,id=TOKEN,env=TOKEN`",
  ],
])("%j", (change, message, advice) => {
  const found = { ...KEY, ...change };
  const allow = found.kind === "file" ? `/${found.name}` : found.name;
  expect(secretRule.check(facts([found]), settingsWith())).toMatchObject([
    {
      message,
      advice: `${advice}. Revoke it if the image was ever pushed. If it is no secret: \`allow-secrets: ${allow}\``,
    },
  ]);
});

test("all that a base image brings is one warning, at the FROM", () => {
  const names = ["etc/a.key", "etc/b.key", "etc/c.key", "etc/d.key", "etc/e.key"];
  const found = names.map((name) => ({ ...KEY, name, origin: { kind: "base" as const } }));
  expect(findingsOf(facts([...found.slice(1), KEY, ...found.slice(0, 1)]), { maxSize: 1e9 })).toMatchObject([
    { level: "error", message: "production holds a private key (RSA) in /root/.ssh/id_rsa" },
    {
      level: "warning",
      message:
        "the base image debian:trixie-slim of production holds a private key (RSA) in /etc/b.key, a private key (RSA) in /etc/c.key, a private key (RSA) in /etc/d.key and 2 more",
      actual: 5,
      place: { file: "Dockerfile", lines: [12, 12] },
      advice: "Use a base image without it. If it is no secret: `allow-secrets: /etc/b.key`",
    },
  ]);
});

test("ten are told each, and the rest in one; one more is told by itself", () => {
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
])("what allow-secrets names is left out: %j", (allowSecrets, left) => {
  const found = [
    KEY,
    { ...KEY, name: "app/id_rsa" },
    { ...KEY, kind: "variable" as const, name: "API_TOKEN", what: "a secret value" },
  ];
  expect(messages(found, { allowSecrets })).toHaveLength(left);
});

test("an image that is none has nothing to tell of", () => {
  expect(secretRule.check(factsOf({ image: null }), settingsWith())).toEqual([]);
});
