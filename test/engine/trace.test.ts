import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { OriginChange, TracePart } from "../../src/model/report.ts";
import { docker, engineEnv, folderWith, STORES, storeOf } from "./engine.ts";
import { gateIn } from "./gated.ts";
import { Repository } from "./repository.ts";

// Each RUN makes its files of other bytes; "grow" is what the pull request changes.
const DOCKERFILE = `FROM debian:trixie-slim AS tools
RUN mkdir /tools && head -c 200000 /dev/zero > /tools/cli

FROM debian:trixie-slim AS Builder
ARG prefix=/opt
WORKDIR /src
COPY sizes.txt ./
RUN mkdir -p $prefix/venv/lib out && head -c $(cat sizes.txt) /dev/zero | tr '\\0' a > $prefix/venv/lib/a.so
RUN head -c $(cat sizes.txt) /dev/zero | tr '\\0' b > out/server && chmod -R g+w /opt/venv
RUN for name in x y; do head -c $(cat sizes.txt) /dev/zero | tr '\\0' $name > out/$name.map; done
COPY --from=tools /tools/cli out/

FROM debian:trixie-slim AS middle
COPY --from=builder /src/out/server /bin/renamed

FROM debian:trixie-slim
ARG target=bundle
WORKDIR /srv
COPY --from=BUILDER --chown=7:7 /opt/venv venv
COPY --from=builder --link /src/out/*.map /maps/
COPY --from=middle /bin/renamed $target/again
`;

const MORE = `COPY --from=builder /src/out/cli /usr/bin/debconf /usr/local/bin/
COPY --from=debian:trixie-slim /usr/bin/find /usr/local/bin/search
`;

const PLATFORMS = `FROM scratch AS builder
ARG TARGETARCH
COPY bin-$TARGETARCH /out/bin
COPY shared /out/shared

FROM scratch AS app
COPY --from=builder /out /opt
USER 10001
`;

test.each(STORES)("on the %s store growth of COPY --from is traced to its line", async (store) => {
  const repository = new Repository({ Dockerfile: DOCKERFILE, "sizes.txt": "500000\n" });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ "sizes.txt": "900000\n", Dockerfile: DOCKERFILE + MORE });
  const gated = await gateIn(repository.folder, store, ["--baseline", "build", "--max-growth", "1MB"], {
    XDG_CACHE_HOME: join(repository.folder, "cache"),
  }).finally(() => rmSync(repository.folder, { recursive: true, force: true }));

  const [image] = gated.report.images;
  const changes = image?.change?.origins ?? [];
  expect(changes.map(changeRow).sort()).toEqual([
    "line 19 = line 8 +400000 (sizes.txt:1)",
    "line 20 = line 10 +800000 (sizes.txt:1)",
    "line 21 = line 9 through 14 +400000 (sizes.txt:1)",
    "line 22 = line 2 through 11 +200000 (), base image of builder",
    "line 23 = debian:trixie-slim",
  ]);
  for (const { size, trace = [] } of changes)
    expect(trace.reduce((sum, part) => sum + part.size, 0)).toBe(size);
  expect(image?.findings.find(({ rule }) => rule === "growth")?.place).toEqual({
    file: "sizes.txt",
    lines: [1, 1],
  });
});

test.each(STORES)("on the %s store growth of an edited RUN is at the RUN", async (store) => {
  const dockerfile = (size: number) =>
    `FROM debian:trixie-slim AS builder
COPY pins.txt ./
RUN mkdir /out && cp pins.txt /out/
RUN head -c ${size} /dev/zero > /out/model
FROM debian:trixie-slim
COPY --from=builder /out /out
`;
  const repository = new Repository({ Dockerfile: dockerfile(1e6), "pins.txt": "a==1\n" });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ Dockerfile: dockerfile(4e6), "pins.txt": "a==2\n" });
  const { report } = await gateIn(repository.folder, store, ["--baseline", "build", "--max-growth", "1MB"], {
    XDG_CACHE_HOME: join(repository.folder, "cache"),
  }).finally(() => rmSync(repository.folder, { recursive: true, force: true }));
  const [image] = report.images;
  expect(image?.change?.origins.map(changeRow)).toEqual(["line 6 = line 4 +3000000 ()"]);
  expect(image?.findings.find(({ rule }) => rule === "growth")?.place).toEqual({
    file: "Dockerfile",
    lines: [4, 4],
  });
});

