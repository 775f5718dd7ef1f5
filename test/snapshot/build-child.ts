import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Turns the sources and the tests of snapshots into JavaScript that a process of its own can run; gives the folder. */
export async function buildForChild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "entitlint-child-"));
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  const whole = ["src/model", "src/snapshot", "src/positions", "src/report", "src/spool", "test/snapshot"];
  for (const root of [...whole, "src", "src/collect", "test/collect"]) {
    for (const entry of await readdir(root, { withFileTypes: true, recursive: whole.includes(root) })) {
      if (!entry.isFile() || !entry.name.endsWith(".ts") || entry.name.endsWith(".test.ts")) continue;
      const path = join(entry.parentPath, entry.name);
      const target = join(folder, path.replace(/\.ts$/, ".js"));
      await mkdir(dirname(target), { recursive: true });
      const source = await readFile(path, "utf8");
      await writeFile(target, ts.transpileModule(source, { compilerOptions, fileName: join(folder, path) }).outputText);
    }
  }
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
  return folder;
}
