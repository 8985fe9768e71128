import { useQueryClient } from '@tanstack/react-query';
import { Alert, Card, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { dossierListSchema } from '../../../../contracts/dossier.schema';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../components/problem-alert';
import { get } from '../../lib/api-client';
import { HandOverDialog } from './hand-over-dialog';
import { ResultList } from './result-list';
import { scannedCode } from './scanned-code';
import { askResults, type WaitingResult } from './use-results';

type NotFound = { readonly code: string; readonly status: string | undefined };

/** Results that wait at my counter. The hand stays on the scanner: code, Enter, sign, next. */
export function ResultsPage() {
  const { t } = useTranslation('results');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const field = useRef<InputRef>(null);
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [notFound, setNotFound] = useState<NotFound>();
  const [open, setOpen] = useState<WaitingResult>();
  const [done, setDone] = useState<string>();

  const find = async () => {
    const code = scannedCode(typed);
    setTyped(code);
    setAsked(code === '' ? undefined : code);
    setNotFound(undefined);
    setDone(undefined);
    setError(undefined);
    if (code === '') return;
    try {
      const { items } = await queries.fetchQuery({ ...askResults(code), staleTime: 0 });
      const [only] = items;
      if (only && items.length === 1) setOpen(only);
      else if (!only) setNotFound({ code, status: await statusOf(code) });
    } catch (problem) {
      setError(problem);
    }
  };
  const isOpen = open !== undefined;
  // The hand is back on the scanner as soon as the dialog is gone.
  useEffect(() => {
    if (!isOpen) field.current?.focus({ cursor: 'all' });
  }, [isOpen]);
  return (
    <Page title={t('title')}>
      <Input
        ref={field}
        allowClear
        size="large"
        value={typed}
        aria-label={t('find')}
        placeholder={t('placeholder')}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value === '') setAsked(undefined);
        }}
        onPressEnter={() => void find()}
        style={{ maxWidth: 640, marginBottom: 12 }}
      />
      <ProblemAlert error={error} onClose={() => setError(undefined)} />
      {done !== undefined && (
        <Alert type="success" showIcon role="status" title={t('done', { code: done })} style={{ marginBottom: 12 }} />
      )}
      {notFound && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          style={{ marginBottom: 12 }}
          title={
            notFound.status === undefined
              ? t('unknown', { code: notFound.code })
              : t('notReady', { code: notFound.code, status: common(`status.${notFound.status}`) })
          }
        />
      )}
      <Card size="small">
        <ResultList q={asked} onOpen={setOpen} />
      </Card>
      {open && (
        <HandOverDialog
          key={`${open.dossierId} ${open.instance}`}
          result={open}
          onClose={() => setOpen(undefined)}
          onDone={() => {
            setDone(open.dossierCode);
            setTyped('');
            setAsked(undefined);
            setOpen(undefined);
          }}
        />
      )}
    </Page>
  );
}

/** Where the dossier stands instead, when there is one. */
async function statusOf(code: string): Promise<string | undefined> {
  const { items } = await get<z.infer<typeof dossierListSchema>>('/dossiers', { query: { q: code, limit: 2 } });
  return items.length === 1 ? items[0]?.status : undefined;
}
