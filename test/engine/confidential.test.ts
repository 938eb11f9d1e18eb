import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { random } from "../secrets/made.ts";
import { folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";

const SECRET = `zq9 ${random(24)}/+="`;
const ARGUMENT = random(40);

const DOCKERFILE = `FROM alpine:3.22 AS prod
USER 1000
FROM prod AS test
ARG NPM_TOKEN
RUN --mount=type=secret,id=tok,env=TOK echo "Bearer $TOK"; echo "$TOK" | base64; echo "arg=$NPM_TOKEN"; false
`;

test.each(STORES)("on the %s store no report shows a secret that a step printed", async (store) => {
  const folder = folderWith({
    Dockerfile: DOCKERFILE,
    ".stagegate.yml": [
      "images:",
      "  app:",
      "    target: prod",
      "    test-target: test",
      '    secrets: ["id=tok,env=MYTOK"]',
      `    build-args: {NPM_TOKEN: ${ARGUMENT}}`,
    ].join("\n"),
  });
  const { code, stdout, stderr, images } = await gateIn(folder, store, ["--baseline", "none"], {
    MYTOK: SECRET,
  });
  const files = readdirSync(join(folder, "out"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  rmSync(folder, { recursive: true });

  expect(code).toBe(1);
  const [finding] = images["app"]?.findings.filter(({ rule }) => rule === "test") ?? [];
  expect(finding?.log?.split("\n")).toEqual([
    "Bearer ***",
    expect.stringMatching(/^\*\*\*.{0,4}$/),
    "arg=***",
  ]);
  expect(files).toHaveLength(8);
  const encoded = Buffer.from(SECRET).toString("base64").slice(0, 20);
  for (const text of [stdout, stderr, ...files])
    for (const value of [SECRET, SECRET.slice(4, 28), encoded, ARGUMENT]) expect(text).not.toContain(value);
});
