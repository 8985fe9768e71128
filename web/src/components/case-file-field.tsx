import { Button, Flex } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../lib/api-client';
import { ProblemAlert } from './problem-alert';

export interface CaseFile {
  readonly id: string;
  readonly fileName: string;
}

interface CaseFileFieldProps {
  readonly id?: string;
  readonly value?: readonly CaseFile[];
  readonly onChange?: (files: readonly CaseFile[]) => void;
}

/** Scans of a letter: stored as soon as they are chosen, used when the form is sent. */
export function CaseFileField({ id, value = [], onChange }: CaseFileFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const add = async (chosen: readonly File[]) => {
    setBusy(true);
    setError(undefined);
    try {
      const files = [...value];
      for (const file of chosen) {
        const form = new FormData();
        form.set('file', file);
        const { data } = await call<CaseFile>('POST', '/case-files', { form, key: crypto.randomUUID() });
        if (!files.some((one) => one.id === data.id)) files.push({ id: data.id, fileName: data.fileName });
        onChange?.([...files]);
      }
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flex vertical gap={6} align="start">
      <ProblemAlert error={error} />
      {value.map((file) => (
        <Flex key={file.id} gap={8} align="center">
          <span>{file.fileName}</span>
          <Button size="small" onClick={() => onChange?.(value.filter((one) => one.id !== file.id))}>
            {t('caseFile.remove', { name: file.fileName })}
          </Button>
        </Flex>
      ))}
      <input
        ref={input}
        type="file"
        style={{ display: 'none' }}
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-hidden
        tabIndex={-1}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          void add(chosen);
        }}
      />
      <Button id={id} loading={busy} onClick={() => input.current?.click()}>
        {t('caseFile.add')}
      </Button>
    </Flex>
  );
}
