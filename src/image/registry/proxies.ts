import type { Environment } from "../../host/environment.ts";
import { isLoopback } from "./loopback.ts";

/**
 * The proxy for a URL by the usual variables (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, also in lower case), as docker and
 * curl read them; null for a direct connection. The loopback never goes through a proxy.
 */
export function proxyFor(url: URL, env: Environment): string | null {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || "";
  const proxy = read(url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (proxy === "" || isLoopback(url.host)) return null;
  const entries = read("NO_PROXY")
    .split(",")
    .map((entry) => entry.trim().toLowerCase());
  if (entries.some((entry) => isExcluded(url, entry))) return null;
  return /^https?:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** `example.com`, `.example.com`, `*.example.com` stand for a domain and what is below it, `*` for everything. */
function isExcluded(url: URL, entry: string): boolean {
  if (entry === "*") return true;
  const [, name = "", port] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, "")) ?? [];
  if (name === "" || (port !== undefined && port !== (url.port || DEFAULT_PORTS[url.protocol]))) return false;
  const host = url.hostname.toLowerCase();
  return host === name || host.endsWith(`.${name}`);
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "https:": "443", "http:": "80" };
