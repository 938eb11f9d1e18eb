import { readProcesses, rootWords } from "../../../src/checks/smoke/processes.ts";

const TOP = `UID                 PID                 COMMAND
101                 4711                nginx: master process nginx -g daemon off;
0                   4712                sh -c  sleep  5
`;

test("the processes are read in order, with their uids", () => {
  expect(readProcesses(TOP)).toEqual([
    { uid: 101, command: "nginx: master process nginx -g daemon off;" },
    { uid: 0, command: "sh -c  sleep  5" },
  ]);
});

test("a line with a uid above the maximum is not a process", () => {
  expect(readProcesses(`${TOP}${"9".repeat(400)} 1 sh\n`)).toEqual(readProcesses(TOP));
});

test("a command that ends in many spaces is read in linear time", () => {
  const spaces = " ".repeat(200_000);
  expect(readProcesses(`1 2 a${spaces}b${spaces}\r`)).toEqual([{ uid: 1, command: `a${spaces}b` }]);
});

test.each<[commands: string[], words: string | null]>([
  [[], null],
  [["sh"], 'runs "sh" as root'],
  [["sh", "cron", "sh"], 'runs "sh", "cron" as root'],
  [["a", "b", "c", "d", "e"], 'runs "a", "b", "c" and 2 more as root'],
])("processes %j as root are named", (commands, words) => {
  const user = { uid: 1000, command: "app" };
  expect(rootWords([user, ...commands.map((command) => ({ uid: 0, command }))])).toBe(words);
});

test("a command of megabytes of spaces is read as fast as any other", () => {
  const spaces = " ".repeat(1_000_000);
  expect(readProcesses(`  0  12  sh -c${spaces}true${spaces}\n`)).toEqual([
    { uid: 0, command: `sh -c${spaces}true` },
  ]);
  expect(readProcesses(`0 12 ${spaces}\n`)).toEqual([]);
});
