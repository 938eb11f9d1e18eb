import type { ImageSettings } from "../../src/config/settings.ts";
import { unpinnedBases } from "../../src/dockerfile/bases.ts";

const basesOf = (
  text: string,
  { target = null, ...naming }: { target?: string | null } & Partial<ImageSettings> = {},
) =>
  unpinnedBases(
    { file: "Dockerfile", text, target },
    { buildArgs: null, buildContexts: null, ...naming },
  ).map(({ image, place }) => `${place.lines[0]}: ${image}`);

test.each<[dockerfile: string, expected: string[]]>([
  ["FROM alpine", ["1: alpine"]],
  ["FROM alpine:latest", ["1: alpine:latest"]],
  ["FROM alpine:3.22", []],
  ["FROM --platform=$BUILDPLATFORM alpine AS base", ["1: alpine"]],
  ["FROM alpine@sha256:0123", []],
  ["FROM alpine:latest@sha256:0123", []],
  ["FROM localhost:5000/app", ["1: localhost:5000/app"]],
  ["FROM localhost:5000/app:1.2", []],
  ["FROM registry.example/team/app", ["1: registry.example/team/app"]],
  ["FROM scratch", []],
  ["from alpine as Base\nFROM base", ["1: alpine"]],
  ["FROM alpine:3.22\nCOPY --from=nginx:latest /etc/nginx /etc/nginx", ["2: nginx:latest"]],
  ["FROM alpine:3.22\nRUN --mount=type=bind,from=composer,target=/c a \\\n b", ["2: composer"]],
  ["FROM alpine:3.22\nRUN --mount=type=cache,from=seed,target=/c true", ["2: seed"]],
  ["FROM alpine:3.22\nCOPY a /\nRUN --mount=type=cache,target=/c true\nONBUILD COPY --from=x a b", []],
  ["FROM alpine AS a\nFROM debian:13\nCOPY --from=A /x /x", ["1: alpine"]],
  ["FROM alpine AS a\nFROM debian:13\nCOPY --from=0 /x /x", ["1: alpine"]],
  ["FROM alpine AS a\nFROM debian:13\nCOPY --from=1 /x /x", []],
  ["FROM alpine AS a\nFROM debian:13\nRUN --mount=from=a,target=/a true", ["1: alpine"]],
  ["FROM debian:13\nCOPY --from=$IMAGE /x /x", []],
])("in %j the bases without a version are %j", (dockerfile, expected) => {
  expect(basesOf(dockerfile)).toEqual(expected);
});

test("only stages of the target count", () => {
  const text = "FROM alpine AS a\nFROM debian AS b\nFROM a AS c\nFROM node AS d\nCOPY --from=b /x /x\n";
  expect(basesOf(text)).toEqual(["2: debian", "4: node"]);
  expect(basesOf(text, { target: "C" })).toEqual(["1: alpine"]);
  expect(basesOf(text, { target: "none" })).toEqual([]);
});

test.each<[args: string, from: string, buildArgs: Record<string, string | null> | null, expected: string[]]>([
  ["ARG V=3.22", "alpine:$V", null, []],
  ["ARG V=latest", `alpine:\${V}`, null, ["2: alpine:latest"]],
  ["ARG V=latest", `alpine:\${V}`, { V: "3.22" }, []],
  ["ARG V=3.22", "alpine:$V", { V: "latest" }, ["2: alpine:latest"]],
  // A value from the environment, which only buildx knows.
  ["ARG V=latest", "alpine:$V", { V: null }, []],
  // A build argument without an ARG has no effect.
  ["ARG OTHER", "alpine:$V", { V: "latest" }, []],
  ["ARG V", `alpine:\${V:-latest}`, null, ["2: alpine:latest"]],
  ["ARG V", `alpine\${V:+:$V}`, null, ["2: alpine"]],
  ["ARG V=1", `alpine\${V:+:3.22}`, null, []],
  ["ARG V", `alpine\${V:+:3.22}`, null, ["2: alpine"]],
  ["ARG V", "alpine:$V", null, []],
  [`ARG R=library R2=\${R}/x`, "$R2/app", null, ["2: library/x/app"]],
  ['ARG BASE="debian"', `\${BASE}`, null, ["2: debian"]],
  ["ARG BASE=debian:13", `\${BASE%:*}`, null, ["2: debian"]],
  ["ARG BASE=debian", "img-$TARGETARCH", null, []],
])(
  "with %j, FROM %s and arguments %j the bases without a version are %j",
  (args, from, buildArgs, expected) => {
    expect(basesOf(`${args}\nFROM ${from}\n`, { buildArgs })).toEqual(expected);
  },
);

test.each([
  ["alpine", "alpine"],
  ["alpine:latest", "alpine"],
  ["alpine", "docker.io/library/alpine:latest"],
  ["base", "alpine AS base"],
])("a named context %s replaces FROM %s", (name, from) => {
  const text = `FROM ${from}\nFROM debian:13\nCOPY --from=0 /x /x\n`;
  expect(basesOf(text, { buildContexts: { [name]: "docker-image://alpine:3.22" } })).toEqual([]);
});
