import fc from "fast-check";
import type { LayerEntry } from "../../src/image/image.ts";
import { leftOut } from "../../src/measure/left-out.ts";
import type { Measurement } from "../../src/measure/measurement.ts";
import type { Origin } from "../../src/model/report.ts";
import { measuredImage } from "../fixtures/report.ts";

const BASE: Origin = { kind: "base" };
const line = (instruction: string): Origin => ({
  kind: "instruction",
  stage: null,
  file: "Dockerfile",
  lines: [1, 1],
  instruction,
});

type LayerOf = readonly [origin: Origin, files: Readonly<Record<string, number>>];

function measurement(...layers: readonly LayerOf[]): Measurement {
  const sizes = layers.map(([, files]) => Object.values(files).reduce((sum, size) => sum + size, 0));
  return {
    image: measuredImage({
      size: sizes.reduce((sum, size) => sum + size, 0),
      layers: layers.map(([origin], at) => ({
        diffId: `sha256:${at}`,
        size: sizes[at] ?? 0,
        transferSize: null,
        files: 1,
        origin,
      })),
    }),
    entries: layers.map(([, files]) =>
      Object.entries(files).map(
        ([path, size]): LayerEntry => ({ kind: "file", path, size, mode: 0o644, crc: 0 }),
      ),
    ),
  };
}

const SINGLE = measurement(
  [
    BASE,
    {
      "usr/lib/gcc/x86_64-linux-gnu/14/cc1": 100,
      "usr/local/go/bin/go": 50,
      "usr/bin/apt-get": 7,
      "var/lib/dpkg/status": 3,
      "bin/sh": 10,
    },
  ],
  [line("COPY . ."), { "src/main.go": 2, "src/README.md": 1 }],
  [line("RUN go build -o /app"), { "root/.cache/go-build/00/a": 40, app: 20, "etc/app.conf": 1 }],
);

test("additional files of a variant are listed by purpose, most bytes first", () => {
  const own = measurement(
    [BASE, { "bin/sh": 4, "var/lib/dpkg/status": 3 }],
    [line("COPY --from=build /app /app"), { app: 20 }],
    [line("RUN update-ca-certificates"), { "etc/ssl/certs/ca-certificates.crt": 5 }],
  );
  expect(leftOut(own, SINGLE)).toEqual([
    { what: "compilers and build tools", size: 150 },
    { what: "caches of package managers", size: 40 },
    { what: "package managers", size: 7 },
    { what: "the rest of the base image", size: 6 },
    { what: "files of the build context", size: 3 },
    { what: "files that the build installed and made", size: -4 },
  ]);
});

test("an image lacks no file of itself", () => {
  expect(leftOut(SINGLE, SINGLE)).toEqual([]);
});

test("no file is listed if the contents of a layer are unknown", () => {
  expect(leftOut({ ...SINGLE, entries: [null, [], []] }, SINGLE)).toEqual([]);
});

test("the parts sum to the saving", () => {
  const path = fc
    .array(fc.constantFrom("usr", "lib", "bin", "gcc", "node_modules", "typescript", "apt", "src", "a.pyc"), {
      minLength: 1,
      maxLength: 5,
    })
    .map((parts) => parts.join("/"));
  const layer = fc.tuple(
    fc.constantFrom(BASE, line("RUN make"), line("COPY . ."), line("COPY --from=b /a /a")),
    fc.dictionary(path, fc.nat(1000)),
  );
  const image = fc.array(layer, { maxLength: 4 }).map((layers) => measurement(...layers));
  fc.assert(
    fc.property(image, image, (own, variant) => {
      const sum = leftOut(own, variant).reduce((total, { size }) => total + size, 0);
      expect(sum).toBe(variant.image.size - own.image.size);
    }),
  );
});
