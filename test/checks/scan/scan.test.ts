import { readFileSync } from "node:fs";
import { scanImage } from "../../../src/checks/scan/scan.ts";
import type { Exec, ExecResult } from "../../../src/host/exec.ts";
import type { ImageSource } from "../../../src/image/source.ts";
import type { ScanReport } from "../../../src/model/report.ts";

const TRIVY = fixture("trivy.json");
const GRYPE = fixture("grype.json");
const DIFF_IDS = ["sha256:aa", "sha256:bb"];
const DIRECTORY: ImageSource = { kind: "oci-directory", path: "/run/image-0" };
const ARCHIVE: ImageSource = { kind: "archive", path: "/app.tar" };
const ENGINE: ImageSource = { kind: "engine", name: "app:latest" };
const PODMAN: ImageSource = { kind: "podman", name: "app:latest", id: `sha256:${"a".repeat(64)}` };

const MISSING = { code: 127, stderr: "spawn ENOENT" };
const TRIVY_VERSION = { stdout: '{"Version":"0.58.0"}\n' };
const GRYPE_VERSION = { stdout: '{"application":"grype","version":"0.110.0"}\n' };
const HOST = { stdout: "unix:///elsewhere.sock\n" };

type Answers = Readonly<Record<string, Partial<ExecResult>>>;

/** A mock of all commands: answers by the first words of a command line. Other commands succeed without output. */
function commands(answers: Answers): { exec: Exec; ran: string[] } {
  const ran: string[] = [];
  const exec: Exec = async (command, args, { env } = {}) => {
    const line = [command, ...args].join(" ");
    ran.push(...Object.entries(env ?? {}).map(([key, value]) => `${key}=${value}`), line);
    const found = Object.entries(answers).find(([words]) => line.startsWith(words))?.[1];
    return { code: 0, stdout: "", stderr: "", ...found };
  };
  return { exec, ran };
}

function scan(answers: Answers, source: ImageSource = DIRECTORY, platform: string | null = null) {
  return scanImage({ source, platform, diffIds: DIFF_IDS, isOfWindows: false }, commands(answers).exec);
}

const shown = ({ counts, worst }: ScanReport) => ({
  counts: JSON.stringify(counts),
  worst: worst.map(({ id, severity, where, fixedIn }) => `${severity} ${id} ${where}, fixed in ${fixedIn}`),
});

test("an image for Windows is not scanned", async () => {
  const { exec, ran } = commands({ "trivy version": TRIVY_VERSION, "trivy image": { stdout: TRIVY } });
  const image = { source: DIRECTORY, platform: null, diffIds: DIFF_IDS, isOfWindows: true };
  expect(await scanImage(image, exec)).toMatchObject({
    problem: "trivy cannot scan a Windows image",
    counts: null,
  });
  expect(ran).toEqual(["trivy version --format json"]);
});

// Recorded from trivy 0.58.0, with the tests' own database and all its scanners; shortened.
test("vulnerabilities from trivy are counted, the worst are named", async () => {
  const report = await scan({ "trivy version": TRIVY_VERSION, "trivy image": { stdout: TRIVY } });
  expect(report).toMatchObject({ scanner: "trivy", version: "0.58.0", problem: null });
  expect(shown(report)).toEqual({
    counts: '{"critical":3,"high":2,"medium":0,"low":2,"unknown":0}',
    worst: [
      "critical CVE-2026-0001 base-files 13.8+deb13u7, fixed in 99",
      "critical aws-access-key-id /app/credentials.txt, fixed in null",
      "critical aws-secret-access-key /app/credentials.txt, fixed in null",
      "high CVE-2026-0002 libc-bin 2.41-12+deb13u4, fixed in 99-1",
      "high CVE-2026-0002 libc6 2.41-12+deb13u4, fixed in 99-1",
      "low CVE-2026-0003 zlib1g 1:1.3.dfsg+really1.3.1-1+b1, fixed in null",
      "low DS026 app/Dockerfile, fixed in null",
    ],
  });
});

// Recorded from grype 0.110.0, with a database of the same vulnerabilities; shortened.
test("vulnerabilities from grype are counted if trivy is missing", async () => {
  const report = await scan({ trivy: MISSING, "grype version": GRYPE_VERSION, grype: { stdout: GRYPE } });
  expect(report).toMatchObject({ scanner: "grype", version: "0.110.0", problem: null });
  expect(shown(report)).toEqual({
    counts: '{"critical":1,"high":2,"medium":0,"low":1,"unknown":1}',
    worst: [
      "critical CVE-2026-0001 base-files 13.8+deb13u7, fixed in 99",
      "high CVE-2026-0002 libc-bin 2.41-12+deb13u4, fixed in 99-1",
      "high CVE-2026-0002 libc6 2.41-12+deb13u4, fixed in 99-1",
      "low CVE-2026-0003 zlib1g 1:1.3.dfsg+really1.3.1-1+b1, fixed in null",
      "unknown CVE-2026-0004 tar 1.35+dfsg-3.1, fixed in null",
    ],
  });
});

