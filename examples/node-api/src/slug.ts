/** The part of an address for a title: `Crème Brûlée, 2 ways` → `creme-brulee-2-ways`. */
export function slug(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
