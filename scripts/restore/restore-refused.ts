/** A refusal: nothing was changed. `code` is stable (docs/backup.md), the message one plain sentence for the operator. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused';
  constructor(
    readonly code:
      | 'RESTORE_NO_BACKUP'
      | 'RESTORE_REASON_MISSING'
      | 'RESTORE_FOUR_EYES'
      | 'RESTORE_NOT_PROVED'
      | 'RESTORE_NOT_AUTHORISED'
      | 'RESTORE_IN_USE'
      | 'RESTORE_LOG_BROKEN',
    message: string,
  ) {
    super(message);
  }
}
