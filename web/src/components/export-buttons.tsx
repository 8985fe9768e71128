import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSaveFile } from '../lib/use-save-file';
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
  const { save, busy, error, forget } = useSaveFile();
  return (
    <>
      <ProblemAlert error={error} onClose={forget} />
      {(['xlsx', 'pdf'] as const).map((ending) => (
        <Button
          key={ending}
          disabled={disabled}
          loading={busy === `${path}.${ending}`}
          onClick={() => void save(`${path}.${ending}`, query)}
        >
          {t(`export.${ending}`)}
        </Button>
      ))}
    </>
  );
}