test.each<[what: string, answers: Answers, worst: string[]]>([
  [
    "checks that passed are not",
    {
      "trivy image": results({ Target: "Dockerfile", Misconfigurations: [{ ID: "DS002", Status: "PASS" }] }),
    },
    [],
  ],
  [
    "licenses are not",
    { "trivy image": results({ Target: "OS", Licenses: [{ Name: "GPL-3.0", Severity: "HIGH" }] }) },
    [],
  ],
  [
    "a package without a version is",
    {
      "trivy image": results({ Target: "OS", Vulnerabilities: [{ VulnerabilityID: "CVE-1", PkgName: "a" }] }),
    },
    ["unknown CVE-1 a, fixed in null"],
  ],
  [
    "a vulnerability with several fixes is",
    {
      trivy: MISSING,
      grype: matches({ id: "CVE-1", severity: "Medium", fix: { versions: ["1.2.1", "2.0"] } }),
    },
    ["medium CVE-1 a 1, fixed in 1.2.1, 2.0"],
  ],
])("in a report of trivy, %s counted", async (_, answers, worst) => {
  expect(shown(await scan(answers)).worst).toEqual(worst);
});

function results(...Results: readonly object[]) {
  return { stdout: JSON.stringify({ SchemaVersion: 2, Metadata: { DiffIDs: DIFF_IDS }, Results }) };
}

function matches(vulnerability: object) {
  const source = { target: { layers: DIFF_IDS.map((digest) => ({ digest })) } };
  const match = { vulnerability, artifact: { name: "a", version: "1" } };
  return { stdout: JSON.stringify({ matches: [match], source }) };
}

test("without a scanner the check has a problem and no result", async () => {
  expect(await scan({ trivy: MISSING, grype: MISSING })).toEqual({
    scanner: null,
    version: null,
    problem: "neither trivy nor grype is on the PATH",
    counts: null,
    worst: [],
  });
});

test.each<[what: string, source: ImageSource, platform: string | null, ran: string[]]>([
  [
    "a directory",
    DIRECTORY,
    "linux/arm64",
    ["trivy image --quiet --format json --platform linux/arm64 --input /run/image-0"],
  ],
  ["an archive", ARCHIVE, null, ["trivy image --quiet --format json --input /app.tar"]],
  ["an image of Podman", PODMAN, null, ["trivy image --quiet --format json --image-src podman app:latest"]],
  [
    "an image of a local or remote engine",
    ENGINE,
    null,
    [
      "docker context inspect --format {{.Endpoints.docker.Host}}",
      "DOCKER_HOST=unix:///elsewhere.sock",
      "trivy image --quiet --format json --image-src docker app:latest",
    ],
  ],
])("trivy gets the arguments for %s", async (_, source, platform, expected) => {
  const { exec, ran } = commands({ "trivy image": { stdout: TRIVY }, docker: HOST });
  await scanImage({ source, platform, diffIds: DIFF_IDS, isOfWindows: false }, exec);
  expect(ran).toEqual(["trivy version --format json", ...expected]);
});

test.each<[what: string, source: ImageSource, platform: string | null, ran: string[]]>([
  [
    "a directory",
    DIRECTORY,
    "linux/arm64",
    ["grype --output json --platform linux/arm64 oci-dir:/run/image-0"],
  ],
  ["an archive of docker save", ARCHIVE, null, ["grype --output json docker-archive:/app.tar"]],
  ["an image of Podman", PODMAN, null, ["grype --output json podman:app:latest"]],
  [
    "an image of a local or remote engine",
    ENGINE,
    null,
    [
      "docker context inspect --format {{.Endpoints.docker.Host}}",
      "DOCKER_HOST=unix:///elsewhere.sock",
      "grype --output json docker:app:latest",
    ],
  ],
])("grype gets the arguments for %s", async (_, source, platform, expected) => {
  const { exec, ran } = commands({ trivy: MISSING, "grype --output": { stdout: GRYPE }, docker: HOST });
  await scanImage({ source, platform, diffIds: DIFF_IDS, isOfWindows: false }, exec);
  expect(ran.slice(1)).toEqual(["grype version --output json", ...expected]);
});

test("grype reads an archive without manifest.json as an OCI archive", async () => {
  const answers = {
    trivy: MISSING,
    "grype --output json docker-archive:": { code: 1, stderr: "[0000] ERROR no manifest.json" },
  };
  const read = { ...answers, "grype --output json oci-archive:": { stdout: GRYPE } };
  expect(await scan(read, ARCHIVE)).toMatchObject({ problem: null, counts: { critical: 1 } });

  const neither = {
    ...answers,
    "grype --output json oci-archive:": { code: 1, stderr: "[0002] ERROR \x1b[31mno index.json\x1b[0m\n" },
  };
  expect(await scan(neither, ARCHIVE)).toMatchObject({
    problem: "grype failed with exit code 1: no manifest.json; grype failed with exit code 1: no index.json",
  });
});

