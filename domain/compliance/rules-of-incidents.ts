import type { RegulationRule, RuleTest } from './regulation-rule';

const clocks = (name: string): RuleTest => ['tests/unit/incidents/incident-clocks.test.ts', name];
const rules = (name: string): RuleTest => ['tests/unit/incidents/incident-rules.test.ts', name];
const copies = (name: string): RuleTest => ['tests/api/portable-copies.test.ts', name];
const disk = (name: string): RuleTest => ['tests/db/backup/portable-disk.test.ts', name];
const LIMITS = 'domain/incidents/incident-limits.ts';

/** Điều 18–19: backups, incidents, restoring. */
export const RULES_OF_INCIDENTS: readonly RegulationRule[] = [
  {
    id: 'A18.1a',
    text: 'Dữ liệu thuộc tính, không gian: sao lưu tự động mỗi ngày vào NAS, bảo đảm toàn vẹn; 2 tuần một lần ra ổ cứng di động',
    enforcedBy: [
      'activities/backup/take-backup.ts',
      'activities/backup/verify-backup.ts',
      'domain/portable-copies/copy-period.ts',
      'activities/portable-copies/write-copy.ts',
    ],
    tests: [
      ['tests/temporal/backup.test.ts', 'A18.1a: every day by a Temporal Schedule'],
      ['tests/db/backup/backup.test.ts', 'is proved by restoring it: the same rows in every table, the same papers'],
      copies('A18.1a, A18.1b: opened every two weeks and every half-year, once, also after a time when nothing ran'),
      disk('A18.1a: the newest backup lies on the disk, read again, and restores from the disk alone'),
    ],
    evidence: ['backupDaily', 'backupProved', 'portableCopies'],
  },
  {
    id: 'A18.1b',
    text: 'Tệp quét: sao lưu 06 tháng một lần ra ổ cứng di động',
    enforcedBy: ['domain/portable-copies/copy-period.ts', 'activities/portable-copies/write-copy.ts'],
    tests: [disk('A18.1b: with every scan; what the disk holds whole is not written again')],
    evidence: ['portableCopies'],
  },
  {
    id: 'A18.1c',
    text: 'Ổ cứng di động được bàn giao vào lưu trữ',
    enforcedBy: ['domain/portable-copies/copy-rules.ts', 'templates/documents/disk-minutes.ts'],
    tests: [
      copies('A18.1c: one hands the disk over, another takes it into the archive, with the place it lies at'),
      [
        'tests/web/portable-copies.test.ts',
        'A18.1c: the disk is handed over, taken by another, and its minutes are printed',
      ],
    ],
    evidence: ['portableCopies'],
  },
  {
    id: 'A18.2a',
    text: 'Thông báo sự cố sớm nhất đến đơn vị vận hành',
    enforcedBy: ['api/routes/incidents/report-handlers.ts', 'activities/incidents/open-incidents.ts'],
    tests: [['tests/web/incidents.test.ts', 'A18.2a: a clerk reports it from wherever she is, with one sentence']],
  },
  {
    id: 'A18.2b',
    text: 'Đơn vị vận hành báo các đơn vị bị ảnh hưởng và thời gian khắc phục dự kiến',
    enforcedBy: ['domain/incidents/incident-rules.ts'],
    tests: [rules('A18.2b: the affected units are told when it is expected to be mended')],
  },
  {
    id: 'A19.1a–d',
    text: 'Sự cố tại Trung tâm dữ liệu: ngừng một phần hoặc toàn bộ, ngăn chặn, báo cáo lãnh đạo, báo cáo nhanh',
    enforcedBy: ['domain/incidents/incident-rules.ts', 'domain/incidents/stoppable-functions.ts'],
    tests: [
      rules('A19.1a–d of the data centre: everything the regulation asks for, one after another'),
      ['tests/web/incidents.test.ts', 'A19.1a: what is stopped is stopped for the clerk'],
    ],
    evidence: ['incidentLimits'],
  },
  {
    id: 'A19.2a–d',
    text: 'Sự cố do đơn vị cung cấp phần mềm bảo trì, nâng cấp',
    enforcedBy: ['domain/incidents/incident-rules.ts'],
    tests: [rules('A19.2: what the vendor’s maintenance broke is the vendor’s to mend')],
    evidence: ['incidentLimits'],
  },
  {
    id: 'A19.3b',
    text: 'Mất dữ liệu: phục hồi trong ngày làm việc, tối đa 02 ngày từ khi phát hiện',
    enforcedBy: [LIMITS],
    tests: [clocks('A19.3b: lost data is recovered within the working day')],
    evidence: ['incidentLimits'],
  },
  {
    id: 'A19.3c',
    text: 'Hỏng hệ quản trị CSDL hoặc hệ điều hành: 02 ngày, tối đa 04 ngày từ khi phát hiện',
    enforcedBy: [LIMITS],
    tests: [clocks('A19.3c: a broken DBMS or operating system is mended in two days')],
    evidence: ['incidentLimits'],
  },
  {
    id: 'A19.3d',
    text: 'Hỏng phần cứng: 02 ngày làm việc, tối đa 04 ngày từ khi khắc phục phần cứng',
    enforcedBy: [LIMITS],
    tests: [clocks('A19.3d: after broken hardware two working days')],
    evidence: ['incidentLimits'],
  },
  {
    id: 'A19.3đ',
    text: 'Chỉ người có thẩm quyền phục hồi dữ liệu; mọi thao tác ghi nhật ký và lưu trữ',
    enforcedBy: [
      'scripts/restore.ts',
      'scripts/restore/prove-persons.ts',
      'scripts/restore/restore-log.ts',
      'templates/documents/restore-book.ts',
    ],
    tests: [
      ['tests/db/backup/restore.test.ts', 'A19.3đ: by one person alone, however the name is written'],
      ['tests/db/backup/restore.test.ts', 'A19.3đ: by somebody without restore authority'],
      ['tests/db/backup/restore.test.ts', 'A19.3đ: without the code of a second factor; with it, it is'],
      ['tests/unit/templates/restore-book.test.ts', 'A19.3đ: every operation stands in the book, and what closes it'],
      ['tests/faults/restore-drill.test.ts', 'A19.3đ: every operation stands in the log, in order, with both persons'],
    ],
  },
  {
    id: 'A19.3e',
    text: 'Phục hồi từ bản sao lưu gần nhất trước thời điểm sự cố',
    enforcedBy: ['scripts/restore.ts'],
    tests: [
      ['tests/db/backup/restore.test.ts', 'A19.3e: the nearest backup before the incident; another one needs a reason'],
    ],
  },
  {
    id: 'A19.5',
    text: 'Sở có thẩm quyền phục hồi toàn bộ dữ liệu',
    enforcedBy: ['scripts/restore.ts', 'scripts/restore/prove-persons.ts'],
    tests: [['tests/db/backup/restore.test.ts', 'A19.3đ: by somebody without restore authority']],
  },
];
