import fc from 'fast-check';
import { SEED_CALENDAR } from '../../../domain/clock/calendar-data';
import { dueAfter } from '../../../domain/clock/due-notices';
import { parseInstant } from '../../../domain/clock/instant';
import { availableCopySteps, COPY_STEPS } from '../../../domain/portable-copies/available-copy-steps';
import type { CopyCommand, CopyEvent } from '../../../domain/portable-copies/copy-command';
import { copyRules, isCopyLate } from '../../../domain/portable-copies/copy-rules';
import type { CopyData, CopyStatus, WrittenCopy } from '../../../domain/portable-copies/copy-state';
import { Refusal } from '../../../domain/refusal';
import { CaseSpec } from '../cases/case-spec';

const WRITTEN: WrittenCopy = {
  ...{ set: 'set-1', takenAt: 1, sha256: 'a'.repeat(64), files: 0, damagedFiles: 0, sizeBytes: 10 },
};
const OPENED = parseInstant('2026-11-30T00:00:30+07:00');

class CopySpec extends CaseSpec<CopyStatus, CopyData, CopyCommand, CopyEvent> {
  constructor() {
    super(copyRules, OPENED, 'operator');
  }

  opened(regular = true): this {
    const { dueAt, notices } = dueAfter(SEED_CALENDAR, '2026-11-29', 3, this.now);
    const span = regular ? { from: '2026-11-16', to: '2026-11-29' } : { from: null, to: null };
    return this.do('openCopy', 'system', { kind: 'database', regular, ...span, dueAt, notices });
  }

  written(): this {
    return this.opened()
      .do('insertDisk', 'operator', { label: 'OC-01' })
      .do('recordCopy', 'system', { written: WRITTEN });
  }

  get isLate(): boolean {
    return isCopyLate({ ...this.state, ...this.state.data }, this.now);
  }

  get notices(): number[] {
    return this.events.flatMap((event) => (event.type === 'NoticeFell' ? [event.workingDays] : []));
  }
}

const spec = () => new CopySpec();

describe('A18.1: a copy on a portable disk', () => {
  test('is written, handed over by one and taken into the archive by another', () => {
    const copy = spec().written().do('handOverDisk');
    expect(availableCopySteps(copy.state, 'operator')).toEqual(['refuseDisk']);
    expect(copy.refused('archiveDisk', 'operator', { shelf: 'K1' })).toBe('FOUR_EYES');
    copy.do('archiveDisk', 'archivist', { shelf: 'Kệ 3, ngăn 2' });
    expect(copy.state).toMatchObject({
      status: 'archived',
      data: {
        disk: 'OC-01',
        written: WRITTEN,
        shelf: 'Kệ 3, ngăn 2',
        archivedLate: false,
        archived: { by: 'archivist' },
      },
    });
    expect(copyRules.nextDue(copy.state)).toBeUndefined();
  });

  test('that could not be written waits for a disk again, and says why until the next one is in', () => {
    const copy = spec()
      .opened()
      .do('insertDisk', 'operator', { label: 'OC-01' })
      .do('recordCopyFault', 'system', { fault: 'BACKUP_TARGET_FULL' });
    expect(copy.state).toMatchObject({ status: 'awaited', data: { fault: 'BACKUP_TARGET_FULL', attempt: 1 } });
    copy.do('insertDisk', 'operator', { label: 'OC-02' });
    expect(copy.state).toMatchObject({ status: 'copying', data: { fault: null, disk: 'OC-02', attempt: 2 } });
  });

  test('the archive did not take is written anew, to another disk', () => {
    const copy = spec().written().do('handOverDisk').do('refuseDisk', 'archivist');
    expect(copy.state).toMatchObject({
      status: 'awaited',
      data: { disk: null, written: null, handedOver: null, refusals: 1 },
    });
    expect(copy.refused('handOverDisk')).toBe('ACTION_NOT_ALLOWED');
  });

  test('a regular one cannot be dropped, one on demand can', () => {
    expect(spec().opened().refused('cancelCopy')).toBe('COPY_REQUIRED');
    expect(availableCopySteps(spec().opened().state, 'operator')).not.toContain('cancelCopy');
    expect(spec().opened(false).do('cancelCopy').state.status).toBe('cancelled');
  });

  test('is reminded of before it is due, is late from the hour it was due on, and stays late', () => {
    const copy = spec().opened().at('2026-12-01T08:00').do('wake', 'system');
    expect(copy.notices).toEqual([-1]);
    copy.at('2026-12-02T17:31').do('wake', 'system');
    expect(copy.notices).toEqual([-1, 0]);
    expect(copy.isLate).toBe(true);
    copy
      .do('insertDisk', 'operator', { label: 'OC-01' })
      .do('recordCopy', 'system', { written: WRITTEN })
      .do('handOverDisk')
      .do('archiveDisk', 'archivist', { shelf: 'K1' });
    expect(copy.isLate).toBe(true);
    expect(copy.state.data.archivedLate).toBe(true);
    copy.at('2026-12-20T08:00').do('wake', 'system');
    expect(copy.notices).toEqual([-1, 0]);
  });

  test('whatever is tried in whatever order: what lies in the archive was written whole and passed two hands, and what is shown can be done', () => {
    const step = fc.record({
      type: fc.constantFrom(...COPY_STEPS, 'recordCopy' as const, 'recordCopyFault' as const, 'wake' as const),
      by: fc.constantFrom('operator', 'admin'),
      hours: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, regular) => {
        const copy = spec().opened(regular);
        for (const { type, by, hours } of steps) {
          copy.now += hours * 3_600_000;
          const isShown = availableCopySteps(copy.state, by).some((shown) => shown === type);
          const fields = { label: 'OC-01', written: WRITTEN, fault: 'BACKUP_CORRUPT', shelf: 'K1' };
          try {
            copy.do(type, by, fields);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(isShown).toBe(false);
          }
          const { data, status } = copy.state;
          if (status === 'archived') {
            expect(data.written).toEqual(WRITTEN);
            expect(data.archived?.by).not.toBe(data.handedOver?.by);
          }
          expect(new Set(data.raised).size).toBe(data.raised.length);
        }
      }),
    );
  });
});
