/** A part of a section that is shown whole or not at all, and how many of its entries it is. */
export interface Block {
  readonly text: string;
  readonly count: number;
}

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What one of its entries is called, and several. */
  readonly entry: readonly [one: string, many: string];
  /** How much of the room that is left it may take, so that later ones are not starved. */
  readonly share: number;
}

/** As much of a section as fits into so many bytes, and how much of it is missing; nothing at all where not even that fits. */
export function fitted({ title, blocks, entry }: Section, bytes: number): string {
  if (blocks.length === 0) return "";
  const all = blocks.reduce((sum, { count }) => sum + count, 0);
  const head = `### ${title}\n\n`;
  let room = bytes - size(head) - size(more(all, entry));
  if (room < 0) return "";
  let text = head;
  let shown = 0;
  for (const block of blocks) {
    room -= size(block.text);
    if (room < 0) break;
    text += block.text;
    shown += block.count;
  }
  return `${text}${shown < all ? more(all - shown, entry) : "\n"}`;
}

export function size(text: string): number {
  return Buffer.byteLength(text);
}

function more(count: number, [one, many]: Section["entry"]): string {
  return `\n… and ${count} more ${count === 1 ? one : many}\n\n`;
}
