import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod";
import { EntitlintError } from "../errors.ts";

/** Where a secret stands. The secret itself never stands in the config, and no message repeats what stood there instead. */
export const SecretReference = z.string().regex(/^(?:env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/u, {
  error: "must be env:NAME or file:PATH; a secret itself does not belong into a file that is committed",
});
export type SecretReference = z.infer<typeof SecretReference>;

/** Reads secrets by their references, and remembers them so that they can be taken out of any text. */
export class SecretReader {
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #folder: string;
  readonly #known = new Set<string>();

  /** Paths of references start from `folder`. */
  constructor(env: Readonly<Record<string, string | undefined>>, folder: string) {
    this.#env = env;
    this.#folder = folder;
  }

  /** The secret, without the line break that ends a file. @throws EntitlintError where there is none */
  async read(reference: SecretReference): Promise<string> {
    const [, where = "", name = ""] = /^(env|file):(.*)$/su.exec(reference) ?? [];
    const value = where === "env" ? this.#env[name] : await this.#file(name);
    const secret = value?.replace(/\r?\n$/u, "") ?? "";
    if (secret === "") throw missing(reference, where === "env" ? "is not set, or is empty" : "is empty");
    this.#known.add(secret);
    // Text is printed line by line, so that a key of several lines would never be met whole.
    for (const line of secret.split(/\r?\n/u)) if (line.length >= 16) this.#known.add(line);
    return secret;
  }

  /** Takes a secret that was not read by a reference, such as a token that a login gave. */
  remember(secret: string): void {
    if (secret !== "") this.#known.add(secret);
  }

  /** The text with every secret read so far replaced, also where it stands URL-encoded, in Base64 or in hex. */
  redact(text: string): string {
    let clean = text;
    for (const secret of [...this.#known].toSorted((a, b) => b.length - a.length)) {
      const bytes = Buffer.from(secret);
      const forms = [secret, encodeURIComponent(secret), bytes.toString("base64"), bytes.toString("hex")];
      for (const form of new Set(forms)) clean = clean.replaceAll(form, "[secret]");
    }
    return clean;
  }

  async #file(path: string): Promise<string> {
    try {
      return await readFile(resolve(this.#folder, path), "utf8");
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
      throw missing(`file:${path}`, `cannot be read (${code})`, { cause });
    }
  }
}

function missing(reference: string, why: string, options?: ErrorOptions): EntitlintError {
  return new EntitlintError(
    {
      code: "collect/secret-missing",
      message: `the secret ${reference} ${why}`,
      next: "Set it for the process that collects; see the collector's page for the rights it needs.",
    },
    options,
  );
}
