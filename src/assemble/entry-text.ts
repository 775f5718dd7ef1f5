/** Fields of a JSON object as text, each with its comma before it; absent ones are left out. */
export function fieldsText(fields: Readonly<Record<string, unknown>>): string {
  let text = "";
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) text += `,"${name}":${JSON.stringify(value)}`;
  }
  return text;
}
