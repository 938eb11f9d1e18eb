import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** In bytes: pages of the documentation load fast also on a slow line. */
const LARGEST = 300_000;

const PICTURES = readdirSync("docs").filter((name) => /\.(?:png|svg)$/.test(name));

test.each(PICTURES)("%s is smaller than 300 kB", (name) => {
  expect(statSync(join("docs", name)).size).toBeLessThan(LARGEST);
});
