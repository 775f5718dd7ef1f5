import type { WasmMemory } from "./web-assembly.ts";

const realTime = 0;
const success = 0;

/**
 * WASI's clock and random source such that the same request always gives the same bytes: the calendar stands at 1970,
 * only the monotonic clock runs (Go's scheduler needs it), and chance is a fixed sequence (Go seeds its maps with it).
 * Go reads the clock whenever it collects garbage, so that is also where a process left behind by its parent stops itself:
 * reading it after the deadline (nanoseconds of `process.hrtime`) throws.
 */
export function fixedClockAndChance(memory: () => WasmMemory, deadline: bigint) {
  let state = 0x9e3779b9;
  return {
    clock_time_get(clock: number, _precision: bigint, at: number): number {
      const now = process.hrtime.bigint();
      if (now > deadline) throw new Error("the deadline has passed");
      new DataView(memory().buffer).setBigUint64(at >>> 0, clock === realTime ? 0n : now, true);
      return success;
    },
    random_get(at: number, length: number): number {
      const bytes = new Uint8Array(memory().buffer, at >>> 0, length >>> 0);
      for (let index = 0; index < bytes.length; index++) {
        // Xorshift, 32 bits: full period, no table.
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        bytes[index] = state & 0xff;
      }
      return success;
    },
  };
}
