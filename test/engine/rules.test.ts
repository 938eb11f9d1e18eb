import { rmSync } from "node:fs";
import { folderWith, STORES } from "./engine.ts";
import { gateIn } from "./gated.ts";

const FILES = {
  Dockerfile: `FROM alpine:3.22
COPY app /app
RUN dd if=/dev/zero of=/big bs=1000 count=3000
RUN rm -r /big /app/static/old.js.map
USER 1000
`,
  "app/static/main.js": "main",
  "app/static/main.js.map": "mapped",
  "app/static/old.js.map": "mapped before",
  ".stagegate.yml": `images:
  production:
    max-size: 100MB
    max-wasted: 2MB
    forbid: ["*.map", "/app/tests/**"]
    rules: {healthcheck: warning, dockerfile-check: off}
  relaxed:
    max-size: 100MB
    max-wasted: 2MB
    forbid: ["*.map"]
    rules: {wasted: off, forbidden-file: notice}
`,
};

test.each(STORES)("on the %s store rules report layer contents at their levels", async (store) => {
  const cwd = folderWith(FILES);
  const { code, images } = await gateIn(cwd, store, ["--baseline=none"]).finally(() =>
    rmSync(cwd, { recursive: true }),
  );
  expect(code).toBe(1);
  const words = Object.values(images).map(({ name, verdict, findings }) => [
    `${name} ${verdict}`,
    ...findings.map(({ rule, level, place }) => `${rule} ${level} ${place?.file}:${place?.lines[0]}`),
  ]);
  expect(words).toEqual([
    [
      "production fail",
      "forbidden-file error Dockerfile:2",
      "wasted error Dockerfile:3",
      "healthcheck warning Dockerfile:1",
      "wasted notice Dockerfile:3",
    ],
    ["relaxed pass", "forbidden-file notice Dockerfile:2"],
  ]);
  expect(images["production"]?.findings[0]?.message).toBe(
    "production contains `/app/static/main.js.map` and 1 more file, which `forbid` does not allow",
  );
});
