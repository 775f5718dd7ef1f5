const plain = /^[\p{L}_][\p{L}\p{N}_ .@/-]*$/u;
const notText = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text as a YAML scalar: plain where it reads as text and nothing else, else in double quotes. */
export function yamlText(text: string): string {
  const isPlain = plain.test(text) && !notText.test(text) && !text.endsWith(" ");
  return isPlain ? text : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escapeUnit);
}

/** A text inside a comment: on one line, and without what a YAML reader refuses. */
export function yamlComment(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, " ");
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
