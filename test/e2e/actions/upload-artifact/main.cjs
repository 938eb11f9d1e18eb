const { cpSync, mkdirSync } = require("node:fs");
const { basename, join } = require("node:path");

const { ARTIFACTS, INPUT_NAME, INPUT_PATH } = process.env;
const folder = join(ARTIFACTS, INPUT_NAME);
mkdirSync(folder, { recursive: true });
cpSync(INPUT_PATH, join(folder, basename(INPUT_PATH)), { recursive: true });
