// @ts-check

/** A table in Markdown, each row on one line. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ row) =>
    `| ${row
      .map((text) =>
        text
          .trim()
          .replaceAll("|", "\\|")
          .replaceAll(/\s*\n\s*/g, " "),
      )
      .join(" | ")} |`;
  return [line(head), `|${head.map(() => " --- ").join("|")}|`, ...rows.map(line)].join("\n");
}

/** Text between backticks, more of them than it has itself. @param {string} text */
export function code(text) {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}
