/** The style of a page: one column on a phone, two figures beside each other where there is room; dark, and print. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fffefb; --ink: #1d2125; --quiet: #626b74; --rule: #e2e0d9; --shade: #f6f4ee;
  --uncured: #b23a1e; --cured: #1c6690; --beyond: rgba(178, 58, 30, .06);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b; --ink: #e4e2dc; --quiet: #9aa3ab; --rule: #30353a; --shade: #1d2125;
    --uncured: #f08a6c; --cured: #74b9e6; --beyond: rgba(240, 138, 108, .08);
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 62rem; padding: 2.2rem 1rem 3rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "Liberation Serif", serif;
}
p, li, dd, .prose { max-width: 42rem; }
h1 { margin: 0 0 .6rem; font-size: 1.9rem; line-height: 1.15; font-weight: 600; letter-spacing: -.01em; }
h2 { margin: 0 0 .5rem; font-size: 1.2rem; line-height: 1.3; font-weight: 600; }
p { margin: 0 0 .8rem; }
section, footer { margin-top: 1.8rem; padding-top: 1.1rem; border-top: 1px solid var(--rule); }
.kicker, th, .standing, figcaption, footer, svg text, .trials, dt, .numbers, pre {
  font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
}
.kicker { margin: 0 0 .5rem; color: var(--quiet); font-size: .75rem; letter-spacing: .08em; text-transform: uppercase; }
.lede { font-size: 1.08rem; }
.standing { font-size: .78rem; white-space: nowrap; }
.standing::before { content: "●"; margin-right: .35em; color: var(--rule); }
.standing.proven::before { color: var(--cured); }
.standing.supported::before { content: "◐"; color: var(--cured); }
.standing.unknown::before { content: "○"; color: var(--quiet); }
.standing.refuted::before { content: "×"; color: var(--quiet); }
.trials { display: grid; grid-template-columns: max-content max-content 1fr; gap: .2rem 1rem; margin: 0 0 .9rem; font-size: .85rem; }
.trials dt, .trials dd { margin: 0; }
.trials .dots { letter-spacing: .12em; white-space: nowrap; }
.failed { color: var(--uncured); }
.held { color: var(--cured); }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.3rem 2rem; }
figure { margin: 0; min-width: 0; }
figcaption { font-size: .85rem; line-height: 1.3; }
figcaption span, .numbers, footer, .aside { color: var(--quiet); }
.aside { font-size: .9rem; }
svg { display: block; width: 100%; max-width: 36rem; height: auto; overflow: visible; }
svg text { font-size: 10.5px; fill: var(--quiet); }
svg path { fill: none; stroke: var(--rule); stroke-width: .75; }
svg .axis { stroke: var(--quiet); }
svg .curve { stroke-width: 1.3; stroke-linejoin: round; stroke-linecap: round; }
svg path.un-cured { stroke: var(--uncured); }
svg path.run { stroke: var(--ink); }
svg path.cured { stroke: var(--cured); }
svg .label { paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
svg text.un-cured, svg text.onset { fill: var(--uncured); }
svg text.cured { fill: var(--cured); }
svg path.onset { stroke: var(--uncured); stroke-dasharray: 2 2.5; }
svg path.limit { stroke: var(--quiet); }
svg path.beyond { fill: var(--beyond); stroke: none; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .92rem; line-height: 1.4; }
th, td { padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { color: var(--quiet); font-size: .75rem; font-weight: 400; vertical-align: bottom; }
tbody th { font: inherit; font-weight: 600; }
td.text:last-child { width: 62%; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number { white-space: nowrap; }
td.number:empty::before { content: "–"; color: var(--quiet); }
.numbers { font-size: .78rem; overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.2rem; margin: 0 0 1rem; font-size: .92rem; }
.facts dt { color: var(--quiet); font-size: .82rem; line-height: 1.7; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
pre {
  margin: 0 0 .9rem; padding: .7rem .8rem; background: var(--shade); font: .74rem/1.5 ui-monospace, Menlo, Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere;
}
footer { font-size: .78rem; }
@media (max-width: 40rem) {
  body { padding-top: 1.3rem; }
  h1 { font-size: 1.55rem; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--rule); }
  tbody th, tbody td, td.number, td.text:last-child { display: block; width: auto; padding: 0; border: 0; text-align: left; white-space: normal; }
  td.number:empty { display: none; }
  td.number::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media print {
  :root {
    color-scheme: light; --paper: #fff; --ink: #000; --quiet: #555; --rule: #ccc; --shade: #fff;
    --uncured: #b23a1e; --cured: #1c6690; --beyond: rgba(178, 58, 30, .06);
  }
  @page { margin: 16mm 15mm; }
  html { font-size: 9pt; }
  section, footer { margin-top: 1rem; padding-top: .8rem; }
  body { max-width: none; padding: 0; }
  .panels { grid-template-columns: 1fr 1fr; }
  figure, tr, .trials { break-inside: avoid; }
  h2, .aside { break-after: avoid; }
  pre { padding: 0; }
}
`;
