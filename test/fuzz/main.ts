import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread } from "node:worker_threads";
import { type Finding, fuzz } from "./driver.ts";
import { execute, inputOf, targetOf } from "./execute.ts";
import { TARGETS } from "./targets.ts";

const USAGE = `npm run fuzz -- [TARGET…] [--seconds N] [--executions N] [--seed S] [--input FILE] [--output FOLDER]

Targets: ${TARGETS.map(({ name }) => name).join(", ")}; all of them by default.
Without --seconds or --executions each target runs as often as in the tests.`;

/** Fuzzes the targets in the arguments, prints the findings, and sets the exit code. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: "string" },
      executions: { type: "string" },
      seed: { type: "string" },
      input: { type: "string" },
      output: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  const folder = values.output ?? join("node_modules", ".cache", "fuzz-findings");
  const names = positionals.length > 0 ? positionals : TARGETS.map(({ name }) => name);
  let total = 0;
  for (const name of names) {
    const target = targetOf(name);
    const begin = Date.now();
    const { executions, findings } = await fuzz(new URL(import.meta.url), {
      name,
      seed,
      end: values.executions === undefined ? null : Number(values.executions),
      until: values.seconds === undefined ? null : begin + Number(values.seconds) * 1000,
      input: values.input === undefined ? null : readFileSync(values.input),
    });
    const seconds = ((Date.now() - begin) / 1000).toFixed(1);
    console.log(
      `${name}: ${executions} executions in ${seconds} s with the seed ${seed}, ${findings.length} findings`,
    );
    for (const [one, count] of distinct(findings)) {
      console.log(`\n✗ ${one.message.slice(0, 500)}${count > 1 ? ` (${count} times)` : ""}`);
      for (const frame of framesOf(one).slice(0, 12)) console.log(frame);
      if (values.input !== undefined) continue;
      const path = join(folder, `${name}-${seed}-${one.execution}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, inputOf(target, seed, one.execution));
      console.log(`  reproduce: npm run fuzz -- ${name} --input ${path}`);
    }
    total += findings.length;
  }
  return total === 0 ? 0 : 1;
}

/** The first finding of each sort, with their number. */
function distinct(findings: readonly Finding[]): (readonly [Finding, number])[] {
  const sorts = new Map<string, [Finding, number]>();
  for (const finding of findings) {
    const frame = framesOf(finding).find((line) => line.includes("/src/")) ?? "";
    // Of errors that are thrown in one place, one is enough.
    const key = frame === "" || finding.message.startsWith("Finding") ? finding.message.slice(0, 60) : frame;
    const known = sorts.get(key);
    sorts.set(key, known === undefined ? [finding, 1] : [known[0], known[1] + 1]);
  }
  return [...sorts.values()];
}

function framesOf({ stack }: Finding): string[] {
  return stack.split("\n").filter((line) => line.length < 300 && line.startsWith("    at "));
}

if (isMainThread) process.exitCode = await main();
else await execute();
