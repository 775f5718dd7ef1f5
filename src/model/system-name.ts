/**
 * Whether a system's name can stand in ids and be a folder of the snapshot on every file system: no separators, no hidden
 * folder, no device of Windows, not the manifest.
 */
export function isSystemName(name: string): boolean {
  const shape = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?$/.test(name);
  return shape && !/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/.test(name) && name !== "manifest.json";
}
