/** Signals that end a program whose terminal has gone, or that somebody wants to end. */
const ending = ["SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT"] as const;

/**
 * Has the terminal given back before a signal ends the process, which it then does as if nobody had listened; what is being
 * written is finished first.
 * @param isAway whether another program has the terminal, which Ctrl-C and Ctrl-\\ are meant for then
 * @returns what stops listening
 */
export function endDecently(giveBack: () => void, finished: () => Promise<unknown>, isAway: () => boolean): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    if (isAway() && (signal === "SIGINT" || signal === "SIGQUIT")) return;
    stop();
    giveBack();
    void finished().finally(() => process.kill(process.pid, signal));
  };
  const onExit = () => giveBack();
  const stop = () => {
    for (const signal of ending) process.off(signal, onSignal);
    process.off("exit", onExit);
  };
  for (const signal of ending) process.on(signal, onSignal);
  process.on("exit", onExit);
  return stop;
}

/** Stops the process, and whoever was started with it, as Ctrl-Z does; goes on when somebody brings it back. */
export function stopUntilContinued(): Promise<void> {
  return new Promise((done) => {
    // Somebody who only listens for a signal does not keep a process alive; it would end as soon as it went on.
    const alive = setInterval(() => {}, 60_000);
    process.once("SIGCONT", () => {
      clearInterval(alive);
      done();
    });
    process.kill(0, "SIGTSTP");
  });
}
