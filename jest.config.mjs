export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  setupFilesAfterEnv: ["<rootDir>/test/own-environment.ts"],
  extensionsToTreatAsEsm: [".ts", ".css", ".yml"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }],
    "\\.(css|client\\.js|yml)$": "<rootDir>/test/text-file.mjs",
  },
  // An engine on a busy machine takes its time.
  testTimeout: 600_000,
  testSequencer: "<rootDir>/test/longest-first.mjs",
  // Much of what engine tests do is waiting, and they ask an engine about nothing but what is theirs.
  maxWorkers: 2,
};
