import { tmpdir } from "node:os";
import { join } from "node:path";

/** What all tests share of what was compiled before: it is known by what was compiled, so that none can be told another's. */
export const sharedCache = join(tmpdir(), "entitlint-test-cache");
