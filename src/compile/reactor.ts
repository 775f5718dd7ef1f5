import { isWasmMemory, type WasmInstance, type WasmMemory } from "./web-assembly.ts";

/** What the compiled Go module exports. Addresses and sizes are 32-bit and arrive signed. */
export interface Reactor {
  readonly memory: WasmMemory;
  readonly _initialize: () => unknown;
  /** Memory for a request of this many bytes. */
  readonly alloc: (size: number) => number;
  /** Answers the request that was written; the address of the framed reply. */
  readonly call: () => number;
  readonly replySize: () => number;
}

/** The exports of an instance, each of which must be there. */
export function reactorOf(instance: WasmInstance): Reactor {
  const { memory, _initialize, alloc, call, replySize } = instance.exports;
  if (!isWasmMemory(memory)) throw new Error("the compiler exports no memory");
  return {
    memory,
    _initialize: functionOf("_initialize", _initialize),
    alloc: functionOf("alloc", alloc),
    call: functionOf("call", call),
    replySize: functionOf("replySize", replySize),
  };
}

function functionOf(name: string, value: unknown): (...values: number[]) => number {
  if (typeof value !== "function") throw new Error(`the compiler does not export ${name}`);
  return (...values) => Number(value(...values));
}
