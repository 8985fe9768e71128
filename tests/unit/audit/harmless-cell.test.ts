import { harmlessCell } from '../../../api/reports/harmless-cell';
import { renderAuditCsv, type AuditLine } from '../../../api/reports/audit-report';

describe('a cell of an export', () => {
  it.each(['=1+1', '+84', '-2', '@SUM(A1)', '\t=1', '\r=1', ' =1', "=cmd|' /C calc'!A0", '|x', '%x'])(
    'is no formula: %j',
    (text) => {
      expect(harmlessCell(text)).toBe(`'${text}`);
    },
  );

  it.each(['Nguyễn', '12', '{"a":"=1"}', ''])('stays as it is otherwise: %j', (text) => {
    expect(harmlessCell(text)).toBe(text);
  });

  it('is quoted in CSV, with its own quotes doubled and its line breaks kept inside', () => {
    const line: AuditLine = {
      number: 1,
      at: new Date('2026-03-01T18:00:00Z'),
      actor: '=evil()',
      actorName: 'A "B"\nC',
      action: 'outbox.retry',
      subjectType: null,
      subjectId: null,
      subjectLabel: null,
      unitName: null,
      address: null,
      replaced: false,
      detail: {},
      hash: null,
    };
    const [head, row] = renderAuditCsv([line]).toString('utf8').split('\r\n');
    expect(head?.startsWith('\uFEFF"Số",')).toBe(true);
    expect(row).toContain(`"2026-03-02 01:00:00.000","A ""B""\nC","'=evil()","Gửi lại mục bị lỗi","outbox.retry"`);
  });
});
