import type { Finding, ImageReport } from "../model/report.ts";
import { RULES } from "../rules/index.ts";

/**
 * Leaves out findings on things that images share, such as a Dockerfile or a build context, if an earlier image has the
 * same finding. Errors stay, because the verdict of the image depends on them.
 */
export function withoutRepetition(images: readonly ImageReport[]): ImageReport[] {
  const earlier = new Set<string>();
  return images.map((image) => {
    const own = image.findings.map((finding) => ({ finding, key: JSON.stringify(finding) }));
    const findings = own.filter(({ finding, key }) => !isShared(finding) || !earlier.has(key));
    for (const { key } of own) earlier.add(key);
    return { ...image, findings: findings.map(({ finding }) => finding) };
  });
}

function isShared({ rule, level }: Finding): boolean {
  return level !== "error" && RULES.some(({ id, shared }) => id === rule && shared === true);
}
