import type { Finding, ImageReport } from "../model/report.ts";
import { RULES } from "../rules/index.ts";

/**
 * Leaves out what an earlier image has said in the same words of something that both share: a Dockerfile, a
 * build context. Errors stay, since the image's verdict rests on them.
 */
export function withoutRepetition(images: readonly ImageReport[]): ImageReport[] {
  const said = new Set<string>();
  return images.map((image) => {
    const own = image.findings.map((finding) => ({ finding, key: JSON.stringify(finding) }));
    const findings = own.filter(({ finding, key }) => !isShared(finding) || !said.has(key));
    for (const { key } of own) said.add(key);
    return { ...image, findings: findings.map(({ finding }) => finding) };
  });
}

function isShared({ rule, level }: Finding): boolean {
  return level !== "error" && RULES.some(({ id, shared }) => id === rule && shared === true);
}
