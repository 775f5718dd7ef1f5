import { mergeConfig } from "vitest/config";
import tests from "./vitest.config.ts";

/** The same tests, each with all of its variants: see test/everything.ts. */
export default mergeConfig(tests, { test: { env: { ENTITLINT_EVERYTHING: "1" } } });
