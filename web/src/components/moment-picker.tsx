import { Flex, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { DayPicker } from './day-picker';

interface MomentPickerProps {
  readonly id?: string;
  /** A Vietnamese local time, `2026-11-25T14:30`. */
  readonly value?: string;
  readonly onChange?: (moment: string | undefined) => void;
  readonly 'aria-required'?: boolean;
  readonly 'aria-describedby'?: string;
}

/** A day and a time of day, both typed or picked; Vietnamese time whatever the machine's is. */
export function MomentPicker({ id, value = '', onChange, ...described }: MomentPickerProps) {
  const { t } = useTranslation();
  const [day = '', time = ''] = value.split('T');
  const change = (nextDay: string, nextTime: string) =>
    onChange?.(nextDay === '' && nextTime === '' ? undefined : `${nextDay}T${nextTime}`);
  return (
    <Flex gap={8}>
      <DayPicker id={id} {...described} value={day} onChange={(next) => change(next ?? '', time)} />
      <TimePicker
        aria-label={t('moment.time')}
        {...described}
        format={['HH:mm', 'H:mm', 'HHmm']}
        placeholder={t('moment.typed')}
        needConfirm={false}
        value={/^\d\d:\d\d$/.test(time) ? dayjs(`2000-01-01T${time}`) : null}
        onChange={(picked) => change(day, picked ? picked.format('HH:mm') : '')}
        onCalendarChange={(picked) => {
          if (dayjs.isDayjs(picked)) change(day, picked.format('HH:mm'));
        }}
        style={{ width: 110 }}
      />
    </Flex>
  );
}
