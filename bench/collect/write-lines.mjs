// @ts-check
/** `node write-lines.mjs COUNT`: a program as the collector `command` runs one; so many accounts. */
import { once } from "node:events";

const count = Number(process.argv[2]);

/** @param {readonly object[]} lines */
async function write(lines) {
  const isFree = process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  if (!isFree) await once(process.stdout, "drain");
}

await write([{ type: "start", version: 1 }]);
for (let from = 0; from < count; from += 500) {
  await write(
    Array.from({ length: 500 }, (_, index) => ({
      ...{ type: "record", kind: "account", id: `u${from + index}` },
      fields: {
        ...{ kind: "human", status: "active", userName: `user${from + index}` },
        displayName: `Keeper of the things that are numbered ${index % 90}`,
        createdAt: "2024-03-05T10:00:00Z",
      },
    })),
  );
}
const fields = ["createdAt", "displayName", "kind", "status", "userName"];
await write([
  { type: "kind", kind: "account", completeness: "full", fields, total: count },
  { type: "end", counts: { account: count } },
]);
