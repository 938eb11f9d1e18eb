import { withoutSubject } from "../text/words.ts";
import { rule } from "./rule.ts";

/** The kernel's error for a program of another architecture. */
const FOREIGN_PROGRAM = /exec format error/;

/** The error of Docker's classic image store for a Windows image on Linux. */
const FOREIGN_SYSTEM = /^operating system is not supported$/;

export const buildRule = rule({
  id: "build",
  why: "An image that does not build cannot be judged.",
  level: "error",
  settings: {},
  needsNoImage: true,
  fixed: true,
  check: ({ name, imageName, failure, platform, rowPlatforms }) =>
    failure === null
      ? []
      : [
          {
            message: `${name} could not be ${failure.kind === "unreadable" ? "read" : "built"}: ${withoutSubject(failure.message, [imageName, imageName.replace(/^(?:registry|docker-daemon|containers-storage):/, "")])}`,
            place: failure.place,
            log: failure.log,
            logFile: failure.logFile,
            advice:
              rowPlatforms.length > 0 && FOREIGN_PROGRAM.test(failure.log ?? "")
                ? `If the builder cannot run ${platform} programs, set up emulation, for example with docker/setup-qemu-action, or begin the stage with \`FROM --platform=$BUILDPLATFORM\`.`
                : FOREIGN_SYSTEM.test(failure.message)
                  ? "The classic image store holds only images for the engine's own operating system. Use the containerd image store: https://docs.docker.com/engine/storage/containerd/"
                  : null,
          },
        ],
});
