/**
 * Whether a host, with or without a port, is this machine's loopback, the only host without TLS: 127.0.0.0/8, ::1
 * and localhost, as in Docker's engine.
 */
export function isLoopback(host: string): boolean {
  const name = host.startsWith("[") ? host.slice(0, host.indexOf("]") + 1) : host.replace(/:\d+$/, "");
  return /^127(?:\.\d{1,3}){3}$/.test(name) || name === "[::1]" || name.toLowerCase() === "localhost";
}

/**
 * Whether a server may redirect to an address: to HTTPS, and from the loopback to plain HTTP on the loopback.
 * @param isInsecure whether every host may use plain HTTP
 */
export function mayLeadTo(from: URL, to: URL, isInsecure: boolean): boolean {
  if (to.protocol === "https:") return true;
  return to.protocol === "http:" && (isInsecure || (isLoopback(from.host) && isLoopback(to.host)));
}
