export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  setupFilesAfterEnv: ["<rootDir>/test/own-cache.ts"],
  extensionsToTreatAsEsm: [".ts", ".css"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }],
    "\\.(css|client\\.js)$": "<rootDir>/test/text-file.mjs",
  },
  // An engine on a busy machine takes its time.
  testTimeout: 600_000,
  // Engine tests look at what others would leave behind, and measure nothing the faster for company.
  maxWorkers: 1,
};
