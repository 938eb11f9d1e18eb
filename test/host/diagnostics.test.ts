import { measureTime, trace, traceError, writeDiagnostics } from "../../src/host/diagnostics.ts";
import { StagegateError } from "../../src/host/errors.ts";
import { commandWords } from "../../src/host/exec.ts";

/** What is written while some work is done, without the times. */
async function written(work: () => unknown): Promise<string[]> {
  const lines: string[] = [];
  const stop = writeDiagnostics((line) => lines.push(line.replace(/\d+(?:\.\d+)? (m?s)\b/g, "0 $1")));
  try {
    await work();
  } finally {
    stop();
  }
  return lines;
}

test("a diagnostic is a line with its time and topic", async () => {
  expect(await written(() => trace("plan", () => "app: builds"))).toEqual(["0 s  plan  app: builds"]);
});

test("a message is not computed without a listener", () => {
  trace("plan", () => {
    throw new Error("nobody listens");
  });
});

test("nothing is written after the end", async () => {
  const lines = await written(() => undefined);
  trace("plan", () => "late");
  expect(lines).toEqual([]);
});

test("a harmless error is written with its hint", async () => {
  const error = new StagegateError("the folder is read only", "Name another");
  expect(await written(() => traceError("a layer cannot be kept", error))).toEqual([
    "0 s  error  a layer cannot be kept: the folder is read only\nName another",
  ]);
});

test("work is timed, even if it fails", async () => {
  const fail = () => measureTime("the build", () => Promise.reject(new Error("no")));
  expect(await written(() => expect(fail()).rejects.toThrow("no"))).toEqual([
    "0 s  run  the build took 0 ms",
  ]);
});

test.each<[string[], string]>([
  [["save", "--", "app:1"], "docker save -- app:1"],
  [["create", "--env", "TOKEN=abc\ndef", "--env", "NAME"], "docker create --env TOKEN=*** --env NAME"],
  [["build", "--build-arg", "A=b=c"], "docker build --build-arg A=***"],
  [["exec", "sh", "-c", "echo $HOME"], 'docker exec sh -c "echo $HOME"'],
])("the command line %j is written without values of variables", (args, words) => {
  expect(commandWords("docker", args)).toBe(words);
});
