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
var __export = (target2, all) => {
  for (var name in all)
    __defProp(target2, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key2 of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key2) && key2 !== except && __defProp(to, key2, { get: () => from[key2], enumerable: !(desc = __getOwnPropDesc(from, key2)) || desc.enumerable });
  return to;
};
var __toESM = (mod, isNodeMode, target2) => (target2 = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target2, "default", { value: mod, enumerable: !0 }) : target2,
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
function markdownText(text7) {
  return oneLine(text7).replace(/[&<>]/g, (letter) => letter === "&" ? "&amp;" : letter === "<" ? "&lt;" : "&gt;").replace(/[\\`*_[\]|~]/g, "\\$&").replace(/[@#](?=\w)/g, `$&${BREAK}`).replace(/:(?=\/\/)|\bwww(?=\.)/g, `$&${BREAK}`);
}
function markdownCode(text7) {
  let line = oneLine(text7).replace(/`/g, "'").replace(/\|/g, "\\|");
  return line === "" ? "" : `\`${line}\``;
}
function markdownProse(text7) {
  return withCode(text7, markdownText, markdownCode);
}
function markdownBlock(text7) {
  let runs = [...text7.matchAll(/`+/g)].map(([run2]) => run2.length), fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}text
${printable(text7)}
${fence}`;
}
function htmlText(text7) {
  return withoutMarkup(oneLine(text7));
}
function htmlBlock(text7) {
  return withoutMarkup(printable(text7));
}
function xmlText(text7) {
  return withoutMarkup(oneLine(text7));
}
function xmlBlock(text7) {
  return withoutMarkup(printable(text7));
}
function sarifText(text7) {
  return oneLine(text7).replace(/\](?=\()/g, `$&${BREAK}`);
}
function sarifUri(path2) {
  return path2.replace(new RegExp("\\p{Cs}", "gu"), "\uFFFD").replace(/\/{2,}/g, "/").split("/").map(encodeURIComponent).join("/");
}
function terminalText(text7) {
  return oneLine(text7);
}
function terminalBlock(text7) {
  return printable(text7);
}
function withoutMarkup(text7) {
  return text7.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
function htmlProse(text7) {
  return withCode(text7, htmlText, (code2) => `<code>${htmlText(code2)}</code>`);
}
function withCode(text7, escapeText, escapeCode) {
  return text7.split("`").map((part2, index2) => {
    if (index2 % 2 === 1) return escapeCode(part2);
    let [, before = "", inner2 = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(part2) ?? [];
    return `${before && " "}${escapeText(inner2)}${after && " "}`;
  }).join("");
}
function oneLine(text7) {
  let line = printable(text7).replace(/\s+/g, " ").trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(new RegExp("\\p{Cs}$", "u"), "")}\u2026`;
}
function printable(text7) {
  return (0, import_node_util.stripVTControlCharacters)(text7).replace(/\r\n?/g, `
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
    (code2) => {
      process.exitCode = code2;
    },
    (error) => {
      if (!(error instanceof StoppedError)) throw error;
      process.exit(stopped);
    }
  );
}
function orStopped(work, signal) {
  return new Promise((resolve12, reject) => {
    let stop = () => reject(new StoppedError());
    signal.aborted && stop(), signal.addEventListener("abort", stop, { once: !0 }), work.then(resolve12, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
var import_node_os, init_signals = __esm({
  "src/signals.ts"() {
    "use strict";
    import_node_os = require("node:os");
    init_errors();
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
        super(problems.map(({ place: place2, message, hint }) => `${place2.name}: ${message}. ${hint}`).join(`
`)), this.problems = problems;
      }
    };
  }
});

// src/config/size.ts
function parseSize(text7) {
  let match2 = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text7.trim()), unit = UNITS.get(match2?.[2] ?? "");
  if (match2 === null || unit === void 0) return null;
  let bytes = Math.round(Number(match2[1]) * unit);
  return Number.isSafeInteger(bytes) ? bytes : null;
}
function suggestSize(text7) {
  let match2 = /^([\d.,]+) ?([A-Za-z]*)$/.exec(text7.trim());
  if (match2 === null) return null;
  let meant = (match2[2] ?? "").toLowerCase(), unit = meant === "" ? "MB" : [...UNITS.keys()].find((name) => [name, name[0]].some((form) => form?.toLowerCase() === meant)), suggestion = `${(match2[1] ?? "").replace(",", ".")}${unit}`;
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
function choice(...words5) {
  return {
    noun: `one of ${words5.join(", ")}`,
    parse: (raw) => words5.find((word2) => word2 === raw),
    schema: { enum: words5 }
  };
}
function scalar(raw) {
  return typeof raw == "string" ? raw : typeof raw == "number" || typeof raw == "boolean" ? String(raw) : void 0;
}
function list(raw, separator) {
  let parts = Array.isArray(raw) ? raw.map(scalar) : scalar(raw)?.split(separator);
  if (!(parts === void 0 || parts.includes(void 0)))
    return parts.map((part2) => part2?.trim() ?? "").filter((part2) => part2 !== "");
}
var text, flag, count, size, amount, lines, names, pairs, BASELINES, baseline, init_kinds = __esm({
  "src/config/kinds.ts"() {
    "use strict";
    init_problem();
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
        let percent3 = /^(\d+(?:\.\d+)?) ?%$/.exec(String(raw).trim())?.[1];
        if (percent3 !== void 0) return { percent: Number(percent3) };
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
            ([key2, value]) => [key2, value === null ? null : scalar(value)]
          );
          return entries2.some(([, value]) => value === void 0) ? void 0 : Object.fromEntries(entries2);
        }
        let entries = lines.parse(raw)?.map((line) => /^([^=]+)(?:=([\s\S]*))?$/.exec(line));
        if (!(entries === void 0 || entries.includes(null)))
          return Object.fromEntries(entries.map((match2) => [match2?.[1] ?? "", match2?.[2] ?? null]));
      },
      schema: {
        type: ["object", "array", "string"],
        additionalProperties: { type: ["string", "number", "boolean", "null"] },
        items: { type: "string" }
      }
    }, BASELINES = ["auto", "stored", "build", "none"], baseline = {
      noun: `${BASELINES.join(", ")}, or an image`,
      // What is almost one of the words is hardly an image.
      parse: (raw) => baseline.suggest?.(raw) === null ? scalar(raw) : void 0,
      schema: text.schema,
      suggest: (raw) => {
        let near = nearest(String(raw), BASELINES);
        return near === raw ? null : near;
      }
    };
  }
});

// src/analysis/path-finder.ts
function pathFinder(table5) {
  let start = newNode();
  for (let [order, [pattern, value]] of table5.entries())
    for (let plain2 of expand(pattern)) add(start, plain2.split("/"), { value, order });
  let root = { path: "", folder: openFolder([start]) }, above = [root], folderOf = (path2) => {
    let last = above.at(-1) ?? root;
    for (; !path2.startsWith(last.path); last = above.at(-1) ?? root) above.pop();
    for (let end = path2.indexOf("/", last.path.length); end >= 0; end = path2.indexOf("/", end + 1)) {
      let own = path2.slice(0, end + 1);
      last = { path: own, folder: enter(last.folder, path2.slice(last.path.length, end), own) }, above.push(last);
    }
    return last.folder;
  };
  return (path2) => {
    let { found: found2, files: files2 } = folderOf(path2);
    if (found2 !== null || files2.length === 0) return found2;
    let pattern = earliest(ledTo(files2, path2.slice(path2.lastIndexOf("/") + 1)));
    return pattern === null ? null : { value: pattern.value, root: path2 };
  };
}
function newNode(isDeep = !1) {
  let [folders, files2] = [newNames(), newNames()];
  return { isDeep, folders, files: files2, deep: null, below: null };
}
function newNames() {
  return { plain: /* @__PURE__ */ new Map(), wild: /* @__PURE__ */ new Map() };
}
function add(start, names2, pattern) {
  let [file = "", ...above] = names2.toReversed(), node2 = start;
  for (let name of above.toReversed())
    name !== "**" ? node2 = addName(node2.folders, name, () => newNode()) : node2.isDeep || (node2.deep ??= newNode(!0), node2 = node2.deep);
  file === "**" ? node2.below ??= pattern : addName(node2.files, file, () => pattern);
}
function addName({ plain: plain2, wild }, name, make) {
  if (!/[*?[]/.test(name)) {
    let to2 = plain2.get(name) ?? make();
    return plain2.set(name, to2), to2;
  }
  let ending = /[*?[][^.]*$/.test(name) ? "" : endingOf(name), others = wild.get(ending) ?? [], known = others.find(({ pattern }) => pattern === name);
  if (known !== void 0) return known.to;
  let to = make();
  return wild.set(ending, [...others, { pattern: name, fits: fitting(name), to }]), to;
}
function expand(pattern) {
  let [braces, choices] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  return braces === void 0 || choices === void 0 ? [pattern] : choices.split(",").flatMap((choice2) => expand(pattern.replace(braces, () => choice2)));
}
function fitting(pattern) {
  let parts = pattern.split(/(\*|\?|\[[^\]]+\])/).map((part2) => {
    if (part2 === "*") return ".*";
    if (part2 === "?") return ".";
    let [, not, characters] = /^\[(!?)(.+)\]$/s.exec(part2) ?? [];
    return characters === void 0 ? part2.replace(/[.+^${}()|[\]\\]/g, "\\$&") : `[${not === "!" ? "^" : ""}${characters.replace(/[\^\]\\]/g, "\\$&")}]`;
  }), whole = new RegExp(`^${parts.join("")}$`, "s");
  return (name) => whole.test(name);
}
function endingOf(name) {
  let dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1);
}
function openFolder(nodes) {
  let open = [...new Set(nodes.flatMap((node2) => node2.deep === null ? [node2] : [node2, node2.deep]))], deep = open.filter(({ isDeep }) => isDeep);
  return {
    found: null,
    folders: open.map(({ folders }) => folders).filter(isAny),
    files: open.map(({ files: files2 }) => files2).filter(isAny),
    deep,
    others: deep.length === open.length ? null : openFolder(deep),
    entered: /* @__PURE__ */ new Map()
  };
}
function isAny({ plain: plain2, wild }) {
  return plain2.size + wild.size > 0;
}
function enter(above, name, path2) {
  let [node2, ...more] = ledTo(above.folders, name);
  if (node2 === void 0) return above.others ?? above;
  let pattern = earliest([node2, ...more].flatMap(({ below }) => below ?? []));
  if (pattern !== null)
    return { ...openFolder([]), found: { value: pattern.value, root: path2 } };
  let known = more.length === 0 ? above.entered.get(node2) : void 0;
  if (known !== void 0) return known;
  let folder = openFolder([node2, ...more, ...above.deep]);
  return more.length === 0 && above.entered.set(node2, folder), folder;
}
function ledTo(places, name) {
  let reached = [], ending = endingOf(name);
  for (let { plain: plain2, wild } of places) {
    let to = plain2.get(name);
    if (to !== void 0 && reached.push(to), wild.size !== 0) {
      for (let { fits, to: to2 } of wild.get(ending) ?? []) fits(name) && reached.push(to2);
      if (ending !== "")
        for (let { fits, to: to2 } of wild.get("") ?? []) fits(name) && reached.push(to2);
    }
  }
  return reached;
}
function earliest(patterns2) {
  return patterns2.reduce(
    (one, other) => one === null || other.order < one.order ? other : one,
    null
  );
}
var init_path_finder = __esm({
  "src/analysis/path-finder.ts"() {
    "use strict";
  }
});

// src/analysis/patterns.ts
function isPattern(text7) {
  if (/^!|^\/?$|\{[^}]*$|^[^{]*\}/.test(text7)) return !1;
  try {
    return pathMatcher([text7]), !0;
  } catch (error) {
    if (error instanceof SyntaxError) return !1;
    throw error;
  }
}
function pathMatcher(patterns2) {
  let find = pathFinder(
    patterns2.flatMap((pattern) => {
      let name = pattern.replace(/\/$/, ""), path2 = name.includes("/") ? name.replace(/^\//, "") : `**/${name}`;
      return [path2, `${path2}/**`].map((form) => [form, pattern]);
    })
  );
  return (path2) => find(path2)?.value ?? null;
}
var patterns, init_patterns = __esm({
  "src/analysis/patterns.ts"() {
    "use strict";
    init_kinds();
    init_path_finder();
    patterns = {
      noun: "a list of patterns such as *.map or /app/tests/**",
      parse: (raw) => {
        let list5 = lines.parse(raw);
        return list5?.every(isPattern) === !0 ? list5 : void 0;
      },
      schema: lines.schema
    };
  }
});

// src/rules/base-image.ts
var baseImage, init_base_image = __esm({
  "src/rules/base-image.ts"() {
    "use strict";
    baseImage = {
      id: "base-image",
      why: "A base image without a version is another one tomorrow.",
      level: "warning",
      advises: !0,
      shared: !0,
      check: ({ unpinned }) => unpinned.map(({ image: image2, place: place2 }) => ({
        message: `${image2} names no version: it may be another image tomorrow`,
        place: place2,
        advice: "Name a version, for example `debian:trixie-slim`, or a digest"
      }))
    };
  }
});

// src/rules/build.ts
var build, init_build = __esm({
  "src/rules/build.ts"() {
    "use strict";
    build = {
      id: "build",
      why: "An image that does not build cannot be judged.",
      level: "error",
      fixed: !0,
      check: ({ name, failure }) => failure === null ? [] : [
        {
          message: `${name} could not be ${failure.kind === "build" ? "built" : "read"}: ${failure.message}`,
          place: failure.place,
          log: failure.log
        }
      ]
    };
  }
});

// src/rules/leftover-kind.ts
function checkLeftovers(kind2) {
  return ({ name, image: image2, place: place2 }) => image2 === null ? [] : image2.leftovers.filter((leftover2) => leftover2.kind === kind2).map(({ what, origin, path: path2, size: size3, advice }) => ({
    message: `${formatSize(size3)} of ${name} can go: ${what} in ${path2.replace(/(.)\/$/, "$1")}`,
    actual: size3,
    place: origin.kind === "instruction" ? { file: origin.file, lines: origin.lines } : place2,
    advice
  }));
}
var init_leftover_kind = __esm({
  "src/rules/leftover-kind.ts"() {
    "use strict";
    init_size();
  }
});

// src/rules/build-tool.ts
var buildTool, init_build_tool = __esm({
  "src/rules/build-tool.ts"() {
    "use strict";
    init_leftover_kind();
    buildTool = {
      id: "build-tool",
      why: "Compilers are large, and a help for whoever breaks in.",
      level: "notice",
      advises: !0,
      check: checkLeftovers("build-tool")
    };
  }
});

// src/report/words.ts
function headline({ images }) {
  let failing = images.filter(({ verdict: verdict2 }) => verdict2 === "fail").length, unjudged2 = images.filter(({ verdict: verdict2 }) => verdict2 === "error").length, all = plural(images.length, "image"), some = (count4) => images.length === 1 ? "the image" : `${count4} of ${all}`, parts = [
    failing === 0 ? null : `${some(failing)} ${failing === 1 ? "fails" : "fail"}`,
    unjudged2 === 0 ? null : `${some(unjudged2)} could not be judged`
  ].filter((part2) => part2 !== null);
  return parts.length > 0 ? parts.join(", ") : images.length === 1 ? "the image passes" : `${all} pass`;
}
function againstBudget(actual, budget2) {
  return actual == null ? actual === null ? "unknown" : "\u2013" : budget2 === null ? formatSize(actual) : `${formatSize(actual)} / ${formatLimit(budget2)}`;
}
function layersAgainstBudget({ image: image2, budgets, change }) {
  if (image2 === null) return "\u2013";
  let difference3 = change === null || change.layers === 0 ? "" : ` (${signed(change.layers, String)})`, budget2 = budgets.layers === null ? "" : ` / ${budgets.layers}`;
  return `${image2.layers.length}${difference3}${budget2}`;
}
function changeWords({ change, baseline: baseline2 }) {
  if (change === null || baseline2.image === null) return "\u2013";
  if (change.size === 0) return "0";
  if (change.negligible) return "\u2248 0";
  let percent3 = baseline2.image.size === 0 ? null : change.size / baseline2.image.size * 100;
  return signed(change.size, formatSize) + (percent3 === null ? "" : ` (${signed(percent3, (value) => value.toFixed(1))} %)`);
}
function formatChange(bytes) {
  return signed(bytes, formatSize);
}
function signed(value, write2) {
  return value > 0 ? `+${write2(value)}` : write2(value);
}
function comparisonLines({ images, removedImages }) {
  let answers = [...new Set(images.map(baselineWords))], lines2 = answers.map((answer) => {
    let names2 = images.filter((image2) => baselineWords(image2) === answer).map(({ name }) => name);
    return answers.length === 1 ? `${answer.charAt(0).toUpperCase()}${answer.slice(1)}` : `${names2.join(", ")}: ${answer}`;
  });
  return removedImages.length === 0 ? lines2 : [...lines2, `No longer gated: ${removedImages.join(", ")}`];
}
function baselineWords({
  target: target2,
  baseline: { state, commit: commit2, name, behind, why, image: image2 }
}) {
  let what = [name, commit2?.slice(0, 7)].filter((part2) => part2 != null).join(" at "), of2 = what === "" ? "" : ` of ${what}`;
  if (state === "none") return `no baseline: ${why}`;
  if (state === "refused") return `baseline${of2} refused: ${why}`;
  let notes = [
    ...state === "given" ? [] : [state],
    ...behind === 0 ? [] : [`${plural(behind, "commit")} before`],
    ...image2 === null ? [] : renamingWords(image2, target2)
  ];
  return `compared with ${what}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
}
function renamingWords({ renamedFrom, target: target2 }, targetNow) {
  return renamedFrom !== null ? [`called ${renamedFrom} there`] : target2 === null || targetNow === null || target2 === targetNow ? [] : [`target ${target2} there`];
}
function waiverWords({ waiver }) {
  return waiver === null ? null : `The label ${waiver} turns failures of size, transfer size and growth into warnings`;
}
function originChangeWords({ before, after }, { image: image2, baseline: baseline2 }) {
  let origin = after ?? before;
  if (origin === null || origin.kind === "unknown") return "unknown";
  if (origin.kind === "base") {
    let now = image2?.baseImage?.name ?? "", old = baseline2.image?.baseImage ?? "";
    return `base image ${now}${now === old ? "" : `, before ${old}`}`;
  }
  let words5 = `${placeWords(origin)} ${shortened(origin.instruction)}`;
  return after === null ? `${words5} (removed)` : before?.kind === "instruction" && before.instruction !== origin.instruction ? `${words5} (before: ${shortened(before.instruction)})` : words5;
}
function shortened(instruction, longest = 120) {
  return instruction.length <= longest ? instruction : `${instruction.slice(0, longest - 1)}\u2026`;
}
function fileChangeWords({ path: path2, size: size3, files: files2, kind: kind2 }) {
  let many = path2.endsWith("/") ? ` in ${plural(files2, "file")}` : "";
  return `${path2} ${formatChange(size3)}${many}${kind2 === "removed" ? ", removed" : ""}`;
}
function driftWords({ drift }, { image: image2 }) {
  return drift === 0 ? null : `${formatChange(drift)} of it is drift: ${image2?.baseImage?.name ?? "the base image"} changed, its FROM did not`;
}
function userWords(user2) {
  return user2 === void 0 ? "\u2013" : user2.uid === null ? `${user2.configured}: does not start` : user2.name === null ? `${user2.uid}` : `${user2.name} ${user2.uid}`;
}
function testWords(tests) {
  return tests.length === 0 ? "\u2013" : tests.map((test2) => `${testMark(test2)} ${tests.length > 1 ? `${test2.target} ` : ""}${testTime(test2)}`).join(", ");
}
function testMark({ status: status2 }) {
  return status2 === "passed" ? "\u2713" : "\u2717";
}
function testTime({ cached, duration }) {
  return cached ? "cached" : duration === null ? "" : formatDuration(duration);
}
function smokeWords({ smoke: smoke3 }) {
  if (smoke3 === null) return "\u2013";
  if (smoke3.status === "passed") return `\u2713 ${formatDuration(smoke3.ready ?? smoke3.duration)}`;
  let failed = smoke3.checks.filter(({ problem: problem2 }) => problem2 !== null), more = failed.length > 1 ? ` and ${failed.length - 1} more` : "";
  return `\u2717 ${failed[0]?.what ?? ""}${more}`.trimEnd();
}
function scanWords({ scan: scan3, budgets }) {
  if (scan3 === null) return "\u2013";
  let { counts } = scan3;
  return counts === null ? "unknown" : ["critical", "high"].map((severity) => {
    let budget2 = budgets[severity];
    return `${counts[severity]} ${severity}${budget2 === null ? "" : ` / ${budget2}`}`;
  }).join(", ");
}
function leftOutWords({ name, variant: variant2 }) {
  if (variant2 === null || variant2.saving === null || variant2.saving <= 0) return null;
  let [told, rest] = [variant2.leftOut.slice(0, LEFT_OUT_SHOWN), variant2.leftOut.slice(LEFT_OUT_SHOWN)], parts = told.filter(({ size: size3 }) => size3 > 0).map(({ what, size: size3 }) => `${formatSize(size3)} ${what}`);
  if (parts.length === 0) return null;
  let others = rest.reduce((sum2, { size: size3 }) => sum2 + size3, 0), all = others > 0 ? [...parts, `${formatSize(others)} others`] : parts;
  return `${formatSize(variant2.saving)} of ${variant2.name} are not in ${name}: ${all.join(", ")}`;
}
function contextWords({ context: context2 }) {
  return context2 === null ? null : `build context ${formatSize(context2.size)} in ${plural(context2.files, "file")}`;
}
function savingWords({ variant: variant2 }) {
  if (variant2 === null || variant2.saving === null || variant2.size === null || variant2.size === 0) return null;
  let percent3 = (variant2.saving / variant2.size * 100).toFixed(1);
  return `${formatSize(variant2.saving)} (${percent3} %) against ${variant2.name}`;
}
function originWords(origin, image2) {
  return origin.kind === "base" ? `base image ${image2.baseImage?.name ?? ""}`.trimEnd() : origin.kind === "unknown" ? "unknown" : `${placeWords(origin)} ${origin.instruction}`;
}
function placeWords({ file, lines: [first2, last] }) {
  return first2 === last ? `${file}:${first2}` : `${file}:${first2}-${last}`;
}
function baseImageWords({ baseImage: baseImage2, layers: layers3 }) {
  if (baseImage2 === null) return "base image unknown: neither provenance nor a Dockerfile tells it";
  let own = plural(layers3.length - baseImage2.layers, "layer"), digest = baseImage2.digest === null ? "" : ` (${baseImage2.digest.slice(0, 19)})`, standIn = baseImage2.standIn === null ? "" : `, a stand-in made of ${baseImage2.standIn}`, known = baseImage2.knownBy === "history" ? " (by history)" : "";
  return `base image ${baseImage2.name}${digest}${standIn}${known}: ${formatSize(baseImage2.size)} in ${plural(baseImage2.layers, "layer")}, and ${own} of your own`;
}
function engineWords({ version, store, buildx, builder }) {
  return [version === null ? null : `Docker ${version}`, store === null ? null : `${store} image store`, `buildx ${buildx}`, `builder ${builder}`].filter((part2) => part2 !== null).join(", ");
}
function formatDuration(ms) {
  let seconds3 = ms / 1e3;
  return seconds3 < 100 ? `${seconds3.toFixed(1)} s` : `${Math.floor(seconds3 / 60)} min ${Math.round(seconds3 % 60)} s`;
}
function plural(count4, noun) {
  return `${count4.toLocaleString("en-US")} ${noun}${count4 === 1 ? "" : "s"}`;
}
var VERDICT_MARKS, LEVEL_MARKS, LEFT_OUT_SHOWN, init_words = __esm({
  "src/report/words.ts"() {
    "use strict";
    init_size();
    VERDICT_MARKS = { pass: "\u2713", fail: "\u2717", error: "!" }, LEVEL_MARKS = { error: "\u2717", warning: "\u25B2", notice: "\u2139" };
    LEFT_OUT_SHOWN = 5;
  }
});

// src/rules/context.ts
function found(needless, report5, level2, what) {
  let [largest2] = needless;
  if (largest2 === void 0) return [];
  let { folder, ignoreFile, hasIgnoreFile } = report5, patterns2 = needless.map(({ pattern }) => `\`${pattern}\``).join(", ");
  return [
    {
      level: level2,
      message: `the build context${folder === "." ? "" : ` ${folder}`} ${what}`,
      actual: sumOf(needless).size,
      place: largest2.place,
      advice: hasIgnoreFile ? `Add to ${ignoreFile}: ${patterns2}` : `Create ${ignoreFile} with a line each for: ${patterns2}`
    }
  ];
}
function sumOf(needless) {
  return {
    size: needless.reduce((sum2, { size: size3 }) => sum2 + size3, 0),
    files: needless.reduce((sum2, { files: files2 }) => sum2 + files2, 0)
  };
}
function amount2({ size: size3, files: files2 }, of2 = "") {
  return `${formatSize(size3)}${of2} in ${plural(files2, "file")}`;
}
function listed(needless) {
  return needless.map(({ pattern }) => pattern).join(", ");
}
var context, init_context = __esm({
  "src/rules/context.ts"() {
    "use strict";
    init_size();
    init_words();
    context = {
      id: "context",
      why: "What .dockerignore does not leave out is looked at in every build, and ends up in images.",
      level: "warning",
      advises: !0,
      shared: !0,
      check: ({ context: report5 }) => {
        if (report5 === null) return [];
        let secrets2 = report5.needless.filter(({ isSecret }) => isSecret), ballast = report5.needless.filter(({ isSecret }) => !isSecret);
        return [
          ...found(secrets2, report5, "warning", `sends ${listed(secrets2)}, which may hold credentials`),
          ...found(
            ballast,
            report5,
            "notice",
            `offers ${amount2(report5)}; ${amount2(sumOf(ballast), " of it")} need not be sent`
          )
        ];
      }
    };
  }
});

// src/rules/dev-dependency.ts
var devDependency, init_dev_dependency = __esm({
  "src/rules/dev-dependency.ts"() {
    "use strict";
    init_leftover_kind();
    devDependency = {
      id: "dev-dependency",
      why: "What only tests and builds load need not ship, nor be patched in production.",
      level: "notice",
      advises: !0,
      check: checkLeftovers("dev-dependency")
    };
  }
});

// src/rules/dockerfile-check.ts
var dockerfileCheck, init_dockerfile_check = __esm({
  "src/rules/dockerfile-check.ts"() {
    "use strict";
    dockerfileCheck = {
      id: "dockerfile-check",
      why: "What BuildKit itself finds wrong with a Dockerfile is seldom meant so.",
      level: "warning",
      advises: !0,
      shared: !0,
      check: ({ checks }) => checks.map(({ name, message, detail, url, place: place2 }) => ({
        message: `${message} (${name})`,
        place: place2,
        advice: [detail, url].filter((part2) => part2 !== null).join(": ") || null
      }))
    };
  }
});

// src/rules/forbidden-file.ts
function adviceFor({ hidden, origin }) {
  return hidden ? "A later layer deletes it, but it ships all the same: delete it in the layer that makes it" : origin.kind === "base" ? "It comes with the base image: use another, or remove the pattern from forbid" : "List it in .dockerignore, or delete it in the layer that makes it";
}
var forbiddenFile, init_forbidden_file = __esm({
  "src/rules/forbidden-file.ts"() {
    "use strict";
    forbiddenFile = {
      id: "forbidden-file",
      why: "What must never ship is best kept out by name.",
      level: "error",
      settings: ["forbid"],
      check: ({ name, settings, forbidden, place: place2 }) => (settings.forbid ?? []).flatMap((pattern) => {
        let files2 = forbidden.filter((file) => file.pattern === pattern), [first2] = files2;
        if (first2 === void 0) return [];
        let more = files2.length === 1 ? "" : ` and ${files2.length - 1} more`;
        return [
          {
            message: `${name} holds /${first2.path}${more}, which forbid: ${pattern} keeps out`,
            actual: files2.length,
            limit: 0,
            place: first2.origin.kind === "instruction" ? { file: first2.origin.file, lines: first2.origin.lines } : place2,
            advice: adviceFor(first2)
          }
        ];
      })
    };
  }
});

// src/baseline/noise.ts
function isNoise(difference3, whole) {
  let size3 = Math.abs(difference3);
  return size3 === 0 || size3 < 1e5 && size3 * 100 < whole * 0.1;
}
var init_noise = __esm({
  "src/baseline/noise.ts"() {
    "use strict";
  }
});

// src/config/amount.ts
function bytesOf(amount4, whole) {
  return "percent" in amount4 ? whole * amount4.percent / 100 : amount4.bytes;
}
function formatAmount(amount4) {
  return "percent" in amount4 ? `${amount4.percent} %` : formatLimit(amount4.bytes);
}
var init_amount = __esm({
  "src/config/amount.ts"() {
    "use strict";
    init_size();
  }
});

// src/rules/growth.ts
function placeOf(origin) {
  let after = origin?.after;
  return after?.kind === "instruction" ? { file: after.file, lines: after.lines } : null;
}
var growth, init_growth = __esm({
  "src/rules/growth.ts"() {
    "use strict";
    init_noise();
    init_amount();
    init_size();
    growth = {
      id: "growth",
      why: "Images grow a little with every change, until nobody knows why they are big.",
      level: "error",
      settings: ["max-growth", "warn-growth", "max-growth-includes-drift"],
      waivable: !0,
      check: ({ name, settings, baseline: baseline2, change, place: place2 }) => {
        let { maxGrowth: max, warnGrowth: warn, maxGrowthIncludesDrift: withDrift } = settings;
        if (max === null && warn === null) return [];
        let before = baseline2.image;
        if (change === null || before === null)
          return baseline2.why === null ? [] : [{ level: "notice", message: `the growth of ${name} was not judged: ${baseline2.why}` }];
        let grown = withDrift === !0 ? change.size : change.growth, largest2 = change.origins.find(({ size: size3 }) => size3 > 0), over = (limit2, level2, word2) => {
          let bytes = bytesOf(limit2, before.size);
          return grown <= bytes || isNoise(grown, before.size) ? [] : [
            {
              level: level2,
              message: `${name} grew by ${formatSize(grown)}: ${formatSize(grown - bytes)} over its ${word2} of ${formatAmount(limit2)}`,
              actual: grown,
              limit: bytes,
              place: placeOf(largest2) ?? place2
            }
          ];
        }, failures = max === null ? [] : over(max, "error", "growth limit");
        return failures.length > 0 || warn === null ? failures : over(warn, "warning", "warning level");
      }
    };
  }
});

// src/rules/healthcheck.ts
var healthcheck, init_healthcheck = __esm({
  "src/rules/healthcheck.ts"() {
    "use strict";
    healthcheck = {
      id: "healthcheck",
      why: "An engine restarts what has ended, and needs a check to notice what hangs.",
      level: "off",
      advises: !0,
      check: ({ name, image: image2, place: place2 }) => image2 === null || image2.healthcheck ? [] : [
        {
          message: `${name} has no health check`,
          place: place2,
          advice: "Add one to its stage, for example: `HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1:8080/health`"
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
  place: place2
}, write2, writeLimit) {
  let over = (limit2, level2, word2) => ({
    level: level2,
    message: `${what} ${write2(actual)}: ${write2(actual - limit2)} over its ${word2} of ${writeLimit(limit2)}`,
    actual,
    limit: limit2,
    place: place2
  });
  return max !== null && actual > max ? [over(max, "error", "budget")] : warn !== null && actual > warn ? [over(warn, "warning", "warning level")] : [];
}
var init_limit = __esm({
  "src/rules/limit.ts"() {
    "use strict";
  }
});

// src/rules/layers.ts
function words(count4) {
  return count4 === 1 ? "1 layer" : `${count4} layers`;
}
var layers, init_layers = __esm({
  "src/rules/layers.ts"() {
    "use strict";
    init_limit();
    layers = {
      id: "layers",
      why: "Layers hide deleted files, and engines have a limit on their number.",
      level: "error",
      settings: ["max-layers", "warn-layers"],
      check: ({ name, settings, image: image2, place: place2 }) => image2 === null ? [] : checkLimit(
        {
          what: `${name} has`,
          actual: image2.layers.length,
          max: settings.maxLayers,
          warn: settings.warnLayers,
          place: place2
        },
        words,
        words
      )
    };
  }
});

// src/rules/leftover.ts
var leftover, init_leftover = __esm({
  "src/rules/leftover.ts"() {
    "use strict";
    init_leftover_kind();
    leftover = {
      id: "leftover",
      why: "What nothing reads is pulled by every machine all the same.",
      level: "notice",
      advises: !0,
      check: checkLeftovers("leftover")
    };
  }
});

// src/rules/loosened.ts
var loosened, init_loosened = __esm({
  "src/rules/loosened.ts"() {
    "use strict";
    loosened = {
      id: "loosened",
      why: "A budget that is raised unseen is no budget.",
      level: "warning",
      fixed: !0,
      check: ({ name, loosened: settings }) => settings.map(({ setting: setting2, before, after, place: { at } }) => ({
        message: `this change loosens ${setting2} of ${name}: ${before} \u2192 ${after}`,
        place: at === null ? null : { file: at.file, lines: [at.line, at.line] }
      }))
    };
  }
});

// src/rules/package-cache.ts
var packageCache, init_package_cache = __esm({
  "src/rules/package-cache.ts"() {
    "use strict";
    init_leftover_kind();
    packageCache = {
      id: "package-cache",
      why: "A package manager's cache makes the next install fast, and an image never sees one.",
      level: "notice",
      advises: !0,
      check: checkLeftovers("package-cache")
    };
  }
});

// src/rules/saving.ts
var saving, init_saving = __esm({
  "src/rules/saving.ts"() {
    "use strict";
    init_amount();
    init_size();
    saving = {
      id: "saving",
      why: "A multi-stage build that saves nothing only costs time to read.",
      level: "error",
      settings: ["compare-with", "min-saving"],
      check: ({ name, settings, image: image2, variant: variant2, place: place2 }) => {
        let minimum = settings.minSaving;
        if (image2 === null || variant2 === null || minimum === null) return [];
        if (variant2.size === null)
          return [
            {
              message: `${name} cannot be compared with ${variant2.name}, which could not be measured`
            }
          ];
        let saved2 = variant2.size - image2.size, limit2 = bytesOf(minimum, variant2.size);
        if (saved2 >= limit2) return [];
        let percent3 = variant2.size === 0 ? 0 : saved2 / variant2.size * 100;
        return [
          {
            message: `${name} saves ${formatSize(saved2)} (${percent3.toFixed(1)} %) against ${variant2.name}, less than ${formatAmount(minimum)}`,
            actual: saved2,
            limit: limit2,
            place: place2
          }
        ];
      }
    };
  }
});

// src/rules/secret.ts
function tell(found2, image2, place2) {
  let { origin, hidden } = found2;
  return {
    message: `${image2} ${VERBS[found2.kind]} ${placed(found2)}${hidden ? "; a later layer hides it, but it ships all the same" : ""}`,
    place: origin.kind === "instruction" ? { file: origin.file, lines: origin.lines } : place2,
    advice: `${adviceFor2(found2)}. Revoke it if the image was ever pushed. If it is no secret: ${allow(found2)}`
  };
}
function tellMore(rest, image2, place2) {
  return rest.length === 0 ? [] : [
    {
      message: `${image2} holds ${rest.length} more credentials: ${several(rest)}`,
      actual: rest.length,
      place: place2,
      advice: "The report as JSON lists all of them"
    }
  ];
}
function tellOfBase(found2, { baseImage: baseImage2 }, image2, place2) {
  return found2.length === 0 ? [] : [
    {
      level: "warning",
      message: `the base image ${baseImage2?.name ?? ""} of ${image2} holds ${several(found2)}`,
      actual: found2.length,
      place: place2,
      advice: `Use a base image without it. If it is no secret: ${found2.slice(0, 1).map(allow).join("")}`
    }
  ];
}
function placed({ kind: kind2, what, name }) {
  switch (kind2) {
    case "file":
      return `${what} in /${name}`;
    case "variable":
      return `${what} in its environment (${name})`;
    case "history":
      return `${what} in its history (${name})`;
  }
}
function several(found2) {
  let shown3 = found2.slice(0, MOST_NAMES).map(placed).join(", ");
  return found2.length > MOST_NAMES ? `${shown3} and ${found2.length - MOST_NAMES} more` : shown3;
}
function allow({ kind: kind2, name }) {
  return `\`allow-secrets: ${kind2 === "file" ? "/" : ""}${name}\``;
}
function adviceFor2({ kind: kind2, name, origin }) {
  let mount = (id) => `RUN --mount=type=secret,id=${id}`;
  switch (kind2) {
    case "variable":
      return `Take it out of ENV, and set it where a container starts: \`docker run --env ${name}\``;
    case "history": {
      let variable = name === "RUN" ? "TOKEN" : name;
      return `Give it to the RUN that needs it, which then does not keep it: \`${mount(variable)},env=${variable}\``;
    }
    case "file":
      return isWritten(origin, /^RUN\b/i) ? `Delete it in the RUN that makes it; what a RUN only reads can be mounted: \`${mount(idOf(name))},target=/${name}\`` : isWritten(origin, /^(?:COPY|ADD)\b.*\s--from=/i) ? "Copy only what is needed from the other stage, by name" : `List it in .dockerignore, and give it to what needs it: a container as it starts, a RUN by \`${mount(idOf(name))},target=/${name}\``;
  }
}
function isWritten(origin, how) {
  return origin.kind === "instruction" && how.test(origin.instruction);
}
function idOf(name) {
  return name.replace(/^.*\/\.*|^\.+/s, "").replace(/[^\w.-]/g, "_");
}
var MOST, MOST_NAMES, secret, VERBS, init_secret = __esm({
  "src/rules/secret.ts"() {
    "use strict";
    init_patterns();
    MOST = 10, MOST_NAMES = 3, secret = {
      id: "secret",
      why: "Whoever can pull an image can read every file of every layer, also the deleted ones.",
      level: "error",
      settings: ["allow-secrets"],
      check: ({ name, settings, image: image2, place: place2 }) => {
        if (image2 === null) return [];
        let allowed = pathMatcher(settings.allowSecrets ?? []), secrets2 = image2.secrets.filter((found2) => allowed(found2.name) === null), yours = secrets2.filter(({ origin }) => origin.kind !== "base"), most = yours.length === MOST + 1 ? yours.length : MOST;
        return [
          ...yours.slice(0, most).map((found2) => tell(found2, name, place2)),
          ...tellMore(yours.slice(most), name, place2),
          ...tellOfBase(
            secrets2.filter(({ origin }) => origin.kind === "base"),
            image2,
            name,
            place2
          )
        ];
      }
    };
    VERBS = {
      file: "holds",
      variable: "sets",
      history: "shows"
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
      level: "error",
      settings: ["max-size", "warn-size"],
      waivable: !0,
      check: ({ name, settings, image: image2, place: place2 }) => {
        if (image2 === null) return [];
        let { maxSize: max, warnSize: warn } = settings;
        return max === null && warn === null && settings.reportOnly !== !0 ? [
          {
            level: "notice",
            message: `${name} has no size budget; it is ${formatSize(image2.size)} now`,
            actual: image2.size,
            advice: `Set one, for example: max-size: ${suggestBudget(image2.size)}`
          }
        ] : checkLimit({ what: `${name} is`, actual: image2.size, max, warn, place: place2 }, formatSize, formatLimit);
      }
    };
  }
});

// src/rules/smoke.ts
function subject({ what }, name) {
  return what === "ready" || what === "processes" ? name : /^[A-Z]+ \//.test(what) ? `${what} of ${name}` : `\`${what}\` in ${name}`;
}
var smoke, init_smoke = __esm({
  "src/rules/smoke.ts"() {
    "use strict";
    smoke = {
      id: "smoke",
      why: "An image that builds is not yet one that starts and answers.",
      level: "error",
      settings: ["smoke"],
      check: ({ name, smoke: smoke3, place: place2 }) => (smoke3?.checks.filter(({ problem: problem2 }) => problem2 !== null) ?? []).map((check, index2) => ({
        message: `${subject(check, name)} ${check.problem}`,
        place: place2,
        log: index2 === 0 ? smoke3?.log ?? null : null
      }))
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
      level: "error",
      settings: ["test-target", "rerun-tests"],
      check: ({ name, tests }) => tests.flatMap(
        ({ target: target2, failure }) => failure === null ? [] : [
          {
            message: `the tests of ${name} failed in stage ${target2}: ${failure.message}`,
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
      level: "error",
      settings: ["max-transfer-size", "warn-transfer-size"],
      waivable: !0,
      check: ({ name, settings, image: image2, place: place2 }) => {
        let { maxTransferSize: max, warnTransferSize: warn } = settings;
        return image2 === null || max === null && warn === null ? [] : image2.transferSize === null ? [
          {
            level: max === null ? "warning" : "error",
            message: `the transfer size of ${name} is not known: its source holds uncompressed layers`,
            limit: max ?? warn,
            place: place2,
            advice: "Build with the containerd image store or a docker-container builder, or set max-size instead"
          }
        ] : checkLimit(
          { what: `the transfer size of ${name} is`, actual: image2.transferSize, max, warn, place: place2 },
          formatSize,
          formatLimit
        );
      }
    };
  }
});

// src/rules/user.ts
function judge(name, found2, runAs, allowRoot) {
  if (found2.uid === null)
    return {
      message: `${name} does not start: ${found2.problem}`,
      advice: "Create the user in the target's stage, or write its number: USER 10001"
    };
  if (runAs !== null && runAs !== found2.name && runAs !== String(found2.uid)) {
    let actual = found2.name === null ? `uid ${found2.uid}` : `${found2.name} (uid ${found2.uid})`;
    return {
      message: `${name} runs as ${actual}, not as ${runAs}`,
      advice: `Write USER ${runAs} at the end of its stage`
    };
  }
  return found2.uid === 0 && runAs === null && !allowRoot ? {
    message: `${name} runs as root`,
    advice: "Add a user and switch to it at the end of the stage: USER 10001 (or set allow-root: true)"
  } : null;
}
var user, init_user = __esm({
  "src/rules/user.ts"() {
    "use strict";
    user = {
      id: "user",
      why: "A process that breaks out of a container that runs as root is root on the host.",
      level: "error",
      settings: ["allow-root", "run-as"],
      check: ({ name, settings, image: image2, place: place2 }) => {
        if (image2 === null) return [];
        let said = judge(name, image2.user, settings.runAs, settings.allowRoot === !0);
        return said === null ? [] : [{ ...said, actual: image2.user.uid, place: place2 }];
      }
    };
  }
});

// src/rules/vulnerability.ts
function budgetsOf({ maxCritical, maxHigh }) {
  let critical = { setting: "max-critical", severity: "critical" }, high = { setting: "max-high", severity: "high" };
  return [
    ...maxCritical === null ? [] : [{ ...critical, limit: maxCritical }],
    ...maxHigh === null ? [] : [{ ...high, limit: maxHigh }]
  ];
}
function notKnown(name, { scanner, problem: problem2 }, budgets) {
  let hasBudget = budgets.length > 0, instead = hasBudget ? `remove ${budgets.map(({ setting: setting2 }) => setting2).join(" and ")}` : "set scan: false", whose2 = scanner === null ? "" : ` of ${name}`;
  return {
    level: hasBudget ? "error" : scanner === null ? "notice" : "warning",
    message: `the vulnerabilities${whose2} are not known: ${problem2}`,
    advice: scanner === null ? `Install trivy (https://trivy.dev) or grype (https://github.com/anchore/grype), or ${instead}` : `See what ${scanner} says when it is run by hand, or ${instead}`
  };
}
function overBudget({ name, place: place2 }, { severity, limit: limit2 }, actual, worst) {
  return actual <= limit2 ? [] : [
    {
      message: `${name} has ${actual} ${severity} ${actual === 1 ? "vulnerability" : "vulnerabilities"}: ${actual - limit2} over its budget of ${limit2}`,
      actual,
      limit: limit2,
      place: place2,
      advice: advise(worst.filter((one) => one.severity === severity))
    }
  ];
}
function advise(known) {
  let mended = known.find(({ fixedIn }) => fixedIn !== null);
  if (mended !== void 0) return `Renew ${mended.where}: ${mended.id} is fixed in ${mended.fixedIn}`;
  let [first2] = known;
  return first2 === void 0 ? null : `No version mends ${first2.id} in ${first2.where} yet: do without it, or have the scanner ignore it`;
}
function withoutBudget(name, { critical, high }) {
  let [actual, setting2] = critical > 0 ? [critical, "max-critical"] : [high, "max-high"];
  return actual === 0 ? [] : [
    {
      level: "notice",
      message: `${name} has vulnerabilities of severity critical (${critical}) and high (${high}), and no budget for them`,
      actual,
      advice: `Set one, for example: ${setting2}: ${actual}`
    }
  ];
}
var vulnerability, init_vulnerability = __esm({
  "src/rules/vulnerability.ts"() {
    "use strict";
    vulnerability = {
      id: "vulnerability",
      why: "What is known against a package is known to those who look for a way in.",
      level: "error",
      settings: ["scan", "max-critical", "max-high"],
      shared: !0,
      check: (facts) => {
        let { name, settings, scan: scan3 } = facts;
        if (scan3 === null) return [];
        let { counts, worst } = scan3, budgets = budgetsOf(settings);
        return counts === null ? [notKnown(name, scan3, budgets)] : budgets.length > 0 ? budgets.flatMap((budget2) => overBudget(facts, budget2, counts[budget2.severity], worst)) : settings.reportOnly === !0 ? [] : withoutBudget(name, counts);
      }
    };
  }
});

// src/rules/wasted.ts
function rows(image2, { name, place: place2 }) {
  let words5 = (origin) => origin.kind === "base" ? `the base image ${image2.baseImage?.name ?? ""}`.trimEnd() : origin.kind === "unknown" ? "a layer" : instructionWords(origin);
  return image2.waste.filter(({ size: size3 }) => size3 >= LEAST).map((waste3) => {
    let { size: size3, how, origin, hiddenBy } = waste3, what = `${formatSize(size3)} of ${name} are ${how === "touched" ? "stored twice" : "hidden"}`, changed = origin.kind === "base" ? hiddenBy : origin;
    return {
      level: "notice",
      message: `${what}: ${words5(hiddenBy)} ${VERBS2[how]} files of ${words5(origin)}`,
      actual: size3,
      place: changed.kind === "instruction" ? { file: changed.file, lines: changed.lines } : place2,
      advice: adviceFor3(waste3)
    };
  });
}
function adviceFor3({ how, origin }) {
  let isCopied = origin.kind === "instruction" && /^(?:COPY|ADD)\b/i.test(origin.instruction);
  switch (how) {
    case "deleted":
      return isCopied ? "Do not copy what is deleted later: name what is needed, or list the rest in .dockerignore" : "Do both in one RUN, so that the bytes never get into a layer";
    case "touched":
      return origin.kind === "base" ? "Leave the files of the base image as they are, or copy what is needed of them into a stage of its own" : isCopied ? "Set owner and mode where the files come in: COPY --chown=app --chmod=\u2026" : "Set owner and mode in the RUN that makes the files, or run it as their owner: USER app";
    case "replaced":
      return "Bring in only the files that stay, or write both in one RUN";
  }
}
function instructionWords({ instruction, ...place2 }) {
  return `${shortened(instruction, 60)} (${placeWords(place2)})`;
}
var LEAST, wasted, VERBS2, init_wasted = __esm({
  "src/rules/wasted.ts"() {
    "use strict";
    init_size();
    init_words();
    init_limit();
    LEAST = 1e6, wasted = {
      id: "wasted",
      why: "What a later layer hides is stored and pulled all the same.",
      level: "error",
      settings: ["max-wasted", "warn-wasted"],
      check: (facts) => {
        let { name, settings, image: image2, place: place2 } = facts;
        if (image2 === null) return [];
        let over = checkLimit(
          {
            what: `what later layers hide of ${name} is`,
            actual: image2.wasted,
            max: settings.maxWasted,
            warn: settings.warnWasted,
            place: place2
          },
          formatSize,
          formatLimit
        );
        return settings.reportOnly === !0 ? over : [...over, ...rows(image2, facts)];
      }
    };
    VERBS2 = {
      deleted: "deletes",
      replaced: "replaces",
      touched: "copies"
    };
  }
});

// src/rules/index.ts
function judge2(facts) {
  let findings2 = RULES.flatMap((rule) => {
    let strongest = levelOf(rule, facts.settings);
    return strongest === "off" ? [] : rule.check(facts).map((said) => {
      let own = milder(said.level ?? strongest, strongest), waived = facts.waived && rule.waivable === !0 && own === "error";
      return { ...NOTHING_MORE, ...said, level: waived ? "warning" : own, waived, rule: rule.id };
    });
  });
  return LEVELS.flatMap((level2) => findings2.filter((finding) => finding.level === level2));
}
function ruleReports(settings) {
  return RULES.map((rule) => ({ id: rule.id, level: levelOf(rule, settings) }));
}
function levelOf({ id, level: level2, advises }, { rules, reportOnly }) {
  return advises === !0 && reportOnly === !0 ? "off" : rules?.[id] ?? level2;
}
function milder(one, other) {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other) ? one : other;
}
var RULES, LEVELS, NOTHING_MORE, init_rules = __esm({
  "src/rules/index.ts"() {
    "use strict";
    init_base_image();
    init_build();
    init_build_tool();
    init_context();
    init_dev_dependency();
    init_dockerfile_check();
    init_forbidden_file();
    init_growth();
    init_healthcheck();
    init_layers();
    init_leftover();
    init_loosened();
    init_package_cache();
    init_saving();
    init_secret();
    init_size2();
    init_smoke();
    init_test();
    init_transfer_size();
    init_user();
    init_vulnerability();
    init_wasted();
    RULES = [
      build,
      test,
      smoke,
      size2,
      transferSize,
      layers,
      growth,
      user,
      secret,
      forbiddenFile,
      vulnerability,
      wasted,
      packageCache,
      buildTool,
      devDependency,
      leftover,
      baseImage,
      dockerfileCheck,
      context,
      healthcheck,
      saving,
      loosened
    ], LEVELS = ["error", "warning", "notice"];
    NOTHING_MORE = { actual: null, limit: null, place: null, advice: null, log: null };
  }
});

// src/rules/levels.ts
function faultsIn(raw) {
  let levels = pairs.parse(raw);
  return levels === void 0 ? [{ message: "rules: it is not a mapping of rules to levels", hint: EXAMPLE }] : Object.entries(levels).flatMap(([name, level2]) => RULES.some(({ id, fixed }) => id === name && fixed === !0) ? [{ message: `rules.${name}: it cannot be switched`, hint: "Remove the line" }] : NAMES.includes(name) ? LEVELS2.some((word2) => word2 === level2) ? [] : [
    {
      message: `rules.${name}: ${JSON.stringify(level2)} is not one of ${LEVELS2.join(", ")}`,
      hint: EXAMPLE
    }
  ] : [{ message: `rules: there is no rule ${JSON.stringify(name)}`, hint: didYouMean(name, NAMES) }]);
}
var LEVELS2, NAMES, ruleLevels, EXAMPLE, init_levels = __esm({
  "src/rules/levels.ts"() {
    "use strict";
    init_kinds();
    init_problem();
    init_rules();
    LEVELS2 = ["off", "notice", "warning", "error"], NAMES = RULES.flatMap(({ id, fixed }) => fixed === !0 ? [] : [id]), ruleLevels = {
      noun: "a mapping or a list of rule=level",
      parse: (raw) => faultsIn(raw).length > 0 ? void 0 : pairs.parse(raw),
      schema: {
        type: ["object", "array", "string"],
        properties: Object.fromEntries(NAMES.map((name) => [name, { enum: LEVELS2 }])),
        additionalProperties: !1,
        items: { type: "string" }
      },
      faults: faultsIn
    };
    EXAMPLE = "Write for example: rules: {secret: warning, wasted: off}";
  }
});

// node_modules/valibot/dist/index.mjs
// @__NO_SIDE_EFFECTS__
function getGlobalConfig(config$1) {
  return !config$1 && !store$4 ? DEFAULT_CONFIG : {
    lang: config$1?.lang ?? store$4?.lang,
    message: config$1?.message,
    abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
    abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
  };
}
// @__NO_SIDE_EFFECTS__
function getGlobalMessage(lang) {
  return store$3?.get(lang);
}
// @__NO_SIDE_EFFECTS__
function getSchemaMessage(lang) {
  return store$2?.get(lang);
}
// @__NO_SIDE_EFFECTS__
function getSpecificMessage(reference, lang) {
  return store$1?.get(reference)?.get(lang);
}
// @__NO_SIDE_EFFECTS__
function _stringify(input) {
  let type = typeof input;
  return type === "string" ? `"${input}"` : type === "number" || type === "bigint" || type === "boolean" ? `${input}` : type === "object" || type === "function" ? (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null" : type;
}
function _addIssue(context2, label, dataset, config$1, other) {
  let input = other && "input" in other ? other.input : dataset.value, expected = other?.expected ?? context2.expects ?? null, received = other?.received ?? /* @__PURE__ */ _stringify(input), issue = {
    kind: context2.kind,
    type: context2.type,
    input,
    expected,
    received,
    message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
    requirement: context2.requirement,
    path: other?.path,
    issues: other?.issues,
    lang: config$1.lang,
    abortEarly: config$1.abortEarly,
    abortPipeEarly: config$1.abortPipeEarly
  }, isSchema = context2.kind === "schema", message$1 = other?.message ?? context2.message ?? /* @__PURE__ */ getSpecificMessage(context2.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
  message$1 !== void 0 && (issue.message = typeof message$1 == "function" ? message$1(issue) : message$1), isSchema && (dataset.typed = !1), dataset.issues ? dataset.issues.push(issue) : dataset.issues = [issue];
}
// @__NO_SIDE_EFFECTS__
function _isSameValueZero(value1, value2) {
  return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
}
// @__NO_SIDE_EFFECTS__
function _isValidObjectKey(object$1, key2) {
  return Object.prototype.hasOwnProperty.call(object$1, key2) && key2 !== "__proto__" && key2 !== "prototype" && key2 !== "constructor";
}
// @__NO_SIDE_EFFECTS__
function _joinExpects(values$1, separator) {
  let list5 = [...new Set(values$1)];
  return list5.length > 1 ? `(${list5.join(` ${separator} `)})` : list5[0] ?? "never";
}
function _standardSchema(schema2) {
  return schema2["~standard"] = {
    version: 1,
    vendor: "valibot",
    validate: (value$1) => schema2["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
  }, schema2;
}
// @__NO_SIDE_EFFECTS__
function getDotPath(issue) {
  if (issue.path) {
    let key2 = "";
    for (let item of issue.path) if (typeof item.key == "string" || typeof item.key == "number") key2 ? key2 += `.${item.key}` : key2 += item.key;
    else return null;
    return key2;
  }
  return null;
}
// @__NO_SIDE_EFFECTS__
function isValiError(error) {
  return error instanceof ValiError;
}
// @__NO_SIDE_EFFECTS__
function parseJson(config$1, message$1) {
  return {
    kind: "transformation",
    type: "parse_json",
    reference: parseJson,
    config: config$1,
    message: message$1,
    async: !1,
    "~run"(dataset, config$2) {
      try {
        dataset.value = JSON.parse(dataset.value, this.config?.reviver);
      } catch (error) {
        if (error instanceof Error)
          _addIssue(this, "JSON", dataset, config$2, { received: `"${error.message}"` }), dataset.typed = !1;
        else throw error;
      }
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function _isPartiallyTyped(dataset, paths) {
  if (dataset.issues) for (let path2 of paths) for (let issue of dataset.issues) {
    let typed = !1, bound = Math.min(path2.length, issue.path?.length ?? 0);
    for (let index2 = 0; index2 < bound; index2++) if (path2[index2] !== issue.path[index2].key && (path2[index2] !== "$" || issue.path[index2].type !== "array")) {
      typed = !0;
      break;
    }
    if (!typed) return !1;
  }
  return !0;
}
// @__NO_SIDE_EFFECTS__
function partialCheck(paths, requirement, message$1) {
  return {
    kind: "validation",
    type: "partial_check",
    reference: partialCheck,
    async: !1,
    expects: null,
    paths,
    requirement,
    message: message$1,
    "~run"(dataset, config$1) {
      return (dataset.typed || /* @__PURE__ */ _isPartiallyTyped(dataset, paths)) && !this.requirement(dataset.value) && _addIssue(this, "input", dataset, config$1), dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function rawTransform(action) {
  return {
    kind: "transformation",
    type: "raw_transform",
    reference: rawTransform,
    async: !1,
    "~run"(dataset, config$1) {
      let output = action({
        dataset,
        config: config$1,
        addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
        NEVER: null
      });
      return dataset.issues ? dataset.typed = !1 : dataset.value = output, dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function transform(operation) {
  return {
    kind: "transformation",
    type: "transform",
    reference: transform,
    async: !1,
    operation,
    "~run"(dataset) {
      return dataset.value = this.operation(dataset.value), dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function getFallback(schema2, dataset, config$1) {
  return typeof schema2.fallback == "function" ? schema2.fallback(dataset, config$1) : schema2.fallback;
}
// @__NO_SIDE_EFFECTS__
function fallback(schema2, fallback$1) {
  return _standardSchema({
    ...schema2,
    fallback: fallback$1,
    "~run"(dataset, config$1) {
      let outputDataset = schema2["~run"](dataset, config$1);
      return outputDataset.issues ? {
        typed: !0,
        value: /* @__PURE__ */ getFallback(this, outputDataset, config$1)
      } : outputDataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function forward(action, path2) {
  return {
    ...action,
    "~run"(dataset, config$1) {
      let prevIssues = dataset.issues && [...dataset.issues];
      if (dataset = action["~run"](dataset, config$1), dataset.issues) {
        for (let issue of dataset.issues) if (!prevIssues?.includes(issue)) {
          let pathInput = dataset.value;
          for (let key2 of path2) {
            let pathValue = pathInput[key2], pathItem = {
              type: "unknown",
              origin: "value",
              input: pathInput,
              key: key2,
              value: pathValue
            };
            if (issue.path ? issue.path.push(pathItem) : issue.path = [pathItem], !pathValue) break;
            pathInput = pathValue;
          }
        }
      }
      return dataset;
    }
  };
}
// @__NO_SIDE_EFFECTS__
function getDefault(schema2, dataset, config$1) {
  return typeof schema2.default == "function" ? schema2.default(dataset, config$1) : schema2.default;
}
// @__NO_SIDE_EFFECTS__
function is(schema2, input) {
  return !schema2["~run"]({ value: input }, ABORT_EARLY_CONFIG).issues;
}
// @__NO_SIDE_EFFECTS__
function array(item, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "array",
    reference: array,
    expects: "Array",
    async: !1,
    item,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (Array.isArray(input)) {
        dataset.typed = !0, dataset.value = [];
        for (let key2 = 0; key2 < input.length; key2++) {
          let value$1 = input[key2], itemDataset = this.item["~run"]({ value: value$1 }, config$1);
          if (itemDataset.issues) {
            let pathItem = {
              type: "array",
              origin: "value",
              input,
              key: key2,
              value: value$1
            };
            for (let issue of itemDataset.issues)
              issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
            if (dataset.issues || (dataset.issues = itemDataset.issues), config$1.abortEarly) {
              dataset.typed = !1;
              break;
            }
          }
          itemDataset.typed || (dataset.typed = !1), dataset.value.push(itemDataset.value);
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function boolean(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "boolean",
    reference: boolean,
    expects: "boolean",
    async: !1,
    message: message$1,
    "~run"(dataset, config$1) {
      return typeof dataset.value == "boolean" ? dataset.typed = !0 : _addIssue(this, "type", dataset, config$1), dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function exactOptional(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "exact_optional",
    reference: exactOptional,
    expects: wrapped.expects,
    async: !1,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      return this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function lazy(getter) {
  return _standardSchema({
    kind: "schema",
    type: "lazy",
    reference: lazy,
    expects: "unknown",
    async: !1,
    getter,
    "~run"(dataset, config$1) {
      return this.getter(dataset.value)["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function literal(literal_, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "literal",
    reference: literal,
    expects: /* @__PURE__ */ _stringify(literal_),
    async: !1,
    literal: literal_,
    message: message$1,
    "~run"(dataset, config$1) {
      return /* @__PURE__ */ _isSameValueZero(dataset.value, this.literal) ? dataset.typed = !0 : _addIssue(this, "type", dataset, config$1), dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function looseObject(entries$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "loose_object",
    reference: looseObject,
    expects: "Object",
    async: !1,
    entries: entries$1,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (input && typeof input == "object") {
        dataset.typed = !0, dataset.value = {};
        for (let key2 in this.entries) {
          let valueSchema = this.entries[key2];
          if (key2 in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
            let value$1 = key2 in input ? input[key2] : /* @__PURE__ */ getDefault(valueSchema), valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              let pathItem = {
                type: "object",
                origin: "value",
                input,
                key: key2,
                value: value$1
              };
              for (let issue of valueDataset.issues)
                issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
              if (dataset.issues || (dataset.issues = valueDataset.issues), config$1.abortEarly) {
                dataset.typed = !1;
                break;
              }
            }
            valueDataset.typed || (dataset.typed = !1), dataset.value[key2] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key2] = /* @__PURE__ */ getFallback(valueSchema);
          else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish" && (_addIssue(this, "key", dataset, config$1, {
            input: void 0,
            expected: `"${key2}"`,
            path: [{
              type: "object",
              origin: "key",
              input,
              key: key2,
              value: input[key2]
            }]
          }), config$1.abortEarly))
            break;
        }
        if (!dataset.issues || !config$1.abortEarly)
          for (let key2 in input) /* @__PURE__ */ _isValidObjectKey(input, key2) && !Object.prototype.hasOwnProperty.call(this.entries, key2) && (dataset.value[key2] = input[key2]);
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function never(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "never",
    reference: never,
    expects: "never",
    async: !1,
    message: message$1,
    "~run"(dataset, config$1) {
      return _addIssue(this, "type", dataset, config$1), dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function nullable(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "nullable",
    reference: nullable,
    expects: `(${wrapped.expects} | null)`,
    async: !1,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      return dataset.value === null && (this.default !== void 0 && (dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1)), dataset.value === null) ? (dataset.typed = !0, dataset) : this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function nullish(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "nullish",
    reference: nullish,
    expects: `(${wrapped.expects} | null | undefined)`,
    async: !1,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      return (dataset.value === null || dataset.value === void 0) && (this.default !== void 0 && (dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1)), dataset.value === null || dataset.value === void 0) ? (dataset.typed = !0, dataset) : this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function number(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "number",
    reference: number,
    expects: "number",
    async: !1,
    message: message$1,
    "~run"(dataset, config$1) {
      return typeof dataset.value == "number" && !isNaN(dataset.value) ? dataset.typed = !0 : _addIssue(this, "type", dataset, config$1), dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function object(entries$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "object",
    reference: object,
    expects: "Object",
    async: !1,
    entries: entries$1,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (input && typeof input == "object") {
        dataset.typed = !0, dataset.value = {};
        for (let key2 in this.entries) {
          let valueSchema = this.entries[key2];
          if (key2 in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
            let value$1 = key2 in input ? input[key2] : /* @__PURE__ */ getDefault(valueSchema), valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              let pathItem = {
                type: "object",
                origin: "value",
                input,
                key: key2,
                value: value$1
              };
              for (let issue of valueDataset.issues)
                issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
              if (dataset.issues || (dataset.issues = valueDataset.issues), config$1.abortEarly) {
                dataset.typed = !1;
                break;
              }
            }
            valueDataset.typed || (dataset.typed = !1), dataset.value[key2] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key2] = /* @__PURE__ */ getFallback(valueSchema);
          else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish" && (_addIssue(this, "key", dataset, config$1, {
            input: void 0,
            expected: `"${key2}"`,
            path: [{
              type: "object",
              origin: "key",
              input,
              key: key2,
              value: input[key2]
            }]
          }), config$1.abortEarly))
            break;
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function objectWithRest(entries$1, rest, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "object_with_rest",
    reference: objectWithRest,
    expects: "Object",
    async: !1,
    entries: entries$1,
    rest,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (input && typeof input == "object") {
        dataset.typed = !0, dataset.value = {};
        for (let key2 in this.entries) {
          let valueSchema = this.entries[key2];
          if (key2 in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
            let value$1 = key2 in input ? input[key2] : /* @__PURE__ */ getDefault(valueSchema), valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
            if (valueDataset.issues) {
              let pathItem = {
                type: "object",
                origin: "value",
                input,
                key: key2,
                value: value$1
              };
              for (let issue of valueDataset.issues)
                issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
              if (dataset.issues || (dataset.issues = valueDataset.issues), config$1.abortEarly) {
                dataset.typed = !1;
                break;
              }
            }
            valueDataset.typed || (dataset.typed = !1), dataset.value[key2] = valueDataset.value;
          } else if (valueSchema.fallback !== void 0) dataset.value[key2] = /* @__PURE__ */ getFallback(valueSchema);
          else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish" && (_addIssue(this, "key", dataset, config$1, {
            input: void 0,
            expected: `"${key2}"`,
            path: [{
              type: "object",
              origin: "key",
              input,
              key: key2,
              value: input[key2]
            }]
          }), config$1.abortEarly))
            break;
        }
        if (!dataset.issues || !config$1.abortEarly) {
          for (let key2 in input) if (/* @__PURE__ */ _isValidObjectKey(input, key2) && !Object.prototype.hasOwnProperty.call(this.entries, key2)) {
            let valueDataset = this.rest["~run"]({ value: input[key2] }, config$1);
            if (valueDataset.issues) {
              let pathItem = {
                type: "object",
                origin: "value",
                input,
                key: key2,
                value: input[key2]
              };
              for (let issue of valueDataset.issues)
                issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
              if (dataset.issues || (dataset.issues = valueDataset.issues), config$1.abortEarly) {
                dataset.typed = !1;
                break;
              }
            }
            valueDataset.typed || (dataset.typed = !1), dataset.value[key2] = valueDataset.value;
          }
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function optional(wrapped, default_) {
  return _standardSchema({
    kind: "schema",
    type: "optional",
    reference: optional,
    expects: `(${wrapped.expects} | undefined)`,
    async: !1,
    wrapped,
    default: default_,
    "~run"(dataset, config$1) {
      return dataset.value === void 0 && (this.default !== void 0 && (dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1)), dataset.value === void 0) ? (dataset.typed = !0, dataset) : this.wrapped["~run"](dataset, config$1);
    }
  });
}
// @__NO_SIDE_EFFECTS__
function picklist(options, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "picklist",
    reference: picklist,
    expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
    async: !1,
    options,
    message: message$1,
    "~run"(dataset, config$1) {
      return this.options.includes(dataset.value) ? dataset.typed = !0 : _addIssue(this, "type", dataset, config$1), dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function record(key2, value$1, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "record",
    reference: record,
    expects: "Object",
    async: !1,
    key: key2,
    value: value$1,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (input && typeof input == "object") {
        dataset.typed = !0, dataset.value = {};
        for (let entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
          let entryValue = input[entryKey], keyDataset = this.key["~run"]({ value: entryKey }, config$1);
          if (keyDataset.issues) {
            let pathItem = {
              type: "object",
              origin: "key",
              input,
              key: entryKey,
              value: entryValue
            };
            for (let issue of keyDataset.issues)
              issue.path = [pathItem], dataset.issues?.push(issue);
            if (dataset.issues || (dataset.issues = keyDataset.issues), config$1.abortEarly) {
              dataset.typed = !1;
              break;
            }
          }
          let valueDataset = this.value["~run"]({ value: entryValue }, config$1);
          if (valueDataset.issues) {
            let pathItem = {
              type: "object",
              origin: "value",
              input,
              key: entryKey,
              value: entryValue
            };
            for (let issue of valueDataset.issues)
              issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
            if (dataset.issues || (dataset.issues = valueDataset.issues), config$1.abortEarly) {
              dataset.typed = !1;
              break;
            }
          }
          (!keyDataset.typed || !valueDataset.typed) && (dataset.typed = !1), keyDataset.typed && (dataset.value[keyDataset.value] = valueDataset.value);
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function string(message$1) {
  return _standardSchema({
    kind: "schema",
    type: "string",
    reference: string,
    expects: "string",
    async: !1,
    message: message$1,
    "~run"(dataset, config$1) {
      return typeof dataset.value == "string" ? dataset.typed = !0 : _addIssue(this, "type", dataset, config$1), dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function tuple(items, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "tuple",
    reference: tuple,
    expects: "Array",
    async: !1,
    items,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (Array.isArray(input)) {
        dataset.typed = !0, dataset.value = [];
        for (let key2 = 0; key2 < this.items.length; key2++) {
          let value$1 = input[key2], itemDataset = this.items[key2]["~run"]({ value: value$1 }, config$1);
          if (itemDataset.issues) {
            let pathItem = {
              type: "array",
              origin: "value",
              input,
              key: key2,
              value: value$1
            };
            for (let issue of itemDataset.issues)
              issue.path ? issue.path.unshift(pathItem) : issue.path = [pathItem], dataset.issues?.push(issue);
            if (dataset.issues || (dataset.issues = itemDataset.issues), config$1.abortEarly) {
              dataset.typed = !1;
              break;
            }
          }
          itemDataset.typed || (dataset.typed = !1), dataset.value.push(itemDataset.value);
        }
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function _subIssues(datasets) {
  let issues;
  if (datasets) for (let dataset of datasets) if (issues) for (let issue of dataset.issues) issues.push(issue);
  else issues = dataset.issues;
  return issues;
}
// @__NO_SIDE_EFFECTS__
function union(options, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "union",
    reference: union,
    expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
    async: !1,
    options,
    message: message$1,
    "~run"(dataset, config$1) {
      let validDataset, typedDatasets, untypedDatasets;
      for (let schema2 of this.options) {
        let optionDataset = schema2["~run"]({ value: dataset.value }, config$1);
        if (optionDataset.typed) if (optionDataset.issues) typedDatasets ? typedDatasets.push(optionDataset) : typedDatasets = [optionDataset];
        else {
          validDataset = optionDataset;
          break;
        }
        else untypedDatasets ? untypedDatasets.push(optionDataset) : untypedDatasets = [optionDataset];
      }
      if (validDataset) return validDataset;
      if (typedDatasets) {
        if (typedDatasets.length === 1) return typedDatasets[0];
        _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) }), dataset.typed = !0;
      } else {
        if (untypedDatasets?.length === 1) return untypedDatasets[0];
        _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
      }
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function unknown() {
  return _standardSchema({
    kind: "schema",
    type: "unknown",
    reference: unknown,
    expects: "unknown",
    async: !1,
    "~run"(dataset) {
      return dataset.typed = !0, dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function variant(key2, options, message$1) {
  return _standardSchema({
    kind: "schema",
    type: "variant",
    reference: variant,
    expects: "Object",
    async: !1,
    key: key2,
    options,
    message: message$1,
    "~run"(dataset, config$1) {
      let input = dataset.value;
      if (input && typeof input == "object") {
        let outputDataset, maxDiscriminatorPriority = 0, invalidDiscriminatorKey = this.key, expectedDiscriminators = [], parseOptions = (variant$1, allKeys) => {
          for (let schema2 of variant$1.options) {
            if (schema2.type === "variant") parseOptions(schema2, new Set(allKeys).add(schema2.key));
            else {
              let keysAreValid = !0, currentPriority = 0;
              for (let currentKey of allKeys) {
                let discriminatorSchema = schema2.entries[currentKey];
                if (currentKey in input ? discriminatorSchema["~run"]({
                  typed: !1,
                  value: input[currentKey]
                }, ABORT_EARLY_CONFIG).issues : discriminatorSchema.type !== "exact_optional" && discriminatorSchema.type !== "optional" && discriminatorSchema.type !== "nullish") {
                  keysAreValid = !1, invalidDiscriminatorKey !== currentKey && (maxDiscriminatorPriority < currentPriority || maxDiscriminatorPriority === currentPriority && currentKey in input && !(invalidDiscriminatorKey in input)) && (maxDiscriminatorPriority = currentPriority, invalidDiscriminatorKey = currentKey, expectedDiscriminators = []), invalidDiscriminatorKey === currentKey && expectedDiscriminators.push(schema2.entries[currentKey].expects);
                  break;
                }
                currentPriority++;
              }
              if (keysAreValid) {
                let optionDataset = schema2["~run"]({ value: input }, config$1);
                (!outputDataset || !outputDataset.typed && optionDataset.typed) && (outputDataset = optionDataset);
              }
            }
            if (outputDataset && !outputDataset.issues) break;
          }
        };
        if (parseOptions(this, /* @__PURE__ */ new Set([this.key])), outputDataset) return outputDataset;
        _addIssue(this, "type", dataset, config$1, {
          input: input[invalidDiscriminatorKey],
          expected: /* @__PURE__ */ _joinExpects(expectedDiscriminators, "|"),
          path: [{
            type: "object",
            origin: "value",
            input,
            key: invalidDiscriminatorKey,
            value: input[invalidDiscriminatorKey]
          }]
        });
      } else _addIssue(this, "type", dataset, config$1);
      return dataset;
    }
  });
}
function parse(schema2, input, config$1) {
  let dataset = schema2["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
  if (dataset.issues) throw new ValiError(dataset.issues);
  return dataset.value;
}
// @__NO_SIDE_EFFECTS__
function pipe(...pipe$1) {
  return _standardSchema({
    ...pipe$1[0],
    pipe: pipe$1,
    "~run"(dataset, config$1) {
      for (let item of pipe$1) if (item.kind !== "metadata") {
        if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
          dataset.typed = !1;
          break;
        }
        (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) && (dataset = item["~run"](dataset, config$1));
      }
      return dataset;
    }
  });
}
// @__NO_SIDE_EFFECTS__
function safeParse(schema2, input, config$1) {
  let dataset = schema2["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
  return {
    typed: dataset.typed,
    success: !dataset.issues,
    output: dataset.value,
    issues: dataset.issues
  };
}
var store$4, DEFAULT_CONFIG, store$3, store$2, store$1, ValiError, EMOJI_REGEX, ABORT_EARLY_CONFIG, init_dist = __esm({
  "node_modules/valibot/dist/index.mjs"() {
    DEFAULT_CONFIG = {
      lang: void 0,
      message: void 0,
      abortEarly: void 0,
      abortPipeEarly: void 0
    };
    ValiError = class extends Error {
      /**
      * Creates a Valibot error with useful information.
      *
      * @param issues The error issues.
      */
      constructor(issues) {
        super(issues[0].message), this.name = "ValiError", this.issues = issues;
      }
    };
    EMOJI_REGEX = new RegExp("^(?:[\\u{1F1E6}-\\u{1F1FF}]{2}|\\u{1F3F4}[\\u{E0061}-\\u{E007A}]{2}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,3}\\u{E007F}|(?:\\p{Emoji}\\uFE0F\\u20E3?|\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}?|(?![\\p{Emoji_Modifier_Base}\\u{1F1E6}-\\u{1F1FF}])\\p{Emoji_Presentation})(?:\\u200D(?:\\p{Emoji}\\uFE0F\\u20E3?|\\p{Emoji_Modifier_Base}\\p{Emoji_Modifier}?|(?![\\p{Emoji_Modifier_Base}\\u{1F1E6}-\\u{1F1FF}])\\p{Emoji_Presentation}))*)+$", "u");
    ABORT_EARLY_CONFIG = { abortEarly: !0 };
  }
});

// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJS({
  "node_modules/yaml/dist/nodes/identity.js"(exports2) {
    "use strict";
    var ALIAS = /* @__PURE__ */ Symbol.for("yaml.alias"), DOC = /* @__PURE__ */ Symbol.for("yaml.document"), MAP = /* @__PURE__ */ Symbol.for("yaml.map"), PAIR = /* @__PURE__ */ Symbol.for("yaml.pair"), SCALAR = /* @__PURE__ */ Symbol.for("yaml.scalar"), SEQ = /* @__PURE__ */ Symbol.for("yaml.seq"), NODE_TYPE = /* @__PURE__ */ Symbol.for("yaml.node.type"), isAlias = (node2) => !!node2 && typeof node2 == "object" && node2[NODE_TYPE] === ALIAS, isDocument = (node2) => !!node2 && typeof node2 == "object" && node2[NODE_TYPE] === DOC, isMap2 = (node2) => !!node2 && typeof node2 == "object" && node2[NODE_TYPE] === MAP, isPair = (node2) => !!node2 && typeof node2 == "object" && node2[NODE_TYPE] === PAIR, isScalar2 = (node2) => !!node2 && typeof node2 == "object" && node2[NODE_TYPE] === SCALAR, isSeq = (node2) => !!node2 && typeof node2 == "object" && node2[NODE_TYPE] === SEQ;
    function isCollection(node2) {
      if (node2 && typeof node2 == "object")
        switch (node2[NODE_TYPE]) {
          case MAP:
          case SEQ:
            return !0;
        }
      return !1;
    }
    function isNode(node2) {
      if (node2 && typeof node2 == "object")
        switch (node2[NODE_TYPE]) {
          case ALIAS:
          case MAP:
          case SCALAR:
          case SEQ:
            return !0;
        }
      return !1;
    }
    var hasAnchor = (node2) => (isScalar2(node2) || isCollection(node2)) && !!node2.anchor;
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
    function visit(node2, visitor) {
      let visitor_ = initVisitor(visitor);
      identity.isDocument(node2) ? visit_(null, node2.contents, visitor_, Object.freeze([node2])) === REMOVE && (node2.contents = null) : visit_(null, node2, visitor_, Object.freeze([]));
    }
    visit.BREAK = BREAK2;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    function visit_(key2, node2, visitor, path2) {
      let ctrl = callVisitor(key2, node2, visitor, path2);
      if (identity.isNode(ctrl) || identity.isPair(ctrl))
        return replaceNode(key2, path2, ctrl), visit_(key2, ctrl, visitor, path2);
      if (typeof ctrl != "symbol") {
        if (identity.isCollection(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          for (let i = 0; i < node2.items.length; ++i) {
            let ci = visit_(i, node2.items[i], visitor, path2);
            if (typeof ci == "number")
              i = ci - 1;
            else {
              if (ci === BREAK2)
                return BREAK2;
              ci === REMOVE && (node2.items.splice(i, 1), i -= 1);
            }
          }
        } else if (identity.isPair(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          let ck = visit_("key", node2.key, visitor, path2);
          if (ck === BREAK2)
            return BREAK2;
          ck === REMOVE && (node2.key = null);
          let cv = visit_("value", node2.value, visitor, path2);
          if (cv === BREAK2)
            return BREAK2;
          cv === REMOVE && (node2.value = null);
        }
      }
      return ctrl;
    }
    async function visitAsync(node2, visitor) {
      let visitor_ = initVisitor(visitor);
      identity.isDocument(node2) ? await visitAsync_(null, node2.contents, visitor_, Object.freeze([node2])) === REMOVE && (node2.contents = null) : await visitAsync_(null, node2, visitor_, Object.freeze([]));
    }
    visitAsync.BREAK = BREAK2;
    visitAsync.SKIP = SKIP;
    visitAsync.REMOVE = REMOVE;
    async function visitAsync_(key2, node2, visitor, path2) {
      let ctrl = await callVisitor(key2, node2, visitor, path2);
      if (identity.isNode(ctrl) || identity.isPair(ctrl))
        return replaceNode(key2, path2, ctrl), visitAsync_(key2, ctrl, visitor, path2);
      if (typeof ctrl != "symbol") {
        if (identity.isCollection(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          for (let i = 0; i < node2.items.length; ++i) {
            let ci = await visitAsync_(i, node2.items[i], visitor, path2);
            if (typeof ci == "number")
              i = ci - 1;
            else {
              if (ci === BREAK2)
                return BREAK2;
              ci === REMOVE && (node2.items.splice(i, 1), i -= 1);
            }
          }
        } else if (identity.isPair(node2)) {
          path2 = Object.freeze(path2.concat(node2));
          let ck = await visitAsync_("key", node2.key, visitor, path2);
          if (ck === BREAK2)
            return BREAK2;
          ck === REMOVE && (node2.key = null);
          let cv = await visitAsync_("value", node2.value, visitor, path2);
          if (cv === BREAK2)
            return BREAK2;
          cv === REMOVE && (node2.value = null);
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
    function callVisitor(key2, node2, visitor, path2) {
      if (typeof visitor == "function")
        return visitor(key2, node2, path2);
      if (identity.isMap(node2))
        return visitor.Map?.(key2, node2, path2);
      if (identity.isSeq(node2))
        return visitor.Seq?.(key2, node2, path2);
      if (identity.isPair(node2))
        return visitor.Pair?.(key2, node2, path2);
      if (identity.isScalar(node2))
        return visitor.Scalar?.(key2, node2, path2);
      if (identity.isAlias(node2))
        return visitor.Alias?.(key2, node2, path2);
    }
    function replaceNode(key2, path2, node2) {
      let parent = path2[path2.length - 1];
      if (identity.isCollection(parent))
        parent.items[key2] = node2;
      else if (identity.isPair(parent))
        key2 === "key" ? parent.key = node2 : parent.value = node2;
      else if (identity.isDocument(parent))
        parent.contents = node2;
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
          visit.visit(doc.contents, (_key, node2) => {
            identity.isNode(node2) && node2.tag && (tags[node2.tag] = !0);
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
        Value(_key, node2) {
          node2.anchor && anchors.add(node2.anchor);
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
    function applyReviver(reviver, obj, key2, val) {
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
      return reviver.call(obj, key2, val);
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
          for (let { count: count4, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count4);
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
          Node: (_key, node2) => {
            (identity.isAlias(node2) || identity.hasAnchor(node2)) && nodes.push(node2);
          }
        }), ctx && (ctx.aliasResolveCache = nodes));
        let found2;
        for (let node2 of nodes) {
          if (node2 === this)
            break;
          node2.anchor === this.source && (found2 = node2);
        }
        if (found2 && ctx) {
          let { anchors: anchors2, doc: doc2, maxAliasCount } = ctx, data = anchors2.get(found2);
          if (data || (toJS.toJS(found2, null, ctx), data = anchors2.get(found2)), data?.res === void 0) {
            let msg = "This should not happen: Alias anchor was not resolved?";
            throw new ReferenceError(msg);
          }
          if (maxAliasCount >= 0 && (data.count += 1, data.aliasCount === 0 && (data.aliasCount = getAliasCount(doc2, found2, anchors2)), data.count * data.aliasCount > maxAliasCount)) {
            let msg = "Excessive alias count indicates a resource exhaustion attack";
            throw new ReferenceError(msg);
          }
        }
        return found2;
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
    function getAliasCount(doc, node2, anchors2) {
      if (identity.isAlias(node2)) {
        let source = node2.resolve(doc), anchor = anchors2 && source && anchors2.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
      } else if (identity.isCollection(node2)) {
        let count4 = 0;
        for (let item of node2.items) {
          let c = getAliasCount(doc, item, anchors2);
          c > count4 && (count4 = c);
        }
        return count4;
      } else if (identity.isPair(node2)) {
        let kc = getAliasCount(doc, node2.key, anchors2), vc = getAliasCount(doc, node2.value, anchors2);
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
        let match2 = tags.filter((t) => t.tag === tagName), tagObj = match2.find((t) => !t.format) ?? match2[0];
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
      let { aliasDuplicateObjects, onAnchor, onTagObj, schema: schema2, sourceObjects } = ctx, ref;
      if (aliasDuplicateObjects && value && typeof value == "object") {
        if (ref = sourceObjects.get(value), ref)
          return ref.anchor ?? (ref.anchor = onAnchor(value)), new Alias.Alias(ref.anchor);
        ref = { anchor: null, node: null }, sourceObjects.set(value, ref);
      }
      tagName?.startsWith("!!") && (tagName = defaultTagPrefix + tagName.slice(2));
      let tagObj = findTagObject(value, tagName, schema2.tags);
      if (!tagObj) {
        if (value && typeof value.toJSON == "function" && (value = value.toJSON()), !value || typeof value != "object") {
          let node3 = new Scalar.Scalar(value);
          return ref && (ref.node = node3), node3;
        }
        tagObj = value instanceof Map ? schema2[identity.MAP] : Symbol.iterator in Object(value) ? schema2[identity.SEQ] : schema2[identity.MAP];
      }
      onTagObj && (onTagObj(tagObj), delete ctx.onTagObj);
      let node2 = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from == "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
      return tagName ? node2.tag = tagName : tagObj.default || (node2.tag = tagObj.tag), ref && (ref.node = node2), node2;
    }
    exports2.createNode = createNode;
  }
});

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJS({
  "node_modules/yaml/dist/nodes/Collection.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), identity = require_identity(), Node = require_Node();
    function collectionFromPath(schema2, path2, value) {
      let v = value;
      for (let i = path2.length - 1; i >= 0; --i) {
        let k = path2[i];
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
        schema: schema2,
        sourceObjects: /* @__PURE__ */ new Map()
      });
    }
    var isEmptyPath = (path2) => path2 == null || typeof path2 == "object" && !!path2[Symbol.iterator]().next().done, Collection = class extends Node.NodeBase {
      constructor(type, schema2) {
        super(type), Object.defineProperty(this, "schema", {
          value: schema2,
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
      clone(schema2) {
        let copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        return schema2 && (copy.schema = schema2), copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema2) : it), this.range && (copy.range = this.range.slice()), copy;
      }
      /**
       * Adds a value to the collection. For `!!map` and `!!omap` the value must
       * be a Pair instance or a `{ key, value }` object, which may not have a key
       * that already exists in the map.
       */
      addIn(path2, value) {
        if (isEmptyPath(path2))
          this.add(value);
        else {
          let [key2, ...rest] = path2, node2 = this.get(key2, !0);
          if (identity.isCollection(node2))
            node2.addIn(rest, value);
          else if (node2 === void 0 && this.schema)
            this.set(key2, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key2}. Remaining path: ${rest}`);
        }
      }
      /**
       * Removes a value from the collection.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path2) {
        let [key2, ...rest] = path2;
        if (rest.length === 0)
          return this.delete(key2);
        let node2 = this.get(key2, !0);
        if (identity.isCollection(node2))
          return node2.deleteIn(rest);
        throw new Error(`Expected YAML collection at ${key2}. Remaining path: ${rest}`);
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path2, keepScalar) {
        let [key2, ...rest] = path2, node2 = this.get(key2, !0);
        return rest.length === 0 ? !keepScalar && identity.isScalar(node2) ? node2.value : node2 : identity.isCollection(node2) ? node2.getIn(rest, keepScalar) : void 0;
      }
      hasAllNullValues(allowScalar) {
        return this.items.every((node2) => {
          if (!identity.isPair(node2))
            return !1;
          let n = node2.value;
          return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
        });
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       */
      hasIn(path2) {
        let [key2, ...rest] = path2;
        if (rest.length === 0)
          return this.has(key2);
        let node2 = this.get(key2, !0);
        return identity.isCollection(node2) ? node2.hasIn(rest) : !1;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path2, value) {
        let [key2, ...rest] = path2;
        if (rest.length === 0)
          this.set(key2, value);
        else {
          let node2 = this.get(key2, !0);
          if (identity.isCollection(node2))
            node2.setIn(rest, value);
          else if (node2 === void 0 && this.schema)
            this.set(key2, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key2}. Remaining path: ${rest}`);
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
    function foldFlowLines(text7, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
      if (!lineWidth || lineWidth < 0)
        return text7;
      lineWidth < minContentWidth && (minContentWidth = 0);
      let endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
      if (text7.length <= endStep)
        return text7;
      let folds = [], escapedFolds = {}, end = lineWidth - indent.length;
      typeof indentAtStart == "number" && (indentAtStart > lineWidth - Math.max(2, minContentWidth) ? folds.push(0) : end = lineWidth - indentAtStart);
      let split2, prev, overflow = !1, i = -1, escStart = -1, escEnd = -1;
      mode === FOLD_BLOCK && (i = consumeMoreIndentedLines(text7, i, indent.length), i !== -1 && (end = i + endStep));
      for (let ch; ch = text7[i += 1]; ) {
        if (mode === FOLD_QUOTED && ch === "\\") {
          switch (escStart = i, text7[i + 1]) {
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
          mode === FOLD_BLOCK && (i = consumeMoreIndentedLines(text7, i, indent.length)), end = i + indent.length + endStep, split2 = void 0;
        else {
          if (ch === " " && prev && prev !== " " && prev !== `
` && prev !== "	") {
            let next = text7[i + 1];
            next && next !== " " && next !== `
` && next !== "	" && (split2 = i);
          }
          if (i >= end)
            if (split2)
              folds.push(split2), end = split2 + endStep, split2 = void 0;
            else if (mode === FOLD_QUOTED) {
              for (; prev === " " || prev === "	"; )
                prev = ch, ch = text7[i += 1], overflow = !0;
              let j = i > escEnd + 1 ? i - 2 : escStart - 1;
              if (escapedFolds[j])
                return text7;
              folds.push(j), escapedFolds[j] = !0, end = j + endStep, split2 = void 0;
            } else
              overflow = !0;
        }
        prev = ch;
      }
      if (overflow && onOverflow && onOverflow(), folds.length === 0)
        return text7;
      onFold && onFold();
      let res = text7.slice(0, folds[0]);
      for (let i2 = 0; i2 < folds.length; ++i2) {
        let fold = folds[i2], end2 = folds[i2 + 1] || text7.length;
        fold === 0 ? res = `
${indent}${text7.slice(0, end2)}` : (mode === FOLD_QUOTED && escapedFolds[fold] && (res += `${text7[fold]}\\`), res += `
${indent}${text7.slice(fold + 1, end2)}`);
      }
      return res;
    }
    function consumeMoreIndentedLines(text7, i, indent) {
      let end = i, start = i + 1, ch = text7[start];
      for (; ch === " " || ch === "	"; )
        if (i < start + indent)
          ch = text7[++i];
        else {
          do
            ch = text7[++i];
          while (ch && ch !== `
`);
          end = i, start = i + 1, ch = text7[start];
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
      let limit2 = lineWidth - indentLength, strLen = str.length;
      if (strLen <= limit2)
        return !1;
      for (let i = 0, start = 0; i < strLen; ++i)
        if (str[i] === `
`) {
          if (i - start > limit2)
            return !0;
          if (start = i + 1, strLen - start <= limit2)
            return !1;
        }
      return !0;
    }
    function doubleQuotedString(value, ctx) {
      let json2 = JSON.stringify(value);
      if (ctx.options.doubleQuotedAsJSON)
        return json2;
      let { implicitKey } = ctx, minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength, indent = ctx.indent || (containsDocumentMarker(value) ? "  " : ""), str = "", start = 0;
      for (let i = 0, ch = json2[i]; ch; ch = json2[++i])
        if (ch === " " && json2[i + 1] === "\\" && json2[i + 2] === "n" && (str += json2.slice(start, i) + "\\ ", i += 1, start = i, ch = "\\"), ch === "\\")
          switch (json2[i + 1]) {
            case "u":
              {
                str += json2.slice(start, i);
                let code2 = json2.substr(i + 2, 4);
                switch (code2) {
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
                    code2.substr(0, 2) === "00" ? str += "\\x" + code2.substr(2) : str += json2.substr(i, 6);
                }
                i += 5, start = i + 1;
              }
              break;
            case "n":
              if (implicitKey || json2[i + 2] === '"' || json2.length < minMultiLineLength)
                i += 1;
              else {
                for (str += json2.slice(start, i) + `

`; json2[i + 2] === "\\" && json2[i + 3] === "n" && json2[i + 4] !== '"'; )
                  str += `
`, i += 2;
                str += indent, json2[i + 2] === " " && (str += "\\"), i += 1, start = i + 1;
              }
              break;
            default:
              i += 1;
          }
      return str = start ? str + json2.slice(start) : json2, implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, !1));
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
      let indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : ""), literal3 = blockQuote === "literal" ? !0 : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? !1 : type === Scalar.Scalar.BLOCK_LITERAL ? !0 : !lineLengthOverLimit(value, lineWidth, indent.length);
      if (!value)
        return literal3 ? `|
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
      if (comment && (header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " ")), onComment && onComment()), !literal3) {
        let foldedValue = value.replace(/\n+/g, `
$&`).replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`), literalFallback = !1, foldOptions = getFoldOptions(ctx, !0);
        blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED && (foldOptions.onOverflow = () => {
          literalFallback = !0;
        });
        let body2 = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
          return `>${header}
${indent}${body2}`;
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
      let _stringify2 = (_type) => {
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
      }, res = _stringify2(type);
      if (res === null) {
        let { defaultKeyType, defaultStringType } = ctx.options, t = implicitKey && defaultKeyType || defaultStringType;
        if (res = _stringify2(t), res === null)
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
        let match2 = tags.filter((t) => t.tag === item.tag);
        if (match2.length > 0)
          return match2.find((t) => t.format === item.format) ?? match2[0];
      }
      let tagObj, obj;
      if (identity.isScalar(item)) {
        obj = item.value;
        let match2 = tags.filter((t) => t.identify?.(obj));
        if (match2.length > 1) {
          let testMatch = match2.filter((t) => t.test);
          testMatch.length > 0 && (match2 = testMatch);
        }
        tagObj = match2.find((t) => t.format === item.format) ?? match2.find((t) => !t.format);
      } else
        obj = item, tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
      if (!tagObj) {
        let name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
      }
      return tagObj;
    }
    function stringifyProps(node2, tagObj, { anchors: anchors$1, doc }) {
      if (!doc.directives)
        return "";
      let props = [], anchor = (identity.isScalar(node2) || identity.isCollection(node2)) && node2.anchor;
      anchor && anchors.anchorIsValid(anchor) && (anchors$1.add(anchor), props.push(`&${anchor}`));
      let tag = node2.tag ?? (tagObj.default ? null : tagObj.tag);
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
      let tagObj, node2 = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
      tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node2));
      let props = stringifyProps(node2, tagObj, ctx);
      props.length > 0 && (ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1);
      let str = typeof tagObj.stringify == "function" ? tagObj.stringify(node2, ctx, onComment, onChompKeep) : identity.isScalar(node2) ? stringifyString.stringifyString(node2, ctx, onComment, onChompKeep) : node2.toString(ctx, onComment, onChompKeep);
      return props ? identity.isScalar(node2) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}
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
    function stringifyPair({ key: key2, value }, ctx, onComment, onChompKeep) {
      let { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx, keyComment = identity.isNode(key2) && key2.comment || null;
      if (simpleKeys) {
        if (keyComment)
          throw new Error("With simple keys, key nodes cannot have comments");
        if (identity.isCollection(key2) || !identity.isNode(key2) && typeof key2 == "object") {
          let msg = "With simple keys, collection cannot be used as a key value";
          throw new Error(msg);
        }
      }
      let explicitKey = !simpleKeys && (!key2 || keyComment && value == null && !ctx.inFlow || identity.isCollection(key2) || (identity.isScalar(key2) ? key2.type === Scalar.Scalar.BLOCK_FOLDED || key2.type === Scalar.Scalar.BLOCK_LITERAL : typeof key2 == "object"));
      ctx = Object.assign({}, ctx, {
        allNullValues: !1,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
      });
      let keyCommentDone = !1, chompKeep = !1, str = stringify.stringify(key2, ctx, () => keyCommentDone = !0, () => chompKeep = !0);
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
    }, isMergeKey = (ctx, key2) => (merge.identify(key2) || identity.isScalar(key2) && (!key2.type || key2.type === Scalar.Scalar.PLAIN) && merge.identify(key2.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
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
      for (let [key2, value2] of srcMap)
        map instanceof Map ? map.has(key2) || map.set(key2, value2) : map instanceof Set ? map.add(key2) : Object.prototype.hasOwnProperty.call(map, key2) || Object.defineProperty(map, key2, {
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
    function addPairToJSMap(ctx, map, { key: key2, value }) {
      if (identity.isNode(key2) && key2.addToJSMap)
        key2.addToJSMap(ctx, map, value);
      else if (merge.isMergeKey(ctx, key2))
        merge.addMergeToJSMap(ctx, map, value);
      else {
        let jsKey = toJS.toJS(key2, "", ctx);
        if (map instanceof Map)
          map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        else if (map instanceof Set)
          map.add(jsKey);
        else {
          let stringKey = stringifyKey(key2, jsKey, ctx), jsValue = toJS.toJS(value, stringKey, ctx);
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
    function stringifyKey(key2, jsKey, ctx) {
      if (jsKey === null)
        return "";
      if (typeof jsKey != "object")
        return String(jsKey);
      if (identity.isNode(key2) && ctx?.doc) {
        let strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = /* @__PURE__ */ new Set();
        for (let node2 of ctx.anchors.keys())
          strCtx.anchors.add(node2.anchor);
        strCtx.inFlow = !0, strCtx.inStringifyKey = !0;
        let strKey = key2.toString(strCtx);
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
    function createPair(key2, value, ctx) {
      let k = createNode.createNode(key2, void 0, ctx), v = createNode.createNode(value, void 0, ctx);
      return new Pair(k, v);
    }
    var Pair = class _Pair {
      constructor(key2, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR }), this.key = key2, this.value = value;
      }
      clone(schema2) {
        let { key: key2, value } = this;
        return identity.isNode(key2) && (key2 = key2.clone(schema2)), identity.isNode(value) && (value = value.clone(schema2)), new _Pair(key2, value);
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
`)), i < items.length - 1 ? str += "," : ctx.options.trailingComma && (ctx.options.lineWidth > 0 && (reqNewline || (reqNewline = lines2.reduce((sum2, line) => sum2 + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth)), reqNewline && (str += ",")), comment && (str += stringifyComment.lineComment(str, itemIndent, commentString(comment))), lines2.push(str), linesAtValue = lines2.length;
      }
      let { start, end } = flowChars;
      if (lines2.length === 0)
        return start + end;
      if (!reqNewline) {
        let len = lines2.reduce((sum2, line) => sum2 + line.length + 2, 2);
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
    function findPair(items, key2) {
      let k = identity.isScalar(key2) ? key2.value : key2;
      for (let it of items)
        if (identity.isPair(it) && (it.key === key2 || it.key === k || identity.isScalar(it.key) && it.key.value === k))
          return it;
    }
    var YAMLMap = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:map";
      }
      constructor(schema2) {
        super(identity.MAP, schema2), this.items = [];
      }
      /**
       * A generic collection parsing method that can be extended
       * to other node classes that inherit from YAMLMap
       */
      static from(schema2, obj, ctx) {
        let { keepUndefined, replacer } = ctx, map = new this(schema2), add2 = (key2, value) => {
          if (typeof replacer == "function")
            value = replacer.call(obj, key2, value);
          else if (Array.isArray(replacer) && !replacer.includes(key2))
            return;
          (value !== void 0 || keepUndefined) && map.items.push(Pair.createPair(key2, value, ctx));
        };
        if (obj instanceof Map)
          for (let [key2, value] of obj)
            add2(key2, value);
        else if (obj && typeof obj == "object")
          for (let key2 of Object.keys(obj))
            add2(key2, obj[key2]);
        return typeof schema2.sortMapEntries == "function" && map.items.sort(schema2.sortMapEntries), map;
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
      delete(key2) {
        let it = findPair(this.items, key2);
        return it ? this.items.splice(this.items.indexOf(it), 1).length > 0 : !1;
      }
      get(key2, keepScalar) {
        let node2 = findPair(this.items, key2)?.value;
        return (!keepScalar && identity.isScalar(node2) ? node2.value : node2) ?? void 0;
      }
      has(key2) {
        return !!findPair(this.items, key2);
      }
      set(key2, value) {
        this.add(new Pair.Pair(key2, value), !0);
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
      createNode: (schema2, obj, ctx) => YAMLMap.YAMLMap.from(schema2, obj, ctx)
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
      constructor(schema2) {
        super(identity.SEQ, schema2), this.items = [];
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
      delete(key2) {
        let idx = asItemIndex(key2);
        return typeof idx != "number" ? !1 : this.items.splice(idx, 1).length > 0;
      }
      get(key2, keepScalar) {
        let idx = asItemIndex(key2);
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
      has(key2) {
        let idx = asItemIndex(key2);
        return typeof idx == "number" && idx < this.items.length;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       *
       * If `key` does not contain a representation of an integer, this will throw.
       * It may be wrapped in a `Scalar`.
       */
      set(key2, value) {
        let idx = asItemIndex(key2);
        if (typeof idx != "number")
          throw new Error(`Expected a valid index, not ${key2}.`);
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
      static from(schema2, obj, ctx) {
        let { replacer } = ctx, seq = new this(schema2);
        if (obj && Symbol.iterator in Object(obj)) {
          let i = 0;
          for (let it of obj) {
            if (typeof replacer == "function") {
              let key2 = obj instanceof Set ? it : String(i++);
              it = replacer.call(obj, key2, it);
            }
            seq.items.push(createNode.createNode(it, void 0, ctx));
          }
        }
        return seq;
      }
    };
    function asItemIndex(key2) {
      let idx = identity.isScalar(key2) ? key2.value : key2;
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
      createNode: (schema2, obj, ctx) => YAMLSeq.YAMLSeq.from(schema2, obj, ctx)
    };
    exports2.seq = seq;
  }
});

// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJS({
  "node_modules/yaml/dist/schema/common/string.js"(exports2) {
    "use strict";
    var stringifyString = require_stringifyString(), string2 = {
      identify: (value) => typeof value == "string",
      default: !0,
      tag: "tag:yaml.org,2002:str",
      resolve: (str) => str,
      stringify(item, ctx, onComment, onChompKeep) {
        return ctx = Object.assign({ actualString: !0 }, ctx), stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
      }
    };
    exports2.string = string2;
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
      stringify(node2) {
        let num = Number(node2.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node2);
      }
    }, float = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
      resolve(str) {
        let node2 = new Scalar.Scalar(parseFloat(str)), dot = str.indexOf(".");
        return dot !== -1 && str[str.length - 1] === "0" && (node2.minFractionDigits = str.length - dot - 1), node2;
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
    function intStringify(node2, radix, prefix) {
      let { value } = node2;
      return intIdentify(value) && value >= 0 ? prefix + value.toString(radix) : stringifyNumber.stringifyNumber(node2);
    }
    var intOct = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^0o[0-7]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
      stringify: (node2) => intStringify(node2, 8, "0o")
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
      stringify: (node2) => intStringify(node2, 16, "0x")
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
    var map = require_map(), _null = require_null(), seq = require_seq(), string2 = require_string(), bool = require_bool(), float = require_float(), int = require_int(), schema2 = [
      map.map,
      seq.seq,
      string2.string,
      _null.nullTag,
      bool.boolTag,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float
    ];
    exports2.schema = schema2;
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
    }, schema2 = [map.map, seq.seq].concat(jsonScalars, jsonError);
    exports2.schema = schema2;
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
    function createPairs(schema2, iterable, ctx) {
      let { replacer } = ctx, pairs3 = new YAMLSeq.YAMLSeq(schema2);
      pairs3.tag = "tag:yaml.org,2002:pairs";
      let i = 0;
      if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
          typeof replacer == "function" && (it = replacer.call(iterable, String(i++), it));
          let key2, value;
          if (Array.isArray(it))
            if (it.length === 2)
              key2 = it[0], value = it[1];
            else
              throw new TypeError(`Expected [key, value] tuple: ${it}`);
          else if (it && it instanceof Object) {
            let keys = Object.keys(it);
            if (keys.length === 1)
              key2 = keys[0], value = it[key2];
            else
              throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
          } else
            key2 = it;
          pairs3.items.push(Pair.createPair(key2, value, ctx));
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
          let key2, value;
          if (identity.isPair(pair) ? (key2 = toJS.toJS(pair.key, "", ctx), value = toJS.toJS(pair.value, key2, ctx)) : key2 = toJS.toJS(pair, "", ctx), map.has(key2))
            throw new Error("Ordered maps must not include duplicate keys");
          map.set(key2, value);
        }
        return map;
      }
      static from(schema2, iterable, ctx) {
        let pairs$1 = pairs2.createPairs(schema2, iterable, ctx), omap2 = new this();
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
        for (let { key: key2 } of pairs$1.items)
          identity.isScalar(key2) && (seenKeys.includes(key2.value) ? onError(`Ordered maps must not include duplicate keys: ${key2.value}`) : seenKeys.push(key2.value));
        return Object.assign(new YAMLOMap(), pairs$1);
      },
      createNode: (schema2, iterable, ctx) => YAMLOMap.from(schema2, iterable, ctx)
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
      stringify(node2) {
        let num = Number(node2.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node2);
      }
    }, float = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
      resolve(str) {
        let node2 = new Scalar.Scalar(parseFloat(str.replace(/_/g, ""))), dot = str.indexOf(".");
        if (dot !== -1) {
          let f = str.substring(dot + 1).replace(/_/g, "");
          f[f.length - 1] === "0" && (node2.minFractionDigits = f.length);
        }
        return node2;
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
    function intStringify(node2, radix, prefix) {
      let { value } = node2;
      if (intIdentify(value)) {
        let str = value.toString(radix);
        return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
      }
      return stringifyNumber.stringifyNumber(node2);
    }
    var intBin = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "BIN",
      test: /^[-+]?0b[0-1_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
      stringify: (node2) => intStringify(node2, 2, "0b")
    }, intOct = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^[-+]?0[0-7_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
      stringify: (node2) => intStringify(node2, 8, "0")
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
      stringify: (node2) => intStringify(node2, 16, "0x")
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
      constructor(schema2) {
        super(schema2), this.tag = _YAMLSet.tag;
      }
      add(key2) {
        let pair;
        identity.isPair(key2) ? pair = key2 : key2 && typeof key2 == "object" && "key" in key2 && "value" in key2 && key2.value === null ? pair = new Pair.Pair(key2.key, null) : pair = new Pair.Pair(key2, null), YAMLMap.findPair(this.items, pair.key) || this.items.push(pair);
      }
      /**
       * If `keepPair` is `true`, returns the Pair matching `key`.
       * Otherwise, returns the value of that Pair's key.
       */
      get(key2, keepPair) {
        let pair = YAMLMap.findPair(this.items, key2);
        return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
      }
      set(key2, value) {
        if (typeof value != "boolean")
          throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        let prev = YAMLMap.findPair(this.items, key2);
        prev && !value ? this.items.splice(this.items.indexOf(prev), 1) : !prev && value && this.items.push(new Pair.Pair(key2));
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
      static from(schema2, iterable, ctx) {
        let { replacer } = ctx, set2 = new this(schema2);
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
      createNode: (schema2, iterable, ctx) => YAMLSet.from(schema2, iterable, ctx),
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
    function stringifySexagesimal(node2) {
      let { value } = node2, num = (n) => n;
      if (typeof value == "bigint")
        num = (n) => BigInt(n);
      else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node2);
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
        let match2 = str.match(timestamp.test);
        if (!match2)
          throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
        let [, year, month, day, hour, minute, second] = match2.map(Number), millisec = match2[7] ? Number((match2[7] + "00").substr(1, 3)) : 0, date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec), tz = match2[8];
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
    var map = require_map(), _null = require_null(), seq = require_seq(), string2 = require_string(), binary = require_binary(), bool = require_bool2(), float = require_float2(), int = require_int2(), merge = require_merge(), omap = require_omap(), pairs2 = require_pairs(), set = require_set(), timestamp = require_timestamp(), schema2 = [
      map.map,
      seq.seq,
      string2.string,
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
    exports2.schema = schema2;
  }
});

// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJS({
  "node_modules/yaml/dist/schema/tags.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string2 = require_string(), bool = require_bool(), float = require_float(), int = require_int(), schema2 = require_schema(), schema$1 = require_schema2(), binary = require_binary(), merge = require_merge(), omap = require_omap(), pairs2 = require_pairs(), schema$2 = require_schema3(), set = require_set(), timestamp = require_timestamp(), schemas = /* @__PURE__ */ new Map([
      ["core", schema2.schema],
      ["failsafe", [map.map, seq.seq, string2.string]],
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
          let keys = Array.from(schemas.keys()).filter((key2) => key2 !== "yaml11").map((key2) => JSON.stringify(key2)).join(", ");
          throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
      if (Array.isArray(customTags))
        for (let tag of customTags)
          tags = tags.concat(tag);
      else typeof customTags == "function" && (tags = customTags(tags.slice()));
      return addMergeTag && (tags = tags.concat(merge.merge)), tags.reduce((tags2, tag) => {
        let tagObj = typeof tag == "string" ? tagsByName[tag] : tag;
        if (!tagObj) {
          let tagName = JSON.stringify(tag), keys = Object.keys(tagsByName).map((key2) => JSON.stringify(key2)).join(", ");
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
    var identity = require_identity(), map = require_map(), seq = require_seq(), string2 = require_string(), tags = require_tags(), sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0, Schema = class _Schema {
      constructor({ compat, customTags, merge, resolveKnownTags, schema: schema2, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null, this.name = typeof schema2 == "string" && schema2 || "core", this.knownTags = resolveKnownTags ? tags.coreKnownTags : {}, this.tags = tags.getTags(customTags, this.name, merge), this.toStringOptions = toStringDefaults ?? null, Object.defineProperty(this, identity.MAP, { value: map.map }), Object.defineProperty(this, identity.SCALAR, { value: string2.string }), Object.defineProperty(this, identity.SEQ, { value: seq.seq }), this.sortMapEntries = typeof sortMapEntries == "function" ? sortMapEntries : sortMapEntries === !0 ? sortMapEntriesByKey : null;
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
        let onChompKeep = contentComment ? void 0 : () => chompKeep = !0, body2 = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
        contentComment && (body2 += stringifyComment.lineComment(body2, "", commentString(contentComment))), (body2[0] === "|" || body2[0] === ">") && lines2[lines2.length - 1] === "---" ? lines2[lines2.length - 1] = `--- ${body2}` : lines2.push(body2);
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
      addIn(path2, value) {
        assertCollection(this.contents) && this.contents.addIn(path2, value);
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
      createAlias(node2, name) {
        if (!node2.anchor) {
          let prev = anchors.anchorNames(this);
          node2.anchor = // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
        }
        return new Alias.Alias(node2.anchor);
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
        }, node2 = createNode.createNode(value, tag, ctx);
        return flow && identity.isCollection(node2) && (node2.flow = !0), setAnchors(), node2;
      }
      /**
       * Convert a key and a value into a `Pair` using the current schema,
       * recursively wrapping all values as `Scalar` or `Collection` nodes.
       */
      createPair(key2, value, options = {}) {
        let k = this.createNode(key2, null, options), v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      delete(key2) {
        return assertCollection(this.contents) ? this.contents.delete(key2) : !1;
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path2) {
        return Collection.isEmptyPath(path2) ? this.contents == null ? !1 : (this.contents = null, !0) : assertCollection(this.contents) ? this.contents.deleteIn(path2) : !1;
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      get(key2, keepScalar) {
        return identity.isCollection(this.contents) ? this.contents.get(key2, keepScalar) : void 0;
      }
      /**
       * Returns item at `path`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path2, keepScalar) {
        return Collection.isEmptyPath(path2) ? !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents : identity.isCollection(this.contents) ? this.contents.getIn(path2, keepScalar) : void 0;
      }
      /**
       * Checks if the document includes a value with the key `key`.
       */
      has(key2) {
        return identity.isCollection(this.contents) ? this.contents.has(key2) : !1;
      }
      /**
       * Checks if the document includes a value at `path`.
       */
      hasIn(path2) {
        return Collection.isEmptyPath(path2) ? this.contents !== void 0 : identity.isCollection(this.contents) ? this.contents.hasIn(path2) : !1;
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      set(key2, value) {
        this.contents == null ? this.contents = Collection.collectionFromPath(this.schema, [key2], value) : assertCollection(this.contents) && this.contents.set(key2, value);
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path2, value) {
        Collection.isEmptyPath(path2) ? this.contents = value : this.contents == null ? this.contents = Collection.collectionFromPath(this.schema, Array.from(path2), value) : assertCollection(this.contents) && this.contents.setIn(path2, value);
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
      toJS({ json: json2, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        let ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc: this,
          keep: !json2,
          mapAsMap: mapAsMap === !0,
          mapKeyWarned: !1,
          maxAliasCount: typeof maxAliasCount == "number" ? maxAliasCount : 100
        }, res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
        if (typeof onAnchor == "function")
          for (let { count: count4, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count4);
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
    function assertCollection(contents2) {
      if (identity.isCollection(contents2))
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
      constructor(name, pos, code2, message) {
        super(), this.name = name, this.code = code2, this.message = message, this.pos = pos;
      }
    }, YAMLParseError = class extends YAMLError {
      constructor(pos, code2, message) {
        super("YAMLParseError", pos, code2, message);
      }
    }, YAMLWarning = class extends YAMLError {
      constructor(pos, code2, message) {
        super("YAMLWarning", pos, code2, message);
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
        let count4 = 1, end = error.linePos[1];
        end?.line === line && end.col > col && (count4 = Math.max(1, Math.min(end.col - col, 80 - ci)));
        let pointer = " ".repeat(ci) + "^".repeat(count4);
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
      let spaceBefore = !1, atNewline = startOnNewline, hasSpace = startOnNewline, comment = "", commentSep = "", hasNewline = !1, reqSpace = !1, tab = null, anchor = null, tag = null, newlineAfterProp = null, comma = null, found2 = null, start = null;
      for (let token2 of tokens)
        switch (reqSpace && (token2.type !== "space" && token2.type !== "newline" && token2.type !== "comma" && onError(token2.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space"), reqSpace = !1), tab && (atNewline && token2.type !== "comment" && token2.type !== "newline" && onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation"), tab = null), token2.type) {
          case "space":
            !flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token2.source.includes("	") && (tab = token2), hasSpace = !0;
            break;
          case "comment": {
            hasSpace || onError(token2, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
            let cb = token2.source.substring(1) || " ";
            comment ? comment += commentSep + cb : comment = cb, commentSep = "", atNewline = !1;
            break;
          }
          case "newline":
            atNewline ? comment ? comment += token2.source : (!found2 || indicator !== "seq-item-ind") && (spaceBefore = !0) : commentSep += token2.source, atNewline = !0, hasNewline = !0, (anchor || tag) && (newlineAfterProp = token2), hasSpace = !0;
            break;
          case "anchor":
            anchor && onError(token2, "MULTIPLE_ANCHORS", "A node can have at most one anchor"), token2.source.endsWith(":") && onError(token2.offset + token2.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", !0), anchor = token2, start ?? (start = token2.offset), atNewline = !1, hasSpace = !1, reqSpace = !0;
            break;
          case "tag": {
            tag && onError(token2, "MULTIPLE_TAGS", "A node can have at most one tag"), tag = token2, start ?? (start = token2.offset), atNewline = !1, hasSpace = !1, reqSpace = !0;
            break;
          }
          case indicator:
            (anchor || tag) && onError(token2, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token2.source} indicator`), found2 && onError(token2, "UNEXPECTED_TOKEN", `Unexpected ${token2.source} in ${flow ?? "collection"}`), found2 = token2, atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind", hasSpace = !1;
            break;
          case "comma":
            if (flow) {
              comma && onError(token2, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`), comma = token2, atNewline = !1, hasSpace = !1;
              break;
            }
          // else fallthrough
          default:
            onError(token2, "UNEXPECTED_TOKEN", `Unexpected ${token2.type} token`), atNewline = !1, hasSpace = !1;
        }
      let last = tokens[tokens.length - 1], end = last ? last.offset + last.source.length : offset;
      return reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "") && onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space"), tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq") && onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation"), {
        comma,
        found: found2,
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
    function containsNewline(key2) {
      if (!key2)
        return null;
      switch (key2.type) {
        case "alias":
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          if (key2.source.includes(`
`))
            return !0;
          if (key2.end) {
            for (let st of key2.end)
              if (st.type === "newline")
                return !0;
          }
          return !1;
        case "flow-collection":
          for (let it of key2.items) {
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
        let { start, key: key2, sep: sep2, value } = collItem, keyProps = resolveProps.resolveProps(start, {
          indicator: "explicit-key-ind",
          next: key2 ?? sep2?.[0],
          offset,
          onError,
          parentIndent: bm.indent,
          startOnNewline: !0
        }), implicitKey = !keyProps.found;
        if (implicitKey) {
          if (key2 && (key2.type === "block-seq" ? onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key") : "indent" in key2 && key2.indent !== bm.indent && onError(offset, "BAD_INDENT", startColMsg)), !keyProps.anchor && !keyProps.tag && !sep2) {
            commentEnd = keyProps.end, keyProps.comment && (map.comment ? map.comment += `
` + keyProps.comment : map.comment = keyProps.comment);
            continue;
          }
          (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key2)) && onError(key2 ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
        } else keyProps.found?.indent !== bm.indent && onError(offset, "BAD_INDENT", startColMsg);
        ctx.atKey = !0;
        let keyStart = keyProps.end, keyNode = key2 ? composeNode(ctx, key2, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bm.indent, key2, onError), ctx.atKey = !1, utilMapIncludes.mapIncludes(ctx, map.items, keyNode) && onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
        let valueProps = resolveProps.resolveProps(sep2 ?? [], {
          indicator: "map-value-ind",
          next: value,
          offset: keyNode.range[2],
          onError,
          parentIndent: bm.indent,
          startOnNewline: !key2 || key2.type === "block-scalar"
        });
        if (offset = valueProps.end, valueProps.found) {
          implicitKey && (value?.type === "block-map" && !valueProps.hasNewline && onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings"), ctx.options.strict && keyProps.start < valueProps.found.offset - 1024 && onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key"));
          let valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep2, null, valueProps, onError);
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
        let node2 = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
        ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError), offset = node2.range[2], seq.items.push(node2);
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
        let hasSpace = !1, sep2 = "";
        for (let token2 of end) {
          let { source, type } = token2;
          switch (type) {
            case "space":
              hasSpace = !0;
              break;
            case "comment": {
              reqSpace && !hasSpace && onError(token2, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
              let cb = source.substring(1) || " ";
              comment ? comment += sep2 + cb : comment = cb, sep2 = "";
              break;
            }
            case "newline":
              comment && (sep2 += source), hasSpace = !0;
              break;
            default:
              onError(token2, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
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
    var identity = require_identity(), Pair = require_Pair(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), resolveEnd = require_resolve_end(), resolveProps = require_resolve_props(), utilContainsNewline = require_util_contains_newline(), utilMapIncludes = require_util_map_includes(), blockMsg = "Block collections are not allowed within flow collections", isBlock = (token2) => token2 && (token2.type === "block-map" || token2.type === "block-seq");
    function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
      let isMap2 = fc.start.source === "{", fcName = isMap2 ? "flow map" : "flow sequence", NodeClass = tag?.nodeClass ?? (isMap2 ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq), coll = new NodeClass(ctx.schema);
      coll.flow = !0;
      let atRoot = ctx.atRoot;
      atRoot && (ctx.atRoot = !1), ctx.atKey && (ctx.atKey = !1);
      let offset = fc.offset + fc.start.source.length;
      for (let i = 0; i < fc.items.length; ++i) {
        let collItem = fc.items[i], { start, key: key2, sep: sep2, value } = collItem, props = resolveProps.resolveProps(start, {
          flow: fcName,
          indicator: "explicit-key-ind",
          next: key2 ?? sep2?.[0],
          offset,
          onError,
          parentIndent: fc.indent,
          startOnNewline: !1
        });
        if (!props.found) {
          if (!props.anchor && !props.tag && !sep2 && !value) {
            i === 0 && props.comma ? onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`) : i < fc.items.length - 1 && onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`), props.comment && (coll.comment ? coll.comment += `
` + props.comment : coll.comment = props.comment), offset = props.end;
            continue;
          }
          !isMap2 && ctx.options.strict && utilContainsNewline.containsNewline(key2) && onError(
            key2,
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
        if (!isMap2 && !sep2 && !props.found) {
          let valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep2, null, props, onError);
          coll.items.push(valueNode), offset = valueNode.range[2], isBlock(value) && onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
        } else {
          ctx.atKey = !0;
          let keyStart = props.end, keyNode = key2 ? composeNode(ctx, key2, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
          isBlock(key2) && onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg), ctx.atKey = !1;
          let valueProps = resolveProps.resolveProps(sep2 ?? [], {
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
              if (sep2)
                for (let st of sep2) {
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
          let valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep2, null, valueProps, onError) : null;
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
    function resolveCollection(CN, ctx, token2, onError, tagName, tag) {
      let coll = token2.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token2, onError, tag) : token2.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token2, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token2, onError, tag), Coll = coll.constructor;
      return tagName === "!" || tagName === Coll.tagName ? (coll.tag = Coll.tagName, coll) : (tagName && (coll.tag = tagName), coll);
    }
    function composeCollection(CN, ctx, token2, props, onError) {
      let tagToken = props.tag, tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
      if (token2.type === "block-seq") {
        let { anchor, newlineAfterProp: nl } = props, lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
        lastProp && (!nl || nl.offset < lastProp.offset) && onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
      }
      let expType = token2.type === "block-map" ? "map" : token2.type === "block-seq" ? "seq" : token2.start.source === "{" ? "map" : "seq";
      if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq")
        return resolveCollection(CN, ctx, token2, onError, tagName);
      let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
      if (!tag) {
        let kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType)
          ctx.schema.tags.push(Object.assign({}, kt, { default: !1 })), tag = kt;
        else
          return kt ? onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, !0) : onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, !0), resolveCollection(CN, ctx, token2, onError, tagName);
      }
      let coll = resolveCollection(CN, ctx, token2, onError, tagName, tag), res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll, node2 = identity.isNode(res) ? res : new Scalar.Scalar(res);
      return node2.range = coll.range, node2.tag = tagName, tag?.format && (node2.format = tag.format), node2;
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
      let value = "", sep2 = "", prevMoreIndented = !1;
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
        type === Scalar.Scalar.BLOCK_LITERAL ? (value += sep2 + indent.slice(trimIndent) + content, sep2 = `
`) : indent.length > trimIndent || content[0] === "	" ? (sep2 === " " ? sep2 = `
` : !prevMoreIndented && sep2 === `
` && (sep2 = `

`), value += sep2 + indent.slice(trimIndent) + content, sep2 = `
`, prevMoreIndented = !0) : content === "" ? sep2 === `
` ? value += `
` : sep2 = `
` : (value += sep2 + content, sep2 = " ", prevMoreIndented = !1);
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
        let token2 = props[i];
        switch (token2.type) {
          case "space":
            hasSpace = !0;
          // fallthrough
          case "newline":
            length += token2.source.length;
            break;
          case "comment":
            strict && !hasSpace && onError(token2, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters"), length += token2.source.length, comment = token2.source.substring(1);
            break;
          case "error":
            onError(token2, "UNEXPECTED_TOKEN", token2.message), length += token2.source.length;
            break;
          /* istanbul ignore next should not happen */
          default: {
            let message = `Unexpected token in block scalar header: ${token2.type}`;
            onError(token2, "UNEXPECTED_TOKEN", message);
            let ts = token2.source;
            ts && typeof ts == "string" && (length += ts.length);
          }
        }
      }
      return { mode, indent, chomp, comment, length };
    }
    function splitLines(source) {
      let split2 = source.split(/\n( *)/), first2 = split2[0], m = first2.match(/^( *)/), lines2 = [m?.[1] ? [m[1], first2.slice(m[1].length)] : ["", first2]];
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
      let { offset, type, source, end } = scalar2, _type, value, _onError = (rel, code2, msg) => onError(offset + rel, code2, msg);
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
      let line = /(.*?)\r?\n/sy, match2 = line.exec(source);
      if (!match2)
        return source;
      let trimEnd, trimBoth;
      try {
        trimEnd = new RegExp("(?<![ 	])[ 	]+$"), trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
      } catch {
        trimEnd = /[ \t]+$/, trimBoth = /^[ \t]+|[ \t]+$/g;
      }
      let res = match2[1].replace(trimEnd, ""), sep2 = " ", pos = line.lastIndex;
      for (; match2 = line.exec(source); ) {
        let lm = match2[1].replace(trimBoth, "");
        lm === "" ? sep2 === `
` ? res += sep2 : sep2 = `
` : (res += sep2 + lm, sep2 = " "), pos = line.lastIndex;
      }
      let last = /[ \t]*(.*)/sy;
      return last.lastIndex = pos, match2 = last.exec(source), res + sep2 + (match2?.[1] ?? "");
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
      let cc = source.substr(offset, length), code2 = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
      try {
        return String.fromCodePoint(code2);
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
    function composeScalar(ctx, token2, tagToken, onError) {
      let { value, type, comment, range } = token2.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token2, onError) : resolveFlowScalar.resolveFlowScalar(token2, ctx.options.strict, onError), tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null, tag;
      ctx.options.stringKeys && ctx.atKey ? tag = ctx.schema[identity.SCALAR] : tagName ? tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError) : token2.type === "scalar" ? tag = findScalarTagByTest(ctx, value, token2, onError) : tag = ctx.schema[identity.SCALAR];
      let scalar2;
      try {
        let res = tag.resolve(value, (msg) => onError(tagToken ?? token2, "TAG_RESOLVE_FAILED", msg), ctx.options);
        scalar2 = identity.isScalar(res) ? res : new Scalar.Scalar(res);
      } catch (error) {
        let msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token2, "TAG_RESOLVE_FAILED", msg), scalar2 = new Scalar.Scalar(value);
      }
      return scalar2.range = range, scalar2.source = value, type && (scalar2.type = type), tagName && (scalar2.tag = tagName), tag.format && (scalar2.format = tag.format), comment && (scalar2.comment = comment), scalar2;
    }
    function findScalarTagByName(schema2, value, tagName, tagToken, onError) {
      if (tagName === "!")
        return schema2[identity.SCALAR];
      let matchWithTest = [];
      for (let tag of schema2.tags)
        if (!tag.collection && tag.tag === tagName)
          if (tag.default && tag.test)
            matchWithTest.push(tag);
          else
            return tag;
      for (let tag of matchWithTest)
        if (tag.test?.test(value))
          return tag;
      let kt = schema2.knownTags[tagName];
      return kt && !kt.collection ? (schema2.tags.push(Object.assign({}, kt, { default: !1, test: void 0 })), kt) : (onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str"), schema2[identity.SCALAR]);
    }
    function findScalarTagByTest({ atKey, directives, schema: schema2 }, value, token2, onError) {
      let tag = schema2.tags.find((tag2) => (tag2.default === !0 || atKey && tag2.default === "key") && tag2.test?.test(value)) || schema2[identity.SCALAR];
      if (schema2.compat) {
        let compat = schema2.compat.find((tag2) => tag2.default && tag2.test?.test(value)) ?? schema2[identity.SCALAR];
        if (tag.tag !== compat.tag) {
          let ts = directives.tagString(tag.tag), cs = directives.tagString(compat.tag), msg = `Value may be parsed as either ${ts} or ${cs}`;
          onError(token2, "TAG_RESOLVE_FAILED", msg, !0);
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
    function composeNode(ctx, token2, props, onError) {
      let atKey = ctx.atKey, { spaceBefore, comment, anchor, tag } = props, node2, isSrcToken = !0;
      switch (token2.type) {
        case "alias":
          node2 = composeAlias(ctx, token2, onError), (anchor || tag) && onError(token2, "ALIAS_PROPS", "An alias node must not specify any properties");
          break;
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "block-scalar":
          node2 = composeScalar.composeScalar(ctx, token2, tag, onError), anchor && (node2.anchor = anchor.source.substring(1));
          break;
        case "block-map":
        case "block-seq":
        case "flow-collection":
          try {
            node2 = composeCollection.composeCollection(CN, ctx, token2, props, onError), anchor && (node2.anchor = anchor.source.substring(1));
          } catch (error) {
            let message = error instanceof Error ? error.message : String(error);
            onError(token2, "RESOURCE_EXHAUSTION", message);
          }
          break;
        default: {
          let message = token2.type === "error" ? token2.message : `Unsupported token (type: ${token2.type})`;
          onError(token2, "UNEXPECTED_TOKEN", message), isSrcToken = !1;
        }
      }
      return node2 ?? (node2 = composeEmptyNode(ctx, token2.offset, void 0, null, props, onError)), anchor && node2.anchor === "" && onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string"), atKey && ctx.options.stringKeys && (!identity.isScalar(node2) || typeof node2.value != "string" || node2.tag && node2.tag !== "tag:yaml.org,2002:str") && onError(tag ?? token2, "NON_STRING_KEY", "With stringKeys, all keys must be strings"), spaceBefore && (node2.spaceBefore = !0), comment && (token2.type === "scalar" && token2.source === "" ? node2.comment = comment : node2.commentBefore = comment), ctx.options.keepSourceTokens && isSrcToken && (node2.srcToken = token2), node2;
    }
    function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
      let token2 = {
        type: "scalar",
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ""
      }, node2 = composeScalar.composeScalar(ctx, token2, tag, onError);
      return anchor && (node2.anchor = anchor.source.substring(1), node2.anchor === "" && onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string")), spaceBefore && (node2.spaceBefore = !0), comment && (node2.comment = comment, node2.range[2] = end), node2;
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
        this.doc = null, this.atDirectives = !1, this.prelude = [], this.errors = [], this.warnings = [], this.onError = (source, code2, message, warning) => {
          let pos = getErrorPos(source);
          warning ? this.warnings.push(new errors.YAMLWarning(pos, code2, message)) : this.errors.push(new errors.YAMLParseError(pos, code2, message));
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
        for (let token2 of tokens)
          yield* this.next(token2);
        yield* this.end(forceDoc, endOffset);
      }
      /** Advance the composer by one CST token. */
      *next(token2) {
        switch (node_process.env.LOG_STREAM && console.dir(token2, { depth: null }), token2.type) {
          case "directive":
            this.directives.add(token2.source, (offset, message, warning) => {
              let pos = getErrorPos(token2);
              pos[0] += offset, this.onError(pos, "BAD_DIRECTIVE", message, warning);
            }), this.prelude.push(token2.source), this.atDirectives = !0;
            break;
          case "document": {
            let doc = composeDoc.composeDoc(this.options, this.directives, token2, this.onError);
            this.atDirectives && !doc.directives.docStart && this.onError(token2, "MISSING_CHAR", "Missing directives-end/doc-start indicator line"), this.decorate(doc, !1), this.doc && (yield this.doc), this.doc = doc, this.atDirectives = !1;
            break;
          }
          case "byte-order-mark":
          case "space":
            break;
          case "comment":
          case "newline":
            this.prelude.push(token2.source);
            break;
          case "error": {
            let msg = token2.source ? `${token2.message}: ${JSON.stringify(token2.source)}` : token2.message, error = new errors.YAMLParseError(getErrorPos(token2), "UNEXPECTED_TOKEN", msg);
            this.atDirectives || !this.doc ? this.errors.push(error) : this.doc.errors.push(error);
            break;
          }
          case "doc-end": {
            if (!this.doc) {
              let msg = "Unexpected doc-end without preceding document";
              this.errors.push(new errors.YAMLParseError(getErrorPos(token2), "UNEXPECTED_TOKEN", msg));
              break;
            }
            this.doc.directives.docEnd = !0;
            let end = resolveEnd.resolveEnd(token2.end, token2.offset + token2.source.length, this.doc.options.strict, this.onError);
            if (this.decorate(this.doc, !0), end.comment) {
              let dc = this.doc.comment;
              this.doc.comment = dc ? `${dc}
${end.comment}` : end.comment;
            }
            this.doc.range[2] = end.offset;
            break;
          }
          default:
            this.errors.push(new errors.YAMLParseError(getErrorPos(token2), "UNEXPECTED_TOKEN", `Unsupported token ${token2.type}`));
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
    function resolveAsScalar(token2, strict = !0, onError) {
      if (token2) {
        let _onError = (pos, code2, message) => {
          let offset = typeof pos == "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
          if (onError)
            onError(offset, code2, message);
          else
            throw new errors.YAMLParseError([offset, offset + 1], code2, message);
        };
        switch (token2.type) {
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return resolveFlowScalar.resolveFlowScalar(token2, strict, _onError);
          case "block-scalar":
            return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token2, _onError);
        }
      }
      return null;
    }
    function createScalarToken(value, context2) {
      let { implicitKey = !1, indent, inFlow = !1, offset = -1, type = "PLAIN" } = context2, source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: !0, lineWidth: -1 }
      }), end = context2.end ?? [
        { type: "newline", offset: -1, indent, source: `
` }
      ];
      switch (source[0]) {
        case "|":
        case ">": {
          let he = source.indexOf(`
`), head = source.substring(0, he), body2 = source.substring(he + 1) + `
`, props = [
            { type: "block-scalar-header", offset, indent, source: head }
          ];
          return addEndtoBlockProps(props, end) || props.push({ type: "newline", offset: -1, indent, source: `
` }), { type: "block-scalar", offset, indent, props, source: body2 };
        }
        case '"':
          return { type: "double-quoted-scalar", offset, indent, source, end };
        case "'":
          return { type: "single-quoted-scalar", offset, indent, source, end };
        default:
          return { type: "scalar", offset, indent, source, end };
      }
    }
    function setScalarValue(token2, value, context2 = {}) {
      let { afterKey = !1, implicitKey = !1, inFlow = !1, type } = context2, indent = "indent" in token2 ? token2.indent : null;
      if (afterKey && typeof indent == "number" && (indent += 2), !type)
        switch (token2.type) {
          case "single-quoted-scalar":
            type = "QUOTE_SINGLE";
            break;
          case "double-quoted-scalar":
            type = "QUOTE_DOUBLE";
            break;
          case "block-scalar": {
            let header = token2.props[0];
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
          setBlockScalarValue(token2, source);
          break;
        case '"':
          setFlowScalarValue(token2, source, "double-quoted-scalar");
          break;
        case "'":
          setFlowScalarValue(token2, source, "single-quoted-scalar");
          break;
        default:
          setFlowScalarValue(token2, source, "scalar");
      }
    }
    function setBlockScalarValue(token2, source) {
      let he = source.indexOf(`
`), head = source.substring(0, he), body2 = source.substring(he + 1) + `
`;
      if (token2.type === "block-scalar") {
        let header = token2.props[0];
        if (header.type !== "block-scalar-header")
          throw new Error("Invalid block scalar header");
        header.source = head, token2.source = body2;
      } else {
        let { offset } = token2, indent = "indent" in token2 ? token2.indent : -1, props = [
          { type: "block-scalar-header", offset, indent, source: head }
        ];
        addEndtoBlockProps(props, "end" in token2 ? token2.end : void 0) || props.push({ type: "newline", offset: -1, indent, source: `
` });
        for (let key2 of Object.keys(token2))
          key2 !== "type" && key2 !== "offset" && delete token2[key2];
        Object.assign(token2, { type: "block-scalar", indent, props, source: body2 });
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
    function setFlowScalarValue(token2, source, type) {
      switch (token2.type) {
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          token2.type = type, token2.source = source;
          break;
        case "block-scalar": {
          let end = token2.props.slice(1), oa = source.length;
          token2.props[0].type === "block-scalar-header" && (oa -= token2.props[0].source.length);
          for (let tok of end)
            tok.offset += oa;
          delete token2.props, Object.assign(token2, { type, source, end });
          break;
        }
        case "block-map":
        case "block-seq": {
          let nl = { type: "newline", offset: token2.offset + source.length, indent: token2.indent, source: `
` };
          delete token2.items, Object.assign(token2, { type, source, end: [nl] });
          break;
        }
        default: {
          let indent = "indent" in token2 ? token2.indent : -1, end = "end" in token2 && Array.isArray(token2.end) ? token2.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
          for (let key2 of Object.keys(token2))
            key2 !== "type" && key2 !== "offset" && delete token2[key2];
          Object.assign(token2, { type, indent, source, end });
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
    function stringifyToken(token2) {
      switch (token2.type) {
        case "block-scalar": {
          let res = "";
          for (let tok of token2.props)
            res += stringifyToken(tok);
          return res + token2.source;
        }
        case "block-map":
        case "block-seq": {
          let res = "";
          for (let item of token2.items)
            res += stringifyItem(item);
          return res;
        }
        case "flow-collection": {
          let res = token2.start.source;
          for (let item of token2.items)
            res += stringifyItem(item);
          for (let st of token2.end)
            res += st.source;
          return res;
        }
        case "document": {
          let res = stringifyItem(token2);
          if (token2.end)
            for (let st of token2.end)
              res += st.source;
          return res;
        }
        default: {
          let res = token2.source;
          if ("end" in token2 && token2.end)
            for (let st of token2.end)
              res += st.source;
          return res;
        }
      }
    }
    function stringifyItem({ start, key: key2, sep: sep2, value }) {
      let res = "";
      for (let st of start)
        res += st.source;
      if (key2 && (res += stringifyToken(key2)), sep2)
        for (let st of sep2)
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
    visit.itemAtPath = (cst, path2) => {
      let item = cst;
      for (let [field, index2] of path2) {
        let tok = item?.[field];
        if (tok && "items" in tok)
          item = tok.items[index2];
        else
          return;
      }
      return item;
    };
    visit.parentCollection = (cst, path2) => {
      let parent = visit.itemAtPath(cst, path2.slice(0, -1)), field = path2[path2.length - 1][0], coll = parent?.[field];
      if (coll && "items" in coll)
        return coll;
      throw new Error("Parent collection not found");
    };
    function _visit(path2, item, visitor) {
      let ctrl = visitor(item, path2);
      if (typeof ctrl == "symbol")
        return ctrl;
      for (let field of ["key", "value"]) {
        let token2 = item[field];
        if (token2 && "items" in token2) {
          for (let i = 0; i < token2.items.length; ++i) {
            let ci = _visit(Object.freeze(path2.concat([[field, i]])), token2.items[i], visitor);
            if (typeof ci == "number")
              i = ci - 1;
            else {
              if (ci === BREAK2)
                return BREAK2;
              ci === REMOVE && (token2.items.splice(i, 1), i -= 1);
            }
          }
          typeof ctrl == "function" && field === "key" && (ctrl = ctrl(item, path2));
        }
      }
      return typeof ctrl == "function" ? ctrl(item, path2) : ctrl;
    }
    exports2.visit = visit;
  }
});

// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJS({
  "node_modules/yaml/dist/parse/cst.js"(exports2) {
    "use strict";
    var cstScalar = require_cst_scalar(), cstStringify = require_cst_stringify(), cstVisit = require_cst_visit(), BOM = "\uFEFF", DOCUMENT = "", FLOW_END = "", SCALAR = "", isCollection = (token2) => !!token2 && "items" in token2, isScalar2 = (token2) => !!token2 && (token2.type === "scalar" || token2.type === "single-quoted-scalar" || token2.type === "double-quoted-scalar" || token2.type === "block-scalar");
    function prettyToken(token2) {
      switch (token2) {
        case BOM:
          return "<BOM>";
        case DOCUMENT:
          return "<DOC>";
        case FLOW_END:
          return "<FLOW_END>";
        case SCALAR:
          return "<SCALAR>";
        default:
          return JSON.stringify(token2);
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
    function includesToken(list5, type) {
      for (let i = 0; i < list5.length; ++i)
        if (list5[i].type === type)
          return !0;
      return !1;
    }
    function findNonEmptyIndex(list5) {
      for (let i = 0; i < list5.length; ++i)
        switch (list5[i].type) {
          case "space":
          case "comment":
          case "newline":
            break;
          default:
            return i;
        }
      return -1;
    }
    function isFlowToken(token2) {
      switch (token2?.type) {
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
    function arrayPushArray(target2, source) {
      if (source.length < 1e5)
        Array.prototype.push.apply(target2, source);
      else
        for (let i = 0; i < source.length; ++i)
          target2.push(source[i]);
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
        let token2 = error ?? this.stack.pop();
        if (!token2)
          yield { type: "error", offset: this.offset, source: "", message: "Tried to pop an empty stack" };
        else if (this.stack.length === 0)
          yield token2;
        else {
          let top = this.peek(1);
          switch (token2.type === "block-scalar" ? token2.indent = "indent" in top ? top.indent : 0 : token2.type === "flow-collection" && top.type === "document" && (token2.indent = 0), token2.type === "flow-collection" && fixFlowSeqItems(token2), top.type) {
            case "document":
              top.value = token2;
              break;
            case "block-scalar":
              top.props.push(token2);
              break;
            case "block-map": {
              let it = top.items[top.items.length - 1];
              if (it.value) {
                top.items.push({ start: [], key: token2, sep: [] }), this.onKeyLine = !0;
                return;
              } else if (it.sep)
                it.value = token2;
              else {
                Object.assign(it, { key: token2, sep: [] }), this.onKeyLine = !it.explicitKey;
                return;
              }
              break;
            }
            case "block-seq": {
              let it = top.items[top.items.length - 1];
              it.value ? top.items.push({ start: [], value: token2 }) : it.value = token2;
              break;
            }
            case "flow-collection": {
              let it = top.items[top.items.length - 1];
              !it || it.value ? top.items.push({ start: [], key: token2, sep: [] }) : it.sep ? it.value = token2 : Object.assign(it, { key: token2, sep: [] });
              return;
            }
            /* istanbul ignore next should not happen */
            default:
              yield* this.pop(), yield* this.pop(token2);
          }
          if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token2.type === "block-map" || token2.type === "block-seq")) {
            let last = token2.items[token2.items.length - 1];
            last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token2.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token2.indent)) && (top.type === "document" ? top.end = last.start : top.items.push({ start: last.start }), token2.items.splice(-1, 1));
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
          let prev = getPrevProps(this.peek(2)), start = getFirstKeyStartProps(prev), sep2;
          scalar2.end ? (sep2 = scalar2.end, sep2.push(this.sourceToken), delete scalar2.end) : sep2 = [this.sourceToken];
          let map = {
            type: "block-map",
            offset: scalar2.offset,
            indent: scalar2.indent,
            items: [{ start, key: scalar2, sep: sep2 }]
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
                    let start2 = getFirstKeyStartProps(it.start), key2 = it.key, sep2 = it.sep;
                    sep2.push(this.sourceToken), delete it.key, delete it.sep, this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start: start2, key: key2, sep: sep2 }]
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
            let sep2 = fc.end.splice(1, fc.end.length);
            sep2.push(this.sourceToken);
            let map = {
              type: "block-map",
              offset: fc.offset,
              indent: fc.indent,
              items: [{ start, key: fc, sep: sep2 }]
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
      *lineEnd(token2) {
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
            token2.end ? token2.end.push(this.sourceToken) : token2.end = [this.sourceToken], this.type === "newline" && (yield* this.pop());
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
    function parse4(src, reviver, options) {
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
    exports2.parse = parse4;
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

// src/smoke/parts.ts
function readWait(raw) {
  if (!isMapping(raw)) return;
  let { log, exit, ...others } = raw;
  if (Object.keys(others).length > 0 || log !== void 0 && (typeof log != "string" || !/^.+$/.test(log))) return;
  if (exit === void 0) return log === void 0 ? void 0 : { kind: "log", text: log };
  let code2 = within(0, 255, exit);
  return code2 === void 0 ? void 0 : { kind: "exit", code: code2, text: log ?? null };
}
function isHeader(entry) {
  let [name, value] = entry;
  if (value === void 0) return !1;
  try {
    return new Headers([[name, value]]).has(name);
  } catch {
    return !1;
  }
}
function within(least, most, raw) {
  let value = count.parse(raw);
  return value !== void 0 && value >= least && value <= most ? value : void 0;
}
function isMapping(raw) {
  return typeof raw == "object" && raw !== null && !Array.isArray(raw);
}
var port, status, UNITS2, LONGEST_TIME, time, PATH, path, WAITS, wait, METHODS, method, headers, body, command, json, init_parts = __esm({
  "src/smoke/parts.ts"() {
    "use strict";
    init_kinds();
    port = {
      noun: "a port from 1 to 65535",
      parse: (raw) => within(1, 65535, raw),
      schema: { type: "integer", minimum: 1, maximum: 65535 }
    }, status = {
      noun: "a status from 200 to 599",
      parse: (raw) => within(200, 599, raw),
      schema: { type: "integer", minimum: 200, maximum: 599 }
    }, UNITS2 = { ms: 1, s: 1e3, m: 6e4 }, LONGEST_TIME = 60 * UNITS2.m, time = {
      noun: "a time of up to 60m",
      parse: (raw) => {
        let [, number3, unit = "s"] = /^(\d+(?:\.\d+)?) ?(ms|s|m)?$/.exec(String(raw).trim()) ?? [], ms = Math.round(Number(number3) * UNITS2[unit]);
        return ms >= 1 && ms <= LONGEST_TIME ? ms : void 0;
      },
      schema: { type: ["string", "number"], pattern: "^\\d+(\\.\\d+)? ?(ms|s|m)?$", exclusiveMinimum: 0 }
    }, PATH = /^\/[!-~]*$/, path = {
      noun: "a path that begins with a slash, with all but ASCII percent-encoded",
      parse: (raw) => typeof raw == "string" && PATH.test(raw) ? raw : void 0,
      schema: { type: "string", pattern: PATH.source }
    }, WAITS = ["tcp", "healthy", "exit"], wait = {
      noun: `a path, ${WAITS.join(", ")}, {log: text} or {exit: code, log: text}`,
      parse: (raw) => {
        if (raw === "tcp" || raw === "healthy") return { kind: raw };
        if (raw === "exit") return { kind: "exit", code: 0, text: null };
        let asPath = path.parse(raw);
        return asPath === void 0 ? readWait(raw) : { kind: "path", path: asPath };
      },
      schema: {
        anyOf: [
          { enum: WAITS },
          path.schema,
          {
            type: "object",
            properties: {
              log: { type: "string", minLength: 1 },
              exit: { type: "integer", minimum: 0, maximum: 255 }
            },
            additionalProperties: !1,
            minProperties: 1
          }
        ]
      }
    };
    METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], method = {
      noun: `one of ${METHODS.join(", ")}`,
      parse: (raw) => METHODS.find((name) => name === String(raw).toUpperCase()),
      schema: { enum: METHODS }
    }, headers = {
      noun: "a mapping of header names to texts",
      parse: (raw) => {
        if (!isMapping(raw)) return;
        let entries = Object.entries(raw).map(([name, value]) => [name, text.parse(value)]);
        return entries.every(isHeader) ? Object.fromEntries(entries) : void 0;
      },
      schema: { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } }
    };
    body = {
      noun: "a text, a mapping or a list",
      parse: (raw) => {
        if (typeof raw == "object" && raw !== null) return { text: JSON.stringify(raw), isJson: !0 };
        let written2 = text.parse(raw);
        return written2 === void 0 ? void 0 : { text: written2, isJson: !1 };
      },
      schema: { type: ["string", "number", "boolean", "object", "array"] }
    }, command = {
      noun: "a command for sh, or a list of a program and its arguments",
      parse: (raw) => {
        if (typeof raw == "string") {
          let title2 = raw.trim().replace(/\s+/g, " ");
          return title2 === "" ? void 0 : { title: title2, argv: ["sh", "-c", raw] };
        }
        if (!Array.isArray(raw) || raw.length === 0 || raw[0] === "") return;
        let argv = raw.flatMap((word2) => text.parse(word2) ?? []);
        return argv.length === raw.length ? { title: argv.join(" "), argv } : void 0;
      },
      schema: { type: ["string", "array"], minLength: 1, items: { type: ["string", "number"] }, minItems: 1 }
    }, json = {
      noun: "a value",
      parse: (value) => ({ value }),
      schema: {}
    };
  }
});

// src/smoke/shape.ts
function keywords(kinds2, lists = {}) {
  let own = Object.entries(kinds2).map(([key2, kind2]) => [key2, kind2.schema]);
  return { properties: { ...Object.fromEntries(own), ...lists }, additionalProperties: !1 };
}
function mapping(entries) {
  return objectWithRest(entries, never());
}
function of(kind2) {
  return pipe(
    unknown(),
    rawTransform(({ dataset, addIssue, NEVER }) => {
      let value = kind2.parse(dataset.value);
      return value !== void 0 ? value : (addIssue({ message: `is not ${kind2.noun}` }), NEVER);
    })
  );
}
function or(kind2, byDefault) {
  let present = {
    ...kind2,
    parse: (raw) => raw === ABSENT ? byDefault : kind2.parse(raw)
  };
  return optional(of(present), () => ABSENT);
}
var KEYS, request, exec, shape, schema, ABSENT, init_shape = __esm({
  "src/smoke/shape.ts"() {
    "use strict";
    init_dist();
    init_kinds();
    init_parts();
    KEYS = {
      smoke: { port, wait, timeout: time, env: pairs, tmpfs: lines, "read-only": flag, "cap-drop": names },
      requests: { method, path, headers, body, status, contains: text, json },
      exec: { command, stdout: text }
    }, request = pipe(
      mapping({
        method: or(KEYS.requests.method, "GET"),
        path: of(KEYS.requests.path),
        headers: or(KEYS.requests.headers, {}),
        body: or(KEYS.requests.body, null),
        status: or(KEYS.requests.status, null),
        contains: or(KEYS.requests.contains, null),
        json: or(KEYS.requests.json, null)
      }),
      forward(
        partialCheck(
          [["method"], ["body"]],
          // Servers and proxies refuse or drop it: https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1
          ({ method: method2, body: body2 }) => body2 === null || !["GET", "HEAD"].includes(method2),
          "a GET or HEAD has no body"
        ),
        ["body"]
      ),
      transform(({ headers: headers2, body: body2, ...rest }) => ({
        ...rest,
        headers: body2?.isJson === !0 && !new Headers(headers2).has("content-type") ? { ...headers2, "content-type": "application/json" } : headers2,
        body: body2?.text ?? null
      }))
    ), exec = pipe(
      mapping({ command: of(KEYS.exec.command), stdout: or(KEYS.exec.stdout, null) }),
      transform(({ command: command2, stdout: stdout2 }) => ({ ...command2, stdout: stdout2 }))
    ), shape = pipe(
      mapping({
        port: or(KEYS.smoke.port, null),
        wait: or(KEYS.smoke.wait, null),
        timeout: or(KEYS.smoke.timeout, 3e4),
        env: or(KEYS.smoke.env, {}),
        tmpfs: or(KEYS.smoke.tmpfs, []),
        "read-only": or(KEYS.smoke["read-only"], !1),
        "cap-drop": or(KEYS.smoke["cap-drop"], []),
        requests: optional(array(request), []),
        exec: optional(array(exec), [])
      }),
      forward(
        partialCheck(
          [["port"], ["requests"]],
          ({ port: port2, requests }) => port2 !== null || requests.length === 0,
          "there is no port to send them to"
        ),
        ["requests"]
      ),
      forward(
        partialCheck(
          [["port"], ["wait"]],
          ({ port: port2, wait: wait2 }) => port2 !== null || wait2?.kind !== "path" && wait2?.kind !== "tcp",
          "there is no port to try"
        ),
        ["wait"]
      ),
      forward(
        partialCheck(
          [["wait"], ["port"], ["requests"], ["exec"]],
          ({ wait: wait2, port: port2, requests, exec: exec2 }) => wait2?.kind !== "exit" || port2 === null && requests.length === 0 && exec2.length === 0,
          "a container that ends has no port, requests or exec"
        ),
        ["wait"]
      ),
      transform(({ "read-only": readOnly, "cap-drop": capDrop, ...rest }) => ({ ...rest, readOnly, capDrop }))
    ), schema = {
      type: ["object", "string"],
      ...keywords(KEYS.smoke, {
        requests: { type: "array", items: { type: "object", ...keywords(KEYS.requests), required: ["path"] } },
        exec: { type: "array", items: { type: "object", ...keywords(KEYS.exec), required: ["command"] } }
      })
    };
    ABSENT = /* @__PURE__ */ Symbol();
  }
});

// src/smoke/faults.ts
function faultOf({ type, message, expected, input, path: path2 }) {
  let keys = path2?.map(({ key: key3 }) => key3) ?? [], name = `smoke${keys.map((key3) => typeof key3 == "number" ? `[${key3}]` : `.${key3}`).join("")}`, key2 = String(keys.findLast((part2) => typeof part2 == "string") ?? "smoke"), example = `Write for example: ${key2}: ${EXAMPLES[key2]}`;
  if (type === "partial_check") return { message: `${name}: ${message}`, hint: REMEDIES[message] ?? "" };
  if (type === "raw_transform")
    return {
      message: `${name}: ${confidential(key2) ? "what is given" : written(input)} ${message}`,
      hint: example
    };
  if (type === "array") return { message: `${name}: ${written(input)} is not a list`, hint: example };
  let parent = name.slice(0, name.lastIndexOf("."));
  return type === "never" ? {
    message: `${parent}: there is no setting ${JSON.stringify(key2)}`,
    hint: didYouMean(key2, keysBeside(keys))
  } : /^"/.test(expected ?? "") ? { message: `${parent}: it has no ${key2}`, hint: example } : { message: `${name}: ${written(input)} is not a mapping`, hint: example };
}
function keysBeside(keys) {
  let [list5] = keys;
  return keys.length > 1 && (list5 === "requests" || list5 === "exec") ? Object.keys(KEYS[list5]) : [...Object.keys(KEYS.smoke), "requests", "exec"];
}
function confidential(key2) {
  return key2 === "env" || key2 === "headers";
}
function written(value) {
  let text7 = JSON.stringify(value) ?? "nothing";
  return text7.length <= 60 ? text7 : "what is given";
}
var EXAMPLES, REMEDIES, init_faults = __esm({
  "src/smoke/faults.ts"() {
    "use strict";
    init_problem();
    init_shape();
    EXAMPLES = {
      smoke: "{port: 8080, requests: [{path: /health}]}",
      port: "8080",
      wait: "/health",
      timeout: "30s",
      env: "{LOG_LEVEL: debug}",
      tmpfs: "[/tmp]",
      "read-only": "true",
      "cap-drop": "[ALL]",
      requests: "[{path: /health, status: 200}]",
      method: "POST",
      path: "/health",
      headers: "{accept: application/json}",
      body: "{text: hello}",
      status: "200",
      contains: "hello",
      exec: "[{command: whoami, stdout: appuser}]",
      command: "whoami",
      stdout: "appuser"
    }, REMEDIES = {
      "there is no port to send them to": "Write for example: port: 8080",
      "there is no port to try": "Write for example: port: 8080",
      "a GET or HEAD has no body": "Write for example: method: POST",
      "a container that ends has no port, requests or exec": "Remove them, or wait for something else"
    };
  }
});

// src/smoke/settings.ts
function mappingOf(raw) {
  if (typeof raw != "string") return { value: raw };
  try {
    return { value: (0, import_yaml.parse)(raw) };
  } catch (error) {
    let [reason2 = ""] = messageOf(error).split(`
`);
    return {
      fault: {
        message: `smoke: it is not YAML: ${reason2.replace(/[.:]$/, "")}`,
        hint: "Write for example: {port: 8080, requests: [{path: /health}]}"
      }
    };
  }
}
var import_yaml, smoke2, init_settings = __esm({
  "src/smoke/settings.ts"() {
    "use strict";
    init_dist();
    import_yaml = __toESM(require_dist(), 1);
    init_errors();
    init_faults();
    init_shape();
    smoke2 = {
      noun: "a mapping",
      parse: (raw) => {
        let value = mappingOf(raw), result3 = safeParse(shape, "value" in value ? value.value : void 0);
        return result3.success ? result3.output : void 0;
      },
      schema,
      faults: (raw) => {
        let value = mappingOf(raw);
        return "fault" in value ? [value.fault] : (safeParse(shape, value.value).issues ?? []).map(faultOf);
      }
    };
  }
});

// src/config/settings.ts
function setting(kind2, example, help2, byDefault = null) {
  return { kind: kind2, example, help: help2, default: byDefault };
}
function camelCase(name) {
  return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
var IMAGE_SETTINGS, RUN_SETTINGS, init_settings2 = __esm({
  "src/config/settings.ts"() {
    "use strict";
    init_patterns();
    init_levels();
    init_settings();
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
      "max-growth": setting(
        amount,
        "10%",
        "Largest growth against the baseline that passes, as a size or in percent."
      ),
      "warn-growth": setting(amount, "5MB", "Growth against the baseline above which a warning is given."),
      "max-growth-includes-drift": setting(
        flag,
        "true",
        "Count also what the base image grew by itself, where its FROM did not change.",
        "false"
      ),
      "max-wasted": setting(size, "20MB", "Most bytes that later layers may hide."),
      "warn-wasted": setting(size, "10MB", "Bytes that later layers hide above which a warning is given."),
      "allow-root": setting(flag, "true", "Let an image pass that runs as root.", "false"),
      "run-as": setting(text, "appuser", "User, by name or uid, that the image must run as."),
      forbid: setting(
        patterns,
        "*.map",
        "Files that must not be in any layer, one pattern a line: *.map in every folder, /app/tests/** from the root."
      ),
      "allow-secrets": setting(
        patterns,
        "/app/tests/**",
        "Files, variables and build arguments that may look like credentials, by patterns as those of forbid."
      ),
      smoke: setting(
        smoke2,
        "{port: 8080, requests: [{path: /health}]}",
        "Starts a container of the image, waits until it is ready, asks it, and looks at its processes; see docs/smoke.md."
      ),
      scan: setting(flag, "true", "Scan the image by trivy or grype, where one is on the PATH.", "false"),
      "max-critical": setting(
        count,
        "0",
        "Most vulnerabilities of severity critical that pass; scans the image."
      ),
      "max-high": setting(count, "5", "Most vulnerabilities of severity high that pass; scans the image."),
      rules: setting(
        ruleLevels,
        "wasted=off",
        "Levels of rules, one rule=level a line: off, notice, warning or error."
      ),
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
      bake: setting(lines, "docker-bake.hcl", "Bake or Compose files whose targets are images too, one a line."),
      "bake-targets": setting(
        names,
        "app",
        "Targets and groups that are taken from the bake files.",
        "the group default"
      ),
      only: setting(names, "production", "Names of the images to gate, of those in the configuration.", "all"),
      builder: setting(text, "my-builder", "The buildx builder to build with.", "the current one"),
      baseline: setting(
        baseline,
        "build",
        "What images are compared with: auto (stored, else built), stored, build, none, or an image of before, as an archive or a reference.",
        "auto"
      ),
      "waive-label": setting(
        text,
        "image-size-ok",
        "Label of a pull request that turns failures of size, transfer size and growth into warnings."
      ),
      comment: setting(
        choice("always", "on-change", "on-failure", "never"),
        "on-change",
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
        "Folder that report.json, report.md, report.html, report.sarif and report.junit.xml are written to.",
        "in a workflow the runner's temporary folder, else none"
      ),
      progress: setting(choice("auto", "plain", "quiet"), "plain", "How the build's progress is shown.", "auto")
    };
  }
});

// node_modules/picocolors/picocolors.js
var require_picocolors = __commonJS({
  "node_modules/picocolors/picocolors.js"(exports2, module2) {
    var p = process || {}, argv = p.argv || [], env = p.env || {}, isColorSupported = !(env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI), formatter = (open, close, replace = open) => (input) => {
      let string2 = "" + input, index2 = string2.indexOf(close, open.length);
      return ~index2 ? open + replaceClose(string2, close, replace, index2) + close : open + string2 + close;
    }, replaceClose = (string2, close, replace, index2) => {
      let result3 = "", cursor = 0;
      do
        result3 += string2.substring(cursor, index2) + replace, cursor = index2 + close.length, index2 = string2.indexOf(close, cursor);
      while (~index2);
      return result3 + string2.substring(cursor);
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

// src/report/columns.ts
function columnsFor(images) {
  return [
    numbers("Size", ({ image: image2, budgets }) => againstBudget(image2?.size, budgets.size)),
    images.some(({ change }) => change !== null) ? numbers(changeHead(images), changeWords) : null,
    numbers("Transfer", ({ image: image2, budgets }) => againstBudget(image2?.transferSize, budgets.transferSize)),
    numbers("Layers", layersAgainstBudget),
    words2("Runs as", ({ image: image2 }) => userWords(image2?.user)),
    words2("Tests", ({ tests }) => testWords(tests)),
    images.some(({ smoke: smoke3 }) => smoke3 !== null) ? words2("Smoke", smokeWords) : null,
    images.some(({ scan: scan3 }) => scan3 !== null) ? words2("Vulnerabilities", scanWords) : null,
    images.some((image2) => savingWords(image2) !== null) ? words2("Saves", (image2) => savingWords(image2) ?? "") : null
  ].filter((column) => column !== null);
}
function changeHead(images) {
  let names2 = new Set(images.flatMap(({ change, baseline: baseline2 }) => change === null ? [] : [baseline2.name])), [name = null] = names2.size === 1 ? names2 : [];
  return name === null ? "\u0394" : `\u0394 ${name}`;
}
function numbers(name, cell) {
  return { name, isNumber: !0, cell };
}
function words2(name, cell) {
  return { name, isNumber: !1, cell };
}
var init_columns = __esm({
  "src/report/columns.ts"() {
    "use strict";
    init_words();
  }
});

// src/report/terminal-parts.ts
function withHead(head, rows2, colors) {
  let [first2 = "", ...rest] = aligned([head, ...rows2]);
  return [colors.dim(first2), ...rest];
}
function aligned(rows2) {
  let widths = (rows2[0] ?? []).map((_, column) => Math.max(...rows2.map((row2) => row2[column]?.length ?? 0)));
  return rows2.map(
    (row2) => row2.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()
  );
}
var init_terminal_parts = __esm({
  "src/report/terminal-parts.ts"() {
    "use strict";
  }
});

// src/report/terminal.ts
var terminal_exports = {};
__export(terminal_exports, {
  terminal: () => terminal
});
function terminal(report5, colors = PLAIN) {
  let paint = report5.verdict === "pass" ? colors.green : colors.red, engine = report5.engine === null ? [] : [colors.dim(terminalText(engineWords(report5.engine)))];
  return [
    ...table(report5.images, colors),
    ...report5.images.flatMap((image2) => about(image2, colors)),
    "",
    ...comparison(report5, colors),
    ...engine,
    "",
    paint(`stagegate: ${VERDICT_MARKS[report5.verdict]} ${headline(report5)}`),
    ""
  ].join(`
`);
}
function table(images, colors) {
  let columns = columnsFor(images), head = ["", "Image", ...columns.map(({ name }) => terminalText(name))], rows2 = images.map((image2) => [
    image2.reportOnly ? " " : VERDICT_MARKS[image2.verdict],
    terminalText(image2.name),
    ...columns.map(({ cell }) => terminalText(cell(image2)))
  ]);
  return withHead(head, rows2, colors);
}
function about(report5, colors) {
  let lines2 = [
    report5.image === null ? null : baseImageWords(report5.image),
    contextWords(report5),
    leftOutWords(report5)
  ].flatMap((fact) => fact === null ? [] : [`  ${colors.dim(terminalText(fact))}`]);
  return [
    "",
    colors.bold(terminalText(report5.name)),
    ...lines2,
    ...changes(report5, colors),
    ...report5.findings.flatMap((finding) => findingLines(finding, report5.reportOnly, colors))
  ];
}
function changes(report5, colors) {
  let { change } = report5;
  if (change === null || change.negligible) return [];
  let rows2 = change.origins.slice(0, ORIGINS_SHOWN).flatMap((origin) => [
    [formatChange(origin.size), terminalText(originChangeWords(origin, report5))],
    ...origin.files.slice(0, FILES_SHOWN).map((file) => ["", `  ${terminalText(fileChangeWords(file))}`])
  ]), drift = driftWords(change, report5);
  return [
    ...aligned(rows2).map((row2) => `  ${row2}`),
    ...drift === null ? [] : [`  ${colors.dim(terminalText(drift))}`]
  ];
}
function comparison(report5, colors) {
  let waiver = waiverWords(report5);
  return [
    ...comparisonLines(report5).map((line) => colors.dim(terminalText(line))),
    ...report5.images.flatMap(({ baseline: baseline2 }) => logLines(baseline2.log, colors)),
    ...waiver === null ? [] : [colors.yellow(terminalText(waiver))]
  ];
}
function findingLines({ level: level2, message, place: place2, advice, rule, log, waived }, reportOnly, colors) {
  let shown3 = reportOnly ? "notice" : level2, paint = {
    error: colors.red,
    warning: colors.yellow,
    notice: colors.cyan
  }, where = place2 === null ? "" : `  ${terminalText(placeWords(place2))}`;
  return [
    `  ${paint[shown3](`${LEVEL_MARKS[shown3]} ${terminalText(message)}`)}${colors.dim(`${where} (${rule}${waived ? ", waived" : ""})`)}`,
    ...advice === null ? [] : [`    ${terminalText(advice)}`],
    ...logLines(log, colors)
  ];
}
function logLines(log, colors) {
  return log === null ? [] : terminalBlock(log).split(`
`).map((line) => colors.dim(`    \u2502 ${line}`));
}
var import_picocolors, PLAIN, ORIGINS_SHOWN, FILES_SHOWN, init_terminal = __esm({
  "src/report/terminal.ts"() {
    "use strict";
    import_picocolors = __toESM(require_picocolors(), 1);
    init_columns();
    init_escape();
    init_terminal_parts();
    init_words();
    PLAIN = import_picocolors.default.createColors(!1);
    ORIGINS_SHOWN = 6, FILES_SHOWN = 3;
  }
});

// node_modules/markdown-table/index.js
function defaultStringLength(value) {
  return value.length;
}
function markdownTable(table5, options) {
  let settings = options || {}, align = (settings.align || []).concat(), stringLength = settings.stringLength || defaultStringLength, alignments = [], cellMatrix = [], sizeMatrix = [], longestCellByColumn = [], mostCellsPerRow = 0, rowIndex = -1;
  for (; ++rowIndex < table5.length; ) {
    let row3 = [], sizes3 = [], columnIndex2 = -1;
    for (table5[rowIndex].length > mostCellsPerRow && (mostCellsPerRow = table5[rowIndex].length); ++columnIndex2 < table5[rowIndex].length; ) {
      let cell = serialize(table5[rowIndex][columnIndex2]);
      if (settings.alignDelimiters !== !1) {
        let size3 = stringLength(cell);
        sizes3[columnIndex2] = size3, (longestCellByColumn[columnIndex2] === void 0 || size3 > longestCellByColumn[columnIndex2]) && (longestCellByColumn[columnIndex2] = size3);
      }
      row3.push(cell);
    }
    cellMatrix[rowIndex] = row3, sizeMatrix[rowIndex] = sizes3;
  }
  let columnIndex = -1;
  if (typeof align == "object" && "length" in align)
    for (; ++columnIndex < mostCellsPerRow; )
      alignments[columnIndex] = toAlignment(align[columnIndex]);
  else {
    let code2 = toAlignment(align);
    for (; ++columnIndex < mostCellsPerRow; )
      alignments[columnIndex] = code2;
  }
  columnIndex = -1;
  let row2 = [], sizes2 = [];
  for (; ++columnIndex < mostCellsPerRow; ) {
    let code2 = alignments[columnIndex], before = "", after = "";
    code2 === 99 ? (before = ":", after = ":") : code2 === 108 ? before = ":" : code2 === 114 && (after = ":");
    let size3 = settings.alignDelimiters === !1 ? 1 : Math.max(
      1,
      longestCellByColumn[columnIndex] - before.length - after.length
    ), cell = before + "-".repeat(size3) + after;
    settings.alignDelimiters !== !1 && (size3 = before.length + size3 + after.length, size3 > longestCellByColumn[columnIndex] && (longestCellByColumn[columnIndex] = size3), sizes2[columnIndex] = size3), row2[columnIndex] = cell;
  }
  cellMatrix.splice(1, 0, row2), sizeMatrix.splice(1, 0, sizes2), rowIndex = -1;
  let lines2 = [];
  for (; ++rowIndex < cellMatrix.length; ) {
    let row3 = cellMatrix[rowIndex], sizes3 = sizeMatrix[rowIndex], cellsInRow = settings.fillRows === !1 ? Math.max(1, cellMatrix[rowIndex === 1 ? 0 : rowIndex].length) : mostCellsPerRow;
    columnIndex = -1;
    let line = [];
    for (; ++columnIndex < cellsInRow; ) {
      let cell = row3[columnIndex] || "", before = "", after = "";
      if (settings.alignDelimiters !== !1) {
        let size3 = longestCellByColumn[columnIndex] - (sizes3[columnIndex] || 0), code2 = alignments[columnIndex];
        if (code2 === 114)
          before = " ".repeat(size3);
        else if (code2 === 99) {
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
  let code2 = typeof value == "string" ? value.codePointAt(0) : 0;
  return code2 === 67 || code2 === 99 ? 99 : code2 === 76 || code2 === 108 ? 108 : code2 === 82 || code2 === 114 ? 114 : 0;
}
var init_markdown_table = __esm({
  "node_modules/markdown-table/index.js"() {
  }
});

// src/report/markdown-parts.ts
function cutTable([head = [], ...body2], rows2) {
  let kept = body2.slice(0, rows2), more = body2.length > rows2 ? `

${plural(body2.length - rows2, "row")} left out` : "";
  return markdownTable([head, ...kept], { padding: !0, alignDelimiters: !1 }) + more;
}
function cut(items, count4, more) {
  return items.length <= count4 ? [...items] : [...items.slice(0, count4), more(items.length - count4)];
}
function folded(summary2, body2) {
  return `<details><summary>${summary2}</summary>

${body2}

</details>`;
}
function unbroken(cell) {
  return cell.replace(/(?<=\d) (?=[kMG]?B\b|%|s\b|\/ \d)|(?<=\/) (?=\d)|(?<=✓|✗|≈) /g, "\xA0");
}
var init_markdown_parts = __esm({
  "src/report/markdown-parts.ts"() {
    "use strict";
    init_markdown_table();
    init_words();
  }
});

// src/report/markdown-details.ts
function details(report5, rows2) {
  let images = report5.images.flatMap((image2) => image2.image === null ? [] : [[
    about2(image2, image2.image),
    ...layers2(image2.image, rows2),
    ...files(image2, rows2),
    ...waste(image2.image, rows2),
    ...duplicates(image2.image, rows2)
  ].join(`

`)]), engine = report5.engine === null ? "No engine was needed." : `Measured with ${markdownText(engineWords(report5.engine))}.`;
  return folded(
    "Layers, files, and how it was measured",
    [...cut(images, rows2, (count4) => `${plural(count4, "image")} left out`), `${engine} Size is the sum of the regular files of all layers; transfer is the sum of the compressed layers.`].join(
      `

`
    )
  );
}
function about2(report5, image2) {
  let facts = [image2.platform, baseImageWords(image2), contextWords(report5)].filter((fact) => fact !== null);
  return `**${markdownText(report5.name)}** ${facts.map(markdownText).join("; ")}`;
}
function layers2(image2, rows2) {
  let body2 = image2.layers.flatMap(
    (layer, index2) => layer.origin.kind === "base" ? [] : [
      [
        `${index2 + 1}`,
        formatSize(layer.size),
        `${layer.files}`,
        markdownCode(originWords(layer.origin, image2))
      ]
    ]
  );
  return body2.length === 0 ? [] : [cutTable([["#", "Size", "Files", "Made by"], ...body2], rows2)];
}
function files({ change }, rows2) {
  if (change === null || change.negligible) return [];
  let body2 = change.origins.flatMap(({ before, after, files: changed }) => {
    let origin = after ?? before, place2 = origin?.kind === "instruction" ? placeWords(origin) : "base image";
    return changed.map((file) => [markdownCode(fileChangeWords(file)), markdownCode(place2)]);
  });
  return body2.length === 0 ? [] : [cutTable([["Changed files", "By"], ...body2], rows2)];
}
function waste(image2, rows2) {
  let body2 = image2.waste.map(({ size: size3, path: path2, how, origin, hiddenBy }) => [
    formatSize(size3),
    `${markdownCode(path2)} ${how}`,
    markdownCode(originWords(origin, image2)),
    markdownCode(originWords(hiddenBy, image2))
  ]);
  return body2.length === 0 ? [] : [
    `${formatSize(image2.wasted)} of your layers are hidden by later ones.`,
    cutTable([["Hidden", "What", "Made by", "Hidden by"], ...body2], rows2)
  ];
}
function duplicates(image2, rows2) {
  let body2 = image2.duplicates.map(({ size: size3, paths }) => [
    formatSize(size3),
    `${paths.length} \xD7`,
    cut(paths.map(markdownCode), 3, (left) => `and ${left} more`).join("<br>")
  ]);
  return body2.length === 0 ? [] : [cutTable([["Stored twice", "", "Paths"], ...body2], rows2)];
}
var init_markdown_details = __esm({
  "src/report/markdown-details.ts"() {
    "use strict";
    init_size();
    init_escape();
    init_markdown_parts();
    init_words();
  }
});

// src/report/news.ts
function hasNews({ verdict: verdict2, images, removedImages }) {
  return verdict2 !== "pass" || removedImages.length > 0 || images.some(
    ({ change, findings: findings2 }) => change === null || !change.negligible || change.layers !== 0 || findings2.some(({ level: level2 }) => level2 !== "notice")
  );
}
var init_news = __esm({
  "src/report/news.ts"() {
    "use strict";
  }
});

// src/report/markdown.ts
var markdown_exports = {};
__export(markdown_exports, {
  LONGEST_COMMENT: () => LONGEST_COMMENT,
  markdown: () => markdown,
  unjudged: () => unjudged
});
function markdown(report5, longest = LONGEST_COMMENT) {
  for (let rows2 = 4096; rows2 >= 1; rows2 /= 2) {
    let text7 = render(report5, rows2);
    if (text7.length <= longest) return text7;
  }
  return title(report5);
}
function unjudged(message) {
  return `### stagegate: ${VERDICT_MARKS.error} nothing could be judged

${markdownBlock(message)}
`;
}
function render(report5, rows2) {
  return `${(hasNews(report5) ? [
    title(report5),
    table2(report5.images, rows2),
    ...comparison2(report5),
    ...findings(report5, rows2),
    ...changes2(report5.images, rows2),
    ...variants(report5.images, rows2),
    ...logs(report5.images, rows2),
    details(report5, rows2)
  ] : [
    title(report5),
    ...comparison2(report5),
    folded(
      "The same as before",
      [table2(report5.images, rows2), ...findings(report5, rows2), ...variants(report5.images, rows2)].join(
        `

`
      )
    ),
    details(report5, rows2)
  ]).join(`

`)}
`;
}
function title(report5) {
  let quiet = hasNews(report5) ? "" : ", nothing changed";
  return `### stagegate: ${VERDICT_MARKS[report5.verdict]} ${headline(report5)}${quiet}`;
}
function table2(images, rows2) {
  let columns = columnsFor(images), head = ["", "Image", ...columns.map(({ name }) => markdownText(name))], body2 = images.map((image2) => [
    image2.reportOnly ? "" : VERDICT_MARKS[image2.verdict],
    markdownText(image2.reportOnly ? `${image2.name} (report only)` : image2.name),
    ...columns.map(({ cell }) => markdownText(cell(image2)))
  ]);
  return cutTable([head, ...body2.map((row2) => row2.map(unbroken))], rows2);
}
function variants(images, rows2) {
  let lines2 = images.flatMap((image2) => leftOutWords(image2) ?? []).map((words5) => markdownText(`${words5}.`));
  return lines2.length === 0 ? [] : [cut(lines2, rows2, (left) => `and ${plural(left, "variant")} more`).join("<br>")];
}
function comparison2(report5) {
  let waiver = waiverWords(report5), lines2 = [
    ...comparisonLines(report5).map((line) => markdownText(`${line}.`)),
    ...waiver === null ? [] : [`${LEVEL_MARKS.warning} **${markdownText(waiver)}.**`]
  ];
  return lines2.length === 0 ? [] : [lines2.join("<br>")];
}
function changes2(images, rows2) {
  return images.flatMap((image2) => {
    let { name, change, baseline: baseline2 } = image2;
    if (change === null || change.negligible) return [];
    let body2 = change.origins.map((origin) => [
      formatChange(origin.size),
      markdownCode(originChangeWords(origin, image2)),
      origin.files.slice(0, FILES_SHOWN2).map((file) => markdownCode(fileChangeWords(file))).join("<br>")
    ]), kept = Math.min(rows2, ORIGINS_SHOWN2), drift = driftWords(change, image2);
    return [[
      `**${markdownText(name)}** ${markdownText(`${formatChange(change.size)} against ${baseline2.name ?? "its baseline"}:`)}`,
      cutTable([["\u0394", "Made by", "Largest files"], ...body2.map((row2) => row2.map(unbroken))], kept),
      ...drift === null ? [] : [markdownText(`${drift}.`)]
    ].join(`

`)];
  });
}
function findings({ images }, rows2) {
  let lines2 = images.flatMap(
    ({ findings: own, reportOnly }) => own.map((finding) => findingLine(finding, reportOnly))
  );
  return lines2.length === 0 ? [] : [cut(lines2, rows2, (left) => `- and ${plural(left, "finding")} more`).join(`
`)];
}
function logs(images, rows2) {
  let folds = images.flatMap(
    ({ name, findings: own, baseline: baseline2 }) => [...own.map(({ log, rule }) => [rule, log]), ["baseline", baseline2.log]].flatMap(
      ([what, log]) => log === null ? [] : [folded(`${what} log of ${markdownText(name)}`, markdownBlock(log))]
    )
  );
  return cut(folds, rows2, (left) => `${plural(left, "log")} left out`);
}
function findingLine({ level: level2, message, place: place2, advice, rule, waived }, reportOnly) {
  let where = place2 === null ? "" : ` ${markdownCode(placeWords(place2))}`, what = level2 === "error" && !reportOnly ? `**${markdownText(message)}**` : markdownText(message);
  return `- ${LEVEL_MARKS[reportOnly ? "notice" : level2]} ${what}${where} (${rule}${waived ? ", waived" : ""})${advice === null ? "" : `<br>${markdownProse(advice)}`}`;
}
var LONGEST_COMMENT, ORIGINS_SHOWN2, FILES_SHOWN2, init_markdown = __esm({
  "src/report/markdown.ts"() {
    "use strict";
    init_columns();
    init_escape();
    init_markdown_details();
    init_markdown_parts();
    init_news();
    init_words();
    LONGEST_COMMENT = 6e4;
    ORIGINS_SHOWN2 = 6, FILES_SHOWN2 = 3;
  }
});

// src/report/html/markup.ts
function markup(template, ...contents2) {
  let parts = contents2.map((content, index2) => `${render2(content)}${template[index2 + 1]}`);
  return { html: `${template[0]}${parts.join("")}` };
}
function logBlock(log) {
  return { html: `<pre tabindex="0">${htmlBlock(log)}</pre>` };
}
function prose(text7) {
  return { html: htmlProse(text7) };
}
function render2(content) {
  return content === null ? "" : typeof content == "number" ? `${content}` : typeof content == "string" ? htmlText(content) : "html" in content ? content.html : content.map(render2).join("");
}
var init_markup = __esm({
  "src/report/html/markup.ts"() {
    "use strict";
    init_escape();
  }
});

// src/report/html/table.ts
function table3(label, columns, rows2) {
  let head = columns.map((column) => markup`<th scope="col"${kind(column)}>${column.name}</th>`), body2 = rows2.map(
    (row2) => markup`<tr>${row2.map((cell, index2) => markup`<td${kind(columns[index2])}>${cell}</td>`)}</tr>`
  );
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${head}</tr></thead><tbody>${body2}</tbody></table></div>`;
}
function numbers2(name) {
  return { name, isNumber: !0 };
}
function text2(name) {
  return { name, isNumber: !1 };
}
function kind(column) {
  return column === void 0 || column.name === "" ? null : column.isNumber ? markup` class="n"` : markup` class="t"`;
}
var init_table = __esm({
  "src/report/html/table.ts"() {
    "use strict";
    init_markup();
  }
});

// src/report/html/tables.ts
function layersTable({ change }, image2) {
  let largest2 = Math.max(1, ...image2.layers.map(({ size: size3 }) => size3)), origins = image2.layers.map(({ origin }) => originWords(origin, image2)), rows2 = image2.layers.map(({ size: size3, transferSize: transferSize2, files: files2, origin }, index2) => {
    let words5 = originWords(origin, image2), first2 = origins.indexOf(words5);
    return [
      index2 + 1,
      formatSize(size3),
      markup`<span class="share" style="--p:${Math.round(size3 / largest2 * 100)}%"></span>`,
      transferSize2 === null ? "unknown" : formatSize(transferSize2),
      files2.toLocaleString("en-US"),
      // An origin's change is that of all its layers together.
      ...change === null ? [] : [first2 === index2 ? changeOf(change, words5, image2) : `as ${first2 + 1}`],
      code(words5)
    ];
  }), columns = [
    numbers2("#"),
    numbers2("Size"),
    text2(""),
    numbers2("Transfer"),
    numbers2("Files"),
    ...change === null ? [] : [numbers2("Change")],
    text2("Made by")
  ];
  return table3("Layers", columns, rows2);
}
function changeOf({ origins }, words5, image2) {
  let found2 = origins.find(({ after }) => after !== null && originWords(after, image2) === words5);
  return found2 === void 0 ? "0" : formatChange(found2.size);
}
function changeTable(change, report5) {
  let drift = driftWords(change, report5), rows2 = change.origins.map((origin) => [
    markup`<b>${formatChange(origin.size)}</b>`,
    markup`${code(originChangeWords(origin, report5))}${novelty(origin)}${fileList(origin.files)}`
  ]), changes3 = table3("What changed", [numbers2("Change"), text2("By")], rows2);
  return drift === null ? changes3 : markup`<p>${drift}</p>${changes3}`;
}
function novelty({ before, after }) {
  return before === null && after !== null ? markup` <small>new</small>` : null;
}
function fileList(files2) {
  if (files2.length === 0) return null;
  let items = files2.map(({ path: path2, kind: kind2, size: size3, files: number3 }) => {
    let what = number3 > 1 ? `${kind2}, ${plural(number3, "file")}` : kind2;
    return markup`<li><span class="n">${formatChange(size3)}</span> <code>${path2}</code> <small>${what}</small></li>`;
  });
  return markup`<ul>${items}</ul>`;
}
function leftoversTable(image2) {
  if (image2.leftovers.length === 0) return null;
  let rows2 = image2.leftovers.map(({ what, origin, path: path2, size: size3, files: files2, advice }) => [
    formatSize(size3),
    markup`${what}<br>${place(path2, files2)}`,
    code(originWords(origin, image2)),
    prose(advice)
  ]);
  return table3("Leftovers", [numbers2("Size"), text2("What"), text2("Made by"), text2("To do")], rows2);
}
function wasteTable(image2) {
  if (image2.waste.length === 0) return null;
  let rows2 = image2.waste.map(({ origin, hiddenBy, size: size3, files: files2, how, path: path2 }) => [
    formatSize(size3),
    place(path2, files2),
    code(originWords(origin, image2)),
    markup`${how} by ${code(originWords(hiddenBy, image2))}`
  ]);
  return table3("Hidden files", [numbers2("Size"), text2("What"), text2("Made by"), text2("How")], rows2);
}
function duplicatesTable(image2) {
  if (image2.duplicates.length === 0) return null;
  let rows2 = image2.duplicates.map(({ size: size3, paths }) => [
    formatSize(size3 * (paths.length - 1)),
    `${paths.length} \xD7 ${formatSize(size3)}`,
    markup`<ul>${paths.map((path2) => markup`<li>${code(path2)}</li>`)}</ul>`
  ]);
  return table3("Duplicates", [numbers2("Too much"), numbers2("Copies"), text2("Paths")], rows2);
}
function place(path2, files2) {
  return markup`${code(path2)} <small>${plural(files2, "file")}</small>`;
}
function code(words5) {
  return markup`<code>${words5}</code>`;
}
var init_tables = __esm({
  "src/report/html/tables.ts"() {
    "use strict";
    init_size();
    init_words();
    init_markup();
    init_table();
  }
});

// src/report/html/timeline.ts
function timeline(steps) {
  if (steps.length === 0) return null;
  let end = Math.max(1, ...steps.map(endOf)), stages = [...new Set(steps.map(({ stage }) => stage))].map((stage) => {
    let own = steps.filter((step) => step.stage === stage).sort((a, b) => lineOf(a) - lineOf(b));
    return markup`<h4>${stage ?? "unnamed stage"} <small>${stageWords(own)}</small></h4><ol>${own.map((step) => row(step, end))}</ol>`;
  }), axis = [0, end / 2, end].map((time2) => markup`<span>${formatDuration(time2)}</span>`);
  return markup`<div class="timeline">${stages}<p class="axis" aria-hidden="true">${axis}</p></div>`;
}
function lineOf({ lines: lines2 }) {
  return lines2 === null ? 0 : lines2[0];
}
function endOf({ started, duration }) {
  return (started ?? 0) + (duration ?? 0);
}
function stageWords(steps) {
  if (steps.every(({ cached }) => cached)) return "cached";
  let starts = steps.flatMap(({ started }) => started ?? []);
  return starts.length === 0 ? "did not run" : formatDuration(Math.max(...steps.map(endOf)) - Math.min(...starts));
}
function row(step, end) {
  let { instruction, lines: lines2, started, duration, cached } = step, line = lines2 === null ? null : markup`<small>${lines2[0]}</small> `, ran = started === null ? null : `--l:${percent(started / end)};--d:${percent((duration ?? end - started) / end)}`, bar2 = cached ? markup`<span class="cached"></span>` : ran === null ? null : markup`<span class="run" style="${ran}"></span>`;
  return markup`<li><span class="what">${line}<code>${instruction ?? "unknown step"}</code></span><span class="track" aria-hidden="true">${bar2}</span><span class="took">${timeWords(step)}</span></li>`;
}
function timeWords({ started, duration, cached }) {
  return cached ? "cached" : started === null ? "did not run" : duration === null ? "did not end" : formatDuration(duration);
}
function percent(part2) {
  return `${Math.round(part2 * 1e4) / 100}%`;
}
var init_timeline = __esm({
  "src/report/html/timeline.ts"() {
    "use strict";
    init_words();
    init_markup();
  }
});

// node_modules/d3-hierarchy/dist/d3-hierarchy.mjs
function count2(node2) {
  var sum2 = 0, children = node2.children, i = children && children.length;
  if (!i) sum2 = 1;
  else for (; --i >= 0; ) sum2 += children[i].value;
  node2.value = sum2;
}
function node_count() {
  return this.eachAfter(count2);
}
function node_each(callback, that) {
  let index2 = -1;
  for (let node2 of this)
    callback.call(that, node2, ++index2, this);
  return this;
}
function node_eachBefore(callback, that) {
  for (var node2 = this, nodes = [node2], children, i, index2 = -1; node2 = nodes.pop(); )
    if (callback.call(that, node2, ++index2, this), children = node2.children)
      for (i = children.length - 1; i >= 0; --i)
        nodes.push(children[i]);
  return this;
}
function node_eachAfter(callback, that) {
  for (var node2 = this, nodes = [node2], next = [], children, i, n, index2 = -1; node2 = nodes.pop(); )
    if (next.push(node2), children = node2.children)
      for (i = 0, n = children.length; i < n; ++i)
        nodes.push(children[i]);
  for (; node2 = next.pop(); )
    callback.call(that, node2, ++index2, this);
  return this;
}
function node_find(callback, that) {
  let index2 = -1;
  for (let node2 of this)
    if (callback.call(that, node2, ++index2, this))
      return node2;
}
function node_sum(value) {
  return this.eachAfter(function(node2) {
    for (var sum2 = +value(node2.data) || 0, children = node2.children, i = children && children.length; --i >= 0; ) sum2 += children[i].value;
    node2.value = sum2;
  });
}
function node_sort(compare3) {
  return this.eachBefore(function(node2) {
    node2.children && node2.children.sort(compare3);
  });
}
function node_path(end) {
  for (var start = this, ancestor = leastCommonAncestor(start, end), nodes = [start]; start !== ancestor; )
    start = start.parent, nodes.push(start);
  for (var k = nodes.length; end !== ancestor; )
    nodes.splice(k, 0, end), end = end.parent;
  return nodes;
}
function leastCommonAncestor(a, b) {
  if (a === b) return a;
  var aNodes = a.ancestors(), bNodes = b.ancestors(), c = null;
  for (a = aNodes.pop(), b = bNodes.pop(); a === b; )
    c = a, a = aNodes.pop(), b = bNodes.pop();
  return c;
}
function node_ancestors() {
  for (var node2 = this, nodes = [node2]; node2 = node2.parent; )
    nodes.push(node2);
  return nodes;
}
function node_descendants() {
  return Array.from(this);
}
function node_leaves() {
  var leaves = [];
  return this.eachBefore(function(node2) {
    node2.children || leaves.push(node2);
  }), leaves;
}
function node_links() {
  var root = this, links = [];
  return root.each(function(node2) {
    node2 !== root && links.push({ source: node2.parent, target: node2 });
  }), links;
}
function* node_iterator() {
  var node2 = this, current, next = [node2], children, i, n;
  do
    for (current = next.reverse(), next = []; node2 = current.pop(); )
      if (yield node2, children = node2.children)
        for (i = 0, n = children.length; i < n; ++i)
          next.push(children[i]);
  while (next.length);
}
function hierarchy(data, children) {
  data instanceof Map ? (data = [void 0, data], children === void 0 && (children = mapChildren)) : children === void 0 && (children = objectChildren);
  for (var root = new Node$1(data), node2, nodes = [root], child, childs, i, n; node2 = nodes.pop(); )
    if ((childs = children(node2.data)) && (n = (childs = Array.from(childs)).length))
      for (node2.children = childs, i = n - 1; i >= 0; --i)
        nodes.push(child = childs[i] = new Node$1(childs[i])), child.parent = node2, child.depth = node2.depth + 1;
  return root.eachBefore(computeHeight);
}
function node_copy() {
  return hierarchy(this).eachBefore(copyData);
}
function objectChildren(d) {
  return d.children;
}
function mapChildren(d) {
  return Array.isArray(d) ? d[1] : null;
}
function copyData(node2) {
  node2.data.value !== void 0 && (node2.value = node2.data.value), node2.data = node2.data.data;
}
function computeHeight(node2) {
  var height = 0;
  do
    node2.height = height;
  while ((node2 = node2.parent) && node2.height < ++height);
}
function Node$1(data) {
  this.data = data, this.depth = this.height = 0, this.parent = null;
}
function required(f) {
  if (typeof f != "function") throw new Error();
  return f;
}
function constantZero() {
  return 0;
}
function constant(x) {
  return function() {
    return x;
  };
}
function roundNode(node2) {
  node2.x0 = Math.round(node2.x0), node2.y0 = Math.round(node2.y0), node2.x1 = Math.round(node2.x1), node2.y1 = Math.round(node2.y1);
}
function treemapDice(parent, x0, y0, x1, y1) {
  for (var nodes = parent.children, node2, i = -1, n = nodes.length, k = parent.value && (x1 - x0) / parent.value; ++i < n; )
    node2 = nodes[i], node2.y0 = y0, node2.y1 = y1, node2.x0 = x0, node2.x1 = x0 += node2.value * k;
}
function TreeNode(node2, i) {
  this._ = node2, this.parent = null, this.children = null, this.A = null, this.a = this, this.z = 0, this.m = 0, this.c = 0, this.s = 0, this.t = null, this.i = i;
}
function treemapSlice(parent, x0, y0, x1, y1) {
  for (var nodes = parent.children, node2, i = -1, n = nodes.length, k = parent.value && (y1 - y0) / parent.value; ++i < n; )
    node2 = nodes[i], node2.x0 = x0, node2.x1 = x1, node2.y0 = y0, node2.y1 = y0 += node2.value * k;
}
function squarifyRatio(ratio, parent, x0, y0, x1, y1) {
  for (var rows2 = [], nodes = parent.children, row2, nodeValue, i0 = 0, i1 = 0, n = nodes.length, dx, dy, value = parent.value, sumValue, minValue, maxValue, newRatio, minRatio, alpha, beta; i0 < n; ) {
    dx = x1 - x0, dy = y1 - y0;
    do
      sumValue = nodes[i1++].value;
    while (!sumValue && i1 < n);
    for (minValue = maxValue = sumValue, alpha = Math.max(dy / dx, dx / dy) / (value * ratio), beta = sumValue * sumValue * alpha, minRatio = Math.max(maxValue / beta, beta / minValue); i1 < n; ++i1) {
      if (sumValue += nodeValue = nodes[i1].value, nodeValue < minValue && (minValue = nodeValue), nodeValue > maxValue && (maxValue = nodeValue), beta = sumValue * sumValue * alpha, newRatio = Math.max(maxValue / beta, beta / minValue), newRatio > minRatio) {
        sumValue -= nodeValue;
        break;
      }
      minRatio = newRatio;
    }
    rows2.push(row2 = { value: sumValue, dice: dx < dy, children: nodes.slice(i0, i1) }), row2.dice ? treemapDice(row2, x0, y0, x1, value ? y0 += dy * sumValue / value : y1) : treemapSlice(row2, x0, y0, value ? x0 += dx * sumValue / value : x1, y1), value -= sumValue, i0 = i1;
  }
  return rows2;
}
function index() {
  var tile2 = squarify, round = !1, dx = 1, dy = 1, paddingStack = [0], paddingInner = constantZero, paddingTop = constantZero, paddingRight = constantZero, paddingBottom = constantZero, paddingLeft = constantZero;
  function treemap(root) {
    return root.x0 = root.y0 = 0, root.x1 = dx, root.y1 = dy, root.eachBefore(positionNode), paddingStack = [0], round && root.eachBefore(roundNode), root;
  }
  function positionNode(node2) {
    var p = paddingStack[node2.depth], x0 = node2.x0 + p, y0 = node2.y0 + p, x1 = node2.x1 - p, y1 = node2.y1 - p;
    x1 < x0 && (x0 = x1 = (x0 + x1) / 2), y1 < y0 && (y0 = y1 = (y0 + y1) / 2), node2.x0 = x0, node2.y0 = y0, node2.x1 = x1, node2.y1 = y1, node2.children && (p = paddingStack[node2.depth + 1] = paddingInner(node2) / 2, x0 += paddingLeft(node2) - p, y0 += paddingTop(node2) - p, x1 -= paddingRight(node2) - p, y1 -= paddingBottom(node2) - p, x1 < x0 && (x0 = x1 = (x0 + x1) / 2), y1 < y0 && (y0 = y1 = (y0 + y1) / 2), tile2(node2, x0, y0, x1, y1));
  }
  return treemap.round = function(x) {
    return arguments.length ? (round = !!x, treemap) : round;
  }, treemap.size = function(x) {
    return arguments.length ? (dx = +x[0], dy = +x[1], treemap) : [dx, dy];
  }, treemap.tile = function(x) {
    return arguments.length ? (tile2 = required(x), treemap) : tile2;
  }, treemap.padding = function(x) {
    return arguments.length ? treemap.paddingInner(x).paddingOuter(x) : treemap.paddingInner();
  }, treemap.paddingInner = function(x) {
    return arguments.length ? (paddingInner = typeof x == "function" ? x : constant(+x), treemap) : paddingInner;
  }, treemap.paddingOuter = function(x) {
    return arguments.length ? treemap.paddingTop(x).paddingRight(x).paddingBottom(x).paddingLeft(x) : treemap.paddingTop();
  }, treemap.paddingTop = function(x) {
    return arguments.length ? (paddingTop = typeof x == "function" ? x : constant(+x), treemap) : paddingTop;
  }, treemap.paddingRight = function(x) {
    return arguments.length ? (paddingRight = typeof x == "function" ? x : constant(+x), treemap) : paddingRight;
  }, treemap.paddingBottom = function(x) {
    return arguments.length ? (paddingBottom = typeof x == "function" ? x : constant(+x), treemap) : paddingBottom;
  }, treemap.paddingLeft = function(x) {
    return arguments.length ? (paddingLeft = typeof x == "function" ? x : constant(+x), treemap) : paddingLeft;
  }, treemap;
}
var phi, squarify, resquarify, init_d3_hierarchy = __esm({
  "node_modules/d3-hierarchy/dist/d3-hierarchy.mjs"() {
    Node$1.prototype = hierarchy.prototype = {
      constructor: Node$1,
      count: node_count,
      each: node_each,
      eachAfter: node_eachAfter,
      eachBefore: node_eachBefore,
      find: node_find,
      sum: node_sum,
      sort: node_sort,
      path: node_path,
      ancestors: node_ancestors,
      descendants: node_descendants,
      leaves: node_leaves,
      links: node_links,
      copy: node_copy,
      [Symbol.iterator]: node_iterator
    };
    TreeNode.prototype = Object.create(Node$1.prototype);
    phi = (1 + Math.sqrt(5)) / 2;
    squarify = (function custom(ratio) {
      function squarify2(parent, x0, y0, x1, y1) {
        squarifyRatio(ratio, parent, x0, y0, x1, y1);
      }
      return squarify2.ratio = function(x) {
        return custom((x = +x) > 1 ? x : 1);
      }, squarify2;
    })(phi);
    resquarify = (function custom2(ratio) {
      function resquarify2(parent, x0, y0, x1, y1) {
        if ((rows2 = parent._squarify) && rows2.ratio === ratio)
          for (var rows2, row2, nodes, i, j = -1, n, m = rows2.length, value = parent.value; ++j < m; ) {
            for (row2 = rows2[j], nodes = row2.children, i = row2.value = 0, n = nodes.length; i < n; ++i) row2.value += nodes[i].value;
            row2.dice ? treemapDice(row2, x0, y0, x1, value ? y0 += (y1 - y0) * row2.value / value : y1) : treemapSlice(row2, x0, y0, value ? x0 += (x1 - x0) * row2.value / value : x1, y1), value -= row2.value;
          }
        else
          parent._squarify = rows2 = squarifyRatio(ratio, parent, x0, y0, x1, y1), rows2.ratio = ratio;
      }
      return resquarify2.ratio = function(x) {
        return custom2((x = +x) > 1 ? x : 1);
      }, resquarify2;
    })(phi);
  }
});

// src/analysis/shares.ts
function shares({ layers: layers3 }) {
  let found2 = /* @__PURE__ */ new Map();
  for (let [position, { origin, size: size3, files: files2 }] of layers3.entries()) {
    let before = found2.get(keyOf(origin)) ?? { origin, size: 0, files: 0, positions: [] };
    found2.set(keyOf(origin), {
      origin,
      size: before.size + size3,
      files: before.files + files2,
      positions: [...before.positions, position]
    });
  }
  return [...found2.values()];
}
function keyOf(origin) {
  return origin.kind === "instruction" ? `${origin.file}:${origin.lines.join("-")}` : origin.kind;
}
var init_shares = __esm({
  "src/analysis/shares.ts"() {
    "use strict";
  }
});

// src/report/html/tiles.ts
function tilesOf({ name, contents: contents2, change }, image2) {
  let origins = contents2.length > 0 ? contents2.map(({ origin, root }) => ({ ...tileOf(root), ...whose(origin, image2) })) : shares(image2).map(({ origin, size: size3, files: files2 }) => ({
    ...tile("", size3, files2, null, []),
    ...whose(origin, image2)
  }));
  return tile(name, sum(origins, "size"), sum(origins, "files"), change?.size ?? null, origins);
}
function whose(origin, image2) {
  return { name: originWords(origin, image2), isBase: origin.kind === "base" };
}
function tileOf({ name, size: size3, files: files2, change, children }) {
  let tiles = children.map(tileOf), rest = size3 - sum(tiles, "size");
  if (tiles.length === 0 || rest <= 0) return tile(name, size3, files2, change, tiles);
  let restChange = change !== null && tiles.every((child) => child.change !== null) ? change - sum(tiles, "change") : null, restFiles = Math.max(0, files2 - sum(tiles, "files")), others = tile("(others)", rest, restFiles, restChange, []);
  return tile(name, size3, files2, change, [...tiles, others]);
}
function tile(name, size3, files2, change, children) {
  let filled = children.filter((child) => child.size > 0);
  return { name, size: size3, files: files2, change, isBase: !1, children: filled };
}
function sum(tiles, what) {
  return tiles.reduce((total3, own) => total3 + (own[what] ?? 0), 0);
}
function trendOf({ change, size: size3 }) {
  if (change === null) return { kind: "unknown", part: 0 };
  let larger = Math.max(size3, size3 - change);
  return isNoise(change, larger) ? { kind: "same", part: 0 } : { kind: change > 0 ? "grown" : "shrunk", part: Math.min(1, Math.abs(change) / larger) };
}
var init_tiles = __esm({
  "src/report/html/tiles.ts"() {
    "use strict";
    init_shares();
    init_noise();
    init_words();
  }
});

// src/report/html/treemap.ts
function treemapOf(report5, image2, id) {
  let whole = tilesOf(report5, image2);
  if (whole.size === 0) return null;
  let root = index()(
    hierarchy(whole, ({ children }) => children).sum(({ size: size3, children }) => children.length === 0 ? size3 : 0).sort((a, b) => b.data.size - a.data.size)
  ), isNew = whole.children.every(({ change }) => change === null), map = markup`<div class="${isNew ? "new map" : "map"} ${trendOf(whole).kind}">${bar(root, whole.size, id)}${cells(root, WIDE, TALL, whole.size, id)}</div>`;
  return markup`<div class="contents">${isNew ? legendOfNew(whole) : legend(whole)}${map}<p class="about">Areas are bytes, percentages are of the image. A name opens what is in it; the names above it lead back.</p></div>`;
}
function legend({ children }) {
  let unknown3 = children.some(({ change }) => change === null) ? key("unknown", "change not known") : null;
  return markup`<p class="legend">${key("shrunk", "- less")}${key("same", "same")}${key("grown", "+ more")}${unknown3}${AS_LIST}</p>`;
}
function legendOfNew({ children }) {
  let base = children.some(({ isBase }) => isBase) ? key("same", "base image") : null, own = children.every(({ isBase }) => isBase) ? null : key("unknown", "your layers");
  return markup`<p class="legend">${base}${own}<span>no baseline to compare with</span>${AS_LIST}</p>`;
}
function key(kind2, words5) {
  return markup`<span class="key ${kind2}">${words5}</span>`;
}
function cells(parent, wide, tall, total3, id) {
  if (parent.children === void 0) return null;
  let items = placed2(parent, wide, tall).map((own, index2) => {
    let { data } = own.child, { kind: kind2, part: part2 } = trendOf(data), color = part2 === 0 ? "" : `;--c:${Math.round(10 + 90 * Math.sqrt(part2))}%`, childId = `${id}-${index2 + 1}`, inside = cells(own.child, roomIn(own.wide, WIDE), roomIn(own.tall, TALL), total3, childId), tall2 = own.tall.inset === own.wide.inset ? "" : `;--t:${own.tall.inset}`;
    return markup`<li class="${data.isBase ? "base cell" : "cell"} ${kind2}" style="--w:${own.wide.inset}${tall2}${color}">${bar(own.child, total3, childId)}${inside}</li>`;
  });
  return markup`<ul class="body">${items}</ul>`;
}
function roomIn(room, map) {
  return room.width < SMALLEST.width || room.height < SMALLEST.height ? map : room;
}
function placed2(parent, wide, tall) {
  let children = parent.children ?? [];
  layOut(parent, wide);
  let inWide = children.map((child) => ({ child, wide: placeOf2(child, wide) }));
  return layOut(parent, tall), inWide.map(({ child, ...own }) => ({ child, ...own, tall: placeOf2(child, tall) }));
}
function layOut(parent, room) {
  let { width, height } = inner(room);
  squarify(parent, 0, 0, width, height);
}
function placeOf2({ x0, x1, y0, y1 }, room) {
  let { width, height } = inner(room), [left, right] = [hundredths(x0 / width), hundredths(x1 / width)], [top, bottom] = [hundredths(y0 / height), hundredths(y1 / height)], sides = [top, 1e4 - right, 1e4 - bottom, left];
  return {
    width: x1 - x0,
    height: y1 - y0,
    inset: sides.map((side) => side === 0 ? "0" : `${side / 100}%`).join(" ")
  };
}
function inner({ width, height }) {
  return { width: width - FRAME.width, height: height - FRAME.height };
}
function hundredths(part2) {
  return Math.round(part2 * 1e4);
}
function bar({ data, children }, total3, id) {
  let { name, size: size3, files: files2, change } = data, { kind: kind2 } = trendOf(data), difference3 = kind2 === "grown" || kind2 === "shrunk" ? markup`<em>${formatChange(change ?? 0)}</em>` : null, about3 = [
    percent2(size3 / total3),
    plural(files2, "file"),
    kind2 === "same" ? change === 0 ? "same" : "\u2248 same" : null
  ], words5 = markup`<b>${name}</b> <i>${formatSize(size3)}</i> ${difference3} <small>${about3.filter((part2) => part2 !== null).join(", ")}</small>`;
  return children === void 0 ? markup`<span class="bar">${words5}</span>` : markup`<a class="bar" id="${id}" href="#${id}">${words5}</a>`;
}
function percent2(part2) {
  let digits = (part2 * 100).toFixed(1);
  return part2 > 0 && digits === "0.0" ? "< 0.1 %" : `${digits} %`;
}
var WIDE, TALL, FRAME, SMALLEST, AS_LIST, init_treemap = __esm({
  "src/report/html/treemap.ts"() {
    "use strict";
    init_d3_hierarchy();
    init_size();
    init_words();
    init_markup();
    init_tiles();
    WIDE = { width: 1160, height: 480 }, TALL = { width: 328, height: 560 }, FRAME = { width: 4, height: 22 }, SMALLEST = { width: 86, height: 62 };
    AS_LIST = markup`<label><input type="checkbox"> as a list</label>`;
  }
});

// src/report/html/trial-tables.ts
function smokeTable({ checks, processes }) {
  let rows2 = checks.map(({ what, problem: problem2 }) => [problem2 === null ? "\u2713" : "\u2717", what, problem2 ?? ""]), asked = table3("Smoke test", [text2(""), text2("Check"), text2("Problem")], rows2);
  if (processes.length === 0) return asked;
  let ran = processes.map(({ uid, command: command2 }) => [uid, markup`<code>${command2}</code>`]);
  return markup`${asked}${table3("Processes", [numbers2("Uid"), text2("Process")], ran)}`;
}
function vulnerabilityTable({ worst }) {
  if (worst.length === 0) return null;
  let rows2 = worst.map(({ id, severity, where, fixedIn }) => [severity, id, where, fixedIn ?? "\u2013"]);
  return table3("Vulnerabilities", [text2("Severity"), text2("Id"), text2("In"), text2("Mended in")], rows2);
}
function leftOutTable({ leftOut: leftOut2 }) {
  if (leftOut2.length === 0) return null;
  let rows2 = leftOut2.map(({ what, size: size3 }) => [formatSize(size3), what]);
  return table3("What the variant has more", [numbers2("Size"), text2("What")], rows2);
}
var init_trial_tables = __esm({
  "src/report/html/trial-tables.ts"() {
    "use strict";
    init_size();
    init_markup();
    init_table();
  }
});

// src/report/html/image.ts
function imageSection(report5, id, isOpen) {
  let { name, target: target2, image: image2, change, findings: findings2, reportOnly, steps, variant: variant2, smoke: smoke3, scan: scan3 } = report5, about3 = [
    reportOnly ? "report only" : null,
    target2 === null || target2 === name ? null : `stage ${target2}`,
    image2?.platform ?? null
  ].filter((words5) => words5 !== null);
  return markup`
<details class="image"${isOpen ? markup` open` : null}>
<summary><h2>${reportOnly ? null : verdictMark(report5.verdict)}<span>${name}</span> <small>${about3.join(", ")}</small></h2></summary>
<dl class="numbers" id="${id}">${numbers3(report5)}</dl>
${findings2.length === 0 ? null : markup`<ul class="findings">${findings2.map((own) => findingItem(own, reportOnly))}</ul>`}
${image2 === null ? null : optionalPart("What is in it", treemapOf(report5, image2, `${id}-map`))}
${change === null || change.origins.length === 0 ? null : part("What changed", changeTable(change, report5))}
${image2 === null ? null : part("Layers", markup`<p>${baseImageWords(image2)}</p>${layersTable(report5, image2)}`)}
${image2 === null ? null : savable(image2)}
${variant2 === null ? null : optionalPart(`What ${variant2.name} has more`, leftOutTable(variant2))}
${smoke3 === null ? null : part("Smoke test", smokeTable(smoke3))}
${scan3 === null ? null : optionalPart("Worst vulnerabilities", vulnerabilityTable(scan3))}
${optionalPart("Build", timeline(steps))}
</details>`;
}
function verdictMark(verdict2) {
  return markup`<span class="mark ${verdict2}">${VERDICT_MARKS[verdict2]}</span>`;
}
function numbers3(report5) {
  let { image: image2, budgets, baseline: baseline2, tests, smoke: smoke3, scan: scan3, context: context2 } = report5, saving2 = savingWords(report5), failed = tests.some(({ status: status2 }) => status2 === "failed");
  return markup`
${figure("Size", againstBudget(image2?.size, budgets.size), meter(image2?.size, budgets.size))}
${figure("Change", changeWords(report5), markup`<small>${baselineWords(report5)}</small>${logFold("Why the baseline does not build", baseline2.log)}`)}
${figure("Transfer", againstBudget(image2?.transferSize, budgets.transferSize), meter(image2?.transferSize, budgets.transferSize))}
${figure("Layers", layersAgainstBudget(report5), meter(image2?.layers.length, budgets.layers))}
${figure("Runs as", userWords(image2?.user), null)}
${figure("Tests", marked(testWords(tests), failed), null)}
${smoke3 === null ? null : figure("Smoke", marked(smokeWords(report5), smoke3.status === "failed"), null)}
${scan3 === null ? null : figure("Vulnerabilities", scanWords(report5), null)}
${context2 === null ? null : figure("Context", `${formatSize(context2.size)} in ${plural(context2.files, "file")}`, null)}
${saving2 === null ? null : figure("Saves", saving2, null)}`;
}
function marked(words5, isBad) {
  return markup`<span${isBad ? markup` class="bad"` : null}>${words5}</span>`;
}
function figure(name, value, below) {
  return markup`<div><dt>${name}</dt><dd>${value}${below}</dd></div>`;
}
function meter(actual, budget2) {
  if (actual == null || budget2 === null) return null;
  let used = budget2 === 0 ? 100 : Math.min(100, Math.round(actual / budget2 * 100));
  return markup`<span class="${actual > budget2 ? "meter over" : "meter"}" style="--p:${used}%"></span>`;
}
function findingItem({ level: level2, waived, message, place: place2, advice, rule, log }, reportOnly) {
  let shown3 = reportOnly ? "notice" : level2, where = place2 === null ? null : markup` <code>${placeWords(place2)}</code>`;
  return markup`<li class="${shown3}"><span class="level">${LEVEL_MARKS[shown3]}</span><div><p><strong>${message}</strong>${where} <small>${waived ? `${rule}, waived` : rule}</small></p>${advice === null ? null : markup`<p>${prose(advice)}</p>`}${logFold("Log", log)}</div></li>`;
}
function logFold(title2, log) {
  return log === null ? null : markup`<details><summary>${title2}</summary>${logBlock(log)}</details>`;
}
function savable(image2) {
  return markup`${optionalPart("What needs not be in it", leftoversTable(image2))}
${optionalPart("Hidden by later layers, but still shipped", wasteTable(image2))}
${optionalPart("More than once in it", duplicatesTable(image2))}`;
}
function optionalPart(title2, content) {
  return content === null ? null : part(title2, content);
}
function part(title2, content) {
  return markup`<section><h3>${title2}</h3>${content}</section>`;
}
var init_image = __esm({
  "src/report/html/image.ts"() {
    "use strict";
    init_size();
    init_words();
    init_markup();
    init_tables();
    init_timeline();
    init_treemap();
    init_trial_tables();
  }
});

// src/report/html/script.ts
var SCRIPT, init_script = __esm({
  "src/report/html/script.ts"() {
    "use strict";
    SCRIPT = `"use strict";
for (const contents of document.querySelectorAll(".contents")) {
  const map = contents.querySelector(".map");
  const about = contents.querySelector(".about");
  const top = map.querySelector(".bar");
  const bars = [...map.querySelectorAll(".bar")];
  const outer = (bar) => bar.parentElement.parentElement.closest(".cell, .map")?.querySelector(".bar");
  const isShown = (bar) => bar.checkVisibility({ visibilityProperty: true });
  const zoomed = () => bars.find((bar) => bar.matches(":target")) ?? top;
  let current = top;

  const choose = (bar) => {
    current.tabIndex = -1;
    bar.tabIndex = 0;
    current = bar;
  };
  const tell = (bar) => {
    const names = [];
    for (let at = bar; at !== top; at = outer(at)) names.unshift(at.querySelector("b").textContent);
    const [origin = top.querySelector("b").textContent, ...path] = names;
    const numbers = [...bar.children].slice(1).map((part) => part.textContent);
    const title = document.createElement("b");
    title.textContent = path.length > 0 ? "/" + path.join("/") : origin;
    about.replaceChildren(title, " " + (path.length > 0 ? [...numbers, origin] : numbers).join(", "));
  };
  // The page stays where it is; only the map changes.
  const zoom = (bar, from) => {
    const { scrollX, scrollY } = window;
    location.hash = bar.hash;
    scrollTo(scrollX, scrollY);
    (isShown(from) ? from : bar).focus({ preventScroll: true });
  };
  const step = (key) => {
    const inside = (bar) => [...(bar.nextElementSibling?.children ?? [])].map((cell) => cell.querySelector(".bar"));
    const parent = outer(current);
    const beside = parent ? inside(parent).filter(isShown) : [top];
    const at = beside.indexOf(current);
    if (key === "ArrowRight") return beside[at + 1];
    if (key === "ArrowLeft") return beside[at - 1];
    if (key === "ArrowDown") return inside(current).find(isShown);
    if (key === "ArrowUp") return parent;
    if (key === "Home") return top;
  };

  for (const bar of bars) bar.tabIndex = -1;
  choose(top);
  about.textContent += " Arrow keys move, Enter opens, Escape leads back.";
  map.addEventListener("focusin", ({ target }) => {
    choose(target);
    tell(target);
  });
  map.addEventListener("pointerover", ({ target }) => {
    const bar = target.closest(".bar");
    if (bar) tell(bar);
  });
  map.addEventListener("click", (event) => {
    const bar = event.target.closest("a.bar");
    if (!bar || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    zoom(bar, bar);
  });
  map.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const from = zoomed();
    if (event.key === "Escape" && from !== top) return zoom(outer(from), from);
    const next = step(event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  addEventListener("hashchange", () => {
    if (!isShown(current)) choose(zoomed());
  });
}
`;
  }
});

// src/report/html/style.ts
var STYLE, init_style = __esm({
  "src/report/html/style.ts"() {
    "use strict";
    STYLE = `
@property --w { syntax: "*"; inherits: false; }
@property --t { syntax: "*"; inherits: false; }
@property --c { syntax: "*"; inherits: false; }
:root {
  color-scheme: light dark;
  --page: #fff; --panel: #f4f6f8; --line: #d4dae1; --text: #1a2029; --muted: #545d69;
  --link: #0b5394; --bad: #b42318; --warn: #875300; --good: #17693a; --on-mark: #fff; --fill: #7b8794;
  --same: #e4e8ec; --unknown: #cbdbf0; --grown: #f29b66; --shrunk: #79b4e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161b; --panel: #1b2129; --line: #343d48; --text: #e7ebf0; --muted: #a0abb8;
    --link: #8cc2f5; --bad: #ff8f85; --warn: #f0b75a; --good: #6fcf97; --on-mark: #12161b; --fill: #7e8b99;
    --same: #303842; --unknown: #2a4162; --grown: #964a1c; --shrunk: #235f97;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 1240px; padding: 20px clamp(12px, 3vw, 32px) 40px;
  background: var(--page); color: var(--text);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, dl, dd, ul, ol, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 22px; line-height: 1.25; font-weight: 650; display: flex; gap: 10px; align-items: center; }
h2 { font-size: 18px; line-height: 1.3; font-weight: 650; display: inline; }
h3 { font-size: 14px; font-weight: 650; margin: 26px 0 8px; padding-top: 10px; border-top: 1px solid var(--line); }
h4 { font-size: 13px; font-weight: 600; margin: 10px 0 3px; }
small { font-size: 12px; font-weight: 400; color: var(--muted); }
h4 small { margin-left: 8px; }
a { color: var(--link); }
b, h1 span, h2 span, strong, code { unicode-bidi: isolate; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 12px; }
pre { margin-top: 6px; padding: 10px; max-height: 24rem; overflow: auto; background: var(--panel); white-space: pre-wrap; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
summary { cursor: pointer; }
header > p { color: var(--muted); margin-bottom: 2px; }
header { margin-bottom: 18px; }
footer { margin-top: 36px; padding-top: 10px; border-top: 1px solid var(--line); font-size: 12px; color: var(--muted); }
section > p { margin-bottom: 6px; }

.mark {
  display: inline-block; flex: none; width: 1.3em; line-height: 1.3; text-align: center; font-size: 0.9em; font-weight: 700;
  border-radius: 3px; color: var(--on-mark); margin-right: 0.35em; unicode-bidi: isolate;
}
.mark.pass { background: var(--good); } .mark.fail { background: var(--bad); } .mark.error { background: var(--warn); }
h1 .mark { margin: 0; }
.bad { color: var(--bad); }

.image { margin-top: 30px; border-top: 2px solid var(--text); padding-top: 10px; }
.image > summary { margin-bottom: 10px; }
.numbers { display: flex; flex-wrap: wrap; border: solid var(--line); border-width: 1px 0 0 1px; scroll-margin-top: 4rem; }
.numbers > div { flex: 1 1 auto; min-width: 7.5rem; max-width: 100%; padding: 7px 12px 9px; border: solid var(--line); border-width: 0 1px 1px 0; }
.numbers dt { font-size: 12px; color: var(--muted); }
.numbers dd { font-size: 15px; font-weight: 600; }
.numbers small { display: block; contain: inline-size; min-width: 11rem; }
.numbers details { font-size: 12px; font-weight: 400; }
.meter { display: block; height: 4px; margin-top: 5px; background: linear-gradient(var(--fill) 0 0) 0 / var(--p) no-repeat var(--same); }
.meter.over { background: var(--bad); }

.findings { margin-top: 12px; }
.findings > li { display: flex; gap: 9px; padding: 7px 0; border-bottom: 1px solid var(--line); }
.findings > li > div { min-width: 0; }
.findings strong { font-weight: 600; }
.level { flex: none; width: 1em; font-weight: 700; text-align: center; }
.error > .level { color: var(--bad); } .warning > .level { color: var(--warn); } .notice > .level { color: var(--link); }

.scroll { overflow-x: auto; overflow-wrap: normal; }
table { border-collapse: collapse; min-width: 100%; font-size: 13px; }
th { text-align: left; font-weight: 400; font-size: 12px; color: var(--muted); white-space: nowrap; }
th, td { padding: 4px 14px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.t { min-width: 13rem; } td.t:last-child { width: 100%; padding-right: 0; }
td.t code { overflow-wrap: anywhere; }
.n { text-align: right; white-space: nowrap; }
.share { display: block; width: 90px; height: 9px; margin-top: 5px; background: linear-gradient(var(--fill) 0 0) 0 / var(--p) no-repeat; }
.more, .less { font-weight: 600; }
td ul { margin: 2px 0 4px; }

.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 6px; font-size: 12px; align-items: center; }
.legend label { margin-left: auto; display: flex; align-items: center; gap: 4px; }
.legend input { margin: 0; }
.key::before { content: ""; display: inline-block; width: 12px; height: 12px; margin-right: 5px; vertical-align: -1px; background: var(--same); }
.key.unknown::before { background: var(--unknown); } .key.grown::before { background: var(--grown); } .key.shrunk::before { background: var(--shrunk); }
.about { min-height: 3em; margin-top: 6px; font-size: 13px; color: var(--muted); }
.about b { color: var(--text); }

.map, .cell { background: var(--same); }
.map.unknown, .cell.unknown { background: var(--unknown); }
.new .base, .new .base .cell { background: var(--same); }
.grown { --to: var(--grown); } .shrunk { --to: var(--shrunk); }
.cell.grown, .cell.shrunk { background: color-mix(in srgb, var(--to) var(--c), var(--same)); }
.bar { color: var(--text); text-decoration: none; font-size: 12px; line-height: 17px; }
.bar > * { font-weight: 400; font-style: normal; font-size: 12px; }
.bar > em { font-weight: 650; }

.contents:not(:has(:checked)) {
  .map { position: relative; height: 480px; overflow: hidden; }
  .cell { position: absolute; inset: var(--t, var(--w)); container-type: size; overflow: hidden; box-shadow: inset 0 0 0 1px var(--page); }
  .bar {
    position: absolute; inset: 0 0 auto; height: 100%; height: calc(round(down, 100cqh - 3px, 17px) + 3px); padding: 2px 5px 1px;
    display: flex; flex-wrap: wrap; align-content: start; gap: 0 8px; overflow: hidden;
  }
  .map > .bar { height: 20px; }
  .bar:focus-visible { outline: none; }
  :is(.map, .cell):has(> .bar:focus-visible)::after {
    content: ""; position: absolute; inset: 0; z-index: 1; pointer-events: none; border: 2px solid var(--link); outline: 1px solid var(--page); outline-offset: -3px;
  }
  .bar > * { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .bar > small { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; }
  a.bar:hover > b { text-decoration: underline; }
  .body { position: absolute; inset: 20px 2px 2px; }
  .cell > .body { display: none; }
  @media (min-width: 700px) { .cell { inset: var(--w); } }
  @media (max-width: 699px) { .map { height: 560px; } }
  @container (max-width: 62px) { .bar > em { position: absolute; clip-path: inset(50%); } }
  @container (max-width: 54px) { .bar > i { position: absolute; clip-path: inset(50%); } }
  @container (max-width: 34px) or (max-height: 18px) { .bar > * { opacity: 0; } }
  @container (max-width: 11px) or (max-height: 11px) { .bar { visibility: hidden; } }
  @container (min-width: 86px) and (min-height: 62px) {
    .cell > .body { display: block; }
    .bar:has(+ .body) { height: 20px; flex-wrap: nowrap; }
    .bar:has(+ .body) > b { min-width: 1.5em; }
    .bar:has(+ .body) > :is(i, em) { flex: none; }
  }
  @container (max-width: 170px) { .bar:has(+ .body) > i { position: absolute; clip-path: inset(50%); } }
}
.body:has(.bar:target) > .cell:not(:has(.bar:target)) { display: none; }
.contents:not(:has(:checked)) .cell:has(.bar:target) { inset: 0; }
:is(.map, .cell):has(> .body .bar:target) > .bar > b::before { content: "\u2039 "; }

.contents:has(:checked) {
  .map { max-height: 36rem; overflow: auto; border: 1px solid var(--line); }
  .map, .cell { background: none; }
  .body .body { padding-left: 16px; }
  .bar { display: grid; grid-template-columns: minmax(0, 1fr) 5rem 6rem 13rem; gap: 0 10px; padding: 3px 8px; border-bottom: 1px solid var(--line); }
  .bar > i { grid-column: 2; text-align: right; } .bar > em { grid-column: 3; text-align: right; }
  .bar > small { grid-column: 4; grid-row: 1; }
  .bar:focus-visible { outline-offset: -2px; }
  @media (max-width: 699px) {
    .body .body { padding-left: 8px; }
    .bar { grid-template-columns: minmax(0, 1fr) 5rem; }
    .bar > em { grid-column: 2; } .bar > small { grid-column: 1; grid-row: 2; }
  }
}

.timeline ol > li { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) 5.5rem; gap: 2px 12px; align-items: center; padding: 2px 0; }
.what { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.track { position: relative; height: 12px; background: var(--panel); }
.run { position: absolute; inset: 0 auto 0 min(var(--l), 100% - 4px); width: max(4px, var(--d)); background: var(--fill); }
.track:has(.cached) { background: repeating-linear-gradient(135deg, var(--same) 0 3px, transparent 3px 7px); }
.took { text-align: right; font-size: 12px; }
.axis { display: flex; justify-content: space-between; margin: 4px calc(5.5rem + 12px) 0 calc((100% - 5.5rem - 24px) * 0.4 + 12px); font-size: 12px; color: var(--muted); border-top: 1px solid var(--line); }

@media (max-width: 699px) {
  .timeline ol > li { grid-template-columns: minmax(0, 1fr) 5.5rem; }
  .what { grid-column: 1 / -1; }
  .axis { margin-left: 0; }
}
@media (forced-colors: active) { .run, .share, .meter { forced-color-adjust: none; } }
@media print { .map { break-inside: avoid; } body { max-width: none; padding: 0; print-color-adjust: exact; } }
`;
  }
});

// src/report/html.ts
var html_exports = {};
__export(html_exports, {
  html: () => html
});
function html(report5) {
  let { images, engine, removedImages } = report5, head = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${(0, import_node_crypto.createHash)("sha256").update(SCRIPT).digest("base64")}'; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">`, body2 = markup`
<header>
<p>stagegate</p>
<h1>${verdictMark(report5.verdict)}<span>${headline(report5)}</span></h1>
${paragraph(waiverWords(report5))}
</header>
<main>
${images.length > 1 ? summary(images) : null}
${paragraph(removedImages.length === 0 ? null : `no longer gated: ${removedImages.join(", ")}`)}
${images.map((image2, index2) => imageSection(image2, idOf2(index2), images.length <= MOST_OPEN || image2.verdict !== "pass"))}
</main>
<footer>
<p>${engine === null ? "No engine was needed." : `Measured with ${engineWords(engine)}.`} Size is the sum of the regular files of all layers, also of those that a later layer hides; transfer is the sum of the compressed layers. 1 MB is 1,000,000 bytes.</p>
</footer>`;
  return `${head}
<title>${markup`stagegate: ${headline(report5)}`.html}</title>
<style>${STYLE}</style>
</head>
<body>${body2.html}
<script>${SCRIPT}</script>
</body>
</html>
`;
}
function summary(images) {
  let columns = columnsFor(images), rows2 = images.map((own, index2) => [
    own.reportOnly ? "" : verdictMark(own.verdict),
    markup`<a href="#${idOf2(index2)}">${own.name}</a>${own.reportOnly ? " (report only)" : null}`,
    ...columns.map(({ cell }) => cell(own))
  ]);
  return table3("All images", [text2(""), text2("Image"), ...columns], rows2);
}
function paragraph(words5) {
  return words5 === null ? null : markup`<p>${words5}</p>`;
}
function idOf2(index2) {
  return `image-${index2 + 1}`;
}
var import_node_crypto, MOST_OPEN, init_html = __esm({
  "src/report/html.ts"() {
    "use strict";
    import_node_crypto = require("node:crypto");
    init_columns();
    init_image();
    init_markup();
    init_script();
    init_style();
    init_table();
    init_words();
    MOST_OPEN = 3;
  }
});

// src/version.ts
var VERSION, init_version = __esm({
  "src/version.ts"() {
    "use strict";
    VERSION = "0.1.0";
  }
});

// src/report/sarif.ts
var sarif_exports = {};
__export(sarif_exports, {
  MOST_RESULTS: () => MOST_RESULTS,
  sarif: () => sarif
});
function sarif({ images, verdict: verdict2, waiver }) {
  let found2 = images.flatMap(
    (image2) => image2.findings.map((finding) => ({ image: image2, finding, level: levelOf2(image2, finding) }))
  ), sorted2 = ["error", "warning", "notice"].flatMap(
    (level2) => found2.filter((one) => one.level === level2)
  ), fingerprint = fingerprints(), log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "stagegate", semanticVersion: VERSION, rules: RULES.map(descriptor) } },
        invocations: [
          {
            executionSuccessful: verdict2 !== "error",
            toolExecutionNotifications: notifications(sorted2.length - MOST_RESULTS)
          }
        ],
        results: sorted2.slice(0, MOST_RESULTS).map(({ image: image2, finding, level: level2 }) => ({
          ...result(image2, finding, level2),
          partialFingerprints: { "stagegate/v1": fingerprint(image2, finding) },
          // An empty list says that it counts; no list, that nobody knows.
          suppressions: finding.waived ? [{ kind: "external", justification: sarifText(waiver ?? "") }] : []
        }))
      }
    ]
  };
  return `${JSON.stringify(log, null, 2)}
`;
}
function levelOf2({ reportOnly }, { level: level2 }) {
  return reportOnly && level2 === "error" ? "notice" : level2;
}
function descriptor({ id, why, level: level2, settings = [] }) {
  let goesBy = settings.length === 0 ? "" : ` Settings: ${settings.join(", ")}.`;
  return {
    id,
    shortDescription: { text: why },
    fullDescription: { text: why },
    help: { text: `${why}${goesBy}` },
    defaultConfiguration: level2 === "off" ? { enabled: !1 } : { level: SARIF_LEVELS[level2] }
  };
}
function result({ name, place: place2 }, finding, level2) {
  let { rule, message, advice, actual, limit: limit2 } = finding, index2 = RULES.findIndex(({ id }) => id === rule), named = message.includes(name) ? message : `${name}: ${message}`;
  return {
    ruleId: rule,
    ...index2 === -1 ? {} : { ruleIndex: index2 },
    level: SARIF_LEVELS[level2],
    message: {
      text: advice === null ? sarifText(named) : `${sarifText(named)}
${sarifText(advice)}`
    },
    locations: [location(name, finding.place ?? place2)],
    properties: { image: name, actual, limit: limit2 }
  };
}
function location(image2, place2) {
  let logicalLocations = [{ name: image2, kind: "image" }];
  if (place2 === null) return { logicalLocations };
  let [startLine, endLine] = place2.lines;
  return {
    physicalLocation: {
      artifactLocation: { uri: sarifUri(place2.file), uriBaseId: "%SRCROOT%" },
      region: { startLine, endLine }
    },
    logicalLocations
  };
}
function fingerprints() {
  let seen = /* @__PURE__ */ new Map();
  return ({ name }, { rule, message }) => {
    let steady = message.replace(/\d[\d.,]*( ?[kMGT]?B\b)?/g, "#"), hash = (0, import_node_crypto2.createHash)("sha256").update(JSON.stringify([rule, name, steady])).digest("hex").slice(0, 32), count4 = (seen.get(hash) ?? 0) + 1;
    return seen.set(hash, count4), `${hash}:${count4}`;
  };
}
function notifications(dropped) {
  return dropped <= 0 ? [] : [
    { level: "warning", message: { text: `${plural(dropped, "finding")} more in report.json` } }
  ];
}
var import_node_crypto2, MOST_RESULTS, SARIF_LEVELS, init_sarif = __esm({
  "src/report/sarif.ts"() {
    "use strict";
    import_node_crypto2 = require("node:crypto");
    init_rules();
    init_version();
    init_escape();
    init_words();
    MOST_RESULTS = 5e3, SARIF_LEVELS = { error: "error", warning: "warning", notice: "note" };
  }
});

// src/report/junit-cases.ts
function casesOf(image2) {
  let { name, tests, smoke: smoke3 } = image2;
  return [
    ...image2.rules.map(({ id, level: level2 }) => ruleCase(image2, id, level2 === "off")),
    ...tests.map(({ target: target2, status: status2, cached, duration }) => ({
      ...partCase(
        image2,
        "test",
        status2 === "failed" ? `the tests of ${name} failed in stage ${target2}` : null
      ),
      name: target2,
      duration: cached ? 0 : duration
    })),
    ...(smoke3?.checks ?? []).map(({ what, problem: problem2 }) => ({
      ...partCase(image2, "smoke", problem2),
      name: what,
      duration: null
    }))
  ];
}
function ruleCase(image2, id, isOff) {
  let findings2 = image2.findings.filter(({ rule }) => rule === id), errors = image2.reportOnly ? [] : findings2.filter(({ level: level2 }) => level2 === "error"), others = findings2.filter((finding) => !errors.includes(finding)), [first2] = errors, why = isOff ? "it is off" : (NEEDS[id] ?? needsImage)(image2);
  return {
    classname: image2.name,
    name: id,
    duration: null,
    outcome: first2 !== void 0 ? {
      kind: id === "build" && image2.verdict === "error" ? "error" : "failure",
      message: first2.message,
      text: errors.map(findingText).join(`

`)
    } : why !== null ? { kind: "skipped", message: why, text: "" } : null,
    output: others.map((finding) => `${finding.level}: ${findingText(finding)}`).join(`

`)
  };
}
function partCase({ name, reportOnly, findings: findings2 }, rule, problem2) {
  let fails = !reportOnly && findings2.some((finding) => finding.rule === rule && finding.level === "error");
  return {
    classname: `${name}.${rule}`,
    outcome: problem2 !== null && fails ? { kind: "failure", message: problem2, text: "" } : null,
    output: problem2 !== null && !fails ? problem2 : ""
  };
}
function findingText({ message, place: place2, advice, log }) {
  return [place2 === null ? message : `${placeWords(place2)}: ${message}`, advice, log].filter((part2) => part2 !== null).join(`
`);
}
function needs(why, isThere) {
  return (image2) => needsImage(image2) ?? (isThere(image2) ? null : why);
}
var needsImage, needsNothing, NEEDS, init_junit_cases = __esm({
  "src/report/junit-cases.ts"() {
    "use strict";
    init_words();
    needsImage = ({ image: image2 }) => image2 === null ? "there is no image to judge" : null, needsNothing = () => null;
    NEEDS = {
      build: needsNothing,
      "base-image": needsNothing,
      "dockerfile-check": needsNothing,
      loosened: needsNothing,
      test: ({ tests }) => tests.length === 0 ? "there is no test target" : null,
      context: ({ context: context2 }) => context2 === null ? "there is no build context" : null,
      smoke: needs("smoke is not set", ({ smoke: smoke3 }) => smoke3 !== null),
      size: needs("max-size is not set", ({ budgets }) => budgets.size !== null),
      "transfer-size": needs("max-transfer-size is not set", ({ budgets }) => budgets.transferSize !== null),
      layers: needs("max-layers is not set", ({ budgets }) => budgets.layers !== null),
      wasted: needs("max-wasted is not set", ({ budgets }) => budgets.wasted !== null),
      growth: (image2) => image2.budgets.growth === null ? "max-growth is not set" : image2.change === null ? baselineWords(image2) : needsImage(image2),
      vulnerability: needs(
        "neither max-critical nor max-high is set",
        ({ budgets }) => budgets.critical !== null || budgets.high !== null
      ),
      saving: needs("compare-with is not set", ({ variant: variant2 }) => variant2 !== null)
    };
  }
});

// src/report/junit.ts
var junit_exports = {};
__export(junit_exports, {
  junit: () => junit
});
function junit({ images }) {
  let suites = images.map((image2) => ({ name: image2.name, cases: casesOf(image2) })), all = suites.flatMap(({ cases }) => cases), content = suites.map(
    ({ name, cases }) => element("testsuite", { name, ...totals(cases) }, cases.map(testCase))
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
${element("testsuites", { name: "stagegate", ...totals(all) }, content)}`;
}
function totals(cases) {
  let count4 = (kind2) => cases.filter(({ outcome: outcome2 }) => outcome2?.kind === kind2).length;
  return {
    tests: cases.length,
    failures: count4("failure"),
    errors: count4("error"),
    skipped: count4("skipped"),
    time: seconds(cases.reduce((sum2, { duration }) => sum2 + (duration ?? 0), 0))
  };
}
function testCase({ classname, name, duration, outcome: outcome2, output }) {
  let time2 = duration === null ? {} : { time: seconds(duration) }, content = [
    ...outcome2 === null ? [] : [text3(outcome2.kind, { message: outcome2.message }, outcome2.text)],
    ...output === "" ? [] : [text3("system-out", {}, output)]
  ];
  return element("testcase", { classname, name, ...time2 }, content);
}
function element(name, attributes, content) {
  let start = `<${name}${attributeList(attributes)}`;
  return content.length === 0 ? `${start}/>
` : `${start}>
${content.join("")}</${name}>
`;
}
function text3(name, attributes, content) {
  let start = `<${name}${attributeList(attributes)}`;
  return content === "" ? `${start}/>
` : `${start}>${xmlBlock(content)}</${name}>
`;
}
function attributeList(attributes) {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${xmlText(`${value}`)}"`).join("");
}
function seconds(ms) {
  return (ms / 1e3).toFixed(3);
}
var init_junit = __esm({
  "src/report/junit.ts"() {
    "use strict";
    init_escape();
    init_junit_cases();
  }
});

// src/report/formats.ts
var FORMATS, FORMAT_NAMES, init_formats = __esm({
  "src/report/formats.ts"() {
    "use strict";
    FORMATS = {
      terminal: {
        file: null,
        write: async (report5) => (await Promise.resolve().then(() => (init_terminal(), terminal_exports))).terminal(report5)
      },
      json: {
        file: "report.json",
        write: async (report5) => `${JSON.stringify(report5, null, 2)}
`
      },
      markdown: {
        file: "report.md",
        write: async (report5) => (await Promise.resolve().then(() => (init_markdown(), markdown_exports))).markdown(report5)
      },
      html: {
        file: "report.html",
        write: async (report5) => (await Promise.resolve().then(() => (init_html(), html_exports))).html(report5)
      },
      sarif: {
        file: "report.sarif",
        write: async (report5) => (await Promise.resolve().then(() => (init_sarif(), sarif_exports))).sarif(report5)
      },
      junit: {
        file: "report.junit.xml",
        write: async (report5) => (await Promise.resolve().then(() => (init_junit(), junit_exports))).junit(report5)
      }
    }, FORMAT_NAMES = Object.keys(FORMATS);
  }
});

// src/cli/flags.ts
var GATE_FLAGS, SOURCE_FLAGS, INSPECT_FLAGS, REPORT_FLAGS, FLAGS, init_flags = __esm({
  "src/cli/flags.ts"() {
    "use strict";
    init_kinds();
    init_settings2();
    init_formats();
    GATE_FLAGS = { ...IMAGE_SETTINGS, ...RUN_SETTINGS }, SOURCE_FLAGS = {
      platform: IMAGE_SETTINGS.platform,
      file: IMAGE_SETTINGS.file,
      target: IMAGE_SETTINGS.target
    }, INSPECT_FLAGS = {
      json: { kind: flag, example: "true", help: "Print what was measured as JSON.", default: "false" },
      ...SOURCE_FLAGS
    }, REPORT_FLAGS = {
      format: {
        kind: choice(...FORMAT_NAMES),
        example: "sarif",
        help: `What to make of the report: ${FORMAT_NAMES.join(", ")}.`,
        default: "terminal"
      },
      output: {
        kind: text,
        example: "report.sarif",
        help: "File that it is written to.",
        default: "standard output"
      }
    }, FLAGS = { ...GATE_FLAGS, ...INSPECT_FLAGS, ...REPORT_FLAGS };
  }
});

// src/cli/arguments.ts
function parseCommandLine(argv, cwd) {
  let { tokens } = (0, import_node_util2.parseArgs)({ args: [...argv], options: OPTIONS, strict: !1, tokens: !0 }), flags = tokens.filter((token2) => token2.kind === "option"), isStray = (index2) => flags.some((token2) => !Object.hasOwn(OPTIONS, token2.name) && token2.index === index2 - 1), words5 = tokens.flatMap(
    (token2) => token2.kind === "positional" && !isStray(token2.index) ? [token2.value] : []
  );
  if (flags.some(({ name }) => name === "help")) return { kind: "help" };
  if (flags.some(({ name }) => name === "version")) return { kind: "version" };
  let [command2 = "gate", ...operands] = words5;
  if (!isCommand(command2))
    throw new ConfigError([problem(command2, "unknown command", didYouMean(command2, Object.keys(COMMANDS)))]);
  let problems = [
    ...flags.flatMap((one) => flagProblem(one, Object.keys(COMMANDS[command2].flags)) ?? []),
    ...operandProblems(command2, operands)
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  let inputs = /* @__PURE__ */ new Map();
  for (let { rawName, name, value } of flags)
    inputs.set(name, {
      value: joined(name, inputs.get(name)?.value, value ?? !0),
      place: { name: rawName, at: null },
      base: cwd
    });
  let text7 = (name) => inputs.has(name) ? String(inputs.get(name)?.value) : null, source = operands[0] ?? "";
  switch (command2) {
    case "gate":
      return { kind: command2, inputs };
    case "report": {
      let format = REPORT_FLAGS.format.kind.parse(text7("format")) ?? "terminal";
      return { kind: command2, source, format, output: text7("output") };
    }
    case "inspect":
    case "explain":
      return {
        kind: command2,
        source,
        json: inputs.has("json"),
        platform: text7("platform"),
        file: text7("file"),
        target: text7("target")
      };
  }
}
function flagProblem({ rawName, name, value }, allowed) {
  if (!allowed.includes(name)) return problem(rawName, "unknown flag", didYouMean(name, allowed));
  if (isFlag(name))
    return value === void 0 ? null : problem(rawName, `${name} takes no value`, `Write ${rawName} alone`);
  let example = `Write for example: --${name} ${FLAGS[name]?.example}`;
  if (value === void 0) return problem(rawName, "the value is missing", example);
  let report5 = REPORT_FLAGS[name];
  return report5 !== void 0 && report5.kind.parse(value) === void 0 ? problem(rawName, `${JSON.stringify(value)} is not ${report5.kind.noun}`, example) : null;
}
function operandProblems(command2, operands) {
  let { operand } = COMMANDS[command2];
  if (operand === null) {
    let hint = "Name a folder by --context, or an image by --image";
    return operands.map((word2) => problem(word2, "the gate takes no operand", hint));
  }
  let example = `Write for example: stagegate ${command2} ${operand.example}`;
  return operands.length === 1 ? [] : [problem(command2, `it takes one ${operand.noun}`, example)];
}
function problem(name, message, hint) {
  return { place: { name, at: null }, message, hint };
}
function isCommand(word2) {
  return Object.hasOwn(COMMANDS, word2);
}
function isFlag(name) {
  return FLAGS[name]?.kind === flag;
}
function joined(name, before, value) {
  let kind2 = FLAGS[name]?.kind;
  return before !== void 0 && [lines, names, pairs, patterns].some((list5) => list5 === kind2) ? `${String(before)}
${value}` : value;
}
var import_node_util2, COMMANDS, OPTIONS, init_arguments = __esm({
  "src/cli/arguments.ts"() {
    "use strict";
    import_node_util2 = require("node:util");
    init_patterns();
    init_kinds();
    init_problem();
    init_flags();
    COMMANDS = {
      gate: { flags: GATE_FLAGS, operand: null },
      inspect: { flags: INSPECT_FLAGS, operand: { noun: "source", example: "image.tar" } },
      explain: { flags: SOURCE_FLAGS, operand: { noun: "source", example: "image.tar" } },
      report: { flags: REPORT_FLAGS, operand: { noun: "file", example: "report.json --format sarif" } }
    };
    OPTIONS = {
      ...Object.fromEntries(
        Object.keys(FLAGS).map((name) => [
          name,
          { type: isFlag(name) ? "boolean" : "string" }
        ])
      ),
      help: { type: "boolean", short: "h" },
      version: { type: "boolean", short: "v" }
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
  stagegate report FILE [flags]      write the report.json of a gate, or - for standard input, in another format

Exit code: 0 it passes, 1 it fails, 2 it could not be judged, 130 or 143 it was stopped.
Commands other than the gate: 0 whatever the verdict, 2 they could not do it.

Flags for one image:
${table4(IMAGE_SETTINGS)}
Flags for the run:
${table4(RUN_SETTINGS)}
Flags for report:
${table4(REPORT_FLAGS)}
Flags for all:
  --help, -h
  --version, -v
`;
}
function table4(settings) {
  return Object.entries(settings).map(([name, { kind: kind2, help: sentence, example, default: byDefault }]) => {
    let value = kind2 === flag ? "" : ` ${/\s/.test(example) ? `"${example}"` : example}`;
    return `  --${name}${value}
      ${sentence}${byDefault === null ? "" : ` (default: ${byDefault})`}
`;
  }).join("");
}
var init_help = __esm({
  "src/cli/help.ts"() {
    "use strict";
    init_kinds();
    init_settings2();
    init_flags();
  }
});

// src/report/shapes/measured.ts
var word, linesShape, placeShape, originShape, imageShape, engineShape, init_measured = __esm({
  "src/report/shapes/measured.ts"() {
    "use strict";
    init_dist();
    word = (words5) => picklist(Object.keys(words5)), linesShape = tuple([number(), number()]), placeShape = object({
      file: string(),
      lines: linesShape
    }), originShape = variant("kind", [
      object({ kind: literal("base") }),
      object({ kind: literal("unknown") }),
      object({
        kind: literal("instruction"),
        stage: nullable(string()),
        file: string(),
        lines: linesShape,
        instruction: string()
      })
    ]), imageShape = object({
      platform: string(),
      size: number(),
      transferSize: nullable(number()),
      layers: array(
        object({
          diffId: string(),
          size: number(),
          transferSize: nullable(number()),
          files: number(),
          origin: originShape
        })
      ),
      user: object({
        configured: string(),
        name: nullable(string()),
        uid: nullable(number()),
        gid: nullable(number()),
        problem: nullable(string())
      }),
      baseImage: nullable(
        object({
          name: string(),
          from: nullable(string()),
          knownBy: word({ provenance: !0, history: !0 }),
          digest: nullable(string()),
          layers: number(),
          size: number(),
          standIn: nullable(string())
        })
      ),
      wasted: number(),
      waste: array(
        object({
          origin: originShape,
          hiddenBy: originShape,
          size: number(),
          files: number(),
          how: word({ deleted: !0, replaced: !0, touched: !0 }),
          path: string()
        })
      ),
      duplicates: array(object({ size: number(), paths: array(string()) })),
      leftovers: array(
        object({
          kind: word({
            "package-cache": !0,
            "build-tool": !0,
            "dev-dependency": !0,
            leftover: !0
          }),
          what: string(),
          origin: originShape,
          path: string(),
          size: number(),
          files: number(),
          advice: string()
        })
      ),
      secrets: array(
        object({
          what: string(),
          kind: word({ file: !0, variable: !0, history: !0 }),
          name: string(),
          origin: originShape,
          hidden: boolean()
        })
      ),
      healthcheck: boolean()
    }), engineShape = object({
      version: nullable(string()),
      store: nullable(word({ classic: !0, containerd: !0 })),
      buildx: string(),
      builder: string()
    });
  }
});

// src/report/shapes/change.ts
var baselineShape, changeShape, init_change = __esm({
  "src/report/shapes/change.ts"() {
    "use strict";
    init_dist();
    init_measured();
    baselineShape = object({
      state: word({
        stored: !0,
        built: !0,
        given: !0,
        none: !0,
        refused: !0
      }),
      commit: nullable(string()),
      name: nullable(string()),
      behind: number(),
      why: nullable(string()),
      log: nullable(string()),
      image: nullable(
        object({
          renamedFrom: nullable(string()),
          target: nullable(string()),
          platform: string(),
          size: number(),
          transferSize: nullable(number()),
          layers: number(),
          baseImage: nullable(string())
        })
      )
    }), changeShape = object({
      size: number(),
      transferSize: nullable(number()),
      layers: number(),
      drift: number(),
      growth: number(),
      growthPercent: nullable(number()),
      negligible: boolean(),
      origins: array(
        object({
          before: nullable(originShape),
          after: nullable(originShape),
          size: number(),
          files: array(
            object({
              path: string(),
              kind: word({ added: !0, removed: !0, changed: !0 }),
              size: number(),
              files: number()
            })
          )
        })
      )
    });
  }
});

// src/report/shapes/trials.ts
var outcome, testShape, smokeShape, scanShape, contextShape, init_trials = __esm({
  "src/report/shapes/trials.ts"() {
    "use strict";
    init_dist();
    init_measured();
    outcome = word({ passed: !0, failed: !0 }), testShape = object({
      target: string(),
      status: outcome,
      cached: boolean(),
      duration: nullable(number())
    }), smokeShape = object({
      status: outcome,
      ready: nullable(number()),
      duration: number(),
      checks: array(object({ what: string(), problem: nullable(string()) })),
      processes: array(object({ uid: number(), command: string() }))
    }), scanShape = object({
      scanner: nullable(word({ trivy: !0, grype: !0 })),
      version: nullable(string()),
      problem: nullable(string()),
      counts: nullable(
        object({
          critical: number(),
          high: number(),
          medium: number(),
          low: number(),
          unknown: number()
        })
      ),
      worst: array(
        object({
          id: string(),
          severity: word({ critical: !0, high: !0, medium: !0, low: !0, unknown: !0 }),
          where: string(),
          fixedIn: nullable(string())
        })
      )
    }), contextShape = object({
      folder: string(),
      size: number(),
      files: number(),
      ignoreFile: string(),
      hasIgnoreFile: boolean(),
      needless: array(
        object({
          pattern: string(),
          what: string(),
          size: number(),
          files: number(),
          isSecret: boolean(),
          place: placeShape
        })
      )
    });
  }
});

// src/report/shapes/report.ts
var verdict, node, budget, image, reportShape, init_report = __esm({
  "src/report/shapes/report.ts"() {
    "use strict";
    init_dist();
    init_change();
    init_measured();
    init_trials();
    verdict = word({ pass: !0, fail: !0, error: !0 }), node = object({
      name: string(),
      size: number(),
      files: number(),
      change: nullable(number()),
      children: array(lazy(() => node))
    }), budget = nullable(number()), image = object({
      name: string(),
      target: nullable(string()),
      verdict,
      reportOnly: boolean(),
      place: nullable(placeShape),
      budgets: object({
        size: budget,
        transferSize: budget,
        layers: budget,
        wasted: budget,
        critical: budget,
        high: budget,
        growth: nullable(string())
      }),
      image: nullable(imageShape),
      tests: array(testShape),
      smoke: nullable(smokeShape),
      scan: nullable(scanShape),
      context: nullable(contextShape),
      variant: nullable(
        object({
          name: string(),
          size: nullable(number()),
          saving: nullable(number()),
          leftOut: array(object({ what: string(), size: number() }))
        })
      ),
      baseline: baselineShape,
      change: nullable(changeShape),
      contents: array(object({ origin: originShape, root: node })),
      steps: array(
        object({
          stage: nullable(string()),
          instruction: nullable(string()),
          lines: nullable(linesShape),
          started: nullable(number()),
          duration: nullable(number()),
          cached: boolean()
        })
      ),
      findings: array(
        object({
          rule: string(),
          level: word({ error: !0, warning: !0, notice: !0 }),
          waived: boolean(),
          message: string(),
          actual: nullable(number()),
          limit: nullable(number()),
          place: nullable(placeShape),
          advice: nullable(string()),
          log: nullable(string())
        })
      ),
      rules: array(
        object({
          id: string(),
          level: word({ error: !0, warning: !0, notice: !0, off: !0 })
        })
      )
    }), reportShape = object({
      schemaVersion: literal(1),
      verdict,
      engine: nullable(engineShape),
      images: array(image),
      removedImages: array(string()),
      waiver: nullable(string())
    });
  }
});

// src/report/read.ts
function readReport(text7, name) {
  let value = parse3(text7, name), version = versionOf(value);
  if (version > KNOWN_VERSION)
    throw new StagegateError(
      `${name} is a report of schema version ${version}, and this stagegate reads version ${KNOWN_VERSION}`,
      "Read it by the stagegate that wrote it, or a newer one"
    );
  let [issue] = safeParse(reportShape, value, { abortEarly: !0 }).issues ?? [];
  if (issue === void 0) return value;
  let fault = issue.received === "undefined" ? "it is missing" : `it is ${shortened2(issue.received)}, not ${issue.expected}`;
  throw noReport(name, `${pathOf(issue)}: ${fault}`);
}
function parse3(text7, name) {
  try {
    return JSON.parse(text7);
  } catch {
    throw noReport(name, "it is not JSON");
  }
}
function versionOf(value) {
  return is(object({ schemaVersion: number() }), value) ? value.schemaVersion : 0;
}
function noReport(name, why) {
  return new StagegateError(
    `${name} is no report of stagegate: ${why}`,
    "Give the report.json of an output folder"
  );
}
function pathOf({ path: path2 }) {
  return (path2 ?? []).map(({ key: key2 }) => typeof key2 == "number" ? `[${key2}]` : `.${String(key2)}`).join("").replace(/^\./, "") || "the whole";
}
function shortened2(received) {
  return received.length <= LONGEST2 ? received : `${received.slice(0, LONGEST2 - 1)}\u2026`;
}
var KNOWN_VERSION, LONGEST2, init_read = __esm({
  "src/report/read.ts"() {
    "use strict";
    init_dist();
    init_errors();
    init_report();
    KNOWN_VERSION = reportShape.entries.schemaVersion.literal, LONGEST2 = 80;
  }
});

// src/cli/report.ts
var report_exports = {};
__export(report_exports, {
  report: () => report
});
async function report({ source, format, output }, world) {
  let { cwd, stdin, stdout: stdout2, signal } = world, [name, reading] = source === "-" ? ["standard input", (0, import_consumers.text)(stdin())] : [source, (0, import_promises.readFile)((0, import_node_path.resolve)(cwd, source), "utf8").catch(cannot("read", source, HINT))], read3 = readReport(await orStopped(reading, signal), name);
  if (output !== null) {
    let written2 = await FORMATS[format].write(read3);
    await (0, import_promises.writeFile)((0, import_node_path.resolve)(cwd, output), written2).catch(cannot("written", `--output: ${output}`, null));
  } else format === "terminal" ? stdout2.write(terminal(read3, await colorsFor(stdout2))) : stdout2.write(await FORMATS[format].write(read3));
  return 0;
}
function cannot(what, shown3, hint) {
  return ({ code: code2 }) => {
    throw new StagegateError(`${shown3} cannot be ${what} (${code2})`, hint);
  };
}
var import_promises, import_node_path, import_consumers, HINT, init_report2 = __esm({
  "src/cli/report.ts"() {
    "use strict";
    import_promises = require("node:fs/promises"), import_node_path = require("node:path"), import_consumers = require("node:stream/consumers");
    init_errors();
    init_formats();
    init_read();
    init_terminal();
    init_signals();
    init_main3();
    HINT = "Write the path of a report.json, or - for standard input";
  }
});

// src/build/exec.ts
var exec_exports = {};
__export(exec_exports, {
  createExec: () => createExec
});
function createExec(signal) {
  return (command2, args, { input, cwd, env, onErrorLine, onOutput, signal: limit2 } = {}) => new Promise((resolve12, reject) => {
    if (signal.aborted) return reject(new StoppedError());
    let child = (0, import_node_child_process.spawn)(command2, args, {
      ...cwd === void 0 ? {} : { cwd },
      env: { ...process.env, ...env },
      stdio: "pipe",
      detached: !0,
      ...limit2 === void 0 ? {} : { signal: limit2, killSignal: "SIGKILL" }
    }), stop = () => child.kill("SIGINT");
    signal.addEventListener("abort", stop, { once: !0 });
    let stdout2 = "", errors = [], keep = (chunk) => {
      stdout2 += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", onOutput ?? keep);
    let errorLines = (0, import_node_readline.createInterface)({ input: child.stderr, crlfDelay: Number.POSITIVE_INFINITY }), errorsRead = new Promise((done) => errorLines.once("close", done));
    errorLines.on("line", onErrorLine ?? ((line) => errors.push(line))), child.stdin.on("error", () => {
    }).end(input), child.once("error", (error) => {
      signal.removeEventListener("abort", stop), resolve12({ code: 127, stdout: stdout2, stderr: error.message });
    }), child.once("close", async (code2) => {
      signal.removeEventListener("abort", stop), await errorsRead, signal.aborted ? reject(new StoppedError()) : resolve12({ code: code2 ?? 1, stdout: stdout2, stderr: errors.join(`
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

// src/build/engine.ts
async function describeEngine(exec2, builder, isToStart) {
  let [buildxVersion, inspection3, info] = await Promise.all([
    exec2("docker", ["buildx", "version"]),
    exec2("docker", ["buildx", "inspect", ...builder === null ? [] : [builder]]),
    exec2("docker", ["info", "--format", "json"])
  ]), version = usableBuildx(buildxVersion), field = (name) => new RegExp(`^${name}:[ \\t]*(\\S+)`, "m").exec(inspection3.stdout)?.[1], driver = field("Driver"), endpointError = /^Error:\s*(.+)/m.exec(inspection3.stdout)?.[1], engine = parseInfo(info.stdout);
  if ((driver === "docker" || driver === void 0 || isToStart) && engine === null)
    throw new StagegateError(
      `the Docker engine does not answer: ${lastLine(info.stderr) || "docker info failed"}`,
      "Start it, or point DOCKER_HOST or `docker context use` to one that runs"
    );
  if (inspection3.code !== 0 || driver === void 0 || endpointError !== void 0) {
    let name = builder === null ? "the current builder" : `builder ${builder}`;
    throw new StagegateError(
      `${name} does not answer: ${endpointError ?? (lastLine(inspection3.stderr) || "docker buildx inspect failed")}`,
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
async function requireBuildx(exec2) {
  usableBuildx(await exec2("docker", ["buildx", "version"]));
}
function usableBuildx({ code: code2, stdout: stdout2 }) {
  if (code2 === 127)
    throw new StagegateError(
      "docker was not found on the PATH",
      "Install Docker Engine with the buildx plugin, and see that `docker version` answers"
    );
  let buildx = / v?((\d+)\.(\d+)\S*)/.exec(stdout2);
  if (code2 !== 0 || buildx === null)
    throw new StagegateError(
      "docker buildx is missing",
      "Install the buildx plugin (Debian: docker-buildx, Docker's repository: docker-buildx-plugin), and see that `docker buildx version` answers"
    );
  let [, version = "", major, minor] = buildx;
  if (Number(major) === OLDEST_BUILDX[0] && Number(minor) < OLDEST_BUILDX[1])
    throw new StagegateError(
      `docker buildx ${version} is too old`,
      `Install ${OLDEST_BUILDX.join(".")} or newer`
    );
  return version;
}
function parseInfo(json2) {
  let info = parseObject(json2);
  if (typeof info.ServerVersion != "string" || info.ServerVersion === "") return null;
  let status2 = JSON.stringify(info.DriverStatus ?? []);
  return {
    version: info.ServerVersion,
    store: status2.includes("io.containerd.snapshotter.v1") ? "containerd" : "classic"
  };
}
function parseObject(json2) {
  if (json2.trim() === "") return {};
  try {
    return JSON.parse(json2);
  } catch (error) {
    throw new StagegateError(
      `docker info answered something that is not JSON: ${messageOf(error)}`,
      "See what `docker info --format json` prints"
    );
  }
}
function lastLine(text7) {
  return text7.trim().split(`
`).at(-1) ?? "";
}
var OLDEST_BUILDX, init_engine = __esm({
  "src/build/engine.ts"() {
    "use strict";
    init_errors();
    OLDEST_BUILDX = [0, 14];
  }
});

// src/bake/refusal.ts
function missingTarget(stderr2) {
  return /^ERROR: failed to find target (\S+)$/m.exec(stderr2)?.[1] ?? null;
}
function problemOf(stderr2, missing, known, { files: files2, targets, show, places }) {
  let shown3 = files2.map(show).join(", ");
  if (missing === "default" && targets.length === 0) {
    let names2 = known.length === 0 ? "app" : known.join(", ");
    return {
      place: places.files,
      message: `bake: ${shown3} has no group default`,
      hint: `Name what is an image, for example: bake-targets: ${names2}`
    };
  }
  if (missing !== null && targets.includes(missing))
    return {
      place: places.targets,
      message: `bake-targets: ${shown3} has no target or group ${JSON.stringify(missing)}`,
      hint: didYouMean(missing, known)
    };
  let words5 = /^ERROR: (.*)$/ms.exec(stderr2)?.[1]?.trim() ?? stderr2.trim(), file = words5 === "spawn docker ENOENT" ? files2[0] : /^open (.+): no such file or directory$/.exec(words5)?.[1];
  if (file !== void 0)
    return {
      place: places.files,
      message: `bake: there is no file ${show(file)}`,
      hint: "Write the path of a bake or Compose file, for example: bake: docker-bake.hcl"
    };
  let [, named = files2.length === 1 ? files2[0] : void 0, hclLine, reason2 = ""] = /^(?:(\S[^\n]*?):(\d+),\d+-[\d,]+: )?(.*)$/s.exec(words5) ?? [], [, yamlLine, yaml] = /^failed to parse : yaml: line (\d+): (.*)$/s.exec(reason2) ?? [], line = hclLine ?? yamlLine, message = yaml === void 0 ? reason2.replace(/; /, ": ") : `not valid YAML: ${yaml}`;
  return {
    place: named === void 0 || line === void 0 ? { name: shown3, at: null } : { name: `${show(named)}:${line}`, at: { file: show(named), line: Number(line) } },
    message: `bake: ${message.replace(/, and \d+ other diagnostic\(s\)$/, "").replace(/[.?]$/, "")}`,
    hint: `Mend it, and see what it says: docker buildx bake --print ${files2.map((path2) => `--file=${path2}`).join(" ")}`
  };
}
function nothingToBuild({ files: files2, show, places }) {
  return {
    place: places.files,
    message: `bake: nothing is built by ${files2.map(show).join(", ")}`,
    hint: "Name a file with targets, or with services that have build:, for example: bake: docker-bake.hcl"
  };
}
var init_refusal = __esm({
  "src/bake/refusal.ts"() {
    "use strict";
    init_problem();
  }
});

// src/bake/template.ts
function escaped(text7) {
  return text7.replaceAll(/[$%](?=\{)/g, "$&$&");
}
function unescaped(text7) {
  return text7.replaceAll(/([$%])\1(?=\{)/g, "$1");
}
var init_template = __esm({
  "src/bake/template.ts"() {
    "use strict";
  }
});

// src/bake/target.ts
function parsePrinted(json2) {
  let { group, target: target2 } = readPrinted(json2), expand4 = (name) => Object.hasOwn(target2, name) ? [name] : group[name]?.targets?.flatMap(expand4) ?? [];
  return { names: [...new Set(expand4("default"))], targets: target2 };
}
function readPrinted(json2) {
  try {
    return parse(printed, JSON.parse(json2));
  } catch (error) {
    let path2 = isValiError(error) ? getDotPath(error.issues[0]) : null;
    throw new StagegateError(
      `docker buildx bake --print answered something else than targets: ${path2 === null ? "" : `${path2}: `}${messageOf(error)}`,
      "See what it prints, and whether buildx is up to date"
    );
  }
}
function linkedTargets(target2, all) {
  let linked = /* @__PURE__ */ new Map(), follow = ({ contexts = {} }) => {
    for (let source of Object.values(contexts)) {
      let name = linkOf(source), found2 = name === null ? void 0 : all[name];
      name === null || found2 === void 0 || linked.has(name) || (linked.set(name, found2), follow(found2));
    }
  };
  return follow(target2), Object.fromEntries(linked);
}
function linkOf(context2) {
  return context2?.startsWith("target:") === !0 ? context2.slice(7) : null;
}
function isPath(context2) {
  return !/^(?:[a-z-]+:|git@|-$)/.test(context2);
}
var literal2, literals, list2, fields, rawTarget, printed, init_target = __esm({
  "src/bake/target.ts"() {
    "use strict";
    init_dist();
    init_errors();
    init_template();
    literal2 = pipe(string(), transform(unescaped)), literals = record(string(), nullable(literal2)), list2 = array(string()), fields = array(union([string(), record(string(), unknown())])), rawTarget = looseObject({
      context: exactOptional(string()),
      dockerfile: exactOptional(string()),
      "dockerfile-inline": exactOptional(literal2),
      target: exactOptional(string()),
      args: exactOptional(literals),
      labels: exactOptional(literals),
      "extra-hosts": exactOptional(literals),
      contexts: exactOptional(record(string(), string())),
      platforms: exactOptional(list2),
      secret: exactOptional(fields),
      ssh: exactOptional(fields),
      "cache-from": exactOptional(fields),
      "cache-to": exactOptional(fields),
      "no-cache": exactOptional(boolean()),
      "no-cache-filter": exactOptional(list2),
      pull: exactOptional(boolean()),
      entitlements: exactOptional(list2)
    }), printed = object({
      // Go writes an empty list as null.
      group: exactOptional(record(string(), object({ targets: nullable(list2) })), {}),
      target: exactOptional(record(string(), rawTarget), {})
    });
  }
});

// src/bake/print.ts
async function printBake(request4, exec2) {
  let { files: files2, targets, folder, machine } = request4, { code: code2, stdout: stdout2, stderr: stderr2 } = await bake(["--print", "--progress=quiet"], request4, targets, exec2);
  if (code2 !== 0) {
    await requireBuildx(exec2);
    let missing = missingTarget(stderr2);
    if (request4.mayLack && targets.length > 1 && missing !== null && targets.includes(missing))
      return printBake({ ...request4, targets: targets.filter((name) => name !== missing) }, exec2);
    let known = missing === null ? [] : await knownNames(request4, exec2);
    throw new ConfigError([problemOf(stderr2, missing, known, request4)]);
  }
  let { names: names2, targets: all } = parsePrinted(stdout2);
  if (names2.length === 0) throw new ConfigError([nothingToBuild(request4)]);
  let file = request4.locate(files2[0] ?? ""), shown3 = files2.map(request4.show).join(", ");
  return names2.map((name) => {
    let attributes = all[name] ?? {};
    return { name, file, shown: shown3, folder, machine, attributes, linked: linkedTargets(attributes, all) };
  });
}
function bake(options, { files: files2, folder }, targets, exec2) {
  let named = files2.map((file) => `--file=${file}`);
  return exec2("docker", ["buildx", "bake", ...options, ...named, "--", ...targets], { cwd: folder });
}
async function knownNames(request4, exec2) {
  let { code: code2, stdout: stdout2 } = await bake(["--list=type=targets,format=json"], request4, [], exec2);
  return code2 !== 0 ? [] : parse(array(object({ name: string() })), JSON.parse(stdout2)).map(({ name }) => name);
}
var init_print = __esm({
  "src/bake/print.ts"() {
    "use strict";
    init_dist();
    init_engine();
    init_problem();
    init_refusal();
    init_target();
  }
});

// src/config/given.ts
function unknownNames(source, known) {
  return [...source].filter(([name]) => !known.includes(name)).map(([name, { place: place2 }]) => ({
    place: place2,
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
function readAll(table5, source, problems) {
  let values = Object.keys(table5).map((name) => {
    let given = source.get(name);
    return [camelCase(name), given === void 0 ? null : readOne(name, given, problems)];
  });
  return Object.fromEntries(values);
}
function readOne(name, given, problems) {
  let setting2 = ALL[name], value = setting2?.kind.parse(given.value);
  if (setting2 === void 0 || value !== void 0) return value;
  let faults = setting2.kind.faults?.(given.value) ?? [wholeFault(name, setting2, given.value)];
  for (let { message, hint } of faults)
    problems.some(
      (other) => other.place.name === given.place.name && other.message === message
    ) || problems.push({ place: given.place, message, hint });
  return null;
}
function wholeFault(name, { kind: kind2, example }, value) {
  let meant = kind2.suggest?.(value) ?? example, written2 = JSON.stringify(value);
  return {
    message: `${name}: ${written2.length <= 60 && kind2 !== pairs ? written2 : "what is given"} is not ${kind2.noun}`,
    hint: `Write for example: ${name}: ${meant}`
  };
}
var ALL, init_given = __esm({
  "src/config/given.ts"() {
    "use strict";
    init_kinds();
    init_problem();
    init_settings2();
    ALL = { ...IMAGE_SETTINGS, ...RUN_SETTINGS };
  }
});

// src/config/bake.ts
function runSource(inputs, file) {
  return new Map([...file?.run ?? [], ...inputs]);
}
function bakeRequest(inputs, file, cwd) {
  let source = runSource(inputs, file), given = source.get("bake"), { bake: bake3, bakeTargets } = readRunSettings(source, []);
  if (given === void 0 || bake3 === null || bake3.length === 0) return null;
  let folder = given.base, locate = (path2) => (0, import_node_path2.resolve)(folder, path2);
  return {
    files: bake3,
    targets: bakeTargets ?? [],
    folder,
    machine: folder,
    mayLack: !1,
    locate,
    show: (path2) => (0, import_node_path2.relative)(cwd, locate(path2)),
    places: { files: given.place, targets: source.get("bake-targets")?.place ?? given.place }
  };
}
var import_node_path2, init_bake = __esm({
  "src/config/bake.ts"() {
    "use strict";
    import_node_path2 = require("node:path");
    init_given();
  }
});

// src/image/source.ts
var source_exports = {};
__export(source_exports, {
  looksLikePath: () => looksLikePath,
  parseSource: () => parseSource,
  sourceName: () => sourceName
});
function parseSource(text7, cwd = ".") {
  if (text7 === "")
    throw new StagegateError(
      "no image is named",
      "Name one, e.g. `app.tar`, `./oci-directory` or `app:latest`."
    );
  let path2 = (0, import_node_path3.isAbsolute)(text7) ? text7 : (0, import_node_path3.join)(cwd, text7), found2 = (0, import_node_fs.statSync)(path2, { throwIfNoEntry: !1 });
  if (found2?.isFile()) return { kind: "archive", path: path2 };
  if (found2?.isDirectory() && (0, import_node_fs.statSync)((0, import_node_path3.join)(path2, "oci-layout"), { throwIfNoEntry: !1 })?.isFile())
    return { kind: "oci-directory", path: path2 };
  let isPath2 = looksLikePath(text7);
  if (isPath2 && found2 === void 0)
    throw new StagegateError(
      `${text7}: there is no such file or directory`,
      "Make it by `docker save --output app.tar app:latest`, or name an image of the engine, e.g. `app:latest`."
    );
  if (isPath2)
    throw new StagegateError(
      `${text7}: is no OCI layout (it has no file oci-layout) and no archive`,
      "Make one by `docker buildx build --output type=oci,tar=false,dest=image .` and name it, e.g. `./image`."
    );
  return { kind: "engine", name: withTag(text7) };
}
function looksLikePath(text7) {
  return /^\.{0,2}\/|^\.{1,2}$|\.(tar|tgz|tar\.gz|tar\.zst)$/.test(text7);
}
function withTag(name) {
  let lastPart = name.slice(name.lastIndexOf("/") + 1);
  return lastPart.includes(":") || lastPart.includes("@") ? name : `${name}:latest`;
}
function sourceName(source) {
  return source.kind === "engine" ? source.name : source.path;
}
var import_node_fs, import_node_path3, init_source = __esm({
  "src/image/source.ts"() {
    "use strict";
    import_node_fs = require("node:fs"), import_node_path3 = require("node:path");
    init_errors();
  }
});

// src/build/csv.ts
function csv(fields2) {
  return Object.entries(fields2).map(([key2, value]) => `${key2}=${value}`).map((field) => /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field).join(",");
}
var init_csv = __esm({
  "src/build/csv.ts"() {
    "use strict";
  }
});

// src/bake/settings.ts
function settingsOf(target2) {
  let { attributes, folder, machine } = target2, { context: context2, dockerfile, platforms = [] } = attributes, values = [
    ["context", context2],
    ["file", attributes["dockerfile-inline"] === void 0 ? dockerfile : void 0],
    ["target", attributes.target],
    // Of several a setting has to choose; local is what the builder takes by itself.
    ["platform", platforms.length === 1 && platforms[0] !== "local" ? platforms[0] : void 0],
    ["build-args", attributes.args],
    ["build-contexts", attributes.contexts],
    ["secrets", csvTexts(attributes.secret, machine)],
    ["ssh", sshTexts(attributes.ssh, machine)],
    ["cache-from", csvTexts(attributes["cache-from"], machine)],
    ["cache-to", csvTexts(attributes["cache-to"], machine)],
    ["no-cache", attributes["no-cache"]],
    ["pull", attributes.pull]
  ], place2 = placeOf3(target2);
  return new Map(
    values.flatMap(
      ([setting2, value]) => value === void 0 ? [] : [[setting2, { value, place: place2, base: folder }]]
    )
  );
}
function placeOf3({ shown: shown3, name }) {
  return { name: `${shown3}: target ${name}`, at: null };
}
function impossible(target2, source, own) {
  let { name, attributes } = target2, place2 = placeOf3(target2), remote = ["context", "file"].flatMap((setting2) => {
    let given = source.get(setting2), attribute = setting2 === "file" ? "dockerfile" : setting2;
    return given === void 0 || given !== own.get(setting2) || isPath(String(given.value)) ? [] : [
      {
        place: place2,
        message: `${attribute} ${JSON.stringify(given.value)} is no local path, and the gate builds folders`,
        hint: `Check it out, and name it under images:, for example: ${name}: {${setting2}: ${setting2 === "file" ? "app/Dockerfile" : "./app"}}`
      }
    ];
  }), { platforms = [] } = attributes;
  return platforms.length < 2 || source.has("platform") ? remote : [
    ...remote,
    {
      place: place2,
      message: `it is built for several platforms (${platforms.join(", ")}), and one image is judged`,
      hint: `Choose one for all targets by platform, or under images:, for example: ${name}: {platform: ${platforms[0]}}`
    }
  ];
}
function csvTexts(entries, folder) {
  return entries?.map(
    (entry) => typeof entry == "string" ? entry : csv(
      Object.fromEntries(Object.entries(entry).map(([key2, value]) => [key2, toPath(key2, value, folder)]))
    )
  );
}
function sshTexts(entries, folder) {
  return entries?.map((entry) => {
    if (typeof entry == "string") return entry;
    let { id, paths } = entry;
    return Array.isArray(paths) ? `${id}=${paths.map((path2) => (0, import_node_path4.resolve)(folder, String(path2))).join(",")}` : String(id);
  });
}
function toPath(key2, value, folder) {
  return key2 === "src" || key2 === "dest" ? (0, import_node_path4.resolve)(folder, String(value)) : value;
}
var import_node_path4, init_settings3 = __esm({
  "src/bake/settings.ts"() {
    "use strict";
    import_node_path4 = require("node:path");
    init_csv();
    init_target();
  }
});

// src/config/requested.ts
function requestImages(inputs, file, bake3, cwd, problems) {
  let defaults = file?.defaults ?? /* @__PURE__ */ new Map();
  return entriesOf(file, bake3).map(
    (entry) => request2(entry, defaults, inputs, file?.folder ?? cwd, problems)
  );
}
function entriesOf(file, bake3) {
  let described = [...file?.images ?? []].map(([name, { place: place2, settings }]) => ({ name, place: place2, own: settings, bake: bake3.find((target2) => target2.name === name) ?? null })), others = bake3.filter(({ name }) => file?.images.has(name) !== !0), entries = [
    ...described,
    ...others.map((target2) => ({ name: target2.name, place: placeOf3(target2), own: /* @__PURE__ */ new Map(), bake: target2 }))
  ];
  return entries.length > 0 ? entries : [{ name: null, place: NOWHERE, own: /* @__PURE__ */ new Map(), bake: null }];
}
function request2({ name, place: place2, own, bake: bake3 }, defaults, inputs, folder, problems) {
  let ofBake = bake3 === null ? /* @__PURE__ */ new Map() : settingsOf(bake3), source = new Map([...defaults, ...ofBake, ...inputs, ...own]);
  bake3 !== null && !ofBake.has("file") && !inputs.has("file") && !own.has("file") && source.delete("file"), bake3 !== null && problems.push(...impossible(bake3, source, ofBake));
  let settings = readImageSettings(source, problems), pathFrom = (setting2, path2) => (0, import_node_path5.resolve)(source.get(setting2)?.base ?? folder, path2), context2 = pathFrom("context", settings.context ?? "."), isFileOfBake = ofBake.has("file") && source.get("file") === ofBake.get("file"), fileFrom = (path2) => isFileOfBake ? (0, import_node_path5.resolve)(context2, path2) : pathFrom("file", path2);
  return {
    name,
    bake: bake3,
    settings: {
      ...settings,
      context: context2,
      file: settings.file === null ? null : fileFrom(settings.file),
      image: settings.image === null || !looksLikePath(settings.image) ? settings.image : pathFrom("image", settings.image),
      buildContexts: settings.buildContexts === null ? null : Object.fromEntries(
        Object.entries(settings.buildContexts).map(([key2, value]) => [
          key2,
          value !== null && isPath(value) ? pathFrom("build-contexts", value) : value
        ])
      )
    },
    placeOf: (setting2) => source.get(setting2)?.place ?? place2
  };
}
var import_node_path5, NOWHERE, init_requested = __esm({
  "src/config/requested.ts"() {
    "use strict";
    import_node_path5 = require("node:path");
    init_settings3();
    init_target();
    init_source();
    init_given();
    NOWHERE = { name: "configuration", at: null };
  }
});

// src/config/config.ts
function resolveSettings(inputs, file, bake3, root, cwd) {
  let problems = misnamed(inputs, file), forRun = runSource(inputs, file), run2 = readRunSettings(forRun, problems), pathFrom = (setting2, path2) => (0, import_node_path6.resolve)(forRun.get(setting2)?.base ?? cwd, path2), outputDir = run2.outputDir === null ? null : pathFrom("output-dir", run2.outputDir), baseline2 = run2.baseline === null || !looksLikePath(run2.baseline) ? run2.baseline : pathFrom("baseline", run2.baseline), targets = run2.bakeTargets === null ? void 0 : forRun.get("bake-targets");
  targets !== void 0 && run2.bake === null && problems.push({
    place: targets.place,
    message: "bake-targets says nothing without bake",
    hint: "Name the file that has them, for example: bake: docker-bake.hcl"
  });
  let images = requestImages(inputs, file, bake3, cwd, problems);
  for (let image2 of images) problems.push(...contradictions(image2, images, root));
  let known = images.flatMap(({ name }) => name ?? []), only = run2.only;
  for (let name of only ?? []) {
    if (known.includes(name)) continue;
    let place2 = forRun.get("only")?.place ?? NOWHERE;
    problems.push({
      place: place2,
      message: `only: there is no image ${JSON.stringify(name)}`,
      hint: didYouMean(name, known)
    });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    run: { ...run2, outputDir, baseline: baseline2 },
    images: only === null ? images : withVariants(images, only)
  };
}
function misspelled(inputs, file) {
  let problems = misnamed(inputs, file);
  readRunSettings(runSource(inputs, file), problems);
  for (let { settings } of [{ settings: inputs }, ...file?.images.values() ?? []])
    readImageSettings(new Map([...file?.defaults ?? [], ...settings]), problems);
  return problems;
}
function misnamed(inputs, file) {
  let ofImages = file === null ? [] : [file.defaults, ...[...file.images.values()].map((own) => own.settings)];
  return [
    ...unknownNames(inputs, [...IMAGE_NAMES, ...RUN_NAMES]),
    ...ofImages.flatMap((source) => unknownNames(source, IMAGE_NAMES))
  ];
}
function withVariants(images, only) {
  let chosen = new Set(only);
  for (let { name, settings } of images)
    name !== null && only.includes(name) && settings.compareWith !== null && chosen.add(settings.compareWith);
  return images.filter(({ name }) => name !== null && chosen.has(name));
}
function contradictions(image2, all, root) {
  let { name, settings, placeOf: placeOf4 } = image2, problems = [];
  root !== null && isOutside(root, settings.context) && problems.push({
    place: placeOf4("context"),
    message: `context: ${settings.context} lies outside the repository (${root})`,
    hint: "Write a folder inside it, for example: context: ./app"
  }), settings.image !== null && settings.target !== null && settings.file === null && problems.push({
    place: placeOf4("image"),
    message: "image and target contradict each other: an existing image is not built",
    hint: "Remove one of them, or name the Dockerfile that it was built from by file"
  });
  let others = all.flatMap((other) => other === image2 || other.name === null ? [] : [other.name]);
  return settings.compareWith !== null && !others.includes(settings.compareWith) && problems.push({
    place: placeOf4("compare-with"),
    message: `compare-with: ${name ?? "the image"} has no other image ${JSON.stringify(settings.compareWith)} beside it`,
    hint: didYouMean(settings.compareWith, others)
  }), settings.minSaving !== null && settings.compareWith === null && problems.push({
    place: placeOf4("min-saving"),
    message: "min-saving says nothing without compare-with",
    hint: "Write for example: compare-with: single-stage"
  }), problems;
}
function isOutside(root, path2) {
  let way = (0, import_node_path6.relative)(root, path2);
  return way.startsWith("..") || (0, import_node_path6.isAbsolute)(way);
}
var import_node_path6, IMAGE_NAMES, RUN_NAMES, init_config = __esm({
  "src/config/config.ts"() {
    "use strict";
    import_node_path6 = require("node:path");
    init_source();
    init_bake();
    init_given();
    init_problem();
    init_requested();
    init_settings2();
    IMAGE_NAMES = Object.keys(IMAGE_SETTINGS), RUN_NAMES = Object.keys(RUN_SETTINGS);
  }
});

// src/config/file.ts
function readConfigFile(yaml, path2, shown3) {
  let counter = new import_yaml2.LineCounter(), document = (0, import_yaml2.parseDocument)(yaml, { lineCounter: counter }), problems = [], place2 = (offset) => {
    let { line } = counter.linePos(offset);
    return { name: `${shown3}:${line}`, at: { file: shown3, line } };
  }, [error] = document.errors;
  if (error !== void 0) {
    let message = `not valid YAML: ${error.message.split(/ at line|\n/)[0]}`;
    throw new ConfigError([{ place: place2(error.pos[0]), message, hint: EXAMPLE2 }]);
  }
  let pairsOf = (map) => map.items.map((pair) => [
    String((0, import_yaml2.isScalar)(pair.key) ? pair.key.value : pair.key),
    pair,
    place2(startOf(pair.key))
  ]), settingsOf2 = (map) => new Map(pairsOf(map).map(([name, pair, at]) => [name, given(pair, at)])), given = (pair, at) => ({
    value: toJs(pair.value, document),
    place: at,
    base: (0, import_node_path7.dirname)(path2)
  }), mapAt = (name, value, at, shape2) => (0, import_yaml2.isMap)(value) ? value : (isEmpty(value) || problems.push({ place: at, message: `${name} is not a mapping`, hint: shape2 }), null), top = mapAt("the file", document.contents, place2(0), EXAMPLE2), run2 = /* @__PURE__ */ new Map(), images = [], defaults = /* @__PURE__ */ new Map();
  for (let [name, pair, at] of top === null ? [] : pairsOf(top))
    if (name === "defaults") {
      let map = mapAt(name, pair.value, at, "Write for example: defaults: {max-layers: 15}");
      map !== null && (defaults = settingsOf2(map));
    } else if (name === "images") {
      let map = mapAt(name, pair.value, at, EXAMPLE2);
      for (let [image2, settings, line] of map === null ? [] : pairsOf(map)) {
        let own = mapAt(
          `images.${image2}`,
          settings.value,
          line,
          "Write for example: production: {target: production}"
        );
        images.push([image2, { place: line, settings: own === null ? /* @__PURE__ */ new Map() : settingsOf2(own) }]);
      }
    } else TOP_LEVEL.includes(name) ? run2.set(name, given(pair, at)) : problems.push({
      place: at,
      message: `unknown key ${JSON.stringify(name)} at the top level`,
      hint: hintForTop(name)
    });
  if (problems.length > 0) throw new ConfigError(problems);
  return { folder: (0, import_node_path7.dirname)(path2), run: run2, defaults, images: new Map(images) };
}
function hintForTop(name) {
  return Object.hasOwn(IMAGE_SETTINGS, name) ? "It is a setting of an image: write it under defaults: or under an image's name in images:" : name === "config" ? "It names this file: give it as an input or a flag" : didYouMean(name, ["defaults", "images", ...TOP_LEVEL]);
}
function startOf(node2) {
  return (0, import_yaml2.isScalar)(node2) || (0, import_yaml2.isMap)(node2) ? node2.range?.[0] ?? 0 : 0;
}
function isEmpty(node2) {
  return node2 == null || (0, import_yaml2.isScalar)(node2) && node2.value === null;
}
function toJs(node2, document) {
  return typeof node2 == "object" && node2 !== null && "toJS" in node2 && typeof node2.toJS == "function" ? node2.toJS(document) : node2;
}
var import_node_path7, import_yaml2, EXAMPLE2, TOP_LEVEL, init_file = __esm({
  "src/config/file.ts"() {
    "use strict";
    import_node_path7 = require("node:path"), import_yaml2 = __toESM(require_dist(), 1);
    init_problem();
    init_settings2();
    EXAMPLE2 = "Write for example: images: {production: {target: production, max-size: 150MB}}", TOP_LEVEL = Object.keys(RUN_SETTINGS).filter((name) => name !== "config");
  }
});

// src/config/load.ts
var load_exports = {};
__export(load_exports, {
  loadFile: () => loadFile,
  loadSettings: () => loadSettings,
  readIfThere: () => readIfThere,
  repositoryRoot: () => repositoryRoot
});
async function loadSettings(inputs, cwd, exec2) {
  let file = await loadFile(inputs, cwd, readIfThere), named = inputs.get("config");
  if (file === null && named !== void 0) throw unreadable(named, "ENOENT");
  let request4 = bakeRequest(inputs, file, cwd), bake3 = request4 === null ? [] : await printBake(request4, exec2).catch((error) => {
    throw error instanceof ConfigError ? new ConfigError([...error.problems, ...misspelled(inputs, file)]) : error;
  });
  return resolveSettings(inputs, file, bake3, repositoryRoot(cwd), cwd);
}
async function loadFile(inputs, cwd, readText2) {
  let named = inputs.get("config");
  for (let name of named === void 0 ? DEFAULT_FILES : [String(named.value)]) {
    let path2 = (0, import_node_path8.resolve)(cwd, name), yaml = await readText2(path2).catch((error) => {
      throw named === void 0 ? error : unreadable(named, error.code);
    });
    if (yaml !== null) return readConfigFile(yaml, path2, (0, import_node_path8.relative)(cwd, path2));
  }
  return null;
}
async function readIfThere(path2) {
  return (0, import_promises2.readFile)(path2, "utf8").catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}
function unreadable({ value, place: place2 }, code2) {
  let message = `config: ${value} cannot be read (${code2})`, hint = "Write the path of a file, for example: config: .stagegate.yml";
  return new ConfigError([{ place: place2, message, hint }]);
}
function repositoryRoot(cwd) {
  for (let folder = cwd; ; folder = (0, import_node_path8.dirname)(folder)) {
    if ((0, import_node_fs2.existsSync)((0, import_node_path8.resolve)(folder, ".git"))) return folder;
    if (folder === (0, import_node_path8.dirname)(folder)) return null;
  }
}
var import_node_fs2, import_promises2, import_node_path8, DEFAULT_FILES, init_load = __esm({
  "src/config/load.ts"() {
    "use strict";
    import_node_fs2 = require("node:fs"), import_promises2 = require("node:fs/promises"), import_node_path8 = require("node:path");
    init_print();
    init_bake();
    init_config();
    init_file();
    init_problem();
    DEFAULT_FILES = [".stagegate.yml", ".stagegate.yaml"];
  }
});

// src/github/event.ts
function isDefaultBranchPush(event) {
  return event.kind === "push" && event.defaultBranch !== null && branchName(event.ref) === event.defaultBranch;
}
function branchName(ref) {
  return /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1] ?? null;
}
var init_event = __esm({
  "src/github/event.ts"() {
    "use strict";
    init_errors();
  }
});

// src/baseline/fetch.ts
async function fetchBase(git, sha) {
  let known = await git.ancestors(sha, 10);
  if (known.length === 10 || known.length > 0 && !git.isShallow) return { kind: "there" };
  let fetched = await git.fetch(sha, 10);
  return fetched.there ? { kind: "there" } : {
    kind: "none",
    why: `commit ${sha.slice(0, 7)} is not in the clone and cannot be fetched (${fetched.why}): give actions/checkout \`fetch-depth: 0\`, or run \`git fetch\``
  };
}
var init_fetch = __esm({
  "src/baseline/fetch.ts"() {
    "use strict";
  }
});

// src/baseline/commit.ts
async function baseCommit(world) {
  let { git } = world;
  if (git.kind === "none") return git;
  let { head } = git;
  if (head === null) return none("the repository has no commit yet");
  let found2 = await findBase(world, git, head);
  return found2.kind === "commit" && found2.sha === head.sha && await git.isClean() ? firstParent(head, found2.name) : found2;
}
async function findBase(world, git, head) {
  let { event } = world;
  switch (event?.kind) {
    case "pull_request": {
      let [base, merged] = head.parents;
      return base !== void 0 && merged === event.headSha ? commit(base, event.baseRef) : mergeBase({ sha: event.baseSha, name: event.baseRef }, world, git, head);
    }
    case "merge_group":
      return event.baseSha === null ? none("the event does not tell what the merge group is merged onto") : commit(event.baseSha, event.baseRef);
    case "push": {
      let { before, forced, ref } = event;
      return before === null ? mergeBaseWithDefault(world, git, head) : forced && !await git.has(before) && !(await git.fetch(before, 10)).there ? firstParent(head, branchName(ref)) : commit(before, branchName(ref));
    }
    default:
      return mergeBaseWithDefault(world, git, head);
  }
}
async function mergeBaseWithDefault(world, git, head) {
  let name = world.event?.defaultBranch ?? null, branch = await git.branch(name) ?? (name === null ? null : { name, sha: null });
  return branch === null ? none("there is no branch to compare with: neither origin's default branch, main nor master is known") : mergeBase(branch, world, git, head);
}
async function mergeBase(tip, world, git, head) {
  let branch = tip.name ?? tip.sha ?? "";
  if (tip.sha !== null) {
    let isThere = await git.has(tip.sha) || !git.isShallow && (await git.fetch(tip.sha, 10)).there, base = isThere ? await git.mergeBase(head.sha, tip.sha) : null;
    if (base !== null) return commit(base, tip.name);
    if (isThere && !git.isShallow) return none(`${branch} and what is checked out have no common commit`);
  }
  if (world.mergeBaseByApi === null) return none(`${unknown2(branch)}: ${remedy(world)}`);
  try {
    let base = await world.mergeBaseByApi(tip.sha ?? branch, head.sha);
    return base === null ? none(`${branch} and what is checked out have no common commit`) : commit(base, tip.name);
  } catch (error) {
    let said = messageOf(error).replace(/ - https?:\S+$/, ""), permission = isForbidden(error) ? "give the job `permissions: contents: read`, or " : "";
    return none(`${unknown2(branch)}, and GitHub did not tell it (${said}): ${permission}${remedy(world)}`);
  }
}
function unknown2(branch) {
  return `the clone does not tell where it left ${branch}`;
}
function remedy({ event, mergeBaseByApi }) {
  if (event === null) return "run `git fetch --unshallow`";
  let checkout = "give actions/checkout `fetch-depth: 0`";
  return mergeBaseByApi === null ? `${checkout}, or stagegate a \`github-token\`` : checkout;
}
function isForbidden(error) {
  return error instanceof Error && "status" in error && [401, 403, 404].includes(Number(error.status));
}
function firstParent({ parents: [parent] }, name) {
  return parent === void 0 ? none("the repository has only one commit") : commit(parent, name);
}
function commit(sha, name) {
  return { kind: "commit", sha, name };
}
function none(why) {
  return { kind: "none", why };
}
var init_commit = __esm({
  "src/baseline/commit.ts"() {
    "use strict";
    init_errors();
    init_event();
    init_fetch();
  }
});

// src/baseline/git.ts
async function openGit(exec2, cwd, cleanUpExec = exec2) {
  let opened = await call(exec2, cwd, ["rev-parse", "--show-toplevel", "--is-shallow-repository"]);
  if (opened.code !== 0) return { kind: "none", why: whyNotOpened(opened, cwd) };
  let [toplevel = "", shallow] = opened.stdout.split(`
`), root = (0, import_node_path9.resolve)(toplevel), isShallow = shallow === "true", git = (args, options) => call(exec2, root, args, options), has = async (sha) => isSha(sha) && (await git(["cat-file", "-e", `${sha}^{commit}`])).code === 0;
  return {
    kind: "git",
    root,
    isShallow,
    head: parseCommit((await git(["cat-file", "--batch"], { input: `HEAD
` })).stdout),
    has,
    isClean: async () => {
      let { code: code2, stdout: stdout2 } = await git(["status", "--porcelain", "--untracked-files=normal"]);
      return code2 === 0 && stdout2 === "";
    },
    fetch: async (sha, depth) => {
      if (!isSha(sha)) return { there: !1, why: `${JSON.stringify(sha)} is no commit` };
      let fetched = await git([
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-recurse-submodules",
        "--no-write-fetch-head",
        // In a full clone it would cut off history that is there.
        ...isShallow ? [`--depth=${depth}`] : [],
        "origin",
        sha
      ]);
      return await has(sha) ? { there: !0 } : { there: !1, why: reason(fetched) };
    },
    mergeBase: async (a, b) => {
      if (!isSha(a) || !isSha(b)) return null;
      let { code: code2, stdout: stdout2 } = await git(["merge-base", a, b]);
      if (code2 !== 0) return null;
      let base = stdout2.trim(), ends = await git(["rev-list", "--max-parents=0", "--max-count=1", a, b, `^${base}`]);
      return isShallow && ends.stdout !== "" ? null : base;
    },
    ancestors: async (sha, count4) => {
      if (!isSha(sha)) return [];
      let { stdout: stdout2 } = await git(["rev-list", "--first-parent", `--max-count=${count4}`, sha]);
      return stdout2.split(`
`).filter((line) => line !== "");
    },
    show: async (sha, path2) => {
      if (!isSha(sha)) return null;
      let { code: code2, stdout: stdout2 } = await git(["cat-file", "blob", `${sha}:${path2}`]);
      return code2 === 0 ? stdout2 : null;
    },
    branch: async (name) => {
      let refs = name === null ? DEFAULT_BRANCHES : [`refs/remotes/origin/${name}`, `refs/heads/${name}`], known = (await git(["for-each-ref", "--format=%(refname) %(objectname) %(symref)", ...refs])).stdout.split(`
`).map((line) => line.split(" "));
      for (let ref of refs) {
        let [, sha, symref] = known.find(([known2]) => known2 === ref) ?? [];
        if (sha !== void 0)
          return { name: (symref || ref).replace(/^refs\/(heads|remotes\/origin)\//, ""), sha };
      }
      return null;
    },
    addWorktree: async (sha, folder) => {
      if (!isSha(sha))
        throw new StagegateError(`${JSON.stringify(sha)} is no commit`, "Name it by its whole SHA.");
      orThrow(
        await git(["worktree", "add", "--quiet", "--detach", "--no-checkout", folder, sha]),
        "worktree add"
      );
      let gitDir = (await (0, import_promises3.readFile)((0, import_node_path9.join)(folder, ".git"), "utf8")).replace(/^gitdir: |\n$/g, ""), env = { GIT_DIR: gitDir, GIT_WORK_TREE: folder, GIT_INDEX_FILE: (0, import_node_path9.join)(gitDir, "index") };
      orThrow(await call(exec2, folder, ["reset", "--hard", "--quiet"], { env }), "reset");
    },
    removeWorktree: async (folder, warn) => {
      await (0, import_promises3.rm)(folder, { recursive: !0, force: !0 });
      let removed = await call(cleanUpExec, root, ["worktree", "remove", "--force", "--force", folder]);
      removed.code === 0 || removed.stderr.includes("is not a working tree") || warn(`git worktree remove failed: ${reason(removed)}`);
    }
  };
}
function call(exec2, folder, args, options = {}) {
  return exec2("git", [...ALWAYS, "-C", folder, ...args], {
    ...options,
    env: { ...ENVIRONMENT, ...options.env }
  });
}
function isSha(text7) {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text7);
}
function parseCommit(batch) {
  let sha = /^([0-9a-f]+) commit \d+\n/.exec(batch)?.[1];
  if (sha === void 0) return null;
  let header = batch.slice(0, batch.indexOf(`

`));
  return { sha, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = ""]) => parent) };
}
function whyNotOpened(result3, cwd) {
  if (result3.code === 127) return "git is not installed";
  let owned = /dubious ownership in repository at '(.+)'/.exec(result3.stderr)?.[1];
  return owned !== void 0 ? `git does not trust ${owned}, which belongs to another user: run \`git config --global --add safe.directory ${owned}\` in a step before` : result3.stderr.includes("not a git repository") ? `${cwd} is in no git repository` : `git cannot read the repository of ${cwd} (${reason(result3)})`;
}
function orThrow(result3, what) {
  if (result3.code === 0) return result3;
  throw new StagegateError(
    `git ${what} failed: ${reason(result3)}`,
    "`git status` in the same folder shows whether the repository is sound."
  );
}
function reason({ stderr: stderr2, code: code2 }) {
  let lines2 = stderr2.split(`
`).filter((line) => line !== "");
  return (lines2.find((line) => /^(fatal|error): /.test(line)) ?? lines2.at(-1))?.replace(/^(fatal|error): /, "") ?? `git ended with code ${code2}`;
}
var import_promises3, import_node_path9, ALWAYS, ENVIRONMENT, DEFAULT_BRANCHES, init_git = __esm({
  "src/baseline/git.ts"() {
    "use strict";
    import_promises3 = require("node:fs/promises"), import_node_path9 = require("node:path");
    init_errors();
    ALWAYS = ["--no-replace-objects", "-c", "core.hooksPath=/dev/null", "-c", "maintenance.auto=false"], ENVIRONMENT = { LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
    DEFAULT_BRANCHES = [
      "refs/remotes/origin/HEAD",
      "refs/remotes/origin/main",
      "refs/remotes/origin/master",
      "refs/heads/main",
      "refs/heads/master"
    ];
  }
});

// src/baseline/store.ts
function folderStore(folder, most = MOST2) {
  let fileOf = (key2) => (0, import_node_path10.join)(folder, `${encodeURIComponent(key2)}${SUFFIX}`);
  return {
    find: async (keys) => {
      for (let key2 of keys) {
        let bytes = await orNull((0, import_promises4.readFile)(fileOf(key2)));
        if (bytes === null) continue;
        let now = /* @__PURE__ */ new Date();
        return await orNull((0, import_promises4.utimes)(fileOf(key2), now, now)), { key: key2, bytes };
      }
      return null;
    },
    keep: async (key2, bytes) => {
      let temporary = fileOf((0, import_node_crypto3.randomBytes)(6).toString("hex"));
      try {
        await (0, import_promises4.mkdir)(folder, { recursive: !0 }), await (0, import_promises4.writeFile)(temporary, bytes), await (0, import_promises4.rename)(temporary, fileOf(key2)), await dropOldest(folder, most);
      } catch (error) {
        throw new StagegateError(
          `the measurement cannot be kept in ${folder} (${error.code})`,
          "Name a folder that can be written to by the variable XDG_CACHE_HOME",
          { cause: error }
        );
      }
    }
  };
}
async function dropOldest(folder, most) {
  let names2 = (await (0, import_promises4.readdir)(folder)).filter((name) => name.endsWith(SUFFIX)), files2 = await Promise.all(
    names2.map(async (name) => {
      let found2 = await orNull((0, import_promises4.stat)((0, import_node_path10.join)(folder, name)));
      return { name, size: found2?.size ?? 0, used: found2?.mtimeMs ?? 0 };
    })
  ), total3 = files2.reduce((sum2, { size: size3 }) => sum2 + size3, 0);
  for (let { name, size: size3 } of files2.sort((a, b) => a.used - b.used)) {
    if (total3 <= most) return;
    await (0, import_promises4.rm)((0, import_node_path10.join)(folder, name), { force: !0 }), total3 -= size3;
  }
}
async function orNull(work) {
  return work.catch(() => null);
}
var import_node_crypto3, import_promises4, import_node_path10, MOST2, SUFFIX, init_store = __esm({
  "src/baseline/store.ts"() {
    "use strict";
    import_node_crypto3 = require("node:crypto"), import_promises4 = require("node:fs/promises"), import_node_path10 = require("node:path");
    init_errors();
    MOST2 = 256 * 1024 * 1024;
    SUFFIX = ".measurement";
  }
});

// src/bake/dockerfile.ts
function inlinePath({ file }, name) {
  return `${file}#${name}`;
}
function fileOfStep({ file, bake: bake3 }, { link }) {
  return bake3 === null || link === null || !Object.hasOwn(bake3.linked, link) ? file : linkedPath(bake3, link);
}
function linkedPath(bake3, name) {
  let { context: context2 = ".", dockerfile = "Dockerfile", "dockerfile-inline": inline } = bake3.linked[name] ?? {};
  return inline !== void 0 ? inlinePath(bake3, name) : isPath(context2) && isPath(dockerfile) ? (0, import_node_path11.resolve)(bake3.folder, context2, dockerfile) : null;
}
async function readLinked(contexts, bake3, show) {
  let read3 = Object.entries(contexts).map(async ([context2, source]) => {
    let name = linkOf(source), target2 = name === null ? void 0 : bake3.linked[name];
    if (name === null || target2 === void 0) return [];
    let path2 = linkedPath(bake3, name);
    if (path2 === null) return [];
    let text7 = target2["dockerfile-inline"] ?? await (0, import_promises5.readFile)(path2, "utf8").catch(() => null);
    if (text7 === null) return [];
    let linked = await readLinked(target2.contexts ?? {}, bake3, show);
    return [[context2, { file: show(path2), text: text7, target: target2.target ?? null, linked }]];
  });
  return Object.fromEntries((await Promise.all(read3)).flat());
}
var import_promises5, import_node_path11, init_dockerfile = __esm({
  "src/bake/dockerfile.ts"() {
    "use strict";
    import_promises5 = require("node:fs/promises"), import_node_path11 = require("node:path");
    init_target();
  }
});

// src/build/checks.ts
function findChecks(target2, { steps, warnings }, show) {
  let checks = warnings.flatMap(({ vertex, text: text7, detail, url, lines: lines2 }) => {
    let step = steps.get(vertex);
    if (step?.targets.includes(target2.id) !== !0) return [];
    let [, name, message] = /^([A-Z][A-Za-z]+): (.*?)(?: \(line \d+\))?$/s.exec(text7) ?? [];
    if (name === void 0 || message === void 0) return [];
    let file = fileOfStep(target2, step), place2 = lines2 === null || file === null ? null : { file: show(file), lines: lines2 };
    return [{ name, message, detail: detail || null, url: url || null, place: place2 }];
  });
  return distinctChecks(checks);
}
function distinctChecks(checks) {
  let keyOf2 = ({ name, message, place: place2 }) => JSON.stringify([name, message, place2]);
  return [...new Map(checks.map((check) => [keyOf2(check), check])).values()];
}
var init_checks = __esm({
  "src/build/checks.ts"() {
    "use strict";
    init_dockerfile();
  }
});

// src/build/jobs.ts
function layOut2(images, kind2, { exportsOci, folder, runId }) {
  return images.map((image2, index2) => {
    let { name, settings, bake: bake3, how } = image2, id = `${kind2}-${index2}`, isJudged = kind2 === "image", start = (name2) => isJudged && settings.smoke !== null ? { image: name2, container: `stagegate-${runId}-${id}` } : null;
    if (how.kind === "existing") {
      let started2 = how.source.kind === "engine" ? start(how.source.name) : null;
      return { image: image2, main: null, tests: [], source: how.source, started: started2, isJudged };
    }
    let common = { context: settings.context, file: how.file, settings, bake: bake3, loadAs: null }, loaded = `stagegate-${runId}:${id}`, source = exportsOci ? { kind: "oci-directory", path: (0, import_node_path12.join)(folder, id) } : { kind: "engine", name: loaded }, started = start(loaded);
    return {
      image: image2,
      main: {
        ...common,
        id,
        title: kind2 === "base" ? `${name} (base)` : name,
        stage: settings.target,
        output: source,
        loadAs: exportsOci && started !== null ? loaded : null
      },
      tests: how.testTargets.map((stage, number3) => ({
        ...common,
        id: `${id}-test-${number3}`,
        title: `${name} ${stage}`,
        stage,
        output: { kind: "test" }
      })),
      source,
      started,
      isJudged
    };
  });
}
function targetsOf(jobs) {
  return jobs.flatMap(({ main: main2, tests }) => [...main2 === null ? [] : [main2], ...tests]);
}
function loadedImages(jobs) {
  return targetsOf(jobs).flatMap(
    ({ output, loadAs }) => output.kind === "engine" ? [output.name] : loadAs ?? []
  );
}
function ownDirectories(jobs) {
  return jobs.flatMap(
    ({ main: main2, source, ...job }) => main2 !== null && source.kind === "oci-directory" && !isScanned(job) ? [source.path] : []
  );
}
function isScanned({ image: { settings }, isJudged }) {
  let { scan: scan3, maxCritical, maxHigh } = settings;
  return isJudged && (scan3 ?? (maxCritical !== null || maxHigh !== null));
}
var import_node_path12, init_jobs = __esm({
  "src/build/jobs.ts"() {
    "use strict";
    import_node_path12 = require("node:path");
  }
});

// src/scan/severity.ts
function severityOf(word2) {
  let lower = word2.toLowerCase();
  return lower === "negligible" ? "low" : SEVERITIES.find((severity) => severity === lower) ?? "unknown";
}
var SEVERITIES, init_severity = __esm({
  "src/scan/severity.ts"() {
    "use strict";
    SEVERITIES = ["critical", "high", "medium", "low", "unknown"];
  }
});

// src/scan/grype.ts
function imageNames(source) {
  switch (source.kind) {
    case "engine":
      return [`docker:${source.name}`];
    case "oci-directory":
      return [`oci-dir:${source.path}`];
    case "archive":
      return [`docker-archive:${source.path}`, `oci-archive:${source.path}`];
  }
}
var words3, match, target, report2, grype, init_grype = __esm({
  "src/scan/grype.ts"() {
    "use strict";
    init_dist();
    init_severity();
    words3 = nullish(string(), ""), match = pipe(
      object({
        vulnerability: object({
          id: string(),
          severity: words3,
          fix: nullish(object({ versions: nullish(array(string()), []) }), { versions: [] })
        }),
        artifact: object({ name: string(), version: words3 })
      }),
      transform(
        ({ vulnerability: { id, severity, fix }, artifact }) => ({
          id,
          severity: severityOf(severity),
          where: `${artifact.name} ${artifact.version}`.trimEnd(),
          fixedIn: fix.versions.join(", ") || null
        })
      )
    ), target = fallback(nullish(object({ layers: array(object({ digest: string() })) })), null), report2 = pipe(
      object({ matches: array(match), source: nullish(object({ target })) }),
      transform(
        ({ matches, source }) => ({
          // What grype calls a layer's digest is that of the uncompressed tar.
          diffIds: source?.target?.layers.map(({ digest }) => digest) ?? null,
          found: matches
        })
      )
    ), grype = {
      name: "grype",
      versionArgs: ["version", "--output", "json"],
      version: pipe(
        object({ version: string() }),
        transform(({ version }) => version)
      ),
      // Not --quiet, which would keep its errors, too.
      scanArgs: (source, platform) => imageNames(source).map((name) => [
        "--output",
        "json",
        ...platform === null ? [] : ["--platform", platform],
        name
      ]),
      report: report2
    };
  }
});

// src/scan/summarize.ts
function summarize(found2) {
  let sorted2 = found2.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compare(a.id, b.id) || compare(a.where, b.where)
  ), unique = /* @__PURE__ */ new Map();
  for (let one of sorted2) {
    let key2 = JSON.stringify([one.id, one.where]);
    unique.has(key2) || unique.set(key2, one);
  }
  let all = [...unique.values()], count4 = (severity) => all.filter((one) => one.severity === severity).length;
  return {
    counts: {
      critical: count4("critical"),
      high: count4("high"),
      medium: count4("medium"),
      low: count4("low"),
      unknown: count4("unknown")
    },
    worst: all.slice(0, WORST_SHOWN)
  };
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
var WORST_SHOWN, init_summarize = __esm({
  "src/scan/summarize.ts"() {
    "use strict";
    init_severity();
    WORST_SHOWN = 10;
  }
});

// src/scan/trivy.ts
function imageArgs(source) {
  return source.kind === "engine" ? ["--image-src", "docker", source.name] : ["--input", source.path];
}
var list3, words4, vulnerability2, secret2, misconfiguration, result2, report3, trivy, init_trivy = __esm({
  "src/scan/trivy.ts"() {
    "use strict";
    init_dist();
    init_severity();
    list3 = (entry) => nullish(array(entry), []), words4 = nullish(string(), ""), vulnerability2 = pipe(
      object({
        VulnerabilityID: string(),
        PkgName: string(),
        InstalledVersion: words4,
        FixedVersion: words4,
        Severity: words4
      }),
      transform(
        (own) => ({
          id: own.VulnerabilityID,
          severity: severityOf(own.Severity),
          where: `${own.PkgName} ${own.InstalledVersion}`.trimEnd(),
          fixedIn: own.FixedVersion || null
        })
      )
    ), secret2 = object({ RuleID: string(), Severity: words4 }), misconfiguration = object({ ID: string(), Severity: words4, Status: nullish(string(), "FAIL") }), result2 = pipe(
      object({
        Target: string(),
        Vulnerabilities: list3(vulnerability2),
        Secrets: list3(secret2),
        Misconfigurations: list3(misconfiguration)
      }),
      transform(({ Target: where, Vulnerabilities, Secrets, Misconfigurations }) => {
        let inFile = (id, severity) => ({
          id,
          severity: severityOf(severity),
          where,
          fixedIn: null
        }), failed = Misconfigurations.filter(({ Status }) => Status === "FAIL");
        return [
          ...Vulnerabilities,
          ...Secrets.map(({ RuleID, Severity }) => inFile(RuleID, Severity)),
          ...failed.map(({ ID, Severity }) => inFile(ID, Severity))
        ];
      })
    ), report3 = pipe(
      object({
        SchemaVersion: literal(2),
        Metadata: nullish(object({ DiffIDs: nullish(array(string()), null) }), { DiffIDs: null }),
        Results: list3(result2)
      }),
      transform(({ Metadata, Results }) => ({ diffIds: Metadata.DiffIDs, found: Results.flat() }))
    ), trivy = {
      name: "trivy",
      versionArgs: ["version", "--format", "json"],
      version: pipe(
        object({ Version: string() }),
        transform(({ Version }) => Version)
      ),
      scanArgs: (source, platform) => [
        [
          "image",
          // Errors are told all the same; its news would be the last line.
          "--quiet",
          "--format",
          "json",
          ...platform === null ? [] : ["--platform", platform],
          ...imageArgs(source)
        ]
      ],
      report: report3
    };
  }
});

// src/scan/scan.ts
async function scanImage(image2, exec2) {
  for (let scanner of SCANNERS) {
    let answer = await exec2(scanner.name, scanner.versionArgs);
    if (answer.code === 127) continue;
    let version = read(scanner.version, answer.stdout);
    return { ...NO_RESULT, scanner: scanner.name, version, ...await scan(image2, scanner, exec2) };
  }
  let names2 = SCANNERS.map(({ name }) => name).join(" nor ");
  return { ...NO_RESULT, scanner: null, version: null, problem: `neither ${names2} is on the PATH` };
}
async function scan({ source, platform, diffIds }, scanner, exec2) {
  let env = source.kind === "engine" ? await engineEnv(exec2) : {}, problems = [];
  for (let args of scanner.scanArgs(source, platform)) {
    let ended = await exec2(scanner.name, args, { env }), scanned = read(scanner.report, ended.stdout);
    if (scanned === null) problems.push(problemOf2(scanner.name, ended));
    else if (isOther(scanned, diffIds)) problems.push(`${scanner.name} ${OTHER}`);
    else return summarize(scanned.found);
  }
  return { problem: problems.join("; ") };
}
async function engineEnv(exec2) {
  let format = "{{.Endpoints.docker.Host}}", { code: code2, stdout: stdout2 } = await exec2("docker", ["context", "inspect", "--format", format]), host = stdout2.trim();
  return code2 === 0 && host !== "" ? { DOCKER_HOST: host } : {};
}
function isOther({ diffIds }, measured) {
  return diffIds !== null && !(0, import_node_util3.isDeepStrictEqual)(diffIds, measured);
}
function problemOf2(name, { code: code2, stdout: stdout2, stderr: stderr2 }) {
  let complaint2 = (0, import_node_util3.stripVTControlCharacters)(stderr2).trim().split(`
`).at(-1)?.replace(LOG_PREFIX, "") ?? "", what = code2 === 0 && stdout2 !== "" ? `${name} gave no report that can be read` : `${name} failed with exit code ${code2}`;
  return complaint2 === "" ? what : `${what}: ${complaint2}`;
}
function read(shape2, text7) {
  let { success, output } = safeParse(pipe(string(), parseJson(), shape2), text7);
  return success ? output : null;
}
var import_node_util3, SCANNERS, NO_RESULT, OTHER, LOG_PREFIX, init_scan = __esm({
  "src/scan/scan.ts"() {
    "use strict";
    import_node_util3 = require("node:util");
    init_dist();
    init_grype();
    init_summarize();
    init_trivy();
    SCANNERS = [trivy, grype];
    NO_RESULT = { problem: null, counts: null, worst: [] };
    OTHER = "scanned another image than the one that was measured, perhaps that of another platform";
    LOG_PREFIX = /^\s*(?:\* |\S+\s+(?:ERROR|FATAL)\s+(?:Fatal error\s+)?)/;
  }
});

// src/smoke/complaint.ts
function complaint(stderr2) {
  let said = stderr2.split(`
`).map((line) => line.trim()).filter((line) => line !== "" && !NOISE.test(line));
  return PREFIXES.reduce((text7, prefix) => text7.replace(prefix, ""), said.at(-1) ?? "").replace(/: unknown$/, "").replace(/\bcontainer [0-9a-f]{64}\b/, "the container") || "docker failed without a word";
}
var NOISE, PREFIXES, init_complaint = __esm({
  "src/smoke/complaint.ts"() {
    "use strict";
    NOISE = /^(?:See '|Run 'docker |Error: failed to start containers: )/, PREFIXES = [
      /^docker: /,
      /^Error response from daemon: /,
      /^failed to create task for container: /,
      /^failed to create shim task: /,
      /^OCI runtime (?:create|exec) failed: /,
      /^(?:runc create|exec) failed: /,
      /^unable to start container process: /,
      /^error during container init: /
    ];
  }
});

// src/smoke/inspection.ts
function readState(text7, port2) {
  let [{ State, NetworkSettings }] = parse(inspection, JSON.parse(text7)), { Running, ExitCode, OOMKilled, Health } = State, published = NetworkSettings.Ports?.[`${port2}/tcp`]?.[0];
  return {
    running: Running,
    exitCode: ExitCode,
    outOfMemory: OOMKilled,
    health: Health == null ? null : { status: Health.Status, output: Health.Log?.at(-1)?.Output ?? "" },
    port: published === void 0 ? null : Number(published.HostPort)
  };
}
function endWords({ exitCode: exitCode2, outOfMemory }) {
  return `ended with exit code ${exitCode2}${outOfMemory ? ", out of memory" : ""}`;
}
var inspection, init_inspection = __esm({
  "src/smoke/inspection.ts"() {
    "use strict";
    init_dist();
    inspection = tuple([
      object({
        State: object({
          Running: boolean(),
          ExitCode: number(),
          OOMKilled: optional(boolean(), !1),
          Health: nullish(
            object({ Status: string(), Log: nullish(array(object({ Output: string() }))) })
          )
        }),
        NetworkSettings: object({
          Ports: nullish(record(string(), nullish(array(object({ HostPort: string() })))))
        })
      })
    ]);
  }
});

// src/smoke/log.ts
function lookFor(text7, onFound) {
  let carried = "";
  return (piece) => {
    let seen = carried + piece;
    seen.includes(text7) && onFound(), carried = seen.slice(seen.length - Math.min(text7.length - 1, seen.length));
  };
}
function tailOf(stdout2, stderr2, count4) {
  let lines2 = [stdout2, stderr2].flatMap((output) => output.split(/\r?\n/)).filter((line) => STAMP.test(line)).sort((one, other) => stampOf(one) < stampOf(other) ? -1 : stampOf(one) > stampOf(other) ? 1 : 0).map((line) => line.replace(STAMP, "")).slice(-count4).map((line) => line.length <= LONGEST3 ? line : `${line.slice(0, LONGEST3 - 1)}\u2026`);
  return lines2.length === 0 ? null : lines2.join(`
`);
}
function stampOf(line) {
  return STAMP.exec(line)?.[1] ?? "";
}
var LONGEST3, STAMP, init_log = __esm({
  "src/smoke/log.ts"() {
    "use strict";
    LONGEST3 = 500;
    STAMP = /^(\d{4}-\d\d-\d\dT\S+) /;
  }
});

// src/smoke/words.ts
function excerpt(text7, longest = 200) {
  let quoted2 = JSON.stringify(text7.length <= longest ? text7 : text7.slice(0, longest));
  return text7.length <= longest ? quoted2 : `${quoted2}\u2026`;
}
function seconds2(ms) {
  return `${ms / 1e3} s`;
}
var init_words2 = __esm({
  "src/smoke/words.ts"() {
    "use strict";
  }
});

// src/smoke/processes.ts
function readProcesses(text7) {
  return text7.split(`
`).flatMap((line) => {
    let [, uid, command2 = ""] = /^\s*(\d+)\s+\d+\s+(.*\S)\s*$/.exec(line) ?? [];
    return uid === void 0 ? [] : [{ uid: Number(uid), command: command2 }];
  });
}
function rootWords(processes) {
  let roots = processes.filter(({ uid }) => uid === 0).map(({ command: command2 }) => excerpt(command2, 80));
  if (roots.length === 0) return null;
  let [some, more] = [[...new Set(roots)].slice(0, SHOWN), new Set(roots).size - SHOWN];
  return `runs ${some.join(", ")}${more > 0 ? ` and ${more} more` : ""} as root`;
}
var SHOWN, init_processes = __esm({
  "src/smoke/processes.ts"() {
    "use strict";
    init_words2();
    SHOWN = 3;
  }
});

// src/smoke/container.ts
function containerOf(subject2, { exec: exec2, cleanUpExec }) {
  let { container: name, smoke: smoke3 } = subject2;
  return {
    start: async (healthInterval) => {
      let created = await cleanUpExec("docker", createArgs(subject2, healthInterval));
      if (created.code !== 0) return complaint(created.stderr);
      let started = await exec2("docker", ["start", name]);
      return started.code === 0 ? null : complaint(started.stderr);
    },
    state: async () => {
      let { code: code2, stdout: stdout2, stderr: stderr2 } = await exec2("docker", ["inspect", "--type", "container", name]);
      if (code2 === 0) return readState(stdout2, smoke3.port);
      throw new StagegateError(`the engine lost the container of a smoke test: ${complaint(stderr2)}`);
    },
    end: async (signal) => {
      let { stdout: stdout2 } = await exec2("docker", ["wait", name], { signal });
      return signal.aborted ? null : Number.parseInt(stdout2, 10);
    },
    logs: async (text7, signal) => {
      let found2 = new AbortController(), look = lookFor(text7, () => found2.abort());
      return await exec2("docker", ["logs", "--follow", name], {
        onOutput: look,
        onErrorLine: (line) => look(`${line}
`),
        signal: AbortSignal.any([signal, found2.signal])
      }), found2.signal.aborted;
    },
    tail: async () => {
      let args = ["logs", "--timestamps", "--tail", String(TAIL), name], { stdout: stdout2, stderr: stderr2 } = await exec2("docker", args);
      return tailOf(stdout2, stderr2, TAIL);
    },
    processes: async () => {
      let { code: code2, stdout: stdout2, stderr: stderr2 } = await exec2("docker", ["top", name, "-eo", "uid,pid,args"]);
      return code2 === 0 ? readProcesses(stdout2) : complaint(stderr2);
    },
    run: async ({ argv }, signal) => {
      let stdout2 = "", stderr2 = "", { code: code2 } = await exec2("docker", ["exec", name, ...argv], {
        onOutput: (text7) => {
          stdout2.length < KEPT && (stdout2 += text7);
        },
        onErrorLine: (line) => {
          stderr2 = `${stderr2}${line}
`.slice(-KEPT);
        },
        signal
      });
      return { code: signal.aborted ? null : code2, stdout: stdout2, stderr: stderr2 };
    },
    remove: async () => {
      await cleanUpExec("docker", ["rm", "--force", "--volumes", name]);
    }
  };
}
function createArgs({ image: image2, container, platform, smoke: smoke3 }, healthInterval) {
  let { port: port2, env, tmpfs, readOnly, capDrop } = smoke3, variables = Object.entries(env).map(([key2, value]) => value === null ? key2 : `${key2}=${value}`);
  return [
    "create",
    "--name",
    container,
    "--label",
    `dev.stagegate.run=${container}`,
    "--pull",
    "never",
    "--log-driver",
    "local",
    ...platform === null ? [] : ["--platform", platform],
    ...healthInterval === null ? [] : healthFlags(healthInterval),
    ...port2 === null ? [] : ["--publish", `127.0.0.1::${port2}/tcp`],
    ...variables.flatMap((variable) => ["--env", variable]),
    ...tmpfs.flatMap((path2) => ["--tmpfs", path2]),
    ...capDrop.flatMap((capability) => ["--cap-drop", capability]),
    ...readOnly ? ["--read-only"] : [],
    "--",
    image2
  ];
}
function healthFlags(interval) {
  return ["--health-interval", `${interval}ms`, "--health-start-period", "1ms"];
}
var TAIL, KEPT, init_container = __esm({
  "src/smoke/container.ts"() {
    "use strict";
    init_errors();
    init_complaint();
    init_inspection();
    init_log();
    init_processes();
    TAIL = 20, KEPT = 1e5;
  }
});

// src/smoke/endpoint.ts
async function remoteEndpoint(exec2) {
  let { stdout: stdout2 } = await exec2("docker", ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"]), host = stdout2.trim();
  return host === "" || /^(?:unix|npipe):/.test(host) ? null : host;
}
var init_endpoint = __esm({
  "src/smoke/endpoint.ts"() {
    "use strict";
  }
});

// src/smoke/http.ts
async function send(port2, { method: method2, path: path2, headers: headers2, body: body2 }, timeout, stop) {
  let late = AbortSignal.timeout(timeout), signal = AbortSignal.any([stop, late]);
  try {
    let response = await new Promise((resolve12, reject) => {
      (0, import_node_http.request)({ host: "127.0.0.1", port: port2, method: method2, path: path2, headers: headers2, agent: !1, signal }).once("response", resolve12).once("error", reject).end(body2 ?? void 0);
    });
    return await read2(response, late, timeout);
  } catch (error) {
    return late.aborted ? `was not answered in ${seconds2(timeout)}` : connectionWords(error);
  }
}
async function read2(response, late, timeout) {
  let status2 = response.statusCode ?? 0, pieces = [], size3 = 0;
  try {
    for await (let piece of response)
      if (pieces.push(piece), size3 += piece.length, size3 > LARGEST_BODY) return `answered ${status2} with more than ${formatSize(LARGEST_BODY)}`;
  } catch (error) {
    if (!late.aborted && !isConnectionError(error)) throw error;
  }
  return late.aborted ? `answered ${status2}, but its body did not end in ${seconds2(timeout)}` : response.complete ? { status: status2, body: Buffer.concat(pieces).toString() } : `answered ${status2}, but the connection was closed before the end of its body`;
}
function connectionWords(error) {
  return isConnectionError(error) ? "was not answered: the connection was refused or closed" : codeOf(error).startsWith("HPE_") ? `was answered by what is not HTTP (${messageOf(error)})` : `could not be sent: ${messageOf(error)}`;
}
function isConnectionError(error) {
  return ["ECONNREFUSED", "ECONNRESET", "EPIPE"].includes(codeOf(error));
}
function codeOf(error) {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
var import_node_http, LARGEST_BODY, init_http = __esm({
  "src/smoke/http.ts"() {
    "use strict";
    import_node_http = require("node:http");
    init_size();
    init_errors();
    init_words2();
    LARGEST_BODY = 1e7;
  }
});

// src/smoke/judge.ts
function judgeAnswer({ status: status2, contains, json: json2 }, answer) {
  let body2 = answer.body === "" ? "" : `: ${excerpt(answer.body)}`;
  return (status2 === null ? answer.status < 400 : answer.status === status2) ? contains !== null && !answer.body.includes(contains) ? `answered without ${excerpt(contains)}${body2}` : json2 === null ? null : judgeJson(json2.value, answer.body) : `answered ${answer.status} instead of ${status2 ?? "2xx or 3xx"}${body2}`;
}
function judgeJson(expected, body2) {
  let actual;
  try {
    actual = JSON.parse(body2);
  } catch (error) {
    return `answered what is not JSON (${messageOf(error)}): ${excerpt(body2)}`;
  }
  let different = difference(actual, expected, "$");
  return different === null ? null : `answered JSON in which ${different}`;
}
function difference(actual, expected, path2) {
  return Array.isArray(expected) && Array.isArray(actual) ? actual.length !== expected.length ? `${path2} has ${actual.length} entries instead of ${expected.length}` : first(expected.map((part2, index2) => () => difference(actual[index2], part2, `${path2}[${index2}]`))) : isMapping2(expected) && isMapping2(actual) ? first(
    Object.entries(expected).map(([key2, part2]) => () => {
      let at = /^\w+$/.test(key2) ? `${path2}.${key2}` : `${path2}[${JSON.stringify(key2)}]`;
      return Object.hasOwn(actual, key2) ? difference(actual[key2], part2, at) : `${at} is missing`;
    })
  ) : Object.is(actual, expected) || actual === expected ? null : `${path2} is ${shown(actual)} instead of ${shown(expected)}`;
}
function first(attempts) {
  for (let attempt of attempts) {
    let found2 = attempt();
    if (found2 !== null) return found2;
  }
  return null;
}
function isMapping2(value) {
  return typeof value == "object" && value !== null && !Array.isArray(value);
}
function shown(value) {
  let text7 = JSON.stringify(value);
  return text7.length <= 100 ? text7 : `${text7.slice(0, 100)}\u2026`;
}
function judgeCommand(expected, ran, timeout) {
  let { code: code2, stdout: stdout2, stderr: stderr2 } = ran;
  if (code2 === null) return `did not end in ${seconds2(timeout)}`;
  let engine = [stdout2, stderr2].find(
    (text7) => /^(?:OCI runtime exec failed|Error response from daemon): /.test(text7)
  );
  if (code2 !== 0 && engine !== void 0) return `could not be run: ${complaint(engine)}`;
  let last = lastLine2(stderr2) || lastLine2(stdout2);
  if (code2 !== 0) return `ended with exit code ${code2}${last === "" ? "" : `: ${excerpt(last)}`}`;
  let printed2 = stdout2.trim();
  return expected === null || printed2 === expected.trim() ? null : `printed ${excerpt(printed2)} instead of ${excerpt(expected.trim())}`;
}
function lastLine2(text7) {
  return text7.trim().split(`
`).at(-1) ?? "";
}
var init_judge = __esm({
  "src/smoke/judge.ts"() {
    "use strict";
    init_errors();
    init_complaint();
    init_words2();
  }
});

// src/smoke/probes.ts
function httpProbe(path2, isAny2) {
  return async ({ port: port2 }, time2, stop) => {
    if (port2 === null) return SILENCE;
    let answer = await send(port2, { method: "GET", path: path2, headers: {}, body: null }, time2, stop);
    if (typeof answer == "string") return `GET ${path2} ${answer}`;
    let problem2 = isAny2 ? null : judgeAnswer({ status: null, contains: null, json: null }, answer);
    return problem2 === null ? null : `GET ${path2} ${problem2}`;
  };
}
var import_node_net, SILENCE, HELD, tcpProbe, healthProbe, init_probes = __esm({
  "src/smoke/probes.ts"() {
    "use strict";
    import_node_net = require("node:net");
    init_http();
    init_judge();
    init_words2();
    SILENCE = "nothing answers on its port; what listens on 127.0.0.1 inside the container cannot be reached", HELD = 200, tcpProbe = async ({ port: port2 }, time2, signal) => port2 === null ? SILENCE : await new Promise((resolve12) => {
      let socket = (0, import_node_net.connect)({ host: "127.0.0.1", port: port2, signal }), end = (answer) => {
        resolve12(answer), socket.destroy();
      };
      socket.setTimeout(time2), socket.once("connect", () => socket.setTimeout(HELD)).once("timeout", () => end(!socket.connecting)).once("data", () => end(!0)).once("end", () => end(!1)).once("error", () => end(!1));
    }) ? null : SILENCE;
    healthProbe = async ({ health }) => {
      if (health?.status === "healthy") return null;
      let output = health === null || health.output.trim() === "" ? "" : `: ${excerpt(health.output.trim())}`;
      return `its HEALTHCHECK says ${health?.status ?? "nothing"}${output}`;
    };
  }
});

// src/smoke/wait.ts
function goalOf({ wait: wait2, port: port2, requests }, hasHealthcheck) {
  if (wait2 !== null) return wait2.kind === "path" ? { kind: "http", path: wait2.path, isAny: !1 } : wait2;
  let [request4] = requests;
  return request4 !== void 0 ? { kind: "http", path: request4.path, isAny: !0 } : port2 !== null ? { kind: "tcp" } : { kind: hasHealthcheck ? "healthy" : "running" };
}
async function waitFor(goal, container, timeout, stop) {
  let limit2 = AbortSignal.timeout(timeout);
  switch (goal.kind) {
    case "http":
      return poll(httpProbe(goal.path, goal.isAny), container, timeout, stop);
    case "tcp":
      return poll(tcpProbe, container, timeout, stop);
    case "healthy":
      return poll(healthProbe, container, timeout, stop);
    case "running":
      return await container.end(AbortSignal.timeout(Math.min(MOMENT, timeout))) === null ? null : endedEarly(await container.state());
    case "log":
      return await container.logs(goal.text, limit2) ? null : await container.end(limit2) === null ? lateWords(timeout, `no line of its log holds ${excerpt(goal.text)}`) : endedEarly(await container.state());
    case "exit": {
      let code2 = await container.end(limit2);
      return code2 === null ? `did not end in ${seconds2(timeout)}` : code2 !== goal.code ? `${endWords(await container.state())} instead of ${goal.code}` : goal.text === null || await container.logs(goal.text, limit2) ? null : `ended without a line in its log that holds ${excerpt(goal.text)}`;
    }
  }
}
async function poll(probe, container, timeout, stop) {
  let deadline = performance.now() + timeout;
  for (; ; ) {
    let state = await container.state();
    if (!state.running) return endedEarly(state);
    let left = Math.ceil(deadline - performance.now()), missing = await probe(state, Math.max(left, LEAST2), stop);
    if (missing === null) return null;
    if (performance.now() >= deadline) return lateWords(timeout, missing);
    await (0, import_promises6.setTimeout)(INTERVAL);
  }
}
function lateWords(timeout, why) {
  return `did not become ready in ${seconds2(timeout)}: ${why}`;
}
function endedEarly(state) {
  let advice = state.exitCode === 0 ? "; where it is to end by itself, write wait: exit" : "";
  return `${endWords(state)} before it was ready${advice}`;
}
var import_promises6, INTERVAL, LEAST2, MOMENT, init_wait = __esm({
  "src/smoke/wait.ts"() {
    "use strict";
    import_promises6 = require("node:timers/promises");
    init_inspection();
    init_probes();
    init_words2();
    INTERVAL = 100, LEAST2 = 500, MOMENT = 1e3;
  }
});

// src/smoke/smoke.ts
async function smokeTest(subject2, world) {
  let begin = performance.now(), container = containerOf(subject2, world);
  try {
    let problem2 = await getReady(subject2, container, world), ready = problem2 === null ? performance.now() - begin : null, asked = problem2 === null ? await ask(subject2, container, world) : { checks: [], processes: [] }, checks = [{ what: "ready", problem: problem2 }, ...asked.checks], failed = checks.some((check) => check.problem !== null);
    return {
      status: failed ? "failed" : "passed",
      ready,
      duration: performance.now() - begin,
      checks,
      processes: asked.processes,
      log: failed ? await container.tail() : null
    };
  } finally {
    await container.remove();
  }
}
async function getReady({ smoke: smoke3, healthcheck: healthcheck2 }, container, { exec: exec2, signal }) {
  let goal = goalOf(smoke3, healthcheck2);
  if (goal.kind === "healthy" && !healthcheck2) return "has no HEALTHCHECK to wait for";
  let elsewhere = smoke3.port === null ? null : await remoteEndpoint(exec2);
  if (elsewhere !== null)
    return `cannot be asked: its port is published on the engine's own machine, ${elsewhere}`;
  let problem2 = await container.start(goal.kind === "healthy" ? HEALTH_INTERVAL : null);
  return problem2 === null ? waitFor(goal, container, smoke3.timeout, signal) : `does not start: ${problem2}`;
}
async function ask({ smoke: smoke3, allowRoot }, container, { signal }) {
  let { wait: wait2, timeout, requests, exec: exec2 } = smoke3;
  if (wait2?.kind === "exit") return { checks: [], processes: [] };
  let checks = [];
  for (let request4 of requests) {
    let { port: port2 } = await container.state(), answer = port2 === null ? "was not answered" : await send(port2, request4, timeout, signal), problem2 = typeof answer == "string" ? answer : judgeAnswer(request4, answer);
    checks.push({ what: `${request4.method} ${request4.path}`, problem: problem2 });
  }
  let processes = await container.processes();
  if (typeof processes == "string") {
    let state = await container.state(), problem2 = state.running ? `has processes that cannot be listed: ${processes}` : `${endWords(state)} after it was ready`;
    return { checks: [...checks, { what: "processes", problem: problem2 }], processes: [] };
  }
  checks.push({ what: "processes", problem: allowRoot ? null : rootWords(processes) });
  for (let command2 of exec2) {
    let ran = await container.run(command2, AbortSignal.timeout(timeout));
    checks.push({ what: shortened(command2.title), problem: judgeCommand(command2.stdout, ran, timeout) });
  }
  return { checks, processes };
}
var HEALTH_INTERVAL, init_smoke2 = __esm({
  "src/smoke/smoke.ts"() {
    "use strict";
    init_words();
    init_container();
    init_endpoint();
    init_http();
    init_inspection();
    init_judge();
    init_processes();
    init_wait();
    HEALTH_INTERVAL = 500;
  }
});

// src/analysis/duplicates.ts
function findDuplicates({ names: names2 }, isYours) {
  let groups = /* @__PURE__ */ new Map();
  for (let name of names2()) {
    let { entry, layer } = name.file;
    if (entry.size < 64e3 || !isYours(layer)) continue;
    let key2 = `${entry.size} ${entry.crc}`, copies = groups.get(key2);
    copies === void 0 ? groups.set(key2, [name]) : copies.push(name);
  }
  return [...groups.values()].filter(({ length }) => length > 1).map(firstNames).filter(({ length }) => length > 1).sort((one, other) => saved(other) - saved(one) || (pathOf2(one) < pathOf2(other) ? -1 : 1)).slice(0, 10).map((copies) => ({ size: sizeOf(copies), paths: copies.map(({ path: path2 }) => `/${path2}`) }));
}
function firstNames(names2) {
  let found2 = /* @__PURE__ */ new Map(), sorted2 = [...names2].sort(
    (one, other) => one.file.layer - other.file.layer || (one.path < other.path ? -1 : 1)
  );
  for (let name of sorted2) found2.has(name.file) || found2.set(name.file, name);
  return [...found2.values()];
}
function saved(copies) {
  return (copies.length - 1) * sizeOf(copies);
}
function pathOf2([first2]) {
  return first2?.path ?? "";
}
function sizeOf([first2]) {
  return first2?.file.entry.size ?? 0;
}
var init_duplicates = __esm({
  "src/analysis/duplicates.ts"() {
    "use strict";
  }
});

// src/analysis/folders.ts
function groupByFolder(layers3, before) {
  let folders = /* @__PURE__ */ new Map(), folderOf = byFolder((path2) => {
    let folder = folders.get(path2) ?? { path: path2, files: [], size: 0, before: [], sizeBefore: 0 };
    return folders.set(path2, folder), folder;
  });
  for (let entries of layers3)
    for (let entry of entries) {
      if (entry.kind !== "file") continue;
      let folder = folderOf(entry.path);
      folder.files.push(entry), folder.size += entry.size;
    }
  for (let entries of before)
    for (let entry of entries) {
      if (entry.kind !== "file") continue;
      let folder = folderOf(entry.path);
      folder.before.push(entry), folder.sizeBefore += entry.size;
    }
  return [...folders.values()];
}
function byFolder(find) {
  let last = null;
  return (path2) => {
    let length = path2.lastIndexOf("/") + 1;
    if (last === null || last.folder.length !== length || !path2.startsWith(last.folder)) {
      let folder = path2.slice(0, length);
      last = { folder, found: find(folder) };
    }
    return last.found;
  };
}
function groupByPart(things, length) {
  let groups = /* @__PURE__ */ new Map();
  for (let thing of things) {
    let end = thing.path.indexOf("/", length), part2 = end < 0 ? thing.path.slice(length) : thing.path.slice(length, end + 1), group = groups.get(part2);
    group === void 0 ? groups.set(part2, [thing]) : group.push(thing);
  }
  return groups;
}
function folderOfBoth(one, other) {
  if (one === other || one.endsWith("/") && other.startsWith(one)) return one;
  let end = 0;
  for (let at = 0; at < one.length && one[at] === other[at]; at += 1) one[at] === "/" && (end = at + 1);
  return one.slice(0, end);
}
var init_folders = __esm({
  "src/analysis/folders.ts"() {
    "use strict";
  }
});

// src/analysis/filesystem.ts
function mergeLayers(layers3) {
  let root = newFolder(), lost = layers3.flatMap((entries, layer) => applyLayer(root, entries, layer)), folderOf = byFolder((path2) => findFolder(root, path2));
  return { lost, names: () => namesIn(root), fileAt: (path2) => folderOf(path2)?.files.get(path2) ?? null };
}
function sameContent({ entry: one }, { entry: other }) {
  return one.size === other.size && one.crc === other.crc;
}
function applyLayer(root, entries, layer) {
  let lost = [], take = (path2, file) => {
    file.names -= 1, file.layer < layer && lost.push({ path: path2, file, takenBy: layer, last: file.names === 0, how: "deleted" });
  }, folderFor = byFolder((path2) => makeFolder(root, path2, take)), put = (path2, file) => {
    let { folders, files: files2 } = folderFor(path2), before = files2.get(path2);
    if (before !== void 0 && take(path2, before), file !== null ? files2.set(path2, file) : files2.delete(path2), folders.size === 0) return;
    let folder = folders.get(nameOf(path2));
    if (folder !== void 0) {
      for (let below of namesIn(folder)) take(below.path, below.file);
      folders.delete(nameOf(path2));
    }
  };
  for (let entry of entries) {
    let { kind: kind2, path: path2 } = entry;
    if (kind2 === "removed" || kind2 === "emptied")
      for (let { folder, path: below, file } of namesAt(root, path2))
        file.layer !== layer && (folder.files.delete(below), take(below, file));
    else if (kind2 === "file") put(path2, { entry, layer, names: 1 });
    else if (kind2 === "hard link") {
      let target2 = findFolder(root, entry.target)?.files.get(entry.target), file = target2?.layer === layer ? target2 : null;
      file !== null && (file.names += 1), put(path2, file);
    } else (kind2 !== "directory" || folderFor(path2).files.has(path2)) && put(path2, null);
  }
  let folderOf = byFolder((path2) => findFolder(root, path2));
  for (let name of lost) {
    let now = folderOf(name.path)?.files.get(name.path);
    now !== void 0 && (name.how = sameContent(name.file, now) ? "touched" : "replaced");
  }
  return lost;
}
function makeFolder(root, path2, take) {
  let folder = root;
  for (let [name, end] of foldersAbove(path2)) {
    let next = folder.folders.get(name);
    if (next === void 0 && (next = newFolder(), folder.folders.set(name, next), folder.files.size > 0)) {
      let above = path2.slice(0, end), file = folder.files.get(above);
      folder.files.delete(above), file !== void 0 && take(above, file);
    }
    folder = next;
  }
  return folder;
}
function findFolder(root, path2) {
  let folder = root;
  for (let [name] of foldersAbove(path2))
    if (folder = folder.folders.get(name), folder === void 0) return null;
  return folder;
}
function* foldersAbove(path2) {
  let start = 0;
  for (let end = path2.indexOf("/"); end >= 0; end = path2.indexOf("/", start))
    yield [path2.slice(start, end), end], start = end + 1;
}
function* namesAt(root, path2) {
  let folder = findFolder(root, path2), file = folder?.files.get(path2);
  folder !== null && file !== void 0 && (yield { path: path2, file, folder });
  let below = path2 === "" ? root : folder?.folders.get(nameOf(path2));
  below !== void 0 && (yield* namesIn(below));
}
function* namesIn(top) {
  let open = [top];
  for (let folder = open.pop(); folder !== void 0; folder = open.pop()) {
    for (let [path2, file] of folder.files) yield { path: path2, file, folder };
    for (let below of folder.folders.values()) open.push(below);
  }
}
function nameOf(path2) {
  return path2.slice(path2.lastIndexOf("/") + 1);
}
function newFolder() {
  return { folders: /* @__PURE__ */ new Map(), files: /* @__PURE__ */ new Map() };
}
var init_filesystem = __esm({
  "src/analysis/filesystem.ts"() {
    "use strict";
    init_folders();
  }
});

// src/analysis/leftovers/sort.ts
var HOME, init_sort = __esm({
  "src/analysis/leftovers/sort.ts"() {
    "use strict";
    HOME = "{root,home/*}";
  }
});

// src/analysis/leftovers/build-tools.ts
function compiler(what, paths) {
  return { kind: "build-tool", what, paths, isCompiler: !0, advice: ANOTHER_STAGE };
}
var ANOTHER_STAGE, JAVA_HOME, BUILD_TOOLS, init_build_tools = __esm({
  "src/analysis/leftovers/build-tools.ts"() {
    "use strict";
    init_sort();
    ANOTHER_STAGE = "Build in another stage and copy only the result from it: `COPY --from=build /app /app`", JAVA_HOME = `{usr/lib/jvm/*,usr/java/*,usr/local/openjdk-*,opt/*,opt/java/*,${HOME}/.sdkman/candidates/java/*}`, BUILD_TOOLS = [
      compiler("GCC and binutils", [
        "usr/{lib,lib64,libexec}/{gcc,gcc-cross}/**",
        // With the name of a platform before theirs all are tools of that kind.
        "usr/bin/*-linux-{gnu,musl}*-*",
        "usr/bin/{gcc,g++,c++,cpp,gfortran,gcov,gcov-dump,gcov-tool,lto-dump,gcc-ar,gcc-nm,gcc-ranlib}{,-*}",
        "usr/bin/{addr2line,ar,as,dwp,elfedit,gprof,ld,ld.bfd,ld.gold,nm,objcopy,objdump,ranlib,readelf,strip}",
        "usr/bin/gprofng*",
        "usr/lib/*/{gprofng,ldscripts}/**",
        // The run-time parts of sanitizers: nothing that ships is linked to them.
        "usr/{lib,lib64}/{,*/}lib{asan,cc1,hwasan,lsan,tsan,ubsan}.so.*"
      ]),
      {
        ...compiler("Clang and LLVM", [
          "usr/lib/llvm*/**",
          "usr/lib/clang/**",
          "usr/bin/{clang,clang++,clang-*,lld,ld.lld}"
        ]),
        // libLLVM is in use wherever something is drawn or a database compiles its queries.
        except: /\/lib\/[^/]+\.so(?:\.[\d.]+)?$/
      },
      {
        ...compiler("the Go toolchain", [
          "usr/local/go/**",
          "usr/lib/{go,golang}/**",
          "usr/{lib,share}/go-*.*/**"
        ]),
        // Programs read time zones from it where the system has none.
        except: /\/lib\/time\//
      },
      compiler("the Rust toolchain", [
        `{usr/local/rustup,${HOME}/.rustup}/toolchains/**`,
        "usr/{,local/}lib/rustlib/**",
        "usr/{,local/}lib/{,*/}librustc_driver-*.so",
        `{usr/bin,usr/local/bin,usr/local/cargo/bin,${HOME}/.cargo/bin}/{cargo,rustc,rustdoc,rustup}`
      ]),
      {
        ...compiler("what a JDK has and a JRE has not", [
          `${JAVA_HOME}/jmods/*.jmod`,
          `${JAVA_HOME}/lib/{ct.sym,src.zip}`,
          `${JAVA_HOME}/bin/{jar,javac,javadoc,javap,jdeps,jlink,jmod,jpackage,jshell}`
        ]),
        advice: "Run it by a JRE: `FROM eclipse-temurin:21-jre`, or one that jlink makes in another stage"
      },
      {
        ...compiler("the .NET SDK", [
          "usr/{share,lib,lib64,local/share}/dotnet/{packs,sdk,sdk-manifests,templates}/**"
        ]),
        advice: "Publish in another stage and run it by `FROM mcr.microsoft.com/dotnet/aspnet`"
      },
      {
        kind: "build-tool",
        what: "build programs",
        paths: [
          "usr/{,local/}bin/{cmake,cpack,ctest,gmake,make,ninja}",
          "usr/{,local/}share/{cmake,cmake-*,autoconf,automake-*}/**",
          "usr/bin/{autoconf,automake,automake-*,libtoolize}",
          "{usr/share,opt}/{gradle,maven,apache-maven-*,gradle-*}/**"
        ],
        advice: ANOTHER_STAGE
      },
      {
        kind: "build-tool",
        what: "headers and static libraries",
        paths: [
          "usr/{,local/}include/**",
          "usr/lib/linux/uapi/**",
          "usr/{,local/}{lib,lib64}/{,*/,python3*/config-*/}*.a"
        ],
        advice: "Install -dev packages in another stage, and copy only the result from it: `COPY --from=build /app /app`"
      }
    ];
  }
});

// src/analysis/leftovers/dev-dependencies.ts
var NPM_PACKAGES, PYTHON_PACKAGES, DEV_DEPENDENCIES, init_dev_dependencies = __esm({
  "src/analysis/leftovers/dev-dependencies.ts"() {
    "use strict";
    init_sort();
    NPM_PACKAGES = [
      "typescript,@typescript,@types,ts-node,ts-loader,ts-jest,tsup,tsc-watch,typedoc",
      "eslint,eslint-*,@eslint,@eslint-community,@typescript-eslint,typescript-eslint,oxlint,stylelint,@stylistic",
      "prettier,prettier-plugin-*,@biomejs,husky,lint-staged,@commitlint,semantic-release",
      "jest,jest-cli,jest-circus,jest-config,jest-runner,jest-runtime,jest-haste-map,jest-environment-*,@jest,babel-jest",
      "vitest,@vitest,mocha,chai,sinon,karma,karma-*,ava,nyc,c8,cypress,supertest,nock,@testing-library",
      "webpack,webpack-cli,webpack-dev-server,babel-loader,css-loader,html-webpack-plugin,terser-webpack-plugin",
      "vite,@vitejs,rollup,@rollup,parcel,@parcel,gulp,grunt,nodemon,storybook,@storybook",
      "react-scripts,@angular-devkit"
    ].join(","), PYTHON_PACKAGES = [
      "pytest,_pytest,pytest_*,hypothesis,_hypothesis_*,coverage,tox,nox,pytest-*.dist-info,hypothesis-*.dist-info",
      "mypy,mypyc,mypy-*.dist-info,pyright,basedpyright,*-stubs",
      "black,blackd,blib2to3,ruff,flake8,pyflakes,pylint,astroid,isort,bandit,autopep8,yapf,autoflake",
      "pre_commit,sphinx,twine,cmake"
    ].join(","), DEV_DEPENDENCIES = [
      {
        kind: "dev-dependency",
        what: "npm packages for development",
        paths: [
          `**/node_modules/{${NPM_PACKAGES},@angular/cli,@nestjs/{cli,schematics,testing},@playwright/test}/**`
        ],
        packages: {
          nameOf: (root) => /node_modules\/(.+)\/$/.exec(root)?.[1]?.replace(/^.*node_modules\//, "") ?? root,
          // Types of what is published with its own dependencies on them.
          mayBeNeeded: ["@types"]
        },
        advice: "Install without them: `npm ci --omit=dev`, `pnpm install --prod` or `yarn install --production`",
        adviceForContext: "Add `**/node_modules` to .dockerignore, and install in a RUN: `npm ci --omit=dev`"
      },
      {
        kind: "dev-dependency",
        what: "Python packages for development",
        paths: [
          `**/{site,dist}-packages/{${PYTHON_PACKAGES}}/**`,
          `{usr,usr/local,${HOME}/.local,**/venv,**/.venv}/bin/ruff`
        ],
        packages: {
          nameOf: (root) => /([^/]+)\/?$/.exec(root)?.[1]?.replace(/^_/, "").replace(/-\d.*$/, "") ?? root,
          mayBeNeeded: []
        },
        advice: "Install them in the test stage only, from a file of their own: `pip install -r requirements-dev.txt`, `uv sync --no-dev`, `poetry install --only main`",
        adviceForContext: "Add `**/.venv` to .dockerignore, and install in a RUN what production needs"
      }
    ];
  }
});

// src/analysis/leftovers/package-caches.ts
function cache(what, paths, advice) {
  return { kind: "package-cache", what, paths, advice };
}
var PACKAGE_CACHES, init_package_caches = __esm({
  "src/analysis/leftovers/package-caches.ts"() {
    "use strict";
    init_sort();
    PACKAGE_CACHES = [
      cache(
        "apt's package lists",
        ["var/lib/apt/lists/**"],
        "Add `&& rm -rf /var/lib/apt/lists/*` to this RUN, or mount them: `RUN --mount=type=cache,target=/var/lib/apt`"
      ),
      cache(
        "apt's packages and index",
        ["var/cache/apt/**"],
        "Add `&& apt-get clean` to this RUN, or mount them: `RUN --mount=type=cache,target=/var/cache/apt`"
      ),
      cache(
        "apk's cache",
        ["{var/cache/apk,etc/apk/cache}/**"],
        "Install by `apk add --no-cache`, or mount it: `RUN --mount=type=cache,target=/var/cache/apk`"
      ),
      cache(
        "dnf's cache",
        ["var/cache/{dnf,libdnf5,yum}/**"],
        "Add `&& dnf clean all` to this RUN (or microdnf, yum), or mount it: `RUN --mount=type=cache,target=/var/cache/dnf`"
      ),
      cache(
        "zypper's cache",
        ["var/cache/zypp/**"],
        "Add `&& zypper clean --all` to this RUN, or mount it: `RUN --mount=type=cache,target=/var/cache/zypp`"
      ),
      cache(
        "pip's cache",
        [`${HOME}/.cache/pip/**`],
        "Install by `pip install --no-cache-dir`, or mount it: `RUN --mount=type=cache,target=/root/.cache/pip`"
      ),
      cache(
        "uv's cache",
        [`${HOME}/.cache/uv/**`],
        "Run uv with `--no-cache`, or mount it: `RUN --mount=type=cache,target=/root/.cache/uv`"
      ),
      cache(
        "Poetry's cache",
        // Beside them lie the virtual environments, which are needed.
        [`${HOME}/.cache/{pypoetry/{artifacts,cache},virtualenv}/**`],
        "Add `&& rm -rf ~/.cache/pypoetry/artifacts ~/.cache/pypoetry/cache ~/.cache/virtualenv` to this RUN"
      ),
      cache(
        "npm's cache",
        [`${HOME}/.npm/_cacache/**`],
        "Add `&& npm cache clean --force` to this RUN, or mount it: `RUN --mount=type=cache,target=/root/.npm`"
      ),
      cache(
        "node-gyp's headers",
        [`${HOME}/.cache/node-gyp/**`],
        "Add `&& rm -rf ~/.cache/node-gyp` to this RUN, or mount them: `RUN --mount=type=cache,target=/root/.cache/node-gyp`"
      ),
      cache(
        "Yarn 1's cache",
        [`{usr/local/share/.cache,${HOME}/.cache}/yarn/**`],
        "Add `&& yarn cache clean` to this RUN, or mount it: `RUN --mount=type=cache,target=/usr/local/share/.cache/yarn`"
      ),
      {
        ...cache(
          "Yarn's cache",
          [`${HOME}/.yarn/berry/{cache,metadata}/**`],
          "Add `&& rm -rf ~/.yarn/berry` to this RUN, or mount it: `RUN --mount=type=cache,target=/root/.yarn/berry`"
        ),
        // With Plug'n'Play, node loads the packages out of it.
        neededBy: ".pnp.cjs"
      },
      cache(
        "pnpm's store and cache",
        // Beside the files lie `links`, out of which node may load packages.
        [
          `{${HOME}/.local/share/pnpm/store,pnpm/store,**/.pnpm-store}/v*/{{files,index,metadata*,tmp}/**,index.db*}`,
          `${HOME}/.cache/pnpm/**`
        ],
        "Mount them: `RUN --mount=type=cache,target=/root/.local/share/pnpm/store --mount=type=cache,target=/root/.cache/pnpm`"
      ),
      cache(
        "Go's module cache",
        [`{go,${HOME}/go}/pkg/mod/**`],
        "Build in another stage and copy the program from it, or mount it: `RUN --mount=type=cache,target=/go/pkg/mod`"
      ),
      cache(
        "Go's build cache",
        [`${HOME}/.cache/go-build/**`],
        "Build in another stage and copy the program from it, or mount it: `RUN --mount=type=cache,target=/root/.cache/go-build`"
      ),
      cache(
        "Cargo's registry",
        [`{usr/local/cargo,${HOME}/.cargo}/{registry,git}/**`],
        "Build in another stage and copy the program from it, or mount it: `RUN --mount=type=cache,target=/usr/local/cargo/registry`"
      ),
      {
        ...cache(
          "what Cargo builds a program of",
          ["**/target/{,*/}{debug,release}/{.fingerprint,build,deps,incremental}/**"],
          "Build in another stage and copy the program from it: `COPY --from=build /app/target/release/app /usr/local/bin/`"
        ),
        adviceForContext: "Add `**/target` to .dockerignore"
      },
      cache(
        "Maven's repository",
        [`${HOME}/.m2/repository/**`],
        "Build in another stage and copy the jar from it, or mount it: `RUN --mount=type=cache,target=/root/.m2`"
      ),
      cache(
        "Gradle's caches",
        [`${HOME}/.gradle/{caches,wrapper}/**`],
        "Build in another stage and copy the jar from it, or mount it: `RUN --mount=type=cache,target=/root/.gradle`"
      ),
      cache(
        "Composer's cache",
        [`${HOME}/{.composer/cache,.cache/composer}/**`],
        "Run Composer with `--no-cache`, or mount it: `RUN --mount=type=cache,target=/root/.composer/cache`"
      ),
      cache(
        "packed gems",
        [
          "{usr/local/bundle,var/lib/gems/*,usr/lib/ruby/gems/*,usr/local/lib/ruby/gems/*}/cache/*.gem",
          `{${HOME}/.gem/ruby/*,${HOME}/.local/share/gem/ruby/*,**/vendor/bundle/ruby/*}/cache/*.gem`,
          `${HOME}/.bundle/cache/**`
        ],
        "Add `&& rm -rf /usr/local/bundle/cache/*.gem` to this RUN, or where your gems lie: see `gem environment gemdir`"
      ),
      cache(
        "NuGet's cache of downloads",
        [`${HOME}/.local/share/NuGet/{http-cache,v3-cache}/**`],
        "Add `&& dotnet nuget locals http-cache --clear` to this RUN, or mount it: `RUN --mount=type=cache,target=/root/.local/share/NuGet`"
      )
    ];
  }
});

// src/analysis/leftovers/piles.ts
function pileUp(layers3, find) {
  let piles = /* @__PURE__ */ new Map();
  for (let entries of layers3)
    for (let [{ size: size3 }, { value: sort, root }] of removable(entries, find)) {
      let pile = piles.get(sort);
      if (pile === void 0) {
        piles.set(sort, { sort, size: size3, files: 1, path: root, roots: /* @__PURE__ */ new Map([[root, size3]]) });
        continue;
      }
      pile.size += size3, pile.files += 1, pile.path = folderOfBoth(pile.path, root), sort.packages !== void 0 && pile.roots.set(root, (pile.roots.get(root) ?? 0) + size3);
    }
  return [...piles.values()];
}
function removable(entries, find) {
  let files2 = [], usedElsewhere = /* @__PURE__ */ new Set();
  for (let entry of entries)
    if (entry.kind === "file") {
      let found2 = find(entry.path);
      found2 !== null && files2.push([entry, found2]);
    } else entry.kind === "hard link" && find(entry.path) === null && usedElsewhere.add(entry.target);
  return files2.filter(([{ path: path2 }]) => !usedElsewhere.has(path2));
}
function sortFinder(sorts) {
  let find = pathFinder(sorts.flatMap((sort) => sort.paths.map((path2) => [path2, sort])));
  return (path2) => {
    let found2 = find(path2);
    return found2 === null || found2.value.except?.test(path2) === !0 ? null : found2;
  };
}
var init_piles = __esm({
  "src/analysis/leftovers/piles.ts"() {
    "use strict";
    init_folders();
    init_path_finder();
  }
});

// src/analysis/leftovers/remains.ts
var REMAINS, init_remains = __esm({
  "src/analysis/leftovers/remains.ts"() {
    "use strict";
    init_sort();
    REMAINS = [
      {
        kind: "leftover",
        what: "the history of git",
        paths: ["**/.git/**"],
        advice: "Add `&& rm -rf .git` to the RUN that clones, or clone in another stage",
        adviceForContext: "Add `**/.git` to .dockerignore"
      },
      {
        kind: "leftover",
        what: "Python's byte code",
        paths: ["**/__pycache__/*.pyc"],
        // Debian's packages compile themselves, whatever the settings say.
        except: /^usr\/(?:lib|share)\/(?:python3|pypy3)/,
        // Each alone leaves some: pip compiles what it installs, Python what it loads.
        advice: "Set `ENV PYTHONDONTWRITEBYTECODE=1` and install by `pip install --no-compile`; the first start then takes longer",
        adviceForContext: "Add `**/__pycache__` to .dockerignore"
      },
      {
        kind: "leftover",
        what: "tests, docs and examples of npm packages",
        // Only at a package's top: googleapis has a folder docs further down, which is the client of an API.
        paths: [
          "**/node_modules/{[!@.]*,@*/*}/{test,tests,docs,example,examples}/**",
          "**/node_modules/**/__tests__/**"
        ],
        // Programs load parts of three.js from there.
        except: /\/three\/examples\//,
        advice: "Bundle the program in another stage, and copy only the bundle from it",
        adviceForContext: "Add `**/node_modules` to .dockerignore, and install in a RUN: `npm ci --omit=dev`"
      },
      {
        kind: "leftover",
        what: "tests of Python packages",
        // A folder `test` may be an API, as in Django and TensorFlow.
        paths: ["**/{site,dist}-packages/*/**/tests/**"],
        except: /-packages\/astropy\//,
        advice: "Add `&& find / -xdev -path '*-packages/*' -type d -name tests -prune -exec rm -rf {} +` to the RUN that installs them",
        adviceForContext: "Add `**/.venv` to .dockerignore, and install in a RUN"
      },
      {
        kind: "leftover",
        what: "docs, manuals and translations",
        paths: ["usr/share/{doc,info,locale,man}/**"],
        // Licences want to ship.
        except: /^usr\/share\/doc\/[^/]+\/copyright$/,
        onlyByRun: !0,
        advice: "Keep dpkg from unpacking them, in a RUN before: `echo 'path-exclude=/usr/share/doc/*' > /etc/dpkg/dpkg.cfg.d/docs`, or delete them in the RUN that brings them"
      },
      {
        kind: "leftover",
        what: "source maps of npm packages",
        paths: ["**/node_modules/**/*.{js,cjs,mjs,css,ts,cts,mts}.map"],
        advice: "Bundle the program in another stage, or add `&& find . -path '*/node_modules/*' -name '*.map' -delete` to the RUN that installs them",
        adviceForContext: "Add `**/node_modules` to .dockerignore, and install in a RUN: `npm ci --omit=dev`"
      },
      {
        kind: "leftover",
        what: "logs",
        // Databases call their own data 000123.log.
        paths: ["var/log/**", `${HOME}/.npm/_logs/**`, "**/[!0-9]*.log"],
        advice: "Delete them in the RUN that writes them, as by `&& rm -rf /var/log/*`",
        adviceForContext: "Add `**/*.log` to .dockerignore"
      },
      {
        kind: "leftover",
        what: "node's compile cache",
        paths: ["tmp/{node-compile-cache,v8-compile-cache-*}/**"],
        advice: "Add `&& rm -rf /tmp/node-compile-cache /tmp/v8-compile-cache-*` to the RUN that runs node"
      },
      {
        kind: "leftover",
        what: "files of editors and systems",
        paths: ["**/{.idea,.vscode}/**", "**/{.DS_Store,Thumbs.db,*.swp}"],
        advice: "Delete them where they come in",
        adviceForContext: "Add `**/.idea`, `**/.vscode`, `**/.DS_Store`, `**/Thumbs.db` and `**/*.swp` to .dockerignore"
      }
    ];
  }
});

// src/analysis/leftovers.ts
function findLeftovers(layers3, shares2) {
  let finders = { own: sortFinder(SORTS), base: sortFinder(BUILD_TOOLS) }, isNeeded = ({ neededBy }) => neededBy !== void 0 && layers3.some((entries) => entries.some(({ path: path2 }) => isNamed(path2, neededBy)));
  return shares2.flatMap(({ origin, positions }) => {
    let own = positions.map((position) => layers3[position] ?? []), find = origin.kind === "base" ? finders.base : finders.own, piles = pileUp(own, find).filter((pile) => isTold(pile, origin) && !isNeeded(pile.sort));
    return origin.kind === "base" ? compilersOf(piles, origin) : piles.map((pile) => report4(pile, origin));
  }).sort((one, other) => other.size - one.size);
}
function isTold(pile, origin) {
  let { sort, size: size3 } = pile;
  if (size3 < LEAST3 || sort.onlyByRun === !0 && !isWritten2(origin, /^RUN\b/i)) return !1;
  let names2 = packagesIn(pile);
  return sort.packages === void 0 || !names2.every((name) => sort.packages?.mayBeNeeded.includes(name));
}
function report4(pile, origin) {
  let { sort, size: size3, files: files2, path: path2 } = pile, { kind: kind2, what, advice, adviceForContext = advice } = sort, names2 = packagesIn(pile), more = names2.length - MOST_NAMES2, shown3 = more > 1 ? [...names2.slice(0, MOST_NAMES2), `${more} more`] : names2;
  return {
    kind: kind2,
    what: names2.length === 0 ? what : `${what} (${listed2(shown3)})`,
    origin,
    path: `/${path2}`,
    size: size3,
    files: files2,
    advice: isFromContext(origin) ? adviceForContext : advice
  };
}
function packagesIn({ sort: { packages }, roots }) {
  if (packages === void 0) return [];
  let sizes2 = /* @__PURE__ */ new Map();
  for (let [root, size3] of roots) {
    let name = packages.nameOf(root);
    sizes2.set(name, (sizes2.get(name) ?? 0) + size3);
  }
  return [...sizes2].sort(([, one], [, other]) => other - one).map(([name]) => name);
}
function compilersOf(piles, origin) {
  if (!piles.some(({ sort }) => sort.isCompiler === !0)) return [];
  let bySize = piles.toSorted((one, other) => other.size - one.size);
  return [
    {
      kind: "build-tool",
      what: listed2(bySize.map(({ sort }) => sort.what)),
      origin,
      path: `/${bySize.map(({ path: path2 }) => path2).reduce(folderOfBoth)}`,
      size: bySize.reduce((sum2, { size: size3 }) => sum2 + size3, 0),
      files: bySize.reduce((sum2, { files: files2 }) => sum2 + files2, 0),
      advice: "Use this base image in a stage that builds, and copy the result into a smaller one: `COPY --from=build /app /app`"
    }
  ];
}
function isFromContext(origin) {
  return isWritten2(origin, /^(?:COPY|ADD)\b(?!.*\s--from=)/i);
}
function isNamed(path2, name) {
  return path2.endsWith(name) && (path2.length === name.length || path2.at(-name.length - 1) === "/");
}
function isWritten2(origin, how) {
  return origin.kind === "instruction" && how.test(origin.instruction);
}
function listed2(names2) {
  return names2.join(", ").replace(/, ([^,]*)$/, " and $1");
}
var SORTS, LEAST3, MOST_NAMES2, init_leftovers = __esm({
  "src/analysis/leftovers.ts"() {
    "use strict";
    init_folders();
    init_build_tools();
    init_dev_dependencies();
    init_package_caches();
    init_piles();
    init_remains();
    SORTS = [...PACKAGE_CACHES, ...DEV_DEPENDENCIES, ...BUILD_TOOLS, ...REMAINS], LEAST3 = 1e5, MOST_NAMES2 = 3;
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
      function is2(value) {
        return typeof value == "string";
      }
      DocumentUri2.is = is2;
    })(DocumentUri || (DocumentUri = {}));
    (function(URI2) {
      function is2(value) {
        return typeof value == "string";
      }
      URI2.is = is2;
    })(URI || (URI = {}));
    (function(integer2) {
      integer2.MIN_VALUE = -2147483648, integer2.MAX_VALUE = 2147483647;
      function is2(value) {
        return typeof value == "number" && integer2.MIN_VALUE <= value && value <= integer2.MAX_VALUE;
      }
      integer2.is = is2;
    })(integer || (integer = {}));
    (function(uinteger2) {
      uinteger2.MIN_VALUE = 0, uinteger2.MAX_VALUE = 2147483647;
      function is2(value) {
        return typeof value == "number" && uinteger2.MIN_VALUE <= value && value <= uinteger2.MAX_VALUE;
      }
      uinteger2.is = is2;
    })(uinteger || (uinteger = {}));
    (function(Position2) {
      function create(line, character) {
        return line === Number.MAX_VALUE && (line = uinteger.MAX_VALUE), character === Number.MAX_VALUE && (character = uinteger.MAX_VALUE), { line, character };
      }
      Position2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.uinteger(candidate.line) && Is.uinteger(candidate.character);
      }
      Position2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Position.is(candidate.start) && Position.is(candidate.end);
      }
      Range2.is = is2;
    })(Range || (Range = {}));
    (function(Location2) {
      function create(uri, range) {
        return { uri, range };
      }
      Location2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && (Is.string(candidate.uri) || Is.undefined(candidate.uri));
      }
      Location2.is = is2;
    })(Location || (Location = {}));
    (function(LocationLink2) {
      function create(targetUri, targetRange, targetSelectionRange, originSelectionRange) {
        return { targetUri, targetRange, targetSelectionRange, originSelectionRange };
      }
      LocationLink2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.targetRange) && Is.string(candidate.targetUri) && Range.is(candidate.targetSelectionRange) && (Range.is(candidate.originSelectionRange) || Is.undefined(candidate.originSelectionRange));
      }
      LocationLink2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.numberRange(candidate.red, 0, 1) && Is.numberRange(candidate.green, 0, 1) && Is.numberRange(candidate.blue, 0, 1) && Is.numberRange(candidate.alpha, 0, 1);
      }
      Color2.is = is2;
    })(Color || (Color = {}));
    (function(ColorInformation2) {
      function create(range, color) {
        return {
          range,
          color
        };
      }
      ColorInformation2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && Color.is(candidate.color);
      }
      ColorInformation2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.undefined(candidate.textEdit) || TextEdit.is(candidate.textEdit)) && (Is.undefined(candidate.additionalTextEdits) || Is.typedArray(candidate.additionalTextEdits, TextEdit.is));
      }
      ColorPresentation2.is = is2;
    })(ColorPresentation || (ColorPresentation = {}));
    (function(FoldingRangeKind2) {
      FoldingRangeKind2.Comment = "comment", FoldingRangeKind2.Imports = "imports", FoldingRangeKind2.Region = "region";
    })(FoldingRangeKind || (FoldingRangeKind = {}));
    (function(FoldingRange2) {
      function create(startLine, endLine, startCharacter, endCharacter, kind2, collapsedText) {
        let result3 = {
          startLine,
          endLine
        };
        return Is.defined(startCharacter) && (result3.startCharacter = startCharacter), Is.defined(endCharacter) && (result3.endCharacter = endCharacter), Is.defined(kind2) && (result3.kind = kind2), Is.defined(collapsedText) && (result3.collapsedText = collapsedText), result3;
      }
      FoldingRange2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.uinteger(candidate.startLine) && Is.uinteger(candidate.endLine) && (Is.undefined(candidate.startCharacter) || Is.uinteger(candidate.startCharacter)) && (Is.undefined(candidate.endCharacter) || Is.uinteger(candidate.endCharacter)) && (Is.undefined(candidate.kind) || Is.string(candidate.kind));
      }
      FoldingRange2.is = is2;
    })(FoldingRange || (FoldingRange = {}));
    (function(DiagnosticRelatedInformation2) {
      function create(location2, message) {
        return {
          location: location2,
          message
        };
      }
      DiagnosticRelatedInformation2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Location.is(candidate.location) && Is.string(candidate.message);
      }
      DiagnosticRelatedInformation2.is = is2;
    })(DiagnosticRelatedInformation || (DiagnosticRelatedInformation = {}));
    (function(DiagnosticSeverity2) {
      DiagnosticSeverity2.Error = 1, DiagnosticSeverity2.Warning = 2, DiagnosticSeverity2.Information = 3, DiagnosticSeverity2.Hint = 4;
    })(DiagnosticSeverity || (DiagnosticSeverity = {}));
    (function(DiagnosticTag2) {
      DiagnosticTag2.Unnecessary = 1, DiagnosticTag2.Deprecated = 2;
    })(DiagnosticTag || (DiagnosticTag = {}));
    (function(CodeDescription2) {
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.href);
      }
      CodeDescription2.is = is2;
    })(CodeDescription || (CodeDescription = {}));
    (function(Diagnostic2) {
      function create(range, message, severity, code2, source, relatedInformation) {
        let result3 = { range, message };
        return Is.defined(severity) && (result3.severity = severity), Is.defined(code2) && (result3.code = code2), Is.defined(source) && (result3.source = source), Is.defined(relatedInformation) && (result3.relatedInformation = relatedInformation), result3;
      }
      Diagnostic2.create = create;
      function is2(value) {
        var _a;
        let candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.string(candidate.message) || MarkupContent.is(candidate.message)) && (Is.number(candidate.severity) || Is.undefined(candidate.severity)) && (Is.integer(candidate.code) || Is.string(candidate.code) || Is.undefined(candidate.code)) && (Is.undefined(candidate.codeDescription) || Is.string((_a = candidate.codeDescription) === null || _a === void 0 ? void 0 : _a.href)) && (Is.string(candidate.source) || Is.undefined(candidate.source)) && (Is.undefined(candidate.relatedInformation) || Is.typedArray(candidate.relatedInformation, DiagnosticRelatedInformation.is));
      }
      Diagnostic2.is = is2;
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
      function create(title2, command2, ...args) {
        let result3 = { title: title2, command: command2 };
        return Is.defined(args) && args.length > 0 && (result3.arguments = args), result3;
      }
      Command2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.title) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip)) && Is.string(candidate.command);
      }
      Command2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.newText) && Range.is(candidate.range);
      }
      TextEdit2.is = is2;
    })(TextEdit || (TextEdit = {}));
    (function(ChangeAnnotation2) {
      function create(label, needsConfirmation, description) {
        let result3 = { label };
        return needsConfirmation !== void 0 && (result3.needsConfirmation = needsConfirmation), description !== void 0 && (result3.description = description), result3;
      }
      ChangeAnnotation2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.boolean(candidate.needsConfirmation) || candidate.needsConfirmation === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
      }
      ChangeAnnotation2.is = is2;
    })(ChangeAnnotation || (ChangeAnnotation = {}));
    (function(ChangeAnnotationIdentifier2) {
      function is2(value) {
        let candidate = value;
        return Is.string(candidate);
      }
      ChangeAnnotationIdentifier2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return TextEdit.is(candidate) && (ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      AnnotatedTextEdit2.is = is2;
    })(AnnotatedTextEdit || (AnnotatedTextEdit = {}));
    (function(TextDocumentEdit2) {
      function create(textDocument, edits) {
        return { textDocument, edits };
      }
      TextDocumentEdit2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && OptionalVersionedTextDocumentIdentifier.is(candidate.textDocument) && Array.isArray(candidate.edits);
      }
      TextDocumentEdit2.is = is2;
    })(TextDocumentEdit || (TextDocumentEdit = {}));
    (function(CreateFile2) {
      function create(uri, options, annotation) {
        let result3 = {
          kind: "create",
          uri
        };
        return options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0) && (result3.options = options), annotation !== void 0 && (result3.annotationId = annotation), result3;
      }
      CreateFile2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate && candidate.kind === "create" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      CreateFile2.is = is2;
    })(CreateFile || (CreateFile = {}));
    (function(RenameFile2) {
      function create(oldUri, newUri, options, annotation) {
        let result3 = {
          kind: "rename",
          oldUri,
          newUri
        };
        return options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0) && (result3.options = options), annotation !== void 0 && (result3.annotationId = annotation), result3;
      }
      RenameFile2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate && candidate.kind === "rename" && Is.string(candidate.oldUri) && Is.string(candidate.newUri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      RenameFile2.is = is2;
    })(RenameFile || (RenameFile = {}));
    (function(DeleteFile2) {
      function create(uri, options, annotation) {
        let result3 = {
          kind: "delete",
          uri
        };
        return options !== void 0 && (options.recursive !== void 0 || options.ignoreIfNotExists !== void 0) && (result3.options = options), annotation !== void 0 && (result3.annotationId = annotation), result3;
      }
      DeleteFile2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate && candidate.kind === "delete" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.recursive === void 0 || Is.boolean(candidate.options.recursive)) && (candidate.options.ignoreIfNotExists === void 0 || Is.boolean(candidate.options.ignoreIfNotExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      DeleteFile2.is = is2;
    })(DeleteFile || (DeleteFile = {}));
    (function(WorkspaceEdit2) {
      function is2(value) {
        let candidate = value;
        return candidate && (candidate.changes !== void 0 || candidate.documentChanges !== void 0) && (candidate.documentChanges === void 0 || candidate.documentChanges.every((change) => Is.string(change.kind) ? CreateFile.is(change) || RenameFile.is(change) || DeleteFile.is(change) : TextDocumentEdit.is(change)));
      }
      WorkspaceEdit2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && StringValue.isSnippet(candidate.snippet) && (candidate.annotationId === void 0 || ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      SnippetTextEdit2.is = is2;
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
        })) : workspaceEdit.changes && Object.keys(workspaceEdit.changes).forEach((key2) => {
          let textEditChange = new TextEditChangeImpl(workspaceEdit.changes[key2]);
          this._textEditChanges[key2] = textEditChange;
        })) : this._workspaceEdit = {};
      }
      /**
       * Returns the underlying {@link WorkspaceEdit} literal
       * use to be returned from a workspace edit operation like rename.
       */
      get edit() {
        return this.initDocumentChanges(), this._changeAnnotations !== void 0 && (this._changeAnnotations.size === 0 ? this._workspaceEdit.changeAnnotations = void 0 : this._workspaceEdit.changeAnnotations = this._changeAnnotations.all()), this._workspaceEdit;
      }
      getTextEditChange(key2) {
        if (OptionalVersionedTextDocumentIdentifier.is(key2)) {
          if (this.initDocumentChanges(), this._workspaceEdit.documentChanges === void 0)
            throw new Error("Workspace edit is not configured for document changes.");
          let textDocument = { uri: key2.uri, version: key2.version }, result3 = this._textEditChanges[textDocument.uri];
          if (!result3) {
            let edits = [], textDocumentEdit = {
              textDocument,
              edits
            };
            this._workspaceEdit.documentChanges.push(textDocumentEdit), result3 = new TextEditChangeImpl(edits, this._changeAnnotations), this._textEditChanges[textDocument.uri] = result3;
          }
          return result3;
        } else {
          if (this.initChanges(), this._workspaceEdit.changes === void 0)
            throw new Error("Workspace edit is not configured for normal text edit changes.");
          let result3 = this._textEditChanges[key2];
          if (!result3) {
            let edits = [];
            this._workspaceEdit.changes[key2] = edits, result3 = new TextEditChangeImpl(edits), this._textEditChanges[key2] = result3;
          }
          return result3;
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
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri);
      }
      TextDocumentIdentifier2.is = is2;
    })(TextDocumentIdentifier || (TextDocumentIdentifier = {}));
    (function(VersionedTextDocumentIdentifier2) {
      function create(uri, version) {
        return { uri, version };
      }
      VersionedTextDocumentIdentifier2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && Is.integer(candidate.version);
      }
      VersionedTextDocumentIdentifier2.is = is2;
    })(VersionedTextDocumentIdentifier || (VersionedTextDocumentIdentifier = {}));
    (function(OptionalVersionedTextDocumentIdentifier2) {
      function create(uri, version) {
        return { uri, version };
      }
      OptionalVersionedTextDocumentIdentifier2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && (candidate.version === null || Is.integer(candidate.version));
      }
      OptionalVersionedTextDocumentIdentifier2.is = is2;
    })(OptionalVersionedTextDocumentIdentifier || (OptionalVersionedTextDocumentIdentifier = {}));
    (function(LanguageKind2) {
      LanguageKind2.ABAP = "abap", LanguageKind2.WindowsBat = "bat", LanguageKind2.BibTeX = "bibtex", LanguageKind2.Clojure = "clojure", LanguageKind2.Coffeescript = "coffeescript", LanguageKind2.C = "c", LanguageKind2.CPP = "cpp", LanguageKind2.CSharp = "csharp", LanguageKind2.CSS = "css", LanguageKind2.D = "d", LanguageKind2.Delphi = "pascal", LanguageKind2.Diff = "diff", LanguageKind2.Dart = "dart", LanguageKind2.Dockerfile = "dockerfile", LanguageKind2.Elixir = "elixir", LanguageKind2.Erlang = "erlang", LanguageKind2.FSharp = "fsharp", LanguageKind2.GitCommit = "git-commit", LanguageKind2.GitRebase = "git-rebase", LanguageKind2.Go = "go", LanguageKind2.Groovy = "groovy", LanguageKind2.Handlebars = "handlebars", LanguageKind2.Haskell = "haskell", LanguageKind2.HTML = "html", LanguageKind2.Ini = "ini", LanguageKind2.Java = "java", LanguageKind2.JavaScript = "javascript", LanguageKind2.JavaScriptReact = "javascriptreact", LanguageKind2.JSON = "json", LanguageKind2.LaTeX = "latex", LanguageKind2.Less = "less", LanguageKind2.Lua = "lua", LanguageKind2.Makefile = "makefile", LanguageKind2.Markdown = "markdown", LanguageKind2.ObjectiveC = "objective-c", LanguageKind2.ObjectiveCPP = "objective-cpp", LanguageKind2.Pascal = "pascal", LanguageKind2.Perl = "perl", LanguageKind2.Perl6 = "perl6", LanguageKind2.PHP = "php", LanguageKind2.Plaintext = "plaintext", LanguageKind2.Powershell = "powershell", LanguageKind2.Pug = "jade", LanguageKind2.Python = "python", LanguageKind2.R = "r", LanguageKind2.Razor = "razor", LanguageKind2.Ruby = "ruby", LanguageKind2.Rust = "rust", LanguageKind2.SCSS = "scss", LanguageKind2.SASS = "sass", LanguageKind2.Scala = "scala", LanguageKind2.ShaderLab = "shaderlab", LanguageKind2.ShellScript = "shellscript", LanguageKind2.SQL = "sql", LanguageKind2.Swift = "swift", LanguageKind2.TypeScript = "typescript", LanguageKind2.TypeScriptReact = "typescriptreact", LanguageKind2.TeX = "tex", LanguageKind2.VisualBasic = "vb", LanguageKind2.XML = "xml", LanguageKind2.XSL = "xsl", LanguageKind2.YAML = "yaml";
    })(LanguageKind || (LanguageKind = {}));
    (function(TextDocumentItem2) {
      function create(uri, languageId, version, text7) {
        return { uri, languageId, version, text: text7 };
      }
      TextDocumentItem2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && Is.string(candidate.languageId) && Is.integer(candidate.version) && Is.string(candidate.text);
      }
      TextDocumentItem2.is = is2;
    })(TextDocumentItem || (TextDocumentItem = {}));
    (function(MarkupKind2) {
      MarkupKind2.PlainText = "plaintext", MarkupKind2.Markdown = "markdown";
      function is2(value) {
        let candidate = value;
        return candidate === MarkupKind2.PlainText || candidate === MarkupKind2.Markdown;
      }
      MarkupKind2.is = is2;
    })(MarkupKind || (MarkupKind = {}));
    (function(MarkupContent2) {
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(value) && MarkupKind.is(candidate.kind) && Is.string(candidate.value);
      }
      MarkupContent2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return candidate && Is.string(candidate.newText) && Range.is(candidate.insert) && Range.is(candidate.replace);
      }
      InsertReplaceEdit2.is = is2;
    })(InsertReplaceEdit || (InsertReplaceEdit = {}));
    (function(InsertTextMode2) {
      InsertTextMode2.asIs = 1, InsertTextMode2.adjustIndentation = 2;
    })(InsertTextMode || (InsertTextMode = {}));
    (function(ApplyKind2) {
      ApplyKind2.Replace = 1, ApplyKind2.Merge = 2;
    })(ApplyKind || (ApplyKind = {}));
    (function(CompletionItemLabelDetails2) {
      function is2(value) {
        let candidate = value;
        return candidate && (Is.string(candidate.detail) || candidate.detail === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
      }
      CompletionItemLabelDetails2.is = is2;
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
      function is2(value) {
        let candidate = value;
        return Is.string(candidate) || Is.objectLiteral(candidate) && Is.string(candidate.language) && Is.string(candidate.value);
      }
      MarkedString2.is = is2;
    })(MarkedString || (MarkedString = {}));
    (function(Hover2) {
      function is2(value) {
        let candidate = value;
        return !!candidate && Is.objectLiteral(candidate) && (MarkupContent.is(candidate.contents) || MarkedString.is(candidate.contents) || Is.typedArray(candidate.contents, MarkedString.is)) && (value.range === void 0 || Range.is(value.range));
      }
      Hover2.is = is2;
    })(Hover || (Hover = {}));
    (function(ParameterInformation2) {
      function create(label, documentation) {
        return documentation ? { label, documentation } : { label };
      }
      ParameterInformation2.create = create;
    })(ParameterInformation || (ParameterInformation = {}));
    (function(SignatureInformation2) {
      function create(label, documentation, ...parameters) {
        let result3 = { label };
        return Is.defined(documentation) && (result3.documentation = documentation), Is.defined(parameters) ? result3.parameters = parameters : result3.parameters = [], result3;
      }
      SignatureInformation2.create = create;
    })(SignatureInformation || (SignatureInformation = {}));
    (function(DocumentHighlightKind2) {
      DocumentHighlightKind2.Text = 1, DocumentHighlightKind2.Read = 2, DocumentHighlightKind2.Write = 3;
    })(DocumentHighlightKind || (DocumentHighlightKind = {}));
    (function(DocumentHighlight2) {
      function create(range, kind2) {
        let result3 = { range };
        return Is.number(kind2) && (result3.kind = kind2), result3;
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
      function create(name, kind2, range, uri, containerName) {
        let result3 = {
          name,
          kind: kind2,
          location: { uri, range }
        };
        return containerName && (result3.containerName = containerName), result3;
      }
      SymbolInformation2.create = create;
    })(SymbolInformation || (SymbolInformation = {}));
    (function(WorkspaceSymbol2) {
      function create(name, kind2, uri, range) {
        return range !== void 0 ? { name, kind: kind2, location: { uri, range } } : { name, kind: kind2, location: { uri } };
      }
      WorkspaceSymbol2.create = create;
    })(WorkspaceSymbol || (WorkspaceSymbol = {}));
    (function(DocumentSymbol2) {
      function create(name, detail, kind2, range, selectionRange, children) {
        let result3 = {
          name,
          detail,
          kind: kind2,
          range,
          selectionRange
        };
        return children !== void 0 && (result3.children = children), result3;
      }
      DocumentSymbol2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate && Is.string(candidate.name) && Is.number(candidate.kind) && Range.is(candidate.range) && Range.is(candidate.selectionRange) && (candidate.detail === void 0 || Is.string(candidate.detail)) && (candidate.deprecated === void 0 || Is.boolean(candidate.deprecated)) && (candidate.children === void 0 || Array.isArray(candidate.children)) && (candidate.tags === void 0 || Array.isArray(candidate.tags));
      }
      DocumentSymbol2.is = is2;
    })(DocumentSymbol || (DocumentSymbol = {}));
    (function(CodeActionKind2) {
      CodeActionKind2.Empty = "", CodeActionKind2.QuickFix = "quickfix", CodeActionKind2.Refactor = "refactor", CodeActionKind2.RefactorExtract = "refactor.extract", CodeActionKind2.RefactorInline = "refactor.inline", CodeActionKind2.RefactorMove = "refactor.move", CodeActionKind2.RefactorRewrite = "refactor.rewrite", CodeActionKind2.Source = "source", CodeActionKind2.SourceOrganizeImports = "source.organizeImports", CodeActionKind2.SourceFixAll = "source.fixAll", CodeActionKind2.Notebook = "notebook";
    })(CodeActionKind || (CodeActionKind = {}));
    (function(CodeActionTriggerKind2) {
      CodeActionTriggerKind2.Invoked = 1, CodeActionTriggerKind2.Automatic = 2;
    })(CodeActionTriggerKind || (CodeActionTriggerKind = {}));
    (function(CodeActionContext2) {
      function create(diagnostics, only, triggerKind) {
        let result3 = { diagnostics };
        return only != null && (result3.only = only), triggerKind != null && (result3.triggerKind = triggerKind), result3;
      }
      CodeActionContext2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.typedArray(candidate.diagnostics, Diagnostic.is) && (candidate.only === void 0 || Is.typedArray(candidate.only, Is.string)) && (candidate.triggerKind === void 0 || candidate.triggerKind === CodeActionTriggerKind.Invoked || candidate.triggerKind === CodeActionTriggerKind.Automatic);
      }
      CodeActionContext2.is = is2;
    })(CodeActionContext || (CodeActionContext = {}));
    (function(CodeActionTag2) {
      CodeActionTag2.LLMGenerated = 1;
      function is2(value) {
        return Is.defined(value) && value === CodeActionTag2.LLMGenerated;
      }
      CodeActionTag2.is = is2;
    })(CodeActionTag || (CodeActionTag = {}));
    (function(CodeAction2) {
      function create(title2, kindOrCommandOrEdit, kind2) {
        let result3 = { title: title2 }, checkKind = !0;
        return typeof kindOrCommandOrEdit == "string" ? (checkKind = !1, result3.kind = kindOrCommandOrEdit) : Command.is(kindOrCommandOrEdit) ? result3.command = kindOrCommandOrEdit : result3.edit = kindOrCommandOrEdit, checkKind && kind2 !== void 0 && (result3.kind = kind2), result3;
      }
      CodeAction2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate && Is.string(candidate.title) && (candidate.diagnostics === void 0 || Is.typedArray(candidate.diagnostics, Diagnostic.is)) && (candidate.kind === void 0 || Is.string(candidate.kind)) && (candidate.edit !== void 0 || candidate.command !== void 0) && (candidate.command === void 0 || Command.is(candidate.command)) && (candidate.isPreferred === void 0 || Is.boolean(candidate.isPreferred)) && (candidate.edit === void 0 || WorkspaceEdit.is(candidate.edit)) && (candidate.tags === void 0 || Is.typedArray(candidate.tags, CodeActionTag.is));
      }
      CodeAction2.is = is2;
    })(CodeAction || (CodeAction = {}));
    (function(CodeLens2) {
      function create(range, data) {
        let result3 = { range };
        return Is.defined(data) && (result3.data = data), result3;
      }
      CodeLens2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.command) || Command.is(candidate.command));
      }
      CodeLens2.is = is2;
    })(CodeLens || (CodeLens = {}));
    (function(FormattingOptions2) {
      function create(tabSize, insertSpaces) {
        return { tabSize, insertSpaces };
      }
      FormattingOptions2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Is.uinteger(candidate.tabSize) && Is.boolean(candidate.insertSpaces);
      }
      FormattingOptions2.is = is2;
    })(FormattingOptions || (FormattingOptions = {}));
    (function(DocumentLink2) {
      function create(range, target2, data) {
        return { range, target: target2, data };
      }
      DocumentLink2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.target) || Is.string(candidate.target));
      }
      DocumentLink2.is = is2;
    })(DocumentLink || (DocumentLink = {}));
    (function(SelectionRange2) {
      function create(range, parent) {
        return { range, parent };
      }
      SelectionRange2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && (candidate.parent === void 0 || SelectionRange2.is(candidate.parent));
      }
      SelectionRange2.is = is2;
    })(SelectionRange || (SelectionRange = {}));
    (function(SemanticTokenTypes2) {
      SemanticTokenTypes2.namespace = "namespace", SemanticTokenTypes2.type = "type", SemanticTokenTypes2.class = "class", SemanticTokenTypes2.enum = "enum", SemanticTokenTypes2.interface = "interface", SemanticTokenTypes2.struct = "struct", SemanticTokenTypes2.typeParameter = "typeParameter", SemanticTokenTypes2.parameter = "parameter", SemanticTokenTypes2.variable = "variable", SemanticTokenTypes2.property = "property", SemanticTokenTypes2.enumMember = "enumMember", SemanticTokenTypes2.event = "event", SemanticTokenTypes2.function = "function", SemanticTokenTypes2.method = "method", SemanticTokenTypes2.macro = "macro", SemanticTokenTypes2.keyword = "keyword", SemanticTokenTypes2.modifier = "modifier", SemanticTokenTypes2.comment = "comment", SemanticTokenTypes2.string = "string", SemanticTokenTypes2.number = "number", SemanticTokenTypes2.regexp = "regexp", SemanticTokenTypes2.operator = "operator", SemanticTokenTypes2.decorator = "decorator", SemanticTokenTypes2.label = "label";
    })(SemanticTokenTypes || (SemanticTokenTypes = {}));
    (function(SemanticTokenModifiers2) {
      SemanticTokenModifiers2.declaration = "declaration", SemanticTokenModifiers2.definition = "definition", SemanticTokenModifiers2.readonly = "readonly", SemanticTokenModifiers2.static = "static", SemanticTokenModifiers2.deprecated = "deprecated", SemanticTokenModifiers2.abstract = "abstract", SemanticTokenModifiers2.async = "async", SemanticTokenModifiers2.modification = "modification", SemanticTokenModifiers2.documentation = "documentation", SemanticTokenModifiers2.defaultLibrary = "defaultLibrary";
    })(SemanticTokenModifiers || (SemanticTokenModifiers = {}));
    (function(SemanticTokens2) {
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && (candidate.resultId === void 0 || typeof candidate.resultId == "string") && Array.isArray(candidate.data) && (candidate.data.length === 0 || typeof candidate.data[0] == "number");
      }
      SemanticTokens2.is = is2;
    })(SemanticTokens || (SemanticTokens = {}));
    (function(InlineValueText2) {
      function create(range, text7) {
        return { range, text: text7 };
      }
      InlineValueText2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate != null && Range.is(candidate.range) && Is.string(candidate.text);
      }
      InlineValueText2.is = is2;
    })(InlineValueText || (InlineValueText = {}));
    (function(InlineValueVariableLookup2) {
      function create(range, variableName, caseSensitiveLookup) {
        return { range, variableName, caseSensitiveLookup };
      }
      InlineValueVariableLookup2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate != null && Range.is(candidate.range) && Is.boolean(candidate.caseSensitiveLookup) && (Is.string(candidate.variableName) || candidate.variableName === void 0);
      }
      InlineValueVariableLookup2.is = is2;
    })(InlineValueVariableLookup || (InlineValueVariableLookup = {}));
    (function(InlineValueEvaluatableExpression2) {
      function create(range, expression) {
        return { range, expression };
      }
      InlineValueEvaluatableExpression2.create = create;
      function is2(value) {
        let candidate = value;
        return candidate != null && Range.is(candidate.range) && (Is.string(candidate.expression) || candidate.expression === void 0);
      }
      InlineValueEvaluatableExpression2.is = is2;
    })(InlineValueEvaluatableExpression || (InlineValueEvaluatableExpression = {}));
    (function(InlineValueContext2) {
      function create(frameId, stoppedLocation) {
        return { frameId, stoppedLocation };
      }
      InlineValueContext2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.defined(candidate) && Range.is(value.stoppedLocation);
      }
      InlineValueContext2.is = is2;
    })(InlineValueContext || (InlineValueContext = {}));
    (function(InlayHintKind2) {
      InlayHintKind2.Type = 1, InlayHintKind2.Parameter = 2;
      function is2(value) {
        return value === 1 || value === 2;
      }
      InlayHintKind2.is = is2;
    })(InlayHintKind || (InlayHintKind = {}));
    (function(InlayHintLabelPart2) {
      function create(value) {
        return { value };
      }
      InlayHintLabelPart2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.location === void 0 || Location.is(candidate.location)) && (candidate.command === void 0 || Command.is(candidate.command));
      }
      InlayHintLabelPart2.is = is2;
    })(InlayHintLabelPart || (InlayHintLabelPart = {}));
    (function(InlayHint2) {
      function create(position, label, kind2) {
        let result3 = { position, label };
        return kind2 !== void 0 && (result3.kind = kind2), result3;
      }
      InlayHint2.create = create;
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && Position.is(candidate.position) && (Is.string(candidate.label) || Is.typedArray(candidate.label, InlayHintLabelPart.is)) && (candidate.kind === void 0 || InlayHintKind.is(candidate.kind)) && candidate.textEdits === void 0 || Is.typedArray(candidate.textEdits, TextEdit.is) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.paddingLeft === void 0 || Is.boolean(candidate.paddingLeft)) && (candidate.paddingRight === void 0 || Is.boolean(candidate.paddingRight));
      }
      InlayHint2.is = is2;
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
      function create(insertText, filterText, range, command2) {
        return { insertText, filterText, range, command: command2 };
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
      function create(range, text7) {
        return { range, text: text7 };
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
      function is2(value) {
        let candidate = value;
        return Is.objectLiteral(candidate) && URI.is(candidate.uri) && Is.string(candidate.name);
      }
      WorkspaceFolder2.is = is2;
    })(WorkspaceFolder || (WorkspaceFolder = {}));
    EOL = [`
`, `\r
`, "\r"];
    (function(TextDocument3) {
      function create(uri, languageId, version, content) {
        return new FullTextDocument(uri, languageId, version, content);
      }
      TextDocument3.create = create;
      function is2(value) {
        let candidate = value;
        return !!(Is.defined(candidate) && Is.string(candidate.uri) && (Is.undefined(candidate.languageId) || Is.string(candidate.languageId)) && Is.uinteger(candidate.lineCount) && Is.func(candidate.getText) && Is.func(candidate.positionAt) && Is.func(candidate.offsetAt));
      }
      TextDocument3.is = is2;
      function applyEdits(document, edits) {
        let text7 = document.getText(), sortedEdits = mergeSort2(edits, (a, b) => {
          let diff = a.range.start.line - b.range.start.line;
          return diff === 0 ? a.range.start.character - b.range.start.character : diff;
        }), lastModifiedOffset = text7.length;
        for (let i = sortedEdits.length - 1; i >= 0; i--) {
          let e = sortedEdits[i], startOffset = document.offsetAt(e.range.start), endOffset = document.offsetAt(e.range.end);
          if (endOffset <= lastModifiedOffset)
            text7 = text7.substring(0, startOffset) + e.newText + text7.substring(endOffset, text7.length);
          else
            throw new Error("Overlapping edit");
          lastModifiedOffset = startOffset;
        }
        return text7;
      }
      TextDocument3.applyEdits = applyEdits;
      function mergeSort2(data, compare3) {
        if (data.length <= 1)
          return data;
        let p = data.length / 2 | 0, left = data.slice(0, p), right = data.slice(p);
        mergeSort2(left, compare3), mergeSort2(right, compare3);
        let leftIdx = 0, rightIdx = 0, i = 0;
        for (; leftIdx < left.length && rightIdx < right.length; )
          compare3(left[leftIdx], right[rightIdx]) <= 0 ? data[i++] = left[leftIdx++] : data[i++] = right[rightIdx++];
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
          let lineOffsets = [], text7 = this._content, isLineStart = !0;
          for (let i = 0; i < text7.length; i++) {
            isLineStart && (lineOffsets.push(i), isLineStart = !1);
            let ch = text7.charAt(i);
            isLineStart = ch === "\r" || ch === `
`, ch === "\r" && i + 1 < text7.length && text7.charAt(i + 1) === `
` && i++;
          }
          isLineStart && text7.length > 0 && lineOffsets.push(text7.length), this._lineOffsets = lineOffsets;
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
      function boolean2(value) {
        return value === !0 || value === !1;
      }
      Is2.boolean = boolean2;
      function string2(value) {
        return toString.call(value) === "[object String]";
      }
      Is2.string = string2;
      function number3(value) {
        return toString.call(value) === "[object Number]";
      }
      Is2.number = number3;
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
function mergeSort(data, compare3) {
  if (data.length <= 1)
    return data;
  let p = data.length / 2 | 0, left = data.slice(0, p), right = data.slice(p);
  mergeSort(left, compare3), mergeSort(right, compare3);
  let leftIdx = 0, rightIdx = 0, i = 0;
  for (; leftIdx < left.length && rightIdx < right.length; )
    compare3(left[leftIdx], right[rightIdx]) <= 0 ? data[i++] = left[leftIdx++] : data[i++] = right[rightIdx++];
  for (; leftIdx < left.length; )
    data[i++] = left[leftIdx++];
  for (; rightIdx < right.length; )
    data[i++] = right[rightIdx++];
  return data;
}
function computeLineOffsets(text7, isAtLineStart, textOffset = 0) {
  let result3 = isAtLineStart ? [textOffset] : [];
  for (let i = 0; i < text7.length; i++) {
    let ch = text7.charCodeAt(i);
    isEOL(ch) && (ch === 13 && i + 1 < text7.length && text7.charCodeAt(i + 1) === 10 && i++, result3.push(textOffset + i + 1));
  }
  return result3;
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
      update(changes3, version) {
        for (let change of changes3)
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
          let lastLine3 = lineOffsets.length - 1;
          return { start: { line: lastLine3, character: 0 }, end: { line: lastLine3, character: this._content.length - lineOffsets[lastLine3] } };
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
      function update(document, changes3, version) {
        if (document instanceof FullTextDocument2)
          return document.update(changes3, version), document;
        throw new Error("TextDocument.update: document must be created by TextDocument.create");
      }
      TextDocument3.update = update;
      function applyEdits(document, edits) {
        let text7 = document.getText(), sortedEdits = mergeSort(edits.map(getWellformedEdit), (a, b) => {
          let diff = a.range.start.line - b.range.start.line;
          return diff === 0 ? a.range.start.character - b.range.start.character : diff;
        }), lastModifiedOffset = 0, spans = [];
        for (let e of sortedEdits) {
          let startOffset = document.offsetAt(e.range.start);
          if (startOffset < lastModifiedOffset)
            throw new Error("Overlapping edit");
          startOffset > lastModifiedOffset && spans.push(text7.substring(lastModifiedOffset, startOffset)), e.newText.length && spans.push(e.newText), lastModifiedOffset = document.offsetAt(e.range.end);
        }
        return spans.push(text7.substr(lastModifiedOffset)), spans.join("");
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
        let args = [], range = this.getInstructionRange(), extra = this.document.offsetAt(range.end) - this.document.offsetAt(range.start), fullArgs = this.getTextContent().substring(extra), offset = this.document.offsetAt(range.start) + extra, start = !1, comment = !1, found2 = -1, escapedWhitespaceDetected = !1, escaping = !1, escapeMarker = -1, escapedArg = "";
        for (let i = 0; i < fullArgs.length; i++) {
          let char = fullArgs.charAt(i);
          if (util_1.Util.isWhitespace(char))
            if (escaping) {
              escapedWhitespaceDetected = !0, util_1.Util.isNewline(char) && (escapedWhitespaceDetected = !1, comment && (comment = !1, start = !0));
              continue;
            } else found2 !== -1 && (escapeMarker === -1 ? args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found2), this.document.positionAt(offset + i)))) : args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found2), this.document.positionAt(offset + escapeMarker)))), escapeMarker = -1, escapedArg = "", found2 = -1);
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
                    comment = !1, escaping = !0, start = !0, found2 !== -1 && (escapeMarker = i), i = j;
                    break whitespaceCheck;
                  default:
                    escapeMarker = i, found2 === -1 && (i = j - 1);
                    break whitespaceCheck;
                }
            else if (next === "\r")
              comment = !1, escaping = !0, start = !0, found2 !== -1 && escapeMarker === -1 && (escapeMarker = i), i += 2;
            else if (next === `
`)
              comment = !1, escaping = !0, start = !0, found2 !== -1 && escapeMarker === -1 && (escapeMarker = i), i++;
            else {
              if (escapedWhitespaceDetected && escapeMarker !== -1 && (args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found2), this.document.positionAt(offset + escapeMarker)))), escapedArg = "", found2 = -1), escapeMarker = -1, escapedWhitespaceDetected = !1, escaping = !1, next === "$")
                escapedArg = escapedArg + char + next;
              else {
                if (next === "")
                  break;
                escapedArg = escapedArg + next;
              }
              found2 === -1 && (found2 = i), i++;
            }
          } else comment || (start && char === "#" ? comment = !0 : (escapedWhitespaceDetected && escapeMarker !== -1 && (args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found2), this.document.positionAt(offset + escapeMarker)))), escapedArg = "", found2 = -1), escapedWhitespaceDetected = !1, escaping = !1, escapeMarker = -1, escapedArg = escapedArg + char, found2 === -1 && (found2 = i)), start = !1);
        }
        return found2 !== -1 && (escapeMarker === -1 ? args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found2), this.document.positionAt(offset + fullArgs.length)))) : args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found2), this.document.positionAt(offset + escapeMarker))))), args;
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
        let image2 = this.dockerfile.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0)), envs = image2.getENVs();
        for (let i = envs.length - 1; i >= 0; i--)
          if (envs[i].isBefore(line)) {
            for (let property of envs[i].getProperties())
              if (property.getName() === variable)
                return !1;
          }
        let args = image2.getARGs();
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
        let text7 = this.document.getText(candidateRange);
        if (startArg.getValue().startsWith("<<-")) {
          let index2 = 0;
          for (; text7.charAt(index2) === "	"; )
            index2++;
          return text7.substring(index2) === name ? vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(candidateRange.start.line, index2), candidateRange.end) : null;
        }
        return text7 === name ? candidateRange : null;
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
              let range = arg.getRange(), rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end)), nameIndex = value.indexOf("="), index2 = rawValue.indexOf("="), firstMatch = !1, secondMatch = !1, startIndex = -1;
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
              if (index2 === -1)
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2), vscode_languageserver_types_1.Range.create(nameStart, range.end), null, null));
              else if (index2 === value.length - 1) {
                let nameEnd = this.document.positionAt(this.document.offsetAt(range.start) + index2);
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, index2), vscode_languageserver_types_1.Range.create(nameStart, nameEnd), "", vscode_languageserver_types_1.Range.create(range.end, range.end)));
              } else {
                let nameEnd = this.document.positionAt(this.document.offsetAt(range.start) + index2);
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, nameIndex), vscode_languageserver_types_1.Range.create(nameStart, nameEnd), value.substring(nameIndex + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(this.document.offsetAt(range.start) + index2 + 1), range.end)));
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
        let escaped2 = !1, rawValue = "", value = this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
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
                    escaped2 = !0, i = j;
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
              escaped2 || (rawValue = rawValue + char);
              break;
            case "#":
              if (escaped2)
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
              rawValue = rawValue + char, escaped2 = !1;
              break;
          }
        }
        return rawValue;
      }
      static getNameRange(document, arg) {
        let value = arg.getValue(), index2 = value.indexOf("=");
        if (index2 !== -1) {
          let initial = value.charAt(0), before = value.charAt(index2 - 1);
          if (initial === '"' && before === '"' || initial === "'" && before === "'" || initial !== '"' && initial !== "'")
            return vscode_languageserver_types_1.Range.create(arg.getRange().start, document.positionAt(document.offsetAt(arg.getRange().start) + index2));
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
        let escaped2 = !1, skip = util_1.Util.findLeadingNonWhitespace(value, escapeChar);
        skip !== 0 && value.charAt(skip) === "#" && (escaped2 = !0), value = value.substring(skip);
        let first2 = value.charAt(0), last = value.charAt(value.length - 1), literal3 = first2 === "'" || first2 === '"', inSingle = first2 === "'" && last === "'", inDouble = !1;
        if (first2 === '"')
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
                      escaped2 = !0, i = j;
                      continue parseValue;
                    default:
                      if (!inDouble && !inSingle && !literal3) {
                        char2 === escapeChar ? (escapedValue = escapedValue + char, i = i + 1) : (escapedValue = escapedValue + char + char2, i = j);
                        continue parseValue;
                      }
                      break whitespaceCheck;
                  }
                }
              if (inDouble) {
                char === "\r" ? (escaped2 = !0, i = i + 2) : char === `
` ? (escaped2 = !0, i++) : char !== '"' && (char === escapeChar && i++, escapedValue = escapedValue + escapeChar);
                continue parseValue;
              } else if (inSingle || literal3) {
                char === "\r" ? (escaped2 = !0, i = i + 2) : char === `
` ? (escaped2 = !0, i++) : escapedValue = escapedValue + escapeChar;
                continue parseValue;
              } else char === escapeChar ? (escapedValue = escapedValue + escapeChar, i++) : char === "\r" ? (escaped2 = !0, i = i + 2) : char === `
` ? (escaped2 = !0, i++, start = i) : (escapedValue = escapedValue + char, i++);
              break;
            case " ":
            case "	":
              escaped2 && commentCheck === -1 && (commentCheck = i), escapedValue = escapedValue + char;
              break;
            case "\r":
              i++;
            case `
`:
              escaped2 && commentCheck !== -1 && (escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck - 1)), commentCheck = -1);
              break;
            case "#":
              if (escaped2) {
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
              escaped2 && (escaped2 = !1, commentCheck = -1), escapedValue = escapedValue + char;
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
            let text7 = this.document.getText(), start = args[1].getRange().start, end = args[args.length - 1].getRange().end;
            text7 = text7.substring(this.document.offsetAt(start), this.document.offsetAt(end)), this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], new argument_1.Argument(text7, vscode_languageserver_types_1.Range.create(args[1].getRange().start, args[args.length - 1].getRange().end)))];
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
        let index2 = content.length;
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
                    index2 = j;
                    break newlineCheck;
                }
              break whitespaceCheck;
            default:
              index2 = i;
              break whitespaceCheck;
          }
        return index2;
      }
      getPropertyArguments() {
        let args = [], range = this.getInstructionRange(), instructionNameEndOffset = this.document.offsetAt(range.end), extra = instructionNameEndOffset - this.document.offsetAt(range.start), content = this.getTextContent(), fullArgs = content.substring(extra), start = util_1.Util.findLeadingNonWhitespace(fullArgs, this.escapeChar);
        if (start === -1)
          return [];
        let startPosition = this.document.positionAt(instructionNameEndOffset + start), escaped2 = range.start.line !== startPosition.line, endingEscape = !1, mark = -1, end = this.findTrailingNonWhitespace(fullArgs);
        content = fullArgs.substring(start, end + 1);
        let argStart = escaped2 ? -1 : 0, spaced = !1;
        argumentLoop: for (let i = 0; i < content.length; i++) {
          let char = content.charAt(i);
          switch (char) {
            case this.escapeChar:
              if (i + 1 === content.length) {
                endingEscape = !0;
                break argumentLoop;
              }
              switch (escaped2 || (mark = i), content.charAt(i + 1)) {
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
                        escaped2 = !0, i = j;
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
                  escaped2 = !0, i = i + 1;
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
              escaped2 ? argStart !== -1 && (spaced = !0) : argStart !== -1 && (args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i)))), argStart = -1);
              break;
            case "\r":
              i++;
            case `
`:
              spaced = !1;
              break;
            case "#":
              if (escaped2) {
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
              if (spaced && (this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start), argStart = i, spaced = !1), escaped2 = !1, argStart === -1 && (argStart = i), char === "$" && content.charAt(i + 1) === "{") {
                let singleQuotes = !1, doubleQuotes = !1, escaped3 = !1;
                for (let j = i + 1; j < content.length; j++)
                  switch (content.charAt(j)) {
                    case this.escapeChar:
                      escaped3 = !0;
                      break;
                    case "\r":
                    case `
`:
                      break;
                    case "'":
                      singleQuotes = !singleQuotes, escaped3 = !1;
                      break;
                    case '"':
                      doubleQuotes = !doubleQuotes, escaped3 = !1;
                      break;
                    case " ":
                    case "	":
                      if (escaped3 || singleQuotes || doubleQuotes)
                        break;
                      i = j - 1;
                      continue argumentLoop;
                    case "}":
                      i = j;
                      continue argumentLoop;
                    default:
                      escaped3 = !1;
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
        let commented = !1, escaped2 = !1, name = "";
        for (let i = 0; i < imageName2.length; i++) {
          let ch = imageName2.charAt(i);
          switch (ch) {
            case this.escapeChar:
              escaped2 = !0;
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
              escaped2 ? commented = !0 : (name = name + ch, escaped2 = !1);
              break;
            default:
              commented || (name = name + ch, escaped2 = !1);
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
          let content = this.getRangeContent(range), index2 = this.lastIndexOf(this.document.offsetAt(range.start), content, "@");
          if (index2 !== -1)
            return vscode_languageserver_types_1.Range.create(range.start.line, range.start.character + index2 + 1, range.end.line, range.end.character);
        }
        return null;
      }
      indexOf(documentOffset, content, searchString) {
        let index2 = content.indexOf(searchString), variables = this.getVariables();
        for (let i = 0; i < variables.length; i++) {
          let position = documentOffset + index2, variableRange = variables[i].getRange();
          if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
            let offset = this.document.offsetAt(variableRange.end) - documentOffset, subIndex = content.substring(offset).indexOf(searchString);
            if (subIndex === -1)
              return -1;
            index2 = subIndex + offset, i = -1;
            continue;
          }
        }
        return index2;
      }
      lastIndexOf(documentOffset, content, searchString) {
        let index2 = content.lastIndexOf(searchString), variables = this.getVariables();
        for (let i = 0; i < variables.length; i++) {
          let position = documentOffset + index2, variableRange = variables[i].getRange();
          if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
            if (index2 = content.substring(0, index2).lastIndexOf(searchString), index2 === -1)
              return -1;
            i = -1;
            continue;
          }
        }
        return index2;
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
        let path2 = this.getPath();
        if (path2 === null || path2.startsWith("/"))
          return path2;
        let startLine = this.getRange().start.line, hierarchy2 = this.dockerfile.getStageHierarchy(startLine);
        for (let i = hierarchy2.length - 1; i >= 0; i--) {
          let workdirs = hierarchy2[i].getWORKDIRs();
          for (let j = workdirs.length - 1; j >= 0; j--)
            if (workdirs[j].getRange().start.line < startLine) {
              let parent = workdirs[j].getAbsolutePath();
              return parent == null ? void 0 : parent.endsWith("/") ? parent + path2 : parent + "/" + path2;
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
        let image2 = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        if (image2 === null)
          return;
        let resolvedVariable = image2.resolveVariable(variable, line);
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
        let image2 = this.getContainingImage(vscode_languageserver_types_1.Position.create(currentLine, 0));
        return image2 ? image2.getAvailableVariables(currentLine) : [];
      }
      getParentStage(image2) {
        let templateFrom = image2.getFROM(), imageName2 = templateFrom === null ? null : templateFrom.getImageName();
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
        let image2 = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        if (image2 === null)
          return [];
        let stages = [image2], stage = this.getParentStage(image2);
        for (; stage !== null; )
          stages.splice(0, 0, stage), stage = this.getParentStage(stage);
        return stages;
      }
      getAvailableWorkingDirectories(line) {
        let availableDirectories = /* @__PURE__ */ new Set();
        for (let image2 of this.getStageHierarchy(line))
          for (let workdir of image2.getWORKDIRs())
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
        let escaped2 = !1;
        argumentsCheck: for (let i = offset + 1; i < this.buffer.length; i++)
          switch (this.buffer.charAt(i)) {
            case "\r":
            case `
`:
              if (escaped2)
                continue;
              return this.processHeredocs(this.createInstruction(dockerfile, instruction, start, instructionEnd, i), i);
            case this.escapeChar:
              let next = this.buffer.charAt(i + 1);
              if (next === `
` || next === "\r")
                escaped2 = !0, i++;
              else if (next === " " || next === "	") {
                for (let j = i + 2; j < this.buffer.length; j++)
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case `
`:
                      escaped2 = !0;
                    default:
                      i = j;
                      continue argumentsCheck;
                  }
                return this.buffer.length;
              }
              continue;
            case "#":
              if (escaped2) {
                i = this.processComment(dockerfile, i);
                continue argumentsCheck;
              }
              break;
            case " ":
            case "	":
              break;
            default:
              escaped2 && (escaped2 = !1);
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
    var DockerfileParser4;
    (function(DockerfileParser5) {
      function parse4(content) {
        return new parser_1.Parser().parse(content);
      }
      DockerfileParser5.parse = parse4;
    })(DockerfileParser4 || (exports2.DockerfileParser = DockerfileParser4 = {}));
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
function parseChain(dockerfile, target2) {
  let stages = parseStages(dockerfile), all = import_dockerfile_ast2.DockerfileParser.parse(dockerfile).getInstructions(), rows2 = dockerfile.split(`
`), index2 = target2 === null ? stages.length - 1 : stages.findLastIndex(({ name }) => name === target2.toLowerCase()), instructions = [], outermost;
  for (; index2 >= 0; index2 = parentOf(stages, index2)) {
    let stage = stages[index2];
    if (stage === void 0) return null;
    outermost = stage;
    let end = stages[index2 + 1]?.line ?? Number.POSITIVE_INFINITY;
    instructions = [...all.flatMap((instruction) => {
      let { start, end: last } = instruction.getRange(), lines2 = [start.line + 1, last.line + 1];
      return lines2[0] <= stage.line || lines2[0] >= end ? [] : [{ keyword: instruction.getKeyword(), stage: stage.name, lines: lines2, text: oneLine2(rows2, lines2) }];
    }), ...instructions];
  }
  return outermost === void 0 ? null : { base: outermost.base, instructions };
}
function oneLine2(rows2, [first2, last]) {
  return rows2.slice(first2 - 1, last).join(" ").replace(/\\\s+/g, " ").replace(/\s+/g, " ").trim();
}
function parentOf(stages, index2) {
  let base = stages[index2]?.base.toLowerCase();
  return stages.slice(0, index2).findLastIndex(({ name }) => name !== null && name === base);
}
var import_dockerfile_ast2, init_instructions = __esm({
  "src/dockerfile/instructions.ts"() {
    "use strict";
    import_dockerfile_ast2 = __toESM(require_main(), 1);
    init_stages();
  }
});

// src/analysis/history.ts
function readOriginsFromHistory(history, dockerfile, target2, file) {
  let chain = parseChain(dockerfile, target2);
  if (chain === null) return null;
  let start = history.length - chain.instructions.length, made = chain.instructions.map((instruction, index2) => ({
    instruction,
    entry: history[start + index2]
  }));
  return made.every(({ instruction, entry }) => keywordOf(entry?.createdBy ?? "") === instruction.keyword) ? {
    knownBy: "history",
    // Variables in FROM are not expanded here, and history does not tell the digest.
    base: {
      name: chain.base,
      from: chain.base,
      digest: null,
      layers: history.slice(0, start).filter(({ emptyLayer }) => !emptyLayer).length
    },
    own: made.filter(({ entry }) => entry?.emptyLayer === !1).map(({ instruction: { stage, lines: lines2, text: text7 } }) => ({
      kind: "instruction",
      stage,
      file,
      lines: lines2,
      instruction: text7
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

// src/secrets/private-keys.ts
function privateKeyIn(text7) {
  if (text7.startsWith("PuTTY-User-Key-File-"))
    return /^Private-Lines: [1-9]/m.test(text7) ? "a private key (PuTTY)" : null;
  if (!text7.includes("PRIVATE KEY") && !text7.includes("private-key")) return null;
  if (text7.includes("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----")) return "a private key (ssh.com)";
  if (/^(?:Key: )?\((?:\d\d:)?(?:protected-)?private-key/m.test(text7)) return "a private key (GnuPG)";
  for (let { index: index2, 0: begin, 1: kind2 = "" } of text7.matchAll(BEGIN)) {
    let start = index2 + begin.length, words5 = KINDS[kind2]?.(text7.slice(start, start + ENOUGH));
    if (words5 != null) return words5;
  }
  return null;
}
function mayBeKey(start) {
  return HEADS.some((head) => {
    let length = Math.min(head.length, start.length);
    return start[0] === head[0] && head.compare(start, 0, length, 0, length) === 0;
  });
}
function classic(kind2) {
  return (body2) => isSequence(body2) ? `a private key (${kind2})` : /^\s*Proc-Type: 4,ENCRYPTED/.test(plain(body2)) && contentOf(body2) !== null ? `a private key (${kind2}, encrypted)` : null;
}
function isSequence(body2) {
  return contentOf(body2)?.[0] === 48;
}
function contentOf(body2) {
  let rows2 = plain(body2).split(`
`).map((row2) => row2.trim()), end = rows2.findIndex((row2) => row2.startsWith("-----END")), encoded = rows2.slice(0, end < 0 ? rows2.length : end).filter((row2) => !/^[A-Za-z-]{1,30}: /.test(row2)).join("").slice(0, LEAST4);
  return new RegExp(`^[A-Za-z0-9+/]{${LEAST4}}$`).test(encoded) ? Buffer.from(encoded, "base64") : null;
}
function plain(body2) {
  return body2.replace(/\\r/g, "").replace(/\\n/g, `
`);
}
var HEADS, BEGIN, ENOUGH, KINDS, LEAST4, init_private_keys = __esm({
  "src/secrets/private-keys.ts"() {
    "use strict";
    HEADS = [
      Buffer.from("-----BEGIN "),
      Buffer.from("\uFEFF-----BEGIN "),
      Buffer.from("\uFEFF-----BEGIN ", "utf16le"),
      Buffer.from("---- BEGIN SSH2 ENCRYPTED"),
      Buffer.from("PuTTY-User-Key-File-"),
      Buffer.from("Bag Attributes")
    ], BEGIN = /-----BEGIN ([A-Z]{0,10} ?)PRIVATE KEY(?: BLOCK)?-----/g, ENOUGH = 1e3, KINDS = {
      "": (body2) => isSequence(body2) ? "a private key" : null,
      "RSA ": classic("RSA"),
      "EC ": classic("EC"),
      "DSA ": classic("DSA"),
      "ENCRYPTED ": (body2) => isSequence(body2) ? "a private key (encrypted)" : null,
      "OPENSSH ": (body2) => contentOf(body2)?.toString("latin1", 0, 14) === "openssh-key-v1" ? "a private key (OpenSSH)" : null,
      "PGP ": (body2) => (contentOf(body2)?.[0] ?? 0) >= 128 ? "a private key (PGP)" : null
    };
    LEAST4 = 60;
  }
});

// src/secrets/values.ts
function isPlaceholder(value) {
  return value === "" || NOTHING.test(value) || REFERENCE.test(value) || FILLER.test(value);
}
function isSecretValue(value) {
  return value.length >= LEAST5 && !isPlaceholder(value) && !COMMON.test(value) && !/\s/.test(value);
}
function isSecretName(name) {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
}
function isTyped(characters) {
  return new Set(characters).size < 8 || /x{6}|012345|123456|abcdef|example|your|token|dummy/i.test(characters);
}
function unquoted(value) {
  let text7 = value.trim(), quote = text7[0];
  if (quote !== '"' && quote !== "'") return text7.replace(/(?:^|\s)#.*$/s, "").trimEnd();
  let end = text7.indexOf(quote, 1);
  return end < 0 ? text7.slice(1) : text7.slice(1, end);
}
var LEAST5, NOTHING, REFERENCE, FILLER, COMMON, SECRET_NAME, PUBLIC_NAME, init_values = __esm({
  "src/secrets/values.ts"() {
    "use strict";
    LEAST5 = 6, NOTHING = /^(?:null|nil|none|undefined|true|false|yes|no|on|off|\d{1,8}|(.)\1*)$/is, REFERENCE = /^\$[A-Za-z_({]|\$\{|\$\(|\{\{|^<|^\[|^%|^@.*@$|^#\{|^(?:ENC[[(]|!|encrypted:|\{.*\}$|op:|vault:|arn:|sm:|ref\+|env:)|process\.env|environ/s, FILLER = /change_?-?me|example|placeholder|password|secret|12345|abcdef|x{4}|\*{3}|\.{3}|(?:^|[^a-z])(?:your|my|change|replace|insert|enter|sample|dummy|fake|mock|test|testing|demo|dev|development|local|default|redacted|removed|hidden|pass|token|key|todo|fixme|foo|bar|insecure|unsafe|some|here)(?:[^a-z]|$)/i, COMMON = /^(?:[a-z]{1,15}|[A-Z][a-z]{1,14}|[A-Z]{1,15}|(?:\.{0,2}|~)\/.*|[A-Za-z]:\\.*|[a-z][a-z+.-]{1,20}:\/\/.*)$/s, SECRET_NAME = /(?:SECRET|PASSWORD|PASSWD|PASSPHRASE|TOKEN|API_?KEY|SECRET_?KEY(?:_BASE)?|SECRET_?ACCESS_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|MASTER_?KEY|STORAGE_?KEY|ACCOUNT_?KEY|AUTH_?KEY|(?:^|_)(?:APP_KEY|PASS|PWD|PAT|CREDENTIALS?))(?:_PROD(?:UCTION)?|_LIVE|_\d+)?$/i, PUBLIC_NAME = /PUBLIC|PUBLISHABLE|^(?:VITE|REACT_APP|VUE_APP|GATSBY|EXPO)_|FIREBASE|MAPS|ALGOLIA_SEARCH|TEST|DUMMY/i;
  }
});

// src/secrets/tokens.ts
function tokenIn(text7) {
  if (!STARTS.test(text7)) return null;
  for (let { what, pattern } of TOKENS)
    for (let [, random = ""] of text7.matchAll(pattern)) if (!isTyped(random)) return what;
  return awsKeyIn(text7) ?? googleKeyIn(text7);
}
function token(what, starts, random) {
  let pattern = new RegExp(`(?<![\\w-])${anyOf(starts)}(${random.source})(?![\\w-])`, "g");
  return { what, starts, pattern };
}
function anyOf(texts) {
  return `(?:${texts.map((text7) => text7.replaceAll(".", "\\.")).join("|")})`;
}
function awsKeyIn(text7) {
  if (!text7.includes("AKIA") || !/(?<!\w)AKIA[A-Z2-7]{16}(?!\w)/.test(text7)) return null;
  let secrets2 = text7.matchAll(
    /secret_?(?:access_?)?key["']?\s{0,9}[:=]\s{0,9}["']?([A-Za-z0-9/+]{40})(?![\w/+=])/gi
  );
  for (let [, secret3 = ""] of secrets2) if (!isTyped(secret3)) return "an AWS secret key";
  return null;
}
function googleKeyIn(text7) {
  if (!text7.includes("AIza") || /firebase|authDomain|mobilesdk|maps/i.test(text7)) return null;
  for (let [, key2 = ""] of text7.matchAll(/(?<![\w-])AIza([\w-]{35})(?![\w-])/g))
    if (!isTyped(key2)) return "a Google API key";
  return null;
}
var TOKENS, STARTS, init_tokens = __esm({
  "src/secrets/tokens.ts"() {
    "use strict";
    init_values();
    TOKENS = [
      token("a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], /[A-Za-z0-9]{36,255}/),
      token("a GitHub token", ["github_pat_"], /[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/),
      token("a GitLab token", ["glpat-", "gldt-", "glrt-"], /[\w-]{20,64}/),
      token("a Slack token", ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-"], /\d[\w-]{20,250}/),
      token("a Slack webhook", ["https://hooks.slack.com/services/"], /T\w{8,12}\/B\w{8,12}\/\w{24}/),
      token("a Stripe key", ["sk_live_", "rk_live_"], /[A-Za-z0-9]{20,250}/),
      token("an npm token", ["npm_"], /[A-Za-z0-9]{36}/),
      token("a PyPI token", ["pypi-AgE"], /[\w-]{50,500}/),
      token("a SendGrid key", ["SG."], /[\w-]{22}\.[\w-]{43}/),
      token("an Anthropic key", ["sk-ant-"], /[a-z]{2,10}\d\d-[\w-]{80,250}/),
      token("an OpenAI key", ["sk-proj-", "sk-svcacct-", "sk-admin-"], /[\w-]{40,250}/),
      token("an OpenAI key", ["sk-"], /[A-Za-z0-9]{48}/),
      token("a Docker Hub token", ["dckr_pat_", "dckr_oat_"], /[\w-]{27,64}/),
      token("a Hugging Face token", ["hf_"], /[A-Za-z]{34}/),
      token("a DigitalOcean token", ["dop_v1_", "doo_v1_"], /[a-f0-9]{64}/),
      token("an age key", ["AGE-SECRET-KEY-1"], /[0-9A-Z]{58}/)
    ], STARTS = new RegExp(anyOf([...TOKENS.flatMap(({ starts }) => starts), "AKIA", "AIza"]));
  }
});

// src/secrets/variables.ts
function secretInVariable(name, value) {
  return tokenIn(`${name}=${value}`) ?? privateKeyIn(value) ?? passwordInUrl(value) ?? (isSecretName(name) && isSecretValue(value) ? "a secret value" : null);
}
function secretInVariables(text7) {
  for (let [, name = "", value = ""] of text7.matchAll(ASSIGNMENT)) {
    let what = secretInVariable(name, unquoted(value));
    if (what !== null) return `${what} (${name})`;
  }
  return null;
}
function passwordInUrl(text7) {
  for (let [, password = "", host = ""] of text7.matchAll(URL_PASSWORD))
    if (isSecretValue(password) && !OWN_HOST.test(host)) return "a URL with a password";
  return null;
}
var ASSIGNMENT, URL_PASSWORD, OWN_HOST, init_variables = __esm({
  "src/secrets/variables.ts"() {
    "use strict";
    init_private_keys();
    init_tokens();
    init_values();
    ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w{0,99})[ \t]*=(.*)$/gm, URL_PASSWORD = /:\/\/[^\s:@/"'<>`]{0,200}:([^\s:@/"'<>`]{1,500})@([\w.[-]{1,200})/g, OWN_HOST = /^(?:localhost|127\.|0\.0\.0\.0|\[|host\.docker\.internal|(?:[\w-]{1,60}\.){0,5}example\.)/i;
  }
});

// src/secrets/history.ts
function secretsInHistory(createdBy) {
  let keyword = keywordOf(createdBy), [, count4] = /^(?:RUN )?\|(\d+) /.exec(createdBy) ?? [], all = keyword === "ENV" || keyword === "ARG", found2 = [...createdBy.matchAll(VARIABLE)].slice(0, all ? void 0 : Number(count4 ?? 0)).flatMap(([, name = "", value = ""]) => {
    let what2 = secretInVariable(name, value);
    return what2 === null ? [] : [{ what: what2, name }];
  });
  if (found2.length > 0) return found2;
  let what = tokenIn(createdBy) ?? privateKeyIn(createdBy) ?? passwordInUrl(createdBy);
  return what === null ? [] : [{ what, name: keyword === "" ? "a command" : keyword }];
}
var VARIABLE, init_history2 = __esm({
  "src/secrets/history.ts"() {
    "use strict";
    init_history();
    init_private_keys();
    init_tokens();
    init_variables();
    VARIABLE = /(?:^|\s)([A-Za-z_]\w*)=(\S*)/g;
  }
});

// src/analysis/secrets.ts
function findSecrets(image2, filesystem, layers3, origins) {
  let variables = inEnvironment(image2, origins), set = new Set(variables.map(({ name }) => name));
  return [...inFiles(image2, filesystem, layers3), ...variables, ...inHistory(image2, layers3, origins, set)];
}
function inFiles({ layers: layers3 }, { fileAt }, owners) {
  let first2 = /* @__PURE__ */ new Map();
  return layers3.forEach(({ contents: { secrets: secrets2, entries } }, layer) => {
    for (let { path: path2, what } of secrets2) {
      let entry = entries.findLast((one) => one.kind === "file" && one.path === path2);
      if (entry?.kind !== "file") continue;
      let key2 = `${path2}
${what}
${entry.size}
${entry.crc}`;
      if (first2.has(key2)) continue;
      let now = fileAt(path2), hidden = now === null || !sameContent(now, { entry, layer, names: 1 }), origin = owners[layer]?.origin ?? { kind: "unknown" };
      first2.set(key2, { what, kind: "file", name: path2, origin, hidden });
    }
  }), [...first2.values()];
}
function inEnvironment({ config }, origins) {
  return config.env.flatMap((variable) => {
    let [, name = "", value = ""] = /^([^=]*)=(.*)$/s.exec(variable) ?? [], what = secretInVariable(name, value);
    if (what === null) return [];
    let setter = origins?.variables.findLast((one) => one.name === name);
    return [{ what, kind: "variable", name, origin: setter?.origin ?? otherOrigin(origins), hidden: !1 }];
  });
}
function inHistory({ config: { history } }, owners, origins, set) {
  let first2 = /* @__PURE__ */ new Map(), layer = 0;
  for (let { createdBy, emptyLayer } of history) {
    let keyword = keywordOf(createdBy), owner = emptyLayer ? null : owners[layer]?.origin ?? null;
    emptyLayer || (layer += 1);
    for (let { what, name } of secretsInHistory(createdBy)) {
      if (keyword === "ENV" && set.has(name)) continue;
      let declared = origins?.variables.find((one) => one.name === name)?.origin, origin = owner ?? declared ?? otherOrigin(origins), key2 = name === keyword ? createdBy : name;
      first2.has(key2) || first2.set(key2, { what, kind: "history", name, origin, hidden: !1 });
    }
  }
  return [...first2.values()];
}
function otherOrigin(origins) {
  return { kind: origins === null ? "unknown" : "base" };
}
var init_secrets = __esm({
  "src/analysis/secrets.ts"() {
    "use strict";
    init_history2();
    init_variables();
    init_filesystem();
    init_history();
  }
});

// src/analysis/user.ts
function effectiveUser(image2) {
  let configured = image2.config.user, [userPart = "", groupPart = ""] = split(configured), problem2 = (why) => ({
    configured,
    name: null,
    uid: null,
    gid: null,
    problem: why
  }), passwd = linesOf(image2, "etc/passwd"), asUid = toNumber(userPart === "" ? "0" : userPart), isName = asUid === null;
  if (isName && passwd.problem !== null) return problem2(passwd.problem);
  let entry = passwd.lines.find((fields2) => isName ? fields2[0] === userPart : atoi(fields2[2]) === asUid);
  if (isName && entry === void 0)
    return problem2(`user ${JSON.stringify(userPart)} has no entry in the image's /etc/passwd`);
  let uid = isName ? atoi(entry?.[2]) : asUid;
  if (!inRange(uid)) return problem2(`uid ${uid} is out of the range 0 to ${LAST_ID}`);
  let gid = groupPart === "" ? atoi(entry?.[3]) : groupId(image2, groupPart);
  return typeof gid == "string" ? problem2(gid) : inRange(gid) ? { configured, name: entry?.[0] ?? null, uid, gid, problem: null } : problem2(`gid ${gid} is out of the range 0 to ${LAST_ID}`);
}
function groupId(image2, group) {
  let number3 = toNumber(group);
  if (number3 !== null) return number3;
  let { lines: lines2, problem: problem2 } = linesOf(image2, "etc/group");
  if (problem2 !== null) return problem2;
  let entry = lines2.find((fields2) => fields2[0] === group);
  return entry === void 0 ? `group ${JSON.stringify(group)} has no entry in the image's /etc/group` : atoi(entry[2]);
}
function linesOf(image2, path2) {
  let last = image2.layers.map(({ contents: contents2 }) => contents2.watched.get(path2)).findLast((file) => file !== void 0);
  return last === void 0 || last.kind === "removed" ? { lines: [], problem: null } : last.kind === "other" ? { lines: [], problem: `the image's /${path2} is a ${last.type}, which is not followed` } : {
    lines: new TextDecoder().decode(last.bytes).split(`
`).map((line) => line.trim().split(":")).filter(([name]) => name !== ""),
    problem: null
  };
}
function split(user2) {
  let colon = user2.indexOf(":");
  return colon < 0 ? [user2] : [user2.slice(0, colon), user2.slice(colon + 1)];
}
function toNumber(text7) {
  return /^[+-]?\d+$/.test(text7) ? Number(text7) : null;
}
function atoi(field) {
  return toNumber(field ?? "") ?? 0;
}
function inRange(id) {
  return id >= 0 && id <= LAST_ID;
}
var LAST_ID, init_user2 = __esm({
  "src/analysis/user.ts"() {
    "use strict";
    LAST_ID = 2 ** 31 - 1;
  }
});

// src/analysis/waste.ts
function findWaste({ lost, fileAt }, shares2) {
  let owners = shares2.flatMap((share) => share.positions.map((position) => [position, share])), ownerOf = new Map(owners), groups = /* @__PURE__ */ new Map(), add2 = (hidden, by, how, path2) => {
    let [owner, hider] = [ownerOf.get(hidden.layer), ownerOf.get(by)], { size: size3 } = hidden.entry;
    if (owner === void 0 || hider === void 0 || size3 === 0) return;
    let key2 = `${owner.positions[0]} ${hider.positions[0]} ${how}`, group = groups.get(key2);
    if (group === void 0) {
      groups.set(key2, {
        origin: owner.origin,
        hiddenBy: hider.origin,
        how,
        size: size3,
        files: 1,
        path: path2
      });
      return;
    }
    group.size += size3, group.files += 1, group.path = folderOfBoth(group.path, path2);
  }, isBase = (layer) => ownerOf.get(layer)?.origin.kind === "base", linked = /* @__PURE__ */ new Set();
  for (let { path: path2, file, takenBy, how, last } of lost) {
    if (!isBase(file.layer)) {
      last && add2(file, takenBy, how, path2);
      continue;
    }
    let copy = isBase(takenBy) ? null : fileAt(path2);
    if (!(copy === null || !sameContent(file, copy))) {
      if (copy.names > 1) {
        if (linked.has(copy)) continue;
        linked.add(copy);
      }
      add2(file, copy.layer, "touched", path2);
    }
  }
  return [...groups.values()].map(({ path: path2, ...group }) => ({ ...group, path: `/${path2}` })).sort((one, other) => other.size - one.size);
}
function wastedBytes(waste3) {
  return waste3.reduce((sum2, { origin, size: size3 }) => sum2 + (origin.kind === "base" ? 0 : size3), 0);
}
var init_waste = __esm({
  "src/analysis/waste.ts"() {
    "use strict";
    init_filesystem();
    init_folders();
  }
});

// src/analysis/measure.ts
var measure_exports = {};
__export(measure_exports, {
  STAND_IN_LABEL: () => STAND_IN_LABEL,
  measure: () => measure
});
function measure(image2, origins) {
  let layers3 = image2.layers.map(
    ({ diffId, transferSize: transferSize2, contents: contents2 }, index2) => ({
      diffId,
      size: contents2.size,
      transferSize: transferSize2,
      files: contents2.files,
      origin: originOf(index2, origins)
    })
  ), transfers = layers3.map(({ transferSize: transferSize2 }) => transferSize2), entries = image2.layers.map(({ contents: contents2 }) => contents2.entries), owners = shares({ layers: layers3 }), filesystem = mergeLayers(entries), waste3 = findWaste(filesystem, owners);
  return {
    platform: image2.config.platform,
    size: total(layers3.map(({ size: size3 }) => size3)),
    transferSize: transfers.every((size3) => size3 !== null) ? total(transfers) : null,
    layers: layers3,
    user: effectiveUser(image2),
    wasted: wastedBytes(waste3),
    waste: waste3,
    duplicates: findDuplicates(filesystem, (position) => layers3[position]?.origin.kind !== "base"),
    leftovers: findLeftovers(entries, owners),
    secrets: findSecrets(image2, filesystem, layers3, origins),
    healthcheck: image2.config.healthcheck,
    baseImage: origins === null ? null : {
      ...origins.base,
      knownBy: origins.knownBy,
      size: total(layers3.slice(0, origins.base.layers).map(({ size: size3 }) => size3)),
      standIn: image2.config.labels[STAND_IN_LABEL] ?? null
    }
  };
}
function originOf(index2, origins) {
  return origins === null ? { kind: "unknown" } : index2 < origins.base.layers ? { kind: "base" } : origins.own[index2 - origins.base.layers] ?? { kind: "unknown" };
}
function total(numbers4) {
  return numbers4.reduce((sum2, number3) => sum2 + number3, 0);
}
var STAND_IN_LABEL, init_measure = __esm({
  "src/analysis/measure.ts"() {
    "use strict";
    init_duplicates();
    init_filesystem();
    init_leftovers();
    init_secrets();
    init_shares();
    init_user2();
    init_waste();
    STAND_IN_LABEL = "dev.stagegate.stand-in";
  }
});

// src/analysis/provenance.ts
function readOrigins(provenance, file, target2, linked = {}) {
  let parts = findParts(provenance), root = parts?.steps.at(-1);
  if (parts === null || root === void 0) return null;
  let chain = stepsOfLayers(parts.steps, root.inputs?.[0] ?? null), told = chain.own.map((id) => lineOf2(parts, id)), others = allLinked(linked), fileOf = (text7) => others.find((other) => other.text === text7)?.file ?? file, own = told.flatMap(
    (found2) => found2 === null ? [] : [{ kind: "instruction", file: fileOf(found2.dockerfile.text), ...found2.line }]
  );
  if (own.length < told.length) return null;
  let dockerfile = parts.dockerfiles.find(({ text: text7 }) => fileOf(text7) === file) ?? parts.dockerfiles[0], from = outermostFrom({ file, text: dockerfile?.text ?? "", target: target2, linked });
  if (chain.base === null)
    return { knownBy: "provenance", base: { name: "scratch", from, digest: null, layers: 0 }, own };
  let source = parts.steps.find(({ id }) => id === chain.base)?.op.Op.source?.identifier, layers3 = parts.layers[`${chain.base}:0`]?.[0]?.length;
  return source === void 0 || layers3 === void 0 ? null : { knownBy: "provenance", base: { ...imageName(source), from, layers: layers3 }, own };
}
function linesOfSteps(provenance) {
  let parts = findParts(provenance);
  return parts === null ? /* @__PURE__ */ new Map() : new Map(
    Object.entries(parts.digests).flatMap(([digest, id]) => {
      let found2 = lineOf2(parts, id);
      return found2 === null ? [] : [[digest, found2.line]];
    })
  );
}
function allLinked(linked) {
  return Object.values(linked).flatMap((one) => [one, ...allLinked(one.linked ?? {})]);
}
function outermostFrom({ text: text7, target: target2, linked = {} }) {
  let base = parseChain(text7, target2)?.base ?? null, link = base === null ? void 0 : linked[base];
  return link === void 0 ? base : outermostFrom(link);
}
function lineOf2({ locations, dockerfiles }, id) {
  let [found2, ...others] = (locations[id]?.locations ?? []).filter(({ ranges: ranges2 = [] }) => ranges2.length > 0), dockerfile = dockerfiles[found2?.sourceIndex ?? 0];
  if (found2 === void 0 || dockerfile === void 0) return null;
  let ranges = [found2, ...others].filter(({ sourceIndex }) => sourceIndex === found2.sourceIndex).flatMap((location2) => location2.ranges ?? []), first2 = Math.min(...ranges.map(({ start }) => start.line)), last = Math.max(...ranges.map(({ end }) => end.line));
  return { line: {
    stage: dockerfile.stages.findLast((stage) => stage.line <= first2)?.name ?? null,
    lines: [first2, last],
    instruction: oneLine2(dockerfile.rows, [first2, last])
  }, dockerfile };
}
function findParts(provenance) {
  let { buildConfig, metadata, buildDefinition, runDetails } = provenance ?? {}, definition2 = buildConfig ?? buildDefinition?.internalParameters?.buildConfig, steps = definition2?.llbDefinition, own = metadata?.["https://mobyproject.org/buildkit@v1#metadata"] ?? runDetails?.metadata?.buildkit_metadata, infos = own?.source?.infos ?? [];
  return steps === void 0 || infos[0]?.data === void 0 || own?.source?.locations === void 0 ? null : {
    steps,
    locations: own.source.locations,
    layers: own.layers ?? {},
    digests: definition2?.digestMapping ?? {},
    dockerfiles: infos.map(({ data = "" }) => {
      let text7 = Buffer.from(data, "base64").toString();
      return { text: text7, stages: parseStages(text7), rows: text7.split(`
`) };
    })
  };
}
function stepsOfLayers(steps, from) {
  let byId = new Map(steps.map((step2) => [step2.id, step2])), step = from === null ? void 0 : byId.get(from.split(":")[0] ?? "");
  if (step === void 0) return { base: null, own: [] };
  let { source, exec: exec2, file, merge } = step.op.Op, input = (index2) => index2 === void 0 || index2 < 0 ? null : step.inputs?.[index2] ?? null;
  if (source !== void 0) return { base: step.id, own: [] };
  if (merge !== void 0) {
    let chains = merge.inputs.map(({ input: index2 }) => stepsOfLayers(steps, input(index2 ?? 0)));
    return { base: chains[0]?.base ?? null, own: chains.flatMap(({ own }) => own) };
  }
  let parent = input(exec2 !== void 0 ? exec2.mounts.find(({ dest }) => dest === "/")?.input ?? 0 : file?.actions[0]?.input ?? 0), below = stepsOfLayers(steps, parent);
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
function findOrigins(image2, { file, text: text7, target: target2, linked = {} }, provenance) {
  let fits = (origins2) => origins2 !== null && origins2.base.layers + origins2.own.length === image2.layers.length, exact = readOrigins(provenance, file, target2, linked), origins = fits(exact) ? exact : readOriginsFromHistory(image2.config.history, text7, target2, file);
  return fits(origins) ? { ...origins, variables: variablesOf(parseChain(text7, target2), file) } : null;
}
function variablesOf(chain, file) {
  return (chain?.instructions ?? []).flatMap(({ keyword, stage, lines: lines2, text: text7 }) => {
    if (keyword !== "ENV" && keyword !== "ARG") return [];
    let names2 = text7.matchAll(/^\w+\s+(\w+)|\s(\w+)=/g);
    return Array.from(names2, ([, first2, other = ""]) => {
      let name = first2 ?? other;
      return { name, origin: { kind: "instruction", stage, file, lines: lines2, instruction: `${keyword} ${name}` } };
    });
  });
}
var init_origins = __esm({
  "src/analysis/origins.ts"() {
    "use strict";
    init_instructions();
    init_history();
    init_provenance();
  }
});

// src/bake/definition.ts
function beside({ settings, bake: bake3 }) {
  if (bake3 === null) return {};
  let inline = inlineDockerfile({ settings, bake: bake3 }), rest = without(bake3.attributes, [...SETTLED, ...OF_RESULTS]);
  return inline === null ? rest : { ...rest, "dockerfile-inline": inline };
}
function contentOf2({ settings, bake: bake3 }) {
  if (bake3 === null) return [];
  let own = without(beside({ settings, bake: bake3 }), NO_CONTENT), linked = Object.entries(bake3.linked).map(([name, target2]) => [
    name,
    without(target2, [...NO_CONTENT, ...OF_RESULTS])
  ]);
  return Object.keys(own).length + linked.length === 0 ? [] : [own, linked];
}
function withoutCacheTo(bake3) {
  let linked = Object.entries(bake3.linked).map(([name, target2]) => [name, without(target2, ["cache-to"])]);
  return { ...bake3, linked: Object.fromEntries(linked) };
}
function inlineDockerfile({ settings, bake: bake3 }) {
  return settings.file === null ? bake3?.attributes["dockerfile-inline"] ?? null : null;
}
function readId(id) {
  let at = id.indexOf(LINK);
  return at === -1 ? { target: id, link: null } : { target: id.slice(0, at), link: id.slice(at + LINK.length) };
}
function renamed(contexts, id, { linked }) {
  return mapped(contexts, (source) => {
    let name = linkOf(source);
    return name !== null && Object.hasOwn(linked, name) ? `target:${id}${LINK}${name}` : source;
  });
}
function linkedDefinitions({ id, settings, bake: bake3 }) {
  if (bake3 === null) return [];
  let { folder, machine } = bake3;
  return Object.entries(bake3.linked).map(([name, target2]) => {
    let { context: context2 = ".", contexts = {} } = target2, located = (source) => source !== null && isPath(source) ? (0, import_node_path13.resolve)(folder, source) : source, definition2 = {
      ...without(target2, OF_RESULTS),
      context: located(context2),
      contexts: renamed(mapped(contexts, located), id, bake3),
      secret: csvTexts(target2.secret, machine),
      ssh: sshTexts(target2.ssh, machine),
      "cache-from": csvTexts(target2["cache-from"], machine),
      "cache-to": csvTexts(target2["cache-to"], machine),
      ...settings.platform === null ? {} : { platforms: [settings.platform] }
    };
    return [`${id}${LINK}${name}`, definition2];
  });
}
function mapped(contexts, change) {
  return Object.fromEntries(Object.entries(contexts).map(([key2, source]) => [key2, change(source)]));
}
function without(target2, names2) {
  return Object.fromEntries(Object.entries(target2).filter(([name]) => !names2.includes(name)));
}
var import_node_path13, SETTLED, OF_RESULTS, NO_CONTENT, LINK, init_definition = __esm({
  "src/bake/definition.ts"() {
    "use strict";
    import_node_path13 = require("node:path");
    init_settings3();
    init_target();
    SETTLED = [
      "context",
      "dockerfile",
      "dockerfile-inline",
      "target",
      "args",
      "contexts",
      "platforms",
      "secret",
      "ssh",
      "cache-from",
      "cache-to",
      "no-cache",
      "pull"
    ], OF_RESULTS = ["output", "tags", "attest", "annotations", "call", "description"];
    NO_CONTENT = [
      "secret",
      "ssh",
      "cache-from",
      "cache-to",
      "no-cache",
      "no-cache-filter",
      "pull",
      "entitlements"
    ];
    LINK = "__";
  }
});

// src/build/warnings.ts
function readWarning({ vertex, short, detail = [], url = "", range = [] }) {
  let first2 = Math.min(...range.map(({ start }) => start.line)), last = Math.max(...range.map(({ end }) => end.line));
  return {
    vertex,
    text: decode(short ?? ""),
    detail: detail.map(decode).join(" "),
    url,
    lines: range.length === 0 ? null : [first2, last]
  };
}
function decode(base64) {
  return Buffer.from(base64, "base64").toString();
}
var init_warnings = __esm({
  "src/build/warnings.ts"() {
    "use strict";
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
  let match2 = /^\[(?:\S+\/\S+ )?(?:(\S+) +)?\d+\/\d+\] (?!FROM )(.*)$/s.exec(name);
  return match2 === null ? null : { stage: match2[1] ?? null, instruction: match2[2] ?? "" };
}
var LONGEST_LOG, Progress, init_progress = __esm({
  "src/build/progress.ts"() {
    "use strict";
    init_definition();
    init_warnings();
    LONGEST_LOG = 64 * 1024, Progress = class {
      /** In the order in which BuildKit named them. */
      steps = /* @__PURE__ */ new Map();
      /** In BuildKit's order; the same once for each target that shares the step. */
      warnings = [];
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
          let text7 = Buffer.from(data, "base64").toString();
          this.#change(vertex, (step) => ({ ...step, log: (step.log + text7).slice(-LONGEST_LOG) }));
        }
        for (let warning of event.warnings ?? []) this.warnings.push(readWarning(warning));
      }
      #change(digest, change) {
        let before = this.steps.get(digest), after = change(
          before ?? {
            digest,
            name: "",
            targets: [],
            link: null,
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
        let { target: target2, link, name } = this.#parseName(vertex.name ?? ""), canceled = vertex.error?.endsWith("context canceled") === !0;
        return {
          ...step,
          name: name === "" ? step.name : name,
          targets: target2 === null || step.targets.includes(target2) ? step.targets : [...step.targets, target2],
          link: step.link ?? link,
          started: vertex.started === void 0 ? step.started : Date.parse(vertex.started),
          completed: vertex.completed === void 0 || canceled ? null : Date.parse(vertex.completed),
          cached: vertex.cached ?? step.cached,
          error: canceled ? "" : vertex.error ?? step.error
        };
      }
      /** Bake puts a target's name into the brackets, where there are several targets. */
      #parseName(name) {
        let [, id = "", rest = ""] = /^\[(\S+?)(?: |(?=\]))(.*)$/s.exec(name) ?? [], { target: target2, link } = readId(id);
        if (this.#targets.includes(target2))
          return { target: target2, link, name: rest.startsWith("]") ? rest.slice(1).trim() : `[${rest}` };
        let [only, ...others] = this.#targets;
        return { target: others.length === 0 ? only ?? null : null, link: null, name };
      }
    };
  }
});

// src/analysis/steps.ts
function stepReports(results) {
  let lines2 = new Map(results.flatMap(({ provenance }) => [...linesOfSteps(provenance)])), own = results.flatMap(({ steps }) => steps).flatMap((step) => {
    let found2 = stageStep(step.name);
    return found2 === null ? [] : [{ ...step, stage: found2.stage, at: lines2.get(step.digest) ?? null }];
  }), first2 = Math.min(...own.flatMap(({ started }) => started ?? [])), reports = /* @__PURE__ */ new Map();
  for (let { digest, stage, started, completed, cached, at } of own) {
    let key2 = at === null ? digest : `${at.lines} ${at.instruction}`, ran = !cached && started !== null;
    reports.has(key2) && !ran || reports.set(key2, {
      stage,
      instruction: at?.instruction ?? null,
      lines: at?.lines ?? null,
      started: ran ? started - first2 : null,
      duration: ran && completed !== null ? completed - started : null,
      cached
    });
  }
  return [...reports.values()].sort(
    (a, b) => (a.started ?? Number.POSITIVE_INFINITY) - (b.started ?? Number.POSITIVE_INFINITY) || 0
  );
}
var init_steps = __esm({
  "src/analysis/steps.ts"() {
    "use strict";
    init_progress();
    init_provenance();
  }
});

// src/analysis/tests.ts
function testReport({ stage }, result3) {
  let own = (result3?.steps ?? []).filter(({ name }) => stageStep(name)?.stage === stage?.toLowerCase()), started = own.flatMap((step) => step.started ?? []), completed = own.flatMap((step) => step.completed ?? []), failure = result3?.failure ?? null;
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
async function examine(job, { results, contexts }, world) {
  let result3 = job.main === null ? void 0 : results.get(job.main.id), { how } = job.image, provenance = how.kind === "built" && how.isFetched ? null : result3?.provenance, measured = result3?.failure ?? await readAndMeasure(job, provenance, world.readImage), failed = "kind" in measured;
  return {
    image: job.image,
    measurement: failed ? null : measured,
    failure: failed ? measured : null,
    tests: job.tests.map((test2) => testReport(test2, results.get(test2.id))),
    steps: stepReports(targetsOf([job]).flatMap(({ id }) => results.get(id) ?? [])),
    checks: distinctChecks(targetsOf([job]).flatMap(({ id }) => results.get(id)?.checks ?? [])),
    context: (job.isJudged ? contexts.get(job.image.name) : null) ?? null,
    smoke: failed ? null : await trial(job, measured.image.healthcheck, world),
    scan: failed || !isScanned(job) ? null : await scan2(job, measured, world.exec)
  };
}
function scan2({ image: image2, source }, { image: { layers: layers3 } }, exec2) {
  let diffIds = layers3.map(({ diffId }) => diffId);
  return scanImage({ source, platform: image2.settings.platform, diffIds }, exec2);
}
async function trial({ image: image2, started }, healthcheck2, world) {
  let { smoke: smoke3, platform, allowRoot } = image2.settings;
  return started === null || smoke3 === null ? null : smokeTest({ ...started, smoke: smoke3, platform, healthcheck: healthcheck2, allowRoot: allowRoot === !0 }, world);
}
async function readAndMeasure({ image: image2, main: main2, source }, provenance, readImage2) {
  try {
    let read3 = await readImage2(source, image2.settings.platform, main2 !== null), origins = image2.builtFrom === null ? null : findOrigins(read3, image2.builtFrom, provenance);
    return { image: measure(read3, origins), entries: read3.layers.map(({ contents: contents2 }) => contents2.entries) };
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return { kind: "unreadable", message: error.hint === null ? error.message : `${error.message}. ${error.hint}`, place: null, log: null };
  }
}
var init_examine = __esm({
  "src/analysis/examine.ts"() {
    "use strict";
    init_checks();
    init_jobs();
    init_errors();
    init_scan();
    init_smoke2();
    init_measure();
    init_origins();
    init_steps();
    init_tests();
  }
});

// src/analysis/forbidden.ts
function findForbidden({ image: image2, entries }, patterns2) {
  if (patterns2.length === 0) return [];
  let patternOf = pathMatcher(patterns2), layers3 = entries.map((own) => own ?? []), { fileAt } = mergeLayers(layers3);
  return layers3.flatMap((own, layer) => {
    let origin = image2.layers[layer]?.origin ?? { kind: "unknown" };
    return own.flatMap((entry) => {
      if (entry.kind !== "file" && entry.kind !== "hard link") return [];
      let pattern = patternOf(entry.path), hidden = fileAt(entry.path)?.layer !== layer;
      return pattern === null || hidden && origin.kind === "base" ? [] : [{ path: entry.path, pattern, origin, size: entry.kind === "file" ? entry.size : 0, hidden }];
    });
  });
}
var init_forbidden = __esm({
  "src/analysis/forbidden.ts"() {
    "use strict";
    init_filesystem();
    init_patterns();
  }
});

// src/analysis/left-out.ts
function leftOut(own, variant2) {
  let [mine, its] = [sizes(own), sizes(variant2)];
  return mine === null || its === null ? [] : WORDS.map((what) => ({ what, size: (its.get(what) ?? 0) - (mine.get(what) ?? 0) })).filter(({ size: size3 }) => size3 !== 0).sort((one, other) => other.size - one.size);
}
function sizes({ image: image2, entries }) {
  let sums = /* @__PURE__ */ new Map();
  for (let [layer, files2] of entries.entries()) {
    if (files2 === null) return null;
    let origin = image2.layers[layer]?.origin ?? { kind: "unknown" };
    for (let file of files2) {
      if (file.kind !== "file") continue;
      let what = sortOf(file, origin);
      sums.set(what, (sums.get(what) ?? 0) + file.size);
    }
  }
  return sums;
}
function sortOf({ path: path2 }, origin) {
  let found2 = findSort(path2);
  return found2 !== null ? KINDS2[found2.value.kind] : isPackageManager(path2) !== null ? PACKAGE_MANAGER : origin.kind === "base" ? BASE : origin.kind === "instruction" && /^(?:COPY|ADD)\b(?!.*\s--from=)/i.test(origin.instruction) ? SOURCES : MADE;
}
var KINDS2, PACKAGE_MANAGER, BASE, SOURCES, MADE, WORDS, PACKAGE_MANAGERS, findSort, isPackageManager, init_left_out = __esm({
  "src/analysis/left-out.ts"() {
    "use strict";
    init_piles();
    init_leftovers();
    init_patterns();
    KINDS2 = {
      "build-tool": "compilers and build tools",
      "package-cache": "caches of package managers",
      "dev-dependency": "packages for development",
      leftover: "documentation, byte code and other remains"
    }, PACKAGE_MANAGER = "package managers", BASE = "the rest of the base image", SOURCES = "files of the build context", MADE = "what the build installed and made", WORDS = [...Object.values(KINDS2), PACKAGE_MANAGER, BASE, SOURCES, MADE], PACKAGE_MANAGERS = [
      "/etc/{apt,dpkg,apk}/**",
      "/{,usr/}{lib,share}/{apt,dpkg,apk}/**",
      "/usr/lib/*/libapt-*.so*",
      "/usr/bin/{apt,apt-*,dpkg,dpkg-*}",
      "/{,usr/}sbin/apk",
      "/var/lib/{apt,dpkg}/**",
      "/usr/{,local/}{lib,share}/node_modules/{npm,corepack,pnpm,yarn}/**",
      "/{opt,usr/share}/yarn*/**",
      "**/{site,dist}-packages/{pip,pip-*,setuptools,setuptools-*,_distutils_hack,pkg_resources,wheel,wheel-*}/**",
      "/usr/{,local/}bin/{npm,npx,yarn,yarnpkg,pnpm,corepack,pip,pip3,pip3.*}"
    ], findSort = sortFinder(SORTS), isPackageManager = pathMatcher(PACKAGE_MANAGERS);
  }
});

// src/dockerfile/copied-paths.ts
function copiedPaths(copy, text7) {
  let { start, end } = copy.getRange(), args = copy.getArguments(), json2 = jsonPaths(oneLine2(text7.split(`
`), [start.line + 1, end.line + 1])), last = args.find((arg) => arg.getValue().startsWith("<<"))?.getRange().start.line ?? Number.POSITIVE_INFINITY, words5 = args.filter((arg) => arg.getRange().start.line <= last).map((arg) => arg.getValue());
  return (json2 ?? words5).slice(0, -1).filter((path2) => !path2.startsWith("<<"));
}
function jsonPaths(line) {
  let list5 = /^\w+(?: --\S+)* (\[.*\])$/.exec(line)?.[1];
  try {
    let parsed2 = JSON.parse(list5 ?? "null");
    return Array.isArray(parsed2) ? parsed2.map(String) : null;
  } catch {
    return null;
  }
}
var init_copied_paths = __esm({
  "src/dockerfile/copied-paths.ts"() {
    "use strict";
    init_instructions();
  }
});

// src/dockerfile/variables.ts
function globalVariables(dockerfile, buildArgs) {
  let values = /* @__PURE__ */ new Map();
  for (let property of dockerfile.getInitialARGs().flatMap((arg) => arg.getProperties())) {
    let name = property.getName(), given = buildArgs?.[name];
    values.set(name, given === void 0 ? expand2(property.getValue() ?? "", values) : given);
  }
  return values;
}
function expand2(text7, values) {
  let known = !0, expanded = text7.replace(
    VARIABLE2,
    (_, plain2, braced, sign, word2) => {
      let value = values.get(plain2 ?? braced ?? "") ?? null;
      return known &&= value !== null, sign === "-" ? value || (word2 ?? "") : (sign === "+" ? value && word2 : value) ?? "";
    }
  );
  return known ? expanded : null;
}
var VARIABLE2, init_variables2 = __esm({
  "src/dockerfile/variables.ts"() {
    "use strict";
    VARIABLE2 = /\$(?:(\w+)|\{(\w+)(?::?([-+])([^{}$]*))?\}|)/g;
  }
});

// src/dockerfile/takes.ts
function neededTakes(dockerfile, targets, naming) {
  let stages = readStages(dockerfile, naming), needed = /* @__PURE__ */ new Set(), open = targets.map(
    (target2) => target2 === null ? stages.length - 1 : stages.findLastIndex(({ name }) => name === target2.toLowerCase())
  );
  for (let index2 = open.pop(); index2 !== void 0; index2 = open.pop())
    if (!needed.has(index2)) {
      needed.add(index2);
      for (let { from } of stages[index2]?.takes ?? []) from.kind === "stage" && open.push(from.index);
    }
  return stages.flatMap(({ takes }, index2) => needed.has(index2) ? takes : []);
}
function readStages(text7, { buildArgs, buildContexts }) {
  let dockerfile = import_dockerfile_ast3.DockerfileParser.parse(text7), variables = globalVariables(dockerfile, buildArgs), contexts = new Set(Object.keys(buildContexts ?? {}).map(familiar)), stages = [];
  for (let instruction of dockerfile.getInstructions())
    if (instruction.getKeyword() === "FROM") {
      let from = instruction, source = namedSource(from.getImage() ?? "", stages, contexts, variables);
      stages.push({
        name: from.getBuildStage()?.toLowerCase() ?? null,
        takes: [{ from: source, paths: [], lines: linesOf2(from) }]
      });
    } else {
      let earlier = stages.slice(0, -1), sourceOf2 = (name) => numberedSource(name, earlier) ?? namedSource(name, earlier, contexts, NONE);
      stages.at(-1)?.takes.push(...takesOf(instruction, sourceOf2, text7));
    }
  return stages.map((stage) => contexts.has(stage.name ?? "") ? { ...stage, takes: [] } : stage);
}
function takesOf(instruction, sourceOf2, text7) {
  let lines2 = linesOf2(instruction), source = (name) => name == null ? CONTEXT : sourceOf2(name);
  switch (instruction.getKeyword()) {
    case "COPY":
    case "ADD": {
      let copy = instruction, from = copy.getFlags().find((flag3) => flag3.getName() === "from");
      return [{ from: source(from?.getValue()), paths: copiedPaths(copy, text7), lines: lines2 }];
    }
    case "RUN":
      return instruction.getFlags().filter((flag3) => flag3.getName() === "mount").flatMap((mount) => {
        let option = (name) => mount.getOption(name)?.getValue() ?? null, from = option("from");
        return from === null && (option("type") ?? "bind") !== "bind" ? [] : [{ from: source(from), paths: [option("source") ?? option("src") ?? "/"], lines: lines2 }];
      });
    default:
      return [];
  }
}
function linesOf2(instruction) {
  let { start, end } = instruction.getRange();
  return [start.line + 1, end.line + 1];
}
function numberedSource(name, earlier) {
  return /^\d+$/.test(name) ? Number(name) < earlier.length ? { kind: "stage", index: Number(name) } : { kind: "other" } : null;
}
function namedSource(written2, earlier, contexts, variables) {
  let name = expand2(written2, variables);
  if (name === null || name === "" || name.endsWith(":")) return { kind: "other" };
  let index2 = earlier.findLastIndex((stage) => stage.name === name.toLowerCase());
  return index2 >= 0 ? { kind: "stage", index: index2 } : name === "scratch" || contexts.has(familiar(name)) ? { kind: "other" } : { kind: "image", name };
}
function familiar(name) {
  return name.replace(/^docker\.io\/(library\/)?/, "").replace(/:latest$/, "");
}
var import_dockerfile_ast3, CONTEXT, NONE, init_takes = __esm({
  "src/dockerfile/takes.ts"() {
    "use strict";
    import_dockerfile_ast3 = __toESM(require_main(), 1);
    init_copied_paths();
    init_variables2();
    CONTEXT = { kind: "context" }, NONE = /* @__PURE__ */ new Map();
  }
});

// src/dockerfile/bases.ts
function unpinnedBases({ file, text: text7, target: target2 }, naming) {
  return neededTakes(text7, [target2], naming).flatMap(
    ({ from, lines: lines2 }) => from.kind === "image" && isUnpinned(from.name) ? [{ image: from.name, place: { file, lines: lines2 } }] : []
  );
}
function isUnpinned(reference) {
  return (/:([^:/]+)$/.exec(reference)?.[1] ?? "latest") === "latest" && !reference.includes("@");
}
var init_bases = __esm({
  "src/dockerfile/bases.ts"() {
    "use strict";
    init_takes();
  }
});

// src/image/entries.ts
async function packEntries(entries) {
  let list5 = new EntryList();
  for (let entry of entries) list5.add(entry);
  return deflate2(Buffer.concat(list5.pages()), OPTIONS2);
}
async function unpackEntries(packed, most = MOST_BYTES) {
  return readPages([await inflate2(packed, { ...OPTIONS2, maxOutputLength: most })]);
}
function writeEntry(entry, page, start) {
  let at = page.writeUInt8(KINDS3.indexOf(entry.kind), start);
  return at = writeText(entry.path, page, at), entry.kind === "file" ? (at = page.writeDoubleLE(entry.size, at), at = page.writeUInt16LE(entry.mode, at), page.writeUInt32LE(entry.crc, at)) : "target" in entry ? writeText(entry.target, page, at) : at;
}
function writeText(text7, page, at) {
  let length = page.write(text7, at + 4);
  return page.writeUInt32LE(length, at) + length;
}
function mostBytes(entry) {
  let target2 = "target" in entry ? entry.target.length : 0;
  return 19 + 3 * (entry.path.length + target2);
}
function readPages(pages) {
  let entries = [];
  for (let page of pages) readPage(page, entries);
  return entries;
}
function readPage(page, entries) {
  let at = 0, text7 = () => {
    let start = at + 4;
    if (at = start + page.readUInt32LE(at), at > page.length) throw new Error("packed entries are cut off");
    return page.toString("utf8", start, at);
  };
  for (; at < page.length; ) {
    let kind2 = KINDS3[page.readUInt8(at)];
    at += 1;
    let path2 = text7();
    if (kind2 === "file") {
      let [size3, mode, crc] = [
        page.readDoubleLE(at),
        page.readUInt16LE(at + 8),
        page.readUInt32LE(at + 10)
      ];
      at += 14, entries.push({ kind: kind2, path: path2, size: size3, mode, crc });
    } else if (kind2 === "hard link" || kind2 === "symlink") entries.push({ kind: kind2, path: path2, target: text7() });
    else if (kind2 !== void 0) entries.push({ kind: kind2, path: path2 });
    else throw new Error("a packed entry is of no known kind");
  }
}
var import_node_util4, zlib, deflate2, inflate2, OPTIONS2, MOST_BYTES, PAGE, EMPTY, EntryList, KINDS3, init_entries = __esm({
  "src/image/entries.ts"() {
    "use strict";
    import_node_util4 = require("node:util"), zlib = __toESM(require("node:zlib"), 1), deflate2 = (0, import_node_util4.promisify)(zlib.deflate), inflate2 = (0, import_node_util4.promisify)(zlib.inflate), OPTIONS2 = { level: 1, chunkSize: 256 * 1024 };
    MOST_BYTES = 512 * 1024 ** 2, PAGE = 64 * 1024, EMPTY = Buffer.alloc(0), EntryList = class {
      #full = [];
      #page = EMPTY;
      #end = 0;
      #last = null;
      #all = null;
      /** Takes an entry, which may still be changed until the next one comes. */
      add(entry) {
        this.#writeLast(), this.#last = entry;
      }
      /** All of them, in the order in which they came; the same objects each time. To call when no more come. */
      all() {
        return this.#all === null && (this.#all = readPages(this.pages()), this.#full = [], this.#page = EMPTY), this.#all;
      }
      /** The same as bytes, one entry after the other, and none over two pages; to call before `all`. */
      pages() {
        return this.#writeLast(), [...this.#full, this.#page.subarray(0, this.#end)];
      }
      #writeLast() {
        let entry = this.#last;
        if (entry === null) return;
        this.#last = null;
        let most = mostBytes(entry);
        this.#end + most > this.#page.length && (this.#full.push(this.#page.subarray(0, this.#end)), this.#page = Buffer.allocUnsafe(Math.max(PAGE, most)), this.#end = 0), this.#end = writeEntry(entry, this.#page, this.#end);
      }
    }, KINDS3 = ["file", "hard link", "directory", "symlink", "other", "removed", "emptied"];
  }
});

// src/baseline/stored.ts
function baselineKey({ settings, bake: bake3, root, store, platform }) {
  let fromRoot = (path2) => (0, import_node_path14.relative)(root, path2).split(import_node_path14.sep).join("/"), { context: context2, file, target: target2, image: image2, buildArgs, buildContexts } = settings, contexts = sorted(buildContexts).map(([key2, source]) => [
    key2,
    source !== null && (0, import_node_path14.isAbsolute)(source) ? fromRoot(source) : source
  ]), parts = [
    METRIC_VERSION,
    store,
    platform,
    fromRoot(context2),
    fromRoot(file ?? (0, import_node_path14.join)(context2, "Dockerfile")),
    target2,
    image2 !== null && (0, import_node_path14.isAbsolute)(image2) ? fromRoot(image2) : image2,
    sorted(buildArgs),
    contexts,
    ...contentOf2({ settings, bake: bake3 })
  ];
  return (0, import_node_crypto4.createHash)("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
function measurementKey(baseline2, commit2) {
  return `stagegate-${baseline2}-${commit2}`;
}
function sorted(record2) {
  return Object.entries(record2 ?? {}).sort(([a], [b]) => a < b ? -1 : 1);
}
async function encodeMeasurement(stored) {
  let { measurement, ...own } = stored, { image: image2, entries } = measurement, packed = await Promise.all(
    image2.layers.map(({ origin }, index2) => {
      let inLayer = origin.kind === "base" ? null : entries[index2] ?? null;
      return inLayer === null ? null : packEntries(inLayer);
    })
  ), head = { ...own, image: image2, packed: packed.map((bytes) => bytes?.length ?? null) }, json2 = await deflate4(JSON.stringify(head)), length = Buffer.alloc(4);
  length.writeUInt32BE(json2.length);
  let rest = Buffer.concat([length, json2, ...packed.filter((bytes) => bytes !== null)]);
  return Buffer.concat([MAGIC, checksum(rest), rest]);
}
async function decodeMeasurement(bytes) {
  try {
    return await decode2(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch {
    return null;
  }
}
async function decode2(bytes) {
  let rest = bytes.subarray(MAGIC.length + SUM_LENGTH), sum2 = bytes.subarray(MAGIC.length, MAGIC.length + SUM_LENGTH);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || !sum2.equals(checksum(rest))) return null;
  let jsonEnd = 4 + rest.readUInt32BE(0), json2 = await inflate4(rest.subarray(4, jsonEnd), { maxOutputLength: LARGEST_HEAD }), { image: image2, packed, ...own } = parse(headShape, JSON.parse(json2.toString("utf8")));
  if (packed.length !== image2.layers.length) return null;
  let entries = [], at = jsonEnd;
  for (let length of packed)
    entries.push(length === null ? null : await unpackEntries(rest.subarray(at, at + length))), at += length ?? 0;
  return at === rest.length ? { ...own, measurement: { image: image2, entries } } : null;
}
function checksum(bytes) {
  return (0, import_node_crypto4.createHash)("sha256").update(bytes).digest();
}
var import_node_crypto4, import_node_path14, import_node_util5, zlib2, METRIC_VERSION, MAGIC, LARGEST_HEAD, deflate4, inflate4, SUM_LENGTH, headShape, init_stored = __esm({
  "src/baseline/stored.ts"() {
    "use strict";
    import_node_crypto4 = require("node:crypto"), import_node_path14 = require("node:path"), import_node_util5 = require("node:util"), zlib2 = __toESM(require("node:zlib"), 1);
    init_dist();
    init_definition();
    init_entries();
    init_measured();
    METRIC_VERSION = 2;
    MAGIC = Buffer.from(`stagegate measurement 1
`), LARGEST_HEAD = 16 * 1024 * 1024, deflate4 = (0, import_node_util5.promisify)(zlib2.deflate), inflate4 = (0, import_node_util5.promisify)(zlib2.inflate);
    SUM_LENGTH = 32;
    headShape = object({
      metricVersion: number(),
      commit: string(),
      engine: nullable(engineShape),
      image: imageShape,
      packed: array(nullable(number()))
    });
  }
});

// src/baseline/baseline.ts
function settleBaseline(found2, name, after, examined) {
  let base = found2.kind === "given" ? null : found2.base ?? null, settings = base?.requested.settings ?? null, told = {
    commit: found2.kind === "stored" ? found2.stored.commit : base?.commit ?? null,
    name: found2.kind === "given" ? found2.name : base?.branch ?? null,
    behind: found2.kind === "stored" ? found2.behind : 0
  }, without2 = (state, why, log = null) => ({
    report: { ...told, state, why, log, image: null },
    measurement: null,
    settings
  });
  if (found2.kind === "none") return without2("none", found2.why);
  if (found2.kind === "stored" && found2.stored.metricVersion !== METRIC_VERSION)
    return without2("refused", `other metric version (${found2.stored.metricVersion}, now ${METRIC_VERSION})`);
  let measurement = found2.kind === "stored" ? found2.stored.measurement : examined?.measurement ?? null;
  if (measurement === null) {
    let problem2 = examined?.failure?.message ?? "nothing was built", what = found2.kind === "given" ? `${found2.name} cannot be read` : "the base does not build";
    return without2("none", `${what} (${problem2})`, examined?.failure?.log ?? null);
  }
  let { platform, size: size3, transferSize: transferSize2, layers: layers3, baseImage: baseImage2 } = measurement.image;
  if (after !== null && after.image.platform !== platform)
    return without2("refused", `other platform (${platform}, now ${after.image.platform})`);
  let old = base?.requested.name ?? null;
  return {
    report: {
      ...told,
      state: found2.kind,
      why: null,
      log: null,
      image: {
        renamedFrom: old === null || old === name ? null : old,
        target: found2.kind === "stored" ? settings?.target ?? null : found2.image.builtFrom?.target ?? null,
        platform,
        size: size3,
        transferSize: transferSize2,
        layers: layers3.length,
        baseImage: baseImage2?.name ?? null
      }
    },
    measurement,
    settings
  };
}
var init_baseline = __esm({
  "src/baseline/baseline.ts"() {
    "use strict";
    init_stored();
  }
});

// src/analysis/file-changes.ts
function fileChanges(before, after) {
  let folders = groupByFolder(after, before), rows2 = [], open = partsOf(difference2("", 0, folders.flatMap(changedFiles)));
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    let parts = next.name.endsWith("/") ? partsOf(next) : [];
    if (parts.length > 0 && sayMore(parts, next)) for (let part2 of parts) open.push(part2);
    else rows2.push(next);
  }
  return rows2.map((row2) => ({ row: row2, path: pathOf3(row2) })).sort((one, other) => other.row.differs - one.row.differs || (one.path < other.path ? -1 : 1)).slice(0, MOST_ROWS).map(({ row: { files: files2 }, path: path2 }) => ({
    path: `/${path2}`,
    kind: holds(folders, "before", path2) ? holds(folders, "files", path2) ? "changed" : "removed" : "added",
    size: files2.reduce((sum2, { size: size3 }) => sum2 + size3, 0),
    files: files2.length
  }));
}
function difference2(name, length, files2) {
  return { name, length, files: files2, differs: files2.reduce((sum2, { size: size3 }) => sum2 + Math.abs(size3), 0) };
}
function partsOf({ length, files: files2 }) {
  return Array.from(
    groupByPart(files2, length),
    ([name, below]) => difference2(name, length + name.length, below)
  );
}
function pathOf3({ length, files: [first2] }) {
  return first2?.path.slice(0, length) ?? "";
}
function sayMore(parts, { files: files2, differs }) {
  return files2.length <= MOST_FILES ? !0 : parts.map((part2) => part2.differs).sort((one, other) => other - one).slice(0, FEW_CHILDREN).reduce((sum2, part2) => sum2 + part2, 0) >= MOST_OF_IT * differs;
}
function changedFiles({ files: files2, before }) {
  if (files2.length === before.length && files2.every(({ path: path2, size: size3 }, index2) => path2 === before[index2]?.path && size3 === before[index2].size)) return [];
  let sizes2 = /* @__PURE__ */ new Map();
  for (let { path: path2, size: size3 } of before) sizes2.set(path2, (sizes2.get(path2) ?? 0) - size3);
  for (let { path: path2, size: size3 } of files2) sizes2.set(path2, (sizes2.get(path2) ?? 0) + size3);
  return [...sizes2].filter(([, size3]) => size3 !== 0).map(([path2, size3]) => ({ path: path2, size: size3 }));
}
function holds(folders, when2, path2) {
  return path2.endsWith("/") ? folders.some((folder) => folder.path.startsWith(path2) && folder[when2].length > 0) : folders.some(
    (folder) => path2.startsWith(folder.path) && folder[when2].some((file) => file.path === path2)
  );
}
var MOST_ROWS, MOST_FILES, FEW_CHILDREN, MOST_OF_IT, init_file_changes = __esm({
  "src/analysis/file-changes.ts"() {
    "use strict";
    init_folders();
    MOST_ROWS = 10, MOST_FILES = 10, FEW_CHILDREN = 3, MOST_OF_IT = 0.9;
  }
});

// src/analysis/tree.ts
function contentsTree(layers3, before) {
  let show = ({ name, size: size3, files: files2, sizeBefore }) => ({
    name: name.replace(/\/$/, ""),
    size: size3,
    files: files2,
    change: before === null ? null : size3 - sizeBefore,
    children: []
  }), top = growTree(groupByFolder(layers3, before ?? [])), root = show(top), open = largest(partsOf2(top).map((branch) => ({ branch, parent: root })));
  for (let shown3 = 1; shown3 < MOST_NODES; shown3 += 1) {
    let [next, ...others] = open;
    if (next === void 0) break;
    let { branch, parts } = joined2(next.branch), node2 = show(branch);
    next.parent.children.push(node2), open = largest([...others, ...parts.map((part2) => ({ branch: part2, parent: node2 }))]);
  }
  return root;
}
function growTree(all) {
  let root = newFolder2("");
  for (let own of all) {
    let folder = root;
    count3(folder, own);
    for (let part2 of own.path.split("/").slice(0, -1))
      folder = folderIn(folder, `${part2}/`), count3(folder, own);
    folder.inside.own = own;
  }
  return root;
}
function newFolder2(name) {
  return { name, size: 0, sizeBefore: 0, files: 0, inside: { folders: /* @__PURE__ */ new Map(), own: null } };
}
function folderIn({ inside: { folders } }, name) {
  let folder = folders.get(name) ?? newFolder2(name);
  return folders.set(name, folder), folder;
}
function count3(folder, { size: size3, sizeBefore, files: files2 }) {
  folder.size += size3, folder.sizeBefore += sizeBefore, folder.files += files2.length;
}
function partsOf2({ inside }) {
  if (inside === null) return [];
  let { folders, own } = inside;
  return [...folders.values(), ...own === null ? [] : filesOf(own)];
}
function filesOf({ path: path2, files: files2, before }) {
  let [now, old] = [groupByPart(files2, path2.length), groupByPart(before, path2.length)];
  return Array.from(/* @__PURE__ */ new Set([...now.keys(), ...old.keys()]), (name) => ({
    name,
    size: total2(now.get(name)),
    sizeBefore: total2(old.get(name)),
    files: now.get(name)?.length ?? 0,
    inside: null
  }));
}
function joined2(start) {
  let branch = start;
  for (; ; ) {
    let parts = partsOf2(branch), [only] = parts;
    if (only === void 0 || parts.length > 1) return { branch, parts };
    branch = { ...only, name: branch.name + only.name };
  }
}
function largest(candidates) {
  return candidates.filter(({ branch }) => branch.size > 0).sort(({ branch: one }, { branch: other }) => other.size - one.size || (one.name < other.name ? -1 : 1)).slice(0, MOST_NODES);
}
function total2(files2 = []) {
  return files2.reduce((sum2, { size: size3 }) => sum2 + size3, 0);
}
var MOST_NODES, init_tree = __esm({
  "src/analysis/tree.ts"() {
    "use strict";
    init_folders();
    MOST_NODES = 150;
  }
});

// node_modules/diff/libesm/diff/base.js
var Diff, init_base = __esm({
  "node_modules/diff/libesm/diff/base.js"() {
    Diff = class {
      diff(oldStr, newStr, options = {}) {
        let callback;
        typeof options == "function" ? (callback = options, options = {}) : "callback" in options && (callback = options.callback);
        let oldString = this.castInput(oldStr, options), newString = this.castInput(newStr, options), oldTokens = this.removeEmpty(this.tokenize(oldString, options)), newTokens = this.removeEmpty(this.tokenize(newString, options));
        return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
      }
      diffWithOptionsObj(oldTokens, newTokens, options, callback) {
        var _a;
        let done = (value) => {
          if (value = this.postProcess(value, options), callback) {
            setTimeout(function() {
              callback(value);
            }, 0);
            return;
          } else
            return value;
        }, newLen = newTokens.length, oldLen = oldTokens.length, editLength = 1, maxEditLength = newLen + oldLen;
        options.maxEditLength != null && (maxEditLength = Math.min(maxEditLength, options.maxEditLength));
        let maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : 1 / 0, abortAfterTimestamp = Date.now() + maxExecutionTime, bestPath = [{ oldPos: -1, lastComponent: void 0 }], newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
        if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen)
          return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
        let minDiagonalToConsider = -1 / 0, maxDiagonalToConsider = 1 / 0, execEditLength = () => {
          for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
            let basePath, removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
            removePath && (bestPath[diagonalPath - 1] = void 0);
            let canAdd = !1;
            if (addPath) {
              let addPathNewPos = addPath.oldPos - diagonalPath;
              canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
            }
            let canRemove = removePath && removePath.oldPos + 1 < oldLen;
            if (!canAdd && !canRemove) {
              bestPath[diagonalPath] = void 0;
              continue;
            }
            if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos ? basePath = this.addToPath(addPath, !0, !1, 0, options) : basePath = this.addToPath(removePath, !1, !0, 1, options), newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options), basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen)
              return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || !0;
            bestPath[diagonalPath] = basePath, basePath.oldPos + 1 >= oldLen && (maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1)), newPos + 1 >= newLen && (minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1));
          }
          editLength++;
        };
        if (callback)
          (function exec2() {
            setTimeout(function() {
              if (editLength > maxEditLength || Date.now() > abortAfterTimestamp)
                return callback(void 0);
              execEditLength() || exec2();
            }, 0);
          })();
        else
          for (; editLength <= maxEditLength && Date.now() <= abortAfterTimestamp; ) {
            let ret = execEditLength();
            if (ret)
              return ret;
          }
      }
      addToPath(path2, added, removed, oldPosInc, options) {
        let last = path2.lastComponent;
        return last && !options.oneChangePerToken && last.added === added && last.removed === removed ? {
          oldPos: path2.oldPos + oldPosInc,
          lastComponent: { count: last.count + 1, added, removed, previousComponent: last.previousComponent }
        } : {
          oldPos: path2.oldPos + oldPosInc,
          lastComponent: { count: 1, added, removed, previousComponent: last }
        };
      }
      extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
        let newLen = newTokens.length, oldLen = oldTokens.length, oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
        for (; newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options); )
          newPos++, oldPos++, commonCount++, options.oneChangePerToken && (basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: !1, removed: !1 });
        return commonCount && !options.oneChangePerToken && (basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: !1, removed: !1 }), basePath.oldPos = oldPos, newPos;
      }
      equals(left, right, options) {
        return options.comparator ? options.comparator(left, right) : left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
      }
      removeEmpty(array2) {
        let ret = [];
        for (let i = 0; i < array2.length; i++)
          array2[i] && ret.push(array2[i]);
        return ret;
      }
      // eslint-disable-next-line @typescript-eslint/no-unused-vars
      castInput(value, options) {
        return value;
      }
      // eslint-disable-next-line @typescript-eslint/no-unused-vars
      tokenize(value, options) {
        return Array.from(value);
      }
      join(chars) {
        return chars.join("");
      }
      postProcess(changeObjects, options) {
        return changeObjects;
      }
      get useLongestToken() {
        return !1;
      }
      buildValues(lastComponent, newTokens, oldTokens) {
        let components = [], nextComponent;
        for (; lastComponent; )
          components.push(lastComponent), nextComponent = lastComponent.previousComponent, delete lastComponent.previousComponent, lastComponent = nextComponent;
        components.reverse();
        let componentLen = components.length, componentPos = 0, newPos = 0, oldPos = 0;
        for (; componentPos < componentLen; componentPos++) {
          let component = components[componentPos];
          if (component.removed)
            component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count)), oldPos += component.count;
          else {
            if (!component.added && this.useLongestToken) {
              let value = newTokens.slice(newPos, newPos + component.count);
              value = value.map(function(value2, i) {
                let oldValue = oldTokens[oldPos + i];
                return oldValue.length > value2.length ? oldValue : value2;
              }), component.value = this.join(value);
            } else
              component.value = this.join(newTokens.slice(newPos, newPos + component.count));
            newPos += component.count, component.added || (oldPos += component.count);
          }
        }
        return components;
      }
    };
  }
});

// node_modules/diff/libesm/diff/array.js
function diffArrays(oldArr, newArr, options) {
  return arrayDiff.diff(oldArr, newArr, options);
}
var ArrayDiff, arrayDiff, init_array = __esm({
  "node_modules/diff/libesm/diff/array.js"() {
    init_base();
    ArrayDiff = class extends Diff {
      tokenize(value) {
        return value.slice();
      }
      join(value) {
        return value;
      }
      removeEmpty(value) {
        return value;
      }
    }, arrayDiff = new ArrayDiff();
  }
});

// node_modules/diff/libesm/index.js
var init_libesm = __esm({
  "node_modules/diff/libesm/index.js"() {
    init_array();
  }
});

// src/baseline/match-origins.ts
function matchOrigins(before, after) {
  let partners = /* @__PURE__ */ new Map(), pair = (old, now, same) => {
    let free = new Set(old);
    for (let own of now) {
      let partner = [...free].find((candidate) => same(candidate, own));
      partner !== void 0 && (partners.set(own, partner), free.delete(partner));
    }
  }, isLeft = (share) => !partners.has(share) && ![...partners.values()].includes(share), isInstruction = ({ origin }) => origin.kind === "instruction";
  pair(
    before.filter((share) => !isInstruction(share)),
    after.filter((share) => !isInstruction(share)),
    (a, b) => a.origin.kind === b.origin.kind
  );
  let gaps = [{ old: [], now: [] }], [oldLines, newLines] = [before.filter(isInstruction), after.filter(isInstruction)], [oldAt, newAt] = [0, 0];
  for (let { added, removed, count: count4 } of diffArrays(oldLines, newLines, { comparator: isSameLine })) {
    let old = added ? [] : oldLines.slice(oldAt, oldAt + count4), now = removed ? [] : newLines.slice(newAt, newAt + count4);
    if (oldAt += old.length, newAt += now.length, added || removed)
      gaps.at(-1)?.old.push(...old), gaps.at(-1)?.now.push(...now);
    else {
      for (let [index2, own] of now.entries()) pair(old.slice(index2, index2 + 1), [own], () => !0);
      gaps.push({ old: [], now: [] });
    }
  }
  pair(oldLines.filter(isLeft), newLines.filter(isLeft), (a, b) => textOf(a) === textOf(b));
  for (let { old, now } of gaps)
    pair(old.filter(isLeft), now.filter(isLeft), (a, b) => keywordOf2(a) === keywordOf2(b));
  return [
    ...after.map((share) => {
      let partner = partners.get(share);
      return partner === void 0 ? { before: null, after: share } : { before: partner, after: share };
    }),
    ...before.filter(isLeft).map((share) => ({ before: share, after: null }))
  ];
}
function isSameLine(a, b) {
  return stageOf(a) === stageOf(b) && textOf(a) === textOf(b);
}
function stageOf({ origin }) {
  return origin.kind === "instruction" ? origin.stage : null;
}
function textOf({ origin }) {
  return origin.kind === "instruction" ? origin.instruction : "";
}
function keywordOf2(share) {
  return textOf(share).split(" ", 1)[0]?.toUpperCase() ?? "";
}
var init_match_origins = __esm({
  "src/baseline/match-origins.ts"() {
    "use strict";
    init_libesm();
  }
});

// src/baseline/compare.ts
function compare2(before, after) {
  let [old, now] = [before.image, after.image], size3 = now.size - old.size, drift = hasSameFrom(old, now) ? (now.baseImage?.size ?? 0) - (old.baseImage?.size ?? 0) : 0, growth2 = size3 - drift;
  return {
    size: size3,
    transferSize: now.transferSize === null || old.transferSize === null ? null : now.transferSize - old.transferSize,
    layers: now.layers.length - old.layers.length,
    drift,
    growth: growth2,
    growthPercent: old.size === 0 ? null : growth2 / old.size * 100,
    negligible: isNoise(size3, old.size) && isNoise(growth2, old.size),
    origins: matchOrigins(shares(old), shares(now)).map((pair) => originChange(pair, before, after)).filter((change) => change.size !== 0).sort((a, b) => Math.abs(b.size) - Math.abs(a.size))
  };
}
function contents(after, before) {
  return (before === null ? shares(after.image).map((share) => ({ before: null, after: share })) : matchOrigins(shares(before.image), shares(after.image))).flatMap((pair) => {
    if (pair.after === null) return [];
    let now = entriesOf2(after, pair.after);
    if (now === null) return [];
    let old = before === null ? null : oldEntries(pair, before, after);
    return [{ origin: pair.after.origin, root: contentsTree(now, old) }];
  });
}
function originChange(pair, before, after) {
  let now = pair.after === null ? [] : entriesOf2(after, pair.after), old = oldEntries(pair, before, after);
  return {
    before: pair.before?.origin ?? null,
    after: pair.after?.origin ?? null,
    size: (pair.after?.size ?? 0) - (pair.before?.size ?? 0),
    files: now === null || old === null ? [] : fileChanges(old, now)
  };
}
function entriesOf2({ entries }, { positions }) {
  let own = positions.map((position) => entries[position] ?? null);
  return own.every((layer) => layer !== null) ? own : null;
}
function oldEntries(pair, before, after) {
  if (pair.before === null) return [];
  let known = entriesOf2(before, pair.before);
  return known !== null || pair.after === null ? known : idsOf(before, pair.before) === idsOf(after, pair.after) ? entriesOf2(after, pair.after) : null;
}
function idsOf({ image: image2 }, { positions }) {
  return positions.map((position) => image2.layers[position]?.diffId).join();
}
function hasSameFrom(old, now) {
  return old.baseImage !== null && now.baseImage !== null && old.baseImage.name === now.baseImage.name && old.baseImage.from === now.baseImage.from;
}
var init_compare = __esm({
  "src/baseline/compare.ts"() {
    "use strict";
    init_file_changes();
    init_shares();
    init_tree();
    init_match_origins();
    init_noise();
  }
});

// src/baseline/loosened.ts
function loosenedSettings(before, { settings: after, placeOf: placeOf4 }, whole) {
  return DEMANDS.flatMap(({ setting: setting2, words: words5, isWeaker }) => {
    let old = words5(before);
    return old === null || !isWeaker(before, after, whole) ? [] : [{ setting: setting2, before: old, after: words5(after) ?? "not set", place: placeOf4(setting2) }];
  });
}
function limit(setting2, read3, write2) {
  return {
    setting: setting2,
    words: (settings) => ifSet(read3(settings), write2),
    isWeaker: (before, after) => (read3(after) ?? Number.POSITIVE_INFINITY) > (read3(before) ?? 0)
  };
}
function amount3(setting2, read3, isLess) {
  return {
    setting: setting2,
    words: (settings) => ifSet(read3(settings), formatAmount),
    isWeaker: (before, after, whole) => {
      let [old, now] = [read3(before), read3(after)];
      if (old === null) return !1;
      if (now === null) return !0;
      let isSameKind = "percent" in old == "percent" in now;
      return whole === null && !isSameKind ? !1 : isLess(bytesOf(old, whole ?? 1), bytesOf(now, whole ?? 1));
    }
  };
}
function flag2(setting2, read3, lax) {
  let isOn = (settings) => read3(settings) === !0;
  return {
    setting: setting2,
    words: (settings) => String(isOn(settings)),
    isWeaker: (before, after) => isOn(before) !== lax && isOn(after) === lax
  };
}
function level(rule) {
  let levelIn = ({ rules }) => rules?.[rule.id] ?? rule.level;
  return {
    setting: "rules",
    words: (settings) => `${rule.id} ${levelIn(settings)}`,
    isWeaker: (before, after) => LEVELS2.indexOf(levelIn(after)) < LEVELS2.indexOf(levelIn(before))
  };
}
function listWords(list5) {
  return ifSet(list5, (patterns2) => patterns2.join(", "));
}
function ifSet(value, write2) {
  return value === null ? null : write2(value);
}
var DEMANDS, init_loosened2 = __esm({
  "src/baseline/loosened.ts"() {
    "use strict";
    init_amount();
    init_size();
    init_rules();
    init_levels();
    DEMANDS = [
      limit("max-size", ({ maxSize }) => maxSize, formatLimit),
      limit("max-transfer-size", ({ maxTransferSize }) => maxTransferSize, formatLimit),
      limit("max-layers", ({ maxLayers }) => maxLayers, String),
      amount3(
        "max-growth",
        ({ maxGrowth }) => maxGrowth,
        (old, now) => now > old
      ),
      flag2("max-growth-includes-drift", ({ maxGrowthIncludesDrift }) => maxGrowthIncludesDrift, !1),
      limit("max-wasted", ({ maxWasted }) => maxWasted, formatLimit),
      limit("max-critical", ({ maxCritical }) => maxCritical, String),
      limit("max-high", ({ maxHigh }) => maxHigh, String),
      flag2("allow-root", ({ allowRoot }) => allowRoot, !0),
      {
        setting: "run-as",
        words: ({ runAs }) => runAs,
        isWeaker: (_, { runAs }) => runAs === null
      },
      {
        setting: "forbid",
        words: ({ forbid }) => listWords(forbid),
        isWeaker: ({ forbid: old }, { forbid: now }) => old?.some((one) => now?.includes(one) !== !0) === !0
      },
      {
        setting: "allow-secrets",
        words: ({ allowSecrets }) => listWords(allowSecrets) ?? "none",
        isWeaker: ({ allowSecrets: old }, { allowSecrets: now }) => now?.some((one) => old?.includes(one) !== !0) === !0
      },
      {
        setting: "smoke",
        words: ({ smoke: smoke3 }) => smoke3 === null ? null : "set",
        isWeaker: (_, { smoke: smoke3 }) => smoke3 === null
      },
      ...RULES.map(level),
      amount3(
        "min-saving",
        ({ minSaving }) => minSaving,
        (old, now) => now < old
      ),
      flag2("report-only", ({ reportOnly }) => reportOnly, !0)
    ];
  }
});

// src/baseline/compared.ts
function compareImage(own, { baselines }, bases, waived) {
  let { image: image2 } = own, found2 = baselines.get(image2.name) ?? { kind: "none", why: "switched off" }, isBuilt = found2.kind === "built" || found2.kind === "given", built = bases.find((base) => isBuilt && base.image === found2.image) ?? null, after = own.measurement, baseline2 = settleBaseline(found2, image2.name, after, built), before = baseline2.measurement, { settings, report: report5 } = baseline2, facts = {
    name: image2.name,
    settings: image2.settings,
    target: image2.how.kind === "built" ? image2.builtFrom?.target ?? null : null,
    image: after?.image ?? null,
    failure: own.failure,
    tests: own.tests,
    smoke: own.smoke,
    scan: own.scan,
    context: own.context,
    checks: own.checks,
    unpinned: image2.builtFrom === null ? [] : unpinnedBases(image2.builtFrom, image2.settings),
    forbidden: after === null ? [] : findForbidden(after, image2.settings.forbid ?? []),
    variant: null,
    baseline: report5,
    change: before === null || after === null ? null : compare2(before, after),
    loosened: settings === null ? [] : loosenedSettings(settings, image2, report5.image?.size ?? null),
    waived,
    place: image2.how.kind === "built" ? image2.how.place : null
  };
  return { own, found: found2, baseline: baseline2, facts, contents: after === null ? [] : contents(after, before) };
}
function withVariant({ facts, own }, all) {
  let other = all.find(({ facts: { name } }) => name === facts.settings.compareWith);
  if (other === void 0) return facts;
  let [mine, its] = [own.measurement, other.own.measurement], variant2 = {
    name: other.facts.name,
    size: its?.image.size ?? null,
    leftOut: mine === null || its === null ? [] : leftOut(mine, its)
  };
  return { ...facts, variant: variant2 };
}
var init_compared = __esm({
  "src/baseline/compared.ts"() {
    "use strict";
    init_forbidden();
    init_left_out();
    init_bases();
    init_baseline();
    init_compare();
    init_loosened2();
  }
});

// src/build/plan.ts
async function plan(images, exec2, cwd, show) {
  let problems = [], planned = [];
  for (let image2 of images) {
    let found2 = await planOne(image2, exec2, cwd, show, (setting2, message, hint) => (problems.push({ place: image2.placeOf(setting2), message, hint }), null));
    found2 !== null && planned.push({ ...image2, ...found2 });
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return planned;
}
async function planOne({ name, settings, bake: bake3 }, exec2, cwd, show, problem2) {
  let { image: image2, target: target2, context: context2 } = settings;
  if (image2 !== null) {
    let text8 = settings.file === null ? null : await readDockerfile(settings.file, show, problem2), builtFrom2 = text8 === null || settings.file === null ? null : { file: show(settings.file), text: text8, target: target2 }, source = findSource(image2, cwd, problem2);
    return source === null ? null : settings.smoke !== null && source.kind !== "engine" ? problem2(
      "smoke",
      "smoke needs an image that is built here, or one of the engine",
      "Load the archive and name the image, for example: image: app:latest"
    ) : { name: name ?? image2, builtFrom: builtFrom2, how: { kind: "existing", source } };
  }
  if (!await (0, import_promises7.stat)(context2).then(
    (found3) => found3.isDirectory(),
    () => !1
  ))
    return problem2(
      "context",
      `context: ${show(context2)} is not a folder`,
      "Write for example: context: ./app"
    );
  let inline = inlineDockerfile({ settings, bake: bake3 }), file = bake3 !== null && inline !== null ? inlinePath(bake3, bake3.name) : settings.file ?? (0, import_node_path15.join)(context2, "Dockerfile"), text7 = inline ?? await readDockerfile(file, show, problem2);
  if (text7 === null) return null;
  let ask2 = inline === null ? askBuildKit(exec2, file, context2) : askBuildKit(exec2, "-", context2, inline), found2 = await planBuild(settings, file, text7, ask2, show, problem2);
  if (found2 === null) return null;
  let linked = bake3 === null ? {} : await readLinked(settings.buildContexts ?? {}, bake3, show), builtFrom = { file: show(file), text: text7, target: found2.target, linked };
  return { name: name ?? found2.target ?? (0, import_node_path15.basename)(context2), builtFrom, how: found2.build };
}
function findSource(image2, cwd, problem2) {
  try {
    return parseSource(image2, cwd);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return problem2("image", `image: ${error.message}`, error.hint ?? "");
  }
}
async function readDockerfile(file, show, problem2) {
  return (0, import_promises7.readFile)(file, "utf8").catch(
    (error) => problem2(
      "file",
      `there is no Dockerfile at ${show(file)} (${error.code})`,
      "Write its path, for example: file: docker/Dockerfile"
    )
  );
}
async function planBuild(settings, file, text7, ask2, show, problem2) {
  let stages = parseStages(text7), target2 = settings.target ?? stages.at(-1)?.name ?? null;
  if (settings.target === null && target2 !== null && isUnshipped(target2))
    return problem2(
      "target",
      `${show(file)} ends with stage ${target2}, which is hardly what ships`,
      `Name the stage that does: target: ${namesOf(stages).find((name) => !isUnshipped(name)) ?? "production"} (stages: ${namesOf(stages).join(", ")})`
    );
  let testTargets = settings.testTarget ?? defaultTestTargets(stages).filter((name) => name !== target2), wanted = [
    ...settings.target === null ? [] : [["target", settings.target]],
    ...testTargets.map((name) => ["test-target", name])
  ], known = await knownStages(
    wanted.map(([, name]) => name),
    stages,
    ask2
  );
  for (let [setting2, name] of wanted) {
    if (known === null || known.includes(name.toLowerCase())) continue;
    let near = nearest(name, known), stagesThere = `Stages: ${known.join(", ") || "none with a name"}.`;
    problem2(
      setting2,
      `${setting2}: ${show(file)} has no stage ${JSON.stringify(name)}`,
      near === null ? stagesThere : `Did you mean ${near}? ${stagesThere}`
    );
  }
  let line = (stages.findLast(({ name }) => name !== null && name === target2?.toLowerCase()) ?? stages.at(-1))?.line ?? 1;
  return {
    target: target2,
    build: {
      kind: "built",
      file,
      testTargets,
      place: { file: show(file), lines: [line, line] },
      isFetched: !1
    }
  };
}
async function knownStages(wanted, stages, ask2) {
  let names2 = namesOf(stages);
  return wanted.every((name) => names2.includes(name.toLowerCase())) ? names2 : ask2();
}
function askBuildKit(exec2, file, context2, input) {
  return async () => {
    let { code: code2, stdout: stdout2 } = await exec2(
      "docker",
      ["buildx", "build", "--call=targets,format=json", "--file", file, context2],
      input === void 0 ? {} : { input }
    );
    if (code2 !== 0) return null;
    let { targets } = JSON.parse(stdout2);
    return targets.flatMap(({ name }) => name ?? []);
  };
}
var import_promises7, import_node_path15, init_plan = __esm({
  "src/build/plan.ts"() {
    "use strict";
    import_promises7 = require("node:fs/promises"), import_node_path15 = require("node:path");
    init_definition();
    init_dockerfile();
    init_problem();
    init_stages();
    init_errors();
    init_source();
  }
});

// src/baseline/match-images.ts
function matchImages(before, after) {
  let byName2 = after.map(({ name }) => before.find((candidate) => candidate.name === name) ?? null), partners = after.map(({ madeOf }, index2) => {
    let partner = byName2[index2] ?? null;
    if (partner !== null) return partner;
    let candidates = before.filter((old) => old.madeOf === madeOf && !byName2.includes(old)), rivals = after.filter((other, at) => other.madeOf === madeOf && byName2[at] === null);
    return candidates.length === 1 && rivals.length === 1 ? candidates[0] ?? null : null;
  });
  return { partners, left: before.filter((candidate) => !partners.includes(candidate)) };
}
var init_match_images = __esm({
  "src/baseline/match-images.ts"() {
    "use strict";
  }
});

// src/baseline/tree.ts
async function readBaseTree(world) {
  let { git, commit: commit2, inputs, cwd, folder, checkOut, exec: exec2 } = world, moved = (path2) => {
    let way = (0, import_node_path16.relative)(git.root, path2);
    return (0, import_node_path16.isAbsolute)(way) || way.startsWith("..") ? path2 : (0, import_node_path16.join)(folder, way);
  }, fromHere = (path2) => (0, import_node_path16.join)(git.root, (0, import_node_path16.relative)(folder, path2)), baseInputs = new Map(
    [...inputs].filter(([name]) => name !== "only").map(([name, { value, place: place2, base }]) => {
      let isPath2 = typeof value == "string" && (0, import_node_path16.isAbsolute)(value);
      return [name, { value: isPath2 ? moved(value) : value, place: place2, base: moved(base) }];
    })
  ), baseCwd = moved(cwd), file = await loadFile(baseInputs, baseCwd, (path2) => git.show(commit2, (0, import_node_path16.relative)(folder, path2))) ?? await loadFile(baseInputs, baseCwd, (path2) => readIfThere(fromHere(path2))), request4 = bakeRequest(baseInputs, file, baseCwd);
  request4 !== null && await checkOut();
  let bake3 = request4 === null ? [] : await printBake(ofBase(request4, fromHere), exec2);
  return { images: resolveSettings(baseInputs, file, bake3, folder, baseCwd).images, folder, cwd: baseCwd };
}
function ofBase(request4, fromHere) {
  let files2 = request4.files.map((file) => {
    let path2 = request4.locate(file);
    return (0, import_node_fs3.existsSync)(path2) ? file : fromHere(path2);
  });
  return { ...request4, files: files2, machine: fromHere(request4.folder), mayLack: !0 };
}
function identified(image2, root) {
  let { context: context2, file } = image2.settings, way = (path2) => path2 === null ? "" : (0, import_node_path16.relative)(root, path2);
  return { name: image2.name, madeOf: `${way(context2)}
${way(file)}`, image: image2 };
}
var import_node_fs3, import_node_path16, init_tree2 = __esm({
  "src/baseline/tree.ts"() {
    "use strict";
    import_node_fs3 = require("node:fs"), import_node_path16 = require("node:path");
    init_print();
    init_bake();
    init_config();
    init_load();
  }
});

// src/baseline/earlier.ts
async function findEarlier(images, mode, world) {
  let { past, measurements } = world, { git } = past, commit2 = await past.findCommit();
  if (commit2.kind === "none") return sameForAll(images, commit2);
  if (git.kind === "none") return sameForAll(images, git);
  let fetched = await fetchBase(git, commit2.sha);
  if (fetched.kind === "none") return sameForAll(images, fetched);
  let checkOut = once(() => git.addWorktree(commit2.sha, world.worktree)), tree = await treeOf(git, commit2.sha, checkOut, world);
  if ("why" in tree) return sameForAll(images, tree);
  let { partners, left } = matchImages(
    tree.images.map((image2) => identified(image2, tree.folder)),
    images.map((image2) => identified(image2, git.root))
  ), ancestors = await git.ancestors(commit2.sha, 10), find = async (requested) => {
    if (requested === void 0) return { kind: "none", why: "the base has no such image" };
    let base = { requested, root: tree.folder, commit: commit2.sha, branch: commit2.name }, stored = mode === "build" ? null : await measurements.find(requested, tree.folder, ancestors);
    if (stored !== null) return { kind: "stored", base, ...stored };
    let short = commit2.sha.slice(0, 7);
    return mode === "stored" ? { kind: "none", base, why: `first run: nothing is stored of ${short} or the commits before it` } : requested.settings.image !== null ? {
      kind: "none",
      base,
      why: `first run: nothing is stored of ${short}, and an existing image cannot be built again`
    } : buildOf(base, tree, checkOut, world);
  }, found2 = await Promise.all(partners.map((partner) => find(partner?.image)));
  return { baselines: byName(images, found2), removed: left.flatMap(({ name }) => name ?? []) };
}
async function treeOf(git, commit2, checkOut, { exec: exec2, past, cwd, worktree }) {
  try {
    return await readBaseTree({ git, commit: commit2, inputs: past.inputs, cwd, folder: worktree, checkOut, exec: exec2 });
  } catch (error) {
    if (error instanceof ConfigError)
      return { kind: "none", why: `the base's configuration is not valid (${firstProblem(error)})` };
    if (error instanceof StagegateError) return { kind: "none", why: error.message };
    throw error;
  }
}
async function buildOf(base, tree, checkOut, { exec: exec2 }) {
  try {
    await checkOut();
    let planned = await plan([base.requested], exec2, tree.cwd, (path2) => (0, import_node_path17.relative)(tree.cwd, path2) || "."), [image2] = planned.map(
      (own) => ({
        ...own,
        // Its tests have passed, and its cache is not what later builds should start from.
        settings: { ...own.settings, cacheTo: null },
        bake: own.bake === null ? null : withoutCacheTo(own.bake),
        how: own.how.kind === "built" ? { ...own.how, testTargets: [] } : own.how
      })
    );
    return image2 === void 0 ? { kind: "none", base, why: "the base has no such image" } : { kind: "built", base, image: image2 };
  } catch (error) {
    if (error instanceof ConfigError)
      return { kind: "none", base, why: `the base has no such image (${firstProblem(error)})` };
    if (error instanceof StagegateError) return { kind: "none", base, why: error.message };
    throw error;
  }
}
function firstProblem({ problems: [problem2] }) {
  return problem2?.message ?? "";
}
function once(work) {
  let started = null;
  return () => (started ??= work(), started);
}
var import_node_path17, init_earlier = __esm({
  "src/baseline/earlier.ts"() {
    "use strict";
    import_node_path17 = require("node:path");
    init_definition();
    init_plan();
    init_problem();
    init_errors();
    init_fetch();
    init_find();
    init_match_images();
    init_tree2();
  }
});

// src/baseline/given.ts
async function givenBaseline(setting2, image2, all, { cwd, folder }) {
  let way = (0, import_node_path18.relative)(cwd, setting2), name = (0, import_node_path18.isAbsolute)(setting2) ? way.startsWith("..") ? way : `./${way}` : setting2;
  if (all.some((other) => other !== image2 && other.settings.reportOnly !== !0))
    return { kind: "none", why: `${name} is the baseline of one image only` };
  let source = sourceOf(name, cwd);
  if ("why" in source) return source;
  let context2 = (0, import_node_path18.join)(folder, "baseline"), settings = { ...readImageSettings(/* @__PURE__ */ new Map(), []), context: context2, platform: image2.settings.platform }, { name: imageName2, placeOf: placeOf4, builtFrom } = image2, given = { name: imageName2, settings, bake: null, placeOf: placeOf4, builtFrom };
  if (source.kind !== "engine")
    return { kind: "given", name, image: { ...given, how: { kind: "existing", source } } };
  let file = (0, import_node_path18.join)(context2, "Dockerfile");
  return await (0, import_promises8.mkdir)(context2, { recursive: !0 }), await (0, import_promises8.writeFile)(file, `FROM ${source.name}
`), {
    kind: "given",
    name,
    image: { ...given, how: { kind: "built", file, testTargets: [], place: { file: name, lines: [1, 1] }, isFetched: !0 } }
  };
}
function sourceOf(name, cwd) {
  try {
    return parseSource(name, cwd);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    return { kind: "none", why: error.message };
  }
}
var import_promises8, import_node_path18, init_given2 = __esm({
  "src/baseline/given.ts"() {
    "use strict";
    import_promises8 = require("node:fs/promises"), import_node_path18 = require("node:path");
    init_given();
    init_errors();
    init_source();
  }
});

// src/baseline/find.ts
async function findBaselines(images, mode, world) {
  switch (mode) {
    case "none":
      return sameForAll(images, { kind: "none", why: "switched off" });
    case "auto":
    case "stored":
    case "build":
      return findEarlier(images, mode, world);
    default: {
      let given = images.map((image2) => givenBaseline(mode, image2, images, world));
      return { baselines: byName(images, await Promise.all(given)), removed: [] };
    }
  }
}
function namesImage(mode) {
  return !["auto", "stored", "build", "none"].includes(mode) && !looksLikePath(mode);
}
function baselineImages({ baselines }) {
  return [...baselines.values()].flatMap(
    (found2) => found2.kind === "built" || found2.kind === "given" ? [found2.image] : []
  );
}
function sameForAll(images, found2) {
  return { baselines: new Map(images.map(({ name }) => [name, found2])), removed: [] };
}
function byName(images, found2) {
  return new Map(images.flatMap(({ name }, at) => found2[at] === void 0 ? [] : [[name, found2[at]]]));
}
var init_find = __esm({
  "src/baseline/find.ts"() {
    "use strict";
    init_source();
    init_earlier();
    init_given2();
  }
});

// src/baseline/measurements.ts
function openMeasurements(store, engine) {
  let keyOf2 = ({ settings, bake: bake3 }, root) => baselineKey({
    settings,
    bake: bake3,
    root,
    store: engine?.store ?? null,
    platform: settings.platform ?? process.arch
  });
  return {
    find: async (image2, root, commits) => {
      let key2 = keyOf2(image2, root), keys = commits.map((commit2) => measurementKey(key2, commit2)), found2 = await store.find(keys), stored = found2 === null ? null : await decodeMeasurement(found2.bytes);
      return found2 === null || stored === null ? null : { stored, behind: keys.indexOf(found2.key) };
    },
    keep: async (image2, root, commit2, measurement) => {
      let bytes = await encodeMeasurement({ metricVersion: METRIC_VERSION, commit: commit2, engine, measurement });
      await store.keep(measurementKey(keyOf2(image2, root), commit2), bytes);
    }
  };
}
async function keepMeasurements(compared, past, measurements) {
  try {
    await keepAll(compared, past, measurements);
  } catch (error) {
    if (!(error instanceof StagegateError)) throw error;
    past.warn(error.message);
  }
}
async function keepAll(compared, { git, keepAs }, measurements) {
  for (let { own, baseline: baseline2, found: found2 } of compared) {
    if (found2.kind === "built" && baseline2.measurement !== null) {
      let { requested, root, commit: commit2 } = found2.base;
      await measurements.keep(requested, root, commit2, baseline2.measurement);
    }
    keepAs !== null && git.kind === "git" && own.measurement !== null && await measurements.keep(own.image, git.root, keepAs, own.measurement);
  }
}
var init_measurements = __esm({
  "src/baseline/measurements.ts"() {
    "use strict";
    init_errors();
    init_stored();
  }
});

// src/build/definition.ts
function bakeDefinition(targets) {
  let target2 = Object.fromEntries(
    targets.flatMap((target3) => [[target3.id, definition(target3)], ...linkedDefinitions(target3)])
  );
  return JSON.stringify(
    { target: target2 },
    (_, value) => typeof value == "string" ? escaped(value) : value
  );
}
function entitlements(targets) {
  let wanted = targets.flatMap(({ settings, bake: bake3 }) => [
    ...settings.ssh === null ? [] : ["ssh"],
    ...(bake3 === null ? [] : [bake3.attributes, ...Object.values(bake3.linked)]).flatMap((target2) => [
      ...target2.ssh === void 0 ? [] : ["ssh"],
      ...target2.entitlements ?? []
    ])
  ]);
  return [...new Set(wanted)];
}
function definition(target2) {
  let { id, context: context2, file, stage, settings, bake: bake3, output, loadAs } = target2, { buildArgs, buildContexts, platform, secrets: secrets2, ssh, cacheFrom, cacheTo, noCache, pull, rerunTests } = settings, { "no-cache-filter": filter = [], ...rest } = beside(target2), uncached = rerunTests === !0 && output.kind === "test" && stage !== null ? [...filter, stage] : filter;
  return {
    ...rest,
    context: context2,
    ...rest["dockerfile-inline"] === void 0 ? { dockerfile: file } : {},
    ...when("target", stage),
    ...when("args", buildArgs),
    ...when(
      "contexts",
      buildContexts === null || bake3 === null ? buildContexts : renamed(buildContexts, id, bake3)
    ),
    ...when("platforms", platform === null ? null : [platform]),
    ...when("secret", secrets2),
    ...when("ssh", ssh),
    ...when("cache-from", cacheFrom),
    ...when("cache-to", cacheTo),
    ...when("no-cache", noCache),
    ...when("pull", pull),
    ...when("no-cache-filter", uncached.length === 0 ? null : uncached),
    ...outputs(output, loadAs)
  };
}
function outputs(output, loadAs) {
  if (output.kind === "test") return { output: ["type=cacheonly"] };
  if (output.kind === "engine") return { output: ["type=docker"], tags: [output.name] };
  let layout = csv({ type: "oci", tar: "false", dest: output.path });
  return loadAs === null ? { output: [layout] } : { output: [layout, "type=docker,oci-mediatypes=true"], tags: [loadAs] };
}
function when(key2, value) {
  return value === null ? {} : { [key2]: value };
}
var init_definition2 = __esm({
  "src/build/definition.ts"() {
    "use strict";
    init_definition();
    init_template();
    init_csv();
  }
});

// src/build/failure.ts
function findFailures(targets, progress, show) {
  let errorLine = progress.messages.findLast((line) => line.startsWith("ERROR: ")), [, named, message = ""] = /^ERROR: (?:target (\S+): )?(?:failed to (?:solve|build): )*(.*)$/.exec(errorLine ?? "") ?? [], [only, ...others] = targets, id = named ?? (others.length === 0 && errorLine !== void 0 ? only?.id : void 0), target2 = targets.find((candidate) => id !== void 0 && candidate.id === readId(id).target);
  if (target2 === void 0) return /* @__PURE__ */ new Map();
  let step = [...progress.steps.values()].find(
    ({ targets: ids, error }) => error !== "" && ids.includes(target2.id)
  ), file = step === void 0 ? target2.file : fileOfStep(target2, step), failure = {
    kind: "build",
    message: describe(step, message),
    place: file === null ? null : failingLines(progress.messages, show(file)),
    log: step === void 0 ? null : tail(step.log)
  }, affected = targets.filter(
    (other) => other === target2 || other.file === target2.file && step?.targets.includes(other.id)
  );
  return new Map(affected.map((other) => [other.id, failure]));
}
function describe(step, message) {
  let own = step === void 0 ? null : stageStep(step.name), code2 = /did not complete successfully: exit code: (\d+)/.exec(message)?.[1];
  if (own === null || code2 === void 0)
    return message.replace(/^failed to compute cache key: failed to calculate checksum of ref \S+: /, "");
  let instruction = own.instruction.replace(/\s+/g, " ");
  return `${instruction.length <= LONGEST_INSTRUCTION ? instruction : `${instruction.slice(0, LONGEST_INSTRUCTION - 1)}\u2026`} ended with exit code ${code2}`;
}
function failingLines(messages, file) {
  let marked2 = messages.flatMap((line) => /^\s*(\d+) \| >>> /.exec(line)?.[1] ?? []), [first2] = marked2.length > 0 ? marked2 : messages.flatMap((line) => /parse error on line (\d+)/.exec(line)?.[1] ?? []);
  return first2 === void 0 ? null : { file, lines: [Number(first2), Number(marked2.at(-1) ?? first2)] };
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
    init_definition();
    init_dockerfile();
    init_progress();
    LOG_LINES = 20, LONGEST_INSTRUCTION = 120;
  }
});

// src/build/bake.ts
async function build2(targets, builder, world) {
  let results = /* @__PURE__ */ new Map(), seen = /* @__PURE__ */ new Map();
  for (let left = targets, round = 0; left.length > 0; round++) {
    let { failures, metadata, progress } = await bake2(left, builder, round, world), steps = [...progress.steps.values()];
    for (let step of steps)
      (!seen.has(step.digest) || seen.get(step.digest)?.completed === null) && seen.set(step.digest, step);
    let done = failures.size === 0 ? left : left.filter(({ id }) => failures.has(id));
    for (let target2 of done) {
      let { id } = target2, own = steps.filter(({ targets: ids }) => ids.includes(id)).map((step) => seen.get(step.digest) ?? step);
      results.set(id, {
        failure: failures.get(id) ?? null,
        provenance: provenanceOf(metadata, id),
        // The round that a target ends in has checked all of it, whatever earlier ones got to.
        checks: findChecks(target2, progress, world.show),
        steps: own
      });
    }
    left = left.filter((target2) => !done.includes(target2));
  }
  return results;
}
async function bake2(targets, builder, round, world) {
  let metadataFile = (0, import_node_path19.join)(world.folder, `metadata-${round}.json`);
  await (0, import_promises9.mkdir)(world.folder, { recursive: !0 });
  let ids = targets.map(({ id }) => id), progress = new Progress(ids, world.onStep), { code: code2, stderr: stderr2 } = await world.exec(
    "docker",
    [
      "buildx",
      "bake",
      "--file=-",
      "--progress=rawjson",
      `--metadata-file=${metadataFile}`,
      ...builder === null ? [] : [`--builder=${builder}`],
      ...entitlements(targets).map((name) => `--allow=${name}`),
      ...ids
    ],
    { input: bakeDefinition(targets), env: ENVIRONMENT2, onErrorLine: (line) => progress.read(line) }
  );
  if (code2 === 0) return { failures: /* @__PURE__ */ new Map(), metadata: await readMetadata(metadataFile), progress };
  let failures = findFailures(targets, progress, world.show);
  if (failures.size === 0) {
    let words5 = progress.messages.filter((line) => line.trim() !== "").slice(-5);
    throw new StagegateError(
      `docker buildx bake failed (exit code ${code2}): ${[...words5, stderr2].join(`
`).trim()}`,
      "See whether `docker buildx build` works in this folder"
    );
  }
  return { failures, metadata: {}, progress };
}
async function readMetadata(path2) {
  try {
    return JSON.parse(await (0, import_promises9.readFile)(path2, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return {};
    throw error;
  }
}
function provenanceOf(metadata, id) {
  let own = metadata[id];
  return typeof own == "object" && own !== null && "buildx.build.provenance" in own ? own["buildx.build.provenance"] : null;
}
var import_promises9, import_node_path19, ENVIRONMENT2, init_bake2 = __esm({
  "src/build/bake.ts"() {
    "use strict";
    import_promises9 = require("node:fs/promises"), import_node_path19 = require("node:path");
    init_errors();
    init_checks();
    init_definition2();
    init_failure();
    init_progress();
    ENVIRONMENT2 = {
      // Lines and layers of every step, in the metadata file only: attestations would change the digest.
      BUILDX_METADATA_PROVENANCE: "max",
      BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
      // The definition is made here, so there is no foreign one to be asked about.
      BUILDX_BAKE_ENTITLEMENTS_FS: "0"
    };
  }
});

// src/context/patterns.ts
function parsePatterns(text7) {
  return text7.replace(/^\uFEFF/, "").split(`
`).filter((line) => !line.startsWith("#")).flatMap((line) => {
    let [, sign = "", rest = ""] = /^(!?)\s*(.*)$/.exec(line.trim()) ?? [], cleaned = cleanPath(rest);
    return cleaned === "" ? [] : [{ text: cleaned, isException: sign !== "", expression: toExpression(cleaned) }];
  });
}
function ignores(patterns2, path2, above) {
  let ignored = !1, matched = patterns2.map(({ isException, expression }, index2) => {
    let matches = above[index2] === !0 || isException === ignored && expression.test(path2);
    return matches && (ignored = !isException), matches;
  });
  return { ignored, matched };
}
function mayTakeBack(patterns2, folder) {
  return patterns2.filter(({ isException }) => isException).map(({ text: text7 }) => text7.replace(/\/\*\*?$/, "")).some((text7) => WILDCARD.test(text7) || `${text7}/`.startsWith(`${folder}/`));
}
function cleanPath(path2) {
  return import_node_path20.posix.normalize(path2).replace(/^\.?\/|\/$/g, "").replace(/^\.$/, "");
}
function toExpression(pattern) {
  let source = pattern.replace(TOKEN, (token2, escaped2, index2) => {
    if (token2.startsWith("**")) {
      let rest = pattern.slice(index2 + token2.length), isSuffix = index2 === 0 && token2 === "**" && !WILDCARD.test(rest);
      return rest === "" || isSuffix ? ".*" : "(?:.*/)?";
    }
    return token2 === "*" ? "[^/]*" : token2 === "?" ? "[^/]" : token2.length > 1 && token2.startsWith("[") ? token2 : escapeRegExp(escaped2 ?? token2);
  });
  try {
    return new RegExp(`^${source}$`, "su");
  } catch {
    return /(?!)/;
  }
}
function escapeRegExp(text7) {
  return text7.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
var import_node_path20, WILDCARD, TOKEN, init_patterns2 = __esm({
  "src/context/patterns.ts"() {
    "use strict";
    import_node_path20 = require("node:path");
    WILDCARD = /[*?[\]^\\]/;
    TOKEN = /\*\*\/?|\*|\?|\[(?:\\.|[^\]\\])+\]|\\(.)|./gsu;
  }
});

// src/context/ignore-file.ts
async function findIgnoreFile(context2, file) {
  let shared = (0, import_node_path21.join)(context2, ".dockerignore");
  for (let path2 of [`${file}.dockerignore`, shared]) {
    let text7 = await (0, import_promises10.readFile)(path2, "utf8").catch(() => null);
    if (text7 !== null) return { path: path2, exists: !0, patterns: parsePatterns(text7) };
  }
  return { path: shared, exists: !1, patterns: [] };
}
var import_promises10, import_node_path21, init_ignore_file = __esm({
  "src/context/ignore-file.ts"() {
    "use strict";
    import_promises10 = require("node:fs/promises"), import_node_path21 = require("node:path");
    init_patterns2();
  }
});

// src/context/sources.ts
function sourcesOf(takes) {
  return takes.filter(({ from }) => from.kind === "context").flatMap(
    ({ paths, lines: lines2 }) => paths.filter((path2) => !REMOTE.test(path2)).map((path2) => ({ names: namesIn2(path2), lines: lines2 }))
  );
}
function namesIn2(path2) {
  let names2 = path2.includes("$") ? [] : cleanPath(`/${path2}`).split("/"), rest = names2.findIndex((name) => name.includes("**"));
  return names2.slice(0, rest < 0 ? void 0 : rest).filter((name) => name !== "").map((text7) => ({ text: text7, expression: toExpression(text7) }));
}
function startOf2(sources) {
  return reach(
    null,
    sources.map((source) => [source, 0])
  );
}
function stepInto({ taken, through }, name) {
  let further = through.filter(([{ names: names2 }, depth]) => names2[depth]?.expression.test(name) === !0), next = reach(
    taken,
    further.map(([source, depth]) => [source, depth + 1])
  );
  return next.taken === null && next.through.length === 0 ? null : next;
}
function reach(taken, steps) {
  let ended = steps.find(([{ names: names2 }, depth]) => names2.length === depth)?.[0] ?? null;
  return { taken: taken ?? ended, through: steps.filter(([{ names: names2 }, depth]) => names2.length > depth) };
}
var REMOTE, init_sources = __esm({
  "src/context/sources.ts"() {
    "use strict";
    init_patterns2();
    REMOTE = /^(?:https?|git|ssh):\/\/|^git@/;
  }
});

// src/context/needless.ts
var PYTHON, NEEDLESS, init_needless = __esm({
  "src/context/needless.ts"() {
    "use strict";
    PYTHON = /\b(?:pip3?|uv|poetry|pipenv|pdm|conda)\b/, NEEDLESS = [
      {
        pattern: ".git",
        kind: "folder",
        what: "the repository's history",
        unless: /\bgit\b[^\n;&|]*\s(?:describe|rev-parse|rev-list|log|show|status|diff|tag|submodule|ls-files)\b/
      },
      {
        pattern: "node_modules",
        kind: "folder",
        what: "installed packages",
        where: /\b(?:npm|yarn|pnpm|bun)\b/
      },
      { pattern: ".venv", kind: "folder", what: "a Python environment", where: PYTHON },
      { pattern: "venv", kind: "folder", what: "a Python environment", holding: ["pyvenv.cfg"], where: PYTHON },
      { pattern: "__pycache__", kind: "folder", what: "Python's byte code" },
      { pattern: ".pytest_cache", kind: "folder", what: "pytest's cache" },
      { pattern: ".mypy_cache", kind: "folder", what: "mypy's cache" },
      { pattern: ".ruff_cache", kind: "folder", what: "Ruff's cache" },
      { pattern: ".tox", kind: "folder", what: "tox's environments" },
      { pattern: "target", kind: "folder", what: "build output", beside: ["Cargo.toml"], where: /\bcargo\b/ },
      { pattern: "target", kind: "folder", what: "build output", beside: ["pom.xml"], where: /\bmvnw?\b/ },
      { pattern: ".gradle", kind: "folder", what: "Gradle's cache" },
      { pattern: ".next/cache", kind: "folder", what: "Next.js's cache" },
      { pattern: ".terraform", kind: "folder", what: "Terraform's providers" },
      { pattern: ".idea", kind: "folder", what: "an editor's settings" },
      { pattern: ".vscode", kind: "folder", what: "an editor's settings" },
      {
        pattern: "coverage",
        kind: "folder",
        what: "test coverage",
        holding: ["lcov.info", "lcov-report", "coverage-final.json", "clover.xml"]
      },
      { pattern: ".nyc_output", kind: "folder", what: "test coverage" },
      { pattern: "*.log", kind: "file", what: "logs" },
      { pattern: ".env", kind: "file", what: "settings of an environment", isSecret: !0 },
      { pattern: ".env.local", kind: "file", what: "settings of an environment", isSecret: !0 },
      { pattern: ".env.*.local", kind: "file", what: "settings of an environment", isSecret: !0 },
      { pattern: ".git-credentials", kind: "file", what: "git's credentials", isSecret: !0 },
      { pattern: ".netrc", kind: "file", what: "logins", isSecret: !0 },
      { pattern: ".aws", kind: "folder", what: "AWS credentials", isSecret: !0 },
      { pattern: ".ssh", kind: "folder", what: "SSH keys", isSecret: !0 }
    ];
  }
});

// src/context/tally.ts
function toRow(needless) {
  return { needless, names: needless.pattern.split("/").map(toExpression) };
}
function isFolder({ needless, names: names2 }, folder) {
  let { kind: kind2, holding: holding2, beside: beside2 } = needless, own = folder.path.split("/").slice(-names2.length);
  return kind2 === "folder" && names2.every((expression, index2) => expression.test(own[index2] ?? "")) && holding2?.some((name) => folder.names.includes(name)) !== !1 && beside2?.some((name) => folder.beside.includes(name)) !== !1;
}
function isFile({ needless, names: names2 }, name) {
  return needless.kind === "file" && names2[0]?.test(name) === !0;
}
function isNamed2({ needless, names: names2 }, sources) {
  let [first2 = ""] = needless.pattern.split("/");
  return sources.some(
    (source) => source.names.some(
      ({ text: text7, expression }) => /\w/.test(text7) && (expression.test(first2) || names2[0]?.test(text7) === !0)
    )
  );
}
var LEAST6, Tally, init_tally = __esm({
  "src/context/tally.ts"() {
    "use strict";
    init_needless();
    init_patterns2();
    LEAST6 = 1e5, Tally = class {
      /** In bytes. */
      size = 0;
      /** Number of files. */
      files = 0;
      #rows;
      #sums = /* @__PURE__ */ new Map();
      /** The needless folder that the last one was in. */
      #inside = null;
      /**
       * @param dockerfile its text
       * @param sources what they name is needed
       */
      constructor(dockerfile, sources) {
        this.#rows = NEEDLESS.map(toRow).filter((row2) => {
          let { where, unless } = row2.needless;
          return where?.test(dockerfile) !== !1 && unless?.test(dockerfile) !== !0 && !isNamed2(row2, sources);
        });
      }
      /** Takes the folders of a context, each before what is in it. */
      add(folder) {
        let { path: path2, files: files2 } = folder;
        if (this.#inside === null || !path2.startsWith(`${this.#inside.path}/`)) {
          let row2 = this.#rows.find((candidate) => isFolder(candidate, folder));
          this.#inside = row2 === void 0 ? null : { path: path2, row: row2 };
        }
        for (let { name, size: size3, source } of files2) {
          this.size += size3, this.files += 1;
          let row2 = this.#inside?.row ?? this.#rows.find((candidate) => isFile(candidate, name));
          if (row2 === void 0) continue;
          let found2 = this.#inside?.path ?? (path2 === "" ? name : `${path2}/${name}`), { pattern } = row2.needless, sum2 = this.#sums.get(pattern) ?? { row: row2, size: 0, files: 0, isDeep: !1, source };
          sum2.size += size3, sum2.files += 1, sum2.isDeep ||= found2.split("/").length > row2.names.length, this.#sums.set(pattern, sum2);
        }
      }
      /** What an ignore file should leave out as well, most bytes first. */
      needless() {
        return [...this.#sums.values()].map(({ row: { needless }, size: size3, files: files2, isDeep, source }) => ({
          pattern: isDeep ? `**/${needless.pattern}` : needless.pattern,
          what: needless.what,
          size: size3,
          files: files2,
          isSecret: needless.isSecret === !0,
          lines: source.lines
        })).filter(({ size: size3, isSecret }) => size3 >= (isSecret ? 1 : LEAST6)).sort((a, b) => b.size - a.size || (a.pattern < b.pattern ? -1 : 1));
      }
    };
  }
});

// src/context/walk.ts
async function* sentFolders(context2, patterns2, sources) {
  let open = [{ path: "", beside: [], reach: startOf2(sources), matched: [] }];
  for (let folder = open.pop(); folder !== void 0; folder = open.pop()) {
    let absolute = (0, import_node_path22.join)(context2, folder.path), entries = await (0, import_promises11.readdir)(absolute, { withFileTypes: !0 }).catch(() => []), names2 = entries.map(({ name }) => name), files2 = [], folders = [];
    for (let entry of entries) {
      let { name } = entry, reach2 = stepInto(folder.reach, name);
      if (reach2 === null) continue;
      let path2 = folder.path === "" ? name : `${folder.path}/${name}`, { ignored, matched } = ignores(patterns2, path2, folder.matched);
      entry.isDirectory() ? (!ignored || mayTakeBack(patterns2, path2)) && folders.push({ path: path2, beside: names2, reach: reach2, matched }) : entry.isFile() && !ignored && reach2.taken !== null && (files2.push({ name, size: sizeOf2((0, import_node_path22.join)(absolute, name)), source: reach2.taken }), files2.length % PAUSE === 0 && await (0, import_promises12.setImmediate)());
    }
    yield { path: folder.path, names: names2, beside: folder.beside, files: files2 }, open.push(...folders.reverse());
  }
}
function sizeOf2(path2) {
  try {
    return (0, import_node_fs4.lstatSync)(path2).size;
  } catch {
    return 0;
  }
}
var import_node_fs4, import_promises11, import_node_path22, import_promises12, PAUSE, init_walk = __esm({
  "src/context/walk.ts"() {
    "use strict";
    import_node_fs4 = require("node:fs"), import_promises11 = require("node:fs/promises"), import_node_path22 = require("node:path"), import_promises12 = require("node:timers/promises");
    init_patterns2();
    init_sources();
    PAUSE = 1e3;
  }
});

// src/context/context.ts
async function measureContext({ context: context2, file, builtFrom, testTargets, naming }, show) {
  let sources = sourcesOf(neededTakes(builtFrom.text, [builtFrom.target, ...testTargets], naming));
  if (sources.length === 0 || !await isFolder2(context2)) return null;
  let ignoreFile = await findIgnoreFile(context2, file), tally = new Tally(builtFrom.text, sources);
  for await (let folder of sentFolders(context2, ignoreFile.patterns, sources)) tally.add(folder);
  return {
    folder: show(context2),
    size: tally.size,
    files: tally.files,
    ignoreFile: show(ignoreFile.path),
    hasIgnoreFile: ignoreFile.exists,
    needless: tally.needless().map(({ lines: lines2, ...needless }) => ({
      ...needless,
      place: { file: builtFrom.file, lines: lines2 }
    }))
  };
}
function isFolder2(path2) {
  return (0, import_promises13.stat)(path2).then(
    (found2) => found2.isDirectory(),
    () => !1
  );
}
var import_promises13, init_context2 = __esm({
  "src/context/context.ts"() {
    "use strict";
    import_promises13 = require("node:fs/promises");
    init_takes();
    init_ignore_file();
    init_sources();
    init_tally();
    init_walk();
  }
});

// src/context/contexts.ts
async function measureContexts(jobs, show) {
  let measured = /* @__PURE__ */ new Map();
  for (let { image: image2, isJudged } of jobs) {
    let { name, settings, how, builtFrom } = image2;
    if (!isJudged || how.kind !== "built" || builtFrom === null) continue;
    let subject2 = { ...how, context: settings.context, builtFrom, naming: settings };
    measured.set(name, await measureContext(subject2, show));
  }
  return measured;
}
var init_contexts = __esm({
  "src/context/contexts.ts"() {
    "use strict";
    init_context2();
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
  return reportOnly ? "pass" : failure?.kind === "unreadable" ? "error" : findings2.some(({ level: level2 }) => level2 === "error") ? "fail" : "pass";
}
function runVerdict(images) {
  let verdicts = images.map(({ verdict: verdict2 }) => verdict2);
  return verdicts.includes("fail") ? "fail" : verdicts.includes("error") ? "error" : "pass";
}
function exitCode({ verdict: verdict2 }) {
  return verdict2 === "pass" ? 0 : verdict2 === "fail" ? 1 : 2;
}
var init_verdict = __esm({
  "src/report/verdict.ts"() {
    "use strict";
  }
});

// src/report/assemble.ts
function imageReport(facts, { contents: contents2, own }) {
  let { name, target: target2, settings, image: image2, failure, tests, variant: variant2, baseline: baseline2, change } = facts, { scan: scan3, context: context2, place: place2 } = facts, findings2 = judge2(facts), reportOnly = settings.reportOnly === !0, saving2 = image2 === null || variant2 === null || variant2.size === null ? null : variant2.size - image2.size;
  return {
    name,
    target: target2,
    verdict: imageVerdict(findings2, failure, reportOnly),
    reportOnly,
    place: place2,
    budgets: {
      size: settings.maxSize,
      transferSize: settings.maxTransferSize,
      layers: settings.maxLayers,
      wasted: settings.maxWasted,
      critical: settings.maxCritical,
      high: settings.maxHigh,
      growth: settings.maxGrowth === null ? null : formatAmount(settings.maxGrowth)
    },
    image: image2,
    tests: tests.map(({ failure: _, ...test2 }) => test2),
    smoke: smokeReport(facts.smoke),
    scan: scan3,
    context: context2,
    variant: variant2 === null ? null : { ...variant2, saving: saving2 },
    baseline: baseline2,
    change,
    contents: contents2,
    steps: own.steps,
    findings: findings2,
    rules: ruleReports(settings)
  };
}
function smokeReport(outcome2) {
  if (outcome2 === null) return null;
  let { log: _, ...report5 } = outcome2;
  return report5;
}
var init_assemble = __esm({
  "src/report/assemble.ts"() {
    "use strict";
    init_amount();
    init_rules();
    init_verdict();
  }
});

// src/report/once.ts
function sharedOnce(images) {
  let said = /* @__PURE__ */ new Set();
  return images.map((image2) => {
    let own = image2.findings.map((finding) => ({ finding, key: JSON.stringify(finding) })), findings2 = own.filter(({ finding, key: key2 }) => !isShared(finding) || !said.has(key2));
    for (let { key: key2 } of own) said.add(key2);
    return { ...image2, findings: findings2.map(({ finding }) => finding) };
  });
}
function isShared({ rule, level: level2 }) {
  return level2 !== "error" && RULES.some(({ id, shared }) => id === rule && shared === !0);
}
var init_once = __esm({
  "src/report/once.ts"() {
    "use strict";
    init_rules();
  }
});

// src/gate.ts
async function gate(settings, world) {
  let { exec: exec2, past, cwd, folder, runId, waiver } = world, { builder, only } = settings.run, mode = settings.run.baseline ?? "auto", images = await plan(settings.images, exec2, cwd, (path2) => (0, import_node_path23.relative)(cwd, path2) || "."), isToStart = images.some(({ settings: { smoke: smoke3 } }) => smoke3 !== null), engine = images.some(needsEngine) || namesImage(mode) ? await describeEngine(exec2, builder, isToStart) : null, measurements = openMeasurements(past.store, engine?.report ?? null), worktree = (0, import_node_path23.join)(folder, "base");
  try {
    let found2 = await findBaselines(images, mode, { ...world, measurements, worktree }), place2 = { exportsOci: engine?.exportsOci === !0, folder, runId }, jobs = layOut2(images, "image", place2), baseJobs = layOut2(baselineImages(found2), "base", place2), examined = await buildAndExamine([...jobs, ...baseJobs], builder, world), bases = examined.slice(jobs.length), compared = examined.slice(0, jobs.length).map((own) => compareImage(own, found2, bases, waiver !== null));
    await keepMeasurements(compared, past, measurements);
    let reports = sharedOnce(compared.map((own) => imageReport(withVariant(own, compared), own)));
    return {
      schemaVersion: 1,
      verdict: runVerdict(reports),
      engine: engine?.report ?? null,
      images: reports,
      // Of some images of several, the others are not removed.
      removedImages: only === null ? found2.removed : [],
      waiver
    };
  } finally {
    past.git.kind === "git" && await past.git.removeWorktree(worktree, past.warn);
  }
}
async function buildAndExamine(jobs, builder, world) {
  let { exec: exec2, cleanUpExec, layerCache, cwd, folder, view } = world, targets = targetsOf(jobs), show = (path2) => (0, import_node_path23.relative)(cwd, path2) || ".";
  try {
    for (let directory of ownDirectories(jobs)) await layerCache.placeHolders(directory);
    view.begin(targets);
    let [results, contexts] = await Promise.all([
      build2(targets, builder, { exec: exec2, folder, show, onStep: view.step }).finally(view.end),
      measureContexts(jobs, show)
    ]), examined = [];
    for (let job of jobs) examined.push(await examine(job, { results, contexts }, world));
    return examined;
  } finally {
    let loaded = loadedImages(jobs);
    loaded.length > 0 && await cleanUpExec("docker", ["image", "rm", ...loaded]);
  }
}
function needsEngine({ how }) {
  return how.kind === "built" || how.source.kind === "engine";
}
var import_node_path23, init_gate = __esm({
  "src/gate.ts"() {
    "use strict";
    import_node_path23 = require("node:path");
    init_examine();
    init_compared();
    init_find();
    init_measurements();
    init_bake2();
    init_engine();
    init_jobs();
    init_plan();
    init_contexts();
    init_assemble();
    init_once();
    init_verdict();
  }
});

// src/image/engine.ts
function dockerSave(start = startProcess) {
  return async function* (name) {
    let docker = start("docker", ["save", "--", name]), complaint2 = "";
    docker.stderr.setEncoding("utf8").on("data", (text7) => {
      complaint2 = (complaint2 + text7).slice(0, STDERR_KEPT);
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
    let [code2, signal] = await ended;
    if (code2 !== 0) throw saveFailed(name, complaint2.trim(), code2 ?? signal);
  };
}
function cannotStart(error) {
  return new StagegateError(
    `docker cannot be started: ${messageOf(error)}`,
    "Install Docker's command line, or name an archive instead, e.g. `app.tar`.",
    { cause: error }
  );
}
function saveFailed(name, complaint2, ending) {
  let reason2 = complaint2.split(`
`).at(-1) || "it gave no reason";
  return /cannot connect|failed to connect|error during connect|connection refused/i.test(complaint2) ? new StagegateError(
    `the engine is not running: ${reason2}`,
    "Start Docker, or set DOCKER_HOST or `docker context use` to an engine that runs."
  ) : /permission denied/i.test(complaint2) ? new StagegateError(
    `the engine may not be asked: ${reason2}`,
    "Give this user access to Docker's socket, e.g. by the group docker."
  ) : /no such image|does not exist|not found/i.test(complaint2) ? new StagegateError(
    `the engine has no image ${name}`,
    `Build it by \`docker build --tag ${name} .\`, or pull it by \`docker pull ${name}\`.`
  ) : new StagegateError(`docker save ${name} failed (${ending}): ${reason2}`);
}
var import_node_child_process2, import_node_events, STDERR_KEPT, startProcess, init_engine2 = __esm({
  "src/image/engine.ts"() {
    "use strict";
    import_node_child_process2 = require("node:child_process"), import_node_events = require("node:events");
    init_errors();
    STDERR_KEPT = 16 * 1024, startProcess = (command2, args) => (0, import_node_child_process2.spawn)(command2, args, { stdio: ["ignore", "pipe", "pipe"] });
  }
});

// src/secrets/kind.ts
function holding(what, paths, ...patterns2) {
  let isThere = (text7) => patterns2.some(
    (pattern) => [...text7.matchAll(pattern)].some(([, value = ""]) => !isPlaceholder(unquoted(value)))
  );
  return { paths, find: (text7) => isThere(text7) ? what : null };
}
var init_kind = __esm({
  "src/secrets/kind.ts"() {
    "use strict";
    init_values();
  }
});

// src/secrets/kinds/accounts.ts
function gitLogin(text7) {
  let header = /^[ \t]*extraheader[ \t]*=[ \t]*authorization:[ \t]*(?:basic|bearer)[ \t]+[\w+/=.-]{20}/im;
  return passwordInUrl(text7) ?? (header.test(text7) ? "git's login" : null);
}
var ACCOUNTS, init_accounts = __esm({
  "src/secrets/kinds/accounts.ts"() {
    "use strict";
    init_kind();
    init_variables();
    ACCOUNTS = [
      holding("a password of netrc", ["**/{.netrc,_netrc}"], /^(?:[^#\n]*[ \t])?password[ \t]+(\S+)/gm),
      {
        paths: ["**/.git-credentials", "**/git/credentials", "**/.git/config", "**/{.gitconfig,.gitmodules}"],
        find: gitLogin
      },
      holding("a GitHub login", ["**/gh/hosts.yml"], /^[ \t]*oauth_token[ \t]*:(.*)$/gm),
      holding("a GitLab login", ["**/glab-cli/config.yml"], /^[ \t]*token[ \t]*:(.*)$/gm),
      holding(
        "a PostgreSQL password",
        ["**/{.pgpass,pgpass.conf}"],
        /^[^#:\n][^:\n]*:[^:\n]*:[^:\n]*:[^:\n]*:(.*)$/gm
      ),
      holding("a MySQL password", ["**/{.my.cnf,my.cnf}"], /^[ \t]*password[ \t]*=(.*)$/gm),
      holding(
        "a Rails key",
        ["**/config/master.key", "**/config/credentials/*.key"],
        /^([0-9a-f]{32}|[0-9a-f]{64})\s*$/g
      )
    ];
  }
});

// src/secrets/kinds/clouds.ts
function registryLogin(text7) {
  for (let [, key2, value = ""] of text7.matchAll(
    /"(auth|identitytoken|registrytoken)"\s{0,9}:\s{0,9}"([^"]*)"/g
  )) {
    let secret3 = key2 === "auth" ? Buffer.from(value, "base64").toString().replace(/^[^:]*:?/, "") : value;
    if (!isPlaceholder(secret3)) return "a registry login";
  }
  return null;
}
var CLOUDS, init_clouds = __esm({
  "src/secrets/kinds/clouds.ts"() {
    "use strict";
    init_kind();
    init_values();
    CLOUDS = [
      holding(
        "an AWS secret key",
        ["**/.aws/{credentials,config}", "**/.boto"],
        /^[ \t]*aws_secret_access_key[ \t]*=(.*)$/gim
      ),
      holding("an S3 secret key", ["**/.s3cfg"], /^[ \t]*secret_key[ \t]*=(.*)$/gm),
      holding(
        "a Google Cloud login",
        ["**/{application_default_credentials,adc}.json", "**/.boto", "**/gcloud/credentials.db"],
        /"refresh_token"\s{0,9}:\s{0,9}("[^"]*")/g,
        /^[ \t]*gs_oauth2_refresh_token[ \t]*=(.*)$/gm
      ),
      holding(
        "an Azure login",
        [
          "**/.azure/{accessTokens,msal_token_cache,service_principal_entries}.json",
          "**/.azure/msal_token_cache.bin"
        ],
        /"(?:accessToken|refreshToken|secret|client_secret)"\s{0,9}:\s{0,9}("[^"]*")/g
      ),
      holding(
        "a Kubernetes login",
        [
          "**/.kube/config",
          "**/{kubeconfig,*.kubeconfig,kubeconfig.yaml,kubeconfig.yml}",
          "etc/rancher/*/*.yaml",
          "etc/kubernetes/*.conf"
        ],
        /^[ \t]*(?:- )?["']?(?:client-key-data|token|password|(?:access|id|refresh)-token)["']?[ \t]*:(.*)$/gm
      ),
      {
        paths: ["**/.docker/config.json", "**/{.dockercfg,.dockerconfigjson}", "**/containers/auth.json"],
        find: registryLogin
      },
      holding(
        "a Terraform token",
        ["**/{.terraformrc,terraform.rc}", "**/credentials.tfrc.json"],
        /^[ \t]*token[ \t]*=(.*)$/gm,
        /"token"\s{0,9}:\s{0,9}("[^"]*")/g
      )
    ];
  }
});

// src/secrets/text.ts
function textOf2(bytes) {
  let [first2, second] = bytes;
  return first2 === 255 && second === 254 ? new TextDecoder("utf-16le").decode(bytes) : new TextDecoder(first2 === 254 && second === 255 ? "utf-16be" : "utf-8").decode(bytes);
}
function withoutComments(xml) {
  let [first2 = "", ...rest] = xml.split("<!--");
  return first2 + rest.map((part2) => part2.split("-->").slice(1).join("-->")).join("");
}
var init_text = __esm({
  "src/secrets/text.ts"() {
    "use strict";
  }
});

// src/secrets/kinds/packages.ts
function inXml({ paths, find }) {
  return { paths, find: (text7) => find(withoutComments(text7)) };
}
var PACKAGES, init_packages = __esm({
  "src/secrets/kinds/packages.ts"() {
    "use strict";
    init_kind();
    init_text();
    init_variables();
    PACKAGES = [
      holding(
        "an npm token",
        ["**/{.npmrc,npmrc}"],
        /^[^#;\n]{0,300}\b_(?:authToken|auth|password)[ \t]*=(.*)$/gm
      ),
      holding("a Yarn token", ["**/.yarnrc.{yml,yaml}"], /\bnpmAuth(?:Token|Ident)["']?[ \t]*:(.*)$/gm),
      holding("a Yarn token", ["**/.yarnrc"], /_authToken"?[ \t]+(.*)$/gm),
      holding("a PyPI password", ["**/.pypirc"], /^[ \t]*password[ \t]*[=:](.*)$/gm),
      {
        paths: ["**/{pip.conf,pip.ini,uv.toml,Pipfile,.condarc,requirements*.txt}"],
        find: passwordInUrl
      },
      holding("a Poetry password", ["**/pypoetry/auth.toml"], /^[ \t]*password[ \t]*=(.*)$/gm),
      inXml(holding("a Maven password", ["**/settings.xml"], /<(?:password|passphrase)>([^<]*)</g)),
      inXml(
        holding(
          "a NuGet password",
          ["**/{nuget,NuGet,Nuget}.{config,Config}"],
          /"ClearTextPassword"\s{1,9}value="([^"]*)"/gi
        )
      ),
      holding(
        "a Cargo token",
        ["**/{.cargo,cargo}/{credentials,credentials.toml}"],
        /^[ \t]*token[ \t]*=(.*)$/gm
      ),
      holding("a RubyGems key", ["**/{.gem,gem}/credentials"], /^[ \t]*:[\w-]{1,60}:(.*)$/gm),
      holding(
        "a password of Bundler",
        ["**/.bundle/config"],
        /^BUNDLE_\w{1,99}:[ \t]*"?[\w.@-]{1,99}:([^\s"/]*)"?$/gm
      ),
      holding(
        "a Composer token",
        ["**/auth.json"],
        /"password"\s{0,9}:\s{0,9}("[^"]*")/g,
        /"(?:github-oauth|gitlab-oauth|gitlab-token|bearer)"\s{0,9}:\s{0,9}\{\s{0,99}"[^"]{1,200}"\s{0,9}:\s{0,9}("[^"]*")/g
      )
    ];
  }
});

// src/secrets/kinds.ts
function kindOf(path2) {
  return kinds ??= pathFinder(TABLE), kinds(path2)?.value ?? null;
}
function serviceAccountIn(text7) {
  return !text7.includes('"service_account"') || privateKeyIn(text7) === null ? null : "a key of a Google Cloud service account";
}
var kinds, PACKAGE_FOLDERS, NO_SECRETS, KEYS2, SETTINGS, VARIABLES, TABLE, init_kinds2 = __esm({
  "src/secrets/kinds.ts"() {
    "use strict";
    init_path_finder();
    init_accounts();
    init_clouds();
    init_packages();
    init_private_keys();
    init_variables();
    kinds = null, PACKAGE_FOLDERS = [
      "{,usr/,usr/local/}{lib,lib32,lib64,libexec,include}/**",
      "usr/local/go/**",
      "usr/share/{doc,doc-base,info,man,licenses,perl*,python*,ruby*,gems,rubygems*,nodejs,javascript,php*,java,maven*,R,go-*,ca-certificates,vim,emacs,bash-completion,zsh,fish,git-core}/**",
      "{proc,sys,dev}/**",
      "nix/store/**",
      "**/{node_modules,bower_components,site-packages,dist-packages,vendor,third_party,google-cloud-sdk,testdata,test_data,fixtures,__fixtures__,test-fixtures}/**",
      "**/lib/{python*,ruby,perl*}/**",
      "**/{gems,bundle/ruby}/**",
      "**/pkg/mod/**",
      "**/{.cargo,cargo}/{registry,git}/**",
      "**/{.rustup,rustup}/toolchains/**",
      "**/.m2/repository/**",
      "**/.gradle/{caches,wrapper}/**",
      "**/{.npm/_cacache,.pnpm-store,.yarn/cache,.yarn/berry}/**",
      "**/.cache/{pip,uv,pypoetry,yarn,pnpm,node-gyp,go-build,composer}/**",
      "**/conda/pkgs/**"
    ], NO_SECRETS = ["**/*snakeoil*", "**/.env.{test,testing,ci}"], KEYS2 = { paths: ["**/*.{pem,key,crt,cer,p8,asc}"], find: privateKeyIn }, SETTINGS = {
      paths: [
        "**/*.{json,yml,yaml,toml,ini,conf,cfg,cnf,properties,xml,config,sh,tf}",
        "**/{config,settings,local_settings,secrets,credentials,wp-config}.{js,cjs,mjs,ts,py,rb,php}",
        "**/{.bash_history,.zsh_history,.ash_history,.bashrc,.zshrc,.profile,.bash_profile,Dockerfile,Dockerfile.*}",
        "**/huggingface/token"
      ],
      onlySmall: !0,
      find: serviceAccountIn
    }, VARIABLES = {
      paths: ["**/{.env,.envrc,*.env,.env.*}", "**/*.tfvars"],
      find: secretInVariables
    }, TABLE = [
      ...PACKAGE_FOLDERS.map((pattern) => [pattern, "never"]),
      ...NO_SECRETS.map((pattern) => [pattern, "never"]),
      ...[...CLOUDS, ...PACKAGES, ...ACCOUNTS, VARIABLES, KEYS2, SETTINGS].flatMap(
        (kind2) => kind2.paths.map((pattern) => [pattern, kind2])
      )
    ];
  }
});

// src/secrets/secret-in.ts
function secretIn(path2, bytes) {
  let kind2 = kindOf(path2);
  if (kind2 === "never" || kind2 === null && !mayBeKey(bytes) || EXAMPLE3.test(path2)) return null;
  let text7 = textOf2(bytes);
  return kind2 === null ? privateKeyIn(text7) : kind2.find(text7) ?? privateKeyIn(text7) ?? tokenIn(text7);
}
var DETECTORS_VERSION, MOST_BYTES2, EXAMPLE3, init_secret_in = __esm({
  "src/secrets/secret-in.ts"() {
    "use strict";
    init_kinds2();
    init_private_keys();
    init_text();
    init_tokens();
    DETECTORS_VERSION = 1, MOST_BYTES2 = 64 * 1024;
    EXAMPLE3 = /(?:^|[./_-])(?:example|sample|template|tmpl|tpl|dist)s?(?:\.[^/]{1,20})?$/i;
  }
});

// src/image/damage.ts
function damageAt(place2, damage) {
  return new Damage(`${place2}: ${damage.message}`, damage.hint, { cause: damage });
}
async function within2(place2, read3) {
  try {
    return await read3();
  } catch (error) {
    throw error instanceof Damage ? damageAt(place2, error) : error;
  }
}
function quoted(text7) {
  let shown3 = text7.length > 200 ? `${text7.slice(0, 200)}\u2026` : text7;
  return JSON.stringify(shown3).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`
  );
}
function codeOf2(error) {
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
function parseDigest(text7) {
  if (typeof text7 == "string" && SHA256.test(text7)) return text7;
  throw new Damage(`${quoted(String(text7))} is no sha256 digest`);
}
function digestOf(bytes) {
  return `sha256:${(0, import_node_crypto5.createHash)("sha256").update(bytes).digest("hex")}`;
}
function verifyDigest(what, expected, actual) {
  if (expected !== actual) throw new Damage(`${what} is ${actual}, but should be ${expected}`);
}
function blobPath(digest) {
  return `blobs/${digest.replace(":", "/")}`;
}
var import_node_crypto5, SHA256, init_digest = __esm({
  "src/image/digest.ts"() {
    "use strict";
    import_node_crypto5 = require("node:crypto");
    init_damage();
    SHA256 = /^sha256:[0-9a-f]{64}$/;
  }
});

// src/image/layer-cache.ts
async function openLayerCache(folder) {
  let home = (0, import_node_path24.join)(folder, VERSION2);
  await (0, import_promises14.mkdir)(home, { recursive: !0 }).catch((error) => {
    throw new StagegateError(
      `the layer cache cannot be kept in ${folder} (${error.code})`,
      "Name a folder that can be written to by the variable XDG_CACHE_HOME",
      { cause: error }
    );
  });
  let names2 = (await (0, import_promises14.readdir)(home)).filter((name) => /^[0-9a-f]{64}$/.test(name)), known = /* @__PURE__ */ new Map();
  for (let name of names2) {
    let found2 = readKnown((0, import_node_path24.join)(home, name));
    found2 !== null && known.set(`sha256:${name}`, found2);
  }
  let used = /* @__PURE__ */ new Set(), fileOf = (digest) => (0, import_node_path24.join)(home, digest.replace("sha256:", ""));
  return {
    find: async (digest) => (used.add(digest), known.get(digest)?.layer() ?? null),
    keep: async (digest, blobSize, layer) => {
      known.set(digest, { blobSize, layer: async () => layer }), await write(fileOf(digest), blobSize, layer);
    },
    placeHolders: async (path2) => {
      await (0, import_promises14.mkdir)((0, import_node_path24.join)(path2, "blobs/sha256"), { recursive: !0 });
      for (let [digest, { blobSize }] of known) {
        let file = (0, import_node_fs5.openSync)((0, import_node_path24.join)(path2, blobPath(digest)), "w");
        (0, import_node_fs5.ftruncateSync)(file, blobSize), (0, import_node_fs5.closeSync)(file);
      }
    },
    close: async () => {
      let now = /* @__PURE__ */ new Date();
      for (let digest of used) known.has(digest) && await ifThere((0, import_promises14.utimes)(fileOf(digest), now, now));
      await dropOldest2(home);
    }
  };
}
async function dropOldest2(home) {
  let files2 = await Promise.all(
    (await (0, import_promises14.readdir)(home)).map(async (name) => {
      let found2 = await ifThere((0, import_promises14.stat)((0, import_node_path24.join)(home, name)));
      return { name, used: found2?.mtimeMs ?? 0, size: found2?.size ?? 0 };
    })
  ), kept = 0, bytes = 0;
  for (let { name, size: size3 } of files2.sort((a, b) => b.used - a.used))
    kept < MOST3 && bytes + size3 <= MOST_BYTES3 ? (kept += 1, bytes += size3) : await (0, import_promises14.rm)((0, import_node_path24.join)(home, name), { force: !0 });
}
async function ifThere(work) {
  return work.catch(nullIfGone);
}
function nullIfGone(error) {
  if (codeOf2(error) === "ENOENT") return null;
  throw error;
}
function bytesOf2(path2) {
  try {
    return (0, import_node_fs5.readFileSync)(path2);
  } catch (error) {
    return nullIfGone(error);
  }
}
async function write(path2, blobSize, layer) {
  let { size: size3, files: files2, watched, secrets: secrets2, entries } = layer.contents, head = {
    detectors: DETECTORS_VERSION,
    blobSize,
    diffId: layer.diffId,
    transferSize: layer.transferSize,
    size: size3,
    files: files2,
    secrets: secrets2,
    watched: [...watched].map(([name, file]) => [
      name,
      file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes).toString("base64") } : file
    ])
  }, rest = Buffer.concat([Buffer.from(`${JSON.stringify(head)}
`), await packEntries(entries)]), temporary = `${path2}.${(0, import_node_crypto6.randomBytes)(6).toString("hex")}`;
  await (0, import_promises14.writeFile)(temporary, [`${checksum2(rest)}
`, rest]), await ifThere((0, import_promises14.rename)(temporary, path2));
}
function readKnown(path2) {
  let bytes = bytesOf2(path2);
  if (bytes === null) return null;
  let rest = bytes.subarray(bytes.indexOf(`
`) + 1);
  if (bytes.toString("latin1", 0, bytes.length - rest.length) !== `${checksum2(rest)}
`) return null;
  let end = rest.indexOf(`
`), head = JSON.parse(rest.toString("utf8", 0, end));
  if (head.detectors !== DETECTORS_VERSION) return null;
  let layer = null;
  return {
    blobSize: head.blobSize,
    layer: () => (layer ??= layerOf(head, rest.subarray(end + 1)), layer)
  };
}
async function layerOf(head, packed) {
  let { diffId, transferSize: transferSize2, size: size3, files: files2, secrets: secrets2 } = head, watched = head.watched.map(([name, file]) => [
    name,
    file.kind === "file" ? { ...file, bytes: Buffer.from(file.bytes, "base64") } : file
  ]), entries = await unpackEntries(packed);
  return { diffId, transferSize: transferSize2, contents: { size: size3, files: files2, watched: new Map(watched), secrets: secrets2, entries } };
}
function checksum2(bytes) {
  return (0, import_node_crypto6.createHash)("sha256").update(bytes).digest("hex");
}
var import_node_crypto6, import_node_fs5, import_promises14, import_node_path24, VERSION2, MOST3, MOST_BYTES3, init_layer_cache = __esm({
  "src/image/layer-cache.ts"() {
    "use strict";
    import_node_crypto6 = require("node:crypto"), import_node_fs5 = require("node:fs"), import_promises14 = require("node:fs/promises"), import_node_path24 = require("node:path");
    init_errors();
    init_secret_in();
    init_damage();
    init_digest();
    init_entries();
    VERSION2 = "v3", MOST3 = 1e3, MOST_BYTES3 = 32 * 1024 ** 2;
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
          var code2 = ri[bits];
          fill(syms, i, code2, ri[bits] = code2 + (1 << mb - bits));
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
async function peek(source, count4) {
  let iterator = source[Symbol.asyncIterator](), head = Buffer.alloc(0);
  for (; head.length < count4; ) {
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
  let first2 = head[0] ?? 0;
  return first2 >= 80 && first2 <= 95 && head[1] === 42 && head[2] === 77 && head[3] === 24 ? "zstd" : "none";
}
function expand3(blob, compression) {
  if (compression === "none") return blob;
  if (compression === "gzip") {
    let options = {
      chunkSize: CHUNK,
      writableHighWaterMark: 4 * CHUNK
    };
    return expandBy(zlib3.createGunzip(options), blob);
  }
  return "createZstdDecompress" in zlib3 ? expandZstd(blob) : expandZstdInJavaScript(blob);
}
async function* expandZstd(blob) {
  let chunks = blob[Symbol.asyncIterator](), last = new Uint8Array(0), given = 0;
  async function* give() {
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
      last = next.value, given += last.length, yield last;
  }
  let decompressor = zlib3.createZstdDecompress({ chunkSize: CHUNK, writableHighWaterMark: 1 });
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
    throw /^(Z|ZSTD)_/.test(codeOf2(error)) ? new Damage(`its compressed data is damaged or cut off (${messageOf(error)})`, null, {
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
var import_node_stream, zlib3, CHUNK, init_compression = __esm({
  "src/image/compression.ts"() {
    "use strict";
    import_node_stream = require("node:stream"), zlib3 = __toESM(require("node:zlib"), 1);
    init_errors();
    init_damage();
    CHUNK = 256 * 1024;
  }
});

// src/secrets/reader.ts
var SecretReader, init_reader = __esm({
  "src/secrets/reader.ts"() {
    "use strict";
    init_kinds2();
    init_private_keys();
    init_secret_in();
    SecretReader = class {
      /** In the order of the layer's files. */
      found = [];
      #allowance;
      #bytes = null;
      #path = "";
      /** Whether bytes must show first that they begin like a private key. */
      #isOpen = !1;
      /** Bytes of the file that are wanted. */
      #wanted = 0;
      #filled = 0;
      constructor(allowance) {
        this.#allowance = allowance;
      }
      /** The file whose bytes come next; of size 0 for what is no file. */
      file(path2, size3) {
        let kind2 = size3 === 0 ? "never" : kindOf(path2), isNever = kind2 === "never" || kind2?.onlySmall === !0 && size3 > MOST_BYTES2;
        this.#path = path2, this.#isOpen = kind2 === null, this.#wanted = isNever ? 0 : Math.min(size3, MOST_BYTES2), this.#filled = 0;
      }
      /** A piece of that file. */
      body(piece) {
        if (this.#filled >= this.#wanted) return;
        if (this.#isOpen && !mayBeKey(piece)) {
          this.#wanted = 0;
          return;
        }
        if (this.#isOpen = !1, this.#bytes ??= Buffer.allocUnsafe(MOST_BYTES2), this.#filled += piece.copy(this.#bytes, this.#filled, 0, this.#wanted - this.#filled), this.#filled < this.#wanted) return;
        let what = secretIn(this.#path, this.#bytes.subarray(0, this.#wanted));
        what !== null && (this.#allowance.list(this.#path.length), this.found.push({ path: this.#path, what }));
      }
    };
  }
});

// src/image/image.ts
var WATCHED_PATHS, init_image2 = __esm({
  "src/image/image.ts"() {
    "use strict";
    WATCHED_PATHS = ["etc/passwd", "etc/group"];
  }
});

// src/image/contents.ts
function removal(marker) {
  let folder = import_node_path25.posix.dirname(marker), name = import_node_path25.posix.basename(marker);
  if (name === OPAQUE) return { kind: "emptied", path: folder === "." ? "" : folder };
  let removed = name.slice(WHITEOUT.length);
  if (/^\.{0,2}$/.test(removed)) throw new Damage(`entry ${quoted(marker)} is a whiteout of no name`);
  return { kind: "removed", path: import_node_path25.posix.join(folder, removed) };
}
function linkedPath2(path2, link) {
  let target2 = pathInside(link);
  if (target2 !== null) return target2;
  throw new Damage(`entry ${quoted(path2)} is a hard link to ${quoted(link)}, out of its root`);
}
function pathOf4(name) {
  let path2 = pathInside(name);
  if (path2 === null) throw new Damage(`entry ${quoted(name)} leads out of its root`);
  return path2;
}
function pathInside(name) {
  if (!/^[./]|\/[./]|\/$/.test(name)) return name;
  let path2 = import_node_path25.posix.normalize(name.replace(/^\/+/, "/")).replace(/\/$/, "");
  return path2 === ".." || path2.startsWith("../") ? null : path2 === "." ? "" : path2.replace(/^\//, "");
}
function pathsAbove(keyOf2) {
  let map = /* @__PURE__ */ new Map();
  for (let watched of WATCHED_PATHS)
    for (let path2 = watched; path2 !== "."; path2 = import_node_path25.posix.dirname(path2)) {
      let key2 = keyOf2(path2);
      map.set(key2, [...map.get(key2) ?? [], watched]);
    }
  return map;
}
var import_node_path25, import_node_zlib, WHITEOUT, OPAQUE, PATHS, WHITEOUTS, OPAQUES, ContentsReader, init_contents = __esm({
  "src/image/contents.ts"() {
    "use strict";
    import_node_path25 = require("node:path"), import_node_zlib = require("node:zlib");
    init_reader();
    init_damage();
    init_entries();
    init_image2();
    WHITEOUT = ".wh.", OPAQUE = ".wh..wh..opq", PATHS = pathsAbove((path2) => path2), WHITEOUTS = pathsAbove((path2) => import_node_path25.posix.join(import_node_path25.posix.dirname(path2), WHITEOUT + import_node_path25.posix.basename(path2))), OPAQUES = pathsAbove((path2) => import_node_path25.posix.join(import_node_path25.posix.dirname(path2), OPAQUE)), ContentsReader = class {
      #allowance;
      #secrets;
      #watched = /* @__PURE__ */ new Map();
      #entries = new EntryList();
      #size = 0;
      #files = 0;
      #filling = null;
      #hashing = null;
      constructor(allowance) {
        this.#allowance = allowance, this.#secrets = new SecretReader(allowance);
      }
      entry(entry) {
        this.#allowance.entry(), this.#filling = null, this.#hashing = null;
        let path2 = pathOf4(entry.name), marker = import_node_path25.posix.basename(path2).startsWith(WHITEOUT);
        (entry.type === "file" || entry.type === "sparse file") && (this.#size += entry.size, marker || (this.#files += 1)), this.#secrets.file(path2, entry.type === "file" && !marker ? entry.size : 0), marker ? this.#remove(path2) : this.#watch(path2, entry), this.#list(path2, marker, entry);
      }
      /** A piece of the body of the entry before. */
      body(bytes) {
        this.#hashing !== null && (this.#hashing.crc = (0, import_node_zlib.crc32)(bytes, this.#hashing.crc)), this.#secrets.body(bytes), this.#filling !== null && (bytes.copy(this.#filling.bytes, this.#filling.filled), this.#filling.filled += bytes.length);
      }
      /** What was gathered, to call when all has passed. */
      contents() {
        let entries = this.#entries;
        return {
          size: this.#size,
          files: this.#files,
          watched: this.#watched,
          secrets: this.#secrets.found,
          get entries() {
            return entries.all();
          }
        };
      }
      #list(path2, marker, { type, size: size3, mode, link }) {
        if (this.#allowance.list(path2.length + link.length), marker) this.#entries.add(removal(path2));
        else if (type === "file" || type === "sparse file") {
          let file = { kind: "file", path: path2, size: size3, mode, crc: 0 };
          this.#hashing = file, this.#entries.add(file);
        } else type === "hard link" ? this.#entries.add({ kind: type, path: path2, target: linkedPath2(path2, link) }) : type === "symlink" ? this.#entries.add({ kind: type, path: path2, target: link }) : this.#entries.add({ kind: type === "directory" ? type : "other", path: path2 });
      }
      #remove(path2) {
        for (let removed of WHITEOUTS.get(path2) ?? []) this.#watched.set(removed, { kind: "removed" });
        for (let hidden of OPAQUES.get(path2) ?? [])
          this.#watched.has(hidden) || this.#watched.set(hidden, { kind: "removed" });
      }
      #watch(path2, entry) {
        for (let watched of PATHS.get(path2) ?? []) {
          let above = watched !== path2;
          above && entry.type === "directory" || (!above && entry.type === "file" ? this.#watched.set(path2, this.#file(path2, entry.size)) : !above || entry.type === "symlink" ? this.#watched.set(watched, { kind: "other", type: entry.type }) : this.#watched.set(watched, { kind: "removed" }));
        }
      }
      #file(path2, size3) {
        if (size3 > 4194304)
          throw new Damage(`entry ${quoted(path2)} is ${size3} bytes; it may have at most ${4194304}`);
        this.#allowance.keep(size3);
        let bytes = Buffer.alloc(size3);
        return this.#filling = { bytes, filled: 0 }, { kind: "file", bytes };
      }
    };
  }
});

// src/image/tar-header.ts
function entryType(flag3, name) {
  let type = TYPES.get(flag3);
  if (type === void 0)
    throw new Damage(`entry ${quoted(name)} is of the unknown type ${quoted(flag3)}`);
  return type;
}
function parseHeader(block, start) {
  if (!checksumHolds(block, start)) throw new Damage("a tar header's checksum is wrong");
  let flagByte = block[start + 156], name = text5(block, start, 100);
  if (block.toString("latin1", start + 257, start + 265).startsWith("ustar\0") && block[start + 345] !== 0) {
    let star = block.toString("latin1", start + 508, start + 512) === "tar\0";
    name = `${text5(block, start + 345, star ? 131 : 155)}/${name}`;
  }
  let flag3 = flagByte === 0 && name.endsWith("/") ? "5" : flagByte === 0 ? "0" : String.fromCharCode(flagByte ?? 0), size3 = number2(block, start + 124, 12, name, "size"), sparse = flag3 === "S";
  return {
    name,
    flag: flag3,
    mode: number2(block, start + 100, 8, name, "mode") & 4095,
    size: size3,
    link: block[start + 157] === 0 ? "" : text5(block, start + 157, 100),
    realSize: sparse ? number2(block, start + 483, 12, name, "size") : null,
    extended: sparse && block[start + 482] !== 0
  };
}
function isZeroBlock(block, start) {
  if (block[start] !== 0) return !1;
  for (let at = start; at < start + 512; at++) if (block[at] !== 0) return !1;
  return !0;
}
function parsePax(body2) {
  let records = /* @__PURE__ */ new Map(), at = 0;
  for (; at < body2.length; ) {
    let space = body2.indexOf(32, at), digits = space < 0 ? "" : body2.toString("latin1", at, space), end = /^[0-9]{1,9}$/.test(digits) ? at + Number(digits) : Number.NaN, equals = body2.indexOf(61, space);
    if (!(end <= body2.length && equals > space && equals < end && body2[end - 1] === 10))
      throw new Damage("a pax extended header is malformed");
    let value = body2.toString("utf8", equals + 1, end - 1);
    records.set(body2.toString("utf8", space + 1, equals), value), at = end;
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
function text5(block, start, length) {
  let nul = block.indexOf(0, start), end = nul < 0 || nul > start + length ? start + length : nul;
  return block.toString("utf8", start, end);
}
function number2(block, start, length, name, what) {
  let first2 = block[start] ?? 0, value = (first2 & 128) === 0 ? octal(block, start, length) : base256();
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Damage(`entry ${quoted(name)} has no valid ${what}`);
  function base256() {
    let sum2 = first2 & 127;
    for (let at = start + 1; at < start + length; at++) sum2 = sum2 * 256 + (block[at] ?? 0);
    return sum2;
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
  if (block[at] === 0) return value;
  for (; at < end; at++) if (!isBlank(block[at])) return Number.NaN;
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
function untilNul(body2) {
  let nul = body2.indexOf(0);
  return body2.toString("utf8", 0, nul < 0 ? body2.length : nul);
}
function paxNumber(value, name) {
  if (value === void 0 || value === "") return null;
  let parsed2 = /^[0-9]+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(parsed2)) return parsed2;
  throw new Damage(`entry ${quoted(name)} has no valid size`);
}
var BLOCK, EXTENDED_BYTES, EMPTY2, TarReader, init_tar = __esm({
  "src/image/tar.ts"() {
    "use strict";
    init_damage();
    init_tar_header();
    BLOCK = 512, EXTENDED_BYTES = 1024 ** 2, EMPTY2 = Buffer.alloc(0), TarReader = class {
      #partial = EMPTY2;
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
            this.#partial = EMPTY2;
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
        let body2 = Buffer.concat(this.#extended.pieces), flag3 = this.#extended.flag;
        this.#extended = null, flag3 === "x" && (this.#pax = parsePax(body2)), flag3 === "L" && (this.#longName = untilNul(body2)), flag3 === "K" && (this.#longLink = untilNul(body2));
      }
      #entry(header) {
        let pax = this.#pax, name = this.#longName ?? pax?.get("GNU.sparse.name") ?? (pax?.get("path") || header.name), link = this.#longLink ?? (pax?.get("linkpath") || header.link);
        this.#entryName = name;
        let type = entryType(header.flag, name), hasBody = type === "file" || type === "sparse file", stored = hasBody ? paxNumber(pax?.get("size"), name) ?? header.size : 0, realSize = paxNumber(pax?.get("GNU.sparse.realsize") ?? pax?.get("GNU.sparse.size"), name) ?? header.realSize;
        return this.#longName = this.#longLink = this.#pax = null, this.#body = stored, this.#padding = paddingOf(stored), !hasBody || realSize === null ? { name, type, mode: header.mode, size: stored, link } : { name, type: "sparse file", mode: header.mode, size: Math.max(stored, realSize), link };
      }
    };
  }
});

// src/image/layer.ts
async function scanLayer(blob, allowance) {
  let { head, all } = await peek(blob, 4), compression = sniff(head), blobHash = (0, import_node_crypto7.createHash)("sha256"), blobSize = 0;
  async function* stored() {
    for await (let chunk of all)
      blobHash.update(chunk), blobSize += chunk.length, yield chunk;
  }
  let tarHash = (0, import_node_crypto7.createHash)("sha256"), tar = new TarReader(), reader = new ContentsReader(allowance);
  for await (let chunk of expand3(stored(), compression)) {
    compression !== "none" && (allowance.expand(chunk.length), tarHash.update(chunk));
    for (let part2 of tar.read(chunk))
      part2 instanceof Uint8Array ? reader.body(part2) : reader.entry(part2);
  }
  tar.end();
  let digest = `sha256:${blobHash.digest("hex")}`, diffId = compression === "none" ? digest : `sha256:${tarHash.digest("hex")}`;
  return { digest, diffId, compression, blobSize, contents: reader.contents() };
}
function verifyLayer(scan3, expected) {
  expected.digest !== null && verifyDigest("the blob's digest", expected.digest, scan3.digest), verifyDigest("the uncompressed layer's digest", expected.diffId, scan3.diffId);
  let transferSize2 = scan3.compression === "none" ? null : scan3.blobSize;
  return { diffId: scan3.diffId, transferSize: transferSize2, contents: scan3.contents };
}
var import_node_crypto7, init_layer = __esm({
  "src/image/layer.ts"() {
    "use strict";
    import_node_crypto7 = require("node:crypto");
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
  let [image2, asked] = [parsed(actual), parsed(wanted)];
  if (image2.os !== asked.os || image2.architecture !== asked.architecture) return !1;
  let usual = USUAL_VARIANTS[asked.architecture];
  return asked.variant === void 0 || (image2.variant ?? usual) === asked.variant;
}
function parsed(platform) {
  let [os = "", name = "", variant2] = platform.toLowerCase().split("/");
  return { os, architecture: ARCHITECTURES[name] ?? name, variant: variant2 };
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
function parseJson2(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: !0 }).decode(bytes));
  } catch (error) {
    throw new Damage("is not valid JSON", null, { cause: error });
  }
}
function parseIndexOrManifest(json2) {
  let document = object2(json2, "it");
  if (document.manifests !== void 0)
    return { kind: "index", manifests: list4(document.manifests, "manifests").map(descriptor2) };
  if (document.layers === void 0 || document.config === void 0)
    throw new Damage("is neither an image index nor an image manifest");
  let layers3 = list4(document.layers, "layers").map((layer) => descriptor2(layer).digest);
  return { kind: "manifest", config: descriptor2(document.config).digest, layers: layers3 };
}
function parseIndex(json2) {
  let index2 = parseIndexOrManifest(json2);
  if (index2.kind === "index") return index2;
  throw new Damage("is no image index");
}
function parseSavedImages(json2) {
  return list4(json2, "it").map((item) => {
    let image2 = object2(item, "an image in it");
    return {
      config: text6(image2.Config, "Config"),
      layers: list4(image2.Layers, "Layers").map((layer) => text6(layer, "a layer")),
      tags: list4(image2.RepoTags, "RepoTags").map((tag) => text6(tag, "a tag"))
    };
  });
}
function parseConfig(json2) {
  let document = object2(json2, "it"), settings = object2(document.config ?? {}, "config"), labels = Object.entries(object2(settings.Labels ?? {}, "config.Labels")), rootfs = object2(document.rootfs, "rootfs");
  return {
    diffIds: list4(rootfs.diff_ids, "rootfs.diff_ids").map(parseDigest),
    config: {
      platform: platformOf(document),
      user: text6(settings.User ?? "", "config.User"),
      labels: Object.fromEntries(labels.map(([name, value]) => [name, text6(value, "a label")])),
      env: list4(settings.Env, "config.Env").map((variable) => text6(variable, "a variable")),
      healthcheck: isHealthcheck(settings.Healthcheck),
      history: list4(document.history, "history").map(historyEntry)
    }
  };
}
function isHealthcheck(json2) {
  let [kind2 = "NONE"] = json2 == null ? [] : list4(object2(json2, "config.Healthcheck").Test, "its Test");
  return kind2 !== "NONE" && kind2 !== "";
}
function historyEntry(json2) {
  let entry = object2(json2, "an entry of history");
  return {
    createdBy: text6(entry.created_by ?? "", "created_by"),
    emptyLayer: entry.empty_layer === !0
  };
}
function descriptor2(json2) {
  let item = object2(json2, "a descriptor"), annotations = Object.entries(object2(item.annotations ?? {}, "annotations"));
  return {
    digest: parseDigest(item.digest),
    platform: item.platform == null ? null : platformOf(object2(item.platform, "platform")),
    annotations: Object.fromEntries(annotations.map(([name, value]) => [name, text6(value, "an annotation")]))
  };
}
function platformOf(json2) {
  let variant2 = text6(json2.variant ?? "", "variant"), platform = `${text6(json2.os, "os")}/${text6(json2.architecture, "architecture")}`;
  return variant2 === "" ? platform : `${platform}/${variant2}`;
}
function object2(json2, what) {
  if (typeof json2 == "object" && json2 !== null && !Array.isArray(json2))
    return json2;
  throw new Damage(`${what} is no JSON object`);
}
function list4(json2, what) {
  if (json2 == null) return [];
  if (Array.isArray(json2)) return json2;
  throw new Damage(`${what} is no list`);
}
function text6(json2, what) {
  if (typeof json2 == "string") return json2;
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
async function chooseImage(index2, platform, read3) {
  let { digest } = choose(await candidatesOf(index2, read3), platform), manifest = await readManifest(digest, read3), { config, diffIds } = await readConfig(manifest, read3);
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
async function candidatesOf(index2, read3) {
  let found2 = /* @__PURE__ */ new Map(), opened = /* @__PURE__ */ new Set(), visit = async (part2, outerName) => {
    for (let { digest, platform, annotations } of part2.manifests) {
      if (platform === "unknown/unknown" || annotations["vnd.docker.reference.type"] !== void 0) continue;
      let name = outerName ?? annotations["io.containerd.image.name"] ?? annotations["org.opencontainers.image.ref.name"] ?? null;
      if (found2.has(digest) || opened.has(digest)) continue;
      let nested = platform === null ? await readIndexOrManifest(digest, read3) : null;
      if (nested?.kind === "index")
        opened.add(digest), await visit(nested, name);
      else if (nested === null)
        found2.set(digest, { name, digest, platform });
      else {
        let { config } = await readConfig(nested, read3);
        found2.set(digest, { name, digest, platform: config.platform });
      }
    }
  };
  return await visit(index2, null), [...found2.values()];
}
function choose(candidates, platform) {
  let [only] = candidates;
  if (only === void 0) throw new Damage("holds no image");
  if (new Set(candidates.map(({ name }) => name)).size > 1) throw severalImages(candidates.map(shown2));
  if (platform === null && candidates.length === 1) return only;
  let wanted = platform ?? hostPlatform(), [first2, ...others] = candidates.filter((each) => platformMatches(each.platform ?? "", wanted));
  if (first2 === void 0)
    throw new Damage(
      `holds no image for ${wanted}, but: ${candidates.map(shown2).join(", ")}`,
      "Name one of its platforms, e.g. `--platform linux/arm64`."
    );
  if (others.length > 0) throw severalImages([first2, ...others].map(shown2));
  return first2;
}
function shown2({ name, digest, platform }) {
  return `${name ?? digest} (${platform})`;
}
async function readManifest(digest, read3) {
  let manifest = await readIndexOrManifest(digest, read3);
  if (manifest.kind === "manifest") return manifest;
  throw new Damage(`${blobPath(digest)}: is an index where a manifest should be`);
}
function readIndexOrManifest(digest, read3) {
  return within2(blobPath(digest), async () => parseIndexOrManifest(parseJson2(await read3(digest))));
}
function readConfig(manifest, read3) {
  return within2(blobPath(manifest.config), async () => parseConfig(parseJson2(await read3(manifest.config))));
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
      kept: 128 * 1024 ** 2,
      names: 128 * 1024 ** 2
    }, DOCUMENT_BYTES = 4 * 1024 ** 2, Allowance = class {
      #limits;
      #entries = 0;
      #read = 0;
      #expanded = 0;
      #kept = 0;
      #names = 0;
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
      /** Characters of one more path, and of what it links to. */
      list(characters) {
        if (this.#names += characters, this.#names > this.#limits.names)
          throw new Damage(`the names of its entries are more than ${this.#limits.names} characters`);
      }
    };
  }
});

// src/image/tar-members.ts
async function* tarMembers(source) {
  let tar = new TarReader(), parts = partsOf3(tar, source), upcoming = await parts.next(), bodyOwner = null, turn = Promise.resolve(null), pieceOf = (entry) => (turn = turn.then(async () => {
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
async function* partsOf3(tar, source) {
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
var import_node_path26, import_node_stream2, PassedArchive, init_passed_archive = __esm({
  "src/image/passed-archive.ts"() {
    "use strict";
    import_node_path26 = require("node:path"), import_node_stream2 = require("node:stream");
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
      find(path2) {
        return this.#documents.get(this.#followed(path2)) ?? null;
      }
      /** The same; throws Damage where there is none, or where its digest is another than `digest`. */
      document(path2, digest) {
        let bytes = this.find(path2);
        if (bytes === null) throw new Damage("is missing");
        return digest !== null && verifyDigest("its digest", digest, digestOf(bytes)), bytes;
      }
      /** What was found of a layer, links followed. Throws the Damage that kept it from being one. */
      async layer(path2) {
        let target2 = this.#followed(path2), scan3 = this.#scans.get(target2);
        if (scan3 instanceof Damage) throw scan3;
        if (scan3 !== void 0) return scan3;
        let document = this.#documents.get(target2);
        if (document === void 0) throw new Damage("is missing");
        return scanLayer(import_node_stream2.Readable.from([document]), this.#allowance);
      }
      async #member(member) {
        let { entry } = member;
        this.#allowance.entry();
        let path2 = pathOf4(entry.name);
        entry.type === "symlink" ? this.#links.set(path2, import_node_path26.posix.join(import_node_path26.posix.dirname(path2), entry.link)) : entry.type === "hard link" ? this.#links.set(path2, entry.link) : entry.type === "file" && await this.#file(path2, member);
      }
      async #file(path2, { entry, body: body2 }) {
        let { head, all } = await peek(body2, 1);
        if (entry.size <= DOCUMENT_BYTES && /^[{[\s]/.test(head.toString("latin1", 0, 1))) {
          this.#allowance.keep(entry.size);
          let pieces = [];
          for await (let piece of all) pieces.push(piece);
          this.#documents.set(path2, Buffer.concat(pieces));
          return;
        }
        try {
          this.#scans.set(path2, await scanLayer(all, this.#allowance));
        } catch (error) {
          if (!(error instanceof Damage)) throw error;
          this.#scans.set(path2, error);
        }
      }
      /** Docker before 25 saves a layer once and links to it from where it comes up again. */
      #followed(path2) {
        let followed = /* @__PURE__ */ new Set(), target2 = path2;
        for (let link = this.#links.get(target2); link !== void 0; link = this.#links.get(target2)) {
          if (followed.has(target2)) throw new Damage(`link ${quoted(path2)} leads to itself`);
          followed.add(target2), target2 = pathOf4(link);
        }
        return target2;
      }
    };
  }
});

// src/image/archive.ts
async function readArchive(source, platform, allowance) {
  let passed = await PassedArchive.over(uncompressed(source, allowance), allowance), image2 = await savedImage(passed, platform) ?? await indexedImage(passed, platform), layers3 = [];
  for (let layer of image2.layers)
    layers3.push(await within2(layer.path, async () => verifyLayer(await passed.layer(layer.path), layer)));
  return { config: image2.config, layers: layers3 };
}
async function* uncompressed(source, allowance) {
  let { head, all } = await peek(source, 4), compression = sniff(head);
  for await (let chunk of expand3(all, compression))
    compression !== "none" && allowance.expand(chunk.length), yield chunk;
}
async function savedImage(passed, platform) {
  let document = passed.find("manifest.json");
  if (document === null) return null;
  let saved2 = await within2("manifest.json", async () => onlyImage(parseSavedImages(parseJson2(document)))), { config, diffIds } = await within2(saved2.config, async () => {
    let digest = digestIn(saved2.config, /^(?:blobs\/sha256\/|sha256:|)([0-9a-f]{64})(?:\.json)?$/);
    return parseConfig(parseJson2(passed.document(pathOf4(saved2.config), digest)));
  });
  if (platform !== null && !platformMatches(config.platform, platform) && passed.find("index.json") !== null) return null;
  requirePlatform(config, platform);
  let layers3 = pairLayers(diffIds, saved2.layers, (diffId, path2) => ({
    path: pathOf4(path2),
    diffId,
    digest: digestIn(path2, /^blobs\/sha256\/([0-9a-f]{64})$/)
  }));
  return { config, layers: layers3 };
}
function onlyImage(images) {
  let [image2] = images;
  if (image2 === void 0) throw new Damage("holds no image");
  if (images.every(({ config }) => config === image2.config)) return image2;
  throw severalImages(images.map(({ config, tags }) => tags[0] ?? config));
}
async function indexedImage(passed, platform) {
  let document = passed.find("index.json");
  if (document === null)
    throw new Damage(
      "is no image archive: it has neither manifest.json nor index.json",
      "Make one by `docker save --output app.tar app:latest`."
    );
  let index2 = await within2("index.json", async () => parseIndex(parseJson2(document))), { config, layers: layers3 } = await chooseImage(
    index2,
    platform,
    async (digest) => passed.document(blobPath(digest), digest)
  );
  return { config, layers: layers3.map((layer) => ({ ...layer, path: blobPath(layer.digest) })) };
}
function digestIn(path2, pattern) {
  let hex = pattern.exec(path2)?.[1];
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
async function* readBytes(path2, allowance, signal) {
  await sizeOf3(path2);
  try {
    for await (let chunk of (0, import_node_fs6.createReadStream)(path2, { highWaterMark: CHUNK2, signal }))
      allowance.read(chunk.length), yield chunk;
  } catch (error) {
    throw asDamage(error);
  }
}
async function readDocument(path2, allowance) {
  let size3 = await sizeOf3(path2);
  if (size3 > DOCUMENT_BYTES) throw new Damage(`is ${size3} bytes; it may have at most ${DOCUMENT_BYTES}`);
  allowance.keep(size3);
  let chunks = [];
  for await (let chunk of readBytes(path2, allowance)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
async function sizeOf3(path2) {
  let found2 = await (0, import_promises15.stat)(path2).catch((error) => {
    throw asDamage(error);
  });
  if (!found2.isFile()) throw new Damage("is no regular file");
  return found2.size;
}
function asDamage(error) {
  let code2 = codeOf2(error);
  return /^E[A-Z0-9]+$/.test(code2) ? new Damage(code2 === "ENOENT" ? "is missing" : messageOf(error), null, { cause: error }) : error;
}
var import_node_fs6, import_promises15, CHUNK2, init_file2 = __esm({
  "src/image/file.ts"() {
    "use strict";
    import_node_fs6 = require("node:fs"), import_promises15 = require("node:fs/promises");
    init_errors();
    init_damage();
    init_limits();
    CHUNK2 = 256 * 1024;
  }
});

// src/image/oci.ts
async function readOciDirectory(path2, platform, allowance, cache2) {
  let index2 = await within2(
    "index.json",
    async () => parseIndex(parseJson2(await readDocument((0, import_node_path27.join)(path2, "index.json"), allowance)))
  ), { config, layers: layers3 } = await chooseImage(index2, platform, async (digest) => {
    let bytes = await readDocument((0, import_node_path27.join)(path2, blobPath(digest)), allowance);
    return verifyDigest("its digest", digest, digestOf(bytes)), bytes;
  });
  return { config, layers: await readLayers(path2, layers3, allowance, cache2) };
}
async function readLayers(path2, layers3, allowance, cache2) {
  let read3 = [], waiting = layers3.entries(), stop = new AbortController(), work = async () => {
    for (let [position, layer] of waiting) {
      if (stop.signal.aborted) return;
      read3[position] = await within2(blobPath(layer.digest), async () => {
        let known = await cache2?.find(layer.digest) ?? null;
        if (known !== null)
          return verifyDigest("the uncompressed layer's digest", layer.diffId, known.diffId), known;
        let blob = readBytes((0, import_node_path27.join)(path2, blobPath(layer.digest)), allowance, stop.signal), scan3 = await scanLayer(blob, allowance), verified = verifyLayer(scan3, layer);
        return await cache2?.keep(layer.digest, scan3.blobSize, verified), verified;
      });
    }
  }, failures = [], workers = Array.from(
    { length: SIDE_BY_SIDE },
    () => work().catch((error) => {
      failures.push(error), stop.abort();
    })
  );
  if (await Promise.all(workers), failures.length > 0) throw failures[0];
  return read3;
}
var import_node_path27, SIDE_BY_SIDE, init_oci = __esm({
  "src/image/oci.ts"() {
    "use strict";
    import_node_path27 = require("node:path");
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
var HINTS, init_read2 = __esm({
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
async function runGate({ settings, inputs, cwd, view, signal, warn, workflow }) {
  let layerCache = await openLayerCache((0, import_node_path28.join)(cacheFolder(), "layers")), folder = await (0, import_promises16.realpath)(await (0, import_promises16.mkdtemp)((0, import_node_path28.join)((0, import_node_os2.tmpdir)(), "stagegate-"))), saveImage = dockerSave(
    (command2, args) => (0, import_node_child_process3.spawn)(command2, args, { stdio: ["ignore", "pipe", "pipe"], signal })
  ), exec2 = createExec(signal), cleanUpExec = createExec(new AbortController().signal), event = workflow?.event ?? null, ownStore = folderStore((0, import_node_path28.join)(cacheFolder(), "measurements"));
  try {
    let git = await openGit(exec2, cwd, cleanUpExec);
    return await gate(settings, {
      exec: exec2,
      cleanUpExec,
      signal,
      layerCache,
      readImage: (source, platform, isOwn) => orStopped(readImage(source, { platform: platform ?? void 0, saveImage, cache: isOwn ? layerCache : void 0 }), signal),
      past: {
        git,
        inputs,
        findCommit: () => baseCommit({ git, event, mergeBaseByApi: workflow?.mergeBaseByApi ?? null }),
        store: workflow?.storeOver(ownStore) ?? ownStore,
        warn,
        keepAs: event !== null && isDefaultBranchPush(event) && git.kind === "git" ? git.head?.sha ?? null : null
      },
      cwd,
      folder,
      runId: (0, import_node_crypto8.randomBytes)(6).toString("hex"),
      waiver: workflow?.waiver ?? null,
      view
    });
  } finally {
    await (0, import_promises16.rm)(folder, { recursive: !0, force: !0 }), await layerCache.close();
  }
}
function cacheFolder() {
  return (0, import_node_path28.join)(process.env.XDG_CACHE_HOME || (0, import_node_path28.join)((0, import_node_os2.homedir)(), ".cache"), "stagegate");
}
var import_node_child_process3, import_node_crypto8, import_promises16, import_node_os2, import_node_path28, init_run = __esm({
  "src/run.ts"() {
    "use strict";
    import_node_child_process3 = require("node:child_process"), import_node_crypto8 = require("node:crypto"), import_promises16 = require("node:fs/promises"), import_node_os2 = require("node:os"), import_node_path28 = require("node:path");
    init_commit();
    init_git();
    init_store();
    init_exec();
    init_gate();
    init_event();
    init_engine2();
    init_layer_cache();
    init_read2();
    init_signals();
  }
});

// src/report/write.ts
var write_exports = {};
__export(write_exports, {
  writeReports: () => writeReports
});
async function writeReports(report5, folder) {
  await (0, import_promises17.mkdir)(folder, { recursive: !0 });
  for (let name of FORMAT_NAMES) {
    let { file, write: write2 } = FORMATS[name];
    file !== null && await (0, import_promises17.writeFile)((0, import_node_path29.resolve)(folder, file), await write2(report5));
  }
  return (0, import_node_path29.resolve)(folder, FORMATS.json.file);
}
var import_promises17, import_node_path29, init_write = __esm({
  "src/report/write.ts"() {
    "use strict";
    import_promises17 = require("node:fs/promises"), import_node_path29 = require("node:path");
    init_formats();
  }
});

// src/report/terminal-image.ts
var terminal_image_exports = {};
__export(terminal_image_exports, {
  explanation: () => explanation,
  inspection: () => inspection2
});
function inspection2(source, image2, colors) {
  let facts = [
    ["size", formatSize(image2.size)],
    ["transfer", image2.transferSize === null ? "unknown" : formatSize(image2.transferSize)],
    ["layers", `${image2.layers.length}`],
    ["runs as", terminalText(userWords(image2.user))],
    ["platform", terminalText(image2.platform)],
    ["made of", terminalText(baseImageWords(image2))]
  ], layers3 = image2.layers.map(({ diffId, size: size3, transferSize: transferSize2, files: files2, origin }, index2) => [
    `${index2 + 1}`,
    formatSize(size3),
    transferSize2 === null ? "unknown" : formatSize(transferSize2),
    `${files2}`,
    diffId.slice(0, 19),
    terminalText(originWords(origin, image2))
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
function explanation(source, image2, colors) {
  let rows2 = shares(image2).sort((a, b) => b.size - a.size).map(({ origin, size: size3, files: files2 }) => {
    let part2 = image2.size === 0 ? 0 : size3 / image2.size, bar2 = "\u2588".repeat(Math.round(part2 * BAR));
    return [
      formatSize(size3),
      `${(part2 * 100).toFixed(1)} %`,
      bar2,
      `${files2}`,
      terminalText(originWords(origin, image2))
    ];
  }), title2 = `${terminalText(source)}: ${formatSize(image2.size)}, ${terminalText(baseImageWords(image2))}`;
  return `${[
    colors.bold(title2),
    "",
    ...withHead(["size", "part", "", "files", "made by"], rows2, colors),
    ...section("hidden by later layers", waste2(image2), colors),
    ...section("stored more than once", duplicates2(image2), colors),
    ...section("can go", leftovers(image2), colors),
    ...section("secrets", secrets(image2), colors)
  ].join(`
`)}
`;
}
function section(title2, rows2, colors) {
  return rows2.length === 0 ? [] : ["", colors.bold(title2), ...aligned(rows2)];
}
function waste2(image2) {
  return image2.waste.map(({ size: size3, how, path: path2, origin, hiddenBy }) => [
    formatSize(size3),
    `${terminalText(path2)} ${how}`,
    terminalText(`${originWords(origin, image2)} \u2190 ${originWords(hiddenBy, image2)}`)
  ]);
}
function duplicates2(image2) {
  return image2.duplicates.map(({ size: size3, paths }) => [formatSize(size3), terminalText(paths.join(", "))]);
}
function leftovers(image2) {
  return image2.leftovers.map(({ size: size3, what, path: path2, origin, advice }) => [
    formatSize(size3),
    terminalText(`${what}: ${path2}`),
    terminalText(`${originWords(origin, image2)} \u2192 ${advice}`)
  ]);
}
function secrets(image2) {
  return image2.secrets.map(({ kind: kind2, name, what, origin, hidden }) => [
    terminalText(kind2 === "file" ? `/${name}` : name),
    terminalText(hidden ? `${what}, hidden by a later layer` : what),
    terminalText(originWords(origin, image2))
  ]);
}
var BAR, init_terminal_image = __esm({
  "src/report/terminal-image.ts"() {
    "use strict";
    init_shares();
    init_size();
    init_escape();
    init_terminal_parts();
    init_words();
    BAR = 24;
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
function plainView(write2) {
  let titles = /* @__PURE__ */ new Map(), told = /* @__PURE__ */ new Set();
  return {
    begin: (targets) => {
      for (let { id, title: title2 } of targets) titles.set(id, title2);
    },
    step: (step, before) => {
      !hasEnded(step, before) || told.has(step.digest) || (told.add(step.digest), write2(`${endedLine(step, titles)}
`));
    },
    end: () => {
    }
  };
}
function liveView(write2, columns, now) {
  let titles = /* @__PURE__ */ new Map(), running = /* @__PURE__ */ new Map(), drawn = 0, draw = (above = "") => {
    let lines2 = [...running.values()].map((step) => `${`${titleOf(step, titles)}  ${terminalText(step.name)}  ${formatDuration(Math.max(0, now() - (step.started ?? now())))}`.slice(0, columns() - 1)}
`), erase = drawn === 0 ? "" : `\x1B[${drawn}A\x1B[0J`;
    write2(erase + above + lines2.join("")), drawn = lines2.length;
  }, plain2 = plainView(draw), timer;
  return {
    begin: (targets) => {
      for (let { id, title: title2 } of targets) titles.set(id, title2);
      plain2.begin(targets), timer = setInterval(draw, 200);
    },
    step: (step, before) => {
      step.started !== null && step.completed === null && isOfDockerfile(step) ? running.set(step.digest, step) : running.delete(step.digest), plain2.step(step, before);
    },
    end: () => {
      clearInterval(timer), running.clear(), draw();
    }
  };
}
function groupedView(write2, stopToken) {
  let plain2 = plainView(write2), steps = /* @__PURE__ */ new Map(), known = [];
  return {
    begin: (targets) => {
      known = targets, plain2.begin(targets), write2(`::stop-commands::${stopToken}
`);
    },
    step: (step, before) => {
      steps.set(step.digest, step), plain2.step(step, before);
    },
    end: () => {
      write2(`::${stopToken}::
`);
      for (let { id, title: title2 } of known) {
        let lines2 = [...steps.values()].filter(({ targets, name }) => targets.includes(id) && stageStep(name) !== null).sort((a, b) => (a.started ?? Number.POSITIVE_INFINITY) - (b.started ?? Number.POSITIVE_INFINITY)).flatMap(({ name, log }) => [
          terminalText(name),
          ...log === "" ? [] : [terminalBlock(log.trimEnd())]
        ]), body2 = [`::stop-commands::${stopToken}`, ...lines2, `::${stopToken}::`];
        write2(`::group::Build of ${terminalText(title2)}
${body2.join(`
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
  let time2 = step.cached ? "cached" : formatDuration((step.completed ?? 0) - (step.started ?? step.completed ?? 0));
  return `${titleOf(step, titles)}  ${terminalText(step.name)}  ${step.error === "" ? time2 : `failed after ${time2}`}`;
}
function titleOf({ targets }, titles) {
  let [first2, ...others] = targets, title2 = terminalText(titles.get(first2 ?? "") ?? "");
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
async function main(world) {
  try {
    return await run(parseCommandLine(world.argv, world.cwd), world);
  } catch (error) {
    if (error instanceof StoppedError) throw error;
    return world.stderr.write(`${terminalBlock(describeError(error))}
`), 2;
  }
}
async function run(command2, world) {
  switch (command2.kind) {
    case "version":
      return world.stdout.write(`${world.version}
`), 0;
    case "help":
      return world.stdout.write((await Promise.resolve().then(() => (init_help(), help_exports))).help()), 0;
    case "inspect":
    case "explain":
      return inspect(command2, world);
    case "report":
      return (await Promise.resolve().then(() => (init_report2(), report_exports))).report(command2, world);
    case "gate":
      return gate2(command2, world);
  }
}
async function gate2({ inputs }, world) {
  let { createExec: createExec2 } = await Promise.resolve().then(() => (init_exec(), exec_exports)), { loadSettings: loadSettings2 } = await Promise.resolve().then(() => (init_load(), load_exports)), { runGate: runGate2 } = await Promise.resolve().then(() => (init_run(), run_exports)), { exitCode: exitCode2 } = await Promise.resolve().then(() => (init_verdict(), verdict_exports)), { terminal: terminal2 } = await Promise.resolve().then(() => (init_terminal(), terminal_exports)), settings = await loadSettings2(inputs, world.cwd, createExec2(world.signal)), report5 = await runGate2({
    settings,
    inputs,
    cwd: world.cwd,
    view: await viewFor(settings.run.progress, world.stderr),
    signal: world.signal,
    warn: (message) => world.stderr.write(`${terminalBlock(message)}
`),
    workflow: null
  });
  if (world.stdout.write(terminal2(report5, await colorsFor(world.stdout))), settings.run.outputDir !== null) {
    let { writeReports: writeReports2 } = await Promise.resolve().then(() => (init_write(), write_exports));
    await writeReports2(report5, (0, import_node_path30.resolve)(world.cwd, settings.run.outputDir));
  }
  return exitCode2(report5);
}
async function inspect({ kind: kind2, source, platform, json: json2, file, target: target2 }, world) {
  let { parseSource: parseSource2 } = await Promise.resolve().then(() => (init_source(), source_exports)), { readImage: readImage2 } = await Promise.resolve().then(() => (init_read2(), read_exports)), { findOrigins: findOrigins2 } = await Promise.resolve().then(() => (init_origins(), origins_exports)), { measure: measure2 } = await Promise.resolve().then(() => (init_measure(), measure_exports)), { explanation: explanation2, inspection: inspection3 } = await Promise.resolve().then(() => (init_terminal_image(), terminal_image_exports)), text7 = file === null ? null : await readText((0, import_node_path30.resolve)(world.cwd, file), file), reading = readImage2(parseSource2(source, world.cwd), { platform: platform ?? void 0 }), image2 = await orStopped(reading, world.signal), origins = text7 === null || file === null ? null : findOrigins2(image2, { file, text: text7, target: target2 }, null), measured = measure2(image2, origins), show = kind2 === "explain" ? explanation2 : inspection3;
  return world.stdout.write(
    json2 ? `${JSON.stringify(measured, null, 2)}
` : show(source, measured, await colorsFor(world.stdout))
  ), 0;
}
async function readText(path2, shown3) {
  return (0, import_promises18.readFile)(path2, "utf8").catch((error) => {
    throw new StagegateError(
      `--file: ${shown3} cannot be read (${error.code})`,
      "Write the path of a Dockerfile, for example: --file Dockerfile"
    );
  });
}
async function viewFor(progress, output) {
  let { liveView: liveView2, plainView: plainView2, quietView: quietView2 } = await Promise.resolve().then(() => (init_view(), view_exports)), write2 = (text7) => output.write(text7);
  return progress === "quiet" ? quietView2 : progress === "plain" || output.isTTY !== !0 ? plainView2(write2) : liveView2(write2, () => output.columns ?? 80, Date.now);
}
async function colorsFor({ isTTY }) {
  let { default: colors } = await Promise.resolve().then(() => __toESM(require_picocolors(), 1));
  return colors.createColors(isTTY === !0 && colors.isColorSupported);
}
var import_promises18, import_node_path30, init_main3 = __esm({
  "src/cli/main.ts"() {
    "use strict";
    import_promises18 = require("node:fs/promises"), import_node_path30 = require("node:path");
    init_errors();
    init_escape();
    init_signals();
    init_arguments();
  }
});

// src/cli.ts
init_main3();

// src/memory.ts
var import_node_v8 = require("node:v8");
function keepHeapSmall() {
  (0, import_node_v8.setFlagsFromString)("--semi-space-growth-factor=1");
}

// src/cli.ts
init_signals();
init_version();
keepHeapSmall();
var { stdout, stderr } = process;
runUntilSignal(
  (signal) => main({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    version: VERSION,
    stdin: () => process.stdin,
    stdout,
    stderr,
    signal
  })
);
