import { annotations } from "../../src/github/annotations.ts";
import { finding, imageReport, loosened, reportOf } from "../fixtures/report.ts";

test("a finding is an annotation at its lines, with the advice under the message", () => {
  const place = { file: "docker/Dockerfile", lines: [14, 16] } as const;
  const findings = [finding({ level: "warning", place, message: "12 layers", advice: "Join the RUNs." })];
  expect(annotations(reportOf(imageReport({ findings })))).toEqual([
    {
      level: "warning",
      title: "production: size",
      message: "12 layers\nJoin the RUNs.",
      file: "docker/Dockerfile",
      startLine: 14,
      endLine: 16,
    },
  ]);
});

test("a finding without a place has no file", () => {
  const findings = [finding({})];
  expect(annotations(reportOf(imageReport({ findings })))).toEqual([
    { level: "error", title: "production: size", message: "too big" },
  ]);
});

test("errors come first, then warnings, then notices, each in the order of the images", () => {
  const findings = (message: string) => [
    finding({ message }),
    finding({ message, level: "notice" }),
    finding({ message, level: "warning" }),
  ];
  const images = ["a", "b"].map((name) =>
    imageReport({ name, findings: findings(`too ${name === "a" ? "big" : "old"}`) }),
  );
  const order = annotations(reportOf(...images)).map(({ level, title }) => `${level} ${title}`);
  expect(order).toEqual([
    "error a: size",
    "error b: size",
    "warning a: size",
    "warning b: size",
    "notice a: size",
    "notice b: size",
  ]);
});

test("ten of a level are shown, and of more the tenth counts the rest", () => {
  const numbered = (count: number) =>
    Array.from({ length: count }, (_, index) => finding({ message: `finding ${index + 1}` }));
  const messages = (count: number) =>
    annotations(reportOf(imageReport({ findings: numbered(count) }))).map(({ message }) => message);

  expect(messages(10)).toHaveLength(10);
  expect(messages(10).at(-1)).toBe("finding 10");
  expect(messages(12)).toHaveLength(10);
  expect(messages(12).slice(-2)).toEqual(["finding 9", "3 more in the report"]);
});

test("each level has its own limit of ten", () => {
  const findings = (["error", "warning", "notice"] as const).flatMap((level) =>
    Array.from({ length: 11 }, () => finding({ level })),
  );
  expect(annotations(reportOf(imageReport({ findings })))).toHaveLength(30);
});

test("a message ends at 4,096 characters, between two characters", () => {
  const messageOf = (message: string) =>
    annotations(reportOf(imageReport({ findings: [finding({ message })] })))[0]?.message;
  const fits = "x".repeat(4096);
  expect(messageOf(fits)).toBe(fits);
  expect(messageOf(`${fits}x`)).toBe(`${"x".repeat(4095)}…`);
  expect(messageOf(`${"x".repeat(4094)}🐳🐳`)).toBe(`${"x".repeat(4094)}…`);
});

test("many findings do not hide a loosened gate", () => {
  const flood = (message: string) => Array.from({ length: 30 }, () => finding({ level: "warning", message }));
  const images = [
    imageReport({ name: "a", findings: flood("too big") }),
    imageReport({
      name: "b",
      findings: [...flood("too old"), loosened("this change loosens max-size of b")],
    }),
  ];
  const report = { ...reportOf(...images), findings: [loosened("this change no longer gates old")] };
  expect(annotations(report).slice(0, 3)).toEqual([
    { level: "warning", title: "stagegate: loosened", message: "this change no longer gates old" },
    { level: "warning", title: "b: loosened", message: "this change loosens max-size of b" },
    { level: "warning", title: "a: size", message: "too big" },
  ]);
});

test("a long message leaves room for its advice, a long name for its rule", () => {
  const findings = [finding({ message: "x".repeat(100_000), advice: "Join the RUNs." })];
  const [only] = annotations(reportOf(imageReport({ name: "y".repeat(100_000), findings })));
  expect(only?.message).toHaveLength(4096);
  expect(only?.message).toMatch(/^x+…\nJoin the RUNs\.$/);
  expect(only?.title).toHaveLength(255);
  expect(only?.title).toMatch(/^y+…: size$/);
});

test("a finding of several platforms is one annotation with their names", () => {
  const row = (platform: string, findings: readonly ReturnType<typeof finding>[]) =>
    imageReport({ name: `app · ${platform}`, imageName: "app", platform, findings });
  const root = (platform: string) => finding({ rule: "user", message: `app · ${platform} runs as root` });
  const size = (platform: string, message: string) => finding({ message: `app · ${platform} ${message}` });
  const [amd, arm] = ["linux/amd64", "linux/arm64"];
  const shared = annotations(
    reportOf(row(amd, [root(amd), size(amd, "is 1 MB")]), row(arm, [root(arm), size(arm, "is 2 MB")])),
  );
  expect(shared.map(({ title, message }) => [title, message])).toEqual([
    ["app · linux/amd64: size", "app · linux/amd64 is 1 MB"],
    ["app · linux/arm64: size", "app · linux/arm64 is 2 MB"],
    ["app: user", "app runs as root (linux/amd64, linux/arm64)"],
  ]);
});

test("the worst errors come first, by rule order, then by excess over the limit", () => {
  const over = (actual: number) => [finding({ message: `${actual} of 100`, actual, limit: 100 })];
  const findings = [
    [finding({ rule: "user", message: "root" })],
    over(110),
    over(300),
    [finding({ rule: "build", message: "not built" })],
  ];
  const images = findings.map((own, at) => imageReport({ name: `svc-${at}`, findings: own }));
  expect(annotations(reportOf(...images)).map(({ message }) => message)).toEqual([
    "not built",
    "300 of 100",
    "110 of 100",
    "root",
  ]);
});

/** Images that run as root, each with a Dockerfile of its own. */
function rootImages(count: number) {
  return Array.from({ length: count }, (_, at) => {
    const place = { file: `${at}/Dockerfile`, lines: [3, 3] } as const;
    return imageReport({
      name: `svc-${at}`,
      findings: [finding({ rule: "user", message: `svc-${at} runs as root`, place })],
    });
  });
}

test("ten images with one finding have ten annotations, more have a single one", () => {
  expect(annotations(reportOf(...rootImages(10))).map(({ file }) => file)).toEqual(
    Array.from({ length: 10 }, (_, at) => `${at}/Dockerfile`),
  );
  expect(annotations(reportOf(...rootImages(11)))).toEqual([
    {
      level: "error",
      title: "svc-0 and 10 more: user",
      message: expect.stringMatching(
        /^svc-0 runs as root\nThe same for svc-1 1\/Dockerfile:3, .*, svc-10 10\/Dockerfile:3$/,
      ),
      file: "0/Dockerfile",
      startLine: 3,
      endLine: 3,
    },
  ]);
});

test("20 images without a size budget are one notice", () => {
  const images = Array.from({ length: 20 }, (_, at) => {
    const message = `svc-${at} has no size budget; it is ${at + 1}.0 MB now`;
    return imageReport({ name: `svc-${at}`, findings: [finding({ level: "notice", message })] });
  });
  const [only, ...others] = annotations(reportOf(...images));
  expect(others).toEqual([]);
  expect(only?.message).toMatch(/^svc-0 has no size budget; it is 1\.0 MB now\nThe same for svc-1 2\.0 MB, /);
});
