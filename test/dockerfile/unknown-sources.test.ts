import { unknownSources } from "../../src/dockerfile/unknown-sources.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const why = (text: string, buildArgs: Readonly<Record<string, string>> = {}) =>
  unknownSources(text, [null], { buildArgs, buildContexts: { lib: "../lib" } });

test.each([
  "FROM scratch",
  `FROM node:24@${DIGEST}\nRUN apt-get update`,
  `ARG BASE=node@${DIGEST}\nFROM $BASE`,
  `FROM node:24 AS unused\nFROM scratch\nCOPY a /`,
  `FROM scratch AS one\nFROM one\nCOPY --from=one /a /`,
  "FROM lib\nCOPY --from=lib /a /\nRUN --mount=from=lib,target=/x true",
  `FROM scratch\nADD a.tar.gz b /\nADD --checksum=${DIGEST} https://example.org/a /`,
  "FROM scratch\nCOPY a$x b@c:d /",
  `# syntax=docker/dockerfile:1@${DIGEST}\nFROM scratch`,
  "FROM scratch\nADD ./deploy@host:repo.git github.com/a/b dir/a:b /",
  `FROM scratch\nADD \\\n --checksum=${DIGEST} \\\n https://example.org/a /`,
  "FROM scratch\nCOPY <<EOF /a\nADD https://example.org/a /\nEOF",
])("all sources of %j are fixed", (text) => {
  expect(why(text)).toBeNull();
});

test.each([
  ["FROM node:24", "node:24 has no digest; add it, for example: node:24@sha256:…"],
  ["FROM node", "node has no digest; add it, for example: node@sha256:…"],
  ["FROM node@sha256:abc", "node@sha256:abc has no digest; add it, for example: node@sha256:…"],
  ["FROM node:24 AS base\nFROM base", "node:24 has no digest; add it, for example: node:24@sha256:…"],
  [
    "FROM scratch\nCOPY --from=busybox:1 /bin/sh /",
    "busybox:1 has no digest; add it, for example: busybox:1@sha256:…",
  ],
  [
    "FROM scratch\nRUN --mount=from=golang:1,target=/go true",
    "golang:1 has no digest; add it, for example: golang:1@sha256:…",
  ],
  ["ARG BASE\nFROM $BASE", "the source of line 2 is not known"],
  ["FROM scratch\nRUN --mount=from=$X,target=/x true", "the source of line 2 is not known"],
  ["FROM scratch\nADD https://example.org/a /", "ADD https://example.org/a can change without notice"],
  [
    "FROM scratch\nADD https://github.com/a/b.git#main /",
    "ADD https://github.com/a/b.git#main can change without notice",
  ],
  ["FROM scratch\nARG URL\nADD $URL /", "ADD $URL can change without notice"],
  ["FROM scratch\nADD\\\n  https://example.org/a /", "ADD https://example.org/a can change without notice"],
  ["FROM scratch\nA\\\nDD https://example.org/a /", "ADD https://example.org/a can change without notice"],
  ["FROM scratch\nadd https://example.org/a /", "ADD https://example.org/a can change without notice"],
  ['FROM scratch\nADD ["https://example.org/a", "/"]', "ADD https://example.org/a can change without notice"],
  ['FROM scratch\nADD ht"tps://example.org/a" /', "ADD https://example.org/a can change without notice"],
  ["FROM scratch\nADD deploy@host:a.git /", "ADD deploy@host:a.git can change without notice"],
  ["FROM scratch\nADD host:a.git /", "ADD host:a.git can change without notice"],
  [
    "FROM scratch\nADD HTTPS://example.org/a.git /",
    "ADD HTTPS://example.org/a.git can change without notice",
  ],
  [
    "FROM scratch\nADD https://example.org/a /--checksum=x",
    "ADD https://example.org/a can change without notice",
  ],
  [
    "FROM scratch\nADD --checksum= https://example.org/a /",
    "ADD https://example.org/a can change without notice",
  ],
  [
    "FROM scratch\nARG SUM\nADD --checksum=$SUM https://example.org/a /",
    "ADD https://example.org/a can change without notice",
  ],
  [
    "FROM scratch AS a\nONBUILD ADD\\\n https://example.org/a /\nFROM a",
    "ADD https://example.org/a can change without notice",
  ],
  ["FROM scratch\nCOPY --from=\\\n$X /a /", "the source of line 2 is not known"],
  ["# syntax=docker/dockerfile:1\nFROM scratch", "the syntax docker/dockerfile:1 has no digest"],
  ["#!/usr/bin/x\n#  SYNTAX = a/b\nFROM scratch", "the syntax a/b has no digest"],
  ["// syntax=a/b\nFROM scratch", "the syntax a/b has no digest"],
  ['{"syntax": "a/b"}', "its syntax is not known"],
])("a source of %j can change: %s", (text, expected) => {
  expect(why(text)).toBe(expected);
});

test("a build argument changes the image", () => {
  const text = "ARG BASE\nFROM $BASE";
  expect(why(text, { BASE: `node@${DIGEST}` })).toBeNull();
  expect(why(text, { BASE: "node:24" })).toBe("node:24 has no digest; add it, for example: node:24@sha256:…");
});

test("a build argument changes the syntax", () => {
  const syntax = `docker/dockerfile:1@${DIGEST}`;
  expect(why("FROM scratch", { BUILDKIT_SYNTAX: syntax })).toBeNull();
  expect(why("FROM scratch", { BUILDKIT_SYNTAX: "a/b" })).toBe("the syntax a/b has no digest");
});
