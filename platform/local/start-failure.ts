/**
 * Refusal: a part of the local runtime cannot start. Its message is one plain sentence that says which part, why, and what
 * to do; it is meant to be shown to the person as it is, without a stack.
 */
export class StartFailure extends Error {
  /**
   * @param code stable, e.g. `PORT_OCCUPIED`
   * @param part the part as people call it, e.g. `PostgreSQL`
   * @param why without a capital letter and without a full stop
   * @param remedy what the person can do, in the imperative, without a full stop
   */
  constructor(
    readonly code: StartFailureCode,
    readonly part: string,
    readonly why: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${part} cannot start: ${why}; ${remedy}.`, options);
    this.name = 'StartFailure';
  }
}

export type StartFailureCode =
  | 'ALREADY_RUNNING'
  | 'PORT_OCCUPIED'
  | 'DATA_FOLDER_UNUSABLE'
  | 'POSTGRES_NOT_FOUND'
  | 'POSTGRES_VERSION_MISMATCH'
  | 'POSTGRES_FAILED'
  | 'DATABASE_UNREACHABLE'
  | 'TEMPORAL_NOT_BUILDABLE'
  | 'TEMPORAL_BUILD_FAILED'
  | 'TEMPORAL_SCHEMA_FAILED'
  | 'TEMPORAL_FAILED'
  | 'PROGRAM_MISSING'
  | 'PROGRAM_FAILED';

/** What a start tells the person meanwhile: one plain line. */
export type ReportProgress = (line: string) => void;
