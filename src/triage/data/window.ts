/** Lines kept in view beyond the cursor, where there is room for them. */
const margin = 2;

/** The first line in view: the one there was, unless the cursor would leave what is seen. */
export function windowTop(
  top: number,
  { cursor, height, count }: { readonly cursor: number; readonly height: number; readonly count: number },
): number {
  if (height <= 0) return 0;
  const kept = Math.min(margin, Math.floor((height - 1) / 2));
  const least = cursor - height + 1 + kept;
  const most = cursor - kept;
  return clamp(Math.min(Math.max(top, least), most), Math.max(0, count - height));
}

/** A number between nought and a limit. */
export function clamp(number: number, most: number): number {
  return Math.max(0, Math.min(number, most));
}
