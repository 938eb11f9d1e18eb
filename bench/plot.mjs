// Draws lines over an axis, as SVG.
import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";

const [WIDTH, HEIGHT] = [680, 320];
const MARGIN = { top: 40, right: 200, bottom: 48, left: 60 };
/** These can be read on white and on black. */
const GREY = "#7d8590";
const COLOURS = ["#3b82f6", "#d97706", "#10a37f"];

/**
 * @param {{title: string, x: {title: string, log: boolean}, y: {title: string},
 *   lines: {name: string, points: {x: number, y: [middle: number, least: number, most: number]}[]}[]}} plot
 * @returns {string} an SVG file
 */
export function drawPlot({ title, x, y, lines: all }) {
  // A peer that is not there has no line.
  const lines = all.filter((one) => one.points.length > 0);
  const points = lines.flatMap((one) => one.points);
  const places = points.map((point) => point.x);
  const range = [MARGIN.left, WIDTH - MARGIN.right];
  const across = (x.log ? scaleLog() : scaleLinear())
    .domain([Math.min(...places), Math.max(...places)])
    .range(range);
  const most = Math.max(...points.map((point) => point.y[2]));
  const up = scaleLinear()
    .domain([0, most])
    .nice(5)
    .range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const bottom = up(0);

  const ticksX = [...new Set(places)].map(
    (value) =>
      `<text x="${px(across(value))}" y="${bottom + 18}" text-anchor="middle">${value.toLocaleString("en")}</text>`,
  );
  const ticksY = up.ticks(5).map(
    (value) => `<path d="M${range[0]},${px(up(value))}H${range[1]}" stroke-opacity="0.3"/>
<text x="${range[0] - 8}" y="${px(up(value) + 4)}" text-anchor="end">${value.toLocaleString("en")}</text>`,
  );
  const path = line(
    (point) => px(across(point.x)),
    (point) => px(up(point.y[0])),
  );
  const drawn = lines.map(({ name, points: own }, index) => {
    const dots = own.map(
      ({ x: at, y: [middle, least, high] }) =>
        `<path d="M${px(across(at))},${px(up(least))}V${px(up(high))}"/><circle cx="${px(across(at))}" cy="${px(up(middle))}" r="3"/>`,
    );
    const label = `<text x="${range[1] + 30}" y="${MARGIN.top + 12 + 20 * index}">${name}</text>`;
    const key = `<path d="M${range[1] + 10},${MARGIN.top + 8 + 20 * index}h14" stroke-width="2"/>`;
    return `<g stroke="${COLOURS[index]}" fill="${COLOURS[index]}"><path d="${path(own)}" fill="none" stroke-width="2"/>${dots.join("")}${key}</g>${label}`;
  });

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
<style>text { font: 12px sans-serif; fill: ${GREY} } .title { font-weight: bold; font-size: 13px }</style>
<text class="title" x="${range[0]}" y="20">${title}</text>
<g stroke="${GREY}"><path d="M${range[0]},${bottom}H${range[1]}"/></g>
<g stroke="${GREY}">${ticksY.join("\n").replaceAll("<text", '<text stroke="none"')}</g>
${ticksX.join("\n")}
<text x="${(range[0] + range[1]) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${x.title}</text>
<text transform="translate(16,${(MARGIN.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${y.title}</text>
${drawn.join("\n")}
</svg>
`;
}

function px(value) {
  return Math.round(value * 10) / 10;
}
