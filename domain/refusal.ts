/**
 * A refusal: the request cannot be carried out as it stands, nothing was changed, and repeating it unchanged will be
 * refused again. Faults (a lost connection, a full disk) are never refusals.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** Stable upper-case code; each has a page in `docs/errors/`. */
    readonly code: string,
    message: string,
    /** What helps the caller to go on (what is allowed, what is open…). Never personal data. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
