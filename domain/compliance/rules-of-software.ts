import type { RegulationRule } from './regulation-rule';

/** Điều 3–6: the software, its modules, the principles, what is needed to use it. */
export const RULES_OF_SOFTWARE: readonly RegulationRule[] = [
  {
    id: 'A3.3a',
    text: 'Quản lý, khai thác cơ sở dữ liệu đất đai trên môi trường điện tử',
    enforcedBy: ['api/land-finding.ts', 'api/routes/parcels/routes.ts'],
    tests: [['tests/api/clerk.test.ts', 'tells what stands on a certificate today']],
    missing: 'Mới tra cứu thửa đất, giấy chứng nhận, hạn chế; chưa có các phân hệ dữ liệu của khoản 4',
  },
  {
    id: 'A3.3b',
    text: 'Quản lý tập trung hồ sơ đầu vào, kết quả đầu ra; quy trình, tác nghiệp, biểu mẫu điện tử',
    enforcedBy: ['workflows/dossier-workflow.ts', 'domain/engine/decide.ts', 'templates/documents/form-01-receipt.ts'],
    tests: [
      ['tests/api/happy-path.test.ts', 'every step is done by whom it is meant for, and the page tells all of it'],
    ],
  },
  {
    id: 'A3.3c',
    text: 'Tích hợp, trao đổi, chia sẻ dữ liệu với Bộ, các sở, ngành, UBND các cấp và hệ thống khác',
    enforcedBy: ['activities/outbox/deliver-due.ts', 'api/routes/integrations/routes.ts'],
    tests: [['tests/api/links.test.ts', 'goes the same way as one from the counter, with its scans and its own code']],
    missing: 'Mới liên thông một cửa và thuế; chưa chia sẻ dữ liệu với các cơ quan khác',
    evidence: ['links'],
  },
  {
    id: 'A3.3d',
    text: 'Truy xuất, trích lọc dữ liệu phục vụ chỉ đạo, quản lý, báo cáo, thống kê',
    enforcedBy: ['api/routes/statistics/handlers.ts', 'api/routes/sla/routes.ts', 'api/routes/register/handlers.ts'],
    tests: [['tests/api/statistics.test.ts', 'a small month, counted by hand']],
  },
  {
    id: 'A3.4a',
    text: 'Phân hệ xây dựng cơ sở dữ liệu địa chính',
    enforcedBy: [],
    tests: [],
  },
  { id: 'A3.4b', text: 'Phân hệ xây dựng cơ sở dữ liệu giá đất', enforcedBy: [], tests: [] },
  { id: 'A3.4c', text: 'Phân hệ xây dựng cơ sở dữ liệu quy hoạch, kế hoạch sử dụng đất', enforcedBy: [], tests: [] },
  { id: 'A3.4d', text: 'Phân hệ xây dựng cơ sở dữ liệu thống kê, kiểm kê', enforcedBy: [], tests: [] },
  {
    id: 'A3.4đ',
    text: 'Phân hệ xây dựng dữ liệu hồ sơ quét',
    enforcedBy: ['platform/file-store.ts', 'api/drafts/intake-file.ts'],
    tests: [['tests/unit/platform/file-store.test.ts', 'property: what was put comes back under its SHA-256']],
    missing: 'Tệp quét gắn với hồ sơ; chưa có kho hồ sơ quét cũ và tìm theo nội dung',
  },
  {
    id: 'A3.4e',
    text: 'Phân hệ quản lý quy trình xử lý hồ sơ đất đai',
    enforcedBy: ['workflows/dossier-workflow.ts', 'domain/bpmn/compile.ts', 'domain/clock/deadline.ts'],
    tests: [
      [
        'tests/temporal/dossier-workflow.test.ts',
        'runs from submission to result; lists show each step when it is answered',
      ],
    ],
    evidence: ['deadlines'],
  },
  { id: 'A3.4g', text: 'Phân hệ nhập xuất dữ liệu', enforcedBy: [], tests: [] },
  {
    id: 'A3.4h',
    text: 'Phân hệ quản trị hệ thống',
    enforcedBy: ['domain/access/access-table.ts', 'db/audit/seal-audit.ts', 'domain/clock/working-calendar.ts'],
    tests: [['tests/api/access.test.ts', 'every route with a right refuses whoever does not have it']],
  },
  {
    id: 'A3.4i',
    text: 'Các phân hệ khác theo yêu cầu quản lý',
    enforcedBy: ['domain/cases/case-registry.ts', 'scripts/publish.ts'],
    tests: [['tests/unit/repository/documents.test.ts', 'is what the registry says']],
  },
  {
    id: 'A4.6',
    text: 'Tài khoản quản trị hệ thống giữ quyền phân quyền; mỗi lần phân quyền được ghi nhật ký',
    enforcedBy: ['domain/accounts/account-rules.ts', 'contracts/audit-actions.ts'],
    tests: [
      ['tests/unit/accounts/account-rules.test.ts', 'A4.6: rights over other people’s rights take two administrators'],
      ['tests/api/accounts-life.test.ts', 'A4.6'],
    ],
    evidence: ['rightsTwice', 'auditLog'],
  },
  {
    id: 'A4.7, A4.8',
    text: 'Cổng thông tin đất đai là điểm truy cập duy nhất, qua giao diện web',
    enforcedBy: ['api/web-app.ts', 'web/src/app/routes.tsx'],
    tests: [
      ['tests/web/manager.test.ts', 'types what stands on the receipt; a wrong secret and an unknown code look alike'],
    ],
    missing: 'Người dân tra cứu tình trạng hồ sơ; chưa có phần khai thác thông tin đất đai',
  },
  {
    id: 'A5.1, A8.4',
    text: 'Tuân thủ pháp luật, thông suốt, an toàn; luật an toàn thông tin mạng, an ninh mạng',
    enforcedBy: ['api/http/serve-route.ts', 'db/audit/verify-audit.ts', 'docs/security.md'],
    tests: [
      ['tests/unit/repository/security.test.ts', 'calls covered what names a test, and nothing else'],
      ['tests/db/audit-chain.test.ts', 'the verification finds'],
    ],
    evidence: ['auditLog'],
  },
  {
    id: 'A5.2',
    text: 'Thông tin chính xác, rõ ràng, cập nhật liên tục; truy cập được mọi thời điểm',
    enforcedBy: ['db/projections/write-commit.ts', 'web/src/lib/use-live.ts'],
    tests: [['tests/faults/kills-under-load.test.ts', 'what was acknowledged to 20 clients is there exactly once']],
  },
  {
    id: 'A5.3',
    text: 'Kết nối thông suốt, liên tục 24/7 với Cổng dịch vụ công và hệ thống một cửa các cấp',
    enforcedBy: ['activities/outbox/deliver-due.ts', 'activities/incidents/open-incidents.ts'],
    tests: [['tests/api/link-refusals.test.ts', 'whose answer was lost is sent again word for word']],
    missing: 'Liên thông với hệ thống một cửa; chưa kết nối Cổng dịch vụ công quốc gia, chưa đối soát hằng ngày',
    evidence: ['links'],
  },
  {
    id: 'A5.4',
    text: 'Đúng thẩm quyền, trách nhiệm',
    enforcedBy: ['domain/access/access-table.ts', 'domain/access/may-do.ts', 'api/auth/judge-access.ts'],
    tests: [
      ['tests/unit/access/may-do.test.ts', 'stands as it was agreed'],
      ['tests/api/access.test.ts', 'the right of one step is not the right of another (A5.4)'],
    ],
  },
  {
    id: 'A5.5',
    text: 'Bảo vệ dữ liệu cá nhân khi khai thác, sử dụng lại thông tin',
    enforcedBy: ['domain/access/personal-data.ts', 'api/personal-data.ts'],
    tests: [
      ['tests/unit/access/personal-data.property.test.ts', 'A5.5: personal data is covered'],
      ['tests/api/officer.test.ts', 'A5.5: is covered on the page, in the form and in the texts of every step'],
    ],
    missing: 'Chưa có thời hạn lưu, yêu cầu đính chính và quyền đọc theo nhóm dữ liệu của cơ quan khác',
  },
  {
    id: 'A6.1, A6.2',
    text: 'Điều kiện máy trạm và đường truyền',
    enforcedBy: ['web/src/app/routes.tsx', 'README.md'],
    tests: [['tests/web/web-lab.ts', 'What every screen must be']],
  },
  {
    id: 'A6.3, A6.4',
    text: 'Phải có tài khoản mới khai thác được chức năng và dữ liệu',
    enforcedBy: ['api/auth/read-session.ts'],
    tests: [['tests/api/access.test.ts', 'nothing is open to everybody but what must be']],
  },
];
