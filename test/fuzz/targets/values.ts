import { IMAGE_SETTINGS, RUN_SETTINGS } from "../../../src/config/settings.ts";
import { formatLimit, formatSize, parseSize, suggestSize } from "../../../src/text/size.ts";
import { formatDuration, shorten } from "../../../src/text/words.ts";
import { type Setting, valueWords } from "../../../src/values/setting.ts";
import { type Json, mutateTree } from "../mutate/json.ts";
import { mutateText } from "../mutate/text.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const SETTINGS = Object.entries({ ...IMAGE_SETTINGS, ...RUN_SETTINGS }) as unknown as readonly (readonly [
  string,
  Setting<unknown>,
])[];

/** The value of a setting, of every kind: a text as a flag has it, or what YAML makes of it. */
export const target: FuzzTarget = {
  name: "values",
  executions: 600,
  seeds: () =>
    [...SETTINGS.map(([, { example }]) => example), ...SEEDS].map((value) =>
      Buffer.from(JSON.stringify(value)),
    ),
  mutate: (bytes, random) => {
    const value = JSON.parse(bytes.toString("utf8")) as Json;
    const changed =
      typeof value === "string" && !random.oneIn(4) ? mutateText(value, random) : mutateTree(value, random);
    try {
      return Buffer.from(JSON.stringify(changed));
    } catch {
      return bytes; // Nested too deep to be written.
    }
  },
  run: (bytes) => {
    const raw: unknown = JSON.parse(bytes.toString("utf8"));
    for (const [name, setting] of SETTINGS) {
      const { kind } = setting;
      const value = kind.parse(raw);
      if (value !== undefined) {
        expectThat(typeof valueWords(setting, value) === "string", () => `${name} has no words`);
        continue;
      }
      for (const { message, hint } of kind.faults?.(raw) ?? [])
        expectThat(message !== "" && hint !== "", () => `${name}: a fault that says nothing`);
      const suggestion = kind.suggest?.(raw) ?? null;
      if (suggestion !== null)
        expectThat(
          kind.parse(suggestion) !== undefined,
          () => `${name}: ${JSON.stringify(suggestion)} is suggested and not read`,
        );
    }
    if (typeof raw === "string") {
      shorten(raw);
      const size = parseSize(raw);
      if (size !== null) expectThat(size >= 0 && Number.isSafeInteger(size), () => `${raw} is ${size} bytes`);
      const suggestion = suggestSize(raw);
      if (suggestion !== null)
        expectThat(parseSize(suggestion) !== null, () => `${suggestion} is not a size`);
      if (size !== null && size < 1e15)
        expectThat(
          parseSize(formatLimit(size)) !== null,
          () => `${size} is written as ${formatLimit(size)}, which is not a size`,
        );
    } else if (typeof raw === "number") {
      expectThat(!/NaN|undefined/.test(formatSize(raw) + formatDuration(raw)), () => `${raw} has no words`);
    }
  },
};

const SEEDS = [
  "1.5 GiB",
  "10%",
  "1,5 mb",
  12,
  true,
  ["a", "b"],
  { A: "b", C: null },
  "A=b\nC",
  {
    port: 8080,
    wait: "/health",
    timeout: "30s",
    requests: [{ path: "/", status: 200, json: { a: 1 }, headers: { A: "b" } }],
    exec: [{ command: ["id", "-u"], stdout: "1000" }],
  },
  { wasted: "off", secret: "error" },
];
