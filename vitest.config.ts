import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/servers/**", "node_modules/**"],
    // What takes long in proportion to what it shows: `npm test` leaves it out, and the full run does not.
    tags: [{ name: "long" }],
    pool: "forks",
    // What is built is tested as it is: to transform three hundred modules once more would only take time.
    server: { deps: { external: [/\/dist\//] } },
    maxWorkers: 2,
    setupFiles: ["test/keep-pack.ts"],
    // Tests mock no modules and set nothing global, so files share a process and load the sources once.
    isolate: false,
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
});
