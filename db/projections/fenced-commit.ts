/** C4 of the commit (`write-commit.ts`): another step stands in this one's place, and was decided later. */
export class FencedCommit extends Error {
  override readonly name = 'FencedCommit';

  constructor(what: string, seq: number) {
    super(`step ${seq} of ${what} stands already, decided later`);
  }
}
