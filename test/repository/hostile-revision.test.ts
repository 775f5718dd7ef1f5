import { chmodSync, existsSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { revision } from "../../src/repository/revision.ts";
import { emptyFolder, makeRepository, write } from "./make-repository.ts";

/** A git that writes down how it was started and fails; its folder is to be the PATH. */
function notingGit(): { readonly env: { readonly PATH: string }; readonly started: () => string } {
  const folder = emptyFolder();
  const file = join(folder, "started");
  write(folder, "git", `#!/bin/sh\nprintf '%s\\n' "$@" >> '${file}'\nexit 1\n`);
  chmodSync(join(folder, "git"), 0o755);
  return { env: { PATH: folder }, started: () => (existsSync(file) ? readFileSync(file, "utf8") : "") };
}

test("a revision that begins with a dash never reaches git", async () => {
  const repository = makeRepository({ a: "a" });
  for (const rev of ["--output=x", "-", "--upload-pack=touch x"]) {
    const { env, started } = notingGit();
    await expect(revision(repository, rev, env)).rejects.toThrow("repository/unknown-revision");
    expect(started()).toBe("");
  }
});

test("git is started without the programs that a repository names", async () => {
  const { env, started } = notingGit();
  await expect(revision(makeRepository({ a: "a" }), "HEAD", env)).rejects.toThrow("repository/unknown-revision");
  expect(started().split("\n").slice(0, 8)).toEqual([
    ...["--no-pager", "-c", "core.fsmonitor=false", "-c", `core.hooksPath=${devNull}`],
    ...["-c", "safe.bareRepository=explicit", "rev-parse"],
  ]);
});
