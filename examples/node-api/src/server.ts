import { createApp } from "./app.ts";

const app = createApp({ logger: true });

// The first process of a container has no default signal handlers.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => app.close());

await app.listen({ host: "0.0.0.0", port: Number(process.env["PORT"] ?? 3000) });
