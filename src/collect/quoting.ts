/**
 * What no command may hold as it is: characters that act on a terminal, hide, or reorder what is read, and what looks like the
 * escape by which a printer shows them.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]|\\u\{/u;

/** A word for a POSIX shell; undefined where it cannot be written without characters that nobody sees. */
export function shellWord(text: string): string | undefined {
  return unseen.test(text) ? undefined : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A name as SQL has it. */
export function sqlName(name: string): string {
  return unseen.test(name) ? `U&"${escaped(name, '"')}"` : `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL has it: by escapes where it holds a backslash too, which means something where servers are set so. */
export function sqlText(text: string): string {
  return unseen.test(text) || text.includes("\\") ? `U&'${escaped(text, "'")}'` : `'${text.replaceAll("'", "''")}'`;
}

/** All but plain letters and digits by their numbers (SQL:2003, `U&`). */
function escaped(text: string, quote: string): string {
  const number = (character: string) => (character.codePointAt(0) ?? 0).toString(16);
  return text.replaceAll(/[^A-Za-z0-9 _-]/gu, (character) => {
    if (character === quote) return quote + quote;
    const digits = number(character);
    return digits.length > 4 ? `\\+${digits.padStart(6, "0")}` : `\\${digits.padStart(4, "0")}`;
  });
}

/** JSON in ASCII alone. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[^\x20-\x7e]/gu, (character) =>
    Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
      .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
