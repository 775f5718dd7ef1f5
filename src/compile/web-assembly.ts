/**
 * The part of WebAssembly's JavaScript interface that the compiler needs. Node's types leave it to the browser's, which
 * nothing but the page of a report is meant to rest on.
 */
declare const WebAssembly: {
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule>;
  readonly Instance: new (module: WasmModule, imports: Record<string, Record<string, unknown>>) => WasmInstance;
  readonly Memory: abstract new () => WasmMemory;
};

/** Compiled code, not yet running; it has no members of interest. */
export type WasmModule = object;

/** Running code. */
export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Linear memory; the buffer is another one whenever the memory has grown. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** Compiles bytes to code. */
export function compileWasm(bytes: Uint8Array<ArrayBuffer>): Promise<WasmModule> {
  return WebAssembly.compile(bytes);
}

/** Makes running code out of a module. */
export function instantiateWasm(module: WasmModule, imports: Record<string, Record<string, unknown>>): WasmInstance {
  return new WebAssembly.Instance(module, imports);
}

/** Tells whether a value that a module exports is its memory. */
export function isWasmMemory(value: unknown): value is WasmMemory {
  return value instanceof WebAssembly.Memory;
}
