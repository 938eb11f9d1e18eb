import { usesHistory } from "../../dockerfile/history.ts";
import { calls, deleteFolders, endWith } from "./advice.ts";
import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** What came along by accident. */
export const REMAINS: readonly LeftoverPattern[] = [
  {
    kind: "leftover",
    what: "the history of git",
    paths: ["**/.git/**"],
    inRun: (remainder) =>
      remainder.folders.length > MANY
        ? endWith(remainder.text, `find ${remainder.path} -name .git -prune -exec rm -rf {} +`)
        : deleteFolders(remainder),
    ignore: ["**/.git"],
    usedBy: usesHistory,
  },
  {
    kind: "leftover",
    what: "Python's byte code",
    paths: ["**/__pycache__/*.pyc"],
    // Debian's packages compile themselves, whatever the settings say.
    except: /^usr\/(?:lib|share)\/(?:python3|pypy3)/,
    // pip compiles unasked what it installs, and Python what it loads. uv and others do so only on request.
    isFrom: (text) =>
      /^(?:COPY|ADD)\b(?!.*\s--from=)/i.test(text) ||
      (calls(text, "(?:pip|python)[\\d.]*") && !calls(text, "uv") && !/compileall|\s--compile\b/.test(text)),
    inRun: ({ text }) => {
      // Each alone leaves some.
      const installed = /\bpip[\d.]*\s+install\b/.test(text)
        ? " and add `--no-compile` to `pip install`"
        : "";
      return `Write \`ENV PYTHONDONTWRITEBYTECODE=1\` above this line${installed}. Python then takes longer to start.`;
    },
    ignore: ["**/__pycache__"],
  },
  {
    kind: "leftover",
    what: "tests of Python packages",
    // A folder `test` may be an API, as in Django and TensorFlow.
    paths: ["**/{site,dist}-packages/*/**/tests/**"],
    except: /-packages\/astropy\//,
    inRun: ({ text, path }) =>
      endWith(text, `find ${path} -path '*-packages/*/tests' ! -path '*/astropy/*' -prune -exec rm -rf {} +`),
    ignore: ["**/site-packages/*/**/tests"],
  },
  {
    kind: "leftover",
    what: "docs, manuals and translations",
    paths: ["usr/share/{doc,info,locale,man}/**"],
    // Licences want to ship.
    except: /^usr\/share\/doc\/[^/]+\/copyright$/,
    // Who copies such files means them.
    isFrom: (text) => /^RUN\b/i.test(text),
    // The folders stay: packages of the system own them.
    inRun: ({ text, folders }) =>
      endWith(text, `find ${folders.join(" ")} -type f ! -name copyright -exec rm {} +`),
  },
  {
    kind: "leftover",
    what: "source maps of npm packages",
    paths: ["**/node_modules/**/*.{js,cjs,mjs,css,ts,cts,mts}.map"],
    inRun: ({ text, path }) => endWith(text, `find ${path} -name '*.*s.map' -exec rm {} +`),
    ignore: ["**/node_modules/**/*.map"],
  },
  {
    kind: "leftover",
    what: "logs of npm",
    paths: [`${HOME}/.npm/_logs/**`],
    inRun: deleteFolders,
  },
  {
    kind: "leftover",
    what: "logs of the system",
    paths: ["var/log/**"],
    // Daemons need their folders, and some need the files, with owner and mode.
    inRun: ({ text, path }) => endWith(text, `find ${path} -type f -exec truncate -s 0 {} +`),
  },
  {
    kind: "leftover",
    what: "logs",
    // Databases call their own data 000123.log.
    paths: ["**/[!0-9]*.log"],
    inRun: ({ text, path }) => endWith(text, `find ${path} -xdev -type f -name '[!0-9]*.log' -exec rm {} +`),
    ignore: ["**/*.log"],
  },
  {
    kind: "leftover",
    what: "node's compile cache",
    paths: ["tmp/{node-compile-cache,v8-compile-cache-*}/**"],
    inRun: deleteFolders,
  },
  {
    kind: "leftover",
    what: "files of editors and systems",
    paths: ["**/{.idea,.vscode}/**", "**/{.DS_Store,Thumbs.db,*.swp}"],
    inRun: (remainder) =>
      remainder.folders.length > MANY
        ? endWith(
            remainder.text,
            `find ${remainder.path} -xdev '(' -name .idea -o -name .vscode -o -name .DS_Store -o -name Thumbs.db -o -name '*.swp' ')' -prune -exec rm -rf {} +`,
          )
        : deleteFolders(remainder),
    ignore: ["**/.idea", "**/.vscode", "**/.DS_Store", "**/Thumbs.db", "**/*.swp"],
  },
];

/** More names than that make no command that one would write. */
const MANY = 3;
