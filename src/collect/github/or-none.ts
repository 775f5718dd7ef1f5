import { RequestFailure } from "../../network/request-failure.ts";

/** What was asked for; undefined where GitHub says that there is none. @throws RequestFailure for every other failure */
export async function orNone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RequestFailure && error.reason === "not-found") return undefined;
    throw error;
  }
}
