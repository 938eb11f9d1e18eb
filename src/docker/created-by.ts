/**
 * The instruction that made an entry: `RUN |1 A=b /bin/sh -c …` and `COPY …` of BuildKit,
 * `/bin/sh -c #(nop) COPY …` and, for RUN, the bare command of the legacy builder.
 */
export function keywordOf(createdBy: string): string {
  const legacy = /#\(nop\)\s+([A-Z]+)\b/.exec(createdBy)?.[1];
  if (legacy !== undefined) return legacy;
  return /^(?:\|\d+ |\/)/.test(createdBy) ? "RUN" : (/^([A-Z]+)\b/.exec(createdBy)?.[1] ?? "");
}
