/** Stops the test stack and removes its folder; jest calls this also when tests fail. */
export default async function stopStackOfTests(): Promise<void> {
  const stack = globalThis.sodoTestStack;
  globalThis.sodoTestStack = undefined;
  await (await stack)?.stop();
}
