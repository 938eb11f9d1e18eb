import { StoppedError } from "../../src/host/errors.ts";
import { orStopped } from "../../src/host/signals.ts";

const never = new Promise<never>(() => undefined);

test("work that ends in time has its result", async () => {
  const { signal } = new AbortController();
  await expect(orStopped(Promise.resolve(1), signal)).resolves.toBe(1);
  await expect(orStopped(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
});

test("what does not end is not waited for once it is stopped", async () => {
  const controller = new AbortController();
  const waiting = orStopped(never, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toBeInstanceOf(StoppedError);
  await expect(orStopped(never, controller.signal)).rejects.toBeInstanceOf(StoppedError);
});

test("what fails after the stop fails nothing else", async () => {
  const controller = new AbortController();
  const late = new Promise<never>((_, reject) =>
    controller.signal.addEventListener("abort", () => queueMicrotask(() => reject(new Error("late")))),
  );
  const waiting = orStopped(late, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toBeInstanceOf(StoppedError);
});
