// @ts-check
/** `node bare-ldap.mjs URL USER PASSWORD CA BASE SIZE ATTRIBUTES… -- FILTER…`: reads every page of every search and counts entries. */
import { readFileSync } from "node:fs";
import { Client } from "ldapts";

const [, , url = "", user = "", password = "", ca = "", base = "", size = "500", ...rest] = process.argv;
const cut = rest.indexOf("--");
const client = new Client({ url, tlsOptions: { ca: readFileSync(ca, "utf8") }, timeout: 60_000 });
let read = 0;
await client.bind(user, password);
for (const filter of rest.slice(cut + 1)) {
  const attributes = rest.slice(0, cut);
  for await (const { searchEntries } of client.searchPaginated(base, {
    filter,
    attributes,
    paged: { pageSize: Number(size) },
  }))
    read += searchEntries.length;
}
await client.unbind();
console.log(read);
