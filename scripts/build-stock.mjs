// @ts-check
/** Builds the stock `opa` and `conftest` that findings are held to, where they are not there yet. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findConftest, findOpa } from "../bench/compare/peers.mjs";

const cache = process.env.ENTITLINT_BENCH_CACHE ?? join(tmpdir(), "entitlint-bench-peers");
for (const peer of [findOpa(cache), findConftest(cache)]) {
  if ("missing" in peer) throw new Error(peer.missing);
  console.log(`${peer.program} ${peer.version}`);
}
