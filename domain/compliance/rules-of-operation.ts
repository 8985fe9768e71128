import type { RegulationRule } from './regulation-rule';

/** Điều 2 and 8–17: operation, money, the duties of each body. */
export const RULES_OF_OPERATION: readonly RegulationRule[] = [
  {
    id: 'A8.1',
    text: 'Cài đặt, lưu trữ, quản lý tập trung tại Trung tâm Tích hợp dữ liệu',
    enforcedBy: ['docker-compose.yml', 'deploy/README.md'],
    tests: [['tests/unit/repository/docker-compose.test.ts', 'is taken by docker compose']],
  },
  {
    id: 'A8.2',
    text: 'Các cơ quan của Sở, huyện, xã truy cập trực tiếp theo chức năng, nhiệm vụ',
    enforcedBy: ['domain/access/unit-tree.ts', 'api/auth/targets.ts'],
    tests: [
      ['tests/unit/access/may-do.test.ts', 'A8.2: every unit works on its own dossiers'],
      ['tests/api/security/foreign-ids.test.ts', 'A8.2: an id of somebody else’s opens nothing, and tells nothing'],
    ],
  },
  {
    id: 'A8.3',
    text: 'Cấp tài khoản, phân quyền khai thác cho các cơ quan nhà nước khác',
    enforcedBy: [],
    tests: [],
  },
  {
    id: 'A8.5',
    text: 'Sao lưu tự động hằng ngày, lưu trên máy chủ khác',
    enforcedBy: ['activities/backup/take-backup.ts', 'platform/backup/backup-target.ts'],
    tests: [['tests/temporal/backup.test.ts', 'A18.1a: every day by a Temporal Schedule']],
    evidence: ['backupDaily'],
  },
  {
    id: 'A9, A17',
    text: 'Khai thác dữ liệu theo Điều 17, 18, 23 Quyết định 16/2021/QĐ-UBND',
    enforcedBy: [],
    tests: [],
  },
  { id: 'A10.2', text: 'Kế hoạch, dự toán kinh phí hằng năm', enforcedBy: [], tests: [] },
  { id: 'A11.5', text: 'Thu thập, tích hợp dữ liệu của các sở, ngành, huyện', enforcedBy: [], tests: [] },
  {
    id: 'A11.6',
    text: 'Kịp thời xử lý, khắc phục sự cố',
    enforcedBy: ['domain/incidents/incident-rules.ts', 'activities/incidents/open-incidents.ts'],
    tests: [['tests/api/incidents.test.ts', 'A18.2a: anybody who works here reports an incident at once']],
    evidence: ['incidentLimits'],
  },
  { id: 'A11.7', text: 'Tham mưu kiểm tra, xử lý vi phạm', enforcedBy: [], tests: [] },
  { id: '2.3', text: 'Khen thưởng, kỷ luật', enforcedBy: [], tests: [] },
  {
    id: 'A11.8',
    text: 'Báo cáo tháng, quý, năm cho UBND tỉnh và Bộ',
    enforcedBy: ['domain/reports/report-rules.ts', 'activities/reports/open-reports.ts'],
    tests: [
      ['tests/unit/reports/report-rules.test.ts', 'A11.8, A15.5: a periodic report'],
      ['tests/temporal/report-workflow.test.ts', 'A11.8, A15.5: on the real server'],
      ['tests/api/reports.test.ts', 'A11.8: Sở reports to those above it'],
    ],
    evidence: ['reportsDue'],
  },
  {
    id: 'A11.9',
    text: 'Theo dõi, đôn đốc, kiểm tra việc thực hiện Quy chế',
    enforcedBy: ['domain/compliance/regulation-rules.ts', 'api/routes/compliance/evidence.ts'],
    tests: [
      ['tests/unit/compliance/regulation-rules.test.ts', 'A11.9: every rule of the regulation stands in the book'],
      ['tests/api/compliance.test.ts', 'A11.9: the state of every rule today'],
    ],
  },
  {
    id: 'A13.1',
    text: 'Trung tâm Tích hợp dữ liệu phối hợp quản trị hệ thống',
    enforcedBy: ['domain/access/duties.ts'],
    tests: [
      ['tests/unit/access/may-do.test.ts', 'A5.4: gives administrators and operators no dossier, no task and no draft'],
    ],
  },
  {
    id: 'A13.2',
    text: 'Trung tâm nhận bàn giao máy chủ, phần mềm, sản phẩm',
    enforcedBy: ['domain/handovers/handover-rules.ts', 'templates/documents/handover-minutes.ts'],
    tests: [['tests/unit/handovers/handover-rules.test.ts', 'A13.2, A15.3, A16.3']],
  },
  {
    id: 'A13.3',
    text: 'Thường xuyên theo dõi, giám sát, báo cáo, dự báo sự cố',
    enforcedBy: [
      'activities/health/sample-health.ts',
      'domain/health/forecast.ts',
      'activities/incidents/find-incidents.ts',
    ],
    tests: [
      ['tests/api/system-health.test.ts', 'A13.3: what is measured'],
      ['tests/api/incidents.test.ts', 'a backup that cannot come about opens an incident, once (A18.1)'],
    ],
    evidence: ['probes'],
  },
  {
    id: 'A13.4',
    text: 'Đề xuất, dự báo nhu cầu nâng cấp hệ thống',
    enforcedBy: [
      'domain/health/forecast.ts',
      'api/routes/system/read-health.ts',
      'templates/documents/capacity-report.ts',
    ],
    tests: [
      ['tests/unit/health/forecast.test.ts', 'A13.3, A13.4: where a disk is going'],
      ['tests/api/system-health.test.ts', 'A13.4: what fills up is forecast, and its enlargement proposed'],
    ],
  },
  { id: 'A14.1, A14.2', text: 'Bảo hành, khắc phục, nâng cấp phần mềm', enforcedBy: [], tests: [] },
  {
    id: 'A14.4, A15.9',
    text: 'Không để gián đoạn quá 12 giờ',
    enforcedBy: ['domain/incidents/incident-limits.ts', 'domain/incidents/incident-clock.ts'],
    tests: [
      ['tests/unit/incidents/incident-clocks.test.ts', 'A14.4, A15.9'],
      ['tests/temporal/incident-workflow.test.ts', 'A14.4: on the real server twelve hours pass'],
    ],
    evidence: ['interruption'],
  },
  {
    id: 'A15.1–A15.3',
    text: 'Văn phòng Đăng ký đất đai là đầu mối; chỉ cán bộ được phân quyền; nhận bàn giao sản phẩm',
    enforcedBy: ['domain/access/duties.ts', 'domain/handovers/handover-rules.ts'],
    tests: [['tests/api/projects.test.ts', 'A13.2, A15.3, A16.3: a handover']],
  },
  { id: 'A15.4', text: 'Kế hoạch duy trì cơ sở dữ liệu đất đai hằng năm', enforcedBy: [], tests: [] },
  {
    id: 'A15.5',
    text: 'Báo cáo tháng, quý, năm cho Sở',
    enforcedBy: ['domain/reports/report-rules.ts', 'activities/reports/draw-reports.ts'],
    tests: [
      ['tests/unit/reports/report-rules.test.ts', 'A11.8, A15.5: a periodic report'],
      ['tests/api/reports.test.ts', 'A15.5: the office reports to Sở'],
    ],
    evidence: ['reportsDue'],
  },
  { id: 'A15.6', text: 'Thường xuyên rà soát, loại bỏ dữ liệu rác', enforcedBy: [], tests: [] },
  {
    id: 'A15.7',
    text: 'Kiểm tra quy trình thực hiện thủ tục ở tỉnh, huyện',
    enforcedBy: ['domain/engine/decide.ts', 'api/routes/dossiers/read-handlers.ts'],
    tests: [['tests/web/officer.test.ts', 'draws the diagram with the path so far']],
    missing: 'Xem được đường đi của từng hồ sơ; chưa có kiểm tra chọn mẫu',
  },
  { id: 'A15.8', text: 'Kiểm soát chỉnh lý, trao đổi cơ sở dữ liệu đất đai', enforcedBy: [], tests: [] },
  {
    id: 'A16.1–A16.4',
    text: 'Đơn vị thi công: theo thiết kế được duyệt, chịu trách nhiệm, giao nộp sau nghiệm thu, vận hành thử',
    enforcedBy: ['domain/projects/project-rules.ts', 'domain/handovers/handover-rules.ts'],
    tests: [
      ['tests/unit/projects/project-rules.test.ts', 'A16.1–A16.4'],
      ['tests/api/projects.test.ts', 'A16.1: a contractor’s project'],
    ],
    evidence: ['projectAccounts'],
  },
];
