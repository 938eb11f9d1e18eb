import * as v from "valibot";
import type { ImageSource } from "../../image/source.ts";
import type { VulnerabilityReport } from "../../model/report.ts";
import type { Scanner, ScanResult } from "./scanner.ts";
import { severityOf } from "./severity.ts";

const words = v.nullish(v.string(), "");

const match = v.pipe(
  v.object({
    vulnerability: v.object({
      id: v.string(),
      severity: words,
      fix: v.nullish(v.object({ versions: v.nullish(v.array(v.string()), []) }), { versions: [] }),
    }),
    artifact: v.object({ name: v.string(), version: words }),
  }),
  v.transform(
    ({ vulnerability: { id, severity, fix }, artifact }): VulnerabilityReport => ({
      id,
      severity: severityOf(severity),
      where: `${artifact.name} ${artifact.version}`.trimEnd(),
      fixedIn: fix.versions.join(", ") || null,
    }),
  ),
);

/** The layers of an image; for anything else, grype writes another kind of target, for example a path. */
const target = v.fallback(v.nullish(v.object({ layers: v.array(v.object({ digest: v.string() })) })), null);

/** `Document` of grype's grype/presenter/models. Its matches do not contain what its configuration ignores. */
const report = v.pipe(
  v.object({ matches: v.array(match), source: v.nullish(v.object({ target })) }),
  v.transform(
    ({ matches, source }): ScanResult => ({
      // In grype's report, the digest of a layer is the digest of the uncompressed tar.
      diffIds: source?.target?.layers.map(({ digest }) => digest) ?? [],
      // grype does not report which packages it checked.
      unscanned: null,
      vulnerabilities: matches,
    }),
  ),
);

/** https://github.com/anchore/grype#supported-sources */
export const grype: Scanner = {
  name: "grype",
  versionArgs: ["version", "--output", "json"],
  version: v.pipe(
    v.object({ version: v.string() }),
    v.transform(({ version }) => version),
  ),
  // No --quiet: it would hide errors, too.
  scanArgs: (source, platform) =>
    imageNames(source).map((name) => [
      "--output",
      "json",
      ...(platform === null ? [] : ["--platform", platform]),
      name,
    ]),
  report,
};

/** With a scheme, because grype would scan a bare path that is not an image as a file, without an error. */
function imageNames(source: ImageSource): string[] {
  switch (source.kind) {
    case "engine":
      return [`docker:${source.name}`];
    case "podman":
      return [`podman:${source.name}`];
    case "registry":
      return [`registry:${source.name}`];
    case "oci-directory":
      return [`oci-dir:${source.path}`];
    case "archive":
      return [`docker-archive:${source.path}`, `oci-archive:${source.path}`];
  }
}
