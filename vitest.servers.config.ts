import { defineConfig } from "vitest/config";

/** Tests against real servers: `npm run test:servers`. Whatever is not installed makes its tests fail, by name. */
export default defineConfig({
  test: {
    include: ["test/servers/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
