/** A GUID as Windows writes it: the first three groups of its bytes are little-endian. */
export function guidText(bytes: Buffer | undefined): string | undefined {
  if (bytes?.length !== 16) return undefined;
  return swapped(bytes)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

/** The bytes of a GUID that is written so. */
export function guidBytes(text: string): Buffer {
  return swapped(Buffer.from(text.replaceAll("-", ""), "hex"));
}

function swapped(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  other.subarray(0, 4).reverse();
  other.subarray(4, 6).reverse();
  other.subarray(6, 8).reverse();
  return other;
}

/** A security identifier as `S-1-5-21-…` (MS-DTYP §2.4.2). */
export function sidText(bytes: Buffer | undefined): string | undefined {
  if (!bytes || bytes.length < 8 || bytes.length !== 8 + 4 * bytes.readUInt8(1)) return undefined;
  const authority = bytes.readUIntBE(2, 6);
  const parts = Array.from({ length: bytes.readUInt8(1) }, (_, index) => bytes.readUInt32LE(8 + 4 * index));
  return ["S", bytes.readUInt8(0), authority, ...parts].join("-");
}

/** The last number of a SID: who it is inside its domain. */
export function relativeId(sid: string | undefined): number | undefined {
  const [, digits] = /-(\d+)$/u.exec(sid ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The SID of another object of the same domain. */
export function siblingSid(sid: string, rid: string): string {
  return sid.replace(/-\d+$/u, `-${rid}`);
}

/** Relative ids of groups that rule a domain or its machines, in every domain the same. */
const rulingInDomain = new Set([512, 516, 518, 519, 520, 521, 526, 527]);
const rulingBuiltin = new Set([544, 548, 549, 550, 551, 552]);

/** Whether a group is one of those that Windows itself gives power over a domain. */
export function isPrivilegedGroup(sid: string | undefined): boolean {
  const rid = relativeId(sid);
  if (sid === undefined || rid === undefined) return false;
  if (/^S-1-5-32-\d+$/u.test(sid)) return rulingBuiltin.has(rid);
  return /^S-1-5-21-/u.test(sid) && rulingInDomain.has(rid);
}

/** Whether an account came with its domain: Administrator, Guest, krbtgt. */
export function isBuiltinAccount(sid: string | undefined): boolean {
  return /^S-1-5-21-.*-50[0-3]$/u.test(sid ?? "");
}
