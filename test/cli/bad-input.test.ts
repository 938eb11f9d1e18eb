import { cli } from "./world.ts";

const DOCKERFILE = "FROM alpine:3.22 AS builder\nRUN true\nFROM alpine:3.22 AS production\nUSER 1000\n";

type Case = [what: string, argv: string[], files: Record<string, string>, message: string];

const yml = (text: string) => ({ ".stagegate.yml": text, Dockerfile: DOCKERFILE });

// All these errors come without an engine.
test.each<Case>([
  [
    "a size that is not a size",
    ["--max-size", "12 parsecs"],
    {},
    '--max-size: "12 parsecs" is not a size. Write for example: --max-size 150MB\n',
  ],
  [
    "a size in another spelling",
    ["--max-size", "150mb"],
    {},
    '--max-size: "150mb" is not a size. Write for example: --max-size 150MB\n',
  ],
  [
    "a size without a unit",
    ["--max-size=150"],
    {},
    '--max-size: "150" is not a size. Write for example: --max-size 150MB\n',
  ],
  [
    "invalid build arguments, without their values",
    ["--build-args", "=s3cret"],
    {},
    '--build-args: entry 1 has no name before the =. Write for example: --build-args VERSION=1.2. If a value has several lines, put quotes around the whole entry, and write "" for a quote in it.\n',
  ],
  ["an unknown flag", ["--max-sise", "1MB"], {}, "--max-sise: unknown flag. Did you mean --max-size?\n"],
  [
    "a flag without its value",
    ["--target"],
    {},
    "--target: the value is missing. Write for example: --target production\n",
  ],
  [
    "a switch with a value",
    ["--allow-root=no"],
    {},
    `--allow-root: "no" is not true or false. Write --allow-root=true or --allow-root=false.\n`,
  ],
  ...[
    ["true", "true"],
    ["False", "false"],
    ["yes", "true"],
    ["no", "false"],
  ].map(
    ([value = "", truth]): Case => [
      `a switch with ${value} behind it`,
      ["--require-baseline", value, "--quiet"],
      {},
      `--require-baseline: the value needs an equals sign. Write --require-baseline=${truth}.\n`,
    ],
  ),
  [
    "a short switch with a value behind it",
    ["-q", "false"],
    {},
    "-q: the value needs an equals sign. Write --quiet=false.\n",
  ],
  [
    "a switch that the command does not have, turned off",
    ["report", "report.json", "--no-cache=false", "--insecure", "no"],
    {},
    `--no-cache: it works with the gate only. Leave it out.
--insecure: it works with inspect and explain only. Leave it out.
`,
  ],
  [
    "a switch with a value that is no boolean",
    ["--require-baseline", "truth"],
    {},
    "truth: there is no command and no folder of this name. Known: gate, init, inspect, explain, report, merge, comment, cache, completion, help.\n",
  ],
  [
    "unknown rules, in separate flags",
    ["--rules", "secrt=off", "--rules=wastd=off"],
    {},
    '--rules: there is no rule "secrt". Did you mean secret?\n--rules: there is no rule "wastd". Did you mean wasted?\n',
  ],
  [
    "invalid patterns",
    ["--forbid", "*.map", "--forbid", "!a"],
    {},
    `--forbid: "*.map\\n!a" is not a list of patterns such as *.map or /app/tests/**. Write for example: --forbid '*.map'\n`,
  ],
  [
    "a pattern that stands for millions",
    ["--forbid", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"],
    {},
    `--forbid: the braces of "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" stand for 1,024 patterns; a list may have at most 1,000. Write for example: --forbid '*.map'\n`,
  ],
  [
    "unknown parts of a setting, each with its line",
    [],
    yml(`images:
  app:
    rules:
      wasted: off
      secrt: off
    smoke:
      port: 8080
      requests:
        - path: /
        - path: /health
          status: fine
        - {methd: POST, path: /echo}
        - {path: /}
        -
          /index.html
`),
    `.stagegate.yml:5: rules: there is no rule "secrt". Did you mean secret?
.stagegate.yml:11: smoke.requests[1].status: "fine" is not a status from 200 to 599. Write for example: status: 200
.stagegate.yml:12: smoke.requests[2]: there is no setting "methd". Did you mean method?
.stagegate.yml:15: smoke.requests[4]: "/index.html" is not a mapping. Write for example: requests: [{path: /health, status: 200}]
`,
  ],
  [
    "a level that is none, as a flag",
    ["--rules", "secret=warn", "--rules", "wasted"],
    {},
    `--rules: rules.secret: "warn" is not one of off, notice, warning, error. Write for example: --rules secret=warning
--rules: rules.wasted: the level is missing; it is one of off, notice, warning, error. Write for example: --rules wasted=warning
`,
  ],
  [
    "keys without a value",
    [],
    yml(
      "timeout:\nimages:\n  app:\n    max-size:\n    rules:\n    smoke: {port: }\n    platforms: {linux/arm64: {max-layers: }}\n",
    ),
    `.stagegate.yml:1: timeout has no value. Write for example: timeout: 30m
.stagegate.yml:4: max-size has no value. Write for example: max-size: 150MB
.stagegate.yml:5: rules has no value. Write for example: rules: wasted=off
.stagegate.yml:6: smoke.port: an empty value is not a port from 1 to 65535. Write for example: port: 8080
.stagegate.yml:7: platforms.linux/arm64.max-layers has no value. Write for example: max-layers: 15
`,
  ],
  [
    "an unknown command",
    ["inspekt"],
    {},
    "inspekt: there is no command and no folder of this name. Did you mean inspect?\n",
  ],
  [
    "the help of an unknown command",
    ["inspekt", "--help"],
    {},
    "inspekt: there is no command and no folder of this name. Did you mean inspect?\n",
  ],
  [
    "the help of an unknown topic",
    ["help", "limit"],
    {},
    "limit: there is no command and no topic of this name. Did you mean limits?\n",
  ],
  [
    "the help of a topic that is like no other",
    ["help", "nonsense"],
    {},
    "nonsense: there is no command and no topic of this name. Topics: images, build, tests, limits, security, compare, output. Commands: gate, init, inspect, explain, report, merge, comment, cache, completion, help.\n",
  ],
  [
    "version as a command",
    ["version"],
    {},
    "version: there is no command and no folder of this name. Run: stagegate --version\n",
  ],
  [
    "a missing folder",
    ["./nowhere"],
    {},
    "./nowhere: there is no such folder. Write the path of the build context, for example: stagegate ./app\n",
  ],
  [
    "a missing folder after gate",
    ["gate", "app"],
    {},
    "app: there is no such folder. Write the path of the build context, for example: stagegate ./app\n",
  ],
  [
    "an image in place of a folder",
    ["ghcr.io/octo/app:1.2"],
    {},
    "ghcr.io/octo/app:1.2: there is no such folder. To gate an existing image, run: stagegate --image ghcr.io/octo/app:1.2\n",
  ],
  [
    "an archive in place of a folder",
    ["app.tar"],
    {},
    "app.tar: there is no command and no folder of this name. To gate an existing image, run: stagegate --image app.tar\n",
  ],
  [
    "a Dockerfile in place of a folder",
    ["Dockerfile"],
    { Dockerfile: DOCKERFILE },
    "Dockerfile: there is no command and no folder of this name. To name a Dockerfile, run: stagegate --file Dockerfile\n",
  ],
  [
    "two folders",
    ["app", "api"],
    { "app/Dockerfile": DOCKERFILE, "api/Dockerfile": DOCKERFILE },
    'gate: it takes one folder, not 2: "app" and "api". Write for example: stagegate gate ./app\n',
  ],
  [
    "a folder as operand and as flag",
    ["./app", "--context", "app"],
    { "app/Dockerfile": DOCKERFILE },
    "./app: the build context stands twice: here and as --context. Leave one of them out.\n",
  ],
  [
    "a short flag without its value",
    ["-t"],
    {},
    "-t: the value is missing. Write for example: -t production\n",
  ],
  [
    "a flag before another flag without its value",
    ["--prepare", "--json"],
    {},
    '--prepare: the value is missing. Write for example: --prepare "npm ci && npm run build"\n',
  ],
  [
    "a value that starts with a dash",
    ["--forbid", "-draft.md"],
    {},
    "--forbid: the value is missing. For a value that starts with a dash, write --forbid=-draft.md\n",
  ],
  [
    "long flags with one dash",
    ["-target", "production", "-file=Dockerfile"],
    { Dockerfile: DOCKERFILE },
    "-target: a long flag has two dashes. Write --target.\n-file: a long flag has two dashes. Write --file.\n",
  ],
  [
    "unknown letters, together and beside a known one",
    ["-xkz", "-qx"],
    {},
    "-xkz: unknown flag. stagegate gate --help lists all flags.\n-x: unknown flag. stagegate gate --help lists all flags.\n",
  ],
  [
    "a switch with the prefix --no-",
    ["--no-pull"],
    {},
    "--no-pull: unknown flag. To turn it off, write --pull=false.\n",
  ],
  [
    "a flag of workflows",
    ["--comment", "always"],
    {},
    "--comment: it has no effect on a command line. Only a workflow writes comments: set the input comment there.\n",
  ],
  [
    "a shell without completion",
    ["completion", "tcsh"],
    {},
    'completion: "tcsh" is not one of bash, zsh, fish. Write for example: stagegate completion bash\n',
  ],
  [
    "flags and files, all at once",
    ["--max-sise", "1MB", "--max-layers", "many", "--target", "--output-dir="],
    yml("timeout: soon\ndefaults:\n  max-grwth: 1%\n"),
    `--target: the value is missing. Write for example: --target production
--max-sise: unknown flag. Did you mean --max-size?
--max-layers: "many" is not a whole number. Write for example: --max-layers 15
.stagegate.yml:1: timeout: "soon" is not a duration from 1s to 120h. Write for example: timeout: 30m
.stagegate.yml:3: unknown setting "max-grwth". Did you mean max-growth?
`,
  ],
  [
    "flags and a file that is not YAML",
    ["--max-sise", "1MB"],
    yml("images:\n  a: {target: [b}\n"),
    `--max-sise: unknown flag. Did you mean --max-size?
.stagegate.yml:2: not valid YAML: [ has no closing ]. Write ] where the value ends.
`,
  ],
  [
    "inspect without a source",
    ["inspect"],
    {},
    "inspect: the source is missing. Write for example: stagegate inspect image.tar\n",
  ],
  [
    "inspect with two sources",
    ["inspect", "app:1", "app:2"],
    {},
    'inspect: it takes one source, not 2: "app:1" and "app:2". Write for example: stagegate inspect image.tar\n',
  ],
  [
    "a flag of other commands for the gate",
    ["--image", "app:1", "--insecure"],
    {},
    "--insecure: it works with inspect and explain only. Leave it out.\n",
  ],
  [
    "a flag of the gate for inspect",
    ["inspect", "x.tar", "--max-size=1MB"],
    {},
    "--max-size: it works with the gate only. Leave it out.\n",
  ],
  [
    "a missing configuration file",
    ["--config", "ci/gate.yml"],
    {},
    "--config: ci/gate.yml cannot be read: there is no such file or folder (ENOENT). Write the path of a file, for example: --config .stagegate.yml\n",
  ],
  [
    "invalid YAML",
    [],
    yml("images:\n  a: {target: [b}\n"),
    ".stagegate.yml:2: not valid YAML: [ has no closing ]. Write ] where the value ends.\n",
  ],
  [
    "a list in place of a mapping",
    [],
    yml("images:\n  - target: a\n"),
    ".stagegate.yml:1: images is not a mapping. Write for example: images: {production: {target: production, max-size: 150MB}}\n",
  ],
  [
    "unknown keys, all at once",
    [],
    yml("imagse: {}\nmax-size: 1MB\ndefaults:\n  max-layer: 3\nimages:\n  a:\n    test_target: test\n"),
    `.stagegate.yml:1: unknown key "imagse" at the top level. Did you mean images?
.stagegate.yml:2: unknown key "max-size" at the top level. It is a setting of an image: write it under defaults: or under an image's name in images:
.stagegate.yml:4: unknown setting "max-layer". Did you mean max-layers?
.stagegate.yml:7: unknown setting "test_target". Did you mean test-target?
`,
  ],
  [
    "settings of the run under an image and under defaults",
    [],
    yml("defaults:\n  timeout: 5m\n  config: a.yml\nimages:\n  a:\n    prepare: npm ci\n"),
    `.stagegate.yml:2: unknown setting "timeout". \`timeout\` is a setting of the run: write it at the top level of the file.
.stagegate.yml:3: unknown setting "config". It names this file: give it as an input or a flag.
.stagegate.yml:6: unknown setting "prepare". \`prepare\` is a setting of the run: write it at the top level of the file.
`,
  ],
  [
    "a duplicate key",
    [],
    yml("images:\n  a:\n    target: b\n    target: c\n"),
    ".stagegate.yml:4: the same mapping already has this key. Remove or rename one of the two keys.\n",
  ],
  [
    "wrong values with their lines, all at once",
    [],
    yml(
      "comment: sometimes\ndefaults:\n  max-layer: 3\n  max-layers: many\n  max-growth: lots\nbaseline: biuld\nimages:\n  a:\n    min-saving: half\n  b:\n    allow-root: maybe\n    compare-with: c\n",
    ),
    `.stagegate.yml:1: comment: "sometimes" is not one of always, on-change, on-failure, never. Write for example: comment: on-change
.stagegate.yml:3: unknown setting "max-layer". Did you mean max-layers?
.stagegate.yml:4: max-layers: "many" is not a whole number. Write for example: max-layers: 15
.stagegate.yml:5: max-growth: "lots" is not a percentage or a size. Write for example: max-growth: 10%
.stagegate.yml:6: baseline: "biuld" is not auto, stored, build, none, or an image. Write for example: baseline: build
.stagegate.yml:9: min-saving: "half" is not a percentage or a size. Write for example: min-saving: 50%
.stagegate.yml:11: allow-root: "maybe" is not true or false. Write for example: allow-root: true
.stagegate.yml:12: compare-with: b cannot be compared with "c": there is no other image of that name. Did you mean a?
`,
  ],
  [
    "a flag that the image's own setting replaces",
    ["--max-size", "150XB", "--progress=loud"],
    yml("images:\n  app:\n    max-size: 2MB\n"),
    `--progress: "loud" is not one of auto, plain, quiet. Write for example: --progress plain
--max-size: "150XB" is not a size. Write for example: --max-size 150MB
`,
  ],
  [
    "values that others replace: a default, and one of a pattern",
    [],
    yml(
      'defaults:\n  max-size: 150\nimages:\n  "a*":\n    max-layers: many\n  app: {max-size: 2MB, max-layers: 3}\n',
    ),
    `.stagegate.yml:2: max-size: 150 is not a size. Write for example: max-size: 150MB
.stagegate.yml:5: max-layers: "many" is not a whole number. Write for example: max-layers: 15
`,
  ],
  [
    "a configuration file with the key config",
    [],
    yml("config: other.yml\n"),
    '.stagegate.yml:1: unknown key "config" at the top level. It names this file: give it as an input or a flag.\n',
  ],
  [
    "a configuration file with keys that only inputs may set",
    [],
    yml("config-from: head\nallow-unsafe-fork-builds: true\n"),
    `.stagegate.yml:1: unknown key "config-from" at the top level. It says whose file counts, which the file of a pull request must not decide: give it as an input.
.stagegate.yml:2: unknown key "allow-unsafe-fork-builds" at the top level. It trusts a fork's code, which that code must not decide: give it as an input.
`,
  ],
  [
    "only with an unknown image",
    ["--only", "productoin"],
    yml("images:\n  production: {}\n"),
    '--only: there is no image "productoin". Did you mean production?\n',
  ],
  [
    "min-saving without a baseline",
    [],
    yml("images:\n  a: {min-saving: 10%}\n"),
    ".stagegate.yml:2: min-saving has no effect without compare-with. Write for example: compare-with: single-stage\n",
  ],
  [
    "an existing image with a target",
    ["--image", "app.tar", "--target", "x"],
    {},
    "--image: image and target contradict each other: an existing image is not built. Remove one of them, or set `file` to the Dockerfile that the image was built from.\n",
  ],
  [
    "an existing image with the target of the configuration file",
    ["--image", "app.tar"],
    yml("images:\n  app:\n    target: production\n"),
    "--image: image and target (.stagegate.yml:3) contradict each other: an existing image is not built. Remove one of them, or set `file` to the Dockerfile that the image was built from.\n",
  ],
  [
    "one baseline for two images",
    [],
    yml("baseline: app:1\nimages: {app: {}, b: {}, c: {report-only: true}}\n"),
    ".stagegate.yml:1: baseline names one image, but this run gates two: app, b. Select one with only: app, or set baseline: auto.\n",
  ],
  [
    "one baseline for images with compare-with",
    ["--baseline", "app:1"],
    yml("images: {app: {compare-with: b}, b: {compare-with: app}}\n"),
    "--baseline: baseline names one image, but this run gates two: app, b. Set report-only for the others, or set --baseline auto.\n",
  ],
  [
    "an existing image with a test target",
    ["--image", "app.tar", "--test-target", "test"],
    {},
    "--test-target: image and test-target contradict each other: an existing image is not built. Remove one of them.\n",
  ],
  [
    "an existing image with settings of a build of its own",
    [],
    yml("images:\n  a:\n    image: ./app.tar\n    build-args: {V: 1}\n    pull: true\n  b: {}\n"),
    `.stagegate.yml:3: image: CWD/app.tar: there is no such file or directory. Make it with \`docker save --output app.tar app:latest\`, or name an image of the engine or a registry, for example \`ghcr.io/octo/app:1.2\`.
.stagegate.yml:4: image (.stagegate.yml:3) and build-args contradict each other: an existing image is not built. Remove one of them, or set \`file\` to the Dockerfile that the image was built from.
.stagegate.yml:5: image (.stagegate.yml:3) and pull contradict each other: an existing image is not built. Remove one of them.
`,
  ],
  [
    "a missing image",
    [],
    { ".stagegate.yml": "images:\n  a:\n    image: ./app.tar\n" },
    ".stagegate.yml:3: image: CWD/app.tar: there is no such file or directory. Make it with `docker save --output app.tar app:latest`, or name an image of the engine or a registry, for example `ghcr.io/octo/app:1.2`.\n",
  ],
  [
    "a context outside the repository",
    ["--context", "../elsewhere"],
    { ".git/HEAD": "", Dockerfile: DOCKERFILE },
    "--context: CWD-outside/elsewhere lies outside the repository (CWD). Write a folder inside it, for example: --context ./app\n".replace(
      "CWD-outside",
      "PARENT",
    ),
  ],
  [
    "a missing context",
    ["--context", "app"],
    {},
    "--context: there is no folder app. stagegate looked in CWD. Write the path of a folder, for example: --context ./app\n",
  ],
  [
    "no Dockerfile",
    [],
    {},
    "there is no Dockerfile in CWD, and no .stagegate.yml there or in a folder above. Run stagegate in the folder that has your Dockerfile, or name the file, for example: --file docker/Dockerfile\n",
  ],
  [
    "no Dockerfile at the path of the file",
    [],
    { ".stagegate.yml": "images:\n  a:\n    file: docker/Dockerfile\n" },
    ".stagegate.yml:3: there is no Dockerfile at docker/Dockerfile. Write the path of a Dockerfile, for example: file: docker/Dockerfile\n",
  ],
  [
    "a last stage that looks like a test stage",
    [],
    { Dockerfile: `${DOCKERFILE}FROM builder AS test\nRUN true\n` },
    'Dockerfile ends with stage "test", which looks like a test stage. Set the stage that ships, for example: --target production (stages: builder, production, test)\n',
  ],
  [
    "a missing archive",
    ["inspect", "app.tar"],
    {},
    "app.tar: there is no such file or directory\nMake it with `docker save --output app.tar app:latest`, or name an image of the engine or a registry, for example `ghcr.io/octo/app:1.2`.\n",
  ],
  [
    "a name of no image, without a configuration file",
    ["--only", "nope"],
    { Dockerfile: DOCKERFILE },
    '--only: there is no image "nope". No configuration file names an image: this run gates the last stage of the Dockerfile. Leave only out, or choose a stage, for example: --target production\n',
  ],
  ...(
    [
      ["size", "3MB", "max-size"],
      ["layers", "3", "max-layers"],
      ["layer", "3", "max-layers"],
    ] as const
  ).map(
    ([name, value, budget]): Case => [
      `the flag --${name}, which is a budget without its prefix`,
      [`--${name}`, value],
      {},
      `--${name}: unknown flag. Did you mean --${budget}?\n`,
    ],
  ),
  [
    "a budget without its prefix in a file",
    [],
    yml("images:\n  a:\n    size: 3MB\n"),
    '.stagegate.yml:3: unknown setting "size". Did you mean max-size?\n',
  ],
  [
    "a flag of docker with another name",
    ["--platform", "linux/arm64"],
    {},
    "--platform: unknown flag. Name one platform or several: `--platforms linux/amd64,linux/arm64`.\n",
  ],
  [
    "a short flag in place of a value",
    ["--target", "-q"],
    { Dockerfile: DOCKERFILE },
    "--target: the value is missing. Write for example: --target production\n",
  ],
  [
    "an operand with a dash, after --",
    ["cache", "--", "-target"],
    {},
    "-target: cache takes no operand. Run: stagegate cache\n",
  ],
  [
    "a negative number",
    ["--max-layers", "-1"],
    {},
    '--max-layers: "-1" is not a whole number. Write for example: --max-layers 15\n',
  ],
  [
    "a negative number of another command",
    ["merge", "reports", "--expect", "-1"],
    {},
    '--expect: "-1" is not a whole number above 0. Write for example: --expect 5\n',
  ],
  [
    "a configuration file that is not there, with flags that are wrong",
    ["--config", "nope.yml", "--max-size", "1x", "--max-layers", "y"],
    { Dockerfile: DOCKERFILE },
    `--config: nope.yml cannot be read: there is no such file or folder (ENOENT). Write the path of a file, for example: --config .stagegate.yml
--max-size: "1x" is not a size. Write for example: --max-size 150MB
--max-layers: "y" is not a whole number. Write for example: --max-layers 15
`,
  ],
  [
    "a configuration file that is not YAML, with a flag that is wrong",
    ["--max-layers", "y"],
    yml("images:\n  a: {target: production, target: builder}\n"),
    `--max-layers: "y" is not a whole number. Write for example: --max-layers 15
.stagegate.yml:2: the same mapping already has this key. Remove or rename one of the two keys.
`,
  ],
  [
    "a Dockerfile and a stage that are not there, with settings and flags that are wrong",
    ["--max-layers", "z", "--nonsense"],
    yml(
      "images:\n  a:\n    file: nofile\n    max-size: big\n  b:\n    target: production\n  c:\n    context: nofolder\n",
    ),
    `--nonsense: unknown flag. stagegate gate --help lists all flags.
--max-layers: "z" is not a whole number. Write for example: --max-layers 15
.stagegate.yml:3: there is no Dockerfile at nofile. Write the path of a Dockerfile, for example: file: Dockerfile
.stagegate.yml:4: max-size: "big" is not a size. Write for example: max-size: 150MB
.stagegate.yml:8: context: there is no folder nofolder. stagegate looked in CWD. Write the path of a folder, for example: context: ./app
`,
  ],
  [
    "a Dockerfile that is not there, with a wrong value of the same setting's folder",
    ["--context", "nofolder", "--file", "nofile", "--max-layers", "z"],
    {},
    `--max-layers: "z" is not a whole number. Write for example: --max-layers 15
--context: there is no folder nofolder. stagegate looked in CWD. Write the path of a folder, for example: --context ./app
`,
  ],
])("%s", async (_, argv, files, message) => {
  const { code, stdout, stderr } = await cli(argv, files);
  expect(stderr.replace(/\/\S*\/elsewhere/, "PARENT/elsewhere")).toBe(message);
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

const OWN_NAMES = yml(
  "images:\n  app:\n    file: Dockerfile\n    context: .\n    target: production\n    test-target: builder\n",
);

test.each<[what: string, argv: string[], message: string]>([
  [
    "a stage",
    ["-t", "prodution"],
    '-t: no Dockerfile of this run has a stage "prodution". Did you mean production? Stages: builder, production.\n',
  ],
  [
    "test stages",
    ["--test-target", "builder,tests"],
    '--test-target: no Dockerfile of this run has a stage "tests". Stages: builder, production.\n',
  ],
  [
    "a Dockerfile",
    ["-f", "nofile"],
    "-f: there is no Dockerfile at nofile. Write the path of a Dockerfile, for example: --file Dockerfile\n",
  ],
  [
    "a folder",
    ["--context", "nowhere"],
    "--context: there is no folder nowhere. stagegate looked in CWD. Write the path of a folder, for example: --context ./app\n",
  ],
])("%s that exists nowhere is an error, also where an image has its own", async (_, argv, message) => {
  const { code, stderr } = await cli(argv, OWN_NAMES);
  expect(stderr.slice(stderr.indexOf("\n") + 1)).toBe(message);
  expect(stderr).toContain(" has no effect on app: .stagegate.yml:");
  expect(code).toBe(2);
});

const NOTES = {
  ".stagegate.yml": "images:\n  notes:\n    context: src\n  api: {file: src/Dockerfile}\n",
  "src/Dockerfile": DOCKERFILE,
};

test.each<[what: string, argv: string[], files: Record<string, string>, message: RegExp]>([
  [
    "that is called like an image",
    ["notes"],
    { ...NOTES, "notes/a.md": "" },
    /^--context: the folder notes has no Dockerfile\. Did you mean --only notes\?$/m,
  ],
  [
    "that is called almost like an image, and that no image uses",
    ["./note", "--only", "notes"],
    { ...NOTES, "note/a.md": "" },
    /^--context: the folder note has no Dockerfile\. Did you mean --only notes\?$/m,
  ],
  [
    "that is called like none",
    ["documents", "--only", "notes"],
    { ...NOTES, "documents/web.Dockerfile": "" },
    /^--context: the folder documents has no Dockerfile\. Write the path of a folder that has one, or name the file, for example: --file documents\/web\.Dockerfile$/m,
  ],
  [
    "that images without a Dockerfile of their own take",
    ["notes"],
    { ".stagegate.yml": "images: {notes: {}, api: {}}\n", "notes/a.md": "" },
    /^--context: the folder notes has no Dockerfile\. Did you mean --only notes\?$/m,
  ],
])("a folder without a Dockerfile %s is an error", async (_, argv, files, message) => {
  const { code, stderr } = await cli(argv, files);
  expect(stderr).toMatch(message);
  expect(code).toBe(2);
});

test("--version prints the version of the package", async () => {
  expect(await cli(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" });
});

test("a value joined to its flag by a colon is not repeated", async () => {
  expect((await cli(["--github-token:hk49dkf03kd"])).stderr).toMatch(/^--github-token…: unknown flag\. /);
});

test("an empty operand is named, and a repeated flag is named once", async () => {
  expect((await cli(["cache", ""])).stderr).toMatch(/^"": cache takes no operand\./);
  expect((await cli([""])).stderr).toMatch(/^"": there is no command and no folder of this name\./);
  expect((await cli([`-${"x".repeat(10_000)}`])).stderr.match(/unknown flag/g)).toHaveLength(1);
});
