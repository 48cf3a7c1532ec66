"""The style of the report: the help centre's colours, in both schemes."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: light-dark(#faf7f1, #131b1d); --ink: light-dark(#1b2526, #ece8df); --quiet: light-dark(#454f4f, #bdc5c2);
  --line: light-dark(#ddd6c8, #314044); --action: light-dark(#0a4d5a, #86d2da); --sunken: light-dark(#f1ece2, #0d1415);
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 78rem; margin: auto; padding: 2rem clamp(1rem, 4vw, 3rem) 4rem; }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; }
h2 { margin: 0 0 1rem; font-size: 1.35rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
section { margin-top: 3rem; }
.summary { display: flex; flex-wrap: wrap; gap: 1rem 3rem; margin: 2rem 0 0; }
.summary > div { display: flex; flex-direction: column-reverse; }
dt { color: var(--quiet); }
dd { margin: 0; font-size: 1.9rem; font-weight: 700; line-height: 1.2; font-variant-numeric: tabular-nums; }
.pair > :first-child { flex: 0 1 22rem; }
.pair > :last-child { flex: 1 1 26rem; min-width: 0; }
.pair { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem 3rem; }
svg { display: block; width: 22rem; max-width: 100%; font: 13px system-ui, sans-serif; }
svg .bar { fill: var(--action); }
svg .ground { fill: var(--sunken); }
svg .line { stroke: var(--line); }
svg text { fill: var(--ink); font-variant-numeric: tabular-nums; }
svg .name { fill: var(--quiet); }
.table { overflow-x: auto; }
.table:focus-visible { outline: 3px solid var(--action); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .9rem; }
th, td { padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--quiet); font-weight: 600; }
tbody th { font-weight: 400; overflow-wrap: anywhere; min-width: 8rem; }
.number { text-align: end; font-variant-numeric: tabular-nums; }
em { color: var(--quiet); font-size: .85em; }
footer { margin-top: 3rem; color: var(--quiet); }
@media print { :root { color-scheme: light; } section { break-inside: avoid; } }
"""
