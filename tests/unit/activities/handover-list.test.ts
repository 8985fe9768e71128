import { composeHandovers, type HandledTask, type HandoverNames } from '../../../activities/documents/handover-list';
import type { LoggedStep } from '../../../activities/documents/step-source';
import type { DossierEntry } from '../../../domain/dossier/dossier-log';

const NAMES: HandoverNames = {
  receivingUnit: 'Một cửa',
  taxOffice: 'Thuế',
  applicant: 'Nhung',
  personOf: (actor) => (actor?.startsWith('partner:') || actor === 'system' ? undefined : (actor ?? undefined)),
  outcome: 'late',
};

function task(instance: number, name: string, person: string | null, targetAt?: string): HandledTask {
  return { instance, name, unitName: 'Chi nhánh', person, targetAt: targetAt ? new Date(targetAt) : null };
}

function steps(...given: [at: string, actor: string, ...entries: DossierEntry[]][]): LoggedStep[] {
  return given.map(([at, actor, ...entries], index) => ({ seq: index + 1, at: new Date(at), actor, entries }));
}

const opened = (id: number): DossierEntry => ({ type: 'TaskOpened', task: id, element: `e${id}` });
const completed = (id: number, by: string): DossierEntry => ({
  type: 'TaskCompleted',
  task: id,
  element: `e${id}`,
  by,
});
const cancelled = (id: number): DossierEntry => ({ type: 'TaskCancelled', task: id, element: `e${id}` });
const submitted: DossierEntry = { type: 'DossierSubmitted' };
const closed = (status: 'RETURNED' | 'WITHDRAWN' | 'STOPPED'): DossierEntry => ({ type: 'DossierClosed', status });

describe('composeHandovers', () => {
  it.each([
    ['on an earlier day than the target', '2026-11-04T16:59:00+07:00', 'early'],
    // 20:00 of the 4th in London is the 5th in Vietnam
    ['on the target day of Vietnam', '2026-11-04T20:00:00Z', 'on-time'],
    ['at the very target', '2026-11-05T17:00:00+07:00', 'on-time'],
    ['a second after it', '2026-11-05T17:00:01+07:00', 'late'],
  ])('a step finished %s', (_when, at, result) => {
    const log = steps(
      ['2026-11-02T08:00:00+07:00', 'clerk', submitted, opened(1)],
      [at, 'officer', completed(1, 'officer'), opened(2)],
    );
    const tasks = [task(1, 'Thẩm định', 'officer', '2026-11-05T17:00:00+07:00'), task(2, 'In', 'printer')];
    expect(composeHandovers(log, tasks, NAMES)).toEqual([
      {
        fromUnit: 'Một cửa',
        fromPerson: 'clerk',
        toUnit: 'Chi nhánh',
        toPerson: 'officer',
        at: '2026-11-02T01:00:00.000Z',
      },
      {
        fromUnit: 'Chi nhánh',
        fromPerson: 'officer',
        toUnit: 'Chi nhánh',
        toPerson: 'printer',
        at: new Date(at).toISOString(),
        note: 'Thẩm định',
        result,
      },
    ]);
  });

  it('a look-up between two people does not lose who gave it', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1)],
      ['2026-11-03T08:00:00Z', 'checker', completed(1, 'checker')],
      ['2026-11-03T08:00:01Z', 'system', opened(2)],
    );
    const [, second] = composeHandovers(log, [task(1, 'Kiểm tra', 'checker'), task(2, 'Ký', 'head')], NAMES);
    expect(second).toMatchObject({ fromPerson: 'checker', toPerson: 'head', note: 'Kiểm tra' });
  });

  it('two tasks opened at once are two handings over by the same person, and nothing is said of them later', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1), opened(2)],
      ['2026-11-03T08:00:00Z', 'b', completed(2, 'b')],
      ['2026-11-04T08:00:00Z', 'a', completed(1, 'a'), opened(3)],
    );
    const rows = composeHandovers(log, [task(1, 'A', 'a'), task(2, 'B', 'b'), task(3, 'C', 'c')], NAMES);
    expect(rows.map(({ fromPerson, toPerson, note }) => [fromPerson, toPerson, note])).toEqual([
      ['clerk', 'a', undefined],
      ['clerk', 'b', undefined],
      ['a', 'c', 'A'],
    ]);
  });

  it('sent back to an earlier step: by whoever held the later one, without a result', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1)],
      ['2026-11-03T08:00:00Z', 'head', cancelled(1), opened(2)],
    );
    const [, back] = composeHandovers(
      log,
      [task(1, 'Trình ký', 'head', '2026-11-01T00:00:00Z'), task(2, 'In', 'printer')],
      NAMES,
    );
    expect(back).toEqual({
      fromUnit: 'Chi nhánh',
      fromPerson: 'head',
      toUnit: 'Chi nhánh',
      toPerson: 'printer',
      at: '2026-11-03T08:00:00.000Z',
      note: 'Trình ký: trả lại',
    });
  });

  it('nothing to pay: from the tax office straight to the next step', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1)],
      ['2026-11-03T08:00:00Z', 'officer', completed(1, 'officer'), { type: 'TaxSlipRequested', version: 1, job: 9 }],
      ['2026-11-05T08:00:00Z', 'partner:tax', { type: 'TaxNoticesReceived', version: 1, numbers: [] }, opened(2)],
    );
    const rows = composeHandovers(log, [task(1, 'Lập phiếu', 'officer'), task(2, 'In', 'printer')], NAMES);
    expect(rows.map(({ fromUnit, toUnit }) => [fromUnit, toUnit])).toEqual([
      ['Một cửa', 'Chi nhánh'],
      ['Chi nhánh', 'Thuế'],
      ['Thuế', 'Chi nhánh'],
    ]);
  });

  it('withdrawn at the counter: the office that held it gives it back, judged as a whole', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1)],
      ['2026-11-03T08:00:00Z', 'clerk', cancelled(1), closed('WITHDRAWN')],
    );
    expect(composeHandovers(log, [task(1, 'Thẩm định', 'officer')], NAMES).at(-1)).toMatchObject({
      fromUnit: 'Chi nhánh',
      fromPerson: 'officer',
      toUnit: 'Người nộp hồ sơ',
      toPerson: 'Nhung',
      note: 'Công dân rút hồ sơ',
      result: 'late',
    });
  });

  it('stopped while the applicant was to supplement: never from the applicant to the applicant', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1)],
      ['2026-11-03T08:00:00Z', 'officer', { type: 'SupplementRequested', windowEndsAt: 0 }],
      ['2026-11-30T08:00:00Z', 'system', cancelled(1), closed('STOPPED')],
    );
    const rows = composeHandovers(log, [task(1, 'Thẩm định', 'officer')], NAMES);
    expect(rows.map(({ fromUnit, toUnit }) => [fromUnit, toUnit]).at(-1)).toEqual(['Chi nhánh', 'Người nộp hồ sơ']);
  });

  it('returned: the clerk of the last step gives the result', () => {
    const log = steps(
      ['2026-11-02T08:00:00Z', 'clerk', submitted, opened(1)],
      ['2026-11-03T08:00:00Z', 'other', completed(1, 'other'), closed('RETURNED')],
    );
    expect(composeHandovers(log, [task(1, 'Trả', 'other')], NAMES).at(-1)).toMatchObject({
      fromPerson: 'other',
      toPerson: 'Nhung',
      note: 'Trả kết quả',
      result: 'late',
    });
  });
});
