/**
 * Characters that act on a terminal, hide, or reorder what is read: controls, format characters (bidi, zero-width, tags),
 * line and paragraph separators, lone surrogates, the blank Hangul fillers, and variation selectors that carry data.
 */
export const unseenCharacters =
  "[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\u115f\\u1160\\u3164\\uffa0\\u{e0100}-\\u{e01ef}]";

const unseen = new RegExp(`${unseenCharacters}|\\\\(?=u\\{)`, "gu");

/** What a runner of GitHub Actions takes for a command: this at the start of a line, whatever white space is before it, and anywhere. */
const command = /(?<=^\s*):(?=:)|#(?=#\[)/gu;

/**
 * One line of text that cannot act on a terminal or a workflow log. What must not be printed shows as `\u{202e}`; a
 * backslash that would start such an escape by itself is escaped too, so the result never means two things.
 */
export function safeText(text: string): string {
  return inertLine(text.replace(unseen, escaped));
}

/** A line that a workflow log takes for no command: wrapping may put at its start what stood in the middle. */
export function inertLine(line: string): string {
  // Almost no text has any of both, and to look for it is cheaper.
  return line.includes("::") || line.includes("##[") ? line.replace(command, escaped) : line;
}

/**
 * Text as a Markdown code span: no mention, link, HTML or emphasis of it comes to life, in a table cell neither. The
 * empty text stays empty, because Markdown has no empty code span.
 */
export function safeMarkdown(text: string): string {
  const shown = safeText(text).replaceAll("|", "\\u{7c}");
  if (shown === "") return "";
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${padding}${shown}${padding}${fence}`;
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
