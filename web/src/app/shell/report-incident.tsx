import { WarningOutlined } from '@ant-design/icons';
import { Button, Grid } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const ReportDialog = lazy(async () => ({
  default: (await import('../../features/incidents/report-dialog')).ReportDialog,
}));

/** One click from everywhere (A18.2a). */
export function ReportIncident() {
  const { t } = useTranslation();
  const { md } = Grid.useBreakpoint();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="text" icon={<WarningOutlined />} aria-label={t('incident.report')} onClick={() => setOpen(true)}>
        {md ? t('incident.report') : null}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ReportDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
