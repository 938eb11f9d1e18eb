import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plan } from "../../../src/build/plan.ts";
import { measureContext } from "../../../src/checks/context/context.ts";
import { loadSettings } from "../../../src/config/load.ts";
import { unpinnedBases } from "../../../src/dockerfile/bases.ts";
import { neededDependencies } from "../../../src/dockerfile/dependencies.ts";
import { parseChain } from "../../../src/dockerfile/instructions.ts";
import { lineInputs } from "../../../src/dockerfile/line-inputs.ts";
import { parseStages } from "../../../src/dockerfile/stages.ts";
import { findOrigins } from "../../../src/measure/origins.ts";
import { inFolder } from "../folder.ts";
import { textMutator } from "../mutate/text.ts";
import { refusable } from "../refused.ts";
import { expectThat, type FuzzTarget } from "../target.ts";

const WORDS = [
  "FROM ",
  "FROM a AS b\n",
  "AS ",
  "as",
  "COPY ",
  "COPY --from=build ",
  "ADD ",
  "RUN ",
  "RUN --mount=type=bind,from=build,source=/a ",
  "ARG ",
  "ARG A=b\n",
  "ENV ",
  'ENV A=b C="d e"\n',
  "USER ",
  "ONBUILD ",
  "HEALTHCHECK ",
  "CMD ",
  "LABEL ",
  "SHELL ",
  "WORKDIR /\n",
  "<<EOF\n",
  "EOF\n",
  "<<-'EOF'\n",
  "<< 'EOF'\n",
  "3<<EOF\n",
  "'<<EOF'\n",
  "ONBUILD RUN ",
  "\f",
  "<<",
  "\\\n",
  "`\n",
  "# escape=`\n",
  "# syntax=docker/dockerfile:1\n",
  "# check=skip=all\n",
  '["a", "b"]',
  '["',
  "$A",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile
  "${A}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile
  "${A:-b}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile
  "${A%%*:}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile
  "${A//b/$C}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of a Dockerfile
  "${A:+${B}}",
  "--platform=$BUILDPLATFORM ",
  "scratch",
  "0",
  "-1",
  "99999999999",
  "build",
  "\ufeff",
];

/** A Dockerfile. */
export const target: FuzzTarget = {
  name: "dockerfile",
  executions: 200,
  seeds: () => SEEDS.map((text) => Buffer.from(text)),
  mutate: textMutator(WORDS),
  run: (bytes) =>
    inFolder(async (folder) => {
      const text = bytes.toString("utf8");
      const rows = text.split("\n").length;
      const stages = parseStages(text);
      for (const { line } of stages)
        expectThat(line >= 1 && line <= rows, () => `a stage at line ${line} of ${rows}`);
      const naming = {
        buildArgs: { A: "b", C: null },
        buildContexts: { base: "docker-image://alpine:3.22" },
      };
      for (const name of [null, stages[0]?.name ?? null, "no-such"]) {
        const builtFrom = { file: "Dockerfile", text, target: name };
        for (const {
          lines: [first, last],
        } of parseChain(text, name)?.instructions ?? [])
          expectThat(
            first >= 1 && first <= last && last <= rows,
            () => `an instruction at the lines ${first}-${last} of ${rows}`,
          );
        for (const {
          lines: [first, last],
        } of neededDependencies(text, [name], naming))
          expectThat(
            first >= 1 && first <= last && last <= rows,
            () => `a dependency at the lines ${first}-${last} of ${rows}`,
          );
        const build = { text, target: name, naming, settings: null, side: "after" } as const;
        const inputs = lineInputs({ ...build, takesOther: () => false });
        for (const [line, { fingerprint }] of lineInputs({ ...build, takesOther: () => true }))
          expectThat(
            line >= 1 && line <= rows && fingerprint.length === inputs.get(line)?.fingerprint.length,
            () => `inputs of an instruction at line ${line} of ${rows}`,
          );
        unpinnedBases(builtFrom, naming);
        findOrigins(IMAGE, builtFrom, null);
      }
      writeFileSync(join(folder, "Dockerfile"), bytes);
      mkdirSync(join(folder, "src"));
      const loaded = await refusable(() => loadSettings(new Map(), folder, exec));
      if (!loaded.isRefused) await refusable(() => plan(loaded.value.images, exec, folder, String));
      await measureContext(
        {
          context: folder,
          file: join(folder, "Dockerfile"),
          builtFrom: { file: "Dockerfile", text, target: null },
          testTargets: ["test"],
          naming,
        },
        String,
      );
    }),
};

const exec = async () => ({ code: 127, stdout: "", stderr: "", notStarted: "ENOENT" });

const IMAGE = {
  config: {
    platform: "linux/amd64",
    user: "",
    labels: {},
    env: [],
    healthcheck: false,
    history: [
      "FROM base",
      "COPY . /app # buildkit",
      "RUN /bin/sh -c make # buildkit",
      "RUN |1 A=b /bin/sh -c make install # buildkit",
    ].map((createdBy) => ({ createdBy, emptyLayer: false })),
  },
  layers: [],
};

const SEEDS = [
  `# syntax=docker/dockerfile:1
ARG VERSION=3.13
FROM python:\${VERSION}-slim AS build
WORKDIR /app
ENV A=b C="d e" \\
    F=g
COPY --chown=1000:1000 requirements.txt ./
RUN --mount=type=cache,target=/root/.cache --mount=type=bind,source=src,target=/src \\
    pip install \\
    # a comment
    -r requirements.txt
COPY <<EOF /etc/app.conf
key=value
EOF
RUN <<-SCRIPT
	set -e
	make
SCRIPT

FROM build AS test
RUN pytest

FROM gcr.io/distroless/python3:latest AS production
COPY --from=build ["/app", "/my app"]
COPY --from=0 /a /b
COPY --from=alpine:3.22 /etc/os-release /
ADD https://example.com/a.tar.gz /tmp/
USER 1000:1000
HEALTHCHECK CMD ["true"]
CMD ["python", "main.py"]
`,
  "# escape=`\nFROM a`\n  AS b\nrun echo `\n hello\nfrom b\ncopy . .\n",
  "FROM scratch\nONBUILD COPY . .\nONBUILD RUN make\n",
  "FROM --platform=$BUILDPLATFORM golang:1.25 AS build\r\nRUN go build\r\nFROM scratch\r\nCOPY --from=build /a /\r\n",
];
