import Fastify, { type FastifyInstance } from "fastify";
import { slug } from "./slug.ts";

const title = {
  type: "object",
  required: ["title"],
  properties: { title: { type: "string", minLength: 1, maxLength: 200 } },
};

/** The API, not yet listening. */
export function createApp({ logger = false } = {}): FastifyInstance {
  const app = Fastify({ logger });

  app.get("/health", () => ({ status: "ok" }));

  app.post<{ Body: { title: string } }>("/slugs", { schema: { body: title } }, (request) => ({
    title: request.body.title,
    slug: slug(request.body.title),
  }));

  return app;
}
