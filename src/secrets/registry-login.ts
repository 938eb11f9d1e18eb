import { isPlaceholder } from "./values.ts";

/**
 * The login of a registry in Docker's configuration, or null: `auth` is `user:password` in base64. It is
 * missing if a helper stores the password.
 */
export function registryLoginIn(text: string): string | null {
  for (const [, key, value = ""] of text.matchAll(
    /"(auth|identitytoken|registrytoken)"\s{0,9}:\s{0,9}"([^"]*)"/g,
  )) {
    const secret =
      key === "auth"
        ? Buffer.from(value, "base64")
            .toString()
            .replace(/^[^:]*:?/, "")
        : value;
    if (!isPlaceholder(secret)) return "a registry login";
  }
  return null;
}
