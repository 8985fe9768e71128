/** Runs so many clients at once, each until its work is done; the first failure ends the job. */
export async function runClients(clients: number, work: (client: number) => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
}

/** What clients take one after another, each piece once. */
export function createQueue<T>(items: readonly T[]): () => T | undefined {
  let next = 0;
  return () => items[next++];
}
