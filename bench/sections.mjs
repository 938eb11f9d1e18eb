/** What is measured, in the order of the results. */
export const SECTIONS = [
  "archives",
  "registry",
  "engine",
  "unchanged",
  "gate",
  "trace",
  "images",
  "growth-images",
  "growth-gate",
  "start",
  "stop",
  "tar",
  "paths",
  "secrets",
];
