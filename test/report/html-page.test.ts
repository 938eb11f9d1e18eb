import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ContentsNode, ImageReport, Report } from "../../src/model/report.ts";
import { html } from "../../src/report/html.ts";
import {
  finding,
  folder,
  imageReport,
  instruction,
  loosened,
  measuredImage,
  node,
  reportOf,
  richImageReport,
} from "../fixtures/report.ts";
import { twentyImages } from "../fixtures/twenty-images.ts";
import { type OpenPage, openViewer, type PageViewer } from "./browser.ts";

const HOSTILE =
  `<img src=x onerror=alert(1)></script><script>alert(2)</script>\u202egnp.exe "' &amp; `.repeat(3);

function layers(number: number): ImageReport {
  const own = Array.from({ length: number }, (_, index) => ({
    diffId: `sha256:${index}`,
    size: 1_000_000 * (number - index),
    transferSize: null,
    files: index,
    origin: instruction(index + 1, `RUN step ${index} --with ${"a-long-argument ".repeat(8)}`),
  }));
  return imageReport({ image: measuredImage({ layers: own, baseImage: null, transferSize: null }) });
}

function contentsOf(root: ContentsNode): Pick<ImageReport, "contents"> {
  return { contents: [{ origin: instruction(9, "COPY --from=build /out/ /"), root }] };
}

const UNBUILT = imageReport({
  name: "worker",
  verdict: "fail",
  image: null,
  tests: [],
  findings: [
    finding({ rule: "build", message: "worker could not be built: no", log: "ERROR: no\n  such file" }),
  ],
});

const REPORTS: Readonly<Record<string, Report>> = {
  "an image with something to say everywhere": reportOf(richImageReport()),
  "one layer with one file, and no baseline": reportOf(
    imageReport({ ...contentsOf(folder("", [node("api", 6_100_000, null)])) }),
  ),
  "an image that could not be built": reportOf(UNBUILT),
  "20 images": {
    ...reportOf(
      ...Array.from({ length: 18 }, (_, index) => imageReport({ name: `service-${index}` })),
      richImageReport({ name: "large" }),
      UNBUILT,
    ),
    findings: [loosened("this change no longer gates old", { level: "error" })],
    removedImages: ["old"],
    waiver: "accept-size",
  },
  "20 images of which 6 fail": twentyImages(),
  "40 layers": reportOf(layers(40)),
  "a giant beside dwarfs": reportOf(
    imageReport({
      ...contentsOf(
        folder("", [
          folder("usr", [node("bin/x", 1000), node("share", 2000, 0, 100)]),
          folder("opt/models", [node("weights.bin", 16_200_000_000)], 300_000, 0, 12),
        ]),
      ),
    }),
  ),
  "no bytes at all": reportOf(
    imageReport({ image: measuredImage({ size: 0, transferSize: 0, layers: [], baseImage: null }) }),
  ),
  "hostile names": reportOf(
    richImageReport({
      name: HOSTILE,
      ...contentsOf(
        folder("", [
          folder(HOSTILE, [
            node(HOSTILE, 5_000_000, 1_000),
            node("x".repeat(5000), 4_000_000, null),
            node("שלום עולם", 3_000_000, -5_000_000),
          ]),
        ]),
      ),
      findings: [
        finding({
          message: HOSTILE,
          advice: HOSTILE,
          log: "y".repeat(500),
          place: { file: HOSTILE, lines: [1, 1] },
        }),
      ],
    }),
  ),
};

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Cell extends Box {
  readonly name: string;
  /** What holds it with its like; null for the map itself. */
  readonly room: Box | null;
  readonly of: string | null;
  /** By keyboard. */
  readonly reachable: boolean;
}

function isOutside({ left, right, top, bottom, room }: Cell): boolean {
  const slack = 0.1;
  return (
    room !== null &&
    (left < room.left - slack ||
      right > room.right + slack ||
      top < room.top - slack ||
      bottom > room.bottom + slack)
  );
}

const area = ({ left, right, top, bottom }: Box) => (right - left) * (bottom - top);

const ORIGINS = [
  "base image python:3.13-slim",
  "Dockerfile:14-15 RUN apt-get update && apt-get install -y ffmpeg",
  "Dockerfile:18 RUN pip install --no-cache-dir -r requirements.txt",
  "Dockerfile:21 COPY . .",
  "Dockerfile:22 RUN chown -R app:app /app",
] as const;

