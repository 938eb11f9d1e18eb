import { usesHistory } from "../../src/dockerfile/history.ts";

test.each<[instruction: string, expected: boolean]>([
  ["RUN git describe || true", true],
  ["run git describe", true],
  ['RUN ["git", "describe", "--tags"]', true],
  ["RUN git -C /app log -1 > version", true],
  ["RUN <<EOF\ncd /app\ngit describe\nEOF", true],
  ["ONBUILD RUN git rev-parse HEAD", true],
  ["COPY .git /g", true],
  ["COPY ./.git/HEAD /version", true],
  ["RUN --mount=type=bind,source=.git,target=/g ./version /g", true],
  ["RUN cat .git/HEAD > version", true],
  ["RUN test -f .git/HEAD && rm -rf .git", true],
  ["RUN make \\\n  # all of it\n  && cat .git/HEAD", true],
  ["ENV GIT_DIR=/app/.git", true],
  ["RUN echo ' # ' && cat .git/HEAD", true],
  ["# COPY .git /g", false],
  ["RUN make \\\n  # .git is not there\n  all", false],
  ["RUN make # needs no .git", false],
  ["RUN <<EOF\n# no .git\nmake\nEOF", false],
  ["COPY .gitignore .git-credentials /", false],
  ["ADD https://example.com/app.git /app", false],
  ["RUN apk add git", false],
  ["RUN git clone https://example.com/app.git && cd app && git log", false],
])("%j uses the repository's history: %s", (instruction, expected) => {
  expect(usesHistory(`FROM alpine:3.22\nCOPY . .\n${instruction}\n`)).toBe(expected);
});
