/** Fields of a JSON object as text, each with its comma before it; absent ones are left out. */
export function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  let text = "";
  // Not by Object.entries, whose pairs would be most of the work.
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) text += `,"${name}":${JSON.stringify(value)}`;
  }
  return text;
}
