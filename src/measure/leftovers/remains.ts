import { usesHistory } from "../../dockerfile/history.ts";
import { calls, deleteFolders, endWith } from "./advice.ts";
import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** Files that got into an image by accident. */
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
    // Debian's packages compile their code, whatever the settings are.
    except: /^usr\/(?:lib|share)\/(?:python3|pypy3)/,
    // pip compiles the code that it installs, and Python the code that it loads. uv and others compile only on request.
    isFrom: (text) =>
      /^(?:COPY|ADD)\b(?!.*\s--from=)/i.test(text) ||
      (calls(text, "(?:pip|python)[\\d.]*") && !calls(text, "uv") && !/compileall|\s--compile\b/.test(text)),
    inRun: ({ text }) => {
      // Either change alone leaves some byte code.
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
    // Licenses must ship.
    except: /^usr\/share\/doc\/[^/]+\/copyright$/,
    // A COPY of such files is intended.
    isFrom: (text) => /^RUN\b/i.test(text),
    // The folders stay, because packages of the system own them.
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
    what: "npm logs",
    paths: [`${HOME}/.npm/_logs/**`],
    inRun: deleteFolders,
  },
  {
    kind: "leftover",
    what: "system logs",
    paths: ["var/log/**"],
    // Daemons need their folders, and some need the files, with owner and mode.
    inRun: ({ text, path }) => endWith(text, `find ${path} -type f -exec truncate -s 0 {} +`),
  },
  {
    kind: "leftover",
    what: "logs",
    // Databases have data files such as 000123.log.
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
    what: "editor and desktop files",
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

/** With more names than that, a command would become too long. */
const MANY = 3;
