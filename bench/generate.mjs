// @ts-check
/**
 * `node bench/generate.mjs --identities N --seed S --out DIR`: writes an invented estate with three accounts and ten
 * grants an identity. Needs the built tool (`npm run build`), whose own canonical form and manifest it writes.
 */
import { parseArgs } from "node:util";
import { writeEstate } from "./estate/write-estate.mjs";

const { values } = parseArgs({
  options: {
    identities: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
  },
});
const identities = Number(values.identities);
const seed = Number(values.seed);
if (!values.out || !Number.isInteger(identities) || identities < 100 || !Number.isInteger(seed)) {
  console.error("usage: node bench/generate.mjs --identities N --seed S --out DIR   (N at least 100)");
  process.exit(3);
}
const counts = writeEstate({ identities, seed, folder: values.out });
for (const [name, count] of Object.entries(counts)) console.log(`${String(count).padStart(9)}  ${name}`);
