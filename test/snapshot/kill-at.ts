import { type Disk, realDisk } from "../../src/snapshot/disk.ts";

/** Calls that change something, or make it durable. */
export type Call = "makeFolder" | "makeFolders" | "write" | "sync" | "rename" | "link" | "removeFile" | "removeFolder";

/** Told of each changing call before it is made; `half` makes a write stop in the middle of its bytes. */
export type Before = (call: Call, path: string) => Promise<"go" | "half"> | "go" | "half";

/** The real disk, with somebody who is told of each changing call before it is made, and may end the process there. */
export function watchedDisk(before: Before): Disk {
  async function told(call: Call, path: string, make: () => Promise<void>): Promise<void> {
    await before(call, path);
    await make();
  }
  return {
    ...realDisk,
    makeFolder: (path) => told("makeFolder", path, () => realDisk.makeFolder(path)),
    makeFolders: (path) => told("makeFolders", path, () => realDisk.makeFolders(path)),
    async write(path, bytes) {
      const half = (await before("write", path)) === "half";
      await realDisk.write(path, half ? bytes.subarray(0, bytes.length / 2) : bytes);
      if (half) await before("write", path);
    },
    sync: (path, type) => told("sync", path, () => realDisk.sync(path, type)),
    rename: (from, to) => told("rename", to, () => realDisk.rename(from, to)),
    link: (from, to) => told("link", to, () => realDisk.link(from, to)),
    removeFile: (path) => told("removeFile", path, () => realDisk.removeFile(path)),
    removeFolder: (path) => told("removeFolder", path, () => realDisk.removeFolder(path)),
  };
}
