import { cacheProcess } from "./github/cache-process.ts";

const [limit, ...args] = process.argv.slice(2);
setTimeout(() => process.exit(1), Number(limit)).unref();
cacheProcess(args).then((answer) => {
  // Connections that are kept open for another request would keep the process.
  process.stdout.write(`\n${JSON.stringify(answer)}\n`, () => process.exit());
});
