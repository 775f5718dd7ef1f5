export { compilePack, type PackSources, scopeEntrypoints } from "./compile-pack.ts";
export { loadPack, loadShippedPack, packageRoot, packSources, type UserFolders } from "./load-pack.ts";
export type { Pack } from "./pack.ts";
export { writePack } from "./pack-file.ts";
export { policySchemas } from "./policy-schemas.ts";
