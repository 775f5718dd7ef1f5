// @ts-check
import { availableParallelism, cpus, totalmem } from "node:os";

/** What ran it; enough to judge the numbers, nothing that names the machine. */
export function machine() {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? "unknown",
    gigabytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}
