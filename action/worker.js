import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
// dist/evaluate/policy-instance.js
/**
* Loading at once, which only the package's CommonJS entry exports. Its other way asks for `Response`, and with that Node
* loads its whole HTTP client in each thread.
*/
const { loadPolicySync } = createRequire(import.meta.url)("@open-policy-agent/opa-wasm");
const pageBytes = 65536;
/**
* All the memory a policy gets, 256 MiB, and where a flood of findings ends. It is asked for at once, because growing
* takes a millisecond a page, and pages that nothing touches cost nothing.
*/
const usualPages = 4096;
/** All that 32 bits can address. */
const mostPages = 65536;
/** Documents above this get memory of their own size. */
const largeDocument = 4 << 20;
/** The compiled rules with their data loaded. After any throw the instance is thrown away: it may be broken. */
var PolicyInstance = class {
	#module;
	#data;
	#usual;
	constructor(module, data) {
		this.#module = module;
		this.#data = data;
	}
	/** Loads the policies before the first document. What cannot be loaded is told with the first document. */
	warm() {
		try {
			this.#usual ??= this.#load(usualPages);
		} catch {}
	}
	/** Replaces `data`, given as JSON. */
	setData(data) {
		this.#data = data;
		this.#usual?.setData(data);
	}
	/** The value of an entrypoint for one document, undefined where it has none. Throws an Error whatever the host throws. */
	evaluate(document, entrypoint) {
		const large = document.byteLength > largeDocument;
		const pages = large ? Math.max(usualPages, Math.ceil(24 * document.byteLength / pageBytes)) : usualPages;
		try {
			if (large) return firstValue(this.#load(pages).evaluate(document, entrypoint));
			this.#usual ??= this.#load(pages);
			return firstValue(this.#usual.evaluate(document, entrypoint));
		} catch (cause) {
			this.#usual = void 0;
			throw new Error(thrownText(cause), { cause });
		}
	}
	#load(pages) {
		const most = Math.min(mostPages, pages);
		const policy = loadPolicySync(this.#module, {
			initial: most,
			maximum: most
		});
		if (this.#data.byteLength > 0) policy.setData(this.#data);
		return policy;
	}
};
function firstValue(resultSet) {
	if (!Array.isArray(resultSet)) return void 0;
	const [first] = resultSet;
	return typeof first === "object" && first !== null && "result" in first ? first.result : void 0;
}
/** The host throws strings, errors and bare objects. */
function thrownText(cause) {
	if (typeof cause === "string") return cause;
	if (typeof cause === "object" && cause !== null && "message" in cause) return String(cause.message);
	return String(cause);
}
// dist/evaluate/worker.js
const { module, data, progress } = workerData;
const policy = new PolicyInstance(module, data);
policy.warm();
parentPort?.on("message", (message) => {
	if (message instanceof ArrayBuffer) policy.setData(message);
	else parentPort?.postMessage(evaluateAll(message));
});
/** Failures after which it is first found out which rule fails: one that fills its memory takes seconds each time. */
const mostFailures = 3;
function evaluateAll(job) {
	const results = [];
	let start = 0;
	let failures = 0;
	for (const [document, end] of job.ends.entries()) {
		const bytes = new ArrayBuffer(end - start);
		new Uint8Array(bytes).set(new Uint8Array(job.bytes, start, end - start));
		start = end;
		Atomics.add(progress, 0, 1);
		const result = evaluateOne(bytes, job.entrypoint);
		if (result.error !== void 0 || !isQuiet(result.value, job.ids[document])) results.push({
			document,
			...result
		});
		if (result.error !== void 0 && ++failures === mostFailures) return {
			results,
			evaluated: document + 1
		};
	}
	return {
		results,
		evaluated: job.ends.length
	};
}
function evaluateOne(bytes, entrypoint) {
	try {
		return { value: policy.evaluate(bytes, entrypoint) };
	} catch (cause) {
		return { error: cause instanceof Error ? cause.message : String(cause) };
	}
}
/** A document that was read and gave nothing need not be told of; that is most of them. */
function isQuiet(value, id) {
	if (typeof value !== "object" || value === null) return false;
	if (!("read" in value) || value.read !== id) return false;
	if (!("deny" in value && isEmpty(value.deny) && "unknown" in value && isEmpty(value.unknown))) return false;
	return !("figures" in value) || isEmpty(value.figures);
}
function isEmpty(value) {
	return Array.isArray(value) && value.length === 0;
}
export {};
