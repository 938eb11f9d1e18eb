import * as v from "valibot";
import type { ImageSource } from "../../image/source.ts";
import type { VulnerabilityReport } from "../../model/report.ts";
import type { Scanner, ScanResult } from "./scanner.ts";
import { severityOf } from "./severity.ts";

/** Go leaves out what is empty, or writes null. */
const list = <T extends v.GenericSchema>(entry: T) => v.nullish(v.array(entry), []);
const words = v.nullish(v.string(), "");

const vulnerability = v.pipe(
  v.object({
    VulnerabilityID: v.string(),
    PkgName: v.string(),
    InstalledVersion: words,
    FixedVersion: words,
    Severity: words,
  }),
  v.transform(
    (own): VulnerabilityReport => ({
      id: own.VulnerabilityID,
      severity: severityOf(own.Severity),
      where: `${own.PkgName} ${own.InstalledVersion}`.trimEnd(),
      fixedIn: own.FixedVersion || null,
    }),
  ),
);

const secret = v.object({ RuleID: v.string(), Severity: words });

const misconfiguration = v.object({ ID: v.string(), Severity: words, Status: v.nullish(v.string(), "FAIL") });

const result = v.pipe(
  v.object({
    Target: v.string(),
    Class: words,
    Vulnerabilities: list(vulnerability),
    Secrets: list(secret),
    Misconfigurations: list(misconfiguration),
  }),
  v.transform(({ Target: where, Class, Vulnerabilities, Secrets, Misconfigurations }) => {
    const inFile = (id: string, severity: string): VulnerabilityReport => ({
      id,
      severity: severityOf(severity),
      where,
      fixedIn: null,
    });
    // The results may contain checks that passed, if trivy's configuration asks for them.
    const failed = Misconfigurations.filter(({ Status }) => Status === "FAIL");
    return {
      areOfPackages: PACKAGES.test(Class),
      vulnerabilities: [
        ...Vulnerabilities,
        ...Secrets.map(({ RuleID, Severity }) => inFile(RuleID, Severity)),
        ...failed.map(({ ID, Severity }) => inFile(ID, Severity)),
      ],
    };
  }),
);

/** Classes of results about packages. trivy writes such a result even if it finds nothing in the packages. */
const PACKAGES = /^(?:os|lang)-pkgs$/;

/** `Report` of trivy's pkg/types/report.go. Licenses that it forbids do not count as vulnerabilities. */
const report = v.pipe(
  v.object({
    SchemaVersion: v.literal(2),
    Metadata: v.nullish(
      v.object({
        OS: v.nullish(v.object({ Family: words, Name: words })),
        DiffIDs: v.nullish(v.array(v.string()), []),
      }),
      { DiffIDs: [] },
    ),
    Results: list(result),
  }),
  v.transform(({ Metadata: { OS, DiffIDs }, Results }): ScanResult => {
    const system = OS?.Family === "none" ? "" : `${OS?.Family ?? ""} ${OS?.Name ?? ""}`.trim();
    return {
      diffIds: DiffIDs,
      unscanned: system === "" || Results.some(({ areOfPackages }) => areOfPackages) ? null : system,
      vulnerabilities: Results.flatMap(({ vulnerabilities }) => vulnerabilities),
    };
  }),
);

/** https://trivy.dev/docs/latest/references/configuration/cli/trivy_image/ */
export const trivy: Scanner = {
  name: "trivy",
  versionArgs: ["version", "--format", "json"],
  version: v.pipe(
    v.object({ Version: v.string() }),
    v.transform(({ Version }) => Version),
  ),
  scanArgs: (source, platform) => [
    [
      "image",
      // trivy still prints errors, but no news, which would be its last line.
      "--quiet",
      "--format",
      "json",
      ...(platform === null ? [] : ["--platform", platform]),
      ...imageArgs(source),
    ],
  ],
  report,
};

/** trivy itself tells archives from directories. Without `--image-src` it would try other sources, too. */
function imageArgs(source: ImageSource): string[] {
  switch (source.kind) {
    case "engine":
      return ["--image-src", "docker", source.name];
    case "podman":
      return ["--image-src", "podman", source.name];
    case "registry":
      return ["--image-src", "remote", source.name];
    default:
      return ["--input", source.path];
  }
}
