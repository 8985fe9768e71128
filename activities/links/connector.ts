import type { DossierFile } from '../../db/repositories/dossier-reads';
import type { Variables } from '../../domain/json';

/** What a service task of a procedure asks for. */
export interface ConnectorCall {
  readonly dossier: DossierFile;
  /** Idempotency key towards the outside system. */
  readonly key: string;
}

/**
 * Does the work of one job type; the answer's variables (routing variables only) go back into the dossier.
 * @throws PermanentDeliveryError when the job fails for good: the element then waits for a person
 */
export type Connector = (call: ConnectorCall) => Promise<Variables>;
