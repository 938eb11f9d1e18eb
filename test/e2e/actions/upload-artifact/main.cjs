const { cpSync, mkdirSync, statSync } = require("node:fs");
const { basename, join } = require("node:path");

const { ARTIFACTS, INPUT_NAME, INPUT_PATH } = process.env;
const folder = join(ARTIFACTS, INPUT_NAME);
mkdirSync(folder, { recursive: true });
// Of a folder, an artifact holds what is in it.
const isFolder = statSync(INPUT_PATH).isDirectory();
cpSync(INPUT_PATH, isFolder ? folder : join(folder, basename(INPUT_PATH)), { recursive: true });
