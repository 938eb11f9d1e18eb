// node --require bench/peak-memory.cjs …: says at the end how much memory the process had at most, in bytes.
process.on("exit", () => {
  process.stderr.write(`peak-memory ${process.resourceUsage().maxRSS * 1024}\n`);
});
