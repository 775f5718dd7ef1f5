import * as z from "zod";

/** Names of headers, parameters and keys whose values are credentials. */
export const looksLikeCredential =
  /^(?!sort|order|page).*(?:token|secret|passw(?:or)?d|passphrase|pwd|credentials?|cookie|signature|authorization|auth|key)$/iu;

/** Where an API begins: encrypted, or not leaving this machine, and without anything that may be a credential. */
export const BaseAddress = z.string().refine(isSafe, {
  error: "must be an https address without user, password, query or fragment (http only on this machine itself)",
});

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return (
    (protocol === "https:" || (protocol === "http:" && isLocal)) && `${username}${password}${search}${hash}` === ""
  );
}
