// Looking paths up in a table of patterns.
import picomatch from "picomatch";
import { extract } from "tar-stream";
import { importSource } from "../bundled.mjs";
import { IMAGES, tarOf } from "../images.mjs";

export const title = "Looking up paths";

export const text = `All paths of M in a table of patterns as those of what may hold a secret, by stagegate's own finder and by
picomatch, one matcher for each pattern, until the first that fits.`;

const PATTERNS = [
  "{usr/,usr/local/}{lib,lib64,include}/**",
  "usr/share/{doc,info,man,licenses,perl*,python*}/**",
  "**/{bower_components,site-packages,vendor,testdata,fixtures}/**",
  "**/lib/{python*,ruby,perl*}/**",
  "**/.cache/{pip,uv,yarn,pnpm}/**",
  "**/*snakeoil*",
  "**/.env.{test,testing,ci}",
  "**/.aws/credentials",
  "**/{.npmrc,.netrc,.pypirc,.git-credentials}",
  "**/.docker/config.json",
  "**/{.env,.envrc,*.env,.env.*}",
  "**/*.{pem,key,crt,cer,p8,asc}",
  "**/*.{yml,yaml,toml,ini,conf,cfg,xml,sh,tf}",
  "**/{config,settings,secrets,credentials}.{js,cjs,mjs,ts,py,rb,php}",
  "**/id_{rsa,dsa,ecdsa,ed25519}",
];

export async function measure({ compare, folder }) {
  const { pathFinder } = await importSource("src/patterns/path-finder.ts", folder);
  const paths = await pathsOf(IMAGES.M);
  const matchers = PATTERNS.map((pattern) => picomatch(pattern, { dot: true }));
  const count = { own: 0, library: 0 };
  const rows = [
    {
      id: "own",
      name: "src/patterns/path-finder.ts",
      run: () => {
        const find = pathFinder(PATTERNS.map((pattern) => [pattern, pattern]));
        count.own = paths.filter((path) => find(path) !== null).length;
      },
      against: ["library"],
    },
    {
      id: "library",
      name: "picomatch",
      run: () => {
        count.library = paths.filter((path) => matchers.some((fits) => fits(path))).length;
        if (count.own !== count.library)
          throw new Error(`one finds ${count.own} paths, the other ${count.library}`);
      },
    },
  ];
  return { tables: [await compare({ id: "M", title: `M, ${PATTERNS.length} patterns`, rows })] };
}

async function pathsOf(layers) {
  const paths = [];
  for (const layer of layers) {
    const tar = tarOf(layer).pipe(extract());
    for await (const entry of tar) {
      if (entry.header.type === "file") paths.push(entry.header.name);
      entry.resume();
    }
  }
  return paths;
}
