import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** @see https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#branding */
const COLORS = ["white", "black", "yellow", "blue", "green", "orange", "red", "purple", "gray-dark"];

interface Action {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
}

test("the Marketplace accepts name, description and branding of the action", () => {
  const { name, description, branding } = parse(readFileSync("action.yml", "utf8")) as Action;
  expect(name).toBe("stagegate");
  expect(description.length).toBeLessThanOrEqual(125);
  expect(description).not.toMatch(/\.$/);
  expect(branding.icon).toBe("layers");
  expect(COLORS).toContain(branding.color);
});

test("the bill of materials lists each package with a shipped licence", () => {
  const { components } = JSON.parse(readFileSync("dist/sbom.cdx.json", "utf8")) as {
    components: readonly { "bom-ref": string; name: string; version: string; purl: string }[];
  };
  const licences = readFileSync("dist/licenses.txt", "utf8");
  expect(components.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["@actions/core", "valibot", "yaml"]),
  );
  expect(components.filter(({ name, version }) => !licences.includes(`${name} ${version} (`))).toEqual([]);
  expect(new Set(components.map((component) => component["bom-ref"])).size).toBe(components.length);
});
