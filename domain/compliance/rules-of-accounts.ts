import type { RegulationRule, RuleTest } from './regulation-rule';

const RULES = 'domain/accounts/account-rules.ts';
const rules = (name: string): RuleTest => ['tests/unit/accounts/account-rules.test.ts', name];
const life = (name: string): RuleTest => ['tests/api/accounts-life.test.ts', name];

/** Điều 7: accounts. */
export const RULES_OF_ACCOUNTS: readonly RegulationRule[] = [
  {
    id: 'A7.1a',
    text: 'Sở quản lý tài khoản quản trị; cấp tài khoản theo đề nghị bằng văn bản',
    enforcedBy: [RULES, 'api/paper-texts.ts'],
    tests: [rules('A7.1a: an account is requested in writing, checked, approved, issued'), life('A7.1a')],
  },
  {
    id: 'A7.1b',
    text: 'Mọi tài khoản được định danh đến từng người dùng cụ thể',
    enforcedBy: [RULES, 'db/schema/account.table.ts'],
    tests: [life('A7.1b')],
  },
  {
    id: 'A7.1c',
    text: 'Mỗi cá nhân không quá một tài khoản',
    enforcedBy: [RULES, 'db/schema/account.table.ts'],
    tests: [
      rules('A7.1c: a person has one account at most, whatever its state'),
      ['tests/api/accounts-guards.test.ts', 'A7.1c: one account for a person'],
    ],
  },
  {
    id: 'A7.1d',
    text: 'Đủ, không dư thừa quyền, tùy theo công việc và nhiệm vụ được giao',
    enforcedBy: ['domain/access/duties.ts', 'domain/accounts/review-account.ts'],
    tests: [
      ['tests/unit/access/duties.test.ts', 'A7.1d: what a post does not need is surplus, with all it would allow'],
      ['tests/unit/accounts/review-account.test.ts', 'A7.1d: what a review proposes'],
    ],
    evidence: ['review'],
  },
  {
    id: 'A7.1đ',
    text: 'Thay đổi quyền phải có văn bản đề nghị của trưởng đơn vị',
    enforcedBy: [RULES],
    tests: [rules('A7.1đ: rights change only on the unit head’s written request'), life('A7.1đ')],
  },
  {
    id: 'A7.1e',
    text: 'Đơn vị thực hiện dự án chỉ được cấp tài khoản khi kế hoạch thi công đã phê duyệt',
    enforcedBy: ['domain/projects/contractor-accounts.ts', 'domain/projects/project-rules.ts'],
    tests: [['tests/api/projects.test.ts', 'A7.1e, A7.3c: accounts of a contractor']],
    evidence: ['projectAccounts'],
  },
  {
    id: 'A7.2a, A7.2b',
    text: 'Người dùng bảo quản tài khoản, chịu trách nhiệm khi để thất thoát',
    enforcedBy: ['db/terms-of-use.ts', 'domain/access/pending-steps.ts'],
    tests: [['tests/api/sign-in.test.ts', 'A7.2a, A7.2b: asks for the terms next']],
  },
  {
    id: 'A7.2c',
    text: 'Sở theo dõi, quản lý, báo cáo và đề xuất xử lý các tài khoản đã cấp',
    enforcedBy: ['api/routes/accounts/queries.ts', 'templates/documents/account-report.ts'],
    tests: [
      ['tests/api/account-report.test.ts', 'A7.2c, A7.3 end: the periodic report of accounts'],
      ['tests/api/accounts-guards.test.ts', 'A7.2c: by unit, status, duty, words'],
    ],
  },
  {
    id: 'A7.3a',
    text: 'Khóa tài khoản mới cấp mà trong một tuần không đổi mật khẩu',
    enforcedBy: [RULES, 'workflows/case-shell.ts'],
    tests: [
      rules('A7.3a: a password not changed within one week locks the account'),
      ['tests/temporal/account-workflow.test.ts', 'A7.3a: on the real server, a week passes and the account is locked'],
    ],
    evidence: ['accountWeek'],
  },
  {
    id: 'A7.3b',
    text: 'Khóa tài khoản bị phát hiện thất thoát',
    enforcedBy: [RULES, 'db/projections/account-register.ts'],
    tests: [
      rules('A7.3b: a leaked or lost account is locked at once'),
      ['tests/temporal/account-workflow.test.ts', 'A7.3b: a leak ends every session before it is answered'],
    ],
  },
  {
    id: 'A7.3c',
    text: 'Khóa tài khoản cập nhật dữ liệu công trình khi công trình đã nghiệm thu',
    enforcedBy: [RULES, 'activities/projects/settle-projects.ts'],
    tests: [rules('A7.3c: the accounts of a project are locked when it is accepted')],
    evidence: ['projectAccounts'],
  },
  {
    id: 'A7.3 (end)',
    text: 'Nghỉ việc, điều chuyển: Thủ trưởng đơn vị báo bằng văn bản để khóa; đưa vào báo cáo định kỳ',
    enforcedBy: [RULES, 'domain/accounts/account-changes.ts', 'activities/reports/draw-figures.ts'],
    tests: [
      rules('A7.3 (end): on departure or transfer the unit head notifies in writing'),
      ['tests/temporal/account-workflow.test.ts', 'A7.3 (end): the day of departure comes and the account is locked'],
    ],
    evidence: ['departures'],
  },
];
