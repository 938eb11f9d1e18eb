import * as v from "valibot";
import { adviceFor, messageOf, StagegateError } from "../host/errors.ts";
import type { Exec } from "../host/exec.ts";
import type { EngineReport } from "../model/report.ts";

/** The engine and builder of the images. */
export interface Engine {
  readonly report: EngineReport;
  /** The builder's own platform; null if buildx does not report it. */
  readonly platform: string | null;
  /** Whether the builder can write OCI directories; if not, images are loaded and saved. */
  readonly exportsOci: boolean;
  /** Whether the builder can make an image only for its record; the engine's own builder loads it into the engine. */
  readonly recordsImages: boolean;
}

// 0.13 added rawjson progress, 0.14 provenance in the metadata of every build.
const OLDEST_BUILDX = [0, 14] as const;

/**
 * Asks Docker and buildx for their versions and abilities.
 * @param builder buildx builder, or null for the current one
 * @param isToStart whether the run starts containers, for which it needs an engine; a builder alone is not enough
 * @param podmanAdvice advice if Podman is installed and Docker is not; null if the run builds nothing
 * @throws StagegateError if Docker or buildx is missing, too old or not running, with what to install
 */
export async function describeEngine(
  exec: Exec,
  builder: string | null,
  isToStart: boolean,
  podmanAdvice: string | null,
): Promise<Engine> {
  const [inspection, info] = await Promise.all([
    exec("docker", ["buildx", "inspect", ...(builder === null ? [] : [builder])]),
    exec("docker", ["info", "--format", "json"]),
  ]);
  const { engine, buildx: told } = parseInfo(info.stdout);
  // docker info usually lists its plugins; a third process would take a quarter longer.
  const version = told === null ? await askBuildx(exec, podmanAdvice) : usable(told);
  const field = (name: string) => new RegExp(`^${name}:[ \\t]*(\\S+)`, "m").exec(inspection.stdout)?.[1];
  const driver = field("Driver");
  const endpointError = /^Error:\s*(.+)/m.exec(inspection.stdout)?.[1];
  if ((driver === "docker" || driver === undefined || isToStart) && engine === null) {
    const denied = PERMISSION_DENIED.exec(info.stderr)?.groups?.["socket"];
    if (denied !== undefined)
      throw new StagegateError(
        `this user has no access to the Docker engine: permission denied at ${denied}`,
        "Add the user to the group of the socket (`sudo usermod -aG docker $USER`, then log in again), or set DOCKER_HOST to an engine that the user may use.",
      );
    throw new StagegateError(
      `the Docker engine does not answer: ${lastLine(info.stderr) || "docker info failed"}`,
      await withPodman(
        "Start it, or select one that runs by DOCKER_HOST or `docker context use`.",
        podmanAdvice,
        exec,
      ),
    );
  }
  if (inspection.code !== 0 || driver === undefined || endpointError !== undefined) {
    const name = builder === null ? "the current builder" : `builder ${builder}`;
    throw new StagegateError(
      `${name} does not answer: ${endpointError ?? (lastLine(inspection.stderr) || "docker buildx inspect failed")}`,
      "`docker buildx ls` lists the builders. Set `builder` to one of them, for example to default.",
    );
  }
  // Images of another driver never reach the engine.
  const holder = driver === "docker" ? engine : null;
  return {
    report: {
      version: holder?.version ?? null,
      store: holder?.store ?? null,
      buildx: version,
      builder: field("Name") ?? driver,
    },
    // The first one is the machine's; emulated ones follow.
    platform: /^Platforms:[ \t]*([\w./-]+)/m.exec(inspection.stdout)?.[1] ?? null,
    recordsImages: driver !== "docker",
    exportsOci: driver !== "docker" || engine?.store === "containerd",
  };
}

/**
 * Checks that docker and buildx are installed, for work without an engine.
 * @throws StagegateError if they are missing or too old, with what to install
 */
export async function requireBuildx(exec: Exec): Promise<void> {
  await askBuildx(exec, null);
}

async function askBuildx(exec: Exec, podmanAdvice: string | null): Promise<string> {
  const { code, notStarted, stdout, stderr } = await exec("docker", ["buildx", "version"]);
  if (notStarted !== undefined && notStarted !== "ENOENT") {
    throw new StagegateError(`docker cannot be started: ${stderr}`, adviceFor(notStarted));
  }
  if (code === 127) {
    throw new StagegateError(
      "docker was not found on the PATH",
      await withPodman(
        "Install Docker Engine with the buildx plugin, and check that `docker version` answers.",
        podmanAdvice,
        exec,
      ),
    );
  }
  const version = / v?(\d+\.\d+\S*)/.exec(stdout)?.[1];
  if (code !== 0 || version === undefined) {
    throw new StagegateError(
      "docker buildx is missing",
      await withPodman(
        "Install the buildx plugin (Debian: docker-buildx, Docker's repository: docker-buildx-plugin), and check that `docker buildx version` answers.",
        podmanAdvice,
        exec,
      ),
    );
  }
  return usable(version);
}

/** What docker says of a socket that the user may not open. */
const PERMISSION_DENIED =
  /permission denied while trying to connect to the (?:Docker daemon socket|docker API) at (?<socket>[^\s:]+:\/\/[^\s:]+)/i;

/** Advice about Docker, and about Podman if it is installed. */
async function withPodman(advice: string, podmanAdvice: string | null, exec: Exec): Promise<string> {
  const hasPodman = podmanAdvice !== null && (await exec("podman", ["--version"])).code === 0;
  return hasPodman ? `${advice} ${podmanAdvice}` : advice;
}

/** The version of buildx. Throws if it is too old. */
function usable(version: string): string {
  const [major, minor] = version.split(".").map(Number);
  if (major === OLDEST_BUILDX[0] && Number(minor) < OLDEST_BUILDX[1]) {
    throw new StagegateError(
      `docker buildx ${version} is too old`,
      `Install buildx ${OLDEST_BUILDX.join(".")} or newer.`,
    );
  }
  return version;
}

/** Version and store of a running engine, null if none answered; and the version of buildx, if docker info lists it. */
function parseInfo(json: string): {
  engine: { version: string; store: "classic" | "containerd" } | null;
  buildx: string | null;
} {
  const { ServerVersion: version, DriverStatus, ClientInfo } = readInfo(json);
  const plugin = ClientInfo?.Plugins?.find(({ Name }) => Name === "buildx");
  const [, buildx = null] = /^v?(\d+\.\d+\S*)$/.exec(plugin?.Version ?? "") ?? [];
  if (version === "") return { engine: null, buildx };
  const store = DriverStatus.flat().includes("io.containerd.snapshotter.v1") ? "containerd" : "classic";
  return { engine: { version, store }, buildx };
}

const text = v.fallback(v.string(), "");

/** The fields of `docker info` that are read. */
const info = v.object({
  ServerVersion: text,
  /** Pairs of a name and a value. */
  DriverStatus: v.fallback(v.array(v.unknown()), []),
  ClientInfo: v.nullish(v.object({ Plugins: v.nullish(v.array(v.object({ Name: text, Version: text }))) })),
});

function readInfo(json: string): v.InferOutput<typeof info> {
  try {
    return v.parse(info, json.trim() === "" ? {} : JSON.parse(json));
  } catch (error) {
    const what = v.isValiError(error) ? "has an unexpected structure" : "is not JSON";
    throw new StagegateError(
      `the answer of docker info ${what}: ${messageOf(error)}`,
      "Check what `docker info --format json` prints.",
    );
  }
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
