import { safeMarkdown } from "./safe-text.ts";

/** A word with its punctuation: letters and digits of any script, nothing that Markdown or a platform gives a meaning. */
const plainWord = /^[("'‘“]*[\p{L}\p{M}\p{N}]+(?:(?:['’]|-(?=\p{L}))[\p{L}\p{M}\p{N}]+)*[)"'’”]*[.,;:!?]*$/u;

/** Platforms turn what could be the id of a commit into a link. */
const commitLike = /[0-9a-f]{7,}/i;

/** Where a text begins a line, this begins a list. */
const listMarker = /^\d+[.)]$/;

/** A word, or several between backticks, as our own texts write what is to be typed. */
const wordOrSpan = /(?:`[^`]+`|[^\s`])+|`+/gu;

/**
 * Sentences as Markdown in which nothing comes to life: plain words stay words, and whatever could be a mention, a link,
 * HTML, emphasis or a list becomes a code span. Ids stand out that way too.
 */
export function prose(text: string): string {
  const words = text.match(wordOrSpan) ?? [];
  return words.map((word, index) => (isPlain(word, index) ? word : code(word))).join(" ");
}

function isPlain(word: string, index: number): boolean {
  return plainWord.test(word) && !commitLike.test(word) && !(index === 0 && listMarker.test(word));
}

/** The full stop after an id is not part of it; what stood in backticks needs no more of them. */
function code(word: string): string {
  const { inner = word, end = "" } = /^(?<inner>.+?)(?<end>[.,;:]?)$/su.exec(word)?.groups ?? {};
  const { span = inner } = /^`(?<span>[^`]+)`$/su.exec(inner)?.groups ?? {};
  return `${safeMarkdown(span)}${end}`;
}
