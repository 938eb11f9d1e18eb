import assert from "node:assert/strict";
import { test } from "node:test";
import { createApp } from "../src/app.ts";

test("GET /health", async () => {
  const answer = await createApp().inject("/health");
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(answer.json(), { status: "ok" });
});

test("POST /slugs answers with the slug", async () => {
  const answer = await createApp().inject({ method: "POST", url: "/slugs", body: { title: "Two Words" } });
  assert.equal(answer.statusCode, 200);
  assert.deepEqual(answer.json(), { title: "Two Words", slug: "two-words" });
});

for (const body of [{}, { title: "" }, { title: "x".repeat(201) }]) {
  test(`POST /slugs refuses ${JSON.stringify(body).slice(0, 20)}`, async () => {
    const answer = await createApp().inject({ method: "POST", url: "/slugs", body });
    assert.equal(answer.statusCode, 400);
  });
}
