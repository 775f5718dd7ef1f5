// @module-tag long
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BlobReader } from "../../src/repository/blob-reader.ts";
import { gitRoot } from "../../src/repository/git-root.ts";
import { revision } from "../../src/repository/revision.ts";
import { worktree } from "../../src/repository/worktree.ts";
import { emptyFolder, git, makeRepository, write } from "./make-repository.ts";

async function text(tree: Awaited<ReturnType<typeof revision>>, path: string): Promise<string | undefined> {
  const bytes = await tree.read(path);
  return bytes && Buffer.from(bytes).toString("utf8");
}

describe("files at a revision", () => {
  test("are those of the commit, not of the work tree", async () => {
    const folder = makeRepository({ "access/apps/crm.yaml": "old", "b.yaml": "b" });
    write(folder, "access/apps/crm.yaml", "new");
    write(folder, "access/apps/untracked.yaml", "new");
    const tree = await revision(folder, "HEAD");
    expect(await tree.list(["access/**/*.yaml"])).toEqual(["access/apps/crm.yaml"]);
    expect(await text(tree, "access/apps/crm.yaml")).toBe("old");
    expect(await tree.read("access/apps/untracked.yaml")).toBeUndefined();
    expect(await tree.modifiedAt("b.yaml")).toBeUndefined();
  });

  test("are listed as a folder lists them", async () => {
    const folder = makeRepository({ "B.yaml": "", "a/z.yaml": "", "ä.yaml": "", ".hidden.yaml": "", "a/skip.txt": "" });
    const globs = ["**/*.yaml", "!a/**"];
    expect(await (await revision(folder, "main")).list(globs)).toEqual(await worktree(folder).list(globs));
  });

  test("hostile names and bytes come back whole", async () => {
    const files = { "$(touch x)": "1", "a b\n.yaml": "2", "-rf": "3", "'\"\t": "4", "[x]{y}": "\0\n\0" };
    const tree = await revision(makeRepository(files), "HEAD");
    const listed = await tree.list(["*"]);
    expect(listed).toEqual(Object.keys(files).sort());
    for (const [path, content] of Object.entries(files)) expect(await text(tree, path)).toBe(content);
  });

  test("many and large ones are read through one process, in any order, at once", async () => {
    const large = Buffer.alloc(5_000_000, "entitlint\n");
    const small = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, i === 7 ? "" : `content ${i}`]));
    const tree = await revision(makeRepository({ ...small, large }), "HEAD");
    const read = await Promise.all([tree.read("large"), ...Object.keys(small).map((path) => tree.read(path))]);
    expect(Buffer.compare(Buffer.from(read[0] ?? []), large)).toBe(0);
    expect(read.slice(1).map((bytes) => Buffer.from(bytes ?? []).toString())).toEqual(Object.values(small));
  });

  test("below a folder of the repository have paths relative to it", async () => {
    const folder = makeRepository({ "estate/entitlint.yaml": "x", "other.yaml": "y" });
    const tree = await revision(join(folder, "estate"), "HEAD");
    expect(await tree.list(["**"])).toEqual(["entitlint.yaml"]);
    expect(await text(tree, "entitlint.yaml")).toBe("x");
  });

  test("links are followed inside, refused outside, and circles end", async () => {
    const folder = makeRepository({ "a/real.yaml": "real" });
    for (const [target, path] of [
      ["real.yaml", "a/link.yaml"],
      ["../a/link.yaml", "a/chain.yaml"],
      ["../../../etc/passwd", "a/out.yaml"],
      ["circle.yaml", "a/circle.yaml"],
    ] as const) {
      symlinkSync(target, join(folder, path));
    }
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=links");
    const tree = await revision(folder, "HEAD");
    expect(await text(tree, "a/chain.yaml")).toBe("real");
    await expect(tree.read("a/out.yaml")).rejects.toThrow("repository/outside");
    await expect(tree.read("a/circle.yaml")).rejects.toThrow("repository/outside");
    await expect(tree.read("../x")).rejects.toThrow("repository/outside");
  });
});

describe("what cannot be read", () => {
  test.each(["nowhere", "--help", "", "HEAD\nHEAD", "HEAD~9", "; rm -rf /"])("revision %j is unknown", async (rev) => {
    await expect(revision(makeRepository({ a: "a" }), rev)).rejects.toThrow("repository/unknown-revision");
  });

  test("a folder outside of any repository", async () => {
    const folder = emptyFolder();
    expect(await gitRoot(folder)).toBeUndefined();
    await expect(revision(folder, "HEAD")).rejects.toThrow("repository/not-a-repository");
  });

  test("a machine without git", async () => {
    const folder = makeRepository({ a: "a" });
    await expect(revision(folder, "HEAD", { PATH: emptyFolder() })).rejects.toThrow("repository/no-git");
  });

  test("an object that is missing from the store", async () => {
    const folder = makeRepository({ a: "a", b: "b" });
    const oid = git(folder, "rev-parse", "HEAD:a").trim();
    const { rmSync } = await import("node:fs");
    rmSync(join(folder, ".git", "objects", oid.slice(0, 2), oid.slice(2)), { force: true });
    const tree = await revision(folder, "HEAD");
    await expect(tree.read("a")).rejects.toThrow("repository/git-failed");
    expect(await text(tree, "b")).toBe("b");
  });
});

test("blobs are read by commit and path, and what is no file there does not disturb the next", async () => {
  const folder = makeRepository({ "a/b": "one", "with blob 4": "two", c: "three" });
  const blobs = new BlobReader(folder, process.env);
  const names = ["HEAD:a/b", "HEAD:a", "HEAD:nowhere blob 9", "HEAD:with blob 4", "HEAD:", "nowhere:c", "HEAD:c"];
  const read = await Promise.all(names.map((name) => blobs.read(name).then(String, () => undefined)));
  expect(read).toEqual(["one", undefined, undefined, "two", undefined, undefined, "three"]);
});

test("the root of a work tree is found from below, also where .git is a file", async () => {
  const folder = makeRepository({ "a/b/c.yaml": "" });
  expect(await gitRoot(join(folder, "a", "b"))).toBe(folder);
  const linked = join(emptyFolder(), "linked");
  git(folder, "worktree", "add", "--quiet", linked);
  expect(await gitRoot(linked)).toBe(linked);
});
