/** The answer when it comes within so many milliseconds; nothing when it is late or fails. */
export async function inTime<T>(question: Promise<T>, patienceMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  return Promise.race([question.catch(() => undefined), tooLate]).finally(() => clearTimeout(timer));
}
