export interface BackgroundActivities {
  /** Raises every escalation that has come due, again and again, for about an hour. */
  sweepDeadlines(): Promise<void>;
  /** Delivers the outbox, again and again, for about an hour. */
  dispatchOutbox(): Promise<void>;
}
