// What tracing a COPY --from costs.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const title = "Tracing COPY --from";

export const text = `The gate on a change that makes the builder stage of \`examples/fastapi-echo\` 5 MB larger. The production stage takes the
result by a \`COPY --from\`, which is traced, or by a RUN that mounts the stage, which is not. The base is built in the same run,
every step is cached by BuildKit, and the layers of the base are known from an earlier run.`;

const EXAMPLE = "examples/fastapi-echo";
const COPY = "COPY --from=builder /opt/venv /opt/venv";
const MOUNT = "RUN --mount=from=builder,source=/opt/venv,target=/mnt cp -a /mnt /opt/venv";
/** Behind what the builder stage installs. */
const PLACE = "\n\n# docker run";
const GROW = "\nRUN head -c 5000000 /dev/urandom > /opt/venv/growth.bin";

export async function measure({ engines, stagegate, warm, compare, folder }) {
  const [engine] = engines;
  if (engine === undefined) return { tables: [] };
  execFileSync("scripts/base-images", ["python:3.13-slim"], {
    env: { ...process.env, ...engine.env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const command = stagegate("--only=production", "--progress=quiet", "--baseline=build", "--rules=smoke=off");
  const row = (id, name, taking) => {
    const cwd = changed(join(folder, `trace-${id}`), taking);
    const known = warm({ command: [...command, "--baseline=none"], cwd, engine: engine.env }).env
      .XDG_CACHE_HOME;
    git(cwd, "checkout", "--quiet", "change");
    const cache = join(folder, `trace-${id}-cache`);
    const before = () => {
      rmSync(cache, { recursive: true, force: true });
      cpSync(known, cache, { recursive: true });
    };
    return { id, name, cwd, command, env: { XDG_CACHE_HOME: cache }, before };
  };
  const table = await compare({
    id: "example",
    title: `fastapi-echo with 5 MB more, ${engine.store} store, everything cached`,
    engine: engine.env,
    rows: [
      { ...row("traced", "COPY --from, traced", COPY), against: ["untraced"] },
      row("untraced", "RUN --mount, not traced", MOUNT),
    ],
  });
  return { tables: [table] };
}

/** A repository of the example, whose production stage takes the builder's result that way; `change` makes it grow. */
function changed(cwd, taking) {
  cpSync(EXAMPLE, cwd, { recursive: true });
  git(cwd, "init", "--quiet", "--initial-branch=main");
  const path = join(cwd, "Dockerfile");
  const replace = (from, to) => writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
  replace(COPY, taking);
  commit(cwd);
  git(cwd, "checkout", "--quiet", "-b", "change");
  replace(PLACE, GROW + PLACE);
  commit(cwd);
  git(cwd, "checkout", "--quiet", "main");
  return cwd;
}

function commit(cwd) {
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message=The app");
}

function git(cwd, ...args) {
  execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", ...args], { cwd });
}
