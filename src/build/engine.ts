import { messageOf, StagegateError } from "../errors.ts";
import type { EngineReport } from "../report/report.ts";
import type { Exec, ExecResult } from "./exec.ts";

/** What builds and holds the images. */
export interface Engine {
  readonly report: EngineReport;
  /** Whether the builder can write OCI directories; else images are loaded and saved. */
  readonly exportsOci: boolean;
  /** Whether the builder can make an image for its record only: the engine's own puts it into the engine. */
  readonly recordsImages: boolean;
}

// 0.13 brought rawjson progress, 0.14 provenance in the metadata of every build.
const OLDEST_BUILDX = [0, 14] as const;

/**
 * Asks Docker and buildx what they are.
 * @param builder buildx builder, or null for the current one
 * @param isToStart whether containers are to be started, for which a builder alone does not do
 * @throws StagegateError where Docker or buildx is missing, too old or not running, with what to install
 */
export async function describeEngine(
  exec: Exec,
  builder: string | null,
  isToStart: boolean,
): Promise<Engine> {
  const [buildxVersion, inspection, info] = await Promise.all([
    exec("docker", ["buildx", "version"]),
    exec("docker", ["buildx", "inspect", ...(builder === null ? [] : [builder])]),
    exec("docker", ["info", "--format", "json"]),
  ]);
  const version = usableBuildx(buildxVersion);
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(\\S+)`, "m").exec(inspection.stdout)?.[1];
  const driver = field("Driver");
  const endpointError = /^Error:\s*(.+)/m.exec(inspection.stdout)?.[1];
  const engine = parseInfo(info.stdout);
  if ((driver === "docker" || driver === undefined || isToStart) && engine === null) {
    throw new StagegateError(
      `the Docker engine does not answer: ${lastLine(info.stderr) || "docker info failed"}`,
      "Start it, or point DOCKER_HOST or `docker context use` to one that runs",
    );
  }
  if (inspection.code !== 0 || driver === undefined || endpointError !== undefined) {
    const name = builder === null ? "the current builder" : `builder ${builder}`;
    throw new StagegateError(
      `${name} does not answer: ${endpointError ?? (lastLine(inspection.stderr) || "docker buildx inspect failed")}`,
      "`docker buildx ls` lists the builders; name one, for example: builder: default",
    );
  }
  // Another driver's images never touch the engine that happens to be there.
  const holder = driver === "docker" ? engine : null;
  return {
    report: {
      version: holder?.version ?? null,
      store: holder?.store ?? null,
      buildx: version,
      builder: field("Name") ?? driver,
    },
    recordsImages: driver !== "docker",
    exportsOci: driver !== "docker" || engine?.store === "containerd",
  };
}

/**
 * Makes sure that docker and buildx are there, for what needs no engine.
 * @throws StagegateError where they are missing or too old, with what to install
 */
export async function requireBuildx(exec: Exec): Promise<void> {
  usableBuildx(await exec("docker", ["buildx", "version"]));
}

/** The version that `docker buildx version` told. */
function usableBuildx({ code, stdout }: ExecResult): string {
  if (code === 127) {
    throw new StagegateError(
      "docker was not found on the PATH",
      "Install Docker Engine with the buildx plugin, and see that `docker version` answers",
    );
  }
  const buildx = / v?((\d+)\.(\d+)\S*)/.exec(stdout);
  if (code !== 0 || buildx === null) {
    throw new StagegateError(
      "docker buildx is missing",
      "Install the buildx plugin (Debian: docker-buildx, Docker's repository: docker-buildx-plugin), and see that `docker buildx version` answers",
    );
  }
  const [, version = "", major, minor] = buildx;
  if (Number(major) === OLDEST_BUILDX[0] && Number(minor) < OLDEST_BUILDX[1]) {
    throw new StagegateError(
      `docker buildx ${version} is too old`,
      `Install ${OLDEST_BUILDX.join(".")} or newer`,
    );
  }
  return version;
}

/** Version and store of a running engine; null where none answered. */
function parseInfo(json: string): { version: string; store: "classic" | "containerd" } | null {
  const info = parseObject(json);
  if (typeof info.ServerVersion !== "string" || info.ServerVersion === "") return null;
  const status = JSON.stringify(info.DriverStatus ?? []);
  return {
    version: info.ServerVersion,
    store: status.includes("io.containerd.snapshotter.v1") ? "containerd" : "classic",
  };
}

function parseObject(json: string): { ServerVersion?: unknown; DriverStatus?: unknown } {
  if (json.trim() === "") return {};
  try {
    return JSON.parse(json) as { ServerVersion?: unknown; DriverStatus?: unknown };
  } catch (error) {
    throw new StagegateError(
      `docker info answered something that is not JSON: ${messageOf(error)}`,
      "See what `docker info --format json` prints",
    );
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
