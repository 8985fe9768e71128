/** Who did something when. */
export interface Act {
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}
