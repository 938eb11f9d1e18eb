/** Does some work when it is first asked for, and only then. */
export function lazy<T>(work: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | null = null;
  return () => {
    started ??= work();
    return started;
  };
}
