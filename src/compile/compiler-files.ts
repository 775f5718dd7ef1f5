import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { EntitlintError } from "../errors.ts";

/** Where the compiler lies, and which one it is. */
export interface CompilerFiles {
  /** The reactor: packed, opa.wasm.br, or as a build has unpacked it for a checkout. */
  readonly compiler: string;
  /** The script of the process that runs it. */
  readonly child: string;
  /** SHA-256 of the unpacked reactor, in hex. */
  readonly sha256: string;
}

const description = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Finds the compiler's folder (`compiler/` of this package, unless another is given) and reads which compiler it is. */
export function compilerFiles(folder: string | undefined): CompilerFiles {
  const here = dirname(fileURLToPath(import.meta.url));
  const root = packageRoot(here);
  const compiler = folder ?? join(root, "compiler");
  const described = describe(join(compiler, "compiler.json"));
  // From sources the child runs compiled as well, because Node cannot load TypeScript in every version we support.
  const beside = join(here, "compiler-child.js");
  const child = existsSync(beside) ? beside : join(root, "dist/compile/compiler-child.js");
  if (!existsSync(child)) throw missing("the policy compiler's process is not there", child, "npm run build");
  const unpacked = join(root, "dist/compiler", `${described.sha256}.wasm`);
  const file = folder === undefined && existsSync(unpacked) ? unpacked : join(compiler, "opa.wasm.br");
  return { compiler: file, child, sha256: described.sha256 };
}

function packageRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "compiler/compiler.json"))) return folder;
    if (folder === dirname(folder)) return start;
  }
}

function describe(file: string): z.infer<typeof description> {
  try {
    return description.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw missing("the policy compiler's description cannot be read", file, "npm run compiler:build", { cause });
  }
}

function missing(message: string, file: string, command: string, options?: ErrorOptions): EntitlintError {
  const next = `Install the package again; in a checkout, run \`${command}\`.`;
  return new EntitlintError({ code: "policy/compiler-missing", message, place: { file }, next }, options);
}
