import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import * as z from "zod";
import { canonicalPretty } from "../canonical.ts";
import { EntitlintError } from "../errors.ts";
import { sha256 } from "./digest.ts";

/** Lies beside the manifest; it is no part of what the manifest names, because it is made of the manifest. */
export const signatureName = "manifest.sig.json";

/**
 * An Ed25519 signature (RFC 8032) over the bytes of the manifest, which names the digest of every file: one signature
 * vouches for all of them. `key` is SHA-256 of the public key in DER, in hex.
 */
const SignatureFile = z.strictObject({
  version: z.literal(1),
  algorithm: z.literal("ed25519"),
  key: z.string(),
  signature: z.base64(),
});

/** Makes the signature file of a manifest. */
export type Signer = (manifest: Buffer) => Buffer;

/** A signer from a private key in PEM (PKCS #8, as `openssl genpkey -algorithm ed25519` writes it). @throws EntitlintError */
export function signerOf(pem: string): Signer {
  const key = keyOf("signing", () => createPrivateKey(pem));
  const id = keyId(createPublicKey(key));
  return (manifest) => {
    const signature = sign(null, manifest, key).toString("base64");
    return Buffer.from(canonicalPretty({ version: 1, algorithm: "ed25519", key: id, signature }));
  };
}

/** A public key in PEM (SPKI, as `openssl pkey -pubout` writes it), to hold signatures to. @throws EntitlintError */
export function publicKeyOf(pem: string): KeyObject {
  return keyOf("public", () => createPublicKey(pem));
}

/** How reports and signature files name a key. */
export function keyId(key: KeyObject): string {
  return sha256(key.export({ type: "spki", format: "der" }));
}

export type SignatureCheck =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly why: "unsigned" | "unreadable" | "unknown-key" | "wrong" };

/** Whether one of the keys has signed exactly this manifest. */
export function checkSignature(
  manifest: Buffer,
  signature: Buffer | undefined,
  keys: readonly KeyObject[],
): SignatureCheck {
  if (signature === undefined) return { ok: false, why: "unsigned" };
  const parsed = SignatureFile.safeParse(jsonOf(signature));
  if (!parsed.success) return { ok: false, why: "unreadable" };
  const key = keys.find((one) => keyId(one) === parsed.data.key);
  if (!key) return { ok: false, why: "unknown-key" };
  const isRight = verify(null, manifest, key, Buffer.from(parsed.data.signature, "base64"));
  return isRight ? { ok: true, key: parsed.data.key } : { ok: false, why: "wrong" };
}

/** What is wrong with a signature, for people. */
export const signatureFaults = {
  unsigned: "the snapshot is not signed",
  unreadable: `${signatureName} is no signature of this format`,
  "unknown-key": "the snapshot is signed with a key that the config does not name",
  wrong: "the signature is not one of this manifest: the snapshot was changed after it was signed",
} as const;

function keyOf(which: "signing" | "public", parse: () => KeyObject): KeyObject {
  const refuse = (why: string, cause?: unknown) =>
    new EntitlintError(
      {
        code: "snapshot/bad-key",
        message: `the ${which} key ${why}`,
        next: "Make one with `openssl genpkey -algorithm ed25519`, and its public half with `openssl pkey -pubout`.",
      },
      { cause },
    );
  let key: KeyObject;
  try {
    key = parse();
  } catch (cause) {
    throw refuse("is no key in PEM", cause);
  }
  if (key.asymmetricKeyType !== "ed25519") throw refuse(`is of the type ${key.asymmetricKeyType}, not Ed25519`);
  return key;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
