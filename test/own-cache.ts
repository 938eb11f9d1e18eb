import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Every test file gets a cache folder of its own, so that no test reads or writes the user's cache.
const folder = mkdtempSync(join(tmpdir(), "stagegate-cache-"));
process.env["XDG_CACHE_HOME"] = folder;
afterAll(() => rmSync(folder, { recursive: true }));
