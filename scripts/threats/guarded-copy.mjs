// @ts-check
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { filesBelow } from "../project/files-below.mjs";
import { trackedFiles } from "../project/tracked-files.mjs";
import { root } from "./read-threats.mjs";

/** @typedef {import("./read-threats.mjs").GuardedThreat} GuardedThreat */

/** A copy of the checkout, built as the checkout is, in which one guard at a time can be taken away. */
export class GuardedCopy {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "entitlint-threats-")));

  constructor() {
    for (const path of [...trackedFiles(root), ...filesBelow(join(root, "dist")).map((file) => `dist/${file}`)])
      this.#take(path);
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
  }

  /** Takes the guard of a threat away, in the source and in what was built of it. @param {GuardedThreat} threat */
  async without(threat) {
    const text = textWithout(threat);
    this.#replace(threat.in, text);
    const built = builtFrom(threat.in);
    if (built) this.#replace(built, await compiled(threat.in, text));
  }

  /** Puts it back. @param {GuardedThreat} threat */
  restore(threat) {
    for (const path of [threat.in, builtFrom(threat.in)]) {
      if (path === undefined) continue;
      rmSync(join(this.folder, path));
      this.#take(path);
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {string} path */
  #take(path) {
    const to = join(this.folder, path);
    mkdirSync(dirname(to), { recursive: true });
    try {
      linkSync(join(root, path), to);
    } catch {
      // Another file system, or one without links.
      copyFileSync(join(root, path), to);
    }
  }

  /** The file is one with the checkout's own: it is removed and made anew, never written to.
   * @param {string} path @param {string} text */
  #replace(path, text) {
    rmSync(join(this.folder, path));
    writeFileSync(join(this.folder, path), text);
  }
}

/** The file as it stands without the guard. @param {GuardedThreat} threat @throws Error where the guard stands there not once */
export function textWithout({ id, in: path, remove, leave }) {
  const parts = readFileSync(join(root, path), "utf8").split(remove);
  if (parts.length === 2) return parts.join(leave);
  const found = parts.length === 1 ? "stands there no more" : `stands there ${parts.length - 1} times`;
  throw new Error(`${id}: what is to be removed from ${path} ${found}`);
}

/** @param {string} path */
function builtFrom(path) {
  return /^src\/.*\.tsx?$/.test(path) ? path.replace(/^src\//, "dist/").replace(/\.tsx?$/, ".js") : undefined;
}

/** One module as the build would write it; types are not looked at, so it takes no time. @param {string} path @param {string} text */
async function compiled(path, text) {
  // Loaded late, because it takes longer than to find out that an entry cannot be meant.
  const { default: ts } = await import("typescript");
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  // Alone, a module does not know of the package that makes it one.
  const compilerOptions = { ...options, module: ts.ModuleKind.ESNext, noEmit: false };
  return ts.transpileModule(text, { fileName: path, compilerOptions }).outputText;
}
