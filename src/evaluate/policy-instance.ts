import { createRequire } from "node:module";
import type { LoadedPolicy } from "@open-policy-agent/opa-wasm";
import type { WasmModule } from "../compile/web-assembly.ts";

/**
 * Loading at once, which only the package's CommonJS entry exports. Its other way asks for `Response`, and with that Node
 * loads its whole HTTP client in each thread.
 */
const { loadPolicySync }: typeof import("@open-policy-agent/opa-wasm") = createRequire(import.meta.url)(
  "@open-policy-agent/opa-wasm",
);

const pageBytes = 65_536;
/**
 * All the memory a policy gets, 256 MiB, and where a flood of findings ends. It is asked for at once, because growing
 * takes a millisecond a page, and pages that nothing touches cost nothing.
 */
const usualPages = 4_096;
/** All that 32 bits can address. */
const mostPages = 65_536;
/** Documents above this get memory of their own size. */
const largeDocument = 4 << 20;

/** The compiled rules with their data loaded. After any throw the instance is thrown away: it may be broken. */
export class PolicyInstance {
  readonly #module: WasmModule;
  #data: ArrayBuffer;
  #usual: LoadedPolicy | undefined;

  constructor(module: WasmModule, data: ArrayBuffer) {
    this.#module = module;
    this.#data = data;
  }

  /** Loads the policies before the first document. What cannot be loaded is told with the first document. */
  warm(): void {
    try {
      this.#usual ??= this.#load(usualPages);
    } catch {
      // The first document fails at the same, and says so.
    }
  }

  /** Replaces `data`, given as JSON. */
  setData(data: ArrayBuffer): void {
    this.#data = data;
    this.#usual?.setData(data);
  }

  /** The value of an entrypoint for one document, undefined where it has none. Throws an Error whatever the host throws. */
  evaluate(document: ArrayBuffer, entrypoint: string): unknown {
    const large = document.byteLength > largeDocument;
    const pages = large ? Math.max(usualPages, Math.ceil((24 * document.byteLength) / pageBytes)) : usualPages;
    try {
      if (large) return firstValue(this.#load(pages).evaluate(document, entrypoint));
      this.#usual ??= this.#load(pages);
      return firstValue(this.#usual.evaluate(document, entrypoint));
    } catch (cause) {
      this.#usual = undefined;
      throw new Error(thrownText(cause), { cause });
    }
  }

  #load(pages: number): LoadedPolicy {
    const most = Math.min(mostPages, pages);
    const policy = loadPolicySync(this.#module, { initial: most, maximum: most });
    if (this.#data.byteLength > 0) policy.setData(this.#data);
    return policy;
  }
}

function firstValue(resultSet: unknown): unknown {
  if (!Array.isArray(resultSet)) return undefined;
  const [first]: unknown[] = resultSet;
  return typeof first === "object" && first !== null && "result" in first ? first.result : undefined;
}

/** The host throws strings, errors and bare objects. */
function thrownText(cause: unknown): string {
  if (typeof cause === "string") return cause;
  if (typeof cause === "object" && cause !== null && "message" in cause) return String(cause.message);
  return String(cause);
}
