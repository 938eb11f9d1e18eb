// Writes the files that follow from the tables in src/: action.yml, the schemas, the report's types, and the tables and
// examples in docs/. Also writes the owner from package.json into every text that names this repository.
// With --check it writes nothing and fails if a file is stale.
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { type ConversionConfig, toJsonSchema } from "@valibot/to-json-schema";
import { Document, isScalar, type YAMLMap } from "yaml";
import { COMMENT_OPTIONS } from "../src/config/comment-options.ts";
import { MERGE_OPTIONS } from "../src/config/merge-options.ts";
import { IMAGE_SETTINGS, INPUT_ONLY, RUN_SETTINGS, settingsInGroups } from "../src/config/settings.ts";
import { MATRIX_INPUT } from "../src/github/matrix.ts";
import * as model from "../src/model/report.ts";
import type { OptionsTable, SettingsTable } from "../src/values/setting.ts";
import { configurationPage } from "./configuration-page.ts";
import { declarations } from "./declarations.ts";
import { ownerOf, withOwner } from "./owner.ts";
import { rulesPage } from "./rules-page.ts";
import { sentence } from "./sentence.ts";

const SETTINGS: SettingsTable = { ...IMAGE_SETTINGS, ...RUN_SETTINGS };

/** Settings in the order of their groups. */
function inOrder(table: SettingsTable): SettingsTable {
  return Object.assign({}, ...settingsInGroups(table).map(({ settings }) => settings));
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
const OWN_TOKEN = "${{ github.token }}";

function actionYaml(): string {
  return actionFile({
    name: "stagegate",
    description:
      "Builds and tests the stages of a Dockerfile, measures the image, and fails when it is over its budget or runs as root",
    inputs: inOrder(SETTINGS),
    comments: new Map(
      settingsInGroups(SETTINGS).map(({ title, settings }) => [Object.keys(settings)[0] ?? "", title]),
    ),
    outputs: OUTPUTS,
    main: "dist/action.cjs",
  });
}

function mergeYaml(): string {
  return actionFile({
    name: "stagegate merge",
    description: "Joins the reports of several jobs: one verdict, one comment, one summary",
    inputs: MERGE_OPTIONS,
    outputs: OUTPUTS,
    main: "../dist/merge.cjs",
  });
}

function commentYaml(): string {
  return actionFile({
    name: "stagegate comment",
    description:
      "Writes the comment of a gate that could not: in a workflow_run that follows it, as for forks",
    inputs: COMMENT_OPTIONS,
    outputs: {},
    main: "../dist/comment.cjs",
  });
}

const OUTPUTS = {
  verdict: { description: "pass, fail, or error where it could not be judged." },
  report: { description: "Path of report.json." },
  size: { description: "Size of the first image in bytes." },
  change: {
    description: "By how many bytes that differs from the baseline; empty where there is none.",
  },
  "transfer-size": {
    description: "Transfer size of the first image in bytes; empty where it is not known.",
  },
  layers: { description: "Number of layers of the first image." },
  user: { description: "Uid that the first image runs as." },
  images: { description: "All of this for every image, as JSON by the images' names." },
};

interface ActionFile {
  readonly name: string;
  readonly description: string;
  readonly inputs: OptionsTable;
  /** Comments above inputs, by the inputs' names. */
  readonly comments?: ReadonlyMap<string, string>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  /** Path from the folder of the action. */
  readonly main: string;
}

function actionFile({ name, description, inputs, comments, outputs, main }: ActionFile): string {
  const described = Object.entries(inputs).map(([name, option]) => [
    name,
    {
      description: sentence(option),
      required: false,
      ...(name === "github-token" ? { default: OWN_TOKEN } : {}),
    },
  ]);
  const action = {
    name,
    description,
    branding: { icon: "layers", color: "blue" },
    inputs: {
      ...Object.fromEntries(described),
      [MATRIX_INPUT.name]: { description: MATRIX_INPUT.help, required: false, default: MATRIX_INPUT.default },
    },
    ...(Object.keys(outputs).length === 0 ? {} : { outputs }),
    runs: { using: "node24", main },
  };
  const document = new Document(action);
  for (const { key } of (document.get("inputs") as YAMLMap).items) {
    const comment = isScalar(key) ? comments?.get(String(key.value)) : undefined;
    if (isScalar(key) && comment !== undefined) key.commentBefore = ` ${comment}`;
  }
  return `# Made by npm run generate.\n${document.toString({ lineWidth: 0 })}`;
}

function configSchema(): string {
  const properties = (table: SettingsTable) =>
    Object.fromEntries(
      Object.entries(inOrder(table)).map(([name, setting]) => [
        name,
        { description: sentence(setting), ...setting.kind.schema },
      ]),
    );
  const inFile = Object.fromEntries(
    Object.entries(RUN_SETTINGS).filter(([name]) => !Object.hasOwn(INPUT_ONLY, name)),
  );
  const image = {
    type: ["object", "null"],
    additionalProperties: false,
    properties: properties(IMAGE_SETTINGS),
  };
  return json({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: ".stagegate.yml",
    type: "object",
    additionalProperties: false,
    properties: {
      defaults: { description: "Settings of all images.", ...image },
      images: {
        description:
          "The images by name. A name with *, ? or [ is a pattern: its settings are of every image whose name matches.",
        type: "object",
        additionalProperties: { $ref: "#/definitions/image" },
      },
      ...properties(inFile),
    },
    definitions: { image },
  });
}

/** The schema of `report.json`. Each schema of the model is a definition: `originSchema` is `Origin`. */
function reportSchema(): string {
  const definitions = Object.fromEntries(
    Object.entries(model).map(([name, schema]) => [
      name.charAt(0).toUpperCase() + name.slice(1).replace(/Schema$/, ""),
      schema,
    ]),
  );
  return json(toJsonSchema(model.reportSchema, { definitions, typeMode: "output", overrideSchema: closed }));
}

function reportTypes(): string {
  return `// Made by npm run generate: the types of report.json.\n\n${declarations(JSON.parse(reportSchema()))}`;
}

/** A report that stagegate reads may have more fields, for example from a newer version. A written one has none. */
const closed: NonNullable<ConversionConfig["overrideSchema"]> = ({ valibotSchema: { type }, jsonSchema }) => {
  if (type === "object") return { ...jsonSchema, additionalProperties: false };
  return type === "tuple" ? { ...jsonSchema, additionalItems: false } : null;
};

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Files that may name this repository, with paths from its root. */
function texts(): string[] {
  const listed = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const places = ["*.md", "Dockerfile", "package.json", ".github", "examples", "src", ":!bench", ":!test"];
  return execFileSync("git", [...listed, "--", ...places], { encoding: "utf8" })
    .split("\0")
    .filter((path) => /\.(?:md|ya?ml|json|sh|ts)$|file$/.test(path));
}

const current = async (path: string) => readFile(path, "utf8").catch(() => "");
const owner = ownerOf(await current("package.json"));
const owned = await Promise.all(texts().map(async (path) => [path, withOwner(await current(path), owner)]));
const written: Record<string, string> = Object.fromEntries(owned);
const made: Record<string, string> = {
  ...written,
  "action.yml": actionYaml(),
  "merge/action.yml": mergeYaml(),
  "comment/action.yml": commentYaml(),
  "schema/config.schema.json": configSchema(),
  "schema/report.schema.json": reportSchema(),
  "schema/report.d.ts": reportTypes(),
  "docs/configuration.md": configurationPage(written["docs/configuration.md"] ?? ""),
  "docs/rules.md": rulesPage(written["docs/rules.md"] ?? ""),
};
const stale: string[] = [];
for (const [path, text] of Object.entries(made)) {
  if ((await current(path)) === text) continue;
  stale.push(path);
  if (!process.argv.includes("--check")) await writeFile(path, text);
}
if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`stale: ${stale.join(", ")}. Run npm run generate, and commit the result.`);
  process.exitCode = 1;
}
