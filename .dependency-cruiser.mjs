// The layers of src/, highest first. A folder or file may import only from rows below its own.
const LAYERS = [
  ["action.ts", "merge.ts", "comment.ts", "cli.ts", "cache.ts", "layers.ts", "init.ts"],
  ["cli"],
  ["init"],
  ["forge"],
  ["github"],
  ["run.ts"],
  ["gate.ts"],
  ["traces.ts"],
  ["examine.ts"],
  ["judge"],
  ["baseline"],
  ["measure", "checks"],
  ["build"],
  ["config"],
  ["report"],
  ["image"],
  ["rules"],
  ["bake", "secrets"],
  ["docker", "dockerfile", "event"],
  ["model"],
  ["values"],
  ["patterns", "text"],
  ["host"],
];

const pathOf = (part) => (part.endsWith(".ts") ? `^src/${part.replace(".", "\\.")}$` : `^src/${part}/`);

const downOnly = LAYERS.flatMap((row, at) =>
  row.map((part) => ({
    name: `${part}-imports-down`,
    comment: `src/${part} may import only from the rows below it in .dependency-cruiser.mjs`,
    severity: "error",
    from: { path: pathOf(part) },
    to: { path: [...LAYERS.slice(0, at).flat(), ...row.filter((other) => other !== part)].map(pathOf) },
  })),
);

export default {
  forbidden: [
    ...downOnly,
    {
      name: "has-a-layer",
      comment: "every folder and file of src/ stands in a row of .dependency-cruiser.mjs",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: LAYERS.flat().map(pathOf) },
    },
    {
      name: "no-circles",
      comment: "no two files import each other, directly or by way of others, values or types",
      severity: "error",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    parser: "swc",
  },
};
