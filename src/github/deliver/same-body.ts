/** Whether two bodies say the same; which run they link to does not count, or every run would edit. */
export function isSameBody(before: string | null | undefined, after: string): boolean {
  return withoutRun(before ?? "") === withoutRun(after);
}

/** GitHub may keep line ends as it likes. */
function withoutRun(body: string): string {
  return body
    .replaceAll("\r\n", "\n")
    .replace(/\/actions\/runs\/\d+\)/u, ")")
    .trimEnd();
}
