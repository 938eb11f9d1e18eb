import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { blocks, commandsOf } from "../fixtures/docs.ts";
import { engineEnv, folderWith, STORES } from "./engine.ts";
import { Repository } from "./repository.ts";

const [STORE = ""] = STORES;
const PATH = "docs/getting-started.md";
/** The image name of the page is common; another test may use it at the same time. */
const NAME = "stagegate-docs-test:latest";

/** A step of a section of the page: a file to write or a command to run. */
interface Action {
  readonly file: string | null;
  readonly text: string;
}

/** The commands of a section, and the configurations that they need. */
function actionsOf(section: string): Action[] {
  const all = blocks([{ path: PATH, text: section }], "yaml", "console");
  return all.flatMap((block, at): Action[] => {
    if (block.language === "console") return commandsOf(block).map((text) => ({ file: null, text }));
    const isUsed = all.slice(at + 1).some(({ language }) => language === "console");
    return isUsed && block.text.startsWith("# .stagegate.yml\n")
      ? [{ file: ".stagegate.yml", text: block.text }]
      : [];
  });
}

test("the steps of docs/getting-started.md work in a new repository", () => {
  const repository = new Repository({});
  const cache = folderWith({});
  const env = { ...engineEnv(STORE), XDG_CACHE_HOME: cache };
  try {
    cpSync("examples/fastapi-echo", repository.folder, { recursive: true });
    for (const name of [".stagegate.yml", ".github"])
      rmSync(join(repository.folder, name), { recursive: true, force: true });
    repository.commit({});

    const outputs = new Map<string, string>();
    const sections = readFileSync(PATH, "utf8").split(/^## /m);
    for (const { file, text } of sections.flatMap(actionsOf)) {
      if (file !== null) {
        repository.write({ [file]: text });
        continue;
      }
      const npx = `npx() { shift; ${process.execPath} ${resolve("dist/cli.cjs")} "$@"; }`;
      const command = text.replaceAll("app:latest", NAME).replaceAll("/tmp/", `${cache}/`);
      const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-ec", `${npx}\n${command}`], {
        cwd: repository.folder,
        env,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
      expect({ text, status, stderr: status === 0 ? "" : stderr }).toEqual({ text, status: 0, stderr: "" });
      outputs.set(text.replace(/\s+#.*/, ""), stdout);
    }

    expect(outputs.get("npx stagegate init --yes")).toContain("Wrote .stagegate.yml\n");
    expect(outputs.get("npx stagegate")).toContain("stagegate: ✓ 2 images pass\n");
    expect(outputs.get("npx stagegate --only production")).toContain("against single-stage");
    expect(outputs.get("npx stagegate explain app:latest --file Dockerfile")).toContain(
      "Dockerfile:26 COPY --from=builder",
    );
    expect(outputs.get("npx stagegate report reports/report.json --format markdown")).toMatch(
      /^### stagegate/,
    );
    expect(JSON.parse(outputs.get("npx stagegate --format json --quiet") ?? "")).toMatchObject({
      verdict: "pass",
    });
  } finally {
    rmSync(repository.folder, { recursive: true });
    rmSync(cache, { recursive: true });
    spawnSync("docker", ["image", "rm", "--force", NAME], { env });
  }
});
