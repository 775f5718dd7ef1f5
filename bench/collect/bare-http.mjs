// @ts-check
/** `node bare-http.mjs scim|offset BASE TOKEN SIZE`: reads every page and counts what it holds; a client that does nothing else. */
const [, , how, base = "", token = "", size = "100"] = process.argv;

let read = 0;
for (const list of how === "scim" ? ["ServiceProviderConfig", "ResourceTypes", "Users", "Groups"] : ["users"]) {
  for (let from = 0; ; ) {
    const query = how === "scim" ? `startIndex=${from + 1}&count=${size}` : `offset=${from}&limit=${size}`;
    const response = await fetch(`${base}/${list}?${query}`, { headers: { authorization: `Bearer ${token}` } });
    const body = JSON.parse(await response.text());
    const items = body.Resources ?? body.users ?? [];
    read += items.length;
    from += items.length;
    if (items.length === 0 || !/Users|Groups|users/u.test(list)) break;
  }
}
console.log(read);
