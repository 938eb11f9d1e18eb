import fc from "fast-check";
import { parse } from "yaml";
import { gateAfter, gateBeside, gitHubWorkflow } from "../../src/init/ci-text.ts";
import { configurationText } from "../../src/init/configuration-text.ts";
import type { ProposedImage } from "../../src/init/propose.ts";
import type { BuildStep } from "../../src/init/workflows.ts";

/** What folders, stages, services and images may be called; with the texts that YAML reads as something else. */
const anyName = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 50 }),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc
    .array(fc.constantFrom("\n", "---", "\r", ": ", " #", "- ", "\u2028", "|", ",", "]", '"', "'", "a"), {
      maxLength: 30,
    })
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "1.10",
    "true",
    "null",
    "~",
    "<<",
    "0x1",
    "2020-01-01",
    "",
    "x\n---\nimages",
    "a:1\n    config: b",
  ),
);

const image = (change: Partial<ProposedImage>): ProposedImage => ({
  name: "shop",
  file: "Dockerfile",
  context: ".",
  target: null,
  testTargets: [],
  testsInWorkflows: [],
  buildArgs: {},
  isDefault: true,
  likelyRoot: null,
  isBakeTarget: false,
  builtBy: null,
  ...change,
});

test("any name in a configuration is read back as it was", () => {
  fc.assert(
    fc.property(anyName, anyName, anyName, anyName, (name, context, target, reason) => {
      fc.pre(name !== "__proto__");
      const images = [
        image({
          name,
          context: `${context}/a`,
          file: `${context}/b`,
          target,
          testTargets: [target, context],
          buildArgs: { A: context },
          likelyRoot: reason,
        }),
      ];
      const text = configurationText({ images, bakeFiles: [context], leftOut: [target], measured: null });
      expect(parse(text)).toMatchObject({ bake: context, "bake-targets": `!${target}` });
      expect(Object.entries(parse(text).images)).toEqual([
        [
          name,
          {
            context: `${context}/a`,
            file: `${context}/b`,
            target,
            "test-target": [target, context],
            "build-args": { A: context },
            "allow-root": true,
          },
        ],
      ]);
    }),
    { numRuns: 200 },
  );
});

const step: BuildStep = {
  tool: "docker build",
  job: "build",
  checksOut: true,
  id: null,
  build: null,
  image: null,
  permissions: null,
  action: null,
  startsElsewhere: false,
  result: "kept",
};

test("any name in a workflow is read back as it was", () => {
  fc.assert(
    fc.property(anyName, anyName, (name, other) => {
      const built = { workflow: "a.yml", step: { ...step, image: other } };
      const { text } = gateAfter(image({ name }), built, { config: name, only: null }, false);
      const [gate] = parse(`steps:\n${text}`).steps;
      expect(gate.with).toEqual({ image: other, only: name, config: name });
      expect(parse(`steps:\n${gateBeside(name)}`).steps[0].with).toEqual({ config: name });
      expect(parse(gitHubWorkflow("image", other, { config: name, only: [name] }))).toMatchObject({
        on: { push: { branches: [other] } },
        jobs: { image: { steps: [{}, { with: { config: name, only: name } }] } },
      });
    }),
    { numRuns: 200 },
  );
});

test("any name of a job makes a job after it", () => {
  fc.assert(
    fc.property(anyName, (job) => {
      fc.pre(job !== "__proto__");
      const built = {
        workflow: "a.yml",
        step: { ...step, tool: "docker/github-builder" as const, job, image: "a" },
      };
      const { text } = gateAfter(image({}), built, { config: null, only: null }, true);
      expect(parse(`jobs:\n${text}`).jobs).toMatchObject({ [`${job}-gate`]: { needs: job } });
    }),
  );
});
