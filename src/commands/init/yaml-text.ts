import { unseenCharacters } from "../../report/safe-text.ts";

const plain = /^[\p{L}_][\p{L}\p{N}_ .@/-]*$/u;
const notText = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** What a reader of the file would not see, or see in another place: it is written as what it is. */
const hidden = new RegExp(unseenCharacters, "gu");

/** A text as a YAML scalar: plain where it reads as text and nothing else, else in double quotes. */
export function yamlText(text: string): string {
  const isPlain = plain.test(text) && !notText.test(text) && !text.endsWith(" ");
  return isPlain ? text : JSON.stringify(text).replace(hidden, escaped);
}

/** A text inside a comment: on one line, and without what a YAML reader refuses. */
export function yamlComment(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, " ");
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
