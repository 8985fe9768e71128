import { useTranslation } from 'react-i18next';
import { formatDay } from '../../lib/format';
import { planOf, weekdayOf, type DayPlan, type YearCalendar } from '../../lib/working-days';

interface MonthGridProps {
  readonly calendar: YearCalendar;
  /** 1 to 12. */
  readonly month: number;
}

type DayKind = 'working' | 'worked' | 'rest' | 'holiday';

/** One month as a table of weeks. A day off is struck, a holiday or a worked Saturday has a letter: not colour alone. */
export function MonthGrid({ calendar, month }: MonthGridProps) {
  const { t } = useTranslation('calendar');
  const { year } = calendar;
  return (
    <table className="sodo-month">
      <caption>
        {t('month', { month, year })} · {t('workingDays', { count: calendar.workingDays[month - 1] ?? 0 })}
      </caption>
      <thead>
        <tr>
          {Array.from({ length: 7 }, (_, weekday) => (
            <th key={weekday} scope="col" abbr={t(`weekday.${weekday}`)}>
              {t(`short.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((day, weekday) => (
              <td key={weekday}>{day && <Day day={day} plan={planOf(calendar, day)} />}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day, plan }: { readonly day: string; readonly plan: DayPlan }) {
  const { t } = useTranslation('calendar');
  const kind = kindOf(plan);
  const words = [formatDay(day), t(`legend.${kind}`), plan.override?.name].filter(Boolean).join(', ');
  return (
    <span className={`sodo-day sodo-day-${kind}`} title={words}>
      <span aria-hidden>
        {Number(day.slice(8))}
        {kind !== 'working' && <sup>{t(`sign.${kind}`)}</sup>}
      </span>
      <span className="sodo-hidden">{words}</span>
    </span>
  );
}

function kindOf({ working, override }: DayPlan): DayKind {
  if (working) return override ? 'worked' : 'working';
  return override ? 'holiday' : 'rest';
}

/** Days of a month by week, Monday first; nothing where the month has no day. */
function weeksOf(year: number, month: number): (string | undefined)[][] {
  const prefix = `${year}-${String(month).padStart(2, '0')}`;
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells: (string | undefined)[] = Array.from({ length: weekdayOf(`${prefix}-01`) }, () => undefined);
  for (let day = 1; day <= count; day += 1) cells.push(`${prefix}-${String(day).padStart(2, '0')}`);
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
