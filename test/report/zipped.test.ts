import { deflateRawSync } from "node:zlib";
import { zippedReports } from "../../src/report/zipped.ts";
import { imageReport, reportOf } from "../fixtures/report.ts";
import { type ZipEntry, zipOf } from "../fixtures/zip.ts";

const report = (name: string) => reportOf(imageReport({ name }));
const text = (name: string) => JSON.stringify(report(name));

const read = (...entries: readonly ZipEntry[]) =>
  zippedReports([{ name: "stagegate", bytes: zipOf(entries) }]);

test("only report.json files of archives are read", async () => {
  const archives = [
    { name: "one", bytes: zipOf([{ name: "report.json", content: text("api") }]) },
    {
      name: "two",
      bytes: zipOf([
        { name: "web/report.json", content: text("web"), method: 0 },
        { name: "web/report.html", content: "<script>" },
        { name: "not-report.json", content: "no report" },
      ]),
    },
  ];
  expect(await zippedReports(archives)).toEqual([
    { name: "one/report.json", report: report("api") },
    { name: "two/web/report.json", report: report("web") },
  ]);
});

test.each<[string, ZipEntry[], RegExp]>([
  ["a path that leads out", [{ name: "../report.json", content: text("api") }], /invalid relative path/],
  ["an absolute path", [{ name: "/etc/report.json", content: text("api") }], /absolute path/],
  [
    "a file that is no report",
    [{ name: "report.json", content: "{}" }],
    /^stagegate\/report\.json is not a report/,
  ],
  [
    "a file larger than it says",
    [{ name: "report.json", content: " ".repeat(1_000_000) + text("api"), size: 5000 }],
    /report\.json: too many bytes in the stream\. expected 5000/,
  ],
  [
    "a file smaller than it says",
    [{ name: "report.json", content: text("api"), size: 1e6 }],
    /report\.json: not enough bytes in the stream\. expected 1000000/,
  ],
  [
    "a file that is not packed and larger than it says",
    [{ name: "report.json", content: text("api"), method: 0, size: 5 }],
    /size mismatch for stored file/,
  ],
  [
    "a file that is cut off",
    [{ name: "report.json", content: text("api"), packed: deflateRawSync(text("api")).subarray(0, -9) }],
    /cannot be read as a zip archive: .*(?:unexpected end|not enough bytes)/,
  ],
  [
    "a file with another compression than it says",
    [{ name: "report.json", content: text("api"), packed: Buffer.alloc(100, 0xff) }],
    /invalid block type/,
  ],
  ["an encrypted file", [{ name: "report.json", content: text("api"), isEncrypted: true }], /encrypted/],
  [
    "a file with another compression than deflate",
    [{ name: "report.json", content: text("api"), method: 12 }],
    /unsupported compression method: 12/,
  ],
  ["a file that says it is huge", [{ name: "report.json", content: "", size: 3e8 }], /larger than 256 MB/],
  [
    "too many files",
    Array.from({ length: 1001 }, (_, at) => ({ name: `${at}`, content: "" })),
    /more than 1000 files/,
  ],
])("%s is refused", async (_, entries, message) => {
  await expect(read(...entries)).rejects.toThrow(message);
});

test("a file that is not a complete archive is refused", async () => {
  const whole = zipOf([{ name: "report.json", content: text("api") }]);
  for (const bytes of [Buffer.from("no zip"), Buffer.alloc(0), whole.subarray(0, -30), whole.subarray(20)])
    await expect(zippedReports([{ name: "stagegate", bytes }])).rejects.toThrow(
      /^stagegate cannot be read as a zip archive: /,
    );
});
