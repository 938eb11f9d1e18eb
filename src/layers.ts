import { parentPort } from "node:worker_threads";
import { answerTo, type ScanAnswer, type ScanQuestion } from "./image/scan-thread.ts";

parentPort?.on("message", async (question: ScanQuestion) => {
  const { answer, transfer } = await answerTo(question);
  parentPort?.postMessage(answer, transfer);
});
parentPort?.postMessage({ kind: "ready" } satisfies ScanAnswer);
