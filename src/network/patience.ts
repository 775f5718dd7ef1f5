/** Told while a source is being read, for people who wait. */
export interface Progress {
  page(records: number): void;
  wait(seconds: number, reason: string): void;
}

/** How patient a client is. */
export interface Patience {
  /** Requests in all for one answer. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each that follows, with jitter. */
  readonly firstWait: number;
  /** The longest wait that a server may ask for, in seconds; what asks for more is given up. */
  readonly longestWait: number;
  /** Seconds without a byte after which a server is taken for dead. */
  readonly silence: number;
}

export const usualPatience: Patience = { attempts: 4, firstWait: 500, longestWait: 120, silence: 60 };
