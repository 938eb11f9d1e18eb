const { cpSync, existsSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const { ARTIFACTS, INPUT_PATTERN, INPUT_PATH } = process.env;
const start = INPUT_PATTERN.replace(/\*$/, "");
for (const name of existsSync(ARTIFACTS) ? readdirSync(ARTIFACTS) : [])
  if (name.startsWith(start)) cpSync(join(ARTIFACTS, name), join(INPUT_PATH, name), { recursive: true });
