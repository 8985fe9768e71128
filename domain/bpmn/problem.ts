/** One reason why a file is refused at publication. All problems of a file are reported at once. */
export interface Problem {
  /** Stable code; each has a page in `docs/errors/<CODE>.md`. */
  readonly code: ProblemCode;
  /** Id of the element concerned; empty when the file could not be read at all. */
  readonly elementId: string;
  readonly message: string;
  /** 1-based position in the file; 0 when unknown. */
  readonly line: number;
  readonly column: number;
}

/** Every code has a page `docs/errors/<CODE>.md` (held by a test). */
export const PROBLEM_CODES = [
  'FILE_UNREADABLE',
  'XML_INVALID',
  'NOT_BPMN',
  'NO_PROCESS',
  'MODEL_WARNING',
  'UNKNOWN_ELEMENT',
  'UNSUPPORTED_ELEMENT',
  'UNSUPPORTED_EVENT_DEFINITION',
  'UNSUPPORTED_ATTRIBUTE',
  'DUPLICATE_ID',
  'MISSING_ID',
  'RESERVED_ID',
  'UNRESOLVED_REFERENCE',
  'FLOW_CROSSES_SCOPE',
  'FLOW_INTO_START_EVENT',
  'FLOW_OUT_OF_END_EVENT',
  'FLOW_INTO_BOUNDARY_EVENT',
  'ELEMENT_NOT_REACHABLE',
  'BOUNDARY_WITHOUT_OUTGOING',
  'BOUNDARY_NOT_ON_ACTIVITY',
  'ERROR_BOUNDARY_NOT_INTERRUPTING',
  'SCOPE_WITHOUT_ENTRY',
  'START_EVENT_MISSING',
  'END_EVENT_MISSING',
  'MULTIPLE_NONE_START_EVENTS',
  'SUBPROCESS_START_NOT_NONE',
  'CONDITION_NOT_ALLOWED',
  'CONDITION_MISSING',
  'DEFAULT_FLOW_INVALID',
  'EVENT_GATEWAY_TARGET_INVALID',
  'EVENT_GATEWAY_MIXED_TRIGGERS',
  'EXPRESSION_SYNTAX',
  'EXPRESSION_LANGUAGE',
  'EXPRESSION_NOT_DETERMINISTIC',
  'EXPRESSION_MISSING',
  'TIMER_INVALID',
  'MESSAGE_MISSING',
  'ERROR_CODE_MISSING',
  'JOB_TYPE_MISSING',
  'MAPPING_TARGET_INVALID',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];
