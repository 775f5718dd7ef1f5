// @ts-check
/** `bare-list.mjs COUNT`: a list of so many lines drawn by Ink and nothing else, which the same keys go through. */
import { Box, render, Text, useInput, useStdout } from "ink";
import { createElement, useState } from "react";

const items = Array.from(
  { length: Number(process.argv[2]) },
  (_, at) => `item ${at} of a list that has nothing to say`,
);

function List() {
  const { stdout } = useStdout();
  const [{ at, top }, setPlace] = useState({ at: 0, top: 0 });
  const height = stdout.rows - 2;
  const width = stdout.columns;
  useInput((input, key) => {
    const half = Math.floor(height / 2);
    const by = { j: 1, k: -1, G: items.length, g: -items.length }[input] ?? 0;
    const far = key.ctrl && input === "d" ? half : key.ctrl && input === "u" ? -half : by;
    setPlace((now) => {
      const next = Math.max(0, Math.min(items.length - 1, now.at + far));
      return { at: next, top: Math.min(next, Math.max(now.top, next - height + 1)) };
    });
  });
  const lines = items.slice(top, top + height).map((text, offset) => {
    const isHere = top + offset === at;
    const line = `${isHere ? "›" : " "} ${text} `.padEnd(width, "and so on ").slice(0, width);
    return createElement(Text, { key: offset, inverse: isHere, wrap: "truncate-end" }, line);
  });
  return createElement(Box, { flexDirection: "column" }, ...lines, createElement(Text, { key: "end" }, ` line ${at}`));
}

render(createElement(List), { exitOnCtrlC: true });
