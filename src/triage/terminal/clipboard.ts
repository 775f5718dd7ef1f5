/** Terminals refuse longer ones. */
const most = 74_000;

/** What makes a terminal take a text into the clipboard, over SSH too; undefined where it is too long. */
export function clipboardSequence(text: string): string | undefined {
  const encoded = Buffer.from(text).toString("base64");
  return encoded.length > most ? undefined : `\u001b]52;c;${encoded}\u0007`;
}
