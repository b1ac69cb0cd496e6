/** Requests take so many ids at once. */
const most = 10_000;

/** Runs a request for any number of ids, one batch after another. */
export async function inBatches(ids: readonly string[], request: (ids: string[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < ids.length; at += most) await request(ids.slice(at, at + most));
}
