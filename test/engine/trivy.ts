import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { engineEnv } from "./engine.ts";

const KNOWN = fileURLToPath(new URL("../fixtures/scan/vulnerabilities.yaml", import.meta.url));

/**
 * An environment with trivy and a database of these few vulnerabilities, which it never updates.
 * @param cache an empty folder
 */
export function withTrivy(store: string, cache: string): NodeJS.ProcessEnv {
  mkdirSync(join(cache, "db"));
  execFileSync(join(trivyFolder(), "trivy-db"), [join(cache, "db/trivy.db"), KNOWN]);
  const times = { NextUpdate: "2099-01-01T00:00:00Z", UpdatedAt: "2026-01-01T00:00:00Z" };
  writeFileSync(join(cache, "db/metadata.json"), JSON.stringify({ Version: 2, ...times }));
  return withoutDatabase(store, cache);
}

/**
 * The same without any database.
 * @param cache an empty folder
 */
export function withoutDatabase(store: string, cache: string): NodeJS.ProcessEnv {
  return {
    PATH: `${trivyFolder()}${delimiter}${engineEnv(store)["PATH"]}`,
    TRIVY_CACHE_DIR: cache,
    TRIVY_SKIP_DB_UPDATE: "true",
  };
}

function trivyFolder(): string {
  const trivy = process.env["STAGEGATE_TRIVY"];
  if (trivy === undefined) throw new Error("these tests need STAGEGATE_TRIVY: run npm test, which sets it");
  return dirname(trivy);
}
