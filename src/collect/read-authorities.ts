import { EntitlintError } from "../errors.ts";
import type { FileTree } from "../model/file-tree.ts";

/** The certificates of a `ca` option, PEM. @throws EntitlintError where the file is missing or holds none */
export async function readAuthorities(path: string, files: FileTree): Promise<string> {
  const bytes = await files.read(path);
  const text = bytes && Buffer.from(bytes).toString("utf8");
  if (text?.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new EntitlintError({
    code: bytes ? "input/does-not-parse" : "input/unreadable",
    message: bytes ? "`ca` names a file without a certificate in PEM" : "`ca` names a file that is not there",
    place: { file: path },
    next: "Put the authority's certificate there, in PEM; the path starts from the config's folder.",
  });
}