const cell = async ({ ask }: OpenPage, name: string) => {
  const found = (await ask<readonly Cell[]>("cells()")).find((one) => one.name === name);
  if (found === undefined) throw new Error(`no cell ${name}`);
  return found;
};

const shown = async ({ ask }: OpenPage, name: string) =>
  (await ask<readonly Cell[]>("cells()")).some((one) => one.name === name);

const chromium = process.env["STAGEGATE_CHROMIUM"];
const inChromium = chromium === undefined ? describe.skip : describe;

inChromium("in the Chromium of STAGEGATE_CHROMIUM, skipped if it is not set", () => {
  let viewer: PageViewer;
  beforeAll(async () => {
    viewer = await openViewer(chromium ?? "");
  });
  afterAll(() => viewer?.close());

  describe.each(Object.entries(REPORTS))("%s", (_, report) => {
    describe.each([360, 768, 1280])("%i pixels wide", (width) => {
      test.each(["light", "dark"] as const)("in %s colors", async (scheme) => {
        const { page, noise, ask } = await viewer.open(html(report), { width, scheme });
        expect((await ask<{ width: number }>("scroll()")).width).toBeLessThanOrEqual(width);
        const cells = await ask<readonly Cell[]>("cells()");
        expect(cells.filter(isOutside)).toEqual([]);
        expect(await ask("overlaps()")).toEqual([]);
        expect(await ask("cutLabels()")).toEqual([]);
        const { seen, pale } = await ask<{ seen: number; pale: string[] }>("paleTexts()");
        expect(pale).toEqual([]);
        expect(seen).toBeGreaterThan(20);
        expect(await ask("moving()")).toBe(0);
        expect(noise).toEqual([]);
        await page.close();
      });
    });
  });

  test.each([360, 1280])("areas are in proportion to bytes, %i pixels wide", async (width) => {
    const image = richImageReport();
    const { page, ask } = await viewer.open(html(reportOf(image)), { width });
    const cells = await ask<readonly Cell[]>("cells()");
    const total = image.image?.size ?? 0;
    const [first] = image.contents;
    const sizes: readonly (readonly [string, string, number])[] = [
      ...image.contents.map(
        ({ root }, index) => [image.name, ORIGINS[index] ?? "", root.size / total] as const,
      ),
      ...(first?.root.children ?? []).map(
        ({ name, size }) => [ORIGINS[0], name, size / (first?.root.size ?? 1)] as const,
      ),
      [ORIGINS[0], "(others)", 400_000 / (first?.root.size ?? 1)],
    ];
    expect(sizes).toHaveLength(9);
    for (const [of, name, share] of sizes) {
      const cell = cells.find((one) => one.of === of && one.name === name);
      if (cell?.room == null) throw new Error(`no cell ${name} in ${of}`);
      // Edges lie on hundredths of a percent.
      const edges = cell.right - cell.left + cell.bottom - cell.top;
      expect(Math.abs(area(cell) - share * area(cell.room))).toBeLessThan(1 + edges * 0.15);
    }
    await page.close();
  });

  describe("by keyboard", () => {
    let open: OpenPage;
    const focused = () => open.ask<string | null>("focused()");
    const about = () => open.ask<string>("about()");
    const press = async (...keys: readonly Parameters<OpenPage["page"]["keyboard"]["press"]>[0][]) => {
      for (const key of keys) await open.page.keyboard.press(key);
    };
    beforeEach(async () => {
      open = await viewer.open(html(reportOf(richImageReport())));
      await open.page.focus(".legend input");
      await press("Tab");
    });
    afterEach(() => open.page.close());

    test("the map is one tab stop", async () => {
      expect(await focused()).toBe("production");
      await press("Tab");
      expect(await focused()).toBeNull();
    });

    test("every visible cell is reachable and has a description", async () => {
      const shown = (await open.ask<readonly Cell[]>("cells()")).flatMap(({ name, reachable }) =>
        reachable ? name : [],
      );
      expect(shown.length).toBeGreaterThan(40);
      const reached: string[] = [];
      const visit = async (): Promise<void> => {
        const name = (await focused()) ?? "";
        reached.push(name);
        expect(await about()).toContain(name);
        expect(await about()).toMatch(/\d B|\d [kMG]B, .*\d %, [\d,]+ files?/);
        const before = await place();
        await press("ArrowDown");
        if ((await place()) !== before) {
          await visit();
          await press("ArrowUp");
        }
        await press("ArrowRight");
        if ((await place()) !== before) await visit();
      };
      // Names may come twice; where the focus is, does not.
      const place = () =>
        open.page.evaluate("[...document.querySelectorAll('.bar')].indexOf(document.activeElement)");
      await visit();
      expect(reached.sort()).toEqual(shown.sort());
    });

    test("a cell has path, bytes, share, files, change, origin", async () => {
      await press("ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown");
      expect(await about()).toBe(
        `/usr/lib/x86_64-linux-gnu/libLLVM.so.19.1 58.0 MB, +58.0 MB, 22.4 %, 1 file, ${ORIGINS[1]}`,
      );
    });

    test("Enter opens a cell, Escape goes back", async () => {
      await press("ArrowDown", "ArrowRight", "Enter");
      expect(await focused()).toBe(ORIGINS[0]);
      const zoomed = await cell(open, ORIGINS[0]);
      expect(zoomed.right - zoomed.left).toBeGreaterThan(1100);
      expect(await shown(open, ORIGINS[1])).toBe(false);
      await press("ArrowDown", "Enter", "ArrowDown", "Enter");
      expect(await focused()).toBe("lib");
      await press("Escape", "Escape");
      expect(await focused()).toBe("usr");
      expect(await shown(open, ORIGINS[1])).toBe(false);
      await press("Escape");
      expect(await focused()).toBe(ORIGINS[0]);
      expect(await shown(open, ORIGINS[1])).toBe(true);
      await press("Escape", "ArrowLeft");
      expect(await focused()).toBe(ORIGINS[1]);
      expect(open.noise).toEqual([]);
    });
  });

  test("the keyboard reaches the map after back and forward", async () => {
    const { page, ask } = await viewer.open(html(reportOf(richImageReport())));
    await page.focus(".map > .bar");
    for (const key of ["ArrowDown", "Enter"] as const) await page.keyboard.press(key);
    await page.goBack();
    await page.focus(".map a[href$='map-2']");
    await page.goForward();
    await page.focus(".legend input");
    await page.keyboard.press("Tab");
    expect(await ask("focused()")).toBe(ORIGINS[1]);
    await page.close();
  });

  test.each([
    ["with its script", true],
    ["without scripts", false],
  ])("a click opens a folder, and the path above leads back, %s", async (_, scripts) => {
    const open = await viewer.open(html(reportOf(richImageReport())), { scripts });
    const click = async (name: string) => {
      const { left, top } = await cell(open, name);
      await open.page.mouse.click(left + 10, top + 10);
    };
    await open.page.evaluate("document.querySelector('.map').scrollIntoView()");
    const { y } = await open.ask<{ y: number }>("scroll()");
    await click(ORIGINS[2]);
    expect(await shown(open, ORIGINS[0])).toBe(false);
    const zoomed = await cell(open, ORIGINS[2]);
    expect(zoomed.right - zoomed.left).toBeGreaterThan(1100);
    if (scripts) expect((await open.ask<{ y: number }>("scroll()")).y).toBe(y);
    await open.page.evaluate("document.querySelector('.map').scrollIntoView()");
    await click("production");
    expect(await shown(open, ORIGINS[0])).toBe(true);
    await open.page.close();
  });

  test("the map has a list of all its nodes", async () => {
    const open = await viewer.open(html(reportOf(richImageReport())));
    await open.page.click(".legend input");
    const names = (await open.ask<readonly Cell[]>("cells()")).map(({ name }) => name);
    const all = (root: ContentsNode): string[] =>
      root.children.flatMap((child) => [child.name, ...all(child)]);
    expect(names).toEqual(
      expect.arrayContaining(richImageReport().contents.flatMap(({ root }) => all(root))),
    );
    expect(await open.ask("cutLabels()")).toEqual([]);
    await open.page.close();
  });

  test("a link in the table opens the section of the image", async () => {
    const { page, ask } = await viewer.open(
      html(reportOf(...Array.from({ length: 5 }, (_, index) => imageReport({ name: `image ${index}` })))),
    );
    expect(await ask<readonly Cell[]>("cells()")).toEqual([]);
    await page.click("td a[href='#image-4']");
    expect((await ask<readonly Cell[]>("cells()")).map(({ name }) => name)).toContain("image 3");
    await page.close();
  });

  test("passing images are folded below failing ones; a link opens one", async () => {
    const { page, ask } = await viewer.open(html(reportOf(...twentyImages().images)));
    const failing = await ask<string[][]>("rows('Images that do not pass')");
    expect(failing.map(([, image, reason]) => `${image} ${reason}`)).toEqual([
      "Image Reason",
      "svc-12 build",
      "svc-09 test",
      "svc-03 user",
      "svc-04 size, user",
      "svc-15 user",
      "svc-17 growth",
    ]);
    expect(await page.$eval(".passing > summary", ({ textContent }) => textContent)).toBe("✓ 14 images pass");
    const isShown = () => page.$eval("#image-7", (image) => image.checkVisibility());
    expect(await isShown()).toBe(false);
    await page.click(".findings a[href='#image-7']");
    expect(await isShown()).toBe(true);
    await page.close();
  });

  test("the first screen shows which of 20 images fail and why, with links", async () => {
    const { page } = await viewer.open(html(twentyImages()), { width: 1280, height: 800 });
    const reasons = await page.$$eval(".reasons > li", (items) =>
      items.map((item) => ({
        text: item.querySelector("strong")?.textContent,
        links: [...item.querySelectorAll("a")].map((link) => link.getAttribute("href")),
        isOnScreen: item.getBoundingClientRect().bottom <= 800,
      })),
    );
    const onScreen = { isOnScreen: true };
    const rule = (id: string) => expect.stringMatching(`/docs/rules.md#${id}$`);
    expect(reasons).toEqual([
      { text: "svc-03 runs as root", links: ["#image-3", rule("user"), "#image-4", "#image-5"], ...onScreen },
      {
        text: "svc-12 could not be built: RUN make ended with exit code 2",
        links: ["#image-1", rule("build")],
        ...onScreen,
      },
      {
        text: "the tests of svc-09 failed in stage test: RUN npm test ended with exit code 1",
        links: ["#image-2", rule("test")],
        ...onScreen,
      },
      {
        text: "svc-04 is 171.0 MB, 21.0 MB over max-size (150 MB)",
        links: ["#image-4", rule("size")],
        ...onScreen,
      },
      {
        text: "svc-17 grew by 31.0 MB, 24.2 MB over max-growth (10 %)",
        links: ["#image-6", rule("growth")],
        ...onScreen,
      },
    ]);
    await page.click(".reasons a[href='#image-6']");
    expect(await page.$eval("#image-6", (image) => image.getBoundingClientRect().top < 800)).toBe(true);
    await page.close();
  });

  test("images that all pass are shown in a table, not in a closed line", async () => {
    const images = Array.from({ length: 12 }, (_, index) => imageReport({ name: `service-${index}` }));
    const { page, ask } = await viewer.open(html(reportOf(...images)));
    expect(await ask("rows('Images that pass')")).toHaveLength(13);
    expect(await page.$eval(".passing", (fold) => fold.hasAttribute("open"))).toBe(true);
    await page.close();
  });

  test("the page's policy stops scripts and requests that are not its own", async () => {
    const asked: unknown[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const { page } = await viewer.open(html(reportOf(imageReport())));
      const ran = await page.evaluate(`
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<button onclick='window.ran = true'>");
    document.querySelector("button").click();
    const style = document.createElement("style");
    style.textContent = "main { background: url(http://127.0.0.1:${port}/ground) }";
    document.body.append(style);
    const picture = new Image();
    picture.src = "http://127.0.0.1:${port}/picture";
    Promise.all([
      new Promise((resolve) => { picture.onload = picture.onerror = resolve; }),
      fetch("http://127.0.0.1:${port}/data", { mode: "no-cors" }).catch(() => {}),
    ]).then(() => window.ran === true);
  `);
      expect(ran).toBe(false);
      expect(asked).toEqual([]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  test("hostile names are only text", async () => {
    const report = REPORTS["hostile names"] ?? reportOf();
    const { page, noise } = await viewer.open(html(report));
    expect(
      await page.evaluate(
        "document.querySelectorAll('img, iframe, object, embed, form, base, svg, [onerror]').length",
      ),
    ).toBe(0);
    expect(await page.evaluate("document.querySelectorAll('script').length")).toBe(1);
    expect(await page.evaluate("document.querySelector('h2 span:not(.mark)').textContent")).toBe(
      HOSTILE.replaceAll("\u202e", "").trim(),
    );
    expect(noise).toEqual([]);
    await page.close();
  });

  test("every color has a text beside it", async () => {
    const { page, ask } = await viewer.open(html(reportOf(richImageReport())));
    const trends = await ask<readonly [string, string][]>("trends()");
    const signs: Readonly<Record<string, RegExp>> = { grown: /^\+/, shrunk: /^-/, same: /^$/ };
    expect(trends.filter(([kind, change]) => signs[kind]?.test(change) !== true)).toEqual([]);
    expect(new Set(trends.map(([kind]) => kind))).toEqual(new Set(Object.keys(signs)));
    await page.close();
  });

  test("layers and changes are shown with their origins", async () => {
    const { page, ask } = await viewer.open(html(reportOf(richImageReport())));
    expect(await ask("rows('Layers')")).toEqual([
      ["#", "Size", "", "Compressed", "Files", "Change", "Made by"],
      ["1", "82.7 MB", "", "31.4 MB", "3,416", "-14.0 kB", ORIGINS[0]],
      ["2", "121.5 MB", "", "46.2 MB", "242", "+121.5 MB", ORIGINS[1]],
      ["3", "50.8 MB", "", "19.3 MB", "1,180", "-4.1 MB", ORIGINS[2]],
      ["4", "1.9 MB", "", "722.0 kB", "26", "+1.8 MB", ORIGINS[3]],
      ["5", "1.9 MB", "", "722.0 kB", "26", "+1.8 MB", ORIGINS[4]],
    ]);
    expect((await ask<string[][]>("rows('What changed')")).slice(0, 3)).toEqual([
      ["Change", "By"],
      [
        "+121.5 MB",
        `${ORIGINS[1]} new +99.6 MB /usr/lib/x86_64-linux-gnu/ added, 180 files +18.3 MB /var/lib/apt/lists/ added, 9 files`,
      ],
      [
        "-4.1 MB",
        `${ORIGINS[2]} (before: RUN pip install -r requirements.txt) -3.1 MB /usr/local/lib/python3.13/site-packages/numpy.libs/libscipy_openblas64_.so changed`,
      ],
    ]);
    await page.close();
  });

  test("removable files are shown with their sizes", async () => {
    const { page, ask } = await viewer.open(html(reportOf(richImageReport())));
    expect((await ask<string[][]>("rows('Removable files')"))[1]?.slice(0, 2)).toEqual([
      "18.3 MB",
      "apt's package lists /var/lib/apt/lists/ 9 files",
    ]);
    expect((await ask<string[][]>("rows('Hidden files')"))[1]).toEqual([
      "1.9 MB",
      "/app/ 26 files",
      ORIGINS[3],
      `touched by ${ORIGINS[4]}`,
    ]);
    expect((await ask<string[][]>("rows('Duplicate files')"))[1]?.slice(0, 2)).toEqual([
      "1.1 MB",
      "3 × 540.0 kB",
    ]);
    await page.close();
  });

  test("the steps of the build are bars on one time axis, by stage", async () => {
    const { page, ask } = await viewer.open(html(reportOf(richImageReport())));
    expect(await ask("steps()")).toEqual([
      { text: "12 FROM python:3.13-slim cached", bar: null, isHatched: true },
      { text: "14 RUN apt-get update && apt-get install -y ffmpeg 21.3 s", bar: [0, 61], isHatched: false },
      {
        text: "18 RUN pip install --no-cache-dir -r requirements.txt 12.7 s",
        bar: [62, 98],
        isHatched: false,
      },
      { text: "21 COPY . . 0.1 s", bar: [98, 99], isHatched: false },
      { text: "22 RUN chown -R app:app /app 0.5 s", bar: [99, 100], isHatched: false },
      { text: "6 COPY requirements-dev.txt . cached", bar: null, isHatched: true },
      { text: "8 RUN pip install -r requirements-dev.txt 9.8 s", bar: [1, 29], isHatched: false },
      { text: "10 RUN pytest 3.1 s", bar: [30, 39], isHatched: false },
    ]);
    await page.close();
  });
});
