import fc from "fast-check";
import { SEVERITIES } from "../../../src/checks/scan/severity.ts";
import { summarize } from "../../../src/checks/scan/summarize.ts";
import type { VulnerabilityReport } from "../../../src/model/report.ts";

const few = (...values: string[]) => fc.constantFrom(...values);
const found: fc.Arbitrary<VulnerabilityReport> = fc.record({
  id: few("CVE-1", "CVE-2", "CVE-3", "CVE-4"),
  severity: fc.constantFrom(...SEVERITIES),
  where: few("a 1", "a 2", "b 1", "b 2"),
  fixedIn: fc.constant(null),
});
const key = ({ id, where }: VulnerabilityReport) => `${id} in ${where}`;

test("each vulnerability counts once, and the worst come first in any order", () => {
  fc.assert(
    fc.property(fc.array(found, { maxLength: 40 }), (all) => {
      const { counts, worst } = summarize(all);
      const different = new Set(all.map(key)).size;
      expect(Object.values(counts ?? {}).reduce((sum, one) => sum + one)).toBe(different);
      expect(new Set(worst.map(key)).size).toBe(Math.min(different, 10));
      for (const one of worst) {
        const told = all.filter((other) => key(other) === key(one)).map(({ severity }) => severity);
        expect(one.severity).toBe(SEVERITIES.find((severity) => told.includes(severity)));
      }
      const ranks = worst.map(({ severity }) => SEVERITIES.indexOf(severity));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      expect(summarize(all.toReversed())).toEqual({ counts, worst });
    }),
  );
});
