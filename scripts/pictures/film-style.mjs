// @ts-check

/** The colours of a terminal on light and dark ground, each with enough contrast to be read. */
const colours = {
  light: {
    ...{ ground: "#ffffff", bar: "#d1d9e0", text: "#1f2328", dim: "#59636e", key: "#eff2f5" },
    ...{ red: "#cf222e", yellow: "#9a6700", green: "#1a7f37", cyan: "#1b7c83" },
  },
  dark: {
    ...{ ground: "#0d1117", bar: "#3d444d", text: "#e6edf3", dim: "#9198a1", key: "#262c36" },
    ...{ red: "#ff7b72", yellow: "#d29922", green: "#3fb950", cyan: "#39c5cf" },
  },
};

/** How a film looks: in the colours of the system, with whatever font of equal widths is there. */
export const style = `
svg{${variables(colours.light)}}
@media (prefers-color-scheme:dark){svg{${variables(colours.dark)}}}
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre;fill:var(--text)}
.window{fill:var(--ground);stroke:var(--bar)}
g rect{shape-rendering:crispEdges}
.dots,.rule{fill:var(--bar)}
.key{shape-rendering:auto;fill:var(--key);stroke:var(--bar)}
.text{fill:var(--text)}
${["red", "yellow", "green", "cyan"].map((name) => `.${name}{fill:var(--${name})}`).join("\n")}
.d{fill:var(--dim)}
.b{font-weight:bold}
.v{fill:var(--ground)}
`;

/** @param {Readonly<Record<string, string>>} named */
function variables(named) {
  return Object.entries(named)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
