import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { EntitlintError } from "../errors.ts";
import { Scope } from "../model/document.ts";
import { Rule } from "../model/rule.ts";
import { replaceFile } from "../replace-file.ts";
import { type Test, testOf } from "../schema-test.ts";
import { digestOf } from "./compile-pack.ts";
import type { Pack } from "./pack.ts";

const version = 1;

const PackFile = z.strictObject({
  version: z.literal(version),
  digest: z.string(),
  entrypoints: z.record(Scope, z.string()),
  ruleEntrypoints: z.record(z.string(), z.strictObject({ scope: Scope, entrypoint: z.string() })),
  rules: z.array(Rule),
});

/** What was left out in the head of a rule stands in what was written of it. */
function ofWritten(schema: z.core.$ZodType): Test | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "default") return testOf(def.innerType, ofWritten);
  return def.type === "tuple" ? (value) => z.safeParse(schema, value).success : undefined;
}

const hasForm = testOf(PackFile, ofWritten);

/** Zod takes longer to read seventy rules than joining the example takes; the digest tells whether they are those that were written. */
function isPackFile(value: unknown): value is z.infer<typeof PackFile> {
  return hasForm(value);
}

/** Writes a pack as `policy.wasm` and `pack.json`; the description last, so that it never speaks of a module not there. */
export async function writePack(folder: string, pack: Pack): Promise<void> {
  const { wasm, ...rest } = pack;
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, "policy.wasm"), wasm);
  await replaceFile(join(folder, "pack.json"), `${JSON.stringify({ version, ...rest }, undefined, 2)}\n`);
}

/** Reads what `writePack` wrote. Throws EntitlintError where a file is missing or does not belong to the other. */
export async function readPack(folder: string): Promise<Pack> {
  const wasm = await read(join(folder, "policy.wasm"));
  const described = await read(join(folder, "pack.json"));
  const parsed = jsonOf(described);
  if (!isPackFile(parsed)) throw damaged(join(folder, "pack.json"), "it does not describe a pack of this version");
  const { digest, rules, entrypoints, ruleEntrypoints } = parsed;
  if (digestOf(wasm, rules) !== digest) throw damaged(join(folder, "policy.wasm"), "its digest is another");
  return { wasm, digest, rules, entrypoints, ruleEntrypoints };
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    const next = "Install entitlint again; in a clone, run `npm run build`.";
    const message = "the compiled policies that belong to this package are not there";
    throw new EntitlintError({ code: "pack/missing", message, place: { file }, next }, { cause });
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function damaged(file: string, reason: string): EntitlintError {
  const next = "Install entitlint again; in a clone, run `npm run build`.";
  return new EntitlintError({
    code: "pack/damaged",
    message: `the compiled policies are damaged: ${reason}`,
    place: { file },
    next,
  });
}
