import * as v from "valibot";
import { readId } from "../bake/definition.ts";
import { type Warning, warningEvent } from "./warnings.ts";

/** A vertex of BuildKit's graph, for people a step, as its progress events tell of it. */
export interface Step {
  readonly digest: string;
  /** Without the target's name: `[builder 2/4] RUN go build`, `[internal] load .dockerignore`. */
  readonly name: string;
  /** Ids of the run's targets that need it, in the order in which they named it. */
  readonly targets: readonly string[];
  /** Name of the linked target, if it is a step of a linked target; else null. */
  readonly link: string | null;
  /** Epoch ms; null if it has not started. */
  readonly started: number | null;
  /** Epoch ms; null if it has not ended. */
  readonly completed: number | null;
  readonly cached: boolean;
  /** "" if it has not failed. */
  readonly error: string;
  /** What it printed so far, without its beginning if it is very long. */
  readonly log: string;
}

const vertexEvent = v.object({
  digest: v.string(),
  name: v.nullish(v.string(), ""),
  started: v.nullish(v.string()),
  completed: v.nullish(v.string()),
  cached: v.nullish(v.boolean()),
  error: v.nullish(v.string()),
});

type VertexEvent = v.InferOutput<typeof vertexEvent>;

/**
 * Go leaves out what is empty, or writes null.
 * @see https://github.com/moby/buildkit/blob/master/client/graph.go `SolveStatus`
 */
const progressEvent = v.object({
  vertexes: v.nullish(v.array(vertexEvent), []),
  logs: v.nullish(v.array(v.object({ vertex: v.string(), data: v.nullish(v.string(), "") })), []),
  warnings: v.nullish(v.array(warningEvent), []),
});

/** Characters of the log that are stored for a step that succeeded. */
const LONGEST_LOG = 64 * 1024;

/** The same for any other step: more than BuildKit's own limit of 2 MiB. */
const LONGEST_FAILED_LOG = 4 * 1024 * 1024;

/** Lines that are stored, of those that buildx prints between events. */
const MOST_MESSAGES = 1000;

/**
 * Follows a build by the lines of `docker buildx bake --progress=rawjson`. Events are merged by digest and
 * the last one wins, as BuildKit sends a vertex again and again.
 */
export class Progress {
  /** In the order in which BuildKit named them. */
  readonly steps = new Map<string, Step>();
  /** In BuildKit's order; the same once for each target that shares the step. */
  readonly warnings: Warning[] = [];
  /** The last lines that are no events: error messages and the Dockerfile excerpt at the end. */
  readonly messages: string[] = [];
  readonly #targets: readonly string[];
  readonly #onStep: (step: Step, before: Step | undefined) => void;

  /**
   * @param targets ids of the run's bake targets
   * @param onStep called after each change of a step
   */
  constructor(targets: readonly string[], onStep: (step: Step, before: Step | undefined) => void) {
    this.#targets = targets;
    this.#onStep = onStep;
  }

  /** Takes one line of the command's standard error. */
  read(line: string): void {
    const event = parseEvent(line);
    if (event === null) {
      this.messages.push(line);
      // BuildKit tells what failed at the end.
      if (this.messages.length > 2 * MOST_MESSAGES) this.messages.splice(0, MOST_MESSAGES);
      return;
    }
    for (const vertex of event.vertexes) this.#change(vertex.digest, (step) => this.#merge(step, vertex));
    for (const { vertex, data } of event.logs) {
      const text = Buffer.from(data, "base64").toString();
      this.#change(vertex, (step) => ({ ...step, log: trimLog(step, step.log + text) }));
    }
    this.warnings.push(...event.warnings);
  }

  #change(digest: string, change: (step: Step) => Step): void {
    const before = this.steps.get(digest);
    const after = change(
      before ?? {
        digest,
        name: "",
        targets: [],
        link: null,
        started: null,
        completed: null,
        cached: false,
        error: "",
        log: "",
      },
    );
    this.steps.set(digest, after);
    this.#onStep(after, before);
  }

  #merge(step: Step, vertex: VertexEvent): Step {
    const { target, link, name } = this.#parseName(vertex.name);
    // Stopped since a neighbour failed: neither done nor failed itself. The command is part of the text,
    // so only its end tells.
    const canceled = vertex.error?.endsWith("context canceled") === true;
    const merged = {
      ...step,
      name: name === "" ? step.name : name,
      targets: target === null || step.targets.includes(target) ? step.targets : [...step.targets, target],
      link: step.link ?? link,
      started: vertex.started == null ? step.started : Date.parse(vertex.started),
      completed: vertex.completed == null || canceled ? null : Date.parse(vertex.completed),
      cached: vertex.cached ?? step.cached,
      error: canceled ? "" : (vertex.error ?? step.error),
    };
    return { ...merged, log: trimLog(merged, merged.log) };
  }

  /** With several targets, bake puts the name of the target into the brackets. */
  #parseName(name: string): { target: string | null; link: string | null; name: string } {
    const [, id = "", rest = ""] = /^\[(\S+?)(?: |(?=\]))(.*)$/s.exec(name) ?? [];
    const { target, link } = readId(id);
    if (this.#targets.includes(target))
      return { target, link, name: rest.startsWith("]") ? rest.slice(1).trim() : `[${rest}` };
    const [only, ...others] = this.#targets;
    return { target: others.length === 0 ? (only ?? null) : null, link: null, name };
  }
}

/** The part of a log that may still be needed. The ellipsis tells the redactor that a value may have been cut off. */
function trimLog({ completed, error }: Pick<Step, "completed" | "error">, log: string): string {
  if (completed !== null && error === "")
    return log.length <= LONGEST_LOG + 1 ? log : `…${log.slice(-LONGEST_LOG)}`;
  // Half at once, so that a log of any length is not copied line by line.
  return log.length <= LONGEST_FAILED_LOG ? log : `…${log.slice(-LONGEST_FAILED_LOG / 2)}`;
}

/** Null for a message, also for one that happens to begin with a brace. */
function parseEvent(line: string): v.InferOutput<typeof progressEvent> | null {
  if (!line.startsWith("{")) return null;
  try {
    return v.parse(progressEvent, JSON.parse(line));
  } catch {
    return null;
  }
}

/** A step of a Dockerfile's stage, without its FROM. */
export interface StageStep {
  readonly stage: string | null;
  /** `RUN npm test` */
  readonly instruction: string;
}

/** Reads `[linux/arm64 builder 2/4] RUN go build`; null for FROM and for BuildKit's own steps. */
export function stageStep(name: string): StageStep | null {
  const match = /^\[(?:[^\s/]+\/\S+ )?(?:(\S+) +)?\d+\/\d+\] (?!FROM )(.*)$/s.exec(name);
  return match === null ? null : { stage: match[1] ?? null, instruction: match[2] ?? "" };
}