test.each(STORES)("on the %s store growth of an install is traced to its copied input", async (store) => {
  const dockerfile = `FROM debian:trixie-slim AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN head -c $(cat ./*-lock.json | wc -l)00000 /dev/zero > modules
FROM deps AS build
COPY . .
RUN mkdir dist
FROM debian:trixie-slim
COPY --from=build /app /app
`;
  const files = (lines: number) => ({
    "package.json": `{\n"name": "app",\n"lines": ${lines}\n}\n`,
    "package-lock.json": Array.from({ length: lines }, (_, at) => `${at + lines} ${at}\n`).join(""),
    "src/server.js": "x".repeat(lines * 100_000),
  });
  const repository = new Repository({ ...files(2), Dockerfile: dockerfile });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit(files(9));
  const { report } = await gateIn(repository.folder, store, ["--baseline", "build", "--max-growth", "1kB"], {
    XDG_CACHE_HOME: join(repository.folder, "cache"),
  }).finally(() => rmSync(repository.folder, { recursive: true, force: true }));
  const [image] = report.images;
  const parts = image?.change?.origins.flatMap(({ trace = [] }) => trace) ?? [];
  const inputs = parts.map(({ origin, inputs = [] }) => [
    origin.kind === "instruction" && origin.lines[0],
    inputs.map(({ file }) => file),
  ]);
  expect(inputs).toEqual(
    expect.arrayContaining([
      [4, ["package-lock.json", "package.json"]],
      [6, ["src/server.js"]],
    ]),
  );
});

test.each(STORES)("on the %s store each platform is traced separately", async (store) => {
  const files = { "bin-amd64": "a".repeat(1000), "bin-arm64": "b".repeat(1000), shared: "c" };
  const repository = new Repository({ ...files, Dockerfile: PLATFORMS });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ "bin-amd64": "a".repeat(200_000), "bin-arm64": "b".repeat(300_000) });
  const gated = await gateIn(
    repository.folder,
    store,
    ["--baseline", "build", "--platforms", "linux/amd64,linux/arm64", "--rules", "smoke=off"],
    { XDG_CACHE_HOME: join(repository.folder, "cache") },
  ).finally(() => rmSync(repository.folder, { recursive: true, force: true }));

  const parts = gated.report.images.map(({ platform, change }) => {
    const trace = change?.origins.flatMap((origin) => origin.trace ?? []) ?? [];
    return trace.map(({ origin, size, inputs = [] }) => [
      platform,
      origin.kind === "instruction" && origin.lines[0],
      size,
      ...inputs.map(({ file }) => file),
    ]);
  });
  expect(parts).toEqual([
    [["linux/amd64", 3, 199_000, "bin-amd64"]],
    [["linux/arm64", 3, 299_000, "bin-arm64"]],
  ]);
});

