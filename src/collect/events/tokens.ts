import { constants, createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import * as z from "zod";
import { EntitlintError } from "../../errors.ts";

const Jwk = z.looseObject({ kty: z.string(), kid: z.string().optional(), alg: z.string().optional() });
const JwkSet = z.looseObject({ keys: z.array(Jwk).min(1) });
const Header = z.looseObject({ alg: z.string(), kid: z.string().optional() });

/** How signatures are checked, by the name of the algorithm; secrets shared with whoever signs are no keys for readers. */
const algorithms: Readonly<
  Record<string, { readonly kty: string; readonly hash: string | null; readonly pss?: true }>
> = {
  RS256: { kty: "RSA", hash: "sha256" },
  RS384: { kty: "RSA", hash: "sha384" },
  RS512: { kty: "RSA", hash: "sha512" },
  PS256: { kty: "RSA", hash: "sha256", pss: true },
  ES256: { kty: "EC", hash: "sha256" },
  ES384: { kty: "EC", hash: "sha384" },
  EdDSA: { kty: "OKP", hash: null },
};

/** A public key with what it may be used for. */
export interface VerifyingKey {
  readonly kid: string | undefined;
  readonly kty: string;
  readonly key: KeyObject;
}

/** The keys of a JWK set. @throws EntitlintError where it is none */
export function keysIn(json: string, file: string): VerifyingKey[] {
  try {
    const { keys } = JwkSet.parse(JSON.parse(json));
    return keys.map((jwk) => ({
      kid: jwk.kid,
      kty: jwk.kty,
      key: createPublicKey({ key: jwk as JsonWebKey, format: "jwk" }),
    }));
  } catch (cause) {
    throw new EntitlintError(
      {
        code: "input/schema",
        message: "this is no JWK set of public keys",
        place: { file },
        next: 'It has to be {"keys": [...]}, each of kty RSA, EC or OKP.',
      },
      { cause },
    );
  }
}

/** The claims of a compact token, and whether one of the keys has signed it; undefined where it is no token. */
export function readToken(
  token: string,
  keys: readonly VerifyingKey[],
): { readonly claims: unknown; readonly isSigned: boolean } | undefined {
  const [head = "", body = "", signature = "", more] = token.trim().split(".");
  if (more !== undefined || body === "") return undefined;
  try {
    const header = Header.parse(JSON.parse(Buffer.from(head, "base64url").toString("utf8")));
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    return { claims, isSigned: keys.some((key) => isSignedBy(key, header, `${head}.${body}`, signature)) };
  } catch {
    return undefined;
  }
}

function isSignedBy(
  { kid, kty, key }: VerifyingKey,
  header: z.output<typeof Header>,
  signed: string,
  signature: string,
): boolean {
  const algorithm = Object.hasOwn(algorithms, header.alg) ? algorithms[header.alg] : undefined;
  if (!algorithm || algorithm.kty !== kty || (header.kid !== undefined && kid !== undefined && header.kid !== kid))
    return false;
  const padding = algorithm.pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : {};
  const options = { key, ...(kty === "EC" && { dsaEncoding: "ieee-p1363" as const }), ...padding };
  return verify(algorithm.hash, Buffer.from(signed), options, Buffer.from(signature, "base64url"));
}
