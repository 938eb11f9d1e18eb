/** Stands where the owner's name belongs, until a person writes that name into `repository` of package.json. */
export const NO_OWNER = "<owner>";

/**
 * The owner of `github.com/OWNER/stagegate`, of this project's container image, in options of gh, and of its actions
 * with `@` or in quotes.
 */
const OWNER =
  /(?<=(?:github|raw\.githubusercontent)\.com\/|ghcr\.io\/|--repo )[^/\s]+(?=\/stagegate(?![\w-]))|(?<![\w./-])[\w<>-]+(?=\/stagegate(?:\/(?:merge|comment))?[@`"])/g;

/**
 * Returns the GitHub user or organization that the repository belongs to, or `NO_OWNER`.
 * @param manifest text of package.json, the only place where a person writes it
 * @throws Error if `repository.url` is not that of a GitHub repository named stagegate
 */
export function ownerOf(manifest: string): string {
  const { repository } = JSON.parse(manifest) as { repository?: { url?: string } };
  const [, owner] = /^git\+https:\/\/github\.com\/([^/]+)\/stagegate\.git$/.exec(repository?.url ?? "") ?? [];
  if (owner === undefined)
    throw new Error("repository.url in package.json must be git+https://github.com/OWNER/stagegate.git");
  return owner;
}

/** Returns the text with this owner wherever it names the repository, its actions or its container image. */
export function withOwner(text: string, owner: string): string {
  return text.replace(OWNER, () => owner);
}
