import { cacheFolder } from "../host/cache-folder.ts";
import type { CacheLimits } from "../host/file-cache.ts";
import { terminalBlock } from "../report/escape.ts";
import { withHead } from "../report/terminal-parts.ts";
import { formatSize } from "../text/size.ts";
import type { Command } from "./arguments.ts";
import { CACHE_KINDS, type CacheUsage, clearCache, readCacheUsage } from "./cache-usage.ts";
import { type CliWorld, colorsFor } from "./world.ts";

/**
 * Shows what runs leave for later runs, or removes it.
 * @returns 0
 * @throws StagegateError if it cannot be read or removed
 */
export async function cache(
  { json, clear }: Extract<Command, { kind: "cache" }>,
  { stdout }: Pick<CliWorld, "stdout">,
): Promise<0> {
  const folder = cacheFolder();
  const usage = await readCacheUsage(folder);
  if (clear) {
    await clearCache(folder);
    const removed = totalOf(Object.values(usage));
    stdout.write(json ? asJson({ folder, removed }) : `${cleared(folder, removed)}\n`);
    return 0;
  }
  if (json) {
    stdout.write(asJson({ folder, ...usage }));
    return 0;
  }
  const rows = CACHE_KINDS.map((kind) => [kind, ...cellsOf(usage[kind])]);
  const head = ["", "files", "size", "limit", "last used"];
  const table = withHead([head, ...rows], await colorsFor(stdout));
  stdout.write(`${[terminalBlock(folder), ...table].join("\n")}\n`);
  return 0;
}

interface Total {
  readonly number: number;
  readonly size: number;
}

function totalOf(parts: readonly Total[]): Total {
  return {
    number: parts.reduce((sum, { number }) => sum + number, 0),
    size: parts.reduce((sum, { size }) => sum + size, 0),
  };
}

function cleared(folder: string, { number, size }: Total): string {
  const shown = terminalBlock(folder);
  if (number === 0) return `Nothing was kept in ${shown}`;
  return `Removed ${counted(number)}, ${formatSize(size)}, from ${shown}`;
}

function cellsOf({ number, size, limit, lastUsed }: CacheUsage): string[] {
  const date = lastUsed?.toISOString().replace("T", " ").slice(0, 16);
  return [String(number), formatSize(size), limited(limit), date === undefined ? "never" : `${date} UTC`];
}

function limited({ number, size }: CacheLimits): string {
  const parts = [number === null ? null : counted(number), size === null ? null : formatSize(size)];
  return parts.filter((part) => part !== null).join(", ");
}

function counted(number: number): string {
  return number === 1 ? "1 file" : `${number} files`;
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
