import type { Note, Refuse } from '../problem-log';
import type { ProcessDraft } from '../process-draft';

/** One rule about the shape of a process. It reports every breach, each on the element to mend; `note` is for what is only odd. */
export type Rule = (draft: ProcessDraft, refuse: Refuse, note: Note) => void;
