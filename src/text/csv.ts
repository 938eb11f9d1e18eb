/** `key=value` fields as buildx reads them, quoted where a value holds a comma or a quote. */
export function csv(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([key, value]) => `${key}=${typeof value === "object" ? JSON.stringify(value) : value}`)
    .map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(",");
}

/**
 * The fields of one line of CSV, such as `id=token,env=TOKEN`, as buildx reads them; null if the quotes are
 * wrong.
 */
export function csvFields(line: string): readonly string[] | null {
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  const fields: string[] = [];
  for (;;) {
    const [, quoted, plain = "", end] = field.exec(line) ?? [];
    if (end === undefined) return null;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "") return fields;
  }
}

/** The values of `key=value` fields by their keys, which buildx takes in any case; null if it is not such a list. */
export function csvValues(line: string): ReadonlyMap<string, string> | null {
  const values = csvFields(line)?.map((field) => /^([^=]+)=(.*)$/s.exec(field));
  if (values === undefined || values.includes(null)) return null;
  return new Map(values.map((match) => [match?.[1]?.toLowerCase() ?? "", match?.[2] ?? ""]));
}
