import { byCodeUnit } from "../canonical.ts";
import type { SnapshotFile } from "./file.ts";
import { parseFilePath } from "./layout.ts";

/** Files under `system/kind/part`, each list in the order of paths. */
export function groupFiles(files: readonly SnapshotFile[]): Map<string, SnapshotFile[]> {
  const groups = new Map<string, SnapshotFile[]>();
  for (const file of files.toSorted((a, b) => byCodeUnit(a.path, b.path))) {
    const name = parseFilePath(file.path);
    if (!name) continue;
    const key = `${name.system}/${name.kind}/${name.part}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return groups;
}
