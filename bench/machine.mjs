// On what was measured.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem } from "node:os";

/** @returns {Record<string, string>} lines of the table, by what they are of */
export function describeMachine(engines, { dive, disl }) {
  return {
    Processor: `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores`,
    Memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    System: `${system()}, kernel ${release()}`,
    Node: process.version,
    ...Object.fromEntries(engines.map((engine) => [`Engine, ${engine.store} store`, versionsOf(engine)])),
    Peers: [dive, disl].map(({ name, missing }) => missing ?? name).join(", "),
    stagegate: `${git("rev-parse", "--short", "HEAD")}${git("status", "--porcelain", "src", "dist") === "" ? "" : ", with changes"}`,
    Day: new Date().toISOString().slice(0, 10),
  };
}

function versionsOf({ docker }) {
  const server = docker("version", "--format={{.Server.Version}}").trim();
  const [, buildx] = /(v?\d+\.\d+\S*)/.exec(docker("buildx", "version")) ?? [];
  return `Docker ${server}, buildx ${buildx}`;
}

function system() {
  try {
    const [, name] = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8")) ?? [];
    return name ?? process.platform;
  } catch {
    return process.platform;
  }
}

function git(...args) {
  return execFileSync("git", args, { encoding: "utf8" }).trim();
}
