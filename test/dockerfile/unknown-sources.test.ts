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
])("all that %j takes is known", (text) => {
  expect(why(text)).toBeNull();
});

test.each([
  ["FROM node:24", "node:24 has no digest; name it by one, for example: node:24@sha256:…"],
  ["FROM node", "node has no digest; name it by one, for example: node@sha256:…"],
  ["FROM node@sha256:abc", "node@sha256:abc has no digest; name it by one, for example: node@sha256:…"],
  ["FROM node:24 AS base\nFROM base", "node:24 has no digest; name it by one, for example: node:24@sha256:…"],
  [
    "FROM scratch\nCOPY --from=busybox:1 /bin/sh /",
    "busybox:1 has no digest; name it by one, for example: busybox:1@sha256:…",
  ],
  [
    "FROM scratch\nRUN --mount=from=golang:1,target=/go true",
    "golang:1 has no digest; name it by one, for example: golang:1@sha256:…",
  ],
  ["ARG BASE\nFROM $BASE", "nobody knows what line 2 is built from"],
  ["FROM scratch\nRUN --mount=from=$X,target=/x true", "nobody knows what line 2 is built from"],
  ["FROM scratch\nADD https://example.org/a /", "ADD https://example.org/a may be another file"],
  [
    "FROM scratch\nADD https://github.com/a/b.git#main /",
    "ADD https://github.com/a/b.git#main may be another file",
  ],
  ["FROM scratch\nARG URL\nADD $URL /", "ADD $URL may be another file"],
  ["FROM scratch\nADD\\\n  https://example.org/a /", "ADD https://example.org/a may be another file"],
  ["FROM scratch\nA\\\nDD https://example.org/a /", "ADD https://example.org/a may be another file"],
  ["FROM scratch\nadd https://example.org/a /", "ADD https://example.org/a may be another file"],
  ['FROM scratch\nADD ["https://example.org/a", "/"]', "ADD https://example.org/a may be another file"],
  ['FROM scratch\nADD ht"tps://example.org/a" /', "ADD https://example.org/a may be another file"],
  ["FROM scratch\nADD deploy@host:a.git /", "ADD deploy@host:a.git may be another file"],
  ["FROM scratch\nADD host:a.git /", "ADD host:a.git may be another file"],
  ["FROM scratch\nADD HTTPS://example.org/a.git /", "ADD HTTPS://example.org/a.git may be another file"],
  ["FROM scratch\nADD https://example.org/a /--checksum=x", "ADD https://example.org/a may be another file"],
  ["FROM scratch\nADD --checksum= https://example.org/a /", "ADD https://example.org/a may be another file"],
  [
    "FROM scratch\nARG SUM\nADD --checksum=$SUM https://example.org/a /",
    "ADD https://example.org/a may be another file",
  ],
  [
    "FROM scratch AS a\nONBUILD ADD\\\n https://example.org/a /\nFROM a",
    "ADD https://example.org/a may be another file",
  ],
  ["FROM scratch\nCOPY --from=\\\n$X /a /", "nobody knows what line 2 is built from"],
  ["# syntax=docker/dockerfile:1\nFROM scratch", "the syntax docker/dockerfile:1 has no digest"],
  ["#!/usr/bin/x\n#  SYNTAX = a/b\nFROM scratch", "the syntax a/b has no digest"],
  ["// syntax=a/b\nFROM scratch", "the syntax a/b has no digest"],
  ['{"syntax": "a/b"}', "its syntax is not known"],
])("%j takes something that may change: %s", (text, expected) => {
  expect(why(text)).toBe(expected);
});

test("a build argument names the image", () => {
  const text = "ARG BASE\nFROM $BASE";
  expect(why(text, { BASE: `node@${DIGEST}` })).toBeNull();
  expect(why(text, { BASE: "node:24" })).toBe(
    "node:24 has no digest; name it by one, for example: node:24@sha256:…",
  );
});

test("a build argument names the syntax", () => {
  const syntax = `docker/dockerfile:1@${DIGEST}`;
  expect(why("FROM scratch", { BUILDKIT_SYNTAX: syntax })).toBeNull();
  expect(why("FROM scratch", { BUILDKIT_SYNTAX: "a/b" })).toBe("the syntax a/b has no digest");
});
