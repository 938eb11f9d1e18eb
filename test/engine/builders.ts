import { execFile, execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Counted, counted } from "./counted.ts";
import { docker, engineEnv, folderWith } from "./engine.ts";

const BUILDKITD = process.env["STAGEGATE_BUILDKITD"];
if (BUILDKITD === undefined)
  throw new Error("these tests need STAGEGATE_BUILDKITD: run npm test, which sets it");

/** Drivers of buildx whose builders write OCI directories. */
export type Driver = "docker" | "docker-container" | "remote";

/** A builder that counts the bytes it sends. */
export interface CountedBuilder extends Pick<Counted, "received"> {
  /** Its name in buildx. */
  readonly name: string;
  /** The environment in which buildx knows it. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

// No registry has that name, so buildx takes the new image.
const IMAGE_NAME = "127.0.0.1:9/stagegate-test/buildkit";
const DOCKERFILE = `FROM scratch
COPY . /
WORKDIR /tmp
VOLUME /var/lib/buildkit
ENTRYPOINT ["buildkitd"]
`;

/**
 * A builder of a driver: the engine's own, or a new, empty one.
 * @param store of its engine
 */
export async function countedBuilder(driver: Driver, store: string): Promise<CountedBuilder> {
  const folder = folderWith({});
  const socket = join(folder, "docker.sock");
  const engine = docker(engineEnv(store), "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
  const toEngine = await counted({ path: socket }, { path: engine.replace("unix://", "") });
  const env = {
    ...engineEnv(store),
    DOCKER_HOST: `unix://${socket}`,
    BUILDX_CONFIG: join(folder, "buildx"),
  };
  const end = () => {
    toEngine.close();
    rmSync(folder, { recursive: true });
  };
  if (driver === "docker") return { name: "default", env, received: toEngine.received, remove: end };

  const name = `stagegate-test-${process.pid}-${Date.now()}`;
  const image = `${IMAGE_NAME}:${name}`;
  makeImage(image, engineEnv(store));
  // Asynchronous, because this process forwards its traffic.
  const create = (...args: string[]) =>
    promisify(execFile)(
      "docker",
      ["buildx", "create", "--name", name, "--driver", driver, "--bootstrap", ...args],
      { env },
    );
  const removeContainer = (container: string) => {
    docker(engineEnv(store), "rm", "--force", "--volumes", container);
    docker(engineEnv(store), "image", "rm", image);
    end();
  };
  if (driver === "docker-container") {
    await create("--driver-opt", `image=${image}`, env.DOCKER_HOST);
    const container = `buildx_buildkit_${name}0`;
    const remove = () => {
      removeContainer(container);
      docker(engineEnv(store), "volume", "rm", `${container}_state`);
    };
    return { name, env, received: toEngine.received, remove };
  }
  const port = await freePort();
  // On the machine's own network, where the registries of tests are.
  const run = ["run", "--detach", "--privileged", "--network", "host", "--name", name];
  docker(engineEnv(store), ...run, image, "--addr", `tcp://127.0.0.1:${port}`);
  const toBuilder = await counted({ host: "127.0.0.1", port: 0 }, { host: "127.0.0.1", port });
  await create(`tcp://127.0.0.1:${toBuilder.port}`);
  const remove = () => {
    removeContainer(name);
    toBuilder.close();
  };
  return { name, env, received: toBuilder.received, remove };
}

/**
 * An image of the engine as a build context for any builder.
 * @param layout an empty folder for the image
 */
export function contextOf(image: string, store: string, layout: string): string {
  const archive = join(layout, "archive.tar");
  docker(engineEnv(store), "save", "--output", archive, image);
  execFileSync("tar", ["-xf", archive, "-C", layout]);
  const [{ digest }] = JSON.parse(readFileSync(join(layout, "index.json"), "utf8")).manifests;
  return `oci-layout://${layout}@${digest}`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Once made, it comes from the build cache. */
function makeImage(name: string, env: NodeJS.ProcessEnv): void {
  const root = dirname(dirname(BUILDKITD ?? ""));
  execFileSync(
    "docker",
    ["buildx", "build", "--quiet", "--provenance=false", "--load", "--tag", name, "--file", "-", root],
    { env, input: DOCKERFILE, stdio: ["pipe", "ignore", "pipe"] },
  );
}
