import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { worktree } from "../../src/repository/worktree.ts";
import { emptyFolder, write } from "./make-repository.ts";

function folderWith(...paths: string[]): string {
  const folder = emptyFolder();
  for (const path of paths) write(folder, path, path);
  return folder;
}

describe("files of a folder", () => {
  test("are listed sorted by code unit, without hidden ones", async () => {
    const folder = folderWith("b.yaml", "a/z.yaml", "B.yaml", "ä.yaml", ".hidden.yaml", "a/skip.txt");
    expect(await worktree(folder).list(["**/*.yaml"])).toEqual(["B.yaml", "a/z.yaml", "b.yaml", "ä.yaml"]);
  });

  test("with names made to confuse are read as any other", async () => {
    const names = ["$(touch x).yaml", "a b\n.yaml", "-rf.yaml", "'\".yaml", "[x].yaml"];
    const tree = worktree(folderWith(...names));
    const listed = await tree.list(["*.yaml"]);
    expect(listed).toHaveLength(names.length);
    expect(await tree.list(["**"])).toEqual(listed);
    for (const path of listed) expect(Buffer.from((await tree.read(path)) ?? []).toString()).toBe(path);
  });

  test("that are not there are undefined", async () => {
    const tree = worktree(folderWith("a.yaml"));
    expect(await tree.read("b.yaml")).toBeUndefined();
    expect(await tree.read("a.yaml/b")).toBeUndefined();
    expect(await tree.modifiedAt("b.yaml")).toBeUndefined();
    expect(await tree.modifiedAt("a.yaml")).toBeGreaterThan(0);
  });

  test("a folder is not a file", async () => {
    await expect(worktree(folderWith("a/b.yaml")).read("a")).rejects.toThrow(/not a regular file.*input\/unreadable/);
  });

  test.each(["../a.yaml", "/etc/passwd", "a/../../b", "C:/x"])("%s leads out and is refused", async (path) => {
    const tree = worktree(folderWith("a.yaml"));
    await expect(tree.read(path)).rejects.toThrow("repository/outside");
    await expect(tree.list([path])).rejects.toThrow("repository/outside");
    await expect(tree.list(["*.yaml", `!${path}`])).rejects.toThrow("repository/outside");
  });
});

describe("symbolic links", () => {
  test("to a file inside are read", async () => {
    const folder = folderWith("real.yaml");
    symlinkSync("real.yaml", join(folder, "link.yaml"));
    const tree = worktree(folder);
    expect(await tree.list(["*.yaml"])).toEqual(["link.yaml", "real.yaml"]);
    expect(Buffer.from((await tree.read("link.yaml")) ?? []).toString()).toBe("real.yaml");
  });

  test("out of the folder are an error, not a file less", async () => {
    const outside = folderWith("secret.yaml");
    const folder = folderWith("a.yaml");
    symlinkSync(join(outside, "secret.yaml"), join(folder, "link.yaml"));
    const tree = worktree(folder);
    expect(await tree.list(["*.yaml"])).toEqual(["a.yaml", "link.yaml"]);
    await expect(tree.read("link.yaml")).rejects.toThrow("repository/outside");
  });

  test("to folders are not entered, and circles end", async () => {
    const folder = folderWith("real/a.yaml");
    symlinkSync("real", join(folder, "linked"));
    symlinkSync("..", join(folder, "real", "up"));
    mkdirSync(join(folder, "x.yaml"));
    expect(await worktree(folder).list(["**/*.yaml", "linked", "real/up"])).toEqual(["real/a.yaml"]);
  });
});
