#!/usr/bin/env node
"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
var __esm = (fn, res, err2) => function() {
  if (err2) throw err2[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err2 = [e], e;
  }
};
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: !0 }) : target,
  mod
)), __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: !0 }), mod);

// src/errors.ts
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
function describeError(error) {
  return error instanceof StagegateError ? error.hint === null ? error.message : `${error.message}
${error.hint}` : error instanceof Error ? error.stack ?? error.message : String(error);
}
var StagegateError, StoppedError, init_errors = __esm({
  "src/errors.ts"() {
    "use strict";
    StagegateError = class extends Error {
      name = "StagegateError";
      /** One sentence on what to do, with a right example where there is one. */
      hint;
      constructor(message, hint = null, options) {
        super(message, options), this.hint = hint;
      }
    }, StoppedError = class extends Error {
      name = "StoppedError";
    };
  }
});

// src/report/escape.ts
function markdownText(text4) {
  return oneLine(text4).replace(/[&<>]/g, (letter) => letter === "&" ? "&amp;" : letter === "<" ? "&lt;" : "&gt;").replace(/[\\`*_[\]|~]/g, "\\$&").replace(/[@#](?=\w)/g, `$&${BREAK}`).replace(/:(?=\/\/)|\bwww(?=\.)/g, `$&${BREAK}`);
}
function markdownCode(text4) {
  let line = oneLine(text4).replace(/`/g, "'").replace(/\|/g, "\\|");
  return line === "" ? "" : `\`${line}\``;
}
function markdownBlock(text4) {
  let runs = [...text4.matchAll(/`+/g)].map(([run2]) => run2.length), fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}text
${printable(text4)}
${fence}`;
}
function terminalText(text4) {
  return oneLine(text4);
}
function terminalBlock(text4) {
  return printable(text4);
}
function oneLine(text4) {
  let line = printable(text4).replace(/\s+/g, " ").trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}\u2026`;
}
function printable(text4) {
  return (0, import_node_util.stripVTControlCharacters)(text4).replace(/\r\n?/g, `
`).replace(/[^\P{C}\n\t]/gu, "");
}
var import_node_util, BREAK, LONGEST, init_escape = __esm({
  "src/report/escape.ts"() {
    "use strict";
    import_node_util = require("node:util"), BREAK = "\u200B", LONGEST = 400;
  }
});

// src/signals.ts
function runUntilSignal(program) {
  let controller = new AbortController(), stopped = 0;
  for (let signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
      stopped = 128 + import_node_os.constants.signals[signal], controller.abort();
    });
  program(controller.signal).then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      if (!(error instanceof StoppedError)) throw error;
      process.exit(stopped);
    }
  );
}
function orStopped(work, signal) {
  return new Promise((resolve5, reject) => {
    let stop = () => reject(new StoppedError());
    signal.aborted && stop(), signal.addEventListener("abort", stop, { once: !0 }), work.then(resolve5, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
var import_node_os, init_signals = __esm({
  "src/signals.ts"() {
    "use strict";
    import_node_os = require("node:os");
    init_errors();
  }
});

// src/config/size.ts
function parseSize(text4) {
  let match = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text4.trim()), unit = UNITS.get(match?.[2] ?? "");
  if (match === null || unit === void 0) return null;
  let bytes = Math.round(Number(match[1]) * unit);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
function suggestSize(text4) {
  let match = /^([\d.,]+) ?([A-Za-z]*)$/.exec(text4.trim());
  if (match === null) return null;
  let meant = (match[2] ?? "").toLowerCase(), unit = meant === "" ? "MB" : [...UNITS.keys()].find((name) => [name, name[0]].some((form) => form?.toLowerCase() === meant)), suggestion = `${(match[1] ?? "").replace(",", ".")}${unit}`;
  return parseSize(suggestion) === null ? null : suggestion;
}
function formatSize(bytes) {
  let magnitude = Math.abs(bytes);
  if (magnitude < 1e3) return `${bytes} B`;
  let [unit, divisor, digits] = magnitude < 999950 ? ["kB", 1e3, 1] : magnitude < 99995e4 ? ["MB", 1e6, 1] : ["GB", 1e9, 2];
  return `${(bytes / divisor).toFixed(digits)} ${unit}`;
}
function formatLimit(bytes) {
  return formatSize(bytes).replace(/\.?0+(?= [kMG]B$)/, "");
}
var UNITS, init_size = __esm({
  "src/config/size.ts"() {
    "use strict";
    UNITS = /* @__PURE__ */ new Map([
      ["B", 1],
      ["kB", 1e3],
      ["MB", 1e6],
      ["GB", 1e9],
      ["TB", 1e12],
      ["KiB", 1024],
      ["MiB", 1048576],
      ["GiB", 1073741824],
      ["TiB", 1099511627776]
    ]);
  }
});

// src/config/kinds.ts
function choice(...words2) {
  return {
    noun: `one of ${words2.join(", ")}`,
    parse: (raw) => words2.find((word) => word === raw),
    schema: { enum: words2 }
  };
}
function scalar(raw) {
  return typeof raw == "string" ? raw : typeof raw == "number" || typeof raw == "boolean" ? String(raw) : void 0;
}
function list(raw, separator) {
  let parts = Array.isArray(raw) ? raw.map(scalar) : scalar(raw)?.split(separator);
  if (!(parts === void 0 || parts.includes(void 0)))
    return parts.map((part) => part?.trim() ?? "").filter((part) => part !== "");
}
var text, flag, count, size, amount, lines, names, pairs, init_kinds = __esm({
  "src/config/kinds.ts"() {
    "use strict";
    init_size();
    text = {
      noun: "a text",
      parse: (raw) => scalar(raw),
      schema: { type: ["string", "number"] }
    }, flag = {
      noun: "true or false",
      parse: (raw) => raw === !0 || raw === "true" ? !0 : raw === !1 || raw === "false" ? !1 : void 0,
      schema: { type: "boolean" }
    }, count = {
      noun: "a whole number",
      parse: (raw) => /^\d{1,9}$/.test(String(raw).trim()) ? Number(raw) : void 0,
      schema: { type: "integer", minimum: 0 }
    }, size = {
      noun: "a size",
      parse: (raw) => typeof raw == "string" ? parseSize(raw) ?? void 0 : void 0,
      schema: { type: "string", pattern: "^\\d+(\\.\\d+)? ?([kMGT]?B|[KMGT]iB)$" },
      suggest: (raw) => suggestSize(String(raw))
    }, amount = {
      noun: "a percentage or a size",
      parse: (raw) => {
        let percent = /^(\d+(?:\.\d+)?) ?%$/.exec(String(raw).trim())?.[1];
        if (percent !== void 0) return { percent: Number(percent) };
        let bytes = size.parse(raw);
        return bytes === void 0 ? void 0 : { bytes };
      },
      schema: { type: "string" }
    }, lines = {
      noun: "a list with one entry a line",
      parse: (raw) => list(raw, /\r?\n/),
      schema: { type: ["string", "array"], items: { type: "string" } }
    }, names = {
      noun: "a list of names",
      parse: (raw) => list(raw, /[\r\n,]+/),
      schema: lines.schema
    }, pairs = {
      noun: "a mapping or a list of KEY=value",
      parse: (raw) => {
        if (typeof raw == "object" && raw !== null && !Array.isArray(raw)) {
          let entries2 = Object.entries(raw).map(
            ([key, value]) => [key, value === null ? null : scalar(value)]
          );
          return entries2.some(([, value]) => value === void 0) ? void 0 : Object.fromEntries(entries2);
        }
        let entries = lines.parse(raw)?.map((line) => /^([^=]+)(?:=([\s\S]*))?$/.exec(line));
        if (!(entries === void 0 || entries.includes(null)))
          return Object.fromEntries(entries.map((match) => [match?.[1] ?? "", match?.[2] ?? null]));
      },
      schema: {
        type: ["object", "array", "string"],
        additionalProperties: { type: ["string", "number", "boolean", "null"] },
        items: { type: "string" }
      }
    };
  }
});

// node_modules/fastest-levenshtein/mod.js
var require_mod = __commonJS({
  "node_modules/fastest-levenshtein/mod.js"(exports2) {
    "use strict";
    exports2.__esModule = !0;
    exports2.distance = exports2.closest = void 0;
    var peq = new Uint32Array(65536), myers_32 = function(a, b) {
      for (var n = a.length, m = b.length, lst = 1 << n - 1, pv = -1, mv = 0, sc = n, i = n; i--; )
        peq[a.charCodeAt(i)] |= 1 << i;
      for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)], xv = eq | mv;
        eq |= (eq & pv) + pv ^ pv, mv |= ~(eq | pv), pv &= eq, mv & lst && sc++, pv & lst && sc--, mv = mv << 1 | 1, pv = pv << 1 | ~(xv | mv), mv &= xv;
      }
      for (i = n; i--; )
        peq[a.charCodeAt(i)] = 0;
      return sc;
    }, myers_x = function(b, a) {
      for (var n = a.length, m = b.length, mhc = [], phc = [], hsize = Math.ceil(n / 32), vsize = Math.ceil(m / 32), i = 0; i < hsize; i++)
        phc[i] = -1, mhc[i] = 0;
      for (var j = 0; j < vsize - 1; j++) {
        for (var mv_1 = 0, pv_1 = -1, start_1 = j * 32, vlen_1 = Math.min(32, m) + start_1, k = start_1; k < vlen_1; k++)
          peq[b.charCodeAt(k)] |= 1 << k;
        for (var i = 0; i < n; i++) {
          var eq = peq[a.charCodeAt(i)], pb = phc[i / 32 | 0] >>> i & 1, mb = mhc[i / 32 | 0] >>> i & 1, xv = eq | mv_1, xh = ((eq | mb) & pv_1) + pv_1 ^ pv_1 | eq | mb, ph = mv_1 | ~(xh | pv_1), mh = pv_1 & xh;
          ph >>> 31 ^ pb && (phc[i / 32 | 0] ^= 1 << i), mh >>> 31 ^ mb && (mhc[i / 32 | 0] ^= 1 << i), ph = ph << 1 | pb, mh = mh << 1 | mb, pv_1 = mh | ~(xv | ph), mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++)
          peq[b.charCodeAt(k)] = 0;
      }
      for (var mv = 0, pv = -1, start = j * 32, vlen = Math.min(32, m - start) + start, k = start; k < vlen; k++)
        peq[b.charCodeAt(k)] |= 1 << k;
      for (var score = m, i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)], pb = phc[i / 32 | 0] >>> i & 1, mb = mhc[i / 32 | 0] >>> i & 1, xv = eq | mv, xh = ((eq | mb) & pv) + pv ^ pv | eq | mb, ph = mv | ~(xh | pv), mh = pv & xh;
        score += ph >>> m - 1 & 1, score -= mh >>> m - 1 & 1, ph >>> 31 ^ pb && (phc[i / 32 | 0] ^= 1 << i), mh >>> 31 ^ mb && (mhc[i / 32 | 0] ^= 1 << i), ph = ph << 1 | pb, mh = mh << 1 | mb, pv = mh | ~(xv | ph), mv = ph & xv;
      }
      for (var k = start; k < vlen; k++)
        peq[b.charCodeAt(k)] = 0;
      return score;
    }, distance2 = function(a, b) {
      if (a.length < b.length) {
        var tmp = b;
        b = a, a = tmp;
      }
      return b.length === 0 ? a.length : a.length <= 32 ? myers_32(a, b) : myers_x(a, b);
    };
    exports2.distance = distance2;
    var closest2 = function(str, arr) {
      for (var min_distance = 1 / 0, min_index = 0, i = 0; i < arr.length; i++) {
        var dist = distance2(str, arr[i]);
        dist < min_distance && (min_distance = dist, min_index = i);
      }
      return arr[min_index];
    };
    exports2.closest = closest2;
  }
});

// src/config/problem.ts
function didYouMean(name, known) {
  if (known.length === 0) return "There are none.";
  let near = nearest(name, known);
  return near === null ? `Known: ${known.join(", ")}.` : `Did you mean ${near}?`;
}
function nearest(name, known) {
  let near = (0, import_fastest_levenshtein.closest)(name, [...known]);
  return known.length > 0 && (0, import_fastest_levenshtein.distance)(name, near) <= Math.max(2, name.length / 3) ? near : null;
}
var import_fastest_levenshtein, ConfigError, init_problem = __esm({
  "src/config/problem.ts"() {
    "use strict";
    import_fastest_levenshtein = __toESM(require_mod(), 1);
    init_errors();
    ConfigError = class extends StagegateError {
      problems;
      constructor(problems) {
        super(problems.map(({ place, message, hint }) => `${place.name}: ${message}. ${hint}`).join(`
`)), this.problems = problems;
      }
    };
  }
});

// src/config/settings.ts
function setting(kind, example, help2, byDefault = null) {
  return { kind, example, help: help2, default: byDefault };
}
function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
var IMAGE_SETTINGS, RUN_SETTINGS, init_settings = __esm({
  "src/config/settings.ts"() {
    "use strict";
    init_kinds();
    IMAGE_SETTINGS = {
      context: setting(
        text,
        "./app",
        "Folder that is the build context.",
        "the configuration file's folder, else the working folder"
      ),
      file: setting(
        text,
        "docker/Dockerfile",
        "The Dockerfile; with image, the one that it was built from.",
        "Dockerfile in the context"
      ),
      target: setting(text, "production", "Stage that is built and judged.", "the last stage"),
      "test-target": setting(
        names,
        "test",
        "Stages that are run and not shipped; the gate fails when one fails.",
        "a stage called test, tests or testing"
      ),
      "rerun-tests": setting(
        flag,
        "true",
        "Run the test stages also when their result is in the build cache.",
        "false"
      ),
      platform: setting(text, "linux/arm64", "Platform to build for.", "the builder's own"),
      "build-args": setting(pairs, "VERSION=1.2", "Build arguments, one KEY=value a line."),
      "build-contexts": setting(
        pairs,
        "base=docker-image://alpine:3.22",
        "Named contexts, one name=source a line."
      ),
      secrets: setting(
        lines,
        "id=token,env=TOKEN",
        "Secrets for RUN --mount=type=secret, one a line, as docker buildx build --secret takes them."
      ),
      ssh: setting(lines, "default", "SSH agents or keys for RUN --mount=type=ssh, one a line."),
      "cache-from": setting(lines, "type=gha", "Where build cache is read from, one source a line."),
      "cache-to": setting(lines, "type=gha,mode=max", "Where build cache is written to, one destination a line."),
      "no-cache": setting(flag, "true", "Build every step anew.", "false"),
      pull: setting(flag, "true", "Look for newer base images.", "false"),
      image: setting(
        text,
        "registry.example/app:1.2",
        "An image that exists, judged instead of a build: an OCI layout, an archive, or the engine's image of that name."
      ),
      "max-size": setting(size, "150MB", "Largest unpacked size that passes."),
      "warn-size": setting(size, "120MB", "Unpacked size above which a warning is given."),
      "max-transfer-size": setting(size, "60MB", "Largest transfer size (compressed layers) that passes."),
      "warn-transfer-size": setting(size, "50MB", "Transfer size above which a warning is given."),
      "max-layers": setting(count, "15", "Largest number of layers that passes."),
      "warn-layers": setting(count, "12", "Number of layers above which a warning is given."),
      "allow-root": setting(flag, "true", "Let an image pass that runs as root.", "false"),
      "run-as": setting(text, "appuser", "User, by name or uid, that the image must run as."),
      "compare-with": setting(
        text,
        "single-stage",
        "Name of another image of the configuration that this one is a variant of."
      ),
      "min-saving": setting(
        amount,
        "50%",
        "How much smaller than that variant it must be, in percent or as a size."
      ),
      "report-only": setting(
        flag,
        "true",
        "Measure and report the image; nothing that it does fails the gate.",
        "false"
      )
    }, RUN_SETTINGS = {
      config: setting(text, "ci/stagegate.yml", "The configuration file.", ".stagegate.yml, where there is one"),
      only: setting(names, "production", "Names of the images to gate, of those in the configuration.", "all"),
      builder: setting(text, "my-builder", "The buildx builder to build with.", "the current one"),
      comment: setting(
        choice("always", "on-failure", "never"),
        "on-failure",
        "When to write the pull request comment.",
        "always"
      ),
      "comment-key": setting(
        text,
        "backend",
        "Tells the comments of several gates in one pull request apart.",
        "default"
      ),
      "github-token": setting(
        text,
        "$TOKEN",
        "Token the comment is written with; it needs pull-requests: write.",
        "the job's own"
      ),
      "output-dir": setting(
        text,
        "reports",
        "Folder that report.json and report.md are written to.",
        "in a workflow the runner's temporary folder, else none"
      ),
      progress: setting(choice("auto", "plain", "quiet"), "plain", "How the build's progress is shown.", "auto")
    };
  }
});

// src/cli/help.ts
var help_exports = {};
__export(help_exports, {
  help: () => help
});
function help() {
  return `stagegate: builds the stages of a Dockerfile, runs its tests, measures the image and judges it

Usage:
  stagegate [gate] [flags]           gate the image of this folder, or those of .stagegate.yml
  stagegate inspect SOURCE [--json]  measure an OCI layout, an archive, or an image of the engine
  stagegate explain SOURCE           show which lines of the Dockerfile made its bytes
                                     (--file and --target name what it was built from)

Exit code: 0 it passes, 1 it fails, 2 it could not be judged, 130 or 143 it was stopped.

Flags for one image:
${table(IMAGE_SETTINGS)}
Flags for the run:
${table(RUN_SETTINGS)}  --help, -h
  --version, -v
`;
}
function table(settings) {
  return Object.entries(settings).map(([name, { kind, help: sentence, example, default: byDefault }]) => {
    let value = kind === flag ? "" : ` ${/\s/.test(example) ? `"${example}"` : example}`;
    return `  --${name}${value}
      ${sentence}${byDefault === null ? "" : ` (default: ${byDefault})`}
`;
  }).join("");
}
var init_help = __esm({
  "src/cli/help.ts"() {
    "use strict";
    init_kinds();
    init_settings();
  }
});

// src/image/source.ts
var source_exports = {};
__export(source_exports, {
  looksLikePath: () => looksLikePath,
  parseSource: () => parseSource,
  sourceName: () => sourceName
});
function parseSource(text4, cwd = ".") {
  if (text4 === "")
    throw new StagegateError(
      "no image is named",
      "Name one, e.g. `app.tar`, `./oci-directory` or `app:latest`."
    );
  let path = (0, import_node_path.isAbsolute)(text4) ? text4 : (0, import_node_path.join)(cwd, text4), found = (0, import_node_fs.statSync)(path, { throwIfNoEntry: !1 });
  if (found?.isFile()) return { kind: "archive", path };
  if (found?.isDirectory() && (0, import_node_fs.statSync)((0, import_node_path.join)(path, "oci-layout"), { throwIfNoEntry: !1 })?.isFile())
    return { kind: "oci-directory", path };
  let isPath = looksLikePath(text4);
  if (isPath && found === void 0)
    throw new StagegateError(
      `${text4}: there is no such file or directory`,
      "Make it by `docker save --output app.tar app:latest`, or name an image of the engine, e.g. `app:latest`."
    );
  if (isPath)
    throw new StagegateError(
      `${text4}: is no OCI layout (it has no file oci-layout) and no archive`,
      "Make one by `docker buildx build --output type=oci,tar=false,dest=image .` and name it, e.g. `./image`."
    );
  return { kind: "engine", name: withTag(text4) };
}
function looksLikePath(text4) {
  return /^\.{0,2}\/|^\.{1,2}$|\.(tar|tgz|tar\.gz|tar\.zst)$/.test(text4);
}
function withTag(name) {
  let lastPart = name.slice(name.lastIndexOf("/") + 1);
  return lastPart.includes(":") || lastPart.includes("@") ? name : `${name}:latest`;
}
function sourceName(source) {
  return source.kind === "engine" ? source.name : source.path;
}
var import_node_fs, import_node_path, init_source = __esm({
  "src/image/source.ts"() {
    "use strict";
    import_node_fs = require("node:fs"), import_node_path = require("node:path");
    init_errors();
  }
});

// src/config/given.ts
function unknownNames(source, known) {
  return [...source].filter(([name]) => !known.includes(name)).map(([name, { place }]) => ({
    place,
    message: `unknown setting ${JSON.stringify(name)}`,
    hint: didYouMean(name, known)
  }));
}
function readImageSettings(source, problems) {
  return readAll(IMAGE_SETTINGS, source, problems);
}
function readRunSettings(source, problems) {
  return readAll(RUN_SETTINGS, source, problems);
}
function readAll(table4, source, problems) {
  let values = Object.keys(table4).map((name) => {
    let given = source.get(name);
    return [camelCase(name), given === void 0 ? null : readOne(name, given, problems)];
  });
  return Object.fromEntries(values);
}
function readOne(name, given, problems) {
  let setting2 = ALL[name], value = setting2?.kind.parse(given.value);
  if (setting2 === void 0 || value !== void 0) return value;
  let meant = setting2.kind.suggest?.(given.value) ?? setting2.example, written = JSON.stringify(given.value), problem = {
    place: given.place,
    message: `${name}: ${written.length <= 60 && setting2.kind !== pairs ? written : "what is given"} is not ${setting2.kind.noun}`,
    hint: `Write for example: ${name}: ${meant}`
  };
  return problems.some((other) => other.place.name === problem.place.name && other.message === problem.message) || problems.push(problem), null;
}
var ALL, init_given = __esm({
  "src/config/given.ts"() {
    "use strict";
    init_kinds();
    init_problem();
    init_settings();
    ALL = { ...IMAGE_SETTINGS, ...RUN_SETTINGS };
  }
});

// src/config/config.ts
function resolveSettings(inputs, file, root, cwd) {
  let problems = unknownNames(inputs, [...IMAGE_NAMES, ...RUN_NAMES]);
  if (file !== null) {
    problems.push(...unknownNames(file.defaults, IMAGE_NAMES));
    for (let { settings } of file.images.values()) problems.push(...unknownNames(settings, IMAGE_NAMES));
  }
  let forRun = new Map([...file?.run ?? [], ...inputs]), run2 = readRunSettings(forRun, problems), outputDir = run2.outputDir === null ? null : (0, import_node_path2.resolve)(forRun.get("output-dir")?.base ?? cwd, run2.outputDir), defaults = new Map([...file?.defaults ?? [], ...inputs]), images = (file === null || file.images.size === 0 ? [[null, NOWHERE, /* @__PURE__ */ new Map()]] : [...file.images].map(([name, { place, settings }]) => [name, place, settings])).map(
    ([name, place, own]) => request(name, place, new Map([...defaults, ...own]), file?.folder ?? cwd, problems)
  );
  for (let image of images) problems.push(...contradictions(image, images, root));
  let known = images.flatMap(({ name }) => name ?? []), only = run2.only;
  for (let name of only ?? []) {
    if (known.includes(name)) continue;
    let place = forRun.get("only")?.place ?? NOWHERE;
    problems.push({
      place,
      message: `only: there is no image ${JSON.stringify(name)}`,
      hint: didYouMean(name, known)
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { run: { ...run2, outputDir }, images: only === null ? images : withVariants(images, only) };
}
function withVariants(images, only) {
  let chosen = new Set(only);
  for (let { name, settings } of images)
    name !== null && only.includes(name) && settings.compareWith !== null && chosen.add(settings.compareWith);
  return images.filter(({ name }) => name !== null && chosen.has(name));
}
function request(name, place, source, folder, problems) {
  let settings = readImageSettings(source, problems), pathFrom = (setting2, path) => (0, import_node_path2.resolve)(source.get(setting2)?.base ?? folder, path), context = pathFrom("context", settings.context ?? ".");
  return {
    name,
    settings: {
      ...settings,
      context,
      file: settings.file === null ? null : pathFrom("file", settings.file),
      image: settings.image === null || !looksLikePath(settings.image) ? settings.image : pathFrom("image", settings.image),
      buildContexts: settings.buildContexts === null ? null : Object.fromEntries(
        Object.entries(settings.buildContexts).map(([key, value]) => [
          key,
          value === null || /^[a-z-]+:/.test(value) ? value : pathFrom("build-contexts", value)
        ])
      )
    },
    placeOf: (setting2) => source.get(setting2)?.place ?? place
  };
}
function contradictions(image, all, root) {
  let { name, settings, placeOf } = image, problems = [];
  root !== null && isOutside(root, settings.context) && problems.push({
    place: placeOf("context"),
    message: `context: ${settings.context} lies outside the repository (${root})`,
    hint: "Write a folder inside it, for example: context: ./app"
  }), settings.image !== null && settings.target !== null && settings.file === null && problems.push({
    place: placeOf("image"),
    message: "image and target contradict each other: an existing image is not built",
    hint: "Remove one of them, or name the Dockerfile that it was built from by file"
  });
  let others = all.flatMap((other) => other === image || other.name === null ? [] : [other.name]);
  return settings.compareWith !== null && !others.includes(settings.compareWith) && problems.push({
    place: placeOf("compare-with"),
    message: `compare-with: ${name ?? "the image"} has no other image ${JSON.stringify(settings.compareWith)} beside it`,
    hint: didYouMean(settings.compareWith, others)
  }), settings.minSaving !== null && settings.compareWith === null && problems.push({
    place: placeOf("min-saving"),
    message: "min-saving says nothing without compare-with",
    hint: "Write for example: compare-with: single-stage"
  }), problems;
}
function isOutside(root, path) {
  let way = (0, import_node_path2.relative)(root, path);
  return way.startsWith("..") || (0, import_node_path2.isAbsolute)(way);
}
var import_node_path2, NOWHERE, IMAGE_NAMES, RUN_NAMES, init_config = __esm({
  "src/config/config.ts"() {
    "use strict";
    import_node_path2 = require("node:path");
    init_source();
    init_given();
    init_problem();
    init_settings();
    NOWHERE = { name: "configuration", at: null }, IMAGE_NAMES = Object.keys(IMAGE_SETTINGS), RUN_NAMES = Object.keys(RUN_SETTINGS);
  }
});

// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJS({
  "node_modules/yaml/dist/nodes/identity.js"(exports2) {
    "use strict";
    var ALIAS = /* @__PURE__ */ Symbol.for("yaml.alias"), DOC = /* @__PURE__ */ Symbol.for("yaml.document"), MAP = /* @__PURE__ */ Symbol.for("yaml.map"), PAIR = /* @__PURE__ */ Symbol.for("yaml.pair"), SCALAR = /* @__PURE__ */ Symbol.for("yaml.scalar"), SEQ = /* @__PURE__ */ Symbol.for("yaml.seq"), NODE_TYPE = /* @__PURE__ */ Symbol.for("yaml.node.type"), isAlias = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === ALIAS, isDocument = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === DOC, isMap2 = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === MAP, isPair = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === PAIR, isScalar2 = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === SCALAR, isSeq = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === SEQ;
    function isCollection(node) {
      if (node && typeof node == "object")
        switch (node[NODE_TYPE]) {
          case MAP:
          case SEQ:
            return !0;
        }
      return !1;
    }
    function isNode(node) {
      if (node && typeof node == "object")
        switch (node[NODE_TYPE]) {
          case ALIAS:
          case MAP:
          case SCALAR:
          case SEQ:
            return !0;
        }
      return !1;
    }
    var hasAnchor = (node) => (isScalar2(node) || isCollection(node)) && !!node.anchor;
    exports2.ALIAS = ALIAS;
    exports2.DOC = DOC;
    exports2.MAP = MAP;
    exports2.NODE_TYPE = NODE_TYPE;
    exports2.PAIR = PAIR;
    exports2.SCALAR = SCALAR;
    exports2.SEQ = SEQ;
    exports2.hasAnchor = hasAnchor;
    exports2.isAlias = isAlias;
    exports2.isCollection = isCollection;
    exports2.isDocument = isDocument;
    exports2.isMap = isMap2;
    exports2.isNode = isNode;
    exports2.isPair = isPair;
    exports2.isScalar = isScalar2;
    exports2.isSeq = isSeq;
  }
});

// node_modules/yaml/dist/visit.js
var require_visit = __commonJS({
  "node_modules/yaml/dist/visit.js"(exports2) {
    "use strict";
    var identity = require_identity(), BREAK2 = /* @__PURE__ */ Symbol("break visit"), SKIP = /* @__PURE__ */ Symbol("skip children"), REMOVE = /* @__PURE__ */ Symbol("remove node");
    function visit(node, visitor) {
      let visitor_ = initVisitor(visitor);
      identity.isDocument(node) ? visit_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE && (node.contents = null) : visit_(null, node, visitor_, Object.freeze([]));
    }
    visit.BREAK = BREAK2;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    function visit_(key, node, visitor, path) {
      let ctrl = callVisitor(key, node, visitor, path);
      if (identity.isNode(ctrl) || identity.isPair(ctrl))
        return replaceNode(key, path, ctrl), visit_(key, ctrl, visitor, path);
      if (typeof ctrl != "symbol") {
        if (identity.isCollection(node)) {
          path = Object.freeze(path.concat(node));
          for (let i = 0; i < node.items.length; ++i) {
            let ci = visit_(i, node.items[i], visitor, path);
            if (typeof ci == "number")
              i = ci - 1;
            else {
              if (ci === BREAK2)
                return BREAK2;
              ci === REMOVE && (node.items.splice(i, 1), i -= 1);
            }
          }
        } else if (identity.isPair(node)) {
          path = Object.freeze(path.concat(node));
          let ck = visit_("key", node.key, visitor, path);
          if (ck === BREAK2)
            return BREAK2;
          ck === REMOVE && (node.key = null);
          let cv = visit_("value", node.value, visitor, path);
          if (cv === BREAK2)
            return BREAK2;
          cv === REMOVE && (node.value = null);
        }
      }
      return ctrl;
    }
    async function visitAsync(node, visitor) {
      let visitor_ = initVisitor(visitor);
      identity.isDocument(node) ? await visitAsync_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE && (node.contents = null) : await visitAsync_(null, node, visitor_, Object.freeze([]));
    }
    visitAsync.BREAK = BREAK2;
    visitAsync.SKIP = SKIP;
    visitAsync.REMOVE = REMOVE;
    async function visitAsync_(key, node, visitor, path) {
      let ctrl = await callVisitor(key, node, visitor, path);
      if (identity.isNode(ctrl) || identity.isPair(ctrl))
        return replaceNode(key, path, ctrl), visitAsync_(key, ctrl, visitor, path);
      if (typeof ctrl != "symbol") {
        if (identity.isCollection(node)) {
          path = Object.freeze(path.concat(node));
          for (let i = 0; i < node.items.length; ++i) {
            let ci = await visitAsync_(i, node.items[i], visitor, path);
            if (typeof ci == "number")
              i = ci - 1;
            else {
              if (ci === BREAK2)
                return BREAK2;
              ci === REMOVE && (node.items.splice(i, 1), i -= 1);
            }
          }
        } else if (identity.isPair(node)) {
          path = Object.freeze(path.concat(node));
          let ck = await visitAsync_("key", node.key, visitor, path);
          if (ck === BREAK2)
            return BREAK2;
          ck === REMOVE && (node.key = null);
          let cv = await visitAsync_("value", node.value, visitor, path);
          if (cv === BREAK2)
            return BREAK2;
          cv === REMOVE && (node.value = null);
        }
      }
      return ctrl;
    }
    function initVisitor(visitor) {
      return typeof visitor == "object" && (visitor.Collection || visitor.Node || visitor.Value) ? Object.assign({
        Alias: visitor.Node,
        Map: visitor.Node,
        Scalar: visitor.Node,
        Seq: visitor.Node
      }, visitor.Value && {
        Map: visitor.Value,
        Scalar: visitor.Value,
        Seq: visitor.Value
      }, visitor.Collection && {
        Map: visitor.Collection,
        Seq: visitor.Collection
      }, visitor) : visitor;
    }
    function callVisitor(key, node, visitor, path) {
      if (typeof visitor == "function")
        return visitor(key, node, path);
      if (identity.isMap(node))
        return visitor.Map?.(key, node, path);
      if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path);
      if (identity.isPair(node))
        return visitor.Pair?.(key, node, path);
      if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path);
      if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path);
    }
    function replaceNode(key, path, node) {
      let parent = path[path.length - 1];
      if (identity.isCollection(parent))
        parent.items[key] = node;
      else if (identity.isPair(parent))
        key === "key" ? parent.key = node : parent.value = node;
      else if (identity.isDocument(parent))
        parent.contents = node;
      else {
        let pt = identity.isAlias(parent) ? "alias" : "scalar";
        throw new Error(`Cannot replace node with ${pt} parent`);
      }
    }
    exports2.visit = visit;
    exports2.visitAsync = visitAsync;
  }
});

// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJS({
  "node_modules/yaml/dist/doc/directives.js"(exports2) {
    "use strict";
    var identity = require_identity(), visit = require_visit(), escapeChars = {
      "!": "%21",
      ",": "%2C",
      "[": "%5B",
      "]": "%5D",
      "{": "%7B",
      "}": "%7D"
    }, escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]), Directives = class _Directives {
      constructor(yaml, tags) {
        this.docStart = null, this.docEnd = !1, this.yaml = Object.assign({}, _Directives.defaultYaml, yaml), this.tags = Object.assign({}, _Directives.defaultTags, tags);
      }
      clone() {
        let copy = new _Directives(this.yaml, this.tags);
        return copy.docStart = this.docStart, copy;
      }
      /**
       * During parsing, get a Directives instance for the current document and
       * update the stream state according to the current version's spec.
       */
      atDocument() {
        let res = new _Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
          case "1.1":
            this.atNextDocument = !0;
            break;
          case "1.2":
            this.atNextDocument = !1, this.yaml = {
              explicit: _Directives.defaultYaml.explicit,
              version: "1.2"
            }, this.tags = Object.assign({}, _Directives.defaultTags);
            break;
        }
        return res;
      }
      /**
       * @param onError - May be called even if the action was successful
       * @returns `true` on success
       */
      add(line, onError) {
        this.atNextDocument && (this.yaml = { explicit: _Directives.defaultYaml.explicit, version: "1.1" }, this.tags = Object.assign({}, _Directives.defaultTags), this.atNextDocument = !1);
        let parts = line.trim().split(/[ \t]+/), name = parts.shift();
        switch (name) {
          case "%TAG": {
            if (parts.length !== 2 && (onError(0, "%TAG directive should contain exactly two parts"), parts.length < 2))
              return !1;
            let [handle, prefix] = parts;
            return this.tags[handle] = prefix, !0;
          }
          case "%YAML": {
            if (this.yaml.explicit = !0, parts.length !== 1)
              return onError(0, "%YAML directive should contain exactly one part"), !1;
            let [version] = parts;
            if (version === "1.1" || version === "1.2")
              return this.yaml.version = version, !0;
            {
              let isValid = /^\d+\.\d+$/.test(version);
              return onError(6, `Unsupported YAML version ${version}`, isValid), !1;
            }
          }
          default:
            return onError(0, `Unknown directive ${name}`, !0), !1;
        }
      }
      /**
       * Resolves a tag, matching handles to those defined in %TAG directives.
       *
       * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
       *   `'!local'` tag, or `null` if unresolvable.
       */
      tagName(source, onError) {
        if (source === "!")
          return "!";
        if (source[0] !== "!")
          return onError(`Not a valid tag: ${source}`), null;
        if (source[1] === "<") {
          let verbatim = source.slice(2, -1);
          return verbatim === "!" || verbatim === "!!" ? (onError(`Verbatim tags aren't resolved, so ${source} is invalid.`), null) : (source[source.length - 1] !== ">" && onError("Verbatim tags must end with a >"), verbatim);
        }
        let [, handle, suffix] = source.match(/^(.*!)([^!]*)$/s);
        suffix || onError(`The ${source} tag has no suffix`);
        let prefix = this.tags[handle];
        if (prefix)
          try {
            return prefix + decodeURIComponent(suffix);
          } catch (error) {
            return onError(String(error)), null;
          }
        return handle === "!" ? source : (onError(`Could not resolve tag: ${source}`), null);
      }
      /**
       * Given a fully resolved tag, returns its printable string form,
       * taking into account current tag prefixes and defaults.
       */
      tagString(tag) {
        for (let [handle, prefix] of Object.entries(this.tags))
          if (tag.startsWith(prefix))
            return handle + escapeTagName(tag.substring(prefix.length));
        return tag[0] === "!" ? tag : `!<${tag}>`;
      }
      toString(doc) {
        let lines2 = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [], tagEntries = Object.entries(this.tags), tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
          let tags = {};
          visit.visit(doc.contents, (_key, node) => {
            identity.isNode(node) && node.tag && (tags[node.tag] = !0);
          }), tagNames = Object.keys(tags);
        } else
          tagNames = [];
        for (let [handle, prefix] of tagEntries)
          handle === "!!" && prefix === "tag:yaml.org,2002:" || (!doc || tagNames.some((tn) => tn.startsWith(prefix))) && lines2.push(`%TAG ${handle} ${prefix}`);
        return lines2.join(`
`);
      }
    };
    Directives.defaultYaml = { explicit: !1, version: "1.2" };
    Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
    exports2.Directives = Directives;
  }
});

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJS({
  "node_modules/yaml/dist/doc/anchors.js"(exports2) {
    "use strict";
    var identity = require_identity(), visit = require_visit();
    function anchorIsValid(anchor) {
      if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        let msg = `Anchor must not contain whitespace or control characters: ${JSON.stringify(anchor)}`;
        throw new Error(msg);
      }
      return !0;
    }
    function anchorNames(root) {
      let anchors = /* @__PURE__ */ new Set();
      return visit.visit(root, {
        Value(_key, node) {
          node.anchor && anchors.add(node.anchor);
        }
      }), anchors;
    }
    function findNewAnchor(prefix, exclude) {
      for (let i = 1; ; ++i) {
        let name = `${prefix}${i}`;
        if (!exclude.has(name))
          return name;
      }
    }
    function createNodeAnchors(doc, prefix) {
      let aliasObjects = [], sourceObjects = /* @__PURE__ */ new Map(), prevAnchors = null;
      return {
        onAnchor: (source) => {
          aliasObjects.push(source), prevAnchors ?? (prevAnchors = anchorNames(doc));
          let anchor = findNewAnchor(prefix, prevAnchors);
          return prevAnchors.add(anchor), anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
          for (let source of aliasObjects) {
            let ref = sourceObjects.get(source);
            if (typeof ref == "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node)))
              ref.node.anchor = ref.anchor;
            else {
              let error = new Error("Failed to resolve repeated object (this should not happen)");
              throw error.source = source, error;
            }
          }
        },
        sourceObjects
      };
    }
    exports2.anchorIsValid = anchorIsValid;
    exports2.anchorNames = anchorNames;
    exports2.createNodeAnchors = createNodeAnchors;
    exports2.findNewAnchor = findNewAnchor;
  }
});

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJS({
  "node_modules/yaml/dist/doc/applyReviver.js"(exports2) {
    "use strict";
    function applyReviver(reviver, obj, key, val) {
      if (val && typeof val == "object")
        if (Array.isArray(val))
          for (let i = 0, len = val.length; i < len; ++i) {
            let v0 = val[i], v1 = applyReviver(reviver, val, String(i), v0);
            v1 === void 0 ? delete val[i] : v1 !== v0 && (val[i] = v1);
          }
        else if (val instanceof Map)
          for (let k of Array.from(val.keys())) {
            let v0 = val.get(k), v1 = applyReviver(reviver, val, k, v0);
            v1 === void 0 ? val.delete(k) : v1 !== v0 && val.set(k, v1);
          }
        else if (val instanceof Set)
          for (let v0 of Array.from(val)) {
            let v1 = applyReviver(reviver, val, v0, v0);
            v1 === void 0 ? val.delete(v0) : v1 !== v0 && (val.delete(v0), val.add(v1));
          }
        else
          for (let [k, v0] of Object.entries(val)) {
            let v1 = applyReviver(reviver, val, k, v0);
            v1 === void 0 ? delete val[k] : v1 !== v0 && (val[k] = v1);
          }
      return reviver.call(obj, key, val);
    }
    exports2.applyReviver = applyReviver;
  }
});

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJS({
  "node_modules/yaml/dist/nodes/toJS.js"(exports2) {
    "use strict";
    var identity = require_identity();
    function toJS(value, arg, ctx) {
      if (Array.isArray(value))
        return value.map((v, i) => toJS(v, String(i), ctx));
      if (value && typeof value.toJSON == "function") {
        if (!ctx || !identity.hasAnchor(value))
          return value.toJSON(arg, ctx);
        let data = { aliasCount: 0, count: 1, res: void 0 };
        ctx.anchors.set(value, data), ctx.onCreate = (res2) => {
          data.res = res2, delete ctx.onCreate;
        };
        let res = value.toJSON(arg, ctx);
        return ctx.onCreate && ctx.onCreate(res), res;
      }
      return typeof value == "bigint" && !ctx?.keep ? Number(value) : value;
    }
    exports2.toJS = toJS;
  }
});

// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJS({
  "node_modules/yaml/dist/nodes/Node.js"(exports2) {
    "use strict";
    var applyReviver = require_applyReviver(), identity = require_identity(), toJS = require_toJS(), NodeBase = class {
      constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
      }
      /** Create a copy of this node.  */
      clone() {
        let copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        return this.range && (copy.range = this.range.slice()), copy;
      }
      /** A plain JavaScript representation of this node. */
      toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
          throw new TypeError("A document argument is required");
        let ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc,
          keep: !0,
          mapAsMap: mapAsMap === !0,
          mapKeyWarned: !1,
          maxAliasCount: typeof maxAliasCount == "number" ? maxAliasCount : 100
        }, res = toJS.toJS(this, "", ctx);
        if (typeof onAnchor == "function")
          for (let { count: count2, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count2);
        return typeof reviver == "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
    };
    exports2.NodeBase = NodeBase;
  }
});

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJS({
  "node_modules/yaml/dist/nodes/Alias.js"(exports2) {
    "use strict";
    var anchors = require_anchors(), visit = require_visit(), identity = require_identity(), Node = require_Node(), toJS = require_toJS(), Alias = class extends Node.NodeBase {
      constructor(source) {
        super(identity.ALIAS), this.source = source, Object.defineProperty(this, "tag", {
          set() {
            throw new Error("Alias nodes cannot have tags");
          }
        });
      }
      /**
       * Resolve the value of this alias within `doc`, finding the last
       * instance of the `source` anchor before this node.
       */
      resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
          throw new ReferenceError("Alias resolution is disabled");
        let nodes;
        ctx?.aliasResolveCache ? nodes = ctx.aliasResolveCache : (nodes = [], visit.visit(doc, {
          Node: (_key, node) => {
            (identity.isAlias(node) || identity.hasAnchor(node)) && nodes.push(node);
          }
        }), ctx && (ctx.aliasResolveCache = nodes));
        let found;
        for (let node of nodes) {
          if (node === this)
            break;
          node.anchor === this.source && (found = node);
        }
        if (found && ctx) {
          let { anchors: anchors2, doc: doc2, maxAliasCount } = ctx, data = anchors2.get(found);
          if (data || (toJS.toJS(found, null, ctx), data = anchors2.get(found)), data?.res === void 0) {
            let msg = "This should not happen: Alias anchor was not resolved?";
            throw new ReferenceError(msg);
          }
          if (maxAliasCount >= 0 && (data.count += 1, data.aliasCount === 0 && (data.aliasCount = getAliasCount(doc2, found, anchors2)), data.count * data.aliasCount > maxAliasCount)) {
            let msg = "Excessive alias count indicates a resource exhaustion attack";
            throw new ReferenceError(msg);
          }
        }
        return found;
      }
      toJSON(_arg, ctx) {
        if (!ctx)
          return { source: this.source };
        let source = this.resolve(ctx.doc, ctx);
        if (!source) {
          let msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
          throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
      }
      toString(ctx, _onComment, _onChompKeep) {
        let src = `*${this.source}`;
        if (ctx) {
          if (anchors.anchorIsValid(this.source), ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
            let msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new Error(msg);
          }
          if (ctx.implicitKey)
            return `${src} `;
        }
        return src;
      }
    };
    function getAliasCount(doc, node, anchors2) {
      if (identity.isAlias(node)) {
        let source = node.resolve(doc), anchor = anchors2 && source && anchors2.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
      } else if (identity.isCollection(node)) {
        let count2 = 0;
        for (let item of node.items) {
          let c = getAliasCount(doc, item, anchors2);
          c > count2 && (count2 = c);
        }
        return count2;
      } else if (identity.isPair(node)) {
        let kc = getAliasCount(doc, node.key, anchors2), vc = getAliasCount(doc, node.value, anchors2);
        return Math.max(kc, vc);
      }
      return 1;
    }
    exports2.Alias = Alias;
  }
});

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJS({
  "node_modules/yaml/dist/nodes/Scalar.js"(exports2) {
    "use strict";
    var identity = require_identity(), Node = require_Node(), toJS = require_toJS(), isScalarValue = (value) => !value || typeof value != "function" && typeof value != "object", Scalar = class extends Node.NodeBase {
      constructor(value) {
        super(identity.SCALAR), this.value = value;
      }
      toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
      }
      toString() {
        return String(this.value);
      }
    };
    Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
    Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
    Scalar.PLAIN = "PLAIN";
    Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
    Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
    exports2.Scalar = Scalar;
    exports2.isScalarValue = isScalarValue;
  }
});

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJS({
  "node_modules/yaml/dist/doc/createNode.js"(exports2) {
    "use strict";
    var Alias = require_Alias(), identity = require_identity(), Scalar = require_Scalar(), defaultTagPrefix = "tag:yaml.org,2002:";
    function findTagObject(value, tagName, tags) {
      if (tagName) {
        let match = tags.filter((t) => t.tag === tagName), tagObj = match.find((t) => !t.format) ?? match[0];
        if (!tagObj)
          throw new Error(`Tag ${tagName} not found`);
        return tagObj;
      }
      return tags.find((t) => t.identify?.(value) && !t.format);
    }
    function createNode(value, tagName, ctx) {
      if (identity.isDocument(value) && (value = value.contents), identity.isNode(value))
        return value;
      if (identity.isPair(value)) {
        let map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        return map.items.push(value), map;
      }
      (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt < "u" && value instanceof BigInt) && (value = value.valueOf());
      let { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx, ref;
      if (aliasDuplicateObjects && value && typeof value == "object") {
        if (ref = sourceObjects.get(value), ref)
          return ref.anchor ?? (ref.anchor = onAnchor(value)), new Alias.Alias(ref.anchor);
        ref = { anchor: null, node: null }, sourceObjects.set(value, ref);
      }
      tagName?.startsWith("!!") && (tagName = defaultTagPrefix + tagName.slice(2));
      let tagObj = findTagObject(value, tagName, schema.tags);
      if (!tagObj) {
        if (value && typeof value.toJSON == "function" && (value = value.toJSON()), !value || typeof value != "object") {
          let node2 = new Scalar.Scalar(value);
          return ref && (ref.node = node2), node2;
        }
        tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
      }
      onTagObj && (onTagObj(tagObj), delete ctx.onTagObj);
      let node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from == "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
      return tagName ? node.tag = tagName : tagObj.default || (node.tag = tagObj.tag), ref && (ref.node = node), node;
    }
    exports2.createNode = createNode;
  }
});

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJS({
  "node_modules/yaml/dist/nodes/Collection.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), identity = require_identity(), Node = require_Node();
    function collectionFromPath(schema, path, value) {
      let v = value;
      for (let i = path.length - 1; i >= 0; --i) {
        let k = path[i];
        if (typeof k == "number" && Number.isInteger(k) && k >= 0) {
          let a = [];
          a[k] = v, v = a;
        } else
          v = /* @__PURE__ */ new Map([[k, v]]);
      }
      return createNode.createNode(v, void 0, {
        aliasDuplicateObjects: !1,
        keepUndefined: !1,
        onAnchor: () => {
          throw new Error("This should not happen, please report a bug.");
        },
        schema,
        sourceObjects: /* @__PURE__ */ new Map()
      });
    }
    var isEmptyPath = (path) => path == null || typeof path == "object" && !!path[Symbol.iterator]().next().done, Collection = class extends Node.NodeBase {
      constructor(type, schema) {
        super(type), Object.defineProperty(this, "schema", {
          value: schema,
          configurable: !0,
          enumerable: !1,
          writable: !0
        });
      }
      /**
       * Create a copy of this collection.
       *
       * @param schema - If defined, overwrites the original's schema
       */
      clone(schema) {
        let copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        return schema && (copy.schema = schema), copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it), this.range && (copy.range = this.range.slice()), copy;
      }
      /**
       * Adds a value to the collection. For `!!map` and `!!omap` the value must
       * be a Pair instance or a `{ key, value }` object, which may not have a key
       * that already exists in the map.
       */
      addIn(path, value) {
        if (isEmptyPath(path))
          this.add(value);
        else {
          let [key, ...rest] = path, node = this.get(key, !0);
          if (identity.isCollection(node))
            node.addIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
      /**
       * Removes a value from the collection.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path) {
        let [key, ...rest] = path;
        if (rest.length === 0)
          return this.delete(key);
        let node = this.get(key, !0);
        if (identity.isCollection(node))
          return node.deleteIn(rest);
        throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path, keepScalar) {
        let [key, ...rest] = path, node = this.get(key, !0);
        return rest.length === 0 ? !keepScalar && identity.isScalar(node) ? node.value : node : identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
      }
      hasAllNullValues(allowScalar) {
        return this.items.every((node) => {
          if (!identity.isPair(node))
            return !1;
          let n = node.value;
          return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
        });
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       */
      hasIn(path) {
        let [key, ...rest] = path;
        if (rest.length === 0)
          return this.has(key);
        let node = this.get(key, !0);
        return identity.isCollection(node) ? node.hasIn(rest) : !1;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path, value) {
        let [key, ...rest] = path;
        if (rest.length === 0)
          this.set(key, value);
        else {
          let node = this.get(key, !0);
          if (identity.isCollection(node))
            node.setIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
    };
    exports2.Collection = Collection;
    exports2.collectionFromPath = collectionFromPath;
    exports2.isEmptyPath = isEmptyPath;
  }
});

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyComment.js"(exports2) {
    "use strict";
    var stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
    function indentComment(comment, indent) {
      return /^\n+$/.test(comment) ? comment.substring(1) : indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
    }
    var lineComment = (str, indent, comment) => str.endsWith(`
`) ? indentComment(comment, indent) : comment.includes(`
`) ? `
` + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
    exports2.indentComment = indentComment;
    exports2.lineComment = lineComment;
    exports2.stringifyComment = stringifyComment;
  }
});

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJS({
  "node_modules/yaml/dist/stringify/foldFlowLines.js"(exports2) {
    "use strict";
    var FOLD_FLOW = "flow", FOLD_BLOCK = "block", FOLD_QUOTED = "quoted";
    function foldFlowLines(text4, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
      if (!lineWidth || lineWidth < 0)
        return text4;
      lineWidth < minContentWidth && (minContentWidth = 0);
      let endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
      if (text4.length <= endStep)
        return text4;
      let folds = [], escapedFolds = {}, end = lineWidth - indent.length;
      typeof indentAtStart == "number" && (indentAtStart > lineWidth - Math.max(2, minContentWidth) ? folds.push(0) : end = lineWidth - indentAtStart);
      let split2, prev, overflow = !1, i = -1, escStart = -1, escEnd = -1;
      mode === FOLD_BLOCK && (i = consumeMoreIndentedLines(text4, i, indent.length), i !== -1 && (end = i + endStep));
      for (let ch; ch = text4[i += 1]; ) {
        if (mode === FOLD_QUOTED && ch === "\\") {
          switch (escStart = i, text4[i + 1]) {
            case "x":
              i += 3;
              break;
            case "u":
              i += 5;
              break;
            case "U":
              i += 9;
              break;
            default:
              i += 1;
          }
          escEnd = i;
        }
        if (ch === `
`)
          mode === FOLD_BLOCK && (i = consumeMoreIndentedLines(text4, i, indent.length)), end = i + indent.length + endStep, split2 = void 0;
        else {
          if (ch === " " && prev && prev !== " " && prev !== `
` && prev !== "	") {
            let next = text4[i + 1];
            next && next !== " " && next !== `
` && next !== "	" && (split2 = i);
          }
          if (i >= end)
            if (split2)
              folds.push(split2), end = split2 + endStep, split2 = void 0;
            else if (mode === FOLD_QUOTED) {
              for (; prev === " " || prev === "	"; )
                prev = ch, ch = text4[i += 1], overflow = !0;
              let j = i > escEnd + 1 ? i - 2 : escStart - 1;
              if (escapedFolds[j])
                return text4;
              folds.push(j), escapedFolds[j] = !0, end = j + endStep, split2 = void 0;
            } else
              overflow = !0;
        }
        prev = ch;
      }
      if (overflow && onOverflow && onOverflow(), folds.length === 0)
        return text4;
      onFold && onFold();
      let res = text4.slice(0, folds[0]);
      for (let i2 = 0; i2 < folds.length; ++i2) {
        let fold = folds[i2], end2 = folds[i2 + 1] || text4.length;
        fold === 0 ? res = `
${indent}${text4.slice(0, end2)}` : (mode === FOLD_QUOTED && escapedFolds[fold] && (res += `${text4[fold]}\\`), res += `
${indent}${text4.slice(fold + 1, end2)}`);
      }
      return res;
    }
    function consumeMoreIndentedLines(text4, i, indent) {
      let end = i, start = i + 1, ch = text4[start];
      for (; ch === " " || ch === "	"; )
        if (i < start + indent)
          ch = text4[++i];
        else {
          do
            ch = text4[++i];
          while (ch && ch !== `
`);
          end = i, start = i + 1, ch = text4[start];
        }
      return end;
    }
    exports2.FOLD_BLOCK = FOLD_BLOCK;
    exports2.FOLD_FLOW = FOLD_FLOW;
    exports2.FOLD_QUOTED = FOLD_QUOTED;
    exports2.foldFlowLines = foldFlowLines;
  }
});

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyString.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), foldFlowLines = require_foldFlowLines(), getFoldOptions = (ctx, isBlock) => ({
      indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
      lineWidth: ctx.options.lineWidth,
      minContentWidth: ctx.options.minContentWidth
    }), containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
    function lineLengthOverLimit(str, lineWidth, indentLength) {
      if (!lineWidth || lineWidth < 0)
        return !1;
      let limit = lineWidth - indentLength, strLen = str.length;
      if (strLen <= limit)
        return !1;
      for (let i = 0, start = 0; i < strLen; ++i)
        if (str[i] === `
`) {
          if (i - start > limit)
            return !0;
          if (start = i + 1, strLen - start <= limit)
            return !1;
        }
      return !0;
    }
    function doubleQuotedString(value, ctx) {
      let json = JSON.stringify(value);
      if (ctx.options.doubleQuotedAsJSON)
        return json;
      let { implicitKey } = ctx, minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength, indent = ctx.indent || (containsDocumentMarker(value) ? "  " : ""), str = "", start = 0;
      for (let i = 0, ch = json[i]; ch; ch = json[++i])
        if (ch === " " && json[i + 1] === "\\" && json[i + 2] === "n" && (str += json.slice(start, i) + "\\ ", i += 1, start = i, ch = "\\"), ch === "\\")
          switch (json[i + 1]) {
            case "u":
              {
                str += json.slice(start, i);
                let code = json.substr(i + 2, 4);
                switch (code) {
                  case "0000":
                    str += "\\0";
                    break;
                  case "0007":
                    str += "\\a";
                    break;
                  case "000b":
                    str += "\\v";
                    break;
                  case "001b":
                    str += "\\e";
                    break;
                  case "0085":
                    str += "\\N";
                    break;
                  case "00a0":
                    str += "\\_";
                    break;
                  case "2028":
                    str += "\\L";
                    break;
                  case "2029":
                    str += "\\P";
                    break;
                  default:
                    code.substr(0, 2) === "00" ? str += "\\x" + code.substr(2) : str += json.substr(i, 6);
                }
                i += 5, start = i + 1;
              }
              break;
            case "n":
              if (implicitKey || json[i + 2] === '"' || json.length < minMultiLineLength)
                i += 1;
              else {
                for (str += json.slice(start, i) + `

`; json[i + 2] === "\\" && json[i + 3] === "n" && json[i + 4] !== '"'; )
                  str += `
`, i += 2;
                str += indent, json[i + 2] === " " && (str += "\\"), i += 1, start = i + 1;
              }
              break;
            default:
              i += 1;
          }
      return str = start ? str + json.slice(start) : json, implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, !1));
    }
    function singleQuotedString(value, ctx) {
      if (ctx.options.singleQuote === !1 || ctx.implicitKey && value.includes(`
`) || /[ \t]\n|\n[ \t]/.test(value))
        return doubleQuotedString(value, ctx);
      let indent = ctx.indent || (containsDocumentMarker(value) ? "  " : ""), res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&
${indent}`) + "'";
      return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, !1));
    }
    function quotedString(value, ctx) {
      let { singleQuote } = ctx.options, qs;
      if (singleQuote === !1)
        qs = doubleQuotedString;
      else {
        let hasDouble = value.includes('"'), hasSingle = value.includes("'");
        hasDouble && !hasSingle ? qs = singleQuotedString : hasSingle && !hasDouble ? qs = doubleQuotedString : qs = singleQuote ? singleQuotedString : doubleQuotedString;
      }
      return qs(value, ctx);
    }
    var blockEndNewlines;
    try {
      blockEndNewlines = new RegExp(`(^|(?<!
))
+(?!
|$)`, "g");
    } catch {
      blockEndNewlines = /\n+(?!\n|$)/g;
    }
    function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
      let { blockQuote, commentString, lineWidth } = ctx.options;
      if (!blockQuote || /\n[\t ]+$/.test(value))
        return quotedString(value, ctx);
      let indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : ""), literal = blockQuote === "literal" ? !0 : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? !1 : type === Scalar.Scalar.BLOCK_LITERAL ? !0 : !lineLengthOverLimit(value, lineWidth, indent.length);
      if (!value)
        return literal ? `|
` : `>
`;
      let chomp, endStart;
      for (endStart = value.length; endStart > 0; --endStart) {
        let ch = value[endStart - 1];
        if (ch !== `
` && ch !== "	" && ch !== " ")
          break;
      }
      let end = value.substring(endStart), endNlPos = end.indexOf(`
`);
      endNlPos === -1 ? chomp = "-" : value === end || endNlPos !== end.length - 1 ? (chomp = "+", onChompKeep && onChompKeep()) : chomp = "", end && (value = value.slice(0, -end.length), end[end.length - 1] === `
` && (end = end.slice(0, -1)), end = end.replace(blockEndNewlines, `$&${indent}`));
      let startWithSpace = !1, startEnd, startNlPos = -1;
      for (startEnd = 0; startEnd < value.length; ++startEnd) {
        let ch = value[startEnd];
        if (ch === " ")
          startWithSpace = !0;
        else if (ch === `
`)
          startNlPos = startEnd;
        else
          break;
      }
      let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
      start && (value = value.substring(start.length), start = start.replace(/\n+/g, `$&${indent}`));
      let header = (startWithSpace ? indent ? "2" : "1" : "") + chomp;
      if (comment && (header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " ")), onComment && onComment()), !literal) {
        let foldedValue = value.replace(/\n+/g, `
$&`).replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`), literalFallback = !1, foldOptions = getFoldOptions(ctx, !0);
        blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED && (foldOptions.onOverflow = () => {
          literalFallback = !0;
        });
        let body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
          return `>${header}
${indent}${body}`;
      }
      return value = value.replace(/\n+/g, `$&${indent}`), `|${header}
${indent}${start}${value}${end}`;
    }
    function plainString(item, ctx, onComment, onChompKeep) {
      let { type, value } = item, { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
      if (implicitKey && value.includes(`
`) || inFlow && /[[\]{},]/.test(value))
        return quotedString(value, ctx);
      if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value))
        return implicitKey || inFlow || !value.includes(`
`) ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
      if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes(`
`))
        return blockString(item, ctx, onComment, onChompKeep);
      if (containsDocumentMarker(value)) {
        if (indent === "")
          return ctx.forceBlockIndent = !0, blockString(item, ctx, onComment, onChompKeep);
        if (implicitKey && indent === indentStep)
          return quotedString(value, ctx);
      }
      let str = value.replace(/\n+/g, `$&
${indent}`);
      if (actualString) {
        let test2 = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str), { compat, tags } = ctx.doc.schema;
        if (tags.some(test2) || compat?.some(test2))
          return quotedString(value, ctx);
      }
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, !1));
    }
    function stringifyString(item, ctx, onComment, onChompKeep) {
      let { implicitKey, inFlow } = ctx, ss = typeof item.value == "string" ? item : Object.assign({}, item, { value: String(item.value) }), { type } = item;
      type !== Scalar.Scalar.QUOTE_DOUBLE && /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value) && (type = Scalar.Scalar.QUOTE_DOUBLE);
      let _stringify = (_type) => {
        switch (_type) {
          case Scalar.Scalar.BLOCK_FOLDED:
          case Scalar.Scalar.BLOCK_LITERAL:
            return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
          case Scalar.Scalar.QUOTE_DOUBLE:
            return doubleQuotedString(ss.value, ctx);
          case Scalar.Scalar.QUOTE_SINGLE:
            return singleQuotedString(ss.value, ctx);
          case Scalar.Scalar.PLAIN:
            return plainString(ss, ctx, onComment, onChompKeep);
          default:
            return null;
        }
      }, res = _stringify(type);
      if (res === null) {
        let { defaultKeyType, defaultStringType } = ctx.options, t = implicitKey && defaultKeyType || defaultStringType;
        if (res = _stringify(t), res === null)
          throw new Error(`Unsupported default string type ${t}`);
      }
      return res;
    }
    exports2.stringifyString = stringifyString;
  }
});

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJS({
  "node_modules/yaml/dist/stringify/stringify.js"(exports2) {
    "use strict";
    var anchors = require_anchors(), identity = require_identity(), stringifyComment = require_stringifyComment(), stringifyString = require_stringifyString();
    function createStringifyContext(doc, options) {
      let opt = Object.assign({
        blockQuote: !0,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: "PLAIN",
        directives: null,
        doubleQuotedAsJSON: !1,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: "false",
        flowCollectionPadding: !0,
        indentSeq: !0,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: "null",
        simpleKeys: !1,
        singleQuote: null,
        trailingComma: !1,
        trueStr: "true",
        verifyAliasOrder: !0
      }, doc.schema.toStringOptions, options), inFlow;
      switch (opt.collectionStyle) {
        case "block":
          inFlow = !1;
          break;
        case "flow":
          inFlow = !0;
          break;
        default:
          inFlow = null;
      }
      return {
        anchors: /* @__PURE__ */ new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
        indent: "",
        indentStep: typeof opt.indent == "number" ? " ".repeat(opt.indent) : "  ",
        inFlow,
        options: opt
      };
    }
    function getTagObject(tags, item) {
      if (item.tag) {
        let match = tags.filter((t) => t.tag === item.tag);
        if (match.length > 0)
          return match.find((t) => t.format === item.format) ?? match[0];
      }
      let tagObj, obj;
      if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter((t) => t.identify?.(obj));
        if (match.length > 1) {
          let testMatch = match.filter((t) => t.test);
          testMatch.length > 0 && (match = testMatch);
        }
        tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
      } else
        obj = item, tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
      if (!tagObj) {
        let name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
      }
      return tagObj;
    }
    function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
      if (!doc.directives)
        return "";
      let props = [], anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
      anchor && anchors.anchorIsValid(anchor) && (anchors$1.add(anchor), props.push(`&${anchor}`));
      let tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
      return tag && props.push(doc.directives.tagString(tag)), props.join(" ");
    }
    function stringify(item, ctx, onComment, onChompKeep) {
      if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
      if (identity.isAlias(item)) {
        if (ctx.doc.directives)
          return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item))
          throw new TypeError("Cannot stringify circular structure without alias nodes");
        ctx.resolvedAliases ? ctx.resolvedAliases.add(item) : ctx.resolvedAliases = /* @__PURE__ */ new Set([item]), item = item.resolve(ctx.doc);
      }
      let tagObj, node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
      tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
      let props = stringifyProps(node, tagObj, ctx);
      props.length > 0 && (ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1);
      let str = typeof tagObj.stringify == "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
      return props ? identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}
${ctx.indent}${str}` : str;
    }
    exports2.createStringifyContext = createStringifyContext;
    exports2.stringify = stringify;
  }
});

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyPair.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), stringify = require_stringify(), stringifyComment = require_stringifyComment();
    function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
      let { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx, keyComment = identity.isNode(key) && key.comment || null;
      if (simpleKeys) {
        if (keyComment)
          throw new Error("With simple keys, key nodes cannot have comments");
        if (identity.isCollection(key) || !identity.isNode(key) && typeof key == "object") {
          let msg = "With simple keys, collection cannot be used as a key value";
          throw new Error(msg);
        }
      }
      let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key == "object"));
      ctx = Object.assign({}, ctx, {
        allNullValues: !1,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
      });
      let keyCommentDone = !1, chompKeep = !1, str = stringify.stringify(key, ctx, () => keyCommentDone = !0, () => chompKeep = !0);
      if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
          throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
        explicitKey = !0;
      }
      if (ctx.inFlow) {
        if (allNullValues || value == null)
          return keyCommentDone && onComment && onComment(), str === "" ? "?" : explicitKey ? `? ${str}` : str;
      } else if (allNullValues && !simpleKeys || value == null && explicitKey)
        return str = `? ${str}`, keyComment && !keyCommentDone ? str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment)) : chompKeep && onChompKeep && onChompKeep(), str;
      keyCommentDone && (keyComment = null), explicitKey ? (keyComment && (str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment))), str = `? ${str}
${indent}:`) : (str = `${str}:`, keyComment && (str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment))));
      let vsb, vcb, valueComment;
      identity.isNode(value) ? (vsb = !!value.spaceBefore, vcb = value.commentBefore, valueComment = value.comment) : (vsb = !1, vcb = null, valueComment = null, value && typeof value == "object" && (value = doc.createNode(value))), ctx.implicitKey = !1, !explicitKey && !keyComment && identity.isScalar(value) && (ctx.indentAtStart = str.length + 1), chompKeep = !1, !indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor && (ctx.indent = ctx.indent.substring(2));
      let valueCommentDone = !1, valueStr = stringify.stringify(value, ctx, () => valueCommentDone = !0, () => chompKeep = !0), ws = " ";
      if (keyComment || vsb || vcb) {
        if (ws = vsb ? `
` : "", vcb) {
          let cs = commentString(vcb);
          ws += `
${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        valueStr === "" && !ctx.inFlow ? ws === `
` && valueComment && (ws = `

`) : ws += `
${ctx.indent}`;
      } else if (!explicitKey && identity.isCollection(value)) {
        let vs0 = valueStr[0], nl0 = valueStr.indexOf(`
`), hasNewline = nl0 !== -1, flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
          let hasPropsLine = !1;
          if (hasNewline && (vs0 === "&" || vs0 === "!")) {
            let sp0 = valueStr.indexOf(" ");
            vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!" && (sp0 = valueStr.indexOf(" ", sp0 + 1)), (sp0 === -1 || nl0 < sp0) && (hasPropsLine = !0);
          }
          hasPropsLine || (ws = `
${ctx.indent}`);
        }
      } else (valueStr === "" || valueStr[0] === `
`) && (ws = "");
      return str += ws + valueStr, ctx.inFlow ? valueCommentDone && onComment && onComment() : valueComment && !valueCommentDone ? str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment)) : chompKeep && onChompKeep && onChompKeep(), str;
    }
    exports2.stringifyPair = stringifyPair;
  }
});

// node_modules/yaml/dist/log.js
var require_log = __commonJS({
  "node_modules/yaml/dist/log.js"(exports2) {
    "use strict";
    var node_process = require("process");
    function debug(logLevel, ...messages) {
      logLevel === "debug" && console.log(...messages);
    }
    function warn(logLevel, warning) {
      (logLevel === "debug" || logLevel === "warn") && (typeof node_process.emitWarning == "function" ? node_process.emitWarning(warning) : console.warn(warning));
    }
    exports2.debug = debug;
    exports2.warn = warn;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/merge.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), MERGE_KEY = "<<", merge = {
      identify: (value) => value === MERGE_KEY || typeof value == "symbol" && value.description === MERGE_KEY,
      default: "key",
      tag: "tag:yaml.org,2002:merge",
      test: /^<<$/,
      resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
      }),
      stringify: () => MERGE_KEY
    }, isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
    function addMergeToJSMap(ctx, map, value) {
      let source = resolveAliasValue(ctx, value);
      if (identity.isSeq(source))
        for (let it of source.items)
          mergeValue(ctx, map, it);
      else if (Array.isArray(source))
        for (let it of source)
          mergeValue(ctx, map, it);
      else
        mergeValue(ctx, map, source);
    }
    function mergeValue(ctx, map, value) {
      let source = resolveAliasValue(ctx, value);
      if (!identity.isMap(source))
        throw new Error("Merge sources must be maps or map aliases");
      let srcMap = source.toJSON(null, ctx, Map);
      for (let [key, value2] of srcMap)
        map instanceof Map ? map.has(key) || map.set(key, value2) : map instanceof Set ? map.add(key) : Object.prototype.hasOwnProperty.call(map, key) || Object.defineProperty(map, key, {
          value: value2,
          writable: !0,
          enumerable: !0,
          configurable: !0
        });
      return map;
    }
    function resolveAliasValue(ctx, value) {
      return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
    }
    exports2.addMergeToJSMap = addMergeToJSMap;
    exports2.isMergeKey = isMergeKey;
    exports2.merge = merge;
  }
});

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJS({
  "node_modules/yaml/dist/nodes/addPairToJSMap.js"(exports2) {
    "use strict";
    var log = require_log(), merge = require_merge(), stringify = require_stringify(), identity = require_identity(), toJS = require_toJS();
    function addPairToJSMap(ctx, map, { key, value }) {
      if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
      else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
      else {
        let jsKey = toJS.toJS(key, "", ctx);
        if (map instanceof Map)
          map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        else if (map instanceof Set)
          map.add(jsKey);
        else {
          let stringKey = stringifyKey(key, jsKey, ctx), jsValue = toJS.toJS(value, stringKey, ctx);
          stringKey in map ? Object.defineProperty(map, stringKey, {
            value: jsValue,
            writable: !0,
            enumerable: !0,
            configurable: !0
          }) : map[stringKey] = jsValue;
        }
      }
      return map;
    }
    function stringifyKey(key, jsKey, ctx) {
      if (jsKey === null)
        return "";
      if (typeof jsKey != "object")
        return String(jsKey);
      if (identity.isNode(key) && ctx?.doc) {
        let strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = /* @__PURE__ */ new Set();
        for (let node of ctx.anchors.keys())
          strCtx.anchors.add(node.anchor);
        strCtx.inFlow = !0, strCtx.inStringifyKey = !0;
        let strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
          let jsonStr = JSON.stringify(strKey);
          jsonStr.length > 40 && (jsonStr = jsonStr.substring(0, 36) + '..."'), log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`), ctx.mapKeyWarned = !0;
        }
        return strKey;
      }
      return JSON.stringify(jsKey);
    }
    exports2.addPairToJSMap = addPairToJSMap;
  }
});

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJS({
  "node_modules/yaml/dist/nodes/Pair.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), stringifyPair = require_stringifyPair(), addPairToJSMap = require_addPairToJSMap(), identity = require_identity();
    function createPair(key, value, ctx) {
      let k = createNode.createNode(key, void 0, ctx), v = createNode.createNode(value, void 0, ctx);
      return new Pair(k, v);
    }
    var Pair = class _Pair {
      constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR }), this.key = key, this.value = value;
      }
      clone(schema) {
        let { key, value } = this;
        return identity.isNode(key) && (key = key.clone(schema)), identity.isNode(value) && (value = value.clone(schema)), new _Pair(key, value);
      }
      toJSON(_, ctx) {
        let pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
      }
    };
    exports2.Pair = Pair;
    exports2.createPair = createPair;
  }
});

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyCollection.js"(exports2) {
    "use strict";
    var identity = require_identity(), stringify = require_stringify(), stringifyComment = require_stringifyComment();
    function stringifyCollection(collection, ctx, options) {
      return (ctx.inFlow ?? collection.flow ? stringifyFlowCollection : stringifyBlockCollection)(collection, ctx, options);
    }
    function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
      let { indent, options: { commentString } } = ctx, itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null }), chompKeep = !1, lines2 = [];
      for (let i = 0; i < items.length; ++i) {
        let item = items[i], comment2 = null;
        if (identity.isNode(item))
          !chompKeep && item.spaceBefore && lines2.push(""), addCommentBefore(ctx, lines2, item.commentBefore, chompKeep), item.comment && (comment2 = item.comment);
        else if (identity.isPair(item)) {
          let ik = identity.isNode(item.key) ? item.key : null;
          ik && (!chompKeep && ik.spaceBefore && lines2.push(""), addCommentBefore(ctx, lines2, ik.commentBefore, chompKeep));
        }
        chompKeep = !1;
        let str2 = stringify.stringify(item, itemCtx, () => comment2 = null, () => chompKeep = !0);
        comment2 && (str2 += stringifyComment.lineComment(str2, itemIndent, commentString(comment2))), chompKeep && comment2 && (chompKeep = !1), lines2.push(blockItemPrefix + str2);
      }
      let str;
      if (lines2.length === 0)
        str = flowChars.start + flowChars.end;
      else {
        str = lines2[0];
        for (let i = 1; i < lines2.length; ++i) {
          let line = lines2[i];
          str += line ? `
${indent}${line}` : `
`;
        }
      }
      return comment ? (str += `
` + stringifyComment.indentComment(commentString(comment), indent), onComment && onComment()) : chompKeep && onChompKeep && onChompKeep(), str;
    }
    function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
      let { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
      itemIndent += indentStep;
      let itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: !0,
        type: null
      }), reqNewline = !1, linesAtValue = 0, lines2 = [];
      for (let i = 0; i < items.length; ++i) {
        let item = items[i], comment = null;
        if (identity.isNode(item))
          item.spaceBefore && lines2.push(""), addCommentBefore(ctx, lines2, item.commentBefore, !1), item.comment && (comment = item.comment);
        else if (identity.isPair(item)) {
          let ik = identity.isNode(item.key) ? item.key : null;
          ik && (ik.spaceBefore && lines2.push(""), addCommentBefore(ctx, lines2, ik.commentBefore, !1), ik.comment && (reqNewline = !0));
          let iv = identity.isNode(item.value) ? item.value : null;
          iv ? (iv.comment && (comment = iv.comment), iv.commentBefore && (reqNewline = !0)) : item.value == null && ik?.comment && (comment = ik.comment);
        }
        comment && (reqNewline = !0);
        let str = stringify.stringify(item, itemCtx, () => comment = null);
        reqNewline || (reqNewline = lines2.length > linesAtValue || str.includes(`
`)), i < items.length - 1 ? str += "," : ctx.options.trailingComma && (ctx.options.lineWidth > 0 && (reqNewline || (reqNewline = lines2.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth)), reqNewline && (str += ",")), comment && (str += stringifyComment.lineComment(str, itemIndent, commentString(comment))), lines2.push(str), linesAtValue = lines2.length;
      }
      let { start, end } = flowChars;
      if (lines2.length === 0)
        return start + end;
      if (!reqNewline) {
        let len = lines2.reduce((sum, line) => sum + line.length + 2, 2);
        reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
      }
      if (reqNewline) {
        let str = start;
        for (let line of lines2)
          str += line ? `
${indentStep}${indent}${line}` : `
`;
        return `${str}
${indent}${end}`;
      } else
        return `${start}${fcPadding}${lines2.join(" ")}${fcPadding}${end}`;
    }
    function addCommentBefore({ indent, options: { commentString } }, lines2, comment, chompKeep) {
      if (comment && chompKeep && (comment = comment.replace(/^\n+/, "")), comment) {
        let ic = stringifyComment.indentComment(commentString(comment), indent);
        lines2.push(ic.trimStart());
      }
    }
    exports2.stringifyCollection = stringifyCollection;
  }
});

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLMap.js"(exports2) {
    "use strict";
    var stringifyCollection = require_stringifyCollection(), addPairToJSMap = require_addPairToJSMap(), Collection = require_Collection(), identity = require_identity(), Pair = require_Pair(), Scalar = require_Scalar();
    function findPair(items, key) {
      let k = identity.isScalar(key) ? key.value : key;
      for (let it of items)
        if (identity.isPair(it) && (it.key === key || it.key === k || identity.isScalar(it.key) && it.key.value === k))
          return it;
    }
    var YAMLMap = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:map";
      }
      constructor(schema) {
        super(identity.MAP, schema), this.items = [];
      }
      /**
       * A generic collection parsing method that can be extended
       * to other node classes that inherit from YAMLMap
       */
      static from(schema, obj, ctx) {
        let { keepUndefined, replacer } = ctx, map = new this(schema), add = (key, value) => {
          if (typeof replacer == "function")
            value = replacer.call(obj, key, value);
          else if (Array.isArray(replacer) && !replacer.includes(key))
            return;
          (value !== void 0 || keepUndefined) && map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map)
          for (let [key, value] of obj)
            add(key, value);
        else if (obj && typeof obj == "object")
          for (let key of Object.keys(obj))
            add(key, obj[key]);
        return typeof schema.sortMapEntries == "function" && map.items.sort(schema.sortMapEntries), map;
      }
      /**
       * Adds a value to the collection.
       *
       * @param overwrite - If not set `true`, using a key that is already in the
       *   collection will throw. Otherwise, overwrites the previous value.
       */
      add(pair, overwrite) {
        let _pair;
        identity.isPair(pair) ? _pair = pair : !pair || typeof pair != "object" || !("key" in pair) ? _pair = new Pair.Pair(pair, pair?.value) : _pair = new Pair.Pair(pair.key, pair.value);
        let prev = findPair(this.items, _pair.key), sortEntries = this.schema?.sortMapEntries;
        if (prev) {
          if (!overwrite)
            throw new Error(`Key ${_pair.key} already set`);
          identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value) ? prev.value.value = _pair.value : prev.value = _pair.value;
        } else if (sortEntries) {
          let i = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
          i === -1 ? this.items.push(_pair) : this.items.splice(i, 0, _pair);
        } else
          this.items.push(_pair);
      }
      delete(key) {
        let it = findPair(this.items, key);
        return it ? this.items.splice(this.items.indexOf(it), 1).length > 0 : !1;
      }
      get(key, keepScalar) {
        let node = findPair(this.items, key)?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
      }
      has(key) {
        return !!findPair(this.items, key);
      }
      set(key, value) {
        this.add(new Pair.Pair(key, value), !0);
      }
      /**
       * @param ctx - Conversion context, originally set in Document#toJS()
       * @param {Class} Type - If set, forces the returned collection type
       * @returns Instance of Type, Map, or Object
       */
      toJSON(_, ctx, Type) {
        let map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        ctx?.onCreate && ctx.onCreate(map);
        for (let item of this.items)
          addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        for (let item of this.items)
          if (!identity.isPair(item))
            throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        return !ctx.allNullValues && this.hasAllNullValues(!1) && (ctx = Object.assign({}, ctx, { allNullValues: !0 })), stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "",
          flowChars: { start: "{", end: "}" },
          itemIndent: ctx.indent || "",
          onChompKeep,
          onComment
        });
      }
    };
    exports2.YAMLMap = YAMLMap;
    exports2.findPair = findPair;
  }
});

// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJS({
  "node_modules/yaml/dist/schema/common/map.js"(exports2) {
    "use strict";
    var identity = require_identity(), YAMLMap = require_YAMLMap(), map = {
      collection: "map",
      default: !0,
      nodeClass: YAMLMap.YAMLMap,
      tag: "tag:yaml.org,2002:map",
      resolve(map2, onError) {
        return identity.isMap(map2) || onError("Expected a mapping for this tag"), map2;
      },
      createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
    };
    exports2.map = map;
  }
});

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLSeq.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), stringifyCollection = require_stringifyCollection(), Collection = require_Collection(), identity = require_identity(), Scalar = require_Scalar(), toJS = require_toJS(), YAMLSeq = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:seq";
      }
      constructor(schema) {
        super(identity.SEQ, schema), this.items = [];
      }
      add(value) {
        this.items.push(value);
      }
      /**
       * Removes a value from the collection.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       *
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        let idx = asItemIndex(key);
        return typeof idx != "number" ? !1 : this.items.splice(idx, 1).length > 0;
      }
      get(key, keepScalar) {
        let idx = asItemIndex(key);
        if (typeof idx != "number")
          return;
        let it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       */
      has(key) {
        let idx = asItemIndex(key);
        return typeof idx == "number" && idx < this.items.length;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       *
       * If `key` does not contain a representation of an integer, this will throw.
       * It may be wrapped in a `Scalar`.
       */
      set(key, value) {
        let idx = asItemIndex(key);
        if (typeof idx != "number")
          throw new Error(`Expected a valid index, not ${key}.`);
        let prev = this.items[idx];
        identity.isScalar(prev) && Scalar.isScalarValue(value) ? prev.value = value : this.items[idx] = value;
      }
      toJSON(_, ctx) {
        let seq = [];
        ctx?.onCreate && ctx.onCreate(seq);
        let i = 0;
        for (let item of this.items)
          seq.push(toJS.toJS(item, String(i++), ctx));
        return seq;
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx ? stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "- ",
          flowChars: { start: "[", end: "]" },
          itemIndent: (ctx.indent || "") + "  ",
          onChompKeep,
          onComment
        }) : JSON.stringify(this);
      }
      static from(schema, obj, ctx) {
        let { replacer } = ctx, seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
          let i = 0;
          for (let it of obj) {
            if (typeof replacer == "function") {
              let key = obj instanceof Set ? it : String(i++);
              it = replacer.call(obj, key, it);
            }
            seq.items.push(createNode.createNode(it, void 0, ctx));
          }
        }
        return seq;
      }
    };
    function asItemIndex(key) {
      let idx = identity.isScalar(key) ? key.value : key;
      return idx && typeof idx == "string" && (idx = Number(idx)), typeof idx == "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
    }
    exports2.YAMLSeq = YAMLSeq;
  }
});

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJS({
  "node_modules/yaml/dist/schema/common/seq.js"(exports2) {
    "use strict";
    var identity = require_identity(), YAMLSeq = require_YAMLSeq(), seq = {
      collection: "seq",
      default: !0,
      nodeClass: YAMLSeq.YAMLSeq,
      tag: "tag:yaml.org,2002:seq",
      resolve(seq2, onError) {
        return identity.isSeq(seq2) || onError("Expected a sequence for this tag"), seq2;
      },
      createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
    };
    exports2.seq = seq;
  }
});

// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJS({
  "node_modules/yaml/dist/schema/common/string.js"(exports2) {
    "use strict";
    var stringifyString = require_stringifyString(), string = {
      identify: (value) => typeof value == "string",
      default: !0,
      tag: "tag:yaml.org,2002:str",
      resolve: (str) => str,
      stringify(item, ctx, onComment, onChompKeep) {
        return ctx = Object.assign({ actualString: !0 }, ctx), stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
      }
    };
    exports2.string = string;
  }
});

// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJS({
  "node_modules/yaml/dist/schema/common/null.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), nullTag = {
      identify: (value) => value == null,
      createNode: () => new Scalar.Scalar(null),
      default: !0,
      tag: "tag:yaml.org,2002:null",
      test: /^(?:~|[Nn]ull|NULL)?$/,
      resolve: () => new Scalar.Scalar(null),
      stringify: ({ source }, ctx) => typeof source == "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
    };
    exports2.nullTag = nullTag;
  }
});

// node_modules/yaml/dist/schema/core/bool.js
var require_bool = __commonJS({
  "node_modules/yaml/dist/schema/core/bool.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), boolTag = {
      identify: (value) => typeof value == "boolean",
      default: !0,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
      resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
      stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
          let sv = source[0] === "t" || source[0] === "T";
          if (value === sv)
            return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
      }
    };
    exports2.boolTag = boolTag;
  }
});

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyNumber.js"(exports2) {
    "use strict";
    function stringifyNumber({ format, minFractionDigits, tag, value }) {
      if (typeof value == "bigint")
        return String(value);
      let num = typeof value == "number" ? value : Number(value);
      if (!isFinite(num))
        return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
      let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
      if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
        let i = n.indexOf(".");
        i < 0 && (i = n.length, n += ".");
        let d = minFractionDigits - (n.length - i - 1);
        for (; d-- > 0; )
          n += "0";
      }
      return n;
    }
    exports2.stringifyNumber = stringifyNumber;
  }
});

// node_modules/yaml/dist/schema/core/float.js
var require_float = __commonJS({
  "node_modules/yaml/dist/schema/core/float.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), stringifyNumber = require_stringifyNumber(), floatNaN = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    }, floatExp = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str),
      stringify(node) {
        let num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    }, float = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
      resolve(str) {
        let node = new Scalar.Scalar(parseFloat(str)), dot = str.indexOf(".");
        return dot !== -1 && str[str.length - 1] === "0" && (node.minFractionDigits = str.length - dot - 1), node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports2.float = float;
    exports2.floatExp = floatExp;
    exports2.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/core/int.js
var require_int = __commonJS({
  "node_modules/yaml/dist/schema/core/int.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber(), intIdentify = (value) => typeof value == "bigint" || Number.isInteger(value), intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
    function intStringify(node, radix, prefix) {
      let { value } = node;
      return intIdentify(value) && value >= 0 ? prefix + value.toString(radix) : stringifyNumber.stringifyNumber(node);
    }
    var intOct = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^0o[0-7]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
      stringify: (node) => intStringify(node, 8, "0o")
    }, int = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    }, intHex = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^0x[0-9a-fA-F]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports2.int = int;
    exports2.intHex = intHex;
    exports2.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/core/schema.js
var require_schema = __commonJS({
  "node_modules/yaml/dist/schema/core/schema.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string = require_string(), bool = require_bool(), float = require_float(), int = require_int(), schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.boolTag,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float
    ];
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/json/schema.js
var require_schema2 = __commonJS({
  "node_modules/yaml/dist/schema/json/schema.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), map = require_map(), seq = require_seq();
    function intIdentify(value) {
      return typeof value == "bigint" || Number.isInteger(value);
    }
    var stringifyJSON = ({ value }) => JSON.stringify(value), jsonScalars = [
      {
        identify: (value) => typeof value == "string",
        default: !0,
        tag: "tag:yaml.org,2002:str",
        resolve: (str) => str,
        stringify: stringifyJSON
      },
      {
        identify: (value) => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: !0,
        tag: "tag:yaml.org,2002:null",
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
      },
      {
        identify: (value) => typeof value == "boolean",
        default: !0,
        tag: "tag:yaml.org,2002:bool",
        test: /^true$|^false$/,
        resolve: (str) => str === "true",
        stringify: stringifyJSON
      },
      {
        identify: intIdentify,
        default: !0,
        tag: "tag:yaml.org,2002:int",
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
      },
      {
        identify: (value) => typeof value == "number",
        default: !0,
        tag: "tag:yaml.org,2002:float",
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: (str) => parseFloat(str),
        stringify: stringifyJSON
      }
    ], jsonError = {
      default: !0,
      tag: "",
      test: /^/,
      resolve(str, onError) {
        return onError(`Unresolved plain scalar ${JSON.stringify(str)}`), str;
      }
    }, schema = [map.map, seq.seq].concat(jsonScalars, jsonError);
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/binary.js"(exports2) {
    "use strict";
    var node_buffer = require("buffer"), Scalar = require_Scalar(), stringifyString = require_stringifyString(), binary = {
      identify: (value) => value instanceof Uint8Array,
      // Buffer inherits from Uint8Array
      default: !1,
      tag: "tag:yaml.org,2002:binary",
      /**
       * Returns a Buffer in node and an Uint8Array in browsers
       *
       * To use the resulting buffer as an image, you'll want to do something like:
       *
       *   const blob = new Blob([buffer], { type: 'image/jpeg' })
       *   document.querySelector('#photo').src = URL.createObjectURL(blob)
       */
      resolve(src, onError) {
        if (typeof node_buffer.Buffer == "function")
          return node_buffer.Buffer.from(src, "base64");
        if (typeof atob == "function") {
          let str = atob(src.replace(/[\n\r]/g, "")), buffer = new Uint8Array(str.length);
          for (let i = 0; i < str.length; ++i)
            buffer[i] = str.charCodeAt(i);
          return buffer;
        } else
          return onError("This environment does not support reading binary tags; either Buffer or atob is required"), src;
      },
      stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
          return "";
        let buf = value, str;
        if (typeof node_buffer.Buffer == "function")
          str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
        else if (typeof btoa == "function") {
          let s = "";
          for (let i = 0; i < buf.length; ++i)
            s += String.fromCharCode(buf[i]);
          str = btoa(s);
        } else
          throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
        if (type ?? (type = Scalar.Scalar.BLOCK_LITERAL), type !== Scalar.Scalar.QUOTE_DOUBLE) {
          let lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth), n = Math.ceil(str.length / lineWidth), lines2 = new Array(n);
          for (let i = 0, o = 0; i < n; ++i, o += lineWidth)
            lines2[i] = str.substr(o, lineWidth);
          str = lines2.join(type === Scalar.Scalar.BLOCK_LITERAL ? `
` : " ");
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
      }
    };
    exports2.binary = binary;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/pairs.js"(exports2) {
    "use strict";
    var identity = require_identity(), Pair = require_Pair(), Scalar = require_Scalar(), YAMLSeq = require_YAMLSeq();
    function resolvePairs(seq, onError) {
      if (identity.isSeq(seq))
        for (let i = 0; i < seq.items.length; ++i) {
          let item = seq.items[i];
          if (!identity.isPair(item)) {
            if (identity.isMap(item)) {
              item.items.length > 1 && onError("Each pair must have its own sequence indicator");
              let pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
              if (item.commentBefore && (pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}
${pair.key.commentBefore}` : item.commentBefore), item.comment) {
                let cn = pair.value ?? pair.key;
                cn.comment = cn.comment ? `${item.comment}
${cn.comment}` : item.comment;
              }
              item = pair;
            }
            seq.items[i] = identity.isPair(item) ? item : new Pair.Pair(item);
          }
        }
      else
        onError("Expected a sequence for this tag");
      return seq;
    }
    function createPairs(schema, iterable, ctx) {
      let { replacer } = ctx, pairs3 = new YAMLSeq.YAMLSeq(schema);
      pairs3.tag = "tag:yaml.org,2002:pairs";
      let i = 0;
      if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
          typeof replacer == "function" && (it = replacer.call(iterable, String(i++), it));
          let key, value;
          if (Array.isArray(it))
            if (it.length === 2)
              key = it[0], value = it[1];
            else
              throw new TypeError(`Expected [key, value] tuple: ${it}`);
          else if (it && it instanceof Object) {
            let keys = Object.keys(it);
            if (keys.length === 1)
              key = keys[0], value = it[key];
            else
              throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
          } else
            key = it;
          pairs3.items.push(Pair.createPair(key, value, ctx));
        }
      return pairs3;
    }
    var pairs2 = {
      collection: "seq",
      default: !1,
      tag: "tag:yaml.org,2002:pairs",
      resolve: resolvePairs,
      createNode: createPairs
    };
    exports2.createPairs = createPairs;
    exports2.pairs = pairs2;
    exports2.resolvePairs = resolvePairs;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/omap.js"(exports2) {
    "use strict";
    var identity = require_identity(), toJS = require_toJS(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), pairs2 = require_pairs(), YAMLOMap = class _YAMLOMap extends YAMLSeq.YAMLSeq {
      constructor() {
        super(), this.add = YAMLMap.YAMLMap.prototype.add.bind(this), this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this), this.get = YAMLMap.YAMLMap.prototype.get.bind(this), this.has = YAMLMap.YAMLMap.prototype.has.bind(this), this.set = YAMLMap.YAMLMap.prototype.set.bind(this), this.tag = _YAMLOMap.tag;
      }
      /**
       * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
       * but TypeScript won't allow widening the signature of a child method.
       */
      toJSON(_, ctx) {
        if (!ctx)
          return super.toJSON(_);
        let map = /* @__PURE__ */ new Map();
        ctx?.onCreate && ctx.onCreate(map);
        for (let pair of this.items) {
          let key, value;
          if (identity.isPair(pair) ? (key = toJS.toJS(pair.key, "", ctx), value = toJS.toJS(pair.value, key, ctx)) : key = toJS.toJS(pair, "", ctx), map.has(key))
            throw new Error("Ordered maps must not include duplicate keys");
          map.set(key, value);
        }
        return map;
      }
      static from(schema, iterable, ctx) {
        let pairs$1 = pairs2.createPairs(schema, iterable, ctx), omap2 = new this();
        return omap2.items = pairs$1.items, omap2;
      }
    };
    YAMLOMap.tag = "tag:yaml.org,2002:omap";
    var omap = {
      collection: "seq",
      identify: (value) => value instanceof Map,
      nodeClass: YAMLOMap,
      default: !1,
      tag: "tag:yaml.org,2002:omap",
      resolve(seq, onError) {
        let pairs$1 = pairs2.resolvePairs(seq, onError), seenKeys = [];
        for (let { key } of pairs$1.items)
          identity.isScalar(key) && (seenKeys.includes(key.value) ? onError(`Ordered maps must not include duplicate keys: ${key.value}`) : seenKeys.push(key.value));
        return Object.assign(new YAMLOMap(), pairs$1);
      },
      createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
    };
    exports2.YAMLOMap = YAMLOMap;
    exports2.omap = omap;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/bool.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    function boolStringify({ value, source }, ctx) {
      return source && (value ? trueTag : falseTag).test.test(source) ? source : value ? ctx.options.trueStr : ctx.options.falseStr;
    }
    var trueTag = {
      identify: (value) => value === !0,
      default: !0,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
      resolve: () => new Scalar.Scalar(!0),
      stringify: boolStringify
    }, falseTag = {
      identify: (value) => value === !1,
      default: !0,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
      resolve: () => new Scalar.Scalar(!1),
      stringify: boolStringify
    };
    exports2.falseTag = falseTag;
    exports2.trueTag = trueTag;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/float.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), stringifyNumber = require_stringifyNumber(), floatNaN = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    }, floatExp = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str.replace(/_/g, "")),
      stringify(node) {
        let num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    }, float = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
      resolve(str) {
        let node = new Scalar.Scalar(parseFloat(str.replace(/_/g, ""))), dot = str.indexOf(".");
        if (dot !== -1) {
          let f = str.substring(dot + 1).replace(/_/g, "");
          f[f.length - 1] === "0" && (node.minFractionDigits = f.length);
        }
        return node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports2.float = float;
    exports2.floatExp = floatExp;
    exports2.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/int.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber(), intIdentify = (value) => typeof value == "bigint" || Number.isInteger(value);
    function intResolve(str, offset, radix, { intAsBigInt }) {
      let sign = str[0];
      if ((sign === "-" || sign === "+") && (offset += 1), str = str.substring(offset).replace(/_/g, ""), intAsBigInt) {
        switch (radix) {
          case 2:
            str = `0b${str}`;
            break;
          case 8:
            str = `0o${str}`;
            break;
          case 16:
            str = `0x${str}`;
            break;
        }
        let n2 = BigInt(str);
        return sign === "-" ? BigInt(-1) * n2 : n2;
      }
      let n = parseInt(str, radix);
      return sign === "-" ? -1 * n : n;
    }
    function intStringify(node, radix, prefix) {
      let { value } = node;
      if (intIdentify(value)) {
        let str = value.toString(radix);
        return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
      }
      return stringifyNumber.stringifyNumber(node);
    }
    var intBin = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "BIN",
      test: /^[-+]?0b[0-1_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
      stringify: (node) => intStringify(node, 2, "0b")
    }, intOct = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^[-+]?0[0-7_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
      stringify: (node) => intStringify(node, 8, "0")
    }, int = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9][0-9_]*$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    }, intHex = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^[-+]?0x[0-9a-fA-F_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports2.int = int;
    exports2.intBin = intBin;
    exports2.intHex = intHex;
    exports2.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/set.js"(exports2) {
    "use strict";
    var identity = require_identity(), Pair = require_Pair(), YAMLMap = require_YAMLMap(), YAMLSet = class _YAMLSet extends YAMLMap.YAMLMap {
      constructor(schema) {
        super(schema), this.tag = _YAMLSet.tag;
      }
      add(key) {
        let pair;
        identity.isPair(key) ? pair = key : key && typeof key == "object" && "key" in key && "value" in key && key.value === null ? pair = new Pair.Pair(key.key, null) : pair = new Pair.Pair(key, null), YAMLMap.findPair(this.items, pair.key) || this.items.push(pair);
      }
      /**
       * If `keepPair` is `true`, returns the Pair matching `key`.
       * Otherwise, returns the value of that Pair's key.
       */
      get(key, keepPair) {
        let pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
      }
      set(key, value) {
        if (typeof value != "boolean")
          throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        let prev = YAMLMap.findPair(this.items, key);
        prev && !value ? this.items.splice(this.items.indexOf(prev), 1) : !prev && value && this.items.push(new Pair.Pair(key));
      }
      toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        if (this.hasAllNullValues(!0))
          return super.toString(Object.assign({}, ctx, { allNullValues: !0 }), onComment, onChompKeep);
        throw new Error("Set items must all have null values");
      }
      static from(schema, iterable, ctx) {
        let { replacer } = ctx, set2 = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
          for (let value of iterable)
            typeof replacer == "function" && (value = replacer.call(iterable, value, value)), set2.items.push(Pair.createPair(value, null, ctx));
        return set2;
      }
    };
    YAMLSet.tag = "tag:yaml.org,2002:set";
    var set = {
      collection: "map",
      identify: (value) => value instanceof Set,
      nodeClass: YAMLSet,
      default: !1,
      tag: "tag:yaml.org,2002:set",
      createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
      resolve(map, onError) {
        if (identity.isMap(map)) {
          if (map.hasAllNullValues(!0))
            return Object.assign(new YAMLSet(), map);
          onError("Set items must all have null values");
        } else
          onError("Expected a mapping for this tag");
        return map;
      }
    };
    exports2.YAMLSet = YAMLSet;
    exports2.set = set;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/timestamp.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    function parseSexagesimal(str, asBigInt) {
      let sign = str[0], parts = sign === "-" || sign === "+" ? str.substring(1) : str, num = (n) => asBigInt ? BigInt(n) : Number(n), res = parts.replace(/_/g, "").split(":").reduce((res2, p) => res2 * num(60) + num(p), num(0));
      return sign === "-" ? num(-1) * res : res;
    }
    function stringifySexagesimal(node) {
      let { value } = node, num = (n) => n;
      if (typeof value == "bigint")
        num = (n) => BigInt(n);
      else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
      let sign = "";
      value < 0 && (sign = "-", value *= num(-1));
      let _60 = num(60), parts = [value % _60];
      return value < 60 ? parts.unshift(0) : (value = (value - parts[0]) / _60, parts.unshift(value % _60), value >= 60 && (value = (value - parts[0]) / _60, parts.unshift(value))), sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
    }
    var intTime = {
      identify: (value) => typeof value == "bigint" || Number.isInteger(value),
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
      resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
      stringify: stringifySexagesimal
    }, floatTime = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
      resolve: (str) => parseSexagesimal(str, !1),
      stringify: stringifySexagesimal
    }, timestamp = {
      identify: (value) => value instanceof Date,
      default: !0,
      tag: "tag:yaml.org,2002:timestamp",
      // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
      // may be omitted altogether, resulting in a date format. In such a case, the time part is
      // assumed to be 00:00:00Z (start of day, UTC).
      test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
      resolve(str) {
        let match = str.match(timestamp.test);
        if (!match)
          throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
        let [, year, month, day, hour, minute, second] = match.map(Number), millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0, date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec), tz = match[8];
        if (tz && tz !== "Z") {
          let d = parseSexagesimal(tz, !1);
          Math.abs(d) < 30 && (d *= 60), date -= 6e4 * d;
        }
        return new Date(date);
      },
      stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
    };
    exports2.floatTime = floatTime;
    exports2.intTime = intTime;
    exports2.timestamp = timestamp;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema3 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/schema.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string = require_string(), binary = require_binary(), bool = require_bool2(), float = require_float2(), int = require_int2(), merge = require_merge(), omap = require_omap(), pairs2 = require_pairs(), set = require_set(), timestamp = require_timestamp(), schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.trueTag,
      bool.falseTag,
      int.intBin,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float,
      binary.binary,
      merge.merge,
      omap.omap,
      pairs2.pairs,
      set.set,
      timestamp.intTime,
      timestamp.floatTime,
      timestamp.timestamp
    ];
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJS({
  "node_modules/yaml/dist/schema/tags.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string = require_string(), bool = require_bool(), float = require_float(), int = require_int(), schema = require_schema(), schema$1 = require_schema2(), binary = require_binary(), merge = require_merge(), omap = require_omap(), pairs2 = require_pairs(), schema$2 = require_schema3(), set = require_set(), timestamp = require_timestamp(), schemas = /* @__PURE__ */ new Map([
      ["core", schema.schema],
      ["failsafe", [map.map, seq.seq, string.string]],
      ["json", schema$1.schema],
      ["yaml11", schema$2.schema],
      ["yaml-1.1", schema$2.schema]
    ]), tagsByName = {
      binary: binary.binary,
      bool: bool.boolTag,
      float: float.float,
      floatExp: float.floatExp,
      floatNaN: float.floatNaN,
      floatTime: timestamp.floatTime,
      int: int.int,
      intHex: int.intHex,
      intOct: int.intOct,
      intTime: timestamp.intTime,
      map: map.map,
      merge: merge.merge,
      null: _null.nullTag,
      omap: omap.omap,
      pairs: pairs2.pairs,
      seq: seq.seq,
      set: set.set,
      timestamp: timestamp.timestamp
    }, coreKnownTags = {
      "tag:yaml.org,2002:binary": binary.binary,
      "tag:yaml.org,2002:merge": merge.merge,
      "tag:yaml.org,2002:omap": omap.omap,
      "tag:yaml.org,2002:pairs": pairs2.pairs,
      "tag:yaml.org,2002:set": set.set,
      "tag:yaml.org,2002:timestamp": timestamp.timestamp
    };
    function getTags(customTags, schemaName, addMergeTag) {
      let schemaTags = schemas.get(schemaName);
      if (schemaTags && !customTags)
        return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
      let tags = schemaTags;
      if (!tags)
        if (Array.isArray(customTags))
          tags = [];
        else {
          let keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
      if (Array.isArray(customTags))
        for (let tag of customTags)
          tags = tags.concat(tag);
      else typeof customTags == "function" && (tags = customTags(tags.slice()));
      return addMergeTag && (tags = tags.concat(merge.merge)), tags.reduce((tags2, tag) => {
        let tagObj = typeof tag == "string" ? tagsByName[tag] : tag;
        if (!tagObj) {
          let tagName = JSON.stringify(tag), keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        return tags2.includes(tagObj) || tags2.push(tagObj), tags2;
      }, []);
    }
    exports2.coreKnownTags = coreKnownTags;
    exports2.getTags = getTags;
  }
});

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJS({
  "node_modules/yaml/dist/schema/Schema.js"(exports2) {
    "use strict";
    var identity = require_identity(), map = require_map(), seq = require_seq(), string = require_string(), tags = require_tags(), sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0, Schema = class _Schema {
      constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null, this.name = typeof schema == "string" && schema || "core", this.knownTags = resolveKnownTags ? tags.coreKnownTags : {}, this.tags = tags.getTags(customTags, this.name, merge), this.toStringOptions = toStringDefaults ?? null, Object.defineProperty(this, identity.MAP, { value: map.map }), Object.defineProperty(this, identity.SCALAR, { value: string.string }), Object.defineProperty(this, identity.SEQ, { value: seq.seq }), this.sortMapEntries = typeof sortMapEntries == "function" ? sortMapEntries : sortMapEntries === !0 ? sortMapEntriesByKey : null;
      }
      clone() {
        let copy = Object.create(_Schema.prototype, Object.getOwnPropertyDescriptors(this));
        return copy.tags = this.tags.slice(), copy;
      }
    };
    exports2.Schema = Schema;
  }
});

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyDocument.js"(exports2) {
    "use strict";
    var identity = require_identity(), stringify = require_stringify(), stringifyComment = require_stringifyComment();
    function stringifyDocument(doc, options) {
      let lines2 = [], hasDirectives = options.directives === !0;
      if (options.directives !== !1 && doc.directives) {
        let dir = doc.directives.toString(doc);
        dir ? (lines2.push(dir), hasDirectives = !0) : doc.directives.docStart && (hasDirectives = !0);
      }
      hasDirectives && lines2.push("---");
      let ctx = stringify.createStringifyContext(doc, options), { commentString } = ctx.options;
      if (doc.commentBefore) {
        lines2.length !== 1 && lines2.unshift("");
        let cs = commentString(doc.commentBefore);
        lines2.unshift(stringifyComment.indentComment(cs, ""));
      }
      let chompKeep = !1, contentComment = null;
      if (doc.contents) {
        if (identity.isNode(doc.contents)) {
          if (doc.contents.spaceBefore && hasDirectives && lines2.push(""), doc.contents.commentBefore) {
            let cs = commentString(doc.contents.commentBefore);
            lines2.push(stringifyComment.indentComment(cs, ""));
          }
          ctx.forceBlockIndent = !!doc.comment, contentComment = doc.contents.comment;
        }
        let onChompKeep = contentComment ? void 0 : () => chompKeep = !0, body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
        contentComment && (body += stringifyComment.lineComment(body, "", commentString(contentComment))), (body[0] === "|" || body[0] === ">") && lines2[lines2.length - 1] === "---" ? lines2[lines2.length - 1] = `--- ${body}` : lines2.push(body);
      } else
        lines2.push(stringify.stringify(doc.contents, ctx));
      if (doc.directives?.docEnd)
        if (doc.comment) {
          let cs = commentString(doc.comment);
          cs.includes(`
`) ? (lines2.push("..."), lines2.push(stringifyComment.indentComment(cs, ""))) : lines2.push(`... ${cs}`);
        } else
          lines2.push("...");
      else {
        let dc = doc.comment;
        dc && chompKeep && (dc = dc.replace(/^\n+/, "")), dc && ((!chompKeep || contentComment) && lines2[lines2.length - 1] !== "" && lines2.push(""), lines2.push(stringifyComment.indentComment(commentString(dc), "")));
      }
      return lines2.join(`
`) + `
`;
    }
    exports2.stringifyDocument = stringifyDocument;
  }
});

// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJS({
  "node_modules/yaml/dist/doc/Document.js"(exports2) {
    "use strict";
    var Alias = require_Alias(), Collection = require_Collection(), identity = require_identity(), Pair = require_Pair(), toJS = require_toJS(), Schema = require_Schema(), stringifyDocument = require_stringifyDocument(), anchors = require_anchors(), applyReviver = require_applyReviver(), createNode = require_createNode(), directives = require_directives(), Document = class _Document {
      constructor(value, replacer, options) {
        this.commentBefore = null, this.comment = null, this.errors = [], this.warnings = [], Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        typeof replacer == "function" || Array.isArray(replacer) ? _replacer = replacer : options === void 0 && replacer && (options = replacer, replacer = void 0);
        let opt = Object.assign({
          intAsBigInt: !1,
          keepSourceTokens: !1,
          logLevel: "warn",
          prettyErrors: !0,
          strict: !0,
          stringKeys: !1,
          uniqueKeys: !0,
          version: "1.2"
        }, options);
        this.options = opt;
        let { version } = opt;
        options?._directives ? (this.directives = options._directives.atDocument(), this.directives.yaml.explicit && (version = this.directives.yaml.version)) : this.directives = new directives.Directives({ version }), this.setSchema(version, options), this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
      }
      /**
       * Create a deep copy of this Document and its contents.
       *
       * Custom Node values that inherit from `Object` still refer to their original instances.
       */
      clone() {
        let copy = Object.create(_Document.prototype, {
          [identity.NODE_TYPE]: { value: identity.DOC }
        });
        return copy.commentBefore = this.commentBefore, copy.comment = this.comment, copy.errors = this.errors.slice(), copy.warnings = this.warnings.slice(), copy.options = Object.assign({}, this.options), this.directives && (copy.directives = this.directives.clone()), copy.schema = this.schema.clone(), copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents, this.range && (copy.range = this.range.slice()), copy;
      }
      /** Adds a value to the document. */
      add(value) {
        assertCollection(this.contents) && this.contents.add(value);
      }
      /** Adds a value to the document. */
      addIn(path, value) {
        assertCollection(this.contents) && this.contents.addIn(path, value);
      }
      /**
       * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
       *
       * If `node` already has an anchor, `name` is ignored.
       * Otherwise, the `node.anchor` value will be set to `name`,
       * or if an anchor with that name is already present in the document,
       * `name` will be used as a prefix for a new unique anchor.
       * If `name` is undefined, the generated anchor will use 'a' as a prefix.
       */
      createAlias(node, name) {
        if (!node.anchor) {
          let prev = anchors.anchorNames(this);
          node.anchor = // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
        }
        return new Alias.Alias(node.anchor);
      }
      createNode(value, replacer, options) {
        let _replacer;
        if (typeof replacer == "function")
          value = replacer.call({ "": value }, "", value), _replacer = replacer;
        else if (Array.isArray(replacer)) {
          let keyToStr = (v) => typeof v == "number" || v instanceof String || v instanceof Number, asStr = replacer.filter(keyToStr).map(String);
          asStr.length > 0 && (replacer = replacer.concat(asStr)), _replacer = replacer;
        } else options === void 0 && replacer && (options = replacer, replacer = void 0);
        let { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {}, { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(
          this,
          // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          anchorPrefix || "a"
        ), ctx = {
          aliasDuplicateObjects: aliasDuplicateObjects ?? !0,
          keepUndefined: keepUndefined ?? !1,
          onAnchor,
          onTagObj,
          replacer: _replacer,
          schema: this.schema,
          sourceObjects
        }, node = createNode.createNode(value, tag, ctx);
        return flow && identity.isCollection(node) && (node.flow = !0), setAnchors(), node;
      }
      /**
       * Convert a key and a value into a `Pair` using the current schema,
       * recursively wrapping all values as `Scalar` or `Collection` nodes.
       */
      createPair(key, value, options = {}) {
        let k = this.createNode(key, null, options), v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : !1;
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path) {
        return Collection.isEmptyPath(path) ? this.contents == null ? !1 : (this.contents = null, !0) : assertCollection(this.contents) ? this.contents.deleteIn(path) : !1;
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      get(key, keepScalar) {
        return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
      }
      /**
       * Returns item at `path`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path, keepScalar) {
        return Collection.isEmptyPath(path) ? !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents : identity.isCollection(this.contents) ? this.contents.getIn(path, keepScalar) : void 0;
      }
      /**
       * Checks if the document includes a value with the key `key`.
       */
      has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : !1;
      }
      /**
       * Checks if the document includes a value at `path`.
       */
      hasIn(path) {
        return Collection.isEmptyPath(path) ? this.contents !== void 0 : identity.isCollection(this.contents) ? this.contents.hasIn(path) : !1;
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      set(key, value) {
        this.contents == null ? this.contents = Collection.collectionFromPath(this.schema, [key], value) : assertCollection(this.contents) && this.contents.set(key, value);
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path, value) {
        Collection.isEmptyPath(path) ? this.contents = value : this.contents == null ? this.contents = Collection.collectionFromPath(this.schema, Array.from(path), value) : assertCollection(this.contents) && this.contents.setIn(path, value);
      }
      /**
       * Change the YAML version and schema used by the document.
       * A `null` version disables support for directives, explicit tags, anchors, and aliases.
       * It also requires the `schema` option to be given as a `Schema` instance value.
       *
       * Overrides all previously set schema options.
       */
      setSchema(version, options = {}) {
        typeof version == "number" && (version = String(version));
        let opt;
        switch (version) {
          case "1.1":
            this.directives ? this.directives.yaml.version = "1.1" : this.directives = new directives.Directives({ version: "1.1" }), opt = { resolveKnownTags: !1, schema: "yaml-1.1" };
            break;
          case "1.2":
          case "next":
            this.directives ? this.directives.yaml.version = version : this.directives = new directives.Directives({ version }), opt = { resolveKnownTags: !0, schema: "core" };
            break;
          case null:
            this.directives && delete this.directives, opt = null;
            break;
          default: {
            let sv = JSON.stringify(version);
            throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
          }
        }
        if (options.schema instanceof Object)
          this.schema = options.schema;
        else if (opt)
          this.schema = new Schema.Schema(Object.assign(opt, options));
        else
          throw new Error("With a null YAML version, the { schema: Schema } option is required");
      }
      // json & jsonArg are only used from toJSON()
      toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        let ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc: this,
          keep: !json,
          mapAsMap: mapAsMap === !0,
          mapKeyWarned: !1,
          maxAliasCount: typeof maxAliasCount == "number" ? maxAliasCount : 100
        }, res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
        if (typeof onAnchor == "function")
          for (let { count: count2, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count2);
        return typeof reviver == "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
      /**
       * A JSON representation of the document `contents`.
       *
       * @param jsonArg Used by `JSON.stringify` to indicate the array index or
       *   property name.
       */
      toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: !0, jsonArg, mapAsMap: !1, onAnchor });
      }
      /** A YAML representation of the document. */
      toString(options = {}) {
        if (this.errors.length > 0)
          throw new Error("Document with errors cannot be stringified");
        if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
          let s = JSON.stringify(options.indent);
          throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
      }
    };
    function assertCollection(contents) {
      if (identity.isCollection(contents))
        return !0;
      throw new Error("Expected a YAML collection as document contents");
    }
    exports2.Document = Document;
  }
});

// node_modules/yaml/dist/errors.js
var require_errors = __commonJS({
  "node_modules/yaml/dist/errors.js"(exports2) {
    "use strict";
    var YAMLError = class extends Error {
      constructor(name, pos, code, message) {
        super(), this.name = name, this.code = code, this.message = message, this.pos = pos;
      }
    }, YAMLParseError = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLParseError", pos, code, message);
      }
    }, YAMLWarning = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLWarning", pos, code, message);
      }
    }, prettifyError = (src, lc) => (error) => {
      if (error.pos[0] === -1)
        return;
      error.linePos = error.pos.map((pos) => lc.linePos(pos));
      let { line, col } = error.linePos[0];
      error.message += ` at line ${line}, column ${col}`;
      let ci = col - 1, lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
      if (ci >= 60 && lineStr.length > 80) {
        let trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = "\u2026" + lineStr.substring(trimStart), ci -= trimStart - 1;
      }
      if (lineStr.length > 80 && (lineStr = lineStr.substring(0, 79) + "\u2026"), line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        prev.length > 80 && (prev = prev.substring(0, 79) + `\u2026
`), lineStr = prev + lineStr;
      }
      if (/[^ ]/.test(lineStr)) {
        let count2 = 1, end = error.linePos[1];
        end?.line === line && end.col > col && (count2 = Math.max(1, Math.min(end.col - col, 80 - ci)));
        let pointer = " ".repeat(ci) + "^".repeat(count2);
        error.message += `:

${lineStr}
${pointer}
`;
      }
    };
    exports2.YAMLError = YAMLError;
    exports2.YAMLParseError = YAMLParseError;
    exports2.YAMLWarning = YAMLWarning;
    exports2.prettifyError = prettifyError;
  }
});

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJS({
  "node_modules/yaml/dist/compose/resolve-props.js"(exports2) {
    "use strict";
    function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
      let spaceBefore = !1, atNewline = startOnNewline, hasSpace = startOnNewline, comment = "", commentSep = "", hasNewline = !1, reqSpace = !1, tab = null, anchor = null, tag = null, newlineAfterProp = null, comma = null, found = null, start = null;
      for (let token of tokens)
        switch (reqSpace && (token.type !== "space" && token.type !== "newline" && token.type !== "comma" && onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space"), reqSpace = !1), tab && (atNewline && token.type !== "comment" && token.type !== "newline" && onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation"), tab = null), token.type) {
          case "space":
            !flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	") && (tab = token), hasSpace = !0;
            break;
          case "comment": {
            hasSpace || onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
            let cb = token.source.substring(1) || " ";
            comment ? comment += commentSep + cb : comment = cb, commentSep = "", atNewline = !1;
            break;
          }
          case "newline":
            atNewline ? comment ? comment += token.source : (!found || indicator !== "seq-item-ind") && (spaceBefore = !0) : commentSep += token.source, atNewline = !0, hasNewline = !0, (anchor || tag) && (newlineAfterProp = token), hasSpace = !0;
            break;
          case "anchor":
            anchor && onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor"), token.source.endsWith(":") && onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", !0), anchor = token, start ?? (start = token.offset), atNewline = !1, hasSpace = !1, reqSpace = !0;
            break;
          case "tag": {
            tag && onError(token, "MULTIPLE_TAGS", "A node can have at most one tag"), tag = token, start ?? (start = token.offset), atNewline = !1, hasSpace = !1, reqSpace = !0;
            break;
          }
          case indicator:
            (anchor || tag) && onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`), found && onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`), found = token, atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind", hasSpace = !1;
            break;
          case "comma":
            if (flow) {
              comma && onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`), comma = token, atNewline = !1, hasSpace = !1;
              break;
            }
          // else fallthrough
          default:
            onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`), atNewline = !1, hasSpace = !1;
        }
      let last = tokens[tokens.length - 1], end = last ? last.offset + last.source.length : offset;
      return reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "") && onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space"), tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq") && onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation"), {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
      };
    }
    exports2.resolveProps = resolveProps;
  }
});

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJS({
  "node_modules/yaml/dist/compose/util-contains-newline.js"(exports2) {
    "use strict";
    function containsNewline(key) {
      if (!key)
        return null;
      switch (key.type) {
        case "alias":
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          if (key.source.includes(`
`))
            return !0;
          if (key.end) {
            for (let st of key.end)
              if (st.type === "newline")
                return !0;
          }
          return !1;
        case "flow-collection":
          for (let it of key.items) {
            for (let st of it.start)
              if (st.type === "newline")
                return !0;
            if (it.sep) {
              for (let st of it.sep)
                if (st.type === "newline")
                  return !0;
            }
            if (containsNewline(it.key) || containsNewline(it.value))
              return !0;
          }
          return !1;
        default:
          return !0;
      }
    }
    exports2.containsNewline = containsNewline;
  }
});

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJS({
  "node_modules/yaml/dist/compose/util-flow-indent-check.js"(exports2) {
    "use strict";
    var utilContainsNewline = require_util_contains_newline();
    function flowIndentCheck(indent, fc, onError) {
      if (fc?.type === "flow-collection") {
        let end = fc.end[0];
        end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc) && onError(end, "BAD_INDENT", "Flow end indicator should be more indented than parent", !0);
      }
    }
    exports2.flowIndentCheck = flowIndentCheck;
  }
});

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJS({
  "node_modules/yaml/dist/compose/util-map-includes.js"(exports2) {
    "use strict";
    var identity = require_identity();
    function mapIncludes(ctx, items, search) {
      let { uniqueKeys } = ctx.options;
      if (uniqueKeys === !1)
        return !1;
      let isEqual = typeof uniqueKeys == "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
      return items.some((pair) => isEqual(pair.key, search));
    }
    exports2.mapIncludes = mapIncludes;
  }
});

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-map.js"(exports2) {
    "use strict";
    var Pair = require_Pair(), YAMLMap = require_YAMLMap(), resolveProps = require_resolve_props(), utilContainsNewline = require_util_contains_newline(), utilFlowIndentCheck = require_util_flow_indent_check(), utilMapIncludes = require_util_map_includes(), startColMsg = "All mapping items must start at the same column";
    function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
      let NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap, map = new NodeClass(ctx.schema);
      ctx.atRoot && (ctx.atRoot = !1);
      let offset = bm.offset, commentEnd = null;
      for (let collItem of bm.items) {
        let { start, key, sep, value } = collItem, keyProps = resolveProps.resolveProps(start, {
          indicator: "explicit-key-ind",
          next: key ?? sep?.[0],
          offset,
          onError,
          parentIndent: bm.indent,
          startOnNewline: !0
        }), implicitKey = !keyProps.found;
        if (implicitKey) {
          if (key && (key.type === "block-seq" ? onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key") : "indent" in key && key.indent !== bm.indent && onError(offset, "BAD_INDENT", startColMsg)), !keyProps.anchor && !keyProps.tag && !sep) {
            commentEnd = keyProps.end, keyProps.comment && (map.comment ? map.comment += `
` + keyProps.comment : map.comment = keyProps.comment);
            continue;
          }
          (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) && onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
        } else keyProps.found?.indent !== bm.indent && onError(offset, "BAD_INDENT", startColMsg);
        ctx.atKey = !0;
        let keyStart = keyProps.end, keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError), ctx.atKey = !1, utilMapIncludes.mapIncludes(ctx, map.items, keyNode) && onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
        let valueProps = resolveProps.resolveProps(sep ?? [], {
          indicator: "map-value-ind",
          next: value,
          offset: keyNode.range[2],
          onError,
          parentIndent: bm.indent,
          startOnNewline: !key || key.type === "block-scalar"
        });
        if (offset = valueProps.end, valueProps.found) {
          implicitKey && (value?.type === "block-map" && !valueProps.hasNewline && onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings"), ctx.options.strict && keyProps.start < valueProps.found.offset - 1024 && onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key"));
          let valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep, null, valueProps, onError);
          ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError), offset = valueNode.range[2];
          let pair = new Pair.Pair(keyNode, valueNode);
          ctx.options.keepSourceTokens && (pair.srcToken = collItem), map.items.push(pair);
        } else {
          implicitKey && onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values"), valueProps.comment && (keyNode.comment ? keyNode.comment += `
` + valueProps.comment : keyNode.comment = valueProps.comment);
          let pair = new Pair.Pair(keyNode);
          ctx.options.keepSourceTokens && (pair.srcToken = collItem), map.items.push(pair);
        }
      }
      return commentEnd && commentEnd < offset && onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content"), map.range = [bm.offset, offset, commentEnd ?? offset], map;
    }
    exports2.resolveBlockMap = resolveBlockMap;
  }
});

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-seq.js"(exports2) {
    "use strict";
    var YAMLSeq = require_YAMLSeq(), resolveProps = require_resolve_props(), utilFlowIndentCheck = require_util_flow_indent_check();
    function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
      let NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq, seq = new NodeClass(ctx.schema);
      ctx.atRoot && (ctx.atRoot = !1), ctx.atKey && (ctx.atKey = !1);
      let offset = bs.offset, commentEnd = null;
      for (let { start, value } of bs.items) {
        let props = resolveProps.resolveProps(start, {
          indicator: "seq-item-ind",
          next: value,
          offset,
          onError,
          parentIndent: bs.indent,
          startOnNewline: !0
        });
        if (!props.found)
          if (props.anchor || props.tag || value)
            value?.type === "block-seq" ? onError(props.end, "BAD_INDENT", "All sequence items must start at the same column") : onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
          else {
            commentEnd = props.end, props.comment && (seq.comment = props.comment);
            continue;
          }
        let node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
        ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError), offset = node.range[2], seq.items.push(node);
      }
      return seq.range = [bs.offset, offset, commentEnd ?? offset], seq;
    }
    exports2.resolveBlockSeq = resolveBlockSeq;
  }
});

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJS({
  "node_modules/yaml/dist/compose/resolve-end.js"(exports2) {
    "use strict";
    function resolveEnd(end, offset, reqSpace, onError) {
      let comment = "";
      if (end) {
        let hasSpace = !1, sep = "";
        for (let token of end) {
          let { source, type } = token;
          switch (type) {
            case "space":
              hasSpace = !0;
              break;
            case "comment": {
              reqSpace && !hasSpace && onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
              let cb = source.substring(1) || " ";
              comment ? comment += sep + cb : comment = cb, sep = "";
              break;
            }
            case "newline":
              comment && (sep += source), hasSpace = !0;
              break;
            default:
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
          }
          offset += source.length;
        }
      }
      return { comment, offset };
    }
    exports2.resolveEnd = resolveEnd;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-collection.js"(exports2) {
    "use strict";
    var identity = require_identity(), Pair = require_Pair(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), resolveEnd = require_resolve_end(), resolveProps = require_resolve_props(), utilContainsNewline = require_util_contains_newline(), utilMapIncludes = require_util_map_includes(), blockMsg = "Block collections are not allowed within flow collections", isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
    function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
      let isMap2 = fc.start.source === "{", fcName = isMap2 ? "flow map" : "flow sequence", NodeClass = tag?.nodeClass ?? (isMap2 ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq), coll = new NodeClass(ctx.schema);
      coll.flow = !0;
      let atRoot = ctx.atRoot;
      atRoot && (ctx.atRoot = !1), ctx.atKey && (ctx.atKey = !1);
      let offset = fc.offset + fc.start.source.length;
      for (let i = 0; i < fc.items.length; ++i) {
        let collItem = fc.items[i], { start, key, sep, value } = collItem, props = resolveProps.resolveProps(start, {
          flow: fcName,
          indicator: "explicit-key-ind",
          next: key ?? sep?.[0],
          offset,
          onError,
          parentIndent: fc.indent,
          startOnNewline: !1
        });
        if (!props.found) {
          if (!props.anchor && !props.tag && !sep && !value) {
            i === 0 && props.comma ? onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`) : i < fc.items.length - 1 && onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`), props.comment && (coll.comment ? coll.comment += `
` + props.comment : coll.comment = props.comment), offset = props.end;
            continue;
          }
          !isMap2 && ctx.options.strict && utilContainsNewline.containsNewline(key) && onError(
            key,
            // checked by containsNewline()
            "MULTILINE_IMPLICIT_KEY",
            "Implicit keys of flow sequence pairs need to be on a single line"
          );
        }
        if (i === 0)
          props.comma && onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
        else if (props.comma || onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`), props.comment) {
          let prevItemComment = "";
          loop: for (let st of start)
            switch (st.type) {
              case "comma":
              case "space":
                break;
              case "comment":
                prevItemComment = st.source.substring(1);
                break loop;
              default:
                break loop;
            }
          if (prevItemComment) {
            let prev = coll.items[coll.items.length - 1];
            identity.isPair(prev) && (prev = prev.value ?? prev.key), prev.comment ? prev.comment += `
` + prevItemComment : prev.comment = prevItemComment, props.comment = props.comment.substring(prevItemComment.length + 1);
          }
        }
        if (!isMap2 && !sep && !props.found) {
          let valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep, null, props, onError);
          coll.items.push(valueNode), offset = valueNode.range[2], isBlock(value) && onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
        } else {
          ctx.atKey = !0;
          let keyStart = props.end, keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
          isBlock(key) && onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg), ctx.atKey = !1;
          let valueProps = resolveProps.resolveProps(sep ?? [], {
            flow: fcName,
            indicator: "map-value-ind",
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: fc.indent,
            startOnNewline: !1
          });
          if (valueProps.found) {
            if (!isMap2 && !props.found && ctx.options.strict) {
              if (sep)
                for (let st of sep) {
                  if (st === valueProps.found)
                    break;
                  if (st.type === "newline") {
                    onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
                    break;
                  }
                }
              props.start < valueProps.found.offset - 1024 && onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
            }
          } else value && ("source" in value && value.source?.[0] === ":" ? onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`) : onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`));
          let valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep, null, valueProps, onError) : null;
          valueNode ? isBlock(value) && onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg) : valueProps.comment && (keyNode.comment ? keyNode.comment += `
` + valueProps.comment : keyNode.comment = valueProps.comment);
          let pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens && (pair.srcToken = collItem), isMap2) {
            let map = coll;
            utilMapIncludes.mapIncludes(ctx, map.items, keyNode) && onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique"), map.items.push(pair);
          } else {
            let map = new YAMLMap.YAMLMap(ctx.schema);
            map.flow = !0, map.items.push(pair);
            let endRange = (valueNode ?? keyNode).range;
            map.range = [keyNode.range[0], endRange[1], endRange[2]], coll.items.push(map);
          }
          offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
      }
      let expectedEnd = isMap2 ? "}" : "]", [ce, ...ee] = fc.end, cePos = offset;
      if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
      else {
        let name = fcName[0].toUpperCase() + fcName.substring(1), msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg), ce && ce.source.length !== 1 && ee.unshift(ce);
      }
      if (ee.length > 0) {
        let end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        end.comment && (coll.comment ? coll.comment += `
` + end.comment : coll.comment = end.comment), coll.range = [fc.offset, cePos, end.offset];
      } else
        coll.range = [fc.offset, cePos, cePos];
      return coll;
    }
    exports2.resolveFlowCollection = resolveFlowCollection;
  }
});

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJS({
  "node_modules/yaml/dist/compose/compose-collection.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), resolveBlockMap = require_resolve_block_map(), resolveBlockSeq = require_resolve_block_seq(), resolveFlowCollection = require_resolve_flow_collection();
    function resolveCollection(CN, ctx, token, onError, tagName, tag) {
      let coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag), Coll = coll.constructor;
      return tagName === "!" || tagName === Coll.tagName ? (coll.tag = Coll.tagName, coll) : (tagName && (coll.tag = tagName), coll);
    }
    function composeCollection(CN, ctx, token, props, onError) {
      let tagToken = props.tag, tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
      if (token.type === "block-seq") {
        let { anchor, newlineAfterProp: nl } = props, lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
        lastProp && (!nl || nl.offset < lastProp.offset) && onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
      }
      let expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
      if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq")
        return resolveCollection(CN, ctx, token, onError, tagName);
      let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
      if (!tag) {
        let kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType)
          ctx.schema.tags.push(Object.assign({}, kt, { default: !1 })), tag = kt;
        else
          return kt ? onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, !0) : onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, !0), resolveCollection(CN, ctx, token, onError, tagName);
      }
      let coll = resolveCollection(CN, ctx, token, onError, tagName, tag), res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll, node = identity.isNode(res) ? res : new Scalar.Scalar(res);
      return node.range = coll.range, node.tag = tagName, tag?.format && (node.format = tag.format), node;
    }
    exports2.composeCollection = composeCollection;
  }
});

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-scalar.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    function resolveBlockScalar(ctx, scalar2, onError) {
      let start = scalar2.offset, header = parseBlockScalarHeader(scalar2, ctx.options.strict, onError);
      if (!header)
        return { value: "", type: null, comment: "", range: [start, start, start] };
      let type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL, lines2 = scalar2.source ? splitLines(scalar2.source) : [], chompStart = lines2.length;
      for (let i = lines2.length - 1; i >= 0; --i) {
        let content = lines2[i][1];
        if (content === "" || content === "\r")
          chompStart = i;
        else
          break;
      }
      if (chompStart === 0) {
        let value2 = header.chomp === "+" && lines2.length > 0 ? `
`.repeat(Math.max(1, lines2.length - 1)) : "", end2 = start + header.length;
        return scalar2.source && (end2 += scalar2.source.length), { value: value2, type, comment: header.comment, range: [start, end2, end2] };
      }
      let trimIndent = scalar2.indent + header.indent, offset = scalar2.offset + header.length, contentStart = 0;
      for (let i = 0; i < chompStart; ++i) {
        let [indent, content] = lines2[i];
        if (content === "" || content === "\r")
          header.indent === 0 && indent.length > trimIndent && (trimIndent = indent.length);
        else {
          indent.length < trimIndent && onError(offset + indent.length, "MISSING_CHAR", "Block scalars with more-indented leading empty lines must use an explicit indentation indicator"), header.indent === 0 && (trimIndent = indent.length), contentStart = i, trimIndent === 0 && !ctx.atRoot && onError(offset, "BAD_INDENT", "Block scalar values in collections must be indented");
          break;
        }
        offset += indent.length + content.length + 1;
      }
      for (let i = lines2.length - 1; i >= chompStart; --i)
        lines2[i][0].length > trimIndent && (chompStart = i + 1);
      let value = "", sep = "", prevMoreIndented = !1;
      for (let i = 0; i < contentStart; ++i)
        value += lines2[i][0].slice(trimIndent) + `
`;
      for (let i = contentStart; i < chompStart; ++i) {
        let [indent, content] = lines2[i];
        offset += indent.length + content.length + 1;
        let crlf = content[content.length - 1] === "\r";
        if (crlf && (content = content.slice(0, -1)), content && indent.length < trimIndent) {
          let message = `Block scalar lines must not be less indented than their ${header.indent ? "explicit indentation indicator" : "first line"}`;
          onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message), indent = "";
        }
        type === Scalar.Scalar.BLOCK_LITERAL ? (value += sep + indent.slice(trimIndent) + content, sep = `
`) : indent.length > trimIndent || content[0] === "	" ? (sep === " " ? sep = `
` : !prevMoreIndented && sep === `
` && (sep = `

`), value += sep + indent.slice(trimIndent) + content, sep = `
`, prevMoreIndented = !0) : content === "" ? sep === `
` ? value += `
` : sep = `
` : (value += sep + content, sep = " ", prevMoreIndented = !1);
      }
      switch (header.chomp) {
        case "-":
          break;
        case "+":
          for (let i = chompStart; i < lines2.length; ++i)
            value += `
` + lines2[i][0].slice(trimIndent);
          value[value.length - 1] !== `
` && (value += `
`);
          break;
        default:
          value += `
`;
      }
      let end = start + header.length + scalar2.source.length;
      return { value, type, comment: header.comment, range: [start, end, end] };
    }
    function parseBlockScalarHeader({ offset, props }, strict, onError) {
      if (props[0].type !== "block-scalar-header")
        return onError(props[0], "IMPOSSIBLE", "Block scalar header not found"), null;
      let { source } = props[0], mode = source[0], indent = 0, chomp = "", error = -1;
      for (let i = 1; i < source.length; ++i) {
        let ch = source[i];
        if (!chomp && (ch === "-" || ch === "+"))
          chomp = ch;
        else {
          let n = Number(ch);
          !indent && n ? indent = n : error === -1 && (error = offset + i);
        }
      }
      error !== -1 && onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
      let hasSpace = !1, comment = "", length = source.length;
      for (let i = 1; i < props.length; ++i) {
        let token = props[i];
        switch (token.type) {
          case "space":
            hasSpace = !0;
          // fallthrough
          case "newline":
            length += token.source.length;
            break;
          case "comment":
            strict && !hasSpace && onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters"), length += token.source.length, comment = token.source.substring(1);
            break;
          case "error":
            onError(token, "UNEXPECTED_TOKEN", token.message), length += token.source.length;
            break;
          /* istanbul ignore next should not happen */
          default: {
            let message = `Unexpected token in block scalar header: ${token.type}`;
            onError(token, "UNEXPECTED_TOKEN", message);
            let ts = token.source;
            ts && typeof ts == "string" && (length += ts.length);
          }
        }
      }
      return { mode, indent, chomp, comment, length };
    }
    function splitLines(source) {
      let split2 = source.split(/\n( *)/), first = split2[0], m = first.match(/^( *)/), lines2 = [m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first]];
      for (let i = 1; i < split2.length; i += 2)
        lines2.push([split2[i], split2[i + 1]]);
      return lines2;
    }
    exports2.resolveBlockScalar = resolveBlockScalar;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-scalar.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), resolveEnd = require_resolve_end();
    function resolveFlowScalar(scalar2, strict, onError) {
      let { offset, type, source, end } = scalar2, _type, value, _onError = (rel, code, msg) => onError(offset + rel, code, msg);
      switch (type) {
        case "scalar":
          _type = Scalar.Scalar.PLAIN, value = plainValue(source, _onError);
          break;
        case "single-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_SINGLE, value = singleQuotedValue(source, _onError);
          break;
        case "double-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_DOUBLE, value = doubleQuotedValue(source, _onError);
          break;
        /* istanbul ignore next should not happen */
        default:
          return onError(scalar2, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`), {
            value: "",
            type: null,
            comment: "",
            range: [offset, offset + source.length, offset + source.length]
          };
      }
      let valueEnd = offset + source.length, re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
      return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
      };
    }
    function plainValue(source, onError) {
      let badChar = "";
      switch (source[0]) {
        /* istanbul ignore next should not happen */
        case "	":
          badChar = "a tab character";
          break;
        case ",":
          badChar = "flow indicator character ,";
          break;
        case "%":
          badChar = "directive indicator character %";
          break;
        case "|":
        case ">": {
          badChar = `block scalar indicator ${source[0]}`;
          break;
        }
        case "@":
        case "`": {
          badChar = `reserved character ${source[0]}`;
          break;
        }
      }
      return badChar && onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`), unfoldLines(source);
    }
    function singleQuotedValue(source, onError) {
      return (source[source.length - 1] !== "'" || source.length === 1) && onError(source.length, "MISSING_CHAR", "Missing closing 'quote"), unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
    }
    function unfoldLines(source) {
      let line = /(.*?)\r?\n/sy, match = line.exec(source);
      if (!match)
        return source;
      let trimEnd, trimBoth;
      try {
        trimEnd = new RegExp("(?<![ 	])[ 	]+$"), trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
      } catch {
        trimEnd = /[ \t]+$/, trimBoth = /^[ \t]+|[ \t]+$/g;
      }
      let res = match[1].replace(trimEnd, ""), sep = " ", pos = line.lastIndex;
      for (; match = line.exec(source); ) {
        let lm = match[1].replace(trimBoth, "");
        lm === "" ? sep === `
` ? res += sep : sep = `
` : (res += sep + lm, sep = " "), pos = line.lastIndex;
      }
      let last = /[ \t]*(.*)/sy;
      return last.lastIndex = pos, match = last.exec(source), res + sep + (match?.[1] ?? "");
    }
    function doubleQuotedValue(source, onError) {
      let res = "";
      for (let i = 1; i < source.length - 1; ++i) {
        let ch = source[i];
        if (!(ch === "\r" && source[i + 1] === `
`))
          if (ch === `
`) {
            let { fold, offset } = foldNewline(source, i);
            res += fold, i = offset;
          } else if (ch === "\\") {
            let next = source[++i], cc = escapeCodes[next];
            if (cc)
              res += cc;
            else if (next === `
`)
              for (next = source[i + 1]; next === " " || next === "	"; )
                next = source[++i + 1];
            else if (next === "\r" && source[i + 1] === `
`)
              for (next = source[++i + 1]; next === " " || next === "	"; )
                next = source[++i + 1];
            else if (next === "x" || next === "u" || next === "U") {
              let length = next === "x" ? 2 : next === "u" ? 4 : 8;
              res += parseCharCode(source, i + 1, length, onError), i += length;
            } else {
              let raw = source.substr(i - 1, 2);
              onError(i - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`), res += raw;
            }
          } else if (ch === " " || ch === "	") {
            let wsStart = i, next = source[i + 1];
            for (; next === " " || next === "	"; )
              next = source[++i + 1];
            next !== `
` && !(next === "\r" && source[i + 2] === `
`) && (res += i > wsStart ? source.slice(wsStart, i + 1) : ch);
          } else
            res += ch;
      }
      return (source[source.length - 1] !== '"' || source.length === 1) && onError(source.length, "MISSING_CHAR", 'Missing closing "quote'), res;
    }
    function foldNewline(source, offset) {
      let fold = "", ch = source[offset + 1];
      for (; (ch === " " || ch === "	" || ch === `
` || ch === "\r") && !(ch === "\r" && source[offset + 2] !== `
`); )
        ch === `
` && (fold += `
`), offset += 1, ch = source[offset + 1];
      return fold || (fold = " "), { fold, offset };
    }
    var escapeCodes = {
      0: "\0",
      // null character
      a: "\x07",
      // bell character
      b: "\b",
      // backspace
      e: "\x1B",
      // escape character
      f: "\f",
      // form feed
      n: `
`,
      // line feed
      r: "\r",
      // carriage return
      t: "	",
      // horizontal tab
      v: "\v",
      // vertical tab
      N: "\x85",
      // Unicode next line
      _: "\xA0",
      // Unicode non-breaking space
      L: "\u2028",
      // Unicode line separator
      P: "\u2029",
      // Unicode paragraph separator
      " ": " ",
      '"': '"',
      "/": "/",
      "\\": "\\",
      "	": "	"
    };
    function parseCharCode(source, offset, length, onError) {
      let cc = source.substr(offset, length), code = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
      try {
        return String.fromCodePoint(code);
      } catch {
        let raw = source.substr(offset - 2, length + 2);
        return onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`), raw;
      }
    }
    exports2.resolveFlowScalar = resolveFlowScalar;
  }
});

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJS({
  "node_modules/yaml/dist/compose/compose-scalar.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), resolveBlockScalar = require_resolve_block_scalar(), resolveFlowScalar = require_resolve_flow_scalar();
    function composeScalar(ctx, token, tagToken, onError) {
      let { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError), tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null, tag;
      ctx.options.stringKeys && ctx.atKey ? tag = ctx.schema[identity.SCALAR] : tagName ? tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError) : token.type === "scalar" ? tag = findScalarTagByTest(ctx, value, token, onError) : tag = ctx.schema[identity.SCALAR];
      let scalar2;
      try {
        let res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
        scalar2 = identity.isScalar(res) ? res : new Scalar.Scalar(res);
      } catch (error) {
        let msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), scalar2 = new Scalar.Scalar(value);
      }
      return scalar2.range = range, scalar2.source = value, type && (scalar2.type = type), tagName && (scalar2.tag = tagName), tag.format && (scalar2.format = tag.format), comment && (scalar2.comment = comment), scalar2;
    }
    function findScalarTagByName(schema, value, tagName, tagToken, onError) {
      if (tagName === "!")
        return schema[identity.SCALAR];
      let matchWithTest = [];
      for (let tag of schema.tags)
        if (!tag.collection && tag.tag === tagName)
          if (tag.default && tag.test)
            matchWithTest.push(tag);
          else
            return tag;
      for (let tag of matchWithTest)
        if (tag.test?.test(value))
          return tag;
      let kt = schema.knownTags[tagName];
      return kt && !kt.collection ? (schema.tags.push(Object.assign({}, kt, { default: !1, test: void 0 })), kt) : (onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str"), schema[identity.SCALAR]);
    }
    function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
      let tag = schema.tags.find((tag2) => (tag2.default === !0 || atKey && tag2.default === "key") && tag2.test?.test(value)) || schema[identity.SCALAR];
      if (schema.compat) {
        let compat = schema.compat.find((tag2) => tag2.default && tag2.test?.test(value)) ?? schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
          let ts = directives.tagString(tag.tag), cs = directives.tagString(compat.tag), msg = `Value may be parsed as either ${ts} or ${cs}`;
          onError(token, "TAG_RESOLVE_FAILED", msg, !0);
        }
      }
      return tag;
    }
    exports2.composeScalar = composeScalar;
  }
});

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJS({
  "node_modules/yaml/dist/compose/util-empty-scalar-position.js"(exports2) {
    "use strict";
    function emptyScalarPosition(offset, before, pos) {
      if (before) {
        pos ?? (pos = before.length);
        for (let i = pos - 1; i >= 0; --i) {
          let st = before[i];
          switch (st.type) {
            case "space":
            case "comment":
            case "newline":
              offset -= st.source.length;
              continue;
          }
          for (st = before[++i]; st?.type === "space"; )
            offset += st.source.length, st = before[++i];
          break;
        }
      }
      return offset;
    }
    exports2.emptyScalarPosition = emptyScalarPosition;
  }
});

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJS({
  "node_modules/yaml/dist/compose/compose-node.js"(exports2) {
    "use strict";
    var Alias = require_Alias(), identity = require_identity(), composeCollection = require_compose_collection(), composeScalar = require_compose_scalar(), resolveEnd = require_resolve_end(), utilEmptyScalarPosition = require_util_empty_scalar_position(), CN = { composeNode, composeEmptyNode };
    function composeNode(ctx, token, props, onError) {
      let atKey = ctx.atKey, { spaceBefore, comment, anchor, tag } = props, node, isSrcToken = !0;
      switch (token.type) {
        case "alias":
          node = composeAlias(ctx, token, onError), (anchor || tag) && onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
          break;
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "block-scalar":
          node = composeScalar.composeScalar(ctx, token, tag, onError), anchor && (node.anchor = anchor.source.substring(1));
          break;
        case "block-map":
        case "block-seq":
        case "flow-collection":
          try {
            node = composeCollection.composeCollection(CN, ctx, token, props, onError), anchor && (node.anchor = anchor.source.substring(1));
          } catch (error) {
            let message = error instanceof Error ? error.message : String(error);
            onError(token, "RESOURCE_EXHAUSTION", message);
          }
          break;
        default: {
          let message = token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`;
          onError(token, "UNEXPECTED_TOKEN", message), isSrcToken = !1;
        }
      }
      return node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError)), anchor && node.anchor === "" && onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string"), atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value != "string" || node.tag && node.tag !== "tag:yaml.org,2002:str") && onError(tag ?? token, "NON_STRING_KEY", "With stringKeys, all keys must be strings"), spaceBefore && (node.spaceBefore = !0), comment && (token.type === "scalar" && token.source === "" ? node.comment = comment : node.commentBefore = comment), ctx.options.keepSourceTokens && isSrcToken && (node.srcToken = token), node;
    }
    function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
      let token = {
        type: "scalar",
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ""
      }, node = composeScalar.composeScalar(ctx, token, tag, onError);
      return anchor && (node.anchor = anchor.source.substring(1), node.anchor === "" && onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string")), spaceBefore && (node.spaceBefore = !0), comment && (node.comment = comment, node.range[2] = end), node;
    }
    function composeAlias({ options }, { offset, source, end }, onError) {
      let alias = new Alias.Alias(source.substring(1));
      alias.source === "" && onError(offset, "BAD_ALIAS", "Alias cannot be an empty string"), alias.source.endsWith(":") && onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", !0);
      let valueEnd = offset + source.length, re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
      return alias.range = [offset, valueEnd, re.offset], re.comment && (alias.comment = re.comment), alias;
    }
    exports2.composeEmptyNode = composeEmptyNode;
    exports2.composeNode = composeNode;
  }
});

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJS({
  "node_modules/yaml/dist/compose/compose-doc.js"(exports2) {
    "use strict";
    var Document = require_Document(), composeNode = require_compose_node(), resolveEnd = require_resolve_end(), resolveProps = require_resolve_props();
    function composeDoc(options, directives, { offset, start, value, end }, onError) {
      let opts = Object.assign({ _directives: directives }, options), doc = new Document.Document(void 0, opts), ctx = {
        atKey: !1,
        atRoot: !0,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
      }, props = resolveProps.resolveProps(start, {
        indicator: "doc-start",
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: !0
      });
      props.found && (doc.directives.docStart = !0, value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline && onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker")), doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
      let contentEnd = doc.contents.range[2], re = resolveEnd.resolveEnd(end, contentEnd, !1, onError);
      return re.comment && (doc.comment = re.comment), doc.range = [offset, contentEnd, re.offset], doc;
    }
    exports2.composeDoc = composeDoc;
  }
});

// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJS({
  "node_modules/yaml/dist/compose/composer.js"(exports2) {
    "use strict";
    var node_process = require("process"), directives = require_directives(), Document = require_Document(), errors = require_errors(), identity = require_identity(), composeDoc = require_compose_doc(), resolveEnd = require_resolve_end();
    function getErrorPos(src) {
      if (typeof src == "number")
        return [src, src + 1];
      if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
      let { offset, source } = src;
      return [offset, offset + (typeof source == "string" ? source.length : 1)];
    }
    function parsePrelude(prelude) {
      let comment = "", atComment = !1, afterEmptyLine = !1;
      for (let i = 0; i < prelude.length; ++i) {
        let source = prelude[i];
        switch (source[0]) {
          case "#":
            comment += (comment === "" ? "" : afterEmptyLine ? `

` : `
`) + (source.substring(1) || " "), atComment = !0, afterEmptyLine = !1;
            break;
          case "%":
            prelude[i + 1]?.[0] !== "#" && (i += 1), atComment = !1;
            break;
          default:
            atComment || (afterEmptyLine = !0), atComment = !1;
        }
      }
      return { comment, afterEmptyLine };
    }
    var Composer = class {
      constructor(options = {}) {
        this.doc = null, this.atDirectives = !1, this.prelude = [], this.errors = [], this.warnings = [], this.onError = (source, code, message, warning) => {
          let pos = getErrorPos(source);
          warning ? this.warnings.push(new errors.YAMLWarning(pos, code, message)) : this.errors.push(new errors.YAMLParseError(pos, code, message));
        }, this.directives = new directives.Directives({ version: options.version || "1.2" }), this.options = options;
      }
      decorate(doc, afterDoc) {
        let { comment, afterEmptyLine } = parsePrelude(this.prelude);
        if (comment) {
          let dc = doc.contents;
          if (afterDoc)
            doc.comment = doc.comment ? `${doc.comment}
${comment}` : comment;
          else if (afterEmptyLine || doc.directives.docStart || !dc)
            doc.commentBefore = comment;
          else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
            let it = dc.items[0];
            identity.isPair(it) && (it = it.key);
            let cb = it.commentBefore;
            it.commentBefore = cb ? `${comment}
${cb}` : comment;
          } else {
            let cb = dc.commentBefore;
            dc.commentBefore = cb ? `${comment}
${cb}` : comment;
          }
        }
        if (afterDoc) {
          for (let i = 0; i < this.errors.length; ++i)
            doc.errors.push(this.errors[i]);
          for (let i = 0; i < this.warnings.length; ++i)
            doc.warnings.push(this.warnings[i]);
        } else
          doc.errors = this.errors, doc.warnings = this.warnings;
        this.prelude = [], this.errors = [], this.warnings = [];
      }
      /**
       * Current stream status information.
       *
       * Mostly useful at the end of input for an empty stream.
       */
      streamInfo() {
        return {
          comment: parsePrelude(this.prelude).comment,
          directives: this.directives,
          errors: this.errors,
          warnings: this.warnings
        };
      }
      /**
       * Compose tokens into documents.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *compose(tokens, forceDoc = !1, endOffset = -1) {
        for (let token of tokens)
          yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
      }
      /** Advance the composer by one CST token. */
      *next(token) {
        switch (node_process.env.LOG_STREAM && console.dir(token, { depth: null }), token.type) {
          case "directive":
            this.directives.add(token.source, (offset, message, warning) => {
              let pos = getErrorPos(token);
              pos[0] += offset, this.onError(pos, "BAD_DIRECTIVE", message, warning);
            }), this.prelude.push(token.source), this.atDirectives = !0;
            break;
          case "document": {
            let doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
            this.atDirectives && !doc.directives.docStart && this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line"), this.decorate(doc, !1), this.doc && (yield this.doc), this.doc = doc, this.atDirectives = !1;
            break;
          }
          case "byte-order-mark":
          case "space":
            break;
          case "comment":
          case "newline":
            this.prelude.push(token.source);
            break;
          case "error": {
            let msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message, error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
            this.atDirectives || !this.doc ? this.errors.push(error) : this.doc.errors.push(error);
            break;
          }
          case "doc-end": {
            if (!this.doc) {
              let msg = "Unexpected doc-end without preceding document";
              this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg));
              break;
            }
            this.doc.directives.docEnd = !0;
            let end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
            if (this.decorate(this.doc, !0), end.comment) {
              let dc = this.doc.comment;
              this.doc.comment = dc ? `${dc}
${end.comment}` : end.comment;
            }
            this.doc.range[2] = end.offset;
            break;
          }
          default:
            this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
        }
      }
      /**
       * Call at end of input to yield any remaining document.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *end(forceDoc = !1, endOffset = -1) {
        if (this.doc)
          this.decorate(this.doc, !0), yield this.doc, this.doc = null;
        else if (forceDoc) {
          let opts = Object.assign({ _directives: this.directives }, this.options), doc = new Document.Document(void 0, opts);
          this.atDirectives && this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line"), doc.range = [0, endOffset, endOffset], this.decorate(doc, !1), yield doc;
        }
      }
    };
    exports2.Composer = Composer;
  }
});

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJS({
  "node_modules/yaml/dist/parse/cst-scalar.js"(exports2) {
    "use strict";
    var resolveBlockScalar = require_resolve_block_scalar(), resolveFlowScalar = require_resolve_flow_scalar(), errors = require_errors(), stringifyString = require_stringifyString();
    function resolveAsScalar(token, strict = !0, onError) {
      if (token) {
        let _onError = (pos, code, message) => {
          let offset = typeof pos == "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
          if (onError)
            onError(offset, code, message);
          else
            throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
          case "block-scalar":
            return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
      }
      return null;
    }
    function createScalarToken(value, context) {
      let { implicitKey = !1, indent, inFlow = !1, offset = -1, type = "PLAIN" } = context, source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: !0, lineWidth: -1 }
      }), end = context.end ?? [
        { type: "newline", offset: -1, indent, source: `
` }
      ];
      switch (source[0]) {
        case "|":
        case ">": {
          let he = source.indexOf(`
`), head = source.substring(0, he), body = source.substring(he + 1) + `
`, props = [
            { type: "block-scalar-header", offset, indent, source: head }
          ];
          return addEndtoBlockProps(props, end) || props.push({ type: "newline", offset: -1, indent, source: `
` }), { type: "block-scalar", offset, indent, props, source: body };
        }
        case '"':
          return { type: "double-quoted-scalar", offset, indent, source, end };
        case "'":
          return { type: "single-quoted-scalar", offset, indent, source, end };
        default:
          return { type: "scalar", offset, indent, source, end };
      }
    }
    function setScalarValue(token, value, context = {}) {
      let { afterKey = !1, implicitKey = !1, inFlow = !1, type } = context, indent = "indent" in token ? token.indent : null;
      if (afterKey && typeof indent == "number" && (indent += 2), !type)
        switch (token.type) {
          case "single-quoted-scalar":
            type = "QUOTE_SINGLE";
            break;
          case "double-quoted-scalar":
            type = "QUOTE_DOUBLE";
            break;
          case "block-scalar": {
            let header = token.props[0];
            if (header.type !== "block-scalar-header")
              throw new Error("Invalid block scalar header");
            type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
            break;
          }
          default:
            type = "PLAIN";
        }
      let source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: !0, lineWidth: -1 }
      });
      switch (source[0]) {
        case "|":
        case ">":
          setBlockScalarValue(token, source);
          break;
        case '"':
          setFlowScalarValue(token, source, "double-quoted-scalar");
          break;
        case "'":
          setFlowScalarValue(token, source, "single-quoted-scalar");
          break;
        default:
          setFlowScalarValue(token, source, "scalar");
      }
    }
    function setBlockScalarValue(token, source) {
      let he = source.indexOf(`
`), head = source.substring(0, he), body = source.substring(he + 1) + `
`;
      if (token.type === "block-scalar") {
        let header = token.props[0];
        if (header.type !== "block-scalar-header")
          throw new Error("Invalid block scalar header");
        header.source = head, token.source = body;
      } else {
        let { offset } = token, indent = "indent" in token ? token.indent : -1, props = [
          { type: "block-scalar-header", offset, indent, source: head }
        ];
        addEndtoBlockProps(props, "end" in token ? token.end : void 0) || props.push({ type: "newline", offset: -1, indent, source: `
` });
        for (let key of Object.keys(token))
          key !== "type" && key !== "offset" && delete token[key];
        Object.assign(token, { type: "block-scalar", indent, props, source: body });
      }
    }
    function addEndtoBlockProps(props, end) {
      if (end)
        for (let st of end)
          switch (st.type) {
            case "space":
            case "comment":
              props.push(st);
              break;
            case "newline":
              return props.push(st), !0;
          }
      return !1;
    }
    function setFlowScalarValue(token, source, type) {
      switch (token.type) {
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          token.type = type, token.source = source;
          break;
        case "block-scalar": {
          let end = token.props.slice(1), oa = source.length;
          token.props[0].type === "block-scalar-header" && (oa -= token.props[0].source.length);
          for (let tok of end)
            tok.offset += oa;
          delete token.props, Object.assign(token, { type, source, end });
          break;
        }
        case "block-map":
        case "block-seq": {
          let nl = { type: "newline", offset: token.offset + source.length, indent: token.indent, source: `
` };
          delete token.items, Object.assign(token, { type, source, end: [nl] });
          break;
        }
        default: {
          let indent = "indent" in token ? token.indent : -1, end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
          for (let key of Object.keys(token))
            key !== "type" && key !== "offset" && delete token[key];
          Object.assign(token, { type, indent, source, end });
        }
      }
    }
    exports2.createScalarToken = createScalarToken;
    exports2.resolveAsScalar = resolveAsScalar;
    exports2.setScalarValue = setScalarValue;
  }
});

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJS({
  "node_modules/yaml/dist/parse/cst-stringify.js"(exports2) {
    "use strict";
    var stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
    function stringifyToken(token) {
      switch (token.type) {
        case "block-scalar": {
          let res = "";
          for (let tok of token.props)
            res += stringifyToken(tok);
          return res + token.source;
        }
        case "block-map":
        case "block-seq": {
          let res = "";
          for (let item of token.items)
            res += stringifyItem(item);
          return res;
        }
        case "flow-collection": {
          let res = token.start.source;
          for (let item of token.items)
            res += stringifyItem(item);
          for (let st of token.end)
            res += st.source;
          return res;
        }
        case "document": {
          let res = stringifyItem(token);
          if (token.end)
            for (let st of token.end)
              res += st.source;
          return res;
        }
        default: {
          let res = token.source;
          if ("end" in token && token.end)
            for (let st of token.end)
              res += st.source;
          return res;
        }
      }
    }
    function stringifyItem({ start, key, sep, value }) {
      let res = "";
      for (let st of start)
        res += st.source;
      if (key && (res += stringifyToken(key)), sep)
        for (let st of sep)
          res += st.source;
      return value && (res += stringifyToken(value)), res;
    }
    exports2.stringify = stringify;
  }
});

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJS({
  "node_modules/yaml/dist/parse/cst-visit.js"(exports2) {
    "use strict";
    var BREAK2 = /* @__PURE__ */ Symbol("break visit"), SKIP = /* @__PURE__ */ Symbol("skip children"), REMOVE = /* @__PURE__ */ Symbol("remove item");
    function visit(cst, visitor) {
      "type" in cst && cst.type === "document" && (cst = { start: cst.start, value: cst.value }), _visit(Object.freeze([]), cst, visitor);
    }
    visit.BREAK = BREAK2;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    visit.itemAtPath = (cst, path) => {
      let item = cst;
      for (let [field, index] of path) {
        let tok = item?.[field];
        if (tok && "items" in tok)
          item = tok.items[index];
        else
          return;
      }
      return item;
    };
    visit.parentCollection = (cst, path) => {
      let parent = visit.itemAtPath(cst, path.slice(0, -1)), field = path[path.length - 1][0], coll = parent?.[field];
      if (coll && "items" in coll)
        return coll;
      throw new Error("Parent collection not found");
    };
    function _visit(path, item, visitor) {
      let ctrl = visitor(item, path);
      if (typeof ctrl == "symbol")
        return ctrl;
      for (let field of ["key", "value"]) {
        let token = item[field];
        if (token && "items" in token) {
          for (let i = 0; i < token.items.length; ++i) {
            let ci = _visit(Object.freeze(path.concat([[field, i]])), token.items[i], visitor);
            if (typeof ci == "number")
              i = ci - 1;
            else {
              if (ci === BREAK2)
                return BREAK2;
              ci === REMOVE && (token.items.splice(i, 1), i -= 1);
            }
          }
          typeof ctrl == "function" && field === "key" && (ctrl = ctrl(item, path));
        }
      }
      return typeof ctrl == "function" ? ctrl(item, path) : ctrl;
    }
    exports2.visit = visit;
  }
});

// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJS({
  "node_modules/yaml/dist/parse/cst.js"(exports2) {
    "use strict";
    var cstScalar = require_cst_scalar(), cstStringify = require_cst_stringify(), cstVisit = require_cst_visit(), BOM = "\uFEFF", DOCUMENT = "", FLOW_END = "", SCALAR = "", isCollection = (token) => !!token && "items" in token, isScalar2 = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
    function prettyToken(token) {
      switch (token) {
        case BOM:
          return "<BOM>";
        case DOCUMENT:
          return "<DOC>";
        case FLOW_END:
          return "<FLOW_END>";
        case SCALAR:
          return "<SCALAR>";
        default:
          return JSON.stringify(token);
      }
    }
    function tokenType(source) {
      switch (source) {
        case BOM:
          return "byte-order-mark";
        case DOCUMENT:
          return "doc-mode";
        case FLOW_END:
          return "flow-error-end";
        case SCALAR:
          return "scalar";
        case "---":
          return "doc-start";
        case "...":
          return "doc-end";
        case "":
        case `
`:
        case `\r
`:
          return "newline";
        case "-":
          return "seq-item-ind";
        case "?":
          return "explicit-key-ind";
        case ":":
          return "map-value-ind";
        case "{":
          return "flow-map-start";
        case "}":
          return "flow-map-end";
        case "[":
          return "flow-seq-start";
        case "]":
          return "flow-seq-end";
        case ",":
          return "comma";
      }
      switch (source[0]) {
        case " ":
        case "	":
          return "space";
        case "#":
          return "comment";
        case "%":
          return "directive-line";
        case "*":
          return "alias";
        case "&":
          return "anchor";
        case "!":
          return "tag";
        case "'":
          return "single-quoted-scalar";
        case '"':
          return "double-quoted-scalar";
        case "|":
        case ">":
          return "block-scalar-header";
      }
      return null;
    }
    exports2.createScalarToken = cstScalar.createScalarToken;
    exports2.resolveAsScalar = cstScalar.resolveAsScalar;
    exports2.setScalarValue = cstScalar.setScalarValue;
    exports2.stringify = cstStringify.stringify;
    exports2.visit = cstVisit.visit;
    exports2.BOM = BOM;
    exports2.DOCUMENT = DOCUMENT;
    exports2.FLOW_END = FLOW_END;
    exports2.SCALAR = SCALAR;
    exports2.isCollection = isCollection;
    exports2.isScalar = isScalar2;
    exports2.prettyToken = prettyToken;
    exports2.tokenType = tokenType;
  }
});

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJS({
  "node_modules/yaml/dist/parse/lexer.js"(exports2) {
    "use strict";
    var cst = require_cst();
    function isEmpty2(ch) {
      switch (ch) {
        case void 0:
        case " ":
        case `
`:
        case "\r":
        case "	":
          return !0;
        default:
          return !1;
      }
    }
    var hexDigits = new Set("0123456789ABCDEFabcdef"), tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()"), flowIndicatorChars = new Set(",[]{}"), invalidAnchorChars = new Set(` ,[]{}
\r	`), isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch), Lexer = class {
      constructor() {
        this.atEnd = !1, this.blockScalarIndent = -1, this.blockScalarKeep = !1, this.buffer = "", this.flowKey = !1, this.flowLevel = 0, this.indentNext = 0, this.indentValue = 0, this.lineEndPos = null, this.next = null, this.pos = 0;
      }
      /**
       * Generate YAML tokens from the `source` string. If `incomplete`,
       * a part of the last line may be left as a buffer for the next call.
       *
       * @returns A generator of lexical tokens
       */
      *lex(source, incomplete = !1) {
        if (source) {
          if (typeof source != "string")
            throw TypeError("source is not a string");
          this.buffer = this.buffer ? this.buffer + source : source, this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? "stream";
        for (; next && (incomplete || this.hasChars(1)); )
          next = yield* this.parseNext(next);
      }
      atLineEnd() {
        let i = this.pos, ch = this.buffer[i];
        for (; ch === " " || ch === "	"; )
          ch = this.buffer[++i];
        return !ch || ch === "#" || ch === `
` ? !0 : ch === "\r" ? this.buffer[i + 1] === `
` : !1;
      }
      charAt(n) {
        return this.buffer[this.pos + n];
      }
      continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
          let indent = 0;
          for (; ch === " "; )
            ch = this.buffer[++indent + offset];
          if (ch === "\r") {
            let next = this.buffer[indent + offset + 1];
            if (next === `
` || !next && !this.atEnd)
              return offset + indent + 1;
          }
          return ch === `
` || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
        }
        if (ch === "-" || ch === ".") {
          let dt = this.buffer.substr(offset, 3);
          if ((dt === "---" || dt === "...") && isEmpty2(this.buffer[offset + 3]))
            return -1;
        }
        return offset;
      }
      getLine() {
        let end = this.lineEndPos;
        return (typeof end != "number" || end !== -1 && end < this.pos) && (end = this.buffer.indexOf(`
`, this.pos), this.lineEndPos = end), end === -1 ? this.atEnd ? this.buffer.substring(this.pos) : null : (this.buffer[end - 1] === "\r" && (end -= 1), this.buffer.substring(this.pos, end));
      }
      hasChars(n) {
        return this.pos + n <= this.buffer.length;
      }
      setNext(state) {
        return this.buffer = this.buffer.substring(this.pos), this.pos = 0, this.lineEndPos = null, this.next = state, null;
      }
      peek(n) {
        return this.buffer.substr(this.pos, n);
      }
      *parseNext(next) {
        switch (next) {
          case "stream":
            return yield* this.parseStream();
          case "line-start":
            return yield* this.parseLineStart();
          case "block-start":
            return yield* this.parseBlockStart();
          case "doc":
            return yield* this.parseDocument();
          case "flow":
            return yield* this.parseFlowCollection();
          case "quoted-scalar":
            return yield* this.parseQuotedScalar();
          case "block-scalar":
            return yield* this.parseBlockScalar();
          case "plain-scalar":
            return yield* this.parsePlainScalar();
        }
      }
      *parseStream() {
        let line = this.getLine();
        if (line === null)
          return this.setNext("stream");
        if (line[0] === cst.BOM && (yield* this.pushCount(1), line = line.substring(1)), line[0] === "%") {
          let dirEnd = line.length, cs = line.indexOf("#");
          for (; cs !== -1; ) {
            let ch = line[cs - 1];
            if (ch === " " || ch === "	") {
              dirEnd = cs - 1;
              break;
            } else
              cs = line.indexOf("#", cs + 1);
          }
          for (; ; ) {
            let ch = line[dirEnd - 1];
            if (ch === " " || ch === "	")
              dirEnd -= 1;
            else
              break;
          }
          let n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(!0));
          return yield* this.pushCount(line.length - n), this.pushNewline(), "stream";
        }
        if (this.atLineEnd()) {
          let sp = yield* this.pushSpaces(!0);
          return yield* this.pushCount(line.length - sp), yield* this.pushNewline(), "stream";
        }
        return yield cst.DOCUMENT, yield* this.parseLineStart();
      }
      *parseLineStart() {
        let ch = this.charAt(0);
        if (!ch && !this.atEnd)
          return this.setNext("line-start");
        if (ch === "-" || ch === ".") {
          if (!this.atEnd && !this.hasChars(4))
            return this.setNext("line-start");
          let s = this.peek(3);
          if ((s === "---" || s === "...") && isEmpty2(this.charAt(3)))
            return yield* this.pushCount(3), this.indentValue = 0, this.indentNext = 0, s === "---" ? "doc" : "stream";
        }
        return this.indentValue = yield* this.pushSpaces(!1), this.indentNext > this.indentValue && !isEmpty2(this.charAt(1)) && (this.indentNext = this.indentValue), yield* this.parseBlockStart();
      }
      *parseBlockStart() {
        let [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
          return this.setNext("block-start");
        if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty2(ch1)) {
          let n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(!0));
          return this.indentNext = this.indentValue + 1, this.indentValue += n, "block-start";
        }
        return "doc";
      }
      *parseDocument() {
        yield* this.pushSpaces(!0);
        let line = this.getLine();
        if (line === null)
          return this.setNext("doc");
        let n = yield* this.pushIndicators();
        switch (line[n]) {
          case "#":
            yield* this.pushCount(line.length - n);
          // fallthrough
          case void 0:
            return yield* this.pushNewline(), yield* this.parseLineStart();
          case "{":
          case "[":
            return yield* this.pushCount(1), this.flowKey = !1, this.flowLevel = 1, "flow";
          case "}":
          case "]":
            return yield* this.pushCount(1), "doc";
          case "*":
            return yield* this.pushUntil(isNotAnchorChar), "doc";
          case '"':
          case "'":
            return yield* this.parseQuotedScalar();
          case "|":
          case ">":
            return n += yield* this.parseBlockScalarHeader(), n += yield* this.pushSpaces(!0), yield* this.pushCount(line.length - n), yield* this.pushNewline(), yield* this.parseBlockScalar();
          default:
            return yield* this.parsePlainScalar();
        }
      }
      *parseFlowCollection() {
        let nl, sp, indent = -1;
        do
          nl = yield* this.pushNewline(), nl > 0 ? (sp = yield* this.pushSpaces(!1), this.indentValue = indent = sp) : sp = 0, sp += yield* this.pushSpaces(!0);
        while (nl + sp > 0);
        let line = this.getLine();
        if (line === null)
          return this.setNext("flow");
        if ((indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty2(line[3])) && !(indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}")))
          return this.flowLevel = 0, yield cst.FLOW_END, yield* this.parseLineStart();
        let n = 0;
        for (; line[n] === ","; )
          n += yield* this.pushCount(1), n += yield* this.pushSpaces(!0), this.flowKey = !1;
        switch (n += yield* this.pushIndicators(), line[n]) {
          case void 0:
            return "flow";
          case "#":
            return yield* this.pushCount(line.length - n), "flow";
          case "{":
          case "[":
            return yield* this.pushCount(1), this.flowKey = !1, this.flowLevel += 1, "flow";
          case "}":
          case "]":
            return yield* this.pushCount(1), this.flowKey = !0, this.flowLevel -= 1, this.flowLevel ? "flow" : "doc";
          case "*":
            return yield* this.pushUntil(isNotAnchorChar), "flow";
          case '"':
          case "'":
            return this.flowKey = !0, yield* this.parseQuotedScalar();
          case ":": {
            let next = this.charAt(1);
            if (this.flowKey || isEmpty2(next) || next === ",")
              return this.flowKey = !1, yield* this.pushCount(1), yield* this.pushSpaces(!0), "flow";
          }
          // fallthrough
          default:
            return this.flowKey = !1, yield* this.parsePlainScalar();
        }
      }
      *parseQuotedScalar() {
        let quote = this.charAt(0), end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'")
          for (; end !== -1 && this.buffer[end + 1] === "'"; )
            end = this.buffer.indexOf("'", end + 2);
        else
          for (; end !== -1; ) {
            let n = 0;
            for (; this.buffer[end - 1 - n] === "\\"; )
              n += 1;
            if (n % 2 === 0)
              break;
            end = this.buffer.indexOf('"', end + 1);
          }
        let qb = this.buffer.substring(0, end), nl = qb.indexOf(`
`, this.pos);
        if (nl !== -1) {
          for (; nl !== -1; ) {
            let cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = qb.indexOf(`
`, cs);
          }
          nl !== -1 && (end = nl - (qb[nl - 1] === "\r" ? 2 : 1));
        }
        if (end === -1) {
          if (!this.atEnd)
            return this.setNext("quoted-scalar");
          end = this.buffer.length;
        }
        return yield* this.pushToIndex(end + 1, !1), this.flowLevel ? "flow" : "doc";
      }
      *parseBlockScalarHeader() {
        this.blockScalarIndent = -1, this.blockScalarKeep = !1;
        let i = this.pos;
        for (; ; ) {
          let ch = this.buffer[++i];
          if (ch === "+")
            this.blockScalarKeep = !0;
          else if (ch > "0" && ch <= "9")
            this.blockScalarIndent = Number(ch) - 1;
          else if (ch !== "-")
            break;
        }
        return yield* this.pushUntil((ch) => isEmpty2(ch) || ch === "#");
      }
      *parseBlockScalar() {
        let nl = this.pos - 1, indent = 0, ch;
        loop: for (let i2 = this.pos; ch = this.buffer[i2]; ++i2)
          switch (ch) {
            case " ":
              indent += 1;
              break;
            case `
`:
              nl = i2, indent = 0;
              break;
            case "\r": {
              let next = this.buffer[i2 + 1];
              if (!next && !this.atEnd)
                return this.setNext("block-scalar");
              if (next === `
`)
                break;
            }
            // fallthrough
            default:
              break loop;
          }
        if (!ch && !this.atEnd)
          return this.setNext("block-scalar");
        if (indent >= this.indentNext) {
          this.blockScalarIndent === -1 ? this.indentNext = indent : this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
          do {
            let cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = this.buffer.indexOf(`
`, cs);
          } while (nl !== -1);
          if (nl === -1) {
            if (!this.atEnd)
              return this.setNext("block-scalar");
            nl = this.buffer.length;
          }
        }
        let i = nl + 1;
        for (ch = this.buffer[i]; ch === " "; )
          ch = this.buffer[++i];
        if (ch === "	") {
          for (; ch === "	" || ch === " " || ch === "\r" || ch === `
`; )
            ch = this.buffer[++i];
          nl = i - 1;
        } else if (!this.blockScalarKeep)
          do {
            let i2 = nl - 1, ch2 = this.buffer[i2];
            ch2 === "\r" && (ch2 = this.buffer[--i2]);
            let lastChar = i2;
            for (; ch2 === " "; )
              ch2 = this.buffer[--i2];
            if (ch2 === `
` && i2 >= this.pos && i2 + 1 + indent > lastChar)
              nl = i2;
            else
              break;
          } while (!0);
        return yield cst.SCALAR, yield* this.pushToIndex(nl + 1, !0), yield* this.parseLineStart();
      }
      *parsePlainScalar() {
        let inFlow = this.flowLevel > 0, end = this.pos - 1, i = this.pos - 1, ch;
        for (; ch = this.buffer[++i]; )
          if (ch === ":") {
            let next = this.buffer[i + 1];
            if (isEmpty2(next) || inFlow && flowIndicatorChars.has(next))
              break;
            end = i;
          } else if (isEmpty2(ch)) {
            let next = this.buffer[i + 1];
            if (ch === "\r" && (next === `
` ? (i += 1, ch = `
`, next = this.buffer[i + 1]) : end = i), next === "#" || inFlow && flowIndicatorChars.has(next))
              break;
            if (ch === `
`) {
              let cs = this.continueScalar(i + 1);
              if (cs === -1)
                break;
              i = Math.max(i, cs - 2);
            }
          } else {
            if (inFlow && flowIndicatorChars.has(ch))
              break;
            end = i;
          }
        return !ch && !this.atEnd ? this.setNext("plain-scalar") : (yield cst.SCALAR, yield* this.pushToIndex(end + 1, !0), inFlow ? "flow" : "doc");
      }
      *pushCount(n) {
        return n > 0 ? (yield this.buffer.substr(this.pos, n), this.pos += n, n) : 0;
      }
      *pushToIndex(i, allowEmpty) {
        let s = this.buffer.slice(this.pos, i);
        return s ? (yield s, this.pos += s.length, s.length) : (allowEmpty && (yield ""), 0);
      }
      *pushIndicators() {
        let n = 0;
        loop: for (; ; ) {
          switch (this.charAt(0)) {
            case "!":
              n += yield* this.pushTag(), n += yield* this.pushSpaces(!0);
              continue loop;
            case "&":
              n += yield* this.pushUntil(isNotAnchorChar), n += yield* this.pushSpaces(!0);
              continue loop;
            case "-":
            // this is an error
            case "?":
            // this is an error outside flow collections
            case ":": {
              let inFlow = this.flowLevel > 0, ch1 = this.charAt(1);
              if (isEmpty2(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
                inFlow ? this.flowKey && (this.flowKey = !1) : this.indentNext = this.indentValue + 1, n += yield* this.pushCount(1), n += yield* this.pushSpaces(!0);
                continue loop;
              }
            }
          }
          break loop;
        }
        return n;
      }
      *pushTag() {
        if (this.charAt(1) === "<") {
          let i = this.pos + 2, ch = this.buffer[i];
          for (; !isEmpty2(ch) && ch !== ">"; )
            ch = this.buffer[++i];
          return yield* this.pushToIndex(ch === ">" ? i + 1 : i, !1);
        } else {
          let i = this.pos + 1, ch = this.buffer[i];
          for (; ch; )
            if (tagChars.has(ch))
              ch = this.buffer[++i];
            else if (ch === "%" && hexDigits.has(this.buffer[i + 1]) && hexDigits.has(this.buffer[i + 2]))
              ch = this.buffer[i += 3];
            else
              break;
          return yield* this.pushToIndex(i, !1);
        }
      }
      *pushNewline() {
        let ch = this.buffer[this.pos];
        return ch === `
` ? yield* this.pushCount(1) : ch === "\r" && this.charAt(1) === `
` ? yield* this.pushCount(2) : 0;
      }
      *pushSpaces(allowTabs) {
        let i = this.pos - 1, ch;
        do
          ch = this.buffer[++i];
        while (ch === " " || allowTabs && ch === "	");
        let n = i - this.pos;
        return n > 0 && (yield this.buffer.substr(this.pos, n), this.pos = i), n;
      }
      *pushUntil(test2) {
        let i = this.pos, ch = this.buffer[i];
        for (; !test2(ch); )
          ch = this.buffer[++i];
        return yield* this.pushToIndex(i, !1);
      }
    };
    exports2.Lexer = Lexer;
  }
});

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJS({
  "node_modules/yaml/dist/parse/line-counter.js"(exports2) {
    "use strict";
    var LineCounter2 = class {
      constructor() {
        this.lineStarts = [], this.addNewLine = (offset) => this.lineStarts.push(offset), this.linePos = (offset) => {
          let low = 0, high = this.lineStarts.length;
          for (; low < high; ) {
            let mid = low + high >> 1;
            this.lineStarts[mid] < offset ? low = mid + 1 : high = mid;
          }
          if (this.lineStarts[low] === offset)
            return { line: low + 1, col: 1 };
          if (low === 0)
            return { line: 0, col: offset };
          let start = this.lineStarts[low - 1];
          return { line: low, col: offset - start + 1 };
        };
      }
    };
    exports2.LineCounter = LineCounter2;
  }
});

// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJS({
  "node_modules/yaml/dist/parse/parser.js"(exports2) {
    "use strict";
    var node_process = require("process"), cst = require_cst(), lexer = require_lexer();
    function includesToken(list3, type) {
      for (let i = 0; i < list3.length; ++i)
        if (list3[i].type === type)
          return !0;
      return !1;
    }
    function findNonEmptyIndex(list3) {
      for (let i = 0; i < list3.length; ++i)
        switch (list3[i].type) {
          case "space":
          case "comment":
          case "newline":
            break;
          default:
            return i;
        }
      return -1;
    }
    function isFlowToken(token) {
      switch (token?.type) {
        case "alias":
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "flow-collection":
          return !0;
        default:
          return !1;
      }
    }
    function getPrevProps(parent) {
      switch (parent.type) {
        case "document":
          return parent.start;
        case "block-map": {
          let it = parent.items[parent.items.length - 1];
          return it.sep ?? it.start;
        }
        case "block-seq":
          return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
          return [];
      }
    }
    function getFirstKeyStartProps(prev) {
      if (prev.length === 0)
        return [];
      let i = prev.length;
      loop: for (; --i >= 0; )
        switch (prev[i].type) {
          case "doc-start":
          case "explicit-key-ind":
          case "map-value-ind":
          case "seq-item-ind":
          case "newline":
            break loop;
        }
      for (; prev[++i]?.type === "space"; )
        ;
      return prev.splice(i, prev.length);
    }
    function arrayPushArray(target, source) {
      if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
      else
        for (let i = 0; i < source.length; ++i)
          target.push(source[i]);
    }
    function fixFlowSeqItems(fc) {
      if (fc.start.type === "flow-seq-start")
        for (let it of fc.items)
          it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind") && (it.key && (it.value = it.key), delete it.key, isFlowToken(it.value) ? it.value.end ? arrayPushArray(it.value.end, it.sep) : it.value.end = it.sep : arrayPushArray(it.start, it.sep), delete it.sep);
    }
    var Parser = class {
      /**
       * @param onNewLine - If defined, called separately with the start position of
       *   each new line (in `parse()`, including the start of input).
       */
      constructor(onNewLine) {
        this.atNewLine = !0, this.atScalar = !1, this.indent = 0, this.offset = 0, this.onKeyLine = !1, this.stack = [], this.source = "", this.type = "", this.lexer = new lexer.Lexer(), this.onNewLine = onNewLine;
      }
      /**
       * Parse `source` as a YAML stream.
       * If `incomplete`, a part of the last line may be left as a buffer for the next call.
       *
       * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
       *
       * @returns A generator of tokens representing each directive, document, and other structure.
       */
      *parse(source, incomplete = !1) {
        this.onNewLine && this.offset === 0 && this.onNewLine(0);
        for (let lexeme of this.lexer.lex(source, incomplete))
          yield* this.next(lexeme);
        incomplete || (yield* this.end());
      }
      /**
       * Advance the parser by the `source` of one lexical token.
       */
      *next(source) {
        if (this.source = source, node_process.env.LOG_TOKENS && console.log("|", cst.prettyToken(source)), this.atScalar) {
          this.atScalar = !1, yield* this.step(), this.offset += source.length;
          return;
        }
        let type = cst.tokenType(source);
        if (type)
          if (type === "scalar")
            this.atNewLine = !1, this.atScalar = !0, this.type = "scalar";
          else {
            switch (this.type = type, yield* this.step(), type) {
              case "newline":
                this.atNewLine = !0, this.indent = 0, this.onNewLine && this.onNewLine(this.offset + source.length);
                break;
              case "space":
                this.atNewLine && source[0] === " " && (this.indent += source.length);
                break;
              case "explicit-key-ind":
              case "map-value-ind":
              case "seq-item-ind":
                this.atNewLine && (this.indent += source.length);
                break;
              case "doc-mode":
              case "flow-error-end":
                return;
              default:
                this.atNewLine = !1;
            }
            this.offset += source.length;
          }
        else {
          let message = `Not a YAML token: ${source}`;
          yield* this.pop({ type: "error", offset: this.offset, message, source }), this.offset += source.length;
        }
      }
      /** Call at end of input to push out any remaining constructions */
      *end() {
        for (; this.stack.length > 0; )
          yield* this.pop();
      }
      get sourceToken() {
        return {
          type: this.type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      *step() {
        let top = this.peek(1);
        if (this.type === "doc-end" && top?.type !== "doc-end") {
          for (; this.stack.length > 0; )
            yield* this.pop();
          this.stack.push({
            type: "doc-end",
            offset: this.offset,
            source: this.source
          });
          return;
        }
        if (!top)
          return yield* this.stream();
        switch (top.type) {
          case "document":
            return yield* this.document(top);
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return yield* this.scalar(top);
          case "block-scalar":
            return yield* this.blockScalar(top);
          case "block-map":
            return yield* this.blockMap(top);
          case "block-seq":
            return yield* this.blockSequence(top);
          case "flow-collection":
            return yield* this.flowCollection(top);
          case "doc-end":
            return yield* this.documentEnd(top);
        }
        yield* this.pop();
      }
      peek(n) {
        return this.stack[this.stack.length - n];
      }
      *pop(error) {
        let token = error ?? this.stack.pop();
        if (!token)
          yield { type: "error", offset: this.offset, source: "", message: "Tried to pop an empty stack" };
        else if (this.stack.length === 0)
          yield token;
        else {
          let top = this.peek(1);
          switch (token.type === "block-scalar" ? token.indent = "indent" in top ? top.indent : 0 : token.type === "flow-collection" && top.type === "document" && (token.indent = 0), token.type === "flow-collection" && fixFlowSeqItems(token), top.type) {
            case "document":
              top.value = token;
              break;
            case "block-scalar":
              top.props.push(token);
              break;
            case "block-map": {
              let it = top.items[top.items.length - 1];
              if (it.value) {
                top.items.push({ start: [], key: token, sep: [] }), this.onKeyLine = !0;
                return;
              } else if (it.sep)
                it.value = token;
              else {
                Object.assign(it, { key: token, sep: [] }), this.onKeyLine = !it.explicitKey;
                return;
              }
              break;
            }
            case "block-seq": {
              let it = top.items[top.items.length - 1];
              it.value ? top.items.push({ start: [], value: token }) : it.value = token;
              break;
            }
            case "flow-collection": {
              let it = top.items[top.items.length - 1];
              !it || it.value ? top.items.push({ start: [], key: token, sep: [] }) : it.sep ? it.value = token : Object.assign(it, { key: token, sep: [] });
              return;
            }
            /* istanbul ignore next should not happen */
            default:
              yield* this.pop(), yield* this.pop(token);
          }
          if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
            let last = token.items[token.items.length - 1];
            last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent)) && (top.type === "document" ? top.end = last.start : top.items.push({ start: last.start }), token.items.splice(-1, 1));
          }
        }
      }
      *stream() {
        switch (this.type) {
          case "directive-line":
            yield { type: "directive", offset: this.offset, source: this.source };
            return;
          case "byte-order-mark":
          case "space":
          case "comment":
          case "newline":
            yield this.sourceToken;
            return;
          case "doc-mode":
          case "doc-start": {
            let doc = {
              type: "document",
              offset: this.offset,
              start: []
            };
            this.type === "doc-start" && doc.start.push(this.sourceToken), this.stack.push(doc);
            return;
          }
        }
        yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML stream`,
          source: this.source
        };
      }
      *document(doc) {
        if (doc.value)
          return yield* this.lineEnd(doc);
        switch (this.type) {
          case "doc-start": {
            findNonEmptyIndex(doc.start) !== -1 ? (yield* this.pop(), yield* this.step()) : doc.start.push(this.sourceToken);
            return;
          }
          case "anchor":
          case "tag":
          case "space":
          case "comment":
          case "newline":
            doc.start.push(this.sourceToken);
            return;
        }
        let bv = this.startBlockValue(doc);
        bv ? this.stack.push(bv) : yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML document`,
          source: this.source
        };
      }
      *scalar(scalar2) {
        if (this.type === "map-value-ind") {
          let prev = getPrevProps(this.peek(2)), start = getFirstKeyStartProps(prev), sep;
          scalar2.end ? (sep = scalar2.end, sep.push(this.sourceToken), delete scalar2.end) : sep = [this.sourceToken];
          let map = {
            type: "block-map",
            offset: scalar2.offset,
            indent: scalar2.indent,
            items: [{ start, key: scalar2, sep }]
          };
          this.onKeyLine = !0, this.stack[this.stack.length - 1] = map;
        } else
          yield* this.lineEnd(scalar2);
      }
      *blockScalar(scalar2) {
        switch (this.type) {
          case "space":
          case "comment":
          case "newline":
            scalar2.props.push(this.sourceToken);
            return;
          case "scalar":
            if (scalar2.source = this.source, this.atNewLine = !0, this.indent = 0, this.onNewLine) {
              let nl = this.source.indexOf(`
`) + 1;
              for (; nl !== 0; )
                this.onNewLine(this.offset + nl), nl = this.source.indexOf(`
`, nl) + 1;
            }
            yield* this.pop();
            break;
          /* istanbul ignore next should not happen */
          default:
            yield* this.pop(), yield* this.step();
        }
      }
      *blockMap(map) {
        let it = map.items[map.items.length - 1];
        switch (this.type) {
          case "newline":
            if (this.onKeyLine = !1, it.value) {
              let end = "end" in it.value ? it.value.end : void 0;
              (Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment" ? end?.push(this.sourceToken) : map.items.push({ start: [this.sourceToken] });
            } else it.sep ? it.sep.push(this.sourceToken) : it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              map.items.push({ start: [this.sourceToken] });
            else if (it.sep)
              it.sep.push(this.sourceToken);
            else {
              if (this.atIndentedComment(it.start, map.indent)) {
                let end = map.items[map.items.length - 2]?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start), end.push(this.sourceToken), map.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
        }
        if (this.indent >= map.indent) {
          let atMapIndent = !this.onKeyLine && this.indent === map.indent, atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind", start = [];
          if (atNextItem && it.sep && !it.value) {
            let nl = [];
            for (let i = 0; i < it.sep.length; ++i) {
              let st = it.sep[i];
              switch (st.type) {
                case "newline":
                  nl.push(i);
                  break;
                case "space":
                  break;
                case "comment":
                  st.indent > map.indent && (nl.length = 0);
                  break;
                default:
                  nl.length = 0;
              }
            }
            nl.length >= 2 && (start = it.sep.splice(nl[1]));
          }
          switch (this.type) {
            case "anchor":
            case "tag":
              atNextItem || it.value ? (start.push(this.sourceToken), map.items.push({ start }), this.onKeyLine = !0) : it.sep ? it.sep.push(this.sourceToken) : it.start.push(this.sourceToken);
              return;
            case "explicit-key-ind":
              !it.sep && !it.explicitKey ? (it.start.push(this.sourceToken), it.explicitKey = !0) : atNextItem || it.value ? (start.push(this.sourceToken), map.items.push({ start, explicitKey: !0 })) : this.stack.push({
                type: "block-map",
                offset: this.offset,
                indent: this.indent,
                items: [{ start: [this.sourceToken], explicitKey: !0 }]
              }), this.onKeyLine = !0;
              return;
            case "map-value-ind":
              if (it.explicitKey)
                if (it.sep)
                  if (it.value)
                    map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                  else if (includesToken(it.sep, "map-value-ind"))
                    this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start, key: null, sep: [this.sourceToken] }]
                    });
                  else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
                    let start2 = getFirstKeyStartProps(it.start), key = it.key, sep = it.sep;
                    sep.push(this.sourceToken), delete it.key, delete it.sep, this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start: start2, key, sep }]
                    });
                  } else start.length > 0 ? it.sep = it.sep.concat(start, this.sourceToken) : it.sep.push(this.sourceToken);
                else if (includesToken(it.start, "newline"))
                  Object.assign(it, { key: null, sep: [this.sourceToken] });
                else {
                  let start2 = getFirstKeyStartProps(it.start);
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: start2, key: null, sep: [this.sourceToken] }]
                  });
                }
              else
                it.sep ? it.value || atNextItem ? map.items.push({ start, key: null, sep: [this.sourceToken] }) : includesToken(it.sep, "map-value-ind") ? this.stack.push({
                  type: "block-map",
                  offset: this.offset,
                  indent: this.indent,
                  items: [{ start: [], key: null, sep: [this.sourceToken] }]
                }) : it.sep.push(this.sourceToken) : Object.assign(it, { key: null, sep: [this.sourceToken] });
              this.onKeyLine = !0;
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              let fs = this.flowScalar(this.type);
              atNextItem || it.value ? (map.items.push({ start, key: fs, sep: [] }), this.onKeyLine = !0) : it.sep ? this.stack.push(fs) : (Object.assign(it, { key: fs, sep: [] }), this.onKeyLine = !0);
              return;
            }
            default: {
              let bv = this.startBlockValue(map);
              if (bv) {
                if (bv.type === "block-seq") {
                  if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
                    yield* this.pop({
                      type: "error",
                      offset: this.offset,
                      message: "Unexpected block-seq-ind on same line with key",
                      source: this.source
                    });
                    return;
                  }
                } else atMapIndent && map.items.push({ start });
                this.stack.push(bv);
                return;
              }
            }
          }
        }
        yield* this.pop(), yield* this.step();
      }
      *blockSequence(seq) {
        let it = seq.items[seq.items.length - 1];
        switch (this.type) {
          case "newline":
            if (it.value) {
              let end = "end" in it.value ? it.value.end : void 0;
              (Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment" ? end?.push(this.sourceToken) : seq.items.push({ start: [this.sourceToken] });
            } else
              it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              seq.items.push({ start: [this.sourceToken] });
            else {
              if (this.atIndentedComment(it.start, seq.indent)) {
                let end = seq.items[seq.items.length - 2]?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start), end.push(this.sourceToken), seq.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
          case "anchor":
          case "tag":
            if (it.value || this.indent <= seq.indent)
              break;
            it.start.push(this.sourceToken);
            return;
          case "seq-item-ind":
            if (this.indent !== seq.indent)
              break;
            it.value || includesToken(it.start, "seq-item-ind") ? seq.items.push({ start: [this.sourceToken] }) : it.start.push(this.sourceToken);
            return;
        }
        if (this.indent > seq.indent) {
          let bv = this.startBlockValue(seq);
          if (bv) {
            this.stack.push(bv);
            return;
          }
        }
        yield* this.pop(), yield* this.step();
      }
      *flowCollection(fc) {
        let it = fc.items[fc.items.length - 1];
        if (this.type === "flow-error-end") {
          let top;
          do
            yield* this.pop(), top = this.peek(1);
          while (top?.type === "flow-collection");
        } else if (fc.end.length === 0) {
          switch (this.type) {
            case "comma":
            case "explicit-key-ind":
              !it || it.sep ? fc.items.push({ start: [this.sourceToken] }) : it.start.push(this.sourceToken);
              return;
            case "map-value-ind":
              !it || it.value ? fc.items.push({ start: [], key: null, sep: [this.sourceToken] }) : it.sep ? it.sep.push(this.sourceToken) : Object.assign(it, { key: null, sep: [this.sourceToken] });
              return;
            case "space":
            case "comment":
            case "newline":
            case "anchor":
            case "tag":
              !it || it.value ? fc.items.push({ start: [this.sourceToken] }) : it.sep ? it.sep.push(this.sourceToken) : it.start.push(this.sourceToken);
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              let fs = this.flowScalar(this.type);
              !it || it.value ? fc.items.push({ start: [], key: fs, sep: [] }) : it.sep ? this.stack.push(fs) : Object.assign(it, { key: fs, sep: [] });
              return;
            }
            case "flow-map-end":
            case "flow-seq-end":
              fc.end.push(this.sourceToken);
              return;
          }
          let bv = this.startBlockValue(fc);
          bv ? this.stack.push(bv) : (yield* this.pop(), yield* this.step());
        } else {
          let parent = this.peek(2);
          if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep))
            yield* this.pop(), yield* this.step();
          else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
            let prev = getPrevProps(parent), start = getFirstKeyStartProps(prev);
            fixFlowSeqItems(fc);
            let sep = fc.end.splice(1, fc.end.length);
            sep.push(this.sourceToken);
            let map = {
              type: "block-map",
              offset: fc.offset,
              indent: fc.indent,
              items: [{ start, key: fc, sep }]
            };
            this.onKeyLine = !0, this.stack[this.stack.length - 1] = map;
          } else
            yield* this.lineEnd(fc);
        }
      }
      flowScalar(type) {
        if (this.onNewLine) {
          let nl = this.source.indexOf(`
`) + 1;
          for (; nl !== 0; )
            this.onNewLine(this.offset + nl), nl = this.source.indexOf(`
`, nl) + 1;
        }
        return {
          type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      startBlockValue(parent) {
        switch (this.type) {
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return this.flowScalar(this.type);
          case "block-scalar-header":
            return {
              type: "block-scalar",
              offset: this.offset,
              indent: this.indent,
              props: [this.sourceToken],
              source: ""
            };
          case "flow-map-start":
          case "flow-seq-start":
            return {
              type: "flow-collection",
              offset: this.offset,
              indent: this.indent,
              start: this.sourceToken,
              items: [],
              end: []
            };
          case "seq-item-ind":
            return {
              type: "block-seq",
              offset: this.offset,
              indent: this.indent,
              items: [{ start: [this.sourceToken] }]
            };
          case "explicit-key-ind": {
            this.onKeyLine = !0;
            let prev = getPrevProps(parent), start = getFirstKeyStartProps(prev);
            return start.push(this.sourceToken), {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, explicitKey: !0 }]
            };
          }
          case "map-value-ind": {
            this.onKeyLine = !0;
            let prev = getPrevProps(parent), start = getFirstKeyStartProps(prev);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, key: null, sep: [this.sourceToken] }]
            };
          }
        }
        return null;
      }
      atIndentedComment(start, indent) {
        return this.type !== "comment" || this.indent <= indent ? !1 : start.every((st) => st.type === "newline" || st.type === "space");
      }
      *documentEnd(docEnd) {
        this.type !== "doc-mode" && (docEnd.end ? docEnd.end.push(this.sourceToken) : docEnd.end = [this.sourceToken], this.type === "newline" && (yield* this.pop()));
      }
      *lineEnd(token) {
        switch (this.type) {
          case "comma":
          case "doc-start":
          case "doc-end":
          case "flow-seq-end":
          case "flow-map-end":
          case "map-value-ind":
            yield* this.pop(), yield* this.step();
            break;
          case "newline":
            this.onKeyLine = !1;
          default:
            token.end ? token.end.push(this.sourceToken) : token.end = [this.sourceToken], this.type === "newline" && (yield* this.pop());
        }
      }
    };
    exports2.Parser = Parser;
  }
});

// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJS({
  "node_modules/yaml/dist/public-api.js"(exports2) {
    "use strict";
    var composer = require_composer(), Document = require_Document(), errors = require_errors(), log = require_log(), identity = require_identity(), lineCounter = require_line_counter(), parser = require_parser();
    function parseOptions(options) {
      let prettyErrors = options.prettyErrors !== !1;
      return { lineCounter: options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null, prettyErrors };
    }
    function parseAllDocuments(source, options = {}) {
      let { lineCounter: lineCounter2, prettyErrors } = parseOptions(options), parser$1 = new parser.Parser(lineCounter2?.addNewLine), composer$1 = new composer.Composer(options), docs = Array.from(composer$1.compose(parser$1.parse(source)));
      if (prettyErrors && lineCounter2)
        for (let doc of docs)
          doc.errors.forEach(errors.prettifyError(source, lineCounter2)), doc.warnings.forEach(errors.prettifyError(source, lineCounter2));
      return docs.length > 0 ? docs : Object.assign([], { empty: !0 }, composer$1.streamInfo());
    }
    function parseDocument2(source, options = {}) {
      let { lineCounter: lineCounter2, prettyErrors } = parseOptions(options), parser$1 = new parser.Parser(lineCounter2?.addNewLine), composer$1 = new composer.Composer(options), doc = null;
      for (let _doc of composer$1.compose(parser$1.parse(source), !0, source.length))
        if (!doc)
          doc = _doc;
        else if (doc.options.logLevel !== "silent") {
          doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
          break;
        }
      return prettyErrors && lineCounter2 && (doc.errors.forEach(errors.prettifyError(source, lineCounter2)), doc.warnings.forEach(errors.prettifyError(source, lineCounter2))), doc;
    }
    function parse(src, reviver, options) {
      let _reviver;
      typeof reviver == "function" ? _reviver = reviver : options === void 0 && reviver && typeof reviver == "object" && (options = reviver);
      let doc = parseDocument2(src, options);
      if (!doc)
        return null;
      if (doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning)), doc.errors.length > 0) {
        if (doc.options.logLevel !== "silent")
          throw doc.errors[0];
        doc.errors = [];
      }
      return doc.toJS(Object.assign({ reviver: _reviver }, options));
    }
    function stringify(value, replacer, options) {
      let _replacer = null;
      if (typeof replacer == "function" || Array.isArray(replacer) ? _replacer = replacer : options === void 0 && replacer && (options = replacer), typeof options == "string" && (options = options.length), typeof options == "number") {
        let indent = Math.round(options);
        options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
      }
      if (value === void 0) {
        let { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
          return;
      }
      return identity.isDocument(value) && !_replacer ? value.toString(options) : new Document.Document(value, _replacer, options).toString(options);
    }
    exports2.parse = parse;
    exports2.parseAllDocuments = parseAllDocuments;
    exports2.parseDocument = parseDocument2;
    exports2.stringify = stringify;
  }
});

// node_modules/yaml/dist/index.js
var require_dist = __commonJS({
  "node_modules/yaml/dist/index.js"(exports2) {
    "use strict";
    var composer = require_composer(), Document = require_Document(), Schema = require_Schema(), errors = require_errors(), Alias = require_Alias(), identity = require_identity(), Pair = require_Pair(), Scalar = require_Scalar(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), cst = require_cst(), lexer = require_lexer(), lineCounter = require_line_counter(), parser = require_parser(), publicApi = require_public_api(), visit = require_visit();
    exports2.Composer = composer.Composer;
    exports2.Document = Document.Document;
    exports2.Schema = Schema.Schema;
    exports2.YAMLError = errors.YAMLError;
    exports2.YAMLParseError = errors.YAMLParseError;
    exports2.YAMLWarning = errors.YAMLWarning;
    exports2.Alias = Alias.Alias;
    exports2.isAlias = identity.isAlias;
    exports2.isCollection = identity.isCollection;
    exports2.isDocument = identity.isDocument;
    exports2.isMap = identity.isMap;
    exports2.isNode = identity.isNode;
    exports2.isPair = identity.isPair;
    exports2.isScalar = identity.isScalar;
    exports2.isSeq = identity.isSeq;
    exports2.Pair = Pair.Pair;
    exports2.Scalar = Scalar.Scalar;
    exports2.YAMLMap = YAMLMap.YAMLMap;
    exports2.YAMLSeq = YAMLSeq.YAMLSeq;
    exports2.CST = cst;
    exports2.Lexer = lexer.Lexer;
    exports2.LineCounter = lineCounter.LineCounter;
    exports2.Parser = parser.Parser;
    exports2.parse = publicApi.parse;
    exports2.parseAllDocuments = publicApi.parseAllDocuments;
    exports2.parseDocument = publicApi.parseDocument;
    exports2.stringify = publicApi.stringify;
    exports2.visit = visit.visit;
    exports2.visitAsync = visit.visitAsync;
  }
});

// src/config/file.ts
function readConfigFile(yaml, path, shown2) {
  let counter = new import_yaml.LineCounter(), document = (0, import_yaml.parseDocument)(yaml, { lineCounter: counter }), problems = [], place = (offset) => {
    let { line } = counter.linePos(offset);
    return { name: `${shown2}:${line}`, at: { file: shown2, line } };
  }, [error] = document.errors;
  if (error !== void 0) {
    let message = `not valid YAML: ${error.message.split(/ at line|\n/)[0]}`;
    throw new ConfigError([{ place: place(error.pos[0]), message, hint: EXAMPLE }]);
  }
  let pairsOf = (map) => map.items.map((pair) => [
    String((0, import_yaml.isScalar)(pair.key) ? pair.key.value : pair.key),
    pair,
    place(startOf(pair.key))
  ]), settingsOf = (map) => new Map(pairsOf(map).map(([name, pair, at]) => [name, given(pair, at)])), given = (pair, at) => ({
    value: toJs(pair.value, document),
    place: at,
    base: (0, import_node_path3.dirname)(path)
  }), mapAt = (name, value, at, shape) => (0, import_yaml.isMap)(value) ? value : (isEmpty(value) || problems.push({ place: at, message: `${name} is not a mapping`, hint: shape }), null), top = mapAt("the file", document.contents, place(0), EXAMPLE), run2 = /* @__PURE__ */ new Map(), images = [], defaults = /* @__PURE__ */ new Map();
  for (let [name, pair, at] of top === null ? [] : pairsOf(top))
    if (name === "defaults") {
      let map = mapAt(name, pair.value, at, "Write for example: defaults: {max-layers: 15}");
      map !== null && (defaults = settingsOf(map));
    } else if (name === "images") {
      let map = mapAt(name, pair.value, at, EXAMPLE);
      for (let [image, settings, line] of map === null ? [] : pairsOf(map)) {
        let own = mapAt(
          `images.${image}`,
          settings.value,
          line,
          "Write for example: production: {target: production}"
        );
        images.push([image, { place: line, settings: own === null ? /* @__PURE__ */ new Map() : settingsOf(own) }]);
      }
    } else TOP_LEVEL.includes(name) ? run2.set(name, given(pair, at)) : problems.push({
      place: at,
      message: `unknown key ${JSON.stringify(name)} at the top level`,
      hint: hintForTop(name)
    });
  if (problems.length > 0) throw new ConfigError(problems);
  return { folder: (0, import_node_path3.dirname)(path), run: run2, defaults, images: new Map(images) };
}
function hintForTop(name) {
  return Object.hasOwn(IMAGE_SETTINGS, name) ? "It is a setting of an image: write it under defaults: or under an image's name in images:" : name === "config" ? "It names this file: give it as an input or a flag" : didYouMean(name, ["defaults", "images", ...TOP_LEVEL]);
}
function startOf(node) {
  return (0, import_yaml.isScalar)(node) || (0, import_yaml.isMap)(node) ? node.range?.[0] ?? 0 : 0;
}
function isEmpty(node) {
  return node == null || (0, import_yaml.isScalar)(node) && node.value === null;
}
function toJs(node, document) {
  return typeof node == "object" && node !== null && "toJS" in node && typeof node.toJS == "function" ? node.toJS(document) : node;
}
var import_node_path3, import_yaml, EXAMPLE, TOP_LEVEL, init_file = __esm({
  "src/config/file.ts"() {
    "use strict";
    import_node_path3 = require("node:path"), import_yaml = __toESM(require_dist(), 1);
    init_problem();
    init_settings();
    EXAMPLE = "Write for example: images: {production: {target: production, max-size: 150MB}}", TOP_LEVEL = Object.keys(RUN_SETTINGS).filter((name) => name !== "config");
  }
});

// src/config/load.ts
var load_exports = {};
__export(load_exports, {
  loadSettings: () => loadSettings,
  repositoryRoot: () => repositoryRoot
});
async function loadSettings(inputs, cwd) {
  return resolveSettings(inputs, await loadFile(inputs, cwd), repositoryRoot(cwd), cwd);
}
async function loadFile(inputs, cwd) {
  let named = inputs.get("config");
  if (named === void 0) {
    let name = DEFAULT_FILES.find((file) => (0, import_node_fs2.existsSync)((0, import_node_path4.resolve)(cwd, file)));
    return name === void 0 ? null : readConfigFile(await (0, import_promises.readFile)((0, import_node_path4.resolve)(cwd, name), "utf8"), (0, import_node_path4.resolve)(cwd, name), name);
  }
  let path = (0, import_node_path4.resolve)(cwd, String(named.value)), yaml = await (0, import_promises.readFile)(path, "utf8").catch((error) => {
    let message = `config: ${named.value} cannot be read (${error.code})`;
    throw new ConfigError([
      { place: named.place, message, hint: "Write the path of a file, for example: config: .stagegate.yml" }
    ]);
  });
  return readConfigFile(yaml, path, (0, import_node_path4.relative)(cwd, path));
}
function repositoryRoot(cwd) {
  for (let folder = cwd; ; folder = (0, import_node_path4.dirname)(folder)) {
    if ((0, import_node_fs2.existsSync)((0, import_node_path4.resolve)(folder, ".git"))) return folder;
    if (folder === (0, import_node_path4.dirname)(folder)) return null;
  }
}
var import_node_fs2, import_promises, import_node_path4, DEFAULT_FILES, init_load = __esm({
  "src/config/load.ts"() {
    "use strict";
    import_node_fs2 = require("node:fs"), import_promises = require("node:fs/promises"), import_node_path4 = require("node:path");
    init_config();
    init_file();
    init_problem();
    DEFAULT_FILES = [".stagegate.yml", ".stagegate.yaml"];
  }
});

// src/build/exec.ts
function createExec(signal) {
  return (command, args, { input, env, onErrorLine } = {}) => new Promise((resolve5, reject) => {
    if (signal.aborted) return reject(new StoppedError());
    let child = (0, import_node_child_process.spawn)(command, args, {
      env: { ...process.env, ...env },
      stdio: "pipe",
      detached: !0
    }), stop = () => child.kill("SIGINT");
    signal.addEventListener("abort", stop, { once: !0 });
    let stdout2 = "", errors = [];
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      stdout2 += chunk;
    });
    let errorLines = (0, import_node_readline.createInterface)({ input: child.stderr, crlfDelay: Number.POSITIVE_INFINITY }), errorsRead = new Promise((done) => errorLines.once("close", done));
    errorLines.on("line", onErrorLine ?? ((line) => errors.push(line))), child.stdin.on("error", () => {
    }).end(input), child.once("error", (error) => {
      signal.removeEventListener("abort", stop), resolve5({ code: 127, stdout: stdout2, stderr: error.message });
    }), child.once("close", async (code) => {
      signal.removeEventListener("abort", stop), await errorsRead, signal.aborted ? reject(new StoppedError()) : resolve5({ code: code ?? 1, stdout: stdout2, stderr: errors.join(`
`) });
    });
  });
}
var import_node_child_process, import_node_readline, init_exec = __esm({
  "src/build/exec.ts"() {
    "use strict";
    import_node_child_process = require("node:child_process"), import_node_readline = require("node:readline");
    init_errors();
  }
});

// src/analysis/user.ts
function effectiveUser(image) {
  let configured = image.config.user, [userPart = "", groupPart = ""] = split(configured), problem = (why) => ({
    configured,
    name: null,
    uid: null,
    gid: null,
    problem: why
  }), passwd = linesOf(image, "etc/passwd"), asUid = toNumber(userPart === "" ? "0" : userPart), isName = asUid === null;
  if (isName && passwd.problem !== null) return problem(passwd.problem);
  let entry = passwd.lines.find((fields) => isName ? fields[0] === userPart : atoi(fields[2]) === asUid);
  if (isName && entry === void 0)
    return problem(`user ${JSON.stringify(userPart)} has no entry in the image's /etc/passwd`);
  let uid = isName ? atoi(entry?.[2]) : asUid;
  if (!inRange(uid)) return problem(`uid ${uid} is out of the range 0 to ${LAST_ID}`);
  let gid = groupPart === "" ? atoi(entry?.[3]) : groupId(image, groupPart);
  return typeof gid == "string" ? problem(gid) : inRange(gid) ? { configured, name: entry?.[0] ?? null, uid, gid, problem: null } : problem(`gid ${gid} is out of the range 0 to ${LAST_ID}`);
}
function groupId(image, group) {
  let number2 = toNumber(group);
  if (number2 !== null) return number2;
  let { lines: lines2, problem } = linesOf(image, "etc/group");
  if (problem !== null) return problem;
  let entry = lines2.find((fields) => fields[0] === group);
  return entry === void 0 ? `group ${JSON.stringify(group)} has no entry in the image's /etc/group` : atoi(entry[2]);
}
function linesOf(image, path) {
  let last = image.layers.map(({ contents }) => contents.watched.get(path)).findLast((file) => file !== void 0);
  return last === void 0 || last.kind === "removed" ? { lines: [], problem: null } : last.kind === "other" ? { lines: [], problem: `the image's /${path} is a ${last.type}, which is not followed` } : {
    lines: new TextDecoder().decode(last.bytes).split(`
`).map((line) => line.trim().split(":")).filter(([name]) => name !== ""),
    problem: null
  };
}
function split(user2) {
  let colon = user2.indexOf(":");
  return colon < 0 ? [user2] : [user2.slice(0, colon), user2.slice(colon + 1)];
}
function toNumber(text4) {
  return /^[+-]?\d+$/.test(text4) ? Number(text4) : null;
}
function atoi(field) {
  return toNumber(field ?? "") ?? 0;
}
function inRange(id) {
  return id >= 0 && id <= LAST_ID;
}
var LAST_ID, init_user = __esm({
  "src/analysis/user.ts"() {
    "use strict";
    LAST_ID = 2 ** 31 - 1;
  }
});

// src/analysis/measure.ts
var measure_exports = {};
__export(measure_exports, {
  STAND_IN_LABEL: () => STAND_IN_LABEL,
  measure: () => measure
});
function measure(image, origins) {
  let layers3 = image.layers.map(
    ({ diffId, transferSize: transferSize2, contents }, index) => ({
      diffId,
      size: contents.size,
      transferSize: transferSize2,
      files: contents.files,
      origin: originOf(index, origins)
    })
  ), transfers = layers3.map(({ transferSize: transferSize2 }) => transferSize2);
  return {
    platform: image.config.platform,
    size: total(layers3.map(({ size: size3 }) => size3)),
    transferSize: transfers.every((size3) => size3 !== null) ? total(transfers) : null,
    layers: layers3,
    user: effectiveUser(image),
    baseImage: origins === null ? null : {
      ...origins.base,
      knownBy: origins.knownBy,
      size: total(layers3.slice(0, origins.base.layers).map(({ size: size3 }) => size3)),
      standIn: image.config.labels[STAND_IN_LABEL] ?? null
    }
  };
}
function originOf(index, origins) {
  return origins === null ? { kind: "unknown" } : index < origins.base.layers ? { kind: "base" } : origins.own[index - origins.base.layers] ?? { kind: "unknown" };
}
function total(numbers) {
  return numbers.reduce((sum, number2) => sum + number2, 0);
}
var STAND_IN_LABEL, init_measure = __esm({
  "src/analysis/measure.ts"() {
    "use strict";
    init_user();
    STAND_IN_LABEL = "dev.stagegate.stand-in";
  }
});

// node_modules/dockerfile-ast/lib/argument.js
var require_argument = __commonJS({
  "node_modules/dockerfile-ast/lib/argument.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Argument = void 0;
    var Argument = class {
      constructor(value, range) {
        this.value = value, this.range = range;
      }
      toString() {
        return this.value;
      }
      getRange() {
        return this.range;
      }
      getValue() {
        return this.value;
      }
      isAfter(position) {
        return this.range.end.line < position.line ? !1 : this.range.start.line > position.line ? !0 : this.range.start.character > position.character;
      }
      isBefore(position) {
        return this.range.start.line < position.line ? !0 : this.range.end.line > position.line ? !1 : this.range.end.character < position.character;
      }
    };
    exports2.Argument = Argument;
  }
});

// node_modules/dockerfile-ast/lib/jsonArgument.js
var require_jsonArgument = __commonJS({
  "node_modules/dockerfile-ast/lib/jsonArgument.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.JSONArgument = void 0;
    var argument_1 = require_argument(), JSONArgument = class extends argument_1.Argument {
      constructor(value, range, jsonRange) {
        super(value, range), this.jsonRange = jsonRange;
      }
      getJSONRange() {
        return this.jsonRange;
      }
      getJSONValue() {
        let value = super.getValue();
        return value = value.substring(1, value.length - 1), value;
      }
    };
    exports2.JSONArgument = JSONArgument;
  }
});

// node_modules/vscode-languageserver-types/lib/esm/main.js
var main_exports = {};
__export(main_exports, {
  AnnotatedTextEdit: () => AnnotatedTextEdit,
  ApplyKind: () => ApplyKind,
  ChangeAnnotation: () => ChangeAnnotation,
  ChangeAnnotationIdentifier: () => ChangeAnnotationIdentifier,
  CodeAction: () => CodeAction,
  CodeActionContext: () => CodeActionContext,
  CodeActionKind: () => CodeActionKind,
  CodeActionTag: () => CodeActionTag,
  CodeActionTriggerKind: () => CodeActionTriggerKind,
  CodeDescription: () => CodeDescription,
  CodeLens: () => CodeLens,
  Color: () => Color,
  ColorInformation: () => ColorInformation,
  ColorPresentation: () => ColorPresentation,
  Command: () => Command,
  CompletionItem: () => CompletionItem,
  CompletionItemKind: () => CompletionItemKind,
  CompletionItemLabelDetails: () => CompletionItemLabelDetails,
  CompletionItemTag: () => CompletionItemTag,
  CompletionList: () => CompletionList,
  CreateFile: () => CreateFile,
  DeleteFile: () => DeleteFile,
  Diagnostic: () => Diagnostic,
  DiagnosticRelatedInformation: () => DiagnosticRelatedInformation,
  DiagnosticSeverity: () => DiagnosticSeverity,
  DiagnosticTag: () => DiagnosticTag,
  DocumentHighlight: () => DocumentHighlight,
  DocumentHighlightKind: () => DocumentHighlightKind,
  DocumentLink: () => DocumentLink,
  DocumentSymbol: () => DocumentSymbol,
  DocumentUri: () => DocumentUri,
  EOL: () => EOL,
  FoldingRange: () => FoldingRange,
  FoldingRangeKind: () => FoldingRangeKind,
  FormattingOptions: () => FormattingOptions,
  Hover: () => Hover,
  InlayHint: () => InlayHint,
  InlayHintKind: () => InlayHintKind,
  InlayHintLabelPart: () => InlayHintLabelPart,
  InlineCompletionContext: () => InlineCompletionContext,
  InlineCompletionItem: () => InlineCompletionItem,
  InlineCompletionList: () => InlineCompletionList,
  InlineCompletionTriggerKind: () => InlineCompletionTriggerKind,
  InlineValueContext: () => InlineValueContext,
  InlineValueEvaluatableExpression: () => InlineValueEvaluatableExpression,
  InlineValueText: () => InlineValueText,
  InlineValueVariableLookup: () => InlineValueVariableLookup,
  InsertReplaceEdit: () => InsertReplaceEdit,
  InsertTextFormat: () => InsertTextFormat,
  InsertTextMode: () => InsertTextMode,
  LanguageKind: () => LanguageKind,
  Location: () => Location,
  LocationLink: () => LocationLink,
  MarkedString: () => MarkedString,
  MarkupContent: () => MarkupContent,
  MarkupKind: () => MarkupKind,
  OptionalVersionedTextDocumentIdentifier: () => OptionalVersionedTextDocumentIdentifier,
  ParameterInformation: () => ParameterInformation,
  Position: () => Position,
  Range: () => Range,
  RenameFile: () => RenameFile,
  SelectedCompletionInfo: () => SelectedCompletionInfo,
  SelectionRange: () => SelectionRange,
  SemanticTokenModifiers: () => SemanticTokenModifiers,
  SemanticTokenTypes: () => SemanticTokenTypes,
  SemanticTokens: () => SemanticTokens,
  SignatureInformation: () => SignatureInformation,
  SnippetTextEdit: () => SnippetTextEdit,
  StringValue: () => StringValue,
  SymbolInformation: () => SymbolInformation,
  SymbolKind: () => SymbolKind,
  SymbolTag: () => SymbolTag,
  TextDocument: () => TextDocument,
  TextDocumentEdit: () => TextDocumentEdit,
  TextDocumentIdentifier: () => TextDocumentIdentifier,
  TextDocumentItem: () => TextDocumentItem,
  TextEdit: () => TextEdit,
  URI: () => URI,
  VersionedTextDocumentIdentifier: () => VersionedTextDocumentIdentifier,
  WorkspaceChange: () => WorkspaceChange,
  WorkspaceEdit: () => WorkspaceEdit,
  WorkspaceFolder: () => WorkspaceFolder,
  WorkspaceSymbol: () => WorkspaceSymbol,
  integer: () => integer,
  uinteger: () => uinteger
});
var DocumentUri, URI, integer, uinteger, Position, Range, Location, LocationLink, Color, ColorInformation, ColorPresentation, FoldingRangeKind, FoldingRange, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, CodeDescription, Diagnostic, Command, TextEdit, ChangeAnnotation, ChangeAnnotationIdentifier, AnnotatedTextEdit, TextDocumentEdit, CreateFile, RenameFile, DeleteFile, WorkspaceEdit, TextEditChangeImpl, SnippetTextEdit, ChangeAnnotations, WorkspaceChange, TextDocumentIdentifier, VersionedTextDocumentIdentifier, OptionalVersionedTextDocumentIdentifier, LanguageKind, TextDocumentItem, MarkupKind, MarkupContent, CompletionItemKind, InsertTextFormat, CompletionItemTag, InsertReplaceEdit, InsertTextMode, ApplyKind, CompletionItemLabelDetails, CompletionItem, CompletionList, MarkedString, Hover, ParameterInformation, SignatureInformation, DocumentHighlightKind, DocumentHighlight, SymbolKind, SymbolTag, SymbolInformation, WorkspaceSymbol, DocumentSymbol, CodeActionKind, CodeActionTriggerKind, CodeActionContext, CodeActionTag, CodeAction, CodeLens, FormattingOptions, DocumentLink, SelectionRange, SemanticTokenTypes, SemanticTokenModifiers, SemanticTokens, InlineValueText, InlineValueVariableLookup, InlineValueEvaluatableExpression, InlineValueContext, InlayHintKind, InlayHintLabelPart, InlayHint, StringValue, InlineCompletionItem, InlineCompletionList, InlineCompletionTriggerKind, SelectedCompletionInfo, InlineCompletionContext, WorkspaceFolder, EOL, TextDocument, FullTextDocument, Is, init_main = __esm({
  "node_modules/vscode-languageserver-types/lib/esm/main.js"() {
    "use strict";
    (function(DocumentUri2) {
      function is(value) {
        return typeof value == "string";
      }
      DocumentUri2.is = is;
    })(DocumentUri || (DocumentUri = {}));
    (function(URI2) {
      function is(value) {
        return typeof value == "string";
      }
      URI2.is = is;
    })(URI || (URI = {}));
    (function(integer2) {
      integer2.MIN_VALUE = -2147483648, integer2.MAX_VALUE = 2147483647;
      function is(value) {
        return typeof value == "number" && integer2.MIN_VALUE <= value && value <= integer2.MAX_VALUE;
      }
      integer2.is = is;
    })(integer || (integer = {}));
    (function(uinteger2) {
      uinteger2.MIN_VALUE = 0, uinteger2.MAX_VALUE = 2147483647;
      function is(value) {
        return typeof value == "number" && uinteger2.MIN_VALUE <= value && value <= uinteger2.MAX_VALUE;
      }
      uinteger2.is = is;
    })(uinteger || (uinteger = {}));
    (function(Position2) {
      function create(line, character) {
        return line === Number.MAX_VALUE && (line = uinteger.MAX_VALUE), character === Number.MAX_VALUE && (character = uinteger.MAX_VALUE), { line, character };
      }
      Position2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.uinteger(candidate.line) && Is.uinteger(candidate.character);
      }
      Position2.is = is;
    })(Position || (Position = {}));
    (function(Range2) {
      function create(one, two, three, four) {
        if (Is.uinteger(one) && Is.uinteger(two) && Is.uinteger(three) && Is.uinteger(four))
          return { start: Position.create(one, two), end: Position.create(three, four) };
        if (Position.is(one) && Position.is(two))
          return { start: one, end: two };
        throw new Error(`Range#create called with invalid arguments[${one}, ${two}, ${three}, ${four}]`);
      }
      Range2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Position.is(candidate.start) && Position.is(candidate.end);
      }
      Range2.is = is;
    })(Range || (Range = {}));
    (function(Location2) {
      function create(uri, range) {
        return { uri, range };
      }
      Location2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && (Is.string(candidate.uri) || Is.undefined(candidate.uri));
      }
      Location2.is = is;
    })(Location || (Location = {}));
    (function(LocationLink2) {
      function create(targetUri, targetRange, targetSelectionRange, originSelectionRange) {
        return { targetUri, targetRange, targetSelectionRange, originSelectionRange };
      }
      LocationLink2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.targetRange) && Is.string(candidate.targetUri) && Range.is(candidate.targetSelectionRange) && (Range.is(candidate.originSelectionRange) || Is.undefined(candidate.originSelectionRange));
      }
      LocationLink2.is = is;
    })(LocationLink || (LocationLink = {}));
    (function(Color2) {
      function create(red, green, blue, alpha) {
        return {
          red,
          green,
          blue,
          alpha
        };
      }
      Color2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.numberRange(candidate.red, 0, 1) && Is.numberRange(candidate.green, 0, 1) && Is.numberRange(candidate.blue, 0, 1) && Is.numberRange(candidate.alpha, 0, 1);
      }
      Color2.is = is;
    })(Color || (Color = {}));
    (function(ColorInformation2) {
      function create(range, color) {
        return {
          range,
          color
        };
      }
      ColorInformation2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && Color.is(candidate.color);
      }
      ColorInformation2.is = is;
    })(ColorInformation || (ColorInformation = {}));
    (function(ColorPresentation2) {
      function create(label, textEdit, additionalTextEdits) {
        return {
          label,
          textEdit,
          additionalTextEdits
        };
      }
      ColorPresentation2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.undefined(candidate.textEdit) || TextEdit.is(candidate.textEdit)) && (Is.undefined(candidate.additionalTextEdits) || Is.typedArray(candidate.additionalTextEdits, TextEdit.is));
      }
      ColorPresentation2.is = is;
    })(ColorPresentation || (ColorPresentation = {}));
    (function(FoldingRangeKind2) {
      FoldingRangeKind2.Comment = "comment", FoldingRangeKind2.Imports = "imports", FoldingRangeKind2.Region = "region";
    })(FoldingRangeKind || (FoldingRangeKind = {}));
    (function(FoldingRange2) {
      function create(startLine, endLine, startCharacter, endCharacter, kind, collapsedText) {
        let result = {
          startLine,
          endLine
        };
        return Is.defined(startCharacter) && (result.startCharacter = startCharacter), Is.defined(endCharacter) && (result.endCharacter = endCharacter), Is.defined(kind) && (result.kind = kind), Is.defined(collapsedText) && (result.collapsedText = collapsedText), result;
      }
      FoldingRange2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.uinteger(candidate.startLine) && Is.uinteger(candidate.endLine) && (Is.undefined(candidate.startCharacter) || Is.uinteger(candidate.startCharacter)) && (Is.undefined(candidate.endCharacter) || Is.uinteger(candidate.endCharacter)) && (Is.undefined(candidate.kind) || Is.string(candidate.kind));
      }
      FoldingRange2.is = is;
    })(FoldingRange || (FoldingRange = {}));
    (function(DiagnosticRelatedInformation2) {
      function create(location, message) {
        return {
          location,
          message
        };
      }
      DiagnosticRelatedInformation2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Location.is(candidate.location) && Is.string(candidate.message);
      }
      DiagnosticRelatedInformation2.is = is;
    })(DiagnosticRelatedInformation || (DiagnosticRelatedInformation = {}));
    (function(DiagnosticSeverity2) {
      DiagnosticSeverity2.Error = 1, DiagnosticSeverity2.Warning = 2, DiagnosticSeverity2.Information = 3, DiagnosticSeverity2.Hint = 4;
    })(DiagnosticSeverity || (DiagnosticSeverity = {}));
    (function(DiagnosticTag2) {
      DiagnosticTag2.Unnecessary = 1, DiagnosticTag2.Deprecated = 2;
    })(DiagnosticTag || (DiagnosticTag = {}));
    (function(CodeDescription2) {
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.href);
      }
      CodeDescription2.is = is;
    })(CodeDescription || (CodeDescription = {}));
    (function(Diagnostic2) {
      function create(range, message, severity, code, source, relatedInformation) {
        let result = { range, message };
        return Is.defined(severity) && (result.severity = severity), Is.defined(code) && (result.code = code), Is.defined(source) && (result.source = source), Is.defined(relatedInformation) && (result.relatedInformation = relatedInformation), result;
      }
      Diagnostic2.create = create;
      function is(value) {
        var _a;
        let candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.string(candidate.message) || MarkupContent.is(candidate.message)) && (Is.number(candidate.severity) || Is.undefined(candidate.severity)) && (Is.integer(candidate.code) || Is.string(candidate.code) || Is.undefined(candidate.code)) && (Is.undefined(candidate.codeDescription) || Is.string((_a = candidate.codeDescription) === null || _a === void 0 ? void 0 : _a.href)) && (Is.string(candidate.source) || Is.undefined(candidate.source)) && (Is.undefined(candidate.relatedInformation) || Is.typedArray(candidate.relatedInformation, DiagnosticRelatedInformation.is));
      }
      Diagnostic2.is = is;
      function is3_17(value) {
        return Is.string(value.message);
      }
      Diagnostic2.is3_17 = is3_17;
      function getMessageString(diagnostic) {
        if (Is.string(diagnostic.message))
          return diagnostic.message;
        if (MarkupContent.is(diagnostic.message))
          return diagnostic.message.value;
        throw new Error(`Unknown message type ${typeof diagnostic.message}`);
      }
      Diagnostic2.getMessageString = getMessageString;
    })(Diagnostic || (Diagnostic = {}));
    (function(Command2) {
      function create(title2, command, ...args) {
        let result = { title: title2, command };
        return Is.defined(args) && args.length > 0 && (result.arguments = args), result;
      }
      Command2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.title) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip)) && Is.string(candidate.command);
      }
      Command2.is = is;
    })(Command || (Command = {}));
    (function(TextEdit2) {
      function replace(range, newText) {
        return { range, newText };
      }
      TextEdit2.replace = replace;
      function insert(position, newText) {
        return { range: { start: position, end: position }, newText };
      }
      TextEdit2.insert = insert;
      function del(range) {
        return { range, newText: "" };
      }
      TextEdit2.del = del;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.newText) && Range.is(candidate.range);
      }
      TextEdit2.is = is;
    })(TextEdit || (TextEdit = {}));
    (function(ChangeAnnotation2) {
      function create(label, needsConfirmation, description) {
        let result = { label };
        return needsConfirmation !== void 0 && (result.needsConfirmation = needsConfirmation), description !== void 0 && (result.description = description), result;
      }
      ChangeAnnotation2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.boolean(candidate.needsConfirmation) || candidate.needsConfirmation === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
      }
      ChangeAnnotation2.is = is;
    })(ChangeAnnotation || (ChangeAnnotation = {}));
    (function(ChangeAnnotationIdentifier2) {
      function is(value) {
        let candidate = value;
        return Is.string(candidate);
      }
      ChangeAnnotationIdentifier2.is = is;
    })(ChangeAnnotationIdentifier || (ChangeAnnotationIdentifier = {}));
    (function(AnnotatedTextEdit2) {
      function replace(range, newText, annotation) {
        return { range, newText, annotationId: annotation };
      }
      AnnotatedTextEdit2.replace = replace;
      function insert(position, newText, annotation) {
        return { range: { start: position, end: position }, newText, annotationId: annotation };
      }
      AnnotatedTextEdit2.insert = insert;
      function del(range, annotation) {
        return { range, newText: "", annotationId: annotation };
      }
      AnnotatedTextEdit2.del = del;
      function is(value) {
        let candidate = value;
        return TextEdit.is(candidate) && (ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      AnnotatedTextEdit2.is = is;
    })(AnnotatedTextEdit || (AnnotatedTextEdit = {}));
    (function(TextDocumentEdit2) {
      function create(textDocument, edits) {
        return { textDocument, edits };
      }
      TextDocumentEdit2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && OptionalVersionedTextDocumentIdentifier.is(candidate.textDocument) && Array.isArray(candidate.edits);
      }
      TextDocumentEdit2.is = is;
    })(TextDocumentEdit || (TextDocumentEdit = {}));
    (function(CreateFile2) {
      function create(uri, options, annotation) {
        let result = {
          kind: "create",
          uri
        };
        return options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0) && (result.options = options), annotation !== void 0 && (result.annotationId = annotation), result;
      }
      CreateFile2.create = create;
      function is(value) {
        let candidate = value;
        return candidate && candidate.kind === "create" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      CreateFile2.is = is;
    })(CreateFile || (CreateFile = {}));
    (function(RenameFile2) {
      function create(oldUri, newUri, options, annotation) {
        let result = {
          kind: "rename",
          oldUri,
          newUri
        };
        return options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0) && (result.options = options), annotation !== void 0 && (result.annotationId = annotation), result;
      }
      RenameFile2.create = create;
      function is(value) {
        let candidate = value;
        return candidate && candidate.kind === "rename" && Is.string(candidate.oldUri) && Is.string(candidate.newUri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      RenameFile2.is = is;
    })(RenameFile || (RenameFile = {}));
    (function(DeleteFile2) {
      function create(uri, options, annotation) {
        let result = {
          kind: "delete",
          uri
        };
        return options !== void 0 && (options.recursive !== void 0 || options.ignoreIfNotExists !== void 0) && (result.options = options), annotation !== void 0 && (result.annotationId = annotation), result;
      }
      DeleteFile2.create = create;
      function is(value) {
        let candidate = value;
        return candidate && candidate.kind === "delete" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.recursive === void 0 || Is.boolean(candidate.options.recursive)) && (candidate.options.ignoreIfNotExists === void 0 || Is.boolean(candidate.options.ignoreIfNotExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      DeleteFile2.is = is;
    })(DeleteFile || (DeleteFile = {}));
    (function(WorkspaceEdit2) {
      function is(value) {
        let candidate = value;
        return candidate && (candidate.changes !== void 0 || candidate.documentChanges !== void 0) && (candidate.documentChanges === void 0 || candidate.documentChanges.every((change) => Is.string(change.kind) ? CreateFile.is(change) || RenameFile.is(change) || DeleteFile.is(change) : TextDocumentEdit.is(change)));
      }
      WorkspaceEdit2.is = is;
    })(WorkspaceEdit || (WorkspaceEdit = {}));
    TextEditChangeImpl = class {
      constructor(edits, changeAnnotations) {
        this.edits = edits, this.changeAnnotations = changeAnnotations;
      }
      insert(position, newText, annotation) {
        let edit, id;
        if (annotation === void 0 ? edit = TextEdit.insert(position, newText) : ChangeAnnotationIdentifier.is(annotation) ? (id = annotation, edit = AnnotatedTextEdit.insert(position, newText, annotation)) : (this.assertChangeAnnotations(this.changeAnnotations), id = this.changeAnnotations.manage(annotation), edit = AnnotatedTextEdit.insert(position, newText, id)), this.edits.push(edit), id !== void 0)
          return id;
      }
      replace(range, newText, annotation) {
        let edit, id;
        if (annotation === void 0 ? edit = TextEdit.replace(range, newText) : ChangeAnnotationIdentifier.is(annotation) ? (id = annotation, edit = AnnotatedTextEdit.replace(range, newText, annotation)) : (this.assertChangeAnnotations(this.changeAnnotations), id = this.changeAnnotations.manage(annotation), edit = AnnotatedTextEdit.replace(range, newText, id)), this.edits.push(edit), id !== void 0)
          return id;
      }
      delete(range, annotation) {
        let edit, id;
        if (annotation === void 0 ? edit = TextEdit.del(range) : ChangeAnnotationIdentifier.is(annotation) ? (id = annotation, edit = AnnotatedTextEdit.del(range, annotation)) : (this.assertChangeAnnotations(this.changeAnnotations), id = this.changeAnnotations.manage(annotation), edit = AnnotatedTextEdit.del(range, id)), this.edits.push(edit), id !== void 0)
          return id;
      }
      add(edit) {
        this.edits.push(edit);
      }
      all() {
        return this.edits;
      }
      clear() {
        this.edits.splice(0, this.edits.length);
      }
      assertChangeAnnotations(value) {
        if (value === void 0)
          throw new Error("Text edit change is not configured to manage change annotations.");
      }
    };
    (function(SnippetTextEdit2) {
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && StringValue.isSnippet(candidate.snippet) && (candidate.annotationId === void 0 || ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      SnippetTextEdit2.is = is;
    })(SnippetTextEdit || (SnippetTextEdit = {}));
    ChangeAnnotations = class {
      constructor(annotations) {
        this._annotations = annotations === void 0 ? /* @__PURE__ */ Object.create(null) : annotations, this._counter = 0, this._size = 0;
      }
      all() {
        return this._annotations;
      }
      get size() {
        return this._size;
      }
      manage(idOrAnnotation, annotation) {
        let id;
        if (ChangeAnnotationIdentifier.is(idOrAnnotation) ? id = idOrAnnotation : (id = this.nextId(), annotation = idOrAnnotation), this._annotations[id] !== void 0)
          throw new Error(`Id ${id} is already in use.`);
        if (annotation === void 0)
          throw new Error(`No annotation provided for id ${id}`);
        return this._annotations[id] = annotation, this._size++, id;
      }
      nextId() {
        return this._counter++, this._counter.toString();
      }
    }, WorkspaceChange = class {
      constructor(workspaceEdit) {
        this._textEditChanges = /* @__PURE__ */ Object.create(null), workspaceEdit !== void 0 ? (this._workspaceEdit = workspaceEdit, workspaceEdit.documentChanges ? (this._changeAnnotations = new ChangeAnnotations(workspaceEdit.changeAnnotations), workspaceEdit.changeAnnotations = this._changeAnnotations.all(), workspaceEdit.documentChanges.forEach((change) => {
          if (TextDocumentEdit.is(change)) {
            let textEditChange = new TextEditChangeImpl(change.edits, this._changeAnnotations);
            this._textEditChanges[change.textDocument.uri] = textEditChange;
          }
        })) : workspaceEdit.changes && Object.keys(workspaceEdit.changes).forEach((key) => {
          let textEditChange = new TextEditChangeImpl(workspaceEdit.changes[key]);
          this._textEditChanges[key] = textEditChange;
        })) : this._workspaceEdit = {};
      }
      /**
       * Returns the underlying {@link WorkspaceEdit} literal
       * use to be returned from a workspace edit operation like rename.
       */
      get edit() {
        return this.initDocumentChanges(), this._changeAnnotations !== void 0 && (this._changeAnnotations.size === 0 ? this._workspaceEdit.changeAnnotations = void 0 : this._workspaceEdit.changeAnnotations = this._changeAnnotations.all()), this._workspaceEdit;
      }
      getTextEditChange(key) {
        if (OptionalVersionedTextDocumentIdentifier.is(key)) {
          if (this.initDocumentChanges(), this._workspaceEdit.documentChanges === void 0)
            throw new Error("Workspace edit is not configured for document changes.");
          let textDocument = { uri: key.uri, version: key.version }, result = this._textEditChanges[textDocument.uri];
          if (!result) {
            let edits = [], textDocumentEdit = {
              textDocument,
              edits
            };
            this._workspaceEdit.documentChanges.push(textDocumentEdit), result = new TextEditChangeImpl(edits, this._changeAnnotations), this._textEditChanges[textDocument.uri] = result;
          }
          return result;
        } else {
          if (this.initChanges(), this._workspaceEdit.changes === void 0)
            throw new Error("Workspace edit is not configured for normal text edit changes.");
          let result = this._textEditChanges[key];
          if (!result) {
            let edits = [];
            this._workspaceEdit.changes[key] = edits, result = new TextEditChangeImpl(edits), this._textEditChanges[key] = result;
          }
          return result;
        }
      }
      initDocumentChanges() {
        this._workspaceEdit.documentChanges === void 0 && this._workspaceEdit.changes === void 0 && (this._changeAnnotations = new ChangeAnnotations(), this._workspaceEdit.documentChanges = [], this._workspaceEdit.changeAnnotations = this._changeAnnotations.all());
      }
      initChanges() {
        this._workspaceEdit.documentChanges === void 0 && this._workspaceEdit.changes === void 0 && (this._workspaceEdit.changes = /* @__PURE__ */ Object.create(null));
      }
      createFile(uri, optionsOrAnnotation, options) {
        if (this.initDocumentChanges(), this._workspaceEdit.documentChanges === void 0)
          throw new Error("Workspace edit is not configured for document changes.");
        let annotation;
        ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation) ? annotation = optionsOrAnnotation : options = optionsOrAnnotation;
        let operation, id;
        if (annotation === void 0 ? operation = CreateFile.create(uri, options) : (id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation), operation = CreateFile.create(uri, options, id)), this._workspaceEdit.documentChanges.push(operation), id !== void 0)
          return id;
      }
      renameFile(oldUri, newUri, optionsOrAnnotation, options) {
        if (this.initDocumentChanges(), this._workspaceEdit.documentChanges === void 0)
          throw new Error("Workspace edit is not configured for document changes.");
        let annotation;
        ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation) ? annotation = optionsOrAnnotation : options = optionsOrAnnotation;
        let operation, id;
        if (annotation === void 0 ? operation = RenameFile.create(oldUri, newUri, options) : (id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation), operation = RenameFile.create(oldUri, newUri, options, id)), this._workspaceEdit.documentChanges.push(operation), id !== void 0)
          return id;
      }
      deleteFile(uri, optionsOrAnnotation, options) {
        if (this.initDocumentChanges(), this._workspaceEdit.documentChanges === void 0)
          throw new Error("Workspace edit is not configured for document changes.");
        let annotation;
        ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation) ? annotation = optionsOrAnnotation : options = optionsOrAnnotation;
        let operation, id;
        if (annotation === void 0 ? operation = DeleteFile.create(uri, options) : (id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation), operation = DeleteFile.create(uri, options, id)), this._workspaceEdit.documentChanges.push(operation), id !== void 0)
          return id;
      }
    };
    (function(TextDocumentIdentifier2) {
      function create(uri) {
        return { uri };
      }
      TextDocumentIdentifier2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri);
      }
      TextDocumentIdentifier2.is = is;
    })(TextDocumentIdentifier || (TextDocumentIdentifier = {}));
    (function(VersionedTextDocumentIdentifier2) {
      function create(uri, version) {
        return { uri, version };
      }
      VersionedTextDocumentIdentifier2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && Is.integer(candidate.version);
      }
      VersionedTextDocumentIdentifier2.is = is;
    })(VersionedTextDocumentIdentifier || (VersionedTextDocumentIdentifier = {}));
    (function(OptionalVersionedTextDocumentIdentifier2) {
      function create(uri, version) {
        return { uri, version };
      }
      OptionalVersionedTextDocumentIdentifier2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && (candidate.version === null || Is.integer(candidate.version));
      }
      OptionalVersionedTextDocumentIdentifier2.is = is;
    })(OptionalVersionedTextDocumentIdentifier || (OptionalVersionedTextDocumentIdentifier = {}));
    (function(LanguageKind2) {
      LanguageKind2.ABAP = "abap", LanguageKind2.WindowsBat = "bat", LanguageKind2.BibTeX = "bibtex", LanguageKind2.Clojure = "clojure", LanguageKind2.Coffeescript = "coffeescript", LanguageKind2.C = "c", LanguageKind2.CPP = "cpp", LanguageKind2.CSharp = "csharp", LanguageKind2.CSS = "css", LanguageKind2.D = "d", LanguageKind2.Delphi = "pascal", LanguageKind2.Diff = "diff", LanguageKind2.Dart = "dart", LanguageKind2.Dockerfile = "dockerfile", LanguageKind2.Elixir = "elixir", LanguageKind2.Erlang = "erlang", LanguageKind2.FSharp = "fsharp", LanguageKind2.GitCommit = "git-commit", LanguageKind2.GitRebase = "git-rebase", LanguageKind2.Go = "go", LanguageKind2.Groovy = "groovy", LanguageKind2.Handlebars = "handlebars", LanguageKind2.Haskell = "haskell", LanguageKind2.HTML = "html", LanguageKind2.Ini = "ini", LanguageKind2.Java = "java", LanguageKind2.JavaScript = "javascript", LanguageKind2.JavaScriptReact = "javascriptreact", LanguageKind2.JSON = "json", LanguageKind2.LaTeX = "latex", LanguageKind2.Less = "less", LanguageKind2.Lua = "lua", LanguageKind2.Makefile = "makefile", LanguageKind2.Markdown = "markdown", LanguageKind2.ObjectiveC = "objective-c", LanguageKind2.ObjectiveCPP = "objective-cpp", LanguageKind2.Pascal = "pascal", LanguageKind2.Perl = "perl", LanguageKind2.Perl6 = "perl6", LanguageKind2.PHP = "php", LanguageKind2.Plaintext = "plaintext", LanguageKind2.Powershell = "powershell", LanguageKind2.Pug = "jade", LanguageKind2.Python = "python", LanguageKind2.R = "r", LanguageKind2.Razor = "razor", LanguageKind2.Ruby = "ruby", LanguageKind2.Rust = "rust", LanguageKind2.SCSS = "scss", LanguageKind2.SASS = "sass", LanguageKind2.Scala = "scala", LanguageKind2.ShaderLab = "shaderlab", LanguageKind2.ShellScript = "shellscript", LanguageKind2.SQL = "sql", LanguageKind2.Swift = "swift", LanguageKind2.TypeScript = "typescript", LanguageKind2.TypeScriptReact = "typescriptreact", LanguageKind2.TeX = "tex", LanguageKind2.VisualBasic = "vb", LanguageKind2.XML = "xml", LanguageKind2.XSL = "xsl", LanguageKind2.YAML = "yaml";
    })(LanguageKind || (LanguageKind = {}));
    (function(TextDocumentItem2) {
      function create(uri, languageId, version, text4) {
        return { uri, languageId, version, text: text4 };
      }
      TextDocumentItem2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && Is.string(candidate.languageId) && Is.integer(candidate.version) && Is.string(candidate.text);
      }
      TextDocumentItem2.is = is;
    })(TextDocumentItem || (TextDocumentItem = {}));
    (function(MarkupKind2) {
      MarkupKind2.PlainText = "plaintext", MarkupKind2.Markdown = "markdown";
      function is(value) {
        let candidate = value;
        return candidate === MarkupKind2.PlainText || candidate === MarkupKind2.Markdown;
      }
      MarkupKind2.is = is;
    })(MarkupKind || (MarkupKind = {}));
    (function(MarkupContent2) {
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(value) && MarkupKind.is(candidate.kind) && Is.string(candidate.value);
      }
      MarkupContent2.is = is;
    })(MarkupContent || (MarkupContent = {}));
    (function(CompletionItemKind2) {
      CompletionItemKind2.Text = 1, CompletionItemKind2.Method = 2, CompletionItemKind2.Function = 3, CompletionItemKind2.Constructor = 4, CompletionItemKind2.Field = 5, CompletionItemKind2.Variable = 6, CompletionItemKind2.Class = 7, CompletionItemKind2.Interface = 8, CompletionItemKind2.Module = 9, CompletionItemKind2.Property = 10, CompletionItemKind2.Unit = 11, CompletionItemKind2.Value = 12, CompletionItemKind2.Enum = 13, CompletionItemKind2.Keyword = 14, CompletionItemKind2.Snippet = 15, CompletionItemKind2.Color = 16, CompletionItemKind2.File = 17, CompletionItemKind2.Reference = 18, CompletionItemKind2.Folder = 19, CompletionItemKind2.EnumMember = 20, CompletionItemKind2.Constant = 21, CompletionItemKind2.Struct = 22, CompletionItemKind2.Event = 23, CompletionItemKind2.Operator = 24, CompletionItemKind2.TypeParameter = 25;
    })(CompletionItemKind || (CompletionItemKind = {}));
    (function(InsertTextFormat2) {
      InsertTextFormat2.PlainText = 1, InsertTextFormat2.Snippet = 2;
    })(InsertTextFormat || (InsertTextFormat = {}));
    (function(CompletionItemTag2) {
      CompletionItemTag2.Deprecated = 1;
    })(CompletionItemTag || (CompletionItemTag = {}));
    (function(InsertReplaceEdit2) {
      function create(newText, insert, replace) {
        return { newText, insert, replace };
      }
      InsertReplaceEdit2.create = create;
      function is(value) {
        let candidate = value;
        return candidate && Is.string(candidate.newText) && Range.is(candidate.insert) && Range.is(candidate.replace);
      }
      InsertReplaceEdit2.is = is;
    })(InsertReplaceEdit || (InsertReplaceEdit = {}));
    (function(InsertTextMode2) {
      InsertTextMode2.asIs = 1, InsertTextMode2.adjustIndentation = 2;
    })(InsertTextMode || (InsertTextMode = {}));
    (function(ApplyKind2) {
      ApplyKind2.Replace = 1, ApplyKind2.Merge = 2;
    })(ApplyKind || (ApplyKind = {}));
    (function(CompletionItemLabelDetails2) {
      function is(value) {
        let candidate = value;
        return candidate && (Is.string(candidate.detail) || candidate.detail === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
      }
      CompletionItemLabelDetails2.is = is;
    })(CompletionItemLabelDetails || (CompletionItemLabelDetails = {}));
    (function(CompletionItem2) {
      function create(label) {
        return { label };
      }
      CompletionItem2.create = create;
    })(CompletionItem || (CompletionItem = {}));
    (function(CompletionList2) {
      function create(items, isIncomplete) {
        return { items: items || [], isIncomplete: !!isIncomplete };
      }
      CompletionList2.create = create;
    })(CompletionList || (CompletionList = {}));
    (function(MarkedString2) {
      function fromPlainText(plainText) {
        return plainText.replace(/[\\`*_{}[\]()#+\-.!]/g, "\\$&");
      }
      MarkedString2.fromPlainText = fromPlainText;
      function is(value) {
        let candidate = value;
        return Is.string(candidate) || Is.objectLiteral(candidate) && Is.string(candidate.language) && Is.string(candidate.value);
      }
      MarkedString2.is = is;
    })(MarkedString || (MarkedString = {}));
    (function(Hover2) {
      function is(value) {
        let candidate = value;
        return !!candidate && Is.objectLiteral(candidate) && (MarkupContent.is(candidate.contents) || MarkedString.is(candidate.contents) || Is.typedArray(candidate.contents, MarkedString.is)) && (value.range === void 0 || Range.is(value.range));
      }
      Hover2.is = is;
    })(Hover || (Hover = {}));
    (function(ParameterInformation2) {
      function create(label, documentation) {
        return documentation ? { label, documentation } : { label };
      }
      ParameterInformation2.create = create;
    })(ParameterInformation || (ParameterInformation = {}));
    (function(SignatureInformation2) {
      function create(label, documentation, ...parameters) {
        let result = { label };
        return Is.defined(documentation) && (result.documentation = documentation), Is.defined(parameters) ? result.parameters = parameters : result.parameters = [], result;
      }
      SignatureInformation2.create = create;
    })(SignatureInformation || (SignatureInformation = {}));
    (function(DocumentHighlightKind2) {
      DocumentHighlightKind2.Text = 1, DocumentHighlightKind2.Read = 2, DocumentHighlightKind2.Write = 3;
    })(DocumentHighlightKind || (DocumentHighlightKind = {}));
    (function(DocumentHighlight2) {
      function create(range, kind) {
        let result = { range };
        return Is.number(kind) && (result.kind = kind), result;
      }
      DocumentHighlight2.create = create;
    })(DocumentHighlight || (DocumentHighlight = {}));
    (function(SymbolKind2) {
      SymbolKind2.File = 1, SymbolKind2.Module = 2, SymbolKind2.Namespace = 3, SymbolKind2.Package = 4, SymbolKind2.Class = 5, SymbolKind2.Method = 6, SymbolKind2.Property = 7, SymbolKind2.Field = 8, SymbolKind2.Constructor = 9, SymbolKind2.Enum = 10, SymbolKind2.Interface = 11, SymbolKind2.Function = 12, SymbolKind2.Variable = 13, SymbolKind2.Constant = 14, SymbolKind2.String = 15, SymbolKind2.Number = 16, SymbolKind2.Boolean = 17, SymbolKind2.Array = 18, SymbolKind2.Object = 19, SymbolKind2.Key = 20, SymbolKind2.Null = 21, SymbolKind2.EnumMember = 22, SymbolKind2.Struct = 23, SymbolKind2.Event = 24, SymbolKind2.Operator = 25, SymbolKind2.TypeParameter = 26;
    })(SymbolKind || (SymbolKind = {}));
    (function(SymbolTag2) {
      SymbolTag2.Deprecated = 1;
    })(SymbolTag || (SymbolTag = {}));
    (function(SymbolInformation2) {
      function create(name, kind, range, uri, containerName) {
        let result = {
          name,
          kind,
          location: { uri, range }
        };
        return containerName && (result.containerName = containerName), result;
      }
      SymbolInformation2.create = create;
    })(SymbolInformation || (SymbolInformation = {}));
    (function(WorkspaceSymbol2) {
      function create(name, kind, uri, range) {
        return range !== void 0 ? { name, kind, location: { uri, range } } : { name, kind, location: { uri } };
      }
      WorkspaceSymbol2.create = create;
    })(WorkspaceSymbol || (WorkspaceSymbol = {}));
    (function(DocumentSymbol2) {
      function create(name, detail, kind, range, selectionRange, children) {
        let result = {
          name,
          detail,
          kind,
          range,
          selectionRange
        };
        return children !== void 0 && (result.children = children), result;
      }
      DocumentSymbol2.create = create;
      function is(value) {
        let candidate = value;
        return candidate && Is.string(candidate.name) && Is.number(candidate.kind) && Range.is(candidate.range) && Range.is(candidate.selectionRange) && (candidate.detail === void 0 || Is.string(candidate.detail)) && (candidate.deprecated === void 0 || Is.boolean(candidate.deprecated)) && (candidate.children === void 0 || Array.isArray(candidate.children)) && (candidate.tags === void 0 || Array.isArray(candidate.tags));
      }
      DocumentSymbol2.is = is;
    })(DocumentSymbol || (DocumentSymbol = {}));
    (function(CodeActionKind2) {
      CodeActionKind2.Empty = "", CodeActionKind2.QuickFix = "quickfix", CodeActionKind2.Refactor = "refactor", CodeActionKind2.RefactorExtract = "refactor.extract", CodeActionKind2.RefactorInline = "refactor.inline", CodeActionKind2.RefactorMove = "refactor.move", CodeActionKind2.RefactorRewrite = "refactor.rewrite", CodeActionKind2.Source = "source", CodeActionKind2.SourceOrganizeImports = "source.organizeImports", CodeActionKind2.SourceFixAll = "source.fixAll", CodeActionKind2.Notebook = "notebook";
    })(CodeActionKind || (CodeActionKind = {}));
    (function(CodeActionTriggerKind2) {
      CodeActionTriggerKind2.Invoked = 1, CodeActionTriggerKind2.Automatic = 2;
    })(CodeActionTriggerKind || (CodeActionTriggerKind = {}));
    (function(CodeActionContext2) {
      function create(diagnostics, only, triggerKind) {
        let result = { diagnostics };
        return only != null && (result.only = only), triggerKind != null && (result.triggerKind = triggerKind), result;
      }
      CodeActionContext2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.typedArray(candidate.diagnostics, Diagnostic.is) && (candidate.only === void 0 || Is.typedArray(candidate.only, Is.string)) && (candidate.triggerKind === void 0 || candidate.triggerKind === CodeActionTriggerKind.Invoked || candidate.triggerKind === CodeActionTriggerKind.Automatic);
      }
      CodeActionContext2.is = is;
    })(CodeActionContext || (CodeActionContext = {}));
    (function(CodeActionTag2) {
      CodeActionTag2.LLMGenerated = 1;
      function is(value) {
        return Is.defined(value) && value === CodeActionTag2.LLMGenerated;
      }
      CodeActionTag2.is = is;
    })(CodeActionTag || (CodeActionTag = {}));
    (function(CodeAction2) {
      function create(title2, kindOrCommandOrEdit, kind) {
        let result = { title: title2 }, checkKind = !0;
        return typeof kindOrCommandOrEdit == "string" ? (checkKind = !1, result.kind = kindOrCommandOrEdit) : Command.is(kindOrCommandOrEdit) ? result.command = kindOrCommandOrEdit : result.edit = kindOrCommandOrEdit, checkKind && kind !== void 0 && (result.kind = kind), result;
      }
      CodeAction2.create = create;
      function is(value) {
        let candidate = value;
        return candidate && Is.string(candidate.title) && (candidate.diagnostics === void 0 || Is.typedArray(candidate.diagnostics, Diagnostic.is)) && (candidate.kind === void 0 || Is.string(candidate.kind)) && (candidate.edit !== void 0 || candidate.command !== void 0) && (candidate.command === void 0 || Command.is(candidate.command)) && (candidate.isPreferred === void 0 || Is.boolean(candidate.isPreferred)) && (candidate.edit === void 0 || WorkspaceEdit.is(candidate.edit)) && (candidate.tags === void 0 || Is.typedArray(candidate.tags, CodeActionTag.is));
      }
      CodeAction2.is = is;
    })(CodeAction || (CodeAction = {}));
    (function(CodeLens2) {
      function create(range, data) {
        let result = { range };
        return Is.defined(data) && (result.data = data), result;
      }
      CodeLens2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.command) || Command.is(candidate.command));
      }
      CodeLens2.is = is;
    })(CodeLens || (CodeLens = {}));
    (function(FormattingOptions2) {
      function create(tabSize, insertSpaces) {
        return { tabSize, insertSpaces };
      }
      FormattingOptions2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.uinteger(candidate.tabSize) && Is.boolean(candidate.insertSpaces);
      }
      FormattingOptions2.is = is;
    })(FormattingOptions || (FormattingOptions = {}));
    (function(DocumentLink2) {
      function create(range, target, data) {
        return { range, target, data };
      }
      DocumentLink2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.target) || Is.string(candidate.target));
      }
      DocumentLink2.is = is;
    })(DocumentLink || (DocumentLink = {}));
    (function(SelectionRange2) {
      function create(range, parent) {
        return { range, parent };
      }
      SelectionRange2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && (candidate.parent === void 0 || SelectionRange2.is(candidate.parent));
      }
      SelectionRange2.is = is;
    })(SelectionRange || (SelectionRange = {}));
    (function(SemanticTokenTypes2) {
      SemanticTokenTypes2.namespace = "namespace", SemanticTokenTypes2.type = "type", SemanticTokenTypes2.class = "class", SemanticTokenTypes2.enum = "enum", SemanticTokenTypes2.interface = "interface", SemanticTokenTypes2.struct = "struct", SemanticTokenTypes2.typeParameter = "typeParameter", SemanticTokenTypes2.parameter = "parameter", SemanticTokenTypes2.variable = "variable", SemanticTokenTypes2.property = "property", SemanticTokenTypes2.enumMember = "enumMember", SemanticTokenTypes2.event = "event", SemanticTokenTypes2.function = "function", SemanticTokenTypes2.method = "method", SemanticTokenTypes2.macro = "macro", SemanticTokenTypes2.keyword = "keyword", SemanticTokenTypes2.modifier = "modifier", SemanticTokenTypes2.comment = "comment", SemanticTokenTypes2.string = "string", SemanticTokenTypes2.number = "number", SemanticTokenTypes2.regexp = "regexp", SemanticTokenTypes2.operator = "operator", SemanticTokenTypes2.decorator = "decorator", SemanticTokenTypes2.label = "label";
    })(SemanticTokenTypes || (SemanticTokenTypes = {}));
    (function(SemanticTokenModifiers2) {
      SemanticTokenModifiers2.declaration = "declaration", SemanticTokenModifiers2.definition = "definition", SemanticTokenModifiers2.readonly = "readonly", SemanticTokenModifiers2.static = "static", SemanticTokenModifiers2.deprecated = "deprecated", SemanticTokenModifiers2.abstract = "abstract", SemanticTokenModifiers2.async = "async", SemanticTokenModifiers2.modification = "modification", SemanticTokenModifiers2.documentation = "documentation", SemanticTokenModifiers2.defaultLibrary = "defaultLibrary";
    })(SemanticTokenModifiers || (SemanticTokenModifiers = {}));
    (function(SemanticTokens2) {
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && (candidate.resultId === void 0 || typeof candidate.resultId == "string") && Array.isArray(candidate.data) && (candidate.data.length === 0 || typeof candidate.data[0] == "number");
      }
      SemanticTokens2.is = is;
    })(SemanticTokens || (SemanticTokens = {}));
    (function(InlineValueText2) {
      function create(range, text4) {
        return { range, text: text4 };
      }
      InlineValueText2.create = create;
      function is(value) {
        let candidate = value;
        return candidate != null && Range.is(candidate.range) && Is.string(candidate.text);
      }
      InlineValueText2.is = is;
    })(InlineValueText || (InlineValueText = {}));
    (function(InlineValueVariableLookup2) {
      function create(range, variableName, caseSensitiveLookup) {
        return { range, variableName, caseSensitiveLookup };
      }
      InlineValueVariableLookup2.create = create;
      function is(value) {
        let candidate = value;
        return candidate != null && Range.is(candidate.range) && Is.boolean(candidate.caseSensitiveLookup) && (Is.string(candidate.variableName) || candidate.variableName === void 0);
      }
      InlineValueVariableLookup2.is = is;
    })(InlineValueVariableLookup || (InlineValueVariableLookup = {}));
    (function(InlineValueEvaluatableExpression2) {
      function create(range, expression) {
        return { range, expression };
      }
      InlineValueEvaluatableExpression2.create = create;
      function is(value) {
        let candidate = value;
        return candidate != null && Range.is(candidate.range) && (Is.string(candidate.expression) || candidate.expression === void 0);
      }
      InlineValueEvaluatableExpression2.is = is;
    })(InlineValueEvaluatableExpression || (InlineValueEvaluatableExpression = {}));
    (function(InlineValueContext2) {
      function create(frameId, stoppedLocation) {
        return { frameId, stoppedLocation };
      }
      InlineValueContext2.create = create;
      function is(value) {
        let candidate = value;
        return Is.defined(candidate) && Range.is(value.stoppedLocation);
      }
      InlineValueContext2.is = is;
    })(InlineValueContext || (InlineValueContext = {}));
    (function(InlayHintKind2) {
      InlayHintKind2.Type = 1, InlayHintKind2.Parameter = 2;
      function is(value) {
        return value === 1 || value === 2;
      }
      InlayHintKind2.is = is;
    })(InlayHintKind || (InlayHintKind = {}));
    (function(InlayHintLabelPart2) {
      function create(value) {
        return { value };
      }
      InlayHintLabelPart2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.location === void 0 || Location.is(candidate.location)) && (candidate.command === void 0 || Command.is(candidate.command));
      }
      InlayHintLabelPart2.is = is;
    })(InlayHintLabelPart || (InlayHintLabelPart = {}));
    (function(InlayHint2) {
      function create(position, label, kind) {
        let result = { position, label };
        return kind !== void 0 && (result.kind = kind), result;
      }
      InlayHint2.create = create;
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Position.is(candidate.position) && (Is.string(candidate.label) || Is.typedArray(candidate.label, InlayHintLabelPart.is)) && (candidate.kind === void 0 || InlayHintKind.is(candidate.kind)) && candidate.textEdits === void 0 || Is.typedArray(candidate.textEdits, TextEdit.is) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.paddingLeft === void 0 || Is.boolean(candidate.paddingLeft)) && (candidate.paddingRight === void 0 || Is.boolean(candidate.paddingRight));
      }
      InlayHint2.is = is;
    })(InlayHint || (InlayHint = {}));
    (function(StringValue2) {
      function createSnippet(value) {
        return { kind: "snippet", value };
      }
      StringValue2.createSnippet = createSnippet;
      function isSnippet(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && candidate.kind === "snippet" && Is.string(candidate.value);
      }
      StringValue2.isSnippet = isSnippet;
    })(StringValue || (StringValue = {}));
    (function(InlineCompletionItem2) {
      function create(insertText, filterText, range, command) {
        return { insertText, filterText, range, command };
      }
      InlineCompletionItem2.create = create;
    })(InlineCompletionItem || (InlineCompletionItem = {}));
    (function(InlineCompletionList2) {
      function create(items) {
        return { items };
      }
      InlineCompletionList2.create = create;
    })(InlineCompletionList || (InlineCompletionList = {}));
    (function(InlineCompletionTriggerKind2) {
      InlineCompletionTriggerKind2.Invoked = 1, InlineCompletionTriggerKind2.Automatic = 2;
    })(InlineCompletionTriggerKind || (InlineCompletionTriggerKind = {}));
    (function(SelectedCompletionInfo2) {
      function create(range, text4) {
        return { range, text: text4 };
      }
      SelectedCompletionInfo2.create = create;
    })(SelectedCompletionInfo || (SelectedCompletionInfo = {}));
    (function(InlineCompletionContext2) {
      function create(triggerKind, selectedCompletionInfo) {
        return { triggerKind, selectedCompletionInfo };
      }
      InlineCompletionContext2.create = create;
    })(InlineCompletionContext || (InlineCompletionContext = {}));
    (function(WorkspaceFolder2) {
      function is(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && URI.is(candidate.uri) && Is.string(candidate.name);
      }
      WorkspaceFolder2.is = is;
    })(WorkspaceFolder || (WorkspaceFolder = {}));
    EOL = [`
`, `\r
`, "\r"];
    (function(TextDocument3) {
      function create(uri, languageId, version, content) {
        return new FullTextDocument(uri, languageId, version, content);
      }
      TextDocument3.create = create;
      function is(value) {
        let candidate = value;
        return !!(Is.defined(candidate) && Is.string(candidate.uri) && (Is.undefined(candidate.languageId) || Is.string(candidate.languageId)) && Is.uinteger(candidate.lineCount) && Is.func(candidate.getText) && Is.func(candidate.positionAt) && Is.func(candidate.offsetAt));
      }
      TextDocument3.is = is;
      function applyEdits(document, edits) {
        let text4 = document.getText(), sortedEdits = mergeSort2(edits, (a, b) => {
          let diff = a.range.start.line - b.range.start.line;
          return diff === 0 ? a.range.start.character - b.range.start.character : diff;
        }), lastModifiedOffset = text4.length;
        for (let i = sortedEdits.length - 1; i >= 0; i--) {
          let e = sortedEdits[i], startOffset = document.offsetAt(e.range.start), endOffset = document.offsetAt(e.range.end);
          if (endOffset <= lastModifiedOffset)
            text4 = text4.substring(0, startOffset) + e.newText + text4.substring(endOffset, text4.length);
          else
            throw new Error("Overlapping edit");
          lastModifiedOffset = startOffset;
        }
        return text4;
      }
      TextDocument3.applyEdits = applyEdits;
      function mergeSort2(data, compare) {
        if (data.length <= 1)
          return data;
        let p = data.length / 2 | 0, left = data.slice(0, p), right = data.slice(p);
        mergeSort2(left, compare), mergeSort2(right, compare);
        let leftIdx = 0, rightIdx = 0, i = 0;
        for (; leftIdx < left.length && rightIdx < right.length; )
          compare(left[leftIdx], right[rightIdx]) <= 0 ? data[i++] = left[leftIdx++] : data[i++] = right[rightIdx++];
        for (; leftIdx < left.length; )
          data[i++] = left[leftIdx++];
        for (; rightIdx < right.length; )
          data[i++] = right[rightIdx++];
        return data;
      }
    })(TextDocument || (TextDocument = {}));
    FullTextDocument = class {
      constructor(uri, languageId, version, content) {
        this._uri = uri, this._languageId = languageId, this._version = version, this._content = content, this._lineOffsets = void 0;
      }
      get uri() {
        return this._uri;
      }
      get languageId() {
        return this._languageId;
      }
      get version() {
        return this._version;
      }
      getText(range) {
        if (range) {
          let start = this.offsetAt(range.start), end = this.offsetAt(range.end);
          return this._content.substring(start, end);
        }
        return this._content;
      }
      update(event, version) {
        this._content = event.text, this._version = version, this._lineOffsets = void 0;
      }
      getLineOffsets() {
        if (this._lineOffsets === void 0) {
          let lineOffsets = [], text4 = this._content, isLineStart = !0;
          for (let i = 0; i < text4.length; i++) {
            isLineStart && (lineOffsets.push(i), isLineStart = !1);
            let ch = text4.charAt(i);
            isLineStart = ch === "\r" || ch === `
`, ch === "\r" && i + 1 < text4.length && text4.charAt(i + 1) === `
` && i++;
          }
          isLineStart && text4.length > 0 && lineOffsets.push(text4.length), this._lineOffsets = lineOffsets;
        }
        return this._lineOffsets;
      }
      positionAt(offset) {
        offset = Math.max(Math.min(offset, this._content.length), 0);
        let lineOffsets = this.getLineOffsets(), low = 0, high = lineOffsets.length;
        if (high === 0)
          return Position.create(0, offset);
        for (; low < high; ) {
          let mid = Math.floor((low + high) / 2);
          lineOffsets[mid] > offset ? high = mid : low = mid + 1;
        }
        let line = low - 1;
        return Position.create(line, offset - lineOffsets[line]);
      }
      offsetAt(position) {
        let lineOffsets = this.getLineOffsets();
        if (position.line >= lineOffsets.length)
          return this._content.length;
        if (position.line < 0)
          return 0;
        let lineOffset = lineOffsets[position.line], nextLineOffset = position.line + 1 < lineOffsets.length ? lineOffsets[position.line + 1] : this._content.length;
        return Math.max(Math.min(lineOffset + position.character, nextLineOffset), lineOffset);
      }
      get lineCount() {
        return this.getLineOffsets().length;
      }
    };
    (function(Is2) {
      let toString = Object.prototype.toString;
      function defined(value) {
        return typeof value < "u";
      }
      Is2.defined = defined;
      function undefined2(value) {
        return typeof value > "u";
      }
      Is2.undefined = undefined2;
      function boolean(value) {
        return value === !0 || value === !1;
      }
      Is2.boolean = boolean;
      function string(value) {
        return toString.call(value) === "[object String]";
      }
      Is2.string = string;
      function number2(value) {
        return toString.call(value) === "[object Number]";
      }
      Is2.number = number2;
      function numberRange(value, min, max) {
        return toString.call(value) === "[object Number]" && min <= value && value <= max;
      }
      Is2.numberRange = numberRange;
      function integer2(value) {
        return toString.call(value) === "[object Number]" && -2147483648 <= value && value <= 2147483647;
      }
      Is2.integer = integer2;
      function uinteger2(value) {
        return toString.call(value) === "[object Number]" && 0 <= value && value <= 2147483647;
      }
      Is2.uinteger = uinteger2;
      function func(value) {
        return toString.call(value) === "[object Function]";
      }
      Is2.func = func;
      function objectLiteral(value) {
        return value !== null && typeof value == "object";
      }
      Is2.objectLiteral = objectLiteral;
      function typedArray(value, check) {
        return Array.isArray(value) && value.every(check);
      }
      Is2.typedArray = typedArray;
    })(Is || (Is = {}));
  }
});

// node_modules/dockerfile-ast/lib/line.js
var require_line = __commonJS({
  "node_modules/dockerfile-ast/lib/line.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Line = void 0;
    var Line = class {
      constructor(document, range) {
        this.document = document, this.range = range;
      }
      getRange() {
        return this.range;
      }
      getTextContent() {
        return this.document.getText().substring(this.document.offsetAt(this.range.start), this.document.offsetAt(this.range.end));
      }
      isAfter(line) {
        return this.range.start.line > line.range.start.line;
      }
      isBefore(line) {
        return this.range.start.line < line;
      }
    };
    exports2.Line = Line;
  }
});

// node_modules/dockerfile-ast/lib/util.js
var require_util = __commonJS({
  "node_modules/dockerfile-ast/lib/util.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Util = void 0;
    var Util = class _Util {
      static isUTF8BOM(char) {
        let uintArray = Uint8Array.from(Buffer.from(char, "UTF-8"));
        return uintArray[0] === 239 && uintArray[1] == 187 && uintArray[2] == 191;
      }
      static isWhitespace(char) {
        return char === " " || char === "	" || _Util.isNewline(char);
      }
      static isNewline(char) {
        return char === "\r" || char === `
`;
      }
      static findLeadingNonWhitespace(content, escapeChar) {
        whitespaceCheck: for (let i = 0; i < content.length; i++)
          switch (content.charAt(i)) {
            case " ":
            case "	":
              continue;
            case escapeChar:
              escapeCheck: for (let j = i + 1; j < content.length; j++)
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                    continue;
                  case "\r":
                    i = j + 1;
                    continue whitespaceCheck;
                  case `
`:
                    i = j;
                    continue whitespaceCheck;
                  default:
                    break escapeCheck;
                }
              return -1;
            default:
              return i;
          }
        return -1;
      }
      /**
       * Determines if the given position is contained within the given range.
       *
       * @param position the position to check
       * @param range the range to see if the position is inside of
       */
      static isInsideRange(position, range) {
        return range.start.line === range.end.line ? range.start.line === position.line && range.start.character <= position.character && position.character <= range.end.character : range.start.line === position.line ? range.start.character <= position.character : range.end.line === position.line ? position.character <= range.end.character : range.start.line < position.line && position.line < range.end.line;
      }
      static parseHeredocName(value) {
        if (value = value.substring(2), value.charAt(0) === "-" && (value = value.substring(1)), value.charAt(0) === '"') {
          if (value.charAt(value.length - 1) !== '"')
            return null;
          value = value.substring(1, value.length - 1);
        }
        if (value.charAt(0) === "'") {
          if (value.charAt(value.length - 1) !== "'")
            return null;
          value = value.substring(1, value.length - 1);
        }
        return value.charAt(0) === "<" ? null : value;
      }
    };
    exports2.Util = Util;
  }
});

// node_modules/dockerfile-ast/lib/comment.js
var require_comment = __commonJS({
  "node_modules/dockerfile-ast/lib/comment.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Comment = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), line_1 = require_line(), util_1 = require_util(), Comment = class extends line_1.Line {
      constructor(document, range) {
        super(document, range);
      }
      toString() {
        let content = this.getContent();
        return content ? "# " + content : "#";
      }
      /**
       * Returns the content of this comment. This excludes leading and
       * trailing whitespace as well as the # symbol. If the comment only
       * consists of whitespace, the empty string will be returned.
       */
      getContent() {
        let range = this.getContentRange();
        return range === null ? "" : this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
      }
      /**
       * Returns a range that includes the content of the comment
       * excluding any leading and trailing whitespace as well as the #
       * symbol. May return null if the comment only consists of whitespace
       * characters.
       */
      getContentRange() {
        let range = this.getRange(), startOffset = this.document.offsetAt(range.start), raw = this.document.getText().substring(startOffset, this.document.offsetAt(range.end)), start = -1, end = -1;
        for (let i = 1; i < raw.length; i++)
          if (!util_1.Util.isWhitespace(raw.charAt(i))) {
            start = i;
            break;
          }
        if (start === -1)
          return null;
        for (let i = raw.length - 1; i >= 1; i--)
          if (!util_1.Util.isWhitespace(raw.charAt(i))) {
            end = i + 1;
            break;
          }
        return vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + start), this.document.positionAt(startOffset + end));
      }
    };
    exports2.Comment = Comment;
  }
});

// node_modules/vscode-languageserver-textdocument/lib/esm/main.js
var main_exports2 = {};
__export(main_exports2, {
  TextDocument: () => TextDocument2
});
function mergeSort(data, compare) {
  if (data.length <= 1)
    return data;
  let p = data.length / 2 | 0, left = data.slice(0, p), right = data.slice(p);
  mergeSort(left, compare), mergeSort(right, compare);
  let leftIdx = 0, rightIdx = 0, i = 0;
  for (; leftIdx < left.length && rightIdx < right.length; )
    compare(left[leftIdx], right[rightIdx]) <= 0 ? data[i++] = left[leftIdx++] : data[i++] = right[rightIdx++];
  for (; leftIdx < left.length; )
    data[i++] = left[leftIdx++];
  for (; rightIdx < right.length; )
    data[i++] = right[rightIdx++];
  return data;
}
function computeLineOffsets(text4, isAtLineStart, textOffset = 0) {
  let result = isAtLineStart ? [textOffset] : [];
  for (let i = 0; i < text4.length; i++) {
    let ch = text4.charCodeAt(i);
    isEOL(ch) && (ch === 13 && i + 1 < text4.length && text4.charCodeAt(i + 1) === 10 && i++, result.push(textOffset + i + 1));
  }
  return result;
}
function isEOL(char) {
  return char === 13 || char === 10;
}
function getWellformedRange(range) {
  let start = range.start, end = range.end;
  return start.line > end.line || start.line === end.line && start.character > end.character ? { start: end, end: start } : range;
}
function getWellformedEdit(textEdit) {
  let range = getWellformedRange(textEdit.range);
  return range !== textEdit.range ? { newText: textEdit.newText, range } : textEdit;
}
var FullTextDocument2, TextDocument2, init_main2 = __esm({
  "node_modules/vscode-languageserver-textdocument/lib/esm/main.js"() {
    "use strict";
    FullTextDocument2 = class _FullTextDocument {
      constructor(uri, languageId, version, content) {
        this._uri = uri, this._languageId = languageId, this._version = version, this._content = content, this._lineOffsets = void 0;
      }
      get uri() {
        return this._uri;
      }
      get languageId() {
        return this._languageId;
      }
      get version() {
        return this._version;
      }
      getText(range) {
        if (range) {
          let start = this.offsetAt(range.start), end = this.offsetAt(range.end);
          return this._content.substring(start, end);
        }
        return this._content;
      }
      update(changes, version) {
        for (let change of changes)
          if (_FullTextDocument.isIncremental(change)) {
            let range = getWellformedRange(change.range), startOffset = this.offsetAt(range.start), endOffset = this.offsetAt(range.end);
            this._content = this._content.substring(0, startOffset) + change.text + this._content.substring(endOffset, this._content.length);
            let insertedEndOffset = startOffset + change.text.length, crlfAtStart = this._content.charCodeAt(startOffset - 1) === 13 && this._content.charCodeAt(startOffset) === 10, crlfAtEnd = this._content.charCodeAt(insertedEndOffset - 1) === 13 && this._content.charCodeAt(insertedEndOffset) === 10;
            if (crlfAtStart || crlfAtEnd) {
              this._lineOffsets = void 0;
              continue;
            }
            let startLine = Math.max(range.start.line, 0), endLine = Math.max(range.end.line, 0), lineOffsets = this._lineOffsets, addedLineOffsets = computeLineOffsets(change.text, !1, startOffset);
            if (endLine - startLine === addedLineOffsets.length)
              for (let i = 0, len = addedLineOffsets.length; i < len; i++)
                lineOffsets[i + startLine + 1] = addedLineOffsets[i];
            else
              addedLineOffsets.length < 1e4 ? lineOffsets.splice(startLine + 1, endLine - startLine, ...addedLineOffsets) : this._lineOffsets = lineOffsets = lineOffsets.slice(0, startLine + 1).concat(addedLineOffsets, lineOffsets.slice(endLine + 1));
            let diff = change.text.length - (endOffset - startOffset);
            if (diff !== 0)
              for (let i = startLine + 1 + addedLineOffsets.length, len = lineOffsets.length; i < len; i++)
                lineOffsets[i] = lineOffsets[i] + diff;
          } else if (_FullTextDocument.isFull(change))
            this._content = change.text, this._lineOffsets = void 0;
          else
            throw new Error("Unknown change event received");
        this._version = version;
      }
      getLineOffsets() {
        return this._lineOffsets === void 0 && (this._lineOffsets = computeLineOffsets(this._content, !0)), this._lineOffsets;
      }
      positionAt(offset) {
        offset = Math.max(Math.min(offset, this._content.length), 0);
        let lineOffsets = this.getLineOffsets(), low = 0, high = lineOffsets.length;
        if (high === 0)
          return { line: 0, character: offset };
        for (; low < high; ) {
          let mid = Math.floor((low + high) / 2);
          lineOffsets[mid] > offset ? high = mid : low = mid + 1;
        }
        let line = low - 1;
        return offset = this.ensureBeforeEOL(offset, lineOffsets[line]), { line, character: offset - lineOffsets[line] };
      }
      offsetAt(position) {
        let lineOffsets = this.getLineOffsets();
        if (position.line >= lineOffsets.length)
          return this._content.length;
        if (position.line < 0)
          return 0;
        let lineOffset = lineOffsets[position.line];
        if (position.character <= 0)
          return lineOffset;
        let nextLineOffset = position.line + 1 < lineOffsets.length ? lineOffsets[position.line + 1] : this._content.length, offset = Math.min(lineOffset + position.character, nextLineOffset);
        return this.ensureBeforeEOL(offset, lineOffset);
      }
      getLineRange(line) {
        let lineOffsets = this.getLineOffsets();
        if (line >= lineOffsets.length) {
          let lastLine2 = lineOffsets.length - 1;
          return { start: { line: lastLine2, character: 0 }, end: { line: lastLine2, character: this._content.length - lineOffsets[lastLine2] } };
        } else if (line < 0)
          return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        let startOffset = lineOffsets[line], nextLineOffset = line + 1 < lineOffsets.length ? lineOffsets[line + 1] : this._content.length, endOffset = this.ensureBeforeEOL(nextLineOffset, startOffset);
        return { start: { line, character: 0 }, end: { line, character: endOffset - startOffset } };
      }
      getEOLCharacters(line) {
        let lineOffsets = this.getLineOffsets();
        if (line >= lineOffsets.length)
          return "";
        if (line < 0)
          return "";
        let nextLineOffset = line + 1 < lineOffsets.length ? lineOffsets[line + 1] : this._content.length, eolOffset = this.ensureBeforeEOL(nextLineOffset, lineOffsets[line]);
        return this._content.substring(eolOffset, nextLineOffset);
      }
      ensureBeforeEOL(offset, lineOffset) {
        for (; offset > lineOffset && isEOL(this._content.charCodeAt(offset - 1)); )
          offset--;
        return offset;
      }
      get lineCount() {
        return this.getLineOffsets().length;
      }
      static isIncremental(event) {
        let candidate = event;
        return candidate != null && typeof candidate.text == "string" && candidate.range !== void 0 && (candidate.rangeLength === void 0 || typeof candidate.rangeLength == "number");
      }
      static isFull(event) {
        let candidate = event;
        return candidate != null && typeof candidate.text == "string" && candidate.range === void 0 && candidate.rangeLength === void 0;
      }
    };
    (function(TextDocument3) {
      function create(uri, languageId, version, content) {
        return new FullTextDocument2(uri, languageId, version, content);
      }
      TextDocument3.create = create;
      function update(document, changes, version) {
        if (document instanceof FullTextDocument2)
          return document.update(changes, version), document;
        throw new Error("TextDocument.update: document must be created by TextDocument.create");
      }
      TextDocument3.update = update;
      function applyEdits(document, edits) {
        let text4 = document.getText(), sortedEdits = mergeSort(edits.map(getWellformedEdit), (a, b) => {
          let diff = a.range.start.line - b.range.start.line;
          return diff === 0 ? a.range.start.character - b.range.start.character : diff;
        }), lastModifiedOffset = 0, spans = [];
        for (let e of sortedEdits) {
          let startOffset = document.offsetAt(e.range.start);
          if (startOffset < lastModifiedOffset)
            throw new Error("Overlapping edit");
          startOffset > lastModifiedOffset && spans.push(text4.substring(lastModifiedOffset, startOffset)), e.newText.length && spans.push(e.newText), lastModifiedOffset = document.offsetAt(e.range.end);
        }
        return spans.push(text4.substr(lastModifiedOffset)), spans.join("");
      }
      TextDocument3.applyEdits = applyEdits;
    })(TextDocument2 || (TextDocument2 = {}));
  }
});

// node_modules/dockerfile-ast/lib/parserDirective.js
var require_parserDirective = __commonJS({
  "node_modules/dockerfile-ast/lib/parserDirective.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.ParserDirective = void 0;
    var main_1 = require_main(), line_1 = require_line(), ParserDirective = class extends line_1.Line {
      constructor(document, range, nameRange, valueRange) {
        super(document, range), this.nameRange = nameRange, this.valueRange = valueRange;
      }
      toString() {
        return "# " + this.getName() + "=" + this.getValue();
      }
      getNameRange() {
        return this.nameRange;
      }
      getValueRange() {
        return this.valueRange;
      }
      getName() {
        return this.document.getText().substring(this.document.offsetAt(this.nameRange.start), this.document.offsetAt(this.nameRange.end));
      }
      getValue() {
        return this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
      }
      getDirective() {
        let directive = main_1.Directive[this.getName().toLowerCase()];
        return directive === void 0 ? null : directive;
      }
    };
    exports2.ParserDirective = ParserDirective;
  }
});

// node_modules/dockerfile-ast/lib/heredoc.js
var require_heredoc = __commonJS({
  "node_modules/dockerfile-ast/lib/heredoc.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Heredoc = void 0;
    var Heredoc = class {
      constructor(startRange, name, nameRange, contentRange, endRange) {
        this.startRange = startRange, this.name = name, this.nameRange = nameRange, this.contentRange = contentRange, this.endRange = endRange;
      }
      /**
       * Returns the name of the here-document.
       *
       * This API is experimental and subject to change.
       */
      getName() {
        return this.name;
      }
      /**
       * Returns the range of the start operator and the name. If the
       * here-document is initialized with <<EOT then the start range would
       * encompass all five characters.
       *
       * This API is experimental and subject to change.
       */
      getStartRange() {
        return this.startRange;
      }
      /**
       * Returns the range of this here-document's name that is declared at
       * the beginning of the here-document with the operator. If the
       * here-document is initialized with <<EOT then the name range would
       * encompass the latter three "EOT" characters.
       *
       * This API is experimental and subject to change.
       */
      getNameRange() {
        return this.nameRange;
      }
      /**
       * Returns the range of the content of this here-document. This may
       * be null if the here-document has no content because:
       * - the start range is the only thing that was declared
       * - the end range was declared immediately and there is no content
       *
       * This API is experimental and subject to change.
       */
      getContentRange() {
        return this.contentRange;
      }
      /**
       * Returns the range of the here-document's name on a line that
       * represents the end of the here-document.
       *
       * This API is experimental and subject to change.
       */
      getDelimiterRange() {
        return this.endRange;
      }
    };
    exports2.Heredoc = Heredoc;
  }
});

// node_modules/dockerfile-ast/lib/variable.js
var require_variable = __commonJS({
  "node_modules/dockerfile-ast/lib/variable.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Variable = void 0;
    var Variable = class {
      constructor(name, nameRange, range, modifier, modifierRange, substitutionParameter, substitutionRange, defined, buildVariable, stringValue) {
        this.name = name, this.nameRange = nameRange, this.range = range, this.modifier = modifier, this.modifierRange = modifierRange, this.substitutionParameter = substitutionParameter, this.substitutionRange = substitutionRange, this.defined = defined, this.buildVariable = buildVariable, this.stringValue = stringValue;
      }
      toString() {
        return this.stringValue;
      }
      getName() {
        return this.name;
      }
      getNameRange() {
        return this.nameRange;
      }
      /**
       * Returns the range of the entire variable. This includes the symbols for
       * the declaration of the variable such as the $, {, and } symbols.
       *
       * @return the range in the document that this variable encompasses in its
       *         entirety
       */
      getRange() {
        return this.range;
      }
      /**
       * Returns the modifier character that has been set for
       * specifying how this variable should be expanded and resolved.
       * If this variable is ${variable:+value} then the modifier
       * character is '+'. Will be the empty string if the variable is
       * declared as ${variable:}. Otherwise, will be null if this
       * variable will not use variable substitution at all (such as
       * ${variable} or $variable).
       *
       * @return this variable's modifier character, or the empty
       *         string if it does not have one, or null if this
       *         variable will not use variable substitution
       */
      getModifier() {
        return this.modifier;
      }
      getModifierRange() {
        return this.modifierRange;
      }
      /**
       * Returns the parameter that will be used for substitution if
       * this variable uses modifiers to define how its value should be
       * resolved. If this variable is ${variable:+value} then the
       * substitution value will be 'value'. Will be the empty string
       * if the variable is declared as ${variable:+} or some other
       * variant where the only thing that follows the modifier
       * character (excluding considerations of escape characters and
       * so on) is the variable's closing bracket. May be null if this
       * variable does not have a modifier character defined (such as
       * ${variable} or $variable).
       *
       * @return this variable's substitution parameter, or the empty
       *         string if it does not have one, or null if there is
       *         not one defined
       */
      getSubstitutionParameter() {
        return this.substitutionParameter;
      }
      getSubstitutionRange() {
        return this.substitutionRange;
      }
      /**
       * Returns whether this variable has been defined or not.
       *
       * @return true if this variable has been defined, false otherwise
       */
      isDefined() {
        return this.defined;
      }
      isBuildVariable() {
        return this.buildVariable === !0;
      }
      isEnvironmentVariable() {
        return this.buildVariable === !1;
      }
    };
    exports2.Variable = Variable;
  }
});

// node_modules/dockerfile-ast/lib/instruction.js
var require_instruction = __commonJS({
  "node_modules/dockerfile-ast/lib/instruction.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Instruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), util_1 = require_util(), line_1 = require_line(), argument_1 = require_argument(), heredoc_1 = require_heredoc(), variable_1 = require_variable(), main_1 = require_main(), Instruction = class extends line_1.Line {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range), this.dockerfile = dockerfile, this.escapeChar = escapeChar, this.instruction = instruction, this.instructionRange = instructionRange;
      }
      toString() {
        let value = this.getKeyword();
        for (let arg of this.getRawArguments())
          value += " ", value += arg.getValue();
        return value;
      }
      getRangeContent(range) {
        return range === null ? null : this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
      }
      getInstructionRange() {
        return this.instructionRange;
      }
      getInstruction() {
        return this.instruction;
      }
      getKeyword() {
        return this.getInstruction().toUpperCase();
      }
      getArgumentsRange() {
        let args = this.getArguments();
        return args.length === 0 ? null : vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end);
      }
      getArgumentsRanges() {
        let args = this.getArguments();
        if (args.length === 0)
          return [];
        if (args[0].getRange().start.line === args[args.length - 1].getRange().end.line)
          return [vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end)];
        let ranges = [], end = -1, startPosition = args[0].getRange().start, range = this.getInstructionRange(), extra = this.document.offsetAt(startPosition) - this.document.offsetAt(range.start), fullArgs = this.getTextContent().substring(extra, this.document.offsetAt(args[args.length - 1].getRange().end) - this.document.offsetAt(range.start)), offset = this.document.offsetAt(range.start) + extra, start = !1, comment = !1;
        for (let i = 0; i < fullArgs.length; i++) {
          let char = fullArgs.charAt(i);
          if (char === this.escapeChar) {
            let next = fullArgs.charAt(i + 1);
            if (next === " " || next === "	")
              whitespaceCheck: for (let j = i + 2; j < fullArgs.length; j++)
                switch (fullArgs.charAt(j)) {
                  case " ":
                  case "	":
                    continue;
                  case "\r":
                    j++;
                  case `
`:
                    startPosition !== null && ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1))), startPosition = null, start = !0, comment = !1, i = j;
                    break whitespaceCheck;
                  default:
                    break whitespaceCheck;
                }
            else next === "\r" ? (startPosition !== null && (ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1))), startPosition = null), start = !0, comment = !1, i += 2) : (next === `
` && (startPosition !== null && ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1))), startPosition = null, start = !0, comment = !1), i++);
          } else if (util_1.Util.isNewline(char))
            comment && (startPosition = null, start = !0, comment = !1);
          else if (!comment) {
            if (startPosition === null) {
              if (char === "#") {
                comment = !0;
                continue;
              }
              let position = this.document.positionAt(offset + i);
              position.character !== 0 && (startPosition = vscode_languageserver_types_1.Position.create(position.line, 0));
            }
            end = i;
          }
        }
        return startPosition === null ? ranges.push(vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + end), this.document.positionAt(offset + end + 1))) : ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1))), ranges;
      }
      getRawArgumentsContent() {
        let args = this.getArguments();
        return args.length === 0 ? null : this.getRangeContent(vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end));
      }
      getArgumentsContent() {
        if (this.getArguments().length === 0)
          return null;
        let content = "", ranges = this.getArgumentsRanges(), documentText = this.document.getText();
        for (let range of ranges)
          content += documentText.substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
        return content;
      }
      getArguments() {
        return this.getRawArguments();
      }
      getRawArguments() {
        let args = [], range = this.getInstructionRange(), extra = this.document.offsetAt(range.end) - this.document.offsetAt(range.start), fullArgs = this.getTextContent().substring(extra), offset = this.document.offsetAt(range.start) + extra, start = !1, comment = !1, found = -1, escapedWhitespaceDetected = !1, escaping = !1, escapeMarker = -1, escapedArg = "";
        for (let i = 0; i < fullArgs.length; i++) {
          let char = fullArgs.charAt(i);
          if (util_1.Util.isWhitespace(char))
            if (escaping) {
              escapedWhitespaceDetected = !0, util_1.Util.isNewline(char) && (escapedWhitespaceDetected = !1, comment && (comment = !1, start = !0));
              continue;
            } else found !== -1 && (escapeMarker === -1 ? args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + i)))) : args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker)))), escapeMarker = -1, escapedArg = "", found = -1);
          else if (char === this.escapeChar) {
            let next = fullArgs.charAt(i + 1);
            if (next === " " || next === "	")
              whitespaceCheck: for (let j = i + 2; j < fullArgs.length; j++)
                switch (fullArgs.charAt(j)) {
                  case " ":
                  case "	":
                    continue;
                  case "\r":
                    j++;
                  case `
`:
                    comment = !1, escaping = !0, start = !0, found !== -1 && (escapeMarker = i), i = j;
                    break whitespaceCheck;
                  default:
                    escapeMarker = i, found === -1 && (i = j - 1);
                    break whitespaceCheck;
                }
            else if (next === "\r")
              comment = !1, escaping = !0, start = !0, found !== -1 && escapeMarker === -1 && (escapeMarker = i), i += 2;
            else if (next === `
`)
              comment = !1, escaping = !0, start = !0, found !== -1 && escapeMarker === -1 && (escapeMarker = i), i++;
            else {
              if (escapedWhitespaceDetected && escapeMarker !== -1 && (args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker)))), escapedArg = "", found = -1), escapeMarker = -1, escapedWhitespaceDetected = !1, escaping = !1, next === "$")
                escapedArg = escapedArg + char + next;
              else {
                if (next === "")
                  break;
                escapedArg = escapedArg + next;
              }
              found === -1 && (found = i), i++;
            }
          } else comment || (start && char === "#" ? comment = !0 : (escapedWhitespaceDetected && escapeMarker !== -1 && (args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker)))), escapedArg = "", found = -1), escapedWhitespaceDetected = !1, escaping = !1, escapeMarker = -1, escapedArg = escapedArg + char, found === -1 && (found = i)), start = !1);
        }
        return found !== -1 && (escapeMarker === -1 ? args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + fullArgs.length)))) : args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))))), args;
      }
      getExpandedArguments() {
        let args = this.getArguments();
        for (let i = 0; i < args.length; i++) {
          let argRange = args[i].getRange(), offset = this.document.offsetAt(argRange.start), variables = this.parseVariables(offset, args[i].getValue()), swaps = [], requiresExpansion = !1;
          for (let variable of variables) {
            let value = this.dockerfile.resolveVariable(variable.getName(), variable.getNameRange().start.line);
            swaps.push(value), requiresExpansion = requiresExpansion || value !== void 0;
          }
          if (requiresExpansion) {
            let expanded = "";
            for (let j = 0; j < swaps.length; j++) {
              let variableRange = variables[j].getRange(), start = this.document.offsetAt(variableRange.start), end = this.document.offsetAt(variableRange.end);
              swaps[j] ? (expanded += this.document.getText().substring(offset, start), expanded += swaps[j], offset = end) : (expanded += this.document.getText().substring(offset, end), offset = end);
            }
            let argEnd = this.document.offsetAt(argRange.end);
            argEnd !== offset && (expanded += this.document.getText().substring(offset, argEnd)), args[i] = new argument_1.Argument(expanded, argRange);
          }
        }
        return args;
      }
      getVariables() {
        let variables = [], args = this.getRawArguments();
        for (let arg of args) {
          let range = arg.getRange(), rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end)), parsedVariables = this.parseVariables(this.document.offsetAt(arg.getRange().start), rawValue);
          for (let parsedVariable of parsedVariables)
            variables.push(parsedVariable);
        }
        return variables;
      }
      parseVariables(offset, arg) {
        let variables = [];
        variableLoop: for (let i = 0; i < arg.length; i++)
          switch (arg.charAt(i)) {
            case this.escapeChar:
              arg.charAt(i + 1) === "$" && i++;
              break;
            case "$":
              if (arg.charAt(i + 1) === "{") {
                let escapedString = "${", escapedName = "", nameEnd = -1, escapedSubstitutionParameter = "", substitutionStart = -1, substitutionEnd = -1, modifierRead = -1;
                nameLoop: for (let j = i + 2; j < arg.length; j++) {
                  let char = arg.charAt(j);
                  switch (char) {
                    case this.escapeChar:
                      for (let k = j + 1; k < arg.length; k++)
                        switch (arg.charAt(k)) {
                          case " ":
                          case "	":
                          case "\r":
                            continue;
                          case `
`:
                            j = k;
                            continue nameLoop;
                        }
                      break;
                    case "}":
                      escapedString += "}";
                      let modifier = null, modifierRange = null, substitutionParameter = modifierRead !== -1 ? escapedSubstitutionParameter : null, substitutionRange = null;
                      nameEnd === -1 ? nameEnd = j : nameEnd + 1 === j ? (modifier = "", modifierRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + nameEnd + 1), this.document.positionAt(offset + nameEnd + 1))) : (substitutionStart === -1 ? (substitutionStart = modifierRead + 1, substitutionEnd = modifierRead + 1) : substitutionEnd = substitutionEnd + 1, modifier = arg.substring(modifierRead, modifierRead + 1), modifierRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + modifierRead), this.document.positionAt(offset + modifierRead + 1)), substitutionRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + substitutionStart), this.document.positionAt(offset + substitutionEnd)));
                      let start = this.document.positionAt(offset + i);
                      variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 2), this.document.positionAt(offset + nameEnd)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + j + 1)), modifier, modifierRange, substitutionParameter, substitutionRange, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), escapedString)), i = j;
                      continue variableLoop;
                    case ":":
                      nameEnd === -1 ? nameEnd = j : modifierRead !== -1 ? (substitutionStart === -1 && (substitutionStart = j), substitutionEnd = j, escapedSubstitutionParameter += ":") : modifierRead = j, escapedString += ":";
                      break;
                    case `
`:
                    case "\r":
                    case " ":
                    case "	":
                      break;
                    default:
                      nameEnd === -1 ? escapedName += char : modifierRead !== -1 ? (substitutionStart === -1 && (substitutionStart = j), substitutionEnd = j, escapedSubstitutionParameter += char) : modifierRead = j, escapedString += char;
                      break;
                  }
                }
                break variableLoop;
              } else {
                if (util_1.Util.isWhitespace(arg.charAt(i + 1)) || i === arg.length - 1)
                  continue;
                {
                  let escapedName = "";
                  nameLoop: for (let j = i + 1; j < arg.length; j++) {
                    let char = arg.charAt(j);
                    switch (char) {
                      case "\r":
                      case `
`:
                      case " ":
                      case "	":
                        continue;
                      case "$":
                      case "'":
                      case '"':
                        let varStart = this.document.positionAt(offset + i);
                        variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(varStart, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, varStart.line) !== void 0, this.isBuildVariable(escapedName, varStart.line), "$" + escapedName)), i = j - 1;
                        continue variableLoop;
                      case this.escapeChar:
                        for (let k = j + 1; k < arg.length; k++)
                          switch (arg.charAt(k)) {
                            case " ":
                            case "	":
                            case "\r":
                              continue;
                            case `
`:
                              j = k;
                              continue nameLoop;
                          }
                        let start2 = this.document.positionAt(offset + i);
                        variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(start2, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, start2.line) !== void 0, this.isBuildVariable(escapedName, start2.line), "$" + escapedName));
                        break variableLoop;
                    }
                    if (char.match(/^[a-z0-9_]+$/i) === null) {
                      let varStart = this.document.positionAt(offset + i);
                      variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(varStart, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, varStart.line) !== void 0, this.isBuildVariable(escapedName, varStart.line), "$" + escapedName)), i = j - 1;
                      continue variableLoop;
                    }
                    escapedName += char;
                  }
                  let start = this.document.positionAt(offset + i);
                  variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + arg.length)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + arg.length)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), "$" + escapedName));
                }
              }
              break variableLoop;
          }
        return variables;
      }
      isBuildVariable(variable, line) {
        if (this.getKeyword() === main_1.Keyword.FROM) {
          for (let initialArg of this.dockerfile.getInitialARGs()) {
            let property = initialArg.getProperty();
            if (property && variable === property.getName())
              return !0;
          }
          return;
        }
        let image = this.dockerfile.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0)), envs = image.getENVs();
        for (let i = envs.length - 1; i >= 0; i--)
          if (envs[i].isBefore(line)) {
            for (let property of envs[i].getProperties())
              if (property.getName() === variable)
                return !1;
          }
        let args = image.getARGs();
        for (let i = args.length - 1; i >= 0; i--)
          if (args[i].isBefore(line)) {
            let property = args[i].getProperty();
            if (property && property.getName() === variable)
              return !0;
          }
      }
      createSingleLineHeredocs(args) {
        let heredocs = [];
        for (let arg of args) {
          let value = arg.getValue();
          if (value.startsWith("<<") && util_1.Util.parseHeredocName(value) !== null) {
            let startRange = arg.getRange(), nameRange = this.getNameRange(startRange), name = this.getName(nameRange);
            heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, null, null));
          }
        }
        return heredocs;
      }
      getName(nameRange) {
        let content = this.document.getText(nameRange), escaping = !1, name = "";
        nameLoop: for (let i = 0; i < content.length; i++) {
          let ch = content.charAt(i);
          switch (ch) {
            case this.escapeChar:
              escaping = !0;
              for (let j = i + 1; j < content.length; j++)
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                    break;
                  case "\r":
                    i = j + 1;
                    continue nameLoop;
                  case `
`:
                    i = j;
                    continue nameLoop;
                  default:
                    name += content.charAt(j), i = j;
                    continue nameLoop;
                }
              break;
            case "#":
              if (escaping) {
                for (let j = i + 1; j < content.length; j++)
                  if (content.charAt(j) === `
`) {
                    i = j;
                    continue nameLoop;
                  }
              }
            case " ":
            case "	":
            case "\r":
            case `
`:
              if (escaping)
                break;
            default:
              name += ch;
              break;
          }
        }
        return name;
      }
      getNameRange(startRange) {
        let content = this.document.getText(startRange), endFound = !1, searchHyphen = !1, start = -1, end = -1, escaping = !1, quote = null;
        contentLoop: for (let i = 0; i < content.length; i++) {
          let ch = content.charAt(i);
          switch (ch) {
            case '"':
            case "'":
              if (quote === ch)
                break contentLoop;
              quote = ch;
              continue;
            case this.escapeChar:
              for (let j = i + 1; j < content.length; j++)
                if (content.charAt(j) === `
`) {
                  escaping = !0, j = i;
                  continue contentLoop;
                }
              break;
            case " ":
            case "	":
            case "\r":
            case `
`:
              break;
            case "<":
              endFound ? searchHyphen = !0 : endFound = !0;
              break;
            case "-":
              if (searchHyphen) {
                searchHyphen = !1;
                break;
              }
            case "#":
              if (escaping) {
                for (let j = i + 1; j < content.length; j++)
                  if (content.charAt(j) === `
`) {
                    i = j;
                    continue contentLoop;
                  }
              }
            default:
              if (start === -1 && (start = i), quote !== null) {
                end = i + 1;
                break;
              }
              break contentLoop;
          }
        }
        if (start === -1)
          return vscode_languageserver_types_1.Range.create(startRange.end, startRange.end);
        let nameStart = this.document.positionAt(this.document.offsetAt(startRange.start) + start), nameEnd = quote !== null ? this.document.positionAt(this.document.offsetAt(startRange.start) + end) : startRange.end;
        return vscode_languageserver_types_1.Range.create(nameStart, nameEnd);
      }
      getHeredocs() {
        let args = this.getArguments();
        if (args.length === 0)
          return [];
        let heredocs = [], range = this.getRange();
        if (range.start.line === range.end.line)
          return this.createSingleLineHeredocs(args);
        let heredocDefinitions = [], heredocsProcessed = !1, escaping = !1, contentStart = -1, contentEnd = -1, lineStart = -1, currentHeredoc = 0, startOffset = this.document.offsetAt(args[0].getRange().start), content = this.getRangeContent(vscode_languageserver_types_1.Range.create(args[0].getRange().start, this.getRange().end));
        contentLoop: for (let i = 0; i < content.length; i++)
          switch (content.charAt(i)) {
            case this.escapeChar:
              escaping = !0;
              for (let j = i + 1; j < content.length; j++)
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                    break;
                  case "\r":
                    j++;
                  case `
`:
                    i = j;
                    continue contentLoop;
                  default:
                    i = j;
                    continue contentLoop;
                }
              break;
            case "\r":
              break;
            case `
`:
              if (escaping)
                break;
              if (heredocsProcessed) {
                contentStart === -1 && (contentStart = i), contentEnd = i;
                let arg = heredocDefinitions[currentHeredoc], startRange = arg.getRange(), nameRange = this.getNameRange(startRange), name = this.getName(nameRange), delimiterRange = this.getDelimiterRange(arg, name, vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + lineStart), this.document.positionAt(startOffset + i)));
                if (delimiterRange !== null) {
                  let contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), this.document.positionAt(startOffset + lineStart - 1));
                  heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, contentRange, delimiterRange)), contentStart = -1, currentHeredoc++;
                }
                lineStart = -1;
              } else {
                let offsetLimit = startOffset + i;
                for (let arg of args)
                  if (this.document.offsetAt(arg.getRange().start) < offsetLimit)
                    arg.getValue().startsWith("<<") && heredocDefinitions.push(arg);
                  else
                    break;
                heredocsProcessed = !0, lineStart = -1;
                continue contentLoop;
              }
              break;
            case " ":
            case "	":
              if (escaping)
                break;
            case "#":
              if (escaping) {
                for (let j = i + 1; j < content.length; j++)
                  if (content.charAt(j) === `
`) {
                    i = j;
                    continue contentLoop;
                  }
              }
            default:
              escaping && (escaping = !1), heredocsProcessed && (contentStart === -1 && (contentStart = i), lineStart === -1 && (lineStart = i));
              break;
          }
        if (heredocsProcessed) {
          let arg = heredocDefinitions[currentHeredoc], startRange = arg.getRange(), nameRange = this.getNameRange(startRange), name = this.getName(nameRange), contentRange = null, delimiterRange = this.getDelimiterRange(arg, name, vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + lineStart), range.end));
          delimiterRange === null ? contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), range.end) : contentEnd !== -1 && (contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), this.document.positionAt(startOffset + contentEnd))), heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, contentRange, delimiterRange)), currentHeredoc++;
          for (let i = currentHeredoc; i < heredocDefinitions.length; i++) {
            let startRange2 = heredocDefinitions[currentHeredoc].getRange(), nameRange2 = this.getNameRange(startRange2), name2 = this.getName(nameRange2);
            heredocs.push(new heredoc_1.Heredoc(startRange2, name2, nameRange2, null, null)), currentHeredoc++;
          }
        } else
          return this.createSingleLineHeredocs(args);
        return heredocs;
      }
      getDelimiterRange(startArg, name, candidateRange) {
        let text4 = this.document.getText(candidateRange);
        if (startArg.getValue().startsWith("<<-")) {
          let index = 0;
          for (; text4.charAt(index) === "	"; )
            index++;
          return text4.substring(index) === name ? vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(candidateRange.start.line, index), candidateRange.end) : null;
        }
        return text4 === name ? candidateRange : null;
      }
    };
    exports2.Instruction = Instruction;
  }
});

// node_modules/dockerfile-ast/lib/flagOption.js
var require_flagOption = __commonJS({
  "node_modules/dockerfile-ast/lib/flagOption.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.FlagOption = void 0;
    var FlagOption = class {
      constructor(range, name, nameRange, value, valueRange) {
        this.range = range, this.name = name, this.nameRange = nameRange, this.value = value, this.valueRange = valueRange;
      }
      toString() {
        return this.valueRange !== null ? this.name + "=" + this.value : this.name;
      }
      getRange() {
        return this.range;
      }
      getName() {
        return this.name;
      }
      getNameRange() {
        return this.nameRange;
      }
      getValue() {
        return this.value;
      }
      getValueRange() {
        return this.valueRange;
      }
    };
    exports2.FlagOption = FlagOption;
  }
});

// node_modules/dockerfile-ast/lib/flag.js
var require_flag = __commonJS({
  "node_modules/dockerfile-ast/lib/flag.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Flag = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), flagOption_1 = require_flagOption(), Flag = class {
      constructor(document, range, name, nameRange, value, valueRange) {
        if (this.options = [], this.range = range, this.name = name, this.nameRange = nameRange, this.value = value, this.valueRange = valueRange, this.value !== null) {
          let offset = document.offsetAt(valueRange.start), nameStart = -1, valueStart = -1, hasOptions = !1;
          for (let i = 0; i < value.length; i++)
            switch (value.charAt(i)) {
              case "=":
                if (hasOptions = !0, valueStart === -1) {
                  valueStart = i + 1;
                  break;
                }
                break;
              case ",":
                this.options.push(this.createFlagOption(document, value, offset, nameStart, valueStart, i)), nameStart = -1, valueStart = -1;
                break;
              default:
                nameStart === -1 && (nameStart = i);
                break;
            }
          hasOptions && nameStart !== -1 && this.options.push(this.createFlagOption(document, value, offset, nameStart, valueStart, value.length));
        }
      }
      createFlagOption(document, content, documentOffset, nameStart, valueStart, valueEnd) {
        let optionRange = vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + nameStart), document.positionAt(documentOffset + valueEnd));
        return valueStart === -1 ? new flagOption_1.FlagOption(optionRange, content.substring(nameStart, valueEnd), optionRange, null, null) : new flagOption_1.FlagOption(optionRange, content.substring(nameStart, valueStart - 1), vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + nameStart), document.positionAt(documentOffset + valueStart - 1)), content.substring(valueStart, valueEnd), vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + valueStart), document.positionAt(documentOffset + valueEnd)));
      }
      toString() {
        return this.valueRange ? "--" + this.name + "=" + this.value : "--" + this.name;
      }
      /**
       * Returns the range that encompasses this entire flag. This includes the
       * -- prefix in the beginning to the last character of the flag's value (if
       * it has been defined).
       *
       * @return the entire range of this flag
       */
      getRange() {
        return this.range;
      }
      /**
       * Returns the name of this flag. The name does not include the -- prefix.
       * Thus, for HEALTHCHECK's --interval flag, interval is the flag's name and
       * not --interval.
       *
       * @return this flag's name
       */
      getName() {
        return this.name;
      }
      /**
       * Returns the range that encompasses the flag's name
       *
       * @return the range containing the flag's name
       */
      getNameRange() {
        return this.nameRange;
      }
      /**
       * Returns the value that has been set to this flag. May be null if the
       * flag is invalid and has no value set like a --start-period. If the flag
       * is instead a --start-period= with an equals sign then the flag's value
       * is the empty string.
       *
       * @return this flag's value if it has been defined, null otherwise
       */
      getValue() {
        return this.value;
      }
      /**
       * Returns the range that encompasses this flag's value. If no value has
       * been set then null will be returned.
       *
       * @return the range containing this flag's value, or null if the flag
       *         has no value defined
       */
      getValueRange() {
        return this.valueRange;
      }
      getOption(name) {
        for (let option of this.options)
          if (option.getName() === name)
            return option;
        return null;
      }
      getOptions() {
        return this.options;
      }
      hasOptions() {
        return this.options.length > 0;
      }
    };
    exports2.Flag = Flag;
  }
});

// node_modules/dockerfile-ast/lib/modifiableInstruction.js
var require_modifiableInstruction = __commonJS({
  "node_modules/dockerfile-ast/lib/modifiableInstruction.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.ModifiableInstruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), flag_1 = require_flag(), instruction_1 = require_instruction(), ModifiableInstruction = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      getFlags() {
        if (!this.flags) {
          this.flags = [];
          for (let arg of this.getArguments()) {
            let value = arg.getValue();
            if (this.stopSearchingForFlags(value))
              return this.flags;
            if (value.indexOf("--") === 0) {
              let range = arg.getRange(), rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end)), nameIndex = value.indexOf("="), index = rawValue.indexOf("="), firstMatch = !1, secondMatch = !1, startIndex = -1;
              nameSearchLoop: for (let i = 0; i < rawValue.length; i++)
                switch (rawValue.charAt(i)) {
                  case "\\":
                  case " ":
                  case "	":
                  case "\r":
                  case `
`:
                    break;
                  case "-":
                    if (secondMatch) {
                      startIndex = i;
                      break nameSearchLoop;
                    } else firstMatch ? secondMatch = !0 : firstMatch = !0;
                    break;
                  default:
                    startIndex = i;
                    break nameSearchLoop;
                }
              let nameStart = this.document.positionAt(this.document.offsetAt(range.start) + startIndex);
              if (index === -1)
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2), vscode_languageserver_types_1.Range.create(nameStart, range.end), null, null));
              else if (index === value.length - 1) {
                let nameEnd = this.document.positionAt(this.document.offsetAt(range.start) + index);
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, index), vscode_languageserver_types_1.Range.create(nameStart, nameEnd), "", vscode_languageserver_types_1.Range.create(range.end, range.end)));
              } else {
                let nameEnd = this.document.positionAt(this.document.offsetAt(range.start) + index);
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, nameIndex), vscode_languageserver_types_1.Range.create(nameStart, nameEnd), value.substring(nameIndex + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(this.document.offsetAt(range.start) + index + 1), range.end)));
              }
            }
          }
        }
        return this.flags;
      }
      getArguments() {
        let args = super.getArguments(), flags = this.getFlags();
        if (flags.length === 0)
          return args;
        for (let i = 0; i < flags.length; i++)
          args.shift();
        return args;
      }
    };
    exports2.ModifiableInstruction = ModifiableInstruction;
  }
});

// node_modules/dockerfile-ast/lib/jsonInstruction.js
var require_jsonInstruction = __commonJS({
  "node_modules/dockerfile-ast/lib/jsonInstruction.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.JSONInstruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), argument_1 = require_argument(), jsonArgument_1 = require_jsonArgument(), modifiableInstruction_1 = require_modifiableInstruction(), JSONInstruction = class extends modifiableInstruction_1.ModifiableInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange), this.openingBracket = null, this.closingBracket = null, this.jsonStrings = [];
        let argsContent = this.getRawArgumentsContent();
        if (argsContent === null)
          return;
        let args = this.getArguments();
        if (args.length === 1 && args[0].getValue() === "[]") {
          let argRange = args[0].getRange();
          this.openingBracket = new argument_1.Argument("[", vscode_languageserver_types_1.Range.create(argRange.start.line, argRange.start.character, argRange.start.line, argRange.start.character + 1)), this.closingBracket = new argument_1.Argument("]", vscode_languageserver_types_1.Range.create(argRange.start.line, argRange.start.character + 1, argRange.end.line, argRange.end.character));
          return;
        } else if (args.length === 2 && args[0].getValue() === "[" && args[1].getValue() === "]") {
          this.openingBracket = args[0], this.closingBracket = args[1];
          return;
        }
        let argsOffset = document.offsetAt(this.getArgumentsRange().start), start = -1, last = "", quoted2 = !1, escapedArg = "";
        argsCheck: for (let i = 0; i < argsContent.length; i++) {
          let char = argsContent.charAt(i);
          switch (char) {
            case "[":
              if (last === "")
                this.openingBracket = new argument_1.Argument("[", vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + i), document.positionAt(argsOffset + i + 1))), last = "[";
              else if (quoted2)
                escapedArg = escapedArg + char;
              else
                break argsCheck;
              break;
            case '"':
              if (last === "[" || last === ",") {
                start = i, quoted2 = !0, last = '"', escapedArg = escapedArg + char;
                continue;
              } else if (last === '"')
                if (quoted2)
                  escapedArg = escapedArg + char, quoted2 = !1, this.jsonStrings.push(new jsonArgument_1.JSONArgument(escapedArg, vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + start), document.positionAt(argsOffset + i + 1)), vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + start + 1), document.positionAt(argsOffset + i)))), escapedArg = "";
                else
                  break argsCheck;
              else
                break argsCheck;
              break;
            case ",":
              if (quoted2)
                escapedArg = escapedArg + char;
              else if (last === '"')
                last = ",";
              else
                break argsCheck;
              break;
            case "]":
              if (quoted2)
                escapedArg = escapedArg + char;
              else if (last !== "") {
                this.closingBracket = new argument_1.Argument("]", vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + i), document.positionAt(argsOffset + i + 1)));
                break argsCheck;
              }
              break;
            case " ":
            case "	":
              break;
            case "\\":
              if (quoted2)
                switch (argsContent.charAt(i + 1)) {
                  case '"':
                  case "\\":
                    escapedArg = escapedArg + argsContent.charAt(i + 1), i++;
                    continue;
                  case " ":
                  case "	":
                    escapeCheck: for (let j = i + 2; j < argsContent.length; j++)
                      switch (argsContent.charAt(j)) {
                        case "\r":
                          j++;
                        case `
`:
                          i = j;
                          continue argsCheck;
                        case " ":
                        case "	":
                          break;
                        default:
                          break escapeCheck;
                      }
                    break;
                  case "\r":
                    i++;
                  default:
                    i++;
                    continue;
                }
              else
                escapeCheck: for (let j = i + 1; j < argsContent.length; j++)
                  switch (argsContent.charAt(j)) {
                    case "\r":
                      j++;
                    case `
`:
                      i = j;
                      continue argsCheck;
                    case " ":
                    case "	":
                      break;
                    default:
                      break escapeCheck;
                  }
              break argsCheck;
            default:
              if (!quoted2)
                break argsCheck;
              escapedArg = escapedArg + char;
              break;
          }
        }
      }
      stopSearchingForFlags(_value) {
        return !0;
      }
      getOpeningBracket() {
        return this.openingBracket;
      }
      getJSONStrings() {
        return this.jsonStrings;
      }
      getClosingBracket() {
        return this.closingBracket;
      }
    };
    exports2.JSONInstruction = JSONInstruction;
  }
});

// node_modules/dockerfile-ast/lib/instructions/add.js
var require_add = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/add.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Add = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Add = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
    };
    exports2.Add = Add;
  }
});

// node_modules/dockerfile-ast/lib/property.js
var require_property = __commonJS({
  "node_modules/dockerfile-ast/lib/property.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Property = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), util_1 = require_util(), Property = class _Property {
      constructor(document, escapeChar, arg, arg2) {
        this.assignmentOperatorRange = null, this.assignmentOperator = null, this.valueRange = null, this.value = null, this.document = document, this.escapeChar = escapeChar, this.nameRange = _Property.getNameRange(document, arg);
        let value = document.getText().substring(document.offsetAt(this.nameRange.start), document.offsetAt(this.nameRange.end));
        if (this.name = _Property.getValue(value, escapeChar), arg2)
          this.valueRange = arg2.getRange(), value = document.getText().substring(document.offsetAt(this.valueRange.start), document.offsetAt(this.valueRange.end)), this.value = _Property.getValue(value, escapeChar), this.range = vscode_languageserver_types_1.Range.create(this.nameRange.start, this.valueRange.end);
        else {
          let argRange = arg.getRange();
          this.nameRange.start.line === argRange.start.line && this.nameRange.start.character === argRange.start.character && this.nameRange.end.line === argRange.end.line && this.nameRange.end.character === argRange.end.character || (this.valueRange = _Property.getValueRange(document, arg), value = document.getText().substring(document.offsetAt(this.valueRange.start), document.offsetAt(this.valueRange.end)), this.value = _Property.getValue(value, escapeChar), this.assignmentOperatorRange = vscode_languageserver_types_1.Range.create(this.nameRange.end, this.valueRange.start), this.assignmentOperator = "="), this.range = argRange;
        }
      }
      getRange() {
        return this.range;
      }
      getName() {
        return this.name;
      }
      getNameRange() {
        return this.nameRange;
      }
      getValue() {
        return this.value;
      }
      getValueRange() {
        return this.valueRange;
      }
      /**
       * Retrieves the operator used for delimiting between the name and
       * value of this property. This will either be the "=" character
       * or null if a character was not used or if this property has no
       * value defined.
       */
      getAssignmentOperator() {
        return this.assignmentOperator;
      }
      getAssignmentOperatorRange() {
        return this.assignmentOperatorRange;
      }
      /**
       * Returns the value of this property including any enclosing
       * single or double quotes and relevant escape characters.
       * Escaped newlines and its associated contiguous whitespace
       * characters however will not be returned as they are deemed to
       * be uninteresting to clients trying to return a Dockerfile.
       *
       * @return the unescaped value of this property or null if this
       *         property has no associated value
       */
      getUnescapedValue() {
        if (this.valueRange === null)
          return null;
        let escaped = !1, rawValue = "", value = this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
        rawLoop: for (let i = 0; i < value.length; i++) {
          let char = value.charAt(i);
          switch (char) {
            case this.escapeChar:
              for (let j = i + 1; j < value.length; j++)
                switch (value.charAt(j)) {
                  case "\r":
                    j++;
                  case `
`:
                    escaped = !0, i = j;
                    continue rawLoop;
                  case " ":
                  case "	":
                    break;
                  default:
                    rawValue = rawValue + char;
                    continue rawLoop;
                }
              rawValue = rawValue + char;
              break;
            case "\r":
            case `
`:
              break;
            case " ":
            case "	":
              escaped || (rawValue = rawValue + char);
              break;
            case "#":
              if (escaped)
                for (let j = i + 1; j < value.length; j++)
                  switch (value.charAt(j)) {
                    case "\r":
                      j++;
                    case `
`:
                      i = j;
                      continue rawLoop;
                  }
              else
                rawValue = rawValue + char;
              break;
            default:
              rawValue = rawValue + char, escaped = !1;
              break;
          }
        }
        return rawValue;
      }
      static getNameRange(document, arg) {
        let value = arg.getValue(), index = value.indexOf("=");
        if (index !== -1) {
          let initial = value.charAt(0), before = value.charAt(index - 1);
          if (initial === '"' && before === '"' || initial === "'" && before === "'" || initial !== '"' && initial !== "'")
            return vscode_languageserver_types_1.Range.create(arg.getRange().start, document.positionAt(document.offsetAt(arg.getRange().start) + index));
        }
        return arg.getRange();
      }
      static getValueRange(document, arg) {
        return vscode_languageserver_types_1.Range.create(document.positionAt(document.offsetAt(arg.getRange().start) + arg.getValue().indexOf("=") + 1), document.positionAt(document.offsetAt(arg.getRange().end)));
      }
      /**
       * Returns the actual value of this key-value pair. The value will
       * have its escape characters removed if applicable. If the value
       * spans multiple lines and there are comments nested within the
       * lines, they too will be removed.
       *
       * @return the value that this key-value pair will actually be, may
       *         be null if no value is defined, may be the empty string
       *         if the value only consists of whitespace
       */
      static getValue(value, escapeChar) {
        let escaped = !1, skip = util_1.Util.findLeadingNonWhitespace(value, escapeChar);
        skip !== 0 && value.charAt(skip) === "#" && (escaped = !0), value = value.substring(skip);
        let first = value.charAt(0), last = value.charAt(value.length - 1), literal = first === "'" || first === '"', inSingle = first === "'" && last === "'", inDouble = !1;
        if (first === '"')
          for (let i = 1; i < value.length; i++)
            value.charAt(i) === escapeChar ? i++ : value.charAt(i) === '"' && i === value.length - 1 && (inDouble = !0);
        (inSingle || inDouble) && (value = value.substring(1, value.length - 1));
        let commentCheck = -1, escapedValue = "", start = 0;
        parseValue: for (let i = 0; i < value.length; i++) {
          let char = value.charAt(i);
          switch (char) {
            case escapeChar:
              if (i + 1 === value.length) {
                escapedValue = escapedValue + escapeChar;
                break parseValue;
              }
              if (char = value.charAt(i + 1), char === " " || char === "	")
                whitespaceCheck: for (let j = i + 2; j < value.length; j++) {
                  let char2 = value.charAt(j);
                  switch (char2) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                      j++;
                    case `
`:
                      escaped = !0, i = j;
                      continue parseValue;
                    default:
                      if (!inDouble && !inSingle && !literal) {
                        char2 === escapeChar ? (escapedValue = escapedValue + char, i = i + 1) : (escapedValue = escapedValue + char + char2, i = j);
                        continue parseValue;
                      }
                      break whitespaceCheck;
                  }
                }
              if (inDouble) {
                char === "\r" ? (escaped = !0, i = i + 2) : char === `
` ? (escaped = !0, i++) : char !== '"' && (char === escapeChar && i++, escapedValue = escapedValue + escapeChar);
                continue parseValue;
              } else if (inSingle || literal) {
                char === "\r" ? (escaped = !0, i = i + 2) : char === `
` ? (escaped = !0, i++) : escapedValue = escapedValue + escapeChar;
                continue parseValue;
              } else char === escapeChar ? (escapedValue = escapedValue + escapeChar, i++) : char === "\r" ? (escaped = !0, i = i + 2) : char === `
` ? (escaped = !0, i++, start = i) : (escapedValue = escapedValue + char, i++);
              break;
            case " ":
            case "	":
              escaped && commentCheck === -1 && (commentCheck = i), escapedValue = escapedValue + char;
              break;
            case "\r":
              i++;
            case `
`:
              escaped && commentCheck !== -1 && (escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck - 1)), commentCheck = -1);
              break;
            case "#":
              if (escaped) {
                commentCheck !== -1 && (escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck)), commentCheck = -1);
                newlineCheck: for (let j = i + 1; j < value.length; j++)
                  switch (value.charAt(j)) {
                    case "\r":
                      j++;
                    case `
`:
                      i = j;
                      break newlineCheck;
                  }
                continue parseValue;
              }
            default:
              escaped && (escaped = !1, commentCheck = -1), escapedValue = escapedValue + char;
              break;
          }
        }
        return escapedValue;
      }
    };
    exports2.Property = Property;
  }
});

// node_modules/dockerfile-ast/lib/propertyInstruction.js
var require_propertyInstruction = __commonJS({
  "node_modules/dockerfile-ast/lib/propertyInstruction.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.PropertyInstruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), instruction_1 = require_instruction(), property_1 = require_property(), argument_1 = require_argument(), util_1 = require_util(), PropertyInstruction = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange), this.properties = void 0;
      }
      getProperties() {
        if (this.properties === void 0) {
          let args = this.getPropertyArguments();
          if (args.length === 0)
            this.properties = [];
          else if (args.length === 1)
            this.properties = [new property_1.Property(this.document, this.escapeChar, args[0])];
          else if (args.length === 2)
            args[0].getValue().indexOf("=") === -1 ? this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], args[1])] : this.properties = [
              new property_1.Property(this.document, this.escapeChar, args[0]),
              new property_1.Property(this.document, this.escapeChar, args[1])
            ];
          else if (args[0].getValue().indexOf("=") === -1) {
            let text4 = this.document.getText(), start = args[1].getRange().start, end = args[args.length - 1].getRange().end;
            text4 = text4.substring(this.document.offsetAt(start), this.document.offsetAt(end)), this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], new argument_1.Argument(text4, vscode_languageserver_types_1.Range.create(args[1].getRange().start, args[args.length - 1].getRange().end)))];
          } else {
            this.properties = [];
            for (let i = 0; i < args.length; i++)
              this.properties.push(new property_1.Property(this.document, this.escapeChar, args[i]));
          }
        }
        return this.properties;
      }
      /**
       * Goes from the back of the string and returns the first
       * non-whitespace character that is found. If an escape character
       * is found with newline characters, the escape character will
       * not be considered a non-whitespace character and its index in
       * the string will not be returned.
       *
       * @param content the string to search through
       * @return the index in the string for the first non-whitespace
       *         character when searching from the end of the string
       */
      findTrailingNonWhitespace(content) {
        let index = content.length;
        whitespaceCheck: for (let i = content.length - 1; i >= 0; i--)
          switch (content.charAt(i)) {
            case " ":
            case "	":
              continue;
            case `
`:
              content.charAt(i - 1) === "\r" && (i = i - 1);
            case "\r":
              newlineCheck: for (let j = i - 1; j >= 0; j--)
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                  case "\r":
                  case `
`:
                  case this.escapeChar:
                    continue;
                  default:
                    index = j;
                    break newlineCheck;
                }
              break whitespaceCheck;
            default:
              index = i;
              break whitespaceCheck;
          }
        return index;
      }
      getPropertyArguments() {
        let args = [], range = this.getInstructionRange(), instructionNameEndOffset = this.document.offsetAt(range.end), extra = instructionNameEndOffset - this.document.offsetAt(range.start), content = this.getTextContent(), fullArgs = content.substring(extra), start = util_1.Util.findLeadingNonWhitespace(fullArgs, this.escapeChar);
        if (start === -1)
          return [];
        let startPosition = this.document.positionAt(instructionNameEndOffset + start), escaped = range.start.line !== startPosition.line, endingEscape = !1, mark = -1, end = this.findTrailingNonWhitespace(fullArgs);
        content = fullArgs.substring(start, end + 1);
        let argStart = escaped ? -1 : 0, spaced = !1;
        argumentLoop: for (let i = 0; i < content.length; i++) {
          let char = content.charAt(i);
          switch (char) {
            case this.escapeChar:
              if (i + 1 === content.length) {
                endingEscape = !0;
                break argumentLoop;
              }
              switch (escaped || (mark = i), content.charAt(i + 1)) {
                case " ":
                case "	":
                  if (!util_1.Util.isWhitespace(content.charAt(i + 2))) {
                    i = i + 1;
                    continue argumentLoop;
                  }
                  whitespaceCheck: for (let j = i + 2; j < content.length; j++)
                    switch (content.charAt(j)) {
                      case "\r":
                        j++;
                      case `
`:
                        escaped = !0, i = j;
                        continue argumentLoop;
                      case " ":
                      case "	":
                        break;
                      default:
                        args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i + 2)))), argStart = j;
                        break whitespaceCheck;
                    }
                  i = argStart - 1;
                  continue argumentLoop;
                case "\r":
                  i++;
                case `
`:
                  escaped = !0, i = i + 1;
                  continue argumentLoop;
                case this.escapeChar:
                  argStart === -1 && (argStart = i), i = i + 1;
                  continue argumentLoop;
                default:
                  argStart === -1 && (argStart = i);
                  continue argumentLoop;
              }
            case "'":
            case '"':
              spaced && (this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start), argStart = i, spaced = !1), argStart === -1 && (argStart = i);
              for (let j = i + 1; j < content.length; j++)
                switch (content.charAt(j)) {
                  case char:
                    if (content.charAt(j + 1) !== " " && content.charAt(j + 1) !== "") {
                      i = j;
                      continue argumentLoop;
                    }
                    args.push(new argument_1.Argument(content.substring(argStart, j + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + j + 1)))), i = j, argStart = -1;
                    continue argumentLoop;
                  case this.escapeChar:
                    j++;
                    break;
                }
              break argumentLoop;
            case " ":
            case "	":
              escaped ? argStart !== -1 && (spaced = !0) : argStart !== -1 && (args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i)))), argStart = -1);
              break;
            case "\r":
              i++;
            case `
`:
              spaced = !1;
              break;
            case "#":
              if (escaped) {
                for (let j = i + 1; j < content.length; j++)
                  switch (content.charAt(j)) {
                    case "\r":
                      j++;
                    case `
`:
                      i = j, spaced = !1;
                      continue argumentLoop;
                  }
                if (argStart !== -1) {
                  let value = content.substring(argStart, mark);
                  args.push(new argument_1.Argument(value, vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + mark)))), argStart = -1;
                }
                break argumentLoop;
              } else argStart === -1 && (argStart = i);
              break;
            default:
              if (spaced && (this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start), argStart = i, spaced = !1), escaped = !1, argStart === -1 && (argStart = i), char === "$" && content.charAt(i + 1) === "{") {
                let singleQuotes = !1, doubleQuotes = !1, escaped2 = !1;
                for (let j = i + 1; j < content.length; j++)
                  switch (content.charAt(j)) {
                    case this.escapeChar:
                      escaped2 = !0;
                      break;
                    case "\r":
                    case `
`:
                      break;
                    case "'":
                      singleQuotes = !singleQuotes, escaped2 = !1;
                      break;
                    case '"':
                      doubleQuotes = !doubleQuotes, escaped2 = !1;
                      break;
                    case " ":
                    case "	":
                      if (escaped2 || singleQuotes || doubleQuotes)
                        break;
                      i = j - 1;
                      continue argumentLoop;
                    case "}":
                      i = j;
                      continue argumentLoop;
                    default:
                      escaped2 = !1;
                      break;
                  }
                break argumentLoop;
              }
              break;
          }
        }
        if (argStart !== -1 && argStart !== content.length) {
          let end2 = endingEscape ? content.length - 1 : content.length, value = content.substring(argStart, end2);
          args.push(new argument_1.Argument(value, vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + end2))));
        }
        return args;
      }
      createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start) {
        argStart !== -1 && args.push(new argument_1.Argument(content.substring(argStart, mark), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + mark))));
      }
    };
    exports2.PropertyInstruction = PropertyInstruction;
  }
});

// node_modules/dockerfile-ast/lib/instructions/arg.js
var require_arg = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/arg.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Arg = void 0;
    var property_1 = require_property(), propertyInstruction_1 = require_propertyInstruction(), Arg = class extends propertyInstruction_1.PropertyInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange), this.property = null;
        let args = this.getPropertyArguments();
        args.length === 1 ? this.property = new property_1.Property(this.document, this.escapeChar, args[0]) : this.property = null;
      }
      /**
       * Returns the variable defined by this ARG. This may be null if
       * this ARG instruction is malformed and has no variable
       * declaration.
       */
      getProperty() {
        return this.property;
      }
    };
    exports2.Arg = Arg;
  }
});

// node_modules/dockerfile-ast/lib/instructions/cmd.js
var require_cmd = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/cmd.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Cmd = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Cmd = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
    };
    exports2.Cmd = Cmd;
  }
});

// node_modules/dockerfile-ast/lib/instructions/copy.js
var require_copy = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/copy.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Copy = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Copy = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
      getFromFlag() {
        let flags = super.getFlags();
        return flags.length === 1 && flags[0].getName() === "from" ? flags[0] : null;
      }
      /**
       * Returns there here-documents that are defined in this RUN
       * instruction.
       *
       * This API is experimental and subject to change.
       */
      getHeredocs() {
        return super.getHeredocs();
      }
    };
    exports2.Copy = Copy;
  }
});

// node_modules/dockerfile-ast/lib/instructions/env.js
var require_env = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/env.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Env = void 0;
    var propertyInstruction_1 = require_propertyInstruction(), Env = class extends propertyInstruction_1.PropertyInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      getProperties() {
        return super.getProperties();
      }
    };
    exports2.Env = Env;
  }
});

// node_modules/dockerfile-ast/lib/instructions/entrypoint.js
var require_entrypoint = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/entrypoint.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Entrypoint = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Entrypoint = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
    };
    exports2.Entrypoint = Entrypoint;
  }
});

// node_modules/dockerfile-ast/lib/instructions/from.js
var require_from = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/from.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.From = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), modifiableInstruction_1 = require_modifiableInstruction(), From = class extends modifiableInstruction_1.ModifiableInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
      getImage() {
        let args = this.getArguments();
        return args.length > 0 ? args[0].getValue() : null;
      }
      /**
       * Returns the name of the image that will be used as the base image.
       *
       * @return the base image's name, or null if unspecified
       */
      getImageName() {
        let imageName2 = this.getRangeContent(this.getImageNameRange());
        if (imageName2 === null)
          return null;
        let commented = !1, escaped = !1, name = "";
        for (let i = 0; i < imageName2.length; i++) {
          let ch = imageName2.charAt(i);
          switch (ch) {
            case this.escapeChar:
              escaped = !0;
              break;
            case "\r":
              continue;
            case `
`:
              commented = !1;
              break;
            case " ":
            case "	":
              break;
            case "#":
              escaped ? commented = !0 : (name = name + ch, escaped = !1);
              break;
            default:
              commented || (name = name + ch, escaped = !1);
              break;
          }
        }
        return name;
      }
      /**
       * Returns the range that covers the name of the image used by
       * this instruction.
       *
       * @return the range of the name of this instruction's argument,
       *         or null if no image has been specified
       */
      getImageNameRange() {
        let range = this.getImageRange();
        if (range) {
          let registryRange = this.getRegistryRange();
          registryRange && (range.start = this.document.positionAt(this.document.offsetAt(registryRange.end) + 1));
          let tagRange = this.getImageTagRange(), digestRange = this.getImageDigestRange();
          return tagRange === null ? digestRange !== null && (range.end = this.document.positionAt(this.document.offsetAt(digestRange.start) - 1)) : range.end = this.document.positionAt(this.document.offsetAt(tagRange.start) - 1), range;
        }
        return null;
      }
      /**
       * Returns the range that covers the image argument of this
       * instruction. This includes the tag or digest of the image if
       * it has been specified by the instruction.
       *
       * @return the range of the image argument, or null if no image
       *         has been specified
       */
      getImageRange() {
        let args = this.getArguments();
        return args.length !== 0 ? args[0].getRange() : null;
      }
      getImageTag() {
        return this.getRangeContent(this.getImageTagRange());
      }
      /**
       * Returns the range in the document that the tag of the base
       * image encompasses.
       *
       * @return the base image's tag's range in the document, or null
       *         if no tag has been specified
       */
      getImageTagRange() {
        let range = this.getImageRange();
        if (range) {
          let rangeStartOffset = this.document.offsetAt(range.start), content = this.getRangeContent(range), atIndex = this.indexOf(rangeStartOffset, content, "@"), slashIndex = content.indexOf("/");
          if (atIndex === -1) {
            let colonIndex = this.lastIndexOf(rangeStartOffset, content, ":");
            if (colonIndex > slashIndex)
              return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + colonIndex + 1), range.end);
          }
          let subcontent = content.substring(0, atIndex), subcolonIndex = subcontent.indexOf(":");
          return subcolonIndex === -1 ? null : slashIndex === -1 ? vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + subcolonIndex + 1), this.document.positionAt(rangeStartOffset + atIndex)) : subcolonIndex < slashIndex ? null : vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + subcolonIndex + 1), this.document.positionAt(rangeStartOffset + subcontent.length));
        }
        return null;
      }
      getImageDigest() {
        return this.getRangeContent(this.getImageDigestRange());
      }
      /**
       * Returns the range in the document that the digest of the base
       * image encompasses.
       *
       * @return the base image's digest's range in the document, or null
       *         if no digest has been specified
       */
      getImageDigestRange() {
        let range = this.getImageRange();
        if (range) {
          let content = this.getRangeContent(range), index = this.lastIndexOf(this.document.offsetAt(range.start), content, "@");
          if (index !== -1)
            return vscode_languageserver_types_1.Range.create(range.start.line, range.start.character + index + 1, range.end.line, range.end.character);
        }
        return null;
      }
      indexOf(documentOffset, content, searchString) {
        let index = content.indexOf(searchString), variables = this.getVariables();
        for (let i = 0; i < variables.length; i++) {
          let position = documentOffset + index, variableRange = variables[i].getRange();
          if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
            let offset = this.document.offsetAt(variableRange.end) - documentOffset, subIndex = content.substring(offset).indexOf(searchString);
            if (subIndex === -1)
              return -1;
            index = subIndex + offset, i = -1;
            continue;
          }
        }
        return index;
      }
      lastIndexOf(documentOffset, content, searchString) {
        let index = content.lastIndexOf(searchString), variables = this.getVariables();
        for (let i = 0; i < variables.length; i++) {
          let position = documentOffset + index, variableRange = variables[i].getRange();
          if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
            if (index = content.substring(0, index).lastIndexOf(searchString), index === -1)
              return -1;
            i = -1;
            continue;
          }
        }
        return index;
      }
      getRegistry() {
        return this.getRangeContent(this.getRegistryRange());
      }
      getRegistryRange() {
        let range = this.getImageRange();
        if (range) {
          let tagRange = this.getImageTagRange(), digestRange = this.getImageDigestRange();
          tagRange === null ? digestRange !== null && (range.end = this.document.positionAt(this.document.offsetAt(digestRange.start) - 1)) : range.end = this.document.positionAt(this.document.offsetAt(tagRange.start) - 1);
          let content = this.getRangeContent(range), rangeStart = this.document.offsetAt(range.start), startingSlashIndex = this.indexOf(rangeStart, content, "/");
          if (startingSlashIndex === -1)
            return null;
          let portIndex = this.indexOf(rangeStart, content, ":"), dotIndex = this.indexOf(rangeStart, content, ".");
          if (portIndex !== -1 || dotIndex !== -1)
            return vscode_languageserver_types_1.Range.create(range.start, this.document.positionAt(rangeStart + startingSlashIndex));
          if (content.substring(0, startingSlashIndex) === "localhost")
            return vscode_languageserver_types_1.Range.create(range.start, this.document.positionAt(rangeStart + startingSlashIndex));
        }
        return null;
      }
      getBuildStage() {
        let range = this.getBuildStageRange();
        return range === null ? null : this.getRangeContent(range);
      }
      getBuildStageRange() {
        let args = this.getArguments();
        return args.length > 2 && args[1].getValue().toUpperCase() === "AS" ? args[2].getRange() : null;
      }
      getPlatformFlag() {
        let flags = super.getFlags();
        return flags.length === 1 && flags[0].getName() === "platform" ? flags[0] : null;
      }
    };
    exports2.From = From;
  }
});

// node_modules/dockerfile-ast/lib/instructions/healthcheck.js
var require_healthcheck = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/healthcheck.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Healthcheck = void 0;
    var modifiableInstruction_1 = require_modifiableInstruction(), Healthcheck = class extends modifiableInstruction_1.ModifiableInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument = argument.toUpperCase(), argument === "CMD" || argument === "NONE";
      }
      getSubcommand() {
        let args = this.getArguments();
        return args.length !== 0 ? args[0] : null;
      }
    };
    exports2.Healthcheck = Healthcheck;
  }
});

// node_modules/dockerfile-ast/lib/instructions/label.js
var require_label = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/label.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Label = void 0;
    var propertyInstruction_1 = require_propertyInstruction(), util_1 = require_util(), Label = class extends propertyInstruction_1.PropertyInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      getVariables() {
        let variables = super.getVariables(), properties = this.getProperties();
        for (let property of properties) {
          let value = property.getUnescapedValue();
          if (value !== null && value.length > 2 && value.charAt(0) === "'" && value.charAt(value.length - 1) === "'") {
            let range = property.getValueRange();
            for (let i = 0; i < variables.length; i++)
              util_1.Util.isInsideRange(variables[i].getRange().start, range) && (variables.splice(i, 1), i--);
          }
        }
        return variables;
      }
      getProperties() {
        return super.getProperties();
      }
    };
    exports2.Label = Label;
  }
});

// node_modules/dockerfile-ast/lib/instructions/onbuild.js
var require_onbuild = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/onbuild.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Onbuild = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), parser_1 = require_parser2(), instruction_1 = require_instruction(), Onbuild = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      getTrigger() {
        let trigger = this.getTriggerWord();
        return trigger === null ? null : trigger.toUpperCase();
      }
      getTriggerWord() {
        return this.getRangeContent(this.getTriggerRange());
      }
      getTriggerRange() {
        let args = this.getArguments();
        return args.length > 0 ? args[0].getRange() : null;
      }
      getTriggerInstruction() {
        let triggerRange = this.getTriggerRange();
        if (triggerRange === null)
          return null;
        let args = this.getArguments();
        return parser_1.Parser.createInstruction(this.document, this.dockerfile, this.escapeChar, vscode_languageserver_types_1.Range.create(args[0].getRange().start, this.getRange().end), this.getTriggerWord(), triggerRange);
      }
    };
    exports2.Onbuild = Onbuild;
  }
});

// node_modules/dockerfile-ast/lib/instructions/run.js
var require_run = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/run.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Run = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Run = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
      /**
       * Returns there here-documents that are defined in this RUN
       * instruction.
       *
       * This API is experimental and subject to change.
       */
      getHeredocs() {
        return super.getHeredocs();
      }
    };
    exports2.Run = Run;
  }
});

// node_modules/dockerfile-ast/lib/instructions/shell.js
var require_shell = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/shell.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Shell = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Shell = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
    };
    exports2.Shell = Shell;
  }
});

// node_modules/dockerfile-ast/lib/instructions/stopsignal.js
var require_stopsignal = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/stopsignal.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Stopsignal = void 0;
    var instruction_1 = require_instruction(), Stopsignal = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
    };
    exports2.Stopsignal = Stopsignal;
  }
});

// node_modules/dockerfile-ast/lib/instructions/workdir.js
var require_workdir = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/workdir.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Workdir = void 0;
    var instruction_1 = require_instruction(), Workdir = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
      /**
       * Returns the path that has been defined. Note that this path may
       * be absolute or relative depending on what was written in the
       * instruction.
       *
       * @return the working directory's path, or null if this
       *         instruction has no arguments
       */
      getPath() {
        return this.getArgumentsContent();
      }
      /**
       * Returns the absolute path that this instruction resolves to. The
       * function will inspect prior WORKDIR instructions in the current
       * image or another build stage in the Dockerfile to try to
       * determine this.
       *
       * @return the absolute path of the working directory, or null if
       *         this instruction has no arguments, or undefined if it
       *         cannot be determined because only relative paths could be
       *         found
       */
      getAbsolutePath() {
        let path = this.getPath();
        if (path === null || path.startsWith("/"))
          return path;
        let startLine = this.getRange().start.line, hierarchy = this.dockerfile.getStageHierarchy(startLine);
        for (let i = hierarchy.length - 1; i >= 0; i--) {
          let workdirs = hierarchy[i].getWORKDIRs();
          for (let j = workdirs.length - 1; j >= 0; j--)
            if (workdirs[j].getRange().start.line < startLine) {
              let parent = workdirs[j].getAbsolutePath();
              return parent == null ? void 0 : parent.endsWith("/") ? parent + path : parent + "/" + path;
            }
        }
      }
    };
    exports2.Workdir = Workdir;
  }
});

// node_modules/dockerfile-ast/lib/instructions/user.js
var require_user = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/user.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.User = void 0;
    var instruction_1 = require_instruction(), User = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
    };
    exports2.User = User;
  }
});

// node_modules/dockerfile-ast/lib/instructions/volume.js
var require_volume = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/volume.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Volume = void 0;
    var jsonInstruction_1 = require_jsonInstruction(), Volume = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile, escapeChar, instruction, instructionRange);
      }
    };
    exports2.Volume = Volume;
  }
});

// node_modules/dockerfile-ast/lib/imageTemplate.js
var require_imageTemplate = __commonJS({
  "node_modules/dockerfile-ast/lib/imageTemplate.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.ImageTemplate = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), arg_1 = require_arg(), cmd_1 = require_cmd(), copy_1 = require_copy(), env_1 = require_env(), entrypoint_1 = require_entrypoint(), from_1 = require_from(), healthcheck_1 = require_healthcheck(), onbuild_1 = require_onbuild(), util_1 = require_util(), workdir_1 = require_workdir(), ImageTemplate = class {
      constructor() {
        this.comments = [], this.instructions = [];
      }
      addComment(comment) {
        this.comments.push(comment);
      }
      getComments() {
        return this.comments;
      }
      addInstruction(instruction) {
        this.instructions.push(instruction);
      }
      getInstructions() {
        return this.instructions;
      }
      getInstructionAt(line) {
        for (let instruction of this.instructions)
          if (util_1.Util.isInsideRange(vscode_languageserver_types_1.Position.create(line, 0), instruction.getRange()))
            return instruction;
        return null;
      }
      /**
       * Gets all the ARG instructions that are defined in this image.
       */
      getARGs() {
        let args = [];
        for (let instruction of this.instructions)
          instruction instanceof arg_1.Arg && args.push(instruction);
        return args;
      }
      /**
       * Gets all the CMD instructions that are defined in this image.
       */
      getCMDs() {
        let cmds = [];
        for (let instruction of this.instructions)
          instruction instanceof cmd_1.Cmd && cmds.push(instruction);
        return cmds;
      }
      /**
       * Gets all the COPY instructions that are defined in this image.
       */
      getCOPYs() {
        let copies = [];
        for (let instruction of this.instructions)
          instruction instanceof copy_1.Copy && copies.push(instruction);
        return copies;
      }
      /**
       * Gets all the ENTRYPOINT instructions that are defined in this image.
       */
      getENTRYPOINTs() {
        let froms = [];
        for (let instruction of this.instructions)
          instruction instanceof entrypoint_1.Entrypoint && froms.push(instruction);
        return froms;
      }
      /**
       * Gets all the ENV instructions that are defined in this image.
       */
      getENVs() {
        let args = [];
        for (let instruction of this.instructions)
          instruction instanceof env_1.Env && args.push(instruction);
        return args;
      }
      getFROM() {
        for (let instruction of this.instructions)
          if (instruction instanceof from_1.From)
            return instruction;
        return null;
      }
      /**
       * Gets all the FROM instructions that are defined in this image.
       */
      getFROMs() {
        let froms = [];
        for (let instruction of this.instructions)
          instruction instanceof from_1.From && froms.push(instruction);
        return froms;
      }
      /**
       * Gets all the HEALTHCHECK instructions that are defined in this image.
       */
      getHEALTHCHECKs() {
        let froms = [];
        for (let instruction of this.instructions)
          instruction instanceof healthcheck_1.Healthcheck && froms.push(instruction);
        return froms;
      }
      getWORKDIRs() {
        let workdirs = [];
        for (let instruction of this.instructions)
          instruction instanceof workdir_1.Workdir && workdirs.push(instruction);
        return workdirs;
      }
      getOnbuildTriggers() {
        let triggers = [];
        for (let instruction of this.instructions)
          if (instruction instanceof onbuild_1.Onbuild) {
            let trigger = instruction.getTriggerInstruction();
            trigger && triggers.push(trigger);
          }
        return triggers;
      }
      getAvailableVariables(currentLine) {
        let variables = [];
        for (let arg of this.getARGs())
          if (arg.isBefore(currentLine)) {
            let property = arg.getProperty();
            if (property) {
              let variable = property.getName();
              variables.indexOf(variable) === -1 && variables.push(variable);
            }
          }
        for (let env of this.getENVs())
          if (env.isBefore(currentLine))
            for (let property of env.getProperties()) {
              let variable = property.getName();
              variables.indexOf(variable) === -1 && variables.push(variable);
            }
        return variables;
      }
      /**
       * Resolves a variable with the given name at the specified line
       * to its value. If null is returned, then the variable has been
       * defined but no value was given. If undefined is returned, then
       * a variable with the given name has not been defined yet as of
       * the given line.
       *
       * @param variable the name of the variable to resolve
       * @param line the line number that the variable is on, zero-based
       * @return the value of the variable as defined by an ARG or ENV
       *         instruction, or null if no value has been specified, or
       *         undefined if a variable with the given name has not
       *         been defined
       */
      resolveVariable(variable, line) {
        let envs = this.getENVs();
        for (let i = envs.length - 1; i >= 0; i--)
          if (envs[i].isBefore(line)) {
            for (let property of envs[i].getProperties())
              if (property.getName() === variable)
                return property.getValue();
          }
        let args = this.getARGs();
        for (let i = args.length - 1; i >= 0; i--)
          if (args[i].isBefore(line)) {
            let property = args[i].getProperty();
            if (property && property.getName() === variable)
              return property.getValue();
          }
      }
      getRange() {
        let instructions = this.getInstructions();
        if (instructions.length === 0)
          return vscode_languageserver_types_1.Range.create(0, 0, 0, 0);
        let instructionStart = instructions[0].getRange().start, instructionEnd = instructions[instructions.length - 1].getRange().end;
        return vscode_languageserver_types_1.Range.create(instructionStart, instructionEnd);
      }
      contains(position) {
        let range = this.getRange();
        return range === null ? !1 : util_1.Util.isInsideRange(position, range);
      }
    };
    exports2.ImageTemplate = ImageTemplate;
  }
});

// node_modules/dockerfile-ast/lib/dockerfile.js
var require_dockerfile = __commonJS({
  "node_modules/dockerfile-ast/lib/dockerfile.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Dockerfile = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), ast = require_main(), imageTemplate_1 = require_imageTemplate(), from_1 = require_from(), util_1 = require_util(), main_1 = require_main(), Dockerfile = class extends imageTemplate_1.ImageTemplate {
      constructor(document) {
        super(), this.initialInstructions = new imageTemplate_1.ImageTemplate(), this.buildStages = [], this.directives = [], this.foundFrom = !1, this.document = document;
      }
      getEscapeCharacter() {
        for (let directive of this.directives)
          if (directive.getDirective() === ast.Directive.escape) {
            let value = directive.getValue();
            if (value === "\\" || value === "`")
              return value;
          }
        return "\\";
      }
      getInitialARGs() {
        return this.initialInstructions.getARGs();
      }
      getContainingImage(position) {
        let range = vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(0, 0), this.document.positionAt(this.document.getText().length));
        if (!util_1.Util.isInsideRange(position, range))
          return null;
        if ((this.initialInstructions.getComments().length > 0 || this.initialInstructions.getInstructions().length > 0) && util_1.Util.isInsideRange(position, this.initialInstructions.getRange()))
          return this.initialInstructions;
        for (let buildStage of this.buildStages)
          if (util_1.Util.isInsideRange(position, buildStage.getRange()))
            return buildStage;
        return this;
      }
      addInstruction(instruction) {
        instruction.getKeyword() === main_1.Keyword.FROM ? (this.currentBuildStage = new imageTemplate_1.ImageTemplate(), this.buildStages.push(this.currentBuildStage), this.foundFrom = !0) : this.foundFrom || this.initialInstructions.addInstruction(instruction), this.foundFrom && this.currentBuildStage.addInstruction(instruction), super.addInstruction(instruction);
      }
      setDirectives(directives) {
        this.directives = directives;
      }
      getDirective() {
        return this.directives.length === 0 ? null : this.directives[0];
      }
      getDirectives() {
        return this.directives;
      }
      resolveVariable(variable, line) {
        for (let from of this.getFROMs()) {
          let range = from.getRange();
          if (range.start.line <= line && line <= range.end.line) {
            let initialARGs = new imageTemplate_1.ImageTemplate();
            for (let instruction of this.initialInstructions.getARGs())
              initialARGs.addInstruction(instruction);
            return initialARGs.resolveVariable(variable, line);
          }
        }
        let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        if (image === null)
          return;
        let resolvedVariable = image.resolveVariable(variable, line);
        if (resolvedVariable === null) {
          let initialARGs = new imageTemplate_1.ImageTemplate();
          for (let instruction of this.initialInstructions.getARGs())
            initialARGs.addInstruction(instruction);
          return initialARGs.resolveVariable(variable, line);
        }
        return resolvedVariable;
      }
      getAvailableVariables(currentLine) {
        if (this.getInstructionAt(currentLine) instanceof from_1.From) {
          let variables = [];
          for (let arg of this.getInitialARGs()) {
            let property = arg.getProperty();
            property && variables.push(property.getName());
          }
          return variables;
        }
        let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(currentLine, 0));
        return image ? image.getAvailableVariables(currentLine) : [];
      }
      getParentStage(image) {
        let templateFrom = image.getFROM(), imageName2 = templateFrom === null ? null : templateFrom.getImageName();
        if (imageName2 === null)
          return null;
        for (let from of this.getFROMs())
          if (from.getBuildStage() === imageName2) {
            let range = from.getRange();
            return range.start.line === templateFrom.getRange().start.line ? null : this.getContainingImage(range.start);
          }
        return null;
      }
      getStageHierarchy(line) {
        let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        if (image === null)
          return [];
        let stages = [image], stage = this.getParentStage(image);
        for (; stage !== null; )
          stages.splice(0, 0, stage), stage = this.getParentStage(stage);
        return stages;
      }
      getAvailableWorkingDirectories(line) {
        let availableDirectories = /* @__PURE__ */ new Set();
        for (let image of this.getStageHierarchy(line))
          for (let workdir of image.getWORKDIRs())
            if (workdir.getRange().end.line < line) {
              let directory = workdir.getAbsolutePath();
              directory != null && (directory.endsWith("/") || (directory += "/"), availableDirectories.add(directory));
            }
        return Array.from(availableDirectories);
      }
      /**
       * Internally reorganize the comments in the Dockerfile and allocate
       * them to the relevant build stages that they belong to.
       */
      organizeComments() {
        let comments = this.getComments();
        for (let i = 0; i < comments.length; i++)
          if (util_1.Util.isInsideRange(comments[i].getRange().end, this.initialInstructions.getRange()))
            this.initialInstructions.addComment(comments[i]);
          else
            for (let buildStage of this.buildStages)
              util_1.Util.isInsideRange(comments[i].getRange().start, buildStage.getRange()) && buildStage.addComment(comments[i]);
      }
      getRange() {
        let comments = this.getComments(), instructions = this.getInstructions(), range = null;
        if (comments.length === 0)
          instructions.length > 0 && (range = vscode_languageserver_types_1.Range.create(instructions[0].getRange().start, instructions[instructions.length - 1].getRange().end));
        else if (instructions.length === 0)
          range = vscode_languageserver_types_1.Range.create(comments[0].getRange().start, comments[comments.length - 1].getRange().end);
        else {
          let commentStart = comments[0].getRange().start, commentEnd = comments[comments.length - 1].getRange().end, instructionStart = instructions[0].getRange().start, instructionEnd = instructions[instructions.length - 1].getRange().end;
          commentStart.line < instructionStart.line ? (commentEnd.line < instructionEnd.line && (range = vscode_languageserver_types_1.Range.create(commentStart, instructionEnd)), range = vscode_languageserver_types_1.Range.create(commentStart, commentEnd)) : commentEnd.line < instructionEnd.line ? range = vscode_languageserver_types_1.Range.create(instructionStart, instructionEnd) : range = vscode_languageserver_types_1.Range.create(instructionStart, commentEnd);
        }
        return range === null ? this.directives.length === 0 ? null : this.directives[0].getRange() : this.directives.length === 0 ? range : vscode_languageserver_types_1.Range.create(this.directives[0].getRange().start, range.end);
      }
    };
    exports2.Dockerfile = Dockerfile;
  }
});

// node_modules/dockerfile-ast/lib/parser.js
var require_parser2 = __commonJS({
  "node_modules/dockerfile-ast/lib/parser.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.Parser = void 0;
    var vscode_languageserver_textdocument_1 = (init_main2(), __toCommonJS(main_exports2)), vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports)), comment_1 = require_comment(), parserDirective_1 = require_parserDirective(), instruction_1 = require_instruction(), add_1 = require_add(), arg_1 = require_arg(), cmd_1 = require_cmd(), copy_1 = require_copy(), env_1 = require_env(), entrypoint_1 = require_entrypoint(), from_1 = require_from(), healthcheck_1 = require_healthcheck(), label_1 = require_label(), onbuild_1 = require_onbuild(), run_1 = require_run(), shell_1 = require_shell(), stopsignal_1 = require_stopsignal(), workdir_1 = require_workdir(), user_1 = require_user(), volume_1 = require_volume(), dockerfile_1 = require_dockerfile(), util_1 = require_util(), main_1 = require_main(), Parser = class _Parser {
      constructor() {
        this.escapeChar = null;
      }
      static createInstruction(document, dockerfile, escapeChar, lineRange, instruction, instructionRange) {
        switch (instruction.toUpperCase()) {
          case "ADD":
            return new add_1.Add(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "ARG":
            return new arg_1.Arg(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "CMD":
            return new cmd_1.Cmd(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "COPY":
            return new copy_1.Copy(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "ENTRYPOINT":
            return new entrypoint_1.Entrypoint(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "ENV":
            return new env_1.Env(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "FROM":
            return new from_1.From(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "HEALTHCHECK":
            return new healthcheck_1.Healthcheck(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "LABEL":
            return new label_1.Label(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "ONBUILD":
            return new onbuild_1.Onbuild(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "RUN":
            return new run_1.Run(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "SHELL":
            return new shell_1.Shell(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "STOPSIGNAL":
            return new stopsignal_1.Stopsignal(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "WORKDIR":
            return new workdir_1.Workdir(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "USER":
            return new user_1.User(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
          case "VOLUME":
            return new volume_1.Volume(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
        }
        return new instruction_1.Instruction(document, lineRange, dockerfile, escapeChar, instruction, instructionRange);
      }
      getParserDirectives(document, buffer) {
        let directives = [];
        this.escapeChar = "";
        let offset = util_1.Util.isUTF8BOM(buffer.substring(0, 1)) ? 1 : 0;
        directiveCheck: for (let i = offset; i < buffer.length; i++)
          switch (buffer.charAt(i)) {
            case " ":
            case "	":
              break;
            case "\r":
            case `
`:
              break directiveCheck;
            case "#":
              let directiveStart = -1, directiveEnd = -1;
              for (let j = i + 1; j < buffer.length; j++) {
                let char = buffer.charAt(j);
                switch (char) {
                  case " ":
                  case "	":
                    directiveStart !== -1 && directiveEnd === -1 && (directiveEnd = j);
                    break;
                  case "\r":
                  case `
`:
                    break directiveCheck;
                  case "=":
                    let valueStart = -1, valueEnd = -1;
                    directiveEnd === -1 && (directiveEnd = j);
                    let lineEnd = buffer.length;
                    directiveValue: for (let k = j + 1; k < buffer.length; k++)
                      switch (char = buffer.charAt(k), char) {
                        case "\r":
                        case `
`:
                          valueStart !== -1 && valueEnd === -1 && (valueEnd = k), lineEnd = k;
                          break directiveValue;
                        case "	":
                        case " ":
                          valueStart !== -1 && valueEnd === -1 && (valueEnd = k);
                          continue;
                        default:
                          valueStart === -1 && (valueStart = k);
                          break;
                      }
                    if (directiveStart === -1)
                      break directiveCheck;
                    valueStart === -1 ? (valueStart = j + 1, valueEnd = lineEnd) : valueEnd === -1 && (valueEnd = buffer.length);
                    let lineRange = vscode_languageserver_types_1.Range.create(document.positionAt(i), document.positionAt(lineEnd)), nameRange = vscode_languageserver_types_1.Range.create(document.positionAt(directiveStart), document.positionAt(directiveEnd)), valueRange = vscode_languageserver_types_1.Range.create(document.positionAt(valueStart), document.positionAt(valueEnd));
                    directives.push(new parserDirective_1.ParserDirective(document, lineRange, nameRange, valueRange)), directiveStart = -1, buffer.charAt(valueEnd) === "\r" ? i = valueEnd + 1 : i = valueEnd;
                    continue directiveCheck;
                  default:
                    directiveStart === -1 && (directiveStart = j);
                    break;
                }
              }
              break;
            default:
              break directiveCheck;
          }
        return directives;
      }
      parse(buffer) {
        this.document = vscode_languageserver_textdocument_1.TextDocument.create("", "", 0, buffer), this.buffer = buffer;
        let dockerfile = new dockerfile_1.Dockerfile(this.document), directives = this.getParserDirectives(this.document, this.buffer), offset = 0;
        this.escapeChar = "\\", directives.length > 0 ? (dockerfile.setDirectives(directives), this.escapeChar = dockerfile.getEscapeCharacter(), offset = this.document.offsetAt(vscode_languageserver_types_1.Position.create(directives.length, 0))) : util_1.Util.isUTF8BOM(buffer.substring(0, 1)) && (offset = 1);
        for (let i = offset; i < this.buffer.length; i++) {
          let char = this.buffer.charAt(i);
          switch (char) {
            case " ":
            case "	":
            case "\r":
            case `
`:
              break;
            case "#":
              i = this.processComment(dockerfile, i);
              break;
            default:
              i = this.processInstruction(dockerfile, char, i);
              break;
          }
        }
        return dockerfile.organizeComments(), dockerfile;
      }
      processInstruction(dockerfile, char, start) {
        let instruction = char, instructionEnd = -1, escapedInstruction = !1;
        instructionCheck: for (let i = start + 1; i < this.buffer.length; i++)
          switch (char = this.buffer.charAt(i), char) {
            case this.escapeChar:
              if (escapedInstruction = !0, char = this.buffer.charAt(i + 1), char === "\r" || char === `
`)
                instructionEnd === -1 && (instructionEnd = i), i++;
              else if (char === " " || char === "	") {
                for (let j = i + 2; j < this.buffer.length; j++)
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case `
`:
                      i = j;
                      continue instructionCheck;
                    default:
                      instructionEnd = i + 1, instruction = instruction + this.escapeChar, i = j - 2;
                      continue instructionCheck;
                  }
                instructionEnd = i + 1, instruction = instruction + this.escapeChar;
                break instructionCheck;
              } else
                instructionEnd = i + 1, instruction = instruction + this.escapeChar, escapedInstruction = !1;
              break;
            case " ":
            case "	":
              if (escapedInstruction) {
                escapeCheck: for (let j = i + 1; j < this.buffer.length; j++)
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case `
`:
                      i = j;
                      continue instructionCheck;
                    default:
                      break escapeCheck;
                  }
                escapedInstruction = !1;
              }
              return instructionEnd === -1 && (instructionEnd = i), i = this.processArguments(dockerfile, instruction, instructionEnd, start, i), dockerfile.addInstruction(this.createInstruction(dockerfile, instruction, start, instructionEnd, i)), i;
            case "\r":
            case `
`:
              if (escapedInstruction)
                continue;
              return instructionEnd === -1 && (instructionEnd = i), dockerfile.addInstruction(this.createInstruction(dockerfile, instruction, start, i, i)), i;
            case "#":
              if (escapedInstruction)
                continue;
            default:
              instructionEnd = i + 1, instruction = instruction + char, escapedInstruction = !1;
              break;
          }
        return instructionEnd === -1 && (instructionEnd = this.buffer.length), dockerfile.addInstruction(this.createInstruction(dockerfile, instruction, start, instructionEnd, this.buffer.length)), this.buffer.length;
      }
      processHeredocs(instruction, offset) {
        let keyword = instruction.getKeyword();
        if (keyword === main_1.Keyword.ONBUILD) {
          if (instruction = instruction.getTriggerInstruction(), instruction === null)
            return offset;
          keyword = instruction.getKeyword();
        }
        if (keyword !== main_1.Keyword.ADD && keyword !== main_1.Keyword.COPY && keyword !== main_1.Keyword.RUN)
          return offset;
        let heredocs = [], tabbed = !1;
        for (let arg of instruction.getArguments()) {
          let value = arg.getValue();
          if (value.startsWith("<<") && value.length > 2) {
            value.startsWith("<<-") && (tabbed = !0);
            let name = util_1.Util.parseHeredocName(value);
            name !== null && heredocs.push(name);
          }
        }
        if (heredocs.length > 0)
          for (let heredoc of heredocs)
            offset = this.parseHeredoc(heredoc, offset, tabbed);
        return offset;
      }
      processArguments(dockerfile, instruction, instructionEnd, start, offset) {
        let escaped = !1;
        argumentsCheck: for (let i = offset + 1; i < this.buffer.length; i++)
          switch (this.buffer.charAt(i)) {
            case "\r":
            case `
`:
              if (escaped)
                continue;
              return this.processHeredocs(this.createInstruction(dockerfile, instruction, start, instructionEnd, i), i);
            case this.escapeChar:
              let next = this.buffer.charAt(i + 1);
              if (next === `
` || next === "\r")
                escaped = !0, i++;
              else if (next === " " || next === "	") {
                for (let j = i + 2; j < this.buffer.length; j++)
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case `
`:
                      escaped = !0;
                    default:
                      i = j;
                      continue argumentsCheck;
                  }
                return this.buffer.length;
              }
              continue;
            case "#":
              if (escaped) {
                i = this.processComment(dockerfile, i);
                continue argumentsCheck;
              }
              break;
            case " ":
            case "	":
              break;
            default:
              escaped && (escaped = !1);
              break;
          }
        return this.buffer.length;
      }
      processComment(dockerfile, start) {
        let end = this.buffer.length;
        commentLoop: for (let i = start + 1; i < this.buffer.length; i++)
          switch (this.buffer.charAt(i)) {
            case "\r":
            case `
`:
              end = i;
              break commentLoop;
          }
        let range = vscode_languageserver_types_1.Range.create(this.document.positionAt(start), this.document.positionAt(end));
        return dockerfile.addComment(new comment_1.Comment(this.document, range)), end;
      }
      parseHeredoc(heredocName, offset, tabbed) {
        let startWord = -1, lineStart = !0;
        for (let i = offset; i < this.buffer.length; i++)
          switch (this.buffer.charAt(i)) {
            case " ":
              lineStart = !1;
              break;
            case "	":
              tabbed || (lineStart = !1);
              break;
            case "\r":
            case `
`:
              if (startWord !== -1 && heredocName === this.buffer.substring(startWord, i))
                return i;
              startWord = -1, lineStart = !0;
              break;
            default:
              lineStart && (startWord = i, lineStart = !1);
              break;
          }
        return this.buffer.length;
      }
      createInstruction(dockerfile, instruction, start, instructionEnd, end) {
        let startPosition = this.document.positionAt(start), instructionRange = vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(instructionEnd)), lineRange = vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(end));
        return _Parser.createInstruction(this.document, dockerfile, this.escapeChar, lineRange, instruction, instructionRange);
      }
    };
    exports2.Parser = Parser;
  }
});

// node_modules/dockerfile-ast/lib/main.js
var require_main = __commonJS({
  "node_modules/dockerfile-ast/lib/main.js"(exports2) {
    "use strict";
    Object.defineProperty(exports2, "__esModule", { value: !0 });
    exports2.DockerfileParser = exports2.DefaultVariables = exports2.Directive = exports2.Keyword = exports2.Workdir = exports2.Volume = exports2.User = exports2.Stopsignal = exports2.Shell = exports2.Run = exports2.PropertyInstruction = exports2.Onbuild = exports2.ModifiableInstruction = exports2.Label = exports2.JSONInstruction = exports2.Heredoc = exports2.Healthcheck = exports2.From = exports2.Env = exports2.Entrypoint = exports2.Copy = exports2.Cmd = exports2.Arg = exports2.Add = exports2.Variable = exports2.Property = exports2.ParserDirective = exports2.Line = exports2.Instruction = exports2.Flag = exports2.Comment = exports2.JSONArgument = exports2.Argument = void 0;
    var argument_1 = require_argument();
    Object.defineProperty(exports2, "Argument", { enumerable: !0, get: function() {
      return argument_1.Argument;
    } });
    var jsonArgument_1 = require_jsonArgument();
    Object.defineProperty(exports2, "JSONArgument", { enumerable: !0, get: function() {
      return jsonArgument_1.JSONArgument;
    } });
    var comment_1 = require_comment();
    Object.defineProperty(exports2, "Comment", { enumerable: !0, get: function() {
      return comment_1.Comment;
    } });
    var parser_1 = require_parser2(), flag_1 = require_flag();
    Object.defineProperty(exports2, "Flag", { enumerable: !0, get: function() {
      return flag_1.Flag;
    } });
    var instruction_1 = require_instruction();
    Object.defineProperty(exports2, "Instruction", { enumerable: !0, get: function() {
      return instruction_1.Instruction;
    } });
    var line_1 = require_line();
    Object.defineProperty(exports2, "Line", { enumerable: !0, get: function() {
      return line_1.Line;
    } });
    var parserDirective_1 = require_parserDirective();
    Object.defineProperty(exports2, "ParserDirective", { enumerable: !0, get: function() {
      return parserDirective_1.ParserDirective;
    } });
    var property_1 = require_property();
    Object.defineProperty(exports2, "Property", { enumerable: !0, get: function() {
      return property_1.Property;
    } });
    var variable_1 = require_variable();
    Object.defineProperty(exports2, "Variable", { enumerable: !0, get: function() {
      return variable_1.Variable;
    } });
    var add_1 = require_add();
    Object.defineProperty(exports2, "Add", { enumerable: !0, get: function() {
      return add_1.Add;
    } });
    var arg_1 = require_arg();
    Object.defineProperty(exports2, "Arg", { enumerable: !0, get: function() {
      return arg_1.Arg;
    } });
    var cmd_1 = require_cmd();
    Object.defineProperty(exports2, "Cmd", { enumerable: !0, get: function() {
      return cmd_1.Cmd;
    } });
    var copy_1 = require_copy();
    Object.defineProperty(exports2, "Copy", { enumerable: !0, get: function() {
      return copy_1.Copy;
    } });
    var entrypoint_1 = require_entrypoint();
    Object.defineProperty(exports2, "Entrypoint", { enumerable: !0, get: function() {
      return entrypoint_1.Entrypoint;
    } });
    var env_1 = require_env();
    Object.defineProperty(exports2, "Env", { enumerable: !0, get: function() {
      return env_1.Env;
    } });
    var from_1 = require_from();
    Object.defineProperty(exports2, "From", { enumerable: !0, get: function() {
      return from_1.From;
    } });
    var healthcheck_1 = require_healthcheck();
    Object.defineProperty(exports2, "Healthcheck", { enumerable: !0, get: function() {
      return healthcheck_1.Healthcheck;
    } });
    var heredoc_1 = require_heredoc();
    Object.defineProperty(exports2, "Heredoc", { enumerable: !0, get: function() {
      return heredoc_1.Heredoc;
    } });
    var jsonInstruction_1 = require_jsonInstruction();
    Object.defineProperty(exports2, "JSONInstruction", { enumerable: !0, get: function() {
      return jsonInstruction_1.JSONInstruction;
    } });
    var label_1 = require_label();
    Object.defineProperty(exports2, "Label", { enumerable: !0, get: function() {
      return label_1.Label;
    } });
    var modifiableInstruction_1 = require_modifiableInstruction();
    Object.defineProperty(exports2, "ModifiableInstruction", { enumerable: !0, get: function() {
      return modifiableInstruction_1.ModifiableInstruction;
    } });
    var onbuild_1 = require_onbuild();
    Object.defineProperty(exports2, "Onbuild", { enumerable: !0, get: function() {
      return onbuild_1.Onbuild;
    } });
    var propertyInstruction_1 = require_propertyInstruction();
    Object.defineProperty(exports2, "PropertyInstruction", { enumerable: !0, get: function() {
      return propertyInstruction_1.PropertyInstruction;
    } });
    var run_1 = require_run();
    Object.defineProperty(exports2, "Run", { enumerable: !0, get: function() {
      return run_1.Run;
    } });
    var shell_1 = require_shell();
    Object.defineProperty(exports2, "Shell", { enumerable: !0, get: function() {
      return shell_1.Shell;
    } });
    var stopsignal_1 = require_stopsignal();
    Object.defineProperty(exports2, "Stopsignal", { enumerable: !0, get: function() {
      return stopsignal_1.Stopsignal;
    } });
    var user_1 = require_user();
    Object.defineProperty(exports2, "User", { enumerable: !0, get: function() {
      return user_1.User;
    } });
    var volume_1 = require_volume();
    Object.defineProperty(exports2, "Volume", { enumerable: !0, get: function() {
      return volume_1.Volume;
    } });
    var workdir_1 = require_workdir();
    Object.defineProperty(exports2, "Workdir", { enumerable: !0, get: function() {
      return workdir_1.Workdir;
    } });
    var Keyword;
    (function(Keyword2) {
      Keyword2.ADD = "ADD", Keyword2.ARG = "ARG", Keyword2.CMD = "CMD", Keyword2.COPY = "COPY", Keyword2.ENTRYPOINT = "ENTRYPOINT", Keyword2.ENV = "ENV", Keyword2.EXPOSE = "EXPOSE", Keyword2.FROM = "FROM", Keyword2.HEALTHCHECK = "HEALTHCHECK", Keyword2.LABEL = "LABEL", Keyword2.MAINTAINER = "MAINTAINER", Keyword2.ONBUILD = "ONBUILD", Keyword2.RUN = "RUN", Keyword2.SHELL = "SHELL", Keyword2.STOPSIGNAL = "STOPSIGNAL", Keyword2.USER = "USER", Keyword2.VOLUME = "VOLUME", Keyword2.WORKDIR = "WORKDIR";
    })(Keyword || (exports2.Keyword = Keyword = {}));
    var Directive;
    (function(Directive2) {
      Directive2.escape = "escape", Directive2.syntax = "syntax";
    })(Directive || (exports2.Directive = Directive = {}));
    exports2.DefaultVariables = [
      "ALL_PROXY",
      "all_proxy",
      "FTP_PROXY",
      "ftp_proxy",
      "HTTP_PROXY",
      "http_proxy",
      "HTTPS_PROXY",
      "https_proxy",
      "NO_PROXY",
      "no_proxy"
    ];
    var DockerfileParser3;
    (function(DockerfileParser4) {
      function parse(content) {
        return new parser_1.Parser().parse(content);
      }
      DockerfileParser4.parse = parse;
    })(DockerfileParser3 || (exports2.DockerfileParser = DockerfileParser3 = {}));
  }
});

// src/dockerfile/stages.ts
function parseStages(dockerfile) {
  return import_dockerfile_ast.DockerfileParser.parse(dockerfile).getFROMs().map((from) => ({
    name: from.getBuildStage()?.toLowerCase() ?? null,
    base: from.getImage() ?? "",
    line: from.getRange().start.line + 1
  }));
}
function defaultTestTargets(stages) {
  return namesOf(stages).filter((name) => TEST_NAMES.includes(name));
}
function isUnshipped(name) {
  return UNSHIPPED_NAMES.includes(name);
}
function namesOf(stages) {
  return stages.flatMap(({ name }) => name ?? []);
}
var import_dockerfile_ast, TEST_NAMES, UNSHIPPED_NAMES, init_stages = __esm({
  "src/dockerfile/stages.ts"() {
    "use strict";
    import_dockerfile_ast = __toESM(require_main(), 1);
    TEST_NAMES = ["test", "tests", "testing"], UNSHIPPED_NAMES = [
      ...TEST_NAMES,
      "lint",
      "check",
      "checks",
      "dev",
      "development",
      "debug"
    ];
  }
});

// src/dockerfile/instructions.ts
function parseChain(dockerfile, target) {
  let stages = parseStages(dockerfile), all = import_dockerfile_ast2.DockerfileParser.parse(dockerfile).getInstructions(), rows = dockerfile.split(`
`), index = target === null ? stages.length - 1 : stages.findLastIndex(({ name }) => name === target.toLowerCase()), instructions = [], outermost;
  for (; index >= 0; index = parentOf(stages, index)) {
    let stage = stages[index];
    if (stage === void 0) return null;
    outermost = stage;
    let end = stages[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    instructions = [...all.flatMap((instruction) => {
      let { start, end: last } = instruction.getRange(), lines2 = [start.line + 1, last.line + 1];
      return lines2[0] <= stage.line || lines2[0] >= end ? [] : [{ keyword: instruction.getKeyword(), stage: stage.name, lines: lines2, text: oneLine2(rows, lines2) }];
    }), ...instructions];
  }
  return outermost === void 0 ? null : { base: outermost.base, instructions };
}
function oneLine2(rows, [first, last]) {
  return rows.slice(first - 1, last).join(" ").replace(/\\\s+/g, " ").replace(/\s+/g, " ").trim();
}
function parentOf(stages, index) {
  let base = stages[index]?.base.toLowerCase();
  return stages.slice(0, index).findLastIndex(({ name }) => name !== null && name === base);
}
var import_dockerfile_ast2, init_instructions = __esm({
  "src/dockerfile/instructions.ts"() {
    "use strict";
    import_dockerfile_ast2 = __toESM(require_main(), 1);
    init_stages();
  }
});

// src/analysis/history.ts
function readOriginsFromHistory(history, dockerfile, target, file) {
  let chain = parseChain(dockerfile, target);
  if (chain === null) return null;
  let start = history.length - chain.instructions.length, made = chain.instructions.map((instruction, index) => ({
    instruction,
    entry: history[start + index]
  }));
  return made.every(({ instruction, entry }) => keywordOf(entry?.createdBy ?? "") === instruction.keyword) ? {
    knownBy: "history",
    // Variables in FROM are not expanded here, and history does not tell the digest.
    base: {
      name: chain.base,
      digest: null,
      layers: history.slice(0, start).filter(({ emptyLayer }) => !emptyLayer).length
    },
    own: made.filter(({ entry }) => entry?.emptyLayer === !1).map(({ instruction: { stage, lines: lines2, text: text4 } }) => ({
      kind: "instruction",
      stage,
      file,
      lines: lines2,
      instruction: text4
    }))
  } : null;
}
function keywordOf(createdBy) {
  let legacy = /#\(nop\)\s+([A-Z]+)\b/.exec(createdBy)?.[1];
  return legacy !== void 0 ? legacy : /^(?:\|\d+ |\/)/.test(createdBy) ? "RUN" : /^([A-Z]+)\b/.exec(createdBy)?.[1] ?? "";
}
var init_history = __esm({
  "src/analysis/history.ts"() {
    "use strict";
    init_instructions();
  }
});

// src/analysis/provenance.ts
function readOrigins(provenance, file) {
  let parts = findParts(provenance), root = parts?.steps.at(-1);
  if (parts === null || root === void 0) return null;
  let chain = stepsOfLayers(parts.steps, root.inputs?.[0] ?? null), text4 = parts.dockerfile, stages = parseStages(text4), lines2 = text4.split(`
`), own = chain.own.map((id) => {
    let ranges = (parts.locations[id]?.locations ?? []).flatMap((location) => location.ranges ?? []), first = Math.min(...ranges.map(({ start }) => start.line)), last = Math.max(...ranges.map(({ end }) => end.line));
    return {
      kind: "instruction",
      stage: stages.findLast(({ line }) => line <= first)?.name ?? null,
      file,
      lines: [first, last],
      instruction: oneLine2(lines2, [first, last])
    };
  });
  if (own.some(({ lines: [first] }) => !Number.isFinite(first))) return null;
  if (chain.base === null)
    return { knownBy: "provenance", base: { name: "scratch", digest: null, layers: 0 }, own };
  let source = parts.steps.find(({ id }) => id === chain.base)?.op.Op.source?.identifier, layers3 = parts.layers[`${chain.base}:0`]?.[0]?.length;
  return source === void 0 || layers3 === void 0 ? null : { knownBy: "provenance", base: { ...imageName(source), layers: layers3 }, own };
}
function findParts(provenance) {
  let { buildConfig, metadata, buildDefinition, runDetails } = provenance ?? {}, steps = (buildConfig ?? buildDefinition?.internalParameters?.buildConfig)?.llbDefinition, own = metadata?.["https://mobyproject.org/buildkit@v1#metadata"] ?? runDetails?.metadata?.buildkit_metadata, data = own?.source?.infos?.[0]?.data;
  return steps === void 0 || data === void 0 || own?.source?.locations === void 0 ? null : {
    steps,
    locations: own.source.locations,
    layers: own.layers ?? {},
    dockerfile: Buffer.from(data, "base64").toString()
  };
}
function stepsOfLayers(steps, from) {
  let byId = new Map(steps.map((step2) => [step2.id, step2])), step = from === null ? void 0 : byId.get(from.split(":")[0] ?? "");
  if (step === void 0) return { base: null, own: [] };
  let { source, exec, file, merge } = step.op.Op, input = (index) => index === void 0 || index < 0 ? null : step.inputs?.[index] ?? null;
  if (source !== void 0) return { base: step.id, own: [] };
  if (merge !== void 0) {
    let chains = merge.inputs.map(({ input: index }) => stepsOfLayers(steps, input(index ?? 0)));
    return { base: chains[0]?.base ?? null, own: chains.flatMap(({ own }) => own) };
  }
  let parent = input(exec !== void 0 ? exec.mounts.find(({ dest }) => dest === "/")?.input ?? 0 : file?.actions[0]?.input ?? 0), below = stepsOfLayers(steps, parent);
  return { base: below.base, own: [...below.own, step.id] };
}
function imageName(identifier) {
  let [, reference = identifier, digest = null] = /^[a-z-]+:\/\/(.+?)(?:@(sha256:[0-9a-f]{64}))?$/.exec(identifier) ?? [];
  return { name: reference.replace(/^docker\.io\/(library\/)?/, ""), digest };
}
var init_provenance = __esm({
  "src/analysis/provenance.ts"() {
    "use strict";
    init_instructions();
    init_stages();
  }
});

// src/analysis/origins.ts
var origins_exports = {};
__export(origins_exports, {
  findOrigins: () => findOrigins
});
function findOrigins(image, { file, text: text4, target }, provenance) {
  let fits = (origins) => origins !== null && origins.base.layers + origins.own.length === image.layers.length, exact = readOrigins(provenance, file);
  if (fits(exact)) return exact;
  let likely = readOriginsFromHistory(image.config.history, text4, target, file);
  return fits(likely) ? likely : null;
}
var init_origins = __esm({
  "src/analysis/origins.ts"() {
    "use strict";
    init_history();
    init_provenance();
  }
});

// src/build/progress.ts
function parseEvent(line) {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
function stageStep(name) {
  let match = /^\[(?:\S+\/\S+ )?(?:(\S+) +)?\d+\/\d+\] (?!FROM )(.*)$/s.exec(name);
  return match === null ? null : { stage: match[1] ?? null, instruction: match[2] ?? "" };
}
var Progress, init_progress = __esm({
  "src/build/progress.ts"() {
    "use strict";
    Progress = class {
      /** In the order in which BuildKit named them. */
      steps = /* @__PURE__ */ new Map();
      /** Lines that are no events: error messages and the Dockerfile excerpt at the end. */
      messages = [];
      #targets;
      #onStep;
      /**
       * @param targets ids of the run's bake targets
       * @param onStep called after each change of a step
       */
      constructor(targets, onStep) {
        this.#targets = targets, this.#onStep = onStep;
      }
      /** Takes one line of the command's standard error. */
      read(line) {
        let event = parseEvent(line);
        if (event === null) {
          this.messages.push(line);
          return;
        }
        for (let vertex of event.vertexes ?? [])
          this.#change(vertex.digest, (step) => this.#merge(step, vertex));
        for (let { vertex, data } of event.logs ?? []) {
          let text4 = Buffer.from(data, "base64").toString();
          this.#change(vertex, (step) => ({ ...step, log: (step.log + text4).slice(-65536) }));
        }
      }
      #change(digest, change) {
        let before = this.steps.get(digest), after = change(
          before ?? {
            digest,
            name: "",
            targets: [],
            started: null,
            completed: null,
            cached: !1,
            error: "",
            log: ""
          }
        );
        this.steps.set(digest, after), this.#onStep(after, before);
      }
      #merge(step, vertex) {
        let { target, name } = this.#parseName(vertex.name ?? ""), canceled = vertex.error?.endsWith("context canceled") === !0;
        return {
          ...step,
          name: name === "" ? step.name : name,
          targets: target === null || step.targets.includes(target) ? step.targets : [...step.targets, target],
          started: vertex.started === void 0 ? step.started : Date.parse(vertex.started),
          completed: vertex.completed === void 0 || canceled ? null : Date.parse(vertex.completed),
          cached: vertex.cached ?? step.cached,
          error: canceled ? "" : vertex.error ?? step.error
        };
      }
      /** Bake puts a target's name into the brackets, where there are several targets. */
      #parseName(name) {
        let [only] = this.#targets;
        if (this.#targets.length === 1 && only !== void 0) return { target: only, name };
        let [, target = "", rest = ""] = /^\[(\S+?)(?: |(?=\]))(.*)$/s.exec(name) ?? [];
        return this.#targets.includes(target) ? { target, name: rest.startsWith("]") ? rest.slice(1).trim() : `[${rest}` } : { target: null, name };
      }
    };
  }
});

// src/analysis/tests.ts
function testReport({ stage }, result) {
  let own = (result?.steps ?? []).filter(({ name }) => stageStep(name)?.stage === stage?.toLowerCase()), started = own.flatMap((step) => step.started ?? []), completed = own.flatMap((step) => step.completed ?? []), failure = result?.failure ?? null;
  return {
    target: stage ?? "",
    status: failure === null ? "passed" : "failed",
    cached: own.length > 0 && own.every((step) => step.cached),
    duration: started.length === 0 || completed.length === 0 ? null : Math.max(0, Math.max(...completed) - Math.min(...started)),
    failure
  };
}
var init_tests = __esm({
  "src/analysis/tests.ts"() {
    "use strict";
    init_progress();
  }
});

// src/analysis/examine.ts
async function examine(job, results, readImage2) {
  let { image, main: main2, tests } = job, result = main2 === null ? void 0 : results.get(main2.id), measured = result?.failure ?? await readAndMeasure(job, result?.provenance, readImage2), failed = "kind" in measured;
  return {
    name: image.name,
    settings: image.settings,
    target: main2 === null ? null : image.builtFrom?.target ?? null,
    image: failed ? null : measured,
    failure: failed ? measured : null,
    tests: tests.map((test2) => testReport(test2, results.get(test2.id))),
    variant: null,
    place: image.how.kind === "built" ? image.how.place : null
  };
}
async function readAndMeasure({ image, main: main2, source }, provenance, readImage2) {
  try {
    let read = await readImage2(source, image.settings.platform, main2 !== null);
    return measure(read, image.builtFrom === null ? null : findOrigins(read, image.builtFrom, provenance));
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return { kind: "unreadable", message: error.hint === null ? error.message : `${error.message}. ${error.hint}`, place: null, log: null };
  }
}
function withVariant(facts, all) {
  let variant = all.find(({ name }) => name === facts.settings.compareWith);
  return variant === void 0 ? facts : { ...facts, variant: { name: variant.name, size: variant.image?.size ?? null } };
}
var init_examine = __esm({
  "src/analysis/examine.ts"() {
    "use strict";
    init_errors();
    init_measure();
    init_origins();
    init_tests();
  }
});

// src/build/definition.ts
function bakeDefinition(targets) {
  return JSON.stringify({
    target: Object.fromEntries(targets.map((target) => [target.id, definition(target)]))
  });
}
function definition({ context, file, stage, settings, output }) {
  let { buildArgs, buildContexts, platform, secrets, ssh, cacheFrom, cacheTo, noCache, pull, rerunTests } = settings;
  return {
    context,
    dockerfile: file,
    ...when("target", stage),
    ...when("args", buildArgs),
    ...when("contexts", buildContexts),
    ...when("platforms", platform === null ? null : [platform]),
    ...when("secret", secrets),
    ...when("ssh", ssh),
    ...when("cache-from", cacheFrom),
    ...when("cache-to", cacheTo),
    ...when("no-cache", noCache),
    ...when("pull", pull),
    ...when(
      "no-cache-filter",
      rerunTests === !0 && output.kind === "test" && stage !== null ? [stage] : null
    ),
    ...output.kind === "test" ? { output: ["type=cacheonly"] } : output.kind === "engine" ? { output: ["type=docker"], tags: [output.name] } : { output: [csv({ type: "oci", tar: "false", dest: output.path })] }
  };
}
function when(key, value) {
  return value === null ? {} : { [key]: value };
}
function csv(fields) {
  return Object.entries(fields).map(([key, value]) => `${key}=${value}`).map((field) => /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field).join(",");
}
var init_definition = __esm({
  "src/build/definition.ts"() {
    "use strict";
  }
});

// src/build/failure.ts
function findFailures(targets, progress, show) {
  let errorLine = progress.messages.findLast((line) => line.startsWith("ERROR: ")), [, named, message = ""] = /^ERROR: (?:target (\S+): )?(?:failed to (?:solve|build): )*(.*)$/.exec(errorLine ?? "") ?? [], [only, ...others] = targets, id = named ?? (others.length === 0 && errorLine !== void 0 ? only?.id : void 0), target = targets.find((candidate) => candidate.id === id);
  if (target === void 0) return /* @__PURE__ */ new Map();
  let step = [...progress.steps.values()].find(
    ({ targets: ids, error }) => error !== "" && ids.includes(target.id)
  ), failure = {
    kind: "build",
    message: describe(step, message),
    place: failingLines(progress.messages, show(target.file)),
    log: step === void 0 ? null : tail(step.log)
  }, affected = targets.filter(
    (other) => other === target || other.file === target.file && step?.targets.includes(other.id)
  );
  return new Map(affected.map((other) => [other.id, failure]));
}
function describe(step, message) {
  let own = step === void 0 ? null : stageStep(step.name), code = /did not complete successfully: exit code: (\d+)/.exec(message)?.[1];
  if (own === null || code === void 0)
    return message.replace(/^failed to compute cache key: failed to calculate checksum of ref \S+: /, "");
  let instruction = own.instruction.replace(/\s+/g, " ");
  return `${instruction.length <= LONGEST_INSTRUCTION ? instruction : `${instruction.slice(0, LONGEST_INSTRUCTION - 1)}\u2026`} ended with exit code ${code}`;
}
function failingLines(messages, file) {
  let marked = messages.flatMap((line) => /^\s*(\d+) \| >>> /.exec(line)?.[1] ?? []), [first] = marked.length > 0 ? marked : messages.flatMap((line) => /parse error on line (\d+)/.exec(line)?.[1] ?? []);
  return first === void 0 ? null : { file, lines: [Number(first), Number(marked.at(-1) ?? first)] };
}
function tail(log) {
  let lines2 = log.trimEnd().split(`
`).slice(-LOG_LINES);
  return lines2.every((line) => line.trim() === "") ? null : lines2.join(`
`);
}
var LOG_LINES, LONGEST_INSTRUCTION, init_failure = __esm({
  "src/build/failure.ts"() {
    "use strict";
    init_progress();
    LOG_LINES = 20, LONGEST_INSTRUCTION = 120;
  }
});

// src/build/bake.ts
async function build(targets, builder, world) {
  let results = /* @__PURE__ */ new Map(), seen = /* @__PURE__ */ new Map();
  for (let left = targets, round = 0; left.length > 0; round++) {
    let { failures, metadata, steps } = await bake(left, builder, round, world);
    for (let step of steps)
      (!seen.has(step.digest) || seen.get(step.digest)?.completed === null) && seen.set(step.digest, step);
    let done = failures.size === 0 ? left : left.filter(({ id }) => failures.has(id));
    for (let { id } of done) {
      let own = steps.filter(({ targets: ids }) => ids.includes(id)).map((step) => seen.get(step.digest) ?? step);
      results.set(id, {
        failure: failures.get(id) ?? null,
        provenance: provenanceOf(metadata, id),
        steps: own
      });
    }
    left = left.filter((target) => !done.includes(target));
  }
  return results;
}
async function bake(targets, builder, round, world) {
  let metadataFile = (0, import_node_path5.join)(world.folder, `metadata-${round}.json`);
  await (0, import_promises2.mkdir)(world.folder, { recursive: !0 });
  let ids = targets.map(({ id }) => id), progress = new Progress(ids, world.onStep), { code, stderr: stderr2 } = await world.exec(
    "docker",
    [
      "buildx",
      "bake",
      "--file=-",
      "--progress=rawjson",
      `--metadata-file=${metadataFile}`,
      ...builder === null ? [] : [`--builder=${builder}`],
      ...targets.some(({ settings }) => settings.ssh !== null) ? ["--allow=ssh"] : [],
      ...ids
    ],
    { input: bakeDefinition(targets), env: ENVIRONMENT, onErrorLine: (line) => progress.read(line) }
  ), steps = [...progress.steps.values()];
  if (code === 0) return { failures: /* @__PURE__ */ new Map(), metadata: await readMetadata(metadataFile), steps };
  let failures = findFailures(targets, progress, world.show);
  if (failures.size === 0) {
    let words2 = progress.messages.filter((line) => line.trim() !== "").slice(-5);
    throw new StagegateError(
      `docker buildx bake failed (exit code ${code}): ${[...words2, stderr2].join(`
`).trim()}`,
      "See whether `docker buildx build` works in this folder"
    );
  }
  return { failures, metadata: {}, steps };
}
async function readMetadata(path) {
  try {
    return JSON.parse(await (0, import_promises2.readFile)(path, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
}
function provenanceOf(metadata, id) {
  let own = metadata[id];
  return typeof own == "object" && own !== null && "buildx.build.provenance" in own ? own["buildx.build.provenance"] : null;
}
var import_promises2, import_node_path5, ENVIRONMENT, init_bake = __esm({
  "src/build/bake.ts"() {
    "use strict";
    import_promises2 = require("node:fs/promises"), import_node_path5 = require("node:path");
    init_errors();
    init_definition();
    init_failure();
    init_progress();
    ENVIRONMENT = {
      // Lines and layers of every step, in the metadata file only: attestations would change the digest.
      BUILDX_METADATA_PROVENANCE: "max",
      BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
      // The definition is made here, so there is no foreign one to be asked about.
      BUILDX_BAKE_ENTITLEMENTS_FS: "0"
    };
  }
});

// src/build/engine.ts
async function describeEngine(exec, builder) {
  let [buildxVersion, inspection2, info] = await Promise.all([
    exec("docker", ["buildx", "version"]),
    exec("docker", ["buildx", "inspect", ...builder === null ? [] : [builder]]),
    exec("docker", ["info", "--format", "json"])
  ]);
  if (buildxVersion.code === 127)
    throw new StagegateError(
      "docker was not found on the PATH",
      "Install Docker Engine with the buildx plugin, and see that `docker version` answers"
    );
  let buildx = / v?((\d+)\.(\d+)\S*)/.exec(buildxVersion.stdout);
  if (buildxVersion.code !== 0 || buildx === null)
    throw new StagegateError(
      "docker buildx is missing",
      "Install the buildx plugin (Debian: docker-buildx, Docker's repository: docker-buildx-plugin), and see that `docker buildx version` answers"
    );
  let version = buildx[1] ?? "", [major, minor] = [Number(buildx[2]), Number(buildx[3])];
  if (major === OLDEST_BUILDX[0] && minor < OLDEST_BUILDX[1])
    throw new StagegateError(
      `docker buildx ${version} is too old`,
      `Install ${OLDEST_BUILDX.join(".")} or newer`
    );
  let field = (name) => new RegExp(`^${name}:[ \\t]*(\\S+)`, "m").exec(inspection2.stdout)?.[1], driver = field("Driver"), endpointError = /^Error:\s*(.+)/m.exec(inspection2.stdout)?.[1], engine = parseInfo(info.stdout);
  if ((driver === "docker" || driver === void 0) && engine === null)
    throw new StagegateError(
      `the Docker engine does not answer: ${lastLine(info.stderr) || "docker info failed"}`,
      "Start it, or point DOCKER_HOST or `docker context use` to one that runs"
    );
  if (inspection2.code !== 0 || driver === void 0 || endpointError !== void 0) {
    let name = builder === null ? "the current builder" : `builder ${builder}`;
    throw new StagegateError(
      `${name} does not answer: ${endpointError ?? (lastLine(inspection2.stderr) || "docker buildx inspect failed")}`,
      "`docker buildx ls` lists the builders; name one, for example: builder: default"
    );
  }
  let holder = driver === "docker" ? engine : null;
  return {
    report: {
      version: holder?.version ?? null,
      store: holder?.store ?? null,
      buildx: version,
      builder: field("Name") ?? driver
    },
    exportsOci: driver !== "docker" || engine?.store === "containerd"
  };
}
function parseInfo(json) {
  let info = parseObject(json);
  if (typeof info.ServerVersion != "string" || info.ServerVersion === "") return null;
  let status = JSON.stringify(info.DriverStatus ?? []);
  return {
    version: info.ServerVersion,
    store: status.includes("io.containerd.snapshotter.v1") ? "containerd" : "classic"
  };
}
function parseObject(json) {
  if (json.trim() === "") return {};
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new StagegateError(
      `docker info answered something that is not JSON: ${messageOf(error)}`,
      "See what `docker info --format json` prints"
    );
  }
}
function lastLine(text4) {
  return text4.trim().split(`
`).at(-1) ?? "";
}
var OLDEST_BUILDX, init_engine = __esm({
  "src/build/engine.ts"() {
    "use strict";
    init_errors();
    OLDEST_BUILDX = [0, 14];
  }
});

// src/build/jobs.ts
function layOut(images, { exportsOci }, folder, runId) {
  return images.map((image, index) => {
    let { name, settings, how } = image;
    if (how.kind === "existing") return { image, main: null, tests: [], source: how.source };
    let common = { context: settings.context, file: how.file, settings }, id = `image-${index}`, source = exportsOci ? { kind: "oci-directory", path: (0, import_node_path6.join)(folder, id) } : { kind: "engine", name: `stagegate-${runId}:${id}` };
    return {
      image,
      main: { ...common, id, title: name, stage: settings.target, output: source },
      tests: how.testTargets.map((stage, number2) => ({
        ...common,
        id: `test-${index}-${number2}`,
        title: `${name} ${stage}`,
        stage,
        output: { kind: "test" }
      })),
      source
    };
  });
}
function targetsOf(jobs) {
  return jobs.flatMap(({ main: main2, tests }) => [...main2 === null ? [] : [main2], ...tests]);
}
function loadedImages(jobs) {
  return targetsOf(jobs).flatMap(({ output }) => output.kind === "engine" ? [output.name] : []);
}
function exportedDirectories(jobs) {
  return targetsOf(jobs).flatMap(({ output }) => output.kind === "oci-directory" ? [output.path] : []);
}
var import_node_path6, init_jobs = __esm({
  "src/build/jobs.ts"() {
    "use strict";
    import_node_path6 = require("node:path");
  }
});

// src/build/plan.ts
async function plan(images, exec, cwd, show) {
  let problems = [], planned = [];
  for (let image of images) {
    let found = await planOne(image, exec, cwd, show, (setting2, message, hint) => (problems.push({ place: image.placeOf(setting2), message, hint }), null));
    found !== null && planned.push({ ...image, ...found });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return planned;
}
async function planOne({ name, settings }, exec, cwd, show, problem) {
  let { image, target, context } = settings;
  if (image !== null) {
    let text5 = settings.file === null ? null : await readDockerfile(settings.file, show, problem), builtFrom2 = text5 === null || settings.file === null ? null : { file: show(settings.file), text: text5, target }, source = findSource(image, cwd, problem);
    return source === null ? null : { name: name ?? image, builtFrom: builtFrom2, how: { kind: "existing", source } };
  }
  if (!await (0, import_promises3.stat)(context).then(
    (found2) => found2.isDirectory(),
    () => !1
  ))
    return problem(
      "context",
      `context: ${show(context)} is not a folder`,
      "Write for example: context: ./app"
    );
  let file = settings.file ?? (0, import_node_path7.join)(context, "Dockerfile"), text4 = await readDockerfile(file, show, problem);
  if (text4 === null) return null;
  let found = await planBuild(settings, file, text4, exec, show, problem);
  if (found === null) return null;
  let builtFrom = { file: show(file), text: text4, target: found.target };
  return { name: name ?? found.target ?? (0, import_node_path7.basename)(context), builtFrom, how: found.build };
}
function findSource(image, cwd, problem) {
  try {
    return parseSource(image, cwd);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return problem("image", `image: ${error.message}`, error.hint ?? "");
  }
}
async function readDockerfile(file, show, problem) {
  return (0, import_promises3.readFile)(file, "utf8").catch(
    (error) => problem(
      "file",
      `there is no Dockerfile at ${show(file)} (${error.code})`,
      "Write its path, for example: file: docker/Dockerfile"
    )
  );
}
async function planBuild(settings, file, text4, exec, show, problem) {
  let stages = parseStages(text4), target = settings.target ?? stages.at(-1)?.name ?? null;
  if (settings.target === null && target !== null && isUnshipped(target))
    return problem(
      "target",
      `${show(file)} ends with stage ${target}, which is hardly what ships`,
      `Name the stage that does: target: ${namesOf(stages).find((name) => !isUnshipped(name)) ?? "production"} (stages: ${namesOf(stages).join(", ")})`
    );
  let testTargets = settings.testTarget ?? defaultTestTargets(stages).filter((name) => name !== target), wanted = [
    ...settings.target === null ? [] : [["target", settings.target]],
    ...testTargets.map((name) => ["test-target", name])
  ], known = await knownStages(
    wanted.map(([, name]) => name),
    stages,
    file,
    settings.context,
    exec
  );
  for (let [setting2, name] of wanted) {
    if (known === null || known.includes(name.toLowerCase())) continue;
    let near = nearest(name, known), stagesThere = `Stages: ${known.join(", ") || "none with a name"}.`;
    problem(
      setting2,
      `${setting2}: ${show(file)} has no stage ${JSON.stringify(name)}`,
      near === null ? stagesThere : `Did you mean ${near}? ${stagesThere}`
    );
  }
  let line = (stages.findLast(({ name }) => name !== null && name === target?.toLowerCase()) ?? stages.at(-1))?.line ?? 1;
  return {
    target,
    build: { kind: "built", file, testTargets, place: { file: show(file), lines: [line, line] } }
  };
}
async function knownStages(wanted, stages, file, context, exec) {
  let names2 = namesOf(stages);
  if (wanted.every((name) => names2.includes(name.toLowerCase()))) return names2;
  let { code, stdout: stdout2 } = await exec("docker", [
    "buildx",
    "build",
    "--call=targets,format=json",
    "--file",
    file,
    context
  ]);
  if (code !== 0) return null;
  let { targets } = JSON.parse(stdout2);
  return targets.flatMap(({ name }) => name ?? []);
}
var import_promises3, import_node_path7, init_plan = __esm({
  "src/build/plan.ts"() {
    "use strict";
    import_promises3 = require("node:fs/promises"), import_node_path7 = require("node:path");
    init_problem();
    init_stages();
    init_errors();
    init_source();
  }
});

// src/rules/build.ts
var build2, init_build = __esm({
  "src/rules/build.ts"() {
    "use strict";
    build2 = {
      id: "build",
      why: "An image that does not build cannot be judged.",
      check: ({ name, failure }) => failure === null ? [] : [
        {
          level: "error",
          message: `${name} could not be ${failure.kind === "build" ? "built" : "read"}: ${failure.message}`,
          place: failure.place,
          log: failure.log
        }
      ]
    };
  }
});

// src/rules/limit.ts
function checkLimit({
  what,
  actual,
  max,
  warn,
  place
}, write, writeLimit) {
  let over = (limit, level, word) => ({
    level,
    message: `${what} ${write(actual)}: ${write(actual - limit)} over its ${word} of ${writeLimit(limit)}`,
    actual,
    limit,
    place
  });
  return max !== null && actual > max ? [over(max, "error", "budget")] : warn !== null && actual > warn ? [over(warn, "warning", "warning level")] : [];
}
var init_limit = __esm({
  "src/rules/limit.ts"() {
    "use strict";
  }
});

// src/rules/layers.ts
function words(count2) {
  return count2 === 1 ? "1 layer" : `${count2} layers`;
}
var layers, init_layers = __esm({
  "src/rules/layers.ts"() {
    "use strict";
    init_limit();
    layers = {
      id: "layers",
      why: "Layers hide deleted files, and engines have a limit on their number.",
      check: ({ name, settings, image, place }) => image === null ? [] : checkLimit(
        {
          what: `${name} has`,
          actual: image.layers.length,
          max: settings.maxLayers,
          warn: settings.warnLayers,
          place
        },
        words,
        words
      )
    };
  }
});

// src/rules/saving.ts
var saving, init_saving = __esm({
  "src/rules/saving.ts"() {
    "use strict";
    init_size();
    saving = {
      id: "saving",
      why: "A multi-stage build that saves nothing only costs time to read.",
      check: ({ name, settings, image, variant, place }) => {
        let minimum = settings.minSaving;
        if (image === null || variant === null || minimum === null) return [];
        if (variant.size === null)
          return [
            {
              level: "error",
              message: `${name} cannot be compared with ${variant.name}, which could not be measured`
            }
          ];
        let saved = variant.size - image.size, [limit, written] = "percent" in minimum ? [variant.size * minimum.percent / 100, `${minimum.percent} %`] : [minimum.bytes, formatLimit(minimum.bytes)];
        if (saved >= limit) return [];
        let percent = variant.size === 0 ? 0 : saved / variant.size * 100;
        return [
          {
            level: "error",
            message: `${name} saves ${formatSize(saved)} (${percent.toFixed(1)} %) against ${variant.name}, less than ${written}`,
            actual: saved,
            limit,
            place
          }
        ];
      }
    };
  }
});

// src/rules/size.ts
function suggestBudget(bytes) {
  let roomy = Math.max(1, bytes * 1.1), step = 10 ** Math.max(0, Math.floor(Math.log10(roomy)) - 1);
  return formatLimit(Math.ceil(roomy / step) * step).replace(" ", "");
}
var size2, init_size2 = __esm({
  "src/rules/size.ts"() {
    "use strict";
    init_size();
    init_limit();
    size2 = {
      id: "size",
      why: "Every byte is stored and unpacked on every machine that runs the image.",
      check: ({ name, settings, image, place }) => {
        if (image === null) return [];
        let { maxSize: max, warnSize: warn } = settings;
        return max === null && warn === null && settings.reportOnly !== !0 ? [
          {
            level: "notice",
            message: `${name} has no size budget; it is ${formatSize(image.size)} now`,
            actual: image.size,
            advice: `Set one, for example: max-size: ${suggestBudget(image.size)}`
          }
        ] : checkLimit({ what: `${name} is`, actual: image.size, max, warn, place }, formatSize, formatLimit);
      }
    };
  }
});

// src/rules/test.ts
var test, init_test = __esm({
  "src/rules/test.ts"() {
    "use strict";
    test = {
      id: "test",
      why: "What ships should have passed its own tests, in the stage that holds them.",
      check: ({ name, tests }) => tests.flatMap(
        ({ target, failure }) => failure === null ? [] : [
          {
            level: "error",
            message: `the tests of ${name} failed in stage ${target}: ${failure.message}`,
            place: failure.place,
            log: failure.log
          }
        ]
      )
    };
  }
});

// src/rules/transfer-size.ts
var transferSize, init_transfer_size = __esm({
  "src/rules/transfer-size.ts"() {
    "use strict";
    init_size();
    init_limit();
    transferSize = {
      id: "transfer-size",
      why: "Every push, pull and cold start waits for the compressed layers.",
      check: ({ name, settings, image, place }) => {
        let { maxTransferSize: max, warnTransferSize: warn } = settings;
        return image === null || max === null && warn === null ? [] : image.transferSize === null ? [
          {
            level: max === null ? "warning" : "error",
            message: `the transfer size of ${name} is not known: its source holds uncompressed layers`,
            limit: max ?? warn,
            place,
            advice: "Build with the containerd image store or a docker-container builder, or set max-size instead"
          }
        ] : checkLimit(
          { what: `the transfer size of ${name} is`, actual: image.transferSize, max, warn, place },
          formatSize,
          formatLimit
        );
      }
    };
  }
});

// src/rules/user.ts
function judge(name, found, runAs, allowRoot) {
  if (found.uid === null)
    return {
      level: "error",
      message: `${name} does not start: ${found.problem}`,
      advice: "Create the user in the target's stage, or write its number: USER 10001"
    };
  if (runAs !== null && runAs !== found.name && runAs !== String(found.uid)) {
    let actual = found.name === null ? `uid ${found.uid}` : `${found.name} (uid ${found.uid})`;
    return {
      level: "error",
      message: `${name} runs as ${actual}, not as ${runAs}`,
      advice: `Write USER ${runAs} at the end of its stage`
    };
  }
  return found.uid === 0 && runAs === null && !allowRoot ? {
    level: "error",
    message: `${name} runs as root`,
    advice: "Add a user and switch to it at the end of the stage: USER 10001 (or set allow-root: true)"
  } : null;
}
var user, init_user2 = __esm({
  "src/rules/user.ts"() {
    "use strict";
    user = {
      id: "user",
      why: "A process that breaks out of a container that runs as root is root on the host.",
      check: ({ name, settings, image, place }) => {
        if (image === null) return [];
        let said = judge(name, image.user, settings.runAs, settings.allowRoot === !0);
        return said === null ? [] : [{ ...said, actual: image.user.uid, place }];
      }
    };
  }
});

// src/rules/index.ts
function judge2(facts) {
  let findings2 = RULES.flatMap(
    (rule) => rule.check(facts).map(
      (said) => ({
        actual: null,
        limit: null,
        place: null,
        advice: null,
        log: null,
        ...said,
        rule: rule.id
      })
    )
  );
  return LEVELS.flatMap((level) => findings2.filter((finding) => finding.level === level));
}
var RULES, LEVELS, init_rules = __esm({
  "src/rules/index.ts"() {
    "use strict";
    init_build();
    init_layers();
    init_saving();
    init_size2();
    init_test();
    init_transfer_size();
    init_user2();
    RULES = [build2, test, size2, transferSize, layers, user, saving], LEVELS = ["error", "warning", "notice"];
  }
});

// src/report/verdict.ts
var verdict_exports = {};
__export(verdict_exports, {
  exitCode: () => exitCode,
  imageVerdict: () => imageVerdict,
  runVerdict: () => runVerdict
});
function imageVerdict(findings2, failure, reportOnly) {
  return reportOnly ? "pass" : failure?.kind === "unreadable" ? "error" : findings2.some(({ level }) => level === "error") ? "fail" : "pass";
}
function runVerdict(images) {
  let verdicts = images.map(({ verdict }) => verdict);
  return verdicts.includes("fail") ? "fail" : verdicts.includes("error") ? "error" : "pass";
}
function exitCode({ verdict }) {
  return verdict === "pass" ? 0 : verdict === "fail" ? 1 : 2;
}
var init_verdict = __esm({
  "src/report/verdict.ts"() {
    "use strict";
  }
});

// src/report/assemble.ts
function imageReport(facts) {
  let { name, target, settings, image, failure, tests, variant } = facts, findings2 = judge2(facts), reportOnly = settings.reportOnly === !0, saving2 = image === null || variant === null || variant.size === null ? null : variant.size - image.size;
  return {
    name,
    target,
    verdict: imageVerdict(findings2, failure, reportOnly),
    reportOnly,
    budgets: { size: settings.maxSize, transferSize: settings.maxTransferSize, layers: settings.maxLayers },
    image,
    tests: tests.map(({ failure: _, ...test2 }) => test2),
    variant: variant === null ? null : { ...variant, saving: saving2 },
    findings: findings2
  };
}
var init_assemble = __esm({
  "src/report/assemble.ts"() {
    "use strict";
    init_rules();
    init_verdict();
  }
});

// src/gate.ts
async function gate(settings, world) {
  let { exec, cleanUpExec, readImage: readImage2, layerCache, cwd, folder, runId, view } = world, { builder } = settings.run, show = (path) => (0, import_node_path8.relative)(cwd, path) || ".", images = await plan(settings.images, exec, cwd, show), engine = images.some(needsEngine) ? await describeEngine(exec, builder) : null, jobs = layOut(images, { exportsOci: engine?.exportsOci === !0 }, folder, runId), targets = targetsOf(jobs);
  try {
    for (let directory of exportedDirectories(jobs)) await layerCache.placeHolders(directory);
    view.begin(targets);
    let results = await build(targets, builder, { exec, folder, show, onStep: view.step }).finally(
      view.end
    ), facts = [];
    for (let job of jobs) facts.push(await examine(job, results, readImage2));
    let reports = facts.map((own) => imageReport(withVariant(own, facts)));
    return {
      schemaVersion: 1,
      verdict: runVerdict(reports),
      engine: engine?.report ?? null,
      images: reports
    };
  } finally {
    let loaded = loadedImages(jobs);
    loaded.length > 0 && await cleanUpExec("docker", ["image", "rm", ...loaded]);
  }
}
function needsEngine({ how }) {
  return how.kind === "built" || how.source.kind === "engine";
}
var import_node_path8, init_gate = __esm({
  "src/gate.ts"() {
    "use strict";
    import_node_path8 = require("node:path");
    init_examine();
    init_bake();
    init_engine();
    init_jobs();
    init_plan();
    init_assemble();
    init_verdict();
  }
});

// src/image/engine.ts
function dockerSave(start = startProcess) {
  return async function* (name) {
    let docker = start("docker", ["save", "--", name]), complaint = "";
    docker.stderr.setEncoding("utf8").on("data", (text4) => {
      complaint = (complaint + text4).slice(0, STDERR_KEPT);
    });
    let ended = (0, import_node_events.once)(docker, "close").catch((error) => {
      throw cannotStart(error);
    });
    ended.catch(() => {
    });
    let whole = !1;
    try {
      yield* docker.stdout, whole = !0;
    } finally {
      whole || docker.kill();
    }
    let [code, signal] = await ended;
    if (code !== 0) throw saveFailed(name, complaint.trim(), code ?? signal);
  };
}
function cannotStart(error) {
  return new StagegateError(
    `docker cannot be started: ${messageOf(error)}`,
    "Install Docker's command line, or name an archive instead, e.g. `app.tar`.",
    { cause: error }
  );
}
function saveFailed(name, complaint, ending) {
  let reason = complaint.split(`
`).at(-1) || "it gave no reason";
  return /cannot connect|failed to connect|error during connect|connection refused/i.test(complaint) ? new StagegateError(
    `the engine is not running: ${reason}`,
    "Start Docker, or set DOCKER_HOST or `docker context use` to an engine that runs."
  ) : /permission denied/i.test(complaint) ? new StagegateError(
    `the engine may not be asked: ${reason}`,
    "Give this user access to Docker's socket, e.g. by the group docker."
  ) : /no such image|does not exist|not found/i.test(complaint) ? new StagegateError(
    `the engine has no image ${name}`,
    `Build it by \`docker build --tag ${name} .\`, or pull it by \`docker pull ${name}\`.`
  ) : new StagegateError(`docker save ${name} failed (${ending}): ${reason}`);
}
var import_node_child_process2, import_node_events, STDERR_KEPT, startProcess, init_engine2 = __esm({
  "src/image/engine.ts"() {
    "use strict";
    import_node_child_process2 = require("node:child_process"), import_node_events = require("node:events");
    init_errors();
    STDERR_KEPT = 16 * 1024, startProcess = (command, args) => (0, import_node_child_process2.spawn)(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  }
});

// src/image/damage.ts
function damageAt(place, damage) {
  return new Damage(`${place}: ${damage.message}`, damage.hint, { cause: damage });
}
async function within(place, read) {
  try {
    return await read();
  } catch (error) {
    throw error instanceof Damage ? damageAt(place, error) : error;
  }
}
function quoted(text4) {
  let shown2 = text4.length > 200 ? `${text4.slice(0, 200)}\u2026` : text4;
  return JSON.stringify(shown2).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`
  );
}
function codeOf(error) {
  return typeof error == "object" && error !== null && "code" in error ? String(error.code) : "";
}
var Damage, init_damage = __esm({
  "src/image/damage.ts"() {
    "use strict";
    Damage = class extends Error {
      name = "Damage";
      /** What to do about it, where that is known better here than above. */
      hint;
      constructor(message, hint = null, options) {
        super(message, options), this.hint = hint;
      }
    };
  }
});

// src/image/digest.ts
function parseDigest(text4) {
  if (typeof text4 == "string" && SHA256.test(text4)) return text4;
  throw new Damage(`${quoted(String(text4))} is no sha256 digest`);
}
function digestOf(bytes) {
  return `sha256:${(0, import_node_crypto.createHash)("sha256").update(bytes).digest("hex")}`;
}
function verifyDigest(what, expected, actual) {
  if (expected !== actual) throw new Damage(`${what} is ${actual}, but should be ${expected}`);
}
function blobPath(digest) {
  return `blobs/${digest.replace(":", "/")}`;
}
var import_node_crypto, SHA256, init_digest = __esm({
  "src/image/digest.ts"() {
    "use strict";
    import_node_crypto = require("node:crypto");
    init_damage();
    SHA256 = /^sha256:[0-9a-f]{64}$/;
  }
});

// src/image/layer-cache.ts
async function openLayerCache(folder) {
  let home = (0, import_node_path9.join)(folder, VERSION);
  await (0, import_promises4.mkdir)(home, { recursive: !0 }).catch((error) => {
    throw new StagegateError(
      `the layer cache cannot be kept in ${folder} (${error.code})`,
      "Name a folder that can be written to by the variable XDG_CACHE_HOME",
      { cause: error }
    );
  });
  let names2 = (await (0, import_promises4.readdir)(home)).filter((name) => /^[0-9a-f]{64}$/.test(name)), entries = await Promise.all(
    names2.map(async (name) => [`sha256:${name}`, await readEntry((0, import_node_path9.join)(home, name))])
  ), known = new Map(
    entries.flatMap(([digest, entry]) => entry === null ? [] : [[digest, entry]])
  ), used = /* @__PURE__ */ new Set(), fileOf = (digest) => (0, import_node_path9.join)(home, digest.replace("sha256:", ""));
  return {
    find: (digest) => (used.add(digest), known.get(digest)?.layer ?? null),
    keep: async (digest, blobSize, layer) => {
      known.set(digest, { blobSize, layer }), await writeEntry(fileOf(digest), { blobSize, layer });
    },
    placeHolders: async (path) => {
      await (0, import_promises4.mkdir)((0, import_node_path9.join)(path, "blobs/sha256"), { recursive: !0 });
      for (let [digest, { blobSize }] of known) {
        let file = await (0, import_promises4.open)((0, import_node_path9.join)(path, blobPath(digest)), "w");
        await file.truncate(blobSize).finally(() => file.close());
      }
    },
    close: async () => {
      let now = /* @__PURE__ */ new Date();
      for (let digest of used) known.has(digest) && await ifThere((0, import_promises4.utimes)(fileOf(digest), now, now));
      await dropOldest(home);
    }
  };
}
async function dropOldest(home) {
  let names2 = await (0, import_promises4.readdir)(home);
  if (names2.length <= MOST) return;
  let oldest = (await Promise.all(
    names2.map(async (name) => ({ name, used: (await ifThere((0, import_promises4.stat)((0, import_node_path9.join)(home, name))))?.mtimeMs ?? 0 }))
  )).sort((a, b) => a.used - b.used).slice(0, names2.length - MOST);
  for (let { name } of oldest) await (0, import_promises4.rm)((0, import_node_path9.join)(home, name), { force: !0 });
}
async function ifThere(work) {
  return work.catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
async function writeEntry(path, { blobSize, layer }) {
  let { size: size3, files, watched } = layer.contents, texts = [...watched].map(([name, file]) => [
    name,
    file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes).toString("base64") } : file
  ]), json = JSON.stringify({
    blobSize,
    diffId: layer.diffId,
    transferSize: layer.transferSize,
    size: size3,
    files,
    watched: texts
  }), temporary = `${path}.${(0, import_node_crypto2.randomBytes)(6).toString("hex")}`;
  await (0, import_promises4.writeFile)(temporary, `${checksum(json)}
${json}`), await (0, import_promises4.rename)(temporary, path);
}
async function readEntry(path) {
  let text4 = await ifThere((0, import_promises4.readFile)(path, "utf8")), [sum, json = ""] = text4?.split(`
`) ?? [];
  if (sum !== checksum(json)) return null;
  let { blobSize, diffId, transferSize: transferSize2, size: size3, files, watched } = JSON.parse(json), texts = watched.map(([name, file]) => [
    name,
    file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes, "base64") } : file
  ]);
  return { blobSize, layer: { diffId, transferSize: transferSize2, contents: { size: size3, files, watched: new Map(texts) } } };
}
function checksum(text4) {
  return (0, import_node_crypto2.createHash)("sha256").update(text4).digest("hex");
}
var import_node_crypto2, import_promises4, import_node_path9, VERSION, MOST, init_layer_cache = __esm({
  "src/image/layer-cache.ts"() {
    "use strict";
    import_node_crypto2 = require("node:crypto"), import_promises4 = require("node:fs/promises"), import_node_path9 = require("node:path");
    init_errors();
    init_digest();
    VERSION = "v1", MOST = 1e3;
  }
});

// node_modules/fzstd/esm/index.mjs
var esm_exports = {};
__export(esm_exports, {
  Decompress: () => Decompress,
  ZstdErrorCode: () => ZstdErrorCode,
  decompress: () => decompress
});
function decompress(dat, buf) {
  for (var bufs = [], nb = +!buf, bt = 0, ol = 0; dat.length; ) {
    var st = rzfh(dat, nb || buf);
    if (typeof st == "object") {
      for (nb ? (buf = null, st.w.length == st.u && (bufs.push(buf = st.w), ol += st.u)) : (bufs.push(buf), st.e = 0); !st.l; ) {
        var blk = rzb(dat, st, buf);
        blk || err(5), buf ? st.e = st.y : (bufs.push(blk), ol += blk.length, cpw(st.w, 0, blk.length), st.w.set(blk, st.w.length - blk.length));
      }
      bt = st.b + st.c * 4;
    } else
      bt = st;
    dat = dat.subarray(bt);
  }
  return cct(bufs, ol);
}
var ab, u8, u16, i16, i32, slc, fill, cpw, ZstdErrorCode, ec, err, rb, b4, rzfh, msb, rfse, rhu, dllt, dmlt, doct, b2bl, llb, llbl, mlb, mlbl, dhu, dhu4, rzb, cct, Decompress, init_esm = __esm({
  "node_modules/fzstd/esm/index.mjs"() {
    ab = ArrayBuffer, u8 = Uint8Array, u16 = Uint16Array, i16 = Int16Array, i32 = Int32Array, slc = function(v, s, e) {
      if (u8.prototype.slice)
        return u8.prototype.slice.call(v, s, e);
      (s == null || s < 0) && (s = 0), (e == null || e > v.length) && (e = v.length);
      var n = new u8(e - s);
      return n.set(v.subarray(s, e)), n;
    }, fill = function(v, n, s, e) {
      if (u8.prototype.fill)
        return u8.prototype.fill.call(v, n, s, e);
      for ((s == null || s < 0) && (s = 0), (e == null || e > v.length) && (e = v.length); s < e; ++s)
        v[s] = n;
      return v;
    }, cpw = function(v, t, s, e) {
      if (u8.prototype.copyWithin)
        return u8.prototype.copyWithin.call(v, t, s, e);
      for ((s == null || s < 0) && (s = 0), (e == null || e > v.length) && (e = v.length); s < e; )
        v[t++] = v[s++];
    }, ZstdErrorCode = {
      InvalidData: 0,
      WindowSizeTooLarge: 1,
      InvalidBlockType: 2,
      FSEAccuracyTooHigh: 3,
      DistanceTooFarBack: 4,
      UnexpectedEOF: 5
    }, ec = [
      "invalid zstd data",
      "window size too large (>2046MB)",
      "invalid block type",
      "FSE accuracy too high",
      "match distance too far back",
      "unexpected EOF"
    ], err = function(ind, msg, nt) {
      var e = new Error(msg || ec[ind]);
      if (e.code = ind, Error.captureStackTrace && Error.captureStackTrace(e, err), !nt)
        throw e;
      return e;
    }, rb = function(d, b, n) {
      for (var i = 0, o = 0; i < n; ++i)
        o |= d[b++] << (i << 3);
      return o;
    }, b4 = function(d, b) {
      return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
    }, rzfh = function(dat, w) {
      var n3 = dat[0] | dat[1] << 8 | dat[2] << 16;
      if (n3 == 3126568 && dat[3] == 253) {
        var flg = dat[4], ss = flg >> 5 & 1, cc = flg >> 2 & 1, df = flg & 3, fcf = flg >> 6;
        flg & 8 && err(0);
        var bt = 6 - ss, db = df == 3 ? 4 : df, di = rb(dat, bt, db);
        bt += db;
        var fsb = fcf ? 1 << fcf : ss, fss = rb(dat, bt, fsb) + (fcf == 1 && 256), ws = fss;
        if (!ss) {
          var wb = 1 << 10 + (dat[5] >> 3);
          ws = wb + (wb >> 3) * (dat[5] & 7);
        }
        ws > 2145386496 && err(1);
        var buf = new u8((w == 1 ? fss || ws : w ? 0 : ws) + 12);
        return buf[0] = 1, buf[4] = 4, buf[8] = 8, {
          b: bt + fsb,
          y: 0,
          l: 0,
          d: di,
          w: w && w != 1 ? w : buf.subarray(12),
          e: ws,
          o: new i32(buf.buffer, 0, 3),
          u: fss,
          c: cc,
          m: Math.min(131072, ws)
        };
      } else if ((n3 >> 4 | dat[3] << 20) == 25481893)
        return b4(dat, 4) + 8;
      err(0);
    }, msb = function(val) {
      for (var bits = 0; 1 << bits <= val; ++bits)
        ;
      return bits - 1;
    }, rfse = function(dat, bt, mal) {
      var tpos = (bt << 3) + 4, al = (dat[bt] & 15) + 5;
      al > mal && err(3);
      for (var sz = 1 << al, probs = sz, sym = -1, re = -1, i = -1, ht = sz, buf = new ab(512 + (sz << 2)), freq = new i16(buf, 0, 256), dstate = new u16(buf, 0, 256), nstate = new u16(buf, 512, sz), bb1 = 512 + (sz << 1), syms = new u8(buf, bb1, sz), nbits = new u8(buf, bb1 + sz); sym < 255 && probs > 0; ) {
        var bits = msb(probs + 1), cbt = tpos >> 3, msk = (1 << bits + 1) - 1, val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (tpos & 7) & msk, msk1fb = (1 << bits) - 1, msv = msk - probs - 1, sval = val & msk1fb;
        if (sval < msv ? (tpos += bits, val = sval) : (tpos += bits + 1, val > msk1fb && (val -= msv)), freq[++sym] = --val, val == -1 ? (probs += val, syms[--ht] = sym) : probs -= val, !val)
          do {
            var rbt = tpos >> 3;
            re = (dat[rbt] | dat[rbt + 1] << 8) >> (tpos & 7) & 3, tpos += 2, sym += re;
          } while (re == 3);
      }
      (sym > 255 || probs) && err(0);
      for (var sympos = 0, sstep = (sz >> 1) + (sz >> 3) + 3, smask = sz - 1, s = 0; s <= sym; ++s) {
        var sf = freq[s];
        if (sf < 1) {
          dstate[s] = -sf;
          continue;
        }
        for (i = 0; i < sf; ++i) {
          syms[sympos] = s;
          do
            sympos = sympos + sstep & smask;
          while (sympos >= ht);
        }
      }
      for (sympos && err(0), i = 0; i < sz; ++i) {
        var ns = dstate[syms[i]]++, nb = nbits[i] = al - msb(ns);
        nstate[i] = (ns << nb) - sz;
      }
      return [tpos + 7 >> 3, {
        b: al,
        s: syms,
        n: nbits,
        t: nstate
      }];
    }, rhu = function(dat, bt) {
      var i = 0, wc = -1, buf = new u8(292), hb = dat[bt], hw = buf.subarray(0, 256), rc = buf.subarray(256, 268), ri = new u16(buf.buffer, 268);
      if (hb < 128) {
        var _a = rfse(dat, bt + 1, 6), ebt = _a[0], fdt = _a[1];
        bt += hb;
        var epos = ebt << 3, lb = dat[bt];
        lb || err(0);
        for (var st1 = 0, st2 = 0, btr1 = fdt.b, btr2 = btr1, fpos = (++bt << 3) - 8 + msb(lb); fpos -= btr1, !(fpos < epos); ) {
          var cbt = fpos >> 3;
          if (st1 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr1) - 1, hw[++wc] = fdt.s[st1], fpos -= btr2, fpos < epos)
            break;
          cbt = fpos >> 3, st2 += (dat[cbt] | dat[cbt + 1] << 8) >> (fpos & 7) & (1 << btr2) - 1, hw[++wc] = fdt.s[st2], btr1 = fdt.n[st1], st1 = fdt.t[st1], btr2 = fdt.n[st2], st2 = fdt.t[st2];
        }
        ++wc > 255 && err(0);
      } else {
        for (wc = hb - 127; i < wc; i += 2) {
          var byte = dat[++bt];
          hw[i] = byte >> 4, hw[i + 1] = byte & 15;
        }
        ++bt;
      }
      var wes = 0;
      for (i = 0; i < wc; ++i) {
        var wt = hw[i];
        wt > 11 && err(0), wes += wt && 1 << wt - 1;
      }
      var mb = msb(wes) + 1, ts = 1 << mb, rem = ts - wes;
      for (rem & rem - 1 && err(0), hw[wc++] = msb(rem) + 1, i = 0; i < wc; ++i) {
        var wt = hw[i];
        ++rc[hw[i] = wt && mb + 1 - wt];
      }
      var hbuf = new u8(ts << 1), syms = hbuf.subarray(0, ts), nb = hbuf.subarray(ts);
      for (ri[mb] = 0, i = mb; i > 0; --i) {
        var pv = ri[i];
        fill(nb, i, pv, ri[i - 1] = pv + rc[i] * (1 << mb - i));
      }
      for (ri[0] != ts && err(0), i = 0; i < wc; ++i) {
        var bits = hw[i];
        if (bits) {
          var code = ri[bits];
          fill(syms, i, code, ri[bits] = code + (1 << mb - bits));
        }
      }
      return [bt, {
        n: nb,
        b: mb,
        s: syms
      }];
    }, dllt = rfse(/* @__PURE__ */ new u8([
      81,
      16,
      99,
      140,
      49,
      198,
      24,
      99,
      12,
      33,
      196,
      24,
      99,
      102,
      102,
      134,
      70,
      146,
      4
    ]), 0, 6)[1], dmlt = rfse(/* @__PURE__ */ new u8([
      33,
      20,
      196,
      24,
      99,
      140,
      33,
      132,
      16,
      66,
      8,
      33,
      132,
      16,
      66,
      8,
      33,
      68,
      68,
      68,
      68,
      68,
      68,
      68,
      68,
      36,
      9
    ]), 0, 6)[1], doct = rfse(/* @__PURE__ */ new u8([
      32,
      132,
      16,
      66,
      102,
      70,
      68,
      68,
      68,
      68,
      36,
      73,
      2
    ]), 0, 5)[1], b2bl = function(b, s) {
      for (var len = b.length, bl = new i32(len), i = 0; i < len; ++i)
        bl[i] = s, s += 1 << b[i];
      return bl;
    }, llb = /* @__PURE__ */ new u8((/* @__PURE__ */ new i32([
      0,
      0,
      0,
      0,
      16843009,
      50528770,
      134678020,
      202050057,
      269422093
    ])).buffer, 0, 36), llbl = /* @__PURE__ */ b2bl(llb, 0), mlb = /* @__PURE__ */ new u8((/* @__PURE__ */ new i32([
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      16843009,
      50528770,
      117769220,
      185207048,
      252579084,
      16
    ])).buffer, 0, 53), mlbl = /* @__PURE__ */ b2bl(mlb, 3), dhu = function(dat, out, hu) {
      var len = dat.length, ss = out.length, lb = dat[len - 1], msk = (1 << hu.b) - 1, eb = -hu.b;
      lb || err(0);
      for (var st = 0, btr = hu.b, pos = (len << 3) - 8 + msb(lb) - btr, i = -1; pos > eb && i < ss; ) {
        var cbt = pos >> 3, val = (dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (pos & 7);
        st = (st << btr | val) & msk, out[++i] = hu.s[st], pos -= btr = hu.n[st];
      }
      (pos != eb || i + 1 != ss) && err(0);
    }, dhu4 = function(dat, out, hu) {
      var bt = 6, ss = out.length, sz1 = ss + 3 >> 2, sz2 = sz1 << 1, sz3 = sz1 + sz2;
      dhu(dat.subarray(bt, bt += dat[0] | dat[1] << 8), out.subarray(0, sz1), hu), dhu(dat.subarray(bt, bt += dat[2] | dat[3] << 8), out.subarray(sz1, sz2), hu), dhu(dat.subarray(bt, bt += dat[4] | dat[5] << 8), out.subarray(sz2, sz3), hu), dhu(dat.subarray(bt), out.subarray(sz3), hu);
    }, rzb = function(dat, st, out) {
      var _a, bt = st.b, b0 = dat[bt], btype = b0 >> 1 & 3;
      st.l = b0 & 1;
      var sz = b0 >> 3 | dat[bt + 1] << 5 | dat[bt + 2] << 13, ebt = (bt += 3) + sz;
      if (btype == 1)
        return bt >= dat.length ? void 0 : (st.b = bt + 1, out ? (fill(out, dat[bt], st.y, st.y += sz), out) : fill(new u8(sz), dat[bt]));
      if (!(ebt > dat.length)) {
        if (btype == 0)
          return st.b = ebt, out ? (out.set(dat.subarray(bt, ebt), st.y), st.y += sz, out) : slc(dat, bt, ebt);
        if (btype == 2) {
          var b3 = dat[bt], lbt = b3 & 3, sf = b3 >> 2 & 3, lss = b3 >> 4, lcs = 0, s4 = 0;
          lbt < 2 ? sf & 1 ? lss |= dat[++bt] << 4 | (sf & 2 && dat[++bt] << 12) : lss = b3 >> 3 : (s4 = sf, sf < 2 ? (lss |= (dat[++bt] & 63) << 4, lcs = dat[bt] >> 6 | dat[++bt] << 2) : sf == 2 ? (lss |= dat[++bt] << 4 | (dat[++bt] & 3) << 12, lcs = dat[bt] >> 2 | dat[++bt] << 6) : (lss |= dat[++bt] << 4 | (dat[++bt] & 63) << 12, lcs = dat[bt] >> 6 | dat[++bt] << 2 | dat[++bt] << 10)), ++bt;
          var buf = out ? out.subarray(st.y, st.y + st.m) : new u8(st.m), spl = buf.length - lss;
          if (lbt == 0)
            buf.set(dat.subarray(bt, bt += lss), spl);
          else if (lbt == 1)
            fill(buf, dat[bt++], spl);
          else {
            var hu = st.h;
            if (lbt == 2) {
              var hud = rhu(dat, bt);
              lcs += bt - (bt = hud[0]), st.h = hu = hud[1];
            } else hu || err(0);
            (s4 ? dhu4 : dhu)(dat.subarray(bt, bt += lcs), buf.subarray(spl), hu);
          }
          var ns = dat[bt++];
          if (ns) {
            ns == 255 ? ns = (dat[bt++] | dat[bt++] << 8) + 32512 : ns > 127 && (ns = ns - 128 << 8 | dat[bt++]);
            var scm = dat[bt++];
            scm & 3 && err(0);
            for (var dts = [dmlt, doct, dllt], i = 2; i > -1; --i) {
              var md = scm >> (i << 1) + 2 & 3;
              if (md == 1) {
                var rbuf = new u8([0, 0, dat[bt++]]);
                dts[i] = {
                  s: rbuf.subarray(2, 3),
                  n: rbuf.subarray(0, 1),
                  t: new u16(rbuf.buffer, 0, 1),
                  b: 0
                };
              } else md == 2 ? (_a = rfse(dat, bt, 9 - (i & 1)), bt = _a[0], dts[i] = _a[1]) : md == 3 && (st.t || err(0), dts[i] = st.t[i]);
            }
            var _b = st.t = dts, mlt = _b[0], oct = _b[1], llt = _b[2], lb = dat[ebt - 1];
            lb || err(0);
            var spos = (ebt << 3) - 8 + msb(lb) - llt.b, cbt = spos >> 3, oubt = 0, lst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << llt.b) - 1;
            cbt = (spos -= oct.b) >> 3;
            var ost = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << oct.b) - 1;
            cbt = (spos -= mlt.b) >> 3;
            var mst = (dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mlt.b) - 1;
            for (++ns; --ns; ) {
              var llc = llt.s[lst], lbtr = llt.n[lst], mlc = mlt.s[mst], mbtr = mlt.n[mst], ofc = oct.s[ost], obtr = oct.n[ost];
              cbt = (spos -= ofc) >> 3;
              var ofp = 1 << ofc, off = ofp + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16 | dat[cbt + 3] << 24) >>> (spos & 7) & ofp - 1);
              cbt = (spos -= mlb[mlc]) >> 3;
              var ml = mlbl[mlc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << mlb[mlc]) - 1);
              cbt = (spos -= llb[llc]) >> 3;
              var ll = llbl[llc] + ((dat[cbt] | dat[cbt + 1] << 8 | dat[cbt + 2] << 16) >> (spos & 7) & (1 << llb[llc]) - 1);
              if (cbt = (spos -= lbtr) >> 3, lst = llt.t[lst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << lbtr) - 1), cbt = (spos -= mbtr) >> 3, mst = mlt.t[mst] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << mbtr) - 1), cbt = (spos -= obtr) >> 3, ost = oct.t[ost] + ((dat[cbt] | dat[cbt + 1] << 8) >> (spos & 7) & (1 << obtr) - 1), off > 3)
                st.o[2] = st.o[1], st.o[1] = st.o[0], st.o[0] = off -= 3;
              else {
                var idx = off - (ll != 0);
                idx ? (off = idx == 3 ? st.o[0] - 1 : st.o[idx], idx > 1 && (st.o[2] = st.o[1]), st.o[1] = st.o[0], st.o[0] = off) : off = st.o[0];
              }
              for (var i = 0; i < ll; ++i)
                buf[oubt + i] = buf[spl + i];
              oubt += ll, spl += ll;
              var stin = oubt - off;
              if (stin < 0) {
                var len = -stin, bs = st.e + stin;
                len > ml && (len = ml);
                for (var i = 0; i < len; ++i)
                  buf[oubt + i] = st.w[bs + i];
                oubt += len, ml -= len, stin = 0;
              }
              for (var i = 0; i < ml; ++i)
                buf[oubt + i] = buf[stin + i];
              oubt += ml;
            }
            if (oubt != spl)
              for (; spl < buf.length; )
                buf[oubt++] = buf[spl++];
            else
              oubt = buf.length;
            out ? st.y += oubt : buf = slc(buf, 0, oubt);
          } else if (out) {
            if (st.y += lss, spl)
              for (var i = 0; i < lss; ++i)
                buf[i] = buf[spl + i];
          } else spl && (buf = slc(buf, spl));
          return st.b = ebt, buf;
        }
        err(2);
      }
    }, cct = function(bufs, ol) {
      if (bufs.length == 1)
        return bufs[0];
      for (var buf = new u8(ol), i = 0, b = 0; i < bufs.length; ++i) {
        var chk = bufs[i];
        buf.set(chk, b), b += chk.length;
      }
      return buf;
    };
    Decompress = /* @__PURE__ */ (function() {
      function Decompress2(ondata) {
        this.ondata = ondata, this.c = [], this.l = 0, this.z = 0;
      }
      return Decompress2.prototype.push = function(chunk, final) {
        if (typeof this.s == "number") {
          var sub = Math.min(chunk.length, this.s);
          chunk = chunk.subarray(sub), this.s -= sub;
        }
        var sl = chunk.length, ncs = sl + this.l;
        if (!this.s) {
          if (final) {
            if (!ncs) {
              this.ondata(new u8(0), !0);
              return;
            }
            ncs < 5 && err(5);
          } else if (ncs < 18) {
            this.c.push(chunk), this.l = ncs;
            return;
          }
          if (this.l && (this.c.push(chunk), chunk = cct(this.c, ncs), this.c = [], this.l = 0), typeof (this.s = rzfh(chunk)) == "number")
            return this.push(chunk, final);
        }
        if (typeof this.s != "number") {
          if (ncs < (this.z || 3)) {
            final && err(5), this.c.push(chunk), this.l = ncs;
            return;
          }
          if (this.l && (this.c.push(chunk), chunk = cct(this.c, ncs), this.c = [], this.l = 0), !this.z && ncs < (this.z = chunk[this.s.b] & 2 ? 4 : 3 + (chunk[this.s.b] >> 3 | chunk[this.s.b + 1] << 5 | chunk[this.s.b + 2] << 13))) {
            final && err(5), this.c.push(chunk), this.l = ncs;
            return;
          } else
            this.z = 0;
          for (; ; ) {
            var blk = rzb(chunk, this.s);
            if (blk)
              this.ondata(blk, !1), cpw(this.s.w, 0, blk.length), this.s.w.set(blk, this.s.w.length - blk.length);
            else {
              final && err(5);
              var adc = chunk.subarray(this.s.b);
              this.s.b = 0, this.c.push(adc), this.l += adc.length;
              return;
            }
            if (this.s.l) {
              var rest = chunk.subarray(this.s.b);
              this.s = this.s.c * 4, this.push(rest, final);
              return;
            }
          }
        } else final && err(5);
      }, Decompress2;
    })();
  }
});

// src/image/compression.ts
async function peek(source, count2) {
  let iterator = source[Symbol.asyncIterator](), head = Buffer.alloc(0);
  for (; head.length < count2; ) {
    let next = await iterator.next();
    if (next.done) break;
    head = head.length === 0 ? Buffer.from(next.value) : Buffer.concat([head, next.value]);
  }
  return { head, all: all() };
  async function* all() {
    try {
      head.length > 0 && (yield head);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  }
}
function sniff(head) {
  if (head[0] === 31 && head[1] === 139) return "gzip";
  let rest = head[1] === 181 && head[2] === 47 && head[3] === 253;
  if (head[0] === 40 && rest) return "zstd";
  let first = head[0] ?? 0;
  return first >= 80 && first <= 95 && head[1] === 42 && head[2] === 77 && head[3] === 24 ? "zstd" : "none";
}
function expand(blob, compression) {
  return compression === "none" ? blob : compression === "gzip" ? expandBy(zlib.createGunzip({ chunkSize: CHUNK }), blob) : "createZstdDecompress" in zlib ? expandZstd(blob) : expandZstdInJavaScript(blob);
}
async function* expandZstd(blob) {
  let chunks = blob[Symbol.asyncIterator](), last = new Uint8Array(0), given = 0;
  async function* give() {
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
      last = next.value, given += last.length, yield last;
  }
  let decompressor = zlib.createZstdDecompress({ chunkSize: CHUNK, writableHighWaterMark: 1 });
  try {
    yield* expandBy(decompressor, give());
    let unread = last.subarray(last.length - (given - decompressor.bytesWritten));
    async function* rest() {
      yield unread, yield* give();
    }
    unread.length > 0 && (yield* expandZstdInJavaScript(rest()));
  } finally {
    await chunks.return?.();
  }
}
async function* expandBy(decompressor, blob) {
  try {
    yield* (0, import_node_stream.pipeline)(blob, decompressor, () => {
    });
  } catch (error) {
    throw /^(Z|ZSTD)_/.test(codeOf(error)) ? new Damage(`its compressed data is damaged or cut off (${messageOf(error)})`, null, {
      cause: error
    }) : error;
  }
}
async function* expandZstdInJavaScript(blob) {
  let { Decompress: Decompress2 } = await Promise.resolve().then(() => (init_esm(), esm_exports)), expanded = [], decompress2 = new Decompress2((bytes) => expanded.push(bytes)), push = (bytes, last) => {
    try {
      decompress2.push(bytes, last);
    } catch (error) {
      throw new Damage(`its compressed data is damaged or cut off (${messageOf(error)})`, null, {
        cause: error
      });
    }
    return expanded.splice(0);
  };
  for await (let chunk of blob)
    for (let at = 0; at < chunk.length; at += 1024) yield* push(chunk.subarray(at, at + 1024), !1);
  yield* push(new Uint8Array(0), !0);
}
var import_node_stream, zlib, CHUNK, init_compression = __esm({
  "src/image/compression.ts"() {
    "use strict";
    import_node_stream = require("node:stream"), zlib = __toESM(require("node:zlib"), 1);
    init_errors();
    init_damage();
    CHUNK = 256 * 1024;
  }
});

// src/image/image.ts
var WATCHED_PATHS, init_image = __esm({
  "src/image/image.ts"() {
    "use strict";
    WATCHED_PATHS = ["etc/passwd", "etc/group"];
  }
});

// src/image/contents.ts
function pathOf(name) {
  if (!/^[./]|\/[./]|\/$/.test(name)) return name;
  let path = import_node_path10.posix.normalize(name.replace(/^\/+/, "/")).replace(/\/$/, "");
  if (path === ".." || path.startsWith("../"))
    throw new Damage(`entry ${quoted(name)} leads out of its root`);
  return path === "." ? "" : path.replace(/^\//, "");
}
function pathsAbove(keyOf2) {
  let map = /* @__PURE__ */ new Map();
  for (let watched of WATCHED_PATHS)
    for (let path = watched; path !== "."; path = import_node_path10.posix.dirname(path)) {
      let key = keyOf2(path);
      map.set(key, [...map.get(key) ?? [], watched]);
    }
  return map;
}
var import_node_path10, WHITEOUT, OPAQUE, PATHS, WHITEOUTS, OPAQUES, ContentsReader, init_contents = __esm({
  "src/image/contents.ts"() {
    "use strict";
    import_node_path10 = require("node:path");
    init_damage();
    init_image();
    WHITEOUT = ".wh.", OPAQUE = ".wh..wh..opq", PATHS = pathsAbove((path) => path), WHITEOUTS = pathsAbove((path) => import_node_path10.posix.join(import_node_path10.posix.dirname(path), WHITEOUT + import_node_path10.posix.basename(path))), OPAQUES = pathsAbove((path) => import_node_path10.posix.join(import_node_path10.posix.dirname(path), OPAQUE)), ContentsReader = class {
      #allowance;
      #watched = /* @__PURE__ */ new Map();
      #size = 0;
      #files = 0;
      #filling = null;
      constructor(allowance) {
        this.#allowance = allowance;
      }
      entry(entry) {
        this.#allowance.entry(), this.#filling = null;
        let path = pathOf(entry.name), marker = import_node_path10.posix.basename(path).startsWith(WHITEOUT);
        (entry.type === "file" || entry.type === "sparse file") && (this.#size += entry.size, marker || (this.#files += 1)), marker ? this.#remove(path) : this.#watch(path, entry);
      }
      /** A piece of the body of the entry before. */
      body(bytes) {
        this.#filling !== null && (bytes.copy(this.#filling.bytes, this.#filling.filled), this.#filling.filled += bytes.length);
      }
      contents() {
        return { size: this.#size, files: this.#files, watched: this.#watched };
      }
      #remove(path) {
        for (let removed of WHITEOUTS.get(path) ?? []) this.#watched.set(removed, { kind: "removed" });
        for (let hidden of OPAQUES.get(path) ?? [])
          this.#watched.has(hidden) || this.#watched.set(hidden, { kind: "removed" });
      }
      #watch(path, entry) {
        for (let watched of PATHS.get(path) ?? []) {
          let above = watched !== path;
          above && entry.type === "directory" || (!above && entry.type === "file" ? this.#watched.set(path, this.#file(path, entry.size)) : !above || entry.type === "symlink" ? this.#watched.set(watched, { kind: "other", type: entry.type }) : this.#watched.set(watched, { kind: "removed" }));
        }
      }
      #file(path, size3) {
        if (size3 > 4194304)
          throw new Damage(`entry ${quoted(path)} is ${size3} bytes; it may have at most ${4194304}`);
        this.#allowance.keep(size3);
        let bytes = Buffer.alloc(size3);
        return this.#filling = { bytes, filled: 0 }, { kind: "file", bytes };
      }
    };
  }
});

// src/image/tar-header.ts
function entryType(flag2, name) {
  let type = TYPES.get(flag2);
  if (type === void 0)
    throw new Damage(`entry ${quoted(name)} is of the unknown type ${quoted(flag2)}`);
  return type;
}
function parseHeader(block, start) {
  if (!checksumHolds(block, start)) throw new Damage("a tar header's checksum is wrong");
  let flagByte = block[start + 156], name = text2(block, start, 100);
  if (block.toString("latin1", start + 257, start + 265).startsWith("ustar\0") && block[start + 345] !== 0) {
    let star = block.toString("latin1", start + 508, start + 512) === "tar\0";
    name = `${text2(block, start + 345, star ? 131 : 155)}/${name}`;
  }
  let flag2 = flagByte === 0 && name.endsWith("/") ? "5" : flagByte === 0 ? "0" : String.fromCharCode(flagByte ?? 0), size3 = number(block, start + 124, 12, name), sparse = flag2 === "S";
  return {
    name,
    flag: flag2,
    size: size3,
    link: block[start + 157] === 0 ? "" : text2(block, start + 157, 100),
    realSize: sparse ? number(block, start + 483, 12, name) : null,
    extended: sparse && block[start + 482] !== 0
  };
}
function isZeroBlock(block, start) {
  if (block[start] !== 0) return !1;
  for (let at = start; at < start + 512; at++) if (block[at] !== 0) return !1;
  return !0;
}
function parsePax(body) {
  let records = /* @__PURE__ */ new Map(), at = 0;
  for (; at < body.length; ) {
    let space = body.indexOf(32, at), digits = space < 0 ? "" : body.toString("latin1", at, space), end = /^[0-9]{1,9}$/.test(digits) ? at + Number(digits) : Number.NaN, equals = body.indexOf(61, space);
    if (!(end <= body.length && equals > space && equals < end && body[end - 1] === 10))
      throw new Damage("a pax extended header is malformed");
    let value = body.toString("utf8", equals + 1, end - 1);
    records.set(body.toString("utf8", space + 1, equals), value), at = end;
  }
  return records;
}
function checksumHolds(block, start) {
  let unsigned = 256, high = 0;
  for (let at = start; at < start + 512; at++) {
    at === start + 148 && (at += 8);
    let byte = block[at];
    unsigned += byte, high += byte >> 7;
  }
  let expected = octal(block, start + 148, 8);
  return expected === unsigned || expected === unsigned - 256 * high;
}
function text2(block, start, length) {
  let nul = block.indexOf(0, start), end = nul < 0 || nul > start + length ? start + length : nul;
  return block.toString("utf8", start, end);
}
function number(block, start, length, name) {
  let first = block[start] ?? 0, value = (first & 128) === 0 ? octal(block, start, length) : base256();
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Damage(`entry ${quoted(name)} has no valid size`);
  function base256() {
    let sum = first & 127;
    for (let at = start + 1; at < start + length; at++) sum = sum * 256 + (block[at] ?? 0);
    return sum;
  }
}
function octal(block, start, length) {
  let end = start + length, at = start;
  for (; at < end && isBlank(block[at]); ) at++;
  let value = 0;
  for (; at < end && !isBlank(block[at]); at++) {
    let digit = block[at] - 48;
    if (digit < 0 || digit > 7) return Number.NaN;
    value = value * 8 + digit;
  }
  return value;
}
function isBlank(byte) {
  return byte === 32 || byte === 0;
}
var TYPES, init_tar_header = __esm({
  "src/image/tar-header.ts"() {
    "use strict";
    init_damage();
    TYPES = /* @__PURE__ */ new Map([
      ["0", "file"],
      ["1", "hard link"],
      ["2", "symlink"],
      ["3", "character device"],
      ["4", "block device"],
      ["5", "directory"],
      ["6", "fifo"],
      ["7", "file"],
      ["S", "sparse file"]
    ]);
  }
});

// src/image/tar.ts
function paddingOf(size3) {
  return (BLOCK - size3 % BLOCK) % BLOCK;
}
function untilNul(body) {
  let nul = body.indexOf(0);
  return body.toString("utf8", 0, nul < 0 ? body.length : nul);
}
function paxNumber(value, name) {
  if (value === void 0 || value === "") return null;
  let parsed2 = /^[0-9]+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(parsed2)) return parsed2;
  throw new Damage(`entry ${quoted(name)} has no valid size`);
}
var BLOCK, EXTENDED_BYTES, EMPTY, TarReader, init_tar = __esm({
  "src/image/tar.ts"() {
    "use strict";
    init_damage();
    init_tar_header();
    BLOCK = 512, EXTENDED_BYTES = 1024 ** 2, EMPTY = Buffer.alloc(0), TarReader = class {
      #partial = EMPTY;
      #body = 0;
      #padding = 0;
      #zeroBlocks = 0;
      #entryName = null;
      #extended = null;
      #longName = null;
      #longLink = null;
      #pax = null;
      #sparse = null;
      *read(bytes) {
        let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), at = 0;
        for (; at < chunk.length && !this.complete; )
          if (this.#body > 0) {
            let piece = chunk.subarray(at, at + this.#body);
            at += piece.length, this.#body -= piece.length, yield piece;
          } else if (this.#extended !== null && this.#extended.missing > 0) {
            let piece = chunk.subarray(at, at + this.#extended.missing);
            at += piece.length, this.#extended.missing -= piece.length, this.#extended.pieces.push(Buffer.from(piece)), this.#extended.missing === 0 && this.#applyExtended();
          } else if (this.#padding > 0) {
            let skipped = Math.min(this.#padding, chunk.length - at);
            at += skipped, this.#padding -= skipped;
          } else if (this.#partial.length === 0 && chunk.length - at >= BLOCK) {
            let entry = this.#block(chunk, at);
            at += BLOCK, entry !== null && (yield entry);
          } else {
            let piece = chunk.subarray(at, at + BLOCK - this.#partial.length);
            if (at += piece.length, this.#partial = Buffer.concat([this.#partial, piece]), this.#partial.length < BLOCK) continue;
            let block = this.#partial;
            this.#partial = EMPTY;
            let entry = this.#block(block, 0);
            entry !== null && (yield entry);
          }
      }
      /** Whether the two zero blocks came that end a tar; many layers do without them. */
      get complete() {
        return this.#zeroBlocks === 2;
      }
      /** To call when all was read: throws Damage when the tar stops within an entry or a header. */
      end() {
        if (this.#body > 0 || this.#padding > 0)
          throw new Damage(`${this.#place()} is cut off`);
        let pending = this.#extended ?? this.#longName ?? this.#longLink ?? this.#pax ?? this.#sparse;
        if (this.#partial.length > 0 || pending !== null)
          throw new Damage(`is cut off in the header after ${this.#place()}`);
      }
      #block(block, start) {
        if (this.#sparse !== null) return this.#sparseMap(this.#sparse, block[start + 504] !== 0);
        if (isZeroBlock(block, start))
          return this.#zeroBlocks += 1, null;
        if (this.#zeroBlocks > 0) throw new Damage("a zero block between tar entries");
        let header = this.#header(block, start);
        if (header.flag === "x" || header.flag === "g" || header.flag === "L" || header.flag === "K") {
          if (header.size > EXTENDED_BYTES)
            throw new Damage(`the extended header ${quoted(header.name)} is larger than ${EXTENDED_BYTES} bytes`);
          return this.#extended = { flag: header.flag, pieces: [], missing: header.size }, this.#padding = paddingOf(header.size), header.size === 0 && this.#applyExtended(), null;
        }
        return header.extended ? (this.#sparse = header, null) : this.#entry(header);
      }
      #header(block, start) {
        try {
          return parseHeader(block, start);
        } catch (error) {
          throw error instanceof Damage ? this.#entryName === null ? new Damage(`is no tar: ${error.message}`) : new Damage(`${error.message}, after ${this.#place()}`) : error;
        }
      }
      #place() {
        return this.#entryName === null ? "its start" : `entry ${quoted(this.#entryName)}`;
      }
      #sparseMap(header, goesOn) {
        return goesOn ? null : (this.#sparse = null, this.#entry(header));
      }
      #applyExtended() {
        if (this.#extended === null) return;
        let body = Buffer.concat(this.#extended.pieces), flag2 = this.#extended.flag;
        this.#extended = null, flag2 === "x" && (this.#pax = parsePax(body)), flag2 === "L" && (this.#longName = untilNul(body)), flag2 === "K" && (this.#longLink = untilNul(body));
      }
      #entry(header) {
        let pax = this.#pax, name = this.#longName ?? pax?.get("GNU.sparse.name") ?? (pax?.get("path") || header.name), link = this.#longLink ?? (pax?.get("linkpath") || header.link);
        this.#entryName = name;
        let type = entryType(header.flag, name), hasBody = type === "file" || type === "sparse file", stored = hasBody ? paxNumber(pax?.get("size"), name) ?? header.size : 0, realSize = paxNumber(pax?.get("GNU.sparse.realsize") ?? pax?.get("GNU.sparse.size"), name) ?? header.realSize;
        return this.#longName = this.#longLink = this.#pax = null, this.#body = stored, this.#padding = paddingOf(stored), !hasBody || realSize === null ? { name, type, size: stored, link } : { name, type: "sparse file", size: Math.max(stored, realSize), link };
      }
    };
  }
});

// src/image/layer.ts
async function scanLayer(blob, allowance) {
  let { head, all } = await peek(blob, 4), compression = sniff(head), blobHash = (0, import_node_crypto3.createHash)("sha256"), blobSize = 0;
  async function* stored() {
    for await (let chunk of all)
      blobHash.update(chunk), blobSize += chunk.length, yield chunk;
  }
  let tarHash = (0, import_node_crypto3.createHash)("sha256"), tar = new TarReader(), reader = new ContentsReader(allowance);
  for await (let chunk of expand(stored(), compression)) {
    compression !== "none" && (allowance.expand(chunk.length), tarHash.update(chunk));
    for (let part of tar.read(chunk))
      part instanceof Uint8Array ? reader.body(part) : reader.entry(part);
  }
  tar.end();
  let digest = `sha256:${blobHash.digest("hex")}`, diffId = compression === "none" ? digest : `sha256:${tarHash.digest("hex")}`;
  return { digest, diffId, compression, blobSize, contents: reader.contents() };
}
function verifyLayer(scan, expected) {
  expected.digest !== null && verifyDigest("the blob's digest", expected.digest, scan.digest), verifyDigest("the uncompressed layer's digest", expected.diffId, scan.diffId);
  let transferSize2 = scan.compression === "none" ? null : scan.blobSize;
  return { diffId: scan.diffId, transferSize: transferSize2, contents: scan.contents };
}
var import_node_crypto3, init_layer = __esm({
  "src/image/layer.ts"() {
    "use strict";
    import_node_crypto3 = require("node:crypto");
    init_compression();
    init_contents();
    init_digest();
    init_tar();
  }
});

// src/image/platform.ts
function hostPlatform() {
  return `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
}
function platformMatches(actual, wanted) {
  let [image, asked] = [parsed(actual), parsed(wanted)];
  if (image.os !== asked.os || image.architecture !== asked.architecture) return !1;
  let usual = USUAL_VARIANTS[asked.architecture];
  return asked.variant === void 0 || (image.variant ?? usual) === asked.variant;
}
function parsed(platform) {
  let [os = "", name = "", variant] = platform.toLowerCase().split("/");
  return { os, architecture: ARCHITECTURES[name] ?? name, variant };
}
var ARCHITECTURES, USUAL_VARIANTS, init_platform = __esm({
  "src/image/platform.ts"() {
    "use strict";
    ARCHITECTURES = {
      x64: "amd64",
      x86_64: "amd64",
      ia32: "386",
      aarch64: "arm64",
      ppc64: "ppc64le"
    }, USUAL_VARIANTS = { amd64: "v1", arm: "v7", arm64: "v8" };
  }
});

// src/image/spec.ts
function parseJson(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: !0 }).decode(bytes));
  } catch (error) {
    throw new Damage("is not valid JSON", null, { cause: error });
  }
}
function parseIndexOrManifest(json) {
  let document = object(json, "it");
  if (document.manifests !== void 0)
    return { kind: "index", manifests: list2(document.manifests, "manifests").map(descriptor) };
  if (document.layers === void 0 || document.config === void 0)
    throw new Damage("is neither an image index nor an image manifest");
  let layers3 = list2(document.layers, "layers").map((layer) => descriptor(layer).digest);
  return { kind: "manifest", config: descriptor(document.config).digest, layers: layers3 };
}
function parseIndex(json) {
  let index = parseIndexOrManifest(json);
  if (index.kind === "index") return index;
  throw new Damage("is no image index");
}
function parseSavedImages(json) {
  return list2(json, "it").map((item) => {
    let image = object(item, "an image in it");
    return {
      config: text3(image.Config, "Config"),
      layers: list2(image.Layers, "Layers").map((layer) => text3(layer, "a layer")),
      tags: list2(image.RepoTags, "RepoTags").map((tag) => text3(tag, "a tag"))
    };
  });
}
function parseConfig(json) {
  let document = object(json, "it"), settings = object(document.config ?? {}, "config"), labels = Object.entries(object(settings.Labels ?? {}, "config.Labels")), rootfs = object(document.rootfs, "rootfs");
  return {
    diffIds: list2(rootfs.diff_ids, "rootfs.diff_ids").map(parseDigest),
    config: {
      platform: platformOf(document),
      user: text3(settings.User ?? "", "config.User"),
      labels: Object.fromEntries(labels.map(([name, value]) => [name, text3(value, "a label")])),
      history: list2(document.history, "history").map(historyEntry)
    }
  };
}
function historyEntry(json) {
  let entry = object(json, "an entry of history");
  return {
    createdBy: text3(entry.created_by ?? "", "created_by"),
    emptyLayer: entry.empty_layer === !0
  };
}
function descriptor(json) {
  let item = object(json, "a descriptor"), annotations = Object.entries(object(item.annotations ?? {}, "annotations"));
  return {
    digest: parseDigest(item.digest),
    platform: item.platform == null ? null : platformOf(object(item.platform, "platform")),
    annotations: Object.fromEntries(annotations.map(([name, value]) => [name, text3(value, "an annotation")]))
  };
}
function platformOf(json) {
  let variant = text3(json.variant ?? "", "variant"), platform = `${text3(json.os, "os")}/${text3(json.architecture, "architecture")}`;
  return variant === "" ? platform : `${platform}/${variant}`;
}
function object(json, what) {
  if (typeof json == "object" && json !== null && !Array.isArray(json))
    return json;
  throw new Damage(`${what} is no JSON object`);
}
function list2(json, what) {
  if (json == null) return [];
  if (Array.isArray(json)) return json;
  throw new Damage(`${what} is no list`);
}
function text3(json, what) {
  if (typeof json == "string") return json;
  throw new Damage(`${what} is no text`);
}
var init_spec = __esm({
  "src/image/spec.ts"() {
    "use strict";
    init_damage();
    init_digest();
  }
});

// src/image/manifest.ts
async function chooseImage(index, platform, read) {
  let { digest } = choose(await candidatesOf(index, read), platform), manifest = await readManifest(digest, read), { config, diffIds } = await readConfig(manifest, read);
  requirePlatform(config, platform);
  let layers3 = pairLayers(diffIds, manifest.layers, (diffId, blob) => ({ diffId, digest: blob }));
  return { config, layers: layers3 };
}
function pairLayers(diffIds, blobs, pair) {
  if (diffIds.length !== blobs.length)
    throw new Damage(`the configuration has ${diffIds.length} layers, but the manifest has ${blobs.length}`);
  return blobs.map((blob, position) => pair(diffIds[position], blob));
}
function requirePlatform(config, platform) {
  if (platform !== null && !platformMatches(config.platform, platform))
    throw new Damage(`the image is for ${config.platform}, not for ${platform}`);
}
function severalImages(names2) {
  return new Damage(
    `holds several images: ${names2.join(", ")}`,
    "Put one image into a file of its own, e.g. `docker save --output app.tar app:latest`."
  );
}
async function candidatesOf(index, read) {
  let found = /* @__PURE__ */ new Map(), opened = /* @__PURE__ */ new Set(), visit = async (part, outerName) => {
    for (let { digest, platform, annotations } of part.manifests) {
      if (platform === "unknown/unknown" || annotations["vnd.docker.reference.type"] !== void 0) continue;
      let name = outerName ?? annotations["io.containerd.image.name"] ?? annotations["org.opencontainers.image.ref.name"] ?? null;
      if (found.has(digest) || opened.has(digest)) continue;
      let nested = platform === null ? await readIndexOrManifest(digest, read) : null;
      if (nested?.kind === "index")
        opened.add(digest), await visit(nested, name);
      else if (nested === null)
        found.set(digest, { name, digest, platform });
      else {
        let { config } = await readConfig(nested, read);
        found.set(digest, { name, digest, platform: config.platform });
      }
    }
  };
  return await visit(index, null), [...found.values()];
}
function choose(candidates, platform) {
  let [only] = candidates;
  if (only === void 0) throw new Damage("holds no image");
  if (new Set(candidates.map(({ name }) => name)).size > 1) throw severalImages(candidates.map(shown));
  if (platform === null && candidates.length === 1) return only;
  let wanted = platform ?? hostPlatform(), [first, ...others] = candidates.filter((each) => platformMatches(each.platform ?? "", wanted));
  if (first === void 0)
    throw new Damage(
      `holds no image for ${wanted}, but: ${candidates.map(shown).join(", ")}`,
      "Name one of its platforms, e.g. `--platform linux/arm64`."
    );
  if (others.length > 0) throw severalImages([first, ...others].map(shown));
  return first;
}
function shown({ name, digest, platform }) {
  return `${name ?? digest} (${platform})`;
}
async function readManifest(digest, read) {
  let manifest = await readIndexOrManifest(digest, read);
  if (manifest.kind === "manifest") return manifest;
  throw new Damage(`${blobPath(digest)}: is an index where a manifest should be`);
}
function readIndexOrManifest(digest, read) {
  return within(blobPath(digest), async () => parseIndexOrManifest(parseJson(await read(digest))));
}
function readConfig(manifest, read) {
  return within(blobPath(manifest.config), async () => parseConfig(parseJson(await read(manifest.config))));
}
var init_manifest = __esm({
  "src/image/manifest.ts"() {
    "use strict";
    init_damage();
    init_digest();
    init_platform();
    init_spec();
  }
});

// src/image/limits.ts
var DEFAULT_LIMITS, DOCUMENT_BYTES, Allowance, init_limits = __esm({
  "src/image/limits.ts"() {
    "use strict";
    init_damage();
    DEFAULT_LIMITS = {
      entries: 5e6,
      expansion: 1100,
      expansionFloor: 1024 ** 3,
      kept: 128 * 1024 ** 2
    }, DOCUMENT_BYTES = 4 * 1024 ** 2, Allowance = class {
      #limits;
      #entries = 0;
      #read = 0;
      #expanded = 0;
      #kept = 0;
      constructor(limits) {
        this.#limits = limits;
      }
      /** Bytes that came from the source as it lies on the disk or comes from the engine. */
      read(bytes) {
        this.#read += bytes;
      }
      /** Bytes that came out of a decompressor. */
      expand(bytes) {
        this.#expanded += bytes;
        let { expansion, expansionFloor } = this.#limits;
        if (this.#expanded > Math.max(expansionFloor, expansion * this.#read))
          throw new Damage(
            `${this.#read} bytes expand to more than ${this.#expanded - bytes} bytes, like a decompression bomb`
          );
      }
      /** One more tar entry. */
      entry() {
        if (this.#entries += 1, this.#entries > this.#limits.entries)
          throw new Damage(`more than ${this.#limits.entries} tar entries`);
      }
      /** Bytes that stay in memory until the image was read. */
      keep(bytes) {
        if (this.#kept += bytes, this.#kept > this.#limits.kept)
          throw new Damage(`its documents and watched files are more than ${this.#limits.kept} bytes`);
      }
    };
  }
});

// src/image/tar-members.ts
async function* tarMembers(source) {
  let tar = new TarReader(), parts = partsOf(tar, source), upcoming = await parts.next(), bodyOwner = null, turn = Promise.resolve(null), pieceOf = (entry) => (turn = turn.then(async () => {
    if (bodyOwner !== entry) return null;
    let next = await parts.next();
    return !next.done && next.value instanceof Uint8Array ? next.value : (upcoming = next, bodyOwner = null, null);
  }), turn);
  async function* bodyOf(entry) {
    for (let piece = await pieceOf(entry); piece !== null; piece = await pieceOf(entry)) yield piece;
  }
  try {
    for (; !upcoming.done && !(upcoming.value instanceof Uint8Array); ) {
      let entry = upcoming.value;
      for (bodyOwner = entry, yield { entry, body: bodyOf(entry) }; await pieceOf(entry) !== null; ) ;
    }
  } finally {
    await parts.return();
  }
}
async function* partsOf(tar, source) {
  for await (let chunk of source) yield* tar.read(chunk);
  if (tar.end(), !tar.complete) throw new Damage("is cut off: the end mark of the tar is missing");
}
var init_tar_members = __esm({
  "src/image/tar-members.ts"() {
    "use strict";
    init_damage();
    init_tar();
  }
});

// src/image/passed-archive.ts
var import_node_path11, import_node_stream2, PassedArchive, init_passed_archive = __esm({
  "src/image/passed-archive.ts"() {
    "use strict";
    import_node_path11 = require("node:path"), import_node_stream2 = require("node:stream");
    init_compression();
    init_contents();
    init_damage();
    init_digest();
    init_layer();
    init_limits();
    init_tar_members();
    PassedArchive = class _PassedArchive {
      #allowance;
      #documents = /* @__PURE__ */ new Map();
      /** Every other file: as a layer, or what keeps it from being one. */
      #scans = /* @__PURE__ */ new Map();
      /** Symlinks and hard links with the paths that they lead to. */
      #links = /* @__PURE__ */ new Map();
      constructor(allowance) {
        this.#allowance = allowance;
      }
      /** Reads the tar to its end. Throws Damage where it is damaged or cut off. */
      static async over(tar, allowance) {
        let passed = new _PassedArchive(allowance);
        for await (let member of tarMembers(tar)) await passed.#member(member);
        return passed;
      }
      /** A JSON file's bytes, links followed; null where there is none. */
      find(path) {
        return this.#documents.get(this.#followed(path)) ?? null;
      }
      /** The same; throws Damage where there is none, or where its digest is another than `digest`. */
      document(path, digest) {
        let bytes = this.find(path);
        if (bytes === null) throw new Damage("is missing");
        return digest !== null && verifyDigest("its digest", digest, digestOf(bytes)), bytes;
      }
      /** What was found of a layer, links followed. Throws the Damage that kept it from being one. */
      async layer(path) {
        let target = this.#followed(path), scan = this.#scans.get(target);
        if (scan instanceof Damage) throw scan;
        if (scan !== void 0) return scan;
        let document = this.#documents.get(target);
        if (document === void 0) throw new Damage("is missing");
        return scanLayer(import_node_stream2.Readable.from([document]), this.#allowance);
      }
      async #member(member) {
        let { entry } = member;
        this.#allowance.entry();
        let path = pathOf(entry.name);
        entry.type === "symlink" ? this.#links.set(path, import_node_path11.posix.join(import_node_path11.posix.dirname(path), entry.link)) : entry.type === "hard link" ? this.#links.set(path, entry.link) : entry.type === "file" && await this.#file(path, member);
      }
      async #file(path, { entry, body }) {
        let { head, all } = await peek(body, 1);
        if (entry.size <= DOCUMENT_BYTES && /^[{[\s]/.test(head.toString("latin1", 0, 1))) {
          this.#allowance.keep(entry.size);
          let pieces = [];
          for await (let piece of all) pieces.push(piece);
          this.#documents.set(path, Buffer.concat(pieces));
          return;
        }
        try {
          this.#scans.set(path, await scanLayer(all, this.#allowance));
        } catch (error) {
          if (!(error instanceof Damage)) throw error;
          this.#scans.set(path, error);
        }
      }
      /** Docker before 25 saves a layer once and links to it from where it comes up again. */
      #followed(path) {
        let followed = /* @__PURE__ */ new Set(), target = path;
        for (let link = this.#links.get(target); link !== void 0; link = this.#links.get(target)) {
          if (followed.has(target)) throw new Damage(`link ${quoted(path)} leads to itself`);
          followed.add(target), target = pathOf(link);
        }
        return target;
      }
    };
  }
});

// src/image/archive.ts
async function readArchive(source, platform, allowance) {
  let passed = await PassedArchive.over(uncompressed(source, allowance), allowance), image = await savedImage(passed, platform) ?? await indexedImage(passed, platform), layers3 = [];
  for (let layer of image.layers)
    layers3.push(await within(layer.path, async () => verifyLayer(await passed.layer(layer.path), layer)));
  return { config: image.config, layers: layers3 };
}
async function* uncompressed(source, allowance) {
  let { head, all } = await peek(source, 4), compression = sniff(head);
  for await (let chunk of expand(all, compression))
    compression !== "none" && allowance.expand(chunk.length), yield chunk;
}
async function savedImage(passed, platform) {
  let document = passed.find("manifest.json");
  if (document === null) return null;
  let saved = await within("manifest.json", async () => onlyImage(parseSavedImages(parseJson(document)))), { config, diffIds } = await within(saved.config, async () => {
    let digest = digestIn(saved.config, /^(?:blobs\/sha256\/|sha256:|)([0-9a-f]{64})(?:\.json)?$/);
    return parseConfig(parseJson(passed.document(pathOf(saved.config), digest)));
  });
  if (platform !== null && !platformMatches(config.platform, platform) && passed.find("index.json") !== null) return null;
  requirePlatform(config, platform);
  let layers3 = pairLayers(diffIds, saved.layers, (diffId, path) => ({
    path: pathOf(path),
    diffId,
    digest: digestIn(path, /^blobs\/sha256\/([0-9a-f]{64})$/)
  }));
  return { config, layers: layers3 };
}
function onlyImage(images) {
  let [image] = images;
  if (image === void 0) throw new Damage("holds no image");
  if (images.every(({ config }) => config === image.config)) return image;
  throw severalImages(images.map(({ config, tags }) => tags[0] ?? config));
}
async function indexedImage(passed, platform) {
  let document = passed.find("index.json");
  if (document === null)
    throw new Damage(
      "is no image archive: it has neither manifest.json nor index.json",
      "Make one by `docker save --output app.tar app:latest`."
    );
  let index = await within("index.json", async () => parseIndex(parseJson(document))), { config, layers: layers3 } = await chooseImage(
    index,
    platform,
    async (digest) => passed.document(blobPath(digest), digest)
  );
  return { config, layers: layers3.map((layer) => ({ ...layer, path: blobPath(layer.digest) })) };
}
function digestIn(path, pattern) {
  let hex = pattern.exec(path)?.[1];
  return hex === void 0 ? null : `sha256:${hex}`;
}
var init_archive = __esm({
  "src/image/archive.ts"() {
    "use strict";
    init_compression();
    init_contents();
    init_damage();
    init_digest();
    init_layer();
    init_manifest();
    init_passed_archive();
    init_platform();
    init_spec();
  }
});

// src/image/file.ts
async function* readBytes(path, allowance, signal) {
  await sizeOf(path);
  try {
    for await (let chunk of (0, import_node_fs3.createReadStream)(path, { highWaterMark: CHUNK2, signal }))
      allowance.read(chunk.length), yield chunk;
  } catch (error) {
    throw asDamage(error);
  }
}
async function readDocument(path, allowance) {
  let size3 = await sizeOf(path);
  if (size3 > DOCUMENT_BYTES) throw new Damage(`is ${size3} bytes; it may have at most ${DOCUMENT_BYTES}`);
  allowance.keep(size3);
  let chunks = [];
  for await (let chunk of readBytes(path, allowance)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
async function sizeOf(path) {
  let found = await (0, import_promises5.stat)(path).catch((error) => {
    throw asDamage(error);
  });
  if (!found.isFile()) throw new Damage("is no regular file");
  return found.size;
}
function asDamage(error) {
  let code = codeOf(error);
  return /^E[A-Z0-9]+$/.test(code) ? new Damage(code === "ENOENT" ? "is missing" : messageOf(error), null, { cause: error }) : error;
}
var import_node_fs3, import_promises5, CHUNK2, init_file2 = __esm({
  "src/image/file.ts"() {
    "use strict";
    import_node_fs3 = require("node:fs"), import_promises5 = require("node:fs/promises");
    init_errors();
    init_damage();
    init_limits();
    CHUNK2 = 1024 * 1024;
  }
});

// src/image/oci.ts
async function readOciDirectory(path, platform, allowance, cache) {
  let index = await within(
    "index.json",
    async () => parseIndex(parseJson(await readDocument((0, import_node_path12.join)(path, "index.json"), allowance)))
  ), { config, layers: layers3 } = await chooseImage(index, platform, async (digest) => {
    let bytes = await readDocument((0, import_node_path12.join)(path, blobPath(digest)), allowance);
    return verifyDigest("its digest", digest, digestOf(bytes)), bytes;
  });
  return { config, layers: await readLayers(path, layers3, allowance, cache) };
}
async function readLayers(path, layers3, allowance, cache) {
  let read = [], waiting = layers3.entries(), stop = new AbortController(), work = async () => {
    for (let [position, layer] of waiting) {
      if (stop.signal.aborted) return;
      read[position] = await within(blobPath(layer.digest), async () => {
        let known = cache?.find(layer.digest) ?? null;
        if (known !== null)
          return verifyDigest("the uncompressed layer's digest", layer.diffId, known.diffId), known;
        let blob = readBytes((0, import_node_path12.join)(path, blobPath(layer.digest)), allowance, stop.signal), scan = await scanLayer(blob, allowance), verified = verifyLayer(scan, layer);
        return await cache?.keep(layer.digest, scan.blobSize, verified), verified;
      });
    }
  }, failures = [], workers = Array.from(
    { length: SIDE_BY_SIDE },
    () => work().catch((error) => {
      failures.push(error), stop.abort();
    })
  );
  if (await Promise.all(workers), failures.length > 0) throw failures[0];
  return read;
}
var import_node_path12, SIDE_BY_SIDE, init_oci = __esm({
  "src/image/oci.ts"() {
    "use strict";
    import_node_path12 = require("node:path");
    init_damage();
    init_digest();
    init_file2();
    init_layer();
    init_manifest();
    init_spec();
    SIDE_BY_SIDE = 2;
  }
});

// src/image/read.ts
var read_exports = {};
__export(read_exports, {
  readImage: () => readImage
});
async function readImage(source, options = {}) {
  let platform = options.platform ?? null, allowance = new Allowance({ ...DEFAULT_LIMITS, ...options.limits });
  try {
    switch (source.kind) {
      case "oci-directory":
        return await readOciDirectory(source.path, platform, allowance, options.cache ?? null);
      case "archive":
        return await readArchive(readBytes(source.path, allowance), platform, allowance);
      case "engine": {
        let save = options.saveImage ?? dockerSave();
        return await readArchive(counted(save(source.name), allowance), platform, allowance);
      }
    }
  } catch (error) {
    throw error instanceof Damage ? new StagegateError(`${sourceName(source)}: ${error.message}`, error.hint ?? HINTS[source.kind], {
      cause: error
    }) : error;
  }
}
async function* counted(bytes, allowance) {
  for await (let chunk of bytes)
    allowance.read(chunk.length), yield chunk;
}
var HINTS, init_read = __esm({
  "src/image/read.ts"() {
    "use strict";
    init_errors();
    init_archive();
    init_damage();
    init_engine2();
    init_file2();
    init_limits();
    init_oci();
    init_source();
    HINTS = {
      "oci-directory": "Export it again, e.g. `docker buildx build --output type=oci,tar=false,dest=image .`.",
      archive: "It may be damaged or not complete: save it again, e.g. `docker save --output app.tar app:latest`.",
      engine: "Build or pull the image again; if that does not help, check the engine's disk and its log."
    };
  }
});

// src/run.ts
var run_exports = {};
__export(run_exports, {
  runGate: () => runGate
});
async function runGate(settings, cwd, view, signal) {
  let layerCache = await openLayerCache((0, import_node_path13.join)(cacheFolder(), "layers")), folder = await (0, import_promises6.mkdtemp)((0, import_node_path13.join)((0, import_node_os2.tmpdir)(), "stagegate-")), saveImage = dockerSave(
    (command, args) => (0, import_node_child_process3.spawn)(command, args, { stdio: ["ignore", "pipe", "pipe"], signal })
  );
  try {
    return await gate(settings, {
      exec: createExec(signal),
      cleanUpExec: createExec(new AbortController().signal),
      layerCache,
      readImage: (source, platform, isOwn) => orStopped(readImage(source, { platform: platform ?? void 0, saveImage, cache: isOwn ? layerCache : void 0 }), signal),
      cwd,
      folder,
      runId: (0, import_node_crypto4.randomBytes)(6).toString("hex"),
      view
    });
  } finally {
    await (0, import_promises6.rm)(folder, { recursive: !0, force: !0 }), await layerCache.close();
  }
}
function cacheFolder() {
  return (0, import_node_path13.join)(process.env.XDG_CACHE_HOME || (0, import_node_path13.join)((0, import_node_os2.homedir)(), ".cache"), "stagegate");
}
var import_node_child_process3, import_node_crypto4, import_promises6, import_node_os2, import_node_path13, init_run = __esm({
  "src/run.ts"() {
    "use strict";
    import_node_child_process3 = require("node:child_process"), import_node_crypto4 = require("node:crypto"), import_promises6 = require("node:fs/promises"), import_node_os2 = require("node:os"), import_node_path13 = require("node:path");
    init_exec();
    init_gate();
    init_engine2();
    init_layer_cache();
    init_read();
    init_signals();
  }
});

// node_modules/picocolors/picocolors.js
var require_picocolors = __commonJS({
  "node_modules/picocolors/picocolors.js"(exports2, module2) {
    var p = process || {}, argv = p.argv || [], env = p.env || {}, isColorSupported = !(env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI), formatter = (open2, close, replace = open2) => (input) => {
      let string = "" + input, index = string.indexOf(close, open2.length);
      return ~index ? open2 + replaceClose(string, close, replace, index) + close : open2 + string + close;
    }, replaceClose = (string, close, replace, index) => {
      let result = "", cursor = 0;
      do
        result += string.substring(cursor, index) + replace, cursor = index + close.length, index = string.indexOf(close, cursor);
      while (~index);
      return result + string.substring(cursor);
    }, createColors = (enabled = isColorSupported) => {
      let f = enabled ? formatter : () => String;
      return {
        isColorSupported: enabled,
        reset: f("\x1B[0m", "\x1B[0m"),
        bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
        dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
        italic: f("\x1B[3m", "\x1B[23m"),
        underline: f("\x1B[4m", "\x1B[24m"),
        inverse: f("\x1B[7m", "\x1B[27m"),
        hidden: f("\x1B[8m", "\x1B[28m"),
        strikethrough: f("\x1B[9m", "\x1B[29m"),
        black: f("\x1B[30m", "\x1B[39m"),
        red: f("\x1B[31m", "\x1B[39m"),
        green: f("\x1B[32m", "\x1B[39m"),
        yellow: f("\x1B[33m", "\x1B[39m"),
        blue: f("\x1B[34m", "\x1B[39m"),
        magenta: f("\x1B[35m", "\x1B[39m"),
        cyan: f("\x1B[36m", "\x1B[39m"),
        white: f("\x1B[37m", "\x1B[39m"),
        gray: f("\x1B[90m", "\x1B[39m"),
        bgBlack: f("\x1B[40m", "\x1B[49m"),
        bgRed: f("\x1B[41m", "\x1B[49m"),
        bgGreen: f("\x1B[42m", "\x1B[49m"),
        bgYellow: f("\x1B[43m", "\x1B[49m"),
        bgBlue: f("\x1B[44m", "\x1B[49m"),
        bgMagenta: f("\x1B[45m", "\x1B[49m"),
        bgCyan: f("\x1B[46m", "\x1B[49m"),
        bgWhite: f("\x1B[47m", "\x1B[49m"),
        blackBright: f("\x1B[90m", "\x1B[39m"),
        redBright: f("\x1B[91m", "\x1B[39m"),
        greenBright: f("\x1B[92m", "\x1B[39m"),
        yellowBright: f("\x1B[93m", "\x1B[39m"),
        blueBright: f("\x1B[94m", "\x1B[39m"),
        magentaBright: f("\x1B[95m", "\x1B[39m"),
        cyanBright: f("\x1B[96m", "\x1B[39m"),
        whiteBright: f("\x1B[97m", "\x1B[39m"),
        bgBlackBright: f("\x1B[100m", "\x1B[49m"),
        bgRedBright: f("\x1B[101m", "\x1B[49m"),
        bgGreenBright: f("\x1B[102m", "\x1B[49m"),
        bgYellowBright: f("\x1B[103m", "\x1B[49m"),
        bgBlueBright: f("\x1B[104m", "\x1B[49m"),
        bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
        bgCyanBright: f("\x1B[106m", "\x1B[49m"),
        bgWhiteBright: f("\x1B[107m", "\x1B[49m")
      };
    };
    module2.exports = createColors();
    module2.exports.createColors = createColors;
  }
});

// src/analysis/shares.ts
function shares({ layers: layers3 }) {
  let found = /* @__PURE__ */ new Map();
  for (let { origin, size: size3, files } of layers3) {
    let before = found.get(keyOf(origin)) ?? { origin, size: 0, files: 0, layers: 0 };
    found.set(keyOf(origin), {
      origin,
      size: before.size + size3,
      files: before.files + files,
      layers: before.layers + 1
    });
  }
  return [...found.values()];
}
function keyOf(origin) {
  return origin.kind === "instruction" ? `${origin.file}:${origin.lines.join("-")}` : origin.kind;
}
var init_shares = __esm({
  "src/analysis/shares.ts"() {
    "use strict";
  }
});

// src/report/words.ts
function headline({ images }) {
  let failing = images.filter(({ verdict }) => verdict === "fail").length, unjudged = images.filter(({ verdict }) => verdict === "error").length, all = plural(images.length, "image"), some = (count2) => images.length === 1 ? "the image" : `${count2} of ${all}`, parts = [
    failing === 0 ? null : `${some(failing)} ${failing === 1 ? "fails" : "fail"}`,
    unjudged === 0 ? null : `${some(unjudged)} could not be judged`
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : images.length === 1 ? "the image passes" : `${all} pass`;
}
function againstBudget(actual, budget) {
  return actual == null ? actual === null ? "unknown" : "\u2013" : budget === null ? formatSize(actual) : `${formatSize(actual)} / ${formatLimit(budget)}`;
}
function layersAgainstBudget(image, budget) {
  return image === null ? "\u2013" : budget === null ? `${image.layers.length}` : `${image.layers.length} / ${budget}`;
}
function userWords(user2) {
  return user2 === void 0 ? "\u2013" : user2.uid === null ? `${user2.configured}: does not start` : user2.name === null ? `${user2.uid}` : `${user2.name} ${user2.uid}`;
}
function testWords(tests) {
  return tests.length === 0 ? "\u2013" : tests.map((test2) => `${testMark(test2)} ${tests.length > 1 ? `${test2.target} ` : ""}${testTime(test2)}`).join(", ");
}
function testMark({ status }) {
  return status === "passed" ? "\u2713" : "\u2717";
}
function testTime({ cached, duration }) {
  return cached ? "cached" : duration === null ? "" : formatDuration(duration);
}
function savingWords({ variant }) {
  if (variant === null || variant.saving === null || variant.size === null || variant.size === 0) return null;
  let percent = (variant.saving / variant.size * 100).toFixed(1);
  return `${formatSize(variant.saving)} (${percent} %) against ${variant.name}`;
}
function originWords(origin, image) {
  return origin.kind === "base" ? `base image ${image.baseImage?.name ?? ""}`.trimEnd() : origin.kind === "unknown" ? "unknown" : `${placeWords(origin)} ${origin.instruction}`;
}
function placeWords({ file, lines: [first, last] }) {
  return first === last ? `${file}:${first}` : `${file}:${first}-${last}`;
}
function baseImageWords({ baseImage, layers: layers3 }) {
  if (baseImage === null) return "base image unknown: neither provenance nor a Dockerfile tells it";
  let own = plural(layers3.length - baseImage.layers, "layer"), digest = baseImage.digest === null ? "" : ` (${baseImage.digest.slice(0, 19)})`, standIn = baseImage.standIn === null ? "" : `, a stand-in made of ${baseImage.standIn}`, known = baseImage.knownBy === "history" ? " (by history)" : "";
  return `base image ${baseImage.name}${digest}${standIn}${known}: ${formatSize(baseImage.size)} in ${plural(baseImage.layers, "layer")}, and ${own} of your own`;
}
function engineWords({ version, store, buildx, builder }) {
  return [version === null ? null : `Docker ${version}`, store === null ? null : `${store} image store`, `buildx ${buildx}`, `builder ${builder}`].filter((part) => part !== null).join(", ");
}
function formatDuration(ms) {
  let seconds = ms / 1e3;
  return seconds < 100 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
function plural(count2, noun) {
  return `${count2} ${noun}${count2 === 1 ? "" : "s"}`;
}
var VERDICT_MARKS, LEVEL_MARKS, init_words = __esm({
  "src/report/words.ts"() {
    "use strict";
    init_size();
    VERDICT_MARKS = { pass: "\u2713", fail: "\u2717", error: "!" }, LEVEL_MARKS = { error: "\u2717", warning: "\u25B2", notice: "\u2139" };
  }
});

// src/report/terminal.ts
var terminal_exports = {};
__export(terminal_exports, {
  explanation: () => explanation,
  inspection: () => inspection,
  terminal: () => terminal
});
function terminal(report, colors = PLAIN) {
  let paint = report.verdict === "pass" ? colors.green : colors.red, engine = report.engine === null ? [] : ["", colors.dim(terminalText(engineWords(report.engine)))];
  return [
    ...table2(report.images, colors),
    ...report.images.flatMap((image) => about(image, colors)),
    ...engine,
    "",
    paint(`stagegate: ${VERDICT_MARKS[report.verdict]} ${headline(report)}`),
    ""
  ].join(`
`);
}
function inspection(source, image, colors) {
  let facts = [
    ["size", formatSize(image.size)],
    ["transfer", image.transferSize === null ? "unknown" : formatSize(image.transferSize)],
    ["layers", `${image.layers.length}`],
    ["runs as", terminalText(userWords(image.user))],
    ["platform", terminalText(image.platform)],
    ["made of", terminalText(baseImageWords(image))]
  ], layers3 = image.layers.map(({ diffId, size: size3, transferSize: transferSize2, files, origin }, index) => [
    `${index + 1}`,
    formatSize(size3),
    transferSize2 === null ? "unknown" : formatSize(transferSize2),
    `${files}`,
    diffId.slice(0, 19),
    terminalText(originWords(origin, image))
  ]);
  return `${[
    colors.bold(terminalText(source)),
    ...aligned(facts),
    "",
    ...withHead(["#", "size", "transfer", "files", "diff id", "made by"], layers3, colors)
  ].join(`
`)}
`;
}
function explanation(source, image, colors) {
  let rows = shares(image).sort((a, b) => b.size - a.size).map(({ origin, size: size3, files }) => {
    let part = image.size === 0 ? 0 : size3 / image.size, bar = "\u2588".repeat(Math.round(part * BAR));
    return [
      formatSize(size3),
      `${(part * 100).toFixed(1)} %`,
      bar,
      `${files}`,
      terminalText(originWords(origin, image))
    ];
  }), title2 = `${terminalText(source)}: ${formatSize(image.size)}, ${terminalText(baseImageWords(image))}`;
  return `${[colors.bold(title2), "", ...withHead(["size", "part", "", "files", "made by"], rows, colors)].join(`
`)}
`;
}
function table2(images, colors) {
  let rows = images.map(({ name, verdict, reportOnly, budgets, image, tests }) => [
    reportOnly ? " " : VERDICT_MARKS[verdict],
    terminalText(name),
    againstBudget(image?.size, budgets.size),
    againstBudget(image?.transferSize, budgets.transferSize),
    layersAgainstBudget(image, budgets.layers),
    terminalText(userWords(image?.user)),
    terminalText(testWords(tests))
  ]);
  return withHead(HEAD, rows, colors);
}
function withHead(head, rows, colors) {
  let [first = "", ...rest] = aligned([head, ...rows]);
  return [colors.dim(first), ...rest];
}
function aligned(rows) {
  let widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    (row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
}
function about(report, colors) {
  let saving2 = savingWords(report), lines2 = [
    report.image === null ? null : baseImageWords(report.image),
    saving2 === null ? null : `saves ${saving2}`
  ].flatMap((fact) => fact === null ? [] : [`  ${colors.dim(terminalText(fact))}`]);
  return [
    "",
    colors.bold(terminalText(report.name)),
    ...lines2,
    ...report.findings.flatMap((finding) => findingLines(finding, report.reportOnly, colors))
  ];
}
function findingLines({ level, message, place, advice, rule, log }, reportOnly, colors) {
  let shown2 = reportOnly ? "notice" : level, paint = {
    error: colors.red,
    warning: colors.yellow,
    notice: colors.cyan
  }, where = place === null ? "" : `  ${terminalText(placeWords(place))}`;
  return [
    `  ${paint[shown2](`${LEVEL_MARKS[shown2]} ${terminalText(message)}`)}${colors.dim(`${where} (${rule})`)}`,
    ...advice === null ? [] : [`    ${terminalText(advice)}`],
    ...log === null ? [] : terminalBlock(log).split(`
`).map((line) => colors.dim(`    \u2502 ${line}`))
  ];
}
var import_picocolors, PLAIN, BAR, HEAD, init_terminal = __esm({
  "src/report/terminal.ts"() {
    "use strict";
    import_picocolors = __toESM(require_picocolors(), 1);
    init_shares();
    init_size();
    init_escape();
    init_words();
    PLAIN = import_picocolors.default.createColors(!1);
    BAR = 24;
    HEAD = ["", "image", "size", "transfer", "layers", "runs as", "tests"];
  }
});

// node_modules/markdown-table/index.js
function defaultStringLength(value) {
  return value.length;
}
function markdownTable(table4, options) {
  let settings = options || {}, align = (settings.align || []).concat(), stringLength = settings.stringLength || defaultStringLength, alignments = [], cellMatrix = [], sizeMatrix = [], longestCellByColumn = [], mostCellsPerRow = 0, rowIndex = -1;
  for (; ++rowIndex < table4.length; ) {
    let row2 = [], sizes2 = [], columnIndex2 = -1;
    for (table4[rowIndex].length > mostCellsPerRow && (mostCellsPerRow = table4[rowIndex].length); ++columnIndex2 < table4[rowIndex].length; ) {
      let cell = serialize(table4[rowIndex][columnIndex2]);
      if (settings.alignDelimiters !== !1) {
        let size3 = stringLength(cell);
        sizes2[columnIndex2] = size3, (longestCellByColumn[columnIndex2] === void 0 || size3 > longestCellByColumn[columnIndex2]) && (longestCellByColumn[columnIndex2] = size3);
      }
      row2.push(cell);
    }
    cellMatrix[rowIndex] = row2, sizeMatrix[rowIndex] = sizes2;
  }
  let columnIndex = -1;
  if (typeof align == "object" && "length" in align)
    for (; ++columnIndex < mostCellsPerRow; )
      alignments[columnIndex] = toAlignment(align[columnIndex]);
  else {
    let code = toAlignment(align);
    for (; ++columnIndex < mostCellsPerRow; )
      alignments[columnIndex] = code;
  }
  columnIndex = -1;
  let row = [], sizes = [];
  for (; ++columnIndex < mostCellsPerRow; ) {
    let code = alignments[columnIndex], before = "", after = "";
    code === 99 ? (before = ":", after = ":") : code === 108 ? before = ":" : code === 114 && (after = ":");
    let size3 = settings.alignDelimiters === !1 ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    ), cell = before + "-".repeat(size3) + after;
    settings.alignDelimiters !== !1 && (size3 = before.length + size3 + after.length, size3 > longestCellByColumn[columnIndex] && (longestCellByColumn[columnIndex] = size3), sizes[columnIndex] = size3), row[columnIndex] = cell;
  }
  cellMatrix.splice(1, 0, row), sizeMatrix.splice(1, 0, sizes), rowIndex = -1;
  let lines2 = [];
  for (; ++rowIndex < cellMatrix.length; ) {
    let row2 = cellMatrix[rowIndex], sizes2 = sizeMatrix[rowIndex], cellsInRow = settings.fillRows === !1 ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
    columnIndex = -1;
    let line = [];
    for (; ++columnIndex < cellsInRow; ) {
      let cell = row2[columnIndex] || "", before = "", after = "";
      if (settings.alignDelimiters !== !1) {
        let size3 = longestCellByColumn[columnIndex] - (sizes2[columnIndex] || 0), code = alignments[columnIndex];
        if (code === 114)
          before = " ".repeat(size3);
        else if (code === 99) {
          let half = size3 / 2;
          size3 % 2 ? (before = " ".repeat(half + 0.5), after = " ".repeat(half - 0.5)) : (before = " ".repeat(half), after = before);
        } else
          after = " ".repeat(size3);
      }
      settings.delimiterStart !== !1 && !columnIndex && line.push("|"), settings.padding !== !1 && // Don’t add the opening space if we’re not aligning and the cell is
      // empty: there will be a closing space.
      !(settings.alignDelimiters === !1 && cell === "") && (settings.delimiterStart !== !1 || columnIndex) && line.push(" "), settings.alignDelimiters !== !1 && line.push(before), line.push(cell), settings.alignDelimiters !== !1 && line.push(after), settings.padding !== !1 && line.push(" "), (settings.delimiterEnd !== !1 || columnIndex !== cellsInRow - 1) && line.push("|");
    }
    lines2.push(
      settings.delimiterEnd === !1 ? line.join("").replace(/ +$/, "") : line.join("")
    );
  }
  return lines2.join(`
`);
}
function serialize(value) {
  return value == null ? "" : String(value);
}
function toAlignment(value) {
  let code = typeof value == "string" ? value.codePointAt(0) : 0;
  return code === 67 || code === 99 ? 99 : code === 76 || code === 108 ? 108 : code === 82 || code === 114 ? 114 : 0;
}
var init_markdown_table = __esm({
  "node_modules/markdown-table/index.js"() {
  }
});

// src/report/markdown.ts
function markdown(report, longest = LONGEST_COMMENT) {
  for (let rows = 4096; rows >= 1; rows /= 2) {
    let text4 = render(report, rows);
    if (text4.length <= longest) return text4;
  }
  return title(report);
}
function render(report, rows) {
  return `${[
    title(report),
    table3(report.images, rows),
    ...findings(report.images, rows),
    ...logs(report.images, rows),
    details(report, rows)
  ].join(`

`)}
`;
}
function title(report) {
  return `### stagegate: ${VERDICT_MARKS[report.verdict]} ${headline(report)}`;
}
function table3(images, rows) {
  let withVariants2 = images.some((image) => savingWords(image) !== null), head = [
    "",
    "Image",
    "Size",
    "Transfer",
    "Layers",
    "Runs as",
    "Tests",
    ...withVariants2 ? ["Saves"] : []
  ], body = images.map((image) => [
    image.reportOnly ? "" : VERDICT_MARKS[image.verdict],
    markdownText(image.reportOnly ? `${image.name} (report only)` : image.name),
    againstBudget(image.image?.size, image.budgets.size),
    againstBudget(image.image?.transferSize, image.budgets.transferSize),
    layersAgainstBudget(image.image, image.budgets.layers),
    markdownText(userWords(image.image?.user)),
    markdownText(testWords(image.tests)),
    ...withVariants2 ? [markdownText(savingWords(image) ?? "")] : []
  ]);
  return cutTable([head, ...body.map((row) => row.map(unbroken))], rows);
}
function unbroken(cell) {
  return cell.replace(/(?<=\d) (?=[kMG]?B\b|%|s\b|\/ \d)|(?<=\/) (?=\d)|(?<=✓|✗) /g, "\xA0");
}
function findings(images, rows) {
  let lines2 = images.flatMap(
    ({ findings: own, reportOnly }) => own.map((finding) => findingLine(finding, reportOnly))
  );
  return lines2.length === 0 ? [] : [cut(lines2, rows, (left) => `- and ${plural(left, "finding")} more`).join(`
`)];
}
function logs(images, rows) {
  let folds = images.flatMap(
    ({ name, findings: own }) => own.flatMap(
      ({ log, rule }) => log === null ? [] : [folded(`${rule} log of ${markdownText(name)}`, markdownBlock(log))]
    )
  );
  return cut(folds, rows, (left) => `${plural(left, "log")} left out`);
}
function findingLine({ level, message, place, advice, rule }, reportOnly) {
  let where = place === null ? "" : ` ${markdownCode(placeWords(place))}`, what = level === "error" && !reportOnly ? `**${markdownText(message)}**` : markdownText(message);
  return `- ${LEVEL_MARKS[reportOnly ? "notice" : level]} ${what}${where} (${rule})${advice === null ? "" : `<br>${markdownText(advice)}`}`;
}
function details(report, rows) {
  let images = report.images.flatMap(
    ({ name, image }) => image === null ? [] : [layers2(name, image, rows)]
  ), engine = report.engine === null ? "No engine was needed." : `Measured with ${markdownText(engineWords(report.engine))}.`;
  return folded(
    "Layers, and how it was measured",
    [...cut(images, rows, (count2) => `${plural(count2, "image")} left out`), `${engine} Size is the sum of the regular files of all layers; transfer is the sum of the compressed layers.`].join(
      `

`
    )
  );
}
function layers2(name, image, rows) {
  let body = image.layers.map((layer, index) => ({
    layer,
    row: [
      `${index + 1}`,
      formatSize(layer.size),
      `${layer.files}`,
      markdownCode(originWords(layer.origin, image))
    ]
  })).filter(({ layer }) => layer.origin.kind !== "base").map(({ row }) => row), own = body.length === 0 ? "" : `

${cutTable([["#", "Size", "Files", "Made by"], ...body], rows)}`;
  return `**${markdownText(name)}** ${markdownText(image.platform)}, ${markdownText(baseImageWords(image))}${own}`;
}
function folded(summary, body) {
  return `<details><summary>${summary}</summary>

${body}

</details>`;
}
function cutTable([head = [], ...body], rows) {
  let kept = body.slice(0, rows), more = body.length > rows ? `

${plural(body.length - rows, "row")} left out` : "";
  return markdownTable([head, ...kept], { padding: !0, alignDelimiters: !1 }) + more;
}
function cut(items, count2, more) {
  return items.length <= count2 ? [...items] : [...items.slice(0, count2), more(items.length - count2)];
}
var LONGEST_COMMENT, init_markdown = __esm({
  "src/report/markdown.ts"() {
    "use strict";
    init_markdown_table();
    init_size();
    init_escape();
    init_words();
    LONGEST_COMMENT = 6e4;
  }
});

// src/report/write.ts
var write_exports = {};
__export(write_exports, {
  writeReports: () => writeReports
});
async function writeReports(report, folder) {
  let path = (0, import_node_path14.resolve)(folder, "report.json");
  return await (0, import_promises7.mkdir)(folder, { recursive: !0 }), await (0, import_promises7.writeFile)(path, `${JSON.stringify(report, null, 2)}
`), await (0, import_promises7.writeFile)((0, import_node_path14.resolve)(folder, "report.md"), markdown(report)), path;
}
var import_promises7, import_node_path14, init_write = __esm({
  "src/report/write.ts"() {
    "use strict";
    import_promises7 = require("node:fs/promises"), import_node_path14 = require("node:path");
    init_markdown();
  }
});

// src/build/view.ts
var view_exports = {};
__export(view_exports, {
  groupedView: () => groupedView,
  liveView: () => liveView,
  plainView: () => plainView,
  quietView: () => quietView
});
function plainView(write) {
  let titles = /* @__PURE__ */ new Map(), told = /* @__PURE__ */ new Set();
  return {
    begin: (targets) => {
      for (let { id, title: title2 } of targets) titles.set(id, title2);
    },
    step: (step, before) => {
      !hasEnded(step, before) || told.has(step.digest) || (told.add(step.digest), write(`${endedLine(step, titles)}
`));
    },
    end: () => {
    }
  };
}
function liveView(write, columns, now) {
  let titles = /* @__PURE__ */ new Map(), running = /* @__PURE__ */ new Map(), drawn = 0, draw = (above = "") => {
    let lines2 = [...running.values()].map((step) => `${`${titleOf(step, titles)}  ${terminalText(step.name)}  ${formatDuration(Math.max(0, now() - (step.started ?? now())))}`.slice(0, columns() - 1)}
`), erase = drawn === 0 ? "" : `\x1B[${drawn}A\x1B[0J`;
    write(erase + above + lines2.join("")), drawn = lines2.length;
  }, plain = plainView(draw), timer;
  return {
    begin: (targets) => {
      for (let { id, title: title2 } of targets) titles.set(id, title2);
      plain.begin(targets), timer = setInterval(draw, 200);
    },
    step: (step, before) => {
      step.started !== null && step.completed === null && isOfDockerfile(step) ? running.set(step.digest, step) : running.delete(step.digest), plain.step(step, before);
    },
    end: () => {
      clearInterval(timer), running.clear(), draw();
    }
  };
}
function groupedView(write, stopToken) {
  let plain = plainView(write), steps = /* @__PURE__ */ new Map(), known = [];
  return {
    begin: (targets) => {
      known = targets, plain.begin(targets), write(`::stop-commands::${stopToken}
`);
    },
    step: (step, before) => {
      steps.set(step.digest, step), plain.step(step, before);
    },
    end: () => {
      write(`::${stopToken}::
`);
      for (let { id, title: title2 } of known) {
        let lines2 = [...steps.values()].filter(({ targets, name }) => targets.includes(id) && stageStep(name) !== null).sort((a, b) => (a.started ?? Number.POSITIVE_INFINITY) - (b.started ?? Number.POSITIVE_INFINITY)).flatMap(({ name, log }) => [
          terminalText(name),
          ...log === "" ? [] : [terminalBlock(log.trimEnd())]
        ]), body = [`::stop-commands::${stopToken}`, ...lines2, `::${stopToken}::`];
        write(`::group::Build of ${terminalText(title2)}
${body.join(`
`)}
::endgroup::
`);
      }
    }
  };
}
function hasEnded(step, before) {
  return isOfDockerfile(step) && step.completed !== null && (before?.completed ?? null) === null;
}
function isOfDockerfile({ name }) {
  return stageStep(name) !== null;
}
function endedLine(step, titles) {
  let time = step.cached ? "cached" : formatDuration((step.completed ?? 0) - (step.started ?? step.completed ?? 0));
  return `${titleOf(step, titles)}  ${terminalText(step.name)}  ${step.error === "" ? time : `failed after ${time}`}`;
}
function titleOf({ targets }, titles) {
  let [first, ...others] = targets, title2 = terminalText(titles.get(first ?? "") ?? "");
  return others.length === 0 ? title2 : `${title2} +${others.length}`;
}
var quietView, init_view = __esm({
  "src/build/view.ts"() {
    "use strict";
    init_escape();
    init_words();
    init_progress();
    quietView = {
      begin: () => {
      },
      step: () => {
      },
      end: () => {
      }
    };
  }
});

// src/cli/main.ts
var import_promises8 = require("node:fs/promises"), import_node_path15 = require("node:path");
init_errors();
init_escape();
init_signals();

// src/cli/arguments.ts
var import_node_util2 = require("node:util");
init_kinds();
init_problem();
init_settings();
var SETTINGS = { ...IMAGE_SETTINGS, ...RUN_SETTINGS }, COMMANDS = ["gate", "inspect", "explain"], SOURCE_FLAGS = ["platform", "file", "target"];
function parseCommandLine(argv, cwd) {
  let { tokens } = (0, import_node_util2.parseArgs)({ args: [...argv], options: OPTIONS, strict: !1, tokens: !0 }), flags = tokens.filter((token) => token.kind === "option"), isStray = (index) => flags.some((token) => !Object.hasOwn(OPTIONS, token.name) && token.index === index - 1), words2 = tokens.flatMap(
    (token) => token.kind === "positional" && !isStray(token.index) ? [token.value] : []
  );
  if (flags.some(({ name }) => name === "help")) return { kind: "help" };
  if (flags.some(({ name }) => name === "version")) return { kind: "version" };
  let [command = "gate", ...operands] = words2, problems = [], problem = (name, message, hint) => problems.push({ place: { name, at: null }, message, hint });
  COMMANDS.includes(command) || problem(command, "unknown command", didYouMean(command, COMMANDS));
  let allowed = command === "inspect" ? ["json", ...SOURCE_FLAGS] : command === "explain" ? SOURCE_FLAGS : Object.keys(SETTINGS), inputs = /* @__PURE__ */ new Map();
  for (let { rawName, name, value } of flags)
    allowed.includes(name) ? isFlag(name) && value !== void 0 ? problem(rawName, `${name} takes no value`, `Write ${rawName} alone`) : !isFlag(name) && value === void 0 ? problem(
      rawName,
      "the value is missing",
      `Write for example: --${name} ${SETTINGS[name].example}`
    ) : inputs.set(name, {
      value: joined(name, inputs.get(name)?.value, value ?? !0),
      place: { name: rawName, at: null },
      base: cwd
    }) : problem(rawName, "unknown flag", didYouMean(name, allowed));
  if (command === "gate")
    for (let word of operands)
      problem(word, "the gate takes no operand", "Name a folder by --context, or an image by --image");
  if (["inspect", "explain"].includes(command) && operands.length !== 1 && problem(command, "it takes one source", `Write for example: stagegate ${command} image.tar`), problems.length > 0) throw new ConfigError(problems);
  if (command === "gate") return { kind: "gate", inputs };
  let text4 = (name) => inputs.has(name) ? String(inputs.get(name)?.value) : null;
  return {
    kind: command === "explain" ? "explain" : "inspect",
    source: operands[0] ?? "",
    json: inputs.has("json"),
    platform: text4("platform"),
    file: text4("file"),
    target: text4("target")
  };
}
var OPTIONS = {
  ...Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { kind }]) => [
      name,
      { type: kind === flag ? "boolean" : "string" }
    ])
  ),
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" }
};
function isFlag(name) {
  return name === "json" || SETTINGS[name].kind === flag;
}
function joined(name, before, value) {
  let kind = SETTINGS[name]?.kind;
  return before !== void 0 && [lines, names, pairs].some((list3) => list3 === kind) ? `${String(before)}
${value}` : value;
}

// src/cli/main.ts
async function main(world) {
  try {
    return await run(parseCommandLine(world.argv, world.cwd), world);
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    return world.stderr.write(`${terminalBlock(describeError(error))}
`), 2;
  }
}
async function run(command, world) {
  switch (command.kind) {
    case "version":
      return world.stdout.write(`${world.version}
`), 0;
    case "help":
      return world.stdout.write((await Promise.resolve().then(() => (init_help(), help_exports))).help()), 0;
    case "inspect":
    case "explain":
      return inspect(command, world);
    case "gate":
      return gate2(command, world);
  }
}
async function gate2({ inputs }, world) {
  let { loadSettings: loadSettings2 } = await Promise.resolve().then(() => (init_load(), load_exports)), { runGate: runGate2 } = await Promise.resolve().then(() => (init_run(), run_exports)), { exitCode: exitCode2 } = await Promise.resolve().then(() => (init_verdict(), verdict_exports)), { terminal: terminal2 } = await Promise.resolve().then(() => (init_terminal(), terminal_exports)), settings = await loadSettings2(inputs, world.cwd), report = await runGate2(
    settings,
    world.cwd,
    await viewFor(settings.run.progress, world.stderr),
    world.signal
  );
  if (world.stdout.write(terminal2(report, await colorsFor(world.stdout))), settings.run.outputDir !== null) {
    let { writeReports: writeReports2 } = await Promise.resolve().then(() => (init_write(), write_exports));
    await writeReports2(report, (0, import_node_path15.resolve)(world.cwd, settings.run.outputDir));
  }
  return exitCode2(report);
}
async function inspect({ kind, source, platform, json, file, target }, world) {
  let { parseSource: parseSource2 } = await Promise.resolve().then(() => (init_source(), source_exports)), { readImage: readImage2 } = await Promise.resolve().then(() => (init_read(), read_exports)), { findOrigins: findOrigins2 } = await Promise.resolve().then(() => (init_origins(), origins_exports)), { measure: measure2 } = await Promise.resolve().then(() => (init_measure(), measure_exports)), { explanation: explanation2, inspection: inspection2 } = await Promise.resolve().then(() => (init_terminal(), terminal_exports)), text4 = file === null ? null : await readText((0, import_node_path15.resolve)(world.cwd, file), file), reading = readImage2(parseSource2(source, world.cwd), { platform: platform ?? void 0 }), image = await orStopped(reading, world.signal), origins = text4 === null || file === null ? null : findOrigins2(image, { file, text: text4, target }, null), measured = measure2(image, origins), show = kind === "explain" ? explanation2 : inspection2;
  return world.stdout.write(
    json ? `${JSON.stringify(measured, null, 2)}
` : show(source, measured, await colorsFor(world.stdout))
  ), 0;
}
async function readText(path, shown2) {
  return (0, import_promises8.readFile)(path, "utf8").catch((error) => {
    throw new StagegateError(
      `--file: ${shown2} cannot be read (${error.code})`,
      "Write the path of a Dockerfile, for example: --file Dockerfile"
    );
  });
}
async function viewFor(progress, output) {
  let { liveView: liveView2, plainView: plainView2, quietView: quietView2 } = await Promise.resolve().then(() => (init_view(), view_exports)), write = (text4) => output.write(text4);
  return progress === "quiet" ? quietView2 : progress === "plain" || output.isTTY !== !0 ? plainView2(write) : liveView2(write, () => output.columns ?? 80, Date.now);
}
async function colorsFor({ isTTY }) {
  let { default: colors } = await Promise.resolve().then(() => __toESM(require_picocolors(), 1));
  return colors.createColors(isTTY === !0 && colors.isColorSupported);
}

// src/cli.ts
init_signals();
var { stdout, stderr } = process;
runUntilSignal(
  (signal) => main({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    version: "0.1.0",
    stdout,
    stderr,
    signal
  })
);