test.each(STORES)("on the %s store a layer that two images share is traced", async (store) => {
  const tool = `stagegate-test-tool-${randomUUID()}`;
  const env = engineEnv(store);
  const context = folderWith({ Dockerfile: "FROM scratch\nCOPY f /f\n", f: "f".repeat(300_000) });
  const builder = `FROM debian:trixie-slim AS builder\nCOPY --from=${tool} /f /f\nRUN mkdir /out\n`;
  const app = "FROM debian:trixie-slim\nUSER 10001\n";
  const repository = new Repository({ Dockerfile: builder + app });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({
    Dockerfile: `${builder}${app}COPY --from=builder /f /out/\nCOPY --from=builder /usr/bin/find /out/\n`,
  });
  try {
    docker(env, "build", "--quiet", "--tag", tool, context);
    const { report } = await gateIn(repository.folder, store, ["--baseline", "build"], {
      XDG_CACHE_HOME: join(repository.folder, "cache"),
    });
    expect(report.images[0]?.change?.origins.map(changeRow).sort()).toEqual([
      `line 6 = ${tool} through 2`,
      "line 7 = base image of builder",
    ]);
  } finally {
    docker(env, "image", "rm", "--force", tool);
    for (const folder of [context, repository.folder]) rmSync(folder, { recursive: true, force: true });
  }
});

// Random bytes are made once, because a rebuilt stage would have other bytes.
const UNNAMED = `# escape=\`
FROM debian:trixie-slim
WORKDIR /src
COPY . .
RUN mkdir /out && head -c $(cat size.txt) /dev/urandom > /out/random
RUN cat read.txt > /out/read

FROM debian:trixie-slim AS same
COPY --from=0 /out/random /first

FROM debian:trixie-slim AS same
COPY --from=1 /first /second

FROM \`
  debian:trixie-slim
COPY --from=0 /out/read /read
COPY --from=1 /first /first
COPY --from=same /second /second
`;

test.each(STORES)("on the %s store growth is traced into unnamed stages", async (store) => {
  const repository = new Repository({
    "docker/app.Dockerfile": UNNAMED,
    "docker/app.Dockerfile.dockerignore": "ignored.txt\n.git\ncache\nout\ndocker\n",
    "size.txt": "500000\n",
    "ignored.txt": "i".repeat(1000),
    "read.txt": "r".repeat(1000),
  });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ "size.txt": "900000\n", "read.txt": "r".repeat(200_000) });
  const options = ["--file", "docker/app.Dockerfile", "--baseline", "build"];
  const { report } = await gateIn(repository.folder, store, options, {
    XDG_CACHE_HOME: join(repository.folder, "cache"),
  }).finally(() => rmSync(repository.folder, { recursive: true, force: true }));
  expect(report.images[0]?.change?.origins.map(changeRow).sort()).toEqual([
    "line 16 = line 6 +199000 (read.txt:1)",
    "line 17 = line 5 through 9 +400000 (size.txt:1)",
    "line 18 = line 5 through 12,9 +400000 (size.txt:1)",
  ]);
});

/** How stages make files, and links to them. */
const MAKERS = `FROM debian:trixie-slim AS builder
RUN mkdir -p /real/lib/sub /g /dup /moved/sub /hard /merged && for name in lib/a.so lib/sub/b.so cli-1.2 only plain; do \
  echo "a short text of $name" > /real/$name; done && echo "a short text" > /dup/x && cp /dup/x /dup/y && \
  for name in a sub/b; do head -c 3000 /dev/urandom > /moved/$name; done && head -c 4000 /dev/urandom > /hard/one
RUN ln -s real /cur && ln -s ../real/cli-1.2 /g/cli && ln -s /g/cli /g/again && ln -s /cur/lib /g/lib && \
  ln -s /dup/y /g/dup && cp /real/only /g/copy && cp /real/plain /g/plain && ln /hard/one /hard/two
RUN mv /moved /renamed && mv /renamed/a /renamed/c && chown -R 7 /renamed /real/lib
RUN mkdir /same && cp /usr/bin/find /same/find && cp -rL /usr/share/debconf /same/ && \
  head -c 2000 /dev/urandom > /usr/lib/own.so

FROM debian:trixie-slim AS other
RUN mkdir /dup && echo "a short text" > /dup/x
COPY --from=builder /cur/lib /lib/copied
`;

/**
 * A COPY and the lines that made its files. Of an OCI export the base image is not read, so a file of it may be any that has the
 * same content; and a new hard link is a copy there, as `cp` makes it.
 */