const CANNOT_DOWNLOAD = `2026-11-21T13:01:35Z\tFATAL\tFatal error\tinit error: DB error: failed to download vulnerability DB: OCI artifact error: failed to download vulnerability DB: failed to download artifact from mirror.gcr.io/aquasec/trivy-db:2: OCI repository error: 1 error occurred:
\t* Get "https://mirror.gcr.io/v2/": dial tcp: lookup mirror.gcr.io: no such host

`;

test.each<[what: string, ended: Partial<ExecResult>, problem: string]>([
  [
    "whose database cannot be fetched",
    { code: 1, stderr: CANNOT_DOWNLOAD },
    'trivy failed with exit code 1: Get "https://mirror.gcr.io/v2/": dial tcp: lookup mirror.gcr.io: no such host',
  ],
  [
    "that fails with one line",
    { code: 1, stderr: "2026-11-21T13:01:35Z\tFATAL\tFatal error\tunknown flag: --format\n" },
    "trivy failed with exit code 1: unknown flag: --format",
  ],
  ["that fails with no output", { code: 137 }, "trivy failed with exit code 137"],
  ["with no report", {}, "trivy failed with exit code 0"],
  ["that prints a table", { stdout: "┌──────┐" }, "trivy printed no valid report"],
  ["whose report is cut off", { code: 2, stdout: TRIVY.slice(0, -10) }, "trivy failed with exit code 2"],
  [
    "whose report has another shape",
    { stdout: '{"SchemaVersion":3,"Results":[]}', stderr: "a word" },
    "trivy printed no valid report: a word",
  ],
  [
    "with a vulnerability that lacks its package",
    {
      stdout:
        '{"SchemaVersion":2,"Results":[{"Target":"a","Vulnerabilities":[{"VulnerabilityID":"CVE-1"}]}]}',
    },
    "trivy printed no valid report",
  ],
  [
    "that read another image",
    { stdout: TRIVY.replace("sha256:bb", "sha256:cc") },
    "trivy scanned a different image from the one that was measured, perhaps for another platform",
  ],
])("a scanner %s gives no result", async (_, ended, problem) => {
  expect(await scan({ "trivy version": TRIVY_VERSION, "trivy image": ended })).toEqual({
    scanner: "trivy",
    version: "0.58.0",
    problem,
    counts: null,
    worst: [],
  });
});

test.each([
  ["trivy", { "trivy version": TRIVY_VERSION, "trivy image": { code: 1, stdout: TRIVY } }],
  ["grype", { trivy: MISSING, "grype --output": { code: 2, stdout: GRYPE } }],
])("%s gives a result if its configuration makes it fail on findings", async (scanner, answers) => {
  expect(await scan(answers)).toMatchObject({
    scanner,
    problem: null,
    counts: { critical: expect.any(Number) },
  });
});

describe("an image without known packages", () => {
  const none = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  const scratch = { SchemaVersion: 2, Metadata: { DiffIDs: DIFF_IDS } };
  const debian = { ...scratch, Metadata: { ...scratch.Metadata, OS: { Family: "debian", Name: "13.7" } } };
  const layers = DIFF_IDS.map((digest) => ({ digest }));

  test.each<[what: string, answers: Answers]>([
    ["trivy found no operating system", { "trivy image": { stdout: JSON.stringify(scratch) } }],
    [
      "trivy found an operating system and its packages",
      {
        "trivy image": {
          stdout: JSON.stringify({ ...debian, Results: [{ Target: "a", Class: "os-pkgs", Type: "debian" }] }),
        },
      },
    ],
    [
      "grype scanned it",
      { trivy: MISSING, grype: { stdout: JSON.stringify({ matches: [], source: { target: { layers } } }) } },
    ],
  ])("has a result: %s", async (_, answers) => {
    expect(await scan(answers)).toMatchObject({ version: null, problem: null, counts: none, worst: [] });
  });

  test.each<[what: string, answers: Answers, problem: string]>([
    [
      "trivy does not say what it scanned",
      { "trivy image": { stdout: '{"SchemaVersion":2}' } },
      "trivy does not say which image it scanned",
    ],
    [
      "grype does not say what it scanned",
      { trivy: MISSING, grype: { stdout: '{"matches":[],"source":{"target":"unknown"}}' } },
      "grype does not say which image it scanned",
    ],
    [
      "trivy found an operating system and no packages",
      { "trivy image": { stdout: JSON.stringify(debian) } },
      "trivy found debian 13.7 in the image, but did not check its packages: it may not support that system, or its configuration leaves packages out",
    ],
    [
      "trivy only looked for secrets",
      {
        "trivy image": {
          stdout: JSON.stringify({ ...debian, Results: [{ Target: "a", Class: "secret", Secrets: [] }] }),
        },
      },
      "trivy found debian 13.7 in the image, but did not check its packages: it may not support that system, or its configuration leaves packages out",
    ],
  ])("has no result: %s", async (_, answers, problem) => {
    expect(await scan(answers)).toMatchObject({ problem, counts: null });
  });
});

function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/scan/${name}`, import.meta.url), "utf8");
}
