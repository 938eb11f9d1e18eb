import type { Image } from "../../src/image/image.ts";
import { measure } from "../../src/measure/measure.ts";
import { findOrigins } from "../../src/measure/origins.ts";
import type { SecretReport } from "../../src/model/report.ts";
import { archiveOf, dockerSave, type EntrySpec, makeImage } from "../fixtures/images.ts";
import { readBytes } from "../image/reading.ts";
import { ED25519, OPENSSH, random } from "../secrets/made.ts";

const KEY: EntrySpec = { name: "app/id_ed25519", content: OPENSSH };

interface Spec {
  readonly layers: readonly (readonly EntrySpec[])[];
  readonly env?: readonly string[];
  readonly history?: readonly { readonly created_by: string; readonly empty_layer?: boolean }[];
  readonly dockerfile?: string;
}

function imageOf({ layers, env = [], history }: Spec): Promise<Image> {
  const config = { config: { Env: env }, ...(history !== undefined && { history }) };
  return readBytes(archiveOf(dockerSave(makeImage({ layers, config }), "25")));
}

/** As in `3 file app/key hidden`: its line, `base` or `unknown`, and what is told of it. */
async function secretsOf({ dockerfile, ...spec }: Spec): Promise<string[]> {
  const image = await imageOf(spec);
  const built = dockerfile === undefined ? null : { file: "Dockerfile", text: dockerfile, target: null };
  return measure(image, built === null ? null : findOrigins(image, built, null)).secrets.map(rowOf);
}

function rowOf({ kind, name, origin, hidden }: SecretReport): string {
  const from = origin.kind === "instruction" ? origin.lines[0] : origin.kind;
  return `${from} ${kind} ${name}${hidden ? " hidden" : ""}`;
}

test.each<[what: string, layers: Spec["layers"], secrets: string[]]>([
  ["a key", [[KEY]], ["unknown file app/id_ed25519"]],
  [
    "a key that a later layer deletes",
    [[KEY], [{ name: "app/.wh.id_ed25519" }]],
    ["unknown file app/id_ed25519 hidden"],
  ],
  ["a key whose folder goes", [[KEY], [{ name: ".wh.app" }]], ["unknown file app/id_ed25519 hidden"]],
  [
    "a key that is replaced by other content",
    [[KEY], [{ ...KEY, content: "" }]],
    ["unknown file app/id_ed25519 hidden"],
  ],
  [
    "a key that is replaced by another",
    [[KEY], [{ ...KEY, content: ED25519.privateKey }]],
    ["unknown file app/id_ed25519 hidden", "unknown file app/id_ed25519"],
  ],
  ["a key that is only stored again", [[KEY], [KEY]], ["unknown file app/id_ed25519"]],
  [
    "a key that is stored again and deleted",
    [[KEY], [KEY], [{ name: "app/.wh.id_ed25519" }]],
    ["unknown file app/id_ed25519 hidden"],
  ],
  ["a key's name without a file", [[{ ...KEY, flag: "2", link: "/run/key", content: "" }]], []],
  ["a whiteout with the name of a key", [[{ ...KEY, name: "app/.wh.id_ed25519" }]], []],
])("%s", async (_, layers, secrets) => {
  expect(await secretsOf({ layers })).toEqual(secrets);
});

const DOCKERFILE = `FROM base
ARG NPM_TOKEN
ENV API_TOKEN=$A OLD_SECRET=$B
COPY . .
RUN npm ci
RUN rm app/id_ed25519
ENV OLD_SECRET=
`;
const TOKEN = random(20);
const HISTORY = [
  { created_by: "COPY base" },
  { created_by: `ENV BASE_TOKEN=${TOKEN}`, empty_layer: true },
  { created_by: 'CMD ["sh"]', empty_layer: true },
  { created_by: "ARG NPM_TOKEN", empty_layer: true },
  { created_by: `ENV API_TOKEN=${TOKEN} OLD_SECRET=${TOKEN}`, empty_layer: true },
  { created_by: "COPY . . # buildkit" },
  { created_by: `RUN |1 NPM_TOKEN=${TOKEN} /bin/sh -c npm ci` },
  { created_by: `RUN |1 NPM_TOKEN=${TOKEN} /bin/sh -c rm app/id_ed25519` },
  { created_by: "ENV OLD_SECRET=", empty_layer: true },
];

test("secrets of files, environment and history have the lines that added them", async () => {
  const secrets = await secretsOf({
    layers: [[{ ...KEY, name: "base.pem" }], [KEY], [{ name: "done" }], [{ name: "app/.wh.id_ed25519" }]],
    env: ["PATH=/bin", `BASE_TOKEN=${TOKEN}`, `API_TOKEN=${TOKEN}`, "OLD_SECRET="],
    history: HISTORY,
    dockerfile: DOCKERFILE,
  });
  expect(secrets).toEqual([
    "base file base.pem",
    "4 file app/id_ed25519 hidden",
    "base variable BASE_TOKEN",
    "3 variable API_TOKEN",
    "3 history OLD_SECRET",
    "5 history NPM_TOKEN",
  ]);
});

test("no part of a value is stored, even if the Dockerfile has it", async () => {
  const spec = {
    layers: [[KEY]],
    env: [`A=1`, `API_TOKEN=${TOKEN}`],
    history: [
      { created_by: "COPY . . # buildkit" },
      { created_by: `ENV A=1 API_TOKEN=${TOKEN}`, empty_layer: true },
    ],
  };
  const image = await imageOf(spec);
  const built = {
    file: "Dockerfile",
    text: `FROM scratch\nCOPY . .\nENV A=1 API_TOKEN=${TOKEN}\n`,
    target: null,
  };
  const told = measure(image, findOrigins(image, built, null));
  expect(told.secrets.map(rowOf)).toEqual(["2 file app/id_ed25519", "3 variable API_TOKEN"]);
  expect(told.secrets[1]?.origin).toMatchObject({ instruction: "ENV API_TOKEN" });
  expect(JSON.stringify(told)).not.toContain(TOKEN);
});

test("no part of a value is stored for a layer", async () => {
  const image = await imageOf({ layers: [[KEY]], history: [{ created_by: `RUN |1 A_TOKEN=${TOKEN} sh` }] });
  const kept = JSON.stringify([measure(image, null), image.layers]);
  expect(kept).toContain("A_TOKEN");
  expect(kept).not.toContain(TOKEN);
  expect(kept).not.toContain(OPENSSH.split("\n")[1]);
});
