/** What is measured, in the order of the results. */
export const SECTIONS = [
  "archives",
  "registry",
  "engine",
  "unchanged",
  "gate",
  "trace",
  "growth-images",
  "growth-gate",
  "start",
  "stop",
  "tar",
  "paths",
  "secrets",
];
