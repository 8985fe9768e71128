/** To whoever has to mend an incident, to the units it keeps from working, and to those who answer for it (seed Điều 18.2, Điều 19). */
import type { IncidentEvent } from '../../domain/incidents/incident-command';
import type { DutyHolder, IncidentClass, Severity } from '../../domain/incidents/incident-state';
import {
  CLOCK_NAMES,
  DUTY_NAMES,
  FUNCTION_NAMES,
  INCIDENT_CLASS_NAMES,
  LEADER_NAMES,
  SEVERITY_NAMES,
  STOP_MODE_NAMES,
} from '../documents/incident-names';
import { formatShortMoment, type IsoMoment } from '../documents/vietnamese-format';
import type { StoppableFunction } from '../../domain/incidents/stoppable-functions';
import { composeMail, type MailMessage } from './mail-message';

export interface IncidentMailData {
  readonly code: string;
  readonly class: IncidentClass;
  readonly severity: Severity;
  readonly duty: DutyHolder;
  readonly detectedAt: IsoMoment;
  readonly expectedFixAt?: IsoMoment;
  /** What has happened, and when. */
  readonly event: IncidentEvent;
  readonly at: IsoMoment;
  /** Set when it fell due while everything was down and was made up for at this moment. */
  readonly caughtUpAt?: IsoMoment;
  /** Due instant of the clock a threshold belongs to. */
  readonly dueAt?: IsoMoment;
  readonly url: string;
}

/** No word of the description: it may hold what not every reader may see. */
export function composeIncidentMail(data: IncidentMailData): MailMessage {
  const { subject, says } = tell(data);
  return composeMail({
    subject: `[${subject}] Sự cố ${data.code}`,
    paragraphs: [
      says,
      ...(data.caughtUpAt
        ? [
            `Thư này được gửi bù: mốc này đến trong lúc hệ thống gián đoạn, ghi nhận lúc ${formatShortMoment(data.caughtUpAt)}.`,
          ]
        : []),
    ],
    facts: [
      { label: 'Sự cố', value: `${data.code} – ${INCIDENT_CLASS_NAMES[data.class]}` },
      { label: 'Mức độ', value: SEVERITY_NAMES[data.severity] },
      { label: 'Đơn vị chịu trách nhiệm khắc phục', value: DUTY_NAMES[data.duty] },
      { label: 'Phát hiện lúc', value: formatShortMoment(data.detectedAt) },
      ...(data.dueAt ? [{ label: 'Thời hạn', value: formatShortMoment(data.dueAt) }] : []),
      ...(data.expectedFixAt
        ? [{ label: 'Dự kiến khắc phục xong', value: formatShortMoment(data.expectedFixAt) }]
        : []),
    ],
    link: { label: 'Mở Sodo', url: data.url },
    sender: 'Hệ thống Sodo',
  });
}

function tell({ code, event, at }: IncidentMailData): { readonly subject: string; readonly says: string } {
  switch (event.type) {
    case 'IncidentReported':
      return { subject: 'Sự cố mới', says: `Sự cố ${code} vừa được báo. Đề nghị tiếp nhận và xử lý ngay.` };
    case 'ThresholdReached': {
      const clock = CLOCK_NAMES[event.clock];
      return event.percent >= 100
        ? {
            subject: 'Quá hạn',
            says: `${clock}: ĐÃ HẾT THỜI HẠN lúc ${formatShortMoment(at)}. Đề nghị báo cáo lãnh đạo ngay.`,
          }
        : {
            subject: `${event.percent}% thời hạn`,
            says: `${clock}: đã dùng ${event.percent}% lúc ${formatShortMoment(at)}.`,
          };
    }
    case 'ExpectedFixPassed':
      return {
        subject: 'Đã qua giờ dự kiến',
        says: 'Đã qua thời gian dự kiến khắc phục đã thông báo. Đề nghị thông báo thời gian dự kiến mới cho các đơn vị.',
      };
    case 'UnitsNotified':
      return {
        subject: 'Thông báo sự cố',
        says: 'Phần mềm đang có sự cố ảnh hưởng đến đơn vị. Thời gian dự kiến khắc phục xong nêu dưới đây; nếu thay đổi sẽ có thông báo tiếp.',
      };
    case 'StopOrdered':
      return {
        subject: 'Ngừng chức năng',
        says: `Tạm ngừng (${STOP_MODE_NAMES[event.mode]}): ${namesOf(event.functions)}.`,
      };
    case 'StopLifted':
      return { subject: 'Hoạt động trở lại', says: `Đã mở lại: ${namesOf(event.functions)}.` };
    case 'LeaderTold':
      return { subject: 'Báo cáo lãnh đạo', says: `Kính báo cáo ${LEADER_NAMES[event.leader]} về sự cố nêu dưới đây.` };
    case 'DutyHandedOver':
      return { subject: 'Chuyển trách nhiệm', says: `Trách nhiệm khắc phục đã chuyển cho ${DUTY_NAMES[event.to]}.` };
    case 'FixRecorded':
      return {
        subject: 'Đã khắc phục',
        says: `Sự cố đã được khắc phục lúc ${formatShortMoment(new Date(event.at).toISOString())}.`,
      };
    default:
      return { subject: 'Sự cố', says: 'Sự cố có thay đổi.' };
  }
}

function namesOf(functions: readonly StoppableFunction[]): string {
  return functions.map((name) => FUNCTION_NAMES[name]).join(', ');
}
