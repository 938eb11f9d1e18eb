import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { OWN_WORKFLOWS as OWN } from "../fixtures/workflows.ts";

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly permissions?: object;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly permissions?: object; readonly uses?: string; readonly steps?: readonly Step[] }
    >
  >;
}

describe.each(OWN)("%s", (path) => {
  const text = readFileSync(path, "utf8");
  const { permissions, jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap(({ steps = [] }) => steps);

  test("pins each external action to a commit and names its version", () => {
    const foreign = [...text.matchAll(/uses: (?!\.\/)(.*)/g)].map(([, use = ""]) => use);
    expect(foreign.filter((use) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))).toEqual([]);
  });

  test("lists the permissions of every job", () => {
    expect(permissions).toEqual({});
    expect(Object.entries(jobs).filter(([, job]) => job.permissions === undefined)).toEqual([]);
  });

  test("leaves no credentials in its checkouts", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });
});

test("every action has the same version everywhere", () => {
  const uses = OWN.flatMap((path) => [
    ...readFileSync(path, "utf8").matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@(.*)/g),
  ]);
  const versions = new Map<string, Set<string>>();
  for (const [, action = "", version = ""] of uses)
    versions.set(action, (versions.get(action) ?? new Set()).add(version));
  expect([...versions].filter(([, { size }]) => size > 1)).toEqual([]);
});
