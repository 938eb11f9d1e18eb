/**
 * Whether a host, with or without a port, is this machine's loopback, which alone may be spoken to without TLS:
 * 127.0.0.0/8, ::1 and localhost, as Docker's engine has it.
 */
export function isLoopback(host: string): boolean {
  const name = host.startsWith("[") ? host.slice(0, host.indexOf("]") + 1) : host.replace(/:\d+$/, "");
  return /^127(?:\.\d{1,3}){3}$/.test(name) || name === "[::1]" || name.toLowerCase() === "localhost";
}

/**
 * Whether a server may lead on to an address: to HTTPS, and to plain HTTP from the loopback to the loopback.
 * @param isInsecure whether plain HTTP is good enough for every host
 */
export function mayLeadTo(from: URL, to: URL, isInsecure: boolean): boolean {
  if (to.protocol === "https:") return true;
  return to.protocol === "http:" && (isInsecure || (isLoopback(from.host) && isLoopback(to.host)));
}