const COPIES: readonly (readonly [copy: string, makers: readonly string[], exported?: readonly string[]])[] =
  [
    ["COPY --from=builder /cur/lib /c", ["line 2"]],
    ["COPY --from=builder /cur/l* /c/", ["line 2"]],
    ["COPY --from=builder /g/cli /c/name", ["line 2"]],
    ["COPY --from=builder --link /g/again /c/", ["line 2"]],
    ["COPY --from=builder /g/* /c/", ["line 2", "line 3"]],
    ["COPY --from=builder /g/dup /c", ["line 2"]],
    ["COPY --from=builder --exclude=**/sub /g/lib /dup /c/", ["line 2"]],
    ["COPY --from=builder --chown=5 --chmod=700 /renamed /c/", ["line 2"]],
    ["COPY --from=builder --chown=5 /hard /c/", ["line 2"]],
    ["COPY --from=builder /hard/two /c/", ["line 2"], ["line 3"]],
    ["COPY --from=builder /real/./ /c/", ["line 2"]],
    ["COPY --from=builder /usr/bin/find /c/", ["base image of builder"], ["line of the COPY"]],
    ["COPY --from=builder /usr/share/debconf /c", ["base image of builder"], ["line of the COPY"]],
    ["COPY --from=builder /usr/bin/xargs /c", ["base image of builder"]],
    ["COPY --from=builder /same/find /c", ["line 5"]],
    ["COPY --from=builder /lib/own.so /c", ["line 5"]],
    ["COPY --from=other /dup/x /c", ["line 8"]],
    ["COPY --from=other /lib/copied /c", ["line 2 through 9"]],
  ];

test.each(STORES)("on the %s store every form of COPY is traced", async (store) => {
  const app = "FROM scratch\nUSER 10001\n";
  const first = MAKERS.split("\n").length + 2;
  const copies = COPIES.map(([copy], at) => copy.replace(/ \/c(\/\S*)?$/, ` /c${at}$1`)).join("\n");
  const repository = new Repository({ Dockerfile: MAKERS + app });
  repository.git("checkout", "--quiet", "-b", "change");
  repository.commit({ Dockerfile: `${MAKERS}${app}${copies}\n` });
  const { report } = await gateIn(repository.folder, store, ["--baseline", "build"], {
    XDG_CACHE_HOME: join(repository.folder, "cache"),
  }).finally(() => rmSync(repository.folder, { recursive: true, force: true }));
  const origins = report.images[0]?.change?.origins ?? [];
  const isExported = storeOf(store) === "containerd";
  const traced = COPIES.map(([copy], at) => {
    const found = origins.find(({ after }) => after?.kind === "instruction" && after.lines[0] === first + at);
    const makers = (found?.trace ?? []).map((part) =>
      partRow(part)
        .replace(/ \+.*/, "")
        .replace(`line ${first + at}`, "line of the COPY"),
    );
    return [copy, makers.sort()];
  });
  expect(traced).toEqual(
    COPIES.map(([copy, makers, exported = makers]) => [copy, isExported ? exported : makers]),
  );
});

function changeRow({ after, trace = [] }: OriginChange): string {
  return `line ${after?.kind === "instruction" ? after.lines[0] : "none"} = ${trace.map(partRow).join(", ")}`;
}

/** These tests do not check the sizes of Debian's files. */
function partRow({ origin, through, size, inputs = [] }: TracePart): string {
  if (origin.kind === "image" && origin.stage !== null) return `base image of ${origin.stage}`;
  const on = through.length === 0 ? "" : ` through ${through.map(({ lines }) => lines[0]).join()}`;
  if (origin.kind === "image") return `${origin.name.replace(/:latest$/, "")}${on}`;
  return `line ${origin.lines[0]}${on} +${size} (${inputs.map(({ file, lines }) => `${file}:${lines?.[0]}`).join()})`;
}
