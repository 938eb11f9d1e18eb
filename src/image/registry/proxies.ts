import { BlockList, isIP } from "node:net";
import type { Environment } from "../../host/environment.ts";
import { InvalidImageError } from "../invalid-image.ts";
import { isLoopback } from "./loopback.ts";

/**
 * The proxy for a URL by the usual variables (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, also in lower case), as docker and
 * curl read them; null for a direct connection. The loopback never goes through a proxy. Throws InvalidImageError
 * if the address is not that of an HTTP proxy. The message does not repeat the address, which may contain a
 * password.
 */
export function proxyFor(url: URL, env: Environment): string | null {
  const variable = variableOf(url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY", env);
  const value = env[variable] ?? "";
  if (value === "" || isLoopback(url.host)) return null;
  const entries = (env[variableOf("NO_PROXY", env)] ?? "")
    .split(",")
    .map((entry) => entry.trim().toLowerCase());
  if (entries.some((entry) => isExcluded(url, entry))) return null;
  const proxy = value.includes("://") ? value : `http://${value}`;
  if (/^https?:\/\//i.test(proxy) && URL.canParse(proxy)) return proxy;
  throw new InvalidImageError(
    `${variable} is not the address of an HTTP proxy`,
    `Write for example: \`${variable}=http://proxy.example:3128\`.`,
  );
}

/** The name of a variable, in lower case if it is set in lower case. */
function variableOf(name: string, env: Environment): string {
  const lower = name.toLowerCase();
  return env[lower] ? lower : name;
}

/**
 * `example.com`, `.example.com`, `*.example.com` match a domain and its subdomains, `10.0.0.0/8` for a network, `*`
 * for everything.
 */
function isExcluded(url: URL, entry: string): boolean {
  if (entry === "*") return true;
  const host = url.hostname.toLowerCase().replace(/^\[|\]$/g, "");
  const [, network = "", bits] = /^([\da-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (bits !== undefined) return isInNetwork(host, network, Number(bits));
  if (isIP(entry) !== 0) return host === entry;
  const [, name = "", port] = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, "")) ?? [];
  if (name === "" || (port !== undefined && port !== (url.port || DEFAULT_PORTS[url.protocol]))) return false;
  return host === name.replace(/^\[|\]$/g, "") || host.endsWith(`.${name}`);
}

function isInNetwork(host: string, network: string, bits: number): boolean {
  const version = isIP(network);
  if (version === 0 || isIP(host) !== version || bits > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(host, family);
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { "https:": "443", "http:": "80" };
