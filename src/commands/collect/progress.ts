import type { Progress } from "../../network/patience.ts";
import { safeText } from "../../report/safe-text.ts";
import type { CommandContext } from "../context.ts";

/** Waits shorter than this are not worth a line, in seconds. */
const noticeable = 5;

/** Milliseconds between two redrawings of the line. */
const pause = 100;

/** What has been read of one source so far: a line that is redrawn on a terminal, and elsewhere only waits that one notices. */
export interface SourceProgress extends Progress {
  /** Takes the line away. */
  end(): void;
}

/** Shows how one source comes along; `clock` gives milliseconds. */
export function showProgress(
  source: string,
  { isTerminal, stderr, log }: Pick<CommandContext, "isTerminal" | "stderr" | "log">,
  clock: () => number = () => performance.now(),
): SourceProgress {
  let pages = 0;
  let records = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const draw = (more = "") => {
    if (!isTerminal || (more === "" && clock() - drawnAt < pause)) return;
    drawnAt = clock();
    stderr.write(`\r\u001b[K${safeText(source)}: ${records} records, page ${pages}${more}`);
  };
  return {
    page: (more) => {
      pages += 1;
      records += more;
      draw();
    },
    wait: (seconds, reason) => {
      draw(`, waiting ${Math.ceil(seconds)} seconds (${reason})`);
      if (!isTerminal && seconds >= noticeable)
        log.info(`waiting ${Math.ceil(seconds)} seconds (${reason})`, { source });
    },
    end: () => {
      if (isTerminal && pages > 0) stderr.write("\r\u001b[K");
    },
  };
}
