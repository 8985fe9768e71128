import type { Refuse } from '../problem-log';
import type { ProcessDraft } from '../process-draft';

/** One rule about the shape of a process. It reports every breach, each on the element to mend. */
export type Rule = (draft: ProcessDraft, refuse: Refuse) => void;
