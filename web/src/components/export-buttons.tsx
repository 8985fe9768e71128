import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../lib/save-file';
import { ProblemAlert } from './problem-alert';

interface ExportButtonsProps {
  /** Below the API, without its ending. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly disabled?: boolean;
}

/** A report as a workbook and as a paper, kept by the browser. */
export function ExportButtons({ path, query, disabled }: ExportButtonsProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const save = async (ending: 'xlsx' | 'pdf') => {
    setBusy(ending);
    setError(undefined);
    await saveFile(`${path}.${ending}`, query).catch(setError);
    setBusy(undefined);
  };
  return (
    <>
      <ProblemAlert error={error} onClose={() => setError(undefined)} />
      {(['xlsx', 'pdf'] as const).map((ending) => (
        <Button key={ending} disabled={disabled} loading={busy === ending} onClick={() => void save(ending)}>
          {t(`export.${ending}`)}
        </Button>
      ))}
    </>
  );
}
