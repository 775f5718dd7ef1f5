import { rename, writeFile } from "node:fs/promises";

/** Writes a file such that whoever reads it meanwhile finds the old one or the new one, whole. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}
