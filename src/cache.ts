import { cacheProcess } from "./github/cache-process.ts";

const [limit, ...args] = process.argv.slice(2);
setTimeout(() => process.exit(1), Number(limit)).unref();
cacheProcess(args).then((answer) => {
  // Open connections for further requests would keep the process alive.
  process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit());
});
