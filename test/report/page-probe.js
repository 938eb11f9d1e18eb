// Functions that measure a page in the page itself.
globalThis.probe = {
  /** Every cell that is shown: where it is, what holds it, and whether it can have the focus. */
  cells() {
    return [...document.querySelectorAll(".map, .cell")].filter(isDisplayed).map((cell) => {
      const body = cell.matches(".map") ? null : cell.parentElement;
      return {
        name: nameOf(barOf(cell)),
        ...box(cell),
        room: body && box(body),
        of: body && nameOf(body.previousElementSibling),
        reachable: isShown(barOf(cell)),
      };
    });
  },

  /** Cells that lie on each other though neither is in the other. */
  overlaps() {
    return [...document.querySelectorAll(".body")].flatMap((body) => {
      const cells = [...body.children].filter(isDisplayed);
      return cells.flatMap((one, index) =>
        cells.slice(index + 1).flatMap((other) => {
          const [a, b] = [box(one), box(other)];
          const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          return width > 0.2 && height > 0.2 ? [`${one.textContent} on ${other.textContent}`] : [];
        }),
      );
    });
  },

  /** Labels in the map that are cut off: those that end in dots or are left out altogether are not. */
  cutLabels() {
    return [...document.querySelectorAll(".bar")].filter(isShown).flatMap((bar) => {
      const around = box(bar);
      return [...bar.children].filter(isSeen).flatMap((label) => {
        const own = box(label);
        if (own.top >= around.bottom - 1.5) return [];
        const fits =
          own.left >= around.left && own.right <= around.right + 0.5 && own.bottom <= around.bottom + 0.5;
        return fits ? [] : [`${label.textContent} in ${bar.textContent}`];
      });
    });
  },

  /** Text with its contrast, where that is below what WCAG AA asks for. */
  paleTexts() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const pale = [];
    let seen = 0;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      if (node.data.trim() === "" || element.matches("script, style") || !isSeen(element)) continue;
      seen += 1;
      const found = contrast(rgb(getComputedStyle(element).color), background(element));
      if (found < 4.5) pale.push(`${found.toFixed(2)}: ${node.data.trim()}`);
    }
    return { seen, pale };
  },

  /** Elements in motion, or that would move. */
  moving() {
    return [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName } = getComputedStyle(element);
      return transitionDuration !== "0s" || animationName !== "none";
    }).length;
  },

  /** Name of the cell that has the focus; null where none has it. */
  focused() {
    const bar = document.activeElement?.closest(".bar");
    return bar ? nameOf(bar) : null;
  },

  /** What the cells' colors stand for, with the change that their labels tell. */
  trends() {
    return [...document.querySelectorAll(".cell")].map((cell) => [
      ["grown", "shrunk", "same", "unknown"].filter((kind) => cell.classList.contains(kind)).join(),
      barOf(cell).querySelector("em")?.textContent ?? "",
    ]);
  },

  /** The rows of a table, its head first, by its label. */
  rows(label) {
    const table = document.querySelector(`[aria-label="${label}"] table`);
    return [...table.rows].map((row) =>
      [...row.cells].map((cell) => cell.innerText.replace(/\s+/g, " ").trim()),
    );
  },

  /** The steps of the build: what is said of each, and which part of the track its bar takes. */
  steps() {
    return [...document.querySelectorAll(".timeline li")].map((step) => {
      const track = step.querySelector(".track");
      const bar = track.querySelector(".run");
      const [all, own] = [box(track), bar && box(bar)];
      const part = (x) => Math.round(((x - all.left) / (all.right - all.left)) * 100);
      return {
        text: step.innerText.replace(/\s+/g, " ").trim(),
        bar: own && [part(own.left), part(own.right)],
        isHatched: getComputedStyle(track).backgroundImage !== "none",
      };
    });
  },

  about() {
    return document.querySelector(".about").textContent;
  },

  scroll() {
    return { x: scrollX, y: scrollY, width: document.documentElement.scrollWidth };
  },
};

function barOf(cell) {
  return cell.querySelector(":scope > .bar");
}

function nameOf(bar) {
  return bar.querySelector("b").textContent;
}

function isDisplayed(element) {
  return element.checkVisibility();
}

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true });
}

function box(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top, bottom };
}

function isSeen(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  return getComputedStyle(element).clipPath === "none";
}

function background(element) {
  for (let at = element; at; at = at.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    if (backgroundImage !== "none") throw new Error(`text on an image: ${element.textContent}`);
    const color = rgb(backgroundColor);
    if (color[3] === 1) return color;
    if (color[3] !== 0) throw new Error(`text on a translucent ground: ${element.textContent}`);
  }
  throw new Error("the page has no ground");
}

/** Any CSS color as red, green, blue up to 255, and opacity. */
function rgb(color) {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
