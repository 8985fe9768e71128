import { HourglassOutlined } from '@ant-design/icons';
import { Button, DatePicker, Flex, Modal, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { serverNow } from '../lib/server-clock';
import { useCommand } from '../lib/use-command';
import { ProblemAlert } from './problem-alert';

interface SimulateButtonProps {
  readonly dossierId: string;
  /** Offered as "until a day after the deadline". */
  readonly dueAt: string | null;
}

/** "What happens if nobody acts until …?", on a test copy; never on the dossier itself. */
export function SimulateButton({ dossierId, dueAt }: SimulateButtonProps) {
  const { t } = useTranslation('simulation');
  const { t: common } = useTranslation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [until, setUntil] = useState<Dayjs>();
  const start = useCommand<{ id: string }>({ onDone: ({ id }) => void navigate(`/simulations/${id}`) });
  const now = dayjs(serverNow());
  const choices = [
    { key: 'week', until: now.add(7, 'day') },
    { key: 'due', until: dueAt === null ? undefined : dayjs(dueAt).add(1, 'day') },
    { key: 'month', until: now.add(30, 'day') },
    { key: 'quarter', until: now.add(90, 'day') },
  ].filter((choice): choice is { key: string; until: Dayjs } => choice.until?.isAfter(now) === true);
  const run = () =>
    start.mutate({ path: `/dossiers/${dossierId}/simulations`, body: { until: until?.toISOString() ?? '' } });
  return (
    <>
      <Button icon={<HourglassOutlined />} onClick={() => setOpen(true)}>
        {t('button')}
      </Button>
      <Modal
        open={open}
        title={t('dialog.title')}
        okText={t('dialog.run')}
        cancelText={common('action.cancel')}
        okButtonProps={{ disabled: until === undefined, loading: start.isPending }}
        onOk={run}
        onCancel={() => setOpen(false)}
      >
        <ProblemAlert error={start.error} />
        <Typography.Paragraph>{t('dialog.text')}</Typography.Paragraph>
        <Flex gap={8} wrap style={{ marginBottom: 12 }}>
          {choices.map((choice) => (
            <Button
              key={choice.key}
              type={until?.isSame(choice.until, 'day') ? 'primary' : 'default'}
              onClick={() => setUntil(choice.until)}
            >
              {t(`dialog.${choice.key}`)}
            </Button>
          ))}
        </Flex>
        <label>
          {t('dialog.until')}{' '}
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="DD/MM/YYYY HH:mm"
            value={until}
            minDate={now}
            onChange={(value) => setUntil(value ?? undefined)}
          />
        </label>
      </Modal>
    </>
  );
}
