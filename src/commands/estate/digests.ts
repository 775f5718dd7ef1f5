import type { Report } from "../../model/report.ts";
import { sha256, snapshotDigest } from "../../snapshot/digest.ts";
import type { OpenEstate } from "./open-estate.ts";

/** Digests of all that a verdict rests on; two reports with equal ones were made from equal input. */
export async function digestsOf(open: OpenEstate, policies: string): Promise<Report["digests"]> {
  const { config, tree } = open.loaded;
  const files = await tree.list([`${config.access}/**`]);
  const parts = await Promise.all(
    files.map(async (path) => `${sha256((await tree.read(path)) ?? new Uint8Array())}  ${path}\n`),
  );
  const declared = open.declared.flatMap(({ lines }) => lines.map(({ json }) => `${json}\n`)).sort();
  return {
    ...(open.snapshot && { snapshot: snapshotDigest(open.snapshot.manifest) }),
    policies,
    access: sha256([...parts, ...declared].join("")),
    config: config.digest,
  };
}
