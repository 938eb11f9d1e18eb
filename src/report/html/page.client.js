// Moves in the maps by keyboard, and shows the numbers of the cell under the pointer. It never inserts text of the page
// as HTML.
for (const contents of document.querySelectorAll(".contents")) {
  const map = contents.querySelector(".map");
  const about = contents.querySelector(".about");
  const top = map.querySelector(".bar");
  const bars = [...map.querySelectorAll(".bar")];
  const outer = (bar) => bar.parentElement.parentElement.closest(".cell, .map")?.querySelector(".bar");
  const isShown = (bar) => bar.checkVisibility({ visibilityProperty: true });
  const zoomed = () => bars.find((bar) => bar.matches(":target")) ?? top;
  let current = top;

  const choose = (bar) => {
    current.tabIndex = -1;
    bar.tabIndex = 0;
    current = bar;
  };
  const describe = (bar) => {
    const names = [];
    for (let at = bar; at !== top; at = outer(at)) names.unshift(at.querySelector("b").textContent);
    const [origin = top.querySelector("b").textContent, ...path] = names;
    const numbers = [...bar.children].slice(1).map((part) => part.textContent);
    const title = document.createElement("b");
    title.textContent = path.length > 0 ? `/${path.join("/")}` : origin;
    about.replaceChildren(title, ` ${(path.length > 0 ? [...numbers, origin] : numbers).join(", ")}`);
  };
  // The page stays where it is; only the map changes.
  const zoom = (bar, from) => {
    const { scrollX, scrollY } = window;
    location.hash = bar.hash;
    scrollTo(scrollX, scrollY);
    (isShown(from) ? from : bar).focus({ preventScroll: true });
  };
  const step = (key) => {
    const inside = (bar) =>
      [...(bar.nextElementSibling?.children ?? [])].map((cell) => cell.querySelector(".bar"));
    const parent = outer(current);
    const beside = parent ? inside(parent).filter(isShown) : [top];
    const at = beside.indexOf(current);
    if (key === "ArrowRight") return beside[at + 1];
    if (key === "ArrowLeft") return beside[at - 1];
    if (key === "ArrowDown") return inside(current).find(isShown);
    if (key === "ArrowUp") return parent;
    if (key === "Home") return top;
  };

  for (const bar of bars) bar.tabIndex = -1;
  choose(top);
  about.textContent += " Arrow keys move, Enter opens, Escape goes back.";
  map.addEventListener("focusin", ({ target }) => {
    choose(target);
    describe(target);
  });
  map.addEventListener("pointerover", ({ target }) => {
    const bar = target.closest(".bar");
    if (bar) describe(bar);
  });
  map.addEventListener("click", (event) => {
    const bar = event.target.closest("a.bar");
    if (!bar || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    zoom(bar, bar);
  });
  map.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const from = zoomed();
    if (event.key === "Escape" && from !== top) return zoom(outer(from), from);
    const next = step(event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  addEventListener("hashchange", () => {
    if (!isShown(current)) choose(zoomed());
  });
}
