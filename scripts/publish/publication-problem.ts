import { Refusal } from '../../domain/refusal';

/** Why a procedure is not published: where, by a stable code, in one sentence. */
export interface PublicationProblem {
  readonly code: string;
  /** File of the procedure's folder, with the place inside where there is one. */
  readonly at: string;
  readonly message: string;
}

/** The folder as it stands may not be published; nothing was changed. `details.problems` has every problem. */
export function refusePublication(folder: string, problems: readonly PublicationProblem[]): Refusal {
  const lines = problems.map(({ code, at, message }) => `  ${at} ${code} ${message}`);
  return new Refusal('PROCEDURE_NOT_PUBLISHABLE', [`${folder} cannot be published:`, ...lines].join('\n'), {
    problems,
  });
}
