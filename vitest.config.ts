import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/servers/**", "node_modules/**"],
    pool: "forks",
    maxWorkers: 2,
    // Tests mock no modules and set nothing global, so files share a process and load the sources once.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
