// Loaded before the built program: ends it, as a power cut would, just before the call of the file system that
// DIE_BEFORE names by its verb and the end of its target, such as `rename .commit/previous`.
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const [verb = "", end = ""] = (process.env.DIE_BEFORE ?? "").split(" ");
const { open, rename, unlink } = fs;

/** @param {string} call @param {unknown} target */
function maybeDie(call, target) {
  if (call === verb && String(target).endsWith(end)) process.kill(process.pid, "SIGKILL");
}

fs.open = async (path, ...rest) => {
  maybeDie("open", path);
  return await open(path, ...rest);
};
fs.rename = async (from, to) => {
  maybeDie("rename", to);
  await rename(from, to);
};
fs.unlink = async (path) => {
  maybeDie("unlink", path);
  await unlink(path);
};
syncBuiltinESMExports();
