/**
 * How the page looks. What follows from the report is set by custom properties: `--p` a part of a whole;
 * `--w` and, where it differs, `--t` the place of a cell in a wide and in a tall map; `--c` how much of a
 * change's color it takes; `--l` and `--d` where a bar of the timeline starts and how long it is.
 */
export const STYLE = `
@property --w { syntax: "*"; inherits: false; }
@property --t { syntax: "*"; inherits: false; }
@property --c { syntax: "*"; inherits: false; }
:root {
  color-scheme: light dark;
  --page: #fff; --panel: #f4f6f8; --line: #d4dae1; --text: #1a2029; --muted: #545d69;
  --link: #0b5394; --bad: #b42318; --warn: #875300; --good: #17693a; --on-mark: #fff; --fill: #7b8794;
  --same: #e4e8ec; --unknown: #cbdbf0; --grown: #f29b66; --shrunk: #79b4e6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161b; --panel: #1b2129; --line: #343d48; --text: #e7ebf0; --muted: #a0abb8;
    --link: #8cc2f5; --bad: #ff8f85; --warn: #f0b75a; --good: #6fcf97; --on-mark: #12161b; --fill: #7e8b99;
    --same: #303842; --unknown: #2a4162; --grown: #964a1c; --shrunk: #235f97;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 1240px; padding: 20px clamp(12px, 3vw, 32px) 40px;
  background: var(--page); color: var(--text);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, dl, dd, ul, ol, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 22px; line-height: 1.25; font-weight: 650; display: flex; gap: 10px; align-items: center; }
h2 { font-size: 18px; line-height: 1.3; font-weight: 650; display: inline; }
h3 { font-size: 14px; font-weight: 650; margin: 26px 0 8px; padding-top: 10px; border-top: 1px solid var(--line); }
h4 { font-size: 13px; font-weight: 600; margin: 10px 0 3px; }
small { font-size: 12px; font-weight: 400; color: var(--muted); }
h4 small { margin-left: 8px; }
a { color: var(--link); }
b, h1 span, h2 span, strong, code { unicode-bidi: isolate; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: 12px; }
pre { margin-top: 6px; padding: 10px; max-height: 24rem; overflow: auto; background: var(--panel); white-space: pre-wrap; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
summary { cursor: pointer; }
header > p { color: var(--muted); margin-bottom: 2px; }
header { margin-bottom: 18px; }
footer { margin-top: 36px; padding-top: 10px; border-top: 1px solid var(--line); font-size: 12px; color: var(--muted); }
section > p { margin-bottom: 6px; }

.mark {
  display: inline-block; flex: none; width: 1.3em; line-height: 1.3; text-align: center; font-size: 0.9em; font-weight: 700;
  border-radius: 3px; color: var(--on-mark); margin-right: 0.35em; unicode-bidi: isolate;
}
.mark.pass { background: var(--good); } .mark.fail { background: var(--bad); } .mark.error { background: var(--warn); }
h1 .mark { margin: 0; }
.bad { color: var(--bad); }

.image { margin-top: 30px; border-top: 2px solid var(--text); padding-top: 10px; }
.image > summary { margin-bottom: 10px; }
.numbers { display: flex; flex-wrap: wrap; border: solid var(--line); border-width: 1px 0 0 1px; scroll-margin-top: 4rem; }
.numbers > div { flex: 1 1 auto; min-width: 7.5rem; max-width: 100%; padding: 7px 12px 9px; border: solid var(--line); border-width: 0 1px 1px 0; }
.numbers dt { font-size: 12px; color: var(--muted); }
.numbers dd { font-size: 15px; font-weight: 600; }
.numbers small { display: block; contain: inline-size; min-width: 11rem; }
.numbers details { font-size: 12px; font-weight: 400; }
.meter { display: block; height: 4px; margin-top: 5px; background: linear-gradient(var(--fill) 0 0) 0 / var(--p) no-repeat var(--same); }
.meter.over { background: var(--bad); }

.findings { margin-top: 12px; }
.findings > li { display: flex; gap: 9px; padding: 7px 0; border-bottom: 1px solid var(--line); }
.findings > li > div { min-width: 0; }
.findings strong { font-weight: 600; }
.level { flex: none; width: 1em; font-weight: 700; text-align: center; }
.error > .level { color: var(--bad); } .warning > .level { color: var(--warn); } .notice > .level { color: var(--link); }

.scroll { overflow-x: auto; overflow-wrap: normal; }
table { border-collapse: collapse; min-width: 100%; font-size: 13px; }
th { text-align: left; font-weight: 400; font-size: 12px; color: var(--muted); white-space: nowrap; }
th, td { padding: 4px 14px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.t { min-width: 13rem; } td.t:last-child { width: 100%; padding-right: 0; }
td.t code { overflow-wrap: anywhere; }
.n { text-align: right; white-space: nowrap; }
.share { display: block; width: 90px; height: 9px; margin-top: 5px; background: linear-gradient(var(--fill) 0 0) 0 / var(--p) no-repeat; }
.more, .less { font-weight: 600; }
td ul { margin: 2px 0 4px; }

.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-bottom: 6px; font-size: 12px; align-items: center; }
.legend label { margin-left: auto; display: flex; align-items: center; gap: 4px; }
.legend input { margin: 0; }
.key::before { content: ""; display: inline-block; width: 12px; height: 12px; margin-right: 5px; vertical-align: -1px; background: var(--same); }
.key.unknown::before { background: var(--unknown); } .key.grown::before { background: var(--grown); } .key.shrunk::before { background: var(--shrunk); }
.about { min-height: 3em; margin-top: 6px; font-size: 13px; color: var(--muted); }
.about b { color: var(--text); }

.map, .cell { background: var(--same); }
.map.unknown, .cell.unknown { background: var(--unknown); }
.new .base, .new .base .cell { background: var(--same); }
.grown { --to: var(--grown); } .shrunk { --to: var(--shrunk); }
.cell.grown, .cell.shrunk { background: color-mix(in srgb, var(--to) var(--c), var(--same)); }
.bar { color: var(--text); text-decoration: none; font-size: 12px; line-height: 17px; }
.bar > * { font-weight: 400; font-style: normal; font-size: 12px; }
.bar > em { font-weight: 650; }

.contents:not(:has(:checked)) {
  .map { position: relative; height: 480px; overflow: hidden; }
  .cell { position: absolute; inset: var(--t, var(--w)); container-type: size; overflow: hidden; box-shadow: inset 0 0 0 1px var(--page); }
  .bar {
    position: absolute; inset: 0 0 auto; height: 100%; height: calc(round(down, 100cqh - 3px, 17px) + 3px); padding: 2px 5px 1px;
    display: flex; flex-wrap: wrap; align-content: start; gap: 0 8px; overflow: hidden;
  }
  .map > .bar { height: 20px; }
  .bar:focus-visible { outline: none; }
  :is(.map, .cell):has(> .bar:focus-visible)::after {
    content: ""; position: absolute; inset: 0; z-index: 1; pointer-events: none; border: 2px solid var(--link); outline: 1px solid var(--page); outline-offset: -3px;
  }
  .bar > * { max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .bar > small { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; }
  a.bar:hover > b { text-decoration: underline; }
  .body { position: absolute; inset: 20px 2px 2px; }
  .cell > .body { display: none; }
  @media (min-width: 700px) { .cell { inset: var(--w); } }
  @media (max-width: 699px) { .map { height: 560px; } }
  @container (max-width: 62px) { .bar > em { position: absolute; clip-path: inset(50%); } }
  @container (max-width: 54px) { .bar > i { position: absolute; clip-path: inset(50%); } }
  @container (max-width: 34px) or (max-height: 18px) { .bar > * { opacity: 0; } }
  @container (max-width: 11px) or (max-height: 11px) { .bar { visibility: hidden; } }
  @container (min-width: 86px) and (min-height: 62px) {
    .cell > .body { display: block; }
    .bar:has(+ .body) { height: 20px; flex-wrap: nowrap; }
    .bar:has(+ .body) > b { min-width: 1.5em; }
    .bar:has(+ .body) > :is(i, em) { flex: none; }
  }
  @container (max-width: 170px) { .bar:has(+ .body) > i { position: absolute; clip-path: inset(50%); } }
}
.body:has(.bar:target) > .cell:not(:has(.bar:target)) { display: none; }
.contents:not(:has(:checked)) .cell:has(.bar:target) { inset: 0; }
:is(.map, .cell):has(> .body .bar:target) > .bar > b::before { content: "‹ "; }

.contents:has(:checked) {
  .map { max-height: 36rem; overflow: auto; border: 1px solid var(--line); }
  .map, .cell { background: none; }
  .body .body { padding-left: 16px; }
  .bar { display: grid; grid-template-columns: minmax(0, 1fr) 5rem 6rem 13rem; gap: 0 10px; padding: 3px 8px; border-bottom: 1px solid var(--line); }
  .bar > i { grid-column: 2; text-align: right; } .bar > em { grid-column: 3; text-align: right; }
  .bar > small { grid-column: 4; grid-row: 1; }
  .bar:focus-visible { outline-offset: -2px; }
  @media (max-width: 699px) {
    .body .body { padding-left: 8px; }
    .bar { grid-template-columns: minmax(0, 1fr) 5rem; }
    .bar > em { grid-column: 2; } .bar > small { grid-column: 1; grid-row: 2; }
  }
}

.timeline ol > li { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) 5.5rem; gap: 2px 12px; align-items: center; padding: 2px 0; }
.what { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.track { position: relative; height: 12px; background: var(--panel); }
.run { position: absolute; inset: 0 auto 0 min(var(--l), 100% - 4px); width: max(4px, var(--d)); background: var(--fill); }
.track:has(.cached) { background: repeating-linear-gradient(135deg, var(--same) 0 3px, transparent 3px 7px); }
.took { text-align: right; font-size: 12px; }
.axis { display: flex; justify-content: space-between; margin: 4px calc(5.5rem + 12px) 0 calc((100% - 5.5rem - 24px) * 0.4 + 12px); font-size: 12px; color: var(--muted); border-top: 1px solid var(--line); }

@media (max-width: 699px) {
  .timeline ol > li { grid-template-columns: minmax(0, 1fr) 5.5rem; }
  .what { grid-column: 1 / -1; }
  .axis { margin-left: 0; }
}
@media (forced-colors: active) { .run, .share, .meter { forced-color-adjust: none; } }
@media print { .map { break-inside: avoid; } body { max-width: none; padding: 0; print-color-adjust: exact; } }
`;
