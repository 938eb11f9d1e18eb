/**
 * Adds the fields that version 1 of the schema got later to an older report: there, an image was one row, whatever its
 * platforms, and only base images drifted. A value that is not a report stays as it is; the schema refuses it later.
 */
export function withLaterFields(report: unknown): unknown {
  return isObject(report) ? withFindings(withList(report, "images", imageOf)) : report;
}

type JsonObject = Readonly<Record<string, unknown>>;

function imageOf(image: JsonObject): JsonObject {
  const { name, image: measured, change, baseline } = image;
  const platform = isObject(measured) ? (measured["platform"] ?? null) : null;
  const filled = withFindings(
    withMissing(image, {
      imageName: name,
      platform,
      testsNotRun: [],
      testsOn: null,
      smokeNotRun: null,
      unchanged: false,
    }),
  );
  return {
    ...filled,
    ...(isObject(change) ? { change: changeOf(change) } : {}),
    ...(isObject(baseline) ? { baseline: withMissing(baseline, { logFile: null }) } : {}),
  };
}

function withFindings(value: JsonObject): JsonObject {
  return withList(value, "findings", (finding) => withMissing(finding, { logFile: null }));
}

function changeOf(change: JsonObject): JsonObject {
  return withList(change, "origins", (origin) => {
    const { before, after } = origin;
    const isBase = [before, after].some((side) => isObject(side) && side["kind"] === "base");
    return withMissing(origin, { drift: isBase ? change["drift"] : 0 });
  });
}

function withMissing(value: JsonObject, fields: JsonObject): JsonObject {
  const missing = Object.entries(fields).filter(([name]) => !Object.hasOwn(value, name));
  return missing.length === 0 ? value : { ...value, ...Object.fromEntries(missing) };
}

/** The value with changed objects in a list; the same value if it has no such list. */
function withList(value: JsonObject, name: string, change: (part: JsonObject) => JsonObject): JsonObject {
  const list = Object.hasOwn(value, name) ? value[name] : null;
  if (!Array.isArray(list)) return value;
  return { ...value, [name]: list.map((part: unknown) => (isObject(part) ? change(part) : part)) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
