import { HOME, type LeftoverPattern } from "./leftover-pattern.ts";

/** What came along by accident. */
export const REMAINS: readonly LeftoverPattern[] = [
  {
    kind: "leftover",
    what: "the history of git",
    paths: ["**/.git/**"],
    advice: "Add `&& rm -rf .git` to the RUN that clones, or clone in another stage",
    adviceForContext: "Add `**/.git` to .dockerignore",
  },
  {
    kind: "leftover",
    what: "Python's byte code",
    paths: ["**/__pycache__/*.pyc"],
    // Debian's packages compile themselves, whatever the settings say.
    except: /^usr\/(?:lib|share)\/(?:python3|pypy3)/,
    // Each alone leaves some: pip compiles what it installs, Python what it loads.
    advice:
      "Set `ENV PYTHONDONTWRITEBYTECODE=1` and install by `pip install --no-compile`; the first start then takes longer",
    adviceForContext: "Add `**/__pycache__` to .dockerignore",
  },
  {
    kind: "leftover",
    what: "tests, docs and examples of npm packages",
    // Only at a package's top: googleapis has a folder docs further down, which is the client of an API.
    paths: [
      "**/node_modules/{[!@.]*,@*/*}/{test,tests,docs,example,examples}/**",
      "**/node_modules/**/__tests__/**",
    ],
    // Programs load parts of three.js from there.
    except: /\/three\/examples\//,
    advice: "Bundle the program in another stage, and copy only the bundle from it",
    adviceForContext: "Add `**/node_modules` to .dockerignore, and install in a RUN: `npm ci --omit=dev`",
  },
  {
    kind: "leftover",
    what: "tests of Python packages",
    // A folder `test` may be an API, as in Django and TensorFlow.
    paths: ["**/{site,dist}-packages/*/**/tests/**"],
    except: /-packages\/astropy\//,
    advice:
      "Add `&& find / -xdev -path '*-packages/*' -type d -name tests -prune -exec rm -rf {} +` to the RUN that installs them",
    adviceForContext: "Add `**/.venv` to .dockerignore, and install in a RUN",
  },
  {
    kind: "leftover",
    what: "docs, manuals and translations",
    paths: ["usr/share/{doc,info,locale,man}/**"],
    // Licences want to ship.
    except: /^usr\/share\/doc\/[^/]+\/copyright$/,
    onlyByRun: true,
    advice:
      "Keep dpkg from unpacking them, in a RUN before: `echo 'path-exclude=/usr/share/doc/*' > /etc/dpkg/dpkg.cfg.d/docs`, or delete them in the RUN that brings them",
  },
  {
    kind: "leftover",
    what: "source maps of npm packages",
    paths: ["**/node_modules/**/*.{js,cjs,mjs,css,ts,cts,mts}.map"],
    advice:
      "Bundle the program in another stage, or add `&& find . -path '*/node_modules/*' -name '*.map' -delete` to the RUN that installs them",
    adviceForContext: "Add `**/node_modules` to .dockerignore, and install in a RUN: `npm ci --omit=dev`",
  },
  {
    kind: "leftover",
    what: "logs",
    // Databases call their own data 000123.log.
    paths: ["var/log/**", `${HOME}/.npm/_logs/**`, "**/[!0-9]*.log"],
    advice: "Delete them in the RUN that writes them, as by `&& rm -rf /var/log/*`",
    adviceForContext: "Add `**/*.log` to .dockerignore",
  },
  {
    kind: "leftover",
    what: "node's compile cache",
    paths: ["tmp/{node-compile-cache,v8-compile-cache-*}/**"],
    advice: "Add `&& rm -rf /tmp/node-compile-cache /tmp/v8-compile-cache-*` to the RUN that runs node",
  },
  {
    kind: "leftover",
    what: "files of editors and systems",
    paths: ["**/{.idea,.vscode}/**", "**/{.DS_Store,Thumbs.db,*.swp}"],
    advice: "Delete them where they come in",
    adviceForContext:
      "Add `**/.idea`, `**/.vscode`, `**/.DS_Store`, `**/Thumbs.db` and `**/*.swp` to .dockerignore",
  },
];
